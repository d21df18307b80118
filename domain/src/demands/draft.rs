//! A draft: what was typed, kept as it was typed, so that nothing is ever lost and errors are shown by checking.

use super::need::MilestoneKind;
use crate::calendar::Day;
use crate::refusal::Refusal;
use crate::services::Template;
use crate::step::Word;
use crate::text::{at_most, clean};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most rows of a repeated part: outputs, budget lines, milestones.
pub const MAX_ROWS: usize = 12;
/// Longest text of one field that is stored, in characters (TRUST §8).
const LONGEST: usize = 20_000;

crate::words! {
    /// A page of the draft: one topic, few questions.
    pub enum Task("task") {
        /// 需要解决什么.
        Need = "need",
        /// 服务谁.
        Recipients = "recipients",
        /// 产出与标准.
        Outputs = "outputs",
        /// 预算（含管理费）.
        Budget = "budget",
        /// 期限.
        Period = "period",
        /// 供应商条件.
        Conditions = "conditions",
        /// 评审办法.
        Review = "review",
        /// 验收与付款.
        Acceptance = "acceptance",
    }
}

impl Task {
    /// The single fields of this page, and the repeated ones as (row prefix, columns).
    pub const fn fields(self) -> (&'static [&'static str], Option<(&'static str, &'static [&'static str])>) {
        match self {
            Task::Need => (&["title", "field", "subject", "problem"], None),
            Task::Recipients => (&["recipients", "recipients_number", "place", "district"], None),
            Task::Outputs => (&[], Some(("outputs", &["name", "quantity", "measure", "standard"]))),
            Task::Budget => (&[], Some(("lines", &["kind", "name", "amount"]))),
            Task::Period => (&["closes_on", "review_on", "starts_on", "ends_on", "long_funded", "long_fixed", "long_continuous", "long_stable"], None),
            Task::Conditions => (&["years", "similar", "staff", "local"], None),
            Task::Review => (&["criteria_fit", "criteria_feasibility", "criteria_budget", "criteria_capacity", "reviewers"], None),
            Task::Acceptance => {
                (&["acceptance", "opinions_least", "pay_signing", "pay_mid_term", "pay_final"], Some(("milestones", &["kind", "name", "due_on"])))
            }
        }
    }

    /// The page on which a field stands.
    pub fn of_field(field: &str) -> Option<Task> {
        let head = field.split('.').next().unwrap_or(field);
        Task::ALL.iter().copied().find(|task| {
            let (single, repeated) = task.fields();
            single.contains(&head) || repeated.is_some_and(|(prefix, _)| prefix == head)
        })
    }

    fn owns(self, field: &str) -> bool {
        let (single, repeated) = self.fields();
        if single.contains(&field) {
            return true;
        }
        let Some((prefix, columns)) = repeated else { return false };
        let mut parts = field.split('.');
        let (head, row, column, end) = (parts.next(), parts.next(), parts.next(), parts.next());
        head == Some(prefix)
            && row.and_then(|row| row.parse::<usize>().ok()).is_some_and(|row| row < MAX_ROWS)
            && column.is_some_and(|c| columns.contains(&c))
            && end.is_none()
    }
}

/// Field by field what was typed. Rows are `outputs.0.name`, `outputs.1.name`, …
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Draft(BTreeMap<String, String>);

impl Draft {
    /// What was typed in a field; empty when nothing was.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Refuses text above 20 000 characters: it is not stored, and never cut. `most` is what the field itself allows.
    ///
    /// # Errors
    /// `text.too-long` at each such field.
    pub fn fits(&self, most: impl Fn(&str) -> Option<usize>) -> Result<(), Vec<Refusal>> {
        let long = self.fields().filter(|(_, text)| text.chars().count() > LONGEST);
        let refused: Vec<Refusal> = long.filter_map(|(field, text)| at_most(text, most(field).unwrap_or(LONGEST), field).err()).collect();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    /// Sets a field. Empty text removes it.
    pub fn set(&mut self, field: &str, text: &str) {
        let text = clean(text);
        if text.trim().is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), text);
        }
    }

    /// Takes over what was posted from one page. Fields of other pages and unknown ones are left alone; a field of this
    /// page that was not posted (an unticked box) is emptied. Rows close up: empty ones vanish.
    pub fn take(&mut self, task: Task, posted: &[(String, String)]) {
        self.0.insert(saved_field(task), "on".to_owned());
        self.0.retain(|field, _| !task.owns(field));
        for (field, text) in posted {
            if task.owns(field) {
                self.set(field, text);
            }
        }
        if let (_, Some((prefix, columns))) = task.fields() {
            self.close_up(prefix, columns);
        }
    }

    fn close_up(&mut self, prefix: &str, columns: &[&str]) {
        let mut next = 0;
        for row in 0..MAX_ROWS {
            let cells: Vec<(&str, String)> = columns.iter().filter_map(|c| self.0.remove(&format!("{prefix}.{row}.{c}")).map(|text| (*c, text))).collect();
            // A row in which only a choice is preset counts as empty.
            if cells.iter().any(|(column, _)| !matches!(*column, "measure" | "kind")) {
                for (column, text) in cells {
                    self.0.insert(format!("{prefix}.{next}.{column}"), text);
                }
                next += 1;
            }
        }
    }

    /// How many rows of a repeated part are filled.
    pub fn rows(&self, prefix: &str) -> usize {
        (0..MAX_ROWS).filter(|row| self.0.keys().any(|field| field.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(&format!(".{row}."))))).count()
    }

    /// Whether somebody saved this page: what a template put there is not yet anybody's answer.
    pub fn saved(&self, task: Task) -> bool {
        self.0.contains_key(&saved_field(task))
    }

    /// Takes every page for one that nobody has saved: in a copy.
    pub fn unsaved(&mut self) {
        for task in Task::ALL {
            self.0.remove(&saved_field(*task));
        }
    }

    /// Whether anything of this page was typed.
    pub fn touched(&self, task: Task) -> bool {
        self.0.keys().any(|field| task.owns(field))
    }

    /// All fields, for an interface that shows or copies the draft.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str()))
    }
}

