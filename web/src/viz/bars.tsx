// Cooperation upwards, conflict downwards, by stretches of days; below it how friendly they were on the whole. Our own drawing: it takes
// the colours of the theme, is a link at every column, and weighs a twentieth of a charting library.
import { days, number } from "../format";
import { t } from "../i18n";
import { Ticks } from "./brush";
import { inQuads, inWords } from "./counts";
import { useWidth } from "./size";
import { toDay } from "./steps";
import type { Bucket } from "../records";

interface Props {
  buckets: Bucket[];
  first: number; // the days that are drawn
  last: number;
  link: (b: Bucket) => string;
}

const tall = 250;
const low = 110;
const left = 42;
const widest = 84; // of a column
const scaleMost = 10; // PLOVER's scale goes from −10 to 10

/** Bars draws buckets. Its table is told beside it: the drawing itself is not told to those who hear. */
export function Bars({ buckets, first, last, link }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const room = width - left - 6;
  const span = last - first + 1;
  const x = (d: number) => left + ((d - first) / span) * room;
  const columns = buckets.filter((b) => toDay(b.end) >= first && toDay(b.start) <= last);
  const up = Math.max(...columns.map((b) => inQuads(b.by_quad).slice(0, 2).reduce(add, 0)), 1);
  const down = Math.max(...columns.map((b) => inQuads(b.by_quad).slice(2).reduce(add, 0)), 1);
  const unit = (tall - 20) / (up + down);
  const zero = 10 + up * unit;
  const mid = low / 2;
  const means = columns.filter((b) => b.events > 0);
  const my = (scale: number) => mid - (scale / scaleMost) * (mid - 8);
  const mx = (b: Bucket) => (x(Math.max(toDay(b.start), first)) + x(Math.min(toDay(b.end), last) + 1)) / 2;
  return (
    <div class="bars" ref={ref}>
      <p class="side-title">
        <span aria-hidden="true">▲ </span>
        {t("bars.cooperation")}
      </p>
      <svg width={width} height={tall} viewBox={`0 0 ${width} ${tall}`} aria-hidden="true">
        <Grid width={width} up={up} down={down} zero={zero} unit={unit} />
        {columns.map((b) => (
          <Column key={b.start} bucket={b} x0={x(Math.max(toDay(b.start), first))} x1={x(Math.min(toDay(b.end), last) + 1)} zero={zero} unit={unit} link={link(b)} />
        ))}
        <line x1={left} x2={width - 6} y1={zero} y2={zero} class="axis" />
      </svg>
      <p class="side-title">
        <span aria-hidden="true">▼ </span>
        {t("bars.conflict")}
      </p>
      <p class="side-title gap">{t("bars.scale")}</p>
      <svg width={width} height={low + 20} viewBox={`0 0 ${width} ${low + 20}`} aria-hidden="true">
        {[-scaleMost, 0, scaleMost].map((s) => (
          <g key={s}>
            <line x1={left} x2={width - 6} y1={my(s)} y2={my(s)} class={s === 0 ? "axis" : "grid"} />
            <text x={left - 6} y={my(s) + 4} text-anchor="end" class="tick">
              {s > 0 ? `+${number(s)}` : number(s).replace("-", "−")}
            </text>
          </g>
        ))}
        <path d={means.map((b, i) => `${i ? "L" : "M"}${mx(b).toFixed(1)},${my(b.mean_scale).toFixed(1)}`).join("")} class="mean" />
        {means.map((b) => (
          <circle key={b.start} cx={mx(b)} cy={my(b.mean_scale)} r={means.length > 120 ? 1.5 : 3} class={`mean-point fill-q${b.mean_scale < 0 ? 4 : 2}`}>
            <title>{`${days(b.start, b.end)} · ${one(b.mean_scale)}`}</title>
          </circle>
        ))}
        <Ticks first={first} last={last} x={x} width={width} y={low + 14} />
      </svg>
    </div>
  );
}

const add = (a: number, b: number) => a + b;
const ones = new Intl.NumberFormat(document.documentElement.dataset["locale"], { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });

/** one writes a mean of the scale: +2.4. */
export function one(scale: number): string {
  return ones.format(scale).replace("-", "−");
}

function Grid({ width, up, down, zero, unit }: { width: number; up: number; down: number; zero: number; unit: number }) {
  const step = nice((up + down) / 6);
  const at: number[] = [];
  for (let n = -Math.floor(down / step) * step; n <= up; n += step) at.push(n);
  return (
    <>
      {at.map((n) => (
        <g key={n}>
          <line x1={left} x2={width - 6} y1={zero - n * unit} y2={zero - n * unit} class="grid" />
          <text x={left - 6} y={zero - n * unit + 4} text-anchor="end" class="tick">
            {number(Math.abs(n))}
          </text>
        </g>
      ))}
    </>
  );
}

// nice is the next of 1, 2, 5, 10, 20 … from n.
function nice(n: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(n, 1)));
  return [1, 2, 3, 5, 10].map((m) => m * ten).find((m) => m >= n) ?? 10 * ten;
}

interface ColumnProps {
  bucket: Bucket;
  x0: number;
  x1: number;
  zero: number;
  unit: number;
  link: string;
}

// Words lie next to the middle, deeds outside.
function Column({ bucket: b, x0, x1, zero, unit, link }: ColumnProps) {
  const [mc, vc, vx, mx] = inQuads(b.by_quad);
  const w = Math.min(Math.max(x1 - x0 - (x1 - x0 > 5 ? 1.5 : 0), 0.8), widest);
  const x = (x0 + x1 - w) / 2;
  const stack: [number, number, number][] = [
    [1, zero - vc * unit, vc],
    [2, zero - (vc + mc) * unit, mc],
    [3, zero, vx],
    [4, zero + vx * unit, mx],
  ];
  if (b.events === 0) return null;
  return (
    <a href={link} tabindex={-1} class="column">
      <rect x={x0} y="0" width={Math.max(x1 - x0, 1)} height={tall} class="hit" />
      {stack.map(([quad, y, n]) => n > 0 && <rect key={quad} x={x} y={y} width={w} height={n * unit} class={`fill-q${quad}`} />)}
      <title>{`${days(b.start, b.end)} · ${inWords(b.events, b.by_quad)}`}</title>
    </a>
  );
}
