// The panel of filters. A choice counts at once and stands in the address; what is typed counts with Enter or when it is chosen from what is suggested.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { has, t } from "../i18n";
import type { Stats } from "../records";
import { setQuery } from "../router";
import { QuadShape } from "../ui";
import { Suggest } from "./suggest";

// PLOVER's types by quad class, as ontology/plover.tsv has them.
const types: Record<number, string[]> = {
  4: ["ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"],
  3: ["ACCUSE", "REQUEST", "REJECT", "THREATEN"],
  1: ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"],
  2: ["COOPERATE", "AID", "RETREAT"],
};
const quads = [4, 3, 1, 2];
const statuses = ["actual", "planned", "hypothetical", "negated", "historical"];
const disagreements = ["denied", "responsibility", "figure", "date", "place"];

function toggle(query: URLSearchParams, name: string, value: string): void {
  const had = query.getAll(name);
  setQuery({ [name]: had.includes(value) ? had.filter((v) => v !== value) : [...had, value] });
}

function Check({ query, name, value, children }: { query: URLSearchParams; name: string; value: string; children: ComponentChildren }) {
  return (
    <label class="check">
      <input type="checkbox" checked={query.getAll(name).includes(value)} onChange={() => toggle(query, name, value)} />
      <span>{children}</span>
    </label>
  );
}

// A group that is folded away until it is asked for, or something in it is chosen.
function Fold({ title, open, children }: { title: string; open: boolean; children: ComponentChildren }) {
  return (
    <details class="fold" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** Panel is all filters. */
export function Panel({ query, stats }: { query: URLSearchParams; stats?: Stats }) {
  const languages = Object.keys(stats?.by_language ?? {}).sort();
  return (
    <form class="sieve" aria-label={t("filters")} onSubmit={(e) => e.preventDefault()}>
      <fieldset class="period">
        <legend>{t("filter.period")}</legend>
        <DayField query={query} name="from" label={t("filter.from")} />
        <DayField query={query} name="to" label={t("filter.to")} />
      </fieldset>
      <PartyField />
      <PlaceField />
      <fieldset>
        <legend>{t("filter.what")}</legend>
        {quads.map((q) => (
          <div class="quad" key={q}>
            <Check query={query} name="quad" value={String(q)}>
              <span class={`q${q}`}>
                <QuadShape quad={q} /> {t(`quad.${q}`)}
              </span>
            </Check>
          </div>
        ))}
        <Fold title={t("filter.types")} open={query.has("type")}>
          {quads.map((q) => (
            <ul class="types" key={q}>
              {types[q]?.map((x) => (
                <li key={x}>
                  <Check query={query} name="type" value={x}>
                    <span class={`q${q}`}>
                      <QuadShape quad={q} />
                    </span>{" "}
                    {t(`type.${x}`)}
                  </Check>
                </li>
              ))}
            </ul>
          ))}
        </Fold>
      </fieldset>
      <fieldset>
        <legend>{t("filter.accounts")}</legend>
        <Check query={query} name="disagreement" value="any">
          {t("filter.disagreement.any")}
        </Check>
        <Fold title={t("filter.disagreement")} open={query.getAll("disagreement").some((d) => d !== "any")}>
          {disagreements.map((d) => (
            <Check query={query} name="disagreement" value={d} key={d}>
              {t(`disagreement.${d}`)}
            </Check>
          ))}
        </Fold>
        <label class="field">
          {t("filter.sources")}
          <select value={query.get("sources_min") ?? ""} onChange={(e) => setQuery({ sources_min: e.currentTarget.value || null })}>
            <option value="">{t("filter.sources.any")}</option>
            {[2, 3, 5, 10].map((n) => (
              <option key={n} value={n}>
                {t("filter.sources.min", { count: n })}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <fieldset>
        <legend>{t("filter.told")}</legend>
        {languages.map((l) => (
          <Check query={query} name="language" value={l} key={l}>
            {has(`language.${l}`) ? t(`language.${l}`) : l}
          </Check>
        ))}
        <Fold title={t("filter.publisher")} open={query.has("publisher")}>
          <div class="scroll" tabIndex={0} role="group" aria-label={t("filter.publisher")}>
            {Object.keys(stats?.by_publisher ?? {})
              .sort((a, b) => a.localeCompare(b))
              .map((p) => (
                <Check query={query} name="publisher" value={p} key={p}>
                  <bdi>{p}</bdi>
                </Check>
              ))}
          </div>
        </Fold>
        <Fold title={t("filter.status")} open={query.has("status")}>
          {statuses.map((s) => (
            <Check query={query} name="status" value={s} key={s}>
              {t(`status.${s}`)}
            </Check>
          ))}
        </Fold>
      </fieldset>
    </form>
  );
}

function DayField({ query, name, label }: { query: URLSearchParams; name: "from" | "to"; label: string }) {
  return (
    <label class="field">
      {label}
      <input type="date" value={query.get(name) ?? ""} onChange={(e) => setQuery({ [name]: e.currentTarget.value || null })} />
    </label>
  );
}

function add(name: string, value: string): void {
  const had = new URLSearchParams(location.search).getAll(name);
  if (!had.includes(value)) setQuery({ [name]: [...had, value] });
}

function PartyField() {
  const [role, set] = useState("party");
  return (
    <fieldset>
      <legend>{t("filter.party")}</legend>
      <Suggest kind="actors" label={t("filter.party.who")} chosen={(v) => add(role, v)} />
      <label class="field">
        <span class="hidden">{t("filter.role")}</span>
        <select value={role} onChange={(e) => set(e.currentTarget.value)}>
          {["party", "actor", "recipient"].map((r) => (
            <option key={r} value={r}>
              {t(`role.${r}`)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

function PlaceField() {
  return (
    <fieldset>
      <legend>{t("filter.place")}</legend>
      <Suggest kind="places" label={t("filter.place.where")} chosen={(v) => add("place", v)} />
    </fieldset>
  );
}
