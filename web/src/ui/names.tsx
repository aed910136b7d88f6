// How parties, places and days are written.
import type { ComponentChildren } from "preact";
import { day, days } from "../format";
import { lang as here, t } from "../i18n";
import { country, partySaid, placeSaid } from "../names";
import { plain } from "../plain";
import type { Party, Spot } from "../records";

/** Bdi shows words of unknown origin: their direction and controls reach no further than this, and their language is told. */
export function Bdi({ children, lang, class: c }: { children: ComponentChildren; lang?: string; class?: string }) {
  return (
    <bdi class={c} lang={lang && lang !== here ? lang : undefined}>
      {typeof children === "string" ? plain(children) : children}
    </bdi>
  );
}

/** PartyName shows who somebody is, in the language of the reader where it is known; the words of a text stand in quotation marks. */
export function PartyName({ party }: { party: Party }) {
  const said = partySaid(party);
  const also = [party.country, party.sector].filter(Boolean).join(" ");
  return (
    <span class="party" title={also || undefined}>
      {said.words ? (
        <q>
          <Bdi lang={said.lang}>{said.text}</Bdi>
        </q>
      ) : (
        <Bdi lang={said.lang}>{said.text}</Bdi>
      )}
    </span>
  );
}

// How many parties of a side a line shows.
const partiesMax = 3;

/** Parties shows those on one side, the first few by name. */
export function Parties({ of }: { of: Party[] }) {
  const shown = of.slice(0, partiesMax);
  return (
    <span class="parties">
      {shown.map((p, i) => (
        <span key={p.key}>
          {i > 0 && <span class="plus"> + </span>}
          <PartyName party={p} />
        </span>
      ))}
      {of.length > shown.length && <span class="more"> {t("parties.more", { count: of.length - shown.length })}</span>}
    </span>
  );
}

/** Place shows where something was, with the country; pointing at it tells how exactly that is known. */
export function Place({ spot }: { spot: Spot }) {
  const said = placeSaid(spot);
  const land = spot.country && spot.precision !== "country" ? country(spot.country) : "";
  if (!said && !land) return null;
  return (
    <span class="place" title={spot.precision ? t(`precision.${spot.precision}`) : undefined}>
      {said && <Bdi lang={said.lang}>{said.text}</Bdi>}
      {said && land ? ", " : ""}
      {land}
    </span>
  );
}

/** Day shows a day or a stretch of days. */
export function Day({ start, end, full }: { start: string; end?: string; full?: boolean }) {
  if (!start) return <span class="day">{t("day.unknown")}</span>;
  const one = !end || end === start;
  return (
    <time class="day" dateTime={one ? start : undefined}>
      {one && full ? day(start) : days(start, end ?? start)}
    </time>
  );
}
