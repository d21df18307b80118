//! The life of an evaluation task (DOMAIN §3.12, the road of a purchase below the threshold).

use super::rules::{COMMENT_PERIOD, PLATFORM};
use crate::calendar::{Day, Due};
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::step::{Step, Word};
use crate::words;

words! {
    /// How far an evaluation has come.
    #[cfg_attr(feature = "schema", schema(as = EvaluationState))]
    pub enum Evaluation("evaluation") {
        /// 已委托: the purchaser has commissioned an agency.
        Commissioned = "commissioned",
        /// 已接受: the agency has accepted and declared its independence.
        Accepted = "accepted",
        /// 评分中: the evaluators score.
        Scoring = "scoring",
        /// 征求意见: the provider has the draft.
        DraftSent = "draft-sent",
        /// 已回应: the provider has replied to every finding.
        Replied = "replied",
        /// 意见期满: the period to reply is over.
        CommentOver = "comment-over",
        /// 已出具: issued and published.
        Issued = "issued",
        /// 已谢绝: the agency did not accept.
        Declined = "declined",
        /// 已撤销: the purchaser took the commission back before a draft was out.
        Cancelled = "cancelled",
    }
}

words! {
    /// What happens to an evaluation.
    #[cfg_attr(feature = "schema", schema(as = EvaluationEvent))]
    pub enum Event("evaluation-event") {
        /// The agency accepts, with all declarations.
        Accept = "accept",
        /// The agency declines.
        Decline = "decline",
        /// Scoring begins.
        BeginScoring = "begin-scoring",
        /// The draft goes to the provider.
        SendDraft = "send-draft",
        /// The provider has replied to the last finding.
        Reply = "reply",
        /// The period to reply is over.
        EndComment = "end-comment",
        /// The agency takes the draft back to change it.
        Rescore = "rescore",
        /// The report is issued.
        Issue = "issue",
        /// The purchaser takes the commission back.
        Cancel = "cancel",
    }
}

/// What the machine needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What stands against the agency: [`super::Verdict::allow`] of the present day.
    pub against_agency: Option<Refusal>,
    /// What stands against the team: [`super::team::check`].
    pub against_team: Vec<Refusal>,
    /// What stands against the draft: [`super::scoring::check`] and [`super::Report::check_draft`].
    pub against_draft: Vec<Refusal>,
    /// What stands against issuing: the same scores and [`super::Report::check_issue`].
    pub against_issue: Vec<Refusal>,
    /// How many findings have no reply.
    pub unreplied: usize,
    /// The last day to reply, once the draft is sent.
    pub comment_until: Day,
    /// The present day.
    pub today: Day,
    /// Whether a reason is written down.
    pub reason_given: bool,
}

impl Facts {
    /// Facts of a day after the period to reply, under which nothing stands against any event.
    pub fn favourable(today: Day) -> Facts {
        Facts {
            against_agency: None,
            against_team: Vec::new(),
            against_draft: Vec::new(),
            against_issue: Vec::new(),
            unreplied: 0,
            comment_until: today.pred_opt().unwrap_or(today),
            today,
            reason_given: true,
        }
    }
}

