//! Decisions, links and changes as pages show them.

use super::editor_name;
use crate::clause::ClauseAddress;
use crate::decision::markdown::{Anchor, html};
use crate::decision::state::PieceKind;
use crate::decision::{Action, Change, Content, Decision, LinkState, Origin, Review, Status, state};
use crate::extract::Target;
use crate::message::{self, Message};
use crate::policy::TextStatus;
use crate::resolve::{Outcome, Resolution};
use crate::web::frame::Link;
use crate::web::language::{language, say};
use crate::web::site::Site;
use crate::web::{naming, urls};

/// 草稿, 已印发, 已撤回 in the language of the request.
pub fn status_name(of: Status) -> String {
    say(&Message::new(status(of)))
}

/// The name of the text of a status.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "status-draft",
        Status::Issued => "status-issued",
        Status::Withdrawn => "status-withdrawn",
    }
}

/// The name of the text that says what became of a clause.
pub fn state_label(state: &LinkState) -> &'static str {
    match state {
        LinkState::Same => "state-same",
        LinkState::Changed { .. } => "state-changed",
        LinkState::Moved { .. } => "state-moved",
        LinkState::Ambiguous { .. } => "state-ambiguous",
        LinkState::Gone { .. } => "state-gone",
    }
}

fn state_words(state: &LinkState) -> String {
    say(&Message::new(match state {
        LinkState::Same => return String::new(),
        LinkState::Changed { difference } if difference.is_empty() => "state-changed-whole",
        LinkState::Changed { .. } => "state-changed-words",
        LinkState::Moved { .. } => "state-moved-words",
        LinkState::Ambiguous { .. } => "state-ambiguous-words",
        LinkState::Gone { policy_held: true } => "state-gone-words",
        LinkState::Gone { policy_held: false } => "state-gone-document",
    }))
}

/// What a person said of a link.
pub fn review(review: Review, origin: Origin) -> String {
    say(&Message::new(match (review, origin) {
        (_, Origin::Added) => "review-added",
        (Review::Open, _) => "review-open",
        (Review::Confirmed, _) => "review-confirmed",
        (Review::Corrected, _) => "review-corrected",
        (Review::Rejected, _) => "review-rejected",
    }))
}

/// A policy and a clause in words: 《办法》第三条.
pub fn target_words(site: &Site, target: &Target) -> String {
    let title = site.library.summary(&target.policy).map(|s| naming::quoted_title(naming::title(&s.document)));
    let place = target.address.parse::<ClauseAddress>().map(|a| a.native()).unwrap_or_default();
    format!("{}{place}", title.unwrap_or_else(|| target.policy.to_string()))
}

fn target_link(site: &Site, target: &Target) -> Link {
    Link::new(urls::clause_text(&target.policy, &target.address), target_words(site, target))
}

