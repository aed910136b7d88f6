// Where the parties of a network stand: pushed apart, pulled together by what they have to do with each other. The library draws no chance:
// the same network stands the same way each time. It is reckoned once, not shown moving.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { actorName, sum } from "./counts";
import type { ActorCount, ByQuad, Edge, Network } from "../records";

/** Node is a party with its place. */
export interface Node extends SimulationNodeDatum {
  key: string;
  of: ActorCount;
  x: number;
  y: number;
  r: number;
  quiet?: boolean; // its name would cover another: it is shown when pointed at
}

/** Pair is what two parties have to do with each other, in both directions. */
export interface Pair {
  key: string;
  a: string;
  b: string;
  events: number;
  by_quad: ByQuad;
  mean: number;
}

/** pairsOf joins both directions; what parties do to themselves is no line. */
export function pairsOf(edges: Edge[]): Pair[] {
  const out = new Map<string, Pair>();
  for (const e of edges) {
    if (e.from === e.to) continue;
    const [a, b] = e.from < e.to ? [e.from, e.to] : [e.to, e.from];
    const key = `${a}~${b}`;
    const had = out.get(key);
    if (!had) {
      out.set(key, { key, a, b, events: e.events, by_quad: e.by_quad, mean: e.mean_scale });
      continue;
    }
    const events = had.events + e.events;
    out.set(key, { ...had, events, by_quad: sum([had.by_quad, e.by_quad]), mean: (had.mean * had.events + e.mean_scale * e.events) / events });
  }
  return [...out.values()].sort((p, q) => q.events - p.events || (p.key < q.key ? -1 : 1));
}

const turns = 320;

/** layout gives each party that has to do with another one a place in a room of w × h. */
export function layout(of: Network, w: number, h: number): { nodes: Node[]; pairs: Pair[]; alone: ActorCount[] } {
  const pairs = pairsOf(of.edges ?? []);
  const tied = new Set(pairs.flatMap((p) => [p.a, p.b]));
  const actors = (of.nodes ?? []).filter((a) => tied.has(a.key));
  const alone = (of.nodes ?? []).filter((a) => !tied.has(a.key));
  const most = Math.max(...actors.map((a) => a.events), 1);
  const nodes: Node[] = actors.map((a) => ({ key: a.key, of: a, x: 0, y: 0, r: 5 + 19 * Math.sqrt(a.events / most) }));
  // The first places are the library's spiral; what follows has no chance in it.
  for (const n of nodes) {
    delete (n as Partial<Node>).x;
    delete (n as Partial<Node>).y;
  }
  const heavy = Math.max(...pairs.map((p) => p.events), 1);
  const links = pairs.map((p) => ({ source: p.a, target: p.b, weight: Math.log1p(p.events) / Math.log1p(heavy) }));
  const far = Math.sqrt((w * h) / Math.max(nodes.length, 4));
  forceSimulation(nodes)
    .force(
      "link",
      forceLink<Node, (typeof links)[number]>(links)
        .id((n) => n.key)
        .distance((l) => far * (1.05 - 0.55 * l.weight))
        .strength((l) => 0.08 + 0.35 * l.weight),
    )
    .force("apart", forceManyBody<Node>().strength((n) => -far * 2.6 - n.r * 10))
    .force("x", forceX<Node>(w / 2).strength(0.1 * Math.min(1, h / w)))
    .force("y", forceY<Node>(h / 2).strength(0.1 * Math.min(1.6, w / h)))
    .force("room", forceCollide<Node>((n) => n.r + 14).iterations(3))
    .stop()
    .tick(turns);
  return { nodes: hush(within(nodes, w, h)), pairs, alone };
}

// within brings the whole into its room, with space for names.
function within(nodes: Node[], w: number, h: number): Node[] {
  if (nodes.length === 0) return nodes;
  const pad = { x: Math.min(90, w / 8), y: 34 };
  const xs = nodes.map((n) => n.x);
  const ys = nodes.map((n) => n.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const sx = x1 > x0 ? (w - 2 * pad.x) / (x1 - x0) : 1;
  const sy = y1 > y0 ? (h - 2 * pad.y) / (y1 - y0) : 1;
  for (const n of nodes) {
    n.x = x1 > x0 ? pad.x + (n.x - x0) * sx : w / 2;
    n.y = y1 > y0 ? pad.y + (n.y - y0) * sy : h / 2;
  }
  return nodes;
}

// hush takes away names that would cover others: those of the parties with the fewest events.
function hush(nodes: Node[]): Node[] {
  const taken = nodes.map((n) => [n.x - n.r, n.y - n.r, n.x + n.r, n.y + n.r]);
  for (const n of [...nodes].sort((a, b) => b.of.events - a.of.events || (a.key < b.key ? -1 : 1))) {
    const half = Math.min([...actorName(n.of)].length, nameMost) * 3.4;
    const box = [n.x - half, n.y + n.r + 3, n.x + half, n.y + n.r + 18];
    n.quiet = taken.some((t) => (t[0] as number) < (box[2] as number) && (box[0] as number) < (t[2] as number) && (t[1] as number) < (box[3] as number) && (box[1] as number) < (t[3] as number));
    if (!n.quiet) taken.push(box);
  }
  return nodes;
}

/** nameMost is how many letters of a name are shown. */
export const nameMost = 26;
