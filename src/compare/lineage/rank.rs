//! Which of two documents came first.

use serde::{Deserialize, Serialize};

use crate::policy::{Level, Policy, PolicyId};

/// What decides: the level, then the date, then the id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rank {
    /// National before provincial before municipal before county; unknown last.
    level: (bool, Option<Level>),
    /// Earlier before later; unknown last.
    date: (bool, Option<String>),
    /// So that the order is total.
    id: PolicyId,
}

impl Rank {
    /// The rank of a document.
    pub fn of(document: &Policy) -> Self {
        let level = document.jurisdiction.as_ref().map(|j| j.level);
        let date = document.date().map(str::to_owned);
        Rank { level: (level.is_none(), level), date: (date.is_none(), date), id: document.id.clone() }
    }

    /// Whether it is known, not only supposed, that this one came before the other: it is of a higher level and not
    /// of a later date, or of an earlier date and no lower level.
    pub fn surely_before(&self, other: &Rank) -> bool {
        let level = self.level.1.zip(other.level.1).map(|(a, b)| a.cmp(&b));
        let date = self.date.1.as_ref().zip(other.date.1.as_ref()).map(|(a, b)| a.cmp(b));
        use std::cmp::Ordering::{Equal, Greater, Less};
        match (level, date) {
            (Some(Less), date) => date != Some(Greater),
            (Some(Equal) | None, Some(Less)) => true,
            _ => false,
        }
    }

    /// The id of the document.
    pub fn id(&self) -> &PolicyId {
        &self.id
    }
}
