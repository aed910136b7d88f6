// The API, as its own document (openapi.json) describes it: what one may ask, with what, and what comes; to try on the spot. The document is in
// English, in every language of these pages.
import { useState } from "preact/hooks";
import { base, useApi } from "../api";
import { byTag, resolve, typeOf, type Document, type Endpoint, type Parameter, type Schema } from "../apidoc/document";
import { Try } from "../apidoc/try";
import { t } from "../i18n";
import { ErrorNote, Loading } from "../ui";

/** Api is the page. */
export default function Api() {
  const { data: doc, problem, again } = useApi<Document>("/openapi.json");
  return (
    <div class="apidoc">
      <h1>{t("api.title")}</h1>
      <p class="standfirst">{t("api.lead")}</p>
      <p>
        <a href={`${base}/openapi.json`} download="bakhar-openapi.json">
          openapi.json
        </a>{" "}
        (OpenAPI 3.1) – {t("api.document")}
      </p>
      {problem && <ErrorNote problem={problem} again={again} />}
      {!doc && !problem && <Loading />}
      {doc && <Operations doc={doc} />}
    </div>
  );
}

function Operations({ doc }: { doc: Document }) {
  const groups = byTag(doc);
  return (
    <>
      <nav class="contents" aria-label={t("api.contents")}>
        <ul>
          {groups.map((g) => (
            <li key={g.tag}>
              <a href={`#${g.tag}`} lang="en">
                {g.tag}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div lang="en">
        {groups.map((g) => (
          <section key={g.tag} aria-labelledby={g.tag}>
            <h2 id={g.tag}>
              {g.tag} <small>{g.description}</small>
            </h2>
            {g.endpoints.map((e) => (
              <Operation key={`${e.method} ${e.path}`} doc={doc} of={e} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Operation({ doc, of: e }: { doc: Document; of: Endpoint }) {
  const [open, set] = useState(location.hash === `#${e.op.operationId}`);
  const ok = e.op.responses["200"];
  const kinds = Object.keys(ok?.content ?? {});
  const answer = ok?.content?.[kinds[0] ?? ""]?.schema;
  const media = Object.keys(e.op.requestBody?.content ?? {})[0];
  return (
    <details id={e.op.operationId} class={`operation ${e.method}`} open={open} onToggle={(x) => set(x.currentTarget.open)}>
      <summary>
        <b class="method">{e.method.toUpperCase()}</b> <code>{e.path.replace(base, "")}</code> <span>{e.op.summary}</span>
      </summary>
      {open && (
        <div class="inside">
          {e.op.description && <p>{e.op.description}</p>}
          <Parameters of={e.op.parameters ?? []} doc={doc} />
          {media && (
            <>
              <h3 lang={document.documentElement.lang}>{t("api.body")}</h3>
              <Fields doc={doc} schema={e.op.requestBody?.content[media]?.schema} />
            </>
          )}
          <h3 lang={document.documentElement.lang}>
            {t("api.answer")} <code>{kinds.join(", ")}</code>
          </h3>
          {answer && <Fields doc={doc} schema={answer} />}
          <p class="errors">
            {Object.entries(e.op.responses)
              .filter(([code]) => code !== "200")
              .map(([code, r]) => `${code} ${r.description ?? ""}`)
              .join(" · ")}
          </p>
          <h3 lang={document.documentElement.lang}>{t("api.try")}</h3>
          <Try doc={doc} of={e} />
        </div>
      )}
    </details>
  );
}

function Parameters({ of, doc }: { of: Parameter[]; doc: Document }) {
  if (of.length === 0) return null;
  return (
    <>
      <h3 lang={document.documentElement.lang}>{t("api.parameters")}</h3>
      <dl class="schema">
        {of.map((p) => (
          <div key={p.name}>
            <dt>
              <code>{p.name}</code> <small>{[p.in === "query" ? "" : p.in, limits(doc, p.schema)].filter(Boolean).join(" · ")}</small>
            </dt>
            <dd>
              {p.description} <Values of={p.schema} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function limits(doc: Document, s: Schema | undefined): string {
  const span = s?.minimum !== undefined || s?.maximum !== undefined ? `${s.minimum ?? "…"}–${s.maximum ?? "…"}` : "";
  const standing = s?.default !== undefined ? `= ${JSON.stringify(s.default)}` : "";
  return [typeOf(doc, s), span, standing].filter(Boolean).join(" ");
}

function Values({ of }: { of?: Schema }) {
  const values = of?.enum ?? of?.items?.enum;
  return values ? <span class="values">{values.map((v) => JSON.stringify(v)).join(" | ")}</span> : null;
}

// The fields of a schema; what they hold in turn is folded away, and drawn when it is opened.
function Fields({ doc, schema: s, depth = 0 }: { doc: Document; schema?: Schema; depth?: number }) {
  const { name, schema } = resolve(doc, s);
  if (schema.items) return <Fields doc={doc} schema={schema.items} depth={depth} />;
  const fields = Object.entries(schema.properties ?? {}).filter(([n]) => n !== "$schema");
  if (fields.length === 0) return schema.description ? <p>{schema.description}</p> : null;
  return (
    <>
      {depth === 0 && name && <p class="schema-name">{name}</p>}
      <dl class="schema">
        {fields.map(([field, f]) => (
        <div key={field}>
          <dt>
            <code>{field}</code> <small>{limits(doc, f)}</small>
          </dt>
          <dd>
            {f.description} <Values of={f} />
            <Deeper doc={doc} schema={f} depth={depth + 1} />
          </dd>
        </div>
      ))}
      </dl>
    </>
  );
}

function Deeper({ doc, schema, depth }: { doc: Document; schema: Schema; depth: number }) {
  const [open, set] = useState(false);
  let inner = resolve(doc, schema);
  while (inner.schema.items || typeof inner.schema.additionalProperties === "object") {
    inner = resolve(doc, inner.schema.items ?? (inner.schema.additionalProperties as Schema));
  }
  if (!inner.schema.properties) return null;
  return (
    <details open={open} onToggle={(e) => set(e.currentTarget.open)}>
      <summary>{inner.name ?? "{…}"}</summary>
      {open && <Fields doc={doc} schema={inner.schema} depth={depth} />}
    </details>
  );
}
