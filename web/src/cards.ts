// What the API gives of one event, one article and one decision, by the names of docs/formats/event.md and record.md, as these pages use it.
// The server's document (openapi.json) is what is true.
import type { Counts, FigureRange, Names, Party, Spot } from "./records";

/** Words is a stretch of an article with its bytes. */
export interface Words {
  text: string;
  start: number;
  end: number;
}

/** Amount is a counted thing in an article. */
export interface Amount extends Words {
  min: number | null;
  max: number | null;
  unit?: string;
  kind?: string;
}

export interface Told {
  start: string;
  end: string;
  text?: Words;
}

export interface Figure {
  kind: string;
  unit?: string;
  now: Amount[];
  article: string;
  before?: { amounts: Amount[]; article: string; published?: string }[];
}

/** Statement is one report as part of an account. */
export interface Statement {
  report: string;
  article: string;
  publisher?: string;
  language: string;
  published?: string;
  source: number;
  event: string;
  mode?: string[];
  status: string;
  actor?: Party[];
  recipient?: Party[];
  date_told?: Told;
  event_loc?: Spot & Words;
  quantities?: Amount[];
  via?: Party[];
  quoted?: boolean;
  event_text: Words[];
  sentence: Words;
  carried?: string[];
}

export interface Account {
  party: Party;
  voice: "party" | "publisher";
  status: string;
  actor?: Party[];
  recipient?: Party[];
  figures?: Figure[];
  date_told?: Told;
  event_loc?: Spot & Words;
  statements: Statement[];
  publishers: string[];
  languages: string[];
  articles: string[];
}

/** Quote is a sentence, and the words in it that say a thing. */
export interface Quote extends Words {
  mark?: Words;
  article: string;
  report: string;
  publisher?: string;
  language: string;
}

export interface Position {
  status?: string;
  actor?: Party[];
  figure?: FigureRange;
  date_told?: Told;
  event_loc?: Spot;
  sides: { side: string; accounts: string[]; quotes: Quote[] }[];
}

export interface Disagreement {
  kind: string;
  of?: string;
  positions: Position[];
}

export interface Omission {
  account: string;
  what: string;
  of?: string;
  told: Quote[];
}

export interface CardArticle {
  id: string;
  url?: string;
  publisher?: string;
  title?: string;
  language: string;
  published?: string;
  source: number;
}

export interface Source {
  articles: string[];
  publishers: string[];
  languages: string[];
  why?: { kind: string; of?: string; articles: string[] }[];
}

/** Card is all that is held of one event. */
export interface Card {
  id: string;
  event: string[];
  mode: string[];
  context: string[];
  quad_code: number;
  event_scale: number;
  status: string;
  actor: Party[];
  recipient: Party[];
  date: string;
  enddate: string;
  date_basis?: string;
  date_certainty: number;
  event_loc?: Spot;
  figures?: FigureRange[];
  confidence: number;
  types: { event: string; reports: number; independent_sources: number }[];
  counts: Counts;
  languages: Record<string, Counts>;
  first_published?: string;
  last_published?: string;
  reports: { id: string; article: string; account: string; confidence: number; judged?: boolean }[];
  articles: CardArticle[];
  sources: Source[];
  accounts: Account[];
  disagreements?: Disagreement[];
  omissions?: Omission[];
  names: Record<string, Names>;
}

export interface Part {
  name: string;
  points: number;
}

/** Why says why the reports of an event are in it, and which came near. */
export interface Why {
  event: string;
  needed: number;
  members: { report: string; link?: string; points: number; parts?: Part[]; tied?: boolean }[];
  near?: { report: string; event: string; member: string; points: number; parts?: Part[]; why: string }[];
  reports: Record<string, { article: string; type: string; text: string; start: number; end: number }>;
  articles: CardArticle[];
}

export interface ArticleLine {
  id: string;
  url?: string;
  publisher?: string;
  author?: string;
  title?: string;
  language: string;
  published?: string;
  health: number;
  defects: number;
  replaced?: string;
}

export type MarkKind = "trigger" | "actor" | "recipient" | "place" | "time" | "quantity" | "says" | "defect";

/** Mark is a stretch of an article's bytes that carries something. */
export interface Mark {
  kind: MarkKind;
  report?: string;
  defect?: number;
  label?: string;
  start: number;
  end: number;
}

export interface Segment {
  text: string;
  marks: number[];
  hidden?: string;
  broken?: number;
}

export interface Block {
  start: number;
  end: number;
  long?: boolean;
  segments: Segment[];
}

export interface MarkedReport {
  id: string;
  event?: string;
  type: string;
  mode: string[];
  quad_code: number;
  status: string;
  actor: Party[];
  recipient: Party[];
  date?: string;
  enddate?: string;
  place?: Spot;
  confidence: number;
  rule: string;
  judged?: "accept" | "edit" | "reject";
  start: number;
  end: number;
}

export interface DefectNote {
  kind: string;
  message: Names;
  start: number;
  end: number;
  other?: { start: number; end: number };
}

/** Marked is an article as the reader shows it. */
export interface Marked extends Omit<ArticleLine, "defects"> {
  reports: MarkedReport[];
  defects: DefectNote[];
  blocks: Block[];
  marks: Mark[];
  rest: number;
  bytes: number;
  copies: ArticleLine[];
}

/** RecordParty is a party as the record of one report has it. */
export interface RecordParty extends Words {
  name?: string;
  wikidata_id?: string;
  country?: string;
  sector?: string;
  role?: string;
  verb?: string;
}

/** Step is one thing that the coder did. */
export interface Step {
  step: "class" | "compose" | "negate" | "clause" | "argument" | "rule" | "place" | "found" | "possible" | "carried";
  words?: string;
  class?: string;
  with?: string;
  makes?: string;
  form?: string;
  features?: string;
  mark?: string;
  parties?: { country?: string; sector?: string; name?: string; how?: string }[];
  rule?: string;
  actor?: string[];
  recipient?: string[];
  why?: string;
  of?: string;
  before?: boolean;
  place?: { name: string; admin1?: string; country?: string; population: number; cost: number; exact: boolean; spelling: string };
}

export interface Resolution {
  by?: string;
  kb_id?: string;
  assumed?: boolean;
}

/** Explained says how one report came about. */
export interface Explained {
  event: {
    id: string;
    date?: string;
    enddate?: string;
    date_text?: Words;
    event: string[];
    mode: string[];
    actor: RecordParty[];
    recipient: RecordParty[];
    event_loc?: Words & { name?: string; country?: string; precision?: string };
    quantities?: Amount[];
    status: string;
    attribution?: RecordParty[];
    quoted: boolean;
    event_text: Words[];
    sentence: Words;
    rule: string;
    confidence: number;
  };
  named: { actor: Resolution[]; recipient: Resolution[]; attribution: Resolution[] };
  confidence: { value: number; base: number; grounds: { ground: string; weight: number; off_confidence?: boolean }[] };
  trace: Step[];
}

export interface Correction {
  id: number;
  kind: string;
  analyst: string;
  reason: string;
  made: string;
  targets: { article: string; start: number; end: number; report: string }[];
  changes?: { field: string; old?: unknown; new?: unknown }[];
  undoes?: number;
  in_force: boolean;
}

export interface CorrectionPage {
  corrections: Correction[];
  next?: string;
}

export interface Decided {
  corrections: number[];
  events: string[];
}
