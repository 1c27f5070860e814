//! The forms a citation is copied in.

use serde::Serialize;
use utoipa::ToSchema;

use super::place::{Numerals, place};
use crate::clause::Clause;
use crate::policy::{Policy, PolicyId, TextStatus};

/// Names of the forms in JSON and on the command line, in their order.
pub const NAMES: [&str; 6] = ["official", "legal", "gbt7714", "bibtex", "markdown", "url"];

/// A policy or clause, cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CiteForms)]
pub struct Forms {
    /// As official documents cite: 《标题》（文号）第五条 (党政机关公文处理工作条例: title first, then the number).
    pub official: String,
    /// As legal scholarship cites (法学引注手册): 《标题》第5条，文号，2016年8月19日发布。
    pub legal: String,
    /// GB/T 7714-2015, an electronic document: 机关. 标题: 文号[EB/OL]. (2016-08-19)[2026-03-01]. https://….
    pub gbt7714: String,
    /// BibTeX, with the characters that TeX reads as commands escaped.
    pub bibtex: String,
    /// A link in Markdown.
    pub markdown: String,
    /// The permanent address.
    pub url: String,
}

impl Forms {
    /// Cites the last clause of `path` (outermost first), or the document where `path` is empty. `url` is its
    /// permanent address, `today` the ISO date of the citation.
    ///
    /// None for a digest, whose words are not the official ones.
    pub fn of(document: &Policy, path: &[&Clause], url: &str, today: &str) -> Option<Forms> {
        if document.text_status == TextStatus::Digest {
            return None;
        }
        let title = quoted_title(title(document));
        let number = document.number_hans.as_deref();
        let official = format!("{title}{}{}", number.map(|n| format!("（{n}）")).unwrap_or_default(), place(path, Numerals::Chinese));
        Some(Forms {
            legal: legal(document, &title, path),
            gbt7714: gbt7714(document, path, url, today),
            bibtex: bibtex(document, path, url, today),
            markdown: format!("[{}]({url})", markdown(&official)),
            url: url.to_owned(),
            official,
        })
    }

    /// A form by its name.
    pub fn named(&self, name: &str) -> Option<&str> {
        let all = [&self.official, &self.legal, &self.gbt7714, &self.bibtex, &self.markdown, &self.url];
        NAMES.iter().position(|n| *n == name).map(|at| all[at].as_str())
    }
}

/// The title in simplified characters; the id of a document that has none.
pub fn title(document: &Policy) -> &str {
    if document.title_hans.is_empty() { document.id.as_str() } else { &document.title_hans }
}

/// A title in 《》, with 〈〉 for those inside it (GB/T 15834-2011, 4.15.3.4).
pub fn quoted_title(title: &str) -> String {
    let inner = title.strip_prefix('《').and_then(|t| t.strip_suffix('》')).filter(|t| !t.contains(['《', '》'])).unwrap_or(title);
    format!("《{}》", inner.replace('《', "〈").replace('》', "〉"))
}

fn legal(document: &Policy, title: &str, path: &[&Clause]) -> String {
    let mut parts = vec![format!("{title}{}", place(path, Numerals::Arabic))];
    parts.extend(document.number_hans.clone());
    // Only a day of publication is one; 成文日期 stands without the word.
    parts.extend(match (&document.published, &document.issued) {
        (Some(day), _) => Some(format!("{}发布", in_words(day))),
        (None, Some(day)) => Some(in_words(day)),
        (None, None) => None,
    });
    parts.join("，") + "。"
}

fn gbt7714(document: &Policy, path: &[&Clause], url: &str, today: &str) -> String {
    // Three authors at most are named (GB/T 7714-2015, 8.1.2).
    let mut authors = document.issuers_hans.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if document.issuers_hans.len() > 3 {
        authors.push_str(", 等");
    }
    let more: Vec<String> =
        document.number_hans.iter().cloned().chain(Some(place(path, Numerals::Chinese)).filter(|p| !p.is_empty())).collect();
    let mut out = if authors.is_empty() { String::new() } else { format!("{authors}. ") };
    out.push_str(title(document));
    if !more.is_empty() {
        out.push_str(&format!(": {}", more.join(", ")));
    }
    out.push_str("[EB/OL]. ");
    if let Some(date) = document.published.as_deref().or(document.date()) {
        out.push_str(&format!("({date})"));
    }
    out.push_str(&format!("[{today}]. {url}."));
    out
}

