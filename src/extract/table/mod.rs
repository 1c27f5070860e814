//! Values in the cells of tables, read with the heads of their row and column.
//!
//! Recipe: [`read`] takes the clauses in reading order. `grid` finds runs of lines that are rows and cuts them into
//! cells; `column` says what a column holds by its head; here each cell becomes the sentence that its heads make
//! (补助标准（万元） and 300 are 补助标准300万元), which the finders of amounts and times read like any other. The row's
//! head is the subject, its columns of conditions are the condition, the row is the quotation. Serial numbers, phone
//! numbers and the blanks of forms are no values.

mod column;
mod grid;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::amount::{self, edge::Limits};
use super::reading::Reading;
use super::time::{self, When};
use super::types::{Bound, Fact, FactKind, Role};
use crate::clause::{Clause, Piece};
use crate::lexicon::Lexicon;
use crate::text::Span;
use column::{Column, Holds};
use grid::Row;

/// What the tables of a document give, for each reading.
#[derive(Debug, Default)]
pub struct Found {
    /// Where rows stand in its text; nothing else is looked for there.
    pub taken: Vec<Range<usize>>,
    /// The values, in reading order.
    pub facts: Vec<Fact>,
}

/// The tables of a document whose clauses are `readings`; the result has one entry for each of them.
pub fn read(source: &str, readings: &[Reading], lexicon: &Lexicon, when: &When, limits: Limits) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    found.resize_with(readings.len(), Found::default);
    for grid in grid::grids(source, readings) {
        for (reading, range) in grid.ranges() {
            if let Some(found) = found.get_mut(reading) {
                found.taken.push(range);
            }
        }
        let table = Table { columns: column::columns(&grid, lexicon), source, readings, lexicon, when, limits };
        let mut above = String::new();
        for row in &grid.rows {
            if let Some(found) = found.get_mut(row.reading) {
                table.row(row, &mut above, &mut found.facts);
            }
        }
    }
    found
}

struct Table<'a> {
    columns: Vec<Column>,
    source: &'a str,
    readings: &'a [Reading<'a>],
    lexicon: &'a Lexicon,
    when: &'a When<'a>,
    limits: Limits,
}

