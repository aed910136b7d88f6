// The base map of the web interface: countries of Natural Earth (npm world-atlas, 1:50 million) with the disputed areas of
// disputed.tsv cut out of them, simplified, as one TopoJSON. Why a topology of pieces: each view of the world's boundaries then only
// says whom a piece belongs to, and lines come out as "between two owners", shared lines once, none twice.
//
// It runs within the build (build.mjs), so what is shipped is always made of the tables beside this file. Same tables, same bytes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import clip from "polygon-clipping";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, quantile, simplify, sphericalRingArea, sphericalTriangleArea } from "topojson-simplify";

const here = new URL(".", import.meta.url);
const require = createRequire(import.meta.url);

// How much of the outlines stays.
const KEEP = 0.42; // share of the points by their weight
const ISLAND = 2e-7; // steradians: smaller ones, standing alone, are left out (some 8 km²)
const GRID = 2e4; // quantisation: 360° / 20,000 = 0.018°, two pixels at the largest enlargement
const SNAP = 0.012; // degrees: an outline's point so near to one of the base map is that point

/** rows reads a table: tab-separated, # comments. */
function rows(name, fields) {
  const text = readFileSync(new URL(name, here), "utf8");
  return text.split("\n").flatMap((line, i) => {
    if (!line || line.startsWith("#")) return [];
    const cells = line.split("\t");
    if (cells.length !== fields) throw new Error(`${name}:${i + 1}: ${cells.length} fields, want ${fields}`);
    return [cells];
  });
}

/** rings reads "lon,lat lon,lat … / …". */
function rings(text, where) {
  if (text === "-") return [];
  return text.split(" / ").map((ring) => {
    const points = ring.split(" ").map((p) => p.split(",").map(Number));
    if (points.length < 3 || points.some((p) => p.length !== 2 || p.some(Number.isNaN)))
      throw new Error(`disputed.tsv: ${where}: outline is no list of lon,lat`);
    return points;
  });
}

const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
const bounds = (ring) =>
  ring.reduce((b, [x, y]) => [Math.min(b[0], x), Math.min(b[1], y), Math.max(b[2], x), Math.max(b[3], y)], [180, 90, -180, -90]);
const meet = (a, b) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** turn gives rings the direction that d3-geo wants: outer ones clockwise, holes the other way. */
function turn(polygon) {
  return polygon.map((ring, i) => {
    let area = 0;
    for (let j = 1; j < ring.length; j++) area += ring[j - 1][0] * ring[j][1] - ring[j][0] * ring[j - 1][1];
    return area > 0 === (i === 0) ? ring.slice().reverse() : ring;
  });
}

/** snap moves the points of a ring onto points of the base map where they mean the same one. */
function snap(ring, points) {
  return ring.map(([x, y]) => {
    let best = [x, y];
    let least = SNAP * SNAP;
    for (const p of points) {
      const d = (p[0] - x) ** 2 + (p[1] - y) ** 2;
      if (d < least) [least, best] = [d, p];
    }
    return best;
  });
}

/** unwrap lays a ring that crosses the date line out in one piece, east of it. */
const unwrap = (ring) => (ring.some((p, i) => i && Math.abs(p[0] - ring[i - 1][0]) > 180) ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring);

/** cut takes what the masks cover out of a country; it returns the piece. Polygons that no mask reaches stay untouched, byte for byte. */
function cut(country, masks) {
  const piece = [];
  for (const mask of masks) {
    const box = bounds(mask);
    const kept = [];
    for (const polygon of country.polygons) {
      if (!meet(box, bounds(polygon[0]))) {
        kept.push(polygon);
        continue;
      }
      const found = clip.intersection(polygon.map(unwrap), [mask]);
      if (!found.length) {
        kept.push(polygon);
        continue;
      }
      // The clipper drops points on straight lines, which neighbours still have: put them back.
      const whole = (part) => part.map((ring) => thread(ring, lacking(polygon.flat(), ring)));
      piece.push(...found.map(turn).map(whole));
      kept.push(...clip.difference(polygon.map(unwrap), [mask]).map(turn).map(whole));
    }
    country.polygons = kept;
  }
  return piece;
}

const key = (p) => p.join();

function lacking(points, ring) {
  const there = new Set(ring.map(key));
  const box = bounds(ring);
  return points.filter((p) => !there.has(key(p)) && meet(box, [p[0], p[1], p[0], p[1]]));
}

