//! Export and import as JSON lines, and backup of a register in use.

use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{Register, RegisterError, Result, get, history, json, put_links, record};
use crate::decision::types::{Change, Decision};

/// Name of the form of a line.
const SCHEMA: &str = "tiaoli.decision/1";

/// A line: a decision with all its changes. The number it has in a register is a wish only.
#[derive(Serialize, Deserialize)]
struct Line {
    schema: String,
    #[serde(flatten)]
    decision: Decision,
    history: Vec<Change>,
}

/// What an import did, by the numbers the decisions have here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New here.
    pub added: Vec<i64>,
    /// Held already; the line is newer, and its further changes were taken over.
    pub updated: Vec<i64>,
    /// Held already, as it is or newer.
    pub unchanged: Vec<i64>,
    /// Changed here and there since they were the same; nothing was taken over.
    pub conflicts: Vec<i64>,
}

impl Register {
    /// Writes every decision as a line of JSON, the oldest first; returns how many.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn export(&self, out: &mut dyn Write) -> Result<usize> {
        let lines = self.read(Vec::new(), |c| {
            // One transaction: all lines show the same moment.
            let t = c.unchecked_transaction()?;
            let ids: Vec<i64> =
                t.prepare("SELECT id FROM decision ORDER BY id")?.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
            let mut lines = Vec::new();
            for id in ids {
                let Some(decision) = get(&t, id)? else { continue };
                lines.push(json(&Line { schema: SCHEMA.to_owned(), decision, history: history(&t, id)? })?);
            }
            Ok(lines)
        })?;
        for line in &lines {
            writeln!(out, "{line}").map_err(|source| RegisterError::Io { path: "export".into(), source })?;
        }
        Ok(lines.len())
    }

    /// Takes over exported lines, all or none. Importing the same lines again changes nothing.
    ///
    /// # Errors
    /// [`RegisterError::Import`] with the line that is none of ours; nothing is written then.
    pub fn import(&self, input: &mut dyn BufRead) -> Result<Imported> {
        let mut lines = Vec::new();
        for (at, line) in input.lines().enumerate() {
            let wrong = |reason: String| RegisterError::Import { line: at + 1, reason };
            let text = line.map_err(|e| wrong(e.to_string()))?;
            if text.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(&text).map_err(|e| wrong(format!("expected an exported decision: {e}")))?;
            check(&line).map_err(wrong)?;
            lines.push(line);
        }
        if lines.is_empty() {
            return Ok(Imported::default());
        }
        self.write(|t| {
            let mut done = Imported::default();
            for line in &lines {
                take(t, line, &mut done)?;
            }
            Ok(done)
        })
    }

    /// Copies the register, while others read and write it, to a file that does not exist yet.
    ///
    /// The copy is checked, and takes its name only when it is whole. Returns how many decisions it holds.
    ///
    /// # Errors
    /// [`RegisterError::Io`] when the file exists or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<usize> {
        let io = |source| RegisterError::Io { path: to.to_owned(), source };
        if to.try_exists().map_err(io)? {
            return Err(io(std::io::Error::new(std::io::ErrorKind::AlreadyExists, "the file exists; a backup overwrites nothing")));
        }
        let mut name = to.as_os_str().to_owned();
        name.push(".partial");
        let partial = std::path::PathBuf::from(name);
        let copied = self.read(None, |c| {
            let fail = |e| RegisterError::from_sqlite(&partial, e);
            // What an earlier attempt left behind is no backup.
            let _ = std::fs::remove_file(&partial);
            let mut copy = Connection::open(&partial).map_err(fail)?;
            Backup::new(c, &mut copy).and_then(|b| b.run_to_completion(256, Duration::from_millis(1), None)).map_err(fail)?;
            // One file that can be carried about, without a log beside it.
            let _: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0)).map_err(fail)?;
            let sound: String = copy.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0)).map_err(fail)?;
            if sound != "ok" {
                return Err(RegisterError::Damaged { path: partial.clone(), reason: sound });
            }
            let count: i64 = copy.query_row("SELECT count(*) FROM decision", [], |r| r.get(0)).map_err(fail)?;
            copy.close().map_err(|(_, e)| fail(e))?;
            Ok(Some(count))
        });
        let Some(count) = copied? else {
            return Err(io(std::io::Error::new(std::io::ErrorKind::NotFound, format!("there is no register in {}", self.path.display()))));
        };
        std::fs::File::open(&partial).and_then(|f| f.sync_all()).map_err(io)?;
        // Unlike a rename, a hard link never replaces a file that came meanwhile.
        let placed = std::fs::hard_link(&partial, to).and_then(|()| std::fs::remove_file(&partial));
        placed.or_else(|e| if to.exists() { Err(e) } else { std::fs::rename(&partial, to) }).map_err(io)?;
        if let Some(dir) = to.parent().filter(|d| !d.as_os_str().is_empty()) {
            // The name has to reach the disk as well, where the system offers that.
            let _ = std::fs::File::open(dir).and_then(|d| d.sync_all());
        }
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Opens the file if it exists, so that what is wrong with it is said at the start.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn check(&self) -> Result<()> {
        self.read((), |_| Ok(()))
    }
}

