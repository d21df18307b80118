//! From the first draft to the confirmed result.

use super::super::register::Body;
use super::plans::{Fate, Plan};
use super::{Step, Story, later};
use anyhow::{Context, Result};
use chrono::TimeDelta;
use domain::awards::Negotiation;
use domain::calendar::{Day, Moment, at, day_of};
use domain::demands::{Draft, from_template};
use domain::money::{Money, Points};
use domain::panels::{Question, reason_field, score_field};
use domain::step::Word;
use marketplace::Once;
use marketplace::awards::{self, Confirm, Publicise};
use marketplace::bids::{self, End, Extend, SaveDraft, Shortlist, Submit};
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish};
use marketplace::panels::{self, Declare, NameReviewers, SaveSheet, Sign};
use messages::{Language, words};

/// The street's short name: what stands after its district.
fn short(name: &str) -> &str {
    name.split_once('区').map_or(name, |(_, rest)| rest).trim_end_matches("办事处")
}

/// What a purchase is called.
pub fn title(plan: &Plan, street: &str) -> String {
    format!("{}{}（{}）", short(street), words(Language::Zh).say(&plan.template.term()), plan.published.format("%Y"))
}

/// The draft of a purchase.
pub fn draft(plan: &Plan, title: &str, street: &Body, today: Day, people: u32) -> Draft {
    let zh = words(Language::Zh);
    let mut draft = from_template(plan.template, today, |key| zh.say(key));
    let place = format!("{}辖区", short(&street.name));
    let (least, number) = (people / 4, people.to_string());
    let dates = [("closes_on", plan.closes), ("review_on", plan.review), ("starts_on", plan.starts), ("ends_on", plan.ends)];
    for (field, day) in dates {
        draft.set(field, &day.to_string());
    }
    let least = least.to_string();
    let texts = [
        ("title", title),
        ("recipients_number", number.as_str()),
        ("place", place.as_str()),
        ("acceptance", "由社区服务办公室会同居民代表验收：核对台账与签到表，抽查不少于20户，逐项对照产出与标准。"),
        ("opinions_least", least.as_str()),
    ];
    for (field, text) in texts {
        draft.set(field, text);
    }
    draft.set("district", &street.district.map(|district| district.code()).unwrap_or_default());
    for (row, (_, amount)) in plan.template.amounts(plan.budget).into_iter().enumerate() {
        draft.set(&format!("lines.{row}.amount"), &amount.to_string());
    }
    let days = (plan.ends - plan.starts).num_days();
    for (row, milestone) in plan.template.milestones.iter().enumerate() {
        let due = plan.starts + TimeDelta::days(days * milestone.elapsed.0 / 100);
        draft.set(&format!("milestones.{row}.due_on"), &due.to_string());
    }
    draft
}

const PLANS: [&str; 4] = [
    "先入户摸底、建一人一档，再按月排班服务；每月核对台账，每季度向街道书面汇报。",
    "与居委会共同排定服务对象；社工带志愿者结对，重点对象每周一次，其余每月两次。",
    "分三步做：第一个月招募和培训，第二个月起全面服务，到期前一个月总结和交接。",
    "以街道站点为基地，固定时间开放，同时上门；遇到紧急情况两小时内到场。",
];
const TEAMS: [&str; 3] = [
    "项目负责人1名，社工师3名，志愿者20名；负责人有六年同类项目经验。",
    "专职6人，其中社工师4人、心理咨询师1人，另聘兼职督导1名。",
    "专职4人，均持社工证；合作医院护士2名。",
];

