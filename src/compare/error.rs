//! Why a comparison cannot be made, with the nearest names.

use crate::message::Message;

/// Why a comparison cannot be made.
#[derive(Debug, PartialEq, Eq)]
pub enum CompareError {
    /// No topic has this id or name.
    UnknownTopic {
        /// As asked.
        name: String,
        /// The nearest ids.
        nearest: Vec<String>,
    },
    /// A search needs the index, and there is none at hand.
    NeedsIndex {
        /// As asked.
        name: String,
    },
    /// More rows were asked for than are answered.
    TooMany {
        /// Number of rows asked for.
        asked: usize,
        /// The most that is answered.
        most: usize,
    },
    /// The columns are to be sorted by a row that has no such name.
    UnknownSort {
        /// As asked.
        name: String,
        /// The nearest ids.
        nearest: Vec<String>,
    },
    /// No place has this name.
    UnknownPlace {
        /// As asked.
        name: String,
        /// The nearest places.
        nearest: Vec<String>,
    },
}

impl CompareError {
    /// What is wrong, for readers.
    pub fn message(&self) -> Message {
        let unknown =
            |id, name: &String, nearest: &[String]| Message::new(id).with("name", name).list("nearest", nearest.iter().map(Message::from));
        match self {
            CompareError::UnknownTopic { name, nearest } => unknown("compare-no-topic", name, nearest),
            CompareError::UnknownSort { name, nearest } => unknown("compare-no-sort", name, nearest),
            CompareError::UnknownPlace { name, nearest } => unknown("compare-no-place", name, nearest),
            CompareError::NeedsIndex { name } => Message::new("compare-needs-index").with("name", name),
            CompareError::TooMany { asked, most } => Message::new("compare-too-many").with("asked", asked).with("most", most),
        }
    }
}

impl std::fmt::Display for CompareError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for CompareError {}
