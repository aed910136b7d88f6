// How the event came to be known: its reports in the order of publication, the four numbers, and which articles are one witness.
import type { Card, CardArticle, Source, Statement } from "../cards";
import { clock, day, list, number } from "../format";
import { has, t, tn } from "../i18n";
import { Bdi, Figures, StatusMark } from "../ui";
import { accountText, amounts } from "./said";
import { Publisher, readerAt } from "./quote";

type Articles = Map<string, CardArticle>;

/** Timeline lists who published what, when. */
export function Timeline({ card, articles }: { card: Card; articles: Articles }) {
  const told = new Map<string, { s: Statement; by: string }>();
  for (const a of card.accounts) for (const s of a.statements) told.set(s.report, { s, by: a.voice === "publisher" ? "" : accountText(a, card) });
  const reports = [...card.reports].sort((a, b) => order(articles.get(a.article), articles.get(b.article)));
  let last = "";
  return (
    <section aria-labelledby="timeline-head" id="timeline">
      <h2 id="timeline-head">{t("timeline.title")}</h2>
      <ol class="timeline">
        {reports.map((r) => {
          const a = articles.get(r.article);
          const at = (a?.published ?? "").slice(0, 10);
          const first = at !== last;
          last = at;
          const x = told.get(r.id);
          return (
            <li key={r.id} class={first ? "first" : undefined}>
              <span class="at">{first ? at ? <time dateTime={at}>{day(at)}</time> : t("day.unknown") : ""}</span>
              <div>
                <a href={readerAt(r.article, r.id)}>
                  <Bdi lang={a?.language}>{a?.title || t("article.untitled")}</Bdi>
                </a>
                <p class="soft">
                  <Publisher name={a?.publisher} lang={a?.language ?? ""} />
                  {clock(a?.published ?? "") && (
                    <>
                      {" · "}
                      <time dateTime={a?.published}>{clock(a?.published ?? "")}</time>
                    </>
                  )}
                  {x?.by && <> · {t("timeline.by", { party: x.by })}</>}
                  {a && <> · {t("timeline.source", { n: number(a.source + 1) })}</>}
                  {r.judged && <> · {t("report.judged")}</>}
                </p>
                {x && <StatusMark status={x.s.status} />} {x && <Figures of={amounts(x.s.quantities)} />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

// order is by the day that the paper printed, and within it by the hour, those without one first.
function order(a: CardArticle | undefined, b: CardArticle | undefined): number {
  const x = a?.published ?? "";
  const y = b?.published ?? "";
  const days = x.slice(0, 10) < y.slice(0, 10) ? -1 : x.slice(0, 10) > y.slice(0, 10) ? 1 : 0;
  return days || (x.length > 10 && y.length > 10 ? Date.parse(x) - Date.parse(y) : x.length - y.length);
}

/** Sources tells the four numbers, and why articles count as one. */
export function Sources({ card, articles }: { card: Card; articles: Articles }) {
  const languages = Object.entries(card.languages).sort(([, a], [, b]) => b.articles - a.articles);
  return (
    <section aria-labelledby="sources-head" id="sources">
      <h2 id="sources-head">{t("sources.title")}</h2>
      <dl class="four">
        <Number n={card.counts.reports} name={t("sources.reports")} />
        <Number n={card.counts.articles} name={t("sources.articles")} />
        <Number n={card.counts.publishers} name={t("sources.publishers")} />
        <Number n={card.counts.independent_sources} name={t("sources.independent")} main />
      </dl>
      <p class="soft">
        {languages.map(([l, c], i) => (
          <span key={l}>
            {i > 0 && " · "}
            {has(`language.${l}`) ? t(`language.${l}`) : l}: {tn("sources.in", c.articles)}
          </span>
        ))}
      </p>
      <ol class="sources">
        {card.sources.map((s, i) => (
          <li key={i}>
            <OneSource of={s} card={card} articles={articles} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Number({ n, name, main }: { n: number; name: string; main?: boolean }) {
  return (
    <div class={main ? "main" : undefined}>
      <dt>{name}</dt>
      <dd>{number(n)}</dd>
    </div>
  );
}

function OneSource({ of: s, card, articles }: { of: Source; card: Card; articles: Articles }) {
  return (
    <>
      <ul class="bare-list">
        {s.articles.map((id) => {
          const a = articles.get(id);
          const report = card.reports.find((r) => r.article === id)?.id ?? "";
          return (
            <li key={id}>
              <a href={readerAt(id, report)}>
                <Bdi lang={a?.language}>{a?.title || t("article.untitled")}</Bdi>
              </a>{" "}
              <span class="soft">
                <Publisher name={a?.publisher} lang={a?.language ?? ""} />
              </span>
            </li>
          );
        })}
      </ul>
      {(s.why ?? []).map((w, i) => (
        <p key={i} class="tie">
          {t(`tie.${w.kind}`, { of: w.of ?? "" })} <span class="soft">{list(publishers(w.articles, articles))}</span>
        </p>
      ))}
    </>
  );
}

function publishers(ids: string[], articles: Articles): string[] {
  return [...new Set(ids.map((id) => articles.get(id)?.publisher ?? ""))].filter(Boolean);
}
