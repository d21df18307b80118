//! The result is publicised, may be objected to, and is confirmed.

use super::Walk;

impl Walk {
    /// The officer publicises; everybody reads who is proposed, and not yet who reviewed.
    pub async fn publicises(&self, number: &str) {
        let officer = self.officer().await;
        officer.open(&format!("/demands/{number}/result")).await.answered(200).shows(&self.say("awards-ranking"));
        officer.press(&self.say("awards-publicise")).await.answered(200);
        let anybody = self.anybody().await;
        anybody.open(&format!("/demands/{number}/result")).await.answered(200).shows(&self.say("awards-proposed")).shows(&self.cast.bidders[0].name);
        anybody.shows(&self.say("awards-reviewers-later"));
        for seat in &self.cast.panel {
            anybody.hides(&seat.name);
        }
        anybody.open(&format!("/demands/{number}")).await.answered(200);
        anybody.follow(&self.say("notice-kind-publicity")).await.answered(200).hides(&self.say("notices-label-invited"));
    }

    /// One who was not chosen objects, and the officer answers with a reason.
    pub async fn objects_and_is_answered(&self, number: &str, who: usize) {
        let admin = self.person(&self.cast.bidders[who].admin).await;
        let page = format!("/demands/{number}/result");
        admin.open(&page).await.answered(200).shows(&self.say("awards-own"));
        self.field(&admin, "awards-object-grounds", &self.purchase.title).await;
        admin.press(&self.say("awards-object")).await.answered(200).shows(&self.say("objection-filed"));
        let officer = self.officer().await;
        officer.open(&page).await.answered(200);
        officer.choose(&self.say("awards-answer-reject")).await;
        self.field(&officer, "awards-answer-text", &self.purchase.title).await;
        officer.press(&self.say("awards-answer")).await.answered(200).shows(&self.say("objection-rejected"));
    }

    /// When the days are over the approver confirms; who reviewed and who was invited stops being secret.
    pub async fn confirms(&self, number: &str) {
        let approver = self.approver().await;
        approver.open(&format!("/demands/{number}/result")).await.answered(200);
        approver.press(&self.say("awards-confirm")).await.answered(200).shows(&self.say("awards-chosen"));
        let anybody = self.anybody().await;
        anybody.open(&format!("/demands/{number}/result")).await.answered(200);
        for seat in &self.cast.panel {
            anybody.shows(&seat.name);
        }
        anybody.open(&format!("/demands/{number}")).await.answered(200);
        anybody.follow(&self.say("notice-kind-result")).await.answered(200).shows(&self.say("notices-label-invited"));
    }
}
