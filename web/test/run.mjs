// Runs test/*.test.ts: esbuild makes scripts of them in a temporary folder, Node's own runner runs those.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), "bakhar-web-test-"));
try {
  const tests = readdirSync(here).filter((f) => f.endsWith(".test.ts"));
  await build({ entryPoints: tests.map((f) => join(here, f)), outdir: out, bundle: true, platform: "node", format: "esm", outExtension: { ".js": ".mjs" }, logLevel: "warning" });
  process.exitCode = spawnSync(process.execPath, ["--test", out], { stdio: "inherit", env: { ...process.env, BAKHAR_WEB: join(here, "..") } }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
