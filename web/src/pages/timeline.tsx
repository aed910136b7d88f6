// The timeline: cooperation and conflict between any two parties, or of one, or of all, over time.
import { useMemo } from "preact/hooks";
import { useApi } from "../api";
import { day, days, number } from "../format";
import { t, tn } from "../i18n";
import { href, setQuery } from "../router";
import { Empty, ErrorNote, Loading } from "../ui";
import { Bars, one } from "../viz/bars";
import { Brush } from "../viz/brush";
import { actorName, inQuads, inWords, sum } from "../viz/counts";
import { ask, between, chronicle, filters, having } from "../viz/filters";
import { ActorPicker, useActor } from "../viz/picker";
import { QuadBar, QuadKey } from "../viz/quadbar";
import { fromDay, gather, room, stepFor, steps, toDay, type Step } from "../viz/steps";
import { Sieve } from "../viz/sieve";
import { SortTable, type Column } from "../viz/table";
import type { PageProps } from ".";
import type { Bucket, Network, Timeline } from "../records";

/** TimelinePage is the page. */
export default function TimelinePage({ at }: PageProps) {
  const a = at.query.get("a") ?? "";
  const b = at.query.get("b") ?? "";
  const parties = { ...(a ? { a } : {}), ...(b ? { b } : {}) };
  const { data, problem, again, loading } = useApi<Timeline>(ask("/timeline", filters(at.query, a && b ? ["from", "to", "party", "with"] : ["from", "to"]), { ...parties, step: "day" }));
  return (
    <>
      <h1>{t("page.timeline")}</h1>
      <Sieve query={at.query} />
      <div class="pickers">
        <ActorPicker label={t("timeline.a")} value={a} choose={(key) => setQuery({ a: key }, { replace: true })} />
        <button type="button" class="plain" aria-label={t("timeline.swap")} title={t("timeline.swap")} onClick={() => setQuery({ a: b, b: a }, { replace: true })}>
          ⇄
        </button>
        <ActorPicker label={t("timeline.b")} value={b} choose={(key) => setQuery({ b: key }, { replace: true })} />
      </div>
      {problem && <ErrorNote problem={problem} again={again} />}
      {!data && !problem && <Loading />}
      {data && <Told data={data} query={at.query} a={a} b={b} stale={loading} />}
      {!a && !b && <Pairs query={at.query} />}
    </>
  );
}

function wanted(query: URLSearchParams, span: number): Step {
  const asked = steps.find((s) => s === query.get("step"));
  return asked ?? stepFor(span, 120);
}

function Told({ data, query, a, b, stale }: { data: Timeline; query: URLSearchParams; a: string; b: string; stale: boolean }) {
  const all = data.buckets ?? [];
  const span = useMemo(() => room(all), [all]);
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  const [x, y] = [useActor(a), useActor(b)];
  if (!span) return <Empty title={t("timeline.none")}>{a && b ? t("timeline.none_between") : ""}</Empty>;
  const first = toDay(from) || span.first;
  const last = toDay(to) || span.last;
  const step = wanted(query, last - first + 1);
  const within = gather(
    all.filter((d) => toDay(d.start) >= first && toDay(d.end) <= last),
    step,
  );
  const events = within.reduce((n, d) => n + d.events, 0);
  const rest = filters(query, ["from", "to"]);
  const who = a && b ? having(rest, between(a, b)) : a || b ? having(rest, { party: a || b }) : rest;
  // A step begins and ends within the days that are shown.
  const link = (d: Bucket) => chronicle(who, { from: fromDay(Math.max(toDay(d.start), first)), to: fromDay(Math.min(toDay(d.end), last)) });
  const title = x && y ? t("timeline.between", { a: actorName(x), b: actorName(y) }) : x || y ? t("timeline.of", { who: actorName((x ?? y) as typeof x & object) }) : t("timeline.all");
  return (
    <div class={`overview${stale ? " stale" : ""}`}>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p class="overview-lead">
        {inWords(events, sum(within.map((d) => d.by_quad)))}. {data.undated > 0 && tn("timeline.undated", data.undated)}
      </p>
      <fieldset class="step-choice">
        <legend class="hidden">{t("timeline.step")}</legend>
        {steps.map((s) => (
          <label key={s}>
            <input type="radio" name="step" checked={s === step} onChange={() => setQuery({ step: s }, { replace: true })} /> {t(`step.${s}`)}
          </label>
        ))}
      </fieldset>
      <QuadKey />
      <Bars buckets={within} first={first} last={last} link={link} />
      <Brush buckets={all} from={from} to={to} choose={(f, l) => setQuery({ from: f, to: l }, { replace: true })} />
      <SortTable caption={t("timeline.table")} columns={columns(link)} rows={within.filter((d) => d.events > 0)} keyOf={(d) => d.start} first="days" most={25} />
      <p>
        <a class="go" href={chronicle(who, { ...(from ? { from } : {}), ...(to ? { to } : {}) })}>
          {tn("viz.all_in_chronicle", events)}
        </a>
      </p>
    </div>
  );
}