/// A line holds together: versions run from 1 without a gap, and the last change is the decision as it stands.
fn check(line: &Line) -> std::result::Result<(), String> {
    if line.schema != SCHEMA {
        return Err(format!("expected the schema {SCHEMA}, found {:?}", line.schema));
    }
    let d = &line.decision;
    let hex = |uid: &str| uid.len() == 32 && uid.bytes().all(|b| b.is_ascii_hexdigit());
    if !hex(&d.uid) || !line.history.iter().all(|c| hex(&c.uid)) {
        return Err("a uid is not 32 hex digits".to_owned());
    }
    if !line.history.iter().map(|c| c.version).eq(1..=d.version) {
        return Err(format!("the history does not run from version 1 to {}", d.version));
    }
    let fits = line.history.last().is_some_and(|last| last.content == d.content && last.links == d.links);
    if !fits {
        return Err("the decision is not what the last change of its history left".to_owned());
    }
    d.content.checked().map_err(|wrong| wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))?;
    let mut keys: Vec<i64> = d.links.iter().map(|l| l.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let fits = |s: crate::text::Span| s.start <= s.end && d.content.text.get(s.start..s.end).is_some();
    if keys.len() != d.links.len() || !d.links.iter().all(|l| fits(l.span)) {
        return Err("the links do not fit the text".to_owned());
    }
    Ok(())
}

fn take(t: &Connection, line: &Line, done: &mut Imported) -> Result<()> {
    let d = &line.decision;
    let held: Option<i64> = t.query_row("SELECT id FROM decision WHERE uid = ?1", [&d.uid], |r| r.get(0)).optional()?;
    let Some(id) = held else {
        let free = t.query_row("SELECT 1 FROM decision WHERE id = ?1", [d.id], |_| Ok(())).optional()?.is_none();
        let wish = (free && d.id > 0).then_some(d.id);
        t.execute(
            "INSERT INTO decision (id, uid, version, content, created, updated, editor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![wish, d.uid, d.version, json(&d.content)?, d.created, d.updated, d.editor],
        )?;
        let id = t.last_insert_rowid();
        put_links(t, id, &d.links)?;
        line.history.iter().try_for_each(|change| record(t, id, change))?;
        done.added.push(id);
        return Ok(());
    };
    let ours: Vec<String> = history(t, id)?.into_iter().map(|c| c.uid).collect();
    let theirs: Vec<&String> = line.history.iter().map(|c| &c.uid).collect();
    let common = ours.iter().zip(&theirs).take_while(|(a, b)| *a == **b).count();
    match (common == ours.len(), common == theirs.len()) {
        (_, true) => done.unchanged.push(id),
        (false, false) => done.conflicts.push(id),
        (true, false) => {
            t.execute(
                "UPDATE decision SET version = ?2, content = ?3, updated = ?4, editor = ?5 WHERE id = ?1",
                params![id, d.version, json(&d.content)?, d.updated, d.editor],
            )?;
            t.execute("DELETE FROM link WHERE decision = ?1", [id])?;
            put_links(t, id, &d.links)?;
            line.history[common..].iter().try_for_each(|change| record(t, id, change))?;
            done.updated.push(id);
        }
    }
    Ok(())
}

impl Register {
    /// Makes a file of an older version, for tests of the steps.
    #[cfg(test)]
    pub(super) fn older(path: &Path, steps: usize) -> Result<Connection> {
        let connection = super::connect(path, true)?;
        for step in &super::schema::STEPS[..steps] {
            connection.execute_batch(step)?;
        }
        connection.pragma_update(None, "application_id", super::schema::APPLICATION)?;
        connection.pragma_update(None, "user_version", steps as i32)?;
        Ok(connection)
    }
}
