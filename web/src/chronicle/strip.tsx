// The days of the chronicle as a strip of bars, each a link to its day: how much happened, and of what kind.
import { useApi } from "../api";
import { day, number } from "../format";
import { t, tn } from "../i18n";
import type { components } from "../../api";
import { href } from "../router";
import { asQuery } from "./filter";

type Timeline = components["schemas"]["Timeline"];
type Bucket = Timeline["buckets"][number];

// How many days before the last day of publication the strip begins, and how many after it ends: what is announced.
const before = 20;
const after = 7;

function shift(iso: string, days: number): string {
  const d = new Date(`${iso}T00:00:00Z`);
  d.setUTCDate(d.getUTCDate() + days);
  return d.toISOString().slice(0, 10);
}

// whole gives each day from the first with any event to the last. An event of several days counts where it ends, which may be beyond the
// days asked for: that is not shown.
function whole(buckets: Bucket[], from: string, to: string): Bucket[] {
  const within = buckets.filter((b) => b.start >= from && b.start <= to && b.events > 0);
  const first = within[0];
  const last = within[within.length - 1];
  if (!first || !last) return [];
  const known = new Map(within.map((b) => [b.start, b]));
  const none = { verbal_cooperation: 0, material_cooperation: 0, verbal_conflict: 0, material_conflict: 0 };
  const out: Bucket[] = [];
  for (let d = first.start; d <= last.start; d = shift(d, 1)) out.push(known.get(d) ?? { start: d, end: d, events: 0, by_quad: none, mean_scale: 0 });
  return out;
}

const height = 56;
const width = 18; // of a day

// From the bottom up: cooperation, then conflict, deeds outermost.
function parts(b: Bucket): [quad: number, n: number][] {
  const q = b.by_quad;
  return [
    [2, q.material_cooperation],
    [1, q.verbal_cooperation],
    [3, q.verbal_conflict],
    [4, q.material_conflict],
  ];
}

/** Strip shows the days about the last that was published, under the filters of the address. */
export function Strip({ query, last }: { query: URLSearchParams; last: string }) {
  const one = query.get("from") !== null && query.get("from") === query.get("to") ? query.get("from") : null;
  const days = new URLSearchParams(query);
  days.delete("from");
  days.delete("to");
  const { data } = useApi<Timeline>(`/timeline${asQuery(days, { from: shift(last, -before), to: shift(last, after), step: "day" })}`);
  const buckets = whole(data?.buckets ?? [], shift(last, -before), shift(last, after));
  const most = Math.max(1, ...buckets.map((b) => b.events));
  if (buckets.length < 2) return null;
  const to = (d: string) => {
    const q = new URLSearchParams(query);
    q.set("from", d);
    q.set("to", d);
    return href("", "", q);
  };
  return (
    <nav class="strip" aria-label={t("strip")}>
      <ol>
        {buckets.map((b) => {
          let y = height;
          const label = `${day(b.start)}: ${tn("count.events", b.events)}`;
          return (
            <li key={b.start} class={b.start > last ? "ahead" : undefined}>
              <a href={to(b.start)} aria-label={label} title={label} aria-current={b.start === one ? "date" : undefined}>
                <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
                  {parts(b).map(([quad, n]) => {
                    const h = (n / most) * height;
                    y -= h;
                    return n > 0 && <rect key={quad} class={`q${quad}`} x="1" y={y} width={width - 2} height={h} fill="currentColor" />;
                  })}
                </svg>
                <span aria-hidden="true">{number(Number(b.start.slice(8)))}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
