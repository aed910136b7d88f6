// The chronicle: what happened, day by day; what most sources tell first; where accounts part, beside it. Filters stand in the address.
import { useEffect, useState } from "preact/hooks";
import { useApi } from "../api";
import { Chips } from "../chronicle/chips";
import { byDay, useEvents, type Listed } from "../chronicle/events";
import { asQuery, chosen } from "../chronicle/filter";
import { Panel } from "../chronicle/panel";
import { Rail } from "../chronicle/rail";
import { Strip } from "../chronicle/strip";
import { dayName, day as dayText, days, number } from "../format";
import { t, tn } from "../i18n";
import { useLive } from "../live";
import type { DisagreementLine, DisagreementPage, EventPage, Stats } from "../records";
import { href, setQuery } from "../router";
import { Empty, ErrorNote, EventCard, Loading, Pager } from "../ui";
import type { PageProps } from ".";

const orders = ["latest", "oldest", "loudest"];
const pageSize = 60;
const leads = 4; // of the front page
const railed = 6;

/** Chronicle is the page. */
export default function Chronicle({ at }: PageProps) {
  const { query } = at;
  const order = orders.includes(query.get("order") ?? "") ? (query.get("order") as string) : "latest";
  const stats = useApi<Stats>("/stats");
  const list = useEvents(`/events${asQuery(query, { order, limit: pageSize })}`);
  const differing = useApi<DisagreementPage>(`/disagreements${asQuery(query, { order: "loudest", limit: 50 })}`);
  const loudest = useApi<EventPage>(order === "loudest" ? null : `/events${asQuery(query, { order: "loudest", limit: leads, sources_min: query.get("sources_min") ?? 2 })}`);
  const [fresh, seen] = useLive();
  const told = new Map(differing.data?.events.map((e) => [e.id, e]));
  const lead = order === "loudest" || list.pages.flat().length <= leads * 2 ? [] : (loudest.data?.events ?? []);
  return (
    <div class="chronicle">
      <header class="title">
        <h1>{t("page.chronicle")}</h1>
        {stats.data && <Summary of={stats.data} />}
      </header>
      <Filters query={query} stats={stats.data} />
      <div class="top">
        <Chips query={query} />
        {stats.data?.last && <Strip query={query} last={stats.data.last} />}
        <p class="fresh" role="status">
          {fresh > 0 && (
            <button
              type="button"
              onClick={() => {
                seen();
                list.again();
              }}
            >
              {tn("live", fresh)}
            </button>
          )}
        </p>
        {lead.length > 0 && (
          <section class="lead" aria-labelledby="lead">
            <h2 id="lead">{t("lead")}</h2>
            <div>
              {lead.map((e) => (
                <EventCard key={e.id} event={e} told={told.get(e.id)} dated />
              ))}
            </div>
          </section>
        )}
      </div>
      <Rail of={(differing.data?.events ?? []).filter((e) => !lead.some((x) => x.id === e.id)).slice(0, railed)} more={more(query, differing.data)} />
      <div class="list">
        <Order order={order} />
        <List list={list} order={order} told={told} last={stats.data?.last ?? ""} filtered={chosen(query).length > 0} />
      </div>
    </div>
  );
}

function more(query: URLSearchParams, page?: DisagreementPage): string | undefined {
  if (!page || (page.events.length <= railed && !page.next)) return undefined;
  const q = new URLSearchParams(query);
  q.set("disagreement", "any");
  return href("", "", q);
}

function Summary({ of: s }: { of: Stats }) {
  const parts = [tn("count.articles", s.articles), tn("count.publishers", s.publishers), tn("count.events", s.events), tn("count.disagreeing", s.disagreeing)];
  return (
    <p class="summary">
      {s.first && (
        <>
          {t("summary.published")} <b>{days(s.first, s.last)}</b> ·{" "}
        </>
      )}
      {parts.join(" · ")}
    </p>
  );
}

// What the drawer covers, which nobody should get to by keyboard while it is open.
const behind = ".masthead, .foot, .chronicle > :not(.filters)";

// On a phone the panel is a drawer: a dialog that covers the page until it is put away.
function Filters({ query, stats }: { query: URLSearchParams; stats?: Stats }) {
  const [open, set] = useState(false);
  const n = chosen(query).length;
  useEffect(() => {
    document.body.classList.toggle("drawn", open);
    for (const e of document.querySelectorAll<HTMLElement>(behind)) e.inert = open;
    if (!open) return;
    const close = (e: KeyboardEvent) => e.key === "Escape" && set(false);
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [open]);
  return (
    <section class={`filters${open ? " open" : ""}`} aria-labelledby="filters">
      <h2 id="filters">
        <span class="wide-only">{t("filters")}</span>
        <button type="button" class="narrow-only" aria-expanded={open} aria-controls="panel" onClick={() => set(!open)}>
          {t("filters")}
          {n > 0 && <span class="badge"> {number(n)}</span>}
        </button>
      </h2>
      <div id="panel">
        <Panel query={query} stats={stats} />
        <p class="narrow-only done">
          <button type="button" class="strong" onClick={() => set(false)}>
            {t("filters.done")}
          </button>
        </p>
      </div>
    </section>
  );
}

function Order({ order }: { order: string }) {
  return (
    <p class="order">
      <label>
        {t("order")}{" "}
        <select value={order} onChange={(e) => setQuery({ order: e.currentTarget.value === "latest" ? null : e.currentTarget.value })}>
          {orders.map((o) => (
            <option key={o} value={o}>
              {t(`order.${o}`)}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

interface ListProps {
  list: Listed;
  order: string;
  told: Map<string, DisagreementLine>;
  last: string;
  filtered: boolean;
}

function List({ list, order, told, last, filtered }: ListProps) {
  if (list.problem && list.pages.length === 0) return <ErrorNote problem={list.problem} again={list.again} />;
  const all = list.pages.flat();
  if (all.length === 0) {
    if (list.loading) return <Loading />;
    return <Empty title={t("chronicle.none")}>{t(filtered ? "chronicle.none.filtered" : "chronicle.none.empty")}</Empty>;
  }
  return (
    <div aria-busy={list.loading}>
      {order === "loudest"
        ? all.map((e) => <EventCard key={e.id} event={e} told={told.get(e.id)} dated />)
        : byDay(list.pages).map(({ day, events }, i) => (
            <section key={`${day} ${i}`} class="one-day" aria-labelledby={`day-${day}-${i}`}>
              <h2 class="day-head" id={`day-${day}-${i}`}>
                {day ? (
                  <time dateTime={day}>
                    <span class="name">{dayName(day)}</span> {dayText(day)}
                  </time>
                ) : (
                  t("day.unknown")
                )}
                {last && day > last && <span class="ahead"> {t("day.ahead")}</span>}
              </h2>
              {events.map((e) => (
                <EventCard key={e.id} event={e} told={told.get(e.id)} />
              ))}
            </section>
          ))}
      {list.problem && <ErrorNote problem={list.problem} again={list.more} />}
      <Pager more={list.next ? list.more : null} loading={list.loading} />
    </div>
  );
}
