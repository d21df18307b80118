//! The building blocks of pages. Each takes plain data, already worded or of the domain's own types, and is complete
//! without a script. `/demo/components` shows them all in all their states.

mod act;
mod answers;
mod calendar;
mod cards;
mod charts;
mod deadline;
mod digest;
mod explanation;
mod fields;
mod figures;
mod findings;
mod form;
mod grids;
mod head;
mod icon;
mod law_note;
mod lists;
mod money_field;
mod next;
mod paper;
mod rail;
mod refusal;
mod small;
mod status;
mod table;
mod tasks;
mod text;

pub use act::{Act, ActView, Acts};
pub use answers::{Answer, CheckAnswers, Receipt, ReceiptCard};
pub use calendar::{CalendarDay, DayList};
pub use cards::{Card, CardLayout, CardList};
pub use charts::{
    Bar, Bars, Course, CourseChart, CourseMark, DistrictTiles, Funnel, FunnelStep, MarkState, MoneyPath, Month, MonthBars, PathStep, percent, percent_read,
};
pub use deadline::Deadline;
pub use digest::{Digest, shortened};
pub use explanation::{Explanation, Reason, Reasons, Verdict};
pub use fields::{CheckboxField, Choice, DateField, Field, FileField, Radios, SelectField, TextArea, TextField, TextKind};
pub use figures::{BigFigure, Facts, FactsLayout, Figures, FiguresLayout, Item};
pub use findings::{Finding, Findings, GradeBlock};
pub use form::{ErrorSummary, FieldError, FormFrame, field_errors};
pub use grids::{Criterion, Scored, ScoringGrid, Weight, WeightEditor};
pub use head::{Breadcrumb, PageTitle};
pub use icon::{Glyph, Icon};
pub(crate) use law_note::scope_key;
pub use law_note::{LawNote, Note};
pub use lists::{Applied, ExportLinks, FilterBar, FilterOrder, FilterSelect, FilterText, ListPlace, Listing, Pager};
pub use money_field::MoneyField;
pub use next::{Days, NextStep, NextStrip};
pub use paper::{Block, Paper, PaperView};
pub use rail::{Rail, Stage, StageState};
pub use refusal::RefusalBox;
pub use small::{Difference, EmptyState, Keeping, Piece, ProgressBar, Remark, SecrecyCard};
pub use status::{Status, Tag, Tone};
pub use table::{Cell, Column, DataTable, Order, Set, Table};
pub use tasks::{Task, TaskList, TaskState};
pub use text::{Bit, Bits, Figure, Link, Whole};
