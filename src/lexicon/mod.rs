//! The words and tables that rules are made of, from `index/lexicon/`.
//!
//! Recipe: [`Lexicon::embedded`] for the tables the program was built with, [`Lexicon::load`] to add the rows of
//! folders (`merge` says how they join). Everything that is wrong is told at once, by file and line.

pub mod authorities;
pub mod boilerplate;
pub mod citations;
pub mod departments;
pub mod eligibility;
pub mod forms;
pub mod gate;
pub mod lineage;
pub mod measures;
mod merge;
pub mod phrase;
pub mod places;
pub mod procedure;
pub mod roles;
mod rows;
mod source;
pub mod symbols;
pub mod times;
pub mod topics;
pub mod vocabulary;
pub mod words;

use std::path::Path;

use toml::Spanned;

pub use authorities::Authorities;
pub use boilerplate::Boilerplate;
pub use citations::CitationWords;
pub use departments::DepartmentWords;
pub use eligibility::Eligibility;
pub use forms::FormWords;
pub use lineage::LineageWords;
pub use places::Places;
pub use procedure::ProcedureWords;
pub use source::{Mistake, Problem};
pub use times::Times;
pub use topics::Topics;
pub use vocabulary::Vocabulary;
pub use words::Words;

/// All tables.
#[derive(Debug)]
pub struct Lexicon {
    /// Lines that are no part of a document (`boilerplate.toml`).
    pub boilerplate: Boilerplate,
    /// Places and issuing authorities (`places.toml`).
    pub places: Places,
    /// Names of bodies and their 代字 (`authorities.toml`, `symbols.toml`).
    pub authorities: Authorities,
    /// User words, stop words and synonyms (`user_words.toml`, `synonyms.toml`).
    pub words: Words,
    /// Changes whenever a file of the folders does; `built-in` without a folder.
    pub fingerprint: String,
    /// Topics of the comparison (`topics.toml`).
    pub topics: Topics,
    /// Words a title ends with, longest first (`genres.toml`).
    pub genres: Vec<String>,
    /// Words beside amounts (`roles.toml`, `measures.toml`).
    pub vocabulary: Vocabulary,
    /// Words around citations (`citations.toml`).
    pub citations: CitationWords,
    /// Words of lists of departments (`departments.toml`).
    pub departments: DepartmentWords,
    /// Periods with a name, and rules on validity (`times.toml`).
    pub times: Times,
    /// Conditions on an applicant (`eligibility.toml`).
    pub eligibility: Eligibility,
    /// Formulas and words that turn a sentence (`lineage.toml`).
    pub lineage: LineageWords,
    /// Forms to fill in (`forms.toml`).
    pub forms: FormWords,
    /// Steps of a procedure (`procedure.toml`).
    pub procedure: ProcedureWords,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GenresFile {
    genres: Vec<Spanned<String>>,
}

/// Everything that is wrong in the word lists, a line for each.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct LexiconError(pub Vec<Problem>);

/// The name of a word list and its built-in text.
macro_rules! list {
    ($reader:expr, $name:literal) => {
        $reader.read($name, include_str!(concat!("../../index/lexicon/", $name)))
    };
}

/// The files of a folder. `script.toml` belongs to the `text` room and is read only from the program itself.
const FILES: [&str; 18] = [
    "authorities.toml",
    "boilerplate.toml",
    "citations.toml",
    "departments.toml",
    "eligibility.toml",
    "forms.toml",
    "genres.toml",
    "lineage.toml",
    "measures.toml",
    "places.toml",
    "procedure.toml",
    "roles.toml",
    "script.toml",
    "symbols.toml",
    "synonyms.toml",
    "times.toml",
    "topics.toml",
    "user_words.toml",
];

impl Lexicon {
    /// The tables the program was built with.
    pub fn embedded() -> Lexicon {
        Lexicon::load(&[] as &[&Path]).unwrap_or_else(|error| panic!("the built-in lexicon is damaged: {error}"))
    }

    /// The built-in tables with the rows of these folders, one folder after the other.
    ///
    /// # Errors
    /// All problems of all files, each with its file and line.
    pub fn load(dirs: &[impl AsRef<Path>]) -> Result<Lexicon, LexiconError> {
        let mut reader = source::Reader::new(dirs);
        reader.unknown_files(&FILES, ("script.toml", include_str!("../../index/lexicon/script.toml")));
        let lexicon = Lexicon::read(&mut reader);
        let (problems, fingerprint) = reader.finish();
        match lexicon {
            Some(lexicon) if problems.is_empty() => Ok(Lexicon { fingerprint, ..lexicon }),
            _ => Err(LexiconError(problems)),
        }
    }

