//! What the history's purchases are: who buys what, who offers, how it ends. The figures of one scenario, and of no other code.

use super::random::Random;
use chrono::{Datelike, Days};
use domain::calendar::{Day, WorkingDays, after_months, after_working_days, or_next_working_day};
use domain::law::day;
use domain::money::Money;
use domain::services::{Field, TEMPLATES, Template};

/// How a purchase comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Enough offer; the first is chosen.
    Chosen,
    /// Two offer; a third comes after the extension.
    Extended,
    /// One offers, also after the extension; the purchaser negotiates with it.
    Negotiated,
    /// Nobody offers, also after the extension.
    Lapsed,
}

/// How well the work was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// 优.
    Excellent,
    /// 良.
    Good,
    /// 中.
    Fair,
    /// Money went elsewhere: 0.
    Veto,
}

/// An offer to come.
#[derive(Clone, Copy, Debug)]
pub struct PlannedOffer {
    /// Place of the organization in the register's list.
    pub provider: usize,
    /// Its price, as a share of each line.
    pub percent: i64,
    /// Whether it comes only after the extension.
    pub after_extension: bool,
}

/// A purchase to come.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which street buys.
    pub street: usize,
    /// What.
    pub template: &'static Template,
    /// For how much at most.
    pub budget: Money,
    /// Day of publication.
    pub published: Day,
    /// Last day for offers.
    pub closes: Day,
    /// Day of the review.
    pub review: Day,
    /// First day of service.
    pub starts: Day,
    /// Last day of service.
    pub ends: Day,
    /// Who offers; the first is chosen.
    pub offers: Vec<PlannedOffer>,
    /// How the purchase ends.
    pub fate: Fate,
    /// How well it is done.
    pub mark: Mark,
    /// Days after the due day on which each instalment is paid; in time when not above 0, never when there is none.
    pub delays: [Option<i64>; 3],
    /// Days after the planned day on which milestones are reported.
    pub reported_after: i64,
    /// Whether the provider objects to the draft of its evaluation.
    pub objects: bool,
    /// The first of its batch, where it goes out in one.
    pub batch: Option<usize>,
}

/// Whom each field may ask: places in the register's list whose own fields cover it.
fn of_field(field: Field) -> &'static [usize] {
    match field {
        Field::ElderlyCare => &[0, 10, 20, 1, 11, 21],
        Field::Disability => &[2, 12, 10, 22, 0, 20],
        Field::WomenAndChildren => &[3, 13, 23],
        Field::CommunityGovernance => &[4, 14, 24],
        Field::Volunteering => &[5, 15, 25],
        Field::Mediation => &[6, 16, 26],
        _ => &[7, 17, 27],
    }
}

