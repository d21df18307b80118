//! Pages of the demonstration alone.

mod cases;
mod components;
mod figures;
mod forms;
mod looks;
mod tour;
mod world;

pub use components::components_page;
pub use tour::{TourScene, tour_page};
pub use world::{DemoPage, DemoPerson, demo_page};
