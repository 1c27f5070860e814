//! The words and tables that rules are made of, from `index/lexicon/`.
//!
//! Recipe: [`Lexicon::embedded`] for the tables the program was built with, [`Lexicon::load`] for a
//! folder whose files take their place one by one. A bad row is refused with its file and line.

pub mod boilerplate;
pub mod citations;
pub mod departments;
pub mod measures;
pub mod phrase;
pub mod places;
pub mod roles;
pub mod times;
pub mod topics;
pub mod vocabulary;
pub mod words;

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

pub use boilerplate::Boilerplate;
pub use citations::CitationWords;
pub use departments::DepartmentWords;
pub use places::Places;
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
    /// User words, stop words and synonyms (`user_words.toml`, `synonyms.toml`).
    pub words: Words,
    /// Changes whenever a file of the folder does; `built-in` without a folder.
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
            times: read(dir, "times.toml", include_str!("../../index/lexicon/times.toml"))?,
            departments: read::<DepartmentWords>(dir, "departments.toml", include_str!("../../index/lexicon/departments.toml"))?.sorted(),
            citations: read::<CitationWords>(dir, "citations.toml", include_str!("../../index/lexicon/citations.toml"))?.sorted(),
            boilerplate: Boilerplate::new(read(dir, "boilerplate.toml", include_str!("../../index/lexicon/boilerplate.toml"))?)
                .map_err(|message| LexiconError::Row { path: dir.join("boilerplate.toml"), message })?,
            places: Places::new(read(dir, "places.toml", include_str!("../../index/lexicon/places.toml"))?)
                .map_err(|message| LexiconError::Row { path: dir.join("places.toml"), message })?,
            words: Words::new(
                read(dir, "user_words.toml", include_str!("../../index/lexicon/user_words.toml"))?,
                read(dir, "synonyms.toml", include_str!("../../index/lexicon/synonyms.toml"))?,
            )
            .map_err(|message| LexiconError::Row { path: dir.join("synonyms.toml"), message })?,
            fingerprint: fingerprint(dir)?,
            topics: Topics::new(read(dir, "topics.toml", include_str!("../../index/lexicon/topics.toml"))?)
                .map_err(|message| LexiconError::Row { path: dir.join("topics.toml"), message })?,
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

/// SHA-256 over the names and contents of the TOML files of the folder; the built-in tables are part of the program.
fn fingerprint(dir: &Path) -> Result<String, LexiconError> {
    if dir.as_os_str().is_empty() {
        return Ok("built-in".to_owned());
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| LexiconError::Read { path, source }
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(failed(dir))? {
        let path = entry.map_err(failed(dir))?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for path in files {
        let bytes = std::fs::read(&path).map_err(failed(&path))?;
        hash.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
}
