// The desk: how healthy the texts are that come in, what is wrong with them, and how the intake fares.
import { useApi } from "../api";
import { number, percent, published } from "../format";
import { has, t, tn } from "../i18n";
import type { Desk, Health, Intake, Run, Stats } from "../records";
import { Empty, ErrorNote, Loading } from "../ui";
import { SortTable, type Column } from "../viz/table";
import type { PageProps } from ".";

/** DeskPage is the page. */
export default function DeskPage(_: PageProps) {
  const { data, problem, again } = useApi<Desk>("/desk");
  const stats = useApi<Stats>("/stats").data;
  return (
    <>
      <h1>{t("page.desk")}</h1>
      {problem && <ErrorNote problem={problem} again={again} />}
      {!data && !problem && <Loading />}
      {stats && <Totals stats={stats} />}
      {data && (
        <div class="desk">
          <ByLanguage health={data.health ?? []} />
          <Defects of={data.defects ?? []} />
          <Publishers health={data.health ?? []} />
          {data.intake && <IntakeOf of={data.intake} />}
          <Runs of={data.runs ?? []} />
        </div>
      )}
    </>
  );
}

function Totals({ stats: s }: { stats: Stats }) {
  const all: [string, string][] = [
    [number(s.events), t("desk.events")],
    [number(s.reports), t("desk.reports")],
    [number(s.articles), t("desk.articles")],
    [number(s.copies), t("desk.copies")],
    [number(s.publishers), t("desk.publishers")],
    [number(s.disagreeing), t("desk.disagreeing")],
    [number(s.corrections), t("desk.corrections")],
  ];
  return (
    <dl class="totals">
      {all.map(([n, what]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{n}</dd>
        </div>
      ))}
      {s.first && (
        <div>
          <dt>{t("desk.published")}</dt>
          <dd class="days">
            {published(s.first)} – {published(s.last)}
          </dd>
        </div>
      )}
    </dl>
  );
}

function languageName(code: string): string {
  return has(`language.${code}`) ? t(`language.${code}`) : code || t("desk.no_language");
}

// How many articles stand at which health, for each language: ten columns, the healthy at the right.
function ByLanguage({ health }: { health: Health[] }) {
  const languages = [...new Set(health.map((h) => h.language))].sort((a, b) => count(health, b) - count(health, a));
  return (
    <section>
      <h2>{t("desk.by_language")}</h2>
      <p class="aside">{t("desk.health_help")}</p>
      <div class="multiples">
        {languages.map((l) => (
          <Multiple key={l} name={languageName(l)} of={health.filter((h) => h.language === l)} />
        ))}
      </div>
      {languages.length === 0 && <Empty title={t("desk.none")} />}
    </section>
  );
}

const count = (health: Health[], language: string) => health.reduce((n, h) => n + (h.language === language ? h.articles : 0), 0);

function Multiple({ name, of }: { name: string; of: Health[] }) {
  const bins = Array.from({ length: 10 }, () => 0);
  let [articles, mean, damaged] = [0, 0, 0];
  for (const h of of) {
    bins[Math.min(9, Math.floor(h.health * 10))] = (bins[Math.min(9, Math.floor(h.health * 10))] as number) + 1;
    articles += h.articles;
    mean += h.health * h.articles;
    damaged += h.damaged;
  }
  const top = Math.max(...bins, 1);
  return (
    <figure>
      <figcaption>
        <b>{name}</b> {tn("desk.count_articles", articles)} · {t("desk.mean_health", { health: percent(mean / Math.max(articles, 1)) })} ·{" "}
        {t("desk.share_damaged", { share: percent(damaged / Math.max(articles, 1)) })}
      </figcaption>
      <svg viewBox="0 0 200 70" width="200" height="70" role="img" aria-label={t("desk.spread", { language: name, list: bins.map((n) => number(n)).join(", ") })}>
        {bins.map((n, i) => (
          <rect key={i} x={i * 20 + 1} y={56 - (n / top) * 54} width="18" height={(n / top) * 54} class={`bin bin-${i}`} />
        ))}
        <line x1="0" x2="200" y1="56.5" y2="56.5" class="axis" />
        <text x="0" y="68" class="tick">
          {percent(0)}
        </text>
        <text x="200" y="68" text-anchor="end" class="tick">
          {percent(1)}
        </text>
      </svg>
    </figure>
  );
}

