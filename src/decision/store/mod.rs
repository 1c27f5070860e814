//! The register's file: SQLite in WAL mode with full synchronisation. The only place that knows SQLite.
//!
//! Recipe: [`Register::at`] names the file and opens nothing; reading a file that is not there gives an
//! empty register; the first saving makes it. Every saving is one transaction that writes the decision,
//! its links and a line of history, and has reached the disk when it returns. `schema` holds the tables,
//! `transfer` export, import and backup.

mod error;
mod schema;
mod transfer;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::types::{Action, Change, Content, Decision, Detail, Link};
use crate::policy::PolicyId;
pub use error::RegisterError;
pub use transfer::Imported;

/// How long one process waits for another that is writing.
const BUSY: Duration = Duration::from_secs(5);

type Result<T> = std::result::Result<T, RegisterError>;

/// The decisions of one file. Cheap to make; shared in an `Arc`.
#[derive(Debug)]
pub struct Register {
    path: PathBuf,
    open: Mutex<Option<Opened>>,
}

#[derive(Debug)]
struct Opened {
    connection: Connection,
    identity: Option<(u64, u64)>,
}

/// A decision that relies on a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relying {
    /// The decision, with all its links.
    pub decision: Decision,
    /// Numbers of the links that lead there.
    pub links: Vec<i64>,
}

impl Register {
    /// The register in a file, which need not exist yet.
    pub fn at(path: impl Into<PathBuf>) -> Register {
        Register { path: path.into(), open: Mutex::default() }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All decisions, the one changed last first.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn list(&self) -> Result<Vec<Decision>> {
        self.read(Vec::new(), |c| {
            let mut statement =
                c.prepare("SELECT id, uid, version, content, created, updated, editor FROM decision ORDER BY updated DESC, id DESC")?;
            let rows = statement.query_map([], decision)?.collect::<rusqlite::Result<Vec<_>>>()?;
            rows.into_iter().map(|d| with_links(c, d)).collect()
        })
    }

    /// One decision.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn get(&self, id: i64) -> Result<Option<Decision>> {
        self.read(None, |c| get(c, id))
    }

    /// Its changes, the oldest first.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn history(&self, id: i64) -> Result<Vec<Change>> {
        self.read(Vec::new(), |c| history(c, id))
    }

    /// The decisions with a link, not rejected, to a policy; with an address, to that clause or one below it.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn relying_on(&self, policy: &PolicyId, address: Option<&str>) -> Result<Vec<Relying>> {
        let under = address.filter(|a| !a.is_empty());
        self.read(Vec::new(), |c| {
            let mut statement = c.prepare("SELECT decision, key, address FROM link WHERE policy = ?1 ORDER BY decision DESC, key")?;
            let rows =
                statement.query_map([policy.as_str()], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?)))?;
            let mut found: Vec<(i64, Vec<i64>)> = Vec::new();
            for row in rows {
                let (id, key, at) = row?;
                if under.is_some_and(|a| at != a && !at.strip_prefix(a).is_some_and(|rest| rest.starts_with('/'))) {
                    continue;
                }
                match found.last_mut() {
                    Some((last, keys)) if *last == id => keys.push(key),
                    _ => found.push((id, vec![key])),
                }
            }
            let mut out = Vec::new();
            for (id, mut links) in found {
                let Some(decision) = get(c, id)? else { continue };
                links.retain(|key| decision.link(*key).is_some_and(|l| l.review != super::types::Review::Rejected));
                if !links.is_empty() {
                    out.push(Relying { decision, links });
                }
            }
            Ok(out)
        })
    }

    /// The policies that links lead to, in the order of their ids.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn policies(&self) -> Result<Vec<PolicyId>> {
        self.read(Vec::new(), |c| {
            let mut statement = c.prepare("SELECT DISTINCT policy FROM link WHERE policy IS NOT NULL ORDER BY policy")?;
            let names = statement.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
        })
    }

    /// Makes a decision.
    ///
    /// # Errors
    /// [`RegisterError`] names the file and what is wrong with it.
    pub fn create(&self, content: &Content, links: &[Link], editor: &str) -> Result<Decision> {
        self.write(|t| {
            let now = now();
            t.execute(
                "INSERT INTO decision (uid, version, content, created, updated, editor) VALUES (?1, 1, ?2, ?3, ?3, ?4)",
                params![uid()?, json(content)?, now, editor],
            )?;
            let id = t.last_insert_rowid();
            put_links(t, id, links)?;
            let added = links.iter().map(|l| l.quote.clone()).collect();
            record(t, id, &Change::new(1, editor, &now, Action::Create, Detail { added, ..Detail::default() }, content, links)?)?;
            get(t, id)?.ok_or(RegisterError::Unknown { id })
        })
    }

    /// Saves a change of the decision that was read as `version`.
    ///
    /// # Errors
    /// [`RegisterError::Conflict`] with the decision as it stands, when somebody saved meanwhile; nothing is
    /// written then. [`RegisterError::Unknown`] when there is no such decision.
    pub fn save(&self, id: i64, version: i64, content: &Content, links: &[Link], editor: &str, what: (Action, Detail)) -> Result<Decision> {
        self.write(|t| {
            let current = get(t, id)?.ok_or(RegisterError::Unknown { id })?;
            if current.version != version {
                return Err(RegisterError::Conflict(Box::new(current)));
            }
            let (now, next) = (now(), version + 1);
            t.execute(
                "UPDATE decision SET version = ?2, content = ?3, updated = ?4, editor = ?5 WHERE id = ?1",
                params![id, next, json(content)?, now, editor],
            )?;
            t.execute("DELETE FROM link WHERE decision = ?1", [id])?;
            put_links(t, id, links)?;
            record(t, id, &Change::new(next, editor, &now, what.0, what.1.clone(), content, links)?)?;
            get(t, id)?.ok_or(RegisterError::Unknown { id })
        })
    }

    fn lock(&self) -> MutexGuard<'_, Option<Opened>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads from the file, where there is one; `empty` where there is none.
    fn read<T>(&self, empty: T, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut open = self.lock();
        match self.opened(&mut open, false)? {
            None => Ok(empty),
            Some(connection) => work(connection).map_err(|e| e.at(&self.path)),
        }
    }

    /// Writes in one transaction, which has reached the disk afterwards or never happened.
    fn write<T>(&self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        let mut open = self.lock();
        let Some(connection) = self.opened(&mut open, true)? else { return Err(RegisterError::Removed { path: self.path.clone() }) };
        let done = || -> Result<T> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        done().map_err(|e| e.at(&self.path))
    }

    /// The open file; none when there is none and it is not to be made.
    fn opened<'o>(&self, open: &'o mut Option<Opened>, make: bool) -> Result<Option<&'o mut Connection>> {
        if let Some(opened) = open.as_ref() {
            // What is written to a file that was removed would be lost without a word.
            match identity(&self.path) {
                None => return Err(RegisterError::Removed { path: self.path.clone() }),
                now if now != opened.identity => *open = None,
                _ => {}
            }
        }
        if open.is_none() {
            let there = self.path.try_exists().map_err(|source| RegisterError::Io { path: self.path.clone(), source })?;
            if !there && !make {
                return Ok(None);
            }
            let mut connection = connect(&self.path, !there)?;
            if schema::version(&connection, &self.path)? == 0 && !make {
                return Ok(None);
            }
            prepare(&mut connection, &self.path)?;
            *open = Some(Opened { connection, identity: identity(&self.path) });
        }
        Ok(open.as_mut().map(|o| &mut o.connection))
    }
}