fn bibtex(document: &Policy, path: &[&Clause], url: &str, today: &str) -> String {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let authors: Vec<String> = document.issuers_hans.iter().map(|i| format!("{{{}}}", tex(i))).collect();
    if !authors.is_empty() {
        fields.push(("author", authors.join(" and ")));
    }
    // Doubled braces keep the title as it is.
    fields.push(("title", format!("{{{}}}", tex(title(document)))));
    fields.extend(document.number_hans.as_deref().map(|n| ("number", tex(n))));
    let mut date = document.date().unwrap_or_default().splitn(3, '-');
    fields.extend(date.next().filter(|y| !y.is_empty()).map(|y| ("year", y.to_owned())));
    fields.extend(date.next().map(|m| ("month", m.trim_start_matches('0').to_owned())));
    let place = place(path, Numerals::Chinese);
    if !place.is_empty() {
        fields.push(("note", tex(&place)));
    }
    fields.push(("url", url.to_owned()));
    fields.push(("urldate", today.to_owned()));
    let address = path.last().map(|c| c.address.to_string()).unwrap_or_default();
    let lines: String = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@misc{{{},\n{lines}}}", key(&document.id, &address))
}

/// A key of letters, digits and hyphens, as every BibTeX reads it; other characters by their number.
fn key(id: &PolicyId, address: &str) -> String {
    let mut out = String::new();
    for c in format!("{id}/{address}").trim_end_matches('/').chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            c if c.is_ascii() => out.push('-'),
            c => out.push_str(&format!("u{:x}", c as u32)),
        }
    }
    out
}

/// Text in which TeX finds no command.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Text in which Markdown finds no mark.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>&!#|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// 2016年8月19日, 2016年8月, 2016年.
fn in_words(iso: &str) -> String {
    let units = iso.splitn(3, '-').zip(["年", "月", "日"]);
    units.map(|(part, unit)| format!("{}{unit}", part.trim_start_matches('0'))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Policy {
        Policy {
            id: "某市/2024-7".parse().unwrap(),
            title_hans: "关于印发《数据_开放》方案的通知".into(),
            number_hans: Some("某数〔2024〕7号".into()),
            issuers_hans: ["甲局", "乙局", "丙局", "丁局"].map(String::from).to_vec(),
            issued: Some("2024-03-05".into()),
            ..Policy::default()
        }
    }

    #[test]
    fn every_form_says_what_the_others_say() {
        let forms = Forms::of(&document(), &[], "https://example.org/p/x", "2026-01-02").unwrap();
        assert_eq!(forms.official, "《关于印发〈数据_开放〉方案的通知》（某数〔2024〕7号）");
        assert_eq!(forms.legal, "《关于印发〈数据_开放〉方案的通知》，某数〔2024〕7号，2024年3月5日。");
        assert_eq!(
            forms.gbt7714,
            "甲局, 乙局, 丙局, 等. 关于印发《数据_开放》方案的通知: 某数〔2024〕7号[EB/OL]. (2024-03-05)[2026-01-02]. https://example.org/p/x."
        );
        assert_eq!(forms.markdown, "[《关于印发〈数据\\_开放〉方案的通知》（某数〔2024〕7号）](https://example.org/p/x)");
        let lines: Vec<&str> = forms.bibtex.lines().collect();
        assert_eq!(lines[0], "@misc{u67d0u5e02-2024-7,");
        assert_eq!(lines[1], "  author = {{甲局} and {乙局} and {丙局} and {丁局}},");
        assert_eq!(lines[2], "  title = {{关于印发《数据\\_开放》方案的通知}},");
        assert!(lines.contains(&"  year = {2024},") && lines.contains(&"  month = {3},") && lines.last() == Some(&"}"));
        for name in NAMES {
            assert!(forms.named(name).is_some_and(|form| !form.is_empty()), "{name}");
        }
        assert_eq!(forms.named("apa"), None);
    }

    #[test]
    fn what_is_not_known_is_left_out_and_a_digest_is_not_cited() {
        let bare = Policy { id: "a/b".parse().unwrap(), issued: Some("2024".into()), ..Policy::default() };
        let forms = Forms::of(&bare, &[], "/p/a/b", "2026-01-02").unwrap();
        assert_eq!(forms.official, "《a/b》");
        assert_eq!(forms.legal, "《a/b》，2024年。");
        assert_eq!(forms.gbt7714, "a/b[EB/OL]. (2024)[2026-01-02]. /p/a/b.");
        assert!(Forms::of(&Policy { text_status: TextStatus::Digest, ..bare }, &[], "", "").is_none());
    }

    #[test]
    fn nothing_is_taken_for_a_command() {
        assert_eq!(tex("50%_\\x{y}~^#$&"), "50\\%\\_\\textbackslash{}x\\{y\\}\\textasciitilde{}\\textasciicircum{}\\#\\$\\&");
        assert_eq!(markdown("[a](b) <i>*"), "\\[a\\](b) \\<i\\>\\*");
        assert_eq!(tex("国发〔2016〕28号"), "国发〔2016〕28号");
    }
}
