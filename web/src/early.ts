// Runs before the first paint: the theme that the reader chose, so that no page flashes in the other. See theme.ts.
const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset["theme"] = chosen;
