//! One condition held against the answers. `web/static/eligibility.js` decides by the same rules in a browser.

use super::company::Answers;
use super::rule::{Rule, RuleTest, ThresholdRule, WordsRule};
use super::{Judgement, Verdict};
use crate::extract::{Bound, FactKind};
use crate::lexicon::Lexicon;
use crate::lexicon::eligibility::{Decides, Field, FieldKind, LevelTest};
use crate::message::Message;
use crate::policy::Jurisdiction;
use crate::text::numeral::Decimal;

use crate::topic::amount;

use super::super::value;

/// What is known beside the answers.
pub(super) struct Bench<'a> {
    pub answers: &'a Answers,
    pub fields: &'a [Field],
    pub lexicon: &'a Lexicon,
    /// The form of building that the applicant means, folded; empty when it says none.
    pub mode: &'a str,
    pub place: Option<&'a Jurisdiction>,
}

impl Verdict {
    fn of(met: bool) -> Verdict {
        if met { Verdict::Met } else { Verdict::Failed }
    }
}

/// “企业法人+联盟”模式 in a folded text.
pub(super) fn mode_in(folded: &str) -> Option<&str> {
    let end = folded.find("”模式")?;
    folded.get(folded[..end].rfind('“')?..end + "”模式".len())
}

impl Bench<'_> {
    /// The verdict on a rule, filled into `out`, which holds the words of the condition already.
    pub fn judge(&self, rule: &Rule, out: &mut Judgement) {
        out.mode.clone_from(&rule.mode);
        out.exception.clone_from(&rule.exception);
        if !self.mode.is_empty() && !out.mode.is_empty() && !out.mode.contains(self.mode) {
            (out.verdict, out.reason) = (Verdict::NotApplicable, Message::new("eligibility-only-for").with("mode", &out.mode));
            return;
        }
        if let Some(premise) = &rule.premise {
            out.premise_field = Some(premise.field.clone());
            if let Some(answer) = self.answers.words(&premise.field).filter(|a| !premise.accept.iter().any(|x| x == a)) {
                let reason = Message::new("eligibility-not-this").with("label", self.label(&premise.field));
                let answer = self.option(&premise.field, answer);
                (out.verdict, out.reason) = (Verdict::NotApplicable, reason.with("answer", answer));
                return;
            }
        }
        match &rule.test {
            RuleTest::Hand { field, said, reason } => {
                out.field.clone_from(field);
                (out.required, out.reason) = (said.clone(), reason.clone());
            }
            RuleTest::Threshold(test) => self.threshold(test, out),
            RuleTest::Words(test) => self.words(test, out),
        }
        // A condition that may be waived or weighed is not failed by a number.
        if out.verdict == Verdict::Failed
            && let Some(exception) = &out.exception
        {
            (out.verdict, out.reason) = (Verdict::Manual, Message::new("eligibility-excepted").with("words", exception));
        }
    }

    /// The question of this name.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }

    fn label(&self, id: &str) -> Message {
        self.field(id).map_or_else(|| id.into(), |f| Message::name(&f.label))
    }

    fn option(&self, field: &str, id: &str) -> Message {
        let option = self.field(field).and_then(|f| f.options.iter().find(|o| o.id == id));
        option.map_or_else(|| id.into(), |o| Message::name(&o.label))
    }

    fn unanswered(&self, id: &str, out: &mut Judgement) {
        out.unanswered = true;
        out.reason = Message::new("eligibility-unanswered").with("what", self.label(id));
    }

    fn threshold(&self, test: &ThresholdRule, out: &mut Judgement) {
        out.required.clone_from(&test.said);
        out.field = Some(test.field.clone());
        let (Some(field), Some(required)) = (self.field(&test.field), amount::decimal(&test.required)) else { return };
        let own = self.answers.numbers(&field.id);
        match &test.over {
            Some([top, bottom]) if own.iter().flatten().next().is_none() => self.quotient(test, required, [top, bottom], out),
            _ => self.series(test, required, field, &own, out),
        }
    }

    /// Holds the answers of the years against the threshold, as its window says.
    fn series(&self, test: &ThresholdRule, required: Decimal, field: &Field, own: &[Option<Decimal>], out: &mut Judgement) {
        let unit = test.unit.as_deref();
        let show = |n: Decimal| value::number(test.number, &n.to_string(), unit);
        let wanted = test.years.max(1);
        let wanted_here = if field.years == 1 { 1 } else { wanted };
        let mut given = Vec::new();
        for year in 0..wanted_here {
            match own.get(year).copied().flatten() {
                Some(n) => given.push(n),
                None if given.is_empty() && own.iter().flatten().next().is_none() => return self.unanswered(&field.id, out),
                None => {
                    out.unanswered = true;
                    out.given = listed(given.iter().map(|n| show(*n)));
                    let reason = Message::new("eligibility-year-missing").with("wanted", wanted).with("year", year + 1);
                    out.reason = reason.with("label", self.label(&field.id));
                    return;
                }
            }
        }
        out.given = listed(given.iter().map(|n| show(*n)));
        if given.len() < wanted {
            out.reason = Message::new("eligibility-one-number").with("wanted", wanted);
            return;
        }
        let sum = given.iter().try_fold(Decimal::from_int(0), |sum, n| sum.plus(*n));
        let needed = required.times(Decimal::from_int(given.len() as i128));
        let (Some(sum), Some(needed)) = (sum, needed) else {
            out.reason = Message::new("eligibility-too-large");
            return;
        };
        let each: Vec<bool> = given.iter().map(|n| holds(*n, test.bound, required)).collect();
        let (all, none) = (each.iter().all(|m| *m), !each.iter().any(|m| *m));
        let average = || mean(sum, given.len(), test.number, unit);
        (out.verdict, out.how) = match test.window.as_str() {
            "" => (Verdict::of(all), if field.years > 1 { Message::new("eligibility-latest") } else { Message::default() }),
            "average" => (
                Verdict::of(holds(sum, test.bound, needed)),
                Message::new("eligibility-average").with("n", given.len()).with("sum", show(sum)).with("mean", average()),
            ),
            "each" => (Verdict::of(all), Message::new("eligibility-each")),
            "total" => (
                Verdict::of(holds(sum, test.bound, required)),
                Message::new("eligibility-sum").with("n", given.len()).with("sum", show(sum)),
            ),
            _ if all || none => (Verdict::of(all), Message::new("eligibility-unsaid-each")),
            _ => (Verdict::Manual, Message::new("eligibility-unsaid")),
        };
        if out.verdict != Verdict::Manual {
            out.reason = reached(out.verdict == Verdict::Met, &out.required);
        } else {
            out.reason = out.how.clone();
        }
    }

    /// A ratio of two fields, year by year: as a whole and as the mean of the years, which must agree.
    fn quotient(&self, test: &ThresholdRule, required: Decimal, [top, bottom]: [&String; 2], out: &mut Judgement) {
        let wanted = test.years.max(1);
        let (tops, bottoms) = (self.answers.numbers(top), self.answers.numbers(bottom));
        let years = if self.field(top).is_some_and(|f| f.years == 1) { 1 } else { wanted };
        let (mut whole, mut ratios) = ((Decimal::from_int(0), Decimal::from_int(0)), Vec::new());
        for year in 0..years {
            let (t, b) = (tops.get(year).copied().flatten(), bottoms.get(year).copied().flatten());
            let (Some(t), Some(b)) = (t, b) else {
                out.unanswered = true;
                let missing = [(top, t), (bottom, b)].into_iter().filter(|(_, n)| n.is_none()).map(|(id, _)| self.label(id));
                out.reason = match years {
                    0 | 1 => Message::new("eligibility-unanswered").with("what", listed(missing)),
                    _ => Message::new("eligibility-unanswered-year").with("what", listed(missing)).with("year", year + 1),
                };
                return;
            };
            if b.is_zero() {
                out.reason = Message::new("eligibility-zero").with("label", self.label(bottom));
                return;
            }
            match (whole.0.plus(t), whole.1.plus(b)) {
                (Some(x), Some(y)) => whole = (x, y),
                _ => return,
            }
            ratios.push(quotient(t, b));
        }
        let Some(needed) = required.times(whole.1) else { return };
        let as_whole = holds(whole.0, test.bound, needed);
        let mean = ratios.iter().sum::<f64>() / ratios.len().max(1) as f64;
        let target = required.to_string().parse::<f64>().unwrap_or_default();
        let edge = (mean - target).abs() < 1e-12;
        let as_mean =
            if edge { as_whole } else { (mean > target) == matches!(test.bound, Bound::AtLeast | Bound::MoreThan | Bound::Exactly) };
        let percent = |r: f64| format!("{:.2}%", r * 100.0);
        out.given = listed(ratios.iter().map(|r| percent(*r).into()));
        let how = Message::new("eligibility-quotient").with("top", self.label(top)).with("bottom", self.label(bottom));
        out.how = how.with("whole", percent(quotient(whole.0, whole.1))).with("mean", percent(mean));
        if ratios.len() < wanted {
            out.reason = Message::new("eligibility-one-number").with("wanted", wanted);
        } else if as_whole == as_mean {
            out.verdict = Verdict::of(as_whole);
            out.reason = reached(as_whole, &out.required);
        } else {
            out.reason = Message::new("eligibility-two-ways");
        }
    }

    /// A condition without a number.
    fn words(&self, test: &WordsRule, out: &mut Judgement) {
        let Some(field) = self.field(&test.field) else { return };
        out.field = Some(field.id.clone());
        let met = match field.kind {
            FieldKind::Money | FieldKind::Ratio | FieldKind::Count => {
                let Some(Some(n)) = self.answers.numbers(&field.id).first().copied() else { return self.unanswered(&field.id, out) };
                out.given = n.to_string().into();
                n >= Decimal::from_int(i128::from(test.least))
            }
            FieldKind::Choice | FieldKind::Place => {
                let Some(answer) = self.answers.words(&field.id) else { return self.unanswered(&field.id, out) };
                out.given = if field.kind == FieldKind::Choice { self.option(&field.id, answer) } else { answer.into() };
                match (field.kind, test.level) {
                    (FieldKind::Place, _) => match self.inside(test, answer) {
                        Some(inside) => inside,
                        None => {
                            out.reason = Message::new("eligibility-where");
                            return;
                        }
                    },
                    (_, Some(level)) => {
                        let rank = field.options.iter().find(|o| o.id == answer).and_then(|o| o.rank).unwrap_or(0);
                        by_level(level, rank, &test.named)
                    }
                    (_, None) => test.accept.iter().any(|a| a == answer),
                }
            }
        };
        self.decide(test, met, out);
        if out.verdict == Verdict::Met && test.rest {
            (out.verdict, out.reason) = (Verdict::Manual, Message::new("eligibility-rest").with("given", &out.given));
        }
    }

    fn decide(&self, test: &WordsRule, met: bool, out: &mut Judgement) {
        let decided = match test.decides {
            Decides::Both => true,
            Decides::Yes => met,
            Decides::No => !met,
        };
        let words = if met { "eligibility-fits" } else { "eligibility-fits-not" };
        (out.verdict, out.reason) = if decided {
            (Verdict::of(met), Message::new(words).with("given", &out.given))
        } else {
            (Verdict::Manual, Message::name(&test.why))
        };
    }

    /// Whether a place lies in the policy's: by its administrative code (GB/T 2260: two digits each for province, city, county).
    fn inside(&self, test: &WordsRule, name: &str) -> Option<bool> {
        let (prefix, given) = (test.place.as_deref()?, self.lexicon.jurisdiction(name)?);
        Some(prefix.is_empty() || given.code.starts_with(prefix))
    }
}

