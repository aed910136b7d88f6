// How a report came about, rule by rule, in plain words: the coder reads the article anew and tells each step as data; here it is put into the
// language of the reader. Names of classes and rules stay as they are: they are lines of tables that anybody can look up.
import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { useApi } from "../api";
import type { Explained, MarkedReport, RecordParty, Resolution, Step } from "../cards";
import { list, number, percent } from "../format";
import { has, t } from "../i18n";
import { country, partySaid } from "../names";
import type { Party } from "../records";
import { Bdi, Day, ErrorNote, Loading, Place } from "../ui";
import { typeWords } from "./words";

/** Explain is a fold that asks for the reasons when it is opened. */
export function Explain({ article, report, lang }: { article: string; report: MarkedReport; lang: string }) {
  const [open, setOpen] = useState(false);
  const { data, problem, again } = useApi<Explained>(open ? `/articles/${article}/explain/${report.id}` : null);
  return (
    <details class="explain" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t("explain.title")}</summary>
      {problem && (problem.status === 410 ? <p>{t("explain.gone")}</p> : <ErrorNote problem={problem} again={again} />)}
      {open && !data && !problem && <Loading />}
      {data && <Steps of={data} report={report} lang={lang} />}
    </details>
  );
}

function Q({ children, lang }: { children: ComponentChildren; lang: string }) {
  return (
    <q>
      <Bdi lang={lang} class="words">
        {children}
      </Bdi>
    </q>
  );
}

function Steps({ of: x, report, lang }: { of: Explained; report: MarkedReport; lang: string }) {
  const e = x.event;
  const of = (...kinds: Step["step"][]) => x.trace.filter((s) => kinds.includes(s.step));
  const placed = of("place", "found", "possible", "carried");
  return (
    <ol class="reasons">
      <li>
        <h3>{t("explain.words")}</h3>
        {e.event_text.map((w, i) => (
          <span key={i}>
            {i > 0 && " … "}
            <Q lang={lang}>{w.text}</Q>
          </span>
        ))}{" "}
        → <b>{typeWords(e.event[0] ?? "", e.mode)}</b>
        <ul>
          {of("class", "compose", "negate").map((s, i) => (
            <li key={i}>
              <Meaning of={s} lang={lang} />
            </li>
          ))}
        </ul>
      </li>
      <li>
        <h3>{t("explain.clause")}</h3>
        {of("clause").map((s, i) => (
          <span key={i}>
            <Q lang={lang}>{s.words}</Q> — {t(`form.${s.form}`)} {s.features && <code title={t("explain.features")}>{s.features}</code>}
          </span>
        ))}
        <ul>
          {of("argument").map((s, i) => (
            <li key={i}>
              <Argument of={s} lang={lang} />
            </li>
          ))}
        </ul>
      </li>
      <li>
        <h3>{t("explain.rule")}</h3>
        <code>{e.rule}</code>
        {of("rule").map((s, i) => (
          <ul key={i}>
            <li>{t("explain.fills", { role: t("mark.actor"), marks: marks(s.actor) })}</li>
            <li>{t("explain.fills", { role: t("mark.recipient"), marks: marks(s.recipient) })}</li>
          </ul>
        ))}
      </li>
      <li>
        <h3>{t("explain.roles")}</h3>
        <Roles name={t("mark.actor")} of={e.actor} known={report.actor} by={x.named.actor} lang={lang} />
        <Roles name={t("mark.recipient")} of={e.recipient} known={report.recipient} by={x.named.recipient} lang={lang} />
        {e.attribution && e.attribution.length > 0 ? <Roles name={t("mark.says")} of={e.attribution} by={x.named.attribution} lang={lang} /> : <p>{t("explain.paper")}</p>}
      </li>
      <li>
        <h3>{t("fact.when")}</h3>
        {e.date ? <Day start={e.date} end={e.enddate} /> : t("day.unknown")} {e.date_text ? <Q lang={lang}>{e.date_text.text}</Q> : <span class="soft">{t("record.undated")}</span>}
      </li>
      {e.event_loc && (
        <li>
          <h3>{t("fact.where")}</h3>
          {report.place ? <Place spot={report.place} /> : <Bdi lang="en">{e.event_loc.name}</Bdi>} <Q lang={lang}>{e.event_loc.text}</Q>
          <Placed steps={placed} />
        </li>
      )}
      <li>
        <h3>{t("fact.sure")}</h3>
        <Confidence of={x.confidence} />
      </li>
    </ol>
  );
}

function Meaning({ of: s, lang }: { of: Step; lang: string }) {
  const cls = <code>{s.class}</code>;
  if (s.step === "class") {
    return (
      <>
        <Q lang={lang}>{s.words}</Q> {t("explain.class")} {cls}
      </>
    );
  }
  if (s.step === "negate") {
    return (
      <>
        {cls} {t("explain.negated")} → <Made of={s.makes} />
      </>
    );
  }
  return (
    <>
      {cls} + <code>{s.with || "–"}</code> → <Made of={s.makes} />
    </>
  );
}

