//! What the pages are made from.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::decisions::Desk;
use super::error::Problem;
use super::language::say;
use super::pages::home;
use super::report::Reports;
use super::{naming, nearest};
use crate::clause::ClauseAddress;
use crate::compare::Memory;
use crate::compare::lineage::Lineage;
use crate::decision::Reader;
use crate::extract::Citation;
use crate::index::{Library, PolicyRecord};
use crate::ledger::Ledger;
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::policy::{Policy, PolicyId};
use crate::resolve::{Mention, Network, Resolution, Resolver, resolve_with};
use crate::search::{SearchRequest, Suggester, search};

/// A longer path names nothing we hold.
const MAX_PATH_CHARS: usize = 600;

/// Answers of policies in comparisons are kept up to this many bytes.
const COMPARISON_BYTES: usize = 48 * 1024 * 1024;

/// Clauses of a library whose lineage is found while a request waits, in about a second.
const SMALL: usize = 10_000;

/// The library with its lexicon, and what is counted once and then kept.
pub struct Site {
    /// What the corpus holds.
    pub library: Arc<Library>,
    /// Words and tables.
    pub lexicon: Arc<Lexicon>,
    /// The decisions, and who may change them.
    pub desk: Arc<Desk>,
    /// Where addresses of former times have gone.
    pub ledger: Arc<Ledger>,
    /// The folder of the documents, for handing out their files; none where it is not known.
    pub corpus: Option<Arc<Path>>,
    /// Where reports of mistakes go.
    pub reports: Arc<Reports>,
    resolver: Resolver,
    finding: OnceLock<Vec<&'static str>>,
    network: OnceLock<Network>,
    suggester: OnceLock<Suggester>,
    /// What the policies answer in comparisons.
    pub(super) comparisons: Memory,
    lineage: OnceLock<Lineage>,
    mcp: bool,
}

/// Where a path under `/p/` leads.
pub struct Located {
    /// The document.
    pub record: Arc<PolicyRecord>,
    /// What stands behind its id: an address as typed, or nothing.
    pub rest: String,
}

impl Site {
    /// A site over a library.
    pub fn new(library: Arc<Library>, lexicon: Arc<Lexicon>) -> Self {
        let resolver = Resolver::of(&library);
        Site {
            library,
            lexicon,
            desk: Arc::default(),
            ledger: Arc::default(),
            corpus: None,
            reports: Arc::default(),
            resolver,
            finding: OnceLock::new(),
            network: OnceLock::new(),
            suggester: OnceLock::new(),
            comparisons: Memory::up_to(COMPARISON_BYTES),
            lineage: OnceLock::new(),
            mcp: false,
        }
    }

    /// The same with `/mcp` switched on.
    pub fn with_mcp(mut self, on: bool) -> Self {
        self.mcp = on;
        self
    }

    /// Whether `/mcp` is answered.
    pub fn talks_mcp(&self) -> bool {
        self.mcp
    }

    /// The same with a register of decisions. Without one, there are none and none can be made.
    pub fn with_desk(mut self, desk: impl Into<Arc<Desk>>) -> Self {
        self.desk = desk.into();
        self
    }

    /// The same with a ledger of addresses. Without one, an address that leads nowhere is not followed.
    pub fn with_ledger(mut self, ledger: impl Into<Arc<Ledger>>) -> Self {
        self.ledger = ledger.into();
        self
    }

    /// The same with the folder of the documents. Without it their files are not handed out.
    pub fn with_corpus(mut self, folder: impl Into<Arc<Path>>) -> Self {
        self.corpus = Some(folder.into());
        self
    }

    /// The same with a place for reports of mistakes. Without one, a reader gets a text to copy.
    pub fn with_reports(mut self, reports: impl Into<Arc<Reports>>) -> Self {
        self.reports = reports.into();
        self
    }

    /// The same over a newer index, with everything it was given.
    pub fn renewed(&self, library: Arc<Library>) -> Self {
        let site = Site::new(library, Arc::clone(&self.lexicon))
            .with_mcp(self.mcp)
            .with_desk(Arc::clone(&self.desk))
            .with_ledger(Arc::clone(&self.ledger));
        Site { corpus: self.corpus.clone(), ..site }.with_reports(Arc::clone(&self.reports))
    }

