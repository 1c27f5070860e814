//! What has become of the documents themselves: repealed, replaced by a newer text, amended, expired.
//!
//! All of it is read from documents held: the days a document prints of itself, a newer text of the same title, and
//! what other documents say of it ([`Effect`]: 《X》同时废止). Nothing is known of repeals that no document held tells.

use serde::Serialize;
use utoipa::ToSchema;

use super::version::{Text, same_work, stem};
use super::{Asked, Resolver, TitleKey, later, number_key};
use crate::extract::{Effect, EffectKind, Target};
use crate::index::PolicySummary;
use crate::message::Message;
use crate::policy::{Level, Policy};

/// How a document ended or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EndKind {
    /// A newer text of the same title is held, or the final text has replaced the trial one.
    Replaced,
    /// Another document says so.
    Repealed,
    /// Its days are over.
    Expired,
    /// Another document changes it, or ends a part of it.
    Amended,
}

impl EndKind {
    /// In a few plain words: 已废止.
    pub fn label(self) -> Message {
        Message::new(match self {
            EndKind::Replaced => "end-replaced",
            EndKind::Repealed => "end-repealed",
            EndKind::Expired => "end-expired",
            EndKind::Amended => "end-amended",
        })
    }
}

/// What has ended or changed a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DocumentEnd)]
pub struct End {
    /// How.
    pub kind: EndKind,
    /// The first day on which it holds, an ISO date, or a year or month where no more is known.
    pub on: Option<String>,
    /// The clause of the document that says so or replaces it; none for an own day.
    pub by: Option<Target>,
    /// Its words.
    pub quote: String,
    /// The provision that is meant, when it is not the whole document.
    pub provision: Option<String>,
    /// Whether the day follows from a general rule and is not printed.
    pub computed: bool,
}

impl End {
    /// Whether it holds on a day.
    pub fn by_then(&self, day: &str) -> bool {
        self.on.as_deref().is_some_and(|on| !later(on, day))
    }

    /// Whether the whole document has ended.
    pub fn is_whole(&self) -> bool {
        self.kind != EndKind::Amended
    }

    /// Whether a newer text took its place.
    pub fn is_newer_text(&self) -> bool {
        self.kind == EndKind::Replaced
    }

    /// 已废止（2024-06-30 起）
    pub fn words(&self) -> Message {
        let what = match &self.provision {
            Some(provision) => Message::new("end-of-provision").with("provision", provision),
            None => self.kind.label(),
        };
        let id = if self.computed { "end-computed" } else { "end-on" };
        match &self.on {
            Some(on) => Message::new(id).with("what", what).with("on", on),
            None => what,
        }
    }
}

impl Resolver {
    /// Notes the own last days, and the newer texts of one title.
    pub(super) fn supersede(&mut self) {
        for at in 0..self.texts.len() {
            let mut ends: Vec<End> = own_end(&self.texts[at].policy).into_iter().collect();
            ends.extend(self.next_text(at).map(|newer| {
                let Text { policy, made, .. } = &self.texts[newer];
                let on = policy.effective.clone().filter(|e| made.as_deref().is_none_or(|m| !later(m, e))).or(made.clone());
                let by = Some(Target { policy: policy.id.clone(), address: String::new() });
                End { kind: EndKind::Replaced, on, by, quote: String::new(), provision: None, computed: false }
            }));
            self.texts[at].ends = ends;
        }
    }

    /// The text of the same work that follows in time.
    fn next_text(&self, at: usize) -> Option<usize> {
        let Text { policy, key, made, .. } = &self.texts[at];
        let made = made.as_deref()?;
        let same = self.by_title.get(&key.core)?;
        let day = |n: &usize| self.texts[*n].made.as_deref().unwrap_or_default();
        same.iter().copied().filter(|n| *n != at && same_work(policy, &self.texts[*n].policy) && later(day(n), made)).min_by_key(|n| day(n))
    }

