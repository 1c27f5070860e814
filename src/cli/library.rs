//! Opening the index for a command, with progress on stderr.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::talk::shows_progress;
use super::{CliError, Folders, remark};
use crate::index::{BuildReport, FailedFile, Library, Opened, Progress, Stage, open_or_build};
use crate::lexicon::Lexicon;

/// Opens the index, after building or refreshing it where that is needed. What could not be read is
/// said only when it was tried just now.
pub fn open(folders: &Folders, lexicon: &Lexicon) -> Result<Library, CliError> {
    let opened = open_with_report(folders, lexicon)?;
    if let Some(report) = &opened.report {
        complain_of(&report.failures);
    }
    Ok(opened.library)
}

/// Opens the index as [`open`] does, and leaves it to the caller to report on a build.
pub fn open_with_report(folders: &Folders, lexicon: &Lexicon) -> Result<Opened, CliError> {
    let meter = Meter::new();
    let opened = open_or_build(&folders.corpus, &folders.index, lexicon, &|progress| meter.show(progress));
    meter.finish();
    let opened = opened.map_err(|error| CliError::Failure(error.to_string()))?;
    if let Some(warning) = &opened.warning {
        remark(warning);
    }
    record(folders, &opened.library, opened.report.as_ref());
    Ok(opened)
}

/// Keeps the addresses of the documents that were read; of all where none were ever kept. A ledger that cannot
/// be written is said, and stops nothing.
pub fn record(folders: &Folders, library: &Library, report: Option<&BuildReport>) {
    let ledger = folders.ledger();
    let kept = ledger.path().is_some_and(|path| path.exists());
    if report.is_none() && kept {
        return;
    }
    let read = report.map_or(&[][..], |r| r.changed.as_slice());
    if let Err(error) = ledger.record(library, read) {
        remark(&format!("{error}; addresses that move now cannot be followed later"));
    }
}

/// Names the files that could not be read, each with its reason.
pub fn complain_of(failures: &[FailedFile]) {
    for failure in failures {
        remark(&format!("not read: {}: {}", failure.path.display(), failure.reason));
    }
}

/// 7 documents, 301 clauses, 95 facts, 60 citations
pub fn counts(library: &Library) -> String {
    let policies = library.policies();
    let sum = |count: fn(&crate::index::PolicySummary) -> usize| policies.iter().map(count).sum::<usize>();
    counted(policies.len(), sum(|p| p.clauses), sum(|p| p.facts), sum(|p| p.citations))
}

/// What a build has read, and how long it took.
pub fn built(report: &BuildReport) -> String {
    let counts = counted(report.documents, report.clauses, report.facts, report.citations);
    format!("{counts}; read in {:.1} s", report.elapsed.as_secs_f64())
}

fn counted(documents: usize, clauses: usize, facts: usize, citations: usize) -> String {
    let documents = if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") };
    format!("{documents}, {clauses} clauses, {facts} facts, {citations} citations")
}

/// Shows how far a build has come: a bar on a terminal, elsewhere a line every few seconds.
pub struct Meter {
    bar: Option<ProgressBar>,
    /// When the last line was written.
    said: Mutex<Instant>,
}

/// Time between two lines where there is no bar.
const EVERY: Duration = Duration::from_secs(3);

impl Meter {
    /// A meter that has shown nothing yet.
    pub fn new() -> Meter {
        let bar = (shows_progress() && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Meter { bar, said: Mutex::new(Instant::now()) }
    }

    /// Shows a step; it may be called from several threads.
    pub fn show(&self, progress: Progress) {
        let words = match progress.stage {
            Stage::Waiting => "waiting for another tiaoli that builds the same index",
            Stage::Parsing => "reading documents",
            Stage::Finishing => "completing the index",
        };
        if let Some(bar) = &self.bar {
            bar.set_message(words);
            bar.set_length(progress.total as u64);
            bar.set_position(progress.done as u64);
            return;
        }
        if !shows_progress() {
            return;
        }
        let Ok(mut said) = self.said.lock() else { return };
        if said.elapsed() >= EVERY {
            *said = Instant::now();
            remark(&format!("{words}: {} of {}", progress.done, progress.total));
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
