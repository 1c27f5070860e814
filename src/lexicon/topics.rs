//! Topics of the comparison: what each row looks for (`topics.toml`).

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::gate::Gate;
use super::phrase::{Fingerprint, LevelWords, Phrase};
use super::roles::{Bound, FactKind, Role};
use super::source::Mistake;
use crate::policy::Level;

/// `topics.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicsFile {
    scope: Spanned<Vec<String>>,
    forms: Spanned<Vec<String>>,
    levels: LevelsFile,
    headings: BTreeMap<String, Spanned<Vec<String>>>,
    topic: Vec<Spanned<TopicRow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelsFile {
    national: Vec<String>,
    provincial: Vec<String>,
    municipal: Vec<String>,
    county: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicRow {
    id: String,
    label: String,
    needs: Needs,
    #[serde(default)]
    scope: Option<Vec<String>>,
    #[serde(default)]
    value: Vec<ValueRule>,
    #[serde(default)]
    stages: Vec<String>,
    #[serde(default)]
    query: Option<String>,
    #[serde(default)]
    rule: Vec<Spanned<RuleRow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleRow {
    #[serde(default)]
    heading: Vec<String>,
    #[serde(default)]
    under: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    by_value: bool,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    not_under: Vec<String>,
    #[serde(default)]
    on: Vec<String>,
    #[serde(default)]
    off: Vec<String>,
    #[serde(default)]
    begins_off: bool,
    example: Vec<String>,
    #[serde(default)]
    counter: Vec<String>,
}

/// What makes a cell of the row found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// A value; the topic spoken of without one is 未识别.
    Number,
    /// The words alone.
    Words,
}

/// A fact that gives the value of a topic; an empty list accepts anything.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueRule {
    /// Kind of the fact: `money`.
    pub kind: String,
    /// Its role: `support`, `equity`.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What it measures; a fact that names no measure is taken only beside the words of a rule.
    #[serde(default)]
    pub measures: Vec<String>,
    /// Its bound: `at_most`.
    #[serde(default)]
    pub bounds: Vec<Bound>,
}

/// The topics in the order of the rows.
#[derive(Debug)]
pub struct Topics {
    /// All topics.
    pub list: Vec<Topic>,
    /// Words in the heading of an attachment that is a form to fill in, not a rule: 申报书.
    pub forms: Vec<Phrase>,
    /// Tells which topics a clause may speak of.
    pub gate: Gate,
    levels: LevelsFile,
}

/// A row of the comparison.
#[derive(Debug)]
pub struct Topic {
    /// ASCII id, used in URLs: `lead_sales`.
    pub id: String,
    /// Name for readers: 牵头单位销售收入.
    pub label: String,
    /// What makes a cell found.
    pub needs: Needs,
    /// What the row is about: one of these stands in the policy's title, in a heading above the sentence or in it. Empty: anything.
    pub scope: Vec<Phrase>,
    /// Facts that give the value.
    pub values: Vec<ValueRule>,
    /// Words that name the value: of two durations in a clause, one follows 筹建, one 延期.
    pub stages: Vec<Phrase>,
    /// A search, in the language of the search box, that finds the clauses in place of rules: `人才 补贴`.
    pub query: Option<String>,
    /// Any of these finds a sentence.
    pub rules: Vec<TopicRule>,
}

impl Topic {
    /// Whether a clause may speak of the topic: it may hold words of a rule, or a rule asks for none.
    pub fn may_be_in(&self, text: &Fingerprint, has_facts: bool) -> bool {
        self.rules.iter().any(|rule| {
            (rule.by_value && has_facts)
                || (rule.words.is_empty() && !rule.by_value)
                || rule.words.iter().any(|phrase| phrase.may_be_in(text))
        })
    }
}

