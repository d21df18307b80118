//! A need is drafted page by page, checked, approved by another person, published.

use super::{Walk, in_lines};
use crate::{Driver, Person};

/// Pages of a draft, in their order.
const TASKS: [&str; 8] = ["task-need", "task-recipients", "task-outputs", "task-budget", "task-period", "task-conditions", "task-review", "task-acceptance"];
/// What offers are judged by.
const CRITERIA: [&str; 4] = ["criterion-fit", "criterion-feasibility", "criterion-budget", "criterion-capacity"];

impl Walk {
    /// The officer begins a draft from the template and fills in every page; the address of the draft is what comes back.
    pub async fn drafts_the_need(&self) -> String {
        let officer = self.officer().await;
        officer.open("/demands/new").await.answered(200);
        officer.press(&self.say(&format!("services-template-{}", self.purchase.template))).await.answered(200);
        let draft = officer.path();
        self.fills_in(&officer, &draft, self.purchase.title.as_str()).await;
        draft
    }

    /// Every page of a draft.
    pub async fn fills_in(&self, officer: &Person, draft: &str, title: &str) {
        let purchase = &self.purchase;
        officer.open(draft).await.answered(200);
        officer.follow(&self.say(TASKS[0])).await.answered(200);
        for task in TASKS {
            officer.shows(&self.say(task));
            match task {
                "task-need" => self.field(officer, "demands-field-title", title).await,
                "task-recipients" => {
                    self.field(officer, "demands-field-recipients-number", &purchase.recipients.to_string()).await;
                    self.field(officer, "demands-field-place", &self.place()).await;
                    self.field(officer, "demands-field-district", purchase.district).await;
                }
                "task-budget" => self.budgets(officer).await,
                "task-period" => {
                    self.field(officer, "demands-field-closes-on", purchase.closes_on).await;
                    self.field(officer, "demands-field-review-on", purchase.review_on).await;
                }
                "task-review" => {
                    let mut criteria = Vec::new();
                    for key in CRITERIA {
                        let points = officer.value(&self.say(key)).await;
                        criteria.push((self.say(key), points.parse().expect("whole points")));
                    }
                    self.drafted.lock().await.criteria = criteria;
                    self.field(officer, "demands-field-reviewers", &self.cast.panel.len().to_string()).await;
                }
                "task-acceptance" => {
                    self.field(officer, "demands-field-acceptance", &self.say("demands-fine-opinions")).await;
                    self.field(officer, "demands-field-opinions-least", &(purchase.recipients / 4).to_string()).await;
                    for (label, share) in ["demands-field-pay-signing", "demands-field-pay-mid-term", "demands-field-pay-final"].iter().zip(purchase.shares) {
                        self.field(officer, label, &share.to_string()).await;
                    }
                }
                _ => {}
            }
            officer.press(&self.say("demands-save-next")).await.answered(200);
        }
    }

    fn place(&self) -> String {
        self.say(&format!("district-{}", self.purchase.district))
    }

    /// As many lines as the template has.
    async fn budgets(&self, officer: &Person) {
        let name = self.say("demands-field-lines-name");
        let group = |row: usize| self.say_with("demands-row-lines", &[("n", &row.to_string())]);
        let kind = self.say("demands-field-lines-kind");
        let mut lines = Vec::new();
        loop {
            let group = group(lines.len() + 1);
            let named = officer.value((group.as_str(), name.as_str())).await;
            if named.is_empty() {
                break;
            }
            lines.push((self.say(&format!("budget-line-{}", officer.value((group.as_str(), kind.as_str())).await)), named));
        }
        let amounts = in_lines(self.purchase.budget, lines.len());
        for (row, amount) in amounts.iter().enumerate() {
            officer.fill((group(row + 1).as_str(), self.say("demands-field-lines-amount").as_str()), &amount.to_string()).await;
        }
        self.drafted.lock().await.lines = lines.into_iter().zip(amounts).map(|((kind, name), amount)| (kind, name, amount)).collect();
    }

