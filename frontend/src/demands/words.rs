//! How stages and states of demands are shown.

use crate::components::{Status, Tone};
use domain::demands::{DemandState, Stage};
use domain::step::Word;
use messages::Words;

/// The tag of a published demand's stage.
pub fn stage_status(w: Words, stage: Stage) -> Status {
    let tone = match stage {
        Stage::Open => Tone::River,
        Stage::Review | Stage::Publicity => Tone::Osmanthus,
        Stage::Chosen | Stage::Contracted => Tone::Bamboo,
        Stage::Lapsed => Tone::Slate,
        Stage::Cancelled => Tone::Cinnabar,
    };
    Status::new(tone, w.say(&stage.term()))
}

/// The tag of a demand's state, for its unit.
pub fn state_status(w: Words, state: DemandState) -> Status {
    let tone = match state {
        DemandState::Draft => Tone::Slate,
        DemandState::UnderReview => Tone::Osmanthus,
        DemandState::Approved | DemandState::InProcurement => Tone::River,
        DemandState::Contracted => Tone::Bamboo,
        DemandState::Lapsed | DemandState::Cancelled => Tone::Slate,
    };
    Status::new(tone, w.say(&state.term()))
}
