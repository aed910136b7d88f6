// What is known of the place that was chosen on the map, and the way on: its latest events, all of them in the chronicle.
import { useEffect, useRef } from "preact/hooks";
import { useApi } from "../api";
import { t } from "../i18n";
import { country } from "../names";
import type { EventPage, PlaceCount } from "../records";
import { Loading } from "../ui";
import { EventList } from "../viz/events";
import { keyOf } from "./spots";
import { inWords, placeName } from "../viz/counts";
import { ask, chronicle } from "../viz/filters";
import { QuadBar } from "../viz/quadbar";

const latest = 6;

/** MapPanel tells of a place. */
export function MapPanel({ place, query, close }: { place: PlaceCount; query: URLSearchParams; close: () => void }) {
  const only = { place: place.name ?? place.country };
  const { data } = useApi<EventPage>(ask("/events", query, { ...only, limit: String(latest) }));
  const ref = useRef<HTMLElement>(null);
  // It takes the focus when another place is chosen, not when its numbers change.
  const key = keyOf(place);
  useEffect(() => ref.current?.focus({ preventScroll: true }), [key]);
  const whole = place.precision === "country" || !place.name;
  return (
    <aside class="panel" ref={ref} tabIndex={-1} aria-label={placeName(place)} onKeyDown={(e) => e.key === "Escape" && close()}>
      <button type="button" class="close" aria-label={t("viz.close")} title={t("viz.close")} onClick={close}>
        ×
      </button>
      <h2>
        <bdi>{placeName(place)}</bdi>
        {!whole && <small>, {country(place.country)}</small>}
      </h2>
      <p class="aside">{t(`map.precision.${whole ? "country" : place.lat === undefined ? "none" : (place.precision ?? "city")}`)}</p>
      <QuadBar of={place.by_quad} events={place.events} width={220} />
      <p>{inWords(place.events, place.by_quad)}</p>
      {data ? <EventList events={data.events} /> : <Loading />}
      <p>
        <a class="go" href={chronicle(query, only)}>
          {whole ? t("map.all_of_country", { country: country(place.country) }) : t("viz.in_chronicle")}
        </a>
      </p>
    </aside>
  );
}
