// The four classes of events: as a bar of shares, as a pie, as a key with words.
import { QuadShape } from "../ui";
import { t } from "../i18n";
import { inQuads, inWords, quads } from "./counts";
import type { ByQuad } from "../records";

/** QuadBar shows how events divide into the classes; its words are told to those who do not see it. */
export function QuadBar({ of, events, width = 96 }: { of: ByQuad; events: number; width?: number }) {
  const parts = inQuads(of);
  const all = parts.reduce((a, b) => a + b, 0);
  let x = 0;
  return (
    <svg class="quadbar" width={width} height="10" viewBox={`0 0 ${width} 10`} role="img" aria-label={inWords(events, of)}>
      {all === 0 && <rect width={width} height="10" class="none" />}
      {parts.map((n, i) => {
        const w = all ? (n / all) * width : 0;
        const bar = n > 0 && <rect key={i} x={x} width={Math.max(w - 1, 0.5)} height="10" class={`fill-q${quads[i]}`} />;
        x += w;
        return bar;
      })}
    </svg>
  );
}

/** pie gives the paths of a pie of radius r around the origin, one for each class that has events. One class alone is a whole disc. */
export function pie(of: ByQuad, r: number): { quad: number; d: string }[] {
  const parts = inQuads(of);
  const all = parts.reduce((a, b) => a + b, 0);
  if (all === 0) return [{ quad: 0, d: disc(r) }];
  const out: { quad: number; d: string }[] = [];
  let from = -Math.PI / 2;
  parts.forEach((n, i) => {
    if (n === 0) return;
    const to = from + (n / all) * 2 * Math.PI;
    const quad = quads[i] as number;
    out.push({ quad, d: n === all ? disc(r) : slice(r, from, to) });
    from = to;
  });
  return out;
}

const f = (n: number) => n.toFixed(2);

function disc(r: number): string {
  return `M${f(r)},0A${f(r)},${f(r)} 0 1 1 ${f(-r)},0A${f(r)},${f(r)} 0 1 1 ${f(r)},0Z`;
}

function slice(r: number, from: number, to: number): string {
  const wide = to - from > Math.PI ? 1 : 0;
  return `M0,0L${f(r * Math.cos(from))},${f(r * Math.sin(from))}A${f(r)},${f(r)} 0 ${wide} 1 ${f(r * Math.cos(to))},${f(r * Math.sin(to))}Z`;
}

/** QuadKey tells what the colours mean. */
export function QuadKey() {
  return (
    <ul class="quadkey" aria-label={t("viz.key")}>
      {quads.map((q) => (
        <li key={q}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <rect width="12" height="12" rx="2" class={`fill-q${q}`} />
          </svg>
          <QuadShape quad={q} /> {t(`quad.${q}`)}
        </li>
      ))}
    </ul>
  );
}
