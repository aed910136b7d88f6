// The start of every page: words first, then the frame, then the page that the address names.
import { render } from "preact";
import { loadStrings } from "./i18n";
import { App } from "./app";
import { loadNames } from "./names";

const root = document.getElementById("app");
if (root) {
  Promise.all([loadStrings(), loadNames()]).then(
    () => {
      root.textContent = "";
      render(<App />, root);
    },
    (e: unknown) => {
      root.textContent = String(e);
    },
  );
}
