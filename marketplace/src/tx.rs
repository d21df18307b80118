//! A write transaction: state, ledger row, feed and outbox together or not at all.

use crate::fault::Fault;
use crate::kinds::{Entry, Secret, Thing};
use chrono::{Datelike, TimeDelta};
use domain::calendar::{Day, Moment, day_of};
use domain::ids::{AccountId, OrganizationId};
use domain::law::Edition;
use domain::policy::{Actor, Role};
use domain::refusal::{Fact, Kind, Refusal};
use entities::kernel::once;
use entities::{inbox, ledger};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    Statement, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

tokio::task_local! {
    /// Whether the work at hand has made anything last.
    static COMMITTED: Cell<bool>;
}

/// Does this work, and says whether any of its transactions was committed: what committed nothing can be done again as a whole.
pub async fn watched<T>(work: impl Future<Output = T>) -> (T, bool) {
    COMMITTED.scope(Cell::new(false), async { (work.await, COMMITTED.with(Cell::get)) }).await
}

/// One transaction, one instant, one actor. Dropped without [`Tx::commit`] it leaves nothing behind.
pub struct Tx {
    db: DatabaseTransaction,
    at: Moment,
    wall: Moment,
    actor: Actor,
    commits: Arc<AtomicU64>,
}

/// A key that makes a repeated press the same press: 8 to 64 letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Once(String);

impl Once {
    /// Reads a key.
    ///
    /// # Errors
    /// `once.missing` when it is not 8 to 64 letters, digits or hyphens.
    pub fn parse(key: &str) -> Result<Once, Refusal> {
        let plain = (8..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if plain { Ok(Once(key.to_owned())) } else { Err(Refusal::new("once.missing")) }
    }

    /// A fresh one, for a form or a scenario.
    pub fn fresh() -> Once {
        Once(hex(&random::<16>()))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Once {
    type Error = String;
    fn try_from(key: String) -> Result<Once, String> {
        Once::parse(&key).map_err(|refusal| refusal.code)
    }
}

impl From<Once> for String {
    fn from(once: Once) -> String {
        once.0
    }
}

/// Whom a message is for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// One person.
    Account(AccountId),
    /// Everybody who has one of these roles in this body.
    Holders(OrganizationId, Vec<Role>),
    /// Everybody who has this role anywhere.
    Everyone(Role),
}

/// What a message says and where it leads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    /// A key of the message files.
    pub key: String,
    /// The figures of its words.
    pub facts: Vec<(String, Fact)>,
    /// Where it leads.
    pub path: String,
}

impl Message {
    /// A message that leads to `path`.
    pub fn new(key: &str, path: impl Into<String>) -> Message {
        Message { key: key.to_owned(), facts: Vec::new(), path: path.into() }
    }

    /// Adds a figure.
    #[must_use]
    pub fn fact(mut self, name: &str, fact: impl Into<Fact>) -> Message {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }
}

/// The payload of the outbox's `tell` job.
#[derive(Serialize, Deserialize)]
pub(crate) struct Tell {
    pub audience: Audience,
    pub message: Message,
}

impl Tx {
    pub(crate) fn new(db: DatabaseTransaction, at: Moment, wall: Moment, actor: Actor, commits: Arc<AtomicU64>) -> Tx {
        Tx { db, at, wall, actor, commits }
    }

    /// The connection, for queries of a room.
    pub fn db(&self) -> &DatabaseTransaction {
        &self.db
    }

    /// World time of this transaction.
    pub fn at(&self) -> Moment {
        self.at
    }

    /// Wall time of this transaction, for sessions alone.
    pub(crate) fn wall(&self) -> Moment {
        self.wall
    }

    /// Today in Beijing.
    pub fn today(&self) -> Day {
        day_of(self.at)
    }

