//! Whether a clause still says what it said when a link was pinned to it.

use std::time::{Duration, Instant};

use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff};
use utoipa::ToSchema;

use super::finding::Reader;
use super::types::Pin;
use crate::extract::Target;
use crate::ledger::{hash, words_at, words_of};
use crate::parsed::ParsedPolicy;
use crate::policy::PolicyId;

/// A difference that takes longer is shown more coarsely.
const DIFF_TIME: Duration = Duration::from_millis(150);

/// A piece of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TextPiece)]
pub struct Piece {
    /// `same`, `gone` or `new`.
    pub kind: PieceKind,
    /// Its words, normalised.
    pub words: String,
}

/// What became of the words of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PieceKind {
    /// In both.
    Same,
    /// Only before.
    Gone,
    /// Only now.
    New,
}

/// What a clause says now, held against a pin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LinkState {
    /// The same words at the same address.
    Same,
    /// Other words at the same address.
    Changed {
        /// The difference, word for word; empty where the old words were too long to keep.
        difference: Vec<Piece>,
    },
    /// The same words at another address.
    Moved {
        /// Where they stand now.
        to: Target,
    },
    /// The same words at several other addresses.
    Ambiguous {
        /// All of them.
        places: Vec<Target>,
    },
    /// No clause has these words, and none has this address.
    Gone {
        /// Whether the policy itself is still held.
        policy_held: bool,
    },
}

impl LinkState {
    /// Whether a reader can go on relying on the link.
    pub fn holds(&self) -> bool {
        matches!(self, LinkState::Same)
    }

    /// The name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            LinkState::Same => "same",
            LinkState::Changed { .. } => "changed",
            LinkState::Moved { .. } => "moved",
            LinkState::Ambiguous { .. } => "ambiguous",
            LinkState::Gone { .. } => "gone",
        }
    }
}

/// Holds a pin against what the library holds now.
///
/// The same address with the same words comes first; then the same words elsewhere in the policy, for a
/// clause that was put before it moves all that follow; then other words at the same address. A policy
/// whose file has another name is known by its document number or title.
pub fn state(pin: &Pin, reader: &Reader) -> LinkState {
    let held = reader.library.policy(&pin.policy);
    let record = match held {
        Some(record) => record,
        None => match renamed(pin, reader).and_then(|id| reader.library.policy(&id)) {
            Some(record) => record,
            None => return LinkState::Gone { policy_held: false },
        },
    };
    let parsed = &record.parsed;
    let id = &parsed.document.id;
    let here = words_of(parsed, &pin.address);
    let same = here.as_deref().is_some_and(|words| hash(words) == pin.hash);
    if same && *id == pin.policy {
        return LinkState::Same;
    }
    let target = |address: String| Target { policy: id.clone(), address };
    if same {
        return LinkState::Moved { to: target(pin.address.clone()) };
    }
    if !pin.address.is_empty() {
        let places: Vec<Target> = elsewhere(parsed, pin).into_iter().map(target).collect();
        match places.as_slice() {
            [] => {}
            [only] => return LinkState::Moved { to: only.clone() },
            _ => return LinkState::Ambiguous { places },
        }
    }
    match here {
        Some(_) if pin.words.is_empty() => LinkState::Changed { difference: Vec::new() },
        Some(now) => LinkState::Changed { difference: difference(&pin.words, &now) },
        None => LinkState::Gone { policy_held: true },
    }
}

/// The policy of a pin under its new name: the only one with its number, or else with its title.
fn renamed(pin: &Pin, reader: &Reader) -> Option<PolicyId> {
    let name = pin.number.as_deref().filter(|n| !n.is_empty()).unwrap_or(&pin.title);
    let found = if name.is_empty() { Vec::new() } else { reader.resolver.lookup(reader.lexicon, name) };
    match found.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Other clauses with the words of a pin. A clause whose only words are those of the one below it is passed over.
fn elsewhere(parsed: &ParsedPolicy, pin: &Pin) -> Vec<String> {
    // Hashing every clause with all below it would be quadratic in deep trees; the first line rules most out.
    let first = pin.words.split('\n').next().unwrap_or_default();
    let mut out = Vec::new();
    for (at, clause) in parsed.clauses.iter().enumerate() {
        let begins = pin.words.is_empty() || first == crate::text::fold(&clause.text).split('\n').next().unwrap_or_default();
        if begins && clause.address.to_string() != pin.address && hash(&words_at(parsed, at)) == pin.hash {
            out.push(clause.address.to_string());
        }
    }
    out
}

/// The difference of two texts, character by character.
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).deadline(Instant::now() + DIFF_TIME).diff_chars(old, new);
    let mut out: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Delete => PieceKind::Gone,
            ChangeTag::Insert => PieceKind::New,
        };
        match out.last_mut() {
            Some(last) if last.kind == kind => last.words.push_str(change.value()),
            _ => out.push(Piece { kind, words: change.value().to_owned() }),
        }
    }
    out
}
