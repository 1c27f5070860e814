//! `/help`: how to ask, how to read the comparison, how to add documents.

use askama::Template;

use crate::compare::Sort;
use crate::search::{FILTERS, FORMS, FilterName, Form};
use crate::web::comparing::{CITATIONS, Comparing};
use crate::web::frame::{Frame, Nav};
use crate::web::urls;

/// The help page.
#[derive(Template)]
#[template(path = "pages/help.html")]
pub struct HelpPage {
    frame: Frame,
    forms: Vec<Row>,
    filters: Vec<Row>,
}

/// A way to write a query.
struct Row {
    /// What is typed.
    example: String,
    /// Other ways to say the same.
    also: String,
    /// What it means.
    meaning: &'static str,
    /// The search itself.
    href: String,
}

impl HelpPage {
    /// The page; the query language is that of [`crate::search`].
    pub fn new() -> Self {
        let row = |example: String, also: String, meaning| Row { href: urls::search_for(&example), example, also, meaning };
        let form = |f: &Form| row(f.example.to_owned(), String::new(), f.meaning);
        let filter = |f: &FilterName| row(format!("{}:{}", f.chinese[0], f.example), format!("{}:", f.key), f.meaning);
        HelpPage {
            frame: Frame::new("帮助", Nav::Help),
            forms: FORMS.iter().map(form).collect(),
            filters: FILTERS.iter().map(filter).collect(),
        }
    }
}

impl HelpPage {
    /// Addresses of comparisons, what they are called, and what they show.
    fn comparisons(&self) -> Vec<(String, &'static str, &'static str)> {
        let state = |rows: &[&str]| Comparing { rows: rows.iter().map(|r| (*r).to_owned()).collect(), ..Comparing::default() };
        let support = state(&["support_recognition"]);
        let sorted = support.with(|s| s.sort = Some(Sort { row: "support_recognition".to_owned(), descending: true }));
        let asked = state(&["row:人才 补贴"]);
        let tested = state(&["row:资助>=100万"]);
        let different = Comparing { differences: true, ..Comparing::default() };
        let drawn = support.with(|s| s.chart = Some(CITATIONS.to_owned()));
        vec![
            (urls::comparing(&support), "一个主题", "各地怎样规定认定支持；不选主题就列出全部主题"),
            (urls::comparing(&asked), "一句检索作一行", "任何检索都能成为对照表的一行，网址里写 row=人才 补贴"),
            (urls::comparing(&tested), "带数值条件的一行", "各地资助达到 100 万元的规定"),
            (urls::comparing(&sorted), "按数值排列地区", "按这一行的数额从大到小；没有数额的排在最后"),
            (urls::comparing(&different), "只看不同", "各地说法都一样的行不列"),
            (urls::comparing(&drawn), "画成图", "文件的引用图；表里“画图”把一行画成点图（上限与固定数额画法不同），期限画成时间轴"),
            (
                urls::compare_file(&support, "xlsx"),
                "下载表格",
                "也可下载 csv、docx、md、json；每个数值带原句、条款地址、原文校验码和识别规则",
            ),
            (urls::side(&[]), "并排对照", "选两到四条条款或文件，逐词比较，数值说明更严还是更宽"),
            (urls::LINEAGE.to_owned(), "源流", "哪些条款照抄、收窄、扩展、删去了别处的条款，一份文件有多少文字是借来的"),
        ]
    }
}

impl Default for HelpPage {
    fn default() -> Self {
        Self::new()
    }
}