    /// The rules in force today.
    pub fn edition(&self) -> Edition {
        Edition(self.today())
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The acting account.
    ///
    /// # Errors
    /// `policy.sign-in` when nobody is signed in. Policy asks first, so this is the second line.
    pub fn account(&self) -> Result<AccountId, Refusal> {
        self.actor.account.ok_or_else(|| Refusal::new("policy.sign-in").kind(Kind::Forbidden))
    }

    /// A new identifier; identifiers sort in the order in which they are made.
    pub fn fresh(&self) -> Uuid {
        fresh_id(self.wall)
    }

    /// The next serial of this kind in this year; gap-free, as it is given back when the transaction fails.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn next_number(&self, kind: &str) -> Result<(i32, u32), Fault> {
        let year = self.today().year();
        // `count + 1` races on PostgreSQL; one row that is raised does not.
        let sql = "INSERT INTO counter (kind, year, last) VALUES ($1, $2, 1) ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1 RETURNING last";
        let row = self.db.query_one_raw(Statement::from_sql_and_values(self.db.get_database_backend(), sql, [kind.into(), year.into()])).await?;
        let last: i32 = row.ok_or_else(|| Fault::corrupt("counter"))?.try_get("", "last")?;
        Ok((year, u32::try_from(last).map_err(Fault::corrupt)?))
    }

    /// Appends a public entry to the ledger (TRUST §6.2): facts that are public now, no personal data, no free text.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer, or the leaf is above 8 KiB.
    pub async fn record(&self, kind: Entry, subject: &str, facts: serde_json::Value) -> Result<(), Fault> {
        self.alone_with(subject).await?;
        let last =
            ledger::entry::Entity::find().filter(ledger::entry::Column::Subject.eq(subject)).order_by_desc(ledger::entry::Column::N).one(&self.db).await?;
        let n = last.as_ref().map_or(1, |row| row.n + 1);
        let at = last.map_or(self.at, |row| self.at.max(row.at + TimeDelta::microseconds(1)));
        let leaf = leaf(kind.key(), subject, n, at, &facts)?;
        let row = ledger::entry::ActiveModel {
            id: Set(self.fresh()),
            kind: Set(kind.key().to_owned()),
            subject: Set(subject.to_owned()),
            n: Set(n),
            at: Set(at),
            leaf: Set(leaf),
        };
        row.insert(&self.db).await?;
        Ok(())
    }

