//! An independent agency is commissioned, scores, hears the provider, issues its report.

use super::{Purchase, Walk};
use crate::Person;

impl Walk {
    /// The approver chooses an agency; the address of the work is what comes back.
    pub async fn commissions(&self, contract: &str) -> String {
        let approver = self.approver().await;
        approver.open(&format!("/contracts/{contract}/evaluation")).await.answered(200);
        if let Some((partial, lead)) = self.cast.partial.clone() {
            approver.choose(&partial).await;
            approver.press(&self.say("evaluations-choose-check")).await.answered(200);
            approver.press(&self.say("evaluations-commission-act")).await.answered(200);
            let work = approver.path().split('?').next().expect("a path").to_owned();
            self.has_worked_for_the_provider(&work, &lead).await;
            approver.open(&format!("/contracts/{contract}/evaluation")).await.answered(200);
            approver.choose(&partial).await;
            approver.press(&self.say("evaluations-choose-check")).await.answered(200).shows(&self.say("tie-kept-books"));
            approver.press(&self.say("evaluations-commission-act")).await;
            approver.answered(422).shows(&self.say("law-platform-rule"));
            approver.open(&format!("/contracts/{contract}/evaluation")).await.answered(200);
        }
        approver.choose(&self.cast.agency).await;
        approver.press(&self.say("evaluations-choose-check")).await.answered(200).shows(&self.say("evaluations-independence"));
        approver.press(&self.say("evaluations-commission-act")).await.answered(200).shows(&self.say("evaluations-done-commission"));
        approver.path().split('?').next().expect("a path").to_owned()
    }

    /// An agency says that it kept the provider's books; from then on it may not accept, and declines.
    async fn has_worked_for_the_provider(&self, work: &str, lead: &str) {
        let lead = self.person(lead).await;
        lead.open(&format!("{work}/accept")).await.answered(200);
        self.field(&lead, "evaluations-tie-kind", &self.say("tie-kept-books")).await;
        self.field(&lead, "evaluations-tie-last", "2024-11-30").await;
        self.field(&lead, "evaluations-tie-source", &self.purchase.title).await;
        lead.press(&self.say("evaluations-tie-act")).await.answered(200).shows(&self.say("law-platform-rule"));
        let decline = self.say("evaluations-decline-title");
        lead.fill((decline.as_str(), self.say("evaluations-reason").as_str()), &self.purchase.title).await;
        lead.press((decline.as_str(), self.say("evaluations-decline-act").as_str())).await.answered(200);
    }

    /// The lead accepts for both evaluators, each declared and each with a skill.
    pub async fn accepts_the_commission(&self, work: &str) {
        let lead = self.person(&self.cast.lead).await;
        lead.open(&format!("{work}/accept")).await.answered(200);
        lead.check((self.say("evaluations-declare-title").as_str(), self.cast.agency.as_str())).await;
        for (person, skill) in lead.attributes("#team [role=group]", "aria-label").iter().zip(["evaluations-can-finance", "evaluations-can-field"]) {
            lead.check((person.as_str(), self.say(skill).as_str())).await;
            lead.check((person.as_str(), self.say("evaluations-has-declared").as_str())).await;
        }
        lead.press(&self.say("evaluations-accept-act")).await.answered(200);
    }

    /// Weights that add up to 99 are refused; the scheme's own are kept.
    pub async fn weighs(&self, work: &str) {
        let lead = self.person(&self.cast.lead).await;
        lead.open(&format!("{work}/weights")).await.answered(200);
        let names = lead.attributes("table.weights input", "name");
        let first = self.say(&format!("indicator-{}", names[0].trim_start_matches("weights.")));
        let before: i64 = lead.value(&first).await.parse().expect("whole points");
        lead.fill(&first, &(before - 1).to_string()).await;
        lead.press(&self.say("evaluations-weights-act")).await;
        lead.answered(422).shows("99");
        lead.fill(&first, &before.to_string()).await;
        lead.press(&self.say("evaluations-weights-act")).await.answered(200);
        lead.open(work).await.answered(200);
        lead.press(&self.say("evaluations-begin-act")).await.answered(200);
    }

    /// No veto holds; every indicator gets this percent of its weight; two findings.
    pub async fn scores(&self, work: &str) {
        let member = self.person(&self.cast.member).await;
        member.open(&format!("{work}/vetoes")).await.answered(200);
        for name in member.attributes("input[type=radio][value=no]", "name") {
            let veto = self.say(&format!("veto-{}", name.trim_start_matches("vetoes.")));
            member.choose((veto.as_str(), self.say("evaluations-veto-no").as_str())).await;
        }
        member.press(&self.say("evaluations-save-next")).await.answered(200);
        while !member.attributes("input[name^=\"scores.\"]", "name").is_empty() {
            self.one_dimension(&member).await;
        }
        self.writes_the_report(&member, work).await;
    }

    async fn one_dimension(&self, member: &Person) {
        let labels = member.texts("label");
        for name in member.attributes("input[name^=\"scores.\"]", "name") {
            let indicator = self.say(&format!("indicator-{}", name.trim_start_matches("scores.")));
            let reason = self.say_with("evaluations-reason-of", &[("indicator", &indicator)]);
            let label = labels.iter().find(|label| label.contains(&indicator) && !label.contains(&reason)).expect("the field of an indicator");
            let weight: f64 = label.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>().parse().expect("a weight in the label");
            #[expect(clippy::cast_precision_loss, reason = "a percentage")]
            let points = weight * self.purchase.evaluated as f64 / 100.0;
            member.fill(label, &format!("{points:.2}")).await;
            member.fill(&reason, &self.purchase.title).await;
        }
        member.press(&self.say("evaluations-save-next")).await.answered(200);
    }

