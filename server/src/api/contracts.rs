//! Contracts: public ones for everybody, drafts for their parties, acts for whom they are.

mod drafts;
mod milestones;
mod payments;

use super::Problem;
use super::extract::{Path, Query};
use super::organizations::named_in_query;
use super::problem::Refused;
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use domain::code::{CreditCode, District};
use domain::contracts::{Contract, ContractOrder, ContractRow, ContractSums, ContractView};
use domain::numbers::ContractNumber;
use domain::services::Field;
use marketplace::contracts::{self, Filter};
use marketplace::paging::Place;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show)).merge(drafts::routes()).merge(milestones::routes()).merge(payments::routes())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ContractsQuery {
    /// Only this field.
    field: Option<Field>,
    /// Only this district, by its six digits.
    #[param(value_type = Option<String>)]
    district: Option<District>,
    /// Only this state.
    state: Option<Contract>,
    /// Only this purchaser, by its credit code.
    #[param(value_type = Option<String>)]
    purchaser: Option<CreditCode>,
    /// Only this provider, by its credit code.
    #[param(value_type = Option<String>)]
    provider: Option<CreditCode>,
    /// Only those of which something is late.
    late: Option<bool>,
    /// Only titles with these words.
    q: Option<String>,
    /// In which order; `newest` when it is left out.
    order: Option<ContractOrder>,
    /// Where the page before, in the same order, said that this one starts.
    #[param(value_type = Option<String>)]
    after: Option<Place>,
}

/// A page of contracts.
#[derive(Serialize, ToSchema)]
struct Contracts {
    /// How many there are in all, and what they add up to, in fen.
    sums: ContractSums,
    /// In the order asked for.
    contracts: Vec<ContractRow>,
    /// Where the next page starts.
    next: Option<String>,
}

/// Contracts in force and past, newest first unless another order is asked for.
#[utoipa::path(get, path = "/contracts", tag = "contracts", params(ContractsQuery),
    responses((status = 200, body = Contracts), Refused<400>, Refused<404>))]
async fn list(State(app): State<App>, Query(query): Query<ContractsQuery>) -> Result<Json<Contracts>, Problem> {
    let words = query.q.map(|words| words.trim().chars().take(200).collect::<String>()).filter(|words| !words.is_empty());
    let filter = Filter {
        field: query.field,
        district: query.district,
        state: query.state,
        purchaser: named_in_query(&app, query.purchaser).await?,
        provider: named_in_query(&app, query.provider).await?,
        words,
        paid_in: None,
        late: query.late.unwrap_or_default(),
        order: query.order.unwrap_or_default(),
    };
    let page = contracts::list(&app.market, &filter, query.after.as_ref(), 20).await?;
    Ok(Json(Contracts { sums: contracts::sums(&app.market, &filter).await?, contracts: page.rows, next: page.next }))
}

/// One contract: time, delivered, paid, milestones, payments, and who holds what comes next.
#[utoipa::path(get, path = "/contracts/{number}", tag = "contracts", params(("number" = ContractNumber, Path)),
    responses((status = 200, body = ContractView), Refused<404>))]
async fn show(State(app): State<App>, visitor: Visitor, Path(number): Path<ContractNumber>) -> Result<Json<ContractView>, Problem> {
    Ok(Json(contracts::view(&app.market, &visitor.actor(), number).await?))
}
