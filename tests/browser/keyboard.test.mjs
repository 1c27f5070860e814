// Whole journeys without a mouse: what has the focus can be seen, nothing holds it, the skip link skips.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openPage, startBrowser } from "./lib/browser.mjs";
import { focusFault, noFaults } from "./lib/look.mjs";
import { startSite } from "./lib/site.mjs";

let browser, site;
before(async () => { [browser, site] = await Promise.all([startBrowser(), startSite()]); });
after(() => Promise.all([browser?.close(), site?.stop()]));

/** Presses Tab until `selector` has the focus; every stop on the way must be seen. */
async function tabTo(page, selector, most = 250) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    noFaults(await focusFault(page));
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`${selector} is not reached with ${most} steps from ${page.url()}`);
}

test("a clause is found, read and cited with the keyboard alone", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(site.url);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0), "the skip link comes first, and is seen");
  noFaults(await focusFault(page));
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main/);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "after the skip link the focus is in the text");
  if (!await page.evaluate(() => document.activeElement.matches("#q"))) await tabTo(page, "#q");
  await page.keyboard.insertText("补助");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?/);
  await tabTo(page, ".filters a[href*='place=']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/place=/);
  await tabTo(page, ".hit h2 a");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".one-clause");
  await tabTo(page, "[data-copy] + button");
  await page.keyboard.press("Enter");
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).length > 10);
  await tabTo(page, ".cite-more summary");
  await page.keyboard.press("Space");
  assert.ok(await page.locator(".cite-more").evaluate((box) => box.open));
  await tabTo(page, "[rel=next], [rel=prev]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".one-clause");
  noFaults(page.troubles);
  await page.context().close();
});

test("a suggestion is chosen with the keyboard alone", async () => {
  const page = await openPage(browser);
  await page.goto(site.url);
  await page.focus("#q");
  await page.keyboard.type("广西");
  await page.waitForSelector("#suggestions li");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#q").getAttribute("aria-expanded"), "false");
  await page.keyboard.type("壮");
  await page.waitForSelector("#suggestions:not([hidden]) li");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.locator("#suggestions [aria-selected=true]").getAttribute("id");
  assert.equal(await page.locator("#q").getAttribute("aria-activedescendant"), chosen);
  await page.keyboard.press("Enter");
  await page.waitForURL((at) => at.pathname !== "/");
  noFaults(page.troubles);
  await page.context().close();
});

test("a decision is written with the keyboard alone, without script", async () => {
  const page = await openPage(browser, { script: false });
  await page.goto(site.url);
  await tabTo(page, ".site-nav a[href='/decisions']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/decisions/);
  await tabTo(page, "a[href='/decisions/new']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/new/);
  for (const [field, words] of [["#title", "键盘写的批复"], ["#date", "2026-03-01"], ["#text", "根据工信部科〔2016〕273号第一条，同意。"]]) {
    await tabTo(page, field);
    await page.keyboard.insertText(words);
  }
  await tabTo(page, ".decision-form .primary");
  await page.keyboard.press("Enter");
  await page.waitForURL(/decisions\/\d+/);
  assert.ok(await page.locator(".decision-links li[id]").count() >= 1);
  await page.context().close();
});

test("nothing holds the focus, and it is seen wherever it stands", { concurrency: 2 }, async (t) => {
  await Promise.all(["/", "/search?q=补助", "/compare?place=广西&place=广东&chart=citations", "/p/guangzhou/2025-36/5/2", "/eligibility", "/procedure", "/check", "/decisions/new", "/side", "/graph", "/corpus"].map((path) => t.test(path, async () => {
    const page = await openPage(browser, { dark: path.length % 2 === 0 });
    await page.goto(site.url + path);
    const stops = await page.evaluate(() => document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']").length);
    const faults = new Set();
    let steps = 0;
    do {
      await page.keyboard.press("Tab");
      for (const fault of await focusFault(page)) faults.add(fault);
    } while (++steps <= stops + 3 && await page.evaluate(() => document.activeElement !== document.body));
    noFaults([...faults].slice(0, 5));
    assert.ok(steps <= stops + 2, `the focus goes round in ${steps} steps and has ${stops} places`);
    await page.context().close();
  })));
});