/// The one way to change the state of an evaluation. A purchaser cannot take a commission back once the draft is out: nobody
/// may stop a result that he has seen.
///
/// # Errors
/// What stands against agency, team, draft or issue; `evaluations.findings-unreplied`, `evaluations.comment-period-runs`,
/// `evaluations.no-reason`; `evaluations.out-of-order` when the state does not know the event.
pub fn advance(state: Evaluation, event: Event, facts: &Facts) -> Result<Step<Evaluation>, Refusal> {
    use {Evaluation as S, Event as E};
    let next = match (state, event) {
        (S::Commissioned, E::Accept) => {
            sound(facts)?;
            S::Accepted
        }
        (S::Commissioned, E::Decline) if !facts.reason_given => return Err(no_reason()),
        (S::Commissioned, E::Decline) => S::Declined,
        (S::Accepted, E::BeginScoring) => {
            sound(facts)?;
            S::Scoring
        }
        (S::Scoring, E::SendDraft) => {
            first(&facts.against_draft)?;
            S::DraftSent
        }
        (S::DraftSent, E::Reply) if facts.unreplied > 0 => return Err(unreplied(facts.unreplied)),
        (S::DraftSent, E::Reply) => S::Replied,
        (S::DraftSent, E::EndComment) if facts.today <= facts.comment_until => return Err(comment_runs(facts.comment_until)),
        (S::DraftSent, E::EndComment) => S::CommentOver,
        (S::Replied | S::CommentOver, E::Rescore) if !facts.reason_given => return Err(no_reason()),
        (S::Replied | S::CommentOver, E::Rescore) => S::Scoring,
        (S::Replied | S::CommentOver, E::Issue) => {
            sound(facts)?;
            first(&facts.against_issue)?;
            S::Issued
        }
        (S::Commissioned | S::Accepted | S::Scoring, E::Cancel) if !facts.reason_given => return Err(no_reason()),
        (S::Commissioned | S::Accepted | S::Scoring, E::Cancel) => S::Cancelled,
        // Nobody may stop a result that is out; but an agency that is not independent any more can never issue it.
        (S::DraftSent | S::Replied | S::CommentOver, E::Cancel) if facts.against_agency.is_some() => {
            if !facts.reason_given {
                return Err(no_reason());
            }
            S::Cancelled
        }
        (from, event) => return Err(Refusal::out_of_order("evaluations.out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

/// Independence is asked when the work is accepted, begun and issued: a tie may come to light between.
fn sound(facts: &Facts) -> Result<(), Refusal> {
    match &facts.against_agency {
        Some(refusal) => Err(refusal.clone()),
        None => first(&facts.against_team),
    }
}

fn first(found: &[Refusal]) -> Result<(), Refusal> {
    found.first().map_or(Ok(()), |refusal| Err(refusal.clone()))
}

fn no_reason() -> Refusal {
    Refusal::new("evaluations.no-reason").field("reason").basis(PLATFORM)
}

fn unreplied(count: usize) -> Refusal {
    Refusal::new("evaluations.findings-unreplied").fact("count", count).remedy(Action::ReplyToFinding).basis(PLATFORM)
}

fn comment_runs(until: Day) -> Refusal {
    Refusal::new("evaluations.comment-period-runs").fact("until", Due::kept(until)).basis(COMMENT_PERIOD.cite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use crate::refusal::Kind;
    use crate::step::draw;

    const TODAY: Day = day(2026, 5, 11);

    fn unfavourable() -> Facts {
        let against = |code| Refusal::new(code);
        Facts {
            against_agency: Some(against("evaluations.not-independent")),
            against_team: vec![against("evaluations.not-declared")],
            against_draft: vec![against("evaluations.score-missing")],
            against_issue: vec![against("evaluations.reply-unanswered")],
            unreplied: 1,
            comment_until: TODAY,
            today: TODAY,
            reason_given: false,
        }
    }

    #[test]
    fn every_state_meets_every_event() {
        for state in Evaluation::ALL {
            for event in Event::ALL {
                let bad = advance(*state, *event, &unfavourable()).unwrap_err();
                match advance(*state, *event, &Facts::favourable(TODAY)) {
                    Ok(step) => assert_eq!((step.event(), bad.kind), (event.key(), Kind::Rule), "{state:?}"),
                    Err(refusal) => {
                        assert_eq!((refusal.code.as_str(), refusal.kind), ("evaluations.out-of-order", Kind::Conflict));
                        // What is out can be taken back only because the agency is not independent any more, and for a reason.
                        let out = matches!(state, Evaluation::DraftSent | Evaluation::Replied | Evaluation::CommentOver);
                        assert_eq!(bad.code, if out && *event == Event::Cancel { "evaluations.no-reason" } else { "evaluations.out-of-order" });
                    }
                }
            }
        }
    }

    #[test]
    fn a_draft_that_is_out_is_taken_back_only_from_an_agency_that_is_not_independent() {
        let sound = Facts::favourable(TODAY);
        assert_eq!(advance(Evaluation::Replied, Event::Cancel, &sound).unwrap_err().code, "evaluations.out-of-order");
        let tied = Facts { against_agency: Some(Refusal::new("evaluations.not-independent")), ..sound };
        assert_eq!(advance(Evaluation::Replied, Event::Cancel, &tied).unwrap().to(), Evaluation::Cancelled);
    }

    #[test]
    fn the_usual_road_leads_to_the_issued_report_with_or_without_a_reply() {
        for hearing in [Event::Reply, Event::EndComment] {
            let road = [Event::Accept, Event::BeginScoring, Event::SendDraft, hearing, Event::Issue];
            let end = road.iter().fold(Evaluation::Commissioned, |state, event| advance(state, *event, &Facts::favourable(TODAY)).unwrap().to());
            assert_eq!(end, Evaluation::Issued);
        }
    }

    #[test]
    fn a_changed_draft_is_heard_again() {
        use Event as E;
        let road = [E::Reply, E::Rescore, E::SendDraft, E::EndComment, E::Issue];
        let end = road.iter().fold(Evaluation::DraftSent, |state, event| advance(state, *event, &Facts::favourable(TODAY)).unwrap().to());
        assert_eq!(end, Evaluation::Issued);
        assert!(advance(Evaluation::Scoring, E::Issue, &Facts::favourable(TODAY)).is_err());
    }

    #[test]
    fn the_last_day_to_reply_lasts_until_midnight() {
        let until = |comment_until| advance(Evaluation::DraftSent, Event::EndComment, &Facts { comment_until, ..Facts::favourable(TODAY) });
        assert_eq!(until(TODAY).unwrap_err().code, "evaluations.comment-period-runs");
        assert_eq!(until(day(2026, 5, 10)).unwrap().to(), Evaluation::CommentOver);
    }

    #[test]
    fn a_result_that_the_purchaser_has_seen_cannot_be_cancelled() {
        for state in [Evaluation::DraftSent, Evaluation::Replied, Evaluation::CommentOver, Evaluation::Issued] {
            assert_eq!(advance(state, Event::Cancel, &Facts::favourable(TODAY)).unwrap_err().kind, Kind::Conflict);
        }
    }

    #[test]
    fn a_tie_that_comes_to_light_late_stops_the_report() {
        let tied = Facts { against_agency: Some(Refusal::new("evaluations.not-independent")), ..Facts::favourable(TODAY) };
        for (state, event) in [(Evaluation::Commissioned, Event::Accept), (Evaluation::Accepted, Event::BeginScoring), (Evaluation::Replied, Event::Issue)] {
            assert_eq!(advance(state, event, &tied).unwrap_err().code, "evaluations.not-independent");
        }
    }

    #[test]
    fn the_drawing_ends_in_three_places() {
        let drawing = draw(|state, event| advance(state, event, &Facts::favourable(TODAY)));
        assert_eq!(drawing.matches("--> [*]").count(), 3);
    }
}
