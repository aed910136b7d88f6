// The reader: one article as it was, with all that was read out of it. Pointing at a mark shows the record, clicking keeps it; n and p go from
// mark to mark, Escape lets go. ?report= in the address leads to the words of one report.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApi } from "../api";
import type { Marked } from "../cards";
import { percent, published } from "../format";
import { has, t, tn } from "../i18n";
import { Legend } from "../reader/legend";
import { targetOf, useShown, type Target } from "../reader/marks";
import { Panel } from "../reader/panel";
import { blockText, stopID, Text } from "../reader/text";
import { plain } from "../plain";
import { setQuery } from "../router";
import { Bdi, Empty, ErrorNote, Loading } from "../ui";
import type { PageProps } from ".";

const none: Target = { reports: [], defects: [] };

/** Article is the page. */
export default function Article({ at }: PageProps) {
  const { data: page, problem, again } = useApi<Marked>(at.rest ? `/articles/${encodeURIComponent(at.rest)}` : null);
  useEffect(() => {
    if (page) document.title = t("title", { page: plain(page.title ?? "", 100) || t("article.untitled") });
  }, [page]);
  if (!at.rest) return <Empty title={t("notfound.title")}>{t("notfound.text")}</Empty>;
  if (problem) return <ErrorNote problem={problem} again={again} />;
  if (!page) return <Loading />;
  return <Reader page={page} wanted={at.query.get("report") ?? ""} again={again} />;
}

function Reader({ page, wanted, again }: { page: Marked; wanted: string; again: () => void }) {
  const [off, turn] = useShown();
  const [over, setOver] = useState<Target>(none); // what is pointed at
  const [kept, setKept] = useState<Target>(none); // what was clicked, or came with the address
  const [stop, setStop] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const segments = useMemo(() => new Map(page.blocks.flatMap((b, i) => b.segments.map((s, k) => [stopID(i, k), s] as const))), [page]);
  const first = useMemo(() => [...segments].find(([, s]) => s.marks.length > 0)?.[0] ?? "", [segments]);

  const element = (id: string) => root.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id)}"]`);
  const targetAt = useCallback((id: string | undefined) => (id && segments.has(id) ? targetOf(page, segments.get(id)!) : none), [segments, page]);

  const show = useCallback(
    (report: string) => {
      const at = [...segments].find(([, s]) => s.marks.some((i) => page.marks[i]?.report === report && page.marks[i]?.kind === "trigger"));
      if (!at) return;
      setStop(at[0]);
      setKept({ reports: [report], defects: [] });
      requestAnimationFrame(() => element(at[0])?.scrollIntoView({ block: "center" }));
    },
    [segments, page],
  );
  const goTo = (byte: number) => {
    const m = page.marks.findIndex((x) => x.kind === "defect" && x.start === byte);
    const at = [...segments].find(([, s]) => s.marks.includes(m));
    if (at) element(at[0])?.scrollIntoView({ block: "center" });
  };
  useEffect(() => {
    const r = page.reports.find((x) => wanted && x.id.startsWith(wanted));
    if (r) show(r.id);
  }, [wanted, page.id]);

  const move = useCallback(
    (by: number) => {
      const all = [...(root.current?.querySelectorAll<HTMLElement>("[data-stop]") ?? [])];
      const now = all.findIndex((x) => x.dataset["stop"] === stop);
      const next = all[now < 0 && by < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, now + by))];
      if (!next) return;
      setStop(next.dataset["stop"] ?? "");
      setOver(targetAt(next.dataset["stop"]));
      next.scrollIntoView({ block: "nearest" });
      requestAnimationFrame(() => next.focus({ preventScroll: true }));
    },
    [stop, targetAt],
  );
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (e.target as Element).closest?.("input, select, textarea")) return;
      if (e.key === "n") move(1);
      else if (e.key === "p") move(-1);
      else if (e.key === "Escape") {
        setKept(none);
        setOver(none);
        setQuery({ report: null }, { replace: true });
      } else if (e.key === "Enter" && (e.target as Element).closest?.("[data-stop]")) keep((e.target as HTMLElement).closest<HTMLElement>("[data-stop]")?.dataset["stop"]);
      else return;
      e.preventDefault();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [move]);

  const keep = (id: string | undefined) => {
    const target = targetAt(id);
    if (!id || target.reports.length + target.defects.length === 0) return;
    setStop(id);
    setKept(target);
    setQuery({ report: target.reports[0] ?? null }, { replace: true });
  };
  const at = (e: Event) => (e.target as Element).closest<HTMLElement>("[data-stop]")?.dataset["stop"];
  const told = over.reports.length + over.defects.length > 0 ? over : kept;
  return (
    <div class="reader">
      <article>
        <Head page={page} />
        <Legend page={page} off={off} turn={turn} />
        <p class="soft key-hint">{t("reader.keys")}</p>
        <div ref={root} onMouseOver={(e) => setOver(targetAt(at(e)))} onMouseLeave={() => setOver(none)} onFocusIn={(e) => setOver(targetAt(at(e)))} onFocusOut={() => setOver(none)} onClick={(e) => keep(at(e))}>
          <Text page={page} off={off} report={told.reports[0]} defect={told.reports.length === 0 ? told.defects[0] : undefined} stop={stop || first} />
        </div>
      </article>
      <Panel
        page={page}
        target={told}
        kept={told === kept && kept !== none}
        show={(r) => {
          setOver(none);
          setQuery({ report: r }, { replace: true });
          show(r);
        }}
        close={() => {
          setKept(none);
          setOver(none);
          setQuery({ report: null }, { replace: true });
        }}
        goTo={goTo}
        changed={again}
      />
    </div>
  );
}

function Head({ page }: { page: Marked }) {
  const url = /^https?:\/\//i.test(page.url ?? "") ? page.url : undefined;
  const titled = page.title && blockText(page.blocks[0]) === page.title.trim();
  return (
    <header class="article-head">
      {titled ? (
        <h1 class="hidden">{page.title}</h1>
      ) : (
        <h1>
          <Bdi lang={page.language}>{page.title || t("article.untitled")}</Bdi>
        </h1>
      )}
      <p class="byline">
        <Bdi lang={page.language} class="paper">
          {page.publisher || t("publisher.unknown")}
        </Bdi>
        {page.author && (
          <>
            {" · "}
            <Bdi lang={page.language}>{page.author}</Bdi>
          </>
        )}
        {page.published && (
          <>
            {" · "}
            <time dateTime={page.published}>{published(page.published)}</time>
          </>
        )}
        {" · "}
        {has(`language.${page.language}`) ? t(`language.${page.language}`) : page.language}
        {" · "}
        <span class={`health ${page.health < 0.7 ? "ill" : page.health < 0.95 ? "fair" : "good"}`} title={t("health.help")}>
          {t("health", { share: percent(page.health) })}
        </span>
        {page.defects.length > 0 && <span class="soft"> ({tn("health.defects", page.defects.length)})</span>}
      </p>
      <p class="soft">
        {url && (
          <>
            <a href={url} rel="noopener noreferrer nofollow external">
              {t("article.source")}
            </a>
            {" · "}
          </>
        )}
        <a href={`/api/v1/articles/${page.id}/text`} target="_blank" rel="noopener">
          {t("reader.original")}
        </a>
      </p>
      {page.replaced && <p class="note">{t("article.replaced")}</p>}
    </header>
  );
}
