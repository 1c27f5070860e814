//! What an applicant hands in.

use std::ops::Range;

use super::{Material, steps};
use crate::clause::ClauseAddress;
use crate::extract::CitationForm;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::fold;
use crate::topic::sentence::Passage;

/// The materials of a policy, in reading order, each once.
pub(super) fn materials(policy: &ParsedPolicy, lexicon: &Lexicon) -> Vec<Material> {
    let words = &lexicon.procedure;
    let mut out: Vec<Material> = Vec::new();
    for clause in steps::clauses(policy, lexicon) {
        let passage = Passage::new(clause);
        for sentence in passage.sentences.iter().filter(|s| !s.heading) {
            let text = &passage.folded[sentence.range.clone()];
            if !words.asks(text) {
                continue;
            }
            let mut actor = None;
            for phrase in &sentence.phrases {
                let part = passage.folded[phrase.clone()].trim_start_matches(['\n', ',']);
                actor = words.actor(part).or(actor);
                for at in items(part) {
                    // A title stands as it is; before other names stands what is done with them.
                    let item = if part[..at.start].ends_with('《') { &part[at] } else { name(&part[at]) };
                    let Some(ending) = words.material(item) else { continue };
                    // 计划 alone is no name of a thing.
                    if item.chars().count() <= ending.chars().count() && item.chars().count() < 3 || item.chars().count() > 40 {
                        continue;
                    }
                    if out.iter().any(|m| m.name == item) {
                        continue;
                    }
                    out.push(Material {
                        name: item.to_owned(),
                        policy: policy.document.id.clone(),
                        address: clause.address.clone(),
                        actor: actor.map(str::to_owned),
                        form: form(policy, &clause.address, item),
                        quote: passage.quote(&sentence.range, &[]).0,
                    });
                }
            }
        }
    }
    out
}

/// The items of a list, between 、和及 brackets and semicolons; a title in 《》 is one item.
fn items(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut start, mut title) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '《' => title = true,
            '》' => title = false,
            _ => {}
        }
        let cuts = !title && matches!(c, '、' | '及' | '(' | ')' | ';' | ':' | ',' | '。' | '》' | '和') || c == '《';
        if cuts {
            out.push(start..at);
            start = at + c.len_utf8();
        }
    }
    out.push(start..text.len());
    out
}

/// The name without the verb before it: 填写建设方案 is 建设方案.
fn name(item: &str) -> &str {
    let verbs = [
        "填写",
        "提交",
        "提供",
        "报送",
        "编制",
        "准备",
        "上报",
        "签署",
        "制定",
        "修改完善",
        "汇总",
        "将",
        "连同",
        "形成",
        "相关",
        "各项",
        "按要求",
        "包括",
        "等",
    ];
    let cut = verbs.iter().filter_map(|v| item.rfind(v).map(|at| at + v.len())).filter(|at| *at < item.len()).max().unwrap_or(0);
    item.get(cut..).unwrap_or(item).trim_end_matches('等').trim_end_matches('.').trim()
}

/// The attachment that is filled in: the one cited with this title, or the one that is headed so.
fn form(policy: &ParsedPolicy, address: &ClauseAddress, name: &str) -> Option<ClauseAddress> {
    let cited = policy.citations.iter().filter(|c| c.address == *address && c.form == CitationForm::Attachment);
    let titled = cited.into_iter().find(|c| c.title.as_deref().is_some_and(|t| fold(t) == name));
    let target = titled.and_then(|c| c.target.as_ref()).and_then(|t| t.address.parse().ok());
    let same = |heading: &str| !heading.is_empty() && fold(heading) == name;
    target.or_else(|| policy.clauses.iter().find(|c| c.kind.is_head() && same(&c.heading)).map(|c| c.address.clone()))
}
