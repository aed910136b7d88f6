// The map: where events were, as exactly as it is known. All it shows stands in a table beside it.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApi } from "../api";
import { number } from "../format";
import { t, tn } from "../i18n";
import { areaTitle, Chart, limits } from "../map/chart";
import { MapPanel } from "../map/panel";
import { fit, keyOf, told } from "../map/spots";
import { at as project, draw, place, points as readPoints, type Boundaries, type Drawn } from "../map/world";
import { country } from "../names";
import { setQuery } from "../router";
import { ErrorNote, Loading } from "../ui";
import { Brush } from "../viz/brush";
import { placeName } from "../viz/counts";
import { ask, chronicle, filters } from "../viz/filters";
import { QuadBar, QuadKey } from "../viz/quadbar";
import { Sieve } from "../viz/sieve";
import { useWidth } from "../viz/size";
import { SortTable, type Column } from "../viz/table";
import { hold, type View } from "../viz/zoom";
import type { PageProps } from ".";
import type { PlaceCount, PlaceList, Timeline } from "../records";

const kept = "boundaries"; // where the browser keeps the chosen view of boundaries

function boundariesOf(query: URLSearchParams): Boundaries {
  const asked = query.get("boundaries") ?? localStorage.getItem(kept) ?? t("map.boundaries.default");
  return asked === "india" ? "india" : "facto";
}

/** MapPage is the page. */
export default function MapPage({ at }: PageProps) {
  const all = filters(at.query);
  const { data, problem, again, loading } = useApi<PlaceList>(ask("/places", all, { level: "place", limit: "5000" }));
  const time = useApi<Timeline>(ask("/timeline", filters(at.query, ["from", "to"]), { step: "day" }));
  const boundaries = boundariesOf(at.query);
  const places = useMemo(() => data?.places ?? [], [data]);
  const counted = useMemo(() => told(places), [places]);
  const chosen = at.query.get("spot") ?? "";
  const choose = useCallback((key: string) => setQuery({ spot: key || null }, { replace: true }), []);
  const found = places.find((p) => keyOf(p) === chosen);
  return (
    <>
      <h1>{t("page.map")}</h1>
      <Sieve query={at.query} />
      {problem && <ErrorNote problem={problem} again={again} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={`overview${loading ? " stale" : ""}`}>
          <p class="overview-lead">
            {tn("map.at_places", counted.spots.reduce((n, s) => n + s.of.events, 0), { places: number(counted.spots.length) })}{" "}
            {counted.countries.size > 0 && tn("map.at_countries", [...counted.countries.values()].reduce((n, c) => n + c.events, 0))}{" "}
            {data.unplaced > 0 && tn("map.unplaced", data.unplaced)}{" "}
            {counted.pointless.length > 0 && tn("map.pointless", counted.pointless.reduce((n, c) => n + c.events, 0))}
          </p>
          <div class="map-layout">
            <MapWindow at={at.query.get("at") ?? ""} counted={counted} boundaries={boundaries} chosen={chosen} choose={choose} />
            {found && <MapPanel place={found} query={all} close={() => choose("")} />}
          </div>
          {time.data && (
            <Brush buckets={time.data.buckets ?? []} from={at.query.get("from") ?? ""} to={at.query.get("to") ?? ""} choose={(from, to) => setQuery({ from, to }, { replace: true })} />
          )}
          <MapKey boundaries={boundaries} />
          <PlaceTable places={places} query={all} chosen={chosen} choose={choose} more={data.more > 0} />
        </div>
      )}
    </>
  );
}

interface WindowProps {
  at: string;
  counted: ReturnType<typeof told>;
  boundaries: Boundaries;
  chosen: string;
  choose: (key: string) => void;
}

// An address says where one looks: latitude, longitude of the middle, and how large.
function viewAt(text: string, width: number, height: number): View | null {
  const [lat, lon, size] = text.split(",").map(Number);
  if (lat === undefined || lon === undefined || size === undefined || ![lat, lon, size].every(Number.isFinite) || size <= 0) return null;
  const k = size * (width / 1000);
  const [x, y] = project(lon, lat);
  return hold({ k, x: width / 2 - k * x, y: height / 2 - k * y }, limits(width), width, height);
}

function homeOf(counted: ReturnType<typeof told>, width: number, height: number): View {
  const box = fit(counted.spots);
  const l = limits(width);
  if (!box) return hold({ x: 0, y: 0, k: l.least }, l, width, height);
  const [w, h] = [Math.max(box[2] - box[0], 30), Math.max(box[3] - box[1], 20)];
  const k = Math.max(Math.min((width * 0.75) / w, (height * 0.75) / h, l.least * 8), l.least);
  return hold({ k, x: width / 2 - (k * (box[0] + box[2])) / 2, y: height / 2 - (k * (box[1] + box[3])) / 2 }, l, width, height);
}

