// A list of events that goes on by cursor: the first page whenever the question changes, the next when it is asked for.
import { useEffect, useRef, useState } from "preact/hooks";
import { Failed, request } from "../api";
import type { EventLine, EventPage, Problem } from "../records";

/** Listed is what of a list is here. `pages` are its pages as they came. */
export interface Listed {
  pages: EventLine[][];
  next?: string;
  loading: boolean;
  problem?: Problem;
  more: () => void;
  again: () => void;
}

/** useEvents asks for a list; `path` is its address with its query. */
export function useEvents(path: string): Listed {
  const [state, set] = useState<{ pages: EventLine[][]; next?: string; loading: boolean; problem?: Problem }>({ pages: [], loading: true });
  const [turn, setTurn] = useState(0);
  const stop = useRef<AbortController | undefined>(undefined);
  const ask = (after: string | undefined) => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    set((s) => ({ ...s, loading: true, problem: undefined }));
    const at = after ? `${path}${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(after)}` : path;
    request<EventPage>(at, { signal: mine.signal })
      .then((p) => set((s) => ({ pages: after ? [...s.pages, p.events] : [p.events], next: p.next, loading: false })))
      .catch((e: unknown) => {
        if (e instanceof Failed) set((s) => ({ ...s, loading: false, problem: e.problem }));
        else if (!mine.signal.aborted) throw e;
      });
  };
  useEffect(() => {
    ask(undefined);
    return () => stop.current?.abort();
  }, [path, turn]);
  return { ...state, more: () => ask(state.next), again: () => setTurn((n) => n + 1) };
}

/** DayOf is a day with its events. */
export interface DayOf {
  day: string;
  events: EventLine[];
}

/** byDay groups a list by the last days of its events; what more sources tell stands first. A page that goes on with the day of the page
 * before adds to the end of that day, so that nothing moves that is being read. */
export function byDay(pages: EventLine[][]): DayOf[] {
  const out: DayOf[] = [];
  for (const page of pages) {
    const days = new Map<string, EventLine[]>();
    for (const e of page) {
      const day = e.enddate || e.date;
      days.set(day, [...(days.get(day) ?? []), e]);
    }
    for (const [day, events] of days) {
      events.sort((a, b) => b.counts.independent_sources - a.counts.independent_sources);
      const last = out[out.length - 1];
      if (last?.day === day) last.events.push(...events);
      else out.push({ day, events });
    }
  }
  return out;
}
