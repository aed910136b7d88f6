// The network: who had to do with whom in a period, and how. All it shows stands in a table beside it.
import { useMemo } from "preact/hooks";
import { useApi } from "../api";
import { list, number } from "../format";
import { t, tn } from "../i18n";
import type { ActorCount, EventPage, Network, Timeline } from "../records";
import { href, setQuery } from "../router";
import { Empty, ErrorNote, Loading } from "../ui";
import { one } from "../viz/bars";
import { Brush } from "../viz/brush";
import { actorName, inWords } from "../viz/counts";
import { EventList } from "../viz/events";
import { ask, between, chronicle, filters, having } from "../viz/filters";
import { layout, nameMost, pairsOf, type Node, type Pair } from "../viz/layout";
import { pie, QuadBar, QuadKey } from "../viz/quadbar";
import { Sieve } from "../viz/sieve";
import { useWidth } from "../viz/size";
import { SortTable, type Column } from "../viz/table";
import type { PageProps } from ".";

const sizes = [15, 30, 50, 80];

/** NetworkPage is the page. */
export default function NetworkPage({ at }: PageProps) {
  const query = filters(at.query);
  const asked = Number(at.query.get("limit"));
  const size = sizes.includes(asked) ? asked : innerWidth < 600 ? 15 : 30;
  const { data, problem, again, loading } = useApi<Network>(ask("/network", query, { limit: String(size) }));
  const time = useApi<Timeline>(ask("/timeline", filters(at.query, ["from", "to"]), { step: "day" }));
  return (
    <>
      <h1>{t("page.network")}</h1>
      <Sieve query={at.query} />
      {problem && <ErrorNote problem={problem} again={again} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={`overview${loading ? " stale" : ""}`}>
          <p class="overview-lead">
            {data.more ? t("network.most", { count: number(data.nodes?.length ?? 0) }) : tn("network.all", data.nodes?.length ?? 0)}{" "}
            <label class="inline">
              {t("network.size")}{" "}
              <select value={String(size)} onChange={(e) => setQuery({ limit: e.currentTarget.value }, { replace: true })}>
                {sizes.map((s) => (
                  <option key={s} value={String(s)}>
                    {number(s)}
                  </option>
                ))}
              </select>
            </label>
          </p>
          {data.nodes?.length ? <Drawing data={data} query={query} chosen={at.query.get("chosen") ?? ""} /> : <Empty title={t("network.none")} />}
          {time.data && (
            <Brush buckets={time.data.buckets ?? []} from={at.query.get("from") ?? ""} to={at.query.get("to") ?? ""} choose={(from, to) => setQuery({ from, to }, { replace: true })} />
          )}
          <QuadKey />
          <Key />
          <PairTable data={data} query={query} />
          <PartyTable data={data} query={query} />
        </div>
      )}
    </>
  );
}

function choose(key: string) {
  setQuery({ chosen: key || null }, { replace: true });
}

function Drawing({ data, query, chosen }: { data: Network; query: URLSearchParams; chosen: string }) {
  const [ref, width] = useWidth<HTMLDivElement>(640);
  const height = Math.round(Math.min(Math.max(width * 0.6, 420), 760));
  const { nodes, pairs, alone } = useMemo(() => layout(data, width, height), [data, width, height]);
  const by = new Map(nodes.map((n) => [n.key, n]));
  const node = by.get(chosen);
  const pair = pairs.find((p) => p.key === chosen);
  const near = new Set(node ? pairs.filter((p) => p.a === node.key || p.b === node.key).flatMap((p) => [p.a, p.b]) : pair ? [pair.a, pair.b] : []);
  const heavy = Math.max(...pairs.map((p) => p.events), 1);
  const faint = (key: string) => near.size > 0 && !near.has(key) && key !== chosen;
  return (
    <div class="map-layout">
      <div class="network" ref={ref}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" onClick={() => choose("")}>
          {pairs.map((p) => (
            <Line key={p.key} pair={p} a={by.get(p.a)} b={by.get(p.b)} heavy={heavy} chosen={p.key === chosen} faint={near.size > 0 && !(node ? p.a === node.key || p.b === node.key : p.key === chosen)} />
          ))}
          {nodes.map((n) => (
            <Dot key={n.key} node={n} width={width} chosen={n.key === chosen} faint={faint(n.key)} />
          ))}
        </svg>
        {alone.length > 0 && <p class="aside">{t("network.alone", { who: list(alone.map(actorName)) })}</p>}
      </div>
      {node && <NodePanel node={node} query={query} />}
      {pair && <PairPanel pair={pair} names={by} query={query} />}
    </div>
  );
}

