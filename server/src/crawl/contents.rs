//! What stands in the database, to see whether reading changed it.

use marketplace::Market;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Tables that reading may change.
const SESSIONS: &[(&str, &str)] = &[("session", "notes when it was last used, and changes its refresh token")];

/// Every row of every table but those of sessions, in words of SQL.
pub(super) async fn contents(market: &Market) -> BTreeMap<String, BTreeSet<String>> {
    let column = async |sql: String| -> Vec<String> {
        let rows = market.reader().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    };
    let mut tables = BTreeMap::new();
    for table in column("SELECT name FROM sqlite_master WHERE type = 'table'".to_owned()).await {
        if SESSIONS.iter().any(|(name, _)| *name == table) {
            continue;
        }
        let columns = column(format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let row = columns.iter().map(|name| format!("'{name} ' || quote(\"{name}\")")).collect::<Vec<_>>().join(" || ', ' || ");
        let rows = column(format!("SELECT {row} FROM \"{table}\"")).await;
        let count = rows.len();
        // A row that is there twice would be one of the set.
        let rows = rows.into_iter().collect::<BTreeSet<_>>();
        assert_eq!(rows.len(), count, "{table} has rows without a key");
        tables.insert(table, rows);
    }
    tables
}

/// Tables that are not what they were, with the first rows that differ.
pub(super) fn changed(before: &BTreeMap<String, BTreeSet<String>>, after: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    assert!(before.keys().eq(after.keys()));
    let differ = before.iter().zip(after.values()).filter(|((_, old), new)| old != new);
    differ.map(|((table, old), new)| format!("reading changed {table}: gone {:?}, come {:?}", old.difference(new).next(), new.difference(old).next())).collect()
}
