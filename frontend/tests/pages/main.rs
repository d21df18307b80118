//! What holds for every page: its HTML, its references, its colours, and that its words come from the message files.

mod html;
mod samples;
mod sources;
mod tokens;
mod walk;
