//! What people say of links: confirm, correct, add, reject; and how that survives a change of the text.

use super::finding::{Reader, context};
use super::markdown::mask;
use super::pin::pin;
use super::state::{LinkState, state};
use super::types::{Action, Content, Detail, Link, Origin, Pin, Review};
use crate::extract::Target;
use crate::message::Message;
use crate::resolve::Outcome;
use crate::text::Span;

/// Something a person says of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is right, with the words that the clause has now.
    Confirm(i64),
    /// It leads there.
    Correct(i64, Target),
    /// It is no citation.
    Reject(i64),
    /// What was said is taken back.
    Reopen(i64),
    /// These words of the text cite that clause.
    Add(String, Target),
    /// A link that was added by hand goes.
    Remove(i64),
}

/// Why a review cannot be recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// There is no such link.
    #[error("there is no link {0}")]
    NoSuchLink(i64),
    /// The clause is not held.
    #[error("the corpus holds no {} {}", .0.policy, .0.address)]
    NotHeld(Target),
    /// The words do not stand in the text.
    #[error("the text does not contain {0:?}")]
    NotInText(String),
    /// The words have moved to one of several places; which one must be said.
    #[error("the words stand at several addresses; say which one is meant")]
    WhichPlace,
    /// Only links that were added by hand can go; one that was found is rejected.
    #[error("link {0} was found in the text; it can be rejected, not removed")]
    Found(i64),
}

/// Records an act: the new links, what was done, and what it was about.
///
/// # Errors
/// [`ReviewError`]; nothing has changed then.
pub fn apply(content: &Content, links: &[Link], act: &Act, reader: &Reader) -> Result<(Vec<Link>, Action, Detail), ReviewError> {
    let mut links = links.to_vec();
    let held = |target: &Target| pin(reader.library, target).ok_or_else(|| ReviewError::NotHeld(target.clone()));
    if let Act::Add(quote, target) = act {
        let (link, detail) = added(content, &links, quote, held(target)?)?;
        links.push(link);
        links.sort_by_key(|l| (l.span, l.key));
        return Ok((links, Action::Add, detail));
    }
    let (Act::Confirm(key) | Act::Correct(key, _) | Act::Reject(key) | Act::Reopen(key) | Act::Remove(key)) = act else {
        return Err(ReviewError::NoSuchLink(0));
    };
    let at = links.iter().position(|l| l.key == *key).ok_or(ReviewError::NoSuchLink(*key))?;
    let from = links[at].pin.as_ref().map(Pin::target);
    let quote = Some(links[at].quote.clone());
    let action = match act {
        Act::Confirm(_) => {
            let now = match &links[at].pin {
                Some(old) => match state(old, reader) {
                    LinkState::Same => Some(old.clone()),
                    LinkState::Changed { .. } => pin(reader.library, &old.target()).or_else(|| Some(old.clone())),
                    LinkState::Moved { to } => pin(reader.library, &to),
                    LinkState::Ambiguous { .. } => return Err(ReviewError::WhichPlace),
                    LinkState::Gone { .. } => return Err(ReviewError::NotHeld(old.target())),
                },
                // A document that arrived since may have resolved it.
                None => {
                    let found = links[at].citation.as_ref().map(|c| reader.resolve(content, c));
                    if let Some(found) = &found {
                        (links[at].outcome, links[at].reason) = (found.outcome, found.reason.to_string());
                    }
                    found.and_then(|f| f.target).and_then(|t| pin(reader.library, &t))
                }
            };
            links[at].pin = now;
            links[at].review = if links[at].review == Review::Corrected { Review::Corrected } else { Review::Confirmed };
            Action::Confirm
        }
        Act::Correct(_, target) => {
            links[at].pin = Some(held(target)?);
            links[at].review = Review::Corrected;
            Action::Correct
        }
        Act::Reject(_) => {
            links[at].review = Review::Rejected;
            Action::Reject
        }
        Act::Reopen(_) => {
            links[at].review = Review::Open;
            Action::Reopen
        }
        Act::Remove(_) | Act::Add(..) => {
            if links[at].origin == Origin::Found {
                return Err(ReviewError::Found(*key));
            }
            links.remove(at);
            return Ok((links, Action::Remove, Detail { quote, from, ..Detail::default() }));
        }
    };
    let to = links[at].pin.as_ref().map(Pin::target);
    Ok((links, action, Detail { quote, from: from.filter(|f| Some(f) != to.as_ref()), to, ..Detail::default() }))
}