    /// Waits until no other transaction counts up the entries of this subject. SQLite has one writer and needs no lock.
    async fn alone_with(&self, subject: &str) -> Result<(), Fault> {
        if self.db.get_database_backend() == DbBackend::Postgres {
            let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
            self.db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [subject.into()])).await?;
        }
        Ok(())
    }

    /// Commits to something that is still secret: only the salted digest will ever be public (TRUST §6.2).
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn record_secret(&self, kind: Secret, facts: serde_json::Value) -> Result<(), Fault> {
        let salt = random::<32>();
        let mut payload = facts;
        let named = payload.as_object_mut().ok_or_else(|| Fault::corrupt("secret facts without names"))?;
        named.insert("kind".to_owned(), kind.key().into());
        let payload = canonical(&payload)?;
        let row = ledger::commitment::ActiveModel {
            // A random identifier: the order of secret rows must tell nothing either.
            id: Set(Uuid::from_bytes(random::<16>())),
            commitment: Set(commitment(&salt, &payload)),
            salt: Set(salt.to_vec()),
            payload: Set(payload),
            at: Set(self.at),
        };
        row.insert(&self.db).await?;
        Ok(())
    }

    /// Keeps what is public of a thing from this instant on, as its next version in the feed.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn make_public(&self, kind: Thing, subject: &str, ocid: Option<&str>, body: &impl Serialize) -> Result<i32, Fault> {
        self.alone_with(subject).await?;
        let last = ledger::change::Entity::find()
            .filter(ledger::change::Column::Subject.eq(subject))
            .order_by_desc(ledger::change::Column::Version)
            .one(&self.db)
            .await?;
        let version = last.map_or(1, |row| row.version + 1);
        let row = ledger::change::ActiveModel {
            id: Set(self.fresh()),
            position: Set(None),
            at: Set(self.at),
            ocid: Set(ocid.map(str::to_owned)),
            kind: Set(kind.key().to_owned()),
            subject: Set(subject.to_owned()),
            version: Set(version),
            body: Set(serde_json::to_string(body)?),
        };
        row.insert(&self.db).await?;
        Ok(version)
    }

    /// Promises a message; the job that keeps the promise runs after the commit.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn tell(&self, audience: Audience, message: Message) -> Result<(), Fault> {
        self.promise("tell", &Tell { audience, message }).await
    }

    /// Promises a side effect to the named job.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn promise(&self, job: &str, payload: &impl Serialize) -> Result<(), Fault> {
        let row = inbox::outbox::ActiveModel {
            id: Set(self.fresh()),
            job: Set(job.to_owned()),
            payload: Set(serde_json::to_string(payload)?),
            at: Set(self.at),
            done_at: Set(None),
            tries: Set(0),
        };
        row.insert(&self.db).await?;
        Ok(())
    }

    /// Claims a key for one act in this transaction. If the same act was answered before, its answer.
    ///
    /// Asked before anything else, policy included: an answer that was given stays the answer although the case has moved on
    /// since. Only who got it can ask for it again, and a claim is gone with a transaction that is refused. Who is not signed
    /// in claims nothing, and is left to policy. On PostgreSQL a second press waits here until the first has committed.
    ///
    /// # Errors
    /// Refused `once.other-body` when the key came with another act or another request.
    pub async fn claim<A: DeserializeOwned>(&self, act: &str, once: &Once, asked: &impl Serialize) -> Result<Option<A>, Fault> {
        let Some(account) = self.actor.account.map(AccountId::uuid) else { return Ok(None) };
        let digest = Sha256::digest(serde_json::to_vec(&(act, asked))?).to_vec();
        let row =
            once::ActiveModel { account_id: Set(account), key: Set(once.0.clone()), digest: Set(digest.clone()), answer: Set(String::new()), at: Set(self.at) };
        let conflict = OnConflict::columns([once::Column::AccountId, once::Column::Key]).do_nothing().to_owned();
        let claimed = once::Entity::insert(row).on_conflict(conflict).exec_without_returning(&self.db).await?;
        if claimed > 0 {
            return Ok(None);
        }
        let row = once::Entity::find_by_id((account, once.0.clone())).one(&self.db).await?.ok_or_else(|| Fault::corrupt("once"))?;
        if row.digest != digest {
            return Err(Refusal::new("once.other-body").into());
        }
        Ok(Some(serde_json::from_str(&row.answer)?))
    }

    /// Keeps the answer for the next time the key comes, and commits.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn commit_once<A: Serialize>(self, once: &Once, answer: A) -> Result<A, Fault> {
        let account = self.account()?.uuid();
        let row = once::Entity::find_by_id((account, once.0.clone())).one(&self.db).await?.ok_or_else(|| Fault::corrupt("once"))?;
        let mut row = row.into_active_model();
        row.answer = Set(serde_json::to_string(&answer)?);
        row.update(&self.db).await?;
        self.commit().await?;
        Ok(answer)
    }

    /// Makes everything in this transaction last.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn commit(self) -> Result<(), Fault> {
        self.db.commit().await?;
        let _ = COMMITTED.try_with(|committed| committed.set(true));
        self.commits.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// Random bytes from the system.
#[allow(clippy::disallowed_methods, reason = "the one place where the system is asked for randomness")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without the system's randomness nothing here may go on: keys, salts and tokens would be guessable.
    if getrandom::fill(&mut bytes).is_err() {
        tracing::error!("the system gives no randomness");
        std::process::abort();
    }
    bytes
}

