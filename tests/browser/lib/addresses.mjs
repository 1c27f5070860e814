// Which addresses a site has: those that its own links lead to, and those that only a mistake leads to.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./site.mjs";

/** Good and bad input that no link holds; the status that each answers with. */
export const typed = [
  ["/search", 200],
  ["/search?q=%22研发费用加计扣除%22", 200],
  ["/search?q=補助&place=广西", 200],
  ["/search?q=没有这样的词语", 200],
  ["/search?q=(补助+OR", 200],
  ["/search?q=补助&sort=nonsense", 400],
  ["/search?q=补助&page=9999", 400],
  ["/search?q=补助&page=40", 200],
  ["/search?q=kind:money+place:火星+year:abc", 200],
  ["/search?q=" + "创".repeat(300), 200],
  ["/p/guangzhou/2025-36", 200],
  ["/p/guangzhou/no-such-document", 404],
  ["/p/guangzhou/2025-36/99/99", 404],
  ["/p/guangzhou", 404],
  ["/r/工信部科〔2016〕273号", 200],
  ["/r/没有这份文件", 404],
  ["/compare?sort=members", 200],
  ["/compare?row=人才+kind:money", 200],
  ["/compare?row=没有这样的词语", 200],
  ["/compare?place=火星", 400],
  ["/compare?topic=nonsense", 400],
  ["/side", 200],
  ["/side?a=/p/guangzhou/2025-36/1&b=/p/guangdong/2020-4", 200],
  ["/side?a=nonsense", 404],
  ["/lineage/nonsense/document", 404],
  ["/cited/nonsense/document", 404],
  ["/eligibility", 200],
  ["/procedure?place=火星", 400],
  ["/check", 200],
  ["/decisions?q=没有这样的词语", 200],
  ["/decisions/new", 200],
  ["/decisions/login", 200],
  ["/decisions/no-such-decision", 404],
  ["/quality", 200],
  ["/corpus?sort=nonsense", 400],
  ["/report?at=guangzhou/2025-36/5/2", 200],
  ["/p/guangzhou/2025-36/original", 200],
  ["/p/guangzhou/2022-19?script=hans", 200],
  ["/p/guangzhou/2025-36?show=dropped", 200],
  ["/api", 200],
  ["/api/problems", 200],
  ["/sitemap.xml", 200],
  ["/sitemap/9.xml", 404],
  ["/robots.txt", 200],
  ["/en/", 200],
  ["/en/search?q=补助", 200],
  ["/en/search?q=没有这样的词语", 200],
  ["/en/p/guangzhou/2025-36", 200],
  ["/en/p/guangzhou/2025-36/5/2", 200],
  ["/en/p/guangzhou/2025-36/99/99", 404],
  ["/en/compare", 200],
  ["/en/eligibility", 200],
  ["/en/procedure", 200],
  ["/en/check", 200],
  ["/en/decisions/new", 200],
  ["/en/corpus", 200],
  ["/en/quality", 200],
  ["/en/help", 200],
  ["/hant/", 200],
  ["/hant/search?q=补助", 200],
  ["/hant/p/guangzhou/2022-19", 200],
  ["/hant/compare", 200],
  ["/healthz", 200],
  ["/static/site.css", 200],
  ["/no/such/page", 404],
  ["/decisions/logout", 405],
];

/** Addresses that differ only in which document, clause or words they name share a shape. */
export function shape(address) {
  const { pathname: whole, searchParams } = new URL(address, "http://site");
  // A page in another language has the shape of the page.
  const pathname = whole.replace(/^\/(en|hant|hans)(?=\/)/, "");
  const parts = pathname.split("/").filter(Boolean).map(decodeURIComponent);
  let path = pathname;
  if (parts[0] === "p") {
    const form = parts.indexOf("form");
    path = form > 0 ? "/p/document/form" : parts.length > 3 ? `/p/document/clause` : "/p/document";
    if (/\.\w+$/.test(parts.at(-1))) path += parts.at(-1).replace(/.*\./, ".");
  } else if (["lineage", "cited", "r"].includes(parts[0]) && parts.length > 1) path = `/${parts[0]}/document`;
  else if (parts[0] === "decisions" && /^\d/.test(parts[1] ?? "")) path = `/decisions/one${parts.length > 2 ? `/${parts[2]}` : ""}`;
  else if (parts[0] === "static") path = "/static";
  else if (parts[0] === "api") path = `/api/${parts[2] ?? ""}`;
  // The filters of a search look alike on the page.
  const filters = /^(place|level|authority|kind|role|topic|from|to|min|max)$/;
  let names = [...new Set([...searchParams.keys()].map((name) => (pathname.startsWith("/search") && filters.test(name) ? "filter" : name)))].sort();
  // Two choices together make no other page than each alone.
  if (pathname.startsWith("/compare") || pathname.startsWith("/search.") || pathname === "/feed.atom" || parts[0] === "api") names = names.slice(0, 1);
  return path + (names.length ? `?${names.join("&")}` : "");
}

