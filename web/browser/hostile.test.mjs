// Articles written to harm: they are shown as the text that they are.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, browser, languages, overflow, serve, settled, textsOf, watched } from "./served.mjs";

const script = "<script>window.harmed=1</script><img src=x onerror='window.harmed=1'>";
const hostile = [
  { id: "markup", language: "en", published: "2026-03-05", publisher: `Evil ${script} Post`, author: script, title: `${script} Russia attacks Ukraine`, url: "javascript:window.harmed=1", text: `Russia attacked Ukraine on Monday. ${script} The president of France condemned the attack. "><svg onload=window.harmed=1>` },
  { id: "turned", language: "mr", published: "2026-03-05", publisher: "\u202eशोपर\u202c", title: "\u202e\u2066रशियाचा हल्ला\u2069", text: "रशियाने युक्रेनवर\u202e हल्ला केला.\u202c \u2067फ्रान्सने हल्ल्याचा निषेध केला.\u2069 \u200f\u200eक\u200d\u200dक्ष्\u200cय" },
  { id: "endless", language: "hi", published: "2026-03-05", publisher: "अ".repeat(3000), title: "क".repeat(50000), text: `रूस ने यूक्रेन पर हमला किया। ${"क्ष".repeat(60000)} फ्रांस ने हमले की निंदा की। ${"x".repeat(1 << 20)}` },
];

let served, chrome;

before(async () => {
  [served, chrome] = await Promise.all([serve(textsOf(hostile)), browser()]);
});

after(async () => {
  await chrome?.close();
  served?.stop();
});

for (const width of [360, 1280]) {
  test(`hostile articles harm no page, ${width} pixels wide`, async (t) => {
    const context = await chrome.newContext({ viewport: { width, height: 800 } });
    const { articles } = await ask(served.base, "/articles");
    assert.equal(articles.length, hostile.length);
    const { events } = await ask(served.base, "/events");
    assert.ok(events.length > 0, "their events are read");
    const paths = ["", "desk", "network", "search?text=x", ...articles.map((a) => `article/${a.id}`), ...events.map((e) => `event/${e.id}`)];
    for (const path of paths) {
      await t.test(`/${path.slice(0, 40)}`, async () => {
        const { page, faults } = await watched(context, served.base);
        await page.goto(`${served.base}/${languages[path.length % languages.length]}/${path}`);
        await settled(page);
        assert.equal(await page.evaluate(() => window.harmed), undefined);
        assert.equal(await page.locator("main script, main svg[onload], main img").count(), 0);
        assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
        assert.ok((await overflow(page)) <= 0, `${await overflow(page)} pixels too wide`);
        assert.deepEqual(faults, []);
        await page.close();
      });
    }
    await context.close();
  });
}

test("a turned title does not turn what stands beside it", async () => {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const { articles } = await ask(served.base, "/articles");
  const turned = articles.find((a) => a.language === "mr");
  await page.goto(`${served.base}/en/article/${turned.id}`);
  await settled(page);
  // Every element that holds characters which turn the line isolates them.
  const loose = await page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      if (!/[\u202a-\u202e\u2066-\u2069]/.test(n.data)) continue;
      let e = n.parentElement;
      while (e && !/isolate|plaintext/.test(getComputedStyle(e).unicodeBidi)) e = e.parentElement;
      if (!e || e === document.body || e === document.documentElement) found.push(n.data.slice(0, 40));
    }
    return found;
  });
  assert.deepEqual(loose, []);
  await context.close();
});
