// The pages: the name in the address, and what loads it. A page's file has its name (pages/map.tsx, the chronicle's is pages/chronicle.tsx)
// and exports a component as default; the string `page.NAME` is its title. Each is a script of its own that is loaded when it is gone to.
import type { ComponentType } from "preact";
import type { Location } from "../router";

/** PageProps is what each page is given: where the reader is. */
export interface PageProps {
  at: Location;
}

interface Entry {
  load: () => Promise<{ default: ComponentType<PageProps> }>;
  menu?: boolean; // it stands in the menu, in the order of this table
}

export const pages: Record<string, Entry> = {
  chronicle: { load: () => import("./chronicle"), menu: true },
  map: { load: () => import("./map"), menu: true },
  timeline: { load: () => import("./timeline"), menu: true },
  network: { load: () => import("./network"), menu: true },
  desk: { load: () => import("./desk"), menu: true },
  corrections: { load: () => import("./corrections"), menu: true },
  event: { load: () => import("./event") },
  article: { load: () => import("./article") },
  search: { load: () => import("./search") },
  about: { load: () => import("./about"), menu: true },
  api: { load: () => import("./api") },
  login: { load: () => import("./login") },
};