    /// Notes what the documents say of each other.
    pub(super) fn take_effects(&mut self, policies: &[PolicySummary]) {
        for (at, summary) in policies.iter().enumerate() {
            for effect in &summary.effects {
                let Some(on) = self.affected(at, effect) else { continue };
                let end = self.end(at, on, effect);
                let known = self.texts[on].ends.iter().any(|e| {
                    e.kind == end.kind
                        && e.by.as_ref().map(|t| &t.policy) == end.by.as_ref().map(|t| &t.policy)
                        && e.provision == end.provision
                });
                if known && end.kind == EndKind::Replaced {
                    // The newer text itself says so: its clause is the better witness.
                    self.texts[on].ends.retain(|e| e.kind != EndKind::Replaced);
                    self.texts[on].ends.push(end);
                } else if !known {
                    self.texts[on].ends.push(end);
                }
            }
        }
        for text in &mut self.texts {
            text.ends.sort_by(|a, b| (a.on.is_none(), &a.on, a.kind).cmp(&(b.on.is_none(), &b.on, b.kind)));
        }
    }

    /// The text that a statement of `at` is about.
    fn affected(&self, at: usize, effect: &Effect) -> Option<usize> {
        let by = &self.texts[at];
        let key = effect.title.as_deref().map(TitleKey::new);
        let own = key.as_ref().is_some_and(|k| k.core == by.key.core);
        let number = effect.number.as_deref().map(number_key);
        let asked = Asked { title: effect.title.as_deref(), key, number, former: own, how: "" };
        let found = self.look_up(&by.policy, &asked);
        let id = found.target.filter(|t| t.address.is_empty())?.policy;
        let own_or_higher = |on: &usize| match (&by.policy.jurisdiction, &self.texts[*on].policy.jurisdiction) {
            // A city cannot repeal what its province has issued (立法法: only who made it, or who stands above).
            (Some(by), Some(on)) => by.level == Level::National || on.code.starts_with(stem(by)),
            _ => true,
        };
        self.by_id.get(&id).copied().filter(|on| *on != at).filter(own_or_higher)
    }

    fn end(&self, by: usize, on: usize, effect: &Effect) -> End {
        let Text { policy, key, made, .. } = &self.texts[by];
        let bare = |core: &str| core.trim_end_matches("试行").trim_end_matches("暂行").to_owned();
        let successor = bare(&key.core) == bare(&self.texts[on].key.core);
        let kind = match effect.kind {
            EffectKind::Amends => EndKind::Amended,
            EffectKind::Repeals if successor => EndKind::Replaced,
            EffectKind::Repeals => EndKind::Repealed,
        };
        let holds = policy.effective.clone().or_else(|| made.clone());
        End {
            kind,
            on: effect.from.clone().or(holds),
            by: Some(Target { policy: policy.id.clone(), address: effect.address.to_string() }),
            quote: effect.quote.clone(),
            provision: effect.provision.clone(),
            computed: false,
        }
    }

    /// The newer texts of a text: of the same title, and the one that has taken its place.
    pub(super) fn newer(&self, text: usize) -> Vec<usize> {
        let Text { policy, key, made, ends, .. } = &self.texts[text];
        let same: &[usize] = self.by_title.get(&key.core).map_or(&[], Vec::as_slice);
        let newer = |n: &usize| {
            let other = &self.texts[*n];
            *n != text
                && same_work(policy, &other.policy)
                && matches!((&other.made, made), (Some(theirs), Some(ours)) if later(theirs, ours))
        };
        let mut out: Vec<usize> = same.iter().copied().filter(newer).collect();
        let replaced = ends.iter().filter(|e| e.is_newer_text()).filter_map(|e| self.by_id.get(&e.by.as_ref()?.policy));
        for at in replaced {
            if !out.contains(at) {
                out.push(*at);
            }
        }
        out
    }
}

/// The end that a document prints of itself, or that its manifest gives.
fn own_end(policy: &Policy) -> Option<End> {
    let validity = policy.validity.as_ref();
    let last = policy.expires.as_deref().or_else(|| validity.and_then(|v| v.expires.as_deref()))?;
    let day: jiff::civil::Date = last.parse().ok()?;
    let quote = validity.map(|v| v.quote.clone()).unwrap_or_default();
    let address = validity.map(|v| v.address.clone()).unwrap_or_default();
    let by = (!address.is_empty()).then(|| Target { policy: policy.id.clone(), address });
    let computed = policy.expires.is_none() || validity.is_some_and(|v| !v.is_said());
    Some(End { kind: EndKind::Expired, on: day.tomorrow().ok().map(|d| d.to_string()), by, quote, provision: None, computed })
}
