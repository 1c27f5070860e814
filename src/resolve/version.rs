//! Which of several texts of one title a citation means: by place and body, and by the day of the citation.
//!
//! A law is cited by its title for decades while its text changes. Of the texts made by the day of the citing document,
//! the one in force on that day is meant; where none is, the latest. A title without the name of a place or body means
//! the document of a place that the citing one lies in or around: a notice of Suzhou does not mean Anhui's measures.

use super::standing::End;
use super::{Asked, Outcome, Resolution, Resolver, TitleKey, later};
use crate::extract::Target;
use crate::message::Message;
use crate::policy::{Jurisdiction, Level, Policy};
use crate::text::fold;

/// A document with what is needed to choose it.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub policy: Policy,
    pub key: TitleKey,
    /// The day this text was made: an amended law is of its amendment, whatever day it was first passed.
    pub made: Option<String>,
    /// Whether its title says that it is a revised text.
    pub revised: bool,
    /// What has ended or changed it.
    pub ends: Vec<End>,
}

impl Text {
    pub(super) fn new(policy: &Policy) -> Text {
        let title = if policy.title_hans.is_empty() { &policy.title } else { &policy.title_hans };
        let key = TitleKey::new(title);
        let days = [&policy.issued, &policy.published, &policy.effective];
        let year = key.revised.map(|y| y.to_string());
        let made = match &year {
            Some(year) => days.into_iter().flatten().find(|d| d.as_str() >= year.as_str()).cloned().or_else(|| Some(year.clone())),
            None => policy.date().map(str::to_owned),
        };
        Text { made, revised: is_revised(title), key, policy: policy.clone(), ends: Vec::new() }
    }

    /// Whether it is in force on a day, as far as is known.
    pub(super) fn in_force(&self, day: &str) -> bool {
        let effective = self.policy.effective.as_deref().filter(|e| self.made.as_deref().is_none_or(|m| !later(m, e)));
        effective.is_none_or(|e| !later(e, day)) && !self.ends.iter().any(|e| e.is_whole() && e.by_then(day))
    }
}

/// Whether a title ends with a remark of revision: （修订）, （2022年修正）.
fn is_revised(title: &str) -> bool {
    let folded = fold(title);
    let remark = folded.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map_or("", |(_, remark)| remark);
    ["修订", "修正", "修改"].iter().any(|w| remark.contains(w))
}

/// The year at the end of a title in brackets: 2019 of 《X法（2019年）》.
fn year_of_title(title: &str) -> Option<(String, u16)> {
    let folded = fold(title);
    let (bare, remark) = folded.trim_end_matches('》').strip_suffix(')')?.rsplit_once('(')?;
    let digits = remark.trim_end_matches(['年', '版', '本']);
    let year = digits.parse().ok().filter(|y| digits.len() == 4 && (1949..2200).contains(y))?;
    Some((TitleKey::new(bare).core, year))
}

/// Whether two texts of one title are versions of one work: of one place and, where both name them, of one body.
pub(super) fn same_work(a: &Policy, b: &Policy) -> bool {
    let place = match (&a.jurisdiction, &b.jurisdiction) {
        (Some(a), Some(b)) => a.code == b.code,
        _ => true,
    };
    let body = a.issuers_hans.is_empty() || b.issuers_hans.is_empty() || a.issuers_hans.iter().any(|i| b.issuers_hans.contains(i));
    place && body
}

/// The digits of a code that name the place: 32 of 320000, 3205 of 320500.
pub(super) fn stem(place: &Jurisdiction) -> &str {
    place.code.trim_end_matches("00")
}

/// Whether a document of one place may mean one of the other by its bare title: one lies in the other.
fn in_reach(a: &Jurisdiction, b: &Jurisdiction) -> bool {
    let national = a.level == Level::National || b.level == Level::National;
    national || a.code.is_empty() || b.code.is_empty() || a.code.starts_with(stem(b)) || b.code.starts_with(stem(a))
}

