//! The words and tables that rules are made of, from `index/lexicon/`.
//!
//! Recipe: [`Lexicon::embedded`] for the tables the program was built with, [`Lexicon::load`] for a
//! folder whose files take their place one by one. A bad row is refused with its file and line.

pub mod boilerplate;
pub mod citations;
pub mod departments;
pub mod measures;
pub mod places;
pub mod roles;
pub mod vocabulary;

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

pub use boilerplate::Boilerplate;
pub use citations::CitationWords;
pub use departments::DepartmentWords;
pub use places::Places;
pub use vocabulary::Vocabulary;

/// All tables.
#[derive(Debug)]
pub struct Lexicon {
    /// Lines that are no part of a document (`boilerplate.toml`).
    pub boilerplate: Boilerplate,
    /// Places and issuing authorities (`places.toml`).
    pub places: Places,
    /// Words a title ends with, longest first (`genres.toml`).
    pub genres: Vec<String>,
    /// Words beside amounts (`roles.toml`, `measures.toml`).
    pub vocabulary: Vocabulary,
    /// Words around citations (`citations.toml`).
    pub citations: CitationWords,
    /// Words of lists of departments (`departments.toml`).
    pub departments: DepartmentWords,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GenresFile {
    genres: Vec<String>,
}

/// Why a lexicon file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file exists and cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row is not of the expected form; the message names line and column.
    #[error("{path}: {message}")]
    Row {
        /// The file.
        path: PathBuf,
        /// Line, column and what was expected.
        message: String,
    },
}

impl Lexicon {
    /// The tables the program was built with.
    pub fn embedded() -> Lexicon {
        Lexicon::load(Path::new("")).unwrap_or_else(|error| panic!("the built-in lexicon is damaged: {error}"))
    }

    /// The tables of a folder; a file that is not there is taken from the built-in ones.
    ///
    /// # Errors
    /// [`LexiconError`] naming the file, and the line of a bad row.
    pub fn load(dir: &Path) -> Result<Lexicon, LexiconError> {
        let GenresFile { mut genres } = read(dir, "genres.toml", include_str!("../../index/lexicon/genres.toml"))?;
        genres.sort_by_key(|g| std::cmp::Reverse(g.len()));
        let roles = read(dir, "roles.toml", include_str!("../../index/lexicon/roles.toml"))?;
        let measures = read(dir, "measures.toml", include_str!("../../index/lexicon/measures.toml"))?;
        let vocabulary = Vocabulary::new(roles, measures).map_err(|message| LexiconError::Row { path: dir.join("roles.toml"), message })?;
        Ok(Lexicon {
            genres,
            vocabulary,
            departments: read::<DepartmentWords>(dir, "departments.toml", include_str!("../../index/lexicon/departments.toml"))?.sorted(),
            citations: read::<CitationWords>(dir, "citations.toml", include_str!("../../index/lexicon/citations.toml"))?.sorted(),
            boilerplate: Boilerplate::new(read(dir, "boilerplate.toml", include_str!("../../index/lexicon/boilerplate.toml"))?)
                .map_err(|message| LexiconError::Row { path: dir.join("boilerplate.toml"), message })?,
            places: Places::new(read(dir, "places.toml", include_str!("../../index/lexicon/places.toml"))?)
                .map_err(|message| LexiconError::Row { path: dir.join("places.toml"), message })?,
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

fn read<T: DeserializeOwned>(dir: &Path, name: &str, builtin: &str) -> Result<T, LexiconError> {
    let path = dir.join(name);
    let text = if dir.as_os_str().is_empty() {
        builtin.to_owned()
    } else {
        match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => builtin.to_owned(),
            Err(source) => return Err(LexiconError::Read { path, source }),
        }
    };
    toml::from_str(&text).map_err(|error| LexiconError::Row { path, message: error.to_string() })
}
