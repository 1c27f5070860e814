// What the three users come for, from the first page to the end, with script and without.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openPage, startBrowser } from "./lib/browser.mjs";
import { noFaults } from "./lib/look.mjs";
import { startSite } from "./lib/site.mjs";
import { draft } from "./lib/states.mjs";

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

/** The journey with script and without, each on a page and a site of its own. */
function journey(name, walk, more = {}) {
  for (const script of [true, false]) {
    test(`${name}, ${script ? "with" : "without"} script`, async () => {
      const site = await startSite();
      try {
        const page = await openPage(browser, { script, ...(script ? more : {}) });
        await walk({ page, url: site.url, site, script });
        noFaults(page.troubles);
        await page.context().close();
      } finally {
        await site.stop();
      }
    });
  }
}

const total = async (page) => Number((await page.locator(".summary b").first().textContent()).replace(/\D/g, ""));
const texts = (locator) => locator.allTextContents();
/** Follows a link that is a file, and returns its bytes. */
async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return readFile(await file.path());
}
async function search(page, words) {
  await page.fill("#q", words);
  await page.click(".big-search button, .head-search button");
  await page.waitForURL(/\/search\?/);
}

journey("researcher: search, narrow, read, cite, take away", async ({ page, url, script }) => {
  await page.goto(url);
  await search(page, "补助");
  const all = await total(page);
  assert.ok(all > 0);

  const place = page.locator(".filters a[href*='place=']", { hasText: "广州" });
  const held = Number((await place.locator(".count").textContent()).trim());
  await place.click();
  await page.waitForURL(/place=/);
  assert.equal(await total(page), held, "a filter finds as many as it announces");
  assert.ok((await texts(page.locator(".found-in .origin .badge"))).every((name) => name.includes("广州")));
  const results = page.url();

  const title = await page.locator(".hit h2 a").first().getAttribute("href");
  await page.locator(".hit h2 a").first().click();
  await page.waitForURL((at) => at.pathname + at.search + at.hash === title || at.pathname === title);
  const official = (await page.locator(".cite-text").first().textContent()).trim();
  assert.match(official, /《.+》|〔\d{4}〕/);
  await page.click(".cite-more summary");
  const forms = await texts(page.locator(".cite-more .cite-form"));
  assert.ok(forms.length >= 4 && forms.every((form) => form.trim()));
  assert.ok(forms.some((form) => form.includes("@")), "BibTeX among them");
  const buttons = page.locator("[data-copy] + button");
  if (script) {
    await buttons.first().click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), official);
  } else {
    assert.equal(await buttons.count(), 0, "no button that could not work");
  }
  await page.goBack();
  assert.equal(page.url(), results);

  // The other script finds the same.
  await page.goto(url);
  await search(page, "補助");
  assert.equal(await total(page), all);

  // A quotation stands in every hit as it was typed.
  await search(page, "“一次性补助”");
  assert.ok(await total(page) > 0);
  for (const hit of await texts(page.locator(".hits").first().locator(".hit"))) assert.match(hit.replace(/\s/g, ""), /一次性补助/);

  // Nothing found leads on.
  await search(page, "“没有这样的句子”");
  assert.equal(await page.locator(".hit h2").count(), 0);
  assert.ok(await page.locator(".results-main a").count() > 0);

  await page.goto(results);
  const rows = (await download(page, page.locator("a[href^='/search.csv']"))).toString("utf8").trim().split(/\r?\n/);
  assert.ok(rows.length > held, `a head and ${held} rows, not ${rows.length}`);
  const feed = await page.request.get(url + await page.locator("a[href^='/feed.atom']").getAttribute("href"));
  assert.match(feed.headers()["content-type"], /atom/);
  assert.match(await feed.text(), /<feed[\s>]/);
}, { permissions: ["clipboard-read", "clipboard-write"] });

journey("applicant: compare two places, sort, take away, conditions, procedure", async ({ page, url, script }) => {
  await page.goto(url);
  await page.click(".site-nav a[href='/compare']");
  await page.click(".choose > summary");
  const boxes = page.locator(".choose input[name=place]");
  for (const box of await boxes.all()) await box.setChecked(/广西|广东/.test(await box.inputValue()));
  await page.click(".choose button[type=submit]");
  await page.waitForURL(/place=/);
  const places = () => texts(page.locator(".compare-table thead .place"));
  const before = await places();
  assert.equal(before.length, 2);

  const sort = page.locator(".compare-table .moves a[href*='sort=']").first();
  await sort.click();
  await page.waitForURL(/sort=/);
  assert.equal((await places()).length, 2);
  assert.ok(await page.locator(".compare-state a[href*='/compare']").count() > 0, "the order can be taken back");
  const book = await download(page, page.locator("a[href^='/compare.xlsx']"));
  assert.equal(book.subarray(0, 2).toString(), "PK");
  assert.ok(book.length > 4000);

  // From a cell to the clause it quotes, and back.
  const compared = page.url();
  await page.locator(".compare-table .entry .where a[href^='/p/']").first().click();
  await page.waitForSelector(".one-clause .clauses, .document .clauses");
  await page.goBack();
  assert.equal(page.url(), compared);

  await page.click(".site-nav a[href='/eligibility']");
  const sent = [];
  page.on("request", (request) => { if (request.method() === "POST") sent.push(request.url()); });
  assert.ok(await page.locator("#results .condition, #results .conditions > li").count() > 0);
  await page.fill("input[name=sales]", "200万");
  await page.selectOption("select[name=dishonest]", "yes");
  await page.click(".answers button[type=submit]");
  await page.waitForSelector(".conditions > li.failed");
  assert.equal(sent.length, script ? 0 : 1, "with script the answers stay in the browser");
  const verdicts = await page.locator(".conditions > li").evaluateAll((all) => all.map((one) => one.className));
  assert.ok(verdicts.includes("failed") && verdicts.includes("unanswered"), "no answer is no success");
  assert.ok(!(await texts(page.locator(".verdicts > .verdict"))).some((words) => !words.trim()));

  await page.locator(`a[href^='/procedure?place=${encodeURIComponent("广西")}']`).first().click();
  await page.waitForURL(/\/procedure/);
  assert.ok(await page.locator(".step-list li").count() > 1);
  await page.locator(".step-list li a").first().click();
  await page.waitForSelector(".one-clause");
});

