// Every page in every language, by light and by night, wide and narrow: it shows itself without an error, asks nobody but its own server,
// names its language, and shuts nobody out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, browser, faultsOf, languages, overflow, serve, settled, watched, week } from "./served.mjs";

let served, chrome, paths;

before(async () => {
  [served, chrome] = await Promise.all([serve(week), browser()]);
  const { events } = await ask(served.base, "/events?order=loudest&limit=1");
  const card = await ask(served.base, `/events/${events[0].id}`);
  paths = ["", "map", "timeline?a=IND&b=IRN", "network", "desk", "search?text=Iran", "corrections", "login", "api", "about", `event/${card.id}`, `article/${card.articles[0].id}?report=${card.reports[0].id}`];
});

after(async () => {
  await chrome?.close();
  served?.stop();
});

for (const language of languages) {
  for (const scheme of language === "mr" ? ["light", "dark"] : ["light"]) {
    test(`${language}, ${scheme}: pages have no fault`, async (t) => {
      const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: scheme, locale: language });
      for (const path of paths) {
        await t.test(`/${path.replace(/[0-9a-f]{16}/g, "…")}`, async () => {
          const { page, faults } = await watched(context, served.base);
          await page.goto(`${served.base}/${language}/${path}`);
          await settled(page);
          assert.equal(await page.getAttribute("html", "lang"), language);
          assert.ok((await page.title()).trim().length > 0, "a page has a title");
          assert.equal(await page.locator("main h1").count(), 1, "a page has one heading of the first order");
          const text = await page.innerText("main");
          assert.doesNotMatch(text, /undefined|NaN|\[object|Invalid Date/, "what a program says when it does not know");
          assert.deepEqual(await faultsOf(page), []);
          assert.deepEqual(faults, []);
          await page.close();
        });
      }
      await context.close();
    });
  }

  test(`${language}: no page is wider than a small telephone`, async (t) => {
    const context = await chrome.newContext({ viewport: { width: 360, height: 740 }, locale: language, hasTouch: true, isMobile: true });
    for (const path of paths) {
      await t.test(`/${path.replace(/[0-9a-f]{16}/g, "…")}`, async () => {
        const { page, faults } = await watched(context, served.base);
        await page.goto(`${served.base}/${language}/${path}`);
        await settled(page);
        assert.ok((await overflow(page)) <= 0, `${await overflow(page)} pixels too wide`);
        assert.deepEqual(faults, []);
        await page.close();
      });
    }
    await context.close();
  });
}

test("the first visit is answered in the reader's language", async () => {
  for (const [locale, language] of [["mr-IN", "mr"], ["hi-IN", "hi"], ["en-GB", "en"], ["ta-IN", "en"]]) {
    const context = await chrome.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${served.base}/`);
    assert.equal(new URL(page.url()).pathname, `/${language}/`, locale);
    await context.close();
  }
});