/// A link made by hand, at the first place of its words that no other link to the same clause holds.
fn added(content: &Content, links: &[Link], quote: &str, pin: Pin) -> Result<(Link, Detail), ReviewError> {
    let quote = quote.trim();
    let taken = |span: Span| links.iter().any(|l| l.span == span && l.pin.as_ref().map(Pin::target) == Some(pin.target()));
    let places = content.text.match_indices(quote).map(|(at, words)| Span::new(at, at + words.len()));
    let span = places.filter(|_| !quote.is_empty()).find(|s| !taken(*s)).ok_or_else(|| ReviewError::NotInText(quote.to_owned()))?;
    let (before, after) = context(&mask(&content.text), span);
    let detail = Detail { quote: Some(quote.to_owned()), to: Some(pin.target()), ..Detail::default() };
    let link = Link {
        key: next_key(links),
        quote: quote.to_owned(),
        before,
        after,
        span,
        origin: Origin::Added,
        review: Review::Confirmed,
        citation: None,
        outcome: Outcome::Found,
        reason: Message::new("link-added").to_string(),
        pin: Some(pin),
    };
    Ok((link, detail))
}

fn next_key(links: &[Link]) -> i64 {
    links.iter().map(|l| l.key).max().unwrap_or(0) + 1
}

/// Brings the links of the old text to a new one: `found` are those that the rules find in it.
///
/// A link keeps its number, its review and its pin where the same words stand again, the nearest context
/// first; only when the same citation now resolves to another clause (because the date changed) and
/// nobody has reviewed it, it gets the new pin. Returns the links, the quotations that came, and those that went.
pub fn carry(old: &[Link], found: Vec<Link>, content: &Content) -> (Vec<Link>, Vec<String>, Vec<String>) {
    let masked = mask(&content.text);
    let mut out: Vec<Link> = Vec::new();
    let mut removed = Vec::new();
    let mut fresh: Vec<Option<Link>> = found.into_iter().map(Some).collect();
    let mut next = next_key(old);
    for link in old {
        let fits = |l: &&Option<Link>| l.as_ref().is_some_and(|l| l.quote == link.quote && cited(l) == cited(link));
        let best = (0..fresh.len()).filter(|i| fits(&&fresh[*i])).max_by_key(|i| {
            let score = fresh[*i].as_ref().map_or(0, |l| likeness(link, &l.before, &l.after));
            (score, std::cmp::Reverse(*i))
        });
        if let Some(new) = best.and_then(|i| fresh[i].take()) {
            let same_target = match (&link.pin, &new.pin) {
                (Some(old), Some(new)) => old.target() == new.target(),
                (None, _) => false,
                // What was held and is not now stays pinned, and is shown as gone.
                (Some(_), None) => true,
            };
            let keep = link.review != Review::Open || same_target;
            let pin = if keep && (link.pin.is_some() || link.review != Review::Open) { link.pin.clone() } else { new.pin.clone() };
            out.push(Link { key: link.key, review: link.review, pin, ..new });
            continue;
        }
        if link.origin == Origin::Added
            && let Some(span) = nearest(&masked, &content.text, link)
        {
            let (before, after) = context(&masked, span);
            out.push(Link { span, before, after, ..link.clone() });
            continue;
        }
        removed.push(link.quote.clone());
    }
    let mut added = Vec::new();
    for link in fresh.into_iter().flatten() {
        added.push(link.quote.clone());
        out.push(Link { key: next, ..link });
        next += 1;
    }
    out.sort_by_key(|l| (l.span, l.key));
    (out, added, removed)
}

/// What a link cites, as it is written.
fn cited(link: &Link) -> Option<(&Option<String>, &Option<String>, &Option<String>)> {
    link.citation.as_ref().map(|c| (&c.title, &c.number, &c.provision))
}

/// The place of a link's words whose neighbours are most like the old ones.
fn nearest(masked: &str, text: &str, link: &Link) -> Option<Span> {
    let places = text.match_indices(link.quote.as_str()).map(|(at, words)| Span::new(at, at + words.len()));
    places.filter(|s| !s.is_empty()).max_by_key(|span| {
        let (before, after) = context(masked, *span);
        (likeness(link, &before, &after), std::cmp::Reverse(span.start))
    })
}

/// How many characters next to the quotation are the same.
fn likeness(link: &Link, before: &str, after: &str) -> usize {
    let back = link.before.chars().rev().zip(before.chars().rev()).take_while(|(a, b)| a == b).count();
    back + link.after.chars().zip(after.chars()).take_while(|(a, b)| a == b).count()
}
