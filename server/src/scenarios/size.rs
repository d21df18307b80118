//! Large worlds: as many published demands and organizations as are asked for, through the same use cases. What a purchase
//! needs in writing goes out in batches, which people may also do: that is what makes ten thousand of them a matter of minutes.

use super::history::{Random, dated, draft};
use super::people::{Cast, account};
use super::register::{self, Body};
use anyhow::{Context, Result};
use domain::calendar::{Day, Moment, WorkingDays, after_working_days, at, day_of};
use domain::law::day;
use domain::policy::{Actor, Role};
use domain::services::TEMPLATES;
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish};
use marketplace::identity::{close_account, grant};
use marketplace::{Market, Once, jobs};

/// On which day the first of them are published: their deadlines are past when the world is opened.
pub const FIRST: Day = day(2025, 2, 13);
/// On which day the others are published: they are open.
const SECOND: Day = day(2025, 2, 26);
/// How many go out together.
const TOGETHER: u32 = 20;
/// Street offices for so many demands each.
const A_STREET: u32 = 100;

/// Builds a world of this size, standing at `end`.
///
/// # Errors
/// When a use case refuses what the scenario tells it to do.
pub async fn build(market: &Market, n: u32, end: Moment) -> Result<()> {
    let register = register::load_with(market, n, n.div_ceil(A_STREET)).await?;
    Cast::create(market, &register).await?;
    let desk = Desk::open(market, register.streets.get(1..).unwrap_or_default()).await?;
    let mut random = Random::seeded(u64::from(n));
    // Two of three are open, as on a platform that was opened lately.
    let past = n / 3;
    desk.publish(market, &mut random, 0..past).await?;
    market.move_world(at(SECOND, 9, 0), true).await?;
    desk.publish(market, &mut random, past..n).await?;
    market.move_world(end, true).await?;
    jobs::do_what_is_due(market).await?;
    while jobs::deliver(market).await? > 0 {}
    while jobs::sequence_changes(market).await? > 0 {}
    for actor in [desk.officer, desk.approver] {
        close_account(market, &Actor::OPERATOR, actor.account.context("an actor without an account")?).await?;
    }
    Ok(())
}

/// Two people who buy for all streets.
struct Desk<'a> {
    streets: &'a [Body],
    officer: Actor,
    approver: Actor,
}

impl<'a> Desk<'a> {
    async fn open(market: &Market, streets: &'a [Body]) -> Result<Desk<'a>> {
        let first = streets.first().map(|street| street.id);
        let officer = account(market, "officers", Role::PurOfficer, first, "").await?;
        let approver = account(market, "approvers", Role::PurApprover, first, "").await?;
        for street in streets.iter().skip(1) {
            for actor in [officer, approver] {
                let account = actor.account.context("an actor without an account")?;
                grant(market, &Actor::OPERATOR, account, actor.role, Some(street.id)).await?;
            }
        }
        Ok(Desk { streets, officer, approver })
    }

    /// Publishes these demands, a batch at a time.
    async fn publish(&self, market: &Market, random: &mut Random, serials: std::ops::Range<u32>) -> Result<()> {
        let mut next = serials.start;
        while next < serials.end {
            let together = next..serials.end.min(next + TOGETHER);
            next = together.end;
            self.batch(market, random, together).await?;
        }
        Ok(())
    }

    async fn batch(&self, market: &Market, random: &mut Random, serials: std::ops::Range<u32>) -> Result<()> {
        let turn = usize::try_from(serials.start / TOGETHER)?;
        let index = turn % self.streets.len().max(1);
        let street = self.streets.get(index).context("no street")?;
        let officer = Actor { organization: Some(street.id), ..self.officer };
        let approver = Actor { organization: Some(street.id), ..self.approver };
        let today = day_of(market.now());
        let title = format!("{}第{}批", street.name, turn + 1);
        let batch = demands::begin_batch(market, &officer, NewBatch { title, once: Once::fresh() }).await?;
        let mut first = None;
        for serial in serials {
            let template = usize::try_from(serial)? % TEMPLATES.len();
            let closes = after_working_days(today, WorkingDays(u16::try_from(random.between(5, 9))?)).day;
            let review = after_working_days(closes, WorkingDays(3)).day;
            let plan = dated(random, today, closes, review, index, template).context("no template")?;
            let draft = draft(&plan, &format!("社会服务需求第{}号", serial + 1), street, today, 80);
            let id = demands::begin(market, &officer, Begin { draft, batch: Some(batch), once: Once::fresh() }).await?;
            first.get_or_insert(id);
        }
        let demand = first.context("an empty batch")?;
        demands::submit(market, &officer, Decide { demand, seen: 1, reason: None, once: Once::fresh() }).await?;
        let minutes = Some(format!("办公会纪要第{}号", turn + 1));
        demands::approve(market, &approver, Approve { demand, seen: 2, minutes, once: Once::fresh() }).await?;
        demands::publish(market, &officer, Publish { demand, seen: 3, once: Once::fresh() }).await?;
        Ok(())
    }
}