/// The field that notes that a page was saved; it stands on no page.
fn saved_field(task: Task) -> String {
    format!("saved_{}", task.key())
}

/// A first draft from a template. The words come from `say`, which looks up the message files in the drafter's language.
/// Amounts stay empty: a template knows shares, not the budget.
pub fn from_template(template: &Template, today: Day, say: impl Fn(&str) -> String) -> Draft {
    let mut draft = Draft::default();
    let mut put = |field: String, text: String| draft.set(&field, &text);
    put("title".into(), say(&template.term()));
    put("problem".into(), say(&format!("{}.need", template.term())));
    put("field".into(), template.field.key().into());
    put("subject".into(), crate::services::Subject::PublicService.key().into());
    put("recipients".into(), template.recipients.key().into());
    for (row, output) in template.outputs.iter().enumerate() {
        put(format!("outputs.{row}.name"), say(&output.term()));
        put(format!("outputs.{row}.quantity"), output.quantity.to_string());
        put(format!("outputs.{row}.measure"), output.measure.key().into());
        put(format!("outputs.{row}.standard"), say(&format!("{}.standard", output.term())));
    }
    for (row, line) in template.lines.iter().enumerate() {
        put(format!("lines.{row}.kind"), line.kind.key().into());
        put(format!("lines.{row}.name"), say(&line.kind.term()));
    }
    for (criterion, points) in template.criteria {
        put(format!("criteria_{}", criterion.key()), points.to_string().trim_end_matches(".00").to_owned());
    }
    put("reviewers".into(), "3".into());
    for instalment in template.schedule {
        put(pay_field(instalment.on).into(), instalment.share.0.to_string());
    }
    // Service usually begins six weeks after the draft and runs to the end of the year.
    use chrono::Datelike;
    let starts = crate::calendar::or_next_working_day(today + chrono::Days::new(42)).day;
    let ends = Day::from_ymd_opt(starts.year(), 12, 31).unwrap_or(starts);
    put("starts_on".into(), starts.to_string());
    put("ends_on".into(), ends.to_string());
    let days = (ends - starts).num_days();
    for (row, milestone) in template.milestones.iter().enumerate() {
        let kind = match milestone.key {
            "mid-term" => MilestoneKind::MidTerm,
            "final" => MilestoneKind::Final,
            _ => MilestoneKind::Start,
        };
        let due = starts + chrono::TimeDelta::days(days * milestone.elapsed.0 / 100);
        put(format!("milestones.{row}.kind"), kind.key().into());
        put(format!("milestones.{row}.name"), say(&milestone.term()));
        put(format!("milestones.{row}.due_on"), due.to_string());
    }
    draft
}