/** join puts points that cutting has made into the lines of neighbours that run through them, so that lines stay shared. */
function join(features, known) {
  const fresh = new Map();
  for (const f of features) for (const p of f.polygons.flat(2)) if (!known.has(key(p))) fresh.set(key(p), p);
  for (const f of features)
    for (const polygon of f.polygons)
      for (let r = 0; r < polygon.length; r++) {
        const box = bounds(polygon[r]);
        const near = [...fresh.values()].filter((p) => meet(box, [p[0], p[1], p[0], p[1]]));
        if (near.length) polygon[r] = thread(polygon[r], near);
      }
}

function thread(ring, points) {
  const out = [ring[0]];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = dx * dx + dy * dy;
    const on = points
      .map((p) => ({ p, t: ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length }))
      .filter(({ p, t }) => t > 1e-6 && t < 1 - 1e-6 && Math.abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) < 1e-5 * Math.sqrt(length));
    for (const { p } of on.sort((m, n) => m.t - n.t)) out.push(p);
    out.push(b);
  }
  return out;
}

/** pieces are the countries and the disputed areas, each with its polygons. */
function pieces() {
  const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
  const table = new Map(rows("countries.tsv", 5).map(([code, number, lon, lat, small]) => [number, { code, at: [+lon, +lat], small: +small }]));
  // Antarctica has no neighbours, no events, and a fifth of the points of a small map.
  const shapes = feature(atlas, atlas.objects.countries).features.filter((f) => f.properties.name !== "Antarctica");
  const base = shapes.map((f) => ({
    name: f.properties.name,
    code: table.get(f.id)?.code ?? (f.properties.name === "Indian Ocean Ter." ? "AUS" : null),
    polygons: polygons(f.geometry),
  }));
  const known = new Set(base.flatMap((f) => f.polygons.flat(2).map(key)));
  const areas = rows("disputed.tsv", 8).map(([id, from, held, code, claims, india, source, outline]) => {
    const area = { id, held, code: code === "-" ? null : code, claims: claims.split(","), india: india === "-" ? null : india, source };
    if (from.startsWith("=")) {
      const i = base.findIndex((f) => f.name === from.slice(1));
      if (i < 0) throw new Error(`disputed.tsv: ${id}: the base map has no ${from.slice(1)}`);
      return { ...area, polygons: base.splice(i, 1)[0].polygons };
    }
    const countries = from.split(",").map((a3) => base.find((f) => f.code === a3));
    const points = countries.flatMap((c) => c.polygons.flat(2));
    const masks = rings(outline, id).map((ring) => snap(ring, points)).map((ring) => [...ring, ring[0]]);
    const found = countries.flatMap((c) => cut(c, masks));
    if (!found.length) throw new Error(`disputed.tsv: ${id}: nothing of ${from} lies within its outline`);
    return { ...area, polygons: found };
  });
  const nameless = base.filter((f) => !f.code);
  if (nameless.length) throw new Error(`countries.tsv: no number for ${nameless.map((f) => f.name).join(", ")}`);
  join([...base, ...areas], known);
  return { base, areas, table };
}

/** world is the base map as TopoJSON: object "lands" of countries (id: ISO code) and areas (id: key; properties as in disputed.tsv), "points" by code. */
export function world() {
  const { base, areas, table } = pieces();
  const geo = (id, properties, list) => ({ type: "Feature", id, properties, geometry: { type: "MultiPolygon", coordinates: list } });
  const lands = {
    type: "FeatureCollection",
    features: [
      ...base.map((f) => geo(f.code, {}, f.polygons)),
      ...areas.map(({ id, held, code, claims, india, polygons: list }) => geo(id, { held, code, claims, india }, list)),
    ],
  };
  let map = presimplify(topology({ lands }, 1e5), sphericalTriangleArea);
  map = simplify(map, quantile(map, 1 - KEEP));
  map = filter(map, filterWeight(map, ISLAND, sphericalRingArea));
  map = quantize(map, GRID);
  delete map.bbox;
  map.points = Object.fromEntries([...table.values()].map(({ code, at, small }) => [code, small ? [...at, 1] : at]));
  return JSON.stringify(map);
}

if (process.argv[1] === new URL(import.meta.url).pathname) process.stdout.write(world());