/// A link of a decision.
pub struct LinkView {
    /// Its number.
    pub key: i64,
    /// Id of the quoted words in the text; several links may share them.
    pub anchor: String,
    /// The provision as printed, where the words name several.
    pub provision: Option<String>,
    /// The quoted words with their neighbours.
    pub before: String,
    /// The words.
    pub quote: String,
    /// The words after.
    pub after: String,
    /// Where it leads; none when nowhere.
    pub target: Option<Link>,
    /// `found`, `doubtful` or `missing`, for the stylesheet.
    pub class: &'static str,
    /// 条文未变, 未收录 …
    pub label: String,
    /// What that means, or why.
    pub reason: String,
    /// The difference: class and words.
    pub difference: Vec<(&'static str, String)>,
    /// Where the words stand now; what has arrived since.
    pub places: Vec<Link>,
    /// 待确认, 已确认 …
    pub review: String,
    /// Whether it is rejected.
    pub rejected: bool,
    /// What can be done: value and words.
    pub acts: Vec<(&'static str, String)>,
    /// What was typed as correction, after an error.
    pub typed: String,
}

impl LinkView {
    fn new(site: &Site, content: &Content, link: &crate::decision::Link) -> Self {
        let reader = site.reader();
        let rejected = link.review == Review::Rejected;
        let checked = link.pin.as_ref().map(|pin| state(pin, &reader));
        // What the citation leads to now may be more than what it led to then.
        let now = link.citation.as_ref().filter(|_| link.review == Review::Open).map(|c| reader.resolve(content, c));
        let mut places = Vec::new();
        let noted = || noted(link, now.as_ref());
        let standing = |state: &LinkState| Message::new(state_label(state));
        let (class, label, mut reason) = match (&checked, link.outcome) {
            (Some(state), Outcome::Found | Outcome::OtherVersion) if state.holds() => ("found", standing(state), String::new()),
            (Some(state), outcome) if state.holds() && link.review == Review::Open => ("doubtful", outcome.label(), noted()),
            (Some(state), _) if state.holds() => ("found", standing(state), String::new()),
            (Some(state), _) => ("doubtful", standing(state), state_words(state)),
            (None, Outcome::NotInCorpus | Outcome::NotChecked) => ("missing", link.outcome.label(), noted()),
            (None, outcome) => ("doubtful", outcome.label(), noted()),
        };
        let mut difference = Vec::new();
        match &checked {
            Some(LinkState::Changed { difference: pieces }) => {
                let class = |kind| match kind {
                    PieceKind::Same => "same",
                    PieceKind::Gone => "gone",
                    PieceKind::New => "new",
                };
                difference = pieces.iter().map(|p| (class(p.kind), p.words.clone())).collect();
            }
            Some(LinkState::Moved { to }) => places.push(target_link(site, to)),
            Some(LinkState::Ambiguous { places: all }) => places.extend(all.iter().map(|t| target_link(site, t))),
            _ => {}
        }
        if let Some(now) = now {
            if link.pin.is_none()
                && let Some(target) = &now.target
            {
                reason = say(&Message::new("decisions-arrived"));
                places.push(target_link(site, target));
            } else if now.outcome == Outcome::OtherVersion {
                reason = say(&now.reason);
                places.extend(now.others.iter().map(|id| Link::new(urls::policy(id), site.title(id))));
            }
        }
        let digest =
            link.pin.as_ref().and_then(|p| site.library.summary(&p.policy)).is_some_and(|s| s.document.text_status == TextStatus::Digest);
        if digest {
            reason.push_str(&say(&Message::new("decisions-digest")));
        }
        let mut acts = Vec::new();
        let act = |value, words| (value, say(&Message::new(words)));
        if rejected {
            acts.push(act("reopen", "act-reopen"));
        } else {
            let settled = matches!(link.review, Review::Confirmed | Review::Corrected) && checked.as_ref().is_none_or(LinkState::holds);
            let can = !matches!(checked, Some(LinkState::Gone { .. } | LinkState::Ambiguous { .. }));
            if !settled && can {
                let holds = checked.as_ref().is_none_or(LinkState::holds);
                acts.push(act("confirm", if holds { "act-confirm" } else { "act-confirm-now" }));
            }
            acts.push(if link.origin == Origin::Added { act("remove", "act-remove") } else { act("reject", "act-reject") });
        }
        LinkView {
            key: link.key,
            anchor: format!("q{}", link.key),
            provision: None,
            before: link.before.clone(),
            quote: link.quote.clone(),
            after: link.after.clone(),
            target: link.pin.as_ref().map(|p| pinned(site, p)),
            class: if rejected { "missing" } else { class },
            label: say(&label),
            reason,
            difference,
            places,
            review: review(link.review, link.origin),
            rejected,
            acts,
            typed: String::new(),
        }
    }
}

/// Where a pin leads; the title of then where the policy is gone.
fn pinned(site: &Site, pin: &crate::decision::Pin) -> Link {
    if site.library.summary(&pin.policy).is_some() {
        return target_link(site, &pin.target());
    }
    let place = pin.address.parse::<ClauseAddress>().map(|a| a.native()).unwrap_or_default();
    Link::new(urls::lookup(pin.number.as_deref().unwrap_or(&pin.title)), format!("{}{place}", naming::quoted_title(&pin.title)))
}

/// The links of a decision.
pub fn links(site: &Site, decision: &Decision) -> Vec<LinkView> {
    let mut views: Vec<LinkView> = decision.links.iter().map(|l| LinkView::new(site, &decision.content, l)).collect();
    // 第三、四、七条 are three links with the same words.
    for at in 1..views.len() {
        let (one, two) = (&decision.links[at - 1], &decision.links[at]);
        if one.span == two.span {
            views[at].anchor = views[at - 1].anchor.clone();
            for (view, link) in [(at - 1, one), (at, two)] {
                views[view].provision = link.citation.as_ref().and_then(|c| c.provision.clone());
            }
        }
    }
    views
}

/// The text as HTML, its citations linked.
pub fn text(content: &Content, links: &[(crate::text::Span, &LinkView)]) -> String {
    let mut anchors: Vec<Anchor> = Vec::new();
    for (span, link) in links.iter().filter(|(_, l)| !l.rejected) {
        if let Some(last) = anchors.last_mut().filter(|a| a.span == *span) {
            // Several articles behind the same words: the list says which.
            last.href = Some(format!("#l{}", last.id.trim_start_matches('q')));
            continue;
        }
        anchors.push(Anchor {
            span: *span,
            id: link.anchor.clone(),
            class: link.class.to_owned(),
            href: link.target.as_ref().map(|t| t.href.clone()),
            tip: match &link.target {
                Some(target) => say(&Message::new("said-because").with("what", &link.label).with("why", &target.text)),
                None => link.label.clone(),
            },
        });
    }
    html(&content.text, &anchors)
}

/// One change.
pub struct ChangeView {
    /// Page of the version.
    pub href: String,
    /// The version.
    pub version: i64,
    /// Who.
    pub editor: String,
    /// 2026-03-01 08:30 UTC
    pub at: String,
    /// What was done, in words.
    pub what: String,
}

/// A change in words.
pub fn change(site: &Site, id: i64, change: &Change) -> ChangeView {
    let d = &change.detail;
    let quote = Message::new("said-quoted").with("words", d.quote.as_deref().unwrap_or_default());
    let to = d.to.as_ref().map(|t| target_words(site, t)).unwrap_or_default();
    let of = |id| Message::new(id).with("quote", &quote);
    let what = match change.action {
        Action::Create => Message::new("change-create").with("n", d.added.len()),
        Action::Edit => {
            let fields = d.fields.iter().map(|f| field(f));
            let mut said = Message::new("change-edit").list("fields", fields);
            for (id, quotes) in [("change-came", &d.added), ("change-went", &d.removed)] {
                if !quotes.is_empty() {
                    let then = Message::new(id).with("n", quotes.len()).with("quotes", quotes.join("；"));
                    said = Message::new("said-and").with("first", said).with("then", then);
                }
            }
            said
        }
        Action::Confirm if d.from.is_some() => of("change-confirm-to").with("to", to),
        Action::Confirm => of("change-confirm"),
        Action::Correct => of("change-correct").with("to", to),
        Action::Reject => of("change-reject"),
        Action::Reopen => of("change-reopen"),
        Action::Add => of("change-add").with("to", to),
        Action::Remove => of("change-remove"),
    };
    let at = change.at.get(..16).unwrap_or(&change.at).replace('T', " ");
    let href = format!("{}/versions/{}", urls::decision(id), change.version);
    ChangeView { href, version: change.version, editor: editor_name(&change.editor), at: format!("{at} UTC"), what: say(&what) }
}

/// A field in words.
pub fn field(name: &str) -> Message {
    Message::new(match name {
        "title" => "field-title",
        "number" => "field-number",
        "date" => "field-date",
        "organisation" => "field-organisation",
        "text" => "field-text",
        "status" => "field-status",
        _ => "field-other",
    })
}

/// The reason that was stored with a link, in the language of the reader where it still is the reason.
fn noted(link: &crate::decision::Link, now: Option<&Resolution>) -> String {
    let added = Message::new("link-added");
    let same = now.map(|n| &n.reason).into_iter().chain([&added]).find(|m| m.to_string() == link.reason);
    match same {
        Some(reason) => say(reason),
        None if link.reason.is_empty() => String::new(),
        None => say(&Message::new("decisions-noted").with("reason", message::name(language(), &link.reason))),
    }
}
