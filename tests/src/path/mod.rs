//! One purchase from a need to its published evaluation, told once: by people and pages, in the words of either language.
//!
//! Nothing here knows a scenario. Who takes part and every figure is in [`Purchase`]; which pages there are, in the modules.

mod batch;
mod contract;
mod evaluation;
mod matching;
mod need;
mod offers;
mod performance;
mod result;
mod review;
pub mod tour;
pub mod town;

use crate::{Driver, Person, Shot, Words, World, words};
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Who takes part: the names by which they sign in.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Drafts and handles for the street.
    pub officer: String,
    /// Whether the officer holds the approver's role as well, which must not help.
    pub drafter_approves: bool,
    /// Approves, names reviewers, signs, pays.
    pub approver: String,
    /// Reviews the contract, signs acceptance.
    pub reviewer: String,
    /// Names of the reviewers as their list shows them: the street's representative first.
    pub panel: Vec<Seat>,
    /// Who offers, in the order of [`Purchase::offers`].
    pub bidders: Vec<Bidder>,
    /// Name of the agency that evaluates.
    pub agency: String,
    /// An agency that has worked for the first bidder, if there is one: its name, and who leads there.
    pub partial: Option<(String, String)>,
    /// Leads the evaluation.
    pub lead: String,
    /// Evaluates with the lead.
    pub member: String,
}

/// A reviewer.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Signs in as.
    pub login: String,
    /// Is listed as.
    pub name: String,
}

/// A social organization and its people.
#[derive(Clone, Debug)]
pub struct Bidder {
    /// Its name.
    pub name: String,
    /// Its credit code.
    pub code: String,
    /// Files for it.
    pub admin: String,
    /// Signs for it.
    pub legal: String,
}

/// What one organization offers and how it is judged.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Percent of the ceiling, line by line.
    pub percent: i64,
    /// Percent of the points that every reviewer gives.
    pub worth: i64,
}

/// A purchase as the journey plays it.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// Key of the template.
    pub template: &'static str,
    /// What it is called.
    pub title: String,
    /// Code of the district.
    pub district: &'static str,
    /// Whole yuan.
    pub budget: i64,
    /// Percent at signing, after the mid-term, at the end.
    pub shares: [i64; 3],
    /// How many are served.
    pub recipients: i64,
    /// Closing day as first published.
    pub closes_on: &'static str,
    /// Day of the review.
    pub review_on: &'static str,
    /// One for each bidder; the first is to be chosen.
    pub offers: Vec<Offer>,
    /// Whether only the first comes in by the first deadline.
    pub extended: bool,
    /// Percent of every indicator's weight that the evaluation gives.
    pub evaluated: i64,
    /// Key of the grade that this makes.
    pub grade: &'static str,
}

/// A purchase under way: its world, its people as they sign in, its words.
pub struct Walk {
    /// Where it happens.
    pub world: Arc<World>,
    /// In which language its people read.
    pub words: &'static Words,
    /// Who takes part.
    pub cast: Cast,
    /// What is bought.
    pub purchase: Purchase,
    people: Arc<Mutex<HashMap<String, Arc<Person>>>>,
    drafted: Mutex<Drafted>,
}

/// What the template brought, read off the draft's pages.
#[derive(Clone, Debug, Default)]
pub struct Drafted {
    /// Budget lines: kind and name as the pages say them, whole yuan.
    pub lines: Vec<(String, String, i64)>,
    /// Criteria as the pages call them, whole points.
    pub criteria: Vec<(String, i64)>,
}

impl Deref for Walk {
    type Target = Words;
    fn deref(&self) -> &Words {
        self.words
    }
}

impl Walk {
    /// A purchase that has not begun.
    pub fn new(world: World, language: &str, cast: Cast, purchase: Purchase) -> Walk {
        Walk { world: Arc::new(world), words: words(language), cast, purchase, people: Arc::default(), drafted: Mutex::default() }
    }

    /// Another purchase beside this one: the same world and people, other bidders.
    pub fn beside(&self, purchase: Purchase, bidders: Vec<Bidder>) -> Walk {
        let cast = Cast { bidders, ..self.cast.clone() };
        Walk { world: self.world.clone(), words: self.words, cast, purchase, people: self.people.clone(), drafted: Mutex::default() }
    }

    /// Somebody who stays signed in for the whole walk.
    pub async fn person(&self, login: &str) -> Arc<Person> {
        let mut people = self.people.lock().await;
        if let Some(known) = people.get(login) {
            return known.clone();
        }
        let person = Arc::new(self.world.sign_in(login).await);
        person.open(&format!("/workbench?lang={}", self.language)).await.answered(200);
        people.insert(login.to_owned(), person.clone());
        person
    }

