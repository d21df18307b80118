//! How organizations fit a demand, for the pages of demands.

use crate::app::App;
use crate::visitor::Visitor;
use domain::demands::DemandView;
use domain::ids::DemandId;
use frontend::components::FunnelStep;
use leptos::prelude::AnyView;
use marketplace::Fault;

/// Builds the box inside the page that shows it.
pub type Fit = Box<dyn FnOnce() -> AnyView + Send>;

/// How the reader's organization fits this demand; nothing for other readers.
pub async fn fit_box(_: &App, _: &Visitor, _: &DemandView) -> Result<Option<Fit>, Fault> {
    Ok(None)
}

/// How many organizations would qualify for a draft, condition by condition.
pub async fn draft_funnel(_: &App, _: &Visitor, _: DemandId) -> Result<Vec<FunnelStep>, Fault> {
    Ok(Vec::new())
}
