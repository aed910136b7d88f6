// Words of unknown origin made fit to stand in a line of ours: they do not turn its direction, pile signs over other lines, or go on for ever.
// The reader shows an article's own text differently (reader/text.tsx): there nothing may be left out.

// The same characters that the server tells apart in an article's text (package marks).
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

// No language sets more than a few signs on one letter.
const piled = /(\p{M}{8})\p{M}+/gu;

/** plain gives a text of at most `max` characters, without what hides, turns or piles. */
export function plain(text: string, max = 300): string {
  const cut = text.length > 2 * max ? whole(text, 2 * max) : text;
  const out = thin(cut.replace(hidden, "\ufffd"));
  return out.length > max || cut.length < text.length ? whole(out, max) + "…" : out;
}

/** thin takes signs off letters that carry more than any language sets. */
export function thin(text: string): string {
  return text.replace(piled, "$1…");
}

/** whole gives the beginning of a text, cut before a letter and not in it. */
export function whole(text: string, room: number): string {
  if (text.length <= room) return text;
  for (const s of new Intl.Segmenter().segment(text.slice(Math.max(0, room - 64), room + 64))) {
    const at = Math.max(0, room - 64) + s.index;
    if (at + s.segment.length > room) return text.slice(0, at);
  }
  return text.slice(0, room);
}
