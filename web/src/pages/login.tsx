// Who the reader is to the server, and how to become an analyst.
import { useState } from "preact/hooks";
import { Failed } from "../api";
import { published } from "../format";
import { has, t } from "../i18n";
import type { Problem } from "../records";
import { decides, login, logout, useSession } from "../session";
import { ErrorNote, Loading } from "../ui";

/** Login is the page. */
export default function Login() {
  const session = useSession();
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [waiting, setWaiting] = useState(false);
  const attempt = (f: () => Promise<void>) => {
    setWaiting(true);
    setProblem(undefined);
    f()
      .then(() => setToken(""))
      .catch((e: unknown) => {
        if (!(e instanceof Failed)) throw e;
        setProblem(e.problem);
      })
      .finally(() => setWaiting(false));
  };
  if (!session) return <Loading />;
  return (
    <div class="login">
      <h1>{t("page.login")}</h1>
      <section class="now" aria-label={t("login.now")}>
        <p role="status">
          {t("login.now")} <b>{has(`role.${session.role}`) ? t(`role.${session.role}`) : session.role}</b>
          {session.name && (
            <>
              {" "}
              (<bdi>{session.name}</bdi>)
            </>
          )}
          {session.until && <span class="soft"> {t("login.until", { when: published(session.until) })}</span>}
        </p>
        <p class="soft">{t(session.local && decides(session) ? "login.local" : `role.${session.role}.can`)}</p>
        {session.name && !session.local && (
          <button type="button" disabled={waiting} onClick={() => attempt(() => logout(session.csrf))}>
            {t("login.out")}
          </button>
        )}
      </section>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          attempt(() => login(token.trim()));
        }}
      >
        <label>
          {t("login.token")}
          <input type="password" value={token} onInput={(e) => setToken(e.currentTarget.value)} autocomplete="current-password" required maxLength={200} spellcheck={false} />
        </label>
        <p class="soft">
          {t("login.how")} <code>bakhar token add --role analyst --name NAME</code>
        </p>
        {problem && (problem.status === 401 || problem.status === 403 || problem.status === 422 ? <p class="error" role="alert">{t("login.wrong")}</p> : <ErrorNote problem={problem} />)}
        <button type="submit" class="main" disabled={waiting || !token.trim()}>
          {waiting ? t("loading") : t("login.in")}
        </button>
      </form>
    </div>
  );
}
