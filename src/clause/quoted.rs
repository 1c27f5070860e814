//! Provisions in quotation marks: a decision that amends a law prints the new articles in full.
//!
//! 将第三条修改为：“第三条　…” — the quoted articles and items are text of the decision (立法技术规范
//! （试行）（二）), not articles of its own. Recipe: [`unmark`].

use super::layout::Line;

/// The longest quotation that is believed, in lines; an unclosed mark must not swallow a document.
const LONGEST: usize = 400;

/// Takes the markers from the lines of quotations that run over several lines and begin with a provision.
pub(super) fn unmark(lines: &mut [Line]) {
    let mut i = 0;
    while i < lines.len() {
        let Some(close) = opens(lines, i).then(|| closes(lines, i)).flatten() else {
            i += 1;
            continue;
        };
        for line in &mut lines[i + 1..=close] {
            line.marker = None;
        }
        // The closing line may open the next quotation: …。”第五条修改为:“第五条…
        i = close;
    }
}

/// Whether a quotation of a provision begins in a line and is open at its end.
fn opens(lines: &[Line], i: usize) -> bool {
    let text = &lines[i].text;
    let Some(at) = open_mark(text) else { return false };
    let quoted = text[at..].trim_start_matches(['“', '"']);
    let amends = text[..at].ends_with([':', ',']) || text[..at].is_empty() && i > 0 && lines[i - 1].text.ends_with([':', '”', '"']);
    amends && (quoted.starts_with(['第', '(', '目']) || super::marker::read(quoted, |_| false).is_some())
}

/// The first mark that is not closed within a line.
fn open_mark(text: &str) -> Option<usize> {
    if !text.contains(['“', '"']) {
        return None;
    }
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '“' => open.push(at),
            '”' => drop(open.pop()),
            _ => {}
        }
    }
    let straight = || text.rfind('"').filter(|_| text.matches('"').count() % 2 == 1);
    open.first().copied().or_else(straight)
}

/// The line in which the quotation that `i` leaves open is closed; quotations inside it are passed over.
fn closes(lines: &[Line], i: usize) -> Option<usize> {
    let straight = !lines[i].text.contains('“');
    let mut depth = 0i32;
    for (n, line) in lines[i..].iter().enumerate().take(LONGEST) {
        for c in line.text.chars() {
            match c {
                '“' if !straight => depth += 1,
                // A mark that was never opened closes what is open.
                '”' if !straight => depth = (depth - 1).max(0),
                '"' if straight => depth = 1 - depth,
                _ => {}
            }
        }
        if depth == 0 {
            return (n > 0).then_some(i + n);
        }
        // Each paragraph of a quotation may repeat the opening mark.
        if lines.get(i + n + 1).is_some_and(|l| l.text.starts_with('“') && !straight && depth == 1) {
            depth = 0;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    fn labels(source: &str) -> Vec<String> {
        let tree = crate::clause::parse(source, &crate::lexicon::Lexicon::embedded());
        tree.clauses.iter().map(|c| c.address.to_string()).collect()
    }

    #[test]
    fn quoted_articles_are_no_articles_of_the_decision() {
        let decision = "决定作如下修改：\n一、将第三条修改为：“第三条　有下列情形之一的：\n（一）停产；\n（二）破产。\n\
            第四条　其他情形。”\n二、删去第五条。\n三、增加一条，作为第六条：\n“第六条　“重点企业”是指名单内企业。\n（一）甲；\n（二）乙。”\n四、本决定自公布之日起施行。\n";
        let found = labels(decision);
        assert!(found.iter().all(|a| !a.starts_with("art") && !a.contains("/1")), "{found:?}");
        assert!(["1", "2", "3", "4"].iter().all(|a| found.iter().any(|f| f == a)), "{found:?}");
    }

    #[test]
    fn an_open_mark_swallows_nothing() {
        assert_eq!(labels("一、修改为：“第三条　甲。\n二、乙。\n三、丙。\n"), ["1", "2", "3"]);
        assert_eq!(labels("一、所称“平台”和“企业：\n（一）甲；\n（二）乙。”\n"), ["1", "1/1", "1/2"]);
    }
}
