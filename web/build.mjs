// Builds the web interface into internal/ui/dist, which the program embeds: one stylesheet, one script for each page and what pages share,
// the strings of each language, the fonts. Names carry a hash of the content, so that browsers may keep them for ever; the same sources
// give the same bytes. manifest.json tells the server which file is what. `--watch` builds anew when a source changes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { world } from "./map/make.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const strings = join(here, "../internal/ui/strings");
const dist = join(here, "../internal/ui/dist");
const assets = join(dist, "assets");

// What all of it may weigh over the wire, in bytes: every page, every language, all fonts.
const budget = 600 * 1024;

// The base map is made of tables (map/), which no page needs but the map's: `import url from "bakhar:world"` gives the address of the file.
let made;
const map = {
  name: "world",
  setup(on) {
    on.onResolve({ filter: /^bakhar:world$/ }, () => ({ path: "world.json", namespace: "bakhar" }));
    on.onLoad({ filter: /./, namespace: "bakhar" }, () => ({ contents: (made ??= world()), loader: "file" }));
  },
};

// Packages whose data went into files that the build makes itself, and so stand in no list of esbuild's.
const dataOf = ["world-atlas"];

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: ["chrome100", "firefox100", "safari15.4"],
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
  outdir: assets,
  publicPath: "/assets",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".json": "json", ".svg": "file" },
  plugins: [map],
  jsx: "automatic",
  jsxImportSource: "preact",
};

/** table reads a table of strings: key, tab, text; lines that begin with # are comments. */
function table(path) {
  const out = {};
  for (const [i, line] of readFileSync(path, "utf8").split("\n").entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const cells = line.split("\t");
    if (cells.length !== 2) throw new Error(`${relative(here, path)}:${i + 1}: ${cells.length} columns, not 2`);
    out[cells[0]] = cells[1];
  }
  return out;
}

/** put writes a file under a name with its hash, and gives that name. */
function put(name, ext, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const file = `${name}-${hash}.${ext}`;
  writeFileSync(join(assets, file), content);
  return file;
}

/** languages gives the strings of each language, and the table of word endings (strings/endings.tsv) that its sentences need. */
function languages() {
  const out = {};
  const endings = {};
  for (const line of readFileSync(join(strings, "endings.tsv"), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [lang, ending, oblique, number] = line.split("\t");
    (endings[lang] ??= {})[ending] = [oblique, number === "many"];
  }
  for (const file of readdirSync(strings).sort()) {
    if (file.endsWith(".tsv") && file !== "endings.tsv") {
      const lang = basename(file, ".tsv");
      out[lang] = { strings: table(join(strings, file)), endings: endings[lang] ?? {} };
    }
  }
  return out;
}

/** all builds everything once. */
async function all() {
  rmSync(assets, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  // The theme is set before anything is painted, by a script of its own that the page waits for.
  const theme = await build({ ...common, entryPoints: ["src/early.ts"], format: "iife" });
  const pages = await build({ ...common, entryPoints: ["src/main.tsx", "src/styles/style.css"], format: "esm", splitting: true });

  const manifest = { main: "", style: "", early: "", icon: "", licences: "", fonts: [], strings: {}, pages: {} };
  const outputs = { ...theme.metafile.outputs, ...pages.metafile.outputs };
  const file = (path) => basename(path);
  const needs = (path, seen = new Set()) => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const i of outputs[path].imports) if (i.kind === "import-statement") needs(i.path, seen);
    return seen;
  };
  for (const [path, out] of Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (out.entryPoint === "src/early.ts") manifest.early = file(path);
    if (out.entryPoint === "src/main.tsx") manifest.main = file(path);
    if (out.entryPoint === "src/styles/style.css") manifest.style = file(path);
    // Letters with rare accents are fetched when one occurs; the rest of the fonts every page needs at once.
    if (path.endsWith(".woff2") && !path.includes("latin-ext")) manifest.fonts.push(file(path));
    const page = /^src\/pages\/([a-z]+)\.tsx$/.exec(out.entryPoint ?? "");
    if (page) manifest.pages[page[1]] = [...needs(path)].map(file).sort();
  }
  for (const [lang, data] of Object.entries(languages())) {
    manifest.strings[lang] = put(`strings-${lang}`, "json", JSON.stringify(data));
  }
  manifest.licences = put("licences", "txt", licences([...Object.keys(theme.metafile.inputs), ...Object.keys(pages.metafile.inputs)]));
  manifest.icon = put("icon", "svg", readFileSync(join(here, "src/icon.svg")));
  writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
  weigh();
}

/** licences gathers the licences of the packages that went into the files, for they ask to go along. */
function licences(inputs) {
  const names = new Set(inputs.map((i) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(i)?.[1]).filter(Boolean));
  for (const name of dataOf) names.add(name);
  return [...names].sort().map((name) => {
    const dir = join(here, "node_modules", name);
    const file = readdirSync(dir).find((f) => /^licen[cs]e/i.test(f));
    if (!file) throw new Error(`${name} has no licence file: what may be packaged says so`);
    const { version, license } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${readFileSync(join(dir, file), "utf8").trim()}\n`;
  }).join(`\n${"-".repeat(72)}\n\n`);
}

/** weigh holds the whole to its budget. */
function weigh() {
  let sum = 0;
  const rows = [];
  for (const file of readdirSync(assets).sort()) {
    const raw = readFileSync(join(assets, file));
    const size = file.endsWith(".woff2") ? raw.length : gzipSync(raw, { level: 9 }).length;
    sum += size;
    rows.push([size, file]);
  }
  const kib = (n) => (n / 1024).toFixed(1).padStart(7);
  if (process.argv.includes("--sizes")) for (const [n, f] of rows.sort((a, b) => b[0] - a[0])) console.log(`${kib(n)} KiB  ${f}`);
  console.log(`web: ${kib(sum).trim()} KiB gzip of ${budget / 1024} allowed, in ${rows.length} files`);
  if (sum > budget) throw new Error(`the web interface weighs ${kib(sum).trim()} KiB gzip, more than the ${budget / 1024} allowed; --sizes tells which files`);
}

async function once() {
  try {
    await all();
    return true;
  } catch (e) {
    console.error(`web: ${e.message}`);
    return false;
  }
}

const ok = await once();
if (!process.argv.includes("--watch")) {
  process.exitCode = ok ? 0 : 1;
} else {
  let due;
  for (const dir of [join(here, "src"), strings]) {
    watch(dir, { recursive: true }, () => {
      clearTimeout(due);
      due = setTimeout(once, 100);
    });
  }
}
