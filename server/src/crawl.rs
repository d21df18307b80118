//! Every link that the demonstration shows is followed, as a visitor and as each of its people.
//!
//! A link that leads nowhere, a page that writes although it is only read, a page that opens for somebody to whom the policy
//! grants nothing: the room that shows a link, the room that answers it and the policy are three, so no room's own test sees these.

use crate::app::{App, Config, router};
use crate::pages::threshold::WORKING;
use crate::scenarios::tests::{Folder, built};
use crate::{demo, jobs, scenarios, session};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::calendar::{Day, at, day_of};
use domain::demands::{Draft, Stage, from_template};
use domain::ids::{BatchId, DemandId};
use domain::law::day;
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::panels::Question;
use domain::policy::{Action, Actor, Role, TABLE, When};
use domain::services::{TEMPLATES, Template};
use domain::step::Word;
use frontend::Footer;
use marketplace::bids::{self, Attach, SaveDraft, Shortlist, Submit};
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish};
use marketplace::files::NewFile;
use marketplace::organizations::{self, ListFile};
use marketplace::panels::{self, Declare, NameReviewers};
use marketplace::{Market, Once, identity};
use messages::{Language, words};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt;
use std::sync::Arc;
use tokio::task::JoinSet;
use tower::ServiceExt;

// The crawl's bounds, so that it ends. Addresses have one shape when they differ in numbers, codes and ids alone. From all pages
// of one shape a person follows at most SAME_SHAPE paths of another shape, and in the whole crawl at most SAME_QUERY queries of a
// shape, and as many that ask for a language. Forms, the search among them, are not sent.
const SAME_SHAPE: usize = 3;
const SAME_QUERY: usize = 2;

/// A redirect may lead to another one; a browser would give up later than this.
const REDIRECTS: usize = 5;

/// Tables that reading may change.
const SESSIONS: &[(&str, &str)] = &[("session", "notes when it was last used, and changes its refresh token")];

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