impl Resolver {
    /// The texts that bear a title and fit what is printed of the body and the year.
    pub(super) fn titled(&self, key: &TitleKey, title: &str, citing: &Policy) -> Vec<usize> {
        let of = |core: &str| self.by_title.get(core).map_or(&[][..], Vec::as_slice);
        let place = key.issuer.as_deref().filter(|name| name.ends_with(['省', '市', '区', '县', '州', '盟']));
        let mut same = of(&key.core).to_vec();
        let mut fitting = key.clone();
        if same.is_empty()
            && let Some(place) = place
        {
            // 江苏省《技术市场条例》 is 《江苏省技术市场条例》.
            same = of(&format!("{place}{}", key.core)).to_vec();
            fitting.issuer = None;
        }
        if same.is_empty()
            && let Some((core, year)) = year_of_title(title)
        {
            same = of(&core).to_vec();
            same.retain(|n| self.texts[*n].made.as_deref().and_then(|m| m.get(..4)) == Some(year.to_string().as_str()));
        }
        let dated = |n: &usize| match key.revised {
            Some(year) => self.texts[*n].made.as_deref().and_then(|m| m.get(..4)?.parse().ok()).is_none_or(|made: u16| made >= year),
            None => true,
        };
        same.retain(|n| fitting.fits_issuer(&self.texts[*n].policy) && dated(n));
        if is_revised(title) && key.revised.is_none() {
            // 《X（修订）》 is no first text.
            let later_text =
                |n: &usize| same.iter().any(|o| matches!((&self.texts[*o].made, &self.texts[*n].made), (Some(o), Some(n)) if later(n, o)));
            let kept: Vec<usize> = same.iter().copied().filter(|n| self.texts[*n].revised || later_text(n)).collect();
            same = kept;
        }
        if key.issuer.is_none() {
            same.retain(|n| self.reaches(*n, citing));
        }
        same
    }

    /// Whether a bare title in `citing` can mean a text.
    fn reaches(&self, text: usize, citing: &Policy) -> bool {
        let Text { policy, key, .. } = &self.texts[text];
        match (&policy.jurisdiction, &citing.jurisdiction) {
            (Some(theirs), Some(ours)) => in_reach(theirs, ours) || key.core.contains(&theirs.short_name()),
            _ => true,
        }
    }

    /// An attachment with this title, of one of these texts.
    pub(super) fn attached(&self, key: &TitleKey, of: &[usize]) -> Option<(usize, &str)> {
        let mut found = self.by_attachment.get(&key.core)?.iter().filter(|(text, _)| of.contains(text));
        let one = found.next()?;
        found.next().is_none().then_some((one.0, one.1.as_str()))
    }

    /// A citation that leads to an attachment.
    pub(super) fn in_attachment(&self, text: usize, address: &str, how: &'static str, citing: &Policy) -> Resolution {
        let mut found = self.found(text, how, citing);
        if let Some(target) = &mut found.target {
            target.address = address.to_owned();
        }
        found
    }

    /// Nothing bears the title: an attachment may, else what comes near is named.
    pub(super) fn not_held(&self, asked: &Asked, citing: &Policy) -> Resolution {
        let Some(key) = &asked.key else { return Resolution::none(Outcome::NotInCorpus, Message::new("resolve-not-held"), vec![]) };
        let reach = |n: &usize| {
            asked.number.is_none()
                && (key.issuer.is_none() && self.reaches(*n, citing) || key.issuer.is_some() && key.fits_issuer(&self.texts[*n].policy))
        };
        let held: Vec<usize> = self.by_attachment.get(&key.core).into_iter().flatten().map(|(n, _)| *n).filter(reach).collect();
        if let Some((text, address)) = self.attached(key, &held) {
            return self.in_attachment(text, address, "resolve-by-title-attached", citing);
        }
        // Where the body is named, what another body calls the same is no neighbour.
        let same = self.by_title.get(&key.core).filter(|_| key.issuer.is_none()).map_or(&[][..], Vec::as_slice);
        let reason = match same.is_empty() {
            true => "resolve-not-held",
            false if is_revised(asked.title.unwrap_or_default()) => "resolve-revision-not-held",
            false => "resolve-elsewhere-held",
        };
        Resolution::none(Outcome::NotInCorpus, Message::new(reason), self.ids(same))
    }

