// What the base map must hold: places lie in the pieces where readers look for them, lines between pieces are shared, the file stays small.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { geoArea, geoContains } from "d3-geo";
import { feature } from "topojson-client";
import { world } from "./make.mjs";

const text = world();
const map = JSON.parse(text);
const lands = feature(map, map.objects.lands).features.filter((f) => f.geometry);
const at = (lon, lat) => lands.filter((f) => geoContains(f, [lon, lat])).map((f) => f.id);

test("places lie in their piece, and in one only", () => {
  for (const [name, lon, lat, id] of [
    ["Mumbai, inland", 73.1, 19.2, "IND"], ["Pathankot", 75.65, 32.2, "IND"], ["Guwahati", 91.75, 26.15, "IND"], ["Dibrugarh", 94.9, 27.4, "IND"],
    ["Srinagar", 74.8, 34.08, "jammu-kashmir"], ["Leh", 77.58, 34.16, "jammu-kashmir"], ["Kargil", 76.13, 34.55, "jammu-kashmir"], ["Jammu", 74.86, 32.73, "jammu-kashmir"],
    ["Muzaffarabad", 73.47, 34.37, "gilgit-azad-kashmir"], ["Gilgit", 74.31, 35.92, "gilgit-azad-kashmir"], ["Skardu", 75.6, 35.3, "gilgit-azad-kashmir"],
    ["Siachen", 77.1, 35.4, "siachen"], ["Aksai Chin lake", 79.83, 35.2, "aksai-chin"], ["Shaksgam", 76.5, 36.05, "shaksgam"],
    ["Tawang", 91.87, 27.59, "arunachal"], ["Itanagar", 93.62, 27.09, "arunachal"], ["Walong", 97.0, 28.15, "arunachal"],
    ["Islamabad", 73.05, 33.7, "PAK"], ["Lahore", 74.3, 31.5, "PAK"], ["Hotan", 79.93, 37.1, "CHN"], ["Lhasa", 91.1, 29.65, "CHN"], ["Kathmandu", 85.32, 27.7, "NPL"],
    ["Simferopol", 34.1, 44.95, "crimea"], ["Kyiv", 30.5, 50.45, "UKR"], ["Donetsk", 37.8, 48.0, "ukraine-2022"], ["Rostov", 40.0, 47.4, "RUS"],
    ["Ramallah", 35.2, 31.9, "palestine"], ["Quneitra", 35.75, 33.0, "golan"], ["Laayoune", -13.0, 27.1, "western-sahara"], ["Tifariti", -10.5, 26.2, "western-sahara-east"],
    ["Pristina", 21.15, 42.65, "kosovo"], ["Taipei", 121.5, 25.0, "taiwan"], ["Hargeisa", 44.06, 9.56, "somaliland"], ["Abyei", 28.43, 9.6, "abyei"], ["Tiraspol", 29.6, 46.86, "transnistria"],
  ]) assert.deepEqual(at(lon, lat), [id], name);
});

test("no piece is inside out", () => {
  for (const f of lands) assert.ok(geoArea(f) < 0.5, `${f.id} covers ${geoArea(f)} steradians`); // Russia, the largest, covers 0.42
});

test("every line between a disputed area and its neighbours is shared", () => {
  // A line that only one piece has would be drawn as a coast. Inland areas must have none.
  const users = new Map();
  const ids = map.objects.lands.geometries;
  const arcs = (g) => (g.arcs ?? []).flat(Infinity).map((a) => (a < 0 ? ~a : a));
  for (const g of ids) for (const a of arcs(g)) users.set(a, (users.get(a) ?? new Set()).add(g.id));
  for (const id of ["jammu-kashmir", "gilgit-azad-kashmir", "aksai-chin", "siachen", "shaksgam", "arunachal", "demchok", "south-ossetia", "kosovo", "abyei", "golan"])
    for (const a of arcs(ids.find((g) => g.id === id)))
      assert.equal(users.get(a).size, 2, `${id} has a line of its own at ${JSON.stringify(map.arcs[a][0])}`);
});

test("in India's view India has all that it claims", () => {
  const own = map.objects.lands.geometries.filter((g) => g.properties?.india === "IND").map((g) => g.id).sort();
  assert.deepEqual(own, ["aksai-chin", "arunachal", "demchok", "gilgit-azad-kashmir", "jammu-kashmir", "kalapani", "nelang", "shaksgam", "siachen"]);
});

test("small enough, the same each time", () => {
  assert.ok(gzipSync(text, { level: 9 }).length < 130_000);
  assert.equal(world(), text);
});
