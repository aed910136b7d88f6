// Words of unknown origin (src/plain.ts) and the bytes by which the API names them (src/bytes.ts).
import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces } from "../src/bytes";
import { plain, thin, whole } from "../src/plain";

test("what turns the line or hides does neither", () => {
  assert.equal(plain("a\u202Egnp.exe\u202C b\u0000c\uFEFF"), "a\uFFFDgnp.exe\uFFFD b\uFFFDc\uFFFD");
  for (const s of ["पर्\u200Dया", "क्\u200Cष", "👩\u200D👩\u200D👧", "co\u00ADoperate", "one\ttwo"]) assert.equal(plain(s), s, "belongs to writing");
});

test("letters carry no more signs than languages set", () => {
  assert.equal(thin("a" + "\u0301".repeat(3000) + "b"), "a" + "\u0301".repeat(8) + "…b");
  for (const s of ["र्\u200Dय्", "हिंदुओं", "ç̄́", "कां"]) assert.equal(thin(s), s);
});

test("what goes on for ever ends, before a letter and not in it", () => {
  assert.equal(plain("x".repeat(5_000_000)), "x".repeat(300) + "…");
  assert.equal(plain("x".repeat(300)), "x".repeat(300));
  assert.equal(whole("ab👩\u200D👩\u200D👧c", 4), "ab");
  assert.equal(whole("कक्षा", 3), "क");
  assert.ok(plain("क्".repeat(100_000)).length <= 301);
  assert.ok(plain("\u202E".repeat(1_000_000)).length <= 301);
});

test("marks fall on the letters that their bytes mean", () => {
  const text = "पोलिसांनी १४ शेतकऱ्यांना 👮 अटक केली.";
  const bytes = (s: string) => Buffer.byteLength(s);
  const at = (words: string) => ({ start: 100 + bytes(text.slice(0, text.indexOf(words))), end: 100 + bytes(text.slice(0, text.indexOf(words) + words.length)) });
  const shown = (marks: { start: number; end: number }[]) => pieces({ text, start: 100 }, marks).map((p) => (p.marked ? `[${p.text}]` : p.text)).join("");
  assert.equal(shown([at("१४"), at("अटक केली")]), "पोलिसांनी [१४] शेतकऱ्यांना 👮 [अटक केली].");
  assert.equal(shown([at("👮")]), "पोलिसांनी १४ शेतकऱ्यांना [👮] अटक केली.");
  assert.equal(shown([{ start: 101, end: 103 }, { start: 0, end: 50 }, { start: 100, end: 9999 }]), text, "inside a letter, before, beyond");
  assert.equal(pieces({ text: "", start: 0 }, []).length, 0);
});