function columns(link: (b: Bucket) => string): Column<Bucket>[] {
  const count = (i: number) => (b: Bucket) => inQuads(b.by_quad)[i] as number;
  return [
    { id: "days", head: t("timeline.col.days"), value: (b) => toDay(b.start), show: (b) => (b.start === b.end ? day(b.start) : days(b.start, b.end)) },
    { id: "events", head: t("viz.col.events"), number: true, value: (b) => b.events, show: (b) => <a href={link(b)}>{number(b.events)}</a> },
    { id: "q1", head: t("quad.1"), number: true, value: count(1), show: (b) => number(count(1)(b)) },
    { id: "q2", head: t("quad.2"), number: true, value: count(0), show: (b) => number(count(0)(b)) },
    { id: "q3", head: t("quad.3"), number: true, value: count(2), show: (b) => number(count(2)(b)) },
    { id: "q4", head: t("quad.4"), number: true, value: count(3), show: (b) => number(count(3)(b)) },
    { id: "scale", head: t("viz.col.scale"), number: true, value: (b) => b.mean_scale, show: (b) => (one(b.mean_scale)) },
  ];
}

// Who has most to do with whom: where to begin.
function Pairs({ query }: { query: URLSearchParams }) {
  const { data } = useApi<Network>(ask("/network", filters(query), { limit: "60" }));
  const names = new Map((data?.nodes ?? []).map((n) => [n.key, n]));
  const pairs = new Map<string, { a: string; b: string; events: number; by_quad: Bucket["by_quad"] }>();
  for (const e of data?.edges ?? []) {
    if (e.from === e.to) continue;
    const [a, b] = e.from < e.to ? [e.from, e.to] : [e.to, e.from];
    const had = pairs.get(`${a} ${b}`);
    pairs.set(`${a} ${b}`, { a, b, events: (had?.events ?? 0) + e.events, by_quad: had ? sum([had.by_quad, e.by_quad]) : e.by_quad });
  }
  const most = [...pairs.values()].sort((p, q) => q.events - p.events || (p.a < q.a ? -1 : 1)).slice(0, 12);
  if (most.length === 0) return null;
  return (
    <section class="pairs">
      <h2>{t("timeline.pairs")}</h2>
      <ul>
        {most.map((p) => (
          <li key={`${p.a} ${p.b}`}>
            <a href={href("timeline", "", having(filters(query), { a: p.a, b: p.b }))}>
              <bdi>{actorName(names.get(p.a) ?? { key: p.a })}</bdi> – <bdi>{actorName(names.get(p.b) ?? { key: p.b })}</bdi>
            </a>{" "}
            <QuadBar of={p.by_quad} events={p.events} width={72} /> <small>{tn("viz.events", p.events)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
