//! Milestones are reported, checked, accepted; payments fall due and are made.

use super::Walk;

impl Walk {
    /// The provider reports a milestone with a file and everything that it promised.
    pub async fn reports(&self, contract: &str, milestone: usize) {
        let admin = self.person(&self.cast.bidders[0].admin).await;
        let page = format!("/contracts/{contract}/milestones/{milestone}");
        admin.open(&page).await.answered(200);
        admin.attach(&self.say("contracts-add-files"), "signatures.csv", "日期,人数\n2025-06-01,12\n".as_bytes()).await;
        admin.press(&self.say("contracts-upload")).await.answered(200).shows("signatures.csv");
        admin.open(&page).await.answered(200);
        // What was promised stands in the hint of each field.
        let hints = admin.texts("#outputs .hint");
        for (row, hint) in hints.iter().enumerate() {
            let promised: String = hint.chars().filter(char::is_ascii_digit).collect();
            admin.fill(&admin.texts("#outputs label")[row], &promised).await;
        }
        admin.press(&self.say("contracts-report-act")).await.answered(200);
    }

    /// The officer checks what was reported, output by output.
    pub async fn checks(&self, contract: &str, milestone: usize) {
        let officer = self.officer().await;
        officer.open(&format!("/contracts/{contract}/milestones/{milestone}")).await.answered(200);
        for legend in officer.texts("#outputs legend") {
            officer.choose((legend.as_str(), self.say("contracts-met").as_str())).await;
        }
        officer.press(&self.say("contracts-check-act")).await.answered(200);
    }

    /// Acceptance without the recipients' opinion is refused with its article; then they are asked.
    pub async fn hears_the_recipients(&self, contract: &str, milestone: usize) {
        let page = format!("/contracts/{contract}/milestones/{milestone}");
        let officer = self.officer().await;
        officer.open(&page).await.answered(200);
        // A milestone without outputs serves nobody yet.
        if !officer.texts("main button").contains(&self.say("contracts-opinions-act")) {
            return;
        }
        let reviewer = self.person(&self.cast.reviewer).await;
        reviewer.open(&page).await.answered(200);
        reviewer.press(&self.say("contracts-accept-act")).await;
        reviewer.is_refused(&self.say("contracts-recipients-not-heard"));
        let asked = self.purchase.recipients / 4;
        for (label, count) in [("contracts-asked", asked), ("contracts-answered", asked), ("contracts-satisfied", asked * 9 / 10)] {
            self.field(&officer, label, &count.to_string()).await;
        }
        self.field(&officer, "contracts-opinions-said", &self.purchase.title).await;
        officer.press(&self.say("contracts-opinions-act")).await.answered(200);
    }

    /// Another person than who checked accepts.
    pub async fn accepts(&self, contract: &str, milestone: usize) {
        let reviewer = self.person(&self.cast.reviewer).await;
        reviewer.open(&format!("/contracts/{contract}/milestones/{milestone}")).await.answered(200);
        reviewer.press(&self.say("contracts-accept-act")).await.answered(200).shows(&self.say("contracts-accepted-title"));
    }

    /// A milestone from report to acceptance.
    pub async fn delivers(&self, contract: &str, milestone: usize) {
        self.reports(contract, milestone).await;
        self.checks(contract, milestone).await;
        self.hears_the_recipients(contract, milestone).await;
        self.accepts(contract, milestone).await;
    }

    /// The contract's price in whole yuan: what the first bidder asked, line by line.
    pub async fn price(&self) -> i64 {
        let percent = self.purchase.offers[0].percent;
        self.drafted.lock().await.lines.iter().map(|(_, _, amount)| amount * percent / 100).sum()
    }

    /// More than the contract is refused; then the instalment is paid as it is owed.
    pub async fn pays(&self, contract: &str, instalment: usize) {
        let approver = self.approver().await;
        approver.open(&format!("/contracts/{contract}/payments/{instalment}")).await.answered(200);
        let amount = self.say("contracts-amount-yuan");
        let owed = approver.value(&amount).await;
        approver.fill(&amount, &(self.price().await + 1).to_string()).await;
        approver.choose((self.say("contracts-voucher").as_str(), self.say("voucher-tax-invoice").as_str())).await;
        self.field(&approver, "contracts-voucher-number", &format!("25312000000{instalment}")).await;
        approver.press(&self.say("contracts-pay-act")).await;
        approver.answered(422);
        approver.fill(&amount, &owed).await;
        approver.press(&self.say("contracts-pay-act")).await.answered(200).shows(&self.say("contracts-paid-title"));
    }
}
