//! From the drafted contract to its last payment.

use super::paper::evidence;
use super::plans::Mark;
use super::{Step, Story, later};
use anyhow::{Context, Result};
use chrono::{Days, TimeDelta};
use domain::calendar::{day_of, or_next_working_day};
use domain::contracts::payment::Voucher;
use domain::contracts::{ContractView, Judgement, MilestoneView, Opinions, Payment, Report};
use domain::demands::MilestoneKind;
use domain::ids::ContractId;
use domain::policy::Actor;
use marketplace::Once;
use marketplace::contracts::{self, At, Decide, DraftContract, Mend, Pay, Sign};

impl Story<'_> {
    pub(super) async fn draft_contract(&mut self, index: usize) -> Result<()> {
        let cmd = DraftContract { demand: self.number(index)?, once: Once::fresh() };
        let id = contracts::draft_contract(self.market, &self.buyer(index)?.officer, cmd).await?;
        self.purchase_mut(index)?.draft = Some(id);
        self.plan_in(1, index, Step::ReviewContract);
        Ok(())
    }

    /// The draft and its version.
    async fn text(&self, index: usize) -> Result<(ContractId, i32)> {
        let id = self.purchase(index)?.draft.context("no draft of a contract")?;
        Ok((id, contracts::read_draft(self.market, &self.buyer(index)?.officer, id).await?.version))
    }

    pub(super) async fn review_contract(&mut self, index: usize) -> Result<()> {
        let (contract, seen) = self.text(index).await?;
        contracts::review(self.market, &self.buyer(index)?.reviewer, Decide { contract, seen, reason: None, once: Once::fresh() }).await?;
        self.plan_in(1, index, Step::SignForPurchaser);
        Ok(())
    }

    pub(super) async fn sign_for_purchaser(&mut self, index: usize) -> Result<()> {
        let (contract, seen) = self.text(index).await?;
        contracts::sign_for_purchaser(self.market, &self.buyer(index)?.approver, Sign { contract, seen, once: Once::fresh() }).await?;
        let days = self.random.between(1, 3);
        self.plan_in(days, index, Step::SignForProvider);
        Ok(())
    }

    pub(super) async fn sign_for_provider(&mut self, index: usize) -> Result<()> {
        let (contract, seen) = self.text(index).await?;
        let signed = contracts::sign_for_provider(self.market, &self.chosen(index)?.legal, Sign { contract, seen, once: Once::fresh() }).await?;
        let number = signed.number.context("a contract that both signed and that has no number")?;
        self.purchase_mut(index)?.contract = Some(number);
        let after = self.purchase(index)?.plan.reported_after;
        let view = contracts::view(self.market, &Actor::PUBLIC, number).await?;
        for milestone in &view.milestones {
            let day = or_next_working_day(milestone.planned + TimeDelta::days(after)).day;
            self.plan_on(day, index, Step::Report(milestone.position));
        }
        self.plan_payments_of(index, view)
    }

    async fn milestone(&self, index: usize, actor: &Actor, position: u32) -> Result<(MilestoneView, At)> {
        let contract = self.contract(index)?;
        let view = contracts::milestone_view(self.market, actor, contract, position).await?;
        let seen = view.milestone.version;
        Ok((view, At { contract, position, seen, once: Once::fresh() }))
    }

    pub(super) async fn report(&mut self, index: usize, position: u32) -> Result<()> {
        let clerk = self.chosen(index)?.clerk;
        let (view, at) = self.milestone(index, &clerk, position).await?;
        let paper = evidence("签到表与服务记录.pdf", &format!("{} milestone {position}", at.contract));
        contracts::add_evidence(self.market, &clerk, at.clone(), vec![paper]).await?;
        let mut delivered: Vec<Option<u32>> = view.milestone.outputs.iter().map(|done| Some(done.output.quantity)).collect();
        // Whoever does fair work alone delivers less than was agreed.
        if let (Mark::Fair, Some(Some(first))) = (self.purchase(index)?.plan.mark, delivered.first_mut()) {
            *first -= *first / 12;
        }
        let words = Report { delivered, note: "按计划开展，台账、签到表和照片齐全。".into() };
        contracts::report(self.market, &clerk, At { seen: at.seen + 1, once: Once::fresh(), ..at }, words).await?;
        let days = self.random.between(1, 4);
        self.plan_in(days, index, Step::Check(position));
        Ok(())
    }

    pub(super) async fn check(&mut self, index: usize, position: u32) -> Result<()> {
        let officer = self.buyer(index)?.officer;
        let (view, at) = self.milestone(index, &officer, position).await?;
        let judge = |done: &domain::contracts::settlement::Delivered| {
            let met = done.accepted >= done.output.quantity;
            let note = if met { String::new() } else { "数量不足，其余符合标准".to_owned() };
            Some(Judgement { met, confirmed: done.accepted, note })
        };
        let judged = view.milestone.outputs.iter().map(judge).collect();
        contracts::check(self.market, &officer, at.clone(), judged).await?;
        if view.must_hear {
            let asked = view.ask_least.max(20) + self.random.below(12);
            let answered = asked - self.random.below(4);
            let satisfied = answered * (if view.milestone.outputs.iter().all(|done| done.accepted >= done.output.quantity) { 94 } else { 78 }) / 100;
            let heard = Opinions { asked, answered, satisfied, said: "服务准时，态度耐心；希望增加周末时段。".into() };
            contracts::record_opinions(self.market, &officer, At { seen: at.seen + 1, once: Once::fresh(), ..at }, heard).await?;
        }
        let days = self.random.between(1, 4);
        self.plan_in(days, index, Step::Accept(position));
        Ok(())
    }

    pub(super) async fn accept(&mut self, index: usize, position: u32) -> Result<()> {
        let reviewer = self.buyer(index)?.reviewer;
        let (view, at) = self.milestone(index, &reviewer, position).await?;
        let short = view.milestone.outputs.iter().any(|done| done.accepted < done.output.quantity);
        let reason = short.then(|| "部分对象搬离，数量不足，按实际核定。".to_owned());
        contracts::accept(self.market, &reviewer, at, reason).await?;
        match view.milestone.kind {
            MilestoneKind::Final => {
                let days = self.random.between(2, 5);
                self.plan_in(days, index, Step::Commission);
                Ok(())
            }
            MilestoneKind::MidTerm => self.plan_payments(index).await,
            MilestoneKind::Start | MilestoneKind::Other => Ok(()),
        }
    }

    /// Plans the payment of what has fallen due since this was last asked.
    pub(super) async fn plan_payments(&mut self, index: usize) -> Result<()> {
        let view = contracts::view(self.market, &Actor::PUBLIC, self.contract(index)?).await?;
        self.plan_payments_of(index, view)
    }

    fn plan_payments_of(&mut self, index: usize, view: ContractView) -> Result<()> {
        for payment in view.payments.into_iter().filter(|payment| payment.state == Payment::Due) {
            let purchase = self.purchase_mut(index)?;
            if purchase.payments.contains(&payment.position) {
                continue;
            }
            purchase.payments.push(payment.position);
            let delay = usize::try_from(payment.position).ok().and_then(|position| purchase.plan.delays.get(position - 1).copied()).flatten();
            let (Some(delay), Some(due)) = (delay, payment.due) else { continue };
            if delay > 0 {
                let late = or_next_working_day(due.day + Days::new(delay.unsigned_abs())).day;
                self.plan_on(late, index, Step::Pay(payment.position));
            } else {
                let day = self.random.between(2, 5);
                let day = later(self.today(), day).min(due.day);
                self.plan_on(day, index, Step::Pay(payment.position));
            }
        }
        Ok(())
    }

    pub(super) async fn pay(&mut self, index: usize, position: u32) -> Result<()> {
        let (contract, approver) = (self.contract(index)?, self.buyer(index)?.approver);
        let payment = contracts::payment_view(self.market, &approver, contract, position).await?.payment;
        if payment.state != Payment::Due {
            return Ok(());
        }
        let cmd = Pay {
            contract,
            position,
            seen: payment.version,
            amount: payment.owed(),
            paid_on: day_of(self.market.now()),
            voucher: Some(Voucher::TaxInvoice),
            voucher_number: format!("2431{:016}", index * 10 + usize::try_from(position)?),
            once: Once::fresh(),
        };
        contracts::pay(self.market, &approver, cmd).await?;
        Ok(())
    }

    async fn mending(&self, index: usize, note: &str) -> Result<Mend> {
        let contract = self.contract(index)?;
        let seen = contracts::view(self.market, &Actor::PUBLIC, contract).await?.version;
        Ok(Mend { contract, seen, note: note.to_owned(), once: Once::fresh() })
    }

    pub(super) async fn mend(&mut self, index: usize) -> Result<()> {
        let cmd = self.mending(index, "已补做未完成的服务，补齐缺失签名，并重新培训台账人员。").await?;
        let paper = evidence("整改材料.pdf", &format!("{} mending", cmd.contract));
        contracts::report_mending(self.market, &self.chosen(index)?.clerk, cmd, vec![paper]).await?;
        self.plan_in(3, index, Step::ConfirmMending);
        Ok(())
    }

    pub(super) async fn confirm_mending(&mut self, index: usize) -> Result<()> {
        let cmd = self.mending(index, "").await?;
        contracts::confirm_mending(self.market, &self.buyer(index)?.officer, cmd).await?;
        self.plan_payments(index).await
    }
}
