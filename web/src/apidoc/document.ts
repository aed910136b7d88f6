// The parts of an OpenAPI 3.1 document that the page shows, and what is made of them: the tree of a schema, an example of it.

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  examples?: unknown[];
  default?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}

export interface Parameter {
  name: string;
  in: "query" | "path" | "header";
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema }>;

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description?: string; content?: Content }>;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Endpoint is one operation with where it is. */
export interface Endpoint {
  method: string;
  path: string;
  op: Operation;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** byTag gives the operations of a document in the order of its tags, paths sorted. */
export function byTag(doc: Document): { tag: string; description: string; endpoints: Endpoint[] }[] {
  const all: Endpoint[] = Object.entries(doc.paths).flatMap(([path, ops]) =>
    methods.flatMap((method) => (ops[method] ? [{ method, path, op: ops[method] }] : [])),
  );
  const tags = doc.tags ?? [...new Set(all.flatMap((e) => e.op.tags ?? []))].map((name) => ({ name, description: "" }));
  return tags
    .map((t) => ({ tag: t.name, description: t.description ?? "", endpoints: all.filter((e) => e.op.tags?.[0] === t.name) }))
    .filter((t) => t.endpoints.length > 0);
}

/** resolve follows a reference of a document to the schema and its name. */
export function resolve(doc: Document, s: Schema | undefined): { name?: string; schema: Schema } {
  const m = /^#\/components\/schemas\/(.+)$/.exec(s?.$ref ?? "");
  const name = m?.[1];
  return name ? { name, schema: doc.components?.schemas?.[name] ?? {} } : { schema: s ?? {} };
}

/** typeOf says in a word what a value is: "list of EventLine", "text", "number". */
export function typeOf(doc: Document, s: Schema | undefined): string {
  const { name, schema } = resolve(doc, s);
  if (name) return name;
  const type = Array.isArray(schema.type) ? schema.type.filter((x) => x !== "null")[0] : schema.type;
  if (type === "array") return `${typeOf(doc, schema.items)}[]`;
  if (type === "object" && typeof schema.additionalProperties === "object") return `{…: ${typeOf(doc, schema.additionalProperties)}}`;
  return schema.format && type === "string" ? schema.format : (type ?? "any");
}

// How deep an example goes.
const deepest = 4;

/** example makes a value that a schema allows: its own example where it gives one. */
export function example(doc: Document, s: Schema | undefined, depth = 0): unknown {
  const { schema } = resolve(doc, s);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum?.length) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type.filter((x) => x !== "null")[0] : schema.type;
  switch (type) {
    case "array":
      return depth < deepest ? [example(doc, schema.items, depth + 1)] : [];
    case "object":
      if (!schema.properties || depth >= deepest) return {};
      return Object.fromEntries(
        Object.entries(schema.properties)
          .filter(([name]) => name !== "$schema")
          .map(([name, p]) => [name, example(doc, p, depth + 1)]),
      );
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "string":
      return schema.format === "date-time" ? "2026-03-04T00:00:00Z" : "";
    default:
      return null;
  }
}
