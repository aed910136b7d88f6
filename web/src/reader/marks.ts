// Which marks there are, which of them a reader wants to see, and what stands under a place of the text.
import { useState } from "preact/hooks";
import type { Mark, MarkKind, Marked, Segment } from "../cards";

/** kinds are the kinds of marks, in the order of the legend. */
export const kinds: readonly MarkKind[] = ["trigger", "actor", "recipient", "says", "place", "time", "quantity", "defect"];

const stored = "bakhar.reader.off";

/** useShown gives the kinds that are not to be drawn, and turns one on or off; the browser remembers it. */
export function useShown(): [ReadonlySet<MarkKind>, (kind: MarkKind) => void] {
  const [off, set] = useState<ReadonlySet<MarkKind>>(() => new Set((localStorage.getItem(stored) ?? "").split(" ").filter((k): k is MarkKind => (kinds as string[]).includes(k))));
  return [
    off,
    (kind) => {
      const next = new Set(off);
      if (!next.delete(kind)) next.add(kind);
      localStorage.setItem(stored, [...next].join(" "));
      set(next);
    },
  ];
}

/** Target is what a place of the text leads to: reports, the nearest first, and defects. */
export interface Target {
  reports: string[];
  defects: number[];
}

/** targetOf gives what stands under a segment: the inner marks first, the words of an act before its parties. */
export function targetOf(page: Marked, segment: Segment): Target {
  const marks = segment.marks.map((i) => page.marks[i]).filter((m): m is Mark => Boolean(m));
  const inner = [...marks].sort((a, b) => Number(b.kind === "trigger") - Number(a.kind === "trigger") || a.end - a.start - (b.end - b.start));
  return {
    reports: [...new Set(inner.map((m) => m.report).filter((r): r is string => Boolean(r)))],
    defects: [...new Set(inner.map((m) => m.defect).filter((d): d is number => d !== undefined))],
  };
}

/** kindsOf gives the kinds of mark over a segment that are shown, the outermost first, each once. */
export function kindsOf(page: Marked, segment: Segment, off: ReadonlySet<MarkKind>): MarkKind[] {
  const out: MarkKind[] = [];
  for (const i of segment.marks) {
    const k = page.marks[i]?.kind;
    if (k && !off.has(k) && !out.includes(k)) out.push(k);
  }
  return out;
}

/** counts gives how many marks of each kind there are, those of one stretch once. */
export function counts(page: Marked): Map<MarkKind, number> {
  const seen = new Set<string>();
  const out = new Map<MarkKind, number>();
  for (const m of page.marks) {
    const at = `${m.kind} ${m.start} ${m.end}`;
    if (seen.has(at)) continue;
    seen.add(at);
    out.set(m.kind, (out.get(m.kind) ?? 0) + 1);
  }
  return out;
}
