// Search in any language: parties, places, events and articles. A word finds the party that it names, and the party all events that have
// it, in whatever language they were told.
import { useApi } from "../api";
import { published } from "../format";
import { lang as here, t, tn } from "../i18n";
import { country, partyCode, partySaid, placeSaid } from "../names";
import type { ActorCount, ArticleLine, Found, PlaceCount } from "../records";
import { href } from "../router";
import { Bdi, Empty, ErrorNote, EventCard, Loading } from "../ui";
import type { PageProps } from ".";

const most = 12; // of each kind

/** Search is the page. */
export default function Search({ at }: PageProps) {
  const text = (at.query.get("text") ?? "").trim();
  const { data, problem, loading, again } = useApi<Found>(text ? `/search?${new URLSearchParams({ text, limit: String(most) })}` : null);
  const nothing = data && data.actors.length + data.places.length + data.events.length + data.articles.length === 0;
  return (
    <div class="searched">
      <h1>{text ? t("search.for", { text: `“${text}”` }) : t("page.search")}</h1>
      {!text && <p class="hint">{t("search.how")}</p>}
      {problem && <ErrorNote problem={problem} again={again} />}
      {loading && !data && <Loading />}
      {nothing && <Empty title={t("search.none")}>{t("search.none.how")}</Empty>}
      {data && !nothing && text && (
        <div class="finds" aria-busy={loading}>
          <div class="aside">
            <Actors of={data.actors} />
            <Places of={data.places} />
          </div>
          <div>
            <Events found={data} text={text} />
            <Articles of={data.articles} />
          </div>
        </div>
      )}
    </div>
  );
}

function Actors({ of }: { of: ActorCount[] }) {
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="actors">
      <h2 id="actors">{t("search.actors")}</h2>
      <ul class="plain-list">
        {of.map((a) => {
          const said = partySaid(a);
          return (
            <li key={a.key}>
              <a href={href("", "", new URLSearchParams({ party: partyCode(a) }))}>
                <Bdi lang={said.lang}>{said.text}</Bdi>
              </a>{" "}
              <small>{tn("count.events", a.events)}</small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Places({ of }: { of: PlaceCount[] }) {
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t("search.places")}</h2>
      <ul class="plain-list">
        {of.map((p) => {
          const said = placeSaid(p);
          return (
            <li key={`${p.country} ${p.name ?? ""} ${p.admin1 ?? ""}`}>
              <a href={href("", "", new URLSearchParams({ place: p.name ?? p.country }))}>
                <Bdi lang={said?.lang}>{said?.text ?? country(p.country)}</Bdi>
              </a>{" "}
              <small>
                {p.name && p.country ? `${country(p.country)} · ` : ""}
                {tn("count.events", p.events)}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

// The events of the words themselves; of the party that was found, the chronicle has all.
function Events({ found, text }: { found: Found; text: string }) {
  const first = found.actors[0];
  return (
    <section aria-labelledby="events">
      <h2 id="events">{t("search.events")}</h2>
      {first && (
        <p>
          <a href={href("", "", new URLSearchParams({ party: partyCode(first) }))}>{t("search.all", { name: partySaid(first).text })}</a>
        </p>
      )}
      {found.events.map((e) => (
        <EventCard key={e.id} event={e} dated />
      ))}
      {found.events.length >= most && (
        <p>
          <a href={href("", "", new URLSearchParams({ text }))}>{t("search.words", { text: `“${text}”` })}</a>
        </p>
      )}
      {found.events.length === 0 && <p class="hint">{t("chronicle.none")}</p>}
    </section>
  );
}

function Articles({ of }: { of: ArticleLine[] }) {
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="articles">
      <h2 id="articles">{t("search.articles")}</h2>
      <ul class="plain-list articles">
        {of.map((a) => (
          <li key={a.id}>
            <a href={href("article", a.id)}>
              <Bdi lang={a.language}>{a.title || a.id}</Bdi>
            </a>{" "}
            <small>
              {a.publisher && <Bdi>{a.publisher}</Bdi>}
              {a.published ? ` · ${published(a.published)}` : ""}
              {a.language !== here ? ` · ${t(`language.${a.language}`)}` : ""}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
