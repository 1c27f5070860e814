//! One page of a long list, and the way to those before and after it.

use std::ops::Range;

use crate::policy::PolicyId;

/// The part of a list that a page shows. Recipe: [`Leaf::new`], show [`Leaf::of`] the list, and include
/// `parts/leaf.html`.
pub struct Leaf {
    /// The number of the page, from 1.
    pub page: usize,
    /// How many there are; an empty list has one.
    pub pages: usize,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    shown: Range<usize>,
}

impl Leaf {
    /// Of a list of `total`, `size` to a page; a page behind the last one is the last.
    pub fn new(total: usize, size: usize, asked: usize, href: impl Fn(usize) -> String) -> Self {
        let pages = total.div_ceil(size).max(1);
        let page = asked.clamp(1, pages);
        Leaf {
            page,
            pages,
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            shown: (page - 1) * size..total.min(page * size),
        }
    }

    /// What of the list is shown.
    pub fn of<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        list.get(self.shown.clone()).unwrap_or_default()
    }
}

/// The documents of places in one list, each with its place; a place whose documents are silent takes the room of one.
pub fn spread<P>(places: &[P], documents: impl Fn(&P) -> Vec<PolicyId>) -> Vec<(&P, Option<PolicyId>)> {
    let mut all = Vec::new();
    for place in places {
        let mut of_place: Vec<Option<PolicyId>> = documents(place).into_iter().map(Some).collect();
        of_place.resize(of_place.len().max(1), None);
        all.extend(of_place.into_iter().map(|document| (place, document)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_cover_the_list() {
        let list = [1, 2, 3, 4, 5];
        let leaf = |asked| Leaf::new(list.len(), 2, asked, |page| page.to_string());
        let shown: Vec<&[i32]> = [0, 1, 2, 3, 9].iter().map(|asked| leaf(*asked).of(&list)).collect();
        assert_eq!(shown, [&list[..2], &list[..2], &list[2..4], &list[4..], &list[4..]]);
        let ways = |asked| (leaf(asked).previous, leaf(asked).next);
        assert_eq!((ways(1), ways(2)), ((None, Some("2".to_owned())), (Some("1".to_owned()), Some("3".to_owned()))));
        let none = Leaf::new(0, 2, 1, |_| String::new());
        assert_eq!((none.pages, none.next, none.shown), (1, None, 0..0));
    }
}
