//! The report: its parts, its findings, what the provider replied and what the agency answered.

use super::rules::{PLATFORM, platform_borrowing};
use crate::law::Law;
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use crate::text::{MOST_WORDS, at_most};
use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// A part of the report that must be written (财预〔2020〕10号, the outline).
    #[cfg_attr(feature = "schema", schema(as = EvaluationReportPart))]
    pub enum Part("report-part") {
        /// 项目概况.
        Overview = "overview",
        /// 评价目的、依据和方法.
        Method = "method",
        /// 综合结论.
        Conclusion = "conclusion",
        /// 经验、问题及原因.
        Analysis = "analysis",
        /// 建议.
        Suggestions = "suggestions",
    }
}

words! {
    /// What the agency makes of a reply.
    #[cfg_attr(feature = "schema", schema(as = EvaluationStance))]
    pub enum Stance("stance") {
        /// 维持: the finding stays.
        Kept = "kept",
        /// 修改: the finding, and perhaps its points, change.
        Changed = "changed",
    }
}

/// Most characters of a part of the report.
const LONGEST_PART: usize = 20_000;

/// A finding on which the provider is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationFinding))]
pub struct Finding {
    /// 1, 2, 3 … within the report.
    pub number: u16,
    /// Key of the indicator that it bears on.
    pub indicator: String,
    /// What was found.
    pub text: String,
    /// On which evidence.
    pub evidence: String,
}

/// The provider's reply to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationReply))]
pub struct Reply {
    /// The finding's number.
    pub finding: u16,
    /// Whether the provider agrees.
    pub agrees: bool,
    /// Its words; compulsory when it does not agree.
    pub text: String,
    /// When.
    pub on: chrono::NaiveDate,
}

/// The agency's answer to a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationAnswer))]
pub struct Answer {
    /// The finding's number.
    pub finding: u16,
    /// What becomes of it.
    pub stance: Stance,
    /// Why.
    pub text: String,
}

/// A report as it was sent as a draft, with what was said about it since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationReport))]
pub struct Report {
    /// The parts that are written.
    pub parts: Vec<(Part, String)>,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The provider's replies to this draft.
    #[serde(default)]
    pub replies: Vec<Reply>,
    /// The agency's answers.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Whether the lead evaluator has signed.
    #[serde(default)]
    pub signed: bool,
}

impl Report {
    /// The numbers of the findings that the provider has not replied to.
    pub fn unreplied(&self) -> Vec<u16> {
        self.findings.iter().map(|finding| finding.number).filter(|number| !self.replies.iter().any(|reply| reply.finding == *number)).collect()
    }

    /// What is missing before the draft may be sent. The scores are checked by [`super::scoring::check`].
    pub fn check_draft(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        for part in Part::ALL {
            if !self.parts.iter().any(|(written, text)| written == part && !text.trim().is_empty()) {
                found.push(
                    Refusal::new("evaluations.part-missing").fact("part", Fact::Term(part.term())).field(format!("parts.{}", part.key())).basis(PLATFORM),
                );
            }
        }
        for (part, text) in &self.parts {
            found.extend(at_most(text, LONGEST_PART, &format!("parts.{}", part.key())).err());
        }
        let mut numbers = BTreeSet::new();
        for finding in &self.findings {
            let incomplete = [&finding.indicator, &finding.text, &finding.evidence].into_iter().any(|text| text.trim().is_empty());
            if incomplete || !numbers.insert(finding.number) {
                found.push(about("evaluations.finding-incomplete", finding.number));
            }
            for text in [&finding.text, &finding.evidence] {
                found.extend(at_most(text, MOST_WORDS, &format!("findings.{}", finding.number)).err());
            }
        }
        found
    }

    /// What is missing before the report may be issued. Who did not reply in time has been heard; who objected must be answered,
    /// and what changes for it goes to the provider again in a new draft, so that nothing is published unseen.
    pub fn check_issue(&self) -> Vec<Refusal> {
        let mut found = self.check_draft();
        for reply in self.replies.iter().filter(|reply| !reply.agrees) {
            match self.answers.iter().find(|answer| answer.finding == reply.finding) {
                Some(answer) if answer.text.trim().is_empty() => found.push(about("evaluations.answer-without-reason", reply.finding)),
                Some(_) => (),
                None => {
                    let refusal = about("evaluations.reply-unanswered", reply.finding).remedy(Action::AnswerReply);
                    found.push(refusal.basis(platform_borrowing(Law::ThirdPartyEvaluation.whole())));
                }
            }
        }
        for answer in self.answers.iter().filter(|answer| answer.stance == Stance::Changed) {
            found.push(about("evaluations.change-not-sent", answer.finding).remedy(Action::SendDraftReport));
        }
        if !self.signed {
            found.push(Refusal::new("evaluations.not-signed").field("signed").basis(PLATFORM));
        }
        found
    }

