// The way to the API. Requests go to this host only; an error is always a Problem, also where the network or the server gives none.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "./records";

/** base is where the API lives. */
export const base = "/api/v1";

/** Failed is thrown where a request came to nothing. */
export class Failed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

/** request asks the API; the path is below /api/v1 and starts with a slash. */
export async function request<T>(path: string, options: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(base + path, { headers: { Accept: "application/json" }, ...options });
  } catch (e) {
    if ((e as Error).name === "AbortError") throw e;
    throw new Failed({ title: "offline", status: 0 });
  }
  if (!answer.ok) throw new Failed(await problem(answer));
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function problem(answer: Response): Promise<Problem> {
  try {
    const p = (await answer.json()) as Partial<Problem>;
    return { title: p.title ?? answer.statusText, status: p.status ?? answer.status, detail: p.detail, errors: p.errors };
  } catch {
    return { title: answer.statusText, status: answer.status };
  }
}

/** post sends something; the API knows this page by its cookie and by `csrf` of the session, in a header that no other site's form can set. */
export function post<T>(path: string, body: unknown, method: "POST" | "DELETE" = "POST", csrf = ""): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "Content-Type": "application/json" };
  if (csrf) headers["X-CSRF-Token"] = csrf;
  return request<T>(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** Answer is what is known of a request: nothing yet, what came, or why nothing did. `again` asks once more. */
export interface Answer<T> {
  data?: T;
  problem?: Problem;
  loading: boolean;
  again: () => void;
}

/** useApi asks whenever the path changes, and keeps what it has until the next answer is there; null asks nothing. */
export function useApi<T>(path: string | null): Answer<T> {
  const [state, set] = useState<{ data?: T; problem?: Problem; loading: boolean }>({ loading: path !== null });
  const [turn, setTurn] = useState(0);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (path === null) {
      set({ loading: false });
      return;
    }
    const stop = new AbortController();
    set((s) => ({ ...s, loading: true }));
    request<T>(path, { signal: stop.signal })
      .then((data) => set({ data, loading: false }))
      .catch((e: unknown) => {
        if (e instanceof Failed) set({ problem: e.problem, loading: false });
        else if (!stop.signal.aborted) throw e;
      });
    asked.current = path;
    return () => stop.abort();
  }, [path, turn]);
  return { ...state, again: () => setTurn((n) => n + 1) };
}
