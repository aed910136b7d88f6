// What stands beside the text: the record of what is pointed at, or the list of all that was read; copies of the article. On narrow screens
// it comes up from below.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Marked, MarkedReport } from "../cards";
import { number, percent } from "../format";
import { t, tn } from "../i18n";
import { href } from "../router";
import { Bdi, StatusMark, TypeBadge } from "../ui";
import { Who } from "../event/said";
import { Publisher } from "../event/quote";
import type { Target } from "./marks";
import { Damage, Record } from "./record";

interface Props {
  page: Marked;
  target: Target;
  kept: boolean; // it was chosen, and stays
  show: (report: string) => void;
  close: () => void;
  goTo: (byte: number) => void;
  changed: () => void;
}

/** Panel is the reader's side. */
export function Panel({ page, target, kept, show, close, goTo, changed }: Props) {
  const reports = target.reports.map((id) => page.reports.find((r) => r.id === id)).filter((r): r is MarkedReport => Boolean(r));
  const some = reports.length + target.defects.length > 0;
  const [n, setN] = useState(0);
  const box = useRef<HTMLElement>(null);
  const key = target.reports.join(" ");
  useEffect(() => {
    setN(0);
    box.current?.scrollTo(0, 0);
  }, [key]);
  const chosen = reports[Math.min(n, reports.length - 1)];
  return (
    <aside ref={box} class={`beside ${some ? "shown" : ""} ${kept ? "kept" : ""}`} aria-label={t("panel.title")}>
      {some && (
        <button type="button" class="shut" onClick={close}>
          {t("panel.close")}
        </button>
      )}
      <div aria-live="polite" class="live">
        {reports.length > 1 && (
          <p class="several">
            {tn("panel.several", reports.length)}{" "}
            {reports.map((r, i) => (
              <button key={r.id} type="button" aria-pressed={i === n} onClick={() => setN(i)}>
                {number(i + 1)}
              </button>
            ))}
          </p>
        )}
        {chosen && <Record key={chosen.id} page={page} report={chosen} changed={changed} />}
        {target.defects.map((d) => {
          const note = page.defects[d];
          return note && <Damage key={d} of={note} go={goTo} />;
        })}
      </div>
      <Overview page={page} show={show} chosen={chosen?.id} folded={some} />
    </aside>
  );
}

function Overview({ page, show, chosen, folded }: { page: Marked; show: (report: string) => void; chosen?: string; folded: boolean }) {
  const standing = page.reports.filter((r) => r.judged !== "reject");
  const rejected = page.reports.filter((r) => r.judged === "reject");
  return (
    <div class={`all-read ${folded ? "folded" : ""}`}>
      <h2>{tn("panel.reports", standing.length)}</h2>
      <ol class="report-list">
        {standing.map((r) => (
          <li key={r.id}>
            <button type="button" class="as-link" aria-current={r.id === chosen ? "true" : undefined} onClick={() => show(r.id)}>
              <TypeBadge type={r.type} mode={r.mode} quad={r.quad_code} /> <StatusMark status={r.status} /> <Who actor={r.actor} recipient={r.recipient} /> <small>{percent(r.confidence)}</small>
            </button>
          </li>
        ))}
      </ol>
      {rejected.length > 0 && (
        <details>
          <summary>{tn("panel.rejected", rejected.length)}</summary>
          <ul>
            {rejected.map((r) => (
              <li key={r.id}>
                <TypeBadge type={r.type} mode={r.mode} quad={r.quad_code} /> <Who actor={r.actor} recipient={r.recipient} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {page.copies.length > 0 && (
        <>
          <h2>{tn("panel.copies", page.copies.length)}</h2>
          <ul class="bare-list">
            {page.copies.map((c) => (
              <li key={c.id}>
                <a href={href("article", c.id)}>
                  <Bdi lang={c.language}>{c.title || t("article.untitled")}</Bdi>
                </a>{" "}
                <small>
                  <Publisher name={c.publisher} lang={c.language} at={c.published} />
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
