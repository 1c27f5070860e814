//! Reads a clause from left to right: each mention of a document, the provisions behind it, and what they set for the
//! words that follow.
//!
//! The scene is what was cited last in the sentence: in 《X》第七十六条第四项…或者第五项 the second provision is one of 《X》
//! 第七十六条. A bracket sees the scene outside it and leaves it as it was; a full stop clears it; a new paragraph also
//! forgets the documents that 该办法 can mean. 该办法 needs exactly one document of that kind in the paragraph.

mod mention;
mod outline;

use std::ops::Range;

use super::locate::Home;
use super::number::FoundNumber;
use super::path::{self, Member, Path, Step};
use super::{Finder, attachment, blank, relative};
use crate::clause::{ClauseAddress, Part};
use crate::extract::definition::{Introduced, Titled};
use crate::extract::reading::Reading;
use crate::extract::types::{Citation, CitationForm, Target};

/// The document that a mention names.
#[derive(Clone, Debug, PartialEq)]
enum Who {
    /// This document: its body (none) or an attachment.
    Own(Home),
    /// Another document, by what is printed of it.
    Other(Keys),
    /// 该办法 where no single document is meant.
    Unknown,
}

/// What is printed of another document.
#[derive(Clone, Debug, Default, PartialEq)]
struct Keys {
    title: Option<String>,
    title_resolved: Option<String>,
    number: Option<String>,
}

/// A mention of a document or a place, before the provision behind it is read.
struct Mention {
    range: Range<usize>,
    citations: Vec<Citation>,
    who: Who,
    /// What a relative form stands for: 前款 is 第四条第一款.
    path: Path,
    /// Whether it counts only with a provision behind it: 刑法 alone is no citation.
    needs_path: bool,
    /// 附件2 of the document: printed before the provision.
    prefix: String,
}

/// What was cited last in the sentence.
#[derive(Clone, Default)]
struct Scene {
    who: Option<Who>,
    path: Path,
}

/// What may stand between a document and its provision.
const GLUE: [&str; 7] = ["中的", "里的", "所附", "中", "的", "之", ""];

pub(super) struct Walk<'f, 'a, 'r> {
    finder: &'f mut Finder<'a>,
    reading: &'r Reading<'r>,
    text: &'r str,
    titled: &'r [Titled],
    numbers: &'r [FoundNumber],
    introduced: &'r [Introduced],
    added: usize,
    scenes: Vec<Scene>,
    /// Documents named in this paragraph, for 该办法.
    named: Vec<(String, Who)>,
    /// Behind a bracket that introduces a short form the title before it goes on: 《X》(以下简称《Y》)第五条.
    pending: Option<(usize, Who)>,
    out: Vec<(Range<usize>, Citation)>,
}

