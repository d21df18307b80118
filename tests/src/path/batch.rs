//! Needs that go out together.

use super::Walk;

impl Walk {
    /// The officer begins a batch; its address is what comes back.
    pub async fn begins_a_batch(&self, title: &str) -> String {
        let officer = self.officer().await;
        officer.open("/demands/drafts").await.answered(200);
        self.field(&officer, "demands-batch-title", title).await;
        officer.press(&self.say("demands-batch-begin")).await.answered(200).shows(title);
        officer.path()
    }

    /// The officer adds this need to a batch; the address of the draft is what comes back.
    pub async fn joins(&self, batch: &str) -> String {
        let officer = self.officer().await;
        officer.open(batch).await.answered(200);
        officer.follow(&self.say("demands-batch-add")).await.answered(200);
        officer.press(&self.say(&format!("services-template-{}", self.purchase.template))).await.answered(200);
        let draft = officer.path();
        self.fills_in(&officer, &draft, &self.purchase.title).await;
        draft
    }

    /// The officer publishes the whole batch by one notice, whose number is what comes back.
    pub async fn all_are_published(&self, draft: &str) -> String {
        let officer = self.officer().await;
        officer.open(&format!("{draft}/check")).await.answered(200);
        officer.press(&self.say("demands-publish-batch")).await.answered(200).shows(&self.say("notices-download"));
        officer.path()
    }

    /// The number that a draft has got.
    pub async fn number_of(&self, draft: &str) -> String {
        let officer = self.officer().await;
        officer.open(draft).await.answered(200).shows(&self.purchase.title);
        officer.path().rsplit('/').next().expect("the demand's address").to_owned()
    }
}
