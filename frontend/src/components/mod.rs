//! The building blocks of pages. Each takes plain data, already worded or of the domain's own types, and is complete
//! without a script. `/demo/components` shows them all in all their states.

mod act;
mod fields;
mod form;
mod head;
mod icon;
mod law_note;
mod next;
mod refusal;
mod status;
mod text;

pub use act::{Act, ActView, Acts};
pub use fields::{CheckboxField, Choice, DateField, Field, FileField, Radios, SelectField, TextArea, TextField, TextKind};
pub use form::{ErrorSummary, FieldError, FormFrame, field_errors};
pub use head::{Breadcrumb, PageTitle};
pub use icon::{Glyph, Icon};
pub use law_note::{LawNote, Note};
pub use next::{Days, NextStep, NextStrip};
pub use refusal::RefusalBox;
pub use status::{Status, Tag, Tone};
pub use text::{Bit, Bits, DayText, Figure, Link};
