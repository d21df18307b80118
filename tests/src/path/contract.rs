//! The contract is drafted from the chosen offer, reviewed, signed by both.

use super::Walk;

impl Walk {
    /// From the confirmed result to the published contract; its number is what comes back.
    pub async fn is_contracted(&self, number: &str) -> String {
        let officer = self.officer().await;
        officer.open(&format!("/contracts/new?demand={number}")).await.answered(200);
        officer.press(&self.say("contracts-begin")).await.answered(200);
        let draft = officer.path();
        let reviewer = self.person(&self.cast.reviewer).await;
        reviewer.open(&draft).await.answered(200);
        reviewer.press(&self.say("contracts-review-act")).await.answered(200);
        let legal = self.person(&self.cast.bidders[0].legal).await;
        legal.open(&format!("{draft}/sign")).await.answered(200);
        legal.press(&self.say("contracts-sign-act")).await.answered(200).shows(&self.say("contracts-signed-next-purchaser"));
        let approver = self.approver().await;
        approver.open(&format!("{draft}/sign")).await.answered(200);
        approver.press(&self.say("contracts-sign-act")).await.answered(200);
        approver.follow(&self.say("contracts-to-contract")).await.answered(200);
        let contract = approver.path().rsplit('/').next().expect("the contract's address").to_owned();
        let anybody = self.anybody().await;
        anybody.open(&format!("/contracts/{contract}")).await.answered(200).shows(&self.purchase.title).shows(&self.say("contracts-payments"));
        contract
    }
}
