// The frame around every page: the way to skip it, the masthead with menu, language and theme, and where the page goes.
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { lang, languages, t } from "./i18n";
import { pages, type PageProps } from "./pages";
import { followLinks, href, inLanguage, useLocation } from "./router";
import { useTheme, type Theme } from "./theme";
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
      <Masthead here={name} />
      <main id="main" ref={main} tabIndex={-1}>
        <PageOf name={name} at={at} key={name} />
      </main>
    </>
  );
}

function Masthead({ here }: { here: string }) {
  return (
    <header class="masthead">
      <a class="nameplate" href={href("")}>
        {t("name")}
      </a>
      <nav aria-label={t("menu")}>
        <ul>
          {Object.entries(pages)
            .filter(([, p]) => p.menu)
            .map(([name]) => (
              <li key={name}>
                <a href={href(name === "chronicle" ? "" : name)} aria-current={name === here ? "page" : undefined}>
                  {t(`page.${name}`)}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <Languages />
      <ThemeSwitch />
    </header>
  );
}

// Another language is another page of the server; the choice is kept for the address without a language.
function Languages() {
  return (
    <nav class="languages" aria-label={t("language")}>
      <ul>
        {languages.map((l) => (
          <li key={l}>
            <a
              href={inLanguage(l)}
              hreflang={l}
              lang={l}
              aria-current={l === lang ? "true" : undefined}
              onClick={() => {
                document.cookie = `language=${l}; path=/; max-age=31536000; SameSite=Strict`;
              }}
            >
              {t(`self.${l}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const themes: Theme[] = ["system", "light", "dark"];

function ThemeSwitch() {
  const [theme, set] = useTheme();
  return (
    <label class="theme">
      <span class="hidden">{t("theme")}</span>
      <select value={theme} onChange={(e) => set(e.currentTarget.value as Theme)}>
        {themes.map((x) => (
          <option key={x} value={x}>
            {t(`theme.${x}`)}
          </option>
        ))}
      </select>
    </label>
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
  if (!entry) return <Empty title={t("notfound.title")}>{t("notfound.text")}</Empty>;
  if (failed) return <Empty title={t("error.title")}>{t("error.page")}</Empty>;
  return Page ? <Page at={at} /> : <Loading />;
}
