//! The site that is shown now, and the change to a newer one while requests go on.
//!
//! An index is built by any process (`tiaoli ingest`); who serves notices it within a second, opens the new
//! generation and shows it. A request that has begun ends with the site it began with.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::extract::FromRef;

use super::site::Site;
use crate::index::Library;

/// How often it is looked whether there is a newer index.
const EVERY: Duration = Duration::from_secs(1);

/// The site that is shown now. Cheap to clone; all clones show the same.
#[derive(Clone)]
pub struct Live(Arc<RwLock<Arc<Site>>>);

impl From<Arc<Site>> for Live {
    fn from(site: Arc<Site>) -> Self {
        Live(Arc::new(RwLock::new(site)))
    }
}

impl FromRef<Live> for Arc<Site> {
    fn from_ref(live: &Live) -> Self {
        live.site()
    }
}

impl Live {
    /// The site.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows a newer index if `dir` holds one; whether it did. An index that cannot be opened is left aside
    /// and the old one stays.
    pub fn refresh(&self, dir: &std::path::Path) -> bool {
        let old = self.site();
        if old.library.is_named(dir) {
            return false;
        }
        let Ok(library) = Library::open(dir, &old.lexicon) else { return false };
        let site = Arc::new(old.renewed(Arc::new(library)));
        site.warm_up();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = site;
        true
    }

    /// Looks for newer indexes in `dir` until the process ends.
    pub fn watch(&self, dir: PathBuf) {
        let live = self.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(EVERY);
                live.refresh(&dir);
            }
        });
    }
}
