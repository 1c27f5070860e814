//! Who cites whom among the documents of the columns: levels as layers, the highest on top.

use std::collections::{BTreeMap, HashSet};

use super::{Drawing, Shape, WIDTH, cut, tidy};
use crate::clause::ClauseAddress;
use crate::compare::Comparison;
use crate::policy::{Level, PolicyId};
use crate::web::naming;
use crate::web::site::Site;
use crate::web::urls;

/// Documents of one picture.
const MOST: usize = 40;
/// Boxes beside each other.
const BESIDE: usize = 4;
/// Size of a box.
const BOX: (f64, f64) = (190.0, 44.0);
/// Height of a row of boxes with the room for its arrows.
const STEP: f64 = 96.0;

/// A citation between two documents.
pub struct Edge {
    /// The citing document.
    pub from: PolicyId,
    /// Its clause.
    pub address: ClauseAddress,
    /// The cited document.
    pub to: PolicyId,
    /// Whether it is plain; else it leads to an older text, or its provision does not exist.
    pub sure: bool,
    /// 已收录, 有更新版本 …
    pub outcome: String,
}

/// Draws the documents of the columns, those they cite, and the citations between them.
pub fn citations(comparison: &Comparison, site: &Site) -> Drawing {
    let mut ids: Vec<PolicyId> = comparison.documents.iter().map(|d| d.policy.clone()).collect();
    let found = site.citations_of(&ids);
    for (_, _, cited) in &found {
        if !ids.contains(cited) {
            ids.push(cited.clone());
        }
    }
    let edge = |(from, address, to)| Edge { from, address, to, sure: true, outcome: String::new() };
    map(site, ids, &found.into_iter().map(edge).collect::<Vec<_>>(), "请先选地区")
}

/// Draws documents, levels as layers, and the citations between them. Where there are too many, those that stand alone
/// and then those at the end are left out, and the picture says so with what to do.
pub fn map(site: &Site, mut ids: Vec<PolicyId>, found: &[Edge], advice: &str) -> Drawing {
    let mut out = Drawing::new("文件之间的引用".to_owned());
    if ids.len() > MOST {
        // Those that cite or are cited say more than those that stand alone.
        let joined: HashSet<&PolicyId> = found.iter().flat_map(|e| [&e.from, &e.to]).collect();
        ids.sort_by_cached_key(|id| !joined.contains(id));
        out.note = format!("只画出 {MOST} 份文件，共 {} 份；{advice}。", ids.len());
        ids.truncate(MOST);
    }
    let level = |id: &PolicyId| site.library.summary(id).and_then(|s| s.document.jurisdiction.as_ref()).map(|j| j.level);
    let mut layers: Vec<(Option<Level>, Vec<PolicyId>)> = Vec::new();
    for wanted in Level::ALL.into_iter().map(Some).chain([None]) {
        let own: Vec<PolicyId> = ids.iter().filter(|id| level(id) == wanted).cloned().collect();
        layers.extend((!own.is_empty()).then_some((wanted, own)));
    }
    let mut at: BTreeMap<PolicyId, (f64, f64)> = BTreeMap::new();
    let mut y = 20.0;
    for (level, own) in &layers {
        out.text((10.0, y + 26.0), level.map_or("未知", Level::label), "start");
        for line in own.chunks(BESIDE) {
            for (n, id) in line.iter().enumerate() {
                let x = 78.0 + n as f64 * (BOX.0 + 8.0);
                at.insert(id.clone(), (x, y));
            }
            y += STEP;
        }
    }
    out.height = (y - STEP + BOX.1 + 24.0).max(60.0);
    let title = |id: &PolicyId| site.title(id);
    let mut seen: Vec<(&PolicyId, &PolicyId)> = Vec::new();
    // A pair is drawn plain when one of its citations is.
    let plain: HashSet<(&PolicyId, &PolicyId)> = found.iter().filter(|e| e.sure).map(|e| (&e.from, &e.to)).collect();
    let mut doubtful = false;
    for Edge { from: by, address, to: cited, outcome, .. } in found {
        let (Some(from), Some(to)) = (at.get(by), at.get(cited)) else { continue };
        if !seen.contains(&(by, cited)) {
            let sure = plain.contains(&(by, cited));
            doubtful |= !sure;
            arrow(&mut out, *from, *to, seen.len(), !sure);
            seen.push((by, cited));
        }
        let clause = (address.native(), urls::clause(by, address));
        out.table.push(vec![(title(by), urls::policy(by)), clause, (title(cited), urls::policy(cited))]);
        if !outcome.is_empty()
            && let Some(row) = out.table.last_mut()
        {
            row.push((outcome.clone(), String::new()));
        }
    }
    // Over the arrows, so that none runs through the words of another document.
    for id in layers.iter().flat_map(|(_, own)| own) {
        if let Some(place) = at.get(id) {
            draw_box(&mut out, site, id, *place);
        }
    }
    if seen.is_empty() {
        out.note.push_str("这些文件没有引用本库收录的其他文件。");
    }
    out.heads = vec!["引用文件", "条款", "被引用文件"];
    out.heads.extend(found.iter().any(|e| !e.outcome.is_empty()).then_some("结果"));
    out.legend = vec![("→", "引用，箭头指向被引用的文件"), ("▭", "一份文件")];
    out.legend.extend(doubtful.then_some(("⇢", "引用的文本已有新文本，或者没有所引的条款")));
    let names: Vec<&str> = layers.iter().map(|(l, _)| l.map_or("未知", Level::label)).collect();
    out.desc = format!("{} 份文件，按级别分层：{}；{} 对引用关系，逐条列在下面的表里。", at.len(), names.join("、"), seen.len());
    out
}