// How friendly a line is, in five steps: its colour; conflict is dashed besides.
function tone(mean: number): string {
  return mean <= -4 ? "worst" : mean < -0.5 ? "bad" : mean <= 0.5 ? "even" : mean < 4 ? "good" : "best";
}

interface LineProps {
  pair: Pair;
  a?: Node;
  b?: Node;
  heavy: number;
  chosen: boolean;
  faint: boolean;
}

function Line({ pair: p, a, b, heavy, chosen, faint }: LineProps) {
  if (!a || !b) return null;
  const w = 1.2 + (7 * Math.log1p(p.events)) / Math.log1p(heavy);
  const at = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  return (
    <g class={`pair ${tone(p.mean)}${chosen ? " chosen" : ""}${faint ? " faint" : ""}`} onClick={(e) => (e.stopPropagation(), choose(p.key))}>
      <line {...at} stroke-width={w + 8} class="hit" />
      <line {...at} stroke-width={w} stroke-dasharray={p.mean < -0.5 ? `${3 + w} ${2 + w}` : undefined} class="seen" />
      <title>{`${actorName(a.of)} – ${actorName(b.of)} · ${inWords(p.events, p.by_quad)} · ${t("viz.col.scale")} ${one(p.mean)}`}</title>
    </g>
  );
}

