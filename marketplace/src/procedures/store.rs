//! Rows of procurements, read and saved. A state is saved from a step alone.

use crate::demands::store::demand;
use crate::fault::Fault;
use crate::kinds::Thing;
use crate::tx::Tx;
use domain::demands::{Need, Stage};
use domain::ids::{DemandId, ProcedureId};
use domain::law::Edition;
use domain::policy::Gate;
use domain::procedures::{Facts, ProcedureState, Profile};
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::procedures::procedure;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// A procurement as the use cases work with it.
pub(crate) struct Procedure {
    pub row: procedure::Model,
    pub id: ProcedureId,
    pub state: ProcedureState,
    pub profile: &'static Profile,
    pub edition: Edition,
}

impl Procedure {
    pub fn read(row: procedure::Model) -> Result<Procedure, Fault> {
        Ok(Procedure {
            id: ProcedureId::new(row.id),
            state: ProcedureState::parse(&row.state).ok_or_else(|| Fault::corrupt(&row.state))?,
            profile: Profile::find(&row.profile).ok_or_else(|| Fault::corrupt(&row.profile))?,
            edition: Edition(row.edition),
            row,
        })
    }

    /// How often its deadline was moved.
    pub fn extensions(&self) -> u8 {
        u8::try_from(self.row.extensions).unwrap_or(u8::MAX)
    }

    /// What the machine asks of a purchase of which so many offers take part, when nothing else stands against the step.
    pub fn facts(&self, offers: usize) -> Facts {
        Facts { offers: i64::try_from(offers).unwrap_or(i64::MAX), extensions: self.extensions(), ..Facts::favourable(self.edition) }
    }

    /// How far secrecy has lifted.
    pub fn gate(&self) -> Gate {
        match self.state {
            // An extension puts everything that was handed in back behind the door.
            ProcedureState::Published => Gate::Closed,
            ProcedureState::Publicity | ProcedureState::Confirmed | ProcedureState::Contracted => Gate::Result,
            ProcedureState::Closed | ProcedureState::Shortlisted | ProcedureState::Reviewed => Gate::Opened,
            ProcedureState::NoResponse | ProcedureState::Cancelled if self.row.closed_at.is_some() => Gate::Opened,
            ProcedureState::NoResponse | ProcedureState::Cancelled => Gate::Closed,
        }
    }

    /// Whether it went on with one single offer, which is negotiated with.
    pub fn negotiates(&self) -> bool {
        self.row.negotiation_reason.is_some()
    }

    /// How far it has come, as everybody sees it.
    pub fn stage(&self) -> Stage {
        stage_of(self.state)
    }
}

/// The public stage of a state.
pub(crate) fn stage_of(state: ProcedureState) -> Stage {
    match state {
        ProcedureState::Published => Stage::Open,
        ProcedureState::Closed | ProcedureState::Shortlisted | ProcedureState::Reviewed => Stage::Review,
        ProcedureState::Publicity => Stage::Publicity,
        ProcedureState::Confirmed => Stage::Chosen,
        ProcedureState::Contracted => Stage::Contracted,
        ProcedureState::NoResponse => Stage::Lapsed,
        ProcedureState::Cancelled => Stage::Cancelled,
    }
}

/// The states behind a public stage, for filters.
pub(crate) fn states_of(stage: Stage) -> &'static [ProcedureState] {
    match stage {
        Stage::Open => &[ProcedureState::Published],
        Stage::Review => &[ProcedureState::Closed, ProcedureState::Shortlisted, ProcedureState::Reviewed],
        Stage::Publicity => &[ProcedureState::Publicity],
        Stage::Chosen => &[ProcedureState::Confirmed],
        Stage::Contracted => &[ProcedureState::Contracted],
        Stage::Lapsed => &[ProcedureState::NoResponse],
        Stage::Cancelled => &[ProcedureState::Cancelled],
    }
}

/// Begins the procurement of a need that is published now; today's rules are pinned to it.
pub(crate) async fn insert(tx: &Tx, demand: DemandId, profile: &Profile, need: &Need) -> Result<(), Fault> {
    let row = procedure::ActiveModel {
        id: Set(tx.fresh()),
        demand_id: Set(demand.uuid()),
        profile: Set(profile.key.to_owned()),
        edition: Set(tx.today()),
        state: Set(ProcedureState::Published.key().to_owned()),
        published_at: Set(tx.at()),
        closes_at: Set(need.closes_at()),
        review_on: Set(need.review_on),
        extensions: Set(0),
        closed_at: Set(None),
        shortlisted_at: Set(None),
        negotiation_reason: Set(None),
        reviewed_at: Set(None),
        publicised_at: Set(None),
        publicity_ends_on: Set(None),
        confirmed_at: Set(None),
        chosen_bid_id: Set(None),
        chosen_price_fen: Set(None),
        reason: Set(None),
        version: Set(1),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// The procurement of a demand.
pub(crate) async fn of_demand(db: &impl ConnectionTrait, demand: DemandId) -> Result<Procedure, Fault> {
    let row = procedure::Entity::find().filter(procedure::Column::DemandId.eq(demand.uuid())).one(db).await?;
    Procedure::read(row.ok_or_else(Refusal::not_found)?)
}

/// Saves a step and whatever else the use case changes in the row. A stage that everybody sees goes into the feed when it changes.
pub(crate) async fn save(tx: &Tx, procedure: &Procedure, step: Step<ProcedureState>, change: impl FnOnce(&mut procedure::ActiveModel)) -> Result<(), Fault> {
    let mut row = procedure.row.clone().into_active_model();
    row.state = Set(step.to().key().to_owned());
    row.version = Set(procedure.row.version + 1);
    change(&mut row);
    let changed = procedure::Entity::update_many()
        .set(row)
        .filter(procedure::Column::Id.eq(procedure.row.id))
        .filter(procedure::Column::Version.eq(procedure.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Refusal::changed_meanwhile().into());
    }
    let stage = stage_of(step.to());
    if stage != procedure.stage() {
        let number = demand(tx.db(), DemandId::new(procedure.row.demand_id)).await?.number()?;
        tx.make_public(Thing::DemandStage, &number.to_string(), Some(&number.ocid()), &serde_json::json!({"stage": stage.key()})).await?;
    }
    Ok(())
}
