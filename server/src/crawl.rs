//! Every link that the demonstration shows is followed, as a visitor and as each of its people.
//!
//! A link that leads nowhere, a page that writes although it is only read, a page that opens for somebody to whom the policy
//! grants nothing: the room that shows a link, the room that answers it and the policy are three, so no room's own test sees these.

mod acts;
mod contents;
mod follow;
mod person;
mod street;

use crate::pages::threshold::WORKING;
use crate::scenarios::tests::{Folder, built};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use chrono::Datelike;
use domain::contracts::Contract;
use domain::money::Money;
use domain::policy::{Action, Actor, Role, TABLE, When};
use follow::look;
use marketplace::contracts;
use person::{Person, everybody, site};
use std::collections::BTreeSet;
use street::Street;
use tower::ServiceExt;

/// Pages behind many links. When nobody finds one of these, the crawl sees less than it should.
const DEEP: &[&str] = &[
    "/demands/drafts/*/*",
    "/demands/*/matches",
    "/demands/*/panel",
    "/demands/*/offer/receipt/*",
    "/demands/*/offers",
    "/demands/*/offers/files/*",
    "/demands/*/review",
    "/contracts/drafts/*",
    "/contracts/*/milestones/*/files/*",
    "/evaluations/work/*/scores/*",
    "/organizations/import/*",
    "/organizations/import/*/*",
    "/help/law/*",
];

