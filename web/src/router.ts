// Addresses: /{language}/{page}/{rest}?{filters}. The page is a name of pages/index.ts, the chronicle's is empty. Links of this site are
// followed without loading anew; what a page shows stands in its address, so that it can be sent to somebody else.
import { useEffect, useState } from "preact/hooks";
import { lang } from "./i18n";

/** Location is where the reader is. */
export interface Location {
  page: string;
  rest: string;
  query: URLSearchParams;
}

const changed = "bakhar:navigated";

function here(): Location {
  const [, , page = "", ...rest] = location.pathname.split("/");
  return { page, rest: rest.map(decode).join("/"), query: new URLSearchParams(location.search) };
}

// An address that somebody typed may hold what is no encoding.
function decode(s: string): string {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}

/** href is the address of a page in this language; parts of the path are encoded. */
export function href(page: string, rest = "", query?: URLSearchParams): string {
  const path = `/${lang}/${page}${rest ? "/" + rest.split("/").map(encodeURIComponent).join("/") : ""}`;
  const q = query?.toString();
  return q ? `${path}?${q}` : path;
}

/** inLanguage is the address of this very page in another language. */
export function inLanguage(other: string): string {
  return location.pathname.replace(/^\/[^/]+/, `/${other}`) + location.search;
}

/** navigate goes to an address of this site. `replace` puts it in the place of this one, where going back should not see it. */
export function navigate(to: string, { replace = false, keepScroll = false } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  dispatchEvent(new CustomEvent(changed, { detail: { keepScroll } }));
}

/** setQuery changes filters in the address of this page: a list sets a name anew, null or an empty list takes it out. */
export function setQuery(change: Record<string, string | string[] | null>, options?: { replace?: boolean }): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) {
    query.delete(name);
    for (const v of value === null ? [] : Array.isArray(value) ? value : [value]) if (v !== "") query.append(name, v);
  }
  const q = query.toString();
  navigate(location.pathname + (q ? `?${q}` : ""), { ...options, keepScroll: true });
}

/** useLocation gives where the reader is, and draws anew when that changes. */
export function useLocation(): Location {
  const [at, set] = useState(here);
  useEffect(() => {
    const update = () => set(here());
    addEventListener(changed, update);
    addEventListener("popstate", update);
    return () => {
      removeEventListener(changed, update);
      removeEventListener("popstate", update);
    };
  }, []);
  return at;
}

/** followLinks makes links of this site change the page instead of loading it. `arrived` runs after each. */
export function followLinks(arrived: (keepScroll: boolean) => void): () => void {
  const click = (e: MouseEvent) => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    const a = (e.target as Element).closest?.("a");
    if (!a || a.target || a.hasAttribute("download") || a.origin !== location.origin || !a.pathname.startsWith(`/${lang}/`)) return;
    if (a.hash && a.pathname === location.pathname && a.search === location.search) return; // a place on this page
    e.preventDefault();
    navigate(a.href);
  };
  const nav = (e: Event) => arrived(Boolean((e as CustomEvent<{ keepScroll: boolean }>).detail?.keepScroll));
  addEventListener("click", click);
  addEventListener(changed, nav);
  return () => {
    removeEventListener("click", click);
    removeEventListener(changed, nav);
  };
}
