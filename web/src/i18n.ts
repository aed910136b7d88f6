// The words of the interface. All stand in internal/ui/strings/<language>.tsv; the server's page names the file of its language, which is
// read once before the first page is drawn. A text has placeholders in braces: "{count} events". Where a number decides the form, the key
// has one line for each plural category of the language (`events.one`, `events.other`).

/** Params fill the placeholders of a text. */
export type Params = Record<string, string | number>;

const root = document.documentElement;

/** lang is the language of this page: en, mr, hi. */
export const lang = root.lang;

/** locale is how dates and numbers are written here: the language as this readership writes it ("en-IN"). */
export const locale = root.dataset["locale"] ?? lang;

/** languages are all that the interface speaks. */
export const languages: readonly string[] = (root.dataset["languages"] ?? lang).split(" ");

let strings: Record<string, string> = {};
let endings: Record<string, [oblique: string, many: boolean]> = {};
const plural = new Intl.PluralRules(locale);

/** loadStrings reads the words of this page's language. */
export async function loadStrings(): Promise<void> {
  const answer = await fetch(root.dataset["strings"] ?? "");
  if (!answer.ok) throw new Error(`strings: ${answer.status}`);
  ({ strings, endings } = (await answer.json()) as { strings: typeof strings; endings: typeof endings });
}

/** has tells whether there is a text for a key. */
export function has(key: string): boolean {
  return key in strings;
}

/** keysUnder lists the keys that begin so: what may be chosen of a family, as the types of events. */
export function keysUnder(prefix: string): string[] {
  return Object.keys(strings).filter((k) => k.startsWith(prefix));
}

/** t gives the text of a key, with its placeholders filled. A key without text gives itself: it is a mistake that tests find. */
export function t(key: string, params?: Params): string {
  const text = strings[key];
  if (text === undefined) {
    console.error(`no text for ${key}`);
    return key;
  }
  return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole)) : text;
}

/** tn gives the text of a key in the form that a number asks for; {count} is the number as the language writes it. */
export function tn(key: string, count: number, params?: Params): string {
  return t(`${key}.${plural.select(count)}`, { count: new Intl.NumberFormat(locale).format(count), ...params });
}

/** inflect gives the form of a name that takes case endings, and whether it names several, by the longest ending that strings/endings.tsv
 * has for it. */
export function inflect(name: string): { oblique: string; many: boolean } {
  for (let i = 0; i < name.length; i++) {
    const form = endings[name.slice(i)];
    if (form) return { oblique: name.slice(0, i) + form[0], many: form[1] };
  }
  return { oblique: name, many: false };
}
