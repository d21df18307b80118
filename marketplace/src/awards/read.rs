//! The page of a result, made for one reader.

use super::confirm::against;
use super::store::{Award, case, counted, current, latest, objections, outcome, sheets};
use crate::demands;
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::market::Market;
use crate::notices;
use crate::organizations;
use crate::panels::store::{procured, with_batch};
use crate::procedures::store::{Procedure, of_demand};
use domain::awards::{Objection, ObjectionView, OwnResult, ResultStage, ResultView, may_file, reasons};
use domain::calendar::{Due, day_of};
use domain::ids::{ObjectionId, OrganizationId};
use domain::notices::NoticeKind;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Decision, Gate, Role, decide};
use domain::procedures::{ProcedureState, confirm_by};
use entities::awards::objection;

/// The result of a demand: for everybody what is public, for who offered its own figures, for who buys everything.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn result(market: &Market, actor: &Actor, number: DemandNumber) -> Result<ResultView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let award = current(db, demand.id).await?;
    let case = Case { own: actor.organization, ..case(db, &demand, &procedure, award.as_ref()).await? };
    let allowed = |action| decide(actor, action, &case) == Decision::Allowed;
    let public = matches!(procedure.gate(), Gate::Result);
    let shown = match &award {
        Some(award) if public => award.public(&procedure)?,
        _ => None,
    };
    let reviewed = matches!(procedure.state, ProcedureState::Reviewed) || public;
    // Sheets and totals are for who buys and who audits, and only when nobody can change a score any more.
    let whole = if reviewed && allowed(Action::ReadScores) {
        match &award {
            Some(award) => Some(award.outcome.clone()),
            None => Some(outcome(db, &demand, &procedure).await?),
        }
    } else {
        None
    };
    // That one alone offered stays with who buys until the result is public.
    let negotiates = whole.is_some() && procedure.negotiates();
    let today = day_of(market.now());
    let filed = match latest(db, demand.id).await? {
        Some(award) => objections(db, &award).await?,
        None => Vec::new(),
    };
    let against = match &award {
        Some(award) if procedure.state == ProcedureState::Publicity => against(db, award, &procedure, today).await?,
        _ => None,
    };
    let tied = whole.as_ref().is_some_and(|outcome| outcome.ranking.tie.as_ref().is_some_and(|tie| tie.chosen.is_none()));
    let runs = award.as_ref().and_then(|award| award.publicity(&procedure)).is_some_and(|publicity| may_file(&publicity, today, "-").is_ok());
    let publicity = procedure.state == ProcedureState::Publicity;
    let ended = matches!(procedure.state, ProcedureState::NoResponse | ProcedureState::Cancelled);
    let running = matches!(procedure.state, ProcedureState::Reviewed | ProcedureState::Publicity);
    let acts = [
        (Action::SettleTie, procedure.state == ProcedureState::Reviewed && tied),
        (Action::PublicizeResult, procedure.state == ProcedureState::Reviewed && !tied),
        (Action::FileObjection, publicity && runs && actor.role == Role::SoAdmin),
        (Action::AnswerObjection, publicity && filed.iter().any(|(_, state)| *state == Objection::Filed)),
        (Action::ConfirmResult, publicity && against.is_none()),
        (Action::EndWithoutResult, running),
    ];
    let acts: Vec<Action> = acts.into_iter().filter(|(action, now)| *now && allowed(*action)).map(|(action, _)| action).collect();
    let taken = [Action::PublicizeResult, Action::ConfirmResult].iter().any(|action| acts.contains(action));
    let notices = notices::about(market, &number.to_string()).await?;
    Ok(ResultView {
        demand: demands::row(db, &demand, &procedure).await?,
        stage: match procedure.state {
            ProcedureState::Publicity => ResultStage::Publicity,
            ProcedureState::Confirmed | ProcedureState::Contracted => ResultStage::Confirmed,
            ProcedureState::NoResponse | ProcedureState::Cancelled => ResultStage::Ended,
            _ => ResultStage::Pending,
        },
        review_on: procedure.row.review_on,
        own: if public { own(actor, award.as_ref())? } else { None },
        objections: counted(db, demand.id).await?,
        own_objections: own_objections(market, actor, &filed, allowed(Action::AnswerObjection) || allowed(Action::ReadScores)).await?,
        sheets: if whole.is_some() { sheets(db, &demand).await? } else { Vec::new() },
        result: shown,
        ended_because: procedure.row.reason.clone().filter(|_| ended),
        outcome: whole,
        together: if taken { together(market, demand, procedure.state).await? } else { Vec::new() },
        notices: notices.iter().filter(|notice| matches!(notice.kind, NoticeKind::Publicity | NoticeKind::Result)).map(|notice| notice.number).collect(),
        confirm_by: award.as_ref().and_then(|award| award.row.ends_on).filter(|_| publicity).map(|last| confirm_by(last, procedure.edition)),
        negotiates,
        against,
        acts,
        version: procedure.row.version,
    })
}

/// For who offered: its own total, place and reason, and nobody else's.
fn own(actor: &Actor, award: Option<&Award>) -> Result<Option<OwnResult>, Fault> {
    let Some((award, organization)) = award.zip(actor.organization.filter(|_| actor.role.of_provider())) else { return Ok(None) };
    let Some(bidder) = award.outcome.of_organization(organization) else { return Ok(None) };
    let reason = reasons(&award.outcome.ranking)?.into_iter().find(|reason| reason.bid == bidder.bid);
    Ok(award.outcome.score(bidder.bid).zip(reason).map(|(score, reason)| OwnResult {
        price: bidder.price,
        means: score.means.clone(),
        total: score.total,
        place: award.outcome.place(bidder.bid).unwrap_or_default(),
        reason,
    }))
}

async fn own_objections(market: &Market, actor: &Actor, filed: &[(objection::Model, Objection)], all: bool) -> Result<Vec<ObjectionView>, Fault> {
    let mut views = Vec::new();
    for (row, state) in filed {
        let organization = OrganizationId::new(row.organization_id);
        let own = actor.role.of_provider() && actor.organization == Some(organization);
        if !all && !own {
            continue;
        }
        let name = organizations::find(market.reader(), organization).await?.map(|body| body.name).unwrap_or_default();
        views.push(ObjectionView {
            id: ObjectionId::new(row.id),
            organization: name,
            grounds: row.grounds.clone(),
            filed_at: row.filed_at,
            state: *state,
            due_on: Due::kept(row.due_on),
            last_on: Due::kept(row.last_on),
            answer: row.answer.clone(),
            answered_at: row.answered_at,
        });
    }
    Ok(views)
}

/// The other demands of the batch in the same state: an act takes them along, unless each needs a record of its own.
async fn together(market: &Market, demand: Demand, state: ProcedureState) -> Result<Vec<domain::demands::DemandRow>, Fault> {
    let all: Vec<(Demand, Procedure)> = procured(market.reader(), with_batch(market.reader(), demand).await?).await?;
    let mut rows = Vec::new();
    let goes = |procedure: &Procedure| procedure.state == state && (state != ProcedureState::Reviewed || !procedure.negotiates());
    for (other, procedure) in all.iter().skip(1).filter(|(_, procedure)| goes(procedure)) {
        rows.push(demands::row(market.reader(), other, procedure).await?);
    }
    Ok(rows)
}
