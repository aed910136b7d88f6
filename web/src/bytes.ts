// Offsets of the API are bytes of the article; strings here are UTF-16. What is cut here is cut between characters.

const encoder = new TextEncoder();

/** Piece is a stretch of a text, marked or not. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** pieces cuts the words that stand at byte `start` of an article where marks (bytes of the same article) begin and end. A mark that does not lie in the words is left out. */
export function pieces(words: { text: string; start: number }, marks: { start: number; end: number }[]): Piece[] {
  const at = new Set<number>(); // UTF-16 positions that are marked
  const position = positions(words.text);
  for (const m of marks) {
    const from = position.get(m.start - words.start);
    const to = position.get(m.end - words.start);
    if (from === undefined || to === undefined) continue;
    for (let i = from; i < to; i++) at.add(i);
  }
  const out: Piece[] = [];
  for (let i = 0; i < words.text.length; i++) {
    const marked = at.has(i);
    const last = out[out.length - 1];
    if (last && last.marked === marked) last.text += words.text.charAt(i);
    else out.push({ text: words.text.charAt(i), marked });
  }
  return out;
}

// positions gives for each byte at which a character begins its place in the string.
function positions(text: string): Map<number, number> {
  const out = new Map<number, number>([[0, 0]]);
  let bytes = 0;
  let units = 0;
  for (const c of text) {
    bytes += encoder.encode(c).length;
    units += c.length;
    out.set(bytes, units);
  }
  return out;
}