const unescape = (text) => text.replace(/&#(\d+);|&#x([0-9a-f]+);|&(amp|quot|lt|gt);/gi, (_, d, x, n) => (n ? { amp: "&", quot: '"', lt: "<", gt: ">" }[n.toLowerCase()] : String.fromCodePoint(d ? Number(d) : parseInt(x, 16))));

/**
 * Follows the links of a site from `seeds` on, at most `each` addresses of one shape.
 * Returns `{ address, status, html, from }` of everything that was asked for.
 */
export async function crawl(url, seeds, each = 3) {
  const seen = new Map(), counts = new Map();
  let wave = seeds.map((address) => ({ address, from: "the list" }));
  while (wave.length) {
    const next = [];
    await Promise.all(wave.map(async ({ address, from }) => {
      if (seen.has(address)) return;
      seen.set(address, null);
      const answer = await fetch(url + address);
      const html = (answer.headers.get("content-type") ?? "").startsWith("text/html");
      const text = await answer.text();
      seen.set(address, { address, status: answer.status, html, from, text });
      if (!html || answer.status >= 400) return;
      const here = new URL(answer.url);
      for (const [tag, href] of text.matchAll(/<a\b[^>]*?\bhref="([^"]*)"[^>]*>/g)) {
        // Every page has itself in the other languages; some of these are in the list.
        if (tag.includes("hreflang=")) continue;
        const to = new URL(unescape(href), here);
        // Filters can be combined without end.
        if (to.origin !== here.origin || new Set(to.searchParams.keys()).size > 2) continue;
        next.push({ address: to.pathname + to.search, from: address });
      }
    }));
    wave = [];
    for (const one of next) {
      if (seen.has(one.address) || wave.some((w) => w.address === one.address)) continue;
      const of = shape(one.address), count = counts.get(of) ?? 0;
      if (count >= each) continue;
      counts.set(of, count + 1);
      wave.push(one);
    }
  }
  return [...seen.values()];
}

/** The routes that the program offers, as its source names them, each as a pattern for addresses. */
export async function routes() {
  const web = join(root, "src/web");
  const files = (await readdir(web, { recursive: true, withFileTypes: true })).filter((f) => f.isFile() && f.name.endsWith(".rs"));
  const found = [];
  const constants = Object.fromEntries([...(await readFile(join(web, "urls.rs"), "utf8")).matchAll(/pub const (\w+): &str = "([^"]*)"/g)].map(([, name, value]) => [`urls::${name}`, value]));
  for (const file of files) {
    const folder = file.path ?? file.parentPath;
    if (folder === join(web, "api")) continue;
    const source = await readFile(join(folder, file.name), "utf8");
    for (const [, quoted, constant, answers] of source.matchAll(/\.route\((?:"([^"]+)"|([\w:]+)), *(.*)\)$/gm)) {
      const path = quoted ?? constants[constant];
      if (path === undefined) throw new Error(`${file.name}: what is ${constant}?`);
      // What hangs under the programming interface is no page.
      if (!answers.includes("get(") || path.startsWith("/api/")) continue;
      const pattern = path.split("/").map((p) => (p.startsWith("{*") ? ".+" : p.startsWith("{") ? "[^/]+" : p.replace(/[.]/g, "\\."))).join("/");
      found.push({ path, pattern: new RegExp(`^${pattern}$`) });
    }
  }
  return found;
}
