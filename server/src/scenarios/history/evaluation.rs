//! From the commission to the issued report.

use super::plans::Mark;
use super::{Step, Story};
use anyhow::{Context, Result};
use domain::evaluations::report::{Part, Stance};
use domain::evaluations::team::Skill;
use domain::evaluations::{Evaluation, ProcessView, TypedVeto};
use domain::ids::EvaluationId;
use domain::money::Points;
use domain::policy::Actor;
use domain::step::Word;
use marketplace::Once;
use marketplace::evaluations::{
    self, Accept, Answers, BeginScoring, Commission, GivenAnswer, GivenReply, Issue, Named, Replies, SaveReport, SaveScores, SaveVetoes, SendDraft,
};

/// What was found, on which indicator, on which evidence.
const FINDINGS: [(&str, &str, &str); 4] = [
    ("records", "抽查入户记录120份，9份缺服务对象签名。", "第三季度台账"),
    ("timeliness", "7月服务次数少于计划21%，9月补足。", "月度服务统计表"),
    ("finance-compliance", "两笔活动费发票晚于支出一个月入账。", "项目明细账第6页"),
    ("staffing", "服务中途更换社工两名，交接记录不完整。", "人员名册与交接单"),
];

impl Story<'_> {
    fn task(&self, index: usize) -> Result<EvaluationId> {
        self.purchase(index)?.evaluation.context("a contract without an evaluation")
    }

    async fn process(&self, index: usize, actor: &Actor) -> Result<ProcessView> {
        Ok(evaluations::process(self.market, actor, self.task(index)?).await?)
    }

    pub(super) async fn commission(&mut self, index: usize) -> Result<()> {
        self.choose_agency(index)?;
        let cmd = Commission { contract: self.contract(index)?, agency: self.agency(index)?.body.id, reason: None, once: Once::fresh() };
        let id = evaluations::commission(self.market, &self.buyer(index)?.approver, cmd).await?;
        self.purchase_mut(index)?.evaluation = Some(id);
        let days = self.random.between(1, 3);
        self.plan_in(days, index, Step::TakeOn);
        Ok(())
    }

    pub(super) async fn take_on(&mut self, index: usize) -> Result<()> {
        let agency = self.agency(index)?;
        let lead = agency.lead;
        let named = |actor: &Actor, lead, skill| {
            let account = actor.account.context("an evaluator without an account")?;
            anyhow::Ok(Named { account, lead, skills: vec![skill], declared: true })
        };
        let members = vec![named(&lead, true, Skill::Field)?, named(&agency.member, false, Skill::Finance)?];
        let (evaluation, seen) = (self.task(index)?, self.process(index, &lead).await?.version);
        evaluations::accept(self.market, &lead, Accept { evaluation, seen, independent: true, members, once: Once::fresh() }).await?;
        evaluations::begin_scoring(self.market, &lead, BeginScoring { evaluation, seen: seen + 1, once: Once::fresh() }).await?;
        let days = self.random.between(3, 8);
        self.plan_in(days, index, Step::Examine);
        Ok(())
    }

    /// Vetoes, points, report, and off it goes to the provider.
    pub(super) async fn examine(&mut self, index: usize) -> Result<()> {
        let (lead, member) = (self.agency(index)?.lead, self.agency(index)?.member);
        let (evaluation, mark) = (self.task(index)?, self.purchase(index)?.plan.mark);
        let view = self.process(index, &member).await?;
        let work = view.work.context("an evaluation without its work")?;
        let vetoes = work.vetoes.iter().enumerate().map(|(place, veto)| {
            let holds = mark == Mark::Veto && place == 0;
            TypedVeto {
                key: veto.key.clone(),
                holds: Some(holds),
                evidence: if holds { "项目专户转出86000元用于无关支出，见银行流水第12页。".into() } else { String::new() },
            }
        });
        let vetoes = vetoes.collect();
        evaluations::save_vetoes(self.market, &member, SaveVetoes { evaluation, seen: view.version, vetoes }).await?;
        for dimension in work.dimensions {
            let mut scores = Vec::new();
            for indicator in &dimension.indicators {
                let percent = match mark {
                    _ if indicator.rule.is_some() && mark != Mark::Fair => 100,
                    Mark::Excellent => self.random.between(91, 97),
                    Mark::Good => self.random.between(80, 88),
                    Mark::Fair | Mark::Veto => self.random.between(64, 75),
                };
                // Tenths of a point.
                let points = Points::hundredths(indicator.weight.as_hundredths() * percent / 100 / 10 * 10);
                scores.push((indicator.key.clone(), points.to_string(), "见台账、访谈记录与账册".to_owned()));
            }
            evaluations::save_scores(self.market, &member, SaveScores { evaluation, dimension: dimension.key, seen: dimension.seen, scores }).await?;
        }
        // Vetoes and report are saved in the evaluation itself, points beside it.
        self.write(index, &lead, view.version + 1).await?;
        let seen = view.version + 2;
        evaluations::send_draft(self.market, &lead, SendDraft { evaluation, seen, once: Once::fresh() }).await?;
        let days = self.random.between(1, 4);
        self.plan_in(days, index, Step::Reply);
        Ok(())
    }

    async fn write(&self, index: usize, lead: &Actor, seen: i32) -> Result<()> {
        let (evaluation, mark) = (self.task(index)?, self.purchase(index)?.plan.mark);
        let conclusion = match mark {
            Mark::Excellent => "目标全部实现，服务对象满意，管理规范。",
            Mark::Good => "目标基本实现，管理较规范，个别记录不全。",
            Mark::Fair => "数量没有全部完成，记录和交接需要整改。",
            Mark::Veto => "挪用项目资金，一票否决。",
        };
        let text = |part: Part| match part {
            Part::Overview => "项目按合同设三个节点，本次评估覆盖全部产出。",
            Part::Method => "查阅台账和账册，抽样回访服务对象，访谈社工与居委会。",
            Part::Conclusion => conclusion,
            Part::Analysis => "结对服务有效；台账由多人填写，口径不一致。",
            Part::Suggestions => "统一台账格式，按月核对签名；提前安排假期班次。",
        };
        let parts = Part::ALL.iter().map(|part| (*part, text(*part).to_owned())).collect();
        let count = match mark {
            Mark::Excellent => 1,
            Mark::Good => 2,
            Mark::Fair | Mark::Veto => 3,
        };
        let found = FINDINGS.iter().cycle().skip(index % FINDINGS.len()).take(count);
        let findings =
            (1..).zip(found).map(|(number, (indicator, text, evidence))| (number, (*indicator).to_owned(), (*text).to_owned(), (*evidence).to_owned()));
        evaluations::save_report(self.market, lead, SaveReport { evaluation, seen, parts, findings: findings.collect() }).await?;
        Ok(())
    }

    pub(super) async fn reply(&mut self, index: usize) -> Result<()> {
        let (evaluation, clerk) = (self.task(index)?, self.chosen(index)?.clerk);
        let view = self.process(index, &clerk).await?;
        let objects = self.purchase(index)?.plan.objects;
        let findings = view.draft.context("a draft that was sent and is not there")?.findings;
        let replies = findings.iter().map(|finding| {
            let agrees = !(objects && finding.number == 1);
            let text = if agrees { "" } else { "当月高温，按街道通知改为电话问候，有通话记录。" };
            GivenReply { finding: finding.number, agrees, text: text.to_owned() }
        });
        let cmd = Replies { evaluation, seen: view.version, replies: replies.collect(), once: Once::fresh() };
        evaluations::reply(self.market, &clerk, cmd).await?;
        let days = self.random.between(1, 2);
        self.plan_in(days, index, Step::Issue);
        Ok(())
    }

    pub(super) async fn issue(&mut self, index: usize) -> Result<()> {
        let (evaluation, lead) = (self.task(index)?, self.agency(index)?.lead);
        let mut view = self.process(index, &lead).await?;
        if self.purchase(index)?.plan.objects && view.state == Evaluation::Replied {
            let text = "通话记录未注明对象和时间，无法核实，维持原判断。".to_owned();
            let answers = vec![GivenAnswer { finding: 1, stance: Stance::Kept, text }];
            evaluations::answer(self.market, &lead, Answers { evaluation, seen: view.version, answers, once: Once::fresh() }).await?;
            view = self.process(index, &lead).await?;
        }
        evaluations::issue(self.market, &lead, Issue { evaluation, seen: view.version, signed: true, once: Once::fresh() }).await?;
        if self.purchase(index)?.plan.mark == Mark::Fair {
            self.plan_in(8, index, Step::Mend);
        }
        self.plan_payments(index).await
    }
}
