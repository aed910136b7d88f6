// The base map and how it is seen. The file (made by web/map/make.mjs) holds pieces of land: countries, and areas that states dispute. A view of
// the world's boundaries says whom a piece belongs to and which lines are agreed; it changes no line. docs/web-map.md tells why.
import { geoPath, geoProjection, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import url from "bakhar:world";

/** Boundaries are the views that there are: as held on the ground with disputes marked, or as India draws its own. */
export type Boundaries = "facto" | "india";

interface Area {
  held?: string; // who holds the ground; absent for a country
  code?: string | null; // the ISO code that events there are counted under
  claims?: string[];
  india?: string | null; // whose it is where India's view is drawn
}

interface World extends Topology<{ lands: GeometryCollection<Area> }> {
  points: Record<string, [number, number] | [number, number, number]>;
}

/** Piece is a country or a disputed area, as it is drawn. */
export interface Piece {
  id: string;
  d: string;
  code: string | null; // whose events shade it; null: nobody's, it is in dispute
  disputed: boolean;
  held?: string;
  claims?: string[];
}

/** Drawn is the whole base map in one view, in pixels of a map of the size `width` × `height`. */
export interface Drawn {
  pieces: Piece[];
  agreed: string; // boundaries that nobody disputes in this view
  parting: string; // lines between two holders where a side disputes it: lines of control, borders of breakaway areas
  claimed: string; // edges of disputed areas within the country that holds them
  coast: string;
}

/** width is that of the map at size 1; all places are in its pixels. */
export const width = 1000;
const north = 81;
const south = -57;

// Miller's projection: upright everywhere, so that India stands straight; shapes near enough, and the north less swollen than Mercator's.
function raw(lambda: number, phi: number): [number, number] {
  return [lambda, 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * phi))];
}
raw.invert = (x: number, y: number): [number, number] => [x, 2.5 * (Math.atan(Math.exp(0.8 * y)) - Math.PI / 4)];

// The cut runs through the Bering Strait, where no country is.
const projection: GeoProjection = geoProjection(raw)
  .rotate([-11, 0])
  .scale(width / (2 * Math.PI))
  .precision(0.3);
projection.translate([width / 2, 0]);
projection.translate([width / 2, -(projection([11, north]) as [number, number])[1]]);
export const height = Math.ceil((projection([11, south]) as [number, number])[1]);
projection.clipExtent([
  [0, 0],
  [width, height],
]);

/** shows tells whether a place lies on the map: the polar ends are cut off. */
export function shows(lat: number): boolean {
  return lat >= south && lat <= north;
}

/** at gives where a place lies on the map; what is beyond it lies beyond its edge. */
export function at(lon: number, lat: number): [number, number] {
  return projection([lon, Math.min(Math.max(lat, -89), 89)]) ?? [0, 0];
}

/** place gives what lies at a point of the map: longitude and latitude. */
export function place(x: number, y: number): [number, number] {
  return (projection.invert?.([x, y]) ?? [0, 0]) as [number, number];
}

let loaded: Promise<World> | undefined;

function load(): Promise<World> {
  return (loaded ??= fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`map: ${answer.status}`);
    return answer.json() as Promise<World>;
  }));
}

/** points gives where a country's name and count are written, and whether it is small. */
export async function points(): Promise<Map<string, { at: [number, number]; small: boolean }>> {
  const w = await load();
  return new Map(Object.entries(w.points).map(([code, [lon, lat, small]]) => [code, { at: at(lon, lat), small: small === 1 }]));
}

const kept = new Map<Boundaries, Drawn>();

/** draw gives the base map in a view of boundaries. */
export async function draw(view: Boundaries): Promise<Drawn> {
  const known = kept.get(view);
  if (known) return known;
  const w = await load();
  type G = (typeof w.objects.lands.geometries)[number];
  const of = (g: G): Area => (g.properties as Area | undefined) ?? {};
  const settled = (g: G) => (view === "india" && of(g).india) || null;
  const owner = (g: G) => settled(g) ?? of(g).held ?? String(g.id);
  const disputed = (g: G) => of(g).held !== undefined && !settled(g);
  const path = geoPath(projection);
  const lines = (which: (a: G, b: G) => boolean) => path(mesh(w, w.objects.lands, (a, b) => a !== b && which(a as G, b as G))) ?? "";
  const drawn: Drawn = {
    pieces: w.objects.lands.geometries.map((g) => ({
      id: String(g.id),
      d: path(feature(w, g)) ?? "",
      code: of(g).held === undefined ? String(g.id) : (settled(g) ?? of(g).code ?? null),
      disputed: disputed(g),
      ...(disputed(g) ? { held: of(g).held, claims: of(g).claims } : {}),
    })),
    agreed: lines((a, b) => owner(a) !== owner(b) && !disputed(a) && !disputed(b)),
    parting: lines((a, b) => owner(a) !== owner(b) && (disputed(a) || disputed(b))),
    claimed: lines((a, b) => owner(a) === owner(b) && (disputed(a) || disputed(b))),
    coast: path(mesh(w, w.objects.lands, (a, b) => a === b)) ?? "",
  };
  kept.set(view, drawn);
  return drawn;
}
