//! Who fits and why; who is invited; what an organization finds under “for me”.

use super::Walk;

impl Walk {
    /// The officer sees who fits, rule by rule, and who does not, and invites the first bidder.
    pub async fn finds_who_fits(&self, number: &str) {
        let officer = self.officer().await;
        let first = &self.cast.bidders[0].name;
        officer.open(&format!("/demands/{number}/matches")).await.answered(200).shows(&self.say("match-note")).shows(first);
        officer.press((first.as_str(), self.say("matching-act-invite").as_str())).await.answered(200);
        officer.shows(&self.say_with("matching-invited-count", &[("n", "1")]));
        officer.open(&format!("/demands/{number}/matches?fitting=no")).await.answered(200).shows(&self.say("matching-fits-not"));
        let anybody = self.anybody().await;
        // Who fits and who is invited is nobody else's business: others are asked who they are.
        anybody.open(&format!("/demands/{number}/matches")).await.answered(200).shows(&self.say("sign-in-act"));
        assert!(anybody.path().starts_with("/sign-in"), "{}", anybody.path());
    }

    /// Each organization finds the demand among those for it, with the same reasons.
    pub async fn each_finds_it_for_itself(&self) {
        for bidder in &self.cast.bidders {
            let admin = self.person(&bidder.admin).await;
            admin.open("/workbench/for-me").await.answered(200).shows(&self.purchase.title).shows(&self.say("match-note"));
            admin.follow(&self.purchase.title).await.answered(200).shows(&self.say("matching-box-title"));
        }
    }
}
