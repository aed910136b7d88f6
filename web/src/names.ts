// What countries are called in the language of this page, by the three letters of their code. The gazetteer knows them (/names/{lang});
// they are read once, beside the words of the interface. Where they could not be read, codes are shown.
import { request } from "./api";
import { has, lang, t } from "./i18n";
import type { Names, Party, Spot } from "./records";

let countries: Record<string, string> = {};
let adjectives: Record<string, string> = {}; // Thai, Indian

/** loadNames reads the names of countries; it never fails. */
export async function loadNames(): Promise<void> {
  try {
    const answer = await request<{ names: Record<string, string>; adjectives?: Record<string, string> }>(`/names/${lang}`);
    countries = answer.names;
    adjectives = answer.adjectives ?? {};
  } catch {
    countries = {};
  }
}

/** country gives the name of a country by its code. */
export function country(code: string): string {
  if (has(`country.${code}`)) return t(`country.${code}`); // what is between states: IGO, NGO …
  return countries[code] ?? code;
}

/** allCountries gives codes and names, in the order of the language. */
export function allCountries(): [code: string, name: string][] {
  const order = new Intl.Collator(lang);
  return Object.entries(countries).sort((a, b) => order.compare(a[1], b[1]));
}

/** Said is how something is called: in this language, or in the words of a text of another. */
export interface Said {
  text: string;
  lang: string;
  words?: boolean; // the words of a text, not a name that we know
}

function pick(names: Names | undefined): Said | undefined {
  if (!names) return undefined;
  const own = names[lang];
  if (own) return { text: own, lang };
  const other = Object.keys(names).sort()[0];
  return other ? { text: names[other] as string, lang: other } : undefined;
}

/** partySaid gives the best name of a party for this reader: its known name, else what it is ("Thailand's army"), else the words of a text. */
export function partySaid(p: Party): Said {
  const known = p.names?.[lang];
  if (known) return { text: known, lang };
  if (p.name) return pick(p.names) ?? { text: p.name, lang: "en" };
  if (p.country && p.sector) return { text: group(p.country, p.sector), lang };
  if (p.country && !p.text) return { text: country(p.country), lang };
  if (p.sector) return { text: t(`sector.${p.sector}`), lang };
  const words = pick(p.text);
  if (words) return { ...words, words: true };
  return { text: p.country ? country(p.country) : t("party.unknown"), lang };
}

/** group gives what a party is by country and sector: "Thai military"; where the country has no adjective "military (United Nations)". */
export function group(land: string, sector: string): string {
  const what = t(`sector.${sector}`);
  const adj = adjectives[land];
  return adj ? t("party.of", { adj, sector: what }) : t("party.in", { country: country(land), sector: what });
}

/** placeSaid gives the name of a place, without its country. */
export function placeSaid(s: Spot): Said | undefined {
  const known = s.names?.[lang];
  if (known) return { text: known, lang };
  if (s.precision === "country" && s.country) return { text: country(s.country), lang };
  if (s.name) return { text: s.name, lang: "en" };
  const words = pick(s.text);
  return words && { ...words, words: true };
}
