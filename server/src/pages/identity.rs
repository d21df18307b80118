//! Signing in and out, and choosing the acting role.

use super::local_path;
use crate::app::App;
use crate::forms::Posted;
use crate::pages::extract::Query;
use crate::session::{give, take};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use frontend::identity::{DemoAccount, SignInForm, sign_in_page};
use marketplace::Fault;
use marketplace::identity;
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new().route("/sign-in", get(show).post(sign_in)).route("/sign-out", post(sign_out)).route("/act-as", post(act_as))
}

#[derive(Default, Deserialize)]
struct Next {
    next: Option<String>,
}

async fn show(State(app): State<App>, visitor: Visitor, Query(Next { next }): Query<Next>) -> Response {
    let form = SignInForm { next: next.map(|next| local_path(&next)), ..SignInForm::default() };
    page(&app, &visitor, StatusCode::OK, form).await
}

async fn page(app: &App, visitor: &Visitor, status: StatusCode, mut form: SignInForm) -> Response {
    form.telephone.clone_from(&app.config.footer.telephone);
    if let Some(demo) = &app.config.demo {
        match identity::people(&app.market).await {
            Ok(people) => form.demo = people.iter().map(demo_account).collect(),
            Err(fault) => return app.fault(visitor, fault).await,
        }
        form.demo_password = Some(demo.phrase.clone());
    }
    app.page_with(status, visitor, visitor.words.say("sign-in.title"), None, || sign_in_page(form)).await
}

fn demo_account(person: &identity::Person) -> DemoAccount {
    DemoAccount { account: person.login.clone(), name: person.name.clone(), role: person.role.term(), organization: person.organization.clone() }
}

async fn sign_in(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let password = posted.get("password").to_owned();
    match identity::sign_in(&app.market, posted.get("account"), password, &visitor.device).await {
        Ok(tokens) => {
            let next = posted.given("next").unwrap_or_else(|| "/workbench".to_owned());
            let mut response = Redirect::to(&local_path(&next)).into_response();
            give(&app, &mut response, &tokens);
            response
        }
        Err(Fault::Refused(refusal)) => {
            let failure = visitor.words.refusal(&refusal).what;
            let form = SignInForm {
                account: posted.get("account").to_owned(),
                next: posted.given("next").map(|next| local_path(&next)),
                failure: Some(failure),
                ..SignInForm::default()
            };
            let status = if refusal.code == "identity.busy" { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::UNPROCESSABLE_ENTITY };
            page(&app, &visitor, status, form).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn sign_out(State(app): State<App>, visitor: Visitor) -> Response {
    if let Some(signed) = &visitor.signed
        && let Err(fault) = identity::sign_out(&app.market, signed.session).await
    {
        return app.fault(&visitor, fault).await;
    }
    let mut response = Redirect::to("/").into_response();
    take(&app, &mut response);
    response.headers_mut().insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\""));
    response
}

async fn act_as(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let Some(signed) = &visitor.signed else { return app.refused(&visitor, &domain::refusal::Refusal::not_found()).await };
    let Ok(membership) = posted.get("membership").parse() else { return app.refused(&visitor, &domain::refusal::Refusal::not_found()).await };
    match identity::act_as(&app.market, signed, membership, &visitor.device).await {
        Ok(tokens) => {
            let mut response = Redirect::to("/workbench").into_response();
            give(&app, &mut response, &tokens);
            response
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
