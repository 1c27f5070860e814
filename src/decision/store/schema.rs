//! The tables, and the steps from each version of them to the next.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::RegisterError;

/// "TiaD" in the head of the file: tells the register from databases of other programs.
pub const APPLICATION: i32 = 0x5469_6144;

/// One step for each version, in order; `user_version` counts those that were taken. A step that was
/// released is never edited: what it lacks, the next one adds.
pub const STEPS: [&str; 2] = [
    // 1: decisions with their links, and the history.
    "CREATE TABLE decision (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL CHECK (version >= 1),
        content TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        editor TEXT NOT NULL
    ) STRICT;
    CREATE TABLE link (
        decision INTEGER NOT NULL REFERENCES decision(id),
        key INTEGER NOT NULL,
        policy TEXT,
        address TEXT,
        data TEXT NOT NULL,
        PRIMARY KEY (decision, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        decision INTEGER NOT NULL REFERENCES decision(id),
        version INTEGER NOT NULL,
        editor TEXT NOT NULL,
        at TEXT NOT NULL,
        data TEXT NOT NULL,
        UNIQUE (decision, version)
    ) STRICT;
    CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
    CREATE TRIGGER history_is_not_erased BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'the history cannot be erased'); END;",
    // 2: links are found by the clause they lead to; decisions stay (one that no longer holds is withdrawn).
    "CREATE INDEX link_by_policy ON link (policy, address) WHERE policy IS NOT NULL;
    CREATE TRIGGER decision_stays BEFORE DELETE ON decision
        BEGIN SELECT RAISE(ABORT, 'a decision cannot be erased'); END;
    CREATE TRIGGER decision_counts BEFORE UPDATE ON decision WHEN NEW.version <= OLD.version
        BEGIN SELECT RAISE(ABORT, 'a change must raise the version'); END;",
];

/// The version this program writes.
pub const VERSION: i32 = STEPS.len() as i32;

/// Which version a file has: 0 for an empty one.
///
/// # Errors
/// [`RegisterError::Foreign`] for another program's database, [`RegisterError::Newer`] for one that a newer program wrote.
pub fn version(connection: &Connection, path: &std::path::Path) -> Result<i32, RegisterError> {
    let read = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let fail = |e: rusqlite::Error| RegisterError::from_sqlite(path, e);
    let (application, version) = (read("application_id").map_err(fail)?, read("user_version").map_err(fail)?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(fail)?;
    match (application, version) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION, version) if version > VERSION => Err(RegisterError::Newer { path: path.to_owned(), version, known: VERSION }),
        (APPLICATION, version) => Ok(version),
        _ => Err(RegisterError::Foreign { path: path.to_owned() }),
    }
}

/// Takes the steps that are missing, each in a transaction of its own.
pub fn migrate(connection: &mut Connection, path: &std::path::Path) -> Result<(), RegisterError> {
    let fail = |e: rusqlite::Error| RegisterError::from_sqlite(path, e);
    for step in 0..VERSION {
        if version(connection, path)? != step {
            continue;
        }
        let transaction = Transaction::new(connection, TransactionBehavior::Immediate).map_err(fail)?;
        // Another process may have taken the step meanwhile.
        if version(&transaction, path)? == step {
            transaction.execute_batch(STEPS[step as usize]).map_err(fail)?;
            transaction.pragma_update(None, "application_id", APPLICATION).map_err(fail)?;
            transaction.pragma_update(None, "user_version", step + 1).map_err(fail)?;
            transaction.commit().map_err(fail)?;
        }
    }
    Ok(())
}
