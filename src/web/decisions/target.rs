//! From a clause as people write it to its address: a pasted address of a page, 《标题》第三条, a number.

use percent_encoding::percent_decode_str;

use crate::clause::ClauseAddress;
use crate::decision::{Content, find};
use crate::extract::Target;
use crate::resolve::Outcome;
use crate::web::language::say;
use crate::web::pages::clause::{Place, find as clause_of};
use crate::web::site::Site;

/// Reads what was typed.
///
/// # Errors
/// Why nothing, or more than one thing, fits; in plain Chinese.
pub fn read(site: &Site, typed: &str, date: &str) -> Result<Target, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("请写明文件和条款，例如《管理办法》第三条，或粘贴条款页的网址。".to_owned());
    }
    if let Some(path) = path_of(typed) {
        return at_path(site, &path);
    }
    let content = Content { title: "更正".to_owned(), date: date.to_owned(), text: typed.to_owned(), ..Content::default() };
    let found = find(&content, &site.reader());
    match found.as_slice() {
        [] => {}
        [one] => {
            return match (&one.pin, one.outcome) {
                (Some(pin), Outcome::Found | Outcome::OtherVersion) => Ok(pin.target()),
                _ => Err(format!("“{typed}”：{}。", one.reason)),
            };
        }
        _ => return Err(format!("“{typed}”里有 {} 处引用，请只写一处。", found.len())),
    }
    match site.lookup(typed).as_slice() {
        [only] => Ok(Target { policy: only.clone(), address: String::new() }),
        [] => at_path(site, typed)
            .map_err(|_| format!("没有找到“{typed}”。请写发文字号或完整标题，后面接条款，例如 粤科规〔2024〕3号第三条。")),
        several => Err(format!("有 {} 份文件叫“{typed}”，请改写发文字号，或粘贴条款页的网址。", several.len())),
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

fn at_path(site: &Site, path: &str) -> Result<Target, String> {
    let located = site.locate(path).map_err(|problem| say(&problem.detail))?;
    let parsed = &located.record.parsed;
    let policy = parsed.document.id.clone();
    if located.rest.is_empty() {
        return Ok(Target { policy, address: String::new() });
    }
    let missing = || format!("《{}》里没有“{}”。", parsed.document.title, located.rest);
    let address: ClauseAddress = located.rest.parse().map_err(|_| missing())?;
    match clause_of(parsed, &address) {
        Place::Here(_) => Ok(Target { policy, address: address.to_string() }),
        Place::Elsewhere(other) => Ok(Target { policy, address: other.to_string() }),
        Place::Nowhere => Err(missing()),
    }
}