function Made({ of = "" }: { of?: string }) {
  if (of === "=") return <>{t("explain.content")}</>;
  const [type = "", mode] = of.split(":");
  return has(`type.${type}`) ? <>{typeWords(type, mode ? [mode] : [])}</> : <code>{of}</code>;
}

function marks(ms: string[] | undefined): string {
  return ms && ms.length > 0 ? ms.map(markWord).join(", ") : "–";
}

function markWord(m: string): string {
  return has(`relation.${m}`) ? t(`relation.${m}`) : m;
}

function Argument({ of: s, lang }: { of: Step; lang: string }) {
  return (
    <>
      <Q lang={lang}>{s.words}</Q> <span class="relation">{markWord(s.mark ?? "")}</span>
      {s.parties && s.parties.length > 0 ? (
        <>
          {": "}
          {list(s.parties.map((p) => partySaid({ key: "", ...p }).text))} <span class="soft">({t(`how.${s.parties[0]?.how || "unknown"}`)})</span>
        </>
      ) : (
        <span class="soft">: {t("explain.noparty")}</span>
      )}
    </>
  );
}

// The parties of the stored report have names in the reader's language, where it is still what this version reads.
function Roles({ name, of, known, by, lang }: { name: string; of: RecordParty[]; known?: Party[]; by: Resolution[]; lang: string }) {
  const said = (p: RecordParty, i: number) => partySaid(known?.length === of.length && known[i]?.country === p.country && known[i]?.sector === p.sector ? (known[i] as Party) : { key: "", name: p.name, country: p.country, sector: p.sector });
  if (of.length === 0) return <p>{t("explain.nobody", { role: name })}</p>;
  return (
    <ul>
      {of.map((p, i) => (
        <li key={i}>
          <b>{name}</b>: <Q lang={lang}>{p.text}</Q> → {said(p, i).text}
          <span class="soft">
            {" "}
            ({t(`how.${by[i]?.by || "unknown"}`)}
            {p.role ? `; ${p.role}` : ""}
            {by[i]?.assumed ? `; ${t("explain.assumed")}` : ""})
          </span>
        </li>
      ))}
    </ul>
  );
}

/** slug is a fixed phrase of the coder as the last part of a key. */
function slug(phrase: string): string {
  return phrase.replace(/[^a-z]+/g, "-");
}

// Phrases that have no words in this language stay as the coder has them.
function where(phrase: string): string {
  const key = `where.${slug(phrase)}`;
  return has(key) ? t(key) : phrase;
}

function whose(phrase: string): string {
  const key = `whose.${slug(phrase)}`;
  return has(key) ? t(key) : phrase;
}

function Placed({ steps }: { steps: Step[] }) {
  const possible = steps.filter((s) => s.step === "possible" && s.place);
  return (
    <>
      <ul>
        {steps
          .filter((s) => s.step !== "possible")
          .map((s, i) => (
            <li key={i}>
              {s.step === "found" ? t(`found.${(s.why ?? "").split(" ")[0] || "table"}`) : where(s.why ?? "")}
              {s.of && ` ${whose(s.of)}`}
              {s.before && ` ${t("explain.before")}`}
            </li>
          ))}
      </ul>
      {possible.length > 0 && (
        <table class="candidates">
          <caption>{t("explain.candidates")}</caption>
          <tbody>
            {possible.map((s, i) => (
              <tr key={i}>
                <td>
                  <Bdi lang="en">{[s.place?.name, s.place?.admin1].filter(Boolean).join(", ")}</Bdi>, {country(s.place?.country ?? "")}
                </td>
                <td>{s.place?.exact ? t("explain.spelled") : t("explain.sounds", { spelling: s.place?.spelling ?? "" })}</td>
                <td>{s.place?.population ? t("explain.people", { count: number(s.place.population) }) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

// The widest bar stands for this weight.
const most = 1.1;

function Confidence({ of: c }: { of: Explained["confidence"] }) {
  const grounds = [...c.grounds].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <>
      <p>{t("explain.sure", { share: percent(c.value) })}</p>
      <ul class="grounds">
        {grounds.map((g) => (
          <li key={g.ground} class={g.weight < 0 ? "minus" : "plus"}>
            <span class="sign" aria-hidden="true">
              {g.weight < 0 ? "−" : "+"}
            </span>
            <span class="hidden">{t(g.weight < 0 ? "explain.against" : "explain.for")} </span>
            {has(`ground.${g.ground}`) ? t(`ground.${g.ground}`) : g.ground}
            <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width={Math.min(100, (100 * Math.abs(g.weight)) / most)} height="6" fill="currentColor" />
            </svg>
          </li>
        ))}
      </ul>
    </>
  );
}
