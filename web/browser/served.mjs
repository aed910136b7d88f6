// Test help: a chronicle served by the program as it is built, and a real browser to look at it with. Nothing here reaches beyond the machine.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.BAKHAR ?? join(root, "bin/bakhar");
const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** languages are those of the pages. */
export const languages = ["en", "mr", "hi"];

/** serve makes a chronicle of texts (a file of JSON lines) and serves it; stop ends it and takes it away. */
export async function serve(texts) {
  const dir = mkdtempSync(join(tmpdir(), "bakhar-browser-"));
  const store = join(dir, "chronicle.db");
  const tokens = join(dir, "tokens");
  execFileSync(program, ["ingest", "--store", store, texts], { stdio: "ignore" });
  const said = execFileSync(program, ["token", "add", "--role", "analyst", "--name", "A. Kulkarni", "--tokens", tokens], { encoding: "utf8" });
  const token = said.split(/\s+/).sort((a, b) => b.length - a.length)[0];
  const server = spawn(program, ["serve", "--store", store, "--listen", "127.0.0.1:0", "--tokens", tokens, "--rate", "-1"], { stdio: ["ignore", "pipe", "pipe"] });
  const base = await new Promise((found, failed) => {
    let log = "";
    const look = (data) => {
      log += data;
      const at = /http:\/\/127\.0\.0\.1:[0-9]+/.exec(log);
      if (at) found(at[0]);
    };
    server.stdout.on("data", look);
    server.stderr.on("data", look);
    server.on("exit", (code) => failed(new Error(`serve ended with ${code}: ${log}`)));
  });
  return {
    base,
    token,
    stop: () => {
      server.removeAllListeners("exit");
      server.kill("SIGTERM");
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** week is the demonstration week. */
export const week = join(root, "examples/week.jsonl");

/** textsOf writes articles to a file of JSON lines. */
export function textsOf(articles) {
  const dir = mkdtempSync(join(tmpdir(), "bakhar-texts-"));
  const file = join(dir, "texts.jsonl");
  writeFileSync(file, articles.map((a) => JSON.stringify(a)).join("\n") + "\n");
  return file;
}

/** browser is a Chromium of this machine. */
export async function browser() {
  const executablePath = browsers.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium found: install Debian's chromium, or set CHROMIUM to one");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** watched opens a page that remembers what must not happen: errors, requests to other hosts, dialogs. */
export async function watched(context, base) {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => m.type() === "error" && faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("dialog", (d) => {
    faults.push(`dialog: ${d.message()}`);
    d.dismiss();
  });
  page.on("request", (r) => !r.url().startsWith(base) && !r.url().startsWith("data:") && faults.push(`request: ${r.url()}`));
  return { page, faults };
}

/** settled waits until a page has shown what it was asked for: its heading is there and nothing is loading. */
export async function settled(page) {
  await page.waitForSelector("main h1");
  await page.waitForFunction(() => !document.querySelector("main [aria-busy=true], main .loading"));
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const axe = readFileSync(join(root, "web/node_modules/axe-core/axe.min.js"), "utf8");

/** faultsOf asks axe for what keeps people from using a page: its serious and critical findings, one a line. */
export async function faultsOf(page) {
  await page.evaluate(axe); // evaluated by the browser's own protocol: the page's policy forbids scripts from elsewhere
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(" ")} ${n.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}

/** overflow is how many pixels a page is wider than its window. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** ask gives the answer of the API. */
export async function ask(base, path) {
  const answer = await fetch(`${base}/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
