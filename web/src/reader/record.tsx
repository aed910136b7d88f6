// The record of one report beside the text: what it is coded as, with the way to its event, to the reasons, and to mending it.
import { useState } from "preact/hooks";
import type { Decided, DefectNote, Marked, MarkedReport, Words } from "../cards";
import { decides, useSession } from "../session";
import { percent } from "../format";
import { lang, t } from "../i18n";
import { href } from "../router";
import { Reasoned, useDecision } from "../event/decide";
import { Row, Who } from "../event/said";
import { Bdi, Day, Place, StatusMark, TypeBadge } from "../ui";
import { Explain } from "./explain";

/** Record shows one report. */
export function Record({ page, report: r, changed }: { page: Marked; report: MarkedReport; changed: () => void }) {
  const said = words(page, r.id, "says");
  const counted = words(page, r.id, "quantity");
  return (
    <section class="record" aria-label={t("record.title")}>
      <p class="overline">
        <TypeBadge type={r.type} mode={r.mode} quad={r.quad_code} /> <StatusMark status={r.status} />
        {r.judged && <span class={`verdict-mark ${r.judged}`}>{t(`judged.${r.judged}`)}</span>}
      </p>
      <h2>
        <Who actor={r.actor} recipient={r.recipient} />
      </h2>
      <dl class="known small">
        <Row name={t("fact.words")}>
          <Said of={words(page, r.id, "trigger")} lang={page.language} />
        </Row>
        {r.date && (
          <Row name={t("fact.when")}>
            <Day start={r.date} end={r.enddate} /> <Said of={words(page, r.id, "time")} lang={page.language} none={t("record.undated")} />
          </Row>
        )}
        {r.place && (
          <Row name={t("fact.where")}>
            <Place spot={r.place} /> <Said of={words(page, r.id, "place")} lang={page.language} />
          </Row>
        )}
        {counted.length > 0 && (
          <Row name={t("fact.figures")}>
            <Said of={counted} lang={page.language} />
          </Row>
        )}
        <Row name={t("fact.says")}>{said.length > 0 ? <Said of={said} lang={page.language} /> : t("record.paper")}</Row>
        <Row name={t("fact.sure")}>
          <meter min={0} max={1} value={r.confidence} aria-hidden="true" /> {percent(r.confidence)}
        </Row>
      </dl>
      {r.event && (
        <p>
          <a href={href("event", r.event)}>{t("record.event")}</a>
        </p>
      )}
      <Judge report={r} changed={changed} />
      <Explain article={page.id} report={r} lang={page.language} />
    </section>
  );
}

// words gives the words of a report's marks of one kind.
function words(page: Marked, report: string, kind: string): Words[] {
  const out: Words[] = [];
  page.marks.forEach((m, i) => {
    if (m.report !== report || m.kind !== kind) return;
    let text = "";
    for (const b of page.blocks) {
      if (b.end <= m.start || b.start >= m.end) continue;
      for (const s of b.segments) if (s.marks.includes(i)) text += s.text;
    }
    out.push({ text, start: m.start, end: m.end });
  });
  return out;
}

function Said({ of, lang: l, none }: { of: Words[]; lang: string; none?: string }) {
  if (of.length === 0) return none ? <span class="soft">{none}</span> : null;
  return (
    <q>
      <Bdi lang={l} class="words">
        {of.map((w) => w.text).join(" … ")}
      </Bdi>
    </q>
  );
}

// Judge lets an analyst accept or reject what was read; editing and merging stand on the event's page.
function Judge({ report, changed }: { report: MarkedReport; changed: () => void }) {
  const session = useSession();
  const [kind, setKind] = useState<"accept" | "reject">();
  const [done, setDone] = useState<Decided>();
  const decision = useDecision(session, (d) => {
    setDone(d);
    setKind(undefined);
    changed();
  });
  if (!session || !decides(session)) return null;
  return (
    <div class="judge">
      <p class="actions" role="group" aria-label={t("decide.title")}>
        {(["accept", "reject"] as const).map((k) => (
          <button key={k} type="button" aria-pressed={kind === k} onClick={() => setKind(kind === k ? undefined : k)}>
            {t(`decide.${k}`)}
          </button>
        ))}
        {report.event && <a href={href("event", report.event) + "#decide"}>{t("record.more")}</a>}
      </p>
      <div role="status">{done && <p class="kept-note">{t("record.kept")}</p>}</div>
      {kind && <Reasoned key={kind} help={t(`decide.${kind}.help`)} session={session} waiting={decision.waiting} problem={decision.problem} send={(reason, analyst) => decision.send("/corrections", { kind, reports: [report.id], reason, ...(analyst ? { analyst } : {}) })} />}
    </div>
  );
}

/** Damage explains a defect. */
export function Damage({ of: d, go }: { of: DefectNote; go: (byte: number) => void }) {
  return (
    <section class="record damage" aria-label={t("mark.defect")}>
      <p class="overline">
        <b>{t(`defect.${d.kind}`)}</b>
      </p>
      <p>{d.message[lang] ?? d.message["en"]}</p>
      {d.other && (
        <p>
          <button type="button" class="as-link" onClick={() => go(d.start)}>
            {t("damage.first")}
          </button>{" "}
          ·{" "}
          <button type="button" class="as-link" onClick={() => go(d.other?.start ?? d.start)}>
            {t("damage.second")}
          </button>
        </p>
      )}
      <p class="soft">{t("damage.effect")}</p>
    </section>
  );
}
