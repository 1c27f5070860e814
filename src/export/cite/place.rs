//! The place of a clause within its document, in the document's own terms.
//!
//! | the document prints | it is cited as | example of an address | cited |
//! |---|---|---|---|
//! | 第五条 | 第五条 (立法技术规范; 之一 for an article put in later) | `art-12-1` | 第十二条之一 |
//! | a paragraph of an article | 第二款 | `art-4/p2` | 第四条第二款 |
//! | （一） in an article | 第（一）项 | `art-4/p1/4` | 第四条第一款第（四）项 |
//! | 1. below that | 第1目 | `art-4/1/2` | 第四条第（一）项第2目 |
//! | 一、 of an outline (GB/T 9704-2012, 7.3.3) | 第五部分 | `5` | 第五部分 |
//! | （二） below it, or on top | 第（二）条 | `5/2` | 第五部分第（二）条 |
//! | 3. or 3、 below | 第3项 | `5/2/3` | 第五部分第（二）条第3项 |
//! | 3. or 3、 on top | 第3点 | `3` | 第3点 |
//! | （4） | 第（4）目 | `5/2/3/4` | 第五部分第（二）条第3项第（4）目 |
//! | 3.1.2 of a standard (GB/T 1.1-2020) | its own number | `3/1/2` | 3.1.2 |
//! | any other number, or none printed | 第4点 | `2/4` | 第二部分第4点 |
//! | a paragraph of an outline | 第二自然段 | `5/p2` | 第五部分第二自然段 |
//! | an attachment, a part | by its name | `att1/preamble` | 附件1序言 |
//!
//! Each of these is read back to the address by [`ClauseAddress`]'s `parse`.

use crate::clause::address::StepKind;
use crate::clause::marker::{self, MarkerKind};
use crate::clause::{Clause, ClauseAddress, Step};
use crate::text::{fold, numeral};

/// Which digits a citation is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// As documents write them: 第五条第二款.
    Chinese,
    /// As legal scholarship does (法学引注手册): 第5条第2款.
    Arabic,
}

impl Numerals {
    fn write(self, n: u32) -> String {
        match self {
            Numerals::Chinese => numeral::to_chinese(n),
            Numerals::Arabic => n.to_string(),
        }
    }
}

/// The place of the last clause of `path`, which begins with the outermost; empty for no clause.
pub fn place(path: &[&Clause], numerals: Numerals) -> String {
    let Some(last) = path.last() else { return String::new() };
    let label = |address: &ClauseAddress| path.iter().find(|c| c.address == *address).map(|c| fold(&c.label));
    let mut out = String::new();
    // Where the numbers of an outline begin, for a decimal number repeats them.
    let mut numbers_from = 0;
    let (mut level, mut in_article) = (0, false);
    let mut above = ClauseAddress::default();
    for step in last.address.steps() {
        above = above.child(*step);
        let n = |n: u32| numerals.write(n);
        match step.kind {
            StepKind::Part(part) => out.push_str(part.label()),
            StepKind::Document(n) => out.push_str(&format!("文件{n}")),
            StepKind::Attachment(n) => out.push_str(&format!("附件{n}")),
            StepKind::Article(article, sub) => {
                in_article = true;
                out.push_str(&format!("第{}条", n(article)));
                if sub > 0 {
                    out.push_str(&format!("之{}", numeral::to_chinese(sub)));
                }
            }
            StepKind::Paragraph(paragraph) => {
                out.push_str(&format!("第{}{}", n(paragraph), if in_article { "款" } else { "自然段" }));
            }
            StepKind::Number(number) => {
                level += 1;
                let printed = label(&above).unwrap_or_default();
                let kind = marker::read(&printed, |_| true).map(|m| m.kind);
                if let (Some(MarkerKind::Decimal(_)), false) = (kind, in_article)
                    && let Some(whole) = decimal(&printed, &last.address, &above)
                {
                    out.truncate(numbers_from);
                    out.push_str(&whole);
                } else {
                    out.push_str(&match (in_article, level, kind) {
                        (true, 1, _) => format!("第（{}）项", n(number)),
                        (true, _, _) => format!("第{number}目"),
                        (false, 1, Some(MarkerKind::Chinese)) => format!("第{}部分", n(number)),
                        (false, _, Some(MarkerKind::ChineseBracket)) => format!("第（{}）条", n(number)),
                        (false, 2.., Some(MarkerKind::Dot | MarkerKind::Comma)) => format!("第{number}项"),
                        (false, _, Some(MarkerKind::Bracket)) => format!("第（{number}）目"),
                        _ => format!("第{number}点"),
                    });
                }
            }
        }
        if matches!(step.kind, StepKind::Part(_) | StepKind::Document(_) | StepKind::Attachment(_)) {
            numbers_from = out.len();
        }
        if step.nth > 1 {
            out.push_str(&format!("［第{}处］", step.nth));
        }
    }
    out
}