/// One way to recognise that a sentence speaks of a topic. What is empty asks for nothing.
#[derive(Debug)]
pub struct TopicRule {
    /// One of these stands in the nearest heading above the sentence.
    pub heading: Vec<Phrase>,
    /// One of these stands in any heading above the sentence.
    pub under: Vec<Phrase>,
    /// One of these stands in any heading above the sentence or in its period up to 。.
    pub about: Vec<Phrase>,
    /// One of these stands in the sentence.
    pub words: Vec<Phrase>,
    /// Each of these stands in the sentence.
    pub all: Vec<Phrase>,
    /// A value of the topic in the sentence counts as `words`.
    pub by_value: bool,
    /// None of these stands in the sentence.
    pub without: Vec<Phrase>,
    /// None of these stands in any heading above the sentence.
    pub not_under: Vec<Phrase>,
    /// From these words on the sentence speaks of the topic …
    pub on: Vec<Phrase>,
    /// … and from these on it speaks of something else.
    pub off: Vec<Phrase>,
    /// Whether a sentence speaks of something else until an `on` word comes.
    pub begins_off: bool,
    /// Sentences that the rule finds: `牵头单位条件 | 近三年销售收入平均不低于1亿元`, headings before the bar.
    pub example: Vec<String>,
    /// Sentences that no rule of the topic finds.
    pub counter: Vec<String>,
}

impl Topics {
    /// Compiles the phrases and checks the rows.
    ///
    /// # Errors
    /// The rows that are not of the expected form; a message names the topic, the field and what was expected.
    pub fn new(file: TopicsFile) -> Result<Topics, Vec<Mistake>> {
        let groups: Groups = file.headings.iter().map(|(name, texts)| (name.clone(), texts.get_ref().clone())).collect();
        let mut mistakes = Vec::new();
        for (name, texts) in &file.headings {
            if let Err(e) = phrases(texts.get_ref(), &BTreeMap::new()) {
                mistakes.push(Mistake::new(texts.span(), format!("headings.{name}: {e}")));
            }
        }
        let mut list_of = |name: &str, texts: &Spanned<Vec<String>>| {
            let made = phrases(texts.get_ref(), &groups);
            made.unwrap_or_else(|e| {
                mistakes.push(Mistake::new(texts.span(), format!("{name}: {e}")));
                Vec::new()
            })
        };
        let (scope, forms) = (list_of("scope", &file.scope), list_of("forms", &file.forms));
        let mut list: Vec<Topic> = Vec::with_capacity(file.topic.len());
        for row in file.topic {
            let (at, row) = (row.span(), row.into_inner());
            let id = row.id.clone();
            if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
                mistakes.push(Mistake::new(at.clone(), format!("topic {id:?}: an id has only a-z, 0-9 and _")));
            }
            if list.iter().any(|t| t.id == id) {
                mistakes.push(Mistake::new(at.clone(), format!("topic {id:?} stands twice")));
            }
            match topic(row, at, &scope, &groups) {
                Ok(topic) => list.push(topic),
                Err(wrong) => mistakes.extend(wrong.into_iter().map(|m| Mistake::new(m.at, format!("topic {id:?}: {}", m.message)))),
            }
        }
        if list.is_empty() && mistakes.is_empty() {
            mistakes.push(Mistake::new(file.scope.span(), "there is no [[topic]]"));
        }
        let gate = Gate::new(&list).map_err(|e| vec![Mistake::new(file.scope.span(), e.to_string())])?;
        if mistakes.is_empty() { Ok(Topics { list, forms, gate, levels: file.levels }) } else { Err(mistakes) }
    }

    /// What `{higher}` and `{own}` mean in a document of this level; of an unknown level, only the
    /// national level is known to be higher.
    pub fn level_words(&self, level: Option<Level>) -> LevelWords {
        let words = |level: Level| match level {
            Level::National => &self.levels.national,
            Level::Provincial => &self.levels.provincial,
            Level::Municipal => &self.levels.municipal,
            Level::County => &self.levels.county,
        };
        let higher = match level {
            Some(own) => Level::ALL.into_iter().filter(|l| *l < own).flat_map(words).cloned().collect(),
            None => self.levels.national.clone(),
        };
        LevelWords { higher, own: level.map(|l| words(l).clone()).unwrap_or_default() }
    }
}

