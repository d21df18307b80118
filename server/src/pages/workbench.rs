//! The workbench and what a person was told.

use crate::app::App;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::policy::Role;
use frontend::Nav;
use frontend::components::Link;
use frontend::workbench::{OtherRole, Told, WorkbenchPage, workbench_page};
use marketplace::{Fault, identity, inbox, workbench};

pub fn router() -> Router<App> {
    Router::new().route("/workbench", get(show)).route("/workbench/read", post(read))
}

async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    let Some(signed) = visitor.signed.clone() else {
        return Redirect::to("/sign-in?next=/workbench").into_response();
    };
    let page = match page(&app, &visitor, &signed).await {
        Ok(page) => page,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    app.page(&visitor, visitor.words.say("workbench.title"), Some(Nav::Workbench), || workbench_page(page)).await
}

async fn page(app: &App, visitor: &Visitor, signed: &identity::Signed) -> Result<WorkbenchPage, Fault> {
    let (market, actor, w) = (&app.market, visitor.actor(), visitor.words);
    let messages = match actor.account {
        Some(account) => inbox::received(market, account, 20).await?,
        None => Vec::new(),
    };
    let roles = identity::roles_of(market, &actor).await?.into_iter().filter(|role| role.membership != signed.membership);
    let role = w.say(&actor.role.term());
    let line = [signed.organization.clone().unwrap_or_default(), signed.name.clone(), role]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    Ok(WorkbenchPage {
        line,
        desk: workbench::desk(market, &actor).await?,
        messages: messages.into_iter().map(|told| Told { key: told.key, facts: told.facts, path: told.path, at: told.at, read: told.read }).collect(),
        places: places(visitor),
        roles: roles
            .map(|role| OtherRole {
                membership: role.membership.to_string(),
                words: [Some(w.say(&role.role.term())), role.organization].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            })
            .collect(),
        now: market.now(),
    })
}

/// Where each role often goes.
fn places(visitor: &Visitor) -> Vec<Link> {
    let w = visitor.words;
    let to = |key: &str, href: &str| Link::new(w.say(key), href);
    match visitor.actor().role {
        Role::PurOfficer => vec![
            to("workbench.place-new-demand", "/demands/new"),
            to("workbench.place-drafts", "/demands/drafts"),
            to("workbench.place-contracts", "/contracts"),
        ],
        Role::PurApprover | Role::PurReviewer => vec![to("workbench.place-drafts", "/demands/drafts"), to("workbench.place-contracts", "/contracts")],
        Role::SoAdmin | Role::SoLegal => vec![to("workbench.place-for-me", "/workbench/for-me"), to("workbench.place-contracts", "/contracts")],
        Role::AgencyLead | Role::AgencyMember => vec![to("workbench.place-evaluations", "/evaluations")],
        Role::Registrar | Role::Operator => vec![to("workbench.place-import", "/organizations/import")],
        Role::PanelPur | Role::PanelExpert | Role::Auditor | Role::Public => Vec::new(),
    }
}

async fn read(State(app): State<App>, visitor: Visitor) -> Response {
    match inbox::mark_read(&app.market, &visitor.actor()).await {
        Ok(()) => Redirect::to("/workbench").into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
