//! The one place where transactions start.

use crate::clock::Clock;
use crate::fault::Fault;
use crate::tx::Tx;
use chrono::TimeDelta;
use domain::calendar::Moment;
use domain::policy::Actor;
use entities::kernel::world;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ActiveValue::Set, ConnectOptions, Database, DatabaseConnection, DbBackend, EntityTrait, IntoActiveModel, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

/// What an open installation is made of.
pub struct Options {
    /// `sqlite://…` or `postgres://…`.
    pub url: String,
    /// Where files go.
    pub data_dir: PathBuf,
    /// Kept outside the database, mixed into every password hash.
    pub pepper: Vec<u8>,
    /// Wall time.
    pub clock: Arc<dyn Clock>,
    /// True only while a scenario is built in a file that is thrown away when the building breaks: commits need not
    /// reach the disk one by one.
    pub building: bool,
}

/// The marketplace: databases, clock, files. Cheap to clone; every use case takes it.
#[derive(Clone)]
pub struct Market(Arc<Inner>);

struct Inner {
    writer: DatabaseConnection,
    readers: DatabaseConnection,
    clock: Arc<dyn Clock>,
    world: RwLock<World>,
    pepper: Vec<u8>,
    data_dir: PathBuf,
    hashing: crate::identity::Hashing,
    commits: Arc<AtomicU64>,
}

/// How world time follows from wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum World {
    Offset(TimeDelta),
    Frozen(Moment),
}

impl Market {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database cannot be opened or migrated.
    pub async fn open(options: Options) -> Result<Market, Fault> {
        let (writer, readers) = connect(&options.url, options.building).await?;
        Migrator::up(&writer, None).await?;
        let row = world::Entity::find_by_id(1).one(&writer).await?;
        let world = match row {
            Some(row) => row.frozen_at.map_or(World::Offset(TimeDelta::microseconds(row.offset_us)), World::Frozen),
            None => World::Offset(TimeDelta::zero()),
        };
        let hashing = crate::identity::Hashing::new();
        Ok(Market(Arc::new(Inner {
            writer,
            readers,
            clock: options.clock,
            world: RwLock::new(world),
            pepper: options.pepper,
            data_dir: options.data_dir,
            hashing,
            commits: Arc::default(),
        })))
    }

    /// Begins a write: one transaction, one instant, one edition of the rules.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn begin(&self, actor: &Actor) -> Result<Tx, Fault> {
        let mut options = TransactionOptions::default();
        if self.is_sqlite() {
            // A deferred transaction that turns to writing fails at once when another one writes, whatever the timeout.
            options.sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
        }
        let db = self.0.writer.begin_with_options(options).await?;
        // The instant is read when the transaction has its turn, not when it queued for it.
        Ok(Tx::new(db, self.now(), self.wall(), *actor, Arc::clone(&self.0.commits)))
    }

    /// A connection for reading.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.0.readers
    }

    /// Raised by every commit of this process: what was read before one may have changed since.
    pub fn generation(&self) -> u64 {
        self.0.commits.load(Ordering::SeqCst)
    }

    /// World time.
    pub fn now(&self) -> Moment {
        match *self.0.world.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            World::Frozen(moment) => moment,
            World::Offset(offset) => self.wall() + offset,
        }
    }

    /// Wall time.
    pub fn wall(&self) -> Moment {
        self.0.clock.wall()
    }

    /// Mixed into password hashes.
    pub(crate) fn pepper(&self) -> &[u8] {
        &self.0.pepper
    }

    /// The queue in front of the password hash.
    pub(crate) fn hashing(&self) -> &crate::identity::Hashing {
        &self.0.hashing
    }

    /// Where files go.
    pub fn data_dir(&self) -> &std::path::Path {
        &self.0.data_dir
    }

    /// Whether this installation stands on SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.0.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// The scenario of a demonstration; nothing in a database that is none.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn scenario(&self) -> Result<Option<String>, Fault> {
        Ok(world::Entity::find_by_id(1).one(self.reader()).await?.and_then(|row| row.scenario))
    }

    /// Whether anything was ever written here.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn is_empty(&self) -> Result<bool, Fault> {
        let account = entities::identity::account::Entity::find().one(self.reader()).await?;
        Ok(account.is_none() && self.scenario().await?.is_none())
    }

    /// Makes this database a demonstration whose world stands at `now`.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub async fn become_demonstration(&self, scenario: &str, now: Moment) -> Result<(), Fault> {
        let row = world::ActiveModel { id: Set(1), scenario: Set(Some(scenario.to_owned())), offset_us: Set(0), frozen_at: Set(Some(now)) };
        world::Entity::insert(row).exec(&self.0.writer).await?;
        self.set(World::Frozen(now));
        Ok(())
    }

    /// Moves the world of a demonstration forward to `to`, and says how its clock goes on from there.
    ///
    /// # Errors
    /// Refused `demo.backwards` when `to` lies before the world's now, `not-found` where there is no demonstration.
    pub async fn move_world(&self, to: Moment, frozen: bool) -> Result<(), Fault> {
        let Some(row) = world::Entity::find_by_id(1).one(&self.0.writer).await? else {
            return Err(domain::refusal::Refusal::not_found().into());
        };
        if to < self.now() {
            return Err(domain::refusal::Refusal::new("demo.backwards").into());
        }
        let offset = to - self.wall();
        let mut row = row.into_active_model();
        row.offset_us = Set(offset.num_microseconds().unwrap_or_default());
        row.frozen_at = Set(frozen.then_some(to));
        world::Entity::update(row).exec(&self.0.writer).await?;
        self.set(if frozen { World::Frozen(to) } else { World::Offset(offset) });
        Ok(())
    }

    /// Whether the world's clock stands still.
    pub fn is_frozen(&self) -> bool {
        matches!(*self.0.world.read().unwrap_or_else(std::sync::PoisonError::into_inner), World::Frozen(_))
    }

    fn set(&self, world: World) {
        *self.0.world.write().unwrap_or_else(std::sync::PoisonError::into_inner) = world;
    }

    /// Ends all connections.
    ///
    /// # Errors
    /// [`Fault::Broken`] when a connection does not close.
    pub async fn close(self) -> Result<(), Fault> {
        self.0.writer.clone().close().await?;
        self.0.readers.clone().close().await?;
        Ok(())
    }
}

async fn connect(url: &str, building: bool) -> Result<(DatabaseConnection, DatabaseConnection), Fault> {
    if !url.starts_with("sqlite:") {
        let mut options = ConnectOptions::new(url);
        options.max_connections(20).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
        let pool = Database::connect(options).await?;
        return Ok((pool.clone(), pool));
    }
    let pool = |size: u32| {
        let mut options = ConnectOptions::new(url);
        options.max_connections(size).min_connections(1).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(move |sqlite| {
            use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(if building { SqliteSynchronous::Off } else { SqliteSynchronous::Full })
                .busy_timeout(Duration::from_secs(5))
                // Long reads hand over a thousand rows at a time instead of fifty: fewer switches between threads.
                .row_buffer_size(1_000)
                .pragma("trusted_schema", "OFF")
                .pragma("secure_delete", "ON")
        });
        Database::connect(options)
    };
    // One writer, so that writes queue here and not in SQLite's busy handler; readers see the last committed state.
    let writer = pool(1).await?;
    Ok((writer, pool(4).await?))
}