/// Lists of phrases that rules name as `@name`.
type Groups = BTreeMap<String, Vec<String>>;

fn topic(row: TopicRow, at: Range<usize>, default_scope: &[Phrase], groups: &Groups) -> Result<Topic, Vec<Mistake>> {
    let here = |message: String| vec![Mistake::new(at.clone(), message)];
    let kinds = FactKind::ALL.map(FactKind::name);
    if let Some(value) = row.value.iter().find(|v| !kinds.contains(&v.kind.as_str())) {
        return Err(here(format!("kind: {:?} is none of {}", value.kind, kinds.join(", "))));
    }
    if row.needs == Needs::Number && row.value.is_empty() {
        return Err(here("needs = \"number\" wants a [[topic.value]] that says which facts give it".to_owned()));
    }
    let query = row.query.as_deref().map(str::trim);
    if query.is_some_and(str::is_empty) {
        return Err(here("query: the search is empty; expected words such as \"人才 补贴\"".to_owned()));
    }
    if query.is_some() != row.rule.is_empty() {
        return Err(here("a topic wants either a query or one [[topic.rule]] or more".to_owned()));
    }
    let (mut rules, mut mistakes) = (Vec::with_capacity(row.rule.len()), Vec::new());
    for (n, rule) in row.rule.into_iter().enumerate() {
        let at = rule.span();
        match self::rule(rule.into_inner(), groups) {
            Ok(rule) => rules.push(rule),
            Err(e) => mistakes.push(Mistake::new(at, format!("rule {}: {e}", n + 1))),
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok(Topic {
        query: query.map(str::to_owned),
        id: row.id,
        label: row.label,
        needs: row.needs,
        scope: match row.scope {
            Some(own) => phrases(&own, groups).map_err(|e| here(format!("scope: {e}")))?,
            None => default_scope.to_vec(),
        },
        values: row.value,
        stages: phrases(&row.stages, groups).map_err(|e| here(format!("stages: {e}")))?,
        rules,
    })
}

fn rule(row: RuleRow, groups: &Groups) -> Result<TopicRule, String> {
    if row.heading.is_empty() && row.words.is_empty() && !row.by_value {
        return Err("a rule wants heading, words or by_value = true; else it would find every sentence".to_owned());
    }
    if row.example.is_empty() {
        return Err("a rule wants an example, and a test holds it to that".to_owned());
    }
    if row.begins_off && row.on.is_empty() {
        return Err("begins_off = true wants on = [...], or the rule never finds anything".to_owned());
    }
    let field = |name: &str, texts: &[String]| phrases(texts, groups).map_err(|e| format!("{name}: {e}"));
    // Whether headings and values fit as well, only the comparison can tell.
    let words = field("words", &row.words)?;
    let shows = |example: &&String| {
        let sentence: String = crate::text::fold(example.rsplit('|').next().unwrap_or(example)).split_whitespace().collect();
        words.iter().any(|phrase| phrase.may_be_in(&Fingerprint::of(&sentence)))
    };
    if let Some(example) = row.example.iter().find(|e| !words.is_empty() && !row.by_value && !shows(e)) {
        return Err(format!("the example {example:?} holds none of its words"));
    }
    Ok(TopicRule {
        heading: field("heading", &row.heading)?,
        under: field("under", &row.under)?,
        about: field("about", &row.about)?,
        words,
        all: field("all", &row.all)?,
        by_value: row.by_value,
        without: field("without", &row.without)?,
        not_under: field("not_under", &row.not_under)?,
        on: field("on", &row.on)?,
        off: field("off", &row.off)?,
        begins_off: row.begins_off,
        example: row.example,
        counter: row.counter,
    })
}

fn phrases(texts: &[String], groups: &Groups) -> Result<Vec<Phrase>, String> {
    let mut out = Vec::with_capacity(texts.len());
    for text in texts {
        match text.strip_prefix('@') {
            None => out.push(Phrase::new(text)?),
            Some(name) => {
                let group = groups.get(name).ok_or_else(|| format!("{text:?} names no list of [headings]"))?;
                out.extend(group.iter().map(|t| Phrase::new(t)).collect::<Result<Vec<_>, _>>()?);
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(topics: &str) -> Result<Topics, String> {
        let head = "scope = [\"创新中心\"]\nforms = [\"申报书\"]\n[levels]\nnational = [\"国家级\"]\nprovincial = [\"省级\"]\nmunicipal = [\"市级\"]\ncounty = []\n[headings]\ntasks = [\"任务\"]\n";
        Topics::new(toml::from_str(&format!("{head}{topics}")).map_err(|e| e.to_string())?).map_err(|m| m[0].message.clone())
    }

    #[test]
    fn a_bad_row_is_refused_with_its_place() {
        let topic = "[[topic]]\nid = \"a\"\nlabel = \"甲\"\nneeds = \"words\"\n";
        let rule = "[[topic.rule]]\nwords = [\"甲\"]\nexample = [\"甲\"]\n";
        let cases = [
            (format!("{topic}{rule}{topic}{rule}"), "topic \"a\" stands twice"),
            (
                format!("{topic}[[topic.rule]]\nexample = [\"甲\"]\n"),
                "topic \"a\": rule 1: a rule wants heading, words or by_value = true; else it would find every sentence",
            ),
            (
                format!("{topic}[[topic.value]]\nkind = \"gold\"\n{rule}"),
                "topic \"a\": kind: \"gold\" is none of money, ratio, count, date, duration, recurring",
            ),
            (
                format!("{topic}[[topic.rule]]\nwords = [\"甲|\"]\nexample = [\"甲\"]\n"),
                "topic \"a\": rule 1: words: 短语“甲|”里有空的部分；应写成“取消|撤销…资格”这样的形式",
            ),
            (format!("{topic}{rule}under = [\"@task\"]\n"), "topic \"a\": rule 1: under: \"@task\" names no list of [headings]"),
            (topic.to_owned(), "topic \"a\": a topic wants either a query or one [[topic.rule]] or more"),
            (format!("{topic}query = \"人才\"\n{rule}"), "topic \"a\": a topic wants either a query or one [[topic.rule]] or more"),
            (format!("{topic}query = \" \"\n"), "topic \"a\": query: the search is empty; expected words such as \"人才 补贴\""),
            (
                topic.replace("words", "number") + rule,
                "topic \"a\": needs = \"number\" wants a [[topic.value]] that says which facts give it",
            ),
        ];
        for (file, message) in cases {
            assert_eq!(load(&file).map(|_| ()).unwrap_err(), message, "{file}");
        }
        let unknown = load(&format!("{topic}{rule}colour = 1\n")).map(|_| ()).unwrap_err();
        assert!(unknown.contains("unknown field `colour`"), "{unknown}");
    }

    #[test]
    fn a_search_may_stand_in_place_of_rules() {
        let topic = "[[topic]]\nid = \"talent\"\nlabel = \"人才\"\nneeds = \"number\"\nquery = \" 人才 补贴 \"\n";
        let topics = load(&format!("{topic}[[topic.value]]\nkind = \"money\"\n")).unwrap();
        assert_eq!((topics.list[0].query.as_deref(), topics.list[0].rules.len()), (Some("人才 补贴"), 0));
    }

    #[test]
    fn higher_means_every_level_above() {
        let rule = "[[topic.rule]]\nwords = [\"甲\"]\nexample = [\"甲\"]\n";
        let topics = load(&format!("[[topic]]\nid = \"a\"\nlabel = \"甲\"\nneeds = \"words\"\n{rule}")).unwrap();
        let words = topics.level_words(Some(Level::Municipal));
        assert_eq!((words.higher, words.own), (vec!["国家级".to_owned(), "省级".to_owned()], vec!["市级".to_owned()]));
        assert_eq!(topics.level_words(Some(Level::National)).higher, Vec::<String>::new());
        assert_eq!(topics.level_words(None).higher, vec!["国家级".to_owned()]);
    }
}
