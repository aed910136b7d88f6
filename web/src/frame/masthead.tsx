// The head of every page: the name, the menu, the search, the languages, light or dark.
import { lang, languages, t } from "../i18n";
import { pages } from "../pages";
import { href, inLanguage, navigate, type Location } from "../router";
import { useTheme, type Theme } from "../theme";

/** Masthead is the head of a page; `here` is its name in the table of pages. */
export function Masthead({ here, at }: { here: string; at: Location }) {
  return (
    <header class="masthead">
      <a class="nameplate" href={href("")}>
        {t("name")}
      </a>
      <Search text={here === "search" ? (at.query.get("text") ?? "") : ""} />
      <div class="settings">
        <Languages />
        <ThemeSwitch />
      </div>
      <nav class="menu" aria-label={t("menu")}>
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
    </header>
  );
}

// "/" goes to the field (keys.tsx knows it by its id).
function Search({ text }: { text: string }) {
  return (
    <form
      role="search"
      class="search"
      action={href("search")}
      onSubmit={(e) => {
        e.preventDefault();
        const words = new FormData(e.currentTarget).get("text");
        if (typeof words === "string" && words.trim()) navigate(href("search", "", new URLSearchParams({ text: words.trim() })));
      }}
    >
      <label class="hidden" for="search">
        {t("search.label")}
      </label>
      <input id="search" type="search" name="text" key={text} defaultValue={text} placeholder={t("search.hint")} maxLength={200} autocomplete="off" />
      <button type="submit">
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.3 7.8 3.7 3.7" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
        <span class="hidden">{t("search.go")}</span>
      </button>
    </form>
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
              onClick={(e) => {
                // The address as it is now, filters and all, which this link may not have seen change.
                e.currentTarget.href = inLanguage(l);
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

// A disc, half dark: all of it light or dark where that was chosen.
const discs: Record<Theme, string> = {
  system: "M8 2a6 6 0 0 1 0 12Z",
  light: "",
  dark: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
};

function ThemeSwitch() {
  const [theme, set] = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] as Theme;
  const says = t("theme.is", { theme: t(`theme.${theme}`) });
  return (
    <button type="button" class="theme" title={says} aria-label={says} onClick={() => set(next)}>
      <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d={discs[theme]} fill="currentColor" />
      </svg>
    </button>
  );
}
