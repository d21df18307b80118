//! Forms that are sent from the pages that show them.

use super::person::{Person, site};
use super::street::{Street, actor};
use crate::demo;
use crate::scenarios::tests::{Folder, built};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::calendar::at;
use domain::demands::Draft;
use domain::law::day;
use domain::policy::Action;
use domain::services::TEMPLATES;
use marketplace::demands::{self, Begin, Decide};
use marketplace::files::NewFile;
use marketplace::{Market, Once, contracts, identity};
use tower::ServiceExt;

async fn person(site: &Router, market: &Market, login: &str) -> Person {
    let account = identity::people(market).await.unwrap().into_iter().find(|person| person.login == login).unwrap();
    Person::signed_in(site, account).await
}

/// What stands in a text area of a page.
fn area<'a>(html: &'a str, name: &str) -> &'a str {
    let at = html.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name}:\n{html}"));
    let (_, rest) = html[at..].split_once('>').unwrap();
    rest.split_once("</textarea>").unwrap().0.trim()
}

#[tokio::test]
async fn an_approver_of_a_need_whose_days_have_passed_is_told_to_return_it_and_why() {
    let folder = Folder::new("stale");
    let market = built(&folder, "default").await;
    let officer = actor(&market, "officer").await;
    let begin = Begin { draft: Draft::default(), batch: None, once: Once::fresh() };
    let demand = Street::draft(&market, &officer, &TEMPLATES[0], begin).await;
    demands::submit(&market, &officer, Decide { demand, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
    let mut approver = person(&site(&market), &market, "approver").await;
    let check = format!("/demands/drafts/{demand}/check");
    let (_, _, fresh) = approver.get(&check).await;
    assert!(fresh.contains("/approve\"") && area(&fresh, "reason").is_empty());

    demo::run_to(&market, at(day(2025, 3, 11), 9, 0), true).await.unwrap();
    let (status, _, stale) = approver.get(&check).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!stale.contains("/approve\"") && !stale.contains(&format!("/demands/drafts/{demand}/dates#")), "nothing to press that can only fail");
    let reason = area(&stale, "reason").to_owned();
    assert!(reason.contains("最早"), "{reason}");
    let decide = format!("/demands/drafts/{demand}/decide");
    let (status, _) = approver.post(&decide, &[("what", "return"), ("seen", "2"), ("once", "abcdefgh"), ("reason", &reason)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(approver.get(&check).await.2.contains("草稿"));
    market.close().await.unwrap();
}

#[tokio::test]
async fn a_file_is_taken_away_from_a_report_and_what_is_typed_there_stays() {
    let folder = Folder::new("evidence");
    let market = built(&folder, "default").await;
    let site = site(&market);
    let mut found = None;
    for login in ["anju", "qingyuan", "chunhui"] {
        let clerk = actor(&market, login).await;
        for row in contracts::list(&market, &contracts::Filter::default(), None, 100).await.unwrap().rows {
            for position in 1..=6 {
                let Ok(view) = contracts::milestone_view(&market, &clerk, row.number, position).await else { break };
                if view.acts.contains(&Action::ReportMilestone) && view.milestone.reported_on.is_none() {
                    found = Some((login, clerk, row.number, position, view.milestone.version));
                }
            }
        }
    }
    let (login, clerk, contract, position, seen) = found.expect("somebody has a milestone to report");
    let file = NewFile { name: "re\u{301}sume\u{301}.txt".into(), bytes: b"evidence".to_vec() };
    let place = contracts::At { contract, position, seen, once: Once::fresh() };
    let file = contracts::add_evidence(&market, &clerk, place, vec![file]).await.unwrap()[0].to_string();
    let mut clerk = person(&site, &market, login).await;
    let milestone = format!("/contracts/{contract}/milestones/{position}");
    let (_, _, page) = clerk.get(&milestone).await;
    assert!(page.contains(&file) && page.contains("r\u{e9}sum\u{e9}.txt"), "one letter, however it was sent:\n{page}");

    let seen = (seen + 1).to_string();
    let form = [("once", "abcdefgh"), ("once_remove", "ijklmnop"), ("seen", &seen), ("note", "二月走访了六十户"), ("delivered.0", "60"), ("file", &file)];
    // A count is read as people type it, and one that is none is refused by its name.
    let typed = [("once", "qrstuvwx"), ("seen", &seen), ("note", "二月走访了六十户"), ("delivered.0", "六十"), ("delivered.1", "１，２００")];
    let (status, page) = clerk.post(&format!("{milestone}/report"), &typed).await;
    assert_eq!((status, page.matches("填的是“六十”").count() > 0, page.contains("填的是“１，２００”")), (StatusCode::UNPROCESSABLE_ENTITY, true, false));
    let (status, page) = clerk.post(&format!("{milestone}/remove"), &form).await;
    assert_eq!((status, page.contains(&file), area(&page, "note")), (StatusCode::OK, false, "二月走访了六十户"));
    market.close().await.unwrap();
}

/// A form that comes back says what stands against it and has what was typed, also when the rule is about no field of it.
#[tokio::test]
async fn what_is_typed_survives_a_rule_that_is_about_no_field() {
    let folder = Folder::new("typed");
    let market = built(&folder, "default").await;
    let site = site(&market);
    let street = Street::begin(&market).await;
    let typed = "经研究，本次不再采购，改由社区自行组织";

    // A draft: sent without the mark of its form, and after a colleague's change.
    let officer = actor(&market, "officer").await;
    let begin = Begin { draft: Draft::default(), batch: None, once: Once::fresh() };
    let demand = Street::draft(&market, &officer, &TEMPLATES[1], begin).await;
    demands::submit(&market, &officer, Decide { demand, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
    let mut approver = person(&site, &market, "approver").await;
    let decide = format!("/demands/drafts/{demand}/decide");
    for (seen, once, told) in [("2", "", StatusCode::UNPROCESSABLE_ENTITY), ("1", "abcdefgh", StatusCode::CONFLICT)] {
        let (status, page) = approver.post(&decide, &[("what", "return"), ("seen", seen), ("once", once), ("reason", typed)]).await;
        assert_eq!((status, area(&page, "reason")), (told, typed), "{page}");
        assert!(page.contains("id=\"errors\""), "the page says what stands against it");
    }

    // Offers that are opened, and a purchase that is given up.
    demo::run_to(&market, at(day(2025, 3, 14), 9, 0), true).await.unwrap();
    let mut approver = person(&site, &market, "approver").await;
    for act in ["offers/end", "cancel"] {
        let address = format!("/demands/{}/{act}", street.demand);
        for (seen, once, told) in [("999", "", StatusCode::UNPROCESSABLE_ENTITY), ("999", "abcdefgh", StatusCode::CONFLICT)] {
            let (status, page) = approver.post(&address, &[("seen", seen), ("once", once), ("reason", typed)]).await;
            assert_eq!((status, area(&page, "reason")), (told, typed), "{act}: {page}");
        }
    }
    market.close().await.unwrap();
}

#[tokio::test]
async fn the_address_of_a_form_leads_to_its_page_and_any_other_way_is_answered() {
    let folder = Folder::new("elsewhere");
    let market = built(&folder, "empty").await;
    let mut visitor = Person::visitor(&site(&market));
    for (address, page) in [
        ("/demands/GX-2025-000001/offers/shortlist?lang=en&a=b", "/demands/GX-2025-000001/offers?lang=en"),
        ("/demands/GX-2025-000001/offer/submit", "/demands/GX-2025-000001/offer/check"),
        ("/contracts/GX-2025-000001/milestones/2/evidence", "/contracts/GX-2025-000001/milestones/2"),
        ("/demands/drafts/one/approve?lang=zh", "/demands/drafts/one/check?lang=zh"),
        ("/demands/batches", "/demands/drafts"),
        ("/settings?lang=en", "/?lang=en"),
    ] {
        let (status, to, _) = visitor.get(address).await;
        assert_eq!((status, to.as_deref()), (StatusCode::SEE_OTHER, Some(page)), "{address}");
    }
    let request = Request::put("/demands").header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
    let answer = visitor.site.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers()[header::ALLOW], "GET,HEAD");
    assert!(!to_bytes(answer.into_body(), usize::MAX).await.unwrap().is_empty());
    market.close().await.unwrap();
}

#[tokio::test]
async fn an_offer_is_written_by_the_clerk_alone_and_too_long_a_text_comes_back_with_its_length() {
    let folder = Folder::new("offer");
    let market = built(&folder, "default").await;
    let street = Street::begin(&market).await;
    let site = site(&market);
    let demand = format!("/demands/{}", street.demand);

    let mut legal = person(&site, &market, "anju.legal").await;
    assert!(!legal.get(&demand).await.2.contains("开始响应"));
    for page in ["offer", "offer/check"] {
        let (status, _, html) = legal.get(&format!("{demand}/{page}")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("由本单位的填报员填写和提交") && !html.contains("/offer/submit\""), "{page}:\n{html}");
    }

    let mut clerk = person(&site, &market, "anju").await;
    assert!(clerk.get(&format!("{demand}/offer/check")).await.2.contains("/offer/submit\""));
    let plan = "字".repeat(22_000);
    let (status, page) = clerk.post(&format!("{demand}/offer"), &[("seen", "2"), ("plan", &plan), ("team", "六人")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(&plan), "the text is there");
    let said = page.split("写了").nth(1).and_then(|rest| rest.split('。').next());
    assert_eq!(said, Some("22000个字，最多10000个字"), "with its length");
    assert!(clerk.get(&format!("{demand}/offer")).await.2.contains("three steps, six people"), "and nothing was stored");

    // The receipt is for those who published.
    let receipt = format!("{demand}/published");
    assert_eq!(clerk.get(&receipt).await.1, Some(demand));
    assert_eq!(person(&site, &market, "officer").await.get(&receipt).await.0, StatusCode::OK);
    market.close().await.unwrap();
}
