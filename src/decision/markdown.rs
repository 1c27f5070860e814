//! The Markdown of a decision: as HTML that is safe, and as a text that the parser can read.
//!
//! [`mask`] blanks out the marks of Markdown and keeps every byte in its place, so that the place of a
//! citation in the masked text is its place in the Markdown. [`html`] writes elements of a short list;
//! raw HTML is printed as words, and a link leads only to the web, to mail or into this site.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::text::Span;

/// A citation in the text, for [`html`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Its place in the Markdown.
    pub span: Span,
    /// Id of the first piece, so that a list can lead to it.
    pub id: String,
    /// Class for the stylesheet.
    pub class: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What a pointer that rests on it shows.
    pub tip: String,
}

fn parser(source: &str) -> Parser<'_> {
    // No strikethrough: 10%~20%和30%~40% is a pair of ranges, not a deletion.
    Parser::new_ext(source, Options::ENABLE_TABLES)
}

/// The text with every mark of Markdown as blanks, byte for byte; line ends and printed numbers stay.
///
/// ```
/// use tiaoli::decision::markdown::mask;
/// assert_eq!(mask("# 批复\n按 **《办法》** 第3条\n1. 甲\n"), "  批复\n按   《办法》   第3条\n1. 甲\n");
/// ```
pub fn mask(source: &str) -> String {
    let mut keep = vec![false; source.len()];
    let mut keep_range = |range: Range<usize>| keep[range].fill(true);
    for (event, range) in parser(source).into_offset_iter() {
        match event {
            Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) => keep_range(range),
            Event::Code(code) => {
                let words = source.get(range.clone()).and_then(|s| s.find(code.as_ref())).map(|at| range.start + at);
                if let Some(start) = words {
                    keep_range(start..start + code.len());
                }
            }
            Event::Start(Tag::Item) => {
                let item = source.get(range.clone()).unwrap_or("");
                let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                if digits > 0 {
                    keep_range(range.start..(range.start + digits + 1).min(range.end));
                }
            }
            _ => {}
        }
    }
    let mut out = String::with_capacity(source.len());
    for (at, c) in source.char_indices() {
        if c == '\n' || keep[at] {
            out.push(c);
        } else {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    out
}

/// The Markdown as HTML, with the anchors in place.
pub fn html(source: &str, anchors: &[Anchor]) -> String {
    let mut page =
        Page { source, anchors, out: String::with_capacity(source.len() * 2), begun: vec![false; anchors.len()], ..Page::default() };
    for (event, range) in parser(source).into_offset_iter() {
        page.event(event, range);
    }
    page.out
}

#[derive(Default)]
struct Page<'a> {
    source: &'a str,
    anchors: &'a [Anchor],
    out: String,
    /// Whether an anchor has its id already; a citation across a line break has several pieces.
    begun: Vec<bool>,
    /// Closing words of the links and images that are open.
    ends: Vec<&'static str>,
    /// Whether the row is the head of a table.
    head: bool,
    /// Inside a link nothing else can be linked.
    in_link: usize,
}

impl Page<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, range),
            Event::Html(text) | Event::InlineHtml(text) => self.words(&text, range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.out.push_str("<code>");
                escape(&mut self.out, &text);
                self.out.push_str("</code>");
            }
            // Between Chinese characters a line break of the source is no space.
            Event::SoftBreak | Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(name) => escape(&mut self.out, &name),
            Event::TaskListMarker(done) => self.out.push(if done { '☑' } else { '☐' }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Paragraph | Tag::HtmlBlock => "<p>",
            // The page has its own h1 and h2.
            Tag::Heading { level, .. } => {
                let _ = write!(self.out, "<h{}>", (level as usize + 2).min(6));
                return;
            }
            Tag::BlockQuote(_) => "<blockquote>",
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => "<pre>",
            Tag::List(Some(first)) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
                return;
            }
            Tag::List(None) => "<ul>\n",
            Tag::Item => "<li>",
            Tag::Table(_) => "<div class=\"scroll\" tabindex=\"0\"><table>\n",
            Tag::TableHead => {
                self.head = true;
                "<thead><tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell => {
                if self.head {
                    "<th scope=\"col\">"
                } else {
                    "<td>"
                }
            }
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Link { dest_url, .. } => return self.open_link(&dest_url),
            // A picture from elsewhere would tell that place who reads; its words stay, and the way to it.
            Tag::Image { dest_url, .. } => return self.open_link(&dest_url),
            _ => "",
        };
        self.out.push_str(open);
    }

    fn open_link(&mut self, to: &str) {
        let safe = safe_address(to).filter(|_| self.in_link == 0);
        if let Some(to) = safe {
            self.out.push_str("<a rel=\"noreferrer\" href=\"");
            escape(&mut self.out, to);
            self.out.push_str("\">");
        }
        self.ends.push(if safe.is_some() { "</a>" } else { "" });
        self.in_link += 1;
    }

    fn end(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>\n",
            TagEnd::Heading(level) => {
                let _ = writeln!(self.out, "</h{}>", (level as usize + 2).min(6));
                return;
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</table></div>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Link | TagEnd::Image => {
                self.in_link = self.in_link.saturating_sub(1);
                self.ends.pop().unwrap_or("")
            }
            _ => "",
        };
        self.out.push_str(close);
    }

    /// Words, cut at the borders of the anchors. Where the words are not those of the source (an entity,
    /// a backslash), they are printed whole.
    fn words(&mut self, text: &str, range: Range<usize>) {
        if self.in_link > 0 || self.source.get(range.clone()) != Some(text) {
            return escape(&mut self.out, text);
        }
        let mut at = range.start;
        // Anchors are sorted by their place.
        let first = self.anchors.partition_point(|a| a.span.start < range.start).saturating_sub(1);
        for (number, anchor) in self.anchors.iter().enumerate().skip(first) {
            if anchor.span.start >= range.end {
                break;
            }
            let (from, to) = (anchor.span.start.max(at), anchor.span.end.min(range.end));
            let (Some(plain), Some(cited)) = (self.source.get(at..from), self.source.get(from..to)) else { continue };
            if cited.is_empty() {
                continue;
            }
            escape(&mut self.out, plain);
            let element = if anchor.href.is_some() { "a" } else { "span" };
            let _ = write!(self.out, "<{element} class=\"cite ");
            escape(&mut self.out, &anchor.class);
            if !std::mem::replace(&mut self.begun[number], true) {
                self.out.push_str("\" id=\"");
                escape(&mut self.out, &anchor.id);
            }
            if let Some(href) = &anchor.href {
                self.out.push_str("\" href=\"");
                escape(&mut self.out, href);
            }
            self.out.push_str("\" title=\"");
            escape(&mut self.out, &anchor.tip);
            self.out.push_str("\">");
            escape(&mut self.out, cited);
            let _ = write!(self.out, "</{element}>");
            at = to;
        }
        escape(&mut self.out, self.source.get(at..range.end).unwrap_or(""));
    }
}

