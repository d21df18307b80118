//! Reviewers are named in secret, declare conflicts, score, sign.

use super::Walk;

/// The conflict questions.
const QUESTIONS: [&str; 5] = ["conflict-c1", "conflict-c2", "conflict-c3", "conflict-c4", "conflict-c5"];

impl Walk {
    /// The approver names the panel: one of the house, the others from outside.
    pub async fn names_the_panel(&self, number: &str) {
        let approver = self.approver().await;
        approver.open(&format!("/demands/{number}/panel")).await.answered(200).shows(&self.say("panels-secret-now"));
        for (place, seat) in self.cast.panel.iter().enumerate() {
            let label = if place == 0 { self.say("member-representative") } else { self.say_with("panels-outside-nth", &[("n", &place.to_string())]) };
            approver.fill(&label, &seat.name).await;
        }
        approver.press(&self.say("panels-name-act")).await.answered(200).shows(&self.say("panels-complete"));
    }

    /// Each reviewer answers C1 to C5 with no, before any offer is shown.
    pub async fn declare_no_conflicts(&self, number: &str) {
        for seat in &self.cast.panel {
            let reviewer = self.person(&seat.login).await;
            reviewer.open(&format!("/demands/{number}/review")).await.answered(200).shows(&self.say("panels-not-shown-now"));
            for question in QUESTIONS {
                reviewer.choose((self.say(question).as_str(), self.say("panels-no").as_str())).await;
            }
            reviewer.press(&self.say("panels-declare")).await.answered(200);
        }
    }

    /// Each reviewer scores every offer by every criterion and signs. Reviewers differ by a point or so.
    pub async fn score_and_sign(&self, number: &str) {
        let criteria = self.drafted.lock().await.criteria.clone();
        for (place, seat) in self.cast.panel.iter().enumerate() {
            let reviewer = self.person(&seat.login).await;
            reviewer.open(&format!("/demands/{number}/review")).await.answered(200);
            let sway = i64::try_from(place % 3).expect("a small number") - 1;
            for (bidder, offer) in self.cast.bidders.iter().zip(&self.purchase.offers) {
                for (criterion, most) in &criteria {
                    let points = (most * (offer.worth + sway) / 100).min(most - 1);
                    reviewer.fill((criterion.as_str(), bidder.name.as_str()), &points.to_string()).await;
                }
            }
            reviewer.press(&self.say("panels-save-check")).await.answered(200);
            reviewer.press(&self.say("panels-sign")).await.answered(200);
        }
    }
}
