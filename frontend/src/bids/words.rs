//! How states of offers are shown.

use crate::components::{Link, Status, Tone};
use domain::bids::{BidState, FileView};
use domain::demands::{BudgetItem, DemandRow};
use domain::numbers::DemandNumber;
use domain::step::Word;
use messages::Words;

/// The tag of an offer's state. Nothing here is sealed yet, so none takes the tone of what is.
pub fn state_status(w: Words, state: BidState) -> Status {
    let tone = match state {
        BidState::Standing => Tone::Bamboo,
        BidState::Superseded | BidState::Withdrawn => Tone::Slate,
    };
    Status::new(tone, w.say(&state.term()))
}

/// The way to a page below a demand.
pub(crate) fn trail(w: Words, demand: &DemandRow) -> Vec<Link> {
    vec![Link::new(w.say("nav.demands"), "/demands"), Link::new(demand.number.to_string(), format!("/demands/{}", demand.number))]
}

/// A file of an offer as a link with its size.
pub(crate) fn file_link(w: Words, demand: DemandNumber, file: &FileView) -> Link {
    let size = w.say_with("bids.file-size", &[("kib", file.size.div_ceil(1024).to_string().into())]);
    let label = w.say_with("bids.file-link", &[("name", file.name.clone().into()), ("size", size.into())]);
    Link::new(label, format!("/demands/{demand}/offers/files/{}", file.id))
}

/// What a price is asked for: the kind of cost and its explanation, which is left out when it only repeats the kind.
pub(crate) fn price_label(w: Words, line: &BudgetItem) -> String {
    let kind = w.say(&line.kind.term());
    if line.name.trim() == kind {
        return kind;
    }
    w.say_with("bids.price-of", &[("kind", kind.into()), ("line", line.name.clone().into())])
}
