// Events in a few words each, for panels beside drawings: when, who, what; the rest is on their page.
import { t } from "../i18n";
import type { EventLine } from "../records";
import { href } from "../router";
import { Day, Parties, TypeBadge } from "../ui";

/** EventList lists events shortly. */
export function EventList({ events }: { events: EventLine[] }) {
  return (
    <ul class="short-events">
      {events.map((e) => (
        <li key={e.id}>
          <Day start={e.enddate || e.date || ""} />{" "}
          <a href={href("event", e.id)}>
            {e.actor.length > 0 ? <Parties of={e.actor} /> : t("party.unknown")}
            {e.recipient.length > 0 && (
              <>
                {" → "}
                <Parties of={e.recipient} />
              </>
            )}
          </a>{" "}
          <TypeBadge type={e.event} mode={e.mode} quad={e.quad_code} />
        </li>
      ))}
    </ul>
  );
}