/// The address with `*` for whatever names one thing of many: numbers, codes and ids have digits, keys of rules have dots.
fn shape(path: &str) -> String {
    let part = |part: &str| if part.contains(|c: char| c.is_ascii_digit() || c == '.') { "*".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// An address without its query.
fn path_of(address: &str) -> &str {
    address.split('?').next().unwrap_or(address)
}

/// Whether the policy has a row for this role and one of these acts. Until the deadline a row that begins with it grants nothing.
fn grants(role: Role, acts: &[Action], sealed: bool) -> bool {
    TABLE.iter().any(|grant| grant.0 == role && acts.contains(&grant.1) && (grant.3 == When::Any || !sealed))
}

/// What every `<a href>` of a page names, as it is written there.
fn links(html: &str) -> Vec<String> {
    let tags = html.split("<a ").skip(1).filter_map(|rest| rest.split('>').next());
    let address = |tag: &str| Some(format!(" {tag}").split_once(" href=\"")?.1.split('"').next()?.replace("&amp;", "&"));
    tags.filter_map(address).collect()
}

/// The address on this site that a link on this page leads to; nothing for the page itself, telephones and other sites.
fn local(page: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().unwrap_or(link);
    let scheme = link.split(['/', '?']).next().is_some_and(|head| head.contains(':'));
    if link.is_empty() || link.starts_with("//") || scheme {
        return None;
    }
    Some(match (link.starts_with('/'), link.starts_with('?')) {
        (true, _) => link.to_owned(),
        (_, true) => format!("{}{link}", path_of(page)),
        _ => format!("{}/{link}", path_of(page).rsplit_once('/').map_or("", |(folder, _)| folder)),
    })
}

/// What is in work on the street of the tour. The default world leaves all of it to its reader; without it nobody would be
/// shown a draft, an offer that is still sealed, a panel or an import. Two of its officer's needs stay drafts, one is published.
struct Street {
    officer: Actor,
    reviewers: [Actor; 3],
    batch: BatchId,
    demand: DemandNumber,
}

/// The deadline of what is published, and the morning on which the world is looked at again.
const CLOSES: Day = day(2025, 3, 12);
const REVIEW: Day = day(2025, 3, 14);

async fn actor(market: &Market, login: &str) -> Actor {
    let person = identity::people(market).await.unwrap().into_iter().find(|person| person.login == login).unwrap();
    let tokens = identity::sign_in_as(market, person.membership, "").await.unwrap();
    identity::signed(market, tokens.session).await.unwrap().unwrap().actor
}

fn need(template: &Template, title: &str, today: Day) -> Draft {
    let mut draft = from_template(template, today, |key| words(Language::Zh).say(key));
    let (closes, review) = (CLOSES.to_string(), REVIEW.to_string());
    let fields = [
        ("title", title),
        ("recipients_number", "120"),
        ("place", "the whole street"),
        ("district", "310106"),
        ("closes_on", &closes),
        ("review_on", &review),
        ("acceptance", "every output is compared with its standard"),
        ("opinions_least", "30"),
    ];
    for (field, text) in fields {
        draft.set(field, text);
    }
    for (row, (_, amount)) in template.amounts(Money::yuan(200_000)).into_iter().enumerate() {
        draft.set(&format!("lines.{row}.amount"), &amount.to_string());
    }
    draft
}

impl Street {
    /// The morning of the default world: drafts, an open demand with three offers and a panel, a list that was tried.
    async fn begin(market: &Market) -> Street {
        let officer = actor(market, "officer").await;
        let batch = demands::begin_batch(market, &officer, NewBatch { title: "Together".into(), once: Once::fresh() }).await.unwrap();
        Street::draft(market, &officer, &TEMPLATES[3], Begin { draft: Draft::default(), batch: Some(batch), once: Once::fresh() }).await;
        let begin = Begin { draft: Draft::default(), batch: None, once: Once::fresh() };
        let waiting = Street::draft(market, &officer, &TEMPLATES[4], begin.clone()).await;
        let demand = Street::draft(market, &officer, &TEMPLATES[0], begin).await;
        for demand in [waiting, demand] {
            demands::submit(market, &officer, Decide { demand, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
        }
        let approver = actor(market, "approver").await;
        demands::approve(market, &approver, Approve { demand, seen: 2, minutes: None, once: Once::fresh() }).await.unwrap();
        let published = demands::publish(market, &officer, Publish { demand, seen: 3, once: Once::fresh() }).await.unwrap();
        let demand = published.demands[0];
        for clerk in ["anju", "qingyuan", "chunhui"] {
            Street::offer(market, &actor(market, clerk).await, demand).await;
        }
        let reviewers = [actor(market, "panel").await, actor(market, "expert1").await, actor(market, "expert2").await];
        let [representative, outside @ ..] = reviewers.map(|reviewer| reviewer.account.unwrap());
        let panel = NameReviewers { demand, representative, outside: outside.to_vec(), together: false, once: Once::fresh() };
        panels::name_reviewers(market, &approver, panel).await.unwrap();
        // Its one code has a wrong check character.
        let list = ListFile { name: "list.csv".into(), bytes: "名称,统一社会信用代码\nA place for all,52310115MJX0010297\n".into() };
        organizations::import_now(market, &actor(market, "registrar").await, list, true).await.unwrap();
        jobs::round(market).await.unwrap();
        Street { officer, reviewers, batch, demand }
    }

    async fn draft(market: &Market, officer: &Actor, template: &Template, begin: Begin) -> DemandId {
        let draft = need(template, template.key, day_of(market.now()));
        demands::begin(market, officer, Begin { draft, once: Once::fresh(), ..begin }).await.unwrap()
    }

    async fn offer(market: &Market, clerk: &Actor, demand: DemandNumber) {
        let mut posted: Vec<(String, String)> = ["plan", "team"].map(|field| (field.to_owned(), "three steps, six people".to_owned())).into();
        for (line, (_, amount)) in TEMPLATES[0].amounts(Money::yuan(190_000)).into_iter().enumerate() {
            posted.push((format!("prices.{line}"), amount.to_string()));
        }
        let seen = bids::save_draft(market, clerk, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
        let file = NewFile { name: "plan.txt".into(), bytes: b"three steps".to_vec() };
        bids::attach(market, clerk, Attach { demand, file }).await.unwrap();
        bids::submit(market, clerk, Submit { demand, seen: seen + 1, once: Once::fresh() }).await.unwrap();
    }

    /// The morning of the review: the offers are opened and the panel has declared.
    async fn review(&self, market: &Market) {
        let demand = self.demand;
        demo::run_to(market, at(REVIEW, 9, 0), true).await.unwrap();
        let seen = demands::view(market, demand).await.unwrap().version;
        bids::shortlist(market, &self.officer, Shortlist { demand, reason: None, seen, once: Once::fresh() }).await.unwrap();
        for reviewer in &self.reviewers {
            let answers = Question::ALL.iter().map(|question| (*question, false)).collect();
            panels::declare(market, reviewer, Declare { demand, answers, together: false, once: Once::fresh() }).await.unwrap();
        }
        jobs::round(market).await.unwrap();
    }
}

/// The routes as `gongxu serve` has them. The demonstration's own ones stay out: they are there to change the world.
fn site(market: &Market) -> Router {
    // Another test of this process may have been first.
    let _ = any_spawner::Executor::init_tokio();
    let footer = Footer { telephone: "021-0000 0000".into(), ..Footer::default() };
    let config = Config { public_url: "http://127.0.0.1:8080".into(), footer, demo: None };
    router(App::new(market.clone(), config, session::Keys::new("a secret of the installation")))
}

/// Somebody with a browser.
struct Person {
    login: String,
    role: Role,
    organization: Option<String>,
    cookies: BTreeMap<String, String>,
    site: Router,
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.login, self.role.key())
    }
}

/// What a person was answered in the end.
struct Answer {
    status: StatusCode,
    /// The address that answered, behind all redirects.
    address: String,
    /// The page; empty for files.
    html: String,
}

impl Person {
    fn visitor(site: &Router) -> Person {
        Person { login: "visitor".to_owned(), role: Role::Public, organization: None, cookies: BTreeMap::new(), site: site.clone() }
    }

    async fn signed_in(site: &Router, account: identity::Person) -> Person {
        let mut person = Person { login: account.login, role: account.role, organization: account.organization, ..Person::visitor(site) };
        let form = format!("account={}&password={}", person.login, scenarios::PHRASE.replace(' ', "+"));
        let request = Request::post("/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form))
            .unwrap();
        let response = person.site.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{person} signs in");
        person.keep(response.headers());
        assert!(person.cookies.len() == 2, "{person} got {:?}", person.cookies.keys());
        person
    }

    /// Keeps the session's cookies. The language stays as it was: a link to the other one is followed for that one page.
    fn keep(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            if ["gx_at", "gx_rt"].contains(&name) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// One request: the status, where it leads to, and the page.
    async fn get(&mut self, address: &str) -> (StatusCode, Option<String>, String) {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let Ok(request) = Request::get(address).header(header::COOKIE, cookies).body(Body::empty()) else {
            // What is no address gets no answer from anybody.
            return (StatusCode::BAD_REQUEST, None, String::new());
        };
        let response = self.site.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        let text = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let page = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, text(header::LOCATION).map(str::to_owned), if page { String::from_utf8(bytes.to_vec()).unwrap() } else { String::new() })
    }

    /// Opens an address as a browser does, redirects and all.
    async fn open(&mut self, address: &str) -> Answer {
        let mut address = address.to_owned();
        for _ in 0..REDIRECTS {
            let (status, leads_to, html) = self.get(&address).await;
            match leads_to.filter(|_| status.is_redirection()).and_then(|to| local(&address, &to)) {
                Some(to) => address = to,
                None => return Answer { status, address, html },
            }
        }
        Answer { status: StatusCode::LOOP_DETECTED, address, html: String::new() }
    }
}

/// What one person found by following links.
struct Found {
    person: Person,
    /// Paths that answered 200.
    read: BTreeSet<String>,
    /// Links that did not, as `person: page -> link: status`.
    dead: Vec<String>,
}

/// The bounds of one crawl, as far as they are used up.
#[derive(Default)]
struct Bounds {
    seen: HashSet<String>,
    shapes: HashMap<(String, String), HashSet<String>>,
    queries: HashMap<(String, bool), usize>,
}

impl Bounds {
    /// Whether this link is still to be followed.
    fn admit(&mut self, page: &str, address: &str) -> bool {
        let path = path_of(address);
        if self.seen.contains(address) {
            return false;
        }
        let alike = self.shapes.entry((shape(path_of(page)), shape(path))).or_default();
        if !alike.contains(path) && alike.len() >= SAME_SHAPE {
            return false;
        }
        if let Some((_, query)) = address.split_once('?') {
            let translated = query.split('&').any(|pair| pair.starts_with("lang="));
            let queries = self.queries.entry((shape(path), translated)).or_default();
            if *queries >= SAME_QUERY {
                return false;
            }
            *queries += 1;
        }
        alike.insert(path.to_owned());
        self.seen.insert(address.to_owned())
    }
}

/// Follows the links from these pages on, breadth first, as far as they lead to addresses that begin so.
async fn crawl(mut person: Person, starts: Vec<String>, within: String) -> Found {
    let (mut bounds, mut read, mut dead) = (Bounds::default(), BTreeSet::new(), Vec::new());
    let mut queue: VecDeque<(String, String)> = starts.into_iter().map(|start| ("first page".to_owned(), start)).collect();
    while let Some((page, link)) = queue.pop_front() {
        let answer = person.open(&link).await;
        if answer.status != StatusCode::OK {
            dead.push(format!("{person}: {page} -> {link}: {}", answer.status.as_u16()));
            continue;
        }
        read.insert(path_of(&answer.address).to_owned());
        let found = links(&answer.html).into_iter().filter_map(|link| local(&answer.address, &link)).filter(|link| link.starts_with(&within));
        for link in found {
            if bounds.admit(&answer.address, &link) {
                queue.push_back((answer.address.clone(), link));
            }
        }
    }
    Found { person, read, dead }
}

/// These paths; of the public ones, which everybody was shown already, no more than SAME_SHAPE of a shape.
fn sample<'a>(paths: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut taken = |path: &&String| {
        let count = alike.entry(shape(path)).or_default();
        *count += 1;
        *count <= SAME_SHAPE || !matches!(place(path), Some((_, Everybody)))
    };
    paths.filter(|path| taken(path)).cloned().collect()
}

/// Opens each of these paths, redirects left alone, and says which answered what.
async fn replay(mut person: Person, paths: Arc<BTreeSet<String>>) -> (Person, Vec<(String, StatusCode)>) {
    let mut answers = Vec::new();
    for path in paths.iter() {
        answers.push((path.clone(), person.get(path).await.0));
    }
    (person, answers)
}

/// Every row of every table but those of sessions, in words of SQL.
async fn contents(market: &Market) -> BTreeMap<String, BTreeSet<String>> {
    let column = async |sql: String| -> Vec<String> {
        let rows = market.reader().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    };
    let mut tables = BTreeMap::new();
    for table in column("SELECT name FROM sqlite_master WHERE type = 'table'".to_owned()).await {
        if SESSIONS.iter().any(|(name, _)| *name == table) {
            continue;
        }
        let columns = column(format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let row = columns.iter().map(|name| format!("'{name} ' || quote(\"{name}\")")).collect::<Vec<_>>().join(" || ', ' || ");
        let rows = column(format!("SELECT {row} FROM \"{table}\"")).await;
        let count = rows.len();
        // A row that is there twice would be one of the set.
        let rows = rows.into_iter().collect::<BTreeSet<_>>();
        assert_eq!(rows.len(), count, "{table} has rows without a key");
        tables.insert(table, rows);
    }
    tables
}

/// Tables that are not what they were, with the first rows that differ.
fn changed(before: &BTreeMap<String, BTreeSet<String>>, after: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    assert!(before.keys().eq(after.keys()));
    let differ = before.iter().zip(after.values()).filter(|((_, old), new)| old != new);
    differ.map(|((table, old), new)| format!("reading changed {table}: gone {:?}, come {:?}", old.difference(new).next(), new.difference(old).next())).collect()
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

/// Numbers of the demands for which offers are taken now.
async fn open(market: &Market) -> BTreeSet<String> {
    let filter = demands::Filter { stage: Some(Stage::Open), ..demands::Filter::default() };
    demands::list(market, &filter, None, 100).await.unwrap().rows.into_iter().map(|row| row.number.to_string()).collect()
}

/// Everybody follows the links, then opens what all others found, and `also` what no link leads to. Says what was found and what is
/// wrong with it.
async fn look(market: &Market, people: Vec<Person>, starts: &[&str], within: &str, also: &[String]) -> (Vec<Person>, BTreeSet<String>, Vec<String>) {
    let (before, open) = (contents(market).await, open(market).await);
    let starts: Vec<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    let crawls = people.into_iter().map(|person| crawl(person, starts.clone(), within.to_owned()));
    let found = crawls.collect::<JoinSet<_>>().join_all().await;
    // Whoever is signed out meanwhile would be refused everything, and nothing be found.
    assert!(found.iter().all(|found| found.person.role == Role::Public || found.read.contains("/workbench")));
    let mut defects: BTreeSet<String> = found.iter().flat_map(|found| found.dead.iter().cloned()).collect();

    let paths: BTreeSet<String> = found.iter().flat_map(|found| found.read.iter().cloned()).collect();
    let again = Arc::new(sample(paths.iter().chain(also)));
    let replays = found.into_iter().map(|found| replay(found.person, Arc::clone(&again)));
    let mut providers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut people = Vec::new();
    for (person, answers) in replays.collect::<JoinSet<_>>().join_all().await {
        for (path, status) in answers {
            if status.is_server_error() {
                defects.insert(format!("{person}: {path}: {}", status.as_u16()));
            }
            let public = matches!(place(&path), Some((_, Everybody)));
            if person.role == Role::Public && !public && status != StatusCode::SEE_OTHER {
                defects.insert(format!("{person}: {path}: {} instead of the way to sign in", status.as_u16()));
            }
            if status == StatusCode::OK {
                defects.extend(against(&person, &path, &open));
                if person.role.of_provider() {
                    providers.entry(path).or_default().extend(person.organization.clone());
                }
            }
        }
        people.push(person);
    }
    let shared = providers.iter().filter(|(path, bodies)| bodies.len() > 1 && matches!(place(path), Some((_, GrantedToOne(_)))));
    defects.extend(shared.map(|(path, bodies)| format!("{path} is read by people of {bodies:?}")));
    defects.extend(changed(&before, &contents(market).await));
    (people, paths, defects.into_iter().collect())
}

async fn everybody(site: &Router, market: &Market) -> Vec<Person> {
    let accounts = identity::people(market).await.unwrap();
    assert_eq!(accounts.len(), 14);
    let mut people = vec![Person::visitor(site)];
    for account in accounts {
        people.push(Person::signed_in(site, account).await);
    }
    people
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
    let market = built(&folder, "default").await;
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
