//! How seats are shown.

use crate::components::{Status, Tone};
use domain::panels::Seat;
use domain::step::Word;
use messages::Words;

/// The tag of a seat.
pub fn seat_status(w: Words, state: Seat) -> Status {
    let tone = match state {
        Seat::Named => Tone::Slate,
        Seat::Declared | Seat::Seated => Tone::Osmanthus,
        Seat::Signed => Tone::Bamboo,
        Seat::Replaced => Tone::Slate,
    };
    Status::new(tone, w.say(&state.term()))
}
