export { EventCard } from "./card";
export { Matters } from "./matter";
export { Bdi, Day, PartyName, Parties, Place } from "./names";
export { Contexts, Counts, DisagreementMark, Figures, Languages, QuadShape, StatusMark, TypeBadge } from "./event";
export { Empty, ErrorNote, Loading, Pager } from "./states";