/// Opens a file without changing it; `make` makes it.
fn connect(path: &Path, make: bool) -> Result<Connection> {
    if make && let Some(dir) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
        std::fs::create_dir_all(dir).map_err(|source| RegisterError::Io { path: dir.to_owned(), source })?;
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if make {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let fail = |e| RegisterError::from_sqlite(path, e);
    let connection = Connection::open_with_flags(path, flags).map_err(fail)?;
    connection.busy_timeout(BUSY).map_err(fail)?;
    Ok(connection)
}

/// Checks a file once, and brings it to the mode and the version that are used here.
fn prepare(connection: &mut Connection, path: &Path) -> Result<()> {
    let fail = |e| RegisterError::from_sqlite(path, e);
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(fail)?;
    if sound != "ok" {
        return Err(RegisterError::Damaged { path: path.to_owned(), reason: sound });
    }
    let _: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(fail)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(fail)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(fail)?;
    schema::migrate(connection, path)
}

/// Device and inode: whether a path still names the file that was opened.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

fn decision(row: &Row) -> rusqlite::Result<Decision> {
    Ok(Decision {
        id: row.get(0)?,
        uid: row.get(1)?,
        version: row.get(2)?,
        content: from_json(row, 3)?,
        links: Vec::new(),
        created: row.get(4)?,
        updated: row.get(5)?,
        editor: row.get(6)?,
    })
}

fn get(c: &Connection, id: i64) -> Result<Option<Decision>> {
    let sql = "SELECT id, uid, version, content, created, updated, editor FROM decision WHERE id = ?1";
    c.query_row(sql, [id], decision).optional()?.map(|d| with_links(c, d)).transpose()
}

fn with_links(c: &Connection, mut decision: Decision) -> Result<Decision> {
    let mut statement = c.prepare_cached("SELECT data FROM link WHERE decision = ?1")?;
    let links = statement.query_map([decision.id], |row| from_json::<Link>(row, 0))?;
    decision.links = links.collect::<rusqlite::Result<Vec<_>>>()?;
    decision.links.sort_by_key(|l| (l.span, l.key));
    Ok(decision)
}

fn history(c: &Connection, id: i64) -> Result<Vec<Change>> {
    let mut statement = c.prepare("SELECT data FROM history WHERE decision = ?1 ORDER BY version")?;
    let changes = statement.query_map([id], |row| from_json(row, 0))?;
    Ok(changes.collect::<rusqlite::Result<Vec<_>>>()?)
}

fn put_links(t: &Connection, id: i64, links: &[Link]) -> Result<()> {
    let mut statement = t.prepare_cached("INSERT INTO link (decision, key, policy, address, data) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for link in links {
        let (policy, address) = link.pin.as_ref().map(|p| (p.policy.as_str(), p.address.as_str())).unzip();
        statement.execute(params![id, link.key, policy, address, json(link)?])?;
    }
    Ok(())
}

fn record(t: &Connection, id: i64, change: &Change) -> Result<()> {
    t.execute(
        "INSERT INTO history (uid, decision, version, editor, at, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![change.uid, id, change.version, change.editor, change.at, json(change)?],
    )?;
    Ok(())
}

impl Change {
    fn new(version: i64, editor: &str, at: &str, action: Action, detail: Detail, content: &Content, links: &[Link]) -> Result<Change> {
        let (editor, at) = (editor.to_owned(), at.to_owned());
        Ok(Change { uid: uid()?, version, editor, at, action, detail, content: content.clone(), links: links.to_vec() })
    }
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| RegisterError::Json(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(row: &Row, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(e)))
}

/// 32 random hex digits.
fn uid() -> Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| RegisterError::Random(e.to_string()))?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

/// RFC 3339 in UTC, to the millisecond.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
