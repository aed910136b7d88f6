// Days and stretches of them, as numbers: day 0 is 1 January 1970. Weeks begin on Monday, as the API's do.
import { sum } from "./counts";
import type { Bucket } from "../records";

export type Step = "day" | "week" | "month" | "year";

export const steps: Step[] = ["day", "week", "month", "year"];

/** toDay reads YYYY-MM-DD; what is none is NaN. */
export function toDay(iso: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000) : NaN;
}

/** fromDay writes a day as YYYY-MM-DD. */
export function fromDay(n: number): string {
  return new Date(n * 86_400_000).toISOString().slice(0, 10);
}

/** startOf is the first day of the step that a day lies in. */
export function startOf(n: number, step: Step): number {
  if (step === "day") return n;
  if (step === "week") return n - ((((n + 3) % 7) + 7) % 7);
  const d = new Date(n * 86_400_000);
  return Date.UTC(d.getUTCFullYear(), step === "year" ? 0 : d.getUTCMonth(), 1) / 86_400_000;
}

/** next is the first day of the step after. */
export function next(n: number, step: Step): number {
  if (step === "day") return n + 1;
  if (step === "week") return startOf(n, step) + 7;
  const d = new Date(n * 86_400_000);
  return Date.UTC(d.getUTCFullYear() + (step === "year" ? 1 : 0), step === "year" ? 0 : d.getUTCMonth() + 1, 1) / 86_400_000;
}

/** stepFor is the finest step by which so many days make at most `most` columns. */
export function stepFor(days: number, most: number): Step {
  if (days <= most) return "day";
  if (days / 7 <= most) return "week";
  return days / 30.4 <= most ? "month" : "year";
}

/** gather puts buckets of days into longer steps. Means are weighed by events. */
export function gather(days: Bucket[], step: Step): Bucket[] {
  const out: Bucket[] = [];
  for (const b of days) {
    const start = fromDay(startOf(toDay(b.start), step));
    const last = out[out.length - 1];
    if (last?.start !== start) {
      out.push({ ...b, start, end: fromDay(next(toDay(start), step) - 1) });
      continue;
    }
    const events = last.events + b.events;
    const weighed = last.mean_scale * last.events + b.mean_scale * b.events;
    out[out.length - 1] = { ...last, events, by_quad: sum([last.by_quad, b.by_quad]), mean_scale: events ? weighed / events : 0 };
  }
  return out;
}

/** room is the stretch of days that a drawing shows. News tells of old days too, and one event of 1947 must not press a week into a line: up to a
 *  twentieth of the events may lie before it, where the rest then has three times as much room. `before` tells how many do. */
export function room(buckets: Bucket[]): { first: number; last: number; before: number } | null {
  const told = buckets.filter((b) => b.events > 0);
  const [begin, end] = [told[0], told[told.length - 1]];
  if (!begin || !end) return null;
  const all = told.reduce((n, b) => n + b.events, 0);
  const last = toDay(end.end);
  let first = toDay(begin.start);
  let before = 0;
  for (let j = 1, passed = begin.events; j < told.length && passed <= all / 20; passed += (told[j++] as Bucket).events) {
    const start = toDay((told[j] as Bucket).start);
    if (last - first + 1 >= 3 * (last - start + 1)) [first, before] = [start, passed];
  }
  return { first, last, before };
}
