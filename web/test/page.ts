// What a page finds around it, for tests: its language, the words of that language, the names of a few countries.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const strings = join(process.env["BAKHAR_WEB"] ?? ".", "../internal/ui/strings");

function rows(file: string): string[][] {
  return readFileSync(join(strings, file), "utf8")
    .split("\n")
    .filter((l) => l && !l.startsWith("#"))
    .map((l) => l.split("\t"));
}

const countries: Record<string, Record<string, [name: string, adjective: string]>> = {
  en: { IND: ["India", "Indian"], THA: ["Thailand", "Thai"], KHM: ["Cambodia", "Cambodian"], USA: ["United States", "American"] },
  mr: { IND: ["भारत", "भारतीय"], THA: ["थायलंड", "थाई"], KHM: ["कंबोडिया", "कंबोडियन"], USA: ["अमेरिका", "अमेरिकन"] },
  hi: { IND: ["भारत", "भारतीय"], THA: ["थाईलैंड", "थाई"], KHM: ["कंबोडिया", "कंबोडियाई"], USA: ["अमेरिका", "अमेरिकी"] },
};

/** stand puts a page of a language around the modules that are imported after it. */
export function stand(lang: string): void {
  const words = Object.fromEntries(rows(`${lang}.tsv`)) as Record<string, string>;
  const endings = Object.fromEntries(
    rows("endings.tsv")
      .filter((r) => r[0] === lang)
      .map(([, ending, form, number]) => [ending, [form, number === "many"]]),
  );
  const names = countries[lang] ?? {};
  const answers: Record<string, unknown> = {
    "/strings": { strings: words, endings },
    [`/api/v1/names/${lang}`]: {
      countries: Object.fromEntries(Object.entries(names).map(([c, n]) => [c, n[0]])),
      demonyms: Object.fromEntries(Object.entries(names).map(([c, n]) => [c, n[1]])),
    },
  };
  Object.assign(globalThis, {
    document: { documentElement: { lang, dataset: { locale: words["locale"], languages: "en hi mr", strings: "/strings" } } },
    fetch: async (url: string) => ({ ok: true, status: 200, json: async () => answers[url] }),
  });
}
