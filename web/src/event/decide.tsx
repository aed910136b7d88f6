// What analysts decide about an event: accept, reject, edit, split, merge, each with a reason, and take it back. Readers see how to become one.
import { useEffect, useRef, useState } from "preact/hooks";
import { Failed, post } from "../api";
import type { Card, CardArticle, Decided, Statement } from "../cards";
import { list, number } from "../format";
import { t, tn } from "../i18n";
import { href, navigate } from "../router";
import type { Problem } from "../records";
import { decides, useSession, type Session } from "../session";
import { ErrorNote } from "../ui";
import { Edit, type Change } from "./edit";
import { Publisher, Sentence } from "./quote";

const kinds = ["accept", "reject", "edit", "split", "merge"] as const;
type Kind = (typeof kinds)[number];

interface Props {
  card: Card;
  articles: Map<string, CardArticle>;
  changed: () => void;
}

/** Decide is the section of the event page for analysts. */
export function Decide({ card, articles, changed }: Props) {
  const session = useSession();
  if (!session) return null;
  if (!decides(session)) {
    return (
      <p class="login-hint">
        {t("decide.hint")} <a href={href("login")}>{t("page.login")}</a> · <a href={href("corrections")}>{t("page.corrections")}</a>
      </p>
    );
  }
  return (
    <section class="decide" aria-labelledby="decide-head" id="decide">
      <h2 id="decide-head">{t("decide.title")}</h2>
      <Form card={card} articles={articles} changed={changed} session={session} />
    </section>
  );
}

function Form({ card, articles, changed, session }: Props & { session: Session }) {
  const [chosen, choose] = useState<string[]>([]);
  const [kind, setKind] = useState<Kind>();
  const [other, setOther] = useState("");
  const [changes, setChanges] = useState<Change[]>([]);
  const [done, setDone] = useState<Decided>();
  const decision = useDecision(session, (d) => {
    setDone(d);
    setKind(undefined);
    choose([]);
    if (d.events.length === 0) navigate(href("corrections")); // nothing is left of the event: there the decision stands, and can be taken back
    else if (!d.events.includes(card.id)) navigate(href("event", d.events[0]), { replace: true, keepScroll: true });
    else changed();
  });
  const whole = card.reports.length;
  const fits = (k: Kind) => (k === "edit" ? chosen.length === 1 : k === "split" ? chosen.length > 0 && chosen.length < whole : k === "merge" ? true : chosen.length > 0);
  const send = (reason: string, analyst: string) => {
    if (!kind) return;
    const body: Record<string, unknown> = { kind, reason };
    if (analyst) body["analyst"] = analyst;
    if (kind === "merge") body["events"] = [card.id, eventID(other)];
    else body["reports"] = chosen;
    if (kind === "split") body["events"] = [card.id];
    if (kind === "edit") body["changes"] = changes;
    decision.send("/corrections", body);
  };
  return (
    <>
      <Reports card={card} articles={articles} chosen={chosen} choose={choose} />
      <div class="actions" role="group" aria-label={t("decide.what")}>
        {kinds.map((k) => (
          <button key={k} type="button" aria-pressed={kind === k} disabled={!fits(k)} title={t(`decide.${k}.help`)} onClick={() => setKind(kind === k ? undefined : k)}>
            {t(`decide.${k}`)}
          </button>
        ))}
      </div>
      <div role="status">{done && <Done key={done.corrections.join(" ")} of={done} session={session} changed={changed} />}</div>
      {kind && fits(kind) && (
        <Reasoned key={kind} help={t(`decide.${kind}.help`)} session={session} waiting={decision.waiting} problem={decision.problem} send={send} ready={kind === "merge" ? eventID(other) !== "" : kind === "edit" ? changes.length > 0 : true}>
          {kind === "merge" && (
            <label>
              {t("decide.other")}
              <input type="text" value={other} onInput={(e) => setOther(e.currentTarget.value)} required spellcheck={false} />
            </label>
          )}
          {kind === "edit" && <Edit report={chosen[0] as string} set={setChanges} />}
        </Reasoned>
      )}
    </>
  );
}

