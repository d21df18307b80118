//! Pictures of figures. Each has one scale, direct labels, a sentence that says what it shows, and its figures as a table
//! or in the text beside. Widths are SVG attributes: no script and no inline style.

mod course;
mod months;
mod path;
mod share;
mod tiles;
mod tracks;

pub use course::{Course, CourseChart, CourseMark, MarkState};
pub use months::{Month, MonthBars};
pub use path::{Funnel, FunnelStep, MoneyPath, PathStep};
pub use share::{percent, percent_read};
pub use tiles::DistrictTiles;
pub use tracks::{Bar, Bars};
