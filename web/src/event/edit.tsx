// The fields of one report, in the short forms of `bakhar correct edit --set`; only what was changed is sent.
import { useEffect, useState } from "preact/hooks";
import { useApi } from "../api";
import type { Report, ReportParty } from "../cards";
import { keysUnder, t, has } from "../i18n";
import { ErrorNote, Loading } from "../ui";

/** Change sets one field of a report. */
export interface Change {
  field: string;
  value: string;
}

const statuses = ["actual", "planned", "hypothetical", "negated", "historical"];

// "RUS/MIL:Northern Fleet@नौदल + UKR"
function parties(ps: ReportParty[] | undefined): string {
  return (ps ?? [])
    .map((p) => [p.country, p.sector].map((x) => x ?? "").join("/").replace(/\/$/, "") + (p.name ? `:${p.name}` : "") + (p.text ? `@${p.text}` : ""))
    .join(" + ");
}

function fields(r: Report): Record<string, string> {
  return {
    type: r.type,
    mode: (r.modes ?? []).join(", "),
    actor: parties(r.actors),
    recipient: parties(r.recipients),
    date: r.date.start && r.date.end !== r.date.start ? `${r.date.start}/${r.date.end}` : r.date.start,
    place: r.place ? `${r.place.name ?? r.place.text},${r.place.country}@${r.place.text}` : "",
    status: r.status,
    attribution: parties(r.attribution),
  };
}

/** Edit shows the fields of a report, and tells what is to be changed. */
export function Edit({ report, set }: { report: string; set: (changes: Change[]) => void }) {
  const { data, problem, again } = useApi<Report>(`/reports/${report}`);
  const [now, setNow] = useState<Record<string, string>>();
  const before = data && fields(data);
  useEffect(() => {
    if (data) setNow(fields(data));
  }, [data]);
  if (problem) return <ErrorNote problem={problem} again={again} />;
  if (!now || !before) return <Loading />;
  const change = (field: string, value: string) => {
    const next = { ...now, [field]: value };
    if (field === "type") next["mode"] = "";
    setNow(next);
    set(Object.keys(next).filter((f) => next[f] !== before[f]).map((f) => ({ field: f, value: next[f] ?? "" })));
  };
  const modes = keysUnder(`mode.${now["type"]}.`).map((k) => k.split(".")[2] as string);
  return (
    <div class="fields">
      <Choice name={t("field.type")} value={now["type"] ?? ""} of={keysUnder("type.").map((k) => k.slice("type.".length))} word={(x) => t(`type.${x}`)} set={(v) => change("type", v)} />
      <Choice name={t("field.mode")} value={now["mode"] ?? ""} of={["", ...modes]} word={(x) => (has(`mode.${now["type"]}.${x}`) ? t(`mode.${now["type"]}.${x}`) : t("field.none"))} set={(v) => change("mode", v)} />
      <Choice name={t("fact.status")} value={now["status"] ?? ""} of={statuses} word={(x) => t(`status.${x}`)} set={(v) => change("status", v)} />
      {["actor", "recipient", "date", "place", "attribution"].map((f) => (
        <label key={f}>
          {t(`field.${f}`)}
          <input type="text" value={now[f]} spellcheck={false} onInput={(e) => change(f, e.currentTarget.value)} />
          <small>{t(`field.${f}.help`)}</small>
        </label>
      ))}
    </div>
  );
}

function Choice({ name, value, of, word, set }: { name: string; value: string; of: string[]; word: (x: string) => string; set: (v: string) => void }) {
  return (
    <label>
      {name}
      <select value={value} onChange={(e) => set(e.currentTarget.value)}>
        {of.includes(value) ? null : <option value={value}>{value}</option>}
        {of.map((x) => (
          <option key={x} value={x}>
            {word(x)}
          </option>
        ))}
      </select>
    </label>
  );
}
