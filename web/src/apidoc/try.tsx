// Trying an operation out: its parameters as fields, the request as it is sent, the answer as it comes. What changes anything is sent only where
// the reader may, as the server decides.
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { useSession } from "../session";
import { example, type Document, type Endpoint, type Parameter } from "./document";

// How much of an answer is read, in letters, and how long it may take, in milliseconds: streams never end.
const answerMax = 20_000;
const patience = 10_000;

interface Came {
  url: string;
  status: string;
  kind: string;
  body: string;
  cut: boolean;
}

/** Try is the form of an operation. */
export function Try({ doc, of: { method, path, op } }: { doc: Document; of: Endpoint }) {
  const session = useSession();
  const [came, set] = useState<Came | null>(null);
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const media = Object.keys(op.requestBody?.content ?? {})[0];
  const send = async () => {
    if (!form.current) return;
    const fields = new FormData(form.current);
    const url = address(path, op.parameters ?? [], fields);
    const headers: Record<string, string> = {};
    if (media) headers["Content-Type"] = media;
    if (method !== "get" && session?.csrf) headers["X-CSRF-Token"] = session.csrf;
    setAsking(true);
    set(await ask(url, { method: method.toUpperCase(), headers, body: media ? String(fields.get("=body") ?? "") : undefined }));
    setAsking(false);
  };
  return (
    <form
      ref={form}
      class="try"
      onSubmit={(e) => {
        e.preventDefault();
        void send();
      }}
    >
      {(op.parameters ?? [])
        .filter((p) => p.in !== "header")
        .map((p) => (
          <label class="field" key={p.name}>
            <code>{p.name}</code>
            <Field of={p} />
          </label>
        ))}
      {media && (
        <label class="field body">
          <code>{media}</code>
          <textarea name="=body" rows={8} spellcheck={false} defaultValue={JSON.stringify(example(doc, op.requestBody?.content[media]?.schema), null, 2)} />
        </label>
      )}
      <button type="submit" class="strong" disabled={asking}>
        {asking ? t("loading") : t("api.send")}
      </button>
      <div role="status">
        {came && (
          <>
            <p>
              <code class="url">
                {method.toUpperCase()} {came.url}
              </code>
              <br />
              <b>{came.status}</b> {came.kind}
            </p>
            <pre class="answer" tabIndex={0}>
              {came.body}
            </pre>
            {came.cut && <p>{t("api.cut")}</p>}
          </>
        )}
      </div>
    </form>
  );
}

function Field({ of: p }: { of: Parameter }) {
  const values = p.schema?.enum ?? p.schema?.items?.enum;
  const sample = p.example ?? p.schema?.examples?.[0];
  const hint = Array.isArray(sample) ? sample.join(", ") : (sample ?? p.schema?.default ?? "");
  if (values) {
    return (
      <select name={p.name} required={p.required}>
        <option value="" />
        {values.map((v) => (
          <option key={String(v)}>{String(v)}</option>
        ))}
      </select>
    );
  }
  return <input type="text" name={p.name} required={p.required} placeholder={String(hint)} />;
}

// A list is given with commas, and asked for by the parameter several times.
function address(path: string, parameters: Parameter[], fields: FormData): string {
  const query = new URLSearchParams();
  let at = path;
  for (const p of parameters) {
    const value = String(fields.get(p.name) ?? "").trim();
    if (p.in === "path") at = at.replace(`{${p.name}}`, encodeURIComponent(value));
    else if (value && p.in === "query") {
      for (const v of p.schema?.type === "array" || p.schema?.items ? value.split(",") : [value]) query.append(p.name, v.trim());
    }
  }
  const q = query.toString();
  return q ? `${at}?${q}` : at;
}

async function ask(url: string, options: RequestInit): Promise<Came> {
  try {
    const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(patience) });
    const kind = answer.headers.get("Content-Type") ?? "";
    const { text, cut } = await read(answer);
    return { url, status: `${answer.status} ${answer.statusText}`, kind, body: pretty(text, kind, cut), cut };
  } catch (e) {
    return { url, status: t("error.offline"), kind: "", body: String(e), cut: false };
  }
}

// read takes the beginning of an answer; what comes before time is up counts, for a stream would come for ever.
async function read(answer: Response): Promise<{ text: string; cut: boolean }> {
  const from = answer.body?.getReader();
  if (!from) return { text: "", cut: false };
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < answerMax) {
      const { done, value } = await from.read();
      if (done) return { text, cut: false };
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return { text, cut: true };
  }
  await from.cancel();
  return { text: text.slice(0, answerMax), cut: true };
}

function pretty(text: string, kind: string, cut: boolean): string {
  if (cut || !/\bjson\b/.test(kind) || kind.includes("ndjson")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2).slice(0, answerMax);
  } catch {
    return text;
  }
}
