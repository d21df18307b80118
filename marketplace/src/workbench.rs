//! The workbench: every room says what waits and for whom; here it is put together.

use crate::fault::Fault;
use crate::market::Market;
use crate::{awards, bids, contracts, demands, evaluations, organizations, panels};
use domain::contracts as contract_rules;
use domain::demands::Stage;
use domain::evaluations::Evaluation;
use domain::ids::OrganizationId;
use domain::money::Money;
use domain::policy::Actor;
use domain::step::Word;
use domain::workbench::{Pile, Task, Workbench};

/// What waits for this person, what the person's body waits for, and what it has in hand.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn desk(market: &Market, actor: &Actor) -> Result<Workbench, Fault> {
    let mut tasks = demands::waiting(market, actor).await?;
    tasks.extend(bids::waiting(market, actor).await?);
    tasks.extend(panels::waiting(market, actor).await?);
    tasks.extend(awards::waiting(market, actor).await?);
    tasks.extend(contracts::waiting(market, actor).await?);
    tasks.extend(evaluations::waiting(market, actor).await?);
    tasks.sort_by_key(|task| (task.due.is_none(), task.due, task.since));
    let (mine, others) = tasks.into_iter().partition(|task: &Task| task.whom.is_none());
    let mut desk = Workbench { mine, others, ..Workbench::default() };
    let Some(body) = actor.organization else { return Ok(desk) };
    if actor.role.of_purchaser() {
        desk.purchases = purchases(market, actor, body).await?;
    }
    if actor.role.of_purchaser() || actor.role.of_provider() {
        desk.contracts = contracts(market, actor, body).await?;
    }
    if actor.role.of_agency() {
        desk.commissions = commissions(market, actor).await?;
    }
    if actor.role.of_provider() {
        desk.offers = bids::own_offers(market, body, 20).await?;
    }
    Ok(desk)
}

/// Every pile is counted by the list that it leads to.
async fn purchases(market: &Market, actor: &Actor, unit: OrganizationId) -> Result<Vec<Pile>, Fault> {
    let drafts = demands::drafts(market, actor).await?;
    let sum = drafts.iter().filter_map(|row| row.budget).sum();
    let mut piles = vec![pile("workbench.pile-drafts", "/demands/drafts".to_owned(), drafts.len() as u64, Some(sum))];
    let code = code(market, unit).await?;
    for stage in [Stage::Open, Stage::Review, Stage::Publicity, Stage::Chosen] {
        let filter = demands::Filter { purchaser: Some(unit), stage: Some(stage), ..demands::Filter::default() };
        let found = demands::summary(market, &filter).await?;
        piles.push(pile(&stage.term(), format!("/demands?stage={}&purchaser={code}", stage.key()), found.count, Some(found.budget)));
    }
    Ok(held(piles))
}

async fn contracts(market: &Market, actor: &Actor, body: OrganizationId) -> Result<Vec<Pile>, Fault> {
    use contract_rules::Contract as State;
    let drafts = contracts::drafts(market, actor).await?;
    let sum = drafts.iter().map(|row| row.price).sum();
    let mut piles = vec![pile("workbench.pile-unsigned", "/contracts/drafts".to_owned(), drafts.len() as u64, Some(sum))];
    let code = code(market, body).await?;
    let (side, own) = if actor.role.of_provider() {
        ("provider", contracts::Filter { provider: Some(body), ..contracts::Filter::default() })
    } else {
        ("purchaser", contracts::Filter { purchaser: Some(body), ..contracts::Filter::default() })
    };
    for state in [State::InForce, State::Delivered, State::Settled, State::Closed, State::Terminated] {
        let found = contracts::sums(market, &contracts::Filter { state: Some(state), ..own.clone() }).await?;
        piles.push(pile(&state.term(), format!("/contracts?state={}&{side}={code}", state.key()), found.count, Some(found.price)));
    }
    Ok(held(piles))
}

async fn commissions(market: &Market, actor: &Actor) -> Result<Vec<Pile>, Fault> {
    let rows = evaluations::processes(market, actor).await?;
    let count = |state: Evaluation| rows.iter().filter(|row| row.state == state).count() as u64;
    let piles = Evaluation::ALL.iter().map(|state| pile(&state.term(), "/evaluations/work".to_owned(), count(*state), None));
    Ok(held(piles.collect()))
}

fn pile(term: &str, path: String, count: u64, sum: Option<Money>) -> Pile {
    Pile { term: term.to_owned(), path, count, sum }
}

/// A point at which nothing stands is not shown.
fn held(mut piles: Vec<Pile>) -> Vec<Pile> {
    piles.retain(|pile| pile.count > 0);
    piles
}

async fn code(market: &Market, body: OrganizationId) -> Result<domain::code::CreditCode, Fault> {
    let body = organizations::find(market.reader(), body).await?;
    Ok(body.ok_or_else(|| Fault::corrupt("a membership in no body"))?.code)
}
