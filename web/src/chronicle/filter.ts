// The filters of the chronicle as they stand in the address, by the names of the API; and each as words, for the chips above the list.
import { day, number } from "../format";
import { has, t } from "../i18n";
import { codeSaid } from "../names";

/** filters are the names that the API takes, in the order of the chips. */
export const filters = [
  "text",
  "from",
  "to",
  "quad",
  "type",
  "mode",
  "status",
  "party",
  "with",
  "actor",
  "recipient",
  "place",
  "publisher",
  "language",
  "disagreement",
  "sources_min",
  "confidence",
] as const;

export type FilterName = (typeof filters)[number];

/** Chosen is one value of one filter. */
export interface Chosen {
  name: FilterName;
  value: string;
}

/** chosen gives what is filtered by. */
export function chosen(query: URLSearchParams): Chosen[] {
  return filters.flatMap((name) => query.getAll(name).map((value) => ({ name, value })));
}

/** asQuery gives the filters alone, and what is added to them, as the query of a request. */
export function asQuery(query: URLSearchParams, more: Record<string, string | number> = {}): string {
  const out = new URLSearchParams(chosen(query).map((c) => [c.name, c.value]));
  for (const [name, value] of Object.entries(more)) out.set(name, String(value));
  const q = out.toString();
  return q ? `?${q}` : "";
}

// The families of strings that name the values of a filter.
const families: Partial<Record<FilterName, string>> = { type: "type.", quad: "quad.", status: "status.", language: "language.", disagreement: "disagreement." };

/** chipText says a filter in words. */
export function chipText({ name, value }: Chosen): string {
  const family = families[name];
  if (family && has(family + value)) return name === "disagreement" ? t("chip.disagreement", { value: t(`disagreement.${value}`) }) : t(family + value);
  switch (name) {
    case "from":
    case "to":
      return t(`chip.${name}`, { value: day(value) });
    case "party":
    case "with":
    case "actor":
    case "recipient":
    case "place":
      return t(`chip.${name}`, { value: codeSaid(value) });
    case "sources_min":
      return t("chip.sources_min", { value: number(Number(value)) });
    case "text":
    case "publisher":
      return t(`chip.${name}`, { value });
    default:
      return `${name}: ${value}`;
  }
}
