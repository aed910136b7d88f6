// The filters of the chronicle, folded above a drawing, and those in force as chips.
import { useApi } from "../api";
import { Chips } from "../chronicle/chips";
import { Panel } from "../chronicle/panel";
import { t } from "../i18n";
import type { Stats } from "../records";

/** Sieve shows and changes what is drawn of. */
export function Sieve({ query }: { query: URLSearchParams }) {
  const stats = useApi<Stats>("/stats").data;
  return (
    <div class="sieve-fold">
      <details>
        <summary>{t("filters")}</summary>
        <Panel query={query} stats={stats} />
      </details>
      <Chips query={query} />
    </div>
  );
}
