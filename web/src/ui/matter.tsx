// Where accounts part: each matter with what is said, and by whom. The words themselves stand on the event's page.
import { days, range } from "../format";
import { has, lang as here, t } from "../i18n";
import { keySaid, partySaid, placeSaid, type Said } from "../names";
import type { Disagreement, Names, Party, Position } from "../records";
import { Bdi } from "./names";

type NamesOf = Record<string, Names>;

/** Matters lists the disagreements of an event; `publishers` are its own, as they write themselves. */
export function Matters({ of, names, publishers }: { of: Disagreement[]; names: NamesOf; publishers: string[] }) {
  return (
    <ul class="matters">
      {of.map((m, i) => (
        <li key={i}>
          <b class="matter">
            <span aria-hidden="true">≠ </span>
            {t("matter", { about: t(`disagreement.${m.kind}`) })}
            {m.of && has(`figure.${m.of}`) ? ` (${t(`figure.${m.of}`)})` : ""}
          </b>
          <ul class="stands">
            {m.positions.map((p, k) => (
              <li key={k}>
                <b>
                  <Bdi>{said(p, names)}</Bdi>
                </b>
                <span class="holders">
                  {holders(p, names, publishers).map((h, n) => (
                    <span key={n}>
                      {n > 0 && ", "}
                      <Bdi lang={h.lang && h.lang !== here ? h.lang : undefined}>{h.text}</Bdi>
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

// What a position says, in few words.
function said(p: Position, names: NamesOf): string {
  if (p.figure) return range(p.figure.min, p.figure.max);
  if (p.date_told) return days(p.date_told.start, p.date_told.end);
  if (p.event_loc) return placeSaid(p.event_loc)?.text ?? "";
  if (p.actor?.length) return p.actor.map((a) => named(a, names)).join(", ");
  return p.status ? t(p.status === "negated" ? "position.denied" : "position.held") : "";
}

function named(a: Party, names: NamesOf): string {
  return partySaid({ ...a, names: names[a.key] ?? a.names }).text;
}

// How many of those who hold a position are named.
const holdersMax = 4;

function holders(p: Position, names: NamesOf, publishers: string[]): Said[] {
  const keys = [...new Set(p.sides.flatMap((s) => s.accounts))];
  const all = keys.slice(0, holdersMax).map((k) => keySaid(k, names, publishers));
  return keys.length > holdersMax ? [...all, { text: t("parties.more", { count: keys.length - holdersMax }), lang: here }] : all;
}
