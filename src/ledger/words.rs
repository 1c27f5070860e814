//! The words of a clause as the ledger and the links of decisions remember them.

use sha2::{Digest, Sha256};

use crate::clause::{Clause, ClauseAddress};
use crate::parsed::ParsedPolicy;
use crate::text::fold;

/// The normalised words of a clause and of the clauses below it, a line each, with the labels of those
/// below; of the whole policy for an empty address. None when there is no such clause.
///
/// The clause's own label is left out, so that an article that only got another number keeps its words.
pub fn words_of(parsed: &ParsedPolicy, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(join(&parsed.clauses, None));
    }
    let address: ClauseAddress = address.parse().ok()?;
    let at = parsed.clauses.iter().position(|c| c.address == address)?;
    Some(words_at(parsed, at))
}

/// The same for the clause at a place of the list; empty where the list ends before.
pub fn words_at(parsed: &ParsedPolicy, at: usize) -> String {
    let Some(clause) = parsed.clauses.get(at) else { return String::new() };
    let below = parsed.clauses[at + 1..].iter().take_while(|c| clause.address.is_ancestor_of(&c.address)).count();
    join(&parsed.clauses[at..=at + below], Some(at))
}

fn join(clauses: &[Clause], own: Option<usize>) -> String {
    let mut out = String::new();
    for (n, clause) in clauses.iter().enumerate() {
        if !out.is_empty() {
            out.push('\n');
        }
        if n > 0 || own.is_none() {
            out.push_str(&fold(&clause.label));
        }
        out.push_str(&fold(&clause.text));
    }
    out
}

/// SHA-256 in hex.
pub fn hash(words: &str) -> String {
    Sha256::digest(words.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SourceFile;
    use crate::lexicon::Lexicon;
    use crate::text::SourceText;

    fn parse(text: &str) -> ParsedPolicy {
        let text = SourceText::from_reader(text.to_owned(), "UTF-8");
        ParsedPolicy::parse(&SourceFile { id: "a/b".parse().unwrap(), text, ..SourceFile::default() }, &Lexicon::embedded())
    }

    #[test]
    fn words_know_no_script_width_or_number_of_their_own() {
        let one =
            parse("管理办法\n第一条 为了管理，制定本办法。\n第二条 申请单位应当：\n（一）依法注册；\n（二）信用良好。\n第三条 施行。\n");
        let two = parse("管理辦法\n第一條 為了管理,制定本辦法。\n第三條 申請單位應當:\n(一)依法註冊；\n(二)信用良好。\n第四條 施行。\n");
        let words = words_of(&one, "art-2").unwrap();
        assert_eq!(words, "申请单位应当:\n(一)依法注册;\n(二)信用良好。");
        assert_eq!(words_of(&two, "art-3").as_deref(), Some(words.as_str()));
        assert_eq!(words_of(&one, "art-9"), None);
        assert_ne!(words_of(&one, "").map(|w| hash(&w)), words_of(&two, "").map(|w| hash(&w)));
    }
}
