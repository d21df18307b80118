//! A year that went before: purchases from the first draft to the last payment, each step by the use case that people have for
//! it, at its own hour, in the order of the calendar.

mod contract;
mod evaluation;
mod paper;
mod plans;
mod purchase;
mod random;
mod troupe;

pub(super) use plans::dated;
pub(super) use purchase::draft;
pub(super) use random::Random;

use super::people::Cast;
use super::register::Register;
use anyhow::{Context, Result};
use chrono::TimeDelta;
use domain::calendar::{Day, Moment, WorkingDays, after_working_days, at, day_of};
use domain::ids::{ContractId, DemandId, EvaluationId};
use domain::numbers::{ContractNumber, DemandNumber};
use domain::policy::Actor;
use marketplace::Market;
use marketplace::{inbox, jobs};
use plans::{Plan, plans};
use std::collections::BTreeMap;
use troupe::{Agency, Provider, Street, Troupe};

/// What somebody does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Draft,
    Approve,
    Publish,
    Offer(usize),
    Close,
    Shortlist,
    Name,
    Declare,
    Score,
    Publicise,
    Confirm,
    DraftContract,
    ReviewContract,
    SignForPurchaser,
    SignForProvider,
    Report(u32),
    Check(u32),
    Accept(u32),
    Pay(u32),
    Commission,
    TakeOn,
    Examine,
    Reply,
    Issue,
    Mend,
    ConfirmMending,
}

/// A purchase and how far it has come.
struct Purchase {
    plan: Plan,
    title: String,
    id: Option<DemandId>,
    number: Option<DemandNumber>,
    closes_at: Moment,
    extended: bool,
    draft: Option<ContractId>,
    contract: Option<ContractNumber>,
    evaluation: Option<EvaluationId>,
    /// Place of the agency that evaluates it.
    agency: usize,
    payments: Vec<u32>,
}

/// The history while it happens.
struct Story<'a> {
    market: &'a Market,
    troupe: Troupe,
    random: Random,
    purchases: Vec<Purchase>,
    /// What is to come, by its moment; what was planned first goes first.
    ahead: BTreeMap<(Moment, usize), (usize, Step)>,
    planned: usize,
    /// Which agency evaluated a provider last, by their places.
    evaluated_by: BTreeMap<usize, usize>,
}

/// Lives through the history until `end`, where the world then stands. Only the cast keeps its accounts.
///
/// # Errors
/// When a use case refuses what the plans say.
pub async fn live(market: &Market, register: &Register, cast: &Cast, end: Moment) -> Result<()> {
    let troupe = Troupe::create(market, register, cast, &plans::offering()).await?;
    let mut story =
        Story { market, troupe, random: Random::seeded(31), purchases: Vec::new(), ahead: BTreeMap::new(), planned: 0, evaluated_by: BTreeMap::new() };
    for plan in plans() {
        story.begin(plan)?;
    }
    // The last working day is over: what was told before it was read.
    let read = end - TimeDelta::days(3) + TimeDelta::hours(9);
    story.until(read).await?;
    tell(market).await?;
    for actor in cast.everybody() {
        inbox::mark_read(market, &actor).await?;
    }
    story.until(end).await?;
    tell(market).await?;
    story.troupe.leave(market).await
}

/// Delivers what was promised meanwhile and gives the public changes their places: once for many steps, as both keep their
/// own times.
async fn tell(market: &Market) -> Result<()> {
    while jobs::deliver(market).await? > 0 {}
    while jobs::sequence_changes(market).await? > 0 {}
    Ok(())
}

/// So many working days later.
fn later(day: Day, days: i64) -> Day {
    after_working_days(day, WorkingDays(u16::try_from(days).unwrap_or_default())).day
}

impl<'a> Story<'a> {
    fn begin(&mut self, plan: Plan) -> Result<()> {
        let index = self.purchases.len();
        let first = at(before(plan.published, 2), 10, 15);
        // What goes out together is drafted, approved and published with its first.
        if plan.batch.is_none_or(|batch| batch == index) {
            self.plan(first, index, Step::Draft);
        }
        let closes_at = at(plan.closes, 17, 0);
        let title = purchase::title(&plan, &self.street(plan.street)?.body.name);
        self.purchases.push(Purchase {
            plan,
            title,
            id: None,
            number: None,
            closes_at,
            extended: false,
            draft: None,
            contract: None,
            evaluation: None,
            agency: 0,
            payments: Vec::new(),
        });
        Ok(())
    }

    /// Plans a step. What was planned for an hour that is past happens an hour from now.
    fn plan(&mut self, moment: Moment, purchase: usize, step: Step) {
        let moment = moment.max(self.market.now() + TimeDelta::minutes(47));
        self.planned += 1;
        self.ahead.insert((moment, self.planned), (purchase, step));
    }

    /// Plans a step for some hour of a working day.
    fn plan_on(&mut self, day: Day, purchase: usize, step: Step) {
        let (hour, minute) = (9 + self.random.below(8), self.random.below(60));
        self.plan(at(day, hour, minute), purchase, step);
    }

