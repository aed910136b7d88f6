// What a page shows while it waits, where something went wrong, where there is nothing, and where there is more.
import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import type { Problem } from "../records";

/** Loading is shown while an answer is awaited; it is told to screen readers. */
export function Loading() {
  return (
    <p class="loading" role="status">
      {t("loading")}
    </p>
  );
}

// What the reader is told in words of this page, by status. Of some that is all; of others the server says more, in English.
const knownProblems: Record<number, string> = {
  0: "error.offline",
  401: "error.login",
  403: "error.role",
  404: "error.notfound",
  422: "error.wrong",
  429: "error.many",
};
const own = new Set([0, 404, 429]);

/** ErrorNote shows a problem of the API: what is wrong and, for each field, what to mend. */
export function ErrorNote({ problem, again }: { problem: Problem; again?: () => void }) {
  const known = knownProblems[problem.status];
  return (
    <div class="error" role="alert">
      <p>
        <b>{known ? t(known) : t("error.title")}</b>{" "}
        {!own.has(problem.status) && <bdi lang="en">{problem.detail || problem.title}</bdi>}
      </p>
      {problem.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((e, i) => (
            <li key={i}>
              {e.location && <code>{e.location}</code>} <bdi lang="en">{e.message}</bdi>
            </li>
          ))}
        </ul>
      )}
      {again && (
        <button type="button" onClick={again}>
          {t("error.again")}
        </button>
      )}
    </div>
  );
}

/** Empty says that there is nothing, and what one may do; `page` where that is all the page has. */
export function Empty({ title, children, page }: { title: string; children?: ComponentChildren; page?: boolean }) {
  return (
    <div class="empty">
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <p>{children}</p>}
    </div>
  );
}

/** Pager asks for what comes next in a list. */
export function Pager({ more, loading }: { more: (() => void) | null; loading: boolean }) {
  if (!more) return null;
  return (
    <p class="pager">
      <button type="button" onClick={more} disabled={loading}>
        {loading ? t("loading") : t("more")}
      </button>
    </p>
  );
}
