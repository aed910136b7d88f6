// A client that was generated from the API's own document (openapi-typescript, openapi-fetch) talks with the real program: it lists events, corrects one,
// takes that back, and is told what to mend. That its types fit is what `npm run check` holds; that answers are as typed, this.
import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../api";

const root = join(process.env["BAKHAR_WEB"] ?? ".", "..");
const dir = mkdtempSync(join(tmpdir(), "bakhar-client-"));
const program = join(dir, "bakhar");
const store = join(dir, "week.db");
let server: ChildProcess;
let client: Client<paths>;

before(async () => {
  execFileSync("go", ["build", "-buildvcs=false", "-o", program, "./cmd/bakhar"], { cwd: root });
  execFileSync(program, ["ingest", "--store", store, join(root, "examples/week.jsonl")]);
  const tokens = join(dir, "tokens");
  const token = execFileSync(program, ["token", "add", "--role", "analyst", "--name", "a client", "--tokens", tokens], { stdio: ["ignore", "pipe", "ignore"] });
  server = spawn(program, ["serve", "--store", store, "--listen", "127.0.0.1:0", "--tokens", tokens], { stdio: ["ignore", "ignore", "pipe"] });
  assert(server.stderr);
  for await (const line of createInterface(server.stderr)) {
    const at = /http:\/\/\S+/.exec(line);
    if (at) {
      client = createClient<paths>({ baseUrl: at[0], headers: { Authorization: `Bearer ${token.toString().trim()}` } });
      return;
    }
  }
  assert.fail("the server does not say where it is");
});

after(async () => {
  if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
  rmSync(dir, { recursive: true, force: true });
});

test("events are listed, corrected, and the correction taken back", async () => {
  const list = await client.GET("/api/v1/events", { params: { query: { party: ["IRN"], order: "loudest", limit: 5 } } });
  const first = list.data?.events[0];
  assert(first && first.actor.some((a) => a.country === "IRN" && a.key !== ""), "no event of Iran");
  assert.equal(first.corrected, false);

  const made = await client.POST("/api/v1/corrections", { body: { kind: "accept", events: [first.id], reason: "read in both papers" } });
  assert.deepEqual(made.data?.events, [first.id], JSON.stringify(made.error));
  const card = await client.GET("/api/v1/events/{id}", { params: { path: { id: first.id } } });
  assert(card.data?.reports.every((r) => r.judged));
  const kept = await client.GET("/api/v1/corrections", { params: { query: { limit: 1 } } });
  assert.equal(kept.data?.corrections[0]?.analyst, "a client");

  for (const id of made.data?.corrections ?? []) {
    const undone = await client.POST("/api/v1/corrections/{id}/undo", { params: { path: { id } }, body: { reason: "only a try" } });
    assert(undone.data, JSON.stringify(undone.error));
  }
  const again = await client.GET("/api/v1/events/{id}", { params: { path: { id: first.id } } });
  assert(!again.data?.reports.some((r) => r.judged));
});

test("what is wrong is told with what to mend", async () => {
  const wrong = await client.GET("/api/v1/events", { params: { query: { type: ["WAR"] } } });
  assert.equal(wrong.response.status, 422);
  assert.equal(wrong.error?.errors?.[0]?.location, "query.type");
});