    /// What the check page says of criteria that add up to 99, and how the draft is put right again.
    pub async fn weights_of_99_are_refused(&self, draft: &str) {
        let officer = self.officer().await;
        officer.open(&format!("{draft}/review")).await.answered(200);
        let fit = self.say("criterion-fit");
        let before = officer.value(&fit).await;
        let points: i64 = before.parse().expect("whole points");
        officer.fill(&fit, &(points - 1).to_string()).await;
        officer.press(&self.say("demands-save-next")).await;
        officer.is_refused(&self.say_with("demands-criteria-not-100", &[("sum", "99.00"), ("missing", "1.00")]));
        assert_eq!(officer.value(&fit).await, (points - 1).to_string(), "what was typed stays");
        officer.open(&format!("{draft}/check")).await.answered(200);
        officer.shows(&self.say("law-platform-rule"));
        officer.open(&format!("{draft}/review")).await;
        officer.fill(&fit, &before).await;
        officer.press(&self.say("demands-save-next")).await.answered(200);
    }

    /// Who drafted holds the approver's role as well and takes it on: there is no button, the page says why, and the API refuses
    /// with the same rule.
    async fn drafter_may_not_approve(&self, draft: &str) {
        let officer = self.officer().await;
        let acts_as = async |role: &str| {
            officer.open("/workbench").await.answered(200);
            officer.press(&self.say(&format!("role-{role}"))).await.answered(200);
        };
        acts_as("pur-approver").await;
        officer.open(&format!("{draft}/check")).await.answered(200).shows(&self.say("policy-drafted-it")).hides(&self.say("demands-approve"));
        if self.world.driver() == Driver::Http {
            let id = draft.rsplit('/').next().expect("the draft's address");
            let key = [("Idempotency-Key", "5f0c4c5e-52f3-4d2b-9f5e-2c8a1f7b6d01")];
            let refused = officer.call_with("POST", &format!("/api/v1/drafts/{id}/approve"), &serde_json::json!({"seen": 2}), &key).await;
            assert_eq!((refused.status, refused.json()["refusals"][0]["code"].as_str()), (403, Some("policy.drafted-it")), "{}", refused.text());
        }
        acts_as("pur-officer").await;
    }

    /// The draft goes to the approver, who approves it; the minutes are given where it goes out with others.
    pub async fn is_approved(&self, draft: &str, minutes: Option<&str>) {
        let officer = self.officer().await;
        let (submit, approve) = if minutes.is_some() { ("demands-submit-batch", "demands-approve-batch") } else { ("demands-submit", "demands-approve") };
        officer.open(&format!("{draft}/check")).await.answered(200);
        officer.press(&self.say(submit)).await.answered(200);
        if self.cast.drafter_approves {
            self.drafter_may_not_approve(draft).await;
        }
        let approver = self.approver().await;
        approver.open(&format!("{draft}/check")).await.answered(200);
        if let Some(minutes) = minutes {
            approver.fill(&self.say("demands-minutes"), minutes).await;
        }
        approver.press(&self.say(approve)).await.answered(200);
    }

    /// The officer publishes; the number of the demand is what comes back.
    pub async fn is_published(&self, draft: &str) -> String {
        let officer = self.officer().await;
        officer.open(&format!("{draft}/check")).await.answered(200);
        officer.press(&self.say("demands-publish")).await.answered(200).shows(&self.say("demands-receipt-what"));
        let number = officer.path().split('/').nth(2).expect("the demand's address").to_owned();
        assert!(number.starts_with("GX-"), "{number} is no number of a demand");
        let anybody = self.anybody().await;
        anybody.open(&format!("/demands/{number}")).await.answered(200).shows(&self.purchase.title);
        anybody.follow(&self.say("notice-kind-demand")).await.answered(200).shows(&self.say("notices-download"));
        number
    }
}