    /// What a decision's text is read with.
    pub fn reader(&self) -> Reader<'_> {
        Reader { library: &self.library, resolver: &self.resolver, lexicon: &self.lexicon }
    }

    /// Splits `guangzhou/2025-36/5/2` into the document and the rest: the longest beginning that is a document's id.
    ///
    /// # Errors
    /// A [`Problem`] with the nearest documents.
    pub fn locate(&self, path: &str) -> Result<Located, Problem> {
        let path = path.trim_matches('/');
        if path.chars().count() <= MAX_PATH_CHARS {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            for end in ends.collect::<Vec<_>>().into_iter().rev() {
                let Ok(id) = path[..end].parse::<PolicyId>() else { continue };
                if let Some(record) = self.library.policy(&id) {
                    return Ok(Located { record, rest: path[end..].trim_matches('/').to_owned() });
                }
            }
        }
        let typed: String = path.chars().take(80).collect();
        let links = nearest::documents(self.library.policies(), &typed);
        Err(Problem::not_found(Message::new("asked-no-document").with("typed", &typed)).typed(typed).links(links))
    }

    /// What became of a citation of a document.
    pub fn resolve(&self, citing: &Policy, citation: &Citation) -> Resolution {
        resolve_with(&self.resolver, &self.library, citing, citation)
    }

    /// The short names of the places of which documents are held, in the order of the library.
    pub fn places(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        self.library.policies().iter().map(|s| s.document.place()).filter(|name| seen.insert(name.clone())).collect()
    }

    /// A document with its date, for a list in which several bear one title.
    pub fn title(&self, id: &PolicyId) -> String {
        match self.library.summary(id).map(|s| &s.document) {
            Some(d) => {
                let title = naming::quoted_title(naming::title(d));
                match d.date() {
                    Some(date) => say(&Message::new("label-dated").with("title", &title).with("date", date)),
                    None => title,
                }
            }
            None => id.to_string(),
        }
    }

    /// The documents of a typed number, title or id, newest first.
    pub fn lookup(&self, typed: &str) -> Vec<PolicyId> {
        self.resolver.lookup(&self.lexicon, typed)
    }

    /// The citations of a document by others; of one clause with what lies below it, when `address` names one.
    pub fn cited_by<'s>(&'s self, id: &PolicyId, address: Option<&'s ClauseAddress>) -> impl Iterator<Item = &'s Mention> {
        self.network().citing(id).filter(move |m| {
            let cited = m.resolution.target.as_ref().map_or("", |t| t.address.as_str());
            address.is_none_or(|a| cited.parse().is_ok_and(|c: ClauseAddress| c == *a || a.is_ancestor_of(&c)))
        })
    }

    /// Who cites whom: the clauses of `citing` that cite another document, with that document.
    pub fn citations_of(&self, citing: &[PolicyId]) -> Vec<(PolicyId, ClauseAddress, PolicyId)> {
        let all = citing.iter().flat_map(|id| self.network().cited(id));
        let mut out: Vec<_> =
            all.filter_map(|m| Some((m.policy.clone(), m.address.clone(), m.resolution.target.as_ref()?.policy.clone()))).collect();
        out.sort_by(|a, b| (&a.0, &a.2).cmp(&(&b.0, &b.2)));
        out.dedup();
        out
    }

    /// The documents by their keys.
    pub fn resolver(&self) -> &Resolver {
        &self.resolver
    }

    /// What can be suggested; gathered at the first call.
    pub fn suggester(&self) -> &Suggester {
        self.suggester.get_or_init(|| Suggester::new(&self.library, &self.lexicon))
    }

    /// Which clauses were taken from which; found at the first call.
    pub fn lineage(&self) -> &Lineage {
        self.lineage.get_or_init(|| Lineage::of(&self.library, &self.lexicon))
    }

    /// The same, when a request need not wait for it: it is found, kept in a file, or the library is small. Else it is
    /// being found in the background.
    pub fn lineage_at_hand(&self) -> Option<&Lineage> {
        let small = || self.library.policies().iter().map(|p| p.clauses).sum::<usize>() <= SMALL;
        match self.lineage.get() {
            Some(lineage) => Some(lineage),
            None => (small() || Lineage::is_kept(&self.library)).then(|| self.lineage()),
        }
    }

    /// Does in the background what the first request would wait for: dictionary, examples, citations.
    pub fn warm_up(self: &Arc<Self>) {
        let site = Arc::clone(self);
        std::thread::spawn(move || {
            site.finds("");
            site.network();
            site.suggester();
            site.lineage();
        });
    }

    /// Whether an example query finds something.
    pub fn finds(&self, query: &str) -> bool {
        let finding = self.finding.get_or_init(|| {
            let finds =
                |q: &str| search(&self.library, &SearchRequest { query: q.to_owned(), limit: 1, ..SearchRequest::default() }).total > 0;
            home::EXAMPLES.into_iter().filter(|q| finds(q)).collect()
        });
        finding.contains(&query)
    }

    /// All citations resolved; done at the first call.
    pub fn network(&self) -> &Network {
        self.network.get_or_init(|| Network::of(&self.library, &self.resolver))
    }
}