function Dot({ node: n, width, chosen, faint }: { node: Node; width: number; chosen: boolean; faint: boolean }) {
  const name = actorName(n.of);
  const side = n.x > width - 90 ? "end" : n.x < 90 ? "start" : "middle";
  return (
    <g class={`dot${n.quiet ? " quiet" : ""}${chosen ? " chosen" : ""}${faint ? " faint" : ""}`} transform={`translate(${n.x.toFixed(1)},${n.y.toFixed(1)})`} onClick={(e) => (e.stopPropagation(), choose(n.key))}>
      {pie(n.of.by_quad, n.r).map((p) => (
        <path key={p.quad} d={p.d} class={`fill-q${p.quad}`} />
      ))}
      <circle r={n.r * 0.6} class="core" />
      <circle r={n.r} class="rim" />
      <text y={n.r + 14} x={side === "end" ? n.r : side === "start" ? -n.r : 0} text-anchor={side}>
        {short(name)}
      </text>
      <title>{`${name} · ${inWords(n.of.events, n.of.by_quad)}`}</title>
    </g>
  );
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// short cuts a long name between letters as they are read, not between their signs.
function short(name: string): string {
  const all = [...letters.segment(name)];
  return all.length <= nameMost ? name : `${all.slice(0, nameMost - 1).map((s) => s.segment).join("").trimEnd()}…`;
}

function NodePanel({ node, query }: { node: Node; query: URLSearchParams }) {
  const { data } = useApi<EventPage>(ask("/events", query, { party: node.key, limit: "5" }));
  const name = actorName(node.of);
  return (
    <aside class="panel" aria-label={name}>
      <Close />
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <QuadBar of={node.of.by_quad} events={node.of.events} width={220} />
      <p>{inWords(node.of.events, node.of.by_quad)}</p>
      {data ? <EventList events={data.events} /> : <Loading />}
      <p>
        <a class="go" href={chronicle(query, { party: node.key })}>
          {t("viz.in_chronicle")}
        </a>
        <a class="go" href={href("timeline", "", having(query, { a: node.key }))}>
          {t("network.timeline")}
        </a>
      </p>
    </aside>
  );
}

function PairPanel({ pair, names, query }: { pair: Pair; names: Map<string, Node>; query: URLSearchParams }) {
  const two = between(pair.a, pair.b);
  const { data } = useApi<EventPage>(ask("/events", query, { ...two, limit: "5" }));
  const [a, b] = [names.get(pair.a), names.get(pair.b)];
  if (!a || !b) return null;
  return (
    <aside class="panel" aria-label={t("timeline.between", { a: actorName(a.of), b: actorName(b.of) })}>
      <Close />
      <h2>
        <bdi>{actorName(a.of)}</bdi> – <bdi>{actorName(b.of)}</bdi>
      </h2>
      <QuadBar of={pair.by_quad} events={pair.events} width={220} />
      <p>
        {inWords(pair.events, pair.by_quad)}. {t("viz.col.scale")} {one(pair.mean)}
      </p>
      {data ? <EventList events={data.events} /> : <Loading />}
      <p>
        <a class="go" href={href("timeline", "", having(query, { a: pair.a, b: pair.b }))}>
          {t("network.timeline")}
        </a>
        <a class="go" href={chronicle(query, two)}>
          {t("viz.in_chronicle")}
        </a>
      </p>
    </aside>
  );
}

function Close() {
  return (
    <button type="button" class="close" aria-label={t("viz.close")} title={t("viz.close")} onClick={() => choose("")}>
      ×
    </button>
  );
}

function Key() {
  return (
    <ul class="signkey" aria-label={t("viz.key")}>
      {["worst", "bad", "even", "good", "best"].map((k) => (
        <li key={k}>
          <svg width="34" height="10" viewBox="0 0 34 10" aria-hidden="true">
            <g class={`pair ${k}`}>
              <line x1="0" x2="34" y1="5" y2="5" stroke-width="4" stroke-dasharray={k === "worst" || k === "bad" ? "7 5" : undefined} class="seen" />
            </g>
          </svg>
          {t(`network.tone.${k}`)}
        </li>
      ))}
      <li>{t("network.key")}</li>
    </ul>
  );
}

function PairTable({ data, query }: { data: Network; query: URLSearchParams }) {
  const names = new Map((data.nodes ?? []).map((n) => [n.key, actorName(n)]));
  const pairs = useMemo(() => pairsOf(data.edges ?? []), [data]);
  const columns: Column<Pair>[] = [
    {
      id: "pair",
      head: t("network.col.pair"),
      value: (p) => `${names.get(p.a) ?? p.a} – ${names.get(p.b) ?? p.b}`,
      show: (p) => (
        <a href={href("timeline", "", having(query, { a: p.a, b: p.b }))}>
          <bdi>{names.get(p.a) ?? p.a}</bdi> – <bdi>{names.get(p.b) ?? p.b}</bdi>
        </a>
      ),
    },
    { id: "events", head: t("viz.col.events"), number: true, value: (p) => p.events, show: (p) => <a href={chronicle(query, between(p.a, p.b))}>{number(p.events)}</a> },
    { id: "quad", head: t("viz.col.kind"), value: (p) => p.by_quad.material_conflict + p.by_quad.verbal_conflict, show: (p) => <QuadBar of={p.by_quad} events={p.events} /> },
    { id: "scale", head: t("viz.col.scale"), number: true, value: (p) => p.mean, show: (p) => one(p.mean) },
  ];
  return <SortTable caption={t("network.table")} columns={columns} rows={pairs} keyOf={(p) => p.key} first="events" most={25} />;
}

function PartyTable({ data, query }: { data: Network; query: URLSearchParams }) {
  const columns: Column<ActorCount>[] = [
    { id: "party", head: t("network.col.party"), value: actorName, show: (n) => <bdi>{actorName(n)}</bdi> },
    { id: "events", head: t("viz.col.events"), number: true, value: (n) => n.events, show: (n) => <a href={chronicle(query, { party: n.key })}>{number(n.events)}</a> },
    { id: "quad", head: t("viz.col.kind"), value: (n) => n.by_quad.material_conflict + n.by_quad.verbal_conflict, show: (n) => <QuadBar of={n.by_quad} events={n.events} /> },
    { id: "scale", head: t("viz.col.scale"), number: true, value: (n) => n.mean_scale, show: (n) => one(n.mean_scale) },
  ];
  return <SortTable caption={t("network.parties")} columns={columns} rows={data.nodes ?? []} keyOf={(n) => n.key} first="events" most={15} />;
}