    /// What is wrong in the rows of these folders; empty when [`Lexicon::load`] takes them.
    pub fn problems(dirs: &[impl AsRef<Path>]) -> Vec<Problem> {
        Lexicon::load(dirs).map_or_else(|error| error.0, |_| Vec::new())
    }

    /// Every file is read before the first that is no use ends it, so that no problem hides another.
    fn read(reader: &mut source::Reader) -> Option<Lexicon> {
        let genres: Option<GenresFile> = list!(reader, "genres.toml");
        let (roles, measures) = (list!(reader, "roles.toml"), list!(reader, "measures.toml"));
        let vocabulary = roles.zip(measures).map(|(roles, measures)| Vocabulary::new(roles, measures));
        let vocabulary = vocabulary.and_then(|made| reader.take(made));
        let departments: Option<DepartmentWords> = list!(reader, "departments.toml");
        let citations: Option<CitationWords> = list!(reader, "citations.toml");
        let boilerplate = list!(reader, "boilerplate.toml").and_then(|file| reader.take(Boilerplate::new(file)));
        let (places, bodies) = (list!(reader, "places.toml"), list!(reader, "authorities.toml"));
        let symbols: Option<symbols::SymbolsFile> = list!(reader, "symbols.toml");
        let named = places.zip(bodies).and_then(|(places, bodies)| {
            let authorities = reader.take(authorities::Names::new(bodies))?;
            Some((reader.take(Places::new(places, authorities.national()))?, authorities))
        });
        let named = named.zip(symbols).and_then(|((mut places, names), symbols)| {
            let mut symbols = reader.take(symbols::Symbols::new(symbols, &names, &places))?;
            let lead_ins = citations.iter().flat_map(|c: &CitationWords| c.lead_ins.iter().chain(&c.weak_lead_ins));
            symbols.after(lead_ins.chain(places.endings()).cloned().chain(places.full_names()));
            let symbols = std::sync::Arc::new(symbols);
            places.symbols = symbols.clone();
            Some((places, Authorities { names, symbols }))
        });
        let (user_words, synonyms) = (list!(reader, "user_words.toml"), list!(reader, "synonyms.toml"));
        let words = user_words.zip(synonyms).and_then(|(words, synonyms)| reader.take(Words::new(words, synonyms)));
        let times = list!(reader, "times.toml").and_then(|file| reader.take(Times::new(file)));
        let topics = list!(reader, "topics.toml").and_then(|file| reader.take(Topics::new(file)));
        let eligibility = list!(reader, "eligibility.toml").and_then(|file| reader.take(Eligibility::new(file)));
        let lineage = list!(reader, "lineage.toml").and_then(|file| reader.take(LineageWords::new(file)));
        let forms = list!(reader, "forms.toml").and_then(|file| reader.take(FormWords::new(file)));
        let procedure = list!(reader, "procedure.toml").and_then(|file| reader.take(ProcedureWords::new(file)));
        let GenresFile { genres } = genres?;
        let mut genres: Vec<String> = genres.into_iter().map(Spanned::into_inner).collect();
        genres.sort_by_key(|g| std::cmp::Reverse(g.len()));
        let (places, authorities) = named?;
        Some(Lexicon {
            genres,
            vocabulary: vocabulary?,
            times: times?,
            departments: departments?.sorted(),
            citations: citations?.sorted(),
            boilerplate: boilerplate?,
            places,
            authorities,
            words: words?,
            fingerprint: String::new(),
            topics: topics?,
            eligibility: eligibility?,
            lineage: lineage?,
            forms: forms?,
            procedure: procedure?,
        })
    }

    /// The genre a simplified title ends with: 指导意见. Brackets and quotation marks at the end are passed over.
    pub fn genre<'t>(&self, title: &'t str) -> Option<&'t str> {
        let mut title = title.trim_end_matches(['》', '>', '”', '"', ' ']);
        // 管理办法（试行）, 行动计划(2022-2025年)
        while let Some(open) = title.ends_with([')', '）']).then(|| title.rfind(['(', '（'])).flatten() {
            title = title[..open].trim_end_matches(['》', '>', '”', '"', ' ']);
        }
        let genre = self.genres.iter().find(|g| title.ends_with(g.as_str()))?;
        title.get(title.len() - genre.len()..)
    }

    /// The jurisdiction of a name, full or short: 广西, 广西壮族自治区.
    pub fn jurisdiction(&self, name: &str) -> Option<crate::policy::Jurisdiction> {
        self.places.jurisdiction(name)
    }
}

#[cfg(test)]
mod names_tests;
#[cfg(test)]
mod symbols_tests;
