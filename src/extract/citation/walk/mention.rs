//! What begins a mention: titles, numbers, short forms, 本办法, 该办法, 前款, 附件1, and names of laws without 《》.

use std::ops::Range;

use super::super::{TitleKey, attachment, blank, relative};
use super::{Keys, Mention, Walk, Who};
use crate::clause::address::StepKind;
use crate::extract::citation::locate::Home;
use crate::extract::types::{Citation, CitationForm};

/// At most so many documents of a paragraph are looked at for 该办法.
const MOST_NAMED: usize = 64;

impl Walk<'_, '_, '_> {
    /// 《X》, with its number, or a short form in 《》.
    pub(super) fn title(&mut self, at: usize) -> Mention {
        let titled = &self.titled[at];
        let inner = titled.inner.clone();
        let name = &self.text[inner.clone()];
        if titled.number.is_none()
            && let Some(short) = self.short(name, titled.title.clone(), inner.clone())
        {
            return short;
        }
        let printed = self.reading.quote(inner.clone()).0;
        let key = TitleKey::new(name);
        let former = self.text[..titled.range.start].ends_with(['原', '旧']);
        let mut citation = Citation {
            title: Some(printed.clone()),
            number: titled.number.clone(),
            issuer: self.issuer_before(titled.range.start),
            ..blank(self.reading, CitationForm::Title, titled.range.clone())
        };
        let mut range = titled.range.clone();
        let mut who = Who::Other(Keys { title: Some(printed), title_resolved: None, number: titled.number.clone() });
        // 原《X》 and 《X》(with another number) in a later X are the text before.
        let other = titled.number.is_some() && self.finder.own_number.is_some() && titled.number != self.finder.own_number;
        if self.finder.is_own(&key) && (former || other) {
            citation.former = true;
        } else if self.finder.is_own(&key) {
            (citation.target, who) = (Some(self.target(None)), Who::Own(Home::default()));
        } else if let Some(address) = self.finder.attachment_titled(&key) {
            (citation.target, who) = (Some(self.target(Some(address))), Who::Own(Home::of(address)));
        }
        if let Some((named, end)) = attachment::in_bracket(self.text, range.end) {
            let address = named.address(&self.finder.map, self.home());
            citation.form = CitationForm::Attachment;
            citation.target = address.map(|a| self.target(Some(a))).or(citation.target);
            range.end = end;
            (citation.quote, citation.span) = self.reading.quote(range.clone());
            if let Some(address) = address {
                who = Who::Own(Home::of(address));
            }
        } else if titled.number.is_none() && self.finder.lexicon.citations.is_no_policy(name) {
            citation.form = CitationForm::Other;
        } else {
            self.named.push((name.to_owned(), who.clone()));
            self.finder.names_law(name);
        }
        // 《X》(以下简称《Y》)第五条
        let bracket = self.introduced.iter().skip(self.added).take(8).filter(|i| i.term.start < range.end + 400);
        let reach = bracket
            .filter(|i| self.text[range.end..].starts_with('(') && self.text.get(range.end..i.term.start).is_some_and(|t| !t.contains(')')))
            .map(|i| i.end)
            .next();
        self.pending = reach.map(|end| (end, who.clone()));
        Mention { range, citations: vec![citation], who, path: Vec::new(), needs_path: false, prefix: String::new() }
    }

    /// The place or authority right before a title: 江苏省《X》, 某省财政厅关于印发《X》的通知.
    fn issuer_before(&self, at: usize) -> Option<String> {
        let before = &self.text[..at];
        let before = ["关于印发", "关于发布", "关于公布", "印发的", "发布的", "印发", "的", "关于"]
            .iter()
            .find_map(|w| before.strip_suffix(w))
            .unwrap_or(before);
        let start = before.char_indices().rev().take(24).take_while(|(_, c)| c.is_alphabetic()).last().map(|(i, _)| i)?;
        let tail = &before[start..];
        let places = &self.finder.lexicon.places;
        let names = |name: &&str| name.chars().count() >= 2 && (places.jurisdiction(name).is_some() || begins_body(places, name));
        tail.char_indices().map(|(i, _)| &tail[i..]).find(names).map(str::to_owned)
    }

    /// A short form that was introduced before.
    fn short(&self, name: &str, range: Range<usize>, inner: Range<usize>) -> Option<Mention> {
        let printed = self.reading.quote(inner).0;
        let mut citations = Vec::new();
        let mut who = None;
        for document in self.finder.definitions.documents(name) {
            let mut citation = Citation {
                title: Some(printed.clone()),
                title_resolved: document.title.clone(),
                ..blank(self.reading, CitationForm::Short, range.clone())
            };
            let key = TitleKey::new(document.title.as_deref().unwrap_or_default());
            let named = if self.finder.is_own(&key) {
                citation.target = Some(self.target(None));
                Who::Own(Home::default())
            } else if let Some(address) = self.finder.attachment_titled(&key) {
                citation.target = Some(self.target(Some(address)));
                Who::Own(Home::of(address))
            } else {
                Who::Other(Keys { title: citation.title.clone(), title_resolved: citation.title_resolved.clone(), number: None })
            };
            who.get_or_insert(named);
            citations.push(citation);
        }
        Some(Mention { range, citations, who: who?, path: Vec::new(), needs_path: false, prefix: String::new() })
    }

    /// A document number alone.
    pub(super) fn number(&mut self, at: usize) -> Mention {
        let number = &self.numbers[at];
        let own = self.finder.own_number.as_deref() == Some(number.standard.as_str());
        let keys = Keys { number: Some(number.standard.clone()), ..Keys::default() };
        let citation = Citation { number: keys.number.clone(), ..blank(self.reading, CitationForm::Number, number.range.clone()) };
        let who = if own { Who::Own(Home::default()) } else { Who::Other(keys) };
        let citations = if own { Vec::new() } else { vec![citation] };
        Mention { range: number.range.clone(), citations, who, path: Vec::new(), needs_path: false, prefix: String::new() }
    }

    /// Words that name a document or a place without 《》.
    pub(super) fn word(&mut self, at: usize, c: char, in_list: bool) -> Option<Mention> {
        match c {
            '本' => self.own_word(at).or_else(|| self.relative(at)),
            '该' | '同' | '上' | '前' => self.that_word(at, c).or_else(|| self.relative(at)),
            '次' | '下' => self.relative(at),
            '附' if !in_list => self.attachment(at),
            '“' => self.quoted_short(at).or_else(|| self.bare_short(at)),
            _ => self.bare_short(at),
        }
    }

    /// 本办法, 本通知.
    fn own_word(&self, at: usize) -> Option<Mention> {
        let words = &self.finder.lexicon.citations;
        let start = at + '本'.len_utf8();
        let word = words.own.iter().find(|w| self.text[start..].starts_with(w.as_str()))?;
        let end = start + word.len();
        let (before, after) = (&self.text[..at], &self.text[end..]);
        let other = |list: &[String], fits: &dyn Fn(&str) -> bool| list.iter().any(|w| fits(w));
        if other(&words.not_self_before, &|w| before.ends_with(w)) {
            return None;
        }
        // 本规定的 is 本规定, 本法定 is not 本法.
        let cites = ["规定", "规范", "定于"].iter().any(|w| after.starts_with(w)) && !word.ends_with("规");
        if !cites && other(&words.not_self_after, &|w| after.starts_with(w)) {
            return None;
        }
        let home = self.own_home(word);
        let address = self.finder.map.head(home);
        let citation = Citation { target: Some(self.target(address)), ..blank(self.reading, CitationForm::Relative, at..end) };
        Some(self.mention(at..end, citation, Who::Own(home)))
    }

    /// Whether 本办法 means the body or the attachment that it stands in; in a notice, the one attachment that is a 办法.
    fn own_home(&self, word: &str) -> Home {
        let ends = |title: &str| {
            let bare = title.rfind('(').filter(|_| title.ends_with(')')).map_or(title, |i| &title[..i]);
            bare.ends_with(word)
        };
        let home = self.home();
        if home.attachment.is_none() {
            return home;
        }
        let map = &self.finder.map;
        let here = map.head(home).and_then(|a| map.heading(a)).is_some_and(|h| ends(&crate::text::fold(h)));
        let body = ends(&crate::text::fold(&self.finder.document.title));
        if here || !body && map.has_articles(home) { home } else { home.body() }
    }

    pub(super) fn mention(&self, range: Range<usize>, citation: Citation, who: Who) -> Mention {
        Mention { range, citations: vec![citation], who, path: Vec::new(), needs_path: false, prefix: String::new() }
    }

    /// 该办法, 同法, 上述条例, 前述《…》 aside: the one document of this kind that the paragraph names.
    fn that_word(&self, at: usize, c: char) -> Option<Mention> {
        let rest = &self.text[at..];
        let lead = match c {
            '上' if rest.starts_with("上述") => "上述".len(),
            '前' if rest.starts_with("前述") => "前述".len(),
            // 合同法 is no 同法, 应该办法 no 该办法.
            '该' | '同' if self.begins(at) => c.len_utf8(),
            _ => return None,
        };
        let word = self.finder.lexicon.citations.own.iter().find(|w| rest[lead..].starts_with(w.as_str()))?;
        let range = at..at + lead + word.len();
        let after = &self.text[range.end..];
        if self.finder.lexicon.citations.not_self_after.iter().any(|w| after.starts_with(w.as_str()) && !after.starts_with("规定")) {
            return None;
        }
        let of_kind = |title: &str| {
            let bare = title.rfind(['(', '（']).filter(|_| title.ends_with([')', '）'])).map_or(title, |i| &title[..i]);
            bare.ends_with(word.as_str()) || word == "法" && bare.ends_with("法典")
        };
        let mut found: Vec<&Who> = Vec::new();
        for (_, who) in self.named.iter().rev().take(MOST_NAMED).filter(|(title, _)| of_kind(title)) {
            if !found.contains(&who) {
                found.push(who);
            }
        }
        let mut citation = blank(self.reading, CitationForm::Relative, range.clone());
        let who = match found.as_slice() {
            [Who::Other(keys)] => {
                citation.title_resolved = keys.title_resolved.clone().or(keys.title.clone());
                citation.number.clone_from(&keys.number);
                Who::Other(Keys { title: None, title_resolved: citation.title_resolved.clone(), number: keys.number.clone() })
            }
            [Who::Own(home)] => {
                citation.target = Some(self.target(self.finder.map.head(*home)));
                Who::Own(*home)
            }
            _ => Who::Unknown,
        };
        let unknown = who == Who::Unknown;
        Some(Mention { needs_path: unknown, ..self.mention(range, citation, who) })
    }

    /// 前款, 本条, 同条.
    fn relative(&self, at: usize) -> Option<Mention> {
        let word = relative::read(self.text, at)?;
        let range = at..at + word.len;
        let mut citation = blank(self.reading, CitationForm::Relative, range.clone());
        if word.points_back() {
            let path = word.of(&self.scene().path)?;
            let who = self.scene().who.clone()?;
            self.fill(&mut citation, &who, &path, "");
            return Some(Mention { path, ..self.mention(range, citation, who) });
        }
        let targets = word.targets(&self.reading.clause.address, &self.finder.map);
        let in_article = self.reading.clause.address.steps().iter().any(|s| matches!(s.kind, StepKind::Article(..)));
        if targets.is_empty() && !in_article {
            return None;
        }
        let path = match word.is_group() {
            true => word.group_path(self.finder.map.groups(&self.reading.clause.address)),
            false => targets.last().map(relative::path_of).unwrap_or_default(),
        };
        let mut citations: Vec<Citation> =
            targets.iter().map(|a| Citation { target: Some(self.target(Some(a))), ..citation.clone() }).collect();
        if citations.is_empty() {
            citations.push(citation);
        }
        Some(Mention { range, citations, who: Who::Own(self.home()), path, needs_path: false, prefix: String::new() })
    }

    /// 附件1, 见附件.
    fn attachment(&self, at: usize) -> Option<Mention> {
        let named = attachment::at_start(&self.text[at..])?;
        let range = at..at + named.len;
        if !named.points(&self.text[..at], &self.text[range.end..]) {
            return None;
        }
        let address = named.address(&self.finder.map, self.home());
        let citation =
            Citation { target: address.map(|a| self.target(Some(a))), ..blank(self.reading, CitationForm::Attachment, range.clone()) };
        let who = address.map_or(Who::Unknown, |a| Who::Own(Home::of(a)));
        Some(Mention { prefix: named.printed, ..self.mention(range, citation, who) })
    }

    /// “若干措施”, where it was introduced in quotation marks.
    fn quoted_short(&self, at: usize) -> Option<Mention> {
        let start = at + '“'.len_utf8();
        let end = self.text[start..].char_indices().take(26).find(|(_, c)| *c == '”').map(|(i, _)| start + i)?;
        let range = at..end + '”'.len_utf8();
        let introduces = self.introduced.iter().skip(self.added.saturating_sub(8)).take(16).any(|i| i.term == range);
        let name = &self.text[start..end];
        (!introduces && self.finder.definitions.bare_at(name) == Some(name.len())).then(|| self.short(name, range, start..end))?
    }

    /// 若干措施, 民法典, where they were introduced without 《》. One that is also a common word needs a provision.
    fn bare_short(&self, at: usize) -> Option<Mention> {
        let len = self.finder.definitions.bare_at(&self.text[at..])?;
        let range = at..at + len;
        let name = &self.text[range.clone()];
        let introduces = self.introduced.iter().skip(self.added.saturating_sub(8)).take(16).any(|i| i.term.start <= at && at < i.term.end);
        // 管理办法 does not hold the short form 办法.
        let begins = name.chars().count() >= 5 || self.begins(at);
        let words = &self.finder.lexicon.citations;
        let common = name.chars().count() < 3 || words.own.iter().any(|w| w == name);
        if introduces || !begins {
            return None;
        }
        let mention = self.short(name, range.clone(), range)?;
        Some(Mention { needs_path: common, ..mention })
    }

    /// Whether a name may begin here: behind a mark of punctuation or a word such as 按照, 违反, 和.
    pub(super) fn begins(&self, at: usize) -> bool {
        let words = &self.finder.lexicon.citations;
        let before = &self.text[..at];
        before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            || words.lead_ins.iter().chain(&words.before_laws).chain(&words.before_laws_first).any(|w| before.ends_with(w.as_str()))
    }

    /// The name right before a provision, not in 《》: 刑法, 中华人民共和国公司法, 民法典. Begins behind `from`.
    pub(super) fn law_before(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let words = &self.finder.lexicon.citations;
        let before = &self.text[from..to];
        let start = before.char_indices().rev().take(28).take_while(|(_, c)| c.is_alphabetic()).last().map(|(i, _)| i)?;
        let tail = &before[start..];
        // 刑法分则第九章第三百九十八条
        let tail = ["分则", "总则", "附则"].iter().find_map(|p| tail.strip_suffix(p)).unwrap_or(tail);
        let kind = words.laws.iter().find(|w| tail.ends_with(w.as_str()))?.len();
        let head = &tail[..tail.len() - kind];
        // The 和 of 中华人民共和国 joins nothing.
        let masked = head.replace("中华人民共和国", "〇〇〇〇〇〇〇");
        let mut cut = words.before_laws.iter().filter_map(|w| masked.rfind(w.as_str()).map(|i| i + w.len())).max().unwrap_or(0);
        while let Some(c) = masked[cut..].chars().next().filter(|c| words.before_laws_first.iter().any(|w| w.starts_with(*c))) {
            if masked[cut..].starts_with("对外") {
                break;
            }
            cut += c.len_utf8();
        }
        // A law that the table or the document names: 人员有刑法第三条 is 刑法.
        let known = words.known_laws.iter().map(String::as_str).chain(self.finder.laws.iter().map(String::as_str));
        if let Some(name) = known.filter(|name| tail.ends_with(name)).max_by_key(|name| name.len()) {
            let full = "中华人民共和国";
            let len = name.len() + if tail[..tail.len() - name.len()].ends_with(full) { full.len() } else { 0 };
            return Some(from + start + tail.len() - len..from + start + tail.len());
        }
        let name = &tail[cut..];
        // 办法第五条 alone names nothing.
        (name.len() > kind && name.chars().count() <= 24).then(|| from + start + cut..from + start + tail.len())
    }
}

/// Whether a name is that of a body, from its first character on.
fn begins_body(places: &crate::lexicon::places::Places, name: &str) -> bool {
    let begins = places.national_at_start(name).is_some() || places.at_start(name).is_some();
    begins && places.is_authority(name)
}
