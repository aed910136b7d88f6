// The map itself: land, boundaries, shades, signs and names, as one drawing that is moved and enlarged.
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { country } from "../names";
import { inWords } from "../viz/counts";
import { pie } from "../viz/quadbar";
import { byKey, enlarge, hold, useZoom, type Limits, type View } from "../viz/zoom";
import { write, type Label, type Written } from "./labels";
import { shade, type Spot, type Told } from "./spots";
import { height as mapHeight, width as mapWidth, type Drawn, type Piece } from "./world";

interface Props {
  map: Drawn;
  points: Map<string, { at: [number, number]; small: boolean }>;
  told: Told;
  view: View;
  change: (v: View) => void;
  home: View;
  width: number;
  height: number;
  chosen: string;
  choose: (key: string) => void;
}

/** limits of a map in a window of a width. */
export function limits(width: number): Limits {
  return { least: width / mapWidth, most: (width / mapWidth) * 60, w: mapWidth, h: mapHeight };
}

/** Chart is the map in a window of `width` × `height` pixels. */
export function Chart({ map, points, told, view, change, home, width, height, chosen, choose }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const l = limits(width);
  const to = (v: View) => change(hold(v, l, width, height));
  useZoom(ref as RefObject<HTMLElement>, view, to, l);
  const steady = useSteady(view);
  // While it is moved, what is drawn is moved as one picture; it is drawn anew when it rests.
  const f = view.k / steady.k;
  const moved = `translate(${view.x - f * steady.x}px, ${view.y - f * steady.y}px) scale(${f})`;
  const land = useMemo(() => <Land map={map} told={told} chosen={chosen} choose={choose} />, [map, told, chosen, choose]);
  const signs = useMemo(() => <Signs spots={told.spots} chosen={chosen} choose={choose} />, [told, chosen, choose]);
  const counts = useMemo(() => <CountryCounts told={told} points={points} k={steady.k} choose={choose} />, [told, points, steady.k, choose]);
  const names = useMemo(() => written(told, points, steady, width, height), [told, points, steady, width, height]);
  return (
    <div
      class="map"
      ref={ref}
      tabIndex={0}
      role="group"
      aria-roledescription={t("map.role")}
      aria-label={t("map.keys")}
      style={{ height: `${height}px` }}
      onKeyDown={(e) => {
        if (e.key === "Escape") return choose("");
        const next = e.key === "0" ? home : byKey(e.key, view, l, width, height);
        if (!next || e.ctrlKey || e.metaKey || e.altKey) return;
        e.preventDefault();
        to(next);
      }}
    >
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" style={{ transform: moved }} onClick={() => choose("")}>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform={`scale(${1 / steady.k}) rotate(45)`}>
            <rect width="6" height="6" class="hatch-ground" />
            <rect width="1.6" height="6" class="hatch-line" />
          </pattern>
        </defs>
        <g transform={`translate(${steady.x},${steady.y}) scale(${steady.k})`} style={{ "--inv": String(1 / steady.k) }}>
          {land}
          {counts}
          {signs}
          {names.map((n) => (
            <g key={n.id} transform={`translate(${n.x},${n.y})`}>
              <text class={`map-name ${n.kind}`} x={n.dx} y={n.dy} text-anchor={n.anchor}>
                {n.text}
              </text>
            </g>
          ))}
        </g>
      </svg>
      <div class="map-buttons">
        <button type="button" aria-label={t("map.larger")} title={t("map.larger")} onClick={() => to(enlarge(view, 1.8, width / 2, height / 2, l))}>
          +
        </button>
        <button type="button" aria-label={t("map.smaller")} title={t("map.smaller")} onClick={() => to(enlarge(view, 1 / 1.8, width / 2, height / 2, l))}>
          −
        </button>
        <button type="button" aria-label={t("map.home")} title={t("map.home")} onClick={() => to(home)}>
          ⌂
        </button>
        <button type="button" aria-label={t("map.world")} title={t("map.world")} onClick={() => to({ x: 0, y: 0, k: l.least })}>
          ◯
        </button>
      </div>
    </div>
  );
}

// useSteady is a view that follows once the map rests: what is dear to reckon waits for it.
function useSteady(view: View): View {
  const [steady, set] = useState(view);
  useEffect(() => {
    if (steady.k === view.k && steady.x === view.x && steady.y === view.y) return;
    const due = setTimeout(() => set(view), 250);
    return () => clearTimeout(due);
  }, [view, steady]);
  return steady;
}

