// A field that finds a party by any of its names, in any language: a combobox as ARIA describes it.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useApi } from "../api";
import { number } from "../format";
import { t, tn } from "../i18n";
import { actorName } from "./counts";
import type { ActorCount, ActorList } from "../records";

interface Props {
  label: string;
  value: string; // the key of the party, "" for none
  choose: (key: string) => void;
}

const shown = 10;

/** Called is what a party is called by. */
type Called = Pick<ActorCount, "key" | "name" | "names" | "country" | "sector">;

/** useActor finds who a key of an address means. */
export function useActor(key: string): Called | undefined {
  const { data } = useApi<ActorList>(key ? `/actors?party=${encodeURIComponent(key)}&limit=50` : null);
  return key ? (data?.actors?.find((a) => a.key === key) ?? ofCode(key)) : undefined;
}

// Who a code of the filters means, as IND or SDN/REB: all that is of a country, or of one sector of it.
function ofCode(key: string): Called | undefined {
  const [, country, sector] = /^([A-Z]{3})(?:\/([A-Z]{3}))?$/.exec(key) ?? [];
  if (!country) return undefined;
  return sector ? { key, country, sector } : { key, country };
}

// How many of the commonest parties are looked through by the names that they have on this page.
const commonMost = 500;

const fold = (s: string) => s.normalize("NFC").toLocaleLowerCase();

// The API finds parties by the names of the gazetteer. Those that have none, as "Indian police", are called by this page: their names it knows itself.
function merged(asked: string, common: ActorCount[], found: ActorCount[]): ActorCount[] {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  const fits = (name: string) => {
    const parts = fold(name).split(/[\s(),.-]+/);
    return words.every((w) => parts.some((p) => p.startsWith(w)));
  };
  const here = words.length ? common.filter((a) => fits(actorName(a)) || Object.values(a.names ?? {}).some(fits)) : [];
  const all = new Map([...here, ...found].map((a) => [a.key, a]));
  return [...all.values()].sort((a, b) => b.events - a.events || (a.key < b.key ? -1 : 1)).slice(0, shown);
}

/** ActorPicker is the field. */
export function ActorPicker({ label, value, choose }: Props) {
  const id = useId();
  const known = useActor(value);
  const [typed, setTyped] = useState<string | null>(null); // null: nothing is being typed
  const [asked, setAsked] = useState("");
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const open = typed !== null;
  const { data } = useApi<ActorList>(open ? `/actors?limit=${shown}${asked ? `&text=${encodeURIComponent(asked)}` : ""}` : null);
  const common = useApi<ActorList>(open && asked ? `/actors?limit=${commonMost}` : null).data;
  const options = open ? merged(asked, common?.actors ?? [], data?.actors ?? []) : [];
  useEffect(() => {
    const due = setTimeout(() => setAsked(typed?.trim() ?? ""), 180);
    return () => clearTimeout(due);
  }, [typed]);
  useEffect(() => setActive(0), [data]);
  const take = (a: ActorCount | undefined) => {
    if (!a) return;
    choose(a.key);
    setTyped(null);
  };
  const keys = (e: KeyboardEvent) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (!open) setTyped("");
      else if (options.length) setActive((active + (e.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
    } else if (e.key === "Enter" && open) {
      e.preventDefault();
      take(options[active]);
    } else if (e.key === "Escape") setTyped(null);
  };
  return (
    <div class="picker">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={open && options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && options[active] ? `${id}-${active}` : undefined}
        placeholder={t("picker.hint")}
        value={typed ?? (known ? actorName(known) : value)}
        onFocus={(e) => e.currentTarget.select()}
        onInput={(e) => setTyped(e.currentTarget.value)}
        onClick={() => !open && setTyped("")}
        onKeyDown={keys}
        onBlur={() => setTyped(null)}
      />
      {value && (
        <button type="button" class="plain" aria-label={t("picker.clear", { who: known ? actorName(known) : value })} onClick={() => choose("")}>
          ×
        </button>
      )}
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open || options.length === 0}>
        {options.map((a, i) => (
          <li
            key={a.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            onPointerDown={(e) => (e.preventDefault(), take(a))}
            onPointerEnter={() => setActive(i)}
          >
            <bdi>{actorName(a)}</bdi> <small>{tn("viz.events", a.events)}</small>
          </li>
        ))}
      </ul>
      <span class="hidden" role="status">
        {open && data ? t("picker.found", { count: number(options.length) }) : ""}
      </span>
    </div>
  );
}
