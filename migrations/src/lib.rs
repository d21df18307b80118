//! How the tables came to be: one file a step, the same on SQLite and PostgreSQL.
//!
//! A step repeats names rather than importing entities: entities move on, a step does not.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m0001_kernel;
mod m0002_identity;
mod m0003_organizations;
mod m0004_demands;
mod m0005_files;
mod m0006_matching;
mod m0007_bids;
mod m0008_panels;
mod m0009_contracts;
mod m0010_evaluations;
mod m0011_lists;
mod m0012_drafters;
mod m0013_negotiation;
mod m0014_record_and_edition;
mod m0015_counts;

/// All steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_kernel::Migration),
            Box::new(m0002_identity::Migration),
            Box::new(m0003_organizations::Migration),
            Box::new(m0004_demands::Migration),
            Box::new(m0005_files::Migration),
            Box::new(m0006_matching::Migration),
            Box::new(m0007_bids::Migration),
            Box::new(m0008_panels::Migration),
            Box::new(m0009_contracts::Migration),
            Box::new(m0010_evaluations::Migration),
            Box::new(m0011_lists::Migration),
            Box::new(m0012_drafters::Migration),
            Box::new(m0013_negotiation::Migration),
            Box::new(m0014_record_and_edition::Migration),
            Box::new(m0015_counts::Migration),
        ]
    }
}

/// An index over these columns, in this order.
fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
