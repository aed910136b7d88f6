// An event as lists show it: what happened, in a sentence; where; what is counted; who tells it; where accounts part. What more sources tell
// stands larger, as in a newspaper.
import { has, lang, t } from "../i18n";
import { partyCode } from "../names";
import type { DisagreementLine, EventLine, Party } from "../records";
import { href } from "../router";
import { sentence } from "../sentence";
import { Counts, DisagreementMark, Figures, Languages, StatusMark, TypeBadge } from "./event";
import { Matters } from "./matter";
import { Bdi, Day, PartyName, Place } from "./names";

// From how many independent sources on an event is large, and middling.
const large = 4;
const middling = 2;

/** EventCard shows an event. `told` is the same with what its accounts differ on, where that is known; `dated` writes the day into it. */
export function EventCard({ event: e, told, dated }: { event: EventLine; told?: DisagreementLine; dated?: boolean }) {
  const n = e.counts.independent_sources;
  const size = n >= large ? "large" : n >= middling ? "middling" : "small";
  const place = e.place && (e.place.name || e.place.country || e.place.text) ? e.place : undefined;
  return (
    <article class={`event ${size} edge${e.quad_code}`} data-event={e.id}>
      <p class="kicker">
        <TypeBadge type={e.event} mode={e.mode} quad={e.quad_code} />
        <Sides actor={e.actor} recipient={e.recipient} />
        <StatusMark status={e.status} />
        {e.corrected && <span class="judged">{t("event.judged")}</span>}
      </p>
      <h3>
        <a href={href("event", e.id)}>
          <Bdi>{sentence(e)}</Bdi>
        </a>
      </h3>
      {(dated || place || e.figures.length > 0 || e.date !== e.enddate) && (
        <p class="facts">
          {(dated || e.date !== e.enddate) && <Day start={e.date} end={e.enddate} />}
          {place && <Place spot={place} />}
          <Figures of={e.figures} />
        </p>
      )}
      <p class="tellers">
        <Headline event={e} />
        <Counts of={e.counts} />
        {e.languages.length > 1 && <Languages of={e.languages} />}
        {!told && <DisagreementMark kinds={e.disagreements} />}
      </p>
      {told && <Matters of={told.matters} names={told.names} publishers={e.publishers} />}
    </article>
  );
}

// How a paper put it: in the reader's language where one did.
function Headline({ event }: { event: EventLine }) {
  const h = event.headlines.find((x) => x.language === lang) ?? event.headlines[0];
  if (!h) return null;
  return (
    <span class="headline">
      <q>
        <a href={href("article", h.article)}>
          <Bdi lang={h.language}>{h.title}</Bdi>
        </a>
      </q>{" "}
      {h.publisher && (
        <cite>
          <Bdi>{h.publisher}</Bdi>
        </cite>
      )}
      {h.language !== lang && has(`language.${h.language}`) && <span class="tongue"> ({t(`language.${h.language}`)})</span>}
    </span>
  );
}

// Who → whom, each a way to all that is held of them.
function Sides({ actor, recipient }: { actor: Party[]; recipient: Party[] }) {
  if (actor.length + recipient.length === 0) return null;
  return (
    <span class="sides">
      <Side of={actor} name={t("side.actor")} />
      {recipient.length > 0 && (
        <>
          <span class="arrow" aria-hidden="true">
            {" "}
            →{" "}
          </span>
          <Side of={recipient} name={t("side.recipient")} />
        </>
      )}
    </span>
  );
}

// How many of a side stand in a card.
const shown = 4;

function Side({ of, name }: { of: Party[]; name: string }) {
  return (
    <>
      <span class="hidden">{name}: </span>
      {of.length === 0 && <span class="nobody">{t("party.unknown")}</span>}
      {of.slice(0, shown).map((p, i) => (
        <span key={p.key}>
          {i > 0 && ", "}
          <a href={href("", "", new URLSearchParams({ party: partyCode(p) }))}>
            <PartyName party={p} />
          </a>
        </span>
      ))}
      {of.length > shown && <span class="more"> {t("parties.more", { count: of.length - shown })}</span>}
    </>
  );
}
