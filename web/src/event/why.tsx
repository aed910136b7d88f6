// Why the reports of an event were merged, and which came near and were not: asked for when a reader opens it.
import { useState } from "preact/hooks";
import { useApi } from "../api";
import type { CardArticle, Part, Why as WhyOf } from "../cards";
import { number } from "../format";
import { t, tn } from "../i18n";
import { href } from "../router";
import { Bdi, ErrorNote, Loading } from "../ui";
import { Publisher, readerAt } from "./quote";

/** Why is the section of the event page. */
export function Why({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const { data, problem, again } = useApi<WhyOf>(open ? `/events/${id}/why` : null);
  return (
    <details class="why" id="why" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <h2>{t("why.title")}</h2>
      </summary>
      {problem && <ErrorNote problem={problem} again={again} />}
      {open && !data && !problem && <Loading />}
      {data && <Reasons of={data} />}
    </details>
  );
}

function Reasons({ of: w }: { of: WhyOf }) {
  const articles = new Map(w.articles.map((a) => [a.id, a]));
  return (
    <>
      <p>{t("why.rule", { needed: number(w.needed) })}</p>
      <ol class="members">
        {w.members.map((m) => (
          <li key={m.report}>
            <Told report={m.report} of={w} articles={articles} />
            {!m.link ? (
              <p class="verdict">{t("why.best")}</p>
            ) : m.tied ? (
              <p class="verdict">{t("why.tied")}</p>
            ) : (
              <p class="verdict">
                {t("why.follows", { points: number(m.points) })} <Name report={m.link} of={w} articles={articles} />
                <Parts of={m.parts ?? []} />
              </p>
            )}
          </li>
        ))}
      </ol>
      <h3>{t("why.near")}</h3>
      {(w.near ?? []).length === 0 ? (
        <p class="soft">{t("why.near.none")}</p>
      ) : (
        <ol class="members">
          {(w.near ?? []).map((m) => (
            <li key={m.report + m.member}>
              <Told report={m.report} of={w} articles={articles} />
              <p class="verdict">
                {t(`against.${m.why}`)} <span class="soft">{tn("why.points", m.points)}</span> <a href={href("event", m.event)}>{t("why.its")}</a>
                <Parts of={m.parts ?? []} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Told({ report, of: w, articles }: { report: string; of: WhyOf; articles: Map<string, CardArticle> }) {
  const r = w.reports[report];
  const a = r && articles.get(r.article);
  if (!r) return <code>{report.slice(0, 8)}</code>;
  return (
    <blockquote class="quote">
      <p>
        <Bdi lang={a?.language} class="words">
          {r.text}
        </Bdi>
      </p>
      <footer>
        <a href={readerAt(r.article, report)}>
          <Publisher name={a?.publisher} lang={a?.language ?? ""} at={a?.published} />
        </a>
      </footer>
    </blockquote>
  );
}

function Name({ report, of: w, articles }: { report: string; of: WhyOf; articles: Map<string, CardArticle> }) {
  const r = w.reports[report];
  const a = r && articles.get(r.article);
  return a ? <Bdi lang={a.language}>{a.publisher || t("publisher.unknown")}</Bdi> : <code>{report.slice(0, 8)}</code>;
}

// The widest bar stands for so many points.
const most = 180;

function Parts({ of }: { of: Part[] }) {
  return (
    <span class="parts">
      {of.map((p) => (
        <span key={p.name} class={`part ${p.points < 0 ? "minus" : "plus"}`}>
          {t(`part.${p.name}`)} <b>{(p.points > 0 ? "+" : "") + number(p.points)}</b>
          <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width={Math.min(100, (100 * Math.abs(p.points)) / most)} height="6" fill="currentColor" />
          </svg>
        </span>
      ))}
    </span>
  );
}
