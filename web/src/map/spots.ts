// What is counted where. A place is shown at its own point, a region by another sign at its middle, a country by its shade; nothing is spread out.
import { placeName } from "../viz/counts";
import { at, shows } from "./world";
import type { PlaceCount } from "../records";

/** Spot is a place on the map. */
export interface Spot {
  key: string;
  of: PlaceCount;
  name: string;
  x: number;
  y: number;
  r: number; // its size in pixels, by the number of events
  region: boolean;
}

/** Told is what the map is told of: places with a point, countries alone, places whose point nobody knows. */
export interface Told {
  spots: Spot[]; // most events first
  countries: Map<string, PlaceCount>;
  pointless: PlaceCount[];
  most: number;
}

/** keyOf names a place in addresses. */
export function keyOf(p: PlaceCount): string {
  return [p.country, p.precision === "country" ? "" : (p.admin1 ?? ""), p.name ?? ""].join("~");
}

const least = 3.5;
const largest = 24;

/** told sorts places by how exactly they are known. */
export function told(places: PlaceCount[]): Told {
  const countries = new Map<string, PlaceCount>();
  const pointless: PlaceCount[] = [];
  const pointed: PlaceCount[] = [];
  for (const p of places) {
    if (p.precision === "country" || !p.name) countries.set(p.country, p);
    else if (p.lat === undefined || p.lon === undefined || !shows(p.lat) || (!p.country && p.precision === "city")) pointless.push(p); // a continent is no town
    else pointed.push(p);
  }
  const most = Math.max(...pointed.map((p) => p.events), 1);
  const spots = pointed
    .map((p) => {
      const [x, y] = at(p.lon as number, p.lat as number);
      // By area; a place with one event can be seen and hit in any case.
      return { key: keyOf(p), of: p, name: placeName(p), x, y, r: Math.max(least, largest * Math.sqrt(p.events / Math.max(most, 12))), region: p.precision === "admin1" };
    })
    .sort((a, b) => b.of.events - a.of.events || (a.key < b.key ? -1 : 1));
  return { spots, countries, pointless, most };
}

/** shade is how dark a country is for n events of at most `most`: 0 for none, 1 to 5. */
export function shade(n: number, most: number): number {
  if (n <= 0) return 0;
  return Math.min(5, 1 + Math.floor((4.999 * Math.log(n + 1)) / Math.log(Math.max(most, 9) + 1)));
}

/** fit is the box that holds most of what is told: where the map opens. */
export function fit(spots: Spot[]): [number, number, number, number] | null {
  const all = spots.reduce((n, s) => n + s.of.events, 0);
  if (all === 0) return null;
  let sum = 0;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const s of spots) {
    box[0] = Math.min(box[0], s.x);
    box[1] = Math.min(box[1], s.y);
    box[2] = Math.max(box[2], s.x);
    box[3] = Math.max(box[3], s.y);
    sum += s.of.events;
    if (sum >= all * 0.75) break;
  }
  return box;
}