/// A UUIDv7 of this moment, or of the latest one that was asked for in this process: its identifiers sort in the order in which
/// they were made, within a millisecond too. A standing clock, or two transactions that began at different times, must not
/// shuffle what was written one after the other.
///
/// Each millisecond counts from a random beginning: who makes two identifiers and compares them must not learn how many others,
/// of offers perhaps, were made between.
fn fresh_id(at: Moment) -> Uuid {
    static LAST: Mutex<(u64, u16)> = Mutex::new((0, 0));
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    let mut bytes = random::<10>();
    let mut last = LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // The lower half of the twelve bits, so that there is room to count; who counts to their end goes on in the next millisecond.
    let [first, second, ..] = bytes;
    let beginning = u16::from_be_bytes([first & 0x07, second]);
    *last = match *last {
        (latest, _) if millis > latest => (millis, beginning),
        (latest, 0x0fff..) => (latest + 1, beginning),
        (latest, count) => (latest, count + 1),
    };
    let (millis, count) = *last;
    bytes[..2].copy_from_slice(&count.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn canonical(value: &serde_json::Value) -> Result<Vec<u8>, Fault> {
    serde_json_canonicalizer::to_vec(value).map_err(Fault::corrupt)
}

/// The bytes of a leaf: canonical JSON (RFC 8785), at most 8 KiB (TRUST §6.2).
fn leaf(kind: &str, subject: &str, n: i32, at: Moment, facts: &serde_json::Value) -> Result<Vec<u8>, Fault> {
    let at = at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    let bytes = canonical(&serde_json::json!({"v": 1, "kind": kind, "subject": subject, "n": n, "at": at, "facts": facts}))?;
    if bytes.len() > 8 * 1024 { Err(Fault::corrupt("a ledger leaf above 8 KiB")) } else { Ok(bytes) }
}

fn commitment(salt: &[u8; 32], payload: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"gongxu/commit/v1\n");
    hash.update(salt);
    hash.update(payload);
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// TRUST §6.6: the leaf's hash under RFC 6962 and the commitment, to the byte.
    #[test]
    fn leaf_and_commitment_follow_the_vectors() {
        let facts = serde_json::json!({"sha256": "9368a7d21e018f64ae3327d2f25cd4d7693b2d85328e4bb680bcfcbd4c26b90e"});
        let at = "2026-03-02T01:00:00Z".parse().unwrap();
        let bytes = leaf("notice.published", "GX-2026-000123", 1, at, &facts).unwrap();
        let hash = Sha256::digest([&[0_u8][..], &bytes].concat());
        assert_eq!(hex(&hash), "13db071341d628455f4f1864ebe0e083f4b62c7b0701ef3556ee95ead843deb4");

        let salt = std::array::from_fn(|i| u8::try_from(i).unwrap());
        let payload = canonical(&serde_json::json!({"kind": "bids.received", "demand": "GX-2026-000123"})).unwrap();
        assert_eq!(hex(&commitment(&salt, &payload)), "8dd99f71570b5d5fb6182b2f856762835e0860bff642df11b19ff5f459d907a6");
    }

    #[test]
    fn identifiers_sort_as_they_were_made_although_the_clock_stands_or_transactions_alternate() {
        let at: Moment = "2025-03-03T01:00:00Z".parse().unwrap();
        let earlier = at - chrono::TimeDelta::milliseconds(7);
        // More than a millisecond can count, and back and forth as two transactions write that began at different times.
        let standing = (0..10_000).map(|_| at);
        let alternating = (0..10_000).map(|n| if n % 2 == 0 { at } else { earlier });
        let made: Vec<Uuid> = standing.chain(alternating).map(fresh_id).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_key_is_letters_digits_and_hyphens() {
        assert!(Once::parse("0b1e6c1c-51b5").is_ok());
        for key in ["", "short", "with blank inside", "ünïcödé-key", &"x".repeat(65)] {
            assert_eq!(Once::parse(key).unwrap_err().code, "once.missing");
        }
    }
}
