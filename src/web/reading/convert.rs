//! The words of a clause in the other script.
//!
//! A paragraph is converted as a whole, because the conversion looks at phrases; it keeps the number of characters, so
//! the runs of the paragraph are cut again at the same places. What is converted carries the language of the new
//! script; links, anchors and forms to cite stay with the printed text.

use crate::text::{Script, to_hans, to_hant};
use crate::web::naming::lang;
use crate::web::render::Paragraph;
use crate::web::view::ClauseView;

/// Words in a script; as they are where the conversion would change their number.
pub fn words(text: &str, to: Script) -> String {
    let converted = match to {
        Script::Hans => to_hans(text),
        Script::Hant => to_hant(text),
    };
    if converted.chars().count() == text.chars().count() { converted.into_owned() } else { text.to_owned() }
}

/// Changes the words of a clause.
pub fn clause(view: &mut ClauseView, to: Script) {
    view.lang = lang(to);
    if view.printed_label || view.inferred {
        view.label = words(&view.label, to);
    }
    for group in &mut view.groups {
        *group = words(group, to);
    }
    view.paragraphs.iter_mut().for_each(|p| paragraph(p, to));
}

fn paragraph(paragraph: &mut Paragraph, to: Script) {
    let converted = words(&paragraph.text(), to);
    let mut rest = converted.as_str();
    for run in paragraph.groups.iter_mut().flat_map(|g| &mut g.runs) {
        let end = rest.char_indices().nth(run.text.chars().count()).map_or(rest.len(), |(at, _)| at);
        let (own, behind) = rest.split_at(end);
        run.text = own.to_owned();
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::render::{Group, Run};

    #[test]
    fn runs_are_cut_at_the_same_places() {
        let run = |text: &str| Run { text: text.into(), ..Run::default() };
        let mut p = Paragraph {
            groups: vec![
                Group { citation: Some(0), runs: vec![run("促进产"), run("业发")] },
                Group { citation: None, runs: vec![run("展，头发3000万元")] },
            ],
            ..Paragraph::default()
        };
        paragraph(&mut p, Script::Hant);
        let texts: Vec<&str> = p.groups.iter().flat_map(|g| &g.runs).map(|r| r.text.as_str()).collect();
        assert_eq!(texts, ["促進產", "業發", "展，頭髮3000萬元"]);
        paragraph(&mut p, Script::Hans);
        assert_eq!(p.text(), "促进产业发展，头发3000万元");
    }
}
