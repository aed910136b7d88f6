// The filters of the chronicle as they stand in addresses: the overview pages count what the chronicle lists under the same ones.
import { filters as names } from "../chronicle/filter";
import { href } from "../router";

/** filters are those of an address, without some. */
export function filters(query: URLSearchParams, without: string[] = []): URLSearchParams {
  const out = new URLSearchParams();
  for (const name of names) if (!without.includes(name)) for (const value of query.getAll(name)) out.append(name, value);
  return out;
}

/** having gives filters with more: each name set anew. */
export function having(query: URLSearchParams, more: Record<string, string | string[]>): URLSearchParams {
  const out = new URLSearchParams(query);
  for (const [name, value] of Object.entries(more)) {
    out.delete(name);
    for (const v of Array.isArray(value) ? value : [value]) out.append(name, v);
  }
  return out;
}

/** ask writes the path of a question to the API. */
export function ask(path: string, query: URLSearchParams, more: Record<string, string | string[]> = {}): string {
  const q = having(query, more).toString();
  return q ? `${path}?${q}` : path;
}

/** chronicle is the address of the chronicle with these filters. */
export function chronicle(query: URLSearchParams, more: Record<string, string | string[]> = {}): string {
  return href("", "", having(query, more));
}

/** between are the filters for what two did to each other, in either direction. */
export function between(a: string, b: string): Record<string, string> {
  return { party: a, with: b };
}

