// Dates, numbers and figures as each language writes them. Intl decides, also which digits: Marathi news has Devanagari ones, Hindi and
// English news Latin ones. Days are "YYYY-MM-DD" without a zone, and are shown as that day wherever the reader sits.
import { locale, t } from "./i18n";

const numbers = new Intl.NumberFormat(locale);
const long = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
const year = new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });

/** number writes a number: 1,23,456 or १,२३,४५६. */
export function number(n: number): string {
  return numbers.format(n);
}

/** percent writes a share of 0 to 1. */
export function percent(share: number): string {
  return percents.format(share);
}

function utc(day: string): Date | null {
  const d = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(d.getTime()) ? d : null;
}

/** day writes a day in full: 4 March 2026. What is no day stands as it is. */
export function day(iso: string): string {
  const d = utc(iso);
  return d ? long.format(d) : iso;
}

/** dayName gives the day of the week. */
export function dayName(iso: string): string {
  const d = utc(iso);
  return d ? weekday.format(d) : "";
}

/** days writes a stretch of days as short as it can be said: a whole month as "March 2026", a whole year as "2026". */
export function days(start: string, end: string): string {
  const a = utc(start);
  const b = utc(end || start);
  if (!a || !b) return start;
  if (start === (end || start)) return short.format(a);
  const next = new Date(b.getTime() + 86_400_000); // the day after
  if (a.getUTCDate() === 1 && next.getUTCDate() === 1) {
    if (a.getUTCMonth() === b.getUTCMonth() && a.getUTCFullYear() === b.getUTCFullYear()) return month.format(a);
    if (a.getUTCMonth() === 0 && next.getUTCMonth() === 0 && a.getUTCFullYear() === b.getUTCFullYear()) return year.format(a);
  }
  return short.formatRange(a, b);
}

/** published writes when an article came out: a day, or day and hour by the paper's own clock, as it printed them. What has no zone but UTC
 * is a moment of this server, and shown by the reader's clock. */
export function published(when: string): string {
  if (when.length <= 10) return utc(when) ? short.format(utc(when) as Date) : when;
  const own = printed(when);
  if (own) return `${short.format(own)}, ${hour.format(own)}`;
  const d = new Date(when);
  return Number.isNaN(d.getTime()) ? when : moment.format(d);
}

/** clock gives the hour of a moment by the clock of its own zone; nothing for a day. */
export function clock(when: string): string {
  const own = printed(when);
  return own ? hour.format(own) : "";
}

// printed is a moment of a zone, taken as if that zone were UTC.
function printed(when: string): Date | null {
  const m = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?[+-]\d{2}:?\d{2}$/.exec(when);
  const d = m && new Date(`${m[1]}T${m[2]}:00Z`);
  return d && !Number.isNaN(d.getTime()) ? d : null;
}

/** range writes the span of a figure: 5, 5–9, at least 5. */
export function range(min: number | null | undefined, max: number | null | undefined): string {
  if (min == null && max == null) return "";
  if (min == null) return t("figure.at_most", { max: number(max as number) });
  if (max == null) return t("figure.at_least", { min: number(min) });
  return min === max ? number(min) : `${number(min)}–${number(max)}`;
}

// Large sums are told in lakhs and crores, as the papers of these languages count.
const lakh = 1e5;
const crore = 1e7;

/** money writes a span of amounts of a currency: ₹18,000 crore. */
export function money(min: number | null | undefined, max: number | null | undefined, currency: string): string {
  let f: Intl.NumberFormat;
  try {
    f = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 1, minimumFractionDigits: 0 });
  } catch {
    return `${range(min, max)} ${currency}`; // no code that Intl knows
  }
  const amount = (n: number) =>
    n >= crore ? t("money.crore", { amount: f.format(n / crore) }) : n >= lakh ? t("money.lakh", { amount: f.format(n / lakh) }) : f.format(n);
  if (min == null) return max == null ? "" : t("figure.at_most", { max: amount(max) });
  if (max == null) return t("figure.at_least", { min: amount(min) });
  return min === max ? amount(min) : `${amount(min)} – ${amount(max)}`;
}

const lists = new Intl.ListFormat(locale, { type: "conjunction" });

/** list joins words: a, b and c. */
export function list(words: string[]): string {
  const parts = lists.formatToParts(words).map((p) => p.value);
  // No comma before the last "and", which some tables of Intl have and no paper prints.
  if (parts.length > 3) parts[parts.length - 2] = (parts[parts.length - 2] ?? "").replace(/^,\s*/, " ");
  return parts.join("");
}