impl Story<'_> {
    pub(super) async fn draft(&mut self, index: usize) -> Result<()> {
        let together: Vec<usize> = match self.purchase(index)?.plan.batch {
            None => vec![index],
            Some(batch) => (0..self.purchases.len()).filter(|other| self.purchases.get(*other).is_some_and(|one| one.plan.batch == Some(batch))).collect(),
        };
        let street = self.buyer(index)?;
        let (officer, body) = (street.officer, street.body.clone());
        let batch = match together.as_slice() {
            [_] => None,
            _ => {
                let title = format!("{}社会服务项目（第一批）", short(&body.name));
                Some(demands::begin_batch(self.market, &officer, NewBatch { title, once: Once::fresh() }).await?)
            }
        };
        for one in &together {
            let people = 60 + 10 * self.random.below(24);
            let purchase = self.purchase(*one)?;
            let draft = draft(&purchase.plan, &purchase.title, &body, self.today(), people);
            let id = demands::begin(self.market, &officer, Begin { draft, batch, once: Once::fresh() }).await?;
            self.purchase_mut(*one)?.id = Some(id);
        }
        let demand = self.purchase(index)?.id.context("not drafted")?;
        demands::submit(self.market, &officer, Decide { demand, seen: 1, reason: None, once: Once::fresh() }).await?;
        let published = self.purchase(index)?.plan.published;
        self.plan(at(published, 9, 30), index, Step::Approve);
        Ok(())
    }

    pub(super) async fn approve(&mut self, index: usize) -> Result<()> {
        let purchase = self.purchase(index)?;
        let demand = purchase.id.context("not drafted")?;
        let minutes = purchase.plan.batch.map(|_| "街道办事处主任办公会纪要〔2025〕3号".to_owned());
        demands::approve(self.market, &self.buyer(index)?.approver, Approve { demand, seen: 2, minutes, once: Once::fresh() }).await?;
        let published = self.purchase(index)?.plan.published;
        self.plan(at(published, 14, 0), index, Step::Publish);
        Ok(())
    }

    pub(super) async fn publish(&mut self, index: usize) -> Result<()> {
        let purchase = self.purchase(index)?;
        let (demand, batch) = (purchase.id.context("not drafted")?, purchase.plan.batch);
        let published = demands::publish(self.market, &self.buyer(index)?.officer, Publish { demand, seen: 3, once: Once::fresh() }).await?;
        let all: Vec<usize> = match batch {
            None => vec![index],
            Some(_) => (index..self.purchases.len()).collect(),
        };
        for (one, number) in all.into_iter().zip(published.demands) {
            let purchase = self.purchase_mut(one)?;
            purchase.number = Some(number);
            let (closes_at, offers) = (purchase.closes_at, purchase.plan.offers.clone());
            self.plan(closes_at, one, Step::Close);
            for (offer, _) in offers.iter().enumerate().filter(|(_, offer)| !offer.after_extension) {
                let moment = self.before_the_deadline(closes_at);
                self.plan(moment, one, Step::Offer(offer));
            }
        }
        Ok(())
    }

    /// Some hour between now and the deadline, later rather than sooner.
    fn before_the_deadline(&mut self, closes_at: Moment) -> Moment {
        let left = (closes_at - self.market.now()).num_minutes().max(60);
        let share = 100 - self.random.between(2, 70);
        self.market.now() + TimeDelta::minutes(left * share / 100)
    }

    pub(super) async fn offer(&mut self, index: usize, offer: usize) -> Result<()> {
        let demand = self.number(index)?;
        let plan = &self.purchase(index)?.plan;
        let planned = *plan.offers.get(offer).context("no such offer")?;
        let text = |texts: &[&str]| texts.get((index + planned.provider) % texts.len().max(1)).copied().unwrap_or_default().to_owned();
        let mut posted = vec![("plan".to_owned(), text(&PLANS)), ("team".to_owned(), text(&TEAMS))];
        for (line, (_, amount)) in plan.template.amounts(plan.budget).into_iter().enumerate() {
            // Whole yuan, as people offer.
            let price = Money::yuan((amount.as_fen() * planned.percent / 100) / 100);
            posted.push((format!("prices.{line}"), price.to_string()));
        }
        let clerk = self.provider(planned.provider)?.clerk;
        let seen = bids::save_draft(self.market, &clerk, SaveDraft { demand, posted, seen: 0 }).await?;
        bids::submit(self.market, &clerk, Submit { demand, seen, once: Once::fresh() }).await?;
        Ok(())
    }

    async fn seen(&self, index: usize) -> Result<i32> {
        Ok(demands::view(self.market, self.number(index)?).await?.version)
    }

    pub(super) async fn shortlist(&mut self, index: usize) -> Result<()> {
        let (demand, seen) = (self.number(index)?, self.seen(index).await?);
        let purchase = self.purchase(index)?;
        let (fate, extended) = (purchase.plan.fate, purchase.extended);
        let (officer, approver) = (self.buyer(index)?.officer, self.buyer(index)?.approver);
        if fate != Fate::Chosen && !extended {
            bids::extend(self.market, &officer, Extend { demand, seen, once: Once::fresh() }).await?;
            let closes_at = at(later(self.today(), 3), 17, 0);
            let late: Vec<usize> = purchase.plan.offers.iter().enumerate().filter(|(_, offer)| offer.after_extension).map(|(at, _)| at).collect();
            let purchase = self.purchase_mut(index)?;
            (purchase.extended, purchase.closes_at) = (true, closes_at);
            purchase.plan.review = purchase.plan.review.max(later(day_of(closes_at), 2));
            self.plan(closes_at, index, Step::Close);
            for offer in late {
                let moment = self.before_the_deadline(closes_at);
                self.plan(moment, index, Step::Offer(offer));
            }
            return Ok(());
        }
        if fate == Fate::Lapsed {
            let reason = "延期后仍无组织响应，需求将在调整服务内容后重新发布。".to_owned();
            bids::end_without_result(self.market, &approver, End { demand, reason, seen, once: Once::fresh() }).await?;
            return Ok(());
        }
        let reason = (fate == Fate::Negotiated).then(|| "延期后仅一家响应，服务不能中断，经集体讨论与其协商。".to_owned());
        bids::shortlist(self.market, &officer, Shortlist { demand, reason, seen, once: Once::fresh() }).await?;
        self.plan(self.market.now() + TimeDelta::minutes(80), index, Step::Name);
        Ok(())
    }

    pub(super) async fn name(&mut self, index: usize) -> Result<()> {
        let street = self.buyer(index)?;
        let account = |actor: &domain::policy::Actor| actor.account.context("a reviewer without an account");
        let cmd = NameReviewers {
            demand: self.number(index)?,
            representative: account(&street.representative)?,
            outside: self.outside(index).iter().map(account).collect::<Result<_>>()?,
            together: false,
            once: Once::fresh(),
        };
        panels::name_reviewers(self.market, &street.approver, cmd).await?;
        self.plan(self.market.now() + TimeDelta::minutes(150), index, Step::Declare);
        Ok(())
    }

    fn panel(&self, index: usize) -> Result<Vec<domain::policy::Actor>> {
        let mut panel = self.outside(index);
        panel.push(self.buyer(index)?.representative);
        Ok(panel)
    }

    pub(super) async fn declare(&mut self, index: usize) -> Result<()> {
        for reviewer in self.panel(index)? {
            let answers = Question::ALL.iter().map(|question| (*question, false)).collect();
            panels::declare(self.market, &reviewer, Declare { demand: self.number(index)?, answers, together: false, once: Once::fresh() }).await?;
        }
        let review = self.purchase(index)?.plan.review;
        self.plan(at(review, 10, 0), index, Step::Score);
        Ok(())
    }

    pub(super) async fn score(&mut self, index: usize) -> Result<()> {
        let demand = self.number(index)?;
        let chosen = self.chosen(index)?.body.name.clone();
        for reviewer in self.panel(index)? {
            let desk = panels::review(self.market, &reviewer, demand).await?;
            let mut posted = Vec::new();
            for column in &desk.columns {
                for item in &desk.items {
                    let percent = if column.name == chosen { self.random.between(88, 95) } else { self.random.between(68, 83) };
                    // Half points, as people give them.
                    let points = Points::hundredths(item.max.as_hundredths() * percent / 100 / 50 * 50);
                    let reason = if percent > 85 { "响应完整，步骤和人员落实" } else { "基本响应，个别环节不够具体" };
                    posted.push((score_field(column.bid, &item.key), points.to_string()));
                    posted.push((reason_field(column.bid, &item.key), reason.to_owned()));
                }
            }
            let seen = panels::save_sheet(self.market, &reviewer, SaveSheet { demand, posted, seen: desk.version }).await?;
            panels::sign(self.market, &reviewer, Sign { demand, seen, once: Once::fresh() }).await?;
        }
        self.plan_in(1, index, Step::Publicise);
        Ok(())
    }

    pub(super) async fn publicise(&mut self, index: usize) -> Result<()> {
        let demand = self.number(index)?;
        let officer = self.buyer(index)?.officer;
        let negotiation = match self.purchase(index)?.plan.fate {
            Fate::Negotiated => {
                let result = awards::result(self.market, &officer, demand).await?;
                let offered = result.outcome.context("not reviewed")?.winner().map_err(|refusal| anyhow::anyhow!(refusal.code))?.price;
                Some(Negotiation {
                    day: self.today(),
                    present: "社区服务办公室主任、经办人、财务人员".to_owned(),
                    minutes: "逐项核对人员、活动和管理费用；参照上年同类项目的单价，双方同意总价下调4%，服务内容和数量不变。".to_owned(),
                    // Whole yuan, as people agree.
                    price: Money::yuan(offered.as_fen() * 96 / 100 / 100),
                })
            }
            _ => None,
        };
        let cmd = Publicise { demand, days: None, negotiation, seen: self.seen(index).await?, once: Once::fresh() };
        awards::publicise(self.market, &officer, cmd).await?;
        self.plan_in(4, index, Step::Confirm);
        Ok(())
    }

    pub(super) async fn confirm(&mut self, index: usize) -> Result<()> {
        let cmd = Confirm { demand: self.number(index)?, seen: self.seen(index).await?, once: Once::fresh() };
        awards::confirm(self.market, &self.buyer(index)?.approver, cmd).await?;
        self.plan_in(1, index, Step::DraftContract);
        Ok(())
    }
}