/// Who may open an address.
enum Opens {
    /// Anybody: the public rooms.
    Everybody,
    /// Anybody who is signed in: pages that show each person what is theirs.
    SignedIn,
    /// Roles to which the policy grants one of these.
    Granted(&'static [Action]),
    /// The same, but of all providers only people of one: the thing is that one's.
    GrantedToOne(&'static [Action]),
}

use Action as A;
use Opens::{Everybody, Granted, GrantedToOne, SignedIn};

/// All addresses, with the act of docs/policy.md that each is for; `*` is any one part, and the first row that fits counts. An
/// address that no row names fails the test: whoever adds a page says here for whom it is.
#[rustfmt::skip]
const PLACES: &[(&str, Opens)] = &[
    ("/",                               Everybody),
    ("/sign-in",                        Everybody),
    ("/search",                         Everybody),
    ("/help",                           Everybody),
    ("/help/*",                         Everybody),
    ("/help/law/*",                     Everybody),
    ("/api/v1/docs",                    Everybody),
    ("/api/v1/openapi.json",            Everybody),
    ("/workbench",                      SignedIn),
    ("/workbench/for-me",               Granted(&[A::ReadForMe])),

    ("/demands",                        Everybody),
    ("/demands/new",                    Granted(&[A::DraftDemand])),
    ("/demands/drafts",                 Granted(&[A::ReadDraft])),
    ("/demands/drafts/*",               Granted(&[A::ReadDraft])),
    ("/demands/drafts/*/check",         Granted(&[A::ReadDraft])),
    ("/demands/drafts/*/*",             Granted(&[A::EditDemand])),
    ("/demands/batches/*",              Granted(&[A::ReadDraft])),
    ("/demands/*",                      Everybody),
    ("/demands/*/published",            Everybody),
    ("/demands/*/result",               Everybody),
    ("/demands/*/matches",              Granted(&[A::ReadMatches])),
    ("/demands/*/cancel",               Granted(&[A::CancelDemand])),
    ("/demands/*/offer",                Granted(&[A::ReadOwnBid])),
    ("/demands/*/offer/check",          Granted(&[A::ReadOwnBid])),
    ("/demands/*/offer/receipt/*",      GrantedToOne(&[A::ReadOwnBid])),
    ("/demands/*/offers",               Granted(&[A::ReadBids])),
    ("/demands/*/offers/files/*",       GrantedToOne(&[A::ReadBids, A::ReadOwnBid])),
    ("/demands/*/panel",                Granted(&[A::NameReviewers])),
    ("/demands/*/review",               Granted(&[A::DeclareConflicts])),
    ("/demands/*/review/check",         Granted(&[A::SignScores])),

    ("/notices",                        Everybody),
    ("/notices/*",                      Everybody),
    ("/notices/*/document.json",        Everybody),

    ("/contracts",                      Everybody),
    ("/contracts/new",                  Granted(&[A::DraftContract])),
    ("/contracts/drafts",               Granted(&[A::ReadContractDraft])),
    ("/contracts/drafts/*",             GrantedToOne(&[A::ReadContractDraft])),
    ("/contracts/drafts/*/sign",        GrantedToOne(&[A::SignForPurchaser, A::SignForProvider])),
    ("/contracts/drafts/*/signed",      GrantedToOne(&[A::ReadContractDraft])),
    ("/contracts/*",                    Everybody),
    ("/contracts/*/text.json",          Everybody),
    ("/contracts/*/payments.csv",       Everybody),
    ("/contracts/*/payments.xlsx",      Everybody),
    ("/contracts/*/payments/*",         Everybody),
    ("/contracts/*/payments/*/paid",    Everybody),
    ("/contracts/*/milestones/*",       Everybody),
    ("/contracts/*/milestones/*/accepted", Everybody),
    ("/contracts/*/milestones/*/files/*", GrantedToOne(&[A::ReadEvidence])),
    ("/contracts/*/mending",            GrantedToOne(&[A::ReadEvidence])),
    ("/contracts/*/evaluation",         Granted(&[A::CommissionEvaluation])),

    ("/evaluations",                    Everybody),
    ("/evaluations/work",               Granted(&[A::ReadEvaluation])),
    ("/evaluations/work/*",             GrantedToOne(&[A::ReadEvaluation])),
    ("/evaluations/work/*/scores/*",    Granted(&[A::ScoreEvaluation])),
    ("/evaluations/work/*/vetoes",      Granted(&[A::ScoreEvaluation])),
    ("/evaluations/work/*/report",      Granted(&[A::ScoreEvaluation])),
    ("/evaluations/work/*/accept",      Granted(&[A::AcceptCommission])),
    ("/evaluations/work/*/decline",     Granted(&[A::AcceptCommission])),
    ("/evaluations/work/*/tie",         Granted(&[A::AcceptCommission])),
    ("/evaluations/work/*/weights",     Granted(&[A::SendDraftReport])),
    ("/evaluations/work/*/send",        Granted(&[A::SendDraftReport])),
    ("/evaluations/work/*/reply",       GrantedToOne(&[A::ReplyToFinding])),
    ("/evaluations/work/*/answer",      Granted(&[A::AnswerReply])),
    ("/evaluations/work/*/issue",       Granted(&[A::IssueReport])),
    ("/evaluations/*",                  Everybody),
    ("/evaluations/*/issued",           Everybody),

    ("/organizations",                  Everybody),
    ("/organizations/import",           Granted(&[A::ImportOrganizations])),
    ("/organizations/import/*",         Granted(&[A::ImportOrganizations])),
    ("/organizations/import/*/*",       Granted(&[A::ImportOrganizations])),
    ("/organizations/*",                Everybody),
    ("/organizations/*/records.csv",    Everybody),
    ("/organizations/*/records.xlsx",   Everybody),
    ("/organizations/*/profile",        GrantedToOne(&[A::EditProfile])),
];

/// The row of an address without its query.
fn place(path: &str) -> Option<&'static (&'static str, Opens)> {
    let fits = |pattern: &str| {
        let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == path.len() && pattern.iter().zip(path).all(|(wanted, part)| *wanted == part || (*wanted == "*" && !part.is_empty()))
    };
    PLACES.iter().find(|(pattern, _)| fits(pattern))
}

/// Whether the policy has a row for this role and one of these acts. Until the deadline a row that begins with it grants nothing.
fn grants(role: Role, acts: &[Action], sealed: bool) -> bool {
    TABLE.iter().any(|grant| grant.0 == role && acts.contains(&grant.1) && (grant.3 == When::Any || !sealed))
}

/// What the policy has against somebody reading this path.
fn against(person: &Person, path: &str, open: &BTreeSet<String>) -> Option<String> {
    let sealed = path.strip_prefix("/demands/").and_then(|rest| rest.split('/').next()).is_some_and(|number| open.contains(number));
    let may = match place(path).map(|(_, opens)| opens) {
        None => return Some(format!("no row of PLACES says for whom {path} is")),
        Some(Everybody) => true,
        Some(SignedIn) => person.role != Role::Public,
        Some(Granted(acts) | GrantedToOne(acts)) => grants(person.role, acts, sealed),
    };
    (!may).then(|| format!("{person} reads {path}, which the policy grants to others alone"))
}

/// Whoever is not signed in is sent to sign in from every address that is not for everybody, and from no other.
#[test]
fn visitors_are_sent_to_sign_in_from_working_pages_alone() {
    let parts = |route: &str| route.split('/').map(|part| if part.starts_with('{') { "*".to_owned() } else { part.to_owned() }).collect::<Vec<_>>();
    let alike = |one: &[String], other: &[String]| one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a == b || a == "*" || b == "*");
    for route in WORKING {
        let closed = PLACES.iter().any(|(pattern, opens)| alike(&parts(route), &parts(pattern)) && !matches!(opens, Everybody));
        assert!(closed, "{route}");
    }
    for (pattern, opens) in PLACES {
        let leads = WORKING.iter().any(|route| alike(&parts(route), &parts(pattern)));
        assert!(leads || matches!(opens, Everybody), "{pattern}");
    }
}

