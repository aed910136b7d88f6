// What accounts say, as data in words: figures, days, places, who did it.
import type { ComponentChildren } from "preact";
import type { Account, Amount, Card, Figure, Position, Told } from "../cards";
import { range } from "../format";
import { has, t } from "../i18n";
import { partySaid } from "../names";
import type { FigureRange, Party, Spot } from "../records";
import { Bdi, Day, Figures, Parties, PartyName, Place, StatusMark } from "../ui";

/** withNames gives parties of a card the names that the card has for their keys. */
export function withNames(card: Card, parties: Party[] | undefined): Party[] {
  return (parties ?? []).map((p) => ({ ...p, names: p.names ?? card.names[p.key] }));
}

/** placed gives a place that an account tells the names that the card has for it. */
export function placed(card: Card, spot: Spot): Spot {
  const of = card.event_loc;
  return of && spot.name && of.name === spot.name && of.country === spot.country ? { ...spot, names: of.names } : spot;
}

/** countedOf names what is counted. */
export function countedOf(kind: string | undefined): string {
  return kind && has(`figure.${kind}`) ? t(`figure.${kind}`) : (kind ?? "");
}

function asRange(x: Amount): FigureRange {
  return { kind: x.kind ?? "", unit: x.unit, min: x.min, max: x.max };
}

/** AccountName names whose account it is: a party, or a paper in its own voice. */
export function AccountName({ account, card }: { account: Account; card: Card }) {
  if (account.voice === "publisher") return <Bdi lang={account.languages[0]}>{account.publishers.join(", ") || t("publisher.unknown")}</Bdi>;
  return <PartyName party={{ ...account.party, names: account.party.names ?? card.names[account.party.key] }} />;
}

/** accountText is AccountName as plain text. */
export function accountText(account: Account, card: Card): string {
  if (account.voice === "publisher") return account.publishers.join(", ") || t("publisher.unknown");
  return partySaid({ ...account.party, names: account.party.names ?? card.names[account.party.key] }).text;
}

/** ToldFigure shows a figure as an account last told it, and what it told before. */
export function ToldFigure({ of: f }: { of: Figure }) {
  const now = f.now.map((x) => range(x.min, x.max)).join(" + ");
  const before = (f.before ?? []).map((b) => b.amounts.map((x) => range(x.min, x.max)).join(" + "));
  return (
    <span class="told-figure">
      <b>{now}</b> {countedOf(f.kind || f.unit)}
      {before.length > 0 && <span class="before"> {t("account.before", { figures: before.join(" → ") })}</span>}
    </span>
  );
}

/** ToldDay shows a day with the words that tell it. */
export function ToldDay({ of, lang }: { of: Told; lang?: string }) {
  return (
    <>
      <Day start={of.start} end={of.end} />
      {of.text?.text && (
        <>
          {" "}
          <q>
            <Bdi lang={lang}>{of.text.text}</Bdi>
          </q>
        </>
      )}
    </>
  );
}

/** Row is one line of what is known. */
export function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Who shows who did it to whom; the arrow is told in words to those who do not see it. */
export function Who({ actor, recipient }: { actor: Party[]; recipient: Party[] }) {
  return (
    <span class="who">
      {actor.length > 0 ? <Parties of={actor} /> : <span class="nobody">{t("event.nobody")}</span>}
      {recipient.length > 0 && (
        <>
          <span class="arrow" aria-hidden="true">
            {" → "}
          </span>
          <span class="hidden"> {t("event.to")} </span>
          <Parties of={recipient} />
        </>
      )}
    </span>
  );
}

/** PositionSaid shows the thing that a position says. */
export function PositionSaid({ of: p, kind, card }: { of: Position; kind: string; card: Card }) {
  if (p.figure) return <Figures of={[p.figure]} />;
  if (p.date_told) return <Day start={p.date_told.start} end={p.date_told.end} />;
  if (p.event_loc) return <Place spot={placed(card, p.event_loc as Spot)} />;
  if (p.actor && p.actor.length > 0) return <Parties of={withNames(card, p.actor)} />;
  if (p.status) return <>{t(p.status === "negated" ? "event.no" : "event.yes")}</>;
  return <>{t(`disagreement.${kind}`)}</>;
}

/** sameParties tells whether two lists name the same parties. */
export function sameParties(a: Party[] | undefined, b: Party[] | undefined): boolean {
  const keys = (ps: Party[] | undefined) => (ps ?? []).map((p) => p.key).sort().join(" ");
  return keys(a) === keys(b);
}

/** Claims lists what an account holds of the event. */
export function Claims({ account: a, card }: { account: Account; card: Card }) {
  const lang = a.languages[0];
  const differs = !sameParties(a.actor, card.actor) || !sameParties(a.recipient, card.recipient);
  const rows: ComponentChildren[] = [];
  if (a.status !== card.status) {
    rows.push(
      <Row key="status" name={t("fact.status")}>
        {a.status === "actual" ? t("status.actual") : <StatusMark status={a.status} />}
      </Row>,
    );
  }
  if (differs && (a.actor?.length || a.recipient?.length)) {
    rows.push(
      <Row key="who" name={t("fact.who")}>
        <Who actor={withNames(card, a.actor)} recipient={withNames(card, a.recipient)} />
      </Row>,
    );
  }
  if (a.figures?.length) {
    rows.push(
      <Row key="figures" name={t("fact.figures")}>
        {a.figures.map((f, i) => (
          <span key={i}>
            {i > 0 && " · "}
            <ToldFigure of={f} />
          </span>
        ))}
      </Row>,
    );
  }
  if (a.date_told) {
    rows.push(
      <Row key="when" name={t("fact.when")}>
        <ToldDay of={a.date_told} lang={lang} />
      </Row>,
    );
  }
  if (a.event_loc) {
    rows.push(
      <Row key="where" name={t("fact.where")}>
        <Place spot={placed(card, a.event_loc)} />
      </Row>,
    );
  }
  return rows.length > 0 ? <dl class="known small">{rows}</dl> : null;
}

/** amounts shows the figures of a statement. */
export function amounts(list: Amount[] | undefined): FigureRange[] {
  return (list ?? []).filter((x) => x.kind && has(`figure.${x.kind}`)).map(asRange);
}
