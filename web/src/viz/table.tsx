// Tables that can be put in order by any column: what the drawings show, for whoever reads, copies or hears rather than looks.
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { lang, t } from "../i18n";

/** Column is one column of a table of T. `value` is what it is put in order by; `show` what stands in it, the value itself where it is left out. */
export interface Column<T> {
  id: string;
  head: string;
  value: (row: T) => number | string;
  show?: (row: T) => ComponentChildren;
  number?: boolean;
  help?: string;
}

interface Props<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  first: string; // the column that it is in the order of
  up?: boolean; // from the least
  most?: number; // so many rows, until more are asked for
  marked?: string; // the key of the row that is chosen
}

const words = new Intl.Collator(lang, { numeric: true });

/** SortTable is such a table. */
export function SortTable<T>({ caption, columns, rows, keyOf, first, up = false, most = 50, marked }: Props<T>) {
  const [by, setBy] = useState<[string, boolean]>([first, up]);
  const [all, setAll] = useState(false);
  const ordered = useMemo(() => {
    const column = columns.find((c) => c.id === by[0]) ?? columns[0];
    if (!column) return rows;
    const way = by[1] ? 1 : -1;
    return [...rows].sort((a, b) => {
      const [x, y] = [column.value(a), column.value(b)];
      const d = typeof x === "number" && typeof y === "number" ? x - y : words.compare(String(x), String(y));
      return way * d || words.compare(keyOf(a), keyOf(b));
    });
  }, [rows, columns, by]);
  const shown = all ? ordered : ordered.slice(0, most);
  return (
    <div class="tablewrap" tabIndex={0} role="region" aria-label={caption}>
      <table class="sorted">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.id} scope="col" class={c.number ? "number" : undefined} aria-sort={by[0] === c.id ? (by[1] ? "ascending" : "descending") : undefined}>
                <button type="button" title={c.help} onClick={() => setBy([c.id, by[0] === c.id ? !by[1] : !c.number])}>
                  {c.head}
                  <span aria-hidden="true" class="way">
                    {by[0] === c.id ? (by[1] ? "▲" : "▼") : ""}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)} class={keyOf(row) === marked ? "marked" : undefined}>
              {columns.map((c, i) => {
                const content = c.show ? c.show(row) : c.value(row);
                return i === 0 ? (
                  <th key={c.id} scope="row">
                    {content}
                  </th>
                ) : (
                  <td key={c.id} class={c.number ? "number" : undefined}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < ordered.length && (
        <p class="pager">
          <button type="button" onClick={() => setAll(true)}>
            {t("viz.all_rows", { count: new Intl.NumberFormat(document.documentElement.dataset["locale"]).format(ordered.length) })}
          </button>
        </p>
      )}
    </div>
  );
}
