//! From a provision to a clause of a document.
//!
//! Recipe: [`Map::new`] over the clauses of one document, then [`Map::find`] for each path. Nothing is guessed: a
//! step that is not there, or is there twice, gives no clause.
//!
//! Where an article has one paragraph, its items are cited with and without it: 第十条第三项 is 第十条第一款第三项
//! (最高人民法院 1956 年关于条文条款项引用的复函); where only one of several paragraphs opens a list, its items are
//! those of the article.

use std::collections::HashMap;

use super::path::{Path, Step};
use crate::clause::address::StepKind;
use crate::clause::{Clause, ClauseAddress, ClauseKind};
use crate::text::fold;

/// The most paragraphs of an article that are looked into for a list.
const MOST_PARAGRAPHS: u32 = 40;

/// What a text says of itself is meant within its own document and attachment (本办法第五条); a file may hold several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Home {
    /// 2 for the second document of a file; 0 for the first.
    pub document: u32,
    /// The attachment; none for the body.
    pub attachment: Option<u32>,
}

impl Home {
    /// Where an address lies.
    pub fn of(address: &ClauseAddress) -> Home {
        let document = address.scope().iter().find_map(|s| if let StepKind::Document(n) = s.kind { Some(n) } else { None });
        Home { document: document.unwrap_or(0), attachment: address.attachment() }
    }

    /// The body of the same document.
    pub fn body(self) -> Home {
        Home { attachment: None, ..self }
    }

    /// The address that all addresses inside begin with.
    pub fn base(self) -> ClauseAddress {
        let document = (self.document > 0).then_some(StepKind::Document(self.document));
        let steps = document.into_iter().chain(self.attachment.map(StepKind::Attachment));
        steps.fold(ClauseAddress::default(), |a, s| a.child(s))
    }
}

/// The clauses of a document by their addresses.
pub struct Map<'a> {
    clauses: &'a [Clause],
    known: HashMap<&'a ClauseAddress, usize>,
    /// The articles of each body and attachment, in order.
    articles: HashMap<Home, Vec<&'a ClauseAddress>>,
    order: HashMap<&'a ClauseAddress, usize>,
    /// The first article of each chapter and section: (home, 第二章) with its address; none where there are two.
    groups: HashMap<(Home, String), Option<&'a ClauseAddress>>,
}

impl<'a> Map<'a> {
    /// Takes the clauses of a document.
    pub fn new(clauses: &'a [Clause]) -> Self {
        let mut articles: HashMap<Home, Vec<&ClauseAddress>> = HashMap::new();
        let mut order = HashMap::new();
        let mut groups: HashMap<(Home, String), Option<&ClauseAddress>> = HashMap::new();
        let mut above: &[String] = &[];
        for clause in clauses.iter().filter(|c| c.kind == ClauseKind::Article) {
            let home = Home::of(&clause.address);
            let list = articles.entry(home).or_default();
            order.insert(&clause.address, list.len());
            list.push(&clause.address);
            for (depth, group) in clause.groups.iter().enumerate().filter(|(d, _)| above.get(..=*d) != clause.groups.get(..=*d)) {
                let same_chapter = clause.groups[..depth].iter().map(|g| group_number(g)).collect::<String>();
                let key = format!("{same_chapter}{}", group_number(group));
                groups.entry((home, key)).and_modify(|first| *first = None).or_insert(Some(&clause.address));
            }
            above = &clause.groups;
        }
        Map { clauses, known: clauses.iter().enumerate().map(|(i, c)| (&c.address, i)).collect(), articles, order, groups }
    }

    /// The heads of the attachments.
    pub fn attachments(&self) -> impl Iterator<Item = &'a Clause> + '_ {
        self.clauses.iter().filter(|c| c.kind == ClauseKind::Attachment)
    }

    /// Whether a body or an attachment is divided into articles.
    pub fn has_articles(&self, home: Home) -> bool {
        self.articles.contains_key(&home)
    }

    /// Whether there is a clause with this address, and only one with this number.
    pub fn holds(&self, address: &ClauseAddress) -> bool {
        self.known.contains_key(address) && !self.known.contains_key(&twin(address))
    }

    /// The article `by` places before (negative) or after the one at `address`.
    pub fn neighbour(&self, address: &ClauseAddress, by: isize) -> Option<ClauseAddress> {
        let at = self.order.get(address)?.checked_add_signed(by)?;
        self.articles.get(&Home::of(address))?.get(at).map(|a| (*a).clone())
    }

    /// The clause of the body or of an attachment that a path names. A chapter gives its first article, because
    /// chapters have no address of their own.
    pub fn find(&self, home: Home, path: &[Step]) -> Option<ClauseAddress> {
        let base = home.base();
        let own = self.has_articles(home);
        // Articles run through the chapters.
        let deepest_group = path.iter().rposition(|s| s.level <= 2);
        let rest = &path[deepest_group.map_or(0, |i| i + 1)..];
        if own && rest.is_empty() {
            let key = path.iter().map(|s| group_number(&super::path::printed(std::slice::from_ref(s)))).collect::<String>();
            return self.groups.get(&(home, key)).copied().flatten().cloned();
        }
        let steps = if own { rest } else { path };
        let mut at = base.clone();
        for (i, step) in steps.iter().enumerate() {
            at = self.below(&at, step, own, i == 0)?;
        }
        (at != base).then_some(at)
    }

