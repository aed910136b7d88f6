// What parties and places are called in the language of this page. Names of countries come from the gazetteer (/names/{lang}), are read once,
// and where they could not be read, codes are shown.
import { request } from "./api";
import { has, lang, t } from "./i18n";
import type { NameList, Names, Party, Spot } from "./records";

let countries: Record<string, string> = {};
let demonyms: Record<string, string> = {};

/** loadNames reads the names of countries; it never fails. */
export async function loadNames(): Promise<void> {
  try {
    ({ countries, demonyms } = await request<NameList>(`/names/${lang}`));
  } catch {
    countries = demonyms = {};
  }
}

/** country gives the name of a country by its code. */
export function country(code: string): string {
  if (has(`country.${code}`)) return t(`country.${code}`); // what is between states: IGO, NGO …
  return countries[code] ?? code;
}

/** demonym gives what belongs to a country: Thai; undefined where there is none. */
export function demonym(code: string): string | undefined {
  return demonyms[code];
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

function pick(names: Names | string | undefined): Said | undefined {
  if (!names) return undefined;
  if (typeof names === "string") return { text: names, lang: "" };
  const own = names[lang];
  if (own) return { text: own, lang };
  const other = Object.keys(names).sort()[0];
  return other ? { text: names[other] as string, lang: other } : undefined;
}

/** partySaid gives the best name of a party for this reader: its known name, else what it is ("Thai military"), else the words of a text. */
export function partySaid(p: Party): Said {
  if (p.name || p.names) {
    const own = p.names?.[lang];
    if (own) return { text: own, lang };
    return p.name ? { text: p.name, lang: "en" } : (pick(p.names) as Said);
  }
  if (p.country && p.sector) return { text: group(p.country, p.sector), lang };
  if (p.sector) return { text: t(`sector.${p.sector}`), lang };
  if (p.country) return { text: country(p.country), lang };
  const words = pick(p.text);
  return words ? { ...words, words: true } : { text: t("party.unknown"), lang };
}

/** group gives what a party is by country and sector: "Thai military"; where the country has no adjective "military (United Nations)". */
export function group(land: string, sector: string): string {
  const what = t(`sector.${sector}`);
  const adj = demonyms[land];
  return adj ? t("party.of", { adj, sector: what }) : t("party.in", { country: country(land), sector: what });
}

/** partyCode is what the filters party, actor and recipient take for a party: a code, or its name. */
export function partyCode(p: Party): string {
  if (p.name && !(p.country && p.key === `${p.country}/`)) return p.name;
  return [p.country, p.sector].filter(Boolean).join("/") || p.key;
}

/** codeSaid says a filter's value as words: "RUS/MIL" is the Russian military; what is no code stands as it is. */
export function codeSaid(code: string): string {
  const m = /^([A-Z]{3})?(?:\/([A-Z]{3})?)?$/.exec(code);
  const [, land, sector] = m ?? [];
  if (land && sector && has(`sector.${sector}`)) return group(land, sector);
  if (land) return country(land);
  return sector && has(`sector.${sector}`) ? t(`sector.${sector}`) : code;
}

/** keySaid names an account or side by its key, with the names that came beside it: a party, or a publisher in its own voice. */
export function keySaid(key: string, names: Record<string, Names> = {}, publishers: string[] = []): Said {
  const known = names[key];
  if (known) return pick(known) as Said;
  const own = /^publisher:(.*)$/s.exec(key);
  if (own) {
    const name = own[1] as string; // a text may write it in its own way
    const folded = name.toLocaleLowerCase();
    return { text: publishers.find((p) => p.toLocaleLowerCase() === folded) ?? name, lang: "" };
  }
  const said = codeSaid(key);
  return { text: said, lang: said === key ? "" : lang };
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
