//! Titles of forms, and the signs and words around what is left blank in them (`forms.toml`).

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::source::Mistake;
use crate::text::fold;

/// `forms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormsFile {
    title: Vec<Spanned<TitleRow>>,
    unit: Vec<Spanned<UnitRow>>,
    signs: Signs,
    words: WordsFile,
}

/// What is done with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Labels with blanks: 申请表.
    Form,
    /// One row for each entry: 汇总表.
    List,
    /// Sentences with blanks, signed: 承诺书.
    Letter,
    /// Headings to write under: 提纲.
    Outline,
}

impl FormKind {
    /// The kind in plain Chinese.
    pub fn label(self) -> &'static str {
        match self {
            FormKind::Form => "表格",
            FormKind::List => "汇总表",
            FormKind::Letter => "文书",
            FormKind::Outline => "提纲",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleRow {
    kind: FormKind,
    #[serde(deserialize_with = "super::rows::words")]
    words: Vec<String>,
    example: String,
}

/// What a blank before a unit takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 年, 月, 日
    Date,
    /// 万元, 人
    Number,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    kind: UnitKind,
    #[serde(deserialize_with = "super::rows::words")]
    words: Vec<String>,
    example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    boxes: Vec<Spanned<String>>,
    ticked: Vec<Spanned<String>>,
    lines: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    #[serde(deserialize_with = "super::rows::words")]
    signs: Vec<String>,
    #[serde(deserialize_with = "super::rows::words")]
    notes: Vec<String>,
    #[serde(deserialize_with = "super::rows::words")]
    lead_ins: Vec<String>,
    #[serde(deserialize_with = "super::rows::words")]
    labels: Vec<String>,
}

/// The rows, ready for use. Words are folded, the longest first.
#[derive(Debug, Default)]
pub struct FormWords {
    titles: Vec<(String, FormKind)>,
    units: Vec<(String, UnitKind)>,
    boxes: Vec<char>,
    ticked: Vec<char>,
    lines: Vec<char>,
    signs: Vec<String>,
    notes: Vec<String>,
    lead_ins: Vec<String>,
    labels: Vec<String>,
}

impl FormWords {
    /// Takes over the rows.
    ///
    /// # Errors
    /// A title or unit whose example holds none of its words, a sign of several characters.
    pub fn new(file: FormsFile) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let longest = |list: Vec<String>| -> Vec<String> {
            let mut list: Vec<String> = list.iter().map(|w| fold(w)).collect();
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            list
        };
        let mut signs = |list: &[Spanned<String>]| -> Vec<char> {
            let mut out = Vec::new();
            for sign in list {
                let mut chars = sign.get_ref().chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => out.push(c),
                    _ => mistakes.push(Mistake::new(sign.span(), format!("{:?}: expected one character", sign.get_ref()))),
                }
            }
            out
        };
        let (boxes, ticked, lines) = (signs(&file.signs.boxes), signs(&file.signs.ticked), signs(&file.signs.lines));
        let (mut titles, mut units) = (Vec::new(), Vec::new());
        for row in &file.title {
            let (at, row) = (row.span(), row.get_ref());
            super::rows::example("title", &row.words, &row.example, &at, &mut mistakes);
            titles.extend(row.words.iter().map(|w| (fold(w), row.kind)));
        }
        for row in &file.unit {
            let (at, row) = (row.span(), row.get_ref());
            super::rows::example("unit", &row.words, &row.example, &at, &mut mistakes);
            units.extend(row.words.iter().map(|w| (fold(w), row.kind)));
        }
        titles.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        units.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(FormWords {
            titles,
            units,
            boxes,
            ticked,
            lines,
            signs: longest(file.words.signs),
            notes: longest(file.words.notes),
            lead_ins: longest(file.words.lead_ins),
            labels: longest(file.words.labels),
        })
    }

    /// The kind of form that a title names by its end, or by what the bracket at its end holds.
    ///
    /// ```
    /// use tiaoli::lexicon::{Lexicon, forms::FormKind};
    /// let words = Lexicon::embedded().forms;
    /// assert_eq!(words.title("企業申請表（樣表）"), Some(FormKind::Form));
    /// assert_eq!(words.title("建设方案计划书（提纲）"), Some(FormKind::Outline));
    /// assert_eq!(words.title("关于填报申请表的通知"), None);
    /// ```
    pub fn title(&self, title: &str) -> Option<FormKind> {
        let folded = fold(title);
        let mut bare = folded.trim_end_matches(['》', '>', '”', '"']);
        let ends = |text: &str| self.titles.iter().find(|(word, _)| text.ends_with(word.as_str())).map(|(_, kind)| *kind);
        let mut held = None;
        while let Some(open) = bare.ends_with(')').then(|| bare.rfind('(')).flatten() {
            held = held.or_else(|| ends(bare.get(open + 1..bare.len() - 1).unwrap_or_default()));
            bare = bare[..open].trim_end_matches(['》', '>', '”', '"']);
        }
        // …计划书（提纲） is an outline, …申请表（样式） a form.
        ends(bare).filter(|k| *k != FormKind::Outline || held.is_none()).or(held)
    }

    /// The unit that a folded text begins with, at the end of which nothing of a word goes on: 年 in 年月 and 年, not in 年度.
    pub fn unit<'t>(&self, folded: &'t str) -> Option<(&'t str, UnitKind)> {
        let (word, kind) = self.units.iter().find(|(u, _)| {
            folded.strip_prefix(u.as_str()).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()) || self.is_unit_run(rest))
        })?;
        Some((folded.get(..word.len())?, *kind))
    }

    /// Whether a text goes on with a unit of time: 月日 behind 年.
    fn is_unit_run(&self, text: &str) -> bool {
        let dates = self.units.iter().filter(|(_, kind)| *kind == UnitKind::Date);
        text.chars().next().is_some_and(|c| dates.into_iter().any(|(u, _)| u.starts_with(c)))
            && text.chars().take_while(|c| c.is_alphanumeric()).count() <= 2
    }

    /// The unit that a folded text consists of.
    pub fn whole_unit(&self, folded: &str) -> Option<UnitKind> {
        self.units.iter().find(|(u, _)| u == folded).map(|(_, kind)| *kind)
    }

    /// Whether a character is a box, and then whether it is ticked.
    pub fn tick(&self, c: char) -> Option<bool> {
        if self.boxes.contains(&c) { Some(false) } else { self.ticked.contains(&c).then_some(true) }
    }

    /// Whether a character draws a blank.
    pub fn draws_blank(&self, c: char) -> bool {
        self.lines.contains(&crate::text::width::fold_width(c))
    }

    /// Whether a folded text ends with the words beside a seal or signature, with or without brackets.
    pub fn signs(&self, folded: &str) -> bool {
        let bare = folded.trim_end_matches([':', ')']);
        self.signs.iter().any(|w| bare.ends_with(w.as_str()))
    }

    /// Whether a folded line heads instructions: 填表说明.
    pub fn heads_notes(&self, folded: &str) -> bool {
        let bare = folded.trim_matches([':', '(', ')', '*', '※', '【', '】', '[', ']']);
        self.notes.iter().any(|w| bare == w || folded.starts_with(&format!("{w}:")))
    }

    /// Whether a folded text before a colon only leads in what follows.
    pub fn leads_in(&self, folded: &str) -> bool {
        self.lead_ins.iter().any(|w| folded.ends_with(w.as_str()))
    }

    /// Whether a folded line is a label and nothing else: 联系电话, 单位名称(全称).
    pub fn is_label(&self, folded: &str) -> bool {
        let bare = folded.trim_end_matches(':');
        let bare = bare.ends_with(')').then(|| bare.find('(')).flatten().map_or(bare, |open| &bare[..open]);
        let bare = bare.to_lowercase();
        self.labels.binary_search_by(|l| bare.len().cmp(&l.len()).then(l.as_str().cmp(&bare))).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn titles_tell_what_is_done_with_a_form() {
        let words = Lexicon::embedded().forms;
        let cases = [
            ("某市技术改造项目申请表", Some(FormKind::Form)),
            ("推荐企业汇总表", Some(FormKind::List)),
            ("真实性承诺书（范本）", Some(FormKind::Letter)),
            ("《企业信息表》", Some(FormKind::Form)),
            ("實施方案編寫提綱", Some(FormKind::Outline)),
            ("申报材料格式", Some(FormKind::Outline)),
            ("专项资金管理办法", None),
            ("关于开展申报工作的通知", None),
        ];
        for (title, kind) in cases {
            assert_eq!(words.title(title), kind, "{title}");
        }
    }

    #[test]
    fn units_and_labels_stand_alone() {
        let words = Lexicon::embedded().forms;
        for (text, unit) in
            [("年月日", Some("年")), ("年度", None), ("人。", Some("人")), ("人数", None), ("万元", Some("万元")), ("年,", Some("年"))]
        {
            assert_eq!(words.unit(text).map(|(u, _)| u), unit, "{text}");
        }
        assert!(words.is_label("联系电话") && words.is_label("单位名称(全称):") && words.is_label("email:"));
        assert!(!words.is_label("联系电话是否有效") && !words.is_label(""));
        assert!(words.signs("法定代表人(签字):") && words.heads_notes("填表说明:") && words.leads_in("承诺如下"));
    }
}
