// The brush: events by day as columns, and a stretch of days that is drawn out of them with the pointer, with keys, or by writing two days.
// It is two sliders over a drawing, so that whoever cannot drag can move the ends: arrows by a step, Page keys by ten, Home and End.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { day, number } from "../format";
import { t, tn } from "../i18n";
import { inQuads, inWords, quads, sum } from "./counts";
import { useWidth } from "./size";
import { fromDay, gather, room, stepFor, toDay } from "./steps";
import type { Bucket } from "../records";

interface Props {
  buckets: Bucket[]; // by day
  from: string; // "" is open
  to: string;
  choose: (from: string, to: string) => void;
}

const height = 84;
const foot = 20; // room for the days below the columns

/** Brush shows the days and lets a stretch be chosen. `choose` is called when it has been, not while it is drawn. */
export function Brush({ buckets, from, to, choose }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const span = useMemo(() => room(buckets), [buckets]);
  const [draft, setDraft] = useState<[number, number] | null>(null); // days, while it is drawn
  const drag = useRef<{ kind: "new" | "move" | "from" | "to"; at: number; a: number; b: number } | null>(null);
  useEffect(() => setDraft(null), [from, to]);
  if (!span) return null;

  const first = Math.min(span.first, toDay(from) || span.first);
  const last = Math.max(span.last, toDay(to) || span.last);
  const days = last - first + 1;
  const step = stepFor(days, width / 3);
  const x = (d: number) => ((d - first) / days) * width;
  const dayAt = (px: number) => Math.min(Math.max(Math.floor(first + (px / width) * days), first), last);
  const columns = gather(buckets, step).filter((b) => toDay(b.end) >= first && toDay(b.start) <= last);
  const top = Math.max(...columns.map((b) => b.events), 1);
  const y = (n: number) => (n / top) * (height - foot - 6);
  const [a, b] = draft ?? [toDay(from) || first, toDay(to) || last];
  const whole = a <= first && b >= last;

  const say = (lo: number, hi: number) => choose(lo <= first && !from ? "" : fromDay(lo), hi >= last && !to ? "" : fromDay(hi));
  const local = (e: PointerEvent) => e.clientX - (e.currentTarget as Element).getBoundingClientRect().left;
  const down = (e: PointerEvent) => {
    if (e.button !== 0) return;
    const px = local(e);
    const near = e.pointerType === "touch" ? 22 : 8;
    const kind = Math.abs(px - x(a)) < near ? "from" : Math.abs(px - x(b + 1)) < near ? "to" : !whole && px > x(a) && px < x(b + 1) ? "move" : "new";
    drag.current = { kind, at: dayAt(px), a, b };
    (e.currentTarget as Element).setPointerCapture(e.pointerId);
  };
  const move = (e: PointerEvent) => {
    const g = drag.current;
    if (!g) return;
    const d = dayAt(local(e));
    if (g.kind === "new") setDraft([Math.min(g.at, d), Math.max(g.at, d)]);
    if (g.kind === "from") setDraft([Math.min(d, g.b), g.b]);
    if (g.kind === "to") setDraft([g.a, Math.max(d, g.a)]);
    if (g.kind === "move") {
      const by = Math.min(Math.max(d - g.at, first - g.a), last - g.b);
      setDraft([g.a + by, g.b + by]);
    }
  };
  const up = () => {
    const g = drag.current;
    drag.current = null;
    if (g && draft) say(...draft);
    else if (g?.kind === "new") say(g.at, g.at);
  };
  const keys = (end: "from" | "to") => (e: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity }[e.key];
    if (by === undefined) return;
    e.preventDefault();
    const unit = step === "day" ? 1 : step === "week" ? 7 : 30;
    const at = Math.min(Math.max((end === "from" ? a : b) + by * unit, end === "from" ? first : a), end === "from" ? b : last);
    say(end === "from" ? at : a, end === "from" ? b : at);
  };
  const chosen = columns.filter((c) => toDay(c.end) >= a && toDay(c.start) <= b);
  const all = chosen.reduce((n, c) => n + c.events, 0);

  return (
    <section class="brush" aria-label={t("brush.title")}>
      <div class="brush-say">
        <strong>{t("brush.days", { from: day(fromDay(a)), to: day(fromDay(b)) })}</strong> <span>{inWords(all, sum(chosen.map((c) => c.by_quad)))}</span>
        {(from || to) && (
          <button type="button" class="plain" onClick={() => choose("", "")}>
            {t("brush.all")}
          </button>
        )}
      </div>
      <div class="brush-field" ref={ref} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={() => ((drag.current = null), setDraft(null))}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {columns.map((c) => {
            let base = height - foot;
            const [l, r] = [x(Math.max(toDay(c.start), first)), x(Math.min(toDay(c.end), last) + 1)];
            const within = toDay(c.end) >= a && toDay(c.start) <= b;
            return (
              <g key={c.start} class={within ? undefined : "outside"}>
                {inQuads(c.by_quad).map((n, i) => {
                  if (!n) return null;
                  base -= y(n);
                  return <rect key={i} x={l} y={base} width={Math.max(r - l - (r - l > 4 ? 1 : 0), 0.7)} height={y(n)} class={`fill-q${quads[i]}`} />;
                })}
              </g>
            );
          })}
          <line x1="0" x2={width} y1={height - foot + 0.5} y2={height - foot + 0.5} class="axis" />
          <Ticks first={first} last={last} x={x} width={width} y={height - 5} />
          <rect x={x(a)} y="0" width={Math.max(x(b + 1) - x(a), 1)} height={height - foot} class="brush-window" />
        </svg>
        {(["from", "to"] as const).map((end) => (
          <div
            key={end}
            class="brush-handle"
            role="slider"
            tabIndex={0}
            aria-label={t(end === "from" ? "brush.from" : "brush.to")}
            aria-valuemin={first}
            aria-valuemax={last}
            aria-valuenow={end === "from" ? a : b}
            aria-valuetext={day(fromDay(end === "from" ? a : b))}
            style={{ left: `${end === "from" ? x(a) : x(b + 1)}px` }}
            onKeyDown={keys(end)}
          />
        ))}
      </div>
      <div class="brush-foot">
        <label>
          {t("brush.from")} <input type="date" value={fromDay(a)} min={fromDay(first)} max={fromDay(b)} onChange={(e) => toDay(e.currentTarget.value) && say(toDay(e.currentTarget.value), b)} />
        </label>
        <label>
          {t("brush.to")} <input type="date" value={fromDay(b)} min={fromDay(a)} max={fromDay(last)} onChange={(e) => toDay(e.currentTarget.value) && say(a, toDay(e.currentTarget.value))} />
        </label>
        {span.before > 0 && <span class="aside">{tn("brush.before", span.before, { day: day(fromDay(first)) })}</span>}
        <span class="aside">{t("brush.most", { count: number(top) })}</span>
      </div>
    </section>
  );
}