fn draw_box(out: &mut Drawing, site: &Site, id: &PolicyId, (x, y): (f64, f64)) {
    let document = site.library.summary(id).map(|s| &s.document);
    let title = document.map_or_else(|| id.to_string(), |d| naming::title(d).to_owned());
    let known = document.map_or_else(String::new, |d| {
        let number = d.number_hans.clone().or_else(|| d.date().map(str::to_owned)).unwrap_or_default();
        format!("{} {number}", d.place())
    });
    out.shapes.push(Shape::Bar { x, y, width: BOX.0, height: BOX.1, filled: false, note: title.clone() });
    for (n, text) in [cut(&title, 12), cut(&known, 16)].into_iter().enumerate() {
        let place = (tidy(x + 8.0), tidy(y + 18.0 + 18.0 * n as f64));
        out.shapes.push(Shape::Text { x: place.0, y: place.1, text, anchor: "start", strong: n == 0, href: urls::policy(id) });
    }
}

/// From the citing box to the cited one; arrows at one box stand a little apart.
fn arrow(out: &mut Drawing, from: (f64, f64), to: (f64, f64), number: usize, dashed: bool) {
    let shift = (number % 7) as f64 * 9.0 - 27.0;
    let (x1, x2) = (from.0 + BOX.0 / 2.0 + shift, to.0 + BOX.0 / 2.0 + shift);
    // Upwards to a higher level, downwards to a lower one, and over the top within a row.
    let (y1, y2, bend) = if to.1 < from.1 {
        (from.1, to.1 + BOX.1, -30.0)
    } else if to.1 > from.1 {
        (from.1 + BOX.1, to.1, 30.0)
    } else {
        (from.1, to.1, -26.0)
    };
    let end = if to.1 == from.1 { y2 + bend } else { y2 - bend };
    let (x1, y1, x2, y2) = (tidy(x1.min(WIDTH)), tidy(y1), tidy(x2.min(WIDTH)), tidy(y2));
    let curve = format!("M{x1} {y1} C{x1} {} {x2} {} {x2} {y2}", tidy(y1 + bend), tidy(end));
    out.shapes.push(Shape::Path { d: curve, filled: false, dashed, note: String::new() });
    let wing = if to.1 < from.1 { 7 } else { -7 };
    out.path(format!("M{x2} {y2} l-4 {wing} l8 0 Z"), true, "");
}
