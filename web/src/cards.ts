// What the API gives of one event, one article and one decision, by the names that these pages use. The types come from the server's own document.
import type { components } from "../api";

type Schemas = components["schemas"];

/** Words is a stretch of an article with its bytes. */
export type Words = Schemas["ArticleWords"];
/** Amount is a counted thing in an article. */
export type Amount = Schemas["ArticleAmount"];
export type Told = Schemas["CardTold"];
export type Figure = Schemas["CardFigure"];

/** Card is all that is held of one event. */
export type Card = Schemas["Card"];
export type Account = Schemas["Account"];
/** Statement is one report as part of an account. */
export type Statement = Schemas["CardStatement"];
/** Quote is a sentence, and the words in it that say a thing. */
export type Quote = Schemas["CardQuote"];
export type Disagreement = Schemas["CardDisagreement"];
export type Position = Schemas["CardPosition"];
export type Omission = Schemas["CardOmission"];
export type CardArticle = Schemas["CardArticle"];
export type Source = Schemas["CardSource"];

/** Why says why the reports of an event are in it, and which came near. */
export type Why = Schemas["Why"];
export type Part = Schemas["Part"];

/** Marked is an article as the reader shows it. */
export type Marked = Schemas["Marked"];
export type MarkedReport = Schemas["MarkedReport"];
export type DefectNote = Schemas["Defect"];
/** Mark is a stretch of an article's bytes that carries something. */
export type Mark = Schemas["MarksMark"];
export type Block = Schemas["MarksBlock"];
export type Segment = Schemas["MarksSegment"];
export type MarkKind = Mark["kind"];

/** Explained says how one report came about. */
export type Explained = Schemas["ExportExplained"];
/** Step is one thing that the coder did. */
export type Step = Schemas["ArticleStep"];
export type Resolution = Schemas["ExportHow"];
/** RecordParty is a party as the record of one report has it. */
export type RecordParty = Schemas["ExportEntity"];

export type Report = Schemas["Report"];
export type ReportParty = Schemas["ArticleParty"];
export type Correction = Schemas["Correction"];
export type CorrectionPage = Schemas["CorrectionPage"];
export type Decided = Schemas["Decided"];
