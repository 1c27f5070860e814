// Pages that no address leads to: what a form answers. Each leads a page of the browser there.

/** A draft with a citation that is right, one without a document, one without its clause, and a changed quotation. */
export const draft = [
  "关于同意组建高性能陶瓷创新中心的批复",
  "某某公司：",
  "你公司的请示收悉。根据《工业和信息化部办公厅关于印发〈制造业创新中心建设工作指南〉的通知》（工信部科〔2016〕273号）第一条，经研究，原则同意。",
  "请按照穗工信规字〔2025〕36号第四条的要求，于2027年底前完成建设任务。",
  "资金使用参照《没有收录的管理办法》（某财规〔2023〕9号）第三条。",
  "“创新中心应当每年提交一份总结报告”等规定由你公司负责落实。",
].join("\n");

/** Writes a decision with the programming interface of the site, as a person would with the form. */
export async function writeDecision(url, more = {}) {
  const answer = await fetch(`${url}/api/v1/decisions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "关于同意组建高性能陶瓷创新中心的批复", number: "某工信函〔2026〕7号", date: "2026-03-01", organisation: "某某市工业和信息化局", text: draft, ...more }),
  });
  if (!answer.ok) throw new Error(`the decision was not written: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const check = async (page, url, text, date = "") => {
  await page.goto(`${url}/check`);
  await page.fill("#text", text);
  await page.fill("#date", date);
  await page.click(".check-form .primary");
  await page.waitForLoadState();
};

// What a test unfolds moves the page, which is no fault of the page.
const unfold = (page) => page.evaluate(() => {
  window.shifted = NaN;
  for (const box of document.querySelectorAll("details")) box.open = true;
});

export const states = {
  "checked draft": async (page, url) => { await check(page, url, draft, "2026-03-01"); await page.waitForSelector(".findings"); },
  "checked draft without citations": (page, url) => check(page, url, "今天天气很好。"),
  "check without a text": (page, url) => check(page, url, "", ""),
  "check on a day that is none": (page, url) => check(page, url, draft, "三月三十二日"),
  "decision that is not complete": async (page, url) => {
    await page.goto(`${url}/decisions/new`);
    await page.fill("#title", "批复");
    await page.fill("#number", "文号");
    await page.fill("#date", "某一天");
    await page.click(".decision-form .primary");
    await page.waitForSelector("[aria-invalid=true]");
  },
  "decision that somebody else changed meanwhile": async (page, url) => {
    const { id, url: at } = await writeDecision(url, { title: "两个人同时改的决定" });
    const edit = `${url}/decisions/${id ?? at.split("/").pop()}/edit`;
    const other = await page.context().newPage();
    await page.goto(edit);
    await other.goto(edit);
    await other.fill("#text", `${draft}\n一并告知。`);
    await other.click(".decision-form .primary");
    await other.waitForLoadState();
    await other.close();
    await page.fill("#text", "只留一句。");
    await page.click(".decision-form .primary");
    await page.waitForSelector(".conflict");
  },
  "link that leads nowhere": async (page, url) => {
    const { id, url: at } = await writeDecision(url, { title: "引用要更正的决定" });
    await page.goto(`${url}/decisions/${id ?? at.split("/").pop()}`);
    await page.click("details.remarks > summary");
    await page.fill("#quote", "原则同意");
    await page.fill("#target", "没有这份文件");
    await page.click("details.remarks form button");
    await page.waitForSelector("[role=alert]");
  },
  "eligibility with answers": async (page, url) => {
    await page.goto(`${url}/eligibility`);
    const fields = page.locator(".answers fieldset input:not([type=checkbox])");
    for (let i = 0; i < await fields.count(); i++) await fields.nth(i).fill(i % 3 === 0 ? "看不懂" : "5000");
    await page.click(".answers button[type=submit]");
    await page.waitForSelector("#results details[open]");
  },
  "suggestions below the search box": async (page, url) => {
    await page.goto(url);
    await page.locator("#q").pressSequentially("创新", { delay: 30 });
    await page.waitForSelector("#suggestions li");
    await page.keyboard.press("ArrowDown");
  },
  "page with everything unfolded": async (page, url) => {
    await page.goto(`${url}/compare`);
    await unfold(page);
  },
  "search with everything unfolded": async (page, url) => {
    await page.goto(`${url}/search?q=创新中心`);
    await unfold(page);
  },
  "clause with everything unfolded": async (page, url) => {
    await page.goto(`${url}/search?q=补助`);
    await page.locator(".hit h2 a").first().click();
    await page.waitForSelector(".one-clause");
    await unfold(page);
  },
};