/// All organizations that offer at least once.
pub fn offering() -> Vec<usize> {
    let mut all: Vec<usize> = TEMPLATES.iter().flat_map(|template| of_field(template.field).iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Purchases of 2024.
const OF_2024: usize = 56;
/// What 2025 has begun with: publication, closing, review, street, template.
const OF_2025: [(Day, Day, Day, usize, usize); 6] = [
    (day(2025, 1, 3), day(2025, 1, 13), day(2025, 1, 15), 2, 0),
    (day(2025, 1, 8), day(2025, 1, 16), day(2025, 1, 20), 5, 3),
    (day(2025, 2, 7), day(2025, 2, 14), day(2025, 2, 18), 4, 6),
    (day(2025, 2, 13), day(2025, 2, 20), day(2025, 2, 26), 6, 2),
    (day(2025, 2, 18), day(2025, 2, 25), day(2025, 3, 5), 1, 4),
    (day(2025, 2, 20), day(2025, 2, 27), day(2025, 3, 6), 7, 7),
];
/// What is open when the tour begins; the last three go out together.
const OPEN: [(Day, Day, Day, usize, usize); 7] = [
    (day(2025, 2, 24), day(2025, 3, 4), day(2025, 3, 6), 3, 1),
    (day(2025, 2, 25), day(2025, 3, 5), day(2025, 3, 7), 5, 5),
    (day(2025, 2, 27), day(2025, 3, 10), day(2025, 3, 12), 1, 0),
    (day(2025, 2, 28), day(2025, 3, 12), day(2025, 3, 14), 7, 2),
    (day(2025, 2, 26), day(2025, 3, 6), day(2025, 3, 11), 2, 3),
    (day(2025, 2, 26), day(2025, 3, 6), day(2025, 3, 11), 2, 4),
    (day(2025, 2, 26), day(2025, 3, 7), day(2025, 3, 11), 2, 7),
];

/// Every purchase of the history, in the order of publication where they do not go out together.
pub fn plans() -> Vec<Plan> {
    let mut random = Random::seeded(20_250_303);
    let mut plans: Vec<Plan> = (0..OF_2024).filter_map(|index| past(&mut random, index)).collect();
    for (published, closes, review, street, template) in OF_2025.into_iter().chain(OPEN) {
        plans.extend(dated(&mut random, published, closes, review, street, template));
    }
    let first = plans.len() - 3;
    for plan in plans.iter_mut().skip(first) {
        plan.batch = Some(first);
    }
    plans
}

fn past(random: &mut Random, index: usize) -> Option<Plan> {
    let published = or_next_working_day(day(2024, 1, 8) + Days::new(u64::try_from(index * 6).ok()?)).day;
    let closes = after_working_days(published, WorkingDays(u16::try_from(random.between(6, 9)).ok()?)).day;
    let review = after_working_days(closes, WorkingDays(2)).day;
    // Every street buys each of its needs once.
    let (street, template) = (index % 8, (index / 8 + index % 8 * 3) % 8);
    let mut plan = dated(random, published, closes, review, street, template)?;
    // Until summer whatever begins ends within the year; later some of it reaches into the next.
    let months = match index {
        0..16 => random.between(5, 9),
        16..32 => random.between(3, 6),
        32..40 => random.between(2, 3),
        _ if index.is_multiple_of(2) => 2,
        _ => random.between(6, 10),
    };
    plan.ends = after_months(plan.starts, u32::try_from(months).ok()?).pred_opt()?;
    plan.fate = match index {
        9 | 30 => Fate::Extended,
        13 => Fate::Lapsed,
        21 => Fate::Negotiated,
        _ => Fate::Chosen,
    };
    plan.mark = match index {
        23 => Mark::Veto,
        _ if index % 8 == 4 => Mark::Fair,
        _ if index.is_multiple_of(3) => Mark::Excellent,
        _ => Mark::Good,
    };
    plan.delays = match index {
        _ if index % 11 == 5 => [Some(-2), Some(9), Some(23)],
        _ if index % 9 == 2 => [Some(16), Some(-1), Some(6)],
        _ if index % 7 == 3 => [Some(-3), Some(-1), None],
        41 | 47 => [Some(34), None, None],
        _ => [Some(-3), Some(-2), Some(-2)],
    };
    plan.reported_after = if index % 6 == 1 { random.between(6, 14) } else { random.between(-3, 2) };
    plan.objects = index % 5 == 2;
    match plan.fate {
        Fate::Chosen => {}
        Fate::Extended => {
            plan.offers.truncate(3);
            plan.offers.iter_mut().skip(2).for_each(|offer| offer.after_extension = true);
        }
        Fate::Negotiated => plan.offers.truncate(1),
        Fate::Lapsed => plan.offers.clear(),
    }
    // Two of the first needs go to the organization that the tour follows.
    if matches!(index, 8 | 19) {
        plan.offers.retain(|offer| offer.provider != 0);
        plan.offers.insert(0, PlannedOffer { provider: 0, percent: 96, after_extension: false });
        plan.mark = if index == 8 { Mark::Excellent } else { Mark::Good };
        plan.delays = [Some(-3), Some(-2), Some(-2)];
    } else if plan.mark == Mark::Fair && plan.offers.first().is_some_and(|offer| offer.provider == 0) {
        plan.mark = Mark::Good;
    }
    Some(plan)
}

/// A purchase with these days, its money and offers drawn; nothing when there is no such template.
pub fn dated(random: &mut Random, published: Day, closes: Day, review: Day, street: usize, template: usize) -> Option<Plan> {
    let template = TEMPLATES.get(template)?;
    let starts = or_next_working_day(published + Days::new(45)).day;
    let able = of_field(template.field);
    let turn = usize::try_from(random.below(u32::try_from(able.len()).ok()?)).ok()?;
    let count = if able.len() > 3 { random.between(3, 5) } else { 3 };
    let offers = able
        .iter()
        .cycle()
        .skip(turn)
        .take(usize::try_from(count).ok()?)
        .map(|provider| PlannedOffer { provider: *provider, percent: random.between(88, 99), after_extension: false })
        .collect();
    // From 80 000 to 950 000 yuan, in steps of 5 000.
    let budget = Money::yuan(random.between(16, 190) * 5_000);
    let ends = Day::from_ymd_opt(starts.year(), 12, 20)?;
    Some(Plan {
        street,
        template,
        budget,
        published,
        closes,
        review,
        starts,
        ends: ends.max(after_months(starts, 5)),
        offers,
        fate: Fate::Chosen,
        mark: Mark::Good,
        delays: [Some(-3), Some(-2), Some(-2)],
        reported_after: 0,
        objects: false,
        batch: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plans_are_many_and_always_the_same() {
        let (one, other) = (plans(), plans());
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
        assert_eq!(one.len(), OF_2024 + OF_2025.len() + OPEN.len());
        assert!(one.iter().all(|plan| plan.budget >= Money::yuan(80_000) && plan.budget <= Money::yuan(950_000)));
        let won = one.iter().filter(|plan| plan.offers.first().is_some_and(|offer| offer.provider == 0));
        assert!(won.count() >= 2);
    }
}
