//! How organizations fit a demand, for the pages of demands.

use crate::app::App;
use crate::visitor::Visitor;
use domain::demands::{DemandView, Stage};
use domain::ids::DemandId;
use frontend::components::FunnelStep;
use frontend::matching::{MatchBox, funnel_steps};
use leptos::prelude::{AnyView, IntoAny, view};
use marketplace::{Fault, matching};

/// Builds the box inside the page that shows it.
pub type Fit = Box<dyn FnOnce() -> AnyView + Send>;

/// How the reader's organization fits an open demand; nothing for other readers.
pub async fn fit_box(app: &App, visitor: &Visitor, view: &DemandView) -> Result<Option<Fit>, Fault> {
    if !visitor.actor().role.of_provider() || view.row.stage != Stage::Open {
        return Ok(None);
    }
    let own = matching::match_of(&app.market, &visitor.actor(), view.row.number).await?;
    Ok(Some(Box::new(move || view! { <MatchBox own/> }.into_any())))
}

/// How many organizations would qualify for a draft, condition by condition; nothing while it cannot be read.
pub async fn draft_funnel(app: &App, visitor: &Visitor, id: DemandId) -> Result<Vec<FunnelStep>, Fault> {
    let funnel = matching::draft_funnel(&app.market, &visitor.actor(), id).await?;
    Ok(funnel.map(|funnel| funnel_steps(visitor.words, &funnel)).unwrap_or_default())
}
