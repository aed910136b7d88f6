// What the API gives, by the names of docs/formats/event.md, as pages use it. The server's document (openapi.json) is what is true.

export interface Names {
  [language: string]: string;
}

export interface Party {
  key: string;
  name?: string;
  country?: string;
  sector?: string;
  names?: Names;
  text?: Names;
  role?: string;
  side?: string;
  reports?: number;
  independent_sources?: number;
}

export interface Spot {
  name?: string;
  country?: string;
  admin1?: string;
  lat?: number;
  lon?: number;
  precision?: string;
  names?: Names;
  text?: Names;
  certainty?: number;
}

export interface FigureRange {
  kind: string;
  unit?: string;
  min?: number | null;
  max?: number | null;
}

export interface Counts {
  reports: number;
  articles: number;
  publishers: number;
  independent_sources: number;
}

/** EventLine is one event as lists show it. */
export interface EventLine {
  id: string;
  event: string;
  mode: string[];
  quad_code: number;
  event_scale: number;
  status: string;
  date?: string;
  enddate?: string;
  actor: Party[];
  recipient: Party[];
  place?: Spot;
  figures: FigureRange[];
  counts: Counts;
  languages: string[];
  disagreements: string[];
  confidence: number;
  corrected?: boolean;
}

export interface EventPage {
  events: EventLine[];
  next?: string;
}

/** Problem is an error of the API (RFC 9457): what is wrong, and where. */
export interface Problem {
  title: string;
  status: number;
  detail?: string;
  errors?: { message: string; location?: string; value?: unknown }[];
}
