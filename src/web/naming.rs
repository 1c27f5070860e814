//! What documents and clauses are called on pages and in written citations.

use super::frame::Link;
use super::language::language;
use super::urls;
use crate::clause::address::StepKind;
use crate::clause::{Clause, ClauseAddress, ClauseKind};
use crate::message;
use crate::parsed::ParsedPolicy;
use crate::policy::PolicyId;
use crate::text::{Script, numeral};

pub use crate::export::cite::{quoted_title, title};

/// The label as printed, or the last step of the address in words; parts of a document are named in the language of the page.
pub fn label(clause: &Clause) -> String {
    if !clause.label.trim().is_empty() {
        return clause.label.trim().to_owned();
    }
    match clause.address.steps().last() {
        Some(last) => message::name(language(), &ClauseAddress::new([*last]).native()),
        None => String::new(),
    }
}

/// The label that a missing number would have, in the form of its siblings': 4、 beside 3、 and 5、.
pub fn supplied_label(parsed: &ParsedPolicy, clause: &Clause) -> Option<String> {
    let StepKind::Number(number) = clause.address.steps().last()?.kind else { return None };
    let parent = clause.address.parent();
    let sibling = parsed.clauses.iter().find(|c| c.kind == ClauseKind::Numbered && !c.inferred && c.address.parent() == parent)?;
    let printed = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let start = sibling.label.find(printed)?;
    let end = sibling.label[start..].find(|c| !printed(c)).map_or(sibling.label.len(), |at| start + at);
    let arabic = sibling.label[start..end].chars().all(|c| c.is_ascii_digit());
    let number = if arabic { number.to_string() } else { numeral::to_chinese(number) };
    Some(format!("{}{number}{}", &sibling.label[..start], &sibling.label[end..]))
}

/// The language of a document's words for `lang`.
pub fn lang(script: Script) -> &'static str {
    match script {
        Script::Hans => "zh-Hans",
        Script::Hant => "zh-Hant",
    }
}

/// How a clause is called on pages: 第五条第二款, 五、（二）3, 第五部分.
///
/// The printed markers are used, for a reader looks for them; the address only where none is printed.
pub fn place_in_words(path: &[&Clause]) -> String {
    let numbered = path.iter().all(|c| matches!(c.kind, ClauseKind::Numbered | ClauseKind::Attachment) && !c.inferred);
    let Some(last) = path.last() else { return String::new() };
    if !numbered || path.iter().any(|c| c.label.trim().is_empty()) {
        return message::name(language(), &last.address.native());
    }
    let mut out = String::new();
    for clause in path {
        let label = clause.label.trim();
        if clause.kind == ClauseKind::Attachment {
            out.push_str(label.trim_end_matches([':', '：']));
            out.push(' ');
        } else {
            out.push_str(label);
        }
    }
    let short = out.trim_end_matches(['、', '.', '．', ' ']);
    match path.iter().filter(|c| c.kind == ClauseKind::Numbered).count() {
        1 => {
            let number = short.split(' ').next_back().unwrap_or(short);
            let rest = &short[..short.len() - number.len()];
            if number.chars().all(|c| "一二三四五六七八九十百".contains(c)) {
                format!("{rest}第{number}部分")
            } else {
                short.to_owned()
            }
        }
        _ => short.to_owned(),
    }
}

/// Labels and headings above a clause and its own, outermost first, each with its permalink.
pub fn trail(id: &PolicyId, path: &[&Clause]) -> Vec<Link> {
    path.iter()
        .map(|c| {
            let label = label(c);
            let text = if c.heading.is_empty() { label } else { format!("{label}{}{}", gap(&label), c.heading) };
            Link::new(urls::clause(id, &c.address), text)
        })
        .collect()
}

/// A space after a label that does not end with a mark of its own: 第五条 总则, but （一）总则.
fn gap(label: &str) -> &'static str {
    if label.ends_with(['、', '）', ')', '.', '．', '：', ':']) { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::testing;

    fn clause(address: &str, label: &str, kind: ClauseKind) -> Clause {
        Clause { kind, depth: 0, ..testing::clause(address, label, "", "") }
    }

    #[test]
    fn a_missing_number_is_written_as_its_siblings_are() {
        let path = std::path::PathBuf::from("a.txt");
        let text = crate::text::SourceText::from_reader("一、甲\n1、设立中心。\n建设平台。\n3、开展合作。\n".to_owned(), "UTF-8");
        let file = crate::corpus::SourceFile { path, text, ..Default::default() };
        let parsed = ParsedPolicy::parse(&file, &crate::lexicon::Lexicon::embedded());
        let inferred = parsed.clauses.iter().find(|c| c.inferred).unwrap();
        assert_eq!(supplied_label(&parsed, inferred).as_deref(), Some("2、"));
    }

    #[test]
    fn a_place_is_named_as_it_is_printed() {
        use ClauseKind::{Article, Attachment, Numbered, Paragraph, Part};
        /// Address, label and kind of a clause and of those above it.
        type Path = &'static [(&'static str, &'static str, ClauseKind)];
        let cases: [(Path, &str); 8] = [
            (&[("5", "五、", Numbered), ("5/2", "（二）", Numbered), ("5/2/3", "3.", Numbered)], "五、（二）3"),
            (&[("5", "五、", Numbered)], "第五部分"),
            (&[("5", "五、", Numbered), ("5/2", "(二)", Numbered)], "五、(二)"),
            (&[("att1", "附件：", Attachment), ("att1/2", "二、", Numbered)], "附件 第二部分"),
            (&[("att1", "附件1", Attachment)], "附件1"),
            (&[("art-5", "第五条", Article), ("art-5/p2", "", Paragraph), ("art-5/p2/1", "（一）", Numbered)], "第五条第二款第（一）项"),
            (&[("1", "1.", Numbered)], "1"),
            (&[("preamble", "", Part)], "序言"),
        ];
        for (path, name) in cases {
            let clauses: Vec<Clause> = path.iter().map(|(a, l, k)| clause(a, l, *k)).collect();
            assert_eq!(place_in_words(&clauses.iter().collect::<Vec<_>>()), name);
        }
    }

    #[test]
    fn titles_stand_in_marks_once() {
        assert_eq!(quoted_title("指导意见"), "《指导意见》");
        assert_eq!(quoted_title("《指导意见》"), "《指导意见》");
        assert_eq!(quoted_title("关于印发《方案》的通知"), "《关于印发〈方案〉的通知》");
    }
}
