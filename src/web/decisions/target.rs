//! From a clause as people write it to its address: a pasted address of a page, 《标题》第三条, a number.

use percent_encoding::percent_decode_str;

use crate::clause::ClauseAddress;
use crate::decision::{Content, find};
use crate::extract::Target;
use crate::message::Message;
use crate::resolve::Outcome;
use crate::web::pages::clause::{Place, find as clause_of};
use crate::web::site::Site;

/// Reads what was typed.
///
/// # Errors
/// Why nothing, or more than one thing, fits.
pub fn read(site: &Site, typed: &str, date: &str) -> Result<Target, Message> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Message::new("target-empty"));
    }
    if let Some(path) = path_of(typed) {
        return at_path(site, &path);
    }
    let content = Content { title: "·".to_owned(), date: date.to_owned(), text: typed.to_owned(), ..Content::default() };
    let found = find(&content, &site.reader());
    match found.as_slice() {
        [] => {}
        [one] => {
            return match (&one.pin, one.outcome) {
                (Some(pin), Outcome::Found | Outcome::OtherVersion) => Ok(pin.target()),
                _ => Err(Message::new("target-because").with("typed", typed).with("reason", reason(site, &content, one))),
            };
        }
        _ => return Err(Message::new("target-several-citations").with("typed", typed).with("n", found.len())),
    }
    match site.lookup(typed).as_slice() {
        [only] => Ok(Target { policy: only.clone(), address: String::new() }),
        [] => at_path(site, typed).map_err(|_| Message::new("target-none").with("typed", typed)),
        several => Err(Message::new("target-several-documents").with("n", several.len()).with("typed", typed)),
    }
}

/// Why a citation leads nowhere.
fn reason(site: &Site, content: &Content, link: &crate::decision::Link) -> Message {
    match &link.citation {
        Some(citation) => site.reader().resolve(content, citation).reason,
        None => Message::plain(&link.reason),
    }
}

/// The part of an address of this site behind `/p/`.
fn path_of(typed: &str) -> Option<String> {
    let inside = match typed.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => typed,
    };
    let path = inside.strip_prefix("/p/")?.split(['?', '#']).next()?;
    Some(percent_decode_str(path).decode_utf8_lossy().into_owned())
}

fn at_path(site: &Site, path: &str) -> Result<Target, Message> {
    let located = site.locate(path).map_err(|problem| problem.detail)?;
    let parsed = &located.record.parsed;
    let policy = parsed.document.id.clone();
    if located.rest.is_empty() {
        return Ok(Target { policy, address: String::new() });
    }
    let missing = || Message::new("target-no-clause").with("title", &parsed.document.title).with("clause", &located.rest);
    let address: ClauseAddress = located.rest.parse().map_err(|_| missing())?;
    match clause_of(parsed, &address) {
        Place::Here(_) => Ok(Target { policy, address: address.to_string() }),
        Place::Elsewhere(other) => Ok(Target { policy, address: other.to_string() }),
        Place::Nowhere => Err(missing()),
    }
}
