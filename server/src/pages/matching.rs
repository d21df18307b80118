//! Pages of matching: who fits a demand, invitations, demands for one's own organization.

use crate::app::App;
use crate::forms::{Posted, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::code::CreditCode;
use domain::numbers::DemandNumber;
use domain::refusal::Refusal;
use frontend::Nav;
use frontend::matching::{InviteForm, MatchesPage, for_me_page, matches_page};
use marketplace::matching::{self, Invite, Show};
use marketplace::{Fault, Once};
use serde::Deserialize;

/// Organizations a page.
const PAGE: usize = 20;

pub fn router() -> Router<App> {
    Router::new().route("/demands/{number}/matches", get(matches)).route("/demands/{number}/invitations", post(invite)).route("/workbench/for-me", get(for_me))
}

#[derive(Clone, Debug, Default, Deserialize)]
struct MatchesQuery {
    #[serde(default)]
    fitting: String,
    after: Option<String>,
}

async fn matches(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, Query(query): Query<MatchesQuery>) -> Response {
    let after = query.after.as_deref().and_then(|code| CreditCode::read(code).ok()).map(|reading| reading.code);
    let show = Show { fitting: query.fitting != "no", after, most: PAGE };
    matches_response(&app, &visitor, &number, &show, InviteForm::default()).await
}

async fn matches_response(app: &App, visitor: &Visitor, number: &str, show: &Show, form: InviteForm) -> Response {
    let found = match DemandNumber::parse(number) {
        Some(number) => matching::matches(&app.market, &visitor.actor(), number, show).await,
        None => Err(Refusal::not_found().into()),
    };
    match found {
        Ok(view) => {
            let onces = view.rows.iter().map(|_| Once::fresh().into()).collect();
            let page = MatchesPage { view, onces, later: show.after.is_some(), form };
            app.page_with(status_with(&page.form.refused), visitor, visitor.words.say("matching.title"), Some(Nav::Demands), || matches_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

async fn invite(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    match invited(&app, &visitor, &number, &posted).await.map_err(for_form) {
        Ok(()) => Redirect::to(&format!("/demands/{number}/matches")).into_response(),
        Err(Ok(refused)) if posted.given("reason").is_some() || refused.iter().any(|refusal| refusal.field.as_deref() == Some("reason")) => {
            // The page with this organization on it again, with what was typed. It does not fit: else no reason were needed.
            let form = InviteForm { organization: posted.get("organization").to_owned(), reason: posted.get("reason").to_owned(), refused };
            let show = Show { fitting: false, after: before(&app, &visitor, &number, &form.organization).await, most: PAGE };
            matches_response(&app, &visitor, &number, &show, form).await
        }
        Err(Ok(refused)) => app.fault(&visitor, Fault::Unfit(refused)).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn invited(app: &App, visitor: &Visitor, number: &str, posted: &Posted) -> Result<(), Fault> {
    let demand = DemandNumber::parse(number).ok_or_else(Refusal::not_found)?;
    let typed = posted.get("organization");
    let unknown = |_| Refusal::new("matching.unknown-organization").fact("code", typed).field("organization");
    let organization = CreditCode::read(typed).map_err(unknown)?.code;
    let cmd = Invite { demand, organization, reason: posted.given("reason"), once: posted.once()? };
    matching::invite(&app.market, &visitor.actor(), cmd).await?;
    Ok(())
}

/// The organization in front of the named one in the list of those that do not fit, so that a page begins with it.
async fn before(app: &App, visitor: &Visitor, number: &str, code: &str) -> Option<CreditCode> {
    let all = Show { fitting: false, after: None, most: usize::MAX };
    let list = matching::matches(&app.market, &visitor.actor(), DemandNumber::parse(number)?, &all).await.ok()?;
    let at = list.rows.iter().position(|row| row.code.as_str() == code)?;
    Some(list.rows.get(at.checked_sub(1)?)?.code.clone())
}

async fn for_me(State(app): State<App>, visitor: Visitor) -> Response {
    match matching::for_me(&app.market, &visitor.actor()).await {
        Ok(view) => {
            let now = app.market.now();
            app.page(&visitor, visitor.words.say("matching.for-me-title"), Some(Nav::Workbench), || for_me_page(view, now)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
