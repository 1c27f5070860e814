//! `/`: the search box, what the corpus holds, and ways in.

use askama::Template;

use crate::index::PolicySummary;
use crate::message;
use crate::policy::Level;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::labels::level_name;
use crate::web::language::language;
use crate::web::{naming, urls};

/// The start page.
#[derive(Template)]
#[template(path = "pages/home.html")]
pub struct HomePage {
    frame: Frame,
    documents: usize,
    clauses: usize,
    facts: usize,
    failures: usize,
    levels: Vec<LevelRow>,
    examples: Vec<Link>,
    newest: Vec<Link>,
}

/// The places of one level.
struct LevelRow {
    name: String,
    places: Vec<Link>,
}

/// Queries that show what can be asked; those that find nothing in the corpus are not offered.
pub const EXAMPLES: [&str; 10] = [
    "创新中心 补助",
    "牵头单位 销售收入",
    "\"一次性补助\"",
    "股权投资",
    "产业链 OR 创新链",
    "撤销 考核",
    "资金 -基金",
    "研发投入",
    "法律责任",
    "申报条件",
];
/// How many of them are offered.
const OFFERED: usize = 5;

impl HomePage {
    /// From the list of documents, the number of files that could not be read, and the test whether
    /// a query finds anything.
    pub fn new(policies: &[PolicySummary], failures: usize, finds: impl Fn(&str) -> bool) -> Self {
        let mut levels: Vec<LevelRow> = Vec::new();
        for level in Level::ALL.into_iter().map(Some).chain([None]) {
            let of_level = |p: &&PolicySummary| p.document.jurisdiction.as_ref().map(|j| j.level) == level;
            let mut places: Vec<(String, usize)> = Vec::new();
            for policy in policies.iter().filter(of_level) {
                let place = policy.document.place();
                match places.iter_mut().find(|(name, _)| *name == place) {
                    Some((_, count)) => *count += 1,
                    None => places.push((place, 1)),
                }
            }
            if !places.is_empty() {
                let link = |(place, count): (String, usize)| {
                    Link::new(urls::corpus_place(&place), message::place(language(), &place)).note(count.to_string())
                };
                let places = places.into_iter().map(link).collect();
                levels.push(LevelRow { name: level_name(level), places });
            }
        }
        let mut newest: Vec<&PolicySummary> = policies.iter().filter(|p| p.document.date().is_some()).collect();
        newest.sort_by(|a, b| b.document.date().cmp(&a.document.date()).then_with(|| a.document.id.cmp(&b.document.id)));
        HomePage {
            frame: Frame::new("", Nav::None).without_search_box(),
            documents: policies.len(),
            clauses: policies.iter().map(|p| p.clauses).sum(),
            facts: policies.iter().map(|p| p.facts).sum(),
            failures,
            levels,
            examples: EXAMPLES.iter().filter(|q| finds(q)).take(OFFERED).map(|q| Link::new(urls::search_for(q), *q)).collect(),
            newest: newest.into_iter().take(5).map(newest_link).collect(),
        }
    }
}

fn newest_link(policy: &PolicySummary) -> Link {
    let document = &policy.document;
    Link::new(urls::policy(&document.id), naming::title(document)).note(format!(
        "{} · {}",
        message::place(language(), &document.place()),
        document.date().unwrap_or_default()
    ))
}