// The shade of a country counts events of which no more than the country is known; areas in dispute have no shade of anybody.
function Land({ map, told, chosen, choose }: { map: Drawn; told: Told; chosen: string; choose: (key: string) => void }) {
  const most = Math.max(...[...told.countries.values()].map((c) => c.events), 1);
  const shadeOf = (p: Piece) => shade((p.code && told.countries.get(p.code)?.events) || 0, most);
  return (
    <>
      {map.pieces.map((p) => {
        const count = p.code ? told.countries.get(p.code) : undefined;
        return (
          <path
            key={p.id}
            d={p.d}
            class={`land shade-${shadeOf(p)}${count ? " told" : ""}${count && chosen === `${p.code}~~` ? " chosen" : ""}`}
            onClick={count && ((e) => (e.stopPropagation(), choose(`${p.code}~~`)))}
          >
            <title>{count ? `${country(p.code as string)} · ${t("map.only_country")} · ${inWords(count.events, count.by_quad)}` : p.disputed ? areaTitle(p) : country(p.id)}</title>
          </path>
        );
      })}
      {map.pieces.map(
        (p) =>
          p.disputed && (
            <path key={p.id} d={p.d} class="disputed" fill="url(#hatch)">
              <title>{areaTitle(p)}</title>
            </path>
          ),
      )}
      <path d={map.coast} class="line coast" />
      <path d={map.agreed} class="line agreed" />
      <path d={map.claimed} class="line claimed" />
      <path d={map.parting} class="line parting" />
    </>
  );
}

// Authorities that are no state by our tables have no name there; the area's own name tells.
function holder(code: string): string {
  const name = country(code);
  return name === code ? t("map.own_authorities") : name;
}

/** areaTitle says what is disputed, by whom. */
export function areaTitle(p: { id: string; held?: string; claims?: string[] }): string {
  return t("map.disputed", { area: t(`map.area.${p.id}`), held: holder(p.held ?? ""), claims: (p.claims ?? []).map(country).join(", ") });
}

// A country's number stands at its point: what its shade says, as a figure.
function CountryCounts({ told, points, k, choose }: { told: Told; points: Props["points"]; k: number; choose: (key: string) => void }) {
  const most = [...told.countries.values()].sort((a, b) => b.events - a.events).slice(0, k > 2.5 ? 250 : 60);
  return (
    <>
      {most.map((c) => {
        const point = points.get(c.country);
        if (!point) return null;
        const text = new Intl.NumberFormat(document.documentElement.dataset["locale"]).format(c.events);
        const w = 12 + text.length * 7;
        return (
          <g key={c.country} transform={`translate(${point.at[0]},${point.at[1]})`} class="country-count" onClick={(e) => (e.stopPropagation(), choose(`${c.country}~~`))}>
            <g class="same">
              <rect x={-w / 2} y="-9" width={w} height="18" rx="3" />
              <text y="4" text-anchor="middle">
                {text}
              </text>
              <title>{`${country(c.country)} · ${t("map.only_country")} · ${inWords(c.events, c.by_quad)}`}</title>
            </g>
          </g>
        );
      })}
    </>
  );
}

// Large signs lie below small ones, so that none is hidden whole.
function Signs({ spots, chosen, choose }: { spots: Spot[]; chosen: string; choose: (key: string) => void }) {
  return (
    <>
      {spots.map((s) => (
        <g key={s.key} transform={`translate(${s.x},${s.y})`} class={`spot${s.region ? " region" : ""}${s.key === chosen ? " chosen" : ""}`} onClick={(e) => (e.stopPropagation(), choose(s.key))}>
          <g class="same">
            {s.region ? <Region spot={s} /> : pie(s.of.by_quad, s.r).map((p) => <path key={p.quad} d={p.d} class={`fill-q${p.quad}`} />)}
            {s.region ? null : <circle r={s.r} class="rim" />}
            <title>{`${s.name}, ${country(s.of.country)} · ${t(`precision.${s.of.precision ?? "city"}`)} · ${inWords(s.of.events, s.of.by_quad)}`}</title>
          </g>
        </g>
      ))}
    </>
  );
}

// A region is a square that stands on its corner, with the pie within: no one can take it for a place.
function Region({ spot }: { spot: Spot }) {
  const r = spot.r + 2;
  return (
    <>
      <path d={`M0,${-r * 1.25}L${r * 1.25},0L0,${r * 1.25}L${-r * 1.25},0Z`} class="frame" />
      {pie(spot.of.by_quad, spot.r * 0.72).map((p) => (
        <path key={p.quad} d={p.d} class={`fill-q${p.quad}`} />
      ))}
    </>
  );
}

function written(told: Told, points: Props["points"], view: View, width: number, height: number): Written[] {
  const places: Label[] = told.spots.slice(0, 400).map((s) => ({ id: s.key, text: s.name, x: s.x, y: s.y, room: s.region ? (s.r + 2) * 1.25 : s.r, kind: "place" }));
  const large = view.k / (width / mapWidth);
  const lands: Label[] = [...points]
    .filter(([code, p]) => (large > 1.6 && !p.small) || large > 5 || told.countries.has(code))
    .map(([code, p]) => ({ id: `land ${code}`, text: country(code), x: p.at[0], y: p.at[1] + (told.countries.has(code) ? 18 / view.k : 0), room: 0, kind: "country" }));
  const some = Math.round(width / 26);
  const signs = told.spots.slice(0, 400).map((s) => ({ x: s.x, y: s.y, r: s.r * 0.8 }));
  return write([...places.slice(0, some), ...lands, ...places.slice(some)], signs, view, width, height, some * 2);
}
