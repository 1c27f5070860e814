// Holds an applicant's answers against the conditions that the page lists. Nothing is sent: the answers stay in this
// browser, behind the # of the address. Without this script the form asks the site.
//
// The same rules as src/compare/eligibility/ (company.rs reads, judge.rs decides, words.rs gives the texts); a test runs
// both over the same cases. It has no words of its own: all it says stands in `lists.texts`, in the language of the page.
(() => {
  "use strict";

  // Numbers: { m, s } is m / 10^s, m a BigInt.
  const dec = (m, s = 0) => ({ m: BigInt(m), s });
  const at = (d, s) => d.m * 10n ** BigInt(s - d.s);
  const compare = (a, b) => {
    const s = Math.max(a.s, b.s), x = at(a, s), y = at(b, s);
    return x < y ? -1 : x > y ? 1 : 0;
  };
  const plus = (a, b) => { const s = Math.max(a.s, b.s); return { m: at(a, s) + at(b, s), s }; };
  const times = (a, b) => ({ m: a.m * b.m, s: a.s + b.s });
  const shift = (d, n) => (d.s - n >= 0 ? { m: d.m, s: d.s - n } : { m: d.m * 10n ** BigInt(n - d.s), s: 0 });
  const written = (d) => {
    const minus = d.m < 0n, digits = (minus ? -d.m : d.m).toString().padStart(d.s + 1, "0");
    const whole = digits.slice(0, digits.length - d.s), rest = digits.slice(digits.length - d.s).replace(/0+$/, "");
    return (minus ? "-" : "") + whole + (rest && `.${rest}`);
  };
  const parsed = (text) => {
    const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? "");
    return found ? dec(found[1] + found[2] + (found[3] ?? ""), (found[3] ?? "").length) : null;
  };

  const SIMPLE = { 萬: "万", 億: "亿", 貳: "贰", 參: "叁", 陸: "陆", 圓: "圆", 兩: "两", 幣: "币", 個: "个", 臺: "台", 戶: "户", 項: "项", 餘: "余", 幾: "几", 無: "无", 沒: "没", "﹪": "%", "﹐": ",", "○": "〇" };
  const fold = (text) => [...text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, "")]
    .map((c) => SIMPLE[c] ?? (c >= "\uff01" && c <= "\uff5e" ? String.fromCharCode(c.charCodeAt(0) - 0xfee0) : c)).join("").toLowerCase();

  const DIGITS = { 零: 0, 〇: 0, 一: 1, 壹: 1, 二: 2, 贰: 2, 两: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9 };
  const UNITS = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3 };

  // Arabic digits with thousands marks and a decimal point.
  const arabic = (text) => {
    let found = /^[1-9]\d{0,2}(,\d{3}(?!\d))+/.exec(text);
    if (!found) {
      found = /^\d+/.exec(text);
      if (!found) return null;
    }
    let digits = found[0].replaceAll(",", ""), length = found[0].length, scale = 0;
    const rest = /^\.(\d+)/.exec(text.slice(length));
    if (rest) {
      digits += rest[1];
      scale = rest[1].length;
      length += rest[0].length;
      if (/^\.\d/.test(text.slice(length))) return null;
    }
    return digits.length > 18 ? null : { value: dec(digits, scale), length };
  };

  // The number that a text begins with, as src/text/numeral.rs reads it: { value, length, more }.
  const number = (text) => {
    const sum = (...parts) => parts.filter(Boolean).reduce(plus, dec(0));
    let high = null, middle = null, section = null, last = null, lastUnit = null;
    let ceiling = 4, positional = false, chinese = false, more = false, usedArabic = false, pos = 0;
    const empty = () => !high && !middle && !section && !last;
    while (pos < text.length && !positional) {
      const c = text[pos], next = text[pos + 1];
      let taken = 1;
      if (c >= "0" && c <= "9") {
        if (last) break;
        const found = arabic(text.slice(pos));
        if (!found) return null;
        [last, taken, chinese, usedArabic] = [found.value, found.length, false, true];
      } else if (c in DIGITS) {
        if (last) break;
        const run = [];
        while (text[pos + run.length] in DIGITS) run.push(DIGITS[text[pos + run.length]]);
        taken = run.length;
        const first = run.findIndex((d) => d !== 0), zeros = first < 0 ? run.length : first, left = run.length - zeros;
        if (zeros > 0 && !empty()) lastUnit = null;
        if (left === 0) {
          if (empty()) last = dec(0);
        } else if (left === 1 && (zeros === 0 || !empty())) {
          last = dec(run[run.length - 1]);
        } else {
          const vague = left === 2 && !run.includes(0);
          if (vague || !empty() || run.length > 18 || text[pos + taken] in UNITS) return null;
          last = dec(run.join(""));
          positional = true;
        }
        chinese = true;
      } else if (c in UNITS) {
        const power = UNITS[c];
        if (power >= ceiling || (power === 1 && usedArabic && last)) break;
        let count = last;
        if (!count) {
          if (power === 1 || empty()) count = dec(1);
          else break;
        }
        last = null;
        section = sum(section, shift(count, power));
        [ceiling, lastUnit] = [power, power];
      } else if (c === "廿" || c === "卅") {
        if (!empty()) break;
        [section, ceiling, lastUnit] = [dec(c === "廿" ? 20 : 30), 1, null];
      } else if (c === "万") {
        if (middle || (!section && !last && high)) break;
        middle = shift(empty() ? dec(1) : sum(section, last), 4);
        [section, last, ceiling, lastUnit] = [null, null, 4, 4];
      } else if (c === "亿") {
        if (high) break;
        high = shift(empty() ? dec(1) : sum(middle, section, last), 8);
        [middle, section, last, ceiling, lastUnit] = [null, null, null, 4, 8];
      } else if ("多余几".includes(c) && !empty() && next && (next in UNITS || next === "万" || next === "亿")) {
        more = true;
      } else if (c === "几" && !last && section) {
        more = true;
        pos += 1;
        break;
      } else break;
      pos += taken;
    }
    if (empty()) return null;
    if (last && lastUnit && chinese && lastUnit >= 2) last = shift(last, lastUnit - 1);
    return { value: sum(high, middle, section, last), length: pos, more };
  };

  const whole = (text, units) => {
    const found = number(text);
    if (!found || found.more) return null;
    const rest = text.slice(found.length);
    return rest === "" || units.includes(rest) ? found.value : null;
  };
  const money = (text) => {
    const sign = ["人民币", "¥", "￥", "rmb"].find((p) => text.startsWith(p)) ?? "";
    return whole(text.slice(sign.length), ["元", "元整", "元人民币", "圆", "人民币"]);
  };
  const ratio = (text) => {
    if (text.startsWith("百分之")) {
      const found = whole(text.slice(3), []);
      return found && shift(found, -2);
    }
    const found = number(text);
    if (!found || found.more) return null;
    const rest = text.slice(found.length);
    if (rest === "%") return shift(found.value, -2);
    if (rest === "成") return shift(found.value, -1);
    return rest === "" && compare(found.value, dec(1)) <= 0 ? found.value : null;
  };

  // 广西省 is known as 广西.
  const SUFFIXES = ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"];
  const placed = (name, lists) => {
    const suffix = SUFFIXES.find((s) => name.endsWith(s) && [...name].length - s.length >= 2) ?? "";
    const short = lists.places[name] ? "" : suffix, found = lists.places[name.slice(0, name.length - short.length)];
    // A name in traditional script stands with the simplified one.
    const [code, plain] = found?.split(" ") ?? [];
    return code && { code, name: plain ? plain + short : name };
  };

  // A text of the page with its gaps filled: {name}.
  const say = (lists, id, gaps = {}) => (lists.texts[id] ?? id).replace(/\{(\w+)\}/g, (gap, name) => (name in gaps ? String(gaps[name]) : gap));

  // One answer: { value }, or { expected } when it cannot be read.
  const read = (field, typed, lists) => {
    if ([...typed].length > lists.longest) return { expected: say(lists, "answer-long", { most: lists.longest }) };
    const text = fold(typed), told = (value, id, gaps) => (value == null ? { expected: say(lists, id, gaps) } : { value });
    switch (field.kind) {
      case "money": return told(money(text), "answer-money");
      case "ratio": return told(ratio(text), "answer-ratio");
      case "count": return told(whole(text, lists.units), "answer-count");
      case "choice": {
        const other = { 是: "yes", 有: "yes", true: "yes", y: "yes", 1: "yes", 否: "no", 无: "no", 没有: "no", false: "no", n: "no", 0: "no" }[text] ?? text;
        const same = (word) => field.options.find((o) => o.id === word || fold(o.label) === word);
        const found = same(text) ?? same(other) ?? (other === "no" ? same("none") : undefined);
        const options = field.options.map((o) => say(lists, "answer-option", { id: o.id, label: o.label }));
        return told(found?.id, "answer-one-of", { options: options.join(lists.texts["list-joint"]) });
      }
      default: {
        // 广州市白云区: the longest beginning that is a place.
        for (let end = text.length; end >= 2; end -= 1) {
          const value = placed(text.slice(0, end), lists);
          if (value) return { value };
        }
        return { expected: say(lists, "answer-place") };
      }
    }
  };

  // Every answer, and what could not be read; that counts as not answered.
  const answersOf = (typed, lists) => {
    const values = {}, bad = [];
    for (const id of Object.keys(typed).sort()) {
      const field = lists.fields.find((f) => f.id === id);
      if (!field) continue;
      const years = Math.max(field.years ?? 1, 1);
      values[id] = typed[id].slice(0, years).map((text, n) => {
        if (!text.trim()) return null;
        const one = read(field, text, lists);
        if (one.expected) bad.push({ field: id, label: field.label, year: n + 1, typed: [...text].slice(0, lists.longest).join(""), expected: one.expected });
        return one.expected ? null : one.value;
      });
    }
    return { values, bad };
  };

  // Money as the language counts it: in its largest step that keeps every digit with at most four decimals.
  const amount = (d, lists) => {
    const { zero, steps, thousands } = lists.money, at = zero.indexOf("0");
    const before = zero.slice(0, at), after = zero.slice(at + 1);
    for (const [power, word] of steps) {
      const part = shift(d, -power);
      if (compare(part, dec(1)) < 0) continue;
      const text = written(part);
      if ((text.split(".")[1] ?? "").length <= 4) return `${before}${text} ${word}${after.trim()}`;
    }
    const [whole, rest] = written(d).split(".");
    return before + whole.replace(/\B(?=(\d{3})+$)/g, thousands) + (rest ? `.${rest}` : "") + after;
  };
  const shown = (kind, d, unit, lists) => {
    if (kind === "money") return amount(d, lists);
    if (kind === "ratio") return `${written(shift(d, 2))}%`;
    return unit ? `${written(d)} ${unit}` : written(d);
  };
  // Halves go to the even neighbour, as on the site.
  const fixed = (x, n) => {
    const scaled = x * 10 ** n, low = Math.floor(scaled);
    return scaled - low === 0.5 && low % 2 === 0 ? (low / 10 ** n).toFixed(n) : x.toFixed(n);
  };
  const over = (a, b) => Number(written(a)) / Number(written(b));
  const holds = (given, bound, required) => {
    const order = compare(given, required);
    return { at_most: order <= 0, less_than: order < 0, more_than: order > 0 }[bound] ?? order >= 0;
  };

  // The verdict on one rule: { verdict, unanswered, given, how, reason }.
  const judge = (rule, values, mode, lists) => {
    const out = { verdict: "manual", unanswered: false, given: "", how: "", reason: "" };
    const field = (id) => lists.fields.find((f) => f.id === id);
    const label = (id) => field(id)?.label ?? id;
    const option = (id, value) => field(id)?.options?.find((o) => o.id === value)?.label ?? value;
    const numbers = (id) => values[id] ?? [];
    const decided = (met) => { out.verdict = met ? "met" : "failed"; };
    const told = (id, gaps) => say(lists, id, gaps), joint = lists.texts["list-joint"];
    const unanswered = (id) => { out.unanswered = true; out.reason = told("eligibility-unanswered", { what: label(id) }); return out; };
    const reached = (met, required) => { decided(met); out.reason = told(met ? "eligibility-reached" : "eligibility-missed", { required }); };

    const own = fold(mode ?? "");
    if (own && rule.mode && !rule.mode.includes(own)) {
      return { ...out, verdict: "not_applicable", reason: told("eligibility-only-for", { mode: rule.mode }) };
    }
    const premise = rule.premise, given = premise && numbers(premise.field)[0];
    if (premise && typeof given === "string" && !premise.accept.includes(given)) {
      const reason = told("eligibility-not-this", { label: label(premise.field), answer: option(premise.field, given) });
      return { ...out, verdict: "not_applicable", reason };
    }

    const series = (t) => {
      const f = field(t.field), list = numbers(t.field), wanted = Math.max(t.years, 1), here = (f.years ?? 1) === 1 ? 1 : wanted, found = [];
      const show = (n) => shown(t.number, n, t.unit, lists), said = () => found.map(show).join(joint);
      for (let year = 0; year < here; year += 1) {
        if (list[year] != null) { found.push(list[year]); continue; }
        if (!found.length && !list.some((n) => n != null)) return unanswered(t.field);
        [out.unanswered, out.given] = [true, said()];
        out.reason = told("eligibility-year-missing", { wanted, label: f.label, year: year + 1 });
        return out;
      }
      out.given = said();
      if (found.length < wanted) { out.reason = told("eligibility-one-number", { wanted }); return out; }
      const required = parsed(t.required), sum = found.reduce(plus, dec(0)), needed = times(required, dec(found.length));
      const each = found.map((n) => holds(n, t.bound, required)), all = each.every(Boolean), none = !each.some(Boolean);
      const mean = over(sum, dec(found.length));
      const average = () => (t.number === "money" ? show(dec(fixed(Math.round(mean / 100) * 100, 0))) : t.number === "ratio" ? `${fixed(mean * 100, 2)}%` : fixed(mean, 2));
      if (t.window === "") { decided(all); out.how = (f.years ?? 1) > 1 ? told("eligibility-latest") : ""; }
      else if (t.window === "average") { decided(holds(sum, t.bound, needed)); out.how = told("eligibility-average", { n: found.length, sum: show(sum), mean: average() }); }
      else if (t.window === "each") { decided(all); out.how = told("eligibility-each"); }
      else if (t.window === "total") { decided(holds(sum, t.bound, required)); out.how = told("eligibility-sum", { n: found.length, sum: show(sum) }); }
      else if (all || none) { decided(all); out.how = told("eligibility-unsaid-each"); }
      else out.how = told("eligibility-unsaid");
      if (out.verdict === "manual") out.reason = out.how;
      else reached(out.verdict === "met", t.said);
      return out;
    };

    const quotient = (t, [top, bottom]) => {
      const wanted = Math.max(t.years, 1), years = (field(top)?.years ?? 0) === 1 ? 1 : wanted, ratios = [];
      let a = dec(0), b = dec(0);
      for (let year = 0; year < years; year += 1) {
        const x = numbers(top)[year], y = numbers(bottom)[year];
        if (x == null || y == null) {
          const missing = [[top, x], [bottom, y]].filter(([, n]) => n == null).map(([id]) => label(id));
          out.unanswered = true;
          out.reason = told(years > 1 ? "eligibility-unanswered-year" : "eligibility-unanswered", { what: missing.join(joint), year: year + 1 });
          return out;
        }
        if (y.m === 0n) { out.reason = told("eligibility-zero", { label: label(bottom) }); return out; }
        [a, b] = [plus(a, x), plus(b, y)];
        ratios.push(over(x, y));
      }
      const required = parsed(t.required), whole = holds(a, t.bound, times(required, b));
      const mean = ratios.reduce((s, r) => s + r, 0) / Math.max(ratios.length, 1), target = Number(t.required);
      const asMean = Math.abs(mean - target) < 1e-12 ? whole : (mean > target) === ["at_least", "more_than", "exactly"].includes(t.bound);
      const percent = (r) => `${fixed(r * 100, 2)}%`;
      out.given = ratios.map(percent).join(joint);
      out.how = told("eligibility-quotient", { top: label(top), bottom: label(bottom), whole: percent(over(a, b)), mean: percent(mean) });
      if (ratios.length < wanted) out.reason = told("eligibility-one-number", { wanted });
      else if (whole === asMean) reached(whole, t.said);
      else out.reason = told("eligibility-two-ways");
      return out;
    };

    const words = (t) => {
      const f = field(t.field), value = numbers(t.field)[0];
      if (value == null) return unanswered(t.field);
      let met;
      if (f.kind === "place") {
        out.given = value.name;
        if (t.place == null) { out.reason = told("eligibility-where"); return out; }
        met = t.place === "" || value.code.startsWith(t.place);
      } else if (f.kind === "choice") {
        out.given = option(t.field, value);
        const rank = f.options.find((o) => o.id === value)?.rank ?? 0;
        if (t.level === "at_least") met = rank > 0 && t.named.length > 0 && rank >= Math.min(...t.named);
        else if (t.level === "named") met = t.named.includes(rank);
        else met = t.accept.includes(value);
      } else {
        out.given = written(value);
        met = compare(value, dec(t.least)) >= 0;
      }
      const counts = t.decides === "both" || (t.decides === "yes") === met;
      if (counts) { decided(met); out.reason = told(met ? "eligibility-fits" : "eligibility-fits-not", { given: out.given }); }
      else out.reason = t.why;
      if (out.verdict === "met" && t.rest) {
        [out.verdict, out.reason] = ["manual", told("eligibility-rest", { given: out.given })];
      }
      return out;
    };

    const t = rule.test;
    if (t.kind === "hand") out.reason = t.reason;
    else if (t.kind === "words") words(t);
    else if (t.over && !numbers(t.field).some((n) => n != null)) quotient(t, t.over);
    else series(t);
    // A condition that may be waived or weighed is not failed by a number.
    if (out.verdict === "failed" && rule.exception) [out.verdict, out.reason] = ["manual", told("eligibility-excepted", { words: rule.exception })];
    return out;
  };

  const summary = (all, lists) => {
    const count = (verdict) => all.filter((v) => v.verdict === verdict).length;
    const [met, failed, manual, open] = [count("met"), count("failed"), count("manual"), all.filter((v) => v.unanswered).length];
    const told = (id, gaps) => say(lists, id, gaps);
    const left = manual === 0 ? "" : told(open === 0 ? "eligibility-left" : "eligibility-left-open", { n: manual, open });
    if (failed > 0) return ["failed", told("eligibility-some-failed", { failed, met, left })];
    if (manual > 0) return ["manual", told("eligibility-none-failed", { met, left })];
    return ["met", told("eligibility-all-met", { met })];
  };

  globalThis.tiaoliEligibility = { answersOf, judge, summary, number, written };
  if (typeof document === "undefined") return;

  const LABELS = { met: "eligibility-met", failed: "eligibility-failed", manual: "eligibility-manual", not_applicable: "eligibility-off" };
  const CLASSES = { met: "met", failed: "failed", manual: "manual", not_applicable: "off" };
  const small = (text) => { const span = document.createElement("span"); span.className = "small"; span.textContent = text; return span; };

  for (const form of document.querySelectorAll("form[data-eligibility]")) {
    const lists = JSON.parse(form.dataset.eligibility), results = document.getElementById("results");
    const boxes = () => [...form.elements].filter((b) => b.name);

    // What stands behind the # goes back into the form.
    const fill = () => {
      const kept = new URLSearchParams(location.hash.slice(1)), seen = new Map();
      for (const box of boxes()) {
        if (box.type === "checkbox") { if (kept.has("place")) box.checked = kept.getAll(box.name).includes(box.value); continue; }
        const nth = seen.get(box.name) ?? 0;
        seen.set(box.name, nth + 1);
        if (kept.has(box.name)) box.value = kept.getAll(box.name)[nth] ?? "";
      }
      return [...kept.keys()].length > 0;
    };

    const complain = (bad) => {
      document.querySelector(".problems")?.remove();
      for (const old of form.querySelectorAll(".bad")) old.remove();
      const seen = new Map();
      for (const box of boxes()) {
        box.removeAttribute("aria-invalid");
        const nth = (seen.get(box.name) ?? 0) + 1;
        seen.set(box.name, nth);
        const one = bad.find((b) => b.field === box.name && b.year === nth);
        if (!one) continue;
        box.setAttribute("aria-invalid", "true");
        const words = document.createElement("span");
        words.className = "bad";
        words.textContent = say(lists, "eligibility-write", { expected: one.expected });
        (box.closest("label") ?? box).after(words);
      }
      if (!bad.length) return;
      const box = document.createElement("div"), lead = document.createElement("p"), list = document.createElement("ul");
      box.className = "problems";
      box.setAttribute("role", "alert");
      lead.textContent = say(lists, "eligibility-problems");
      for (const b of bad) {
        const item = document.createElement("li");
        item.textContent = say(lists, "eligibility-problem", b);
        list.append(item);
      }
      box.append(lead, list);
      form.before(box);
    };

    const show = (item, verdict, rule) => {
      const open = verdict.unanswered, kind = open ? "unanswered" : CLASSES[verdict.verdict];
      item.className = kind;
      const name = item.querySelector("b.verdict"), why = item.querySelector("[data-why]");
      name.className = `verdict ${kind}`;
      name.textContent = say(lists, open ? "eligibility-open" : LABELS[verdict.verdict]);
      why.replaceChildren(verdict.reason);
      for (const [id, value] of [["eligibility-required", rule.test.said], ["eligibility-given", verdict.given], ["eligibility-how", verdict.how]]) {
        if (value) why.append(small(say(lists, id, { value })));
      }
    };

    const answer = () => {
      const data = new FormData(form), typed = {};
      for (const [name, value] of data) if (name !== "place" && name !== "mode") (typed[name] ??= []).push(String(value).trim());
      for (const id of Object.keys(typed)) if (typed[id].every((v) => !v)) delete typed[id];
      const { values, bad } = answersOf(typed, lists), places = data.getAll("place"), mode = data.get("mode") ?? "";
      complain(bad);
      for (const section of results.querySelectorAll("[data-place]")) {
        section.hidden = places.length > 0 && !places.includes(section.dataset.place);
        const verdicts = [...section.querySelectorAll("li[data-rule]")].map((item) => {
          const rule = JSON.parse(item.dataset.rule), verdict = judge(rule, values, mode, lists);
          show(item, verdict, rule);
          return verdict;
        });
        if (!verdicts.length) continue;
        const [kind, words] = summary(verdicts, lists), line = section.querySelector("p.verdict");
        line.className = `verdict ${kind}`;
        line.textContent = words;
        for (const box of section.querySelectorAll("details")) box.open = true;
      }
      results.querySelector("h2").textContent = say(lists, "eligibility-results");
    };

    // Other pages of the same answers.
    const carry = () => { for (const link of document.querySelectorAll("#results .pages a")) link.hash = location.hash; };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = new URLSearchParams(), places = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        said.append(name, value);
        if (name === "place") places.append(name, value);
      }
      // Not all places are here: which to show is asked of the site, the answers are not sent.
      const here = new URLSearchParams(location.search).getAll("place");
      if (("paged" in form.dataset || here.length) && String(here) !== String(places.getAll("place"))) {
        location.assign(`${location.pathname}${places.size ? `?${places}` : ""}#${said}`);
        return;
      }
      history.replaceState(null, "", `#${said}`);
      answer();
      carry();
      results.scrollIntoView();
    });
    window.addEventListener("hashchange", () => { if (fill()) answer(); });
    if (fill()) answer();
    carry();
  }
})();