    /// The member writes the report; the lead, who had it open as well, is told so when saving and loses nothing of what was typed.
    async fn writes_the_report(&self, member: &Person, work: &str) {
        let lead = self.person(&self.cast.lead).await;
        lead.open(&format!("{work}/report")).await.answered(200);
        self.field(&lead, "report-part-overview", &self.cast.agency).await;
        member.open(&format!("{work}/report")).await.answered(200);
        let number = self.say_with("evaluations-finding-number", &[("number", "1")]);
        let label = |key: &str| self.say_with(key, &[("number", "1")]);
        member.fill((number.as_str(), label("evaluations-finding-indicator").as_str()), &self.say("indicator-records")).await;
        member.fill((number.as_str(), label("evaluations-finding-text").as_str()), &self.purchase.title).await;
        member.fill((number.as_str(), label("evaluations-finding-evidence").as_str()), &self.purchase.title).await;
        for part in ["overview", "method", "conclusion", "analysis", "suggestions"] {
            self.field(member, &format!("report-part-{part}"), &self.purchase.title).await;
        }
        member.press(&self.say("evaluations-save")).await.answered(200);
        lead.press(&self.say("evaluations-save")).await;
        lead.answered(409);
        assert_eq!(lead.value(&self.say("report-part-overview")).await, self.cast.agency, "what was typed stays");
    }

    /// The draft goes to the provider, who disagrees with the finding; the agency keeps it, with its reason; the report is issued.
    /// The number of the evaluation is what comes back.
    pub async fn hears_and_issues(&self, work: &str) -> String {
        let lead = self.person(&self.cast.lead).await;
        lead.open(&format!("{work}/send")).await.answered(200);
        lead.press(&self.say("evaluations-send-act")).await.answered(200);
        let admin = self.person(&self.cast.bidders[0].admin).await;
        admin.open(&format!("{work}/reply")).await.answered(200);
        admin.choose(&self.say("evaluations-disagree")).await;
        admin.fill(&self.say_with("evaluations-reply-text", &[("number", "1")]), &self.purchase.title).await;
        admin.press(&self.say("evaluations-replies-act")).await.answered(200);
        lead.open(&format!("{work}/answer")).await.answered(200);
        lead.choose(&self.say("stance-kept")).await;
        lead.fill(&self.say_with("evaluations-answer-text", &[("number", "1")]), &self.purchase.title).await;
        lead.press(&self.say("evaluations-answers-act")).await.answered(200);
        lead.open(&format!("{work}/issue")).await.answered(200);
        lead.check(&self.say("evaluations-sign")).await;
        lead.press(&self.say("evaluations-issue-act")).await.answered(200).shows(&self.say("evaluations-receipt-what"));
        lead.follow(&self.say("evaluations-read-report")).await.answered(200).shows(&self.say(&format!("grade-{}", self.purchase.grade)));
        lead.path().rsplit('/').next().expect("the evaluation's address").to_owned()
    }

    /// A fair result asks for mending, which the provider reports and the officer confirms.
    pub async fn mends(&self, contract: &str) {
        let page = format!("/contracts/{contract}/mending");
        let admin = self.person(&self.cast.bidders[0].admin).await;
        admin.open(&page).await.answered(200);
        self.field(&admin, "contracts-mended-how", &self.purchase.title).await;
        admin.attach(&self.say("contracts-add-files"), "mended.csv", b"day,done\n2026-01-05,1\n").await;
        admin.press(&self.say("contracts-mending-report")).await.answered(200);
        let officer = self.officer().await;
        officer.open(&page).await.answered(200);
        officer.press(&self.say("contracts-mending-confirm")).await.answered(200);
    }

    /// The result stands on the organization's page, on the contract's, and is a reason when the next need is matched.
    pub async fn comes_back_into_matching(&self, contract: &str, evaluation: &str) {
        let anybody = self.anybody().await;
        let grade = self.say(&format!("grade-{}", self.purchase.grade));
        anybody.open(&format!("/evaluations/{evaluation}")).await.answered(200).shows(&grade);
        anybody.follow(&self.cast.bidders[0].name).await.answered(200).shows(contract).shows(&grade);
        anybody.open(&format!("/contracts/{contract}")).await.answered(200).shows(&grade);
        let again = Purchase { title: format!("{}续", self.purchase.title), closes_on: "2025-04-24", review_on: "2025-04-28", ..self.purchase.clone() };
        let next = self.beside(again, self.cast.bidders.clone());
        let draft = next.drafts_the_need().await;
        next.is_approved(&draft, None).await;
        let number = next.is_published(&draft).await;
        let officer = self.officer().await;
        officer.open(&format!("/demands/{number}/matches")).await.answered(200).shows(&self.cast.bidders[0].name);
        let value = self.say(&format!("match-grade-{}", self.purchase.grade));
        officer.shows(&self.say_with("match-line-evaluation-pass", &[("value", &value)]));
    }
}
