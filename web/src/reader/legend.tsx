// What the marks mean, and which of them are drawn.
import type { Marked, MarkKind } from "../cards";
import { number } from "../format";
import { t } from "../i18n";
import { counts, kinds } from "./marks";

/** Legend lists the kinds of mark with a switch each. */
export function Legend({ page, off, turn }: { page: Marked; off: ReadonlySet<MarkKind>; turn: (k: MarkKind) => void }) {
  const n = counts(page);
  return (
    <fieldset class="legend">
      <legend>{t("legend.title")}</legend>
      {kinds
        .filter((k) => n.get(k))
        .map((k) => (
          <label key={k}>
            <input type="checkbox" checked={!off.has(k)} onChange={() => turn(k)} />
            <span class={`k k-${k}`}>{t(`mark.${k}`)}</span> <small>{number(n.get(k) ?? 0)}</small>
          </label>
        ))}
    </fieldset>
  );
}
