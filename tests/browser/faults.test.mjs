// Each check can fail: a page with a planted fault is caught, and by the right check.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openPage, startBrowser } from "./lib/browser.mjs";
import { axeFaults, focusFault, overlapFaults, shiftFaults, sidewaysFaults } from "./lib/look.mjs";
import { crawl } from "./lib/addresses.mjs";
import { createServer } from "node:http";

const parts = {
  "/": `<a href="/dead">no such page</a><a href="/whole">whole</a>`,
  "/whole": "<p>Whole.</p>",
  "/contrast": `<p style="color:#999;background:#fff">Words that can hardly be read.</p>`,
  "/table": `<table><tr><th scope="nonsense">A</th></tr><tr><td>1</td></tr></table><select><option>no name</option></select>`,
  "/targets": `<p style="line-height:8px;font-size:6px"><a href="#a">a</a></p><ul style="line-height:8px;font-size:6px"><li><a href="#b">b</a><li><a href="#c">c</a></ul>`,
  "/wide": `<div style="width:900px">wide</div>`,
  "/overlap": `<div style="position:relative;height:40px"><button style="position:absolute;left:0;top:0">one of them</button><button style="position:absolute;left:30px;top:5px">the other</button></div>`,
  "/squeezed": `<div style="display:flex"><p style="flex:0 0 20px;overflow-wrap:anywhere">Words that have no room to stand beside each other.</p></div>`,
  "/shift": `<p>Words that move.</p><script>setTimeout(() => { const p = document.createElement("div"); p.style.height = "300px"; document.querySelector("main").prepend(p); document.title = "shifted"; }, 100)</script>`,
  "/console": `<script>console.error("planted"); fetch("http://tiaoli.invalid/"); nothing();</script><img src="/dead" alt="">`,
  "/focus": `<style>:focus-visible{outline:none}</style><a href="#a">no ring</a>`,
  "/covered": `<a href="#a">below</a><div style="position:fixed;inset:0;background:#fff"></div>`,
};
let browser, server, url;
before(async () => {
  server = createServer((request, response) => {
    const part = parts[request.url];
    response.writeHead(part === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><head><title>Planted</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body><main><h1>Planted</h1>${part ?? ""}</main></body></html>`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await startBrowser();
});
after(() => { server?.close(); return browser?.close(); });

async function at(path, work, width = 390) {
  const page = await openPage(browser, { width });
  await page.goto(url + path);
  await work(page);
  await page.context().close();
}
const caught = (faults, pattern) => assert.ok(faults.some((fault) => pattern.test(fault)), `${pattern} is not among ${JSON.stringify(faults)}`);

test("a whole page has no faults", () => at("/whole", async (page) => {
  const faults = [await axeFaults(page), await sidewaysFaults(page), await overlapFaults(page), await shiftFaults(page), page.troubles].flat();
  assert.deepEqual(faults, []);
}));
test("axe catches what is planted", async () => {
  await at("/contrast", async (page) => caught(await axeFaults(page), /color-contrast/));
  await at("/table", async (page) => { const found = await axeFaults(page); caught(found, /scope-attr-valid/); caught(found, /select-name/); });
  await at("/targets", async (page) => caught(await axeFaults(page), /target-size/));
});
test("a page that is too wide is caught", () => at("/wide", async (page) => caught(await sidewaysFaults(page), /900|wide/)));
test("targets over targets are caught", () => at("/overlap", async (page) => caught(await overlapFaults(page), /overlap/)));
test("squeezed words are caught", () => at("/squeezed", async (page) => caught(await overlapFaults(page), /squeezed/)));
test("a page that moves is caught", () => at("/shift", async (page) => {
  await page.waitForFunction(() => document.title === "shifted" && window.shifted > 0);
  caught(await shiftFaults(page), /shifted/);
}));
test("errors and requests to others are caught", () => at("/console", async (page) => {
  await page.waitForTimeout(300);
  for (const pattern of [/console: planted/, /another host/, /script: nothing/, /404 for/]) caught(page.troubles, pattern);
}));
test("a focus that is not seen is caught", async () => {
  await at("/focus", async (page) => { await page.keyboard.press("Tab"); caught(await focusFault(page), /not seen/); });
  await at("/covered", async (page) => { await page.keyboard.press("Tab"); caught(await focusFault(page), /out of sight/); });
});
test("a dead link is caught", async () => {
  const found = await crawl(url, ["/"]);
  assert.deepEqual(found.map((one) => [one.address, one.status]).sort(), [["/", 200], ["/dead", 404], ["/whole", 200]]);
});
