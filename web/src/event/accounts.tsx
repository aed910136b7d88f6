// The accounts side by side: a column for each party that speaks, and for the papers that speak for themselves.
import { useState } from "preact/hooks";
import type { Account, Card, CardArticle, Omission, Statement } from "../cards";
import { list } from "../format";
import { t, tn } from "../i18n";
import { Bdi, Parties, StatusMark } from "../ui";
import { AccountName, Claims, countedOf, withNames } from "./said";
import { Publisher, Quote, readerAt, Sentence } from "./quote";

// How many statements of one account are shown before one asks for all.
const statementsShown = 3;

type Articles = Map<string, CardArticle>;

/** Accounts is the section of the event page that tells who says what. */
export function Accounts({ card, articles }: { card: Card; articles: Articles }) {
  const [apart, setApart] = useState(false);
  const parties = card.accounts.filter((a) => a.voice === "party");
  const papers = card.accounts.filter((a) => a.voice === "publisher");
  const grouped = papers.length > 1 && !apart;
  return (
    <section aria-labelledby="accounts-head" id="accounts">
      <div class="section-head">
        <h2 id="accounts-head">{t("accounts.title")}</h2>
        {papers.length > 1 && (
          <label class="switch">
            <input type="checkbox" checked={apart} onChange={(e) => setApart(e.currentTarget.checked)} /> {t("accounts.apart")}
          </label>
        )}
      </div>
      <div class="columns">
        {parties.map((a) => (
          <Column key={a.party.key} accounts={[a]} card={card} articles={articles} />
        ))}
        {grouped ? (
          <Column accounts={papers} card={card} articles={articles} together />
        ) : (
          papers.map((a) => <Column key={a.party.key} accounts={[a]} card={card} articles={articles} />)
        )}
      </div>
    </section>
  );
}

function Column({ accounts, card, articles, together }: { accounts: Account[]; card: Card; articles: Articles; together?: boolean }) {
  const first = accounts[0] as Account;
  return (
    <section class={`voice-column ${first.voice} ${together ? "together" : ""}`} id={together ? "account-papers" : accountId(card, first)}>
      {together ? (
        <h3>
          {t("accounts.papers")} <span class="count">{tn("accounts.count", accounts.length)}</span>
        </h3>
      ) : (
        <AccountHead account={first} card={card} />
      )}
      <div class={together ? "within" : undefined}>
      {accounts.map((a) => (
        <div class="account" key={a.party.key} id={together ? accountId(card, a) : undefined}>
          {together && (
            <h4>
              <AccountName account={a} card={card} />
            </h4>
          )}
          <Claims account={a} card={card} />
          <Statements of={a} card={card} articles={articles} />
          <Parts account={a} card={card} articles={articles} />
        </div>
      ))}
      </div>
    </section>
  );
}

function AccountHead({ account: a, card }: { account: Account; card: Card }) {
  // A party that is known by what it is alone is also shown as the texts call it.
  const called = a.voice === "party" && !a.party.name ? Object.entries(a.party.text ?? {}) : [];
  return (
    <header>
      <h3>
        <AccountName account={a} card={card} />
      </h3>
      {called.length > 0 && (
        <p class="called">
          {called.map(([l, words]) => (
            <q key={l}>
              <Bdi lang={l}>{words}</Bdi>
            </q>
          ))}
        </p>
      )}
      <p class="carried-by">
        {a.voice === "publisher" ? (
          t("accounts.own")
        ) : (
          <>
            {t("accounts.in")} <Bdi>{list(a.publishers)}</Bdi>
          </>
        )}
      </p>
    </header>
  );
}

/** accountId is the name of an account's place on the page. */
export function accountId(card: Card, a: Account): string {
  return `account-${card.accounts.indexOf(a)}`;
}

function Statements({ of: a, card, articles }: { of: Account; card: Card; articles: Articles }) {
  const [all, setAll] = useState(false);
  const shown = all ? a.statements : a.statements.slice(0, statementsShown);
  const more = a.statements.length - shown.length;
  return (
    <ol class="statements">
      {shown.map((s) => (
        <li key={s.report}>
          <Said statement={s} account={a} card={card} articles={articles} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <button type="button" class="as-link" onClick={() => setAll(true)}>
            {tn("accounts.more", more)}
          </button>
        </li>
      )}
    </ol>
  );
}

function Said({ statement: s, account, card, articles }: { statement: Statement; account: Account; card: Card; articles: Articles }) {
  const copies = (s.carried ?? []).map((id) => articles.get(id)?.publisher).filter((p): p is string => Boolean(p));
  return (
    <blockquote class="quote" cite={readerAt(s.article, s.report)}>
      <p>
        {s.status !== account.status && <StatusMark status={s.status} />} <Sentence of={s.sentence} marks={s.event_text} lang={s.language} />
      </p>
      <footer>
        <a href={readerAt(s.article, s.report)}>
          <Publisher name={s.publisher} lang={s.language} at={s.published} />
        </a>
        {s.via && s.via.length > 0 && (
          <span class="via">
            {" "}
            {t("accounts.via")} <Parties of={withNames(card, s.via)} />
          </span>
        )}
        {copies.length > 0 && (
          <span class="carried">
            {" "}
            {t("accounts.same")} <Bdi>{list(copies)}</Bdi>
          </span>
        )}
      </footer>
    </blockquote>
  );
}

// Where an account parts from others: what it disagrees on, and what it leaves out.
function Parts({ account, card, articles }: { account: Account; card: Card; articles: Articles }) {
  const differs = (card.disagreements ?? []).map((d, i) => ({ d, i })).filter(({ d }) => d.positions.some((p) => p.sides.some((s) => s.accounts.includes(account.party.key))));
  const out = (card.omissions ?? []).filter((o) => o.account === account.party.key);
  if (differs.length + out.length === 0) return null;
  return (
    <>
      {differs.length > 0 && (
        <p class="differs">
          <span aria-hidden="true">≠ </span>
          {t("accounts.differs")}{" "}
          {differs.map(({ d, i }, n) => (
            <span key={i}>
              {n > 0 && ", "}
              <a href={`#disagreement-${i}`}>
                {t(`disagreement.${d.kind}`)}
                {d.of ? ` (${countedOf(d.of)})` : ""}
              </a>
            </span>
          ))}
        </p>
      )}
      {out.map((o, i) => (
        <LeftOut key={i} of={o} articles={articles} />
      ))}
    </>
  );
}

function LeftOut({ of: o, articles }: { of: Omission; articles: Articles }) {
  return (
    <details class="omits">
      <summary>{o.what === "figure" ? t("omits.figure", { of: countedOf(o.of) }) : o.what === "actor" ? t("omits.actor") : t("omits.place")}</summary>
      <p class="soft">{t("omits.told")}</p>
      {o.told.map((q, i) => (
        <Quote key={i} of={q} articles={articles} />
      ))}
    </details>
  );
}
