// Moving and enlarging a drawing: by wheel, drag, two fingers, buttons and keys. A view is where the drawing's corner lies and how large it is.
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** View places a drawing: a point p of it is shown at (x + k·p.x, y + k·p.y). */
export interface View {
  x: number;
  y: number;
  k: number;
}

/** Limits hold a view: how large it may be, and that some of a drawing of w × h stays within the room. */
export interface Limits {
  least: number;
  most: number;
  w: number;
  h: number;
}

/** hold brings a view within its limits. */
export function hold(v: View, l: Limits, width: number, height: number): View {
  const k = Math.min(Math.max(v.k, l.least), l.most);
  const bound = (at: number, size: number, space: number) => (size <= space ? (space - size) / 2 : Math.min(Math.max(at, space - size), 0));
  return { k, x: bound(v.x, l.w * k, width), y: bound(v.y, l.h * k, height) };
}

/** enlarge changes the size around a point of the room. */
export function enlarge(v: View, by: number, px: number, py: number, l: Limits): View {
  const k = Math.min(Math.max(v.k * by, l.least), l.most);
  const f = k / v.k;
  return { k, x: px - (px - v.x) * f, y: py - (py - v.y) * f };
}

/** useZoom listens on an element and calls `change` with the new view. A press that moves less than a few pixels is left to others as a click. */
export function useZoom(ref: RefObject<HTMLElement | SVGElement>, view: View, change: (v: View) => void, limits: Limits): void {
  const now = useRef({ view, change, limits });
  now.current = { view, change, limits };
  useEffect(() => {
    const el = ref.current;
    if (!el) return;
    const fingers = new Map<number, { x: number; y: number }>();
    let moved = 0;
    const at = (e: MouseEvent) => {
      const r = el.getBoundingClientRect();
      return { x: e.clientX - r.left, y: e.clientY - r.top };
    };
    const wheel = (e: WheelEvent) => {
      // The page scrolls as ever; the wheel enlarges where the reader means it: with Ctrl (as pinching on a touchpad does), or once the drawing has focus.
      if (!e.ctrlKey && !el.contains(document.activeElement)) return;
      e.preventDefault();
      const p = at(e);
      now.current.change(enlarge(now.current.view, 2 ** (-e.deltaY * (e.deltaMode ? 0.05 : 0.003)), p.x, p.y, now.current.limits));
    };
    const down = (e: PointerEvent) => {
      if (e.button !== 0) return;
      fingers.set(e.pointerId, at(e));
      moved = 0;
    };
    const move = (e: PointerEvent) => {
      const before = fingers.get(e.pointerId);
      if (!before) return;
      const p = at(e);
      moved += Math.abs(p.x - before.x) + Math.abs(p.y - before.y);
      if (moved < 4) return;
      if (!el.hasPointerCapture(e.pointerId)) el.setPointerCapture(e.pointerId);
      const { view: v, change: c, limits: l } = now.current;
      if (fingers.size === 1) c({ ...v, x: v.x + p.x - before.x, y: v.y + p.y - before.y });
      const other = [...fingers].find(([id]) => id !== e.pointerId)?.[1];
      if (other) {
        const d = (q: { x: number; y: number }) => Math.max(Math.hypot(q.x - other.x, q.y - other.y), 1);
        c(enlarge(v, d(p) / d(before), (p.x + other.x) / 2, (p.y + other.y) / 2, l));
      }
      fingers.set(e.pointerId, p);
    };
    const up = (e: PointerEvent) => void fingers.delete(e.pointerId);
    // A drag ends in a click, which is none.
    const click = (e: MouseEvent) => {
      if (moved >= 4) {
        e.stopPropagation();
        e.preventDefault();
      }
      moved = 0;
    };
    el.addEventListener("wheel", wheel as EventListener, { passive: false });
    el.addEventListener("pointerdown", down as EventListener);
    el.addEventListener("pointermove", move as EventListener);
    el.addEventListener("pointerup", up as EventListener);
    el.addEventListener("pointercancel", up as EventListener);
    el.addEventListener("click", click as EventListener, true);
    return () => {
      el.removeEventListener("wheel", wheel as EventListener);
      el.removeEventListener("pointerdown", down as EventListener);
      el.removeEventListener("pointermove", move as EventListener);
      el.removeEventListener("pointerup", up as EventListener);
      el.removeEventListener("pointercancel", up as EventListener);
      el.removeEventListener("click", click as EventListener, true);
    };
  }, [ref]);
}

/** byKey gives the view that a key asks for: arrows move, + and − change the size; null for other keys. */
export function byKey(key: string, v: View, l: Limits, width: number, height: number): View | null {
  const step = 60;
  switch (key) {
    case "ArrowLeft":
      return { ...v, x: v.x + step };
    case "ArrowRight":
      return { ...v, x: v.x - step };
    case "ArrowUp":
      return { ...v, y: v.y + step };
    case "ArrowDown":
      return { ...v, y: v.y - step };
    case "+":
    case "=":
      return enlarge(v, 1.5, width / 2, height / 2, l);
    case "-":
      return enlarge(v, 1 / 1.5, width / 2, height / 2, l);
    default:
      return null;
  }
}