    /// Of several texts with one title, the one in force on the date of the citing document.
    pub(super) fn by_date(&self, titled: &[usize], asked: &Asked, citing: &Policy) -> Resolution {
        let policy = |n: usize| &self.texts[n].policy;
        let made = |n: usize| self.texts[n].made.as_deref();
        let date = citing.date();
        if let Some(own) = titled.iter().find(|n| policy(**n).id == citing.id).filter(|_| !asked.former) {
            return self.found(*own, "resolve-itself", citing);
        }
        // 原《X》, and what a decision amends, is an earlier text.
        let amends = citing.title_hans.contains("关于修改") || citing.title_hans.contains("关于修订");
        let earlier = |n: &usize| match (made(*n), date) {
            (Some(made), Some(date)) if asked.former || amends => later(date, made) && policy(*n).id != citing.id,
            _ => !asked.former || policy(*n).id != citing.id,
        };
        let before: Vec<usize> = titled.iter().copied().filter(earlier).collect();
        let titled = if before.is_empty() && !asked.former { titled } else { before.as_slice() };
        match (titled, date) {
            ([], _) => self.not_held(asked, citing),
            ([one], Some(date)) if made(*one).is_some_and(|d| later(d, date)) => {
                Resolution::none(Outcome::NotInCorpus, Message::new("resolve-only-later"), self.ids(titled))
            }
            ([one], _) => self.found(*one, asked.how, citing),
            (several, date) => {
                let one_work = several.iter().all(|n| same_work(policy(several[0]), policy(*n)));
                let (Some(date), true, true) = (date, one_work, several.iter().all(|n| made(*n).is_some())) else {
                    let why = match (one_work, date) {
                        (false, _) => "resolve-several-bodies",
                        (true, None) => "resolve-several-undated",
                        (true, Some(_)) => "resolve-several-some-undated",
                    };
                    return Resolution::none(Outcome::Ambiguous, Message::new(why), self.ids(several));
                };
                let mut past: Vec<usize> = several.iter().copied().filter(|n| !made(*n).is_some_and(|d| later(d, date))).collect();
                past.sort_by(|a, b| made(*b).cmp(&made(*a)));
                let in_force = past.iter().copied().find(|n| self.texts[*n].in_force(date));
                match (in_force, past.as_slice()) {
                    (_, []) => Resolution::none(Outcome::NotInCorpus, Message::new("resolve-only-later"), self.ids(several)),
                    (_, [first, second, ..]) if made(*first) == made(*second) => {
                        Resolution::none(Outcome::Ambiguous, Message::new("resolve-same-day"), self.ids(several))
                    }
                    (Some(one), _) => self.found(one, asked.how, citing),
                    (None, [first, ..]) => self.found(*first, asked.how, citing),
                }
            }
        }
    }

    /// A text that fits, with the note that a newer one exists, and that it was no longer in force.
    pub(super) fn found(&self, text: usize, how: &'static str, citing: &Policy) -> Resolution {
        let Text { policy, ends, .. } = &self.texts[text];
        let target = Some(Target { policy: policy.id.clone(), address: String::new() });
        if policy.id == citing.id {
            return Resolution { outcome: Outcome::Found, reason: Message::new(how), target, others: vec![] };
        }
        let mut reason = Message::new(how);
        let newer = self.newer(text);
        let same_title = newer.iter().any(|n| self.texts[*n].key.core == self.texts[text].key.core);
        if !newer.is_empty() {
            reason = reason.also(Message::new(if same_title { "resolve-newer" } else { "resolve-final" }));
        }
        if let Some(date) = citing.date()
            && let Some(end) = ends.iter().find(|e| e.is_whole() && e.by_then(date) && e.by.as_ref().is_none_or(|t| t.policy != citing.id))
            && !end.is_newer_text()
        {
            reason = reason.also(Message::new("resolve-then").with("what", end.words()));
        }
        let outcome = if newer.is_empty() { Outcome::Found } else { Outcome::OtherVersion };
        Resolution { outcome, reason, target, others: self.ids(&newer) }
    }
}
