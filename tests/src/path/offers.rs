//! Offers are handed in behind a closed door, replaced, withdrawn; late is late; after the deadline they are read.

use super::{Offer, Walk};
use crate::Person;
use std::sync::Arc;

impl Walk {
    /// What a price is asked for; a line that is called like its kind is not called twice.
    fn price_label(&self, kind: &str, line: &str) -> String {
        if kind == line { kind.to_owned() } else { self.say_with("bids-price-of", &[("kind", kind), ("line", line)]) }
    }

    /// One organization types its offer and saves it; its check page is what stands open then.
    pub async fn types_an_offer(&self, number: &str, who: usize, offer: &Offer) -> Arc<Person> {
        let admin = self.person(&self.cast.bidders[who].admin).await;
        admin.open(&format!("/demands/{number}/offer")).await.answered(200).shows(&self.say("bids-kept-now"));
        let lines = self.drafted.lock().await.lines.clone();
        for (kind, name, amount) in &lines {
            let label = self.price_label(kind, name);
            admin.fill(&label, &(amount * offer.percent / 100).to_string()).await;
        }
        self.field(&admin, "bids-field-plan", &format!("{} {}", self.purchase.title, offer.percent)).await;
        self.field(&admin, "bids-field-team", &self.cast.bidders[who].name).await;
        admin.attach(&self.say("bids-add-file"), "plan.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n").await;
        admin.press(&self.say("bids-save-check")).await.answered(200).shows(&self.say("bids-check-ready"));
        admin
    }

    /// One organization hands in; the path of its receipt is what comes back.
    pub async fn offers(&self, number: &str, who: usize, offer: &Offer) -> String {
        let admin = self.types_an_offer(number, who, offer).await;
        admin.press(&self.say("bids-submit")).await.answered(200).shows(&self.say("bids-receipt-what"));
        let receipt = admin.path();
        assert!(receipt.contains("/offer/receipt/XY-"), "{receipt} is no receipt");
        receipt
    }

    /// One organization thinks again: replaces its offer, takes it back, hands in another.
    pub async fn thinks_again(&self, number: &str, who: usize, offer: &Offer) -> String {
        let first = self.offers(number, who, &Offer { percent: offer.percent - 5, ..offer.clone() }).await;
        let admin = self.types_an_offer(number, who, &Offer { percent: offer.percent - 3, ..offer.clone() }).await;
        admin.press(&self.say("bids-submit-again")).await.answered(200).shows(&self.say("bids-receipt-what"));
        admin.open(&first).await.answered(200).shows(&self.say("bids-receipt-superseded"));
        admin.open(&format!("/demands/{number}/offer")).await.answered(200);
        admin.press(&self.say("bids-withdraw-act")).await.answered(200).shows(&self.say("bid-state-withdrawn"));
        self.offers(number, who, offer).await
    }

    /// A price above a line's ceiling is refused where it was typed, and nothing is lost.
    pub async fn a_price_over_its_line_is_refused(&self, number: &str, who: usize) {
        let admin = self.person(&self.cast.bidders[who].admin).await;
        admin.open(&format!("/demands/{number}/offer")).await.answered(200);
        let (kind, name, amount) = self.drafted.lock().await.lines[0].clone();
        let label = self.price_label(&kind, &name);
        let typed = (amount + 1).to_string();
        admin.fill(&label, &typed).await;
        admin.press(&self.say("bids-save-check")).await;
        admin.open(&format!("/demands/{number}/offer")).await.answered(200);
        assert_eq!(admin.value(&label).await, typed, "what was typed stays");
    }

    /// Offers come in until the deadline; too few of them move it once; somebody is too late. Then it is the day of the review.
    pub async fn takes_offers(&self, number: &str) {
        let offers = self.purchase.offers.clone();
        self.a_price_over_its_line_is_refused(number, 0).await;
        self.thinks_again(number, 0, &offers[0]).await;
        let last = offers.len() - 1;
        if self.purchase.extended {
            self.it_is(self.purchase.review_on).await;
            self.extends_once(number).await;
        }
        for (who, offer) in offers.iter().enumerate().skip(1) {
            self.offers(number, who, offer).await;
        }
        let admin = self.person(&self.cast.bidders[last].admin).await;
        admin.open(&format!("/demands/{number}/offer/check")).await.answered(200);
        if self.purchase.extended {
            self.working_days_pass(12).await
        } else {
            self.it_is(self.purchase.review_on).await
        }
        self.is_too_late(&admin).await;
    }

    /// The page stood open while the deadline passed: pressing now is refused, with the rule.
    pub async fn is_too_late(&self, late: &Person) {
        late.press(&self.say("bids-submit-again")).await;
        assert_eq!(late.status(), 422, "{}", late.text());
        late.shows(&self.say("law-unit-rule"));
    }

    /// The officer reads what came in and finds too few: the deadline moves once.
    pub async fn extends_once(&self, number: &str) {
        let officer = self.officer().await;
        officer.open(&format!("/demands/{number}/offers")).await.answered(200);
        officer.press(&self.say("bids-extend")).await.answered(200);
        officer.open(&format!("/demands/{number}")).await.answered(200).shows(&self.say("notice-kind-extension"));
    }

    /// The approver gives the purchase up before the deadline: the reason is public, and no offer is taken any more.
    pub async fn is_given_up(&self, number: &str) {
        let admin = self.person(&self.cast.bidders[0].admin).await;
        admin.open(&format!("/demands/{number}/offer/check")).await.answered(200);
        let officer = self.officer().await;
        officer.open(&format!("/demands/{number}/cancel")).await.answered(403);
        let approver = self.approver().await;
        approver.open(&format!("/demands/{number}")).await;
        approver.follow(&self.say("demands-act-cancel")).await.answered(200).shows(&self.say("bids-cancel-open"));
        approver.press(&self.say("bids-cancel-act")).await.is_refused(&self.say("procedures-reason-missing"));
        self.field(&approver, "bids-cancel-reason", &self.purchase.title).await;
        approver.press(&self.say("bids-cancel-act")).await.answered(200).shows(&self.purchase.title);
        let anybody = self.anybody().await;
        anybody.open(&format!("/demands/{number}")).await.answered(200).shows(&self.say_with("demands-ended-cancelled", &[("reason", &self.purchase.title)]));
        admin.press(&self.say("bids-submit-again")).await;
        assert!(matches!(admin.status(), 409 | 422), "an offer is still taken: {}", admin.text());
    }

    /// The officer reads the offers side by side and settles who takes part.
    pub async fn settles_who_takes_part(&self, number: &str) {
        let officer = self.officer().await;
        officer.open(&format!("/demands/{number}/offers")).await.answered(200).shows(&self.say("bids-side-by-side"));
        for bidder in &self.cast.bidders[..self.purchase.offers.len()] {
            officer.shows(&bidder.name);
        }
        officer.press(&self.say("bids-shortlist")).await.answered(200);
    }
}
