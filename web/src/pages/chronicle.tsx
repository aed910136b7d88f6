// The chronicle: what happened, day by day.
import { useApi } from "../api";
import { day } from "../format";
import { t } from "../i18n";
import type { EventLine, EventPage } from "../records";
import { Counts, DisagreementMark, Empty, ErrorNote, Figures, Loading, Parties, Place, StatusMark, TypeBadge } from "../ui";
import { href } from "../router";
import type { PageProps } from ".";

/** Chronicle is the page. */
export default function Chronicle({ at }: PageProps) {
  const q = at.query.toString();
  const { data, problem, again } = useApi<EventPage>(`/events${q ? `?${q}` : ""}`);
  return (
    <>
      <h1>{t("page.chronicle")}</h1>
      {problem && <ErrorNote problem={problem} again={again} />}
      {!data && !problem && <Loading />}
      {data?.events.length === 0 && <Empty title={t("chronicle.none")} />}
      {byDay(data?.events ?? []).map(([d, events]) => (
        <section key={d}>
          <h2 class="day-head">{d ? day(d) : t("day.unknown")}</h2>
          {events.map((e) => (
            <EventItem key={e.id} event={e} />
          ))}
        </section>
      ))}
    </>
  );
}

function byDay(events: EventLine[]): [string, EventLine[]][] {
  const days = new Map<string, EventLine[]>();
  for (const e of events) {
    const d = e.enddate || e.date || "";
    days.set(d, [...(days.get(d) ?? []), e]);
  }
  return [...days];
}

function EventItem({ event: e }: { event: EventLine }) {
  return (
    <article class="event">
      <h3>
        <a href={href("event", e.id)}>
          <Parties of={e.actor} /> → <Parties of={e.recipient} />
        </a>
      </h3>
      <TypeBadge type={e.event} mode={e.mode} quad={e.quad_code} /> <StatusMark status={e.status} /> {e.place && <Place spot={e.place} />}{" "}
      <Figures of={e.figures} /> <Counts of={e.counts} /> <DisagreementMark kinds={e.disagreements} />
    </article>
  );
}
