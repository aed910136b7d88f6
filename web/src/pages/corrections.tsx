// What analysts decided: who, when, why, about what; and for analysts the way to take it back.
import { useState } from "preact/hooks";
import { request, useApi } from "../api";
import type { Correction, CorrectionPage, Report } from "../cards";
import { useDecision, Reasoned } from "../event/decide";
import { readerAt, Sentence } from "../event/quote";
import { number, published } from "../format";
import { has, t, tn } from "../i18n";
import { href } from "../router";
import { decides, useSession, type Session } from "../session";
import { Bdi, Empty, ErrorNote, Loading, Pager } from "../ui";

const limit = 50;

/** Corrections is the page. */
export default function Corrections() {
  const session = useSession();
  const { data, problem, again } = useApi<CorrectionPage>(`/corrections?limit=${limit}`);
  const [more, setMore] = useState<{ list: Correction[]; next?: string; loading: boolean }>();
  const all = [...(data?.corrections ?? []), ...(more?.list ?? [])];
  const next = more ? more.next : data?.next;
  const load = async () => {
    setMore({ list: more?.list ?? [], next, loading: true });
    const page = await request<CorrectionPage>(`/corrections?limit=${limit}&after=${encodeURIComponent(next ?? "")}`);
    setMore({ list: [...(more?.list ?? []), ...page.corrections], next: page.next, loading: false });
  };
  const changed = () => {
    setMore(undefined);
    again();
  };
  return (
    <>
      <h1>{t("page.corrections")}</h1>
      <p class="lede">{t("corrections.lede")}</p>
      {session && !decides(session) && (
        <p class="login-hint">
          {t("decide.hint")} <a href={href("login")}>{t("page.login")}</a>
        </p>
      )}
      {problem && <ErrorNote problem={problem} again={again} />}
      {!data && !problem && <Loading />}
      {data && all.length === 0 && <Empty title={t("corrections.none")}>{t("corrections.none.how")}</Empty>}
      <ol class="corrections">
        {all.map((c) => (
          <li key={c.id} class={stands(c, all) ? undefined : "undone"}>
            <One of={c} stands={stands(c, all)} session={session} changed={changed} />
          </li>
        ))}
      </ol>
      <Pager more={next ? () => void load() : null} loading={more?.loading ?? false} />
    </>
  );
}

// stands tells whether a decision counts; an undo does until another one takes it back.
function stands(c: Correction, all: Correction[]): boolean {
  return c.kind === "undo" ? !all.some((u) => u.kind === "undo" && u.undoes === c.id && stands(u, all)) : c.in_force;
}

function One({ of: c, stands, session, changed }: { of: Correction; stands: boolean; session?: Session; changed: () => void }) {
  const [asking, setAsking] = useState(false);
  const undo = useDecision(session, () => {
    setAsking(false);
    changed();
  });
  return (
    <article>
      <h2>
        <span class={`verdict-kind ${c.kind}`}>{t(`correction.${c.kind}`)}</span> <span class="no">{t("corrections.number", { n: number(c.id) })}</span>{" "}
        {!stands && <span class="status">{t("corrections.undone")}</span>}
      </h2>
      <p class="reason">
        <bdi>{c.reason}</bdi>
      </p>
      <p class="soft">
        <bdi>{c.analyst}</bdi> · <time dateTime={c.made}>{published(c.made)}</time>
        {c.undoes ? <> · {t("corrections.undoes", { n: number(c.undoes) })}</> : null}
      </p>
      {c.changes && c.changes.length > 0 && <Changes of={c.changes} />}
      {c.kind !== "undo" && (
        <Targets of={c.targets} />
      )}
      {session && decides(session) && stands && !asking && (
        <button type="button" onClick={() => setAsking(true)}>
          {t("decide.undo")}
        </button>
      )}
      {asking && session && <Reasoned session={session} waiting={undo.waiting} problem={undo.problem} send={(reason, analyst) => undo.send(`/corrections/${c.id}/undo`, analyst ? { reason, analyst } : { reason })} />}
    </article>
  );
}

// How many reports of one decision are shown in their words.
const targetsShown = 20;

function Targets({ of }: { of: Correction["targets"] }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="targets" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{tn("corrections.targets", of.length)}</summary>
      {open && (
        <ul class="bare-list">
          {of.slice(0, targetsShown).map((x) => (
            <li key={x.report + x.start}>
              <Target article={x.article} report={x.report} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

// A report that a later version reads no more has no words of its own any longer; its article has.
function Target({ article, report }: { article: string; report: string }) {
  const { data } = useApi<Report>(`/reports/${report}`);
  return (
    <blockquote class="quote">
      <p>{data ? <Sentence of={data.sentence} marks={data.trigger} lang={data.language} /> : <code>{report.slice(0, 8)}</code>}</p>
      <footer>
        <a href={readerAt(article, report)}>{data?.title ? <Bdi lang={data.language}>{data.title}</Bdi> : t("page.article")}</a>
      </footer>
    </blockquote>
  );
}

function Changes({ of }: { of: NonNullable<Correction["changes"]> }) {
  return (
    <ul class="changes">
      {of.map((x) => (
        <li key={x.field}>
          <b>{has(`field.${x.field}`) ? t(`field.${x.field}`) : x.field}</b>: <del>{value(x.field, x.old)}</del> → <ins>{value(x.field, x.new)}</ins>
        </li>
      ))}
    </ul>
  );
}

// value writes what a field had or has, in words where it is a code that has some.
function value(field: string, v: unknown): string {
  if (field === "status" && typeof v === "string" && has(`status.${v}`)) return t(`status.${v}`);
  if (field === "type" && typeof v === "string" && has(`type.${v}`)) return t(`type.${v}`);
  return short(v);
}

// short writes a value of a report in one line: the words or the code that it has.
function short(v: unknown): string {
  if (v === null || v === undefined || v === "") return "–";
  if (Array.isArray(v)) return v.length === 0 ? "–" : v.map(short).join(" + ");
  if (typeof v !== "object") return String(v);
  const o = v as Record<string, unknown>;
  if (typeof o["start"] === "string") return o["end"] && o["end"] !== o["start"] ? `${o["start"]}/${String(o["end"])}` : o["start"];
  const codes = [o["country"], o["sector"]].filter(Boolean).join("/");
  const words = [o["name"], o["text"]].filter(Boolean)[0];
  return [codes, words].filter(Boolean).join(" ") || JSON.stringify(v);
}
