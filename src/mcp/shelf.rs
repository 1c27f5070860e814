//! The holdings of a process of its own, followed when somebody builds a newer index.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use super::{Holdings, Source};
use crate::compare::Memory;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::resolve::Resolver;

/// Answers of policies in comparisons are kept up to this many bytes.
const COMPARISON_BYTES: usize = 16 * 1024 * 1024;

/// A library with what is read from it once.
pub struct Shelf {
    library: Library,
    lexicon: Arc<Lexicon>,
    resolver: Resolver,
    memory: Memory,
}

impl Shelf {
    /// Over a library.
    pub fn new(library: Library, lexicon: Arc<Lexicon>) -> Shelf {
        Shelf { resolver: Resolver::of(&library), library, lexicon, memory: Memory::up_to(COMPARISON_BYTES) }
    }

    /// A source that gives this shelf, and one over the newer index as soon as `dir` holds one.
    pub fn followed(self, dir: PathBuf) -> Source {
        let held = RwLock::new(Arc::new(self));
        Arc::new(move || {
            let now = Arc::clone(&held.read().unwrap_or_else(PoisonError::into_inner));
            if now.library.is_named(&dir) {
                return now as Arc<dyn Holdings>;
            }
            // An index that cannot be opened is left aside, and the old one stays.
            let Ok(library) = Library::open(&dir, &now.lexicon) else { return now };
            let newer = Arc::new(Shelf::new(library, Arc::clone(&now.lexicon)));
            *held.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&newer);
            newer
        })
    }
}

impl Holdings for Shelf {
    fn library(&self) -> &Library {
        &self.library
    }

    fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    fn resolver(&self) -> &Resolver {
        &self.resolver
    }

    fn memory(&self) -> &Memory {
        &self.memory
    }
}