    /// The chapters and sections above the article that an address lies in, outermost first.
    pub fn groups(&self, address: &ClauseAddress) -> &'a [String] {
        let steps = address.steps();
        let article = steps.iter().position(|s| matches!(s.kind, StepKind::Article(..))).map_or(0, |i| i + 1);
        let head = ClauseAddress::new(steps[..article].iter().copied());
        self.known.get(&head).and_then(|i| self.clauses.get(*i)).map_or(&[], |c| &c.groups)
    }

    /// The first article of a chapter or section, named by the headings from the outermost one down.
    pub fn group(&self, home: Home, headings: &[String]) -> Option<ClauseAddress> {
        let key = headings.iter().map(|g| group_number(g)).collect::<String>();
        self.groups.get(&(home, key)).copied().flatten().cloned()
    }

    /// The clause that one more step leads to.
    pub fn below(&self, at: &ClauseAddress, step: &Step, articles: bool, first: bool) -> Option<ClauseAddress> {
        let number = u32::try_from(step.number).ok()?;
        let child = |kind: StepKind| Some(at.child(kind)).filter(|a| self.holds(a));
        match step.unit.as_str() {
            "条" if articles && first => child(StepKind::Article(number, u32::try_from(step.sub.unwrap_or(0)).ok()?)),
            "款" | "自然段" => {
                let paragraph = child(StepKind::Paragraph(number));
                let single = || (number == 1 && !self.known.contains_key(&at.child(StepKind::Paragraph(2)))).then(|| at.clone());
                let outline = || child(StepKind::Number(number)).filter(|_| !articles);
                // In an outline 第三条第二款 is 三、（二）, unless 三 is a text of several paragraphs.
                if articles { paragraph.or_else(single) } else { paragraph.xor(outline()).or_else(single) }
            }
            _ => self.item(at, number),
        }
    }

    /// The item of a clause, or of the only one of its paragraphs that has it.
    pub fn item(&self, at: &ClauseAddress, number: u32) -> Option<ClauseAddress> {
        let direct = at.child(StepKind::Number(number));
        if self.known.contains_key(&direct) {
            return Some(direct).filter(|a| self.holds(a));
        }
        let inside = (1..=MOST_PARAGRAPHS).map(|p| at.child(StepKind::Paragraph(p)).child(StepKind::Number(number)));
        let mut found = inside.filter(|a| self.known.contains_key(a));
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one).filter(|a| self.holds(a)),
            _ => None,
        }
    }

    /// The head of an attachment, or of a further document; none for the first body.
    pub fn head(&self, home: Home) -> Option<&'a ClauseAddress> {
        let base = home.base();
        self.known.get(&base).and_then(|at| self.clauses.get(*at)).map(|c| &c.address)
    }

    /// The attachment of the document around `home` with a printed number; without one, its only attachment.
    pub fn attachment(&self, home: Home, number: Option<u32>) -> Option<&'a ClauseAddress> {
        let mut heads = self.attachments().filter(|c| Home::of(&c.address).document == home.document);
        match number {
            Some(number) => heads.find(|c| c.address.attachment() == Some(number)),
            None => heads.next().filter(|_| heads.next().is_none()),
        }
        .map(|c| &c.address)
    }

    /// The heading of a clause.
    pub fn heading(&self, address: &ClauseAddress) -> Option<&'a str> {
        let at = *self.known.get(address)?;
        self.clauses.get(at).map(|c| c.heading.as_str())
    }

    /// The attachment with a heading.
    pub fn attachment_named(&self, folded: &str) -> Option<&'a ClauseAddress> {
        self.attachments().find(|c| fold(&c.heading) == folded).map(|c| &c.address)
    }

    /// A provision as printed, in the first body, or in the only attachment or further document that has it.
    pub fn find_anywhere(&self, path: &Path) -> Vec<ClauseAddress> {
        if let Some(found) = self.find(Home::default(), path) {
            return vec![found];
        }
        let heads = self.clauses.iter().filter(|c| c.kind.is_head());
        heads.filter_map(|c| self.find(Home::of(&c.address), path)).collect()
    }
}

/// The second clause with the same number.
fn twin(address: &ClauseAddress) -> ClauseAddress {
    let mut steps = address.steps().to_vec();
    if let Some(last) = steps.last_mut() {
        last.nth = 2;
    }
    ClauseAddress::new(steps)
}

/// 第二章 申报 is 第二章; Arabic numbers become Chinese ones.
fn group_number(group: &str) -> String {
    super::path::run(&fold(group), &[])
        .and_then(|(members, _)| members.first().and_then(|m| m.paths.first()).map(|p| super::path::printed(p)))
        .unwrap_or_else(|| group.to_owned())
}
