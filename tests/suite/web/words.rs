//! What a page shows of a clause is what the document says, character for character.

use tiaoli::corpus::Corpus;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::Span;
use tiaoli::text::width::is_blank;
use tiaoli::web::render::render;

#[test]
fn the_words_of_every_clause_are_those_of_the_source() {
    let corpus = Corpus::open(std::path::Path::new("corpus")).unwrap();
    let lexicon = Lexicon::embedded();
    let solid = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
    let mut clauses = 0;
    for entry in corpus.documents() {
        let Ok(file) = corpus.read(entry) else { continue };
        let parsed = ParsedPolicy::parse(&file, &lexicon);
        let source = file.text.as_str();
        for clause in &parsed.clauses {
            let spans = |spans: &mut dyn Iterator<Item = Span>| spans.collect::<Vec<_>>();
            let facts = spans(&mut parsed.facts_of(&clause.address).map(|f| f.span));
            let citations = spans(&mut parsed.citations.iter().filter(|c| c.address == clause.address).map(|c| c.span));
            let paragraphs = render(source, clause, &facts, &citations);
            let shown: Vec<String> = paragraphs.iter().map(|p| solid(&p.text())).collect();
            let said: Vec<String> = clause.text.split('\n').map(solid).filter(|l| !l.is_empty()).collect();
            assert_eq!(shown, said, "{} {}", parsed.document.id, clause.address);
            // Every fact is highlighted, and its highlight holds its words.
            for (i, fact) in facts.iter().enumerate() {
                let runs = paragraphs.iter().flat_map(|p| &p.groups).flat_map(|g| &g.runs).filter(|r| r.facts.contains(&i));
                let marked: String = runs.map(|r| solid(&r.text)).collect();
                assert!(
                    !marked.is_empty() && solid(fact.of(source)).contains(&marked),
                    "{} {}: {marked}",
                    parsed.document.id,
                    clause.address
                );
            }
            clauses += 1;
        }
    }
    assert!(clauses > 200, "only {clauses} clauses were looked at");
}
