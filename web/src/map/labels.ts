// Which names are written on the map: from the most important down, each where it covers none before it.

/** Label is a name that might be written at a point of the drawing. `room` is how far from the point it begins. */
export interface Label {
  id: string;
  text: string;
  x: number;
  y: number;
  room: number;
  kind: "place" | "country";
}

/** Sign is what stands on the map at a point, r pixels large. */
export interface Sign {
  x: number;
  y: number;
  r: number;
}

/** Written is a label with where it begins, from its point. */
export interface Written extends Label {
  dx: number;
  dy: number;
  anchor: "start" | "middle" | "end";
}

let pen: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

function wide(text: string, size: number): number {
  const known = widths.get(text);
  if (known !== undefined) return known * size;
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * size * 0.6;
  pen.font = `600 100px ${getComputedStyle(document.body).fontFamily}`;
  const w = pen.measureText(text).width / 100;
  widths.set(text, w);
  return w * size;
}

type Box = [number, number, number, number];
const cross = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** write chooses among labels, in their order, those that fit into a window of w × h at a view; none covers a sign. */
export function write(labels: Label[], signs: Sign[], view: { x: number; y: number; k: number }, w: number, h: number, most: number): Written[] {
  const taken: Box[] = signs.map((s) => {
    const [px, py] = [view.x + view.k * s.x, view.y + view.k * s.y];
    return [px - s.r, py - s.r, px + s.r, py + s.r];
  });
  const out: Written[] = [];
  for (const l of labels) {
    if (out.length >= most) break;
    const [px, py] = [view.x + view.k * l.x, view.y + view.k * l.y];
    if (px < 0 || py < 0 || px > w || py > h) continue;
    const size = l.kind === "place" ? 12 : 11;
    const [tw, th] = [wide(l.text, size) + 4, size * 1.5];
    const g = l.room + 3;
    const ways: [number, number, Written["anchor"], Box][] =
      l.kind === "country"
        ? [[0, size * 0.35, "middle", [px - tw / 2, py - th / 2, px + tw / 2, py + th / 2]]]
        : [
            [g, size * 0.35, "start", [px + g, py - th / 2, px + g + tw, py + th / 2]],
            [-g, size * 0.35, "end", [px - g - tw, py - th / 2, px - g, py + th / 2]],
            [0, g + size * 0.9, "middle", [px - tw / 2, py + g, px + tw / 2, py + g + th]],
            [0, -g - size * 0.2, "middle", [px - tw / 2, py - g - th, px + tw / 2, py - g]],
          ];
    for (const [dx, dy, anchor, box] of ways) {
      if (box[0] < 2 || box[2] > w - 2 || taken.some((t) => cross(t, box))) continue;
      taken.push(box);
      out.push({ ...l, dx, dy, anchor });
      break;
    }
  }
  return out;
}
