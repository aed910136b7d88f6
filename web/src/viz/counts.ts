// How the overview pages reckon with what the API counts, and how they say it.
import { number } from "../format";
import { lang, t, tn } from "../i18n";
import { country, group } from "../names";
import type { ByQuad, Names, PlaceCount } from "../records";

/** quads are the classes as they are drawn, in their order: deeds outside, words inside. */
export const quads = [2, 1, 3, 4] as const;

/** inQuads gives the counts in the order of `quads`. */
export function inQuads(q: ByQuad): [number, number, number, number] {
  return [q.material_cooperation, q.verbal_cooperation, q.verbal_conflict, q.material_conflict];
}

/** sum adds counts up. */
export function sum(all: ByQuad[]): ByQuad {
  const out = { verbal_cooperation: 0, material_cooperation: 0, verbal_conflict: 0, material_conflict: 0 };
  for (const q of all) {
    out.verbal_cooperation += q.verbal_cooperation;
    out.material_cooperation += q.material_cooperation;
    out.verbal_conflict += q.verbal_conflict;
    out.material_conflict += q.material_conflict;
  }
  return out;
}

/** inWords says what the events are like, for those who do not see the colours: "12 events: 8 conflict in deeds, 4 …". */
export function inWords(events: number, q: ByQuad): string {
  const parts = inQuads(q)
    .map((n, i) => [n, quads[i] as number] as const)
    .filter(([n]) => n > 0)
    .sort((a, b) => b[0] - a[0])
    .map(([n, quad]) => t("viz.part", { count: number(n), what: small(t(`quad.${quad}`)) }));
  return parts.length ? `${tn("viz.events", events)}: ${parts.join(", ")}` : tn("viz.events", events);
}

// Within a sentence the classes begin small, where letters have two sizes.
function small(text: string): string {
  return text.charAt(0).toLocaleLowerCase(lang) + text.slice(1);
}

/** actorName is what a party is called: its name in this language, else what it is by country and sector. */
export function actorName(a: { key: string; name?: string; country?: string; sector?: string; names?: Names }): string {
  const known = a.names?.[lang];
  if (known) return known;
  if (a.name) return a.name;
  if (a.country && a.sector) return group(a.country, a.sector);
  if (a.country) return country(a.country);
  if (a.sector) return t(`sector.${a.sector}`);
  return a.key;
}

/** placeName is what a place is called, without its country. */
export function placeName(p: PlaceCount): string {
  if (!p.name || p.precision === "country") return country(p.country);
  return p.names?.[lang] ?? p.name;
}
