// Light or dark: what the system prefers, unless the reader chose. The choice is kept in this browser; early.ts applies it before the
// first paint, and the stylesheet knows `data-theme` on the root element.
import { useEffect, useState } from "preact/hooks";

/** Theme is what the reader chose; "system" is no choice. */
export type Theme = "system" | "light" | "dark";

const key = "theme";

function current(): Theme {
  const t = document.documentElement.dataset["theme"];
  return t === "light" || t === "dark" ? t : "system";
}

/** useTheme gives the chosen theme and what changes it. */
export function useTheme(): [Theme, (t: Theme) => void] {
  const [theme, set] = useState<Theme>(current);
  useEffect(() => {
    if (theme === "system") {
      delete document.documentElement.dataset["theme"];
      localStorage.removeItem(key);
    } else {
      document.documentElement.dataset["theme"] = theme;
      localStorage.setItem(key, theme);
    }
  }, [theme]);
  return [theme, set];
}