impl Table<'_> {
    /// The values of one row; `above` is the head of the row before it, for cells that reach over several rows.
    fn row(&self, row: &Row, above: &mut String, out: &mut Vec<Fact>) {
        let Some(reading) = self.readings.get(row.reading) else { return };
        let cell = |n: usize| row.cells.get(n).map_or("", |c| c.of(self.source).trim());
        let of = |holds: Holds| -> Vec<&str> {
            let columns = self.columns.iter().enumerate().filter(|(_, c)| c.holds == holds);
            columns.map(|(n, _)| cell(n)).filter(|c| !is_empty(c)).collect()
        };
        let mut name = of(Holds::Name).join(" ");
        if name.is_empty() {
            name.clone_from(above);
        } else {
            above.clone_from(&name);
        }
        let unit = of(Holds::Unit).first().and_then(|u| self.unit(u));
        let conditions = of(Holds::Condition);
        let mut facts: Vec<(usize, Fact)> = Vec::new();
        let mut limits: Vec<String> = Vec::new();
        for (n, column) in self.columns.iter().enumerate() {
            let text = cell(n);
            if is_empty(text) || matches!(column.holds, Holds::Nothing | Holds::Unit) {
                continue;
            }
            let own = self.cell(reading, column, unit.as_ref().or(column.unit.as_ref()), &name, text);
            if column.holds == Holds::Value && own.iter().any(|f| f.role == Some(Role::Threshold)) {
                limits.push(format!("{}{text}", column.printed));
            }
            facts.extend(own.into_iter().map(|f| (n, f)));
        }
        let words = |span: Span| -> String { span.of(self.source).lines().map(|l| l.trim_matches(crate::text::width::is_blank)).collect() };
        let whole = words(row.span);
        for (n, mut fact) in facts {
            let holds = self.columns.get(n).map_or(Holds::Value, |c| c.holds);
            fact.subject = fact.subject.or_else(|| Some(name.clone()).filter(|s| !s.is_empty() && holds != Holds::Name));
            let given = !matches!(fact.role, Some(Role::Threshold)) && holds == Holds::Value;
            let said = conditions.iter().map(|c| (*c).to_owned()).chain(limits.iter().cloned());
            let said: Vec<String> = fact.condition.take().into_iter().chain(said.filter(|_| given)).collect();
            fact.condition = (!said.is_empty()).then(|| said.join(";"));
            // A row whose cells are clauses of their own has no words that lie in one of them: the cell speaks for it.
            let (home, span) =
                if row.is_within_one_clause() { (reading, row.span) } else { self.home(row, n).unwrap_or((reading, row.span)) };
            fact.address = home.clause.address.clone();
            (fact.quote, fact.span) = (if span == row.span { whole.clone() } else { words(span) }, span);
            fact.rule = format!("table.{}", fact.rule);
            out.push(fact);
        }
    }

    /// The clause that holds a cell, and the cell's place.
    fn home(&self, row: &Row, n: usize) -> Option<(&Reading<'_>, Span)> {
        let span = *row.cells.get(n)?;
        let readings = row.readings().filter_map(|at| self.readings.get(at));
        let found = readings.into_iter().find(|r| r.clause.span.start <= span.start && span.end <= r.clause.span.end)?;
        Some((found, span))
    }

    /// The facts of one cell, read as a sentence with the heads before it.
    fn cell(&self, reading: &Reading, column: &Column, unit: Option<&column::Unit>, name: &str, text: &str) -> Vec<Fact> {
        let value = column::with_unit(text, unit);
        let head = column.head.as_str();
        let mut facts = self.sentence(reading, head, &column.sentence(&value, name));
        // 每月生活补贴 repeats nothing by itself; 每年11月底前 in the cell does.
        facts.retain(|f| f.kind != FactKind::Recurring || text.contains(['每', '按', '次']));
        let Some(kind) = column.kind.as_ref().filter(|_| column.holds == Holds::Value && !name.is_empty()) else {
            if column.is_goal() {
                facts.iter_mut().for_each(|f| f.subject = None);
            }
            return facts;
        };
        // 奖项 | 一等奖 | 二等奖: the row says what is given, the column to whom.
        let is_amount = |f: &Fact| matches!(f.kind, FactKind::Money | FactKind::Ratio | FactKind::Count);
        if facts.iter().filter(|f| is_amount(f)).all(|f| f.role.is_none()) {
            let by_row = self.sentence(reading, name, &format!("{name}{value}。"));
            if by_row.iter().any(|f| f.role.is_some()) {
                facts = by_row;
            }
        }
        for fact in facts.iter_mut().filter(|f| is_amount(f)) {
            fact.subject.get_or_insert_with(|| format!("{name} {kind}"));
        }
        facts
    }

    fn sentence(&self, reading: &Reading, head: &str, sentence: &str) -> Vec<Fact> {
        let clause = Clause {
            text: sentence.to_owned(),
            text_hans: String::new(),
            label: String::new(),
            span: Span::new(0, sentence.len()),
            pieces: vec![Piece { span: Span::new(0, sentence.len()), new_paragraph: true }],
            heading: head.to_owned(),
            ..reading.clause.clone()
        };
        let mut own = Reading::new(sentence, &clause, &[]);
        own.above.extend(reading.above.iter().cloned());
        let mut facts = amount::facts(&own, &self.lexicon.vocabulary, &[], self.limits);
        let times = time::facts(&own, &[], self.when).facts;
        // A day on which nothing begins or is due is a remark: 成立日期.
        facts.extend(times.into_iter().filter(|f| f.kind != FactKind::Date || f.bound != Bound::Exactly));
        facts
    }

    fn unit(&self, text: &str) -> Option<column::Unit> {
        column::unit(&crate::text::fold(text), self.lexicon)
    }
}

/// Whether a cell says nothing: —, /, 无, a blank.
fn is_empty(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric()) && !text.contains(['%', '％']) || matches!(text, "无" | "無")
}
