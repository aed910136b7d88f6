// How much room an element has, for drawings that fit it.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** useWidth gives a ref for an element and its width in pixels, drawn anew when that changes; `least` until it is known. */
export function useWidth<E extends HTMLElement>(least = 320): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, set] = useState(least);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => entry && set(Math.max(Math.floor(entry.contentRect.width), 200)));
    watch.observe(element);
    set(Math.max(Math.floor(element.getBoundingClientRect().width), 200));
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