/** eventID finds the id of an event in what somebody typed or copied: an id, or the address of an event's page. */
export function eventID(s: string): string {
  return /(?:^|\/event\/)([0-9a-f]{4,64})(?:[?#].*)?$/.exec(s.trim())?.[1] ?? "";
}

function Reports({ card, articles, chosen, choose }: { card: Card; articles: Map<string, CardArticle>; chosen: string[]; choose: (ids: string[]) => void }) {
  const told = new Map<string, Statement>();
  const articleOf = new Map(card.reports.map((r) => [r.article, r.id]));
  for (const a of card.accounts) {
    for (const s of a.statements) {
      told.set(s.report, s);
      for (const id of s.carried ?? []) told.set(articleOf.get(id) ?? "", s); // a copy says the same words
    }
  }
  return (
    <fieldset class="choose">
      <legend>{t("decide.reports")}</legend>
      <p>
        <button type="button" class="as-link" onClick={() => choose(chosen.length === card.reports.length ? [] : card.reports.map((r) => r.id))}>
          {t(chosen.length === card.reports.length ? "decide.none" : "decide.all")}
        </button>
      </p>
      {card.reports.map((r) => {
        const s = told.get(r.id);
        const a = articles.get(r.article);
        return (
          <label key={r.id}>
            <input type="checkbox" checked={chosen.includes(r.id)} onChange={(e) => choose(e.currentTarget.checked ? [...chosen, r.id] : chosen.filter((x) => x !== r.id))} />
            <span>
              {s ? <Sentence of={s.sentence} marks={s.event_text} lang={s.language} /> : <code>{r.id.slice(0, 8)}</code>}
              <small>
                {" "}
                <Publisher name={a?.publisher} lang={a?.language ?? ""} at={a?.published} />
                {r.judged && <> · {t("report.judged")}</>}
              </small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** useDecision sends a decision, and knows how that went. */
export function useDecision(session: Session | undefined, done: (d: Decided) => void) {
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = (path: string, body: unknown) => {
    setWaiting(true);
    setProblem(undefined);
    post<Decided>(path, body, "POST", session?.csrf)
      .then(done)
      .catch((e: unknown) => {
        if (!(e instanceof Failed)) throw e;
        setProblem(e.problem);
      })
      .finally(() => setWaiting(false));
  };
  return { waiting, problem, send };
}

const analystKey = "bakhar.analyst";

/** Reasoned is a form that asks for the reason of a decision, and who decides where the server does not know. */
export function Reasoned({ help, session, waiting, problem, send, ready = true, children }: { help?: string; session: Session; waiting: boolean; problem?: Problem; send: (reason: string, analyst: string) => void; ready?: boolean; children?: preact.ComponentChildren }) {
  const [reason, setReason] = useState("");
  const [analyst, setAnalyst] = useState(() => localStorage.getItem(analystKey) ?? "");
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>("input, select, textarea")?.focus({ preventScroll: false }), []);
  return (
    <form
      class="reasoned"
      ref={first}
      onSubmit={(e) => {
        e.preventDefault();
        if (session.local) localStorage.setItem(analystKey, analyst);
        send(reason.trim(), session.local ? analyst.trim() : "");
      }}
    >
      {help && <p class="soft">{help}</p>}
      {children}
      <label>
        {t("decide.reason")}
        <input type="text" value={reason} onInput={(e) => setReason(e.currentTarget.value)} required maxLength={2000} />
      </label>
      {session.local && (
        <label>
          {t("decide.analyst")}
          <input type="text" value={analyst} onInput={(e) => setAnalyst(e.currentTarget.value)} required maxLength={100} autocomplete="name" />
        </label>
      )}
      {problem && <ErrorNote problem={problem} />}
      <p>
        <button type="submit" class="main" disabled={waiting || !ready || !reason.trim() || (session.local && !analyst.trim())}>
          {waiting ? t("loading") : t("decide.send")}
        </button>
      </p>
    </form>
  );
}

// Done says what was kept, and takes it back.
function Done({ of: d, session, changed }: { of: Decided; session: Session; changed: () => void }) {
  const [undone, setUndone] = useState(false);
  const [asking, setAsking] = useState(false);
  const undo = useDecision(session, (after) => {
    setUndone(true);
    setAsking(false);
    if (after.events.length > 0) navigate(href("event", after.events[0]), { replace: true, keepScroll: true });
    changed();
  });
  if (undone) return <p class="kept-note">{t("decide.undone")}</p>;
  return (
    <div class="kept-note">
      <p>
        {tn("decide.kept", d.corrections.length, { numbers: list(d.corrections.map((n) => number(n))) })}{" "}
        {d.corrections.length === 1 && !asking && (
          <button type="button" onClick={() => setAsking(true)}>
            {t("decide.undo")}
          </button>
        )}{" "}
        <a href={href("corrections")}>{t("page.corrections")}</a>
      </p>
      {asking && <Reasoned session={session} waiting={undo.waiting} problem={undo.problem} send={(reason, analyst) => undo.send(`/corrections/${d.corrections[0]}/undo`, analyst ? { reason, analyst } : { reason })} />}
    </div>
  );
}
