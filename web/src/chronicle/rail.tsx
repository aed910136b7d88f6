// Beside the days: the events whose accounts part, with what is said and by whom.
import { t } from "../i18n";
import type { DisagreementLine } from "../records";
import { href } from "../router";
import { sentence } from "../sentence";
import { Bdi, Matters, QuadShape } from "../ui";

/** Rail lists disagreements; `more` is the address of all of them, where there are more. */
export function Rail({ of, more }: { of: DisagreementLine[]; more?: string }) {
  if (of.length === 0) return null;
  return (
    <aside class="rail" aria-labelledby="rail">
      <h2 id="rail">{t("rail")}</h2>
      {of.map((e) => (
        <article key={e.id}>
          <h3>
            <span class={`q${e.quad_code}`}>
              <QuadShape quad={e.quad_code} />
            </span>{" "}
            <a href={href("event", e.id)}>
              <Bdi>{sentence(e)}</Bdi>
            </a>
          </h3>
          <Matters of={e.matters} names={e.names} publishers={e.publishers} />
        </article>
      ))}
      {more && (
        <p>
          <a href={more}>{t("rail.all")}</a>
        </p>
      )}
    </aside>
  );
}
