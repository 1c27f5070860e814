//! Decisions, links and changes as pages show them.

use crate::clause::ClauseAddress;
use crate::decision::markdown::{Anchor, html};
use crate::decision::state::PieceKind;
use crate::decision::{Action, Change, Content, Decision, LinkState, Origin, Review, Status, state};
use crate::extract::Target;
use crate::policy::TextStatus;
use crate::resolve::Outcome;
use crate::web::frame::Link;
use crate::web::site::Site;
use crate::web::{labels, naming, urls};

/// 草稿, 已印发, 已撤回
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "草稿",
        Status::Issued => "已印发",
        Status::Withdrawn => "已撤回",
    }
}

/// What became of a clause, in a few words.
pub fn state_label(state: &LinkState) -> &'static str {
    match state {
        LinkState::Same => "条文未变",
        LinkState::Changed { .. } => "条文已变",
        LinkState::Moved { .. } => "条文移位",
        LinkState::Ambiguous { .. } => "有几处相同",
        LinkState::Gone { .. } => "条文不在了",
    }
}

fn state_words(state: &LinkState) -> &'static str {
    match state {
        LinkState::Same => "",
        LinkState::Changed { difference } if difference.is_empty() => {
            "文件的文字与引用时不同；引用的是整份文件或很长的一条，这里不逐字对照。"
        }
        LinkState::Changed { .. } => "这一条的文字与引用时不同：",
        LinkState::Moved { .. } => "同样的文字现在在：",
        LinkState::Ambiguous { .. } => "同样的文字现在有几处，请用“更正”写明是哪一处：",
        LinkState::Gone { policy_held: true } => "文件还在，但没有这一条，也没有同样的文字。",
        LinkState::Gone { policy_held: false } => "文件已不在库中。",
    }
}

/// What a person said of a link.
pub fn review(review: Review, origin: Origin) -> &'static str {
    match (review, origin) {
        (_, Origin::Added) => "手工添加",
        (Review::Open, _) => "待确认",
        (Review::Confirmed, _) => "已确认",
        (Review::Corrected, _) => "已更正",
        (Review::Rejected, _) => "已排除",
    }
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
    pub label: &'static str,
    /// What that means, or why.
    pub reason: String,
    /// The difference: class and words.
    pub difference: Vec<(&'static str, String)>,
    /// Where the words stand now; what has arrived since.
    pub places: Vec<Link>,
    /// 待确认, 已确认 …
    pub review: &'static str,
    /// Whether it is rejected.
    pub rejected: bool,
    /// What can be done: value and words.
    pub acts: Vec<(&'static str, &'static str)>,
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
        let (class, label, mut reason) = match (&checked, link.outcome) {
            (Some(state), Outcome::Found | Outcome::OtherVersion) if state.holds() => ("found", state_label(state), String::new()),
            (Some(state), outcome) if state.holds() && link.review == Review::Open => {
                ("doubtful", labels::outcome(outcome), link.reason.clone())
            }
            (Some(state), _) if state.holds() => ("found", state_label(state), String::new()),
            (Some(state), _) => ("doubtful", state_label(state), state_words(state).to_owned()),
            (None, Outcome::NotInCorpus | Outcome::NotChecked) => ("missing", labels::outcome(link.outcome), link.reason.clone()),
            (None, outcome) => ("doubtful", labels::outcome(outcome), link.reason.clone()),
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
                reason = "现在库中有了这份文件，确认后就连到：".to_owned();
                places.push(target_link(site, target));
            } else if now.outcome == Outcome::OtherVersion {
                reason = now.reason;
                places.extend(now.others.iter().map(|id| Link::new(urls::policy(id), site.title(id))));
            }
        }
        let digest =
            link.pin.as_ref().and_then(|p| site.library.summary(&p.policy)).is_some_and(|s| s.document.text_status == TextStatus::Digest);
        if digest {
            reason.push_str("库中只有这份文件的要点（非原文）。");
        }
        let mut acts = Vec::new();
        if rejected {
            acts.push(("reopen", "恢复"));
        } else {
            let settled = matches!(link.review, Review::Confirmed | Review::Corrected) && checked.as_ref().is_none_or(LinkState::holds);
            let can = !matches!(checked, Some(LinkState::Gone { .. } | LinkState::Ambiguous { .. }));
            if !settled && can {
                acts.push(("confirm", if checked.as_ref().is_none_or(LinkState::holds) { "确认" } else { "按现在的条文确认" }));
            }
            acts.push(if link.origin == Origin::Added { ("remove", "删去") } else { ("reject", "这不是引用") });
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
            label,
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
            tip: format!("{}{}", link.label, link.target.as_ref().map(|t| format!("：{}", t.text)).unwrap_or_default()),
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
    let quote = d.quote.as_deref().map(|q| format!("“{q}”")).unwrap_or_default();
    let to = d.to.as_ref().map(|t| target_words(site, t)).unwrap_or_default();
    let what = match change.action {
        Action::Create => format!("新建，找到引用 {} 处", d.added.len()),
        Action::Edit => {
            let mut parts = vec![format!("修改{}", d.fields.iter().map(|f| field(f)).collect::<Vec<_>>().join("、"))];
            for (words, quotes) in [("新增引用", &d.added), ("少了引用", &d.removed)] {
                if !quotes.is_empty() {
                    parts.push(format!("{words} {} 处：{}", quotes.len(), quotes.join("；")));
                }
            }
            parts.join("，")
        }
        Action::Confirm if d.from.is_some() => format!("确认引用{quote}，改连到{to}"),
        Action::Confirm => format!("确认引用{quote}"),
        Action::Correct => format!("更正引用{quote}，连到{to}"),
        Action::Reject => format!("排除{quote}，不是引用"),
        Action::Reopen => format!("恢复引用{quote}，待确认"),
        Action::Add => format!("添加引用{quote}，连到{to}"),
        Action::Remove => format!("删去添加的引用{quote}"),
    };
    let at = change.at.get(..16).unwrap_or(&change.at).replace('T', " ");
    let href = format!("{}/versions/{}", urls::decision(id), change.version);
    ChangeView { href, version: change.version, editor: change.editor.clone(), at: format!("{at} UTC"), what }
}

/// A field in words.
pub fn field(name: &str) -> &'static str {
    match name {
        "title" => "标题",
        "number" => "文号",
        "date" => "日期",
        "organisation" => "机关",
        "text" => "正文",
        "status" => "状态",
        _ => "其他",
    }
}
