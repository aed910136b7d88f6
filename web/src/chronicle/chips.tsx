// What is filtered by, each with a way to take it away.
import { t } from "../i18n";
import { setQuery } from "../router";
import { chipText, chosen, filters } from "./filter";

/** Chips shows the filters in force; nothing where there are none. */
export function Chips({ query }: { query: URLSearchParams }) {
  const all = chosen(query);
  if (all.length === 0) return null;
  return (
    <ul class="chips" aria-label={t("filters.active")}>
      {all.map((c) => (
        <li key={`${c.name} ${c.value}`}>
          <button
            type="button"
            class="chip"
            title={t("chip.remove", { value: chipText(c) })}
            onClick={() => setQuery({ [c.name]: query.getAll(c.name).filter((v) => v !== c.value) })}
          >
            <bdi>{chipText(c)}</bdi>
            <span aria-hidden="true"> ×</span>
            <span class="hidden"> {t("chip.remove.hint")}</span>
          </button>
        </li>
      ))}
      {all.length > 1 && (
        <li>
          <button type="button" class="plain" onClick={() => setQuery(Object.fromEntries(filters.map((f) => [f, null])))}>
            {t("filters.clear")}
          </button>
        </li>
      )}
    </ul>
  );
}