impl<'f, 'a, 'r> Walk<'f, 'a, 'r> {
    pub(super) fn new(
        finder: &'f mut Finder<'a>,
        reading: &'r Reading<'r>,
        titled: &'r [Titled],
        numbers: &'r [FoundNumber],
        introduced: &'r [Introduced],
    ) -> Self {
        Walk {
            finder,
            reading,
            text: reading.text(),
            titled,
            numbers,
            introduced,
            added: 0,
            scenes: vec![Scene::default()],
            named: Vec::new(),
            pending: None,
            out: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Vec<(Range<usize>, Citation)> {
        let part = self.reading.clause.address.part();
        let (in_title, in_list) = (part == Some(Part::Title), part == Some(Part::AttachmentList));
        let (mut title, mut number) = (0, 0);
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            while self.introduced.get(self.added).is_some_and(|i| i.term.start <= at) {
                self.finder.definitions.add(&self.introduced[self.added]);
                self.added += 1;
            }
            while self.titled.get(title).is_some_and(|t| t.range.start < at) {
                title += 1;
            }
            while self.numbers.get(number).is_some_and(|n| n.range.start < at) {
                number += 1;
            }
            let step = at + c.len_utf8();
            let mention = if self.titled.get(title).is_some_and(|t| t.range.start == at) {
                Some(self.title(title))
            } else if self.numbers.get(number).is_some_and(|n| n.range.start == at) {
                Some(self.number(number))
            } else if in_title {
                None
            } else {
                self.word(at, c, in_list)
            };
            at = match mention {
                Some(mention) => self.cite(mention).max(step),
                None => self.plain(at, c, in_title).max(step),
            };
        }
        while let Some(introduced) = self.introduced.get(self.added) {
            self.finder.definitions.add(introduced);
            self.added += 1;
        }
        self.out
    }

    /// A character that begins no mention: marks of punctuation move the scene, 第 may begin a provision.
    fn plain(&mut self, at: usize, c: char, in_title: bool) -> usize {
        let next = at + c.len_utf8();
        match c {
            '(' => self.scenes.push(self.scene().clone()),
            ')' if self.scenes.len() > 1 => drop(self.scenes.pop()),
            '。' | '!' | '?' => *self.scene_mut() = Scene::default(),
            '\n' => {
                self.scenes = vec![Scene::default()];
                self.named.clear();
            }
            '第' if !in_title => return self.provision(at).unwrap_or(next),
            '“' if !in_title => return self.quoted_place(at).unwrap_or(next),
            _ if !in_title && "一二三四五六七八九十".contains(c) => return self.outline_place(at).unwrap_or(next),
            _ => {}
        }
        next
    }

    fn scene(&self) -> &Scene {
        static NONE: Scene = Scene { who: None, path: Vec::new() };
        self.scenes.last().unwrap_or(&NONE)
    }

    fn scene_mut(&mut self) -> &mut Scene {
        if self.scenes.is_empty() {
            self.scenes.push(Scene::default());
        }
        let last = self.scenes.len() - 1;
        &mut self.scenes[last]
    }

    fn home(&self) -> Home {
        Home::of(&self.reading.clause.address)
    }

    fn target(&self, address: Option<&ClauseAddress>) -> Target {
        self.finder.target(address)
    }

    /// Fills what a document and a path say into a citation.
    fn fill(&self, citation: &mut Citation, who: &Who, path: &[Step], prefix: &str) {
        citation.provision = Some(format!("{prefix}{}", path::printed(path))).filter(|p| !p.is_empty());
        match who {
            Who::Own(home) => {
                citation.target = self.own_address(*home, path).map(|a| self.target(Some(&a)));
            }
            Who::Other(keys) => {
                citation.title.clone_from(&keys.title);
                citation.title_resolved.clone_from(&keys.title_resolved);
                citation.number.clone_from(&keys.number);
            }
            Who::Unknown => citation.form = CitationForm::Relative,
        }
    }

    /// A place of this document; in a notice also of the only attachment that has it.
    fn own_address(&self, home: Home, path: &[Step]) -> Option<ClauseAddress> {
        let map = &self.finder.map;
        let articles = path.iter().any(|s| s.level <= 4);
        map.find(home, path).or_else(|| match map.find_anywhere(&path.to_vec()).as_slice() {
            [one] if home == Home::default() && articles && !map.has_articles(home) => Some(one.clone()),
            _ => None,
        })
    }

    /// Cites a mention, with the provisions behind it; gives the place where reading goes on.
    fn cite(&mut self, mut mention: Mention) -> usize {
        let mut end = mention.range.end;
        // 《X》附件2第三条
        let foreign = matches!(mention.who, Who::Other(_));
        for glue in GLUE.iter().filter(|_| foreign) {
            if self.text[end..].starts_with(glue)
                && let Some(named) = attachment::at_start(&self.text[end + glue.len()..])
                // 《X》附件第三条: the only attachment; 《X》附件 alone says nothing more than 《X》.
                && (named.number.is_some() || path::run(&self.text[end + glue.len() + named.len..], &[]).is_some())
            {
                end += glue.len() + named.len;
                mention.prefix = named.printed;
                break;
            }
        }
        // 某办法(甲科规〔2024〕3号)第九条: the bracket closes between the number and its provision.
        let bracket = foreign && self.text[..mention.range.start].ends_with('(') && self.text[end..].starts_with(')');
        let behind = end + usize::from(bracket);
        let run = GLUE.iter().filter(|g| self.text[behind..].starts_with(**g)).find_map(|glue| {
            let start = behind + glue.len();
            path::run(&self.text[start..], &mention.path)
                .filter(|(members, _)| self.cites(start, members))
                .map(|(members, len)| (start, members, len))
        });
        if let Some((start, members, len)) = run {
            if bracket && self.scenes.len() > 1 {
                self.scenes.pop();
            }
            self.members(Some(&mention), &mention.who.clone(), start, &members);
            return start + len;
        }
        if foreign && !mention.prefix.is_empty() {
            let mut citation =
                Citation { form: CitationForm::Provision, ..blank(self.reading, CitationForm::Provision, mention.range.start..end) };
            self.fill(&mut citation, &mention.who, &[], &mention.prefix);
            self.out.push((mention.range.start..end, citation));
            return end;
        }
        if foreign
            && !mention.needs_path
            && let Some((printed, len)) = outline::behind(&self.text[end..])
        {
            let range = mention.range.start..end + len;
            let mut citation = blank(self.reading, CitationForm::Provision, range.clone());
            self.fill(&mut citation, &mention.who, &[], "");
            let named = mention.citations.first();
            citation.issuer = named.and_then(|c| c.issuer.clone());
            citation.provision = Some(printed);
            self.out.push((range.clone(), citation));
            return range.end;
        }
        if mention.needs_path {
            return mention.range.start;
        }
        if !mention.path.is_empty() {
            *self.scene_mut() = Scene { who: Some(mention.who.clone()), path: mention.path.clone() };
        }
        let range = mention.range;
        self.out.extend(mention.citations.into_iter().map(|c| (range.clone(), c)));
        end
    }

    /// Whether a run names provisions and no things: 第三条生产线.
    fn cites(&self, start: usize, members: &[Member]) -> bool {
        let Some(last) = members.last() else { return false };
        let after = &self.text[start + last.range.end..];
        let lone = last.paths.last().is_some_and(|p| p.len() == 1 && p[0].unit == "条");
        !(lone && self.finder.lexicon.citations.not_articles.iter().any(|w| after.starts_with(w.as_str())))
    }

    /// One citation for each provision of a run that begins at `start`; the first takes the mention before it in.
    fn members(&mut self, mention: Option<&Mention>, who: &Who, start: usize, members: &[Member]) {
        for (i, member) in members.iter().enumerate() {
            let from = match (i, mention) {
                (0, Some(m)) => m.range.start,
                _ => start + member.range.start,
            };
            let range = from..start + member.range.end;
            let base = blank(self.reading, CitationForm::Provision, range.clone());
            for path in &member.paths {
                let mut citation = base.clone();
                let prefix = mention.map_or("", |m| m.prefix.as_str());
                self.fill(&mut citation, who, path, prefix);
                if let Some(named) = mention.and_then(|m| m.citations.first()) {
                    citation.title = citation.title.or(named.title.clone());
                    citation.title_resolved = citation.title_resolved.or(named.title_resolved.clone());
                    citation.number = citation.number.or(named.number.clone());
                    citation.issuer.clone_from(&named.issuer);
                    citation.former = named.former;
                }
                self.out.push((range.clone(), citation));
            }
        }
        if let Some(path) = members.last().and_then(|m| m.paths.last()) {
            *self.scene_mut() = Scene { who: Some(who.clone()), path: path.clone() };
        }
    }

    /// A provision with no document right before it.
    fn provision(&mut self, at: usize) -> Option<usize> {
        if let Some((end, who)) = self.pending.take()
            && GLUE.iter().any(|g| self.text.get(end..at) == Some(*g))
        {
            let (members, len) = path::run(&self.text[at..], &[])?;
            self.members(None, &who, at, &members);
            return Some(at + len);
        }
        let from = self.out.last().map_or(0, |(r, _)| r.end.min(at));
        let (members, len) = path::run(&self.text[at..], &[])?;
        let level = members.first()?.paths.first()?.first()?.level;
        if !self.cites(at, &members) {
            return None;
        }
        if level <= 4
            && let Some(range) = self.law_before(from, at)
        {
            let name = self.text[range.clone()].to_owned();
            let own = self.finder.own_key.core.ends_with(&name);
            let title = self.reading.quote(range.clone()).0;
            let keys = Keys { title: Some(title), ..Keys::default() };
            let who = if own { Who::Own(self.home()) } else { Who::Other(keys.clone()) };
            let citation = Citation { title: keys.title.filter(|_| !own), ..blank(self.reading, CitationForm::Title, range.clone()) };
            self.named.push((name, who.clone()));
            let mention = self.mention(range, citation, who.clone());
            self.members(Some(&mention), &who, at, &members);
            return Some(at + len);
        }
        let scene = self.scene().clone();
        let inherits = scene.path.first().is_some_and(|s| s.level < level);
        let (who, members, len) = match (level, scene.who) {
            // ……第五项: of the article cited before in the sentence
            (5.., Some(who)) if inherits => {
                let (mut members, mut len) = path::run(&self.text[at..], &scene.path)?;
                // 第二十二条第二款……第三项: where the paragraph has no items, those of the article.
                if let Who::Own(home) = &who
                    && self.own_address(*home, members.first()?.paths.first()?).is_none()
                    && let Some(article) = scene.path.iter().position(|s| s.unit == "条")
                    && let Some((other, other_len)) = path::run(&self.text[at..], &scene.path[..=article])
                    && other.iter().flat_map(|m| &m.paths).all(|p| self.own_address(*home, p).is_some())
                {
                    (members, len) = (other, other_len);
                }
                (who, members, len)
            }
            (5.., _) => return self.inside(at),
            // 刑法第三条……第五条
            (_, Some(who @ Who::Other(_))) => (who, members, len),
            // 将第二条修改为: in an amending decision, of the document that is amended.
            _ if level == 4 && self.finder.amended.is_some() => {
                (Who::Other(Keys { title: self.finder.amended.clone(), ..Keys::default() }), members, len)
            }
            _ => (Who::Own(self.home()), members, len),
        };
        if let Who::Own(home) = &who {
            let found = |m: &Member| m.paths.iter().any(|p| self.own_address(*home, p).is_some());
            let articles = self.finder.map.has_articles(*home) && level >= 4;
            // Without articles of its own a document may speak of another one.
            if !(articles || members.iter().all(found) && self.named.is_empty()) {
                return None;
            }
        }
        self.members(None, &who, at, &members);
        Some(at + len)
    }

    /// 第二款, 第（一）项 with nothing before: in the article, or among the clauses beside this one.
    fn inside(&mut self, at: usize) -> Option<usize> {
        let mut here = Some(self.reading.clause.address.clone());
        while let Some(address) = here {
            let own = relative::path_of(&address);
            if let Some((members, len)) = path::run(&self.text[at..], &own)
                && own.first().is_some_and(|s| s.unit == "条")
            {
                let all = members.iter().flat_map(|m| &m.paths).all(|p| self.own_address(self.home(), p).is_some());
                if all {
                    self.members(None, &Who::Own(self.home()), at, &members);
                    return Some(at + len);
                }
            } else if own.first().is_none_or(|s| s.unit != "条") {
                return self.beside(at, &address);
            }
            here = address.parent();
        }
        None
    }
}
