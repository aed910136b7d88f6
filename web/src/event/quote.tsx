// The words of a text, in its own language, tied to the place where they stand.
import { pieces } from "../bytes";
import type { CardArticle, Quote as QuoteOf, Words } from "../cards";
import { published } from "../format";
import { has, lang as here, t } from "../i18n";
import { plain } from "../plain";
import { href } from "../router";
import { Bdi } from "../ui";

/** readerAt is the address of a report in its article. */
export function readerAt(article: string, report: string): string {
  return href("article", article, new URLSearchParams({ report }));
}

/** Sentence shows a sentence with the words in it that carry something. */
export function Sentence({ of, marks, lang }: { of: Words; marks: Words[]; lang: string }) {
  return (
    <bdi lang={lang} class="words">
      {pieces(of, marks).map((p, i) => (p.marked ? <mark key={i}>{plain(p.text)}</mark> : plain(p.text, pieceMax)))}
    </bdi>
  );
}

// How much of a sentence stands between two marked words; what is longer is no sentence, and the article has it.
const pieceMax = 600;

/** Publisher names who printed something, in which language and when. */
export function Publisher({ name, lang, at }: { name?: string; lang: string; at?: string }) {
  return (
    <span class="publisher">
      <Bdi lang={lang} class="paper">
        {plain(name ?? "", 80) || t("publisher.unknown")}
      </Bdi>
      {lang && lang !== here && <span class="tongue"> · {has(`language.${lang}`) ? t(`language.${lang}`) : lang}</span>}
      {at && (
        <>
          {" · "}
          <time dateTime={at}>{published(at)}</time>
        </>
      )}
    </span>
  );
}

/** Quote shows what a text says, and leads to it. */
export function Quote({ of: q, articles }: { of: QuoteOf; articles: Map<string, CardArticle> }) {
  const a = articles.get(q.article);
  return (
    <blockquote class="quote">
      <p>
        <Sentence of={q} marks={q.mark ? [q.mark] : []} lang={q.language} />
        {q.mark && (q.mark.start < q.start || q.mark.end > q.end) && (
          <bdi lang={q.language} class="words">
            {" … "}
            <mark>{q.mark.text}</mark>
          </bdi>
        )}
      </p>
      <footer>
        <a href={readerAt(q.article, q.report)}>
          <Publisher name={q.publisher ?? a?.publisher} lang={q.language} at={a?.published} />
        </a>
      </footer>
    </blockquote>
  );
}