    /// Drafts and handles for the street.
    pub async fn officer(&self) -> Arc<Person> {
        self.person(&self.cast.officer).await
    }

    /// Approves for the street.
    pub async fn approver(&self) -> Arc<Person> {
        self.person(&self.cast.approver).await
    }

    /// Anybody, in the walk's language.
    pub async fn anybody(&self) -> Person {
        let visitor = self.world.visitor().await;
        visitor.open(&format!("/?lang={}", self.language)).await.answered(200);
        visitor
    }

    /// Moves the world to nine in the morning of this day, as the time machine does.
    pub async fn it_is(&self, day: &str) {
        let machine = self.world.visitor_by(Driver::Http).await;
        machine.open("/demo?lang=zh").await.answered(200);
        let zh = words("zh");
        machine.fill(&zh.say("demo-time-to"), day).await;
        machine.press(&zh.say("demo-time-go")).await.answered(200);
    }

    /// Lets working days pass, each to nine in the morning.
    pub async fn working_days_pass(&self, days: usize) {
        let machine = self.world.visitor_by(Driver::Http).await;
        for _ in 0..days {
            machine.open("/demo?lang=zh").await.answered(200);
            machine.press(&words("zh").say("demo-time-working-day")).await.answered(200);
        }
    }

    /// Fills the field that a message names.
    pub async fn field(&self, person: &Person, label: &str, value: &str) {
        person.fill(&self.say(label), value).await;
    }
}

impl Walk {
    /// The whole path; the numbers of demand, contract and evaluation are what comes back.
    pub async fn the_whole_road(&self) -> [String; 3] {
        let draft = self.drafts_the_need().await;
        self.weights_of_99_are_refused(&draft).await;
        self.is_approved(&draft, None).await;
        let number = self.is_published(&draft).await;
        self.finds_who_fits(&number).await;
        self.each_finds_it_for_itself().await;
        self.takes_offers(&number).await;
        self.names_the_panel(&number).await;
        self.settles_who_takes_part(&number).await;
        self.declare_no_conflicts(&number).await;
        self.score_and_sign(&number).await;
        self.publicises(&number).await;
        self.objects_and_is_answered(&number, 1).await;
        self.working_days_pass(6).await;
        self.confirms(&number).await;
        let contract = self.is_contracted(&number).await;
        self.pays(&contract, 1).await;
        let work = self.commissions(&contract).await;
        self.accepts_the_commission(&work).await;
        self.weighs(&work).await;
        self.delivers(&contract, 1).await;
        self.delivers(&contract, 2).await;
        self.pays(&contract, 2).await;
        self.delivers(&contract, 3).await;
        self.scores(&work).await;
        let evaluation = self.hears_and_issues(&work).await;
        if self.purchase.grade == "fair" {
            self.mends(&contract).await;
        }
        self.pays(&contract, 3).await;
        self.comes_back_into_matching(&contract, &evaluation).await;
        [number, contract, evaluation]
    }

    /// The picture of a need about to go out, for docs.
    pub async fn draft_is_pictured(&self, draft: &str) {
        let officer = self.officer().await;
        officer.open(&format!("{draft}/check")).await.answered(200).screenshot("docs/screenshots/check.png", Shot::default()).await;
    }

    /// Pictures for the documentation, of pages that the walk has filled.
    pub async fn is_pictured(&self, [number, contract, evaluation]: &[String; 3]) {
        let wide = Shot::default();
        let anybody = self.anybody().await;
        let officer = self.officer().await;
        let views = [
            (&anybody, "/".to_owned(), "home", wide),
            (&anybody, format!("/demands/{number}"), "demand", wide),
            (&anybody, format!("/contracts/{contract}"), "contract", wide),
            (&anybody, format!("/contracts/{contract}"), "contract-dark", Shot { theme: "dark", ..wide }),
            (&anybody, format!("/evaluations/{evaluation}"), "evaluation", wide),
            (&*officer, "/workbench".to_owned(), "workbench", wide),
            (&anybody, format!("/contracts/{contract}"), "phone", Shot { width: 390, ..wide }),
        ];
        for (person, path, name, shot) in views {
            person.open(&path).await.answered(200).screenshot(&format!("docs/screenshots/{name}.png"), shot).await;
        }
    }
}

/// Sets the sum of the ceiling's lines: a tenth for management, which stands last, and the rest in even parts.
pub fn in_lines(budget: i64, lines: usize) -> Vec<i64> {
    let management = budget / 10;
    let others = i64::try_from(lines - 1).expect("few lines");
    let each = (budget - management) / others;
    let mut parts = vec![each; lines - 2];
    parts.push(budget - management - each * (others - 1));
    parts.push(management);
    parts
}
