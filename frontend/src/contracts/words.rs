//! How contracts, milestones and payments are shown.

use crate::components::{Days, NextStep as Line, Status, Tone};
use domain::calendar::Day;
use domain::contracts::{Contract, ContractRow, Milestone, MilestoneRow, NextStep, Payment, PaymentRow, Side, Todo};
use domain::step::Word;
use messages::{Style, Words};

/// The tag of a contract's state.
pub fn contract_status(w: Words, state: Contract) -> Status {
    let tone = match state {
        Contract::Draft => Tone::Slate,
        Contract::Reviewed | Contract::PurchaserSigned | Contract::ProviderSigned => Tone::Osmanthus,
        Contract::Signed | Contract::InForce => Tone::River,
        Contract::Delivered | Contract::Settled | Contract::Closed => Tone::Bamboo,
        Contract::Terminated => Tone::Cinnabar,
    };
    Status::new(tone, w.say(&state.term()))
}

/// The tag of a milestone: its state, or that it is overdue.
pub fn milestone_status(w: Words, milestone: &MilestoneRow) -> Status {
    let tone = match milestone.state {
        Milestone::Planned if milestone.late > 0 => return Status::new(Tone::Cinnabar, w.say("contracts.late")),
        Milestone::Planned => Tone::Slate,
        Milestone::Reported | Milestone::Checked | Milestone::Rectifying => Tone::Osmanthus,
        Milestone::Accepted => Tone::Bamboo,
        Milestone::Failed => Tone::Cinnabar,
    };
    Status::new(tone, w.say(&milestone.state.term()))
}

/// The tag of a payment: its state, or that it is overdue.
pub fn payment_status(w: Words, payment: &PaymentRow) -> Status {
    let tone = match payment.state {
        Payment::Due if payment.late > 0 => return Status::new(Tone::Cinnabar, w.say("contracts.late")),
        Payment::NotDue | Payment::Dropped => Tone::Slate,
        Payment::Due => Tone::Osmanthus,
        Payment::Paid => Tone::Bamboo,
    };
    Status::new(tone, w.say(&payment.state.term()))
}

/// Whose turn it is, in words.
pub fn holder(w: Words, step: &NextStep, purchaser: &str, provider: &str) -> String {
    match step.side {
        Side::Purchaser => purchaser.to_owned(),
        Side::Provider => provider.to_owned(),
        Side::Agency => w.say(&step.side.term()),
    }
}

/// What a step is about: 支付第2期, 核对“中期评估”.
pub fn step_title(w: Words, step: &NextStep) -> String {
    let subject = step.subject.clone().unwrap_or_default();
    let key = match step.what {
        Todo::Pay => "contracts.next-pay".to_owned(),
        what if step.subject.is_some() => format!("contracts.next-{}", what.key()),
        what => what.term(),
    };
    w.say_with(&key, &[("subject", subject.into())])
}

/// A step as a line of the next strip.
pub fn line(w: Words, step: &NextStep, purchaser: &str, provider: &str) -> Line {
    let late = step.late() > 0;
    let who = w.say_with("contracts.holder", &[("body", holder(w, step, purchaser, provider).into()), ("role", w.say(&step.who.term()).into())]);
    // Nobody waits for a report before its day.
    let ahead = step.due.filter(|_| step.what == Todo::Report && !late);
    if let Some(due) = ahead {
        let before = w.say_with("contracts.before", &[("day", w.due(due, Style::Long).into())]);
        let days = step.left.map(Days::Left);
        let status = Status::new(days.map(Days::tone).unwrap_or_default(), w.say(&format!("contracts.side-turn-{}", step.side.key())));
        return Line { status: Some(status), what: step_title(w, step), who: format!("{who}{before}"), days, law: None, act: None };
    }
    let until = step.due.map_or_else(|| w.say("contracts.no-limit"), |due| w.say_with("contracts.until", &[("day", w.due(due, Style::Long).into())]));
    let since = w.say_with("contracts.since", &[("day", w.day(step.since, Style::Short).into()), ("n", step.held.into())]);
    let days = match step.left {
        Some(left) if left < 0 => Days::Late(-left),
        Some(left) => Days::Left(left),
        None => Days::Waited(step.held),
    };
    let tone = if late { Tone::Cinnabar } else { days.tone() };
    let word = if late { w.say("contracts.late") } else { w.say(&format!("contracts.side-turn-{}", step.side.key())) };
    Line { status: Some(Status::new(tone, word)), what: step_title(w, step), who: format!("{who}{until}{since}"), days: Some(days), law: None, act: None }
}

/// The lines of the next strip of a contract.
pub fn lines(w: Words, row: &ContractRow, steps: &[NextStep]) -> Vec<Line> {
    steps.iter().map(|step| line(w, step, &row.purchaser, &row.provider)).collect()
}

/// From one day to another.
pub fn period(w: Words, from: Day, to: Day) -> String {
    w.say_with("contracts.period", &[("from", w.day(from, Style::Long).into()), ("to", w.day(to, Style::Long).into())])
}