/// The printed number, where it says the whole way from the top: 3.1.2 for the steps 3, 1 and 2.
fn decimal(printed: &str, whole: &ClauseAddress, above: &ClauseAddress) -> Option<String> {
    let number = printed.trim_end_matches(['、', ':', '.']);
    let parts: Vec<u32> = number.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let steps: Vec<&Step> = above.steps()[whole.scope().len()..].iter().collect();
    let says = steps.len() == parts.len() && steps.iter().zip(&parts).all(|(s, n)| s.nth == 1 && s.kind == StepKind::Number(*n));
    says.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::testing;

    fn clause(address: &str, label: &str) -> Clause {
        testing::clause(address, label, "", "")
    }

    #[test]
    fn clauses_are_named_as_drafting_names_them_and_read_back() {
        /// Addresses and labels from the top, the citation in both numerals.
        type Row = (&'static [(&'static str, &'static str)], &'static str, &'static str);
        let rows: [Row; 18] = [
            (&[("art-5", "第五条")], "第五条", "第5条"),
            (&[("art-12-1", "第十二条之一")], "第十二条之一", "第12条之一"),
            (&[("art-4", "第四条"), ("art-4/p1", ""), ("art-4/p1/4", "（四）")], "第四条第一款第（四）项", "第4条第1款第（4）项"),
            (&[("art-4", "第四条"), ("art-4/1", "（一）"), ("art-4/1/2", "2.")], "第四条第（一）项第2目", "第4条第（1）项第2目"),
            (&[("5", "五、")], "第五部分", "第5部分"),
            (&[("5", "五、"), ("5/2", "(二)")], "第五部分第（二）条", "第5部分第（2）条"),
            (&[("5", "五、"), ("5/2", "（二）"), ("5/2/3", "3.")], "第五部分第（二）条第3项", "第5部分第（2）条第3项"),
            (
                &[("5", "五、"), ("5/2", "（二）"), ("5/2/3", "3、"), ("5/2/3/4", "（4）")],
                "第五部分第（二）条第3项第（4）目",
                "第5部分第（2）条第3项第（4）目",
            ),
            (&[("2", "（二）")], "第（二）条", "第（2）条"),
            (&[("3", "3.")], "第3点", "第3点"),
            (&[("2", "二、"), ("2/4", "四是")], "第二部分第4点", "第2部分第4点"),
            (&[("2", "二、"), ("2/4", "")], "第二部分第4点", "第2部分第4点"),
            (&[("3", "3"), ("3/1", "3.1"), ("3/1/2", "3.1.2")], "3.1.2", "3.1.2"),
            (&[("5", "五、"), ("5/p2", "")], "第五部分第二自然段", "第5部分第2自然段"),
            (&[("att1", "附件1"), ("att1/preamble", "")], "附件1序言", "附件1序言"),
            (&[("att2", "附件2"), ("att2/art-3", "第三条")], "附件2第三条", "附件2第3条"),
            (&[("doc2", ""), ("doc2/1", "一、")], "文件2第一部分", "文件2第1部分"),
            (&[("13", "十三、"), ("13/2~2", "（二）")], "第十三部分第（二）条［第2处］", "第13部分第（2）条［第2处］"),
        ];
        for (path, chinese, arabic) in rows {
            let clauses: Vec<Clause> = path.iter().map(|(a, l)| clause(a, l)).collect();
            let path: Vec<&Clause> = clauses.iter().collect();
            for (numerals, expected) in [(Numerals::Chinese, chinese), (Numerals::Arabic, arabic)] {
                let said = place(&path, numerals);
                assert_eq!(said, expected);
                assert_eq!(said.parse::<ClauseAddress>().as_ref(), Ok(&path.last().unwrap().address), "{said}");
            }
        }
        assert_eq!(place(&[], Numerals::Chinese), "");
    }
}
