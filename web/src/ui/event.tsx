// The marks of an event: what kind it is, how sure it is to have been, what it counts, who tells it, where accounts part.
import { list, money, range } from "../format";
import { has, t, tn } from "../i18n";
import type { Counts as CountsOf, FigureRange } from "../records";

// A quad class is told by colour, by the shape before the word and by the word itself, so that it can be told without seeing colours.
const shapes: Record<number, string> = {
  1: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6Z", // ring
  2: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z", // disc
  3: "M8 1.5 15 14H1L8 1.5Zm0 4L4.6 11.8h6.8L8 5.5Z", // open triangle
  4: "M8 1.5 15 14H1L8 1.5Z", // triangle
};

/** QuadShape is the sign of a quad class. */
export function QuadShape({ quad }: { quad: number }) {
  return (
    <svg class={`quadshape q${quad}`} viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      <path d={shapes[quad] ?? ""} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

/** modeKey is the string of a mode of a type. */
export function modeKey(type: string, mode: string): string {
  return `mode.${type}.${mode}`;
}

/** TypeBadge shows what happened: the type, and how, in the colour and with the shape of its quad class. */
export function TypeBadge({ type, mode = [], quad }: { type: string; mode?: string[]; quad: number }) {
  return (
    <span class={`type q${quad}`} title={t(`quad.${quad}`)}>
      <QuadShape quad={quad} />
      <span class="word">{t(`type.${type}`)}</span>
      {mode.length > 0 && <span class="mode">· {mode.map((m) => (has(modeKey(type, m)) ? t(modeKey(type, m)) : m)).join(", ")}</span>}
      <span class="hidden">({t(`quad.${quad}`)})</span>
    </span>
  );
}

/** StatusMark says where an event is not simply held to have happened. */
export function StatusMark({ status }: { status: string }) {
  return status === "actual" || !status ? null : <span class={`status ${status}`}>{t(`status.${status}`)}</span>;
}

// How much, and of what.
function Figure({ of: f }: { of: FigureRange }) {
  if (f.kind === "money" && f.unit) return <b>{money(f.min, f.max, f.unit)}</b>;
  return (
    <>
      <b>{range(f.min, f.max)}</b> {kindName(f)}
    </>
  );
}

// The kinds of figures that have a name of their own; others are shown with their unit.
function kindName(f: FigureRange): string {
  if (has(`figure.${f.kind}`)) return t(`figure.${f.kind}`);
  return f.unit && f.unit !== f.kind ? f.unit : f.kind;
}

/** Figures shows what is counted: how many dead, hurt, arrested; the least and the most that anybody tells. */
export function Figures({ of }: { of: FigureRange[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="figures">
      {of.map((f) => (
        <li key={`${f.kind} ${f.unit ?? ""}`}>
          <Figure of={f} />
        </li>
      ))}
    </ul>
  );
}

/** Counts says how many independent sources tell it, and in how many articles. */
export function Counts({ of }: { of: CountsOf }) {
  return (
    <span class="counts" title={t("counts.help")}>
      <b>{tn("counts.sources", of.independent_sources)}</b>
      {of.articles > of.independent_sources && <> {tn("counts.articles", of.articles)}</>}
    </span>
  );
}

/** DisagreementMark says that accounts part, and about what. */
export function DisagreementMark({ kinds }: { kinds: string[] }) {
  if (kinds.length === 0) return null;
  return (
    <span class="disagree">
      <span aria-hidden="true">≠ </span>
      {t("disagree", { about: kinds.map((k) => t(`disagreement.${k}`)).join(", ") })}
    </span>
  );
}

/** Languages says in which languages something is told. */
export function Languages({ of }: { of: string[] }) {
  return <span class="told-in">{list(of.map((l) => (has(`language.${l}`) ? t(`language.${l}`) : l)))}</span>;
}

/** Contexts says in what field an event lies. */
export function Contexts({ of }: { of: string[] }) {
  return <span class="contexts">{of.map((c) => (has(`context.${c}`) ? t(`context.${c}`) : c)).join(" · ")}</span>;
}
