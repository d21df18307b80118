//! Publication: numbers, procurements, one notice.

use super::store::{Demand, checked, demand, going_out, save};
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::notices;
use crate::procedures::store::insert;
use crate::tx::{Once, Tx};
use domain::calendar::Due;
use domain::demands::{Conditions, DemandEvent, Facts, Need, advance};
use domain::ids::{BatchId, DemandId};
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::{BatchNumber, DemandNumber, NoticeNumber};
use domain::policy::{Action, Actor, may};
use domain::procedures::BELOW_THRESHOLD;
use domain::refusal::Fact;
use domain::step::Word;
use entities::demands::batch;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};

/// Publishes an approved demand, or all of its batch.
#[derive(Clone, Debug, Serialize)]
pub struct Publish {
    /// The demand; publishing one of a batch publishes the whole batch.
    pub demand: DemandId,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Published {
    /// Numbers of the demands.
    pub demands: Vec<DemandNumber>,
    /// Number of the notice.
    pub notice: NoticeNumber,
}

/// Publishes an approved demand, with all of its batch, in one notice.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser; what the check refuses today (dates that have become too
/// short), as [`Fault::Unfit`]; `demands.out-of-order`, `changed-meanwhile`.
pub async fn publish(market: &Market, actor: &Actor, cmd: Publish) -> Result<Published, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("demands.publish", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let one = demand(tx.db(), cmd.demand).await?;
    may(actor, Action::PublishDemand, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    let purchaser = one.purchaser;
    let batch = one.batch();
    let all = match batch {
        None => vec![one],
        Some(batch) => going_out(tx.db(), batch).await?,
    };
    let mut numbered = Vec::with_capacity(all.len());
    for demand in &all {
        numbered.push(publish_one(&tx, demand).await?);
    }
    let batch_number = match batch {
        None => None,
        Some(batch) => Some(number_batch(&tx, batch).await?),
    };
    let document = document(&numbered);
    let subjects: Vec<String> = numbered.iter().map(|(number, _)| number.to_string()).chain(batch_number.map(|number| number.to_string())).collect();
    let ocid = match numbered.as_slice() {
        [(number, _)] => Some(number.ocid()),
        _ => None,
    };
    let notice = notices::publish(&tx, purchaser, &subjects, ocid.as_deref(), &document, None).await?;
    tx.commit_once(&cmd.once, Published { demands: numbered.into_iter().map(|(number, _)| number).collect(), notice }).await
}

async fn publish_one(tx: &Tx, demand: &Demand) -> Result<(DemandNumber, Need), Fault> {
    let check = checked(tx.db(), demand, tx.today()).await?;
    let step = match advance(demand.state, DemandEvent::Publish, &Facts { refusals: check.refused.len(), reasoned: true }) {
        Ok(step) => step,
        Err(refusal) if refusal.code == "demands.not-ready" => return Err(Fault::Unfit(check.refused)),
        Err(refusal) => return Err(refusal.into()),
    };
    let need = demand.need()?;
    let (year, serial) = tx.next_number(DemandNumber::PREFIX).await?;
    let number = DemandNumber::new(year, serial);
    save(tx, demand, step, |row| {
        row.number = Set(Some(number.to_string()));
        row.published_at = Set(Some(tx.at()));
    })
    .await?;
    insert(tx, demand.id, &BELOW_THRESHOLD, &need).await?;
    let facts = serde_json::json!({"budget_fen": need.budget().as_fen(), "closes_at": need.closes_at(), "profile": BELOW_THRESHOLD.key});
    tx.record(Entry::DemandPublished, &number.to_string(), facts).await?;
    tx.make_public(Thing::Demand, &number.to_string(), Some(&number.ocid()), &need).await?;
    Ok((number, need))
}

async fn number_batch(tx: &Tx, id: BatchId) -> Result<BatchNumber, Fault> {
    let row = batch::Entity::find_by_id(id.uuid()).one(tx.db()).await?.ok_or_else(|| Fault::corrupt("batch"))?;
    let (year, serial) = tx.next_number(BatchNumber::PREFIX).await?;
    let number = BatchNumber::new(year, serial);
    let mut row = row.into_active_model();
    row.number = Set(Some(number.to_string()));
    row.update(tx.db()).await?;
    Ok(number)
}

/// Most needs that the title of a batch's notice names.
const TITLED: usize = 3;

/// The title of a notice: what is wanted. Of a larger batch the first needs stand for all, and an ellipsis says so.
fn title(numbered: &[(DemandNumber, Need)]) -> String {
    let named: Vec<&str> = numbered.iter().take(TITLED).map(|(_, need)| need.title.as_str()).collect();
    let more = if numbered.len() > TITLED { "……" } else { "" };
    format!("{}{more}", named.join("、"))
}

/// The notice: what is wanted, by when, of whom, how it is judged and paid. Below the threshold it is the publication; nothing that
/// an offer is refused for may stand elsewhere. One section a need.
fn document(numbered: &[(DemandNumber, Need)]) -> Document {
    let mut document = Document::new(NoticeKind::Demand, title(numbered));
    for (number, need) in numbered {
        let section = Section::new("notices.section-need")
            .line("notices.label-number", number.to_string())
            .line("notices.label-title", need.title.as_str())
            .line("notices.label-field", Fact::Term(need.field.term()))
            .line("notices.label-district", Fact::Term(format!("district-{}", need.district.code())))
            .line("notices.label-budget", need.budget())
            .line("notices.label-problem", need.problem.as_str())
            .line("notices.label-recipients", Fact::Term(need.recipients.term()))
            .line("notices.label-recipients-number", i64::from(need.recipients_number))
            .line("notices.label-place", need.place.as_str())
            .line("notices.label-starts", need.starts_on)
            .line("notices.label-ends", need.ends_on)
            .deadline("notices.label-closes", need.closes_at())
            .line("notices.label-review", Due::kept(need.review_on))
            .line("notices.label-reviewers-number", i64::from(need.reviewers))
            .line("notices.label-acceptance", need.acceptance.as_str());
        let section = match need.opinions_least {
            0 => section,
            least => section.line("notices.label-opinions-least", i64::from(least)),
        };
        let outputs = need.outputs.iter().map(|output| {
            vec![output.name.as_str().into(), Fact::Count(i64::from(output.quantity)), Fact::Term(output.measure.term()), output.standard.as_str().into()]
        });
        let lines = need.lines.iter().map(|line| vec![Fact::Term(line.kind.term()), line.name.as_str().into(), line.amount.into()]);
        let paid = need.schedule.iter().map(|(on, share)| vec![Fact::Term(on.term()), Fact::Text(share.to_string())]);
        let milestones = need.milestones.iter().map(|milestone| vec![milestone.name.as_str().into(), milestone.due_on.into()]);
        let criteria = need.criteria.iter().map(|(criterion, points)| vec![Fact::Term(criterion.term()), (*points).into()]);
        document = document
            .section(section)
            .section(conditions(need))
            .section(
                Section::new("notices.section-outputs")
                    .table(&["notices.head-output", "notices.head-quantity", "notices.head-measure", "notices.head-standard"], outputs.collect()),
            )
            .section(Section::new("notices.section-budget").table(&["notices.head-kind", "notices.head-line", "notices.head-amount"], lines.collect()))
            .section(Section::new("notices.section-criteria").table(&["notices.head-criterion", "notices.head-points"], criteria.collect()))
            .section(Section::new("notices.section-payments").table(&["notices.head-paid-on", "notices.head-share"], paid.collect()))
            .section(Section::new("notices.section-milestones").table(&["notices.head-milestone", "notices.head-day"], milestones.collect()));
    }
    document
}

/// What an organization must bring; an offer that lacks it takes no part.
fn conditions(need: &Need) -> Section {
    let Conditions { years, similar, staff, local } = need.conditions;
    let least = [("notices.label-least-years", years), ("notices.label-least-similar", similar), ("notices.label-least-staff", staff)];
    let mut section = Section::new("notices.section-conditions");
    for (label, least) in least.into_iter().filter(|(_, least)| *least > 0) {
        section = section.line(label, i64::from(least));
    }
    if local {
        section = section.line("notices.label-seat", Fact::Term("demands.condition-local".to_owned()));
    }
    if section.lines.is_empty() { section.line("notices.label-conditions", Fact::Term("demands.condition-none".to_owned())) } else { section }
}