journey("staff: check a draft, decide, link, and see what has moved", async ({ page, url, site, script }) => {
  await page.goto(url);
  await page.click(".site-nav a[href='/check']");
  await page.fill("#text", draft);
  await page.fill("#date", "2026-03-01");
  await page.click(".check-form .primary");
  await page.waitForSelector(".findings");
  const levels = await page.locator(".findings > li").evaluateAll((all) => all.map((one) => one.className));
  assert.ok(levels.length >= 3 && new Set(levels).size >= 2, `findings of several kinds: ${levels}`);
  const cited = page.locator(".check-text a.cited[href^='/p/'], .findings a[href^='/p/']").first();
  await cited.click();
  await page.waitForSelector(".clauses");

  await page.click(".site-nav a[href='/decisions']");
  await page.click("a[href='/decisions/new']");
  await page.fill("#title", "关于同意组建高性能陶瓷创新中心的批复");
  await page.fill("#number", "某工信函〔2026〕7号");
  await page.fill("#date", "2026-03-01");
  await page.fill("#text", draft);
  await page.click(".decision-form .primary");
  await page.waitForURL(/\/decisions\/\d+/);
  const decision = page.url().split("#")[0];
  const links = page.locator(".decision-links > ol > li[id]");
  const found = await links.count();
  assert.ok(found >= 3, `${found} citations were found in the text`);

  // A link that the text does not say.
  await page.click(".decision-links > details.remarks > summary");
  await page.fill("#quote", "原则同意");
  await page.fill("#target", `${url}/p/guangzhou/2025-36/5/2`);
  await page.click("details.remarks form button");
  await page.waitForURL(/\/decisions\/\d+/);
  assert.equal(await links.count(), found + 1);
  const own = links.filter({ has: page.locator("a[href='/p/guangzhou/2025-36/5/2']") }).first();
  assert.equal(await own.getAttribute("class"), "found");

  // A person confirms one; every change is in the history.
  const versions = page.locator(".history tbody tr");
  const written = await versions.count();
  await page.locator("button[name=act][value=confirm]").first().click();
  await page.waitForFunction((n) => document.querySelectorAll(".history tbody tr").length > n, written);
  await page.click("a[href$='/edit']");
  await page.fill("#title", "关于同意组建高性能陶瓷创新中心的批复（修改）");
  await page.click(".decision-form .primary");
  await page.waitForURL(/\/decisions\/\d+/);
  assert.match(await page.locator("h1").textContent(), /修改/);
  assert.ok(await versions.count() > written + 1);
  await page.locator(".history tbody th a").last().click();
  await page.waitForURL(/versions/);
  assert.doesNotMatch(await page.locator("dl.meta").textContent(), /（修改）/);

  /** Opens the decision again and again until the site has read the documents. */
  const until = async (what) => {
    for (let i = 0; i < 60; i++) {
      await page.goto(decision);
      if (await what()) return;
      await new Promise((done) => setTimeout(done, 250));
    }
    assert.fail(`after 15 s: ${await page.locator(".decision-links").textContent()}`);
  };
  // The clause stands elsewhere now.
  const file = join(site.corpus, "guangzhou/2025-36.txt");
  const lines = (await readFile(file, "utf8")).split("\n");
  const at = lines.findIndex((line) => line.startsWith("(二)资金支持"));
  const swapped = [lines[at].replace("(二)", "(一)"), lines[at - 1].replace("(一)", "(二)")];
  await writeFile(file, [...lines.slice(0, at - 1), ...swapped, ...lines.slice(at + 1)].join("\n"));
  await site.ingest();
  await until(async () => await page.locator(".decision-links li.doubtful a[href='/p/guangzhou/2025-36/5/1']").count() > 0);
  // The document is not there any more.
  await rm(file);
  await site.ingest();
  await until(async () => await page.locator(".decision-links li.doubtful", { hasText: "原则同意" }).count() > 0 && await page.locator(".decision-links a[href='/p/guangzhou/2025-36/5/1']").count() === 0);
  const list = await page.goto(`${url}/decisions?state=doubtful`);
  assert.equal(list.status(), 200);
  assert.equal(await page.locator(".decision-list li .doubt").count(), 1, script ? "" : "without script too");
});
