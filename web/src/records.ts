// What the API gives, by the names that pages use. The types come from the server's own document (`make web/api.d.ts`).
import type { components } from "../api";

type Schemas = components["schemas"];

/** EventLine is one event as lists show it. */
export type EventLine = Schemas["EventLine"];
export type EventPage = Schemas["EventPage"];
/** DisagreementLine is an event with the matters on which its accounts differ. */
export type DisagreementLine = Schemas["DisagreementLine"];
export type DisagreementPage = Schemas["DisagreementPage"];
export type Disagreement = Schemas["CardDisagreement"];
export type Position = Schemas["CardPosition"];
export type Found = Schemas["Found"];
export type ActorCount = Schemas["ActorCount"];
export type PlaceCount = Schemas["PlaceCount"];
export type ArticleLine = Schemas["ArticleLine"];
export type Stats = Schemas["Stats"];
export type ByQuad = Schemas["ByQuad"];
export type PlaceList = Schemas["PlaceList"];
export type ActorList = Schemas["ActorList"];
export type Bucket = Schemas["Bucket"];
export type Timeline = Schemas["Timeline"];
export type Edge = Schemas["Edge"];
export type Network = Schemas["Network"];
export type Desk = Schemas["Desk"];
export type Health = Schemas["Health"];
export type Intake = Schemas["Intake"];
export type Run = Schemas["Run"];
export type Counts = Schemas["CardCounts"];
export type FigureRange = Schemas["CardRange"];
export type NameList = Schemas["NameList"];

/** Names is what something is called, by language. */
export interface Names {
  [language: string]: string;
}

/** Party is somebody who took part, as much as is needed to name it; the API's Actor, Party and Label are such. */
export interface Party {
  key: string;
  name?: string;
  country?: string;
  sector?: string;
  person?: boolean;
  names?: Names;
  text?: Names;
}

/** Spot is a place, as much as is needed to name it. */
export interface Spot {
  name?: string;
  country?: string;
  precision?: string;
  names?: Names;
  text?: Names | string;
}

/** Problem is an error of the API (RFC 9457): what is wrong, and where. */
export interface Problem {
  title: string;
  status: number;
  detail?: string;
  errors?: { message?: string; location?: string; value?: unknown }[];
}