    /// Whether this reply may be recorded.
    ///
    /// # Errors
    /// `evaluations.no-such-finding`, `evaluations.objection-without-words`, `text.too-long`.
    pub fn check_reply(&self, reply: &Reply) -> Result<(), Refusal> {
        if !self.findings.iter().any(|finding| finding.number == reply.finding) {
            return Err(about("evaluations.no-such-finding", reply.finding));
        }
        if !reply.agrees && reply.text.trim().is_empty() {
            return Err(about("evaluations.objection-without-words", reply.finding).field(format!("replies.{}", reply.finding)));
        }
        at_most(&reply.text, MOST_WORDS, &format!("replies.{}", reply.finding))
    }
}

fn about(code: &'static str, number: u16) -> Refusal {
    Refusal::new(code).fact("number", i64::from(number)).field(format!("findings.{number}")).basis(PLATFORM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;

    fn report() -> Report {
        let finding = |number| Finding { number, indicator: "records".to_owned(), text: "台账缺页".to_owned(), evidence: "第三季度台账".to_owned() };
        Report {
            parts: Part::ALL.iter().map(|part| (*part, "……".to_owned())).collect(),
            findings: vec![finding(1), finding(2)],
            signed: true,
            ..Report::default()
        }
    }

    fn reply(finding: u16, agrees: bool) -> Reply {
        Reply { finding, agrees, text: "已补齐".to_owned(), on: day(2026, 4, 2) }
    }

    fn codes(found: Vec<Refusal>) -> Vec<String> {
        found.into_iter().map(|refusal| refusal.code).collect()
    }

    #[test]
    fn a_draft_has_all_its_parts_and_every_finding_its_evidence() {
        assert!(report().check_draft().is_empty());
        assert_eq!(Report::default().check_draft().len(), Part::ALL.len());
        let mut bare = report();
        bare.findings[1].evidence.clear();
        assert_eq!(codes(bare.check_draft()), ["evaluations.finding-incomplete"]);
        bare = report();
        bare.findings[1].number = 1;
        assert_eq!(codes(bare.check_draft()), ["evaluations.finding-incomplete"]);
    }

    #[test]
    fn replies_are_counted_finding_by_finding() {
        let mut report = report();
        assert_eq!(report.unreplied(), [1, 2]);
        report.replies.push(reply(2, true));
        assert_eq!(report.unreplied(), [1]);
        assert_eq!(report.check_reply(&reply(7, true)).unwrap_err().code, "evaluations.no-such-finding");
        assert_eq!(report.check_reply(&Reply { text: String::new(), ..reply(1, false) }).unwrap_err().code, "evaluations.objection-without-words");
        report.check_reply(&Reply { text: String::new(), ..reply(1, true) }).unwrap();
    }

    #[test]
    fn an_objection_is_answered_before_issue_and_a_change_is_sent_again() {
        let mut report = report();
        report.replies = vec![reply(1, true), reply(2, false)];
        assert_eq!(codes(report.check_issue()), ["evaluations.reply-unanswered"]);
        report.answers = vec![Answer { finding: 2, stance: Stance::Kept, text: String::new() }];
        assert_eq!(codes(report.check_issue()), ["evaluations.answer-without-reason"]);
        report.answers[0].text = "证据未变".to_owned();
        assert!(report.check_issue().is_empty());
        report.answers[0].stance = Stance::Changed;
        assert_eq!(codes(report.check_issue()), ["evaluations.change-not-sent"]);
    }

    #[test]
    fn who_was_silent_does_not_hold_up_the_report_but_the_lead_must_sign() {
        assert!(report().check_issue().is_empty());
        assert_eq!(codes(Report { signed: false, ..report() }.check_issue()), ["evaluations.not-signed"]);
    }
}
