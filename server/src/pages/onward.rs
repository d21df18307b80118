//! Where a purchase went on to, for the pages of rooms that stand above contracts.

use crate::app::App;
use domain::numbers::{ContractNumber, DemandNumber};
use marketplace::{Fault, contracts};

/// The published contract of a demand.
pub async fn contract_of(app: &App, demand: DemandNumber) -> Result<Option<ContractNumber>, Fault> {
    contracts::number_of(&app.market, demand).await
}
