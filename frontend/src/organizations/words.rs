//! How facts of the register are worded.

use crate::components::{Status, Tone};
use domain::code::District;
use domain::organizations::import::Weight;
use domain::organizations::{FieldSource, ImportStage, OrganizationRow, Serves, Standing, TrackRecordRow};
use domain::refusal::Fact;
use domain::services::Field;
use domain::step::Word;
use messages::{Language, Style, Words};

/// The name of a district in the reader's language.
pub(crate) fn district_name(w: Words, district: District) -> String {
    match w.language() {
        Language::Zh => district.zh().to_owned(),
        Language::En => district.en().to_owned(),
    }
}

/// Fields in words; 未填写 when there are none.
pub fn fields_words(w: Words, fields: &[Field]) -> String {
    if fields.is_empty() { w.say("empty.unfilled") } else { w.listed(fields.iter().map(|field| w.say(&field.term()))) }
}

/// Where an organization works, in words.
pub fn serves_words(w: Words, serves: &Serves) -> String {
    match serves {
        Serves::NotGiven => w.say("empty.unfilled"),
        Serves::WholeCity => w.say("organizations.whole-city"),
        Serves::Districts(districts) => w.listed(districts.iter().map(|district| district_name(w, *district))),
    }
}

/// Grade and score of a delivered service, in words; nothing where there was no evaluation.
pub fn record_words(w: Words, record: &TrackRecordRow) -> Option<String> {
    let grade = record.grade.as_ref().map(|grade| w.say(&format!("grade-{grade}")))?;
    Some(record.score.map_or_else(|| grade.clone(), |score| format!("{grade} {score}")))
}

/// Who said a fact, and when.
pub(super) fn source_words(w: Words, source: &FieldSource) -> String {
    match source {
        FieldSource::Register { on, .. } => w.say_with("organizations.source-register", &[("day", Fact::Text(w.day(*on, Style::Iso)))]),
        FieldSource::Own { on } => w.say_with("organizations.source-own", &[("day", Fact::Text(w.day(*on, Style::Iso)))]),
    }
}

/// Which list the facts of registration came from.
pub(super) fn list_words(w: Words, source: &FieldSource) -> Option<String> {
    match source {
        FieldSource::Register { list, on } => Some(w.say_with("organizations.source-list", &[("list", list.as_str().into()), ("day", Fact::Day(*on))])),
        FieldSource::Own { .. } => None,
    }
}

/// How a registration stands; a code that waits comes first.
pub(super) fn standing_status(w: Words, row: &OrganizationRow) -> Status {
    if row.held {
        return Status::new(Tone::Osmanthus, w.say("organizations.held"));
    }
    match row.standing {
        Some(Standing::Active) => Status::new(Tone::Bamboo, w.say(&Standing::Active.term())),
        Some(other) => Status::new(Tone::Cinnabar, w.say(&other.term())),
        None => Status::new(Tone::Slate, w.say("organizations.standing-unknown")),
    }
}

/// How far a run of an import is.
pub(super) fn stage_status(w: Words, stage: ImportStage) -> Status {
    let (tone, key) = match stage {
        ImportStage::Judging => (Tone::River, "organizations.run-judging"),
        ImportStage::Loading => (Tone::River, "organizations.run-loading"),
        ImportStage::Judged => (Tone::Osmanthus, "organizations.run-judged"),
        ImportStage::Refused => (Tone::Cinnabar, "organizations.run-refused"),
        ImportStage::Loaded => (Tone::Bamboo, "organizations.run-loaded"),
        ImportStage::Broken => (Tone::Cinnabar, "organizations.run-broken"),
    };
    Status::new(tone, w.say(key))
}

/// What a finding does to its row.
pub(super) fn weight_status(w: Words, weight: Weight) -> Status {
    let tone = match weight {
        Weight::Refuses => Tone::Cinnabar,
        Weight::Holds => Tone::Osmanthus,
        Weight::Skips => Tone::Slate,
        Weight::Warns => Tone::River,
    };
    Status::new(tone, w.say(&weight.term()))
}