/// An address that a link may lead to: the web, mail, or a page of this site.
fn safe_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let outside = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    // `//host` and `/\host` lead to another host.
    let inside = address.starts_with('/') && !address[1..].starts_with(['/', '\\']) || address.starts_with('#');
    ((outside || inside) && !address.contains(char::is_control)).then_some(address)
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_the_text_is_words() {
        let page = html("<script>alert(1)</script>\n\n甲<b onclick=x>乙</b> &lt;i&gt; \\*丙\\*\n\n<div>\n丁\n</div>\n", &[]);
        assert!(page.contains("&lt;script&gt;") && page.contains("&lt;b onclick=x&gt;") && page.contains("*丙*"), "{page}");
        assert!(!page.contains("<script") && !page.contains("<b ") && !page.contains("<div>") && !page.contains("<i>"), "{page}");
    }

    #[test]
    fn links_lead_to_the_web_or_into_the_site() {
        let good = ["https://example.org/a?b=1", "http://例.中国/", "mailto:a@example.org", "/p/guangxi/plan", "#l3"];
        let bad = [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "//example.org",
            "/\\example.org",
            "vbscript:x",
            "file:///etc",
            "x",
        ];
        for address in good {
            assert!(html(&format!("[甲]({address})"), &[]).contains("<a rel"), "{address}");
        }
        for address in bad {
            let page = html(&format!("[甲]({address}) ![图]({address})"), &[]);
            assert!(!page.contains("href") && !page.contains("src") && page.contains('甲'), "{page}");
        }
        assert!(!html("![图](https://example.org/a.png)", &[]).contains("<img"));
        let quoted = html("[甲](</x\"onmouseover=\"y>)", &[]);
        assert!(!quoted.contains("\"onmouseover"), "{quoted}");
    }

    #[test]
    fn citations_are_linked_where_they_stand() {
        let text = "根据**《办法》第三\n条**办理";
        let start = text.find('《').unwrap();
        let span = Span::new(start, text.find("条**").unwrap() + "条".len());
        let anchor = Anchor { span, id: "l1".into(), class: "found".into(), href: Some("/p/a/b?\"".into()), tip: "已收录".into() };
        let page = html(text, &[anchor]);
        assert_eq!(page.matches("<a ").count(), 2, "{page}");
        assert_eq!(page.matches("id=\"l1\"").count(), 1, "{page}");
        assert!(page.contains(">《办法》第三</a>") && page.contains(">条</a>") && page.contains("?&quot;"), "{page}");
    }

    #[test]
    fn a_masked_text_keeps_its_places() {
        for text in [
            "",
            "甲",
            "# 标题\n\n- 《办法》`第三条`\n> 引\n\n| a | 乙 |\n|--|--|\n| 丙 | d |\n",
            "<b>甲</b> [《x》](/y 中) \\* &amp;\n",
            "\t1. 甲\n   2) 乙",
        ] {
            let masked = mask(text);
            assert_eq!(masked.len(), text.len(), "{text:?}");
            assert_eq!(masked.matches('\n').count(), text.matches('\n').count(), "{text:?}");
            for (at, c) in masked.char_indices().filter(|(_, c)| *c != ' ') {
                assert!(text[at..].starts_with(c), "{text:?} at {at}");
            }
        }
    }
}