#[tokio::test]
async fn what_is_typed_after_the_session_ended_is_handed_back_and_what_exists_is_not_told() {
    let folder = Folder::new("threshold");
    let market = built(&folder, "empty").await;
    let mut visitor = Person::visitor(&site(&market));
    for path in ["/demands/GX-1999-000001/offer?a=b", "/demands/drafts/no-id", "/workbench"] {
        let (status, to, _) = visitor.get(path).await;
        assert_eq!((status, to), (StatusCode::SEE_OTHER, Some(format!("/sign-in?next={}", crate::pages::encoded(path)))), "{path}");
    }
    let form = "once=abc&then=list&title=%3Cb%3EA+long+text";
    let request = Request::post("/demands/drafts/no-id/need")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form))
        .unwrap();
    let response = visitor.site.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let page = String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
    for kept in ["action=\"/demands/drafts/no-id/need\"", "name=\"once\" value=\"abc\"", "name=\"then\" value=\"list\"", "&lt;b&gt;A long text"] {
        assert!(page.contains(kept), "{kept} is missing:\n{page}");
    }
    market.close().await.unwrap();
}

#[tokio::test]
async fn the_first_page_counts_what_the_contracts_say() {
    let folder = Folder::new("front");
    let market = built(&folder, "default").await;
    let rows = contracts::list(&market, &contracts::Filter::default(), None, 100).await.unwrap().rows;
    let running = rows.iter().filter(|row| row.state == Contract::InForce).count();
    let mut paid = Money::ZERO;
    for row in rows {
        let view = contracts::view(&market, &Actor::PUBLIC, row.number).await.unwrap();
        let this_year = view.payments.iter().filter(|payment| payment.paid_on.is_some_and(|day| day.year() == market.now().year()));
        paid = this_year.filter_map(|payment| payment.paid).fold(paid, |sum, amount| sum + amount);
    }
    assert!(running > 0 && paid > Money::ZERO);
    let (_, _, page) = Person::visitor(&site(&market)).get("/?lang=en").await;
    for figure in [running.to_string(), format!("CNY {paid}")] {
        assert!(page.contains(&format!(">{figure}<")), "no {figure}:\n{page}");
    }
    market.close().await.unwrap();
}

/// Words that nothing has, and a filter that something has: the page of each list says which of them to drop, and keeps the other.
#[tokio::test]
async fn an_empty_list_says_which_of_its_filters_to_drop() {
    let folder = Folder::new("lists");
    let market = built(&folder, "default").await;
    let mut visitor = Person::visitor(&site(&market));
    for (list, filter) in [
        ("/demands", "stage=open"),
        ("/contracts", "state=in-force"),
        ("/organizations", "kind=service-institution"),
        ("/evaluations", "grade=good"),
        ("/notices", "kind=demand"),
    ] {
        let (status, _, page) = visitor.get(&format!("{list}?q=zzzz&{filter}&lang=en")).await;
        assert_eq!(status, StatusCode::OK);
        let main = page.split("<main").nth(1).unwrap();
        let leads = |to: &str| person::links(main).iter().filter(|link| *link == to).count();
        // Once as a chip of the filters, once as a way out; the words alone find nothing either.
        assert_eq!((leads(&format!("{list}?{filter}")), leads(&format!("{list}?q=zzzz"))), (2, 1), "{list}: {main}");
    }
    market.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn all_links_lead_somewhere_reading_changes_nothing_and_nobody_reads_what_is_not_theirs() {
    let folder = Folder::new("crawl");
    let market = built(&folder, "default").await;
    let street = Street::begin(&market).await;
    let people = everybody(&site(&market), &market).await;
    let batch = format!("/demands/batches/{}", street.batch);
    let (people, mut found, mut defects) = look(&market, people, &["/", "/workbench"], "/", &[batch]).await;

    // Once more about the demand whose deadline has opened what was sealed.
    street.review(&market).await;
    let demand = format!("/demands/{}", street.demand);
    let (_, later, more) = look(&market, people, &["/workbench", &demand], &demand, &[]).await;
    market.close().await.unwrap();
    found.extend(later);
    defects.extend(more);
    defects
        .extend(DEEP.iter().filter(|deep| !found.iter().any(|path| place(path).is_some_and(|row| row.0 == **deep))).map(|deep| format!("nobody found {deep}")));
    assert!(defects.is_empty(), "{} defects:\n{}", defects.len(), defects.join("\n"));
}
