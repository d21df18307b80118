//! What exists in `gongxu demo` alone: the time machine, the role switcher, the tour, the gallery.

use crate::app::App;
use crate::forms::Posted;
use crate::scenarios::tour::{SCENES, Scene};
use crate::session::give;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::TimeDelta;
use domain::calendar::{Day, Moment, at, day_of, or_next_working_day, parse_day};
use domain::refusal::Refusal;
use frontend::demo::{DemoPage, DemoPerson, TourScene, components_page, demo_page, tour_page};
use marketplace::{Fault, Market, identity};

/// The demonstration of this process.
pub struct Demo {
    /// The one phrase of all its accounts.
    pub phrase: String,
    /// Whether the world's clock stands still between moves.
    pub frozen: bool,
}

/// Its routes.
pub fn router() -> Router<App> {
    Router::new()
        .route("/demo", get(show))
        .route("/demo/time", get(show).post(move_time))
        .route("/demo/people", get(show).post(become_person))
        .route("/demo/tour", get(tour))
        .route("/demo/components", get(gallery))
}

async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    page(&app, &visitor, StatusCode::OK, String::new(), None).await
}

async fn page(app: &App, visitor: &Visitor, status: StatusCode, typed: String, error: Option<String>) -> Response {
    match view(app, typed, error).await {
        Ok(view) => app.page_with(status, visitor, visitor.words.say("demo.title"), None, || demo_page(view)).await,
        Err(fault) => app.fault(visitor, fault).await,
    }
}

async fn view(app: &App, typed: String, error: Option<String>) -> Result<DemoPage, Fault> {
    let mut people = Vec::new();
    for person in identity::people(&app.market).await? {
        people.push(DemoPerson { membership: person.membership.to_string(), name: person.name, role: person.role.term(), organization: person.organization });
    }
    Ok(DemoPage { now: app.market.now(), next: marketplace::jobs::next_due(&app.market).await?, people, typed, error })
}

async fn tour(State(app): State<App>, visitor: Visitor) -> Response {
    let people = match identity::people(&app.market).await {
        Ok(people) => people,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    // A world without the tour's people has no tour.
    let scene = |(index, scene): (usize, &Scene)| {
        let person = people.iter().find(|person| person.login == scene.login)?;
        Some(TourScene { number: index + 1, membership: person.membership.to_string(), role: person.role.term(), path: scene.path.to_owned() })
    };
    let scenes: Vec<TourScene> = SCENES.iter().enumerate().filter_map(scene).collect();
    app.page(&visitor, visitor.words.say("demo.tour"), None, || tour_page(scenes)).await
}

async fn gallery(State(app): State<App>, visitor: Visitor) -> Response {
    let (now, wall) = (app.market.now(), app.market.wall());
    app.page(&visitor, visitor.words.say("demo.components"), None, || components_page(now, wall)).await
}

async fn move_time(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let now = app.market.now();
    let nine = |day: Day| at(day, 9, 0);
    let tomorrow = day_of(now).succ_opt().unwrap_or_default();
    let to = match posted.get("to") {
        "hour" => Some(now + TimeDelta::hours(1)),
        "day" => Some(nine(tomorrow)),
        "working-day" => Some(nine(or_next_working_day(tomorrow).day)),
        "next" => match marketplace::jobs::next_due(&app.market).await {
            Ok(next) => next,
            Err(fault) => return app.fault(&visitor, fault).await,
        },
        _ => parse_day(posted.get("day")).map(nine),
    };
    let refusal = match to {
        None => Refusal::new("demo.no-day").field("day"),
        Some(to) => match run_to(&app.market, to, app.config.demo.as_ref().is_some_and(|demo| demo.frozen)).await {
            Ok(()) => return Redirect::to(&super::pages::local_path(posted.given("back").as_deref().unwrap_or("/demo"))).into_response(),
            Err(Fault::Refused(refusal)) => *refusal,
            Err(fault) => return app.fault(&visitor, fault).await,
        },
    };
    let error = visitor.words.refusal(&refusal).what;
    page(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, posted.get("day").to_owned(), Some(error)).await
}

/// Moves the world forward, stopping at each due moment so that what falls due happens at its own time.
///
/// # Errors
/// Refused `demo.backwards`, `demo.too-far` beyond ten years.
pub async fn run_to(market: &Market, to: Moment, frozen: bool) -> Result<(), Fault> {
    let begin = market.now();
    if to < begin {
        return Err(Refusal::new("demo.backwards").field("day").into());
    }
    if to - begin > TimeDelta::days(3660) {
        return Err(Refusal::new("demo.too-far").field("day").into());
    }
    while let Some(stop) = marketplace::jobs::next_due(market).await?.filter(|stop| *stop <= to) {
        // A due moment that does not move on although its jobs ran would hold the machine for ever.
        let before = market.now();
        market.move_world(stop.max(before), frozen).await?;
        crate::jobs::round(market).await?;
        if marketplace::jobs::next_due(market).await?.is_some_and(|next| next <= stop) {
            break;
        }
    }
    market.move_world(to.max(market.now()), frozen).await?;
    crate::jobs::round(market).await
}

/// Signs in as another person, without a password.
async fn become_person(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let Ok(membership) = posted.get("membership").parse() else { return app.refused(&visitor, &Refusal::not_found()).await };
    match identity::sign_in_as(&app.market, membership, &visitor.device).await {
        Ok(tokens) => {
            let back = posted.given("back").unwrap_or_else(|| "/workbench".to_owned());
            let mut response = Redirect::to(&crate::pages::local_path(&back)).into_response();
            give(&app, &mut response, &tokens);
            response
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
