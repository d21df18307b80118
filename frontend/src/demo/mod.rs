//! Pages of the demonstration alone.

mod cases;
mod components;
mod figures;
mod forms;
mod looks;

pub use components::components_page;
