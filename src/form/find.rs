//! Which attachments are forms.
//!
//! An attachment is one when its title says so and something is left to fill in, or, whatever its title, when it holds
//! little else than blanks. A whole document is one when its title says so.

use std::ops::Range;

use super::blocks;
use super::fields::fields;
use super::lines::Source;
use super::types::{Block, CellRole, Form, FormKind, Part};
use crate::clause::{Clause, ClauseAddress, ClauseKind, Part as DocumentPart};
use crate::lexicon::Lexicon;
use crate::lexicon::forms::FormWords;
use crate::parsed::ParsedPolicy;
use crate::text::fold;

/// Printed characters for each blank, above which a text is none to fill in, by what the title says.
const PROSE: [(Option<FormKind>, usize); 4] =
    [(Some(FormKind::Form), 120), (Some(FormKind::List), 40), (Some(FormKind::Letter), 1000), (None, 25)];
/// Blanks that make a form of an attachment whose title does not say so.
const FEWEST: usize = 4;

/// An attachment or a document within a file.
struct Candidate<'p> {
    head: Option<&'p Clause>,
    address: ClauseAddress,
    range: Range<usize>,
}

/// The forms of a document, in the order of the text; `source` is its decoded text.
///
/// ```
/// use tiaoli::{corpus::SourceFile, form::forms, lexicon::Lexicon, parsed::ParsedPolicy, text::SourceText};
/// let text = "关于申报的通知\n一、总则\n附件：申请表\n\n附件\n申请表\n单位名称：______\n□新建 □续建\n";
/// let file = SourceFile { id: "a/b".parse().unwrap(), text: SourceText::decode(text.as_bytes()).unwrap(), ..SourceFile::default() };
/// let lexicon = Lexicon::embedded();
/// let found = forms(&ParsedPolicy::parse(&file, &lexicon), text, &lexicon);
/// assert_eq!((found.len(), found[0].title.as_str(), found[0].fields.len()), (1, "申请表", 2));
/// ```
pub fn forms(policy: &ParsedPolicy, source: &str, lexicon: &Lexicon) -> Vec<Form> {
    let lines = Source::new(policy, source);
    candidates(policy).iter().filter_map(|c| form(policy, c, &lines, &lexicon.forms)).collect()
}

/// The form at an address; an empty one means the whole document.
pub fn form_at(policy: &ParsedPolicy, source: &str, lexicon: &Lexicon, address: &ClauseAddress) -> Option<Form> {
    let lines = Source::new(policy, source);
    candidates(policy).iter().find(|c| c.address == *address).and_then(|c| form(policy, c, &lines, &lexicon.forms))
}

fn candidates(policy: &ParsedPolicy) -> Vec<Candidate<'_>> {
    let heads: Vec<&Clause> = policy.clauses.iter().filter(|c| c.kind.is_head()).collect();
    let mut out = Vec::new();
    let own = policy.clauses.iter().filter(|c| c.address.scope().is_empty());
    let end = heads.first().map_or(usize::MAX, |h| h.span.start);
    let own: Vec<&Clause> = own.filter(|c| c.span.start < end).collect();
    if let (Some(first), Some(last)) = (own.first(), own.iter().map(|c| c.span.end).max()) {
        out.push(Candidate { head: None, address: ClauseAddress::default(), range: first.span.start..last.min(end) });
    }
    for (n, head) in heads.iter().enumerate() {
        // An attachment of a second document lies within it.
        let next = heads.get(n + 1).map_or(usize::MAX, |h| h.span.start);
        out.push(Candidate { head: Some(head), address: head.address.clone(), range: head.span.start..head.span.end.min(next) });
    }
    out
}

