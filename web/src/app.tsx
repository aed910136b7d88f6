// The frame around every page: the way to skip it, the masthead, where the page goes, the foot, and the keys that work everywhere.
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Keys } from "./frame/keys";
import { Masthead } from "./frame/masthead";
import { t } from "./i18n";
import { pages, type PageProps } from "./pages";
import { followLinks, href, useLocation } from "./router";
import { Empty, Loading } from "./ui";

/** App is the whole of what is drawn. */
export function App() {
  const at = useLocation();
  const name = at.page || "chronicle";
  const main = useRef<HTMLElement>(null);
  useEffect(
    () =>
      followLinks((keepScroll) => {
        if (keepScroll) return;
        scrollTo(0, 0);
        main.current?.focus({ preventScroll: true });
      }),
    [],
  );
  useEffect(() => {
    document.title = t("title", { page: t(name in pages ? `page.${name}` : "notfound.title") });
  }, [name]);
  return (
    <>
      <a class="skip" href="#main">
        {t("skip")}
      </a>
      <Masthead here={name} at={at} />
      <main id="main" ref={main} tabIndex={-1}>
        <PageOf name={name} at={at} key={name} />
      </main>
      <Foot />
      <Keys />
    </>
  );
}

function PageOf({ name, at }: { name: string; at: PageProps["at"] }) {
  const [Page, set] = useState<ComponentType<PageProps> | null>(null);
  const [failed, setFailed] = useState(false);
  const entry = Object.hasOwn(pages, name) ? pages[name] : undefined;
  useEffect(() => {
    let gone = false;
    entry?.load().then(
      (m) => !gone && set(() => m.default),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [entry]);
  if (!entry) return <Empty page title={t("notfound.title")}>{t("notfound.text")}</Empty>;
  if (failed) return <Empty page title={t("error.title")}>{t("error.page")}</Empty>;
  return Page ? <Page at={at} /> : <Loading />;
}

function Foot() {
  return (
    <footer class="foot">
      <p>
        {t("foot")} <a href={href("about")}>{t("page.about")}</a> · <a href={href("api")}>{t("page.api")}</a> · <a href={href("login")}>{t("page.login")}</a>
        {" · "}
        <a href={document.documentElement.dataset["licences"]}>{t("foot.licences")}</a>
      </p>
    </footer>
  );
}
