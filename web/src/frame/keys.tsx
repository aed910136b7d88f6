// Keys that work on every page: / to search, j and k from event to event, ? for this list. They rest while one types, and can be put off for good,
// as some speak to their machine and every word would be a key.
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { href } from "../router";

const off = "keys-off";

/** Keys listens, and shows the list of keys when asked. */
export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, set] = useState(() => localStorage.getItem(off) === null);
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || dialog.current?.open) return;
      if (e.key === "?") {
        e.preventDefault();
        dialog.current?.showModal();
      }
      if (!on) return;
      if (e.key === "/") {
        e.preventDefault();
        const field = document.getElementById("search") as HTMLInputElement | null;
        field?.focus();
        field?.select();
      } else if (e.key === "j" || e.key === "k") {
        e.preventDefault();
        step(e.key === "j" ? 1 : -1);
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [on]);
  const keep = (value: boolean) => {
    set(value);
    if (value) localStorage.removeItem(off);
    else localStorage.setItem(off, "1");
  };
  const rows: [key: string, does: string][] = [
    ["/", t("keys.search")],
    ["j", t("keys.next")],
    ["k", t("keys.previous")],
    ["Enter", t("keys.open")],
    ["Esc", t("keys.close")],
    ["?", t("keys.help")],
  ];
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys">
      <h2 id="keys">{t("keys")}</h2>
      <dl>
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={on} onChange={(e) => keep(e.currentTarget.checked)} />
        <span>{t("keys.on")}</span>
      </label>
      <p>
        <a href={href("about")} onClick={() => dialog.current?.close()}>
          {t("page.about")}
        </a>
      </p>
      <form method="dialog">
        <button type="submit">{t("keys.done")}</button>
      </form>
    </dialog>
  );
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

// step goes to the next or previous event of the page: from where one is, or from the first that can be seen.
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("article[data-event] h3 a")];
  if (links.length === 0) return;
  const here = document.activeElement?.closest("article[data-event]");
  let i = links.findIndex((l) => l.closest("article[data-event]") === here);
  if (i >= 0) i += by;
  else i = Math.max(0, links.findIndex((l) => l.getBoundingClientRect().top >= 0));
  const to = links[Math.min(Math.max(i, 0), links.length - 1)];
  to?.focus({ preventScroll: true });
  to?.closest("article")?.scrollIntoView({ block: "center" });
}
