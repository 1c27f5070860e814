// The browser of the system, and pages in it that keep account of what goes wrong.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./site.mjs";

const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser without any connection of its own. Root has no sandbox to start it in. */
export function startBrowser() {
  const executablePath = places.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("Chromium was not found; name it in the variable CHROMIUM.");
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Widths that people have: a phone, a tablet, a screen; the narrowest is WCAG's measure of reflow. */
export const widths = { narrowest: 320, phone: 390, tablet: 768, screen: 1280 };

/** Adds up layout shifts that nobody's hand caused, from the first moment on. */
const countShifts = () => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
};

/**
 * A page of its own in its own profile.
 *
 * `page.troubles` fills with errors of the console, failed answers of parts, and requests to other hosts.
 */
export async function openPage(browser, { width = widths.screen, script = true, dark = false, language = "zh-CN", ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    javaScriptEnabled: script,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    locale: language,
    ...more,
  });
  context.setDefaultTimeout(15_000);
  if (process.env.TIAOLI_STATIC) {
    await context.route("**/static/*", (route) => route.fulfill({ path: join(root, "web/static", new URL(route.request().url()).pathname.split("/").pop()) }));
  }
  const page = await context.newPage();
  if (script) await page.addInitScript(countShifts);
  page.troubles = [];
  const main = (request) => request.isNavigationRequest() && request.frame() === page.mainFrame();
  page.on("console", (message) => {
    // The browser reports the status of an error page here too; whether that status is right is for the test to say.
    if (/^(error|warning)$/.test(message.type()) && !/status of [45]\d\d/.test(message.text())) page.troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.troubles.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (/^(http|ws)/.test(to.protocol) && to.hostname !== "127.0.0.1") page.troubles.push(`request to another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !main(response.request())) page.troubles.push(`${response.status()} for ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A download and a request that typing has overtaken both end so.
    if (!/ERR_ABORTED/.test(request.failure()?.errorText ?? "")) page.troubles.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  return page;
}