    /// Plans a step for so many working days from today.
    fn plan_in(&mut self, days: i64, purchase: usize, step: Step) {
        self.plan_on(later(self.today(), days), purchase, step);
    }

    fn today(&self) -> Day {
        day_of(self.market.now())
    }

    async fn until(&mut self, end: Moment) -> Result<()> {
        while let Some(next) = self.ahead.first_entry().filter(|next| next.key().0 <= end) {
            let ((moment, _), (index, step)) = next.remove_entry();
            self.market.move_world(moment, true).await?;
            self.act(index, step).await.with_context(|| {
                let title = self.purchases.get(index).map(|purchase| purchase.title.as_str()).unwrap_or_default();
                format!("{step:?} of {index} {title}")
            })?;
        }
        self.market.move_world(end, true).await?;
        // Deadlines that nobody planned a step for: comment periods, and whatever else a job ends.
        jobs::do_what_is_due(self.market).await?;
        Ok(())
    }

    async fn act(&mut self, index: usize, step: Step) -> Result<()> {
        match step {
            Step::Draft => self.draft(index).await,
            Step::Approve => self.approve(index).await,
            Step::Publish => self.publish(index).await,
            Step::Offer(offer) => self.offer(index, offer).await,
            Step::Close => {
                jobs::do_what_is_due(self.market).await?;
                let next = later(self.today(), 1);
                self.plan(at(next, 9, 40), index, Step::Shortlist);
                Ok(())
            }
            Step::Shortlist => self.shortlist(index).await,
            Step::Name => self.name(index).await,
            Step::Declare => self.declare(index).await,
            Step::Score => self.score(index).await,
            Step::Publicise => self.publicise(index).await,
            Step::Confirm => self.confirm(index).await,
            Step::DraftContract => self.draft_contract(index).await,
            Step::ReviewContract => self.review_contract(index).await,
            Step::SignForPurchaser => self.sign_for_purchaser(index).await,
            Step::SignForProvider => self.sign_for_provider(index).await,
            Step::Report(position) => self.report(index, position).await,
            Step::Check(position) => self.check(index, position).await,
            Step::Accept(position) => self.accept(index, position).await,
            Step::Pay(position) => self.pay(index, position).await,
            Step::Commission => self.commission(index).await,
            Step::TakeOn => self.take_on(index).await,
            Step::Examine => self.examine(index).await,
            Step::Reply => self.reply(index).await,
            Step::Issue => self.issue(index).await,
            Step::Mend => self.mend(index).await,
            Step::ConfirmMending => self.confirm_mending(index).await,
        }
    }

    fn purchase(&self, index: usize) -> Result<&Purchase> {
        self.purchases.get(index).context("no such purchase")
    }

    fn purchase_mut(&mut self, index: usize) -> Result<&mut Purchase> {
        self.purchases.get_mut(index).context("no such purchase")
    }

    fn street(&self, street: usize) -> Result<&Street> {
        self.troupe.streets.get(street).context("no such street")
    }

    fn buyer(&self, index: usize) -> Result<&Street> {
        self.street(self.purchase(index)?.plan.street)
    }

    fn provider(&self, index: usize) -> Result<&Provider> {
        self.troupe.providers.iter().find(|provider| provider.index == index).context("no such provider")
    }

    /// Who is chosen.
    fn chosen(&self, index: usize) -> Result<&Provider> {
        let offer = self.purchase(index)?.plan.offers.first().context("a purchase without offers")?;
        self.provider(offer.provider)
    }

    /// Who evaluates.
    fn agency(&self, index: usize) -> Result<&Agency> {
        self.troupe.agencies.get(self.purchase(index)?.agency).context("no such agency")
    }

    /// Chooses who evaluates: the independent agency mostly, and no agency the same provider twice in a row.
    fn choose_agency(&mut self, index: usize) -> Result<()> {
        let provider = self.chosen(index)?.index;
        let usual = usize::from(index % 5 == 2);
        let agency = if self.evaluated_by.get(&provider) == Some(&usual) { 1 - usual } else { usual };
        self.evaluated_by.insert(provider, agency);
        self.purchase_mut(index)?.agency = agency;
        Ok(())
    }

    fn number(&self, index: usize) -> Result<DemandNumber> {
        self.purchase(index)?.number.context("a purchase without a number")
    }

    fn contract(&self, index: usize) -> Result<ContractNumber> {
        self.purchase(index)?.contract.context("a purchase without a contract")
    }

    /// Reviewers of a purchase from outside: two of those there are, in turn.
    fn outside(&self, index: usize) -> Vec<Actor> {
        let experts = &self.troupe.experts;
        experts.iter().cycle().skip(index * 2 % experts.len().max(1)).take(2).copied().collect()
    }
}

/// So many working days earlier.
fn before(day: Day, days: u32) -> Day {
    let (mut day, mut left) = (day, days);
    while left > 0 {
        let Some(earlier) = day.pred_opt() else { break };
        day = earlier;
        left -= u32::from(domain::calendar::is_working(day));
    }
    day
}
