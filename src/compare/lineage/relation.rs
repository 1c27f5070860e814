//! What a clause made of the clause it was taken from: the table of verdicts.
//!
//! Two shares decide. `borrowed` is the share of the clause's characters that stand, in runs of five and more, in
//! the source too; `kept` is the share of the source's characters that stand in the clause. Both weigh characters by
//! how many documents use them: the formulas of the trade (现予印发，请认真组织实施; 制造业创新中心) prove nothing.
//!
//! | relation | borrowed | kept | example |
//! |---|---|---|---|
//! | 照抄 copy | ≥ 0.85 | ≥ 0.85 | both texts say 建立技术专家委员会作为内部咨询机构 |
//! | 照抄 copy, but a number or a word that turns the sense differs: 改写 adapt | ≥ 0.85 | ≥ 0.85 | 建设期不超过3年 → 建设期不超过5年; 可以出租 → 不得出租 |
//! | 收窄 narrow: most of the clause is the source's, much of the source is gone | ≥ 0.5 | < 0.85, and less than borrowed by 0.1 | 企业、高校和科研院所可以申报 → 企业可以申报 |
//! | 扩展 extend: the source is kept, and much is added | < 0.85, and less than kept by 0.1 | ≥ 0.5 | 给予补助 → 给予补助，并优先安排用地 |
//! | 改写 adapt: parts are taken, parts dropped, parts added | ≥ 0.2 | or ≥ 0.2 | anything between |
//! | 删去 drop: a clause of the source that a document which borrows from it elsewhere has nothing of | – | < 0.2 | |
//!
//! Length matters as well: what is shared must weigh [`LEAST_SHARED`] characters and hold one run of [`LEAST_RUN`],
//! unless the whole of one text is shared; five common characters in a long text are chance.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::message::Message;

/// Both shares of a copy.
pub const COPY: f64 = 0.85;
/// The greater share where a clause narrows or extends.
pub const MOST: f64 = 0.5;
/// How much the greater share must lead.
pub const LEAD: f64 = 0.1;
/// The greater share below which two clauses are strangers.
pub const LEAST: f64 = 0.2;
/// Weight that two clauses must share, in characters.
pub const LEAST_SHARED: f64 = 10.0;
/// The same when the whole of one text is shared: less than this is a formula (本办法自…起施行).
pub const LEAST_WHOLE: f64 = 6.0;
/// Length of the longest common run, in characters.
pub const LEAST_RUN: usize = 8;

/// What a clause made of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// 照抄
    Copy,
    /// 收窄
    Narrow,
    /// 扩展
    Extend,
    /// 改写
    Adapt,
    /// 删去
    Drop,
}

impl RelationKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [RelationKind; 5] =
        [RelationKind::Copy, RelationKind::Narrow, RelationKind::Extend, RelationKind::Adapt, RelationKind::Drop];

    /// For readers: 照抄.
    pub fn label(self) -> Message {
        Message::new(match self {
            RelationKind::Copy => "relation-copy",
            RelationKind::Narrow => "relation-narrow",
            RelationKind::Extend => "relation-extend",
            RelationKind::Adapt => "relation-adapt",
            RelationKind::Drop => "relation-drop",
        })
    }

    /// What the word means, for a legend.
    pub fn meaning(self) -> Message {
        Message::new(match self {
            RelationKind::Copy => "relation-copy-means",
            RelationKind::Narrow => "relation-narrow-means",
            RelationKind::Extend => "relation-extend-means",
            RelationKind::Adapt => "relation-adapt-means",
            RelationKind::Drop => "relation-drop-means",
        })
    }

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            RelationKind::Copy => "copy",
            RelationKind::Narrow => "narrow",
            RelationKind::Extend => "extend",
            RelationKind::Adapt => "adapt",
            RelationKind::Drop => "drop",
        }
    }
}

/// What two clauses share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// Share of the clause that the source has, 0 to 1.
    pub borrowed: f64,
    /// Share of the source that the clause has, 0 to 1.
    pub kept: f64,
    /// Weight of what is shared, in characters.
    pub weight: f64,
    /// Longest common run, in characters.
    pub run: usize,
    /// Whether both have the same numbers, and the same words that turn the sense (可以, 不得).
    pub same_sense: bool,
}

/// The verdict; none for strangers.
pub fn relation(shares: &Shares) -> Option<RelationKind> {
    let Shares { borrowed, kept, .. } = *shares;
    let whole = borrowed.max(kept) >= COPY && shares.weight >= LEAST_WHOLE;
    if borrowed.max(kept) < LEAST || !(whole || shares.weight >= LEAST_SHARED && shares.run >= LEAST_RUN) {
        return None;
    }
    Some(if borrowed >= COPY && kept >= COPY {
        if shares.same_sense { RelationKind::Copy } else { RelationKind::Adapt }
    } else if borrowed >= MOST && borrowed - kept >= LEAD {
        RelationKind::Narrow
    } else if kept >= MOST && kept - borrowed >= LEAD {
        RelationKind::Extend
    } else {
        RelationKind::Adapt
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds() {
        use RelationKind::{Adapt, Copy, Extend, Narrow};
        let cases = [
            ((1.0, 1.0, 40.0, 40, true), Some(Copy)),
            ((0.9, 0.86, 40.0, 30, true), Some(Copy)),
            ((0.95, 0.95, 40.0, 30, false), Some(Adapt)),
            ((0.9, 0.3, 40.0, 30, true), Some(Narrow)),
            ((0.6, 0.4, 40.0, 30, true), Some(Narrow)),
            ((0.4, 0.9, 40.0, 30, true), Some(Extend)),
            ((0.55, 0.5, 40.0, 30, true), Some(Adapt)),
            ((0.3, 0.1, 40.0, 30, true), Some(Adapt)),
            ((0.1, 0.1, 40.0, 30, true), None),
            ((0.4, 0.1, 6.0, 6, true), None),
            ((1.0, 0.1, 6.0, 12, true), Some(Narrow)),
            ((1.0, 1.0, 3.0, 30, true), None),
        ];
        for ((borrowed, kept, weight, run, same_sense), expected) in cases {
            assert_eq!(relation(&Shares { borrowed, kept, weight, run, same_sense }), expected, "{borrowed} {kept}");
        }
    }
}
