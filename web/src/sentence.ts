// An event as a line that reads like a sentence: "Thai military fired on Cambodian civilians", "थाई लष्कराने कंबोडियन नागरिकांवर गोळीबार केला". The words and
// their order are the language's own: `say.TYPE.mode` is the sentence where somebody is held to have done it, `act.TYPE.mode` the phrase where it is not known
// who, or where it is planned, possible or denied. A template has {actor} and {recipient}, with a case after a colon ({recipient:on}), and [pieces
// that stand only where what they name is known|others that stand in their place]. Cases are texts too (`case.on.group`), with {n} the name and
// {o} its oblique form; which of the three (group, many, named) a party takes is told below. Nothing is said here that the codes do not.
import { has, inflect, t } from "./i18n";
import { country, demonym, partySaid } from "./names";
import { list } from "./format";
import type { EventLine, Party } from "./records";

/** Told is what a sentence is made of. */
export type Told = Pick<EventLine, "event" | "mode" | "status"> & { actor: Party[]; recipient: Party[]; place?: { country?: string } };

interface Phrase {
  n: string; // as it stands alone
  o: string; // as it takes case endings
  kind: "group" | "many" | "named"; // a body, several people, people by name or in the words of a text
}

// What would turn the direction of the words that follow.
const controls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// How many parties of a side a sentence names.
const namedMax = 2;

/** sentence says what happened. */
export function sentence(e: Told): string {
  const mode = e.mode[0];
  const key = mode && has(`say.${e.event}.${mode}`) ? `${e.event}.${mode}` : e.event;
  const home = e.place?.country;
  const actor = phrase(e.actor, home);
  // Where both are of one country, saying it once is enough.
  const recipient = phrase(e.recipient, home || common(e.actor));
  const held = e.status === "actual" || e.status === "historical";
  const text = actor && held ? fill(t(`say.${key}`), { actor, recipient }) : fill(t("head"), { actor, recipient }, fill(t(`act.${key}`), { recipient }));
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function common(parties: Party[]): string | undefined {
  const land = parties[0]?.country;
  return parties.every((p) => p.country === land) ? land : undefined;
}

// What belongs to the country where it happened needs no "Indian" before it.
function one(p: Party, home: string | undefined): Phrase {
  if (p.name || p.names || !p.sector) {
    const said = partySaid(p);
    const n = said.words ? `“${said.text.replace(controls, "")}”` : said.text;
    const { oblique, many } = inflect(n);
    return { n, o: oblique, kind: said.words || p.person ? "named" : many ? "many" : "group" };
  }
  const many = t("sectors.many").split(" ").includes(p.sector);
  const n = t(`sector.${p.sector}`);
  const o = t(`oblique.${p.sector}`);
  const kind = many ? "many" : "group";
  if (!p.country || p.country === home) return { n, o, kind };
  const adj = demonym(p.country);
  if (adj) return { n: t("party.of", { adj, sector: n }), o: t("party.of", { adj, sector: o }), kind };
  return { n: partySaid(p).text, o: t("party.in.oblique", { country: inflect(country(p.country)).oblique, sector: o }), kind };
}

function phrase(parties: Party[], home: string | undefined): Phrase | undefined {
  if (parties.length === 0) return undefined;
  const all = parties.slice(0, namedMax).map((p) => one(p, home));
  const seen = all.filter((p, i) => all.findIndex((x) => x.n === p.n) === i);
  if (seen.length === 1 && parties.length <= namedMax) return seen[0];
  const more = parties.length > namedMax ? [t("parties.others")] : [];
  return { n: list([...seen.map((p) => p.n), ...more]), o: list([...seen.map((p) => p.o), ...more]), kind: "named" };
}

function fill(template: string, parties: { actor?: Phrase; recipient?: Phrase }, act = ""): string {
  const known = (piece: string) => ![...piece.matchAll(/\{(actor|recipient)/g)].some((m) => !parties[m[1] as "actor" | "recipient"]);
  return template
    .replace(/\[([^\]|]*)(?:\|([^\]]*))?\]/g, (_, piece: string, other: string | undefined) => (known(piece) ? piece : (other ?? "")))
    .replace(/\{(actor|recipient)(?::(\w+))?\}/g, (_, who: "actor" | "recipient", ending: string | undefined) => {
      const p = parties[who];
      if (!p) return "";
      return ending ? t(`case.${ending}.${p.kind}`, { n: p.n, o: p.o }) : p.n;
    })
    .replace("{act}", act)
    .replace(/ {2,}/g, " ")
    .trim();
}
