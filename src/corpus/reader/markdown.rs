//! Markdown to plain lines.
//!
//! Headings, paragraphs and table rows become lines, the cells of a row are divided by tabs, and list
//! items keep the number that is printed, because in a policy that number is part of an address. Tags
//! of raw HTML go, the words between them stay.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The words of a Markdown text.
///
/// ```
/// use tiaoli::corpus::reader::markdown::plain_text;
/// assert_eq!(plain_text("# 办法\n\n一、**总则**\n\n1. 甲\n3. 丙\n"), "办法\n\n一、总则\n\n1. 甲\n3. 丙\n");
/// ```
pub fn plain_text(source: &str) -> String {
    let mut page = Page::default();
    // No strikethrough: 10%~20%和30%~40% is a pair of ranges, not a deletion.
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::List(first)) => page.lists.push(first.map(|_| List::default())),
            Event::End(TagEnd::List(_)) => {
                page.lists.pop();
                page.break_line();
                if page.lists.is_empty() {
                    page.break_paragraph();
                }
            }
            Event::Start(Tag::Item) => {
                page.break_line();
                if let Some(Some(list)) = page.lists.last_mut() {
                    let marker = list.marker(source.get(range).unwrap_or(""));
                    page.out.push_str(&marker);
                }
            }
            Event::Start(Tag::HtmlBlock) => page.html = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let words = html_words(&page.html.take().unwrap_or_default());
                page.out.push_str(words.trim());
                page.break_paragraph();
            }
            Event::Html(html) => page.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(html) => page.out.push_str(&html_words(&html)),
            Event::End(TagEnd::TableCell) => page.out.push('\t'),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                page.out.truncate(page.out.strip_suffix('\t').map_or(page.out.len(), str::len));
                page.out.push('\n');
            }
            Event::End(TagEnd::Paragraph) if !page.lists.is_empty() => page.break_line(),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_)) if page.lists.is_empty() => {
                page.break_paragraph()
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table) => page.break_paragraph(),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => page.out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => page.out.push('\n'),
            Event::Rule => page.break_paragraph(),
            _ => {}
        }
    }
    page.out.truncate(page.out.trim_end().len());
    if !page.out.is_empty() {
        page.out.push('\n');
    }
    page.out
}

/// The text so far, and the lists that are open.
#[derive(Default)]
struct Page {
    out: String,
    /// None for a list without numbers.
    lists: Vec<Option<List>>,
    /// The block of raw HTML that is being collected.
    html: Option<String>,
}

impl Page {
    fn break_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn break_paragraph(&mut self) {
        self.break_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

/// A numbered list.
#[derive(Default)]
struct List {
    /// Number printed at the first item, and number given to the last one.
    numbers: Option<(u64, u64)>,
    items: usize,
    /// All items carry the same number, as Markdown allows: 1. 1. 1. means 1. 2. 3.
    counted: bool,
}

impl List {
    /// The marker of the next item, which begins with `item`: the printed one, unless all are the same.
    fn marker(&mut self, item: &str) -> String {
        let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let printed: u64 = item[..digits].parse().unwrap_or(0);
        let sign = item[digits..].chars().next().unwrap_or('.');
        self.items += 1;
        let (first, last) = *self.numbers.get_or_insert((printed, printed));
        if self.items == 2 {
            self.counted = printed == first;
        }
        let number = if self.counted { last + 1 } else { printed };
        self.numbers = Some((first, number));
        format!("{number}{sign} ")
    }
}

/// The words between the tags of a piece of HTML. Comments, scripts and styles go as a whole; tags that
/// end a line in a browser end one here.
fn html_words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest[1..].trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        let end = match tag.as_str() {
            "" if rest.starts_with("<!--") => rest.find("-->").map(|i| i + 3),
            "script" | "style" if !rest.starts_with("</") => {
                let closes = |i: &usize| rest.get(i + 2..i + 2 + tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(&tag));
                let close = rest.match_indices("</").map(|(i, _)| i).find(closes);
                close.and_then(|i| rest[i..].find('>').map(|j| i + j + 1))
            }
            _ => rest.find('>').map(|i| i + 1),
        };
        if matches!(tag.as_str(), "br" | "p" | "div" | "li" | "tr" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
            && !out.ends_with('\n')
        {
            out.push('\n');
        }
        rest = end.map_or("", |end| &rest[end..]);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written, and the lines that come of it.
    const CASES: [(&str, &str); 12] = [
        ("一、总则\n（一）目的\n", "一、总则\n（一）目的\n"),
        ("## 一、总则\n正文\n\n第二段\n", "一、总则\n\n正文\n\n第二段\n"),
        ("1. 甲\n1. 乙\n1. 丙\n", "1. 甲\n2. 乙\n3. 丙\n"),
        ("2) 甲\n4) 乙\n", "2) 甲\n4) 乙\n"),
        ("1. 甲\n\n   续\n\n2. 乙\n\n文\n", "1. 甲\n续\n2. 乙\n\n文\n"),
        ("1. 甲\n   1. 子\n   2. 丑\n2. 乙\n", "1. 甲\n1. 子\n2. 丑\n2. 乙\n"),
        ("- 甲\n- 乙\n", "甲\n乙\n"),
        ("|名称|金额|\n|--|--|\n|甲|3万元|\n||5万元|\n", "名称\t金额\n甲\t3万元\n\t5万元\n"),
        ("资助10%~20%和30%~40%，5*3=15\n", "资助10%~20%和30%~40%，5*3=15\n"),
        ("贯彻落实<中国制造2025>，见[原文](https://example.org)\n", "贯彻落实<中国制造2025>，见原文\n"),
        ("<div>一、总则<br>目的</div>\n\n<!-- 注 -->\n\n甲<b>乙</b>\n", "一、总则\n目的\n\n甲乙\n"),
        ("    第一条 缩进的行\n", "第一条 缩进的行\n"),
    ];

    #[test]
    fn lines_keep_their_words_and_numbers() {
        for (markdown, plain) in CASES {
            assert_eq!(plain_text(markdown), plain, "{markdown:?}");
        }
        assert_eq!(plain_text(""), "");
    }

    #[test]
    fn scripts_go_and_open_tags_end_with_the_text() {
        assert_eq!(html_words("甲<SCRIPT>x<y</script>乙<style>.a{}"), "甲乙");
        assert_eq!(html_words("甲<b"), "甲");
        assert_eq!(html_words("甲</"), "甲");
    }
}
