//! Payments of contracts, and the mending before the last one.

use crate::api::Problem;
use crate::api::extract::{Json as Body, Key, Path};
use crate::api::problem::{NotDone, NotShown, Refused};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::contracts::payment::Voucher;
use domain::contracts::{MendingView, PaymentView};
use domain::money::Money;
use domain::numbers::ContractNumber;
use marketplace::contracts::{self, Mend, Pay};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(pay)).routes(routes!(mending)).routes(routes!(confirm_mending)).routes(routes!(return_mending))
}

/// One payment.
#[utoipa::path(get, path = "/contracts/{number}/payments/{position}", tag = "contracts", params(("number" = ContractNumber, Path), ("position" = u32, Path)),
    responses((status = 200, body = PaymentView), Refused<404>))]
async fn show(State(app): State<App>, visitor: Visitor, Path((number, position)): Path<(ContractNumber, u32)>) -> Result<Json<PaymentView>, Problem> {
    Ok(Json(contracts::payment_view(&app.market, &visitor.actor(), number, position).await?))
}

/// A payment as it was made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MadePayment {
    /// The version that the person saw.
    seen: i32,
    /// How much, in fen.
    amount: Money,
    /// On which day.
    paid_on: chrono::NaiveDate,
    /// What the provider gave for it.
    voucher: Option<Voucher>,
    /// Number of the voucher.
    voucher_number: String,
}

/// The receipt of a payment.
#[derive(Serialize, ToSchema)]
struct PaymentReceipt {
    /// How much, in fen.
    amount: Money,
    /// All payments of the contract so far, in fen.
    paid: Money,
    /// World time of the recording.
    at: chrono::DateTime<chrono::Utc>,
}

/// Records an instalment as paid; never above the contract, never otherwise than owed.
#[utoipa::path(post, path = "/contracts/{number}/payments/{position}", tag = "contracts", request_body = MadePayment,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = PaymentReceipt), NotDone))]
async fn pay(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<MadePayment>,
) -> Result<(StatusCode, Json<PaymentReceipt>), Problem> {
    let cmd = Pay {
        contract,
        position,
        seen: body.seen,
        amount: body.amount,
        paid_on: body.paid_on,
        voucher: body.voucher,
        voucher_number: body.voucher_number,
        once,
    };
    let paid = contracts::pay(&app.market, &visitor.actor(), cmd).await?;
    Ok((StatusCode::CREATED, Json(PaymentReceipt { amount: paid.amount, paid: paid.paid, at: paid.at })))
}

/// The mending that a fair evaluation asks for, for parties, the agency and auditors.
#[utoipa::path(get, path = "/contracts/{number}/mending", tag = "contracts", params(("number" = ContractNumber, Path)),
    responses((status = 200, body = MendingView), NotShown))]
async fn mending(State(app): State<App>, visitor: Visitor, Path(number): Path<ContractNumber>) -> Result<Json<MendingView>, Problem> {
    Ok(Json(contracts::mending_view(&app.market, &visitor.actor(), number).await?))
}

/// An act on the mending.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MendingNote {
    /// The version that the person saw.
    seen: i32,
    /// What is still to be mended.
    #[serde(default)]
    note: String,
}

/// Confirms the mending: the final instalment falls due.
#[utoipa::path(post, path = "/contracts/{number}/mending/confirm", tag = "contracts", request_body = MendingNote,
    params(("number" = ContractNumber, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn confirm_mending(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(contract): Path<ContractNumber>,
    Body(body): Body<MendingNote>,
) -> Result<StatusCode, Problem> {
    contracts::confirm_mending(&app.market, &visitor.actor(), Mend { contract, seen: body.seen, note: body.note, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends the mending back to the provider.
#[utoipa::path(post, path = "/contracts/{number}/mending/return", tag = "contracts", request_body = MendingNote,
    params(("number" = ContractNumber, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn return_mending(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(contract): Path<ContractNumber>,
    Body(body): Body<MendingNote>,
) -> Result<StatusCode, Problem> {
    contracts::return_mending(&app.market, &visitor.actor(), Mend { contract, seen: body.seen, note: body.note, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}
