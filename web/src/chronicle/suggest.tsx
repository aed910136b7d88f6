// A field that suggests parties or places while one types, in any language: a combobox as WAI-ARIA describes it.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { request } from "../api";
import { number } from "../format";
import { t } from "../i18n";
import { allCountries, country, partyCode, partySaid, placeSaid } from "../names";
import type { Found } from "../records";

interface Option {
  value: string;
  text: string;
  more?: string; // beside it: its country, how many events
}

// How many are suggested, and how long one may pause while typing, in milliseconds.
const most = 8;
const pause = 200;

async function find(kind: "actors" | "places", text: string, signal: AbortSignal): Promise<Option[]> {
  const found = await request<Found>(`/search?${new URLSearchParams({ text, limit: String(most) })}`, { signal });
  const out: Option[] =
    kind === "actors"
      ? found.actors.map((a) => ({ value: partyCode({ ...a, names: undefined }), text: partySaid(a).text, more: number(a.events) }))
      : found.places.map((p) => ({ value: p.name ?? p.country, text: placeSaid(p)?.text ?? p.country, more: p.name ? country(p.country) : undefined }));
  const folded = text.toLocaleLowerCase();
  for (const [code, name] of allCountries()) {
    if (name.toLocaleLowerCase().startsWith(folded) && !out.some((o) => o.value === code)) out.push({ value: code, text: name });
  }
  return out.filter((o, i) => out.findIndex((x) => x.value === o.value) === i).slice(0, most);
}

/** Suggest is the field; `chosen` is told what the filter takes: a code or a name, or what was typed. */
export function Suggest({ kind, label, chosen }: { kind: "actors" | "places"; label: string; chosen: (value: string) => void }) {
  const [text, setText] = useState("");
  const [options, setOptions] = useState<Option[]>([]);
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const typed = text.trim();
    setAt(-1);
    if (!typed) {
      setOptions([]);
      return;
    }
    const stop = new AbortController();
    const due = setTimeout(() => {
      find(kind, typed, stop.signal).then(setOptions, () => undefined); // without suggestions one can still type
    }, pause);
    return () => {
      clearTimeout(due);
      stop.abort();
    };
  }, [text, kind]);
  const take = (value: string) => {
    if (value.trim()) chosen(value.trim());
    setText("");
    setOpen(false);
    field.current?.focus();
  };
  const key = (e: KeyboardEvent) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      setOpen(true);
      const n = options.length;
      if (n) setAt((i) => (e.key === "ArrowDown" ? (i + 1) % n : (i <= 0 ? n : i) - 1));
    } else if (e.key === "Enter") {
      e.preventDefault();
      take(options[at]?.value ?? text);
    } else if (e.key === "Escape" && open) {
      e.stopPropagation();
      setOpen(false);
    }
  };
  const shown = open && options.length > 0;
  return (
    <div class="suggest">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={field}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        value={text}
        onInput={(e) => {
          setText(e.currentTarget.value);
          setOpen(true);
        }}
        onKeyDown={key}
        onBlur={() => setOpen(false)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown}>
        {options.map((o, i) => (
          // A click would take the focus away first, and fold the list; the press comes before that.
          <li
            key={o.value}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseDown={(e) => {
              e.preventDefault();
              take(o.value);
            }}
          >
            <bdi>{o.text}</bdi> {o.more && <small>{o.more}</small>}
          </li>
        ))}
      </ul>
      <span class="hidden" role="status">
        {shown ? t("suggest.count", { count: options.length }) : ""}
      </span>
    </div>
  );
}