function MapWindow({ at, counted, boundaries, chosen, choose }: WindowProps) {
  const [ref, width] = useWidth<HTMLDivElement>(640);
  const height = Math.round(Math.min(Math.max(width * 0.56, 340), Math.max(innerHeight * 0.72, 340)));
  const [map, setMap] = useState<Drawn | null>(null);
  const [points, setPoints] = useState<Awaited<ReturnType<typeof readPoints>> | null>(null);
  const [failed, setFailed] = useState(false);
  const [view, setView] = useState<View | null>(null);
  const first = useRef(counted);
  useEffect(() => {
    Promise.all([draw(boundaries), readPoints()]).then(
      ([m, p]) => (setMap(m), setPoints(p)),
      () => setFailed(true),
    );
  }, [boundaries]);
  // Where one has not moved, the map opens on what it was first told of; it does not jump when filters change.
  const home = useMemo(() => homeOf(first.current, width, height), [width, height]);
  const shown = view ? hold(view, limits(width), width, height) : (viewAt(at, width, height) ?? home);
  const chosenSpot = counted.spots.find((s) => s.key === chosen);
  useEffect(() => {
    if (!chosenSpot) return;
    const [px, py] = [shown.x + shown.k * chosenSpot.x, shown.y + shown.k * chosenSpot.y];
    if (px > 30 && py > 30 && px < width - 30 && py < height - 30) return;
    setView(hold({ k: shown.k, x: width / 2 - shown.k * chosenSpot.x, y: height / 2 - shown.k * chosenSpot.y }, limits(width), width, height));
  }, [chosen]);
  useEffect(() => {
    if (!view) return;
    const due = setTimeout(() => {
      const [lon, lat] = place((width / 2 - view.x) / view.k, (height / 2 - view.y) / view.k);
      setQuery({ at: `${lat.toFixed(2)},${lon.toFixed(2)},${(view.k / (width / 1000)).toFixed(2)}` }, { replace: true });
    }, 500);
    return () => clearTimeout(due);
  }, [view]);
  return (
    <div class="map-window" ref={ref}>
      {failed && <p class="error">{t("error.page")}</p>}
      {map && points ? (
        <Chart map={map} points={points} told={counted} view={shown} change={setView} home={home} width={width} height={height} chosen={chosen} choose={choose} />
      ) : (
        <div class="map" style={{ height: `${height}px` }} />
      )}
    </div>
  );
}

function MapKey({ boundaries }: { boundaries: Boundaries }) {
  const [areas, setAreas] = useState<Drawn | null>(null);
  useEffect(() => void draw(boundaries).then(setAreas, () => undefined), [boundaries]);
  const choose = (b: Boundaries) => {
    localStorage.setItem(kept, b);
    setQuery({ boundaries: b }, { replace: true });
  };
  const disputed = areas?.pieces.filter((p) => p.disputed) ?? [];
  return (
    <section class="map-key" aria-label={t("viz.key")}>
      <QuadKey />
      <ul class="signkey">
        <li>
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
            <circle r="6" class="sample" />
          </svg>
          {t("map.key.place")}
        </li>
        <li>
          <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
            <path d="M0,-8L8,0L0,8L-8,0Z" class="sample" />
          </svg>
          {t("map.key.region")}
        </li>
        <li>
          <svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true">
            <rect x="1" y="1" width="22" height="14" class="land shade-4" />
          </svg>
          {t("map.key.country")}
        </li>
        <li>
          <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true">
            <path d="M0,5H28" class="line agreed" />
          </svg>
          {t("map.key.agreed")}
        </li>
        <li>
          <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true">
            <path d="M0,5H28" class="line parting" />
          </svg>
          {t("map.key.parting")}
        </li>
        <li>
          <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true">
            <path d="M0,5H28" class="line claimed" />
          </svg>
          {t("map.key.claimed")}
        </li>
      </ul>
      <fieldset class="boundaries">
        <legend>{t("map.boundaries")}</legend>
        {(["facto", "india"] as const).map((b) => (
          <label key={b}>
            <input type="radio" name="boundaries" checked={b === boundaries} onChange={() => choose(b)} /> {t(`map.boundaries.${b}`)}
          </label>
        ))}
        <p class="aside">{t(`map.about.${boundaries}`)}</p>
      </fieldset>
      <details>
        <summary>{tn("map.areas", disputed.length)}</summary>
        <ul class="areas">
          {disputed.map((p) => (
            <li key={p.id}>{areaTitle(p)}</li>
          ))}
        </ul>
        <p class="aside">{t("map.gaps")}</p>
      </details>
    </section>
  );
}

interface TableProps {
  places: PlaceCount[];
  query: URLSearchParams;
  chosen: string;
  choose: (key: string) => void;
  more: boolean;
}

function PlaceTable({ places, query, chosen, choose, more }: TableProps) {
  const columns: Column<PlaceCount>[] = [
    {
      id: "name",
      head: t("map.col.place"),
      value: placeName,
      show: (p) => (
        <button type="button" class="plain" onClick={() => (choose(keyOf(p)), scrollTo({ top: 0 }))}>
          <bdi>{placeName(p)}</bdi>
        </button>
      ),
    },
    { id: "country", head: t("map.col.country"), value: (p) => country(p.country) },
    { id: "precision", head: t("map.col.precision"), value: (p) => t(`precision.${p.precision ?? "country"}`) },
    {
      id: "events",
      head: t("viz.col.events"),
      number: true,
      value: (p) => p.events,
      show: (p) => <a href={chronicle(query, { place: p.name ?? p.country })}>{number(p.events)}</a>,
    },
    { id: "quad", head: t("viz.col.kind"), value: (p) => p.by_quad.material_conflict + p.by_quad.verbal_conflict, show: (p) => <QuadBar of={p.by_quad} events={p.events} /> },
  ];
  return (
    <>
      <SortTable caption={t("map.table")} columns={columns} rows={places} keyOf={keyOf} first="events" marked={chosen} most={25} />
      {more && <p class="aside">{t("viz.more")}</p>}
    </>
  );
}
