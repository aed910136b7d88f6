// One event: what is held to have happened, who says so and where they part, how it came to be known, and why its reports are one.
import { useEffect } from "preact/hooks";
import { useApi } from "../api";
import type { Card } from "../cards";
import { Accounts } from "../event/accounts";
import { Decide } from "../event/decide";
import { Disagreements } from "../event/disagreements";
import { Row, Who, withNames } from "../event/said";
import { Sources, Timeline } from "../event/sources";
import { Why } from "../event/why";
import { percent } from "../format";
import { lang, t } from "../i18n";
import { href, navigate } from "../router";
import { sentence } from "../sentence";
import { Bdi, Contexts, Counts, Day, DisagreementMark, Empty, ErrorNote, Figures, Loading, Place, StatusMark, TypeBadge } from "../ui";
import type { EventLine, Party } from "../records";
import type { PageProps } from ".";

/** Event is the page. */
export default function Event({ at }: PageProps) {
  const { data: card, problem, loading, again } = useApi<Card>(at.rest ? `/events/${encodeURIComponent(at.rest)}` : null);
  useEffect(() => {
    if (!card) return;
    document.title = t("title", { page: headline(card) });
    // The id of a report, or the beginning of one, leads to its event, which has one address.
    if (card.id !== at.rest && !loading) navigate(href("event", card.id) + location.hash, { replace: true, keepScroll: true });
  }, [card]);
  if (!at.rest) return <Empty title={t("notfound.title")}>{t("notfound.text")}</Empty>;
  if (problem) return <ErrorNote problem={problem} again={again} />;
  if (!card) return <Loading />;
  const articles = new Map(card.articles.map((a) => [a.id, a]));
  return (
    <article class="card-page">
      <Head card={card} />
      <div class="card-body">
        <Disagreements card={card} articles={articles} />
        <Accounts card={card} articles={articles} />
        <div class="two">
          <Timeline card={card} articles={articles} />
          <Sources card={card} articles={articles} />
        </div>
        <Why id={card.id} />
        <Decide card={card} articles={articles} changed={again} />
      </div>
    </article>
  );
}

function headline(card: Card): string {
  return sentence({ event: card.event[0] ?? "", mode: card.mode, status: card.status as EventLine["status"], actor: withNames(card, card.actor), recipient: withNames(card, card.recipient), place: card.event_loc });
}

// The steps of a confidence that have words of their own.
const steps = [0.95, 0.85, 0.7, 0.5];

function certainty(confidence: number): string {
  const i = steps.findIndex((s) => confidence >= s);
  return t(`certain.${i < 0 ? steps.length : i}`);
}

// filterOf is how lists are asked for the events of a party.
function filterOf(p: Party): string {
  return p.name || [p.country, p.sector].join("/").replace(/\/$/, "");
}

function Between({ a, b }: { a?: Party; b?: Party }) {
  if (!a || !b || !filterOf(a) || !filterOf(b)) return null;
  return (
    <a class="go" href={href("timeline", "", new URLSearchParams({ a: filterOf(a), b: filterOf(b) }))}>
      {t("fact.between")}
    </a>
  );
}

function Head({ card }: { card: Card }) {
  const quads = card.event.map((e) => <TypeBadge key={e} type={e} mode={card.mode} quad={card.quad_code} />);
  return (
    <header class="event-head">
      <p class="overline">
        {quads} <StatusMark status={card.status} /> {card.context.length > 0 && <Contexts of={card.context} />}
      </p>
      <h1>
        <Bdi>{headline(card)}</Bdi>
      </h1>
      <dl class="known">
        <Row name={t("fact.who")}>
          <Who actor={withNames(card, card.actor)} recipient={withNames(card, card.recipient)} />
          <Between a={card.actor[0]} b={card.recipient[0]} />
        </Row>
        <Row name={t("fact.when")}>
          <Day start={card.date} end={card.enddate} full />
          <span class="soft">
            {" "}
            {card.date_basis === "told" && card.date_certainty < 1 ? t("fact.share", { share: percent(card.date_certainty) }) : card.date_basis ? t(`basis.${card.date_basis}`) : ""}
          </span>
        </Row>
        {card.event_loc && (
          <Row name={t("fact.where")}>
            <Place spot={card.event_loc} />
            {!card.event_loc.names?.[lang] && card.event_loc.text?.[lang] && (
              <>
                {" "}
                <q>
                  <Bdi>{card.event_loc.text[lang]}</Bdi>
                </q>
              </>
            )}
            {card.event_loc.precision && <span class="soft"> ({t(`precision.${card.event_loc.precision}`)})</span>}
            {(card.event_loc.certainty ?? 1) < 1 && <span class="soft"> {t("fact.share", { share: percent(card.event_loc.certainty ?? 1) })}</span>}
            {card.event_loc.name && (
              <a class="go" href={href("map", "", new URLSearchParams({ place: card.event_loc.name }))}>
                {t("fact.map")}
              </a>
            )}
          </Row>
        )}
        {card.figures && card.figures.length > 0 && (
          <Row name={t("fact.figures")}>
            <Figures of={card.figures} />
          </Row>
        )}
        <Row name={t("fact.told")}>
          <a href="#sources">
            <Counts of={card.counts} />
          </a>
        </Row>
        <Row name={t("fact.sure")}>
          {certainty(card.confidence)} <span class="soft">({percent(card.confidence)})</span>
        </Row>
      </dl>
      {card.disagreements && card.disagreements.length > 0 && (
        <p>
          <a class="to-disagreements" href="#disagreements">
            <DisagreementMark kinds={[...new Set(card.disagreements.map((d) => d.kind))]} />
          </a>
        </p>
      )}
    </header>
  );
}