/// Ranks of the levels that a folded condition names.
pub(super) fn named_levels(folded: &str) -> Vec<u8> {
    let names: [(u8, &[&str]); 3] =
        [(1, &["市级", "市、", "省市", "、市"]), (2, &["省级", "省、", "、省", "省市", "自治区级"]), (3, &["国家"])];
    names.iter().filter(|(_, words)| words.iter().any(|w| folded.contains(w))).map(|(rank, _)| *rank).collect()
}

/// Whether the rank of an answer meets a condition that names these.
fn by_level(level: LevelTest, rank: u8, named: &[u8]) -> bool {
    match level {
        LevelTest::AtLeast => rank > 0 && named.iter().min().is_some_and(|least| rank >= *least),
        LevelTest::Named => named.contains(&rank),
    }
}

/// Several, joined as the language joins lists.
fn listed(all: impl IntoIterator<Item = Message>) -> Message {
    Message::new("eligibility-listed").list("all", all)
}

fn reached(met: bool, required: &Message) -> Message {
    Message::new(if met { "eligibility-reached" } else { "eligibility-missed" }).with("required", required)
}

fn holds(given: Decimal, bound: Bound, required: Decimal) -> bool {
    match bound {
        Bound::AtMost => given <= required,
        Bound::LessThan => given < required,
        Bound::MoreThan => given > required,
        Bound::AtLeast | Bound::Exactly | Bound::About => given >= required,
    }
}

/// For display only; verdicts compare exact products.
fn quotient(top: Decimal, bottom: Decimal) -> f64 {
    let number = |d: Decimal| d.to_string().parse::<f64>().unwrap_or_default();
    number(top) / number(bottom)
}

fn mean(sum: Decimal, years: usize, kind: FactKind, unit: Option<&str>) -> Message {
    let mean = quotient(sum, Decimal::from_int(years as i128));
    match kind {
        FactKind::Money => value::number(kind, &format!("{:.0}", (mean / 100.0).round() * 100.0), unit),
        FactKind::Ratio => format!("{:.2}%", mean * 100.0).into(),
        _ => format!("{mean:.2}").into(),
    }
}
