// What is asked of every page; each check returns what is wrong, as lines to read.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds under WCAG 2.2 AA and good practice; `rules` asks for some rules only. */
export async function axeFaults(page, rules = null) {
  await page.evaluate((source) => { if (!window.axe) (0, eval)(source); }, axe).catch(() => page.evaluate(axe));
  const found = await page.evaluate(
    async (runOnly) => {
      const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
      return violations.map((v) => ({ id: v.id, nodes: v.nodes.slice(0, 2).map((n) => `${n.target.join(" ")} | ${n.html.slice(0, 160)} | ${n.failureSummary.split("\n").slice(1).join(" ").trim()}`), count: v.nodes.length }));
    },
    rules ? { type: "rule", values: rules } : { type: "tag", values: tags },
  );
  return found.flatMap((v) => v.nodes.map((node) => `axe ${v.id}, ${v.count} times: ${node}`));
}

/** The page may not be wider than the window: only marked areas scroll sideways. */
export async function sidewaysFaults(page) {
  return page.evaluate(() => {
    const all = document.documentElement;
    if (all.scrollWidth <= window.innerWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest(".scroll, .scroll-x"));
    return [`the page is ${all.scrollWidth} px wide in a window of ${window.innerWidth}: ${wide.slice(0, 4).map((e) => `${e.tagName}.${e.className}`).join(", ")}`];
  });
}

/** Words may not stand over words, nor leave the box that is drawn around them, nor be squeezed. */
export async function overlapFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    // What is folded away or there for a screen reader only has a place on the page too.
    const shown = (e) => { const r = e.getBoundingClientRect(); return r.width > 2 && r.height > 2 && e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && !e.closest(".unseen"); };
    const boxes = [...document.querySelectorAll("button, .button, .badge, .site-nav a, .chips a, .note, summary")].filter(shown);
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0 && getComputedStyle(box).display !== "inline") faults.push(`words leave their box: ${box.outerHTML.slice(0, 120)}`);
    }
    // A column of one character a line.
    for (const text of [...document.querySelectorAll("main :is(p, li, blockquote, dd, td)")].filter(shown)) {
      const size = parseFloat(getComputedStyle(text).fontSize);
      if (text.innerText.length > 20 && text.clientWidth > 0 && text.clientWidth < 4 * size) faults.push(`words are squeezed into ${text.clientWidth} px: ${text.outerHTML.slice(0, 120)}`);
    }
    const targets = [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((e) => shown(e) && !e.closest(".clauses, p, q, blockquote, svg"));
    // What runs on over lines has a box on each.
    const rects = targets.map((e) => [...e.getClientRects()]);
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    for (let i = 0; i < rects.length && rects.length < 400; i++) {
      for (let j = i + 1; j < rects.length; j++) {
        if (rects[i].some((a) => rects[j].some((b) => overlap(a, b))) && !targets[i].contains(targets[j]) && !targets[j].contains(targets[i]) && !stuck(targets[i]) && !stuck(targets[j])) {
          faults.push(`two targets overlap: ${targets[i].outerHTML.slice(0, 100)} and ${targets[j].outerHTML.slice(0, 100)}`);
        }
      }
    }
    // What sticks to an edge covers what is scrolled below it, on purpose.
    function stuck(e) { for (let p = e; p; p = p.parentElement) if (/sticky|fixed/.test(getComputedStyle(p).position)) return true; return false; }
    return faults.slice(0, 5);
  });
}

/**
 * Nothing moves while the page comes in.
 *
 * Web Vitals calls a sum of .1 good; a fifth of it is asked for here. A table whose columns take the width of their
 * words moves by less when the browser paints in the middle of it.
 */
export async function shiftFaults(page, most = 0.02) {
  const shifted = await page.evaluate(() => window.shifted);
  return shifted > most ? [`the page shifted by ${shifted.toFixed(4)} while it came in`] : [];
}

/** Fails with a line for each fault. */
export function noFaults(faults) {
  if (faults.length === 0) return;
  const error = new Error(`${faults.length} faults\n${faults.join("\n")}`);
  error.stack = error.message;
  throw error;
}

/** What has the focus must show it, and must not lie below something else (WCAG 2.4.7, 2.4.11). */
export async function focusFault(page) {
  return page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body || e.matches("main")) return [];
    const style = getComputedStyle(e), faults = [], name = e.outerHTML.slice(0, 120);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!ring) faults.push(`the focus is not seen on ${name}`);
    const boxes = [...e.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
    if (boxes.length === 0) return [...faults, `the focus is on something without a place: ${name}`];
    const seen = boxes.some((r) => {
      const inside = r.right > 0 && r.left < innerWidth && r.bottom > 0 && r.top < innerHeight;
      const points = [[0.5, 0.5], [0.1, 0.3], [0.9, 0.7]].map(([x, y]) => [r.left + r.width * x, r.top + r.height * y]);
      return inside && points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (e.contains(top) || top.contains(e) || top.closest("label")?.control === e); });
    });
    if (!seen) faults.push(`the focus is out of sight: ${name}`);
    return faults;
  });
}

/** Puts words of another language, three times as long, into navigation, buttons, labels and heads, as a translation would. */
export async function lengthen(page) {
  await page.evaluate(() => {
    const places = "header a, nav a, button, .button, label, legend, dt, th[scope=col], .badge, .state, summary, .small, h1, h2, h3, .tail a";
    for (const place of document.querySelectorAll(places)) {
      if (place.closest("[lang]:not(html), .clauses, svg")) continue;
      for (const node of place.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        node.textContent = node.textContent.replace(/[\u4e00-\u9fff]+/g, (word) => "Establishments provisions authorities ".repeat(8).slice(0, Math.round(word.length * 4.5)));
      }
    }
  });
}

/** On paper: black on white, without what is pressed, tables whole and with their heads, the address at the end. */
export async function printFaults(page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width: 720, height: 1000 });
  return page.evaluate(() => {
    const faults = [], shown = (e) => e.checkVisibility();
    window.dispatchEvent(new Event("beforeprint"));
    for (const e of document.querySelectorAll("nav, form, button, .skip, .site-head")) if (shown(e)) faults.push(`printed: ${e.outerHTML.slice(0, 80)}`);
    if (getComputedStyle(document.documentElement).backgroundColor !== "rgb(255, 255, 255)") faults.push("the paper is not white");
    for (const table of document.querySelectorAll("main table")) {
      if (!shown(table)) continue;
      if (table.tHead && getComputedStyle(table.tHead).display !== "table-header-group") faults.push("a head of a table is not repeated");
      if (table.getBoundingClientRect().right > innerWidth + 1) faults.push(`a table is cut: ${Math.round(table.getBoundingClientRect().right)} of ${innerWidth} px, ${table.className || table.outerHTML.slice(0, 60)}`);
      for (let e = table.parentElement; e; e = e.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(e).overflow)) faults.push("a table stands in a scroll area");
    }
    const end = document.querySelector(".printed");
    if (!end || !shown(end) || !end.textContent.includes(decodeURI(location.pathname)) || !/\d{4}-\d\d-\d\d/.test(end.textContent)) faults.push("address and day are missing at the end");
    return faults;
  });
}
