//! Pages: every list has a bound, and what is left out says how to ask for it.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::Refusal;

/// Which part of a list is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Page {
    /// Its number, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// How many items there are on all pages.
    pub total: usize,
    /// What to do for the rest; null when nothing is left out.
    pub more: Option<String>,
}

/// The range of a page, and what is said of it. `what` names the items in English: clauses.
pub fn page(asked: Option<usize>, each: usize, total: usize, what: &str) -> Result<(std::ops::Range<usize>, Page), Refusal> {
    let (number, each) = (asked.unwrap_or(1), each.max(1));
    let pages = total.div_ceil(each).max(1);
    if number == 0 || number > pages {
        return Err(Refusal::new(
            format!("there is no page {number}: {total} {what} fill {pages} page{}", if pages == 1 { "" } else { "s" }),
            format!("ask again with page between 1 and {pages}"),
        ));
    }
    let first = (number - 1) * each;
    let end = (first + each).min(total);
    let more = (number < pages)
        .then(|| format!("cut off: {} more {what}; ask again with the same arguments and page: {}", total - end, number + 1));
    Ok((first..end, Page { page: number, pages, total, more }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_with_a_sign() {
        let (range, said) = page(None, 10, 25, "clauses").unwrap();
        assert_eq!((range, said.pages), (0..10, 3));
        assert_eq!(said.more.unwrap(), "cut off: 15 more clauses; ask again with the same arguments and page: 2");
        let (range, said) = page(Some(3), 10, 25, "clauses").unwrap();
        assert_eq!((range, said.more), (20..25, None));
        assert_eq!(page(Some(1), 10, 0, "clauses").unwrap().0, 0..0);
        assert!(page(Some(4), 10, 25, "clauses").unwrap_err().next.contains("between 1 and 3"));
        assert!(page(Some(0), 10, 25, "clauses").is_err());
    }
}
