// Where accounts cannot both be right: for each matter a table of what is said, by whom, in which words.
import type { Account, Card, CardArticle, Disagreement } from "../cards";
import { t, tn } from "../i18n";
import { Bdi, PartyName } from "../ui";
import { AccountName, countedOf, PositionSaid } from "./said";
import { Quote } from "./quote";

/** Disagreements is the section of the event page. */
export function Disagreements({ card, articles }: { card: Card; articles: Map<string, CardArticle> }) {
  const all = card.disagreements ?? [];
  if (all.length === 0) {
    if (card.counts.independent_sources < 2) return null;
    return (
      <section aria-labelledby="disagreements-head" id="disagreements">
        <h2 id="disagreements-head">{t("disagreements.title")}</h2>
        <p class="soft">{t("disagreements.none")}</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="disagreements-head" id="disagreements">
      <h2 id="disagreements-head">
        {t("disagreements.title")} <span class="count">{tn("disagreements.count", all.length)}</span>
      </h2>
      {all.map((d, i) => (
        <Matter key={i} of={d} n={i} card={card} articles={articles} />
      ))}
    </section>
  );
}

function Matter({ of: d, n, card, articles }: { of: Disagreement; n: number; card: Card; articles: Map<string, CardArticle> }) {
  return (
    <div class="wide-table" id={`disagreement-${n}`}>
      <table class="positions">
        <caption>
          {t(`disagreement.${d.kind}`)}
          {d.of ? `: ${countedOf(d.of)}` : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("positions.what")}</th>
            <th scope="col">{t("positions.who")}</th>
            <th scope="col">{t("positions.words")}</th>
          </tr>
        </thead>
        <tbody>
          {d.positions.flatMap((p, i) =>
            p.sides.map((s, k) => (
              <tr key={`${i} ${k}`} class={k === 0 ? "first" : undefined}>
                {k === 0 && (
                  <th scope="rowgroup" rowSpan={p.sides.length} class="what">
                    <PositionSaid of={p} kind={d.kind} card={card} />
                  </th>
                )}
                <td class="who-says">
                  <SideName keys={s.accounts} side={s.side} card={card} />
                </td>
                <td>
                  {s.quotes.map((q, x) => (
                    <Quote key={x} of={q} articles={articles} />
                  ))}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function SideName({ keys, side, card }: { keys: string[]; side: string; card: Card }) {
  const accounts = keys.map((k) => card.accounts.find((a) => a.party.key === k)).filter((a): a is Account => Boolean(a));
  if (accounts.length === 0) return card.names[side] ? <PartyName party={{ key: side, names: card.names[side], name: side }} /> : <Bdi>{side.replace(/^publisher:/, "")}</Bdi>;
  return (
    <ul class="bare-list">
      {accounts.map((a) => (
        <li key={a.party.key}>
          <AccountName account={a} card={card} />
          {a.voice === "publisher" && <span class="soft"> {t("positions.own")}</span>}
        </li>
      ))}
    </ul>
  );
}