/** Ticks writes days below columns: as many as there is room for, at the beginnings of months or years where it is many days. */
export function Ticks({ first, last, x, width, y }: { first: number; last: number; x: (d: number) => number; width: number; y: number }) {
  const days = last - first + 1;
  const most = Math.max(Math.floor(width / 84), 2);
  return (
    <>
      {ticks(first, last, most).map((d) => {
        const at = x(days / most > 20 ? d : d + 0.5);
        return (
          at > 14 &&
          at < width - 14 && (
            <text key={d} x={Math.min(Math.max(at, 30), width - 30)} y={y} class="tick" text-anchor="middle">
              {(days / most > 250 ? years : days / most > 20 ? months : dates).format(new Date(d * 86_400_000))}
            </text>
          )
        );
      })}
    </>
  );
}

const locale = document.documentElement.dataset["locale"];
const dates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
const months = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
const years = new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" });

function ticks(first: number, last: number, most: number): number[] {
  const each = (last - first + 1) / most; // days for each tick
  const out: number[] = [];
  if (each <= 20) {
    for (let d = first; d <= last; d += Math.max(1, Math.ceil(each))) out.push(d);
    return out;
  }
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((m) => m * 30.5 >= each) ?? 1200; // months
  const begin = new Date(first * 86_400_000);
  for (let m = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step; ; m += step) {
    const d = Date.UTC(Math.floor(m / 12), m % 12, 1) / 86_400_000;
    if (d > last) return out;
    if (d >= first) out.push(d);
  }
}
