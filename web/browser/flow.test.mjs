// What an analyst does in an hour: looks for what happened, reads who says so, asks why it was read so, corrects it, and takes that back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, browser, serve, settled, watched, week } from "./served.mjs";

let served, chrome;

before(async () => {
  [served, chrome] = await Promise.all([serve(week), browser()]);
});

after(async () => {
  await chrome?.close();
  served?.stop();
});

test("filter, event, reader, explanation, correction, undo", async () => {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
  const { page, faults } = await watched(context, served.base);

  await page.goto(`${served.base}/en/login`);
  await settled(page);
  await page.getByLabel("Access token").fill(served.token);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByText("A. Kulkarni").waitFor();

  // Of all events those with a disagreement: the filter stands in the address.
  await page.goto(`${served.base}/en/?disagreement=any&order=loudest`);
  await settled(page);
  const want = (await ask(served.base, "/events?disagreement=any&order=loudest")).events;
  assert.ok(want.length > 0);
  const link = page.locator(`main a[href*="/event/${want[0].id}"]`).first();
  await link.waitFor();
  await link.click();
  await page.waitForURL(`**/en/event/${want[0].id}*`);
  await settled(page);

  // Its words lead to the article that says them.
  const card = await ask(served.base, `/events/${want[0].id}`);
  const quote = page.locator('main a[href*="/article/"][href*="report="]').first();
  await quote.click();
  await page.waitForURL("**/en/article/**");
  await settled(page);
  const article = new URL(page.url()).pathname.split("/").pop();
  assert.ok(card.articles.some((a) => a.id === article), "an article of the event");

  // A mark explains itself.
  await page.getByText("Why was it read so?").first().click();
  const rule = page.getByText(/\b(en|hi|mr)\.coder\.[a-z-]+/).first();
  await rule.waitFor();

  // Back at the event, all its reports are rejected: it is gone from the chronicle, and comes back by the undo.
  await page.goto(`${served.base}/en/event/${want[0].id}`);
  await settled(page);
  await page.getByRole("button", { name: "Choose all" }).click();
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await page.getByLabel(/Why\?/).fill("A test of what analysts do");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.waitForURL("**/en/corrections"); // nothing is left to show
  await settled(page);
  assert.equal((await fetch(`${served.base}/api/v1/events/${want[0].id}`)).status, 404, "an event that is rejected whole is gone");

  const { corrections } = await ask(served.base, "/corrections");
  assert.equal(corrections[0].analyst, "A. Kulkarni");
  for (const _ of corrections) {
    const kept = page.waitForResponse((r) => r.request().method() === "POST" && r.url().endsWith("/undo"));
    await page.locator("article", { has: page.locator(".verdict-kind.reject") }).getByRole("button", { name: "Take back" }).first().click();
    const why = page.getByLabel(/Why\?/);
    if (await why.count()) {
      await why.fill("It was only a test");
      await page.getByRole("button", { name: "Keep it" }).click();
    }
    assert.ok((await kept).ok(), "an undo is kept");
    await page.reload();
    await settled(page);
  }
  const again = await ask(served.base, `/events/${want[0].id}`);
  assert.deepEqual(again.counts, card.counts, "after the undo everything is as it was");

  assert.deepEqual(faults.filter((f) => !/404/.test(f)), []);
  await context.close();
});

test("a reader is offered no correction", async () => {
  const context = await chrome.newContext({ locale: "en" });
  const page = await context.newPage();
  const { events } = await ask(served.base, "/events?limit=1");
  await page.goto(`${served.base}/en/event/${events[0].id}`);
  await settled(page);
  assert.equal(await page.getByRole("button", { name: "Reject", exact: true }).count(), 0);
  await context.close();
});

test("a search in one language finds what another tells", async () => {
  const context = await chrome.newContext({ locale: "mr" });
  const page = await context.newPage();
  const { events } = await ask(served.base, "/events?party=THA&limit=200");
  const english = events.filter((e) => e.languages.length === 1 && e.languages[0] === "en").map((e) => e.id);
  assert.ok(english.length > 0, "the week has events of Thailand that only English papers tell");
  await page.goto(`${served.base}/mr/`);
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type("थायलंड");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/mr/search**");
  await settled(page);
  const found = await page.locator("main").innerText();
  assert.match(found, /थायलंड/);
  const links = await page.locator('main a[href*="party=THA"], main a[href*="/event/"]').count();
  assert.ok(links > 0, "what was found can be gone to");
  await context.close();
});

test("all can be done without a mouse", async () => {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
  const page = await context.newPage();
  await page.goto(`${served.base}/en/`);
  await settled(page);
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  assert.match(skip ?? "", /^#/, "the first stop leads past the menu");
  await page.keyboard.press("Enter");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/event/**");
  await context.close();
});
