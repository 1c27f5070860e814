// Every page of the site, on a phone and on a screen, light and dark: what axe finds, what does not fit,
// what moves, what fails. Pictures of all of them go to artefacts/.
import { mkdir, rm } from "node:fs/promises";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { crawl, routes, shape, typed } from "./lib/addresses.mjs";
import { openPage, startBrowser, widths } from "./lib/browser.mjs";
import { axeFaults, lengthen, noFaults, overlapFaults, printFaults, shiftFaults, sidewaysFaults } from "./lib/look.mjs";
import { startSite } from "./lib/site.mjs";
import { writeDecision, states } from "./lib/states.mjs";

const artefacts = join(dirname(fileURLToPath(import.meta.url)), "artefacts");
const main = new Set(["/", "/search?q", "/p/document", "/p/document/clause", "/compare", "/eligibility", "/decisions/one", "/help"]);
let browser, site, empty, guarded;

before(async () => {
  await rm(artefacts, { recursive: true, force: true });
  for (const folder of ["phone", "tablet", "screen", "dark", "print"]) await mkdir(join(artefacts, folder), { recursive: true });
  [browser, site, empty, guarded] = await Promise.all([
    startBrowser(), startSite(), startSite({ empty: true }), startSite({ editor: { name: "张三", token: "a-token-of-the-tests-0123456789" } }),
  ]);
});
after(() => Promise.all([browser?.close(), site?.stop(), empty?.stop(), guarded?.stop()]));

/** As many pages are looked at at once. */
const concurrency = 2;
/** Makes a test of each item and waits for all. */
const each = (items, make) => Promise.all(items.map(make));

const file = (name) => decodeURIComponent(name).replace(/^\//, "").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80) || "start";
const shot = (page, folder, name) => page.screenshot({ path: join(artefacts, folder, `${name}.jpg`), type: "jpeg", quality: 70, fullPage: true });

const colours = ["color-contrast", "link-in-text-block"];

/** Looks at one page in every way; `arrive` leads there. `pictures` is a name for files, or null for a page whose like has been pictured. */
async function look(arrive, pictures, { inDark = false, status = null } = {}) {
  const faults = [];
  const note = (where, list) => faults.push(...list.map((fault) => `${where}: ${fault}`));
  const page = await openPage(browser, { width: widths.screen });
  try {
    const answer = await arrive(page);
    if (status !== null && answer?.status() !== status) faults.push(`answers ${answer?.status()} instead of ${status}`);
    // A busy machine may paint in the middle of a page; what moves by itself moves each time.
    if (status !== null && (await shiftFaults(page)).length > 0) await arrive(page);
    note("screen", [...await shiftFaults(page), ...await sidewaysFaults(page), ...await overlapFaults(page), ...await axeFaults(page)]);
    if (pictures) await shot(page, "screen", pictures);
    await page.emulateMedia({ colorScheme: "dark" });
    note("dark", await axeFaults(page, colours));
    if (pictures && inDark) {
      await shot(page, "dark", pictures);
      await page.pdf({ path: join(artefacts, "print", `${pictures}.pdf`), preferCSSPageSize: true });
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: widths.tablet, height: 900 });
    note("tablet", [...await sidewaysFaults(page), ...await overlapFaults(page)]);
    if (pictures) await shot(page, "tablet", pictures);
    await page.setViewportSize({ width: widths.narrowest, height: 800 });
    note("narrowest", await sidewaysFaults(page));
    await page.setViewportSize({ width: widths.phone, height: 844 });
    note("phone", [...await sidewaysFaults(page), ...await overlapFaults(page), ...await axeFaults(page, pictures ? null : ["target-size", "scrollable-region-focusable"])]);
    if (pictures) {
      await shot(page, "phone", pictures);
      if ((status ?? 200) < 400) note("paper", await printFaults(page));
      await page.emulateMedia({ media: "screen", colorScheme: "light" });
      await page.setViewportSize({ width: widths.phone, height: 844 });
      await lengthen(page);
      note("phone, longer words", [...await sidewaysFaults(page), ...await overlapFaults(page)]);
    }
    note("anywhere", page.troubles);
  } catch (error) {
    faults.push(error.message);
  }
  await page.context().close();
  return faults;
}

test("every page of the site", { concurrency }, async (t) => {
  await writeDecision(site.url);
  const wanted = new Map(typed);
  const found = await crawl(site.url, ["/", ...typed.map(([address]) => address)], 6);
  await t.test("every link leads somewhere", () => {
    const dead = found.filter((one) => one.status !== (wanted.get(one.address) ?? 200));
    assert.deepEqual(dead.map((one) => `${one.status} ${one.address}, from ${one.from}`), []);
  });
  await t.test("every route has been visited", async () => {
    const paths = found.map((one) => new URL(one.address, site.url).pathname);
    const missed = (await routes()).filter(({ pattern }) => !paths.some((path) => pattern.test(path)));
    assert.deepEqual(missed.map(({ path }) => path), [], "no link leads to these; add an address to lib/addresses.mjs");
  });
  const counts = new Map();
  const pages = found.filter((one) => {
    if (!one.html) return false;
    // A page that says what is wrong is a page of another kind.
    const of = one.status < 400 ? shape(one.address) : `${shape(one.address)} ${one.status}`;
    const count = counts.get(of) ?? 0;
    counts.set(of, count + 1);
    one.first = count === 0;
    // What was typed on purpose is looked at always, and every document; of other kinds of page the first.
    const most = of === "/p/document" ? 20 : of === "/p/document/clause" ? 4 : 1;
    return wanted.has(one.address) || count < most;
  });
  assert.ok(pages.length > 40, `only ${pages.length} pages were found`);
  await each(pages, (one) => t.test(decodeURIComponent(one.address), async () => {
    const picture = one.first ? file(one.address) : null;
    noFaults(await look((page) => page.goto(site.url + one.address), picture, { inDark: one.first && one.status === 200 && main.has(shape(one.address)), status: one.status }));
  }));
});

test("pages that an action leads to", { concurrency }, async (t) => {
  await each(Object.entries(states), ([name, arrive]) => t.test(name, async () => {
    noFaults(await look((page) => arrive(page, site.url), `state-${file(name)}`));
  }));
});

test("pages of a site without documents, and of one that asks for a token", { concurrency }, async (t) => {
  const first = ["/", "/corpus", "/compare", "/eligibility", "/procedure", "/decisions", "/lineage", "/graph", "/missing", "/radar", "/search?q=补助"];
  await each(first, (address) => t.test(`empty: ${address}`, async () => {
    noFaults(await look((page) => page.goto(empty.url + address), `empty-${file(address)}`, { status: 200 }));
  }));
  await each([["/decisions", 200], ["/decisions/login", 200], ["/decisions/new", 403]], ([address, status]) => t.test(`guarded: ${address}`, async () => {
    noFaults(await look((page) => page.goto(guarded.url + address), `guarded-${file(address)}`, { status }));
  }));
});

test("the first page with all its parts weighs less than 60 kB and moves nothing", async () => {
  const page = await openPage(browser);
  const sizes = [];
  page.on("requestfinished", (request) => sizes.push(request.sizes().then((s) => s.responseBodySize + s.responseHeadersSize)));
  await page.goto(site.url, { waitUntil: "networkidle" });
  const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
  assert.ok(sizes.length >= 3, "page, stylesheet and script are parts of it");
  assert.ok(bytes > 0 && bytes < 60_000, `${bytes} bytes`);
  noFaults(await shiftFaults(page, 0.001));
  await page.context().close();
});
