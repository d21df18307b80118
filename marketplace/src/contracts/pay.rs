//! Payments: recorded as made, never above the contract.

use super::notice;
use super::settle::settle;
use super::store::{Contract, held, milestones, payments, save_payment, touch};
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::{Audience, Message, Once};
use domain::calendar::{Day, Moment};
use domain::contracts::payment::{Event, Facts, Voucher, advance};
use domain::ids::AccountId;
use domain::money::Money;
use domain::numbers::ContractNumber;
use domain::policy::{Action, Actor, Case, Part, Role, may};
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use domain::text::at_most;
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};

/// Records a payment as made.
#[derive(Clone, Debug, Serialize)]
pub struct Pay {
    /// The contract.
    pub contract: ContractNumber,
    /// 1, 2, 3 … within it.
    pub position: u32,
    /// The version that the person saw.
    pub seen: i32,
    /// How much.
    pub amount: Money,
    /// On which day.
    pub paid_on: Day,
    /// What the provider gave for it.
    pub voucher: Option<Voucher>,
    /// Number of the voucher.
    pub voucher_number: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// How much.
    pub amount: Money,
    /// All payments of the contract so far.
    pub paid: Money,
    /// World time of the recording.
    pub at: Moment,
}

/// What policy must know of a payment: whoever handled the purchase, or checked or accepted a milestone, has handled it.
pub(super) fn case(contract: &Contract, milestones: &[super::store::Milestone]) -> Case {
    milestones.iter().fold(contract.handled(), |case, milestone| {
        case.part(Part::Handled, milestone.row.checked_by.map(AccountId::new)).part(Part::Handled, milestone.row.accepted_by.map(AccountId::new))
    })
}

/// Records that an instalment was paid.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser and neither checked nor accepted, `contracts.payment-over-contract`,
/// `contracts.payment-not-as-owed`, `contracts.paid-on-impossible`, `contracts.voucher-missing`, `contracts.voucher-is-donation`,
/// `contracts.voucher-number-missing`, `contracts.payment-out-of-order`, `changed-meanwhile`.
pub async fn pay(market: &Market, actor: &Actor, cmd: Pay) -> Result<Paid, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("contracts.pay", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let contract = held(&tx, cmd.contract).await?;
    let milestones = milestones(tx.db(), [contract.id.uuid()]).await?;
    may(actor, Action::Pay, &case(&contract, &milestones))?;
    let payment = payments(tx.db(), [contract.id.uuid()]).await?.into_iter().find(|payment| u32::try_from(payment.row.position) == Ok(cmd.position));
    let payment = payment.ok_or_else(Refusal::not_found)?;
    Refusal::unless_seen(payment.row.version, cmd.seen)?;
    let facts = Facts {
        trigger_met: true,
        owed: payment.owed(),
        paying: cmd.amount,
        price: contract.price(),
        paid_before: Money::fen(contract.row.paid_fen),
        paid_on: cmd.paid_on,
        due_since: payment.row.due_since.unwrap_or_else(|| tx.today()),
        today: tx.today(),
        voucher: cmd.voucher,
        trigger_lost: false,
    };
    let step = advance(payment.state, Event::Pay, &facts)?;
    let voucher_number = cmd.voucher_number.trim().to_owned();
    at_most(&voucher_number, 60, "voucher_number")?;
    if voucher_number.is_empty() {
        return Err(Refusal::new("contracts.voucher-number-missing").field("voucher_number").into());
    }
    let account = tx.account()?.uuid();
    save_payment(&tx, &payment, step, |row| {
        row.paid_on = Set(Some(cmd.paid_on));
        row.paid_at = Set(Some(tx.at()));
        row.paid_by = Set(Some(account));
        row.voucher = Set(cmd.voucher.map(|voucher| voucher.key().to_owned()));
        row.voucher_number = Set(Some(voucher_number));
        row.amount_paid_fen = Set(Some(cmd.amount.as_fen()));
    })
    .await?;
    let paid = contract.row.paid_fen + cmd.amount.as_fen();
    let contract = touch(&tx, &contract, |row| row.paid_fen = Set(paid)).await?;
    let facts = serde_json::json!({"payment": cmd.position, "amount_fen": cmd.amount.as_fen(), "paid_on": cmd.paid_on, "due_on": payment.row.due_on});
    tx.record(Entry::ContractPaid, &cmd.contract.to_string(), facts).await?;
    settle(&tx, contract.id).await?;
    notice::publish_version(&tx, contract.id).await?;
    let path = format!("{}/payments/{}", contract.path(), cmd.position);
    let message = Message::new("inbox.payment-made", path).fact("title", contract.row.title.as_str()).fact("amount", Fact::Money(cmd.amount));
    tx.tell(Audience::Holders(contract.provider, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    let receipt = Paid { amount: cmd.amount, paid: Money::fen(paid), at: tx.at() };
    tx.commit_once(&cmd.once, receipt).await
}
