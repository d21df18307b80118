//! Help pages.

use crate::answer::cacheable;
use crate::app::App;
use crate::pages::extract::Path;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::calendar::day_of;
use domain::refusal::Refusal;
use frontend::help::{RuleRow, accessibility_page, glossary_page, guide_page, help_page, law_page, rule_page};

pub fn router() -> Router<App> {
    Router::new()
        .route("/help", get(help))
        .route("/help/guide", get(guide))
        .route("/help/accessibility", get(accessibility))
        .route("/help/law", get(law))
        .route("/help/law/{rule}", get(rule))
        .route("/help/glossary", get(glossary))
}

async fn help(State(app): State<App>, visitor: Visitor) -> Response {
    let response = app.page(&visitor, visitor.words.say("help.title"), None, help_page).await;
    cacheable(&visitor, response)
}

async fn guide(State(app): State<App>, visitor: Visitor) -> Response {
    let response = app.page(&visitor, visitor.words.say("help.guides"), None, guide_page).await;
    cacheable(&visitor, response)
}

async fn accessibility(State(app): State<App>, visitor: Visitor) -> Response {
    let footer = app.config.footer.clone();
    let response = app.page(&visitor, visitor.words.say("frame.accessibility"), None, || accessibility_page(footer)).await;
    cacheable(&visitor, response)
}

fn rules() -> impl Iterator<Item = RuleRow> {
    domain::rules::registry().map(RuleRow::from)
}

async fn law(State(app): State<App>, visitor: Visitor) -> Response {
    let today = day_of(app.market.now());
    let response = app.page(&visitor, visitor.words.say("law-table.title"), None, || law_page(rules().collect(), today)).await;
    cacheable(&visitor, response)
}

async fn rule(State(app): State<App>, visitor: Visitor, Path(key): Path<String>) -> Response {
    let Some(rule) = rules().find(|rule| rule.key == key) else { return app.refused(&visitor, &Refusal::not_found()).await };
    let today = day_of(app.market.now());
    let response = app.page(&visitor, visitor.words.say(&format!("rule.{key}")), None, || rule_page(rule, today)).await;
    cacheable(&visitor, response)
}

async fn glossary(State(app): State<App>, visitor: Visitor) -> Response {
    let response = app.page(&visitor, visitor.words.say("frame.glossary"), None, glossary_page).await;
    cacheable(&visitor, response)
}
