// The article as it was, with what was read out of it marked. All of it is text: nothing in an article is ever markup. Characters that hide or
// turn the line are shown by their number instead, bytes that are no text as a sign, words without end folded.
import { Component } from "preact";
import { useState } from "preact/hooks";
import type { Block, Marked, MarkKind, Segment } from "../cards";
import { number } from "../format";
import { t, tn } from "../i18n";
import { thin, whole } from "../plain";
import { kindsOf } from "./marks";

interface Props {
  page: Marked;
  off: ReadonlySet<MarkKind>;
  report?: string; // the chosen report: its own marks stand out
  defect?: number; // the chosen defect, likewise
  stop: string; // the place that the keyboard is at
}

/** stopID names a segment. */
export function stopID(block: number, segment: number): string {
  return `${block}.${segment}`;
}

/** Text is the article's text. */
export function Text(props: Props) {
  const { page } = props;
  const headline = page.title && blockText(page.blocks[0]) === page.title.trim();
  return (
    <div class="text" lang={page.language}>
      {page.blocks.map((b, i) => (
        <Paragraph key={b.start} {...props} block={b} n={i} headline={Boolean(headline) && i === 0} />
      ))}
      {page.rest > 0 && (
        <p class="folded">
          {tn("reader.rest", page.rest)} <a href={`/api/v1/articles/${page.id}/text`}>{t("reader.original")}</a>
        </p>
      )}
    </div>
  );
}

/** blockText is the text of a paragraph. */
export function blockText(b: Block | undefined): string {
  return (b?.segments ?? []).map((s) => s.text).join("").trim();
}

// A paragraph that holds a word of no language is shown so far; the rest on demand.
const foldedAt = 600;

function Paragraph({ block, n, headline, ...props }: Props & { block: Block; n: number; headline: boolean }) {
  const [open, setOpen] = useState(false);
  const Tag = headline ? "h2" : "p";
  let room = block.long && !open ? foldedAt : Infinity;
  const shown: [Segment, number][] = [];
  let length = 0;
  block.segments.forEach((s, i) => {
    length += s.text.length;
    if (room <= 0) return;
    shown.push([s.text.length > room ? { ...s, text: whole(s.text, room) } : s, i]);
    room -= s.text.length;
  });
  return (
    <Tag class={headline ? "block article-headline" : "block"}>
      {shown.map(([s, i]) => (
        <Piece key={i} {...props} segment={s} id={stopID(n, i)} />
      ))}
      {block.long && !open && (
        <>
          …{" "}
          <button type="button" class="as-link" onClick={() => setOpen(true)}>
            {t("reader.unfold", { count: number(length) })}
          </button>
        </>
      )}
    </Tag>
  );
}

type PieceProps = Props & { segment: Segment; id: string };

// A long article has thousands of pieces; those of which nothing has changed are not drawn again.
class Piece extends Component<PieceProps> {
  override shouldComponentUpdate(next: PieceProps): boolean {
    const now = this.props;
    return now.segment !== next.segment || now.off !== next.off || now.page !== next.page || state(now) !== state(next);
  }
  override render() {
    return <Draw {...this.props} />;
  }
}

// state tells how a piece is drawn, beside its kinds.
function state({ page, segment, report, defect, stop, id }: PieceProps): string {
  const chosen = segment.marks.some((i) => {
    const m = page.marks[i];
    return m && ((report !== undefined && m.report === report) || (defect !== undefined && m.defect === defect));
  });
  return (chosen ? "picked " : "") + (stop === id ? "stop" : "");
}

function Draw(props: PieceProps) {
  const { page, segment: s, off, id } = props;
  const inside = s.broken ? <Broken bytes={s.broken} /> : s.hidden ? <Hidden name={s.hidden} count={[...s.text].length} /> : thin(s.text);
  const over = kindsOf(page, s, off);
  if (over.length === 0) return <>{inside}</>;
  const act = over.includes("trigger") || over.includes("defect");
  let drawn = <>{inside}</>;
  for (const k of [...over].reverse().slice(0, -1)) drawn = <span class={`k k-${k}`}>{drawn}</span>;
  const how = state(props);
  return (
    <span class={`mark k k-${over[0]} ${how}`} data-stop={id} role={act ? "button" : undefined} tabIndex={how.includes("stop") ? 0 : -1} aria-pressed={act ? how.includes("picked") : undefined}>
      {drawn}
    </span>
  );
}

function Broken({ bytes }: { bytes: number }) {
  return (
    <span class="odd" title={tn("reader.broken", bytes)}>
      <span aria-hidden="true">�</span>
      <span class="hidden">{tn("reader.broken", bytes)}</span>
    </span>
  );
}

function Hidden({ name, count }: { name: string; count: number }) {
  return (
    <span class="odd" title={t("reader.hidden", { name })}>
      {name}
      {count > 1 ? `×${number(count)}` : ""}
    </span>
  );
}