/** defectName is what a kind of defect is called. */
function defectName(kind: string): string {
  return has(`defect.${kind}`) ? t(`defect.${kind}`) : kind;
}

function Defects({ of }: { of: NonNullable<Desk["defects"]> }) {
  const most = Math.max(...of.map((d) => d.articles), 1);
  return (
    <section>
      <h2>{t("desk.defects")}</h2>
      {of.length === 0 && <p>{t("desk.no_defects")}</p>}
      <table class="rows">
        <caption class="hidden">{t("desk.defects")}</caption>
        <tbody>
          {of.map((d) => (
            <tr key={d.kind}>
              <th scope="row">{defectName(d.kind)}</th>
              <td class="share">
                <Meter share={d.articles / most} />
              </td>
              <td class="number">{number(d.articles)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Meter({ share, level }: { share: number; level?: string }) {
  return (
    <svg class={`meter ${level ?? ""}`} viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="10" class="none" />
      <rect width={Math.max(share * 100, share > 0 ? 1 : 0)} height="10" class="full" />
    </svg>
  );
}

function Publishers({ health }: { health: Health[] }) {
  const columns: Column<Health>[] = [
    { id: "publisher", head: t("desk.col.publisher"), value: (h) => h.publisher, show: (h) => <bdi>{h.publisher || t("desk.no_publisher")}</bdi> },
    { id: "language", head: t("language"), value: (h) => languageName(h.language) },
    { id: "articles", head: t("desk.articles"), number: true, value: (h) => h.articles, show: (h) => number(h.articles) },
    {
      id: "health",
      head: t("desk.col.health"),
      number: true,
      help: t("desk.health_help"),
      value: (h) => h.health,
      show: (h) => (
        <>
          <Meter share={h.health} level={h.health < 0.7 ? "low" : h.health < 0.9 ? "fair" : "good"} /> {percent(h.health)}
        </>
      ),
    },
    { id: "least", head: t("desk.col.least"), number: true, value: (h) => h.health_min, show: (h) => percent(h.health_min) },
    { id: "damaged", head: t("desk.col.damaged"), number: true, value: (h) => h.damaged / Math.max(h.articles, 1), show: (h) => percent(h.damaged / Math.max(h.articles, 1)) },
    { id: "defects", head: t("desk.col.defects"), number: true, value: (h) => h.defects / Math.max(h.articles, 1), show: (h) => rate.format(h.defects / Math.max(h.articles, 1)) },
    { id: "kinds", head: t("desk.col.kinds"), value: (h) => kindsOf(h)[0]?.[1] ?? 0, show: kindsSaid },
  ];
  return (
    <section class="wide">
      <h2>{t("desk.by_publisher")}</h2>
      <SortTable caption={t("desk.by_publisher_caption")} columns={columns} rows={health} keyOf={(h) => `${h.publisher}~${h.language}`} first="health" up most={30} />
    </section>
  );
}

function kindsOf(h: Health): [string, number][] {
  return Object.entries(h.kinds).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// The commonest kinds, with how many articles have one.
const kindsMost = 3;

function kindsSaid(h: Health) {
  const all = kindsOf(h);
  return all
    .slice(0, kindsMost)
    .map(([kind, n]) => `${defectName(kind)} (${number(n)})`)
    .join(", ");
}

const locale = document.documentElement.dataset["locale"];
const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

// Ages are told in the largest unit that they fill.
function age(seconds: number): string {
  const units: [number, string][] = [
    [86400, "day"],
    [3600, "hour"],
    [60, "minute"],
    [1, "second"],
  ];
  const [size, unit] = units.find(([s]) => seconds >= s) ?? [1, "second"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(seconds / size);
}

function IntakeOf({ of }: { of: Intake }) {
  return (
    <section class="wide">
      <h2>{t("desk.intake")}</h2>
      {of.away && <p class="error">{t("desk.away")}</p>}
      <dl class="totals">
        {(
          [
            [number(of.items), t("desk.items")],
            [number(of.set_aside), t("desk.set_aside")],
            [age(of.lag_seconds), t("desk.lag")],
          ] as const
        ).map(([n, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
      {(of.programs ?? []).length > 0 && <Programs of={of.programs ?? []} />}
      {(of.faults ?? []).length > 0 && <Faults of={of.faults ?? []} />}
    </section>
  );
}

type Program = NonNullable<Intake["programs"]>[number];
type Fault = NonNullable<Intake["faults"]>[number];

function Programs({ of }: { of: Program[] }) {
  const columns: Column<Program>[] = [
    { id: "name", head: t("desk.col.program"), value: (p) => p.name },
    { id: "host", head: t("desk.col.host"), value: (p) => p.host },
    { id: "rate", head: t("desk.col.rate"), number: true, value: (p) => p.rate, show: (p) => rate.format(p.rate) },
    { id: "new", head: t("desk.col.new"), number: true, value: (p) => p.new, show: (p) => number(p.new) },
    { id: "same", head: t("desk.col.same"), number: true, value: (p) => p.same, show: (p) => number(p.same) },
    { id: "changed", head: t("desk.col.changed"), number: true, value: (p) => p.changed, show: (p) => number(p.changed) },
    { id: "aside", head: t("desk.set_aside"), number: true, value: (p) => p.set_aside, show: (p) => number(p.set_aside) },
    { id: "told", head: t("desk.col.told"), value: (p) => p.told, show: (p) => published(p.told) },
    { id: "ended", head: t("desk.col.state"), value: (p) => t(p.ended ? "desk.ended" : "desk.running") },
  ];
  return <SortTable caption={t("desk.programs")} columns={columns} rows={of} keyOf={(p) => `${p.name}~${p.host}~${p.started}`} first="told" />;
}

function Faults({ of }: { of: Fault[] }) {
  const columns: Column<Fault>[] = [
    { id: "kind", head: t("desk.col.fault"), value: (f) => f.kind, show: (f) => <code>{f.kind}</code> },
    { id: "host", head: t("desk.col.host"), value: (f) => f.host ?? "", show: (f) => <bdi>{f.host ?? ""}</bdi> },
    { id: "times", head: t("desk.col.times"), number: true, value: (f) => f.times, show: (f) => number(f.times) },
  ];
  return <SortTable caption={t("desk.faults")} columns={columns} rows={of} keyOf={(f) => `${f.kind}~${f.host ?? ""}`} first="times" />;
}

function Runs({ of }: { of: Run[] }) {
  const seconds = (r: Run) => (r.finished ? (Date.parse(r.finished) - Date.parse(r.started)) / 1000 : 0);
  const columns: Column<Run>[] = [
    { id: "started", head: t("desk.col.started"), value: (r) => r.started, show: (r) => published(r.started) },
    { id: "kind", head: t("desk.col.run"), value: (r) => (has(`desk.run.${r.kind}`) ? t(`desk.run.${r.kind}`) : r.kind) },
    { id: "articles", head: t("desk.articles"), number: true, value: (r) => r.articles, show: (r) => number(r.articles) },
    { id: "reports", head: t("desk.reports"), number: true, value: (r) => r.reports, show: (r) => number(r.reports) },
    { id: "took", head: t("desk.col.took"), number: true, value: seconds, show: (r) => (r.finished ? age(Math.max(seconds(r), 1)) : t("desk.unfinished")) },
    { id: "rate", head: t("desk.col.rate"), number: true, value: (r) => (seconds(r) ? r.articles / seconds(r) : 0), show: (r) => (seconds(r) >= 1 ? rate.format(r.articles / seconds(r)) : "") },
    { id: "coder", head: t("desk.col.coder"), value: (r) => r.coder, show: (r) => <code title={r.lexicon}>{`${r.coder} ${r.lexicon.replace(/^sha256:/, "").slice(0, 8)}`}</code> },
  ];
  return (
    <section class="wide">
      <h2>{t("desk.runs")}</h2>
      <SortTable caption={t("desk.runs_caption")} columns={columns} rows={of} keyOf={(r) => String(r.id)} first="started" most={12} />
    </section>
  );
}