/// The field in which the share of an instalment is typed.
pub(super) const fn pay_field(on: crate::services::PaidOn) -> &'static str {
    use crate::services::PaidOn;
    match on {
        PaidOn::Signing => "pay_signing",
        PaidOn::MidTermAccepted => "pay_mid_term",
        PaidOn::FinalAcceptedAndEvaluated => "pay_final",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_was_typed_is_kept_even_when_it_cannot_be_read() {
        let mut draft = Draft::default();
        draft.take(Task::Budget, &posted(&[("lines.0.kind", "staff"), ("lines.0.name", "人员"), ("lines.0.amount", "四十万左右")]));
        assert_eq!(draft.get("lines.0.amount"), "四十万左右");
    }

    #[test]
    fn what_is_too_long_to_be_stored_is_refused_with_its_length_and_not_cut() {
        let mut draft = Draft::default();
        draft.set("problem", &"字".repeat(LONGEST));
        draft.fits(|_| None).unwrap();
        draft.set("problem", &"字".repeat(LONGEST + 500));
        assert_eq!(draft.get("problem").chars().count(), LONGEST + 500);
        let refused = draft.fits(|_| Some(10_000)).unwrap_err();
        assert_eq!(refused, [at_most(draft.get("problem"), 10_000, "problem").unwrap_err()]);
    }

    #[test]
    fn a_page_changes_its_own_fields_alone() {
        let mut draft = Draft::default();
        draft.take(Task::Need, &posted(&[("title", "助餐"), ("years", "9"), ("evil", "x")]));
        draft.take(Task::Conditions, &posted(&[("years", "2"), ("local", "on")]));
        assert_eq!((draft.get("title"), draft.get("years"), draft.get("evil")), ("助餐", "2", ""));
        draft.take(Task::Conditions, &posted(&[("years", "2")]));
        assert_eq!(draft.get("local"), "", "an unticked box is not posted");
    }

    #[test]
    fn a_page_counts_as_saved_once_somebody_saved_it() {
        let mut draft = Draft::default();
        draft.set("title", "助餐");
        assert!(draft.touched(Task::Need) && !draft.saved(Task::Need));
        draft.take(Task::Need, &posted(&[("title", "助餐")]));
        assert!(draft.saved(Task::Need) && !draft.saved(Task::Budget));
        draft.unsaved();
        assert!(!draft.saved(Task::Need));
    }

    #[test]
    fn emptied_rows_close_up() {
        let mut draft = Draft::default();
        draft.take(
            Task::Outputs,
            &posted(&[
                ("outputs.0.name", ""),
                ("outputs.0.measure", "times"),
                ("outputs.2.name", "探访"),
                ("outputs.2.measure", "times"),
                ("outputs.40.name", "x"),
            ]),
        );
        assert_eq!((draft.rows("outputs"), draft.get("outputs.0.name")), (1, "探访"));
    }

    #[test]
    fn control_characters_and_turns_of_direction_are_dropped() {
        let mut draft = Draft::default();
        draft.set("title", "助\u{0}餐\u{202E}点\r\n二");
        assert_eq!(draft.get("title"), "助餐点\n二");
    }

    #[test]
    fn every_field_has_its_page() {
        for task in Task::ALL {
            let (single, repeated) = task.fields();
            for field in single {
                assert_eq!(Task::of_field(field), Some(*task));
            }
            if let Some((prefix, columns)) = repeated {
                assert_eq!(Task::of_field(&format!("{prefix}.3.{}", columns[0])), Some(*task));
            }
        }
    }
}
