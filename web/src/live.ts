// What happens while one reads: the server tells of new and changed events (server-sent events), the page counts them and offers to show them. A
// page in the background asks for nothing; the browser takes the stream up again by itself, with the last id it had.
import { useEffect, useState } from "preact/hooks";
import { base } from "./api";

/** useLive counts the events that came or changed since the page was drawn, and forgets them on demand. */
export function useLive(): [count: number, seen: () => void] {
  const [ids, set] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let stream: EventSource | undefined;
    const told = (m: MessageEvent<string>) => {
      try {
        const { event } = JSON.parse(m.data) as { event?: string };
        if (event) set((s) => new Set(s).add(event));
      } catch {
        // a message that is not ours
      }
    };
    const listen = () => {
      if (document.hidden) {
        stream?.close();
        stream = undefined;
      } else if (!stream) {
        stream = new EventSource(`${base}/stream`);
        for (const kind of ["new", "changed", "dropped"]) stream.addEventListener(kind, told);
      }
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      stream?.close();
    };
  }, []);
  return [ids.size, () => set(new Set())];
}