fn form(policy: &ParsedPolicy, candidate: &Candidate<'_>, lines: &Source<'_>, words: &FormWords) -> Option<Form> {
    let (label, printed) = match candidate.head {
        Some(head) => (head.label.trim().to_owned(), head.heading.trim().to_owned()),
        None => (String::new(), policy.document.title.clone()),
    };
    let title = match candidate.head {
        Some(head) => listed(policy, head).filter(|t| words.title(&printed).is_none() && words.title(t).is_some()),
        None => None,
    };
    let title = title.unwrap_or_else(|| printed.clone());
    let count = |t: &str| t.chars().filter(|c| !crate::text::width::is_blank(*c)).count();
    // The title of a whole document is its first line, unless a web page put something before it.
    let begins = |text: &str| lines.lines(candidate.range.clone(), 0).first().is_some_and(|l| fold(text).starts_with(&l.folded()));
    let skip = match candidate.head {
        Some(_) => count(&label) + heading_chars(candidate, &label, &printed, lines),
        None if begins(&printed) => count(&printed),
        None => 0,
    };
    let kind = words.title(&title).or_else(|| words.title(&printed));
    // A law or a notice is read no further than this.
    if candidate.head.is_none() && kind.is_none() {
        return None;
    }
    let blocks = blocks::blocks(&lines.lines(candidate.range.clone(), skip), words);
    let (open, chars) = measure(&blocks);
    let fits = match kind {
        Some(FormKind::Outline) => candidate.head.is_some() || open > 0,
        named => {
            let most = PROSE.iter().find(|(k, _)| *k == named).map_or(0, |(_, most)| *most);
            open >= if named.is_some() { 1 } else { FEWEST } && chars <= open * most
        }
    };
    if !fits {
        return None;
    }
    let printed = if skip > count(&label) { printed } else { String::new() };
    let title = if title.is_empty() { label.clone() } else { title };
    let fields = fields(&blocks, words);
    Some(Form { address: candidate.address.clone(), label, title, printed, kind: kind.unwrap_or(FormKind::Form), blocks, fields })
}

/// How many characters of the heading stand right behind the label.
fn heading_chars(candidate: &Candidate<'_>, label: &str, heading: &str, lines: &Source<'_>) -> usize {
    let squeeze = |t: &str| t.chars().filter(|c| !crate::text::width::is_blank(*c)).collect::<String>();
    let (label, heading) = (squeeze(label), squeeze(heading));
    let text: String = lines.lines(candidate.range.clone(), label.chars().count()).iter().take(6).map(|l| squeeze(&l.text)).collect();
    // 附件：申请表
    let bare = text.trim_start_matches([':', '：']);
    if !heading.is_empty() && bare.starts_with(&heading) {
        heading.chars().count() + text.chars().count() - bare.chars().count()
    } else {
        0
    }
}

/// The title of an attachment in the list of attachments: 附件：1.申请表
fn listed(policy: &ParsedPolicy, head: &Clause) -> Option<String> {
    let number = head.address.attachment().filter(|_| head.kind == ClauseKind::Attachment)?;
    let list = policy.clauses.iter().filter(|c| c.address.part() == Some(DocumentPart::AttachmentList));
    let lines: Vec<String> = list.flat_map(|c| c.text.lines()).map(|l| l.trim().to_owned()).collect();
    let item = |line: &String| -> Option<(u32, String)> {
        let rest = line.trim_start_matches("附件").trim_start_matches([':', '：', ' ', '\u{3000}']);
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let n = rest.get(..digits)?.parse().ok()?;
        let title = rest.get(digits..)?.trim_start_matches(['.', '．', '、', ' ', ':', '：']);
        Some((n, title.trim_end_matches(['；', ';', '。']).to_owned()))
    };
    if let Some((_, title)) = lines.iter().filter_map(item).find(|(n, _)| *n == number) {
        return Some(title).filter(|t| !t.is_empty());
    }
    let only = lines.first().filter(|_| lines.len() == 1 && number == 1)?;
    Some(only.trim_start_matches("附件").trim_start_matches([':', '：', ' ', '\u{3000}']).to_owned()).filter(|t| !t.is_empty())
}

/// How many blanks and boxes there are, and how many printed characters.
fn measure(blocks: &[Block]) -> (usize, usize) {
    let (mut open, mut chars) = (0, 0);
    for block in blocks {
        chars += block.printed().chars().filter(|c| !crate::text::width::is_blank(*c)).count();
        let mut add = |parts: &[Part]| open += parts.iter().filter(|p| matches!(p, Part::Blank { .. } | Part::Box { .. })).count();
        match block {
            Block::Heading { .. } => {}
            Block::Paragraph { parts, .. } => add(parts),
            Block::Table(table) => {
                table.rows.iter().flat_map(|r| &r.cells).for_each(|c| add(&c.parts));
                open += table.rows.iter().flat_map(|r| &r.cells).filter(|c| c.role == CellRole::Blank).count();
            }
        }
    }
    (open, chars)
}
