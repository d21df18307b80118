//! From the commission to the issued report, and back into the next matching.

use crate::bids::codes;
use crate::contracts::{Parties, accepted, confirmed, in_force};
use crate::demands::{good_draft, published};
use crate::world::{World, worlds};
use domain::calendar::Due;
use domain::contracts::{FinalEffect, Payment};
use domain::evaluations::independence::{Outcome, Test, TieKind, Verdict};
use domain::evaluations::report::{Part, Stance};
use domain::evaluations::task::Event;
use domain::evaluations::team::Skill;
use domain::evaluations::{Audience, Candidate, Evaluation, Grade, Scheme, TypedVeto};
use domain::ids::{EvaluationId, OrganizationId};
use domain::law::day;
use domain::matching::MatchRule;
use domain::money::{Money, Points};
use domain::notices::NoticeKind;
use domain::numbers::{ContractNumber, EvaluationNumber};
use domain::policy::{Actor, Role};
use domain::refusal::Fact;
use domain::step::Word;
use domain::workbench::Task;
use marketplace::evaluations::{
    self, Accept, AdjustWeights, Answers, BeginScoring, Cancel, Commission, DeclarePart, DeclareTie, Decline, Filter, GivenAnswer, GivenReply, Issue, Issued,
    Named, Replies, Rescore, SaveReport, SaveScores, SaveVetoes, SendDraft,
};
use marketplace::{Fault, Once, contracts};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// An agency with its lead evaluator and a member.
pub struct Agency {
    pub body: OrganizationId,
    pub lead: Actor,
    pub member: Actor,
}

/// Registers an agency.
pub async fn agency(world: &World, name: &str) -> Agency {
    let body = world.body(&format!("上海示例{name}评估中心"), "第三方评估机构", "", "").await;
    Agency {
        body,
        lead: world.person(&format!("{name}-lead"), Role::AgencyLead, Some(body)).await,
        member: world.person(&format!("{name}-member"), Role::AgencyMember, Some(body)).await,
    }
}

/// A contract in force since 2025-03-19.
async fn running(world: &World, name: &str) -> (Parties, ContractNumber) {
    let parties = confirmed(world, name, good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
    let contract = in_force(world, &parties).await;
    (parties, contract)
}

/// Accepts every milestone on 2025-12-29.
async fn deliver(world: &World, parties: &Parties, contract: ContractNumber) {
    world.go_to_day("2025-12-29", 10).await;
    let view = contracts::view(&world.market, &Actor::PUBLIC, contract).await.unwrap();
    for milestone in view.milestones {
        accepted(world, parties, contract, milestone.position).await;
    }
}

async fn commissioned(world: &World, parties: &Parties, contract: ContractNumber, agency: &Agency) -> EvaluationId {
    let cmd = Commission { contract, agency: agency.body, reason: None, once: Once::fresh() };
    evaluations::commission(&world.market, &parties.street.approver, cmd).await.unwrap()
}

async fn seen(world: &World, agency: &Agency, id: EvaluationId) -> i32 {
    evaluations::process(&world.market, &agency.lead, id).await.unwrap().version
}

fn team(agency: &Agency) -> Vec<Named> {
    let named = |actor: &Actor, lead, skill| Named { account: actor.account.unwrap(), lead, skills: vec![skill], declared: true };
    vec![named(&agency.lead, true, Skill::Field), named(&agency.member, false, Skill::Finance)]
}

async fn accept_as(world: &World, agency: &Agency, id: EvaluationId, members: Vec<Named>) -> Result<(), Fault> {
    let cmd = Accept { evaluation: id, seen: seen(world, agency, id).await, independent: true, members, once: Once::fresh() };
    evaluations::accept(&world.market, &agency.lead, cmd).await
}

async fn begin(world: &World, agency: &Agency, id: EvaluationId) {
    accept_as(world, agency, id, team(agency)).await.unwrap();
    let cmd = BeginScoring { evaluation: id, seen: seen(world, agency, id).await, once: Once::fresh() };
    evaluations::begin_scoring(&world.market, &agency.lead, cmd).await.unwrap();
}

async fn examine(world: &World, agency: &Agency, id: EvaluationId, held: Option<&str>) {
    let typed = |key: &String| {
        let holds = held == Some(key.as_str());
        TypedVeto { key: key.clone(), holds: Some(holds), evidence: if holds { "银行流水第12页".into() } else { String::new() } }
    };
    let vetoes = Scheme::usual().vetoes.iter().map(typed).collect();
    let cmd = SaveVetoes { evaluation: id, seen: seen(world, agency, id).await, vetoes };
    evaluations::save_vetoes(&world.market, &agency.member, cmd).await.unwrap();
}

/// 9.00, 15.40, 26.20, 16.40 and 17.60 of the five dimensions: 84.60.
const GOOD: [&str; 17] = ["3", "3", "3", "4", "3.4", "2", "6", "12", "8.2", "4", "2", "8", "5.4", "3", "13.6", "2", "2"];

async fn score(world: &World, agency: &Agency, id: EvaluationId, points: &[&str]) {
    let mut points = points.iter();
    for dimension in evaluations::process(&world.market, &agency.member, id).await.unwrap().work.unwrap().dimensions {
        let scores = dimension
            .indicators
            .iter()
            .map(|indicator| (indicator.key.clone(), points.next().map(|text| (*text).to_owned()).unwrap_or_default(), "见证据".to_owned()))
            .collect();
        let cmd = SaveScores { evaluation: id, dimension: dimension.key, seen: dimension.seen, scores };
        evaluations::save_scores(&world.market, &agency.member, cmd).await.unwrap();
    }
}

async fn write(world: &World, agency: &Agency, id: EvaluationId, findings: &[(u16, &str)]) {
    let findings = findings.iter().map(|(number, text)| (*number, "records".to_owned(), (*text).to_owned(), "第三季度台账".to_owned())).collect();
    let parts = Part::ALL.iter().map(|part| (*part, "……".to_owned())).collect();
    let cmd = SaveReport { evaluation: id, seen: seen(world, agency, id).await, parts, findings };
    evaluations::save_report(&world.market, &agency.lead, cmd).await.unwrap();
}

async fn send(world: &World, agency: &Agency, id: EvaluationId) -> Result<(), Fault> {
    let cmd = SendDraft { evaluation: id, seen: seen(world, agency, id).await, once: Once::fresh() };
    evaluations::send_draft(&world.market, &agency.lead, cmd).await
}

async fn reply(world: &World, agency: &Agency, parties: &Parties, id: EvaluationId, replies: &[(u16, bool, &str)]) -> Result<(), Fault> {
    let replies = replies.iter().map(|(finding, agrees, text)| GivenReply { finding: *finding, agrees: *agrees, text: (*text).to_owned() }).collect();
    let cmd = Replies { evaluation: id, seen: seen(world, agency, id).await, replies, once: Once::fresh() };
    evaluations::reply(&world.market, &parties.admin, cmd).await
}

async fn issue(world: &World, agency: &Agency, id: EvaluationId) -> Result<Issued, Fault> {
    let cmd = Issue { evaluation: id, seen: seen(world, agency, id).await, signed: true, once: Once::fresh() };
    evaluations::issue(&world.market, &agency.lead, cmd).await
}

/// From the commission to a report with this grade, as it should go.
async fn evaluated(world: &World, parties: &Parties, contract: ContractNumber, agency: &Agency, points: &[&str]) -> Issued {
    let id = commissioned(world, parties, contract, agency).await;
    begin(world, agency, id).await;
    examine(world, agency, id, None).await;
    score(world, agency, id, points).await;
    write(world, agency, id, &[(1, "抽查120份入户记录，9份缺签名")]).await;
    send(world, agency, id).await.unwrap();
    reply(world, agency, parties, id, &[(1, true, "")]).await.unwrap();
    issue(world, agency, id).await.unwrap()
}

#[tokio::test]
async fn t27_who_is_not_independent_is_refused_with_the_article_and_what_would_change_it() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "va").await;
        let (tied, free) = (agency(&world, "tied").await, agency(&world, "free").await);
        let declare =
            |kind, last, source: &str| DeclareTie { agency: tied.body, provider: parties.provider, kind, last, source: source.to_owned(), once: Once::fresh() };
        let bare = evaluations::declare_tie(market, &tied.lead, declare(TieKind::Consulted, day(2023, 3, 19), " ")).await.unwrap_err();
        assert_eq!(codes(bare), ["evaluations.tie-without-source"]);
        let stranger = evaluations::declare_tie(market, &free.lead, declare(TieKind::Consulted, day(2023, 3, 19), "咨询合同")).await.unwrap_err();
        assert_eq!(codes(stranger), ["policy.not-yours"]);
        evaluations::declare_tie(market, &Actor::OPERATOR, declare(TieKind::Consulted, day(2023, 3, 19), "咨询合同")).await.unwrap();

        let view = evaluations::candidates(market, &parties.street.approver, contract).await.unwrap();
        let outcomes: Vec<Outcome> = view.candidates.iter().map(|one| one.outcome).collect();
        assert_eq!((outcomes, view.refused, view.candidates[0].agency), (vec![Outcome::Pass, Outcome::Fail], None, free.body));
        assert_eq!(view.candidates[1].verdict.checks[1].free_from, Some(day(2026, 3, 20)));
        assert!(evaluations::candidates(market, &parties.street.officer, contract).await.is_err());

        let commission = |agency| Commission { contract, agency, reason: None, once: Once::fresh() };
        let Fault::Refused(refusal) = evaluations::commission(market, &parties.street.approver, commission(tied.body)).await.unwrap_err() else { panic!() };
        assert_eq!(refusal.code, "evaluations.not-independent");
        assert!(refusal.basis.is_some() && refusal.facts.contains(&("free".to_owned(), Fact::Day(day(2026, 3, 20)))));
        let own = evaluations::commission(market, &parties.street.approver, commission(parties.provider)).await.unwrap_err();
        assert_eq!(codes(own), ["evaluations.self-dealing"]);
        let officer = evaluations::commission(market, &parties.street.officer, commission(free.body)).await.unwrap_err();
        assert_eq!(codes(officer), ["policy.not-your-role"]);

        // A tie that comes to light later bars the agency all the same, although its declaration is kept.
        let id = evaluations::commission(market, &parties.street.approver, commission(free.body)).await.unwrap();
        let again = evaluations::commission(market, &parties.street.approver, commission(free.body)).await.unwrap_err();
        assert_eq!(codes(again), ["evaluations.commissioned-already"]);
        let part = DeclarePart { evaluation: id, on: day(2025, 2, 20), source: "需求论证会".into(), once: Once::fresh() };
        evaluations::declare_part(market, &free.lead, part).await.unwrap();
        assert_eq!(codes(accept_as(&world, &free, id, team(&free)).await.unwrap_err()), ["evaluations.not-independent"]);
        let decline = |reason: Option<&str>| Decline { evaluation: id, seen: 1, reason: reason.map(str::to_owned), once: Once::fresh() };
        assert_eq!(codes(evaluations::decline(market, &free.lead, decline(None)).await.unwrap_err()), ["evaluations.no-reason"]);
        evaluations::decline(market, &free.lead, decline(Some("参与过需求论证"))).await.unwrap();
        assert_eq!(evaluations::candidates(market, &parties.street.approver, contract).await.unwrap().current, None);
    }
}

#[tokio::test]
async fn who_offered_for_the_purchase_does_not_evaluate_it() {
    for world in worlds().await {
        let (parties, contract) = running(&world, "vb").await;
        // The second bidder of this purchase, asked as an agency.
        let loser = entities::organizations::organization::Entity::find()
            .filter(entities::organizations::organization::Column::Name.contains("vb二"))
            .one(world.market.reader())
            .await
            .unwrap()
            .unwrap();
        let cmd = Commission { contract, agency: OrganizationId::new(loser.id), reason: None, once: Once::fresh() };
        let Fault::Refused(refusal) = evaluations::commission(&world.market, &parties.street.approver, cmd).await.unwrap_err() else { panic!() };
        assert_eq!(refusal.facts[0], ("test".to_owned(), Fact::Term("independence-offered-for-it".into())));
    }
}

#[tokio::test]
async fn the_team_is_of_the_agency_able_and_declared() {
    for world in worlds().await {
        let (parties, contract) = running(&world, "vc").await;
        let (own, other) = (agency(&world, "own").await, agency(&world, "other").await);
        let id = commissioned(&world, &parties, contract, &own).await;
        let mut few = team(&own);
        few.truncate(1);
        assert_eq!(codes(accept_as(&world, &own, id, few).await.unwrap_err()), ["evaluations.too-few-evaluators", "evaluations.skill-missing"]);
        let mut undeclared = team(&own);
        undeclared[1].declared = false;
        assert_eq!(codes(accept_as(&world, &own, id, undeclared).await.unwrap_err()), ["evaluations.not-declared"]);
        let mut foreign = team(&own);
        foreign[1] = team(&other).remove(1);
        assert_eq!(codes(accept_as(&world, &own, id, foreign).await.unwrap_err()), ["evaluations.not-of-agency"]);
        let mut wrong = team(&own);
        (wrong[0].lead, wrong[1].lead) = (false, true);
        assert_eq!(codes(accept_as(&world, &own, id, wrong).await.unwrap_err()), ["evaluations.not-of-agency"]);
        marketplace::identity::grant(&world.market, &Actor::OPERATOR, own.member.account.unwrap(), Role::SoAdmin, Some(parties.provider)).await.unwrap();
        assert_eq!(codes(accept_as(&world, &own, id, team(&own)).await.unwrap_err()), ["evaluations.member-of-a-party"]);
        // Another agency does not even learn that there is an evaluation; neither does the provider, yet.
        for stranger in [&other.lead, &parties.admin, &Actor::PUBLIC] {
            assert_eq!(codes(evaluations::process(&world.market, stranger, id).await.unwrap_err()), ["not-found"]);
        }
    }
}

#[tokio::test]
async fn weights_of_99_are_refused_and_fixed_once_scoring_begins() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "vd").await;
        let own = agency(&world, "own").await;
        let id = commissioned(&world, &parties, contract, &own).await;
        accept_as(&world, &own, id, team(&own)).await.unwrap();
        let adjust = |seen, weights: &[(&str, &str)]| AdjustWeights {
            evaluation: id,
            seen,
            weights: weights.iter().map(|(key, typed)| ((*key).to_owned(), (*typed).to_owned())).collect(),
            once: Once::fresh(),
        };
        let version = seen(&world, &own, id).await;
        let refused = evaluations::adjust_weights(market, &own.lead, adjust(version, &[("quality", "9")])).await.unwrap_err();
        assert_eq!(refused.refusals()[0].facts[0], ("sum".to_owned(), Points::whole(99).into()));
        assert_eq!(codes(refused), ["evaluations.weights-not-100"]);
        let refused = evaluations::adjust_weights(market, &own.lead, adjust(version, &[("quality", "ten")])).await.unwrap_err();
        assert_eq!(codes(refused), ["evaluations.weight-unreadable"]);
        // What the recipients say cannot be made lighter in favour of what the purchaser says, nor of anything else.
        let lighter = [("satisfaction-recipients", "12"), ("satisfaction-purchaser", "5")];
        let refused = evaluations::adjust_weights(market, &own.lead, adjust(version, &lighter)).await.unwrap_err();
        let weighs = |name: &str, points| (name.to_owned(), Points::whole(points).into());
        assert_eq!(refused.refusals()[0].facts[1..], [weighs("weight", 12), weighs("least", 15)]);
        assert_eq!(codes(refused), ["evaluations.satisfaction-too-light"]);
        let refused = evaluations::adjust_weights(market, &own.lead, adjust(version, &[("satisfaction-partners", "2"), ("quality", "11")])).await.unwrap_err();
        assert_eq!(refused.refusals()[0].facts[1..], [weighs("weight", 19), weighs("least", 20)]);
        let floors = evaluations::process(market, &own.lead, id).await.unwrap().floors;
        assert_eq!(floors.iter().map(|floor| floor.least).collect::<Vec<_>>(), [20, 15].map(Points::whole));
        let member = evaluations::adjust_weights(market, &own.member, adjust(version, &[("quality", "9"), ("quantity", "13")])).await.unwrap_err();
        assert!(matches!(member, Fault::Refused(_)));
        evaluations::adjust_weights(market, &own.lead, adjust(version, &[("quality", "9"), ("quantity", "13")])).await.unwrap();
        let view = evaluations::process(market, &parties.street.approver, id).await.unwrap();
        assert_eq!((view.audience, view.scheme.adjusted, view.draft, view.work), (Audience::Purchaser, true, None, None));
        let begin = BeginScoring { evaluation: id, seen: view.version, once: Once::fresh() };
        evaluations::begin_scoring(market, &own.lead, begin).await.unwrap();
        let late = evaluations::adjust_weights(market, &own.lead, adjust(view.version + 1, &[("quality", "10"), ("quantity", "12")])).await.unwrap_err();
        assert_eq!(codes(late), ["evaluations.weights-fixed"]);
    }
}

#[tokio::test]
async fn the_provider_is_heard_finding_by_finding_and_the_grade_finds_its_way_back() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "ve").await;
        let own = agency(&world, "own").await;
        let id = commissioned(&world, &parties, contract, &own).await;
        begin(&world, &own, id).await;
        // Vetoes first; nothing typed is lost, and two people in one dimension do not overwrite each other.
        let typed = |points: &str| {
            vec![("need-basis".to_owned(), points.to_owned(), String::new()), ("objectives".to_owned(), "3".to_owned(), "目标未分解".to_owned())]
        };
        let save = |points: &str, seen| SaveScores { evaluation: id, dimension: "decision".into(), seen, scores: typed(points) };
        assert_eq!(codes(evaluations::save_scores(market, &own.member, save("3", 0)).await.unwrap_err()), ["evaluations.vetoes-first"]);
        examine(&world, &own, id, None).await;
        evaluations::save_scores(market, &own.member, save("three", 0)).await.unwrap();
        assert_eq!(codes(evaluations::save_scores(market, &own.lead, save("2", 0)).await.unwrap_err()), ["changed-meanwhile"]);
        // Of two scores of one indicator none is taken, and the first one stays.
        let twice = SaveScores { scores: [typed("1"), typed("2")].concat(), ..save("1", 2) };
        assert_eq!(codes(evaluations::save_scores(market, &own.member, twice).await.unwrap_err()), ["text.twice"]);
        let work = evaluations::process(market, &own.lead, id).await.unwrap().work.unwrap();
        assert_eq!((work.dimensions[0].indicators[0].typed.as_str(), work.dimensions[0].seen), ("three", 2));
        let against: Vec<&str> = work.against.iter().map(|refusal| refusal.code.as_str()).collect();
        assert!(["evaluations.not-delivered", "evaluations.points-unreadable", "evaluations.score-missing"].iter().all(|code| against.contains(code)));

        score(&world, &own, id, &GOOD).await;
        write(&world, &own, id, &[(1, "抽查120份入户记录，9份缺签名"), (2, "探访不均，7月少于计划21%")]).await;
        // Judged only after the final acceptance.
        assert_eq!(codes(send(&world, &own, id).await.unwrap_err()), ["evaluations.not-delivered"]);
        deliver(&world, &parties, contract).await;
        assert_eq!(codes(evaluations::process(market, &parties.admin, id).await.unwrap_err()), ["not-found"]);
        send(&world, &own, id).await.unwrap();

        let view = evaluations::process(market, &parties.admin, id).await.unwrap();
        let draft = view.draft.unwrap();
        assert_eq!((draft.total.to_string().as_str(), draft.grade, draft.effect), ("84.60", Grade::Good, FinalEffect::Full));
        assert_eq!((view.audience, view.state, view.work), (Audience::Provider, Evaluation::DraftSent, None));
        // Five working days from 29 December, over New Year's Day: 30, 31, then 4 (made up), 5 and 6 January.
        assert_eq!(view.comment_until, Some(Due { day: day(2026, 1, 6), provisional: false }));
        assert_eq!(evaluations::waiting(market, &parties.admin).await.unwrap()[0].key, "evaluations.task-reply");
        let awaited = evaluations::waiting(market, &own.lead).await.unwrap().remove(0);
        assert_eq!((awaited.key.as_str(), awaited.due), ("evaluations.task-reply", Some(domain::calendar::end_of(day(2026, 1, 6)))));
        assert_eq!(awaited.whom.map(|whom| (whom.role, whom.body.is_some())), Some((Role::SoAdmin, true)));
        let approver = evaluations::process(market, &parties.street.approver, id).await.unwrap();
        assert!(approver.draft.is_some() && approver.events.is_empty());

        assert_eq!(codes(issue(&world, &own, id).await.unwrap_err()), ["evaluations.comment-period-runs"]);
        let silent = reply(&world, &own, &parties, id, &[(2, false, " ")]).await.unwrap_err();
        assert_eq!(codes(silent), ["evaluations.objection-without-words"]);
        let endless = "长".repeat(domain::text::MOST_WORDS + 1);
        assert_eq!(codes(reply(&world, &own, &parties, id, &[(2, false, &endless)]).await.unwrap_err()), ["text.too-long"]);
        let both = reply(&world, &own, &parties, id, &[(1, true, ""), (1, false, "不同意")]).await.unwrap_err();
        assert_eq!(codes(both), ["text.twice"]);
        reply(&world, &own, &parties, id, &[(1, true, "")]).await.unwrap();
        assert_eq!(codes(issue(&world, &own, id).await.unwrap_err()), ["evaluations.comment-period-runs"]);
        reply(&world, &own, &parties, id, &[(2, false, "高温期间按通知改为电话问候")]).await.unwrap();
        assert_eq!(codes(issue(&world, &own, id).await.unwrap_err()), ["evaluations.reply-unanswered"]);
        let answer = |seen, stance, text: &str| Answers {
            evaluation: id,
            seen,
            answers: vec![GivenAnswer { finding: 2, stance, text: text.to_owned() }],
            once: Once::fresh(),
        };
        let version = seen(&world, &own, id).await;
        evaluations::answer(market, &own.member, answer(version, Stance::Changed, "部分采纳")).await.unwrap();
        // What changes for the provider is sent again.
        assert_eq!(codes(issue(&world, &own, id).await.unwrap_err()), ["evaluations.change-not-sent"]);
        let rescore = Rescore { evaluation: id, seen: version + 1, reason: Some("按第2条答复修改".into()), once: Once::fresh() };
        evaluations::rescore(market, &own.lead, rescore).await.unwrap();
        let mut better = GOOD;
        better[9] = "4.8";
        score(&world, &own, id, &better).await;
        // While the new draft is written the provider still reads the old one.
        let provider = evaluations::process(market, &parties.admin, id).await.unwrap();
        assert_eq!((provider.state, provider.draft.unwrap().total.to_string().as_str()), (Evaluation::Scoring, "84.60"));
        send(&world, &own, id).await.unwrap();
        world.go_to_day("2026-01-07", 0).await;
        let view = evaluations::process(market, &own.lead, id).await.unwrap();
        assert_eq!((view.state, view.work.unwrap().against), (Evaluation::CommentOver, vec![]));
        assert!(reply(&world, &own, &parties, id, &[(1, true, "")]).await.is_err());

        let issued = issue(&world, &own, id).await.unwrap();
        assert_eq!((issued.number, issued.total.to_string().as_str(), issued.grade), (EvaluationNumber::new(2026, 1), "85.40", Grade::Good));
        let public = evaluations::view(market, issued.number).await.unwrap();
        assert_eq!(public.report.dimensions.iter().map(|one| one.points).sum::<Points>(), public.report.total);
        assert_eq!(public.report.findings[1].earlier[0].answer.as_ref().unwrap().stance, Stance::Changed);
        assert_eq!(public.notices.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [NoticeKind::Evaluation]);
        let record = entities::organizations::track_record::Entity::find().one(market.reader()).await.unwrap().unwrap();
        assert_eq!((record.evaluation, record.grade.as_deref(), record.score), (Some("PG-2026-000001".into()), Some("good"), Some(85_40)));
        assert_eq!(record.evaluated_on, Some(day(2026, 1, 7)));
        let paid = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((paid.payments[2].state, paid.payments[2].owed()), (Payment::Due, Money::yuan(96_000)));

        // The next matching gives it as a reason.
        let mut next = good_draft("独居老人居家关怀", 300_000);
        for (field, text) in [("closes_on", "2026-01-19"), ("review_on", "2026-01-21"), ("starts_on", "2026-02-24"), ("ends_on", "2026-12-31")] {
            next.set(field, text);
        }
        for row in 0..next.rows("milestones") {
            next.set(&format!("milestones.{row}.due_on"), &format!("2026-{:02}-15", 4 + 4 * row));
        }
        let number = published(&world, &parties.street, next).await;
        let found = marketplace::matching::match_of(market, &parties.admin, number).await.unwrap();
        let line = found.found.lines.iter().find(|line| line.rule == MatchRule::Evaluation).unwrap();
        assert!(format!("{line:?}").contains("good"), "{line:?}");
    }
}

#[tokio::test]
async fn example_d_t28_a_veto_makes_it_zero_and_the_supervisors_are_told() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "vf").await;
        let own = agency(&world, "own").await;
        let registrar = world.person("registrar", Role::Registrar, None).await;
        deliver(&world, &parties, contract).await;
        let id = commissioned(&world, &parties, contract, &own).await;
        begin(&world, &own, id).await;
        examine(&world, &own, id, Some("diversion")).await;
        score(&world, &own, id, &GOOD).await;
        write(&world, &own, id, &[]).await;
        send(&world, &own, id).await.unwrap();
        // Without findings the provider says that it has seen the draft.
        reply(&world, &own, &parties, id, &[]).await.unwrap();
        let issued = issue(&world, &own, id).await.unwrap();
        assert_eq!((issued.total, issued.grade), (Points::ZERO, Grade::Poor));
        let public = evaluations::view(market, issued.number).await.unwrap();
        assert_eq!((public.report.scored.to_string().as_str(), public.report.vetoes[0].veto.as_str()), ("84.60", "diversion"));
        marketplace::jobs::deliver(market).await.unwrap();
        let told = marketplace::inbox::received(market, registrar.account.unwrap(), 10).await.unwrap();
        assert_eq!(told.iter().map(|message| message.key.as_str()).collect::<Vec<_>>(), ["inbox.evaluation-flagged"]);
        // Issued is issued, and a second press is the same press.
        assert_eq!(codes(issue(&world, &own, id).await.unwrap_err()), ["evaluations.out-of-order"]);
    }
}

#[tokio::test]
async fn grades_begin_at_90_80_and_60_and_a_fair_one_asks_for_mending() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "vg").await;
        let own = agency(&world, "own").await;
        deliver(&world, &parties, contract).await;
        // 4.61 points less than 84.60 are 79.99: not 良 any more.
        let mut points = GOOD;
        (points[14], points[15]) = ("9", "1.99");
        let issued = evaluated(&world, &parties, contract, &own, &points).await;
        assert_eq!((issued.total.to_string().as_str(), issued.grade), ("79.99", Grade::Fair));
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!(view.payments[2].state, Payment::NotDue);

        let summary = evaluations::summary(market, &Filter::default()).await.unwrap();
        assert_eq!((summary.count, summary.grades.iter().find(|(grade, _)| *grade == Grade::Fair).unwrap().1), (1, 1));
        let list = |filter: Filter| async move { evaluations::list(market, &filter, None, 20).await.unwrap().total };
        assert_eq!(list(Filter { grade: Some(Grade::Fair), agency: Some(own.body), ..Filter::default() }).await, 1);
        assert_eq!(list(Filter { grade: Some(Grade::Good), ..Filter::default() }).await, 0);
        assert_eq!(list(Filter { words: Some(issued.number.to_string()), ..Filter::default() }).await, 1);
        // The address of the process leads to the report, for those who had no part in it too.
        let row = entities::evaluations::evaluation::Entity::find().one(market.reader()).await.unwrap().unwrap();
        assert_eq!(evaluations::number_of(market, EvaluationId::new(row.id)).await.unwrap(), issued.number);
    }
}

/// What the feed says of a contract, version by version.
async fn fed(world: &World, contract: ContractNumber) -> Vec<serde_json::Value> {
    marketplace::jobs::sequence_changes(&world.market).await.unwrap();
    let changes = marketplace::changes::after(&world.market, 0, 1000).await.unwrap();
    changes.into_iter().filter(|change| change.kind == "contract" && change.subject == contract.to_string()).map(|change| change.body).collect()
}

#[tokio::test]
async fn a_commission_is_taken_back_before_a_draft_is_out_and_never_after() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "vh").await;
        let own = agency(&world, "own").await;
        assert!(evaluations::waiting(market, &parties.street.approver).await.unwrap().is_empty());
        let id = commissioned(&world, &parties, contract, &own).await;
        let key = |tasks: &[Task]| tasks.iter().map(|task| (task.key.clone(), task.whom.as_ref().map(|whom| whom.body.is_some()))).collect::<Vec<_>>();
        // The unit waits for the agency by name; the provider learns only what the contract's page tells everybody.
        assert_eq!(key(&evaluations::waiting(market, &parties.street.officer).await.unwrap()), [("evaluations.task-accept".to_owned(), Some(true))]);
        assert_eq!(key(&evaluations::waiting(market, &own.lead).await.unwrap()), [("evaluations.task-accept".to_owned(), None)]);
        let provider = evaluations::waiting(market, &parties.legal).await.unwrap();
        assert_eq!(key(&provider), [("evaluations.task-draft".to_owned(), Some(false))]);
        assert_eq!(provider[0].path, format!("/contracts/{contract}"));
        let cancel = |seen| Cancel { evaluation: id, seen, reason: Some("改由市级统一评估".into()), once: Once::fresh() };
        assert_eq!(evaluations::process(market, &parties.street.approver, id).await.unwrap().events, [Event::Cancel]);
        // What the contract's page shows to everybody stands in the feed at once, and no agency's name with it.
        let today = serde_json::json!(domain::calendar::day_of(market.now()));
        let evaluating = fed(&world, contract).await;
        assert_eq!(evaluating.last().unwrap()["evaluating_since"], today);
        assert!(!evaluating.last().unwrap().to_string().contains("own"));
        evaluations::cancel(market, &parties.street.approver, cancel(1)).await.unwrap();
        let released = fed(&world, contract).await;
        assert_eq!((released.len(), &released.last().unwrap()["evaluating_since"]), (evaluating.len() + 1, &serde_json::Value::Null));
        deliver(&world, &parties, contract).await;
        assert_eq!(evaluations::waiting(market, &parties.street.approver).await.unwrap()[0].key, "evaluations.task-commission");

        let id = commissioned(&world, &parties, contract, &own).await;
        begin(&world, &own, id).await;
        examine(&world, &own, id, None).await;
        score(&world, &own, id, &GOOD).await;
        write(&world, &own, id, &[]).await;
        send(&world, &own, id).await.unwrap();
        let late = Cancel { evaluation: id, ..cancel(seen(&world, &own, id).await) };
        assert_eq!(codes(evaluations::cancel(market, &parties.street.approver, late).await.unwrap_err()), ["evaluations.out-of-order"]);
        assert_eq!(evaluations::next_due(market).await.unwrap(), Some(domain::calendar::end_of(day(2026, 1, 6))));
    }
}

/// Stands in for an earlier evaluation of the same provider, in progress since so many days before this one, with this person.
async fn went_before(world: &World, id: EvaluationId, days: u32, who: &Actor) {
    use entities::contracts::contract;
    use entities::evaluations::{evaluation, evaluation_member};
    let db = world.market.reader();
    let (fresh, mine) = (uuid::Uuid::from_u128(10_000 + u128::from(days)), uuid::Uuid::from_u128(20_000 + u128::from(days)));
    let row = evaluation::Entity::find_by_id(id.uuid()).one(db).await.unwrap().unwrap();
    let at = row.commissioned_at - chrono::TimeDelta::days(days.into());
    let mut other = contract::Entity::find_by_id(row.contract_id).one(db).await.unwrap().unwrap().into_active_model().reset_all();
    (other.id, other.number, other.state) = (Set(fresh), Set(Some(ContractNumber::new(2024, days).to_string())), Set("terminated".to_owned()));
    other.insert(db).await.unwrap();
    let mut row = row.into_active_model().reset_all();
    (row.id, row.contract_id, row.state, row.commissioned_at, row.accepted_at) = (Set(mine), Set(fresh), Set("scoring".to_owned()), Set(at), Set(Some(at)));
    row.insert(db).await.unwrap();
    let member = evaluation_member::ActiveModel {
        evaluation_id: Set(mine),
        account_id: Set(who.account.unwrap().uuid()),
        lead: Set(false),
        skills: Set("finance".to_owned()),
        declared_on: Set(domain::calendar::day_of(at)),
    };
    member.insert(db).await.unwrap();
}

/// DOMAIN §6.5: one person twice in a row, one agency three times in a row, then others.
#[tokio::test]
async fn the_same_people_and_the_same_agency_do_not_evaluate_one_provider_for_ever() {
    for world in worlds().await {
        let market = &world.market;
        let (parties, contract) = running(&world, "vk").await;
        let (own, other) = (agency(&world, "own").await, agency(&world, "other").await);
        let id = commissioned(&world, &parties, contract, &own).await;
        let resting = || async { evaluations::process(market, &own.lead, id).await.unwrap().work.unwrap().people };
        let resting = || async { resting().await.into_iter().filter(|person| person.rests).map(|person| person.account).collect::<Vec<_>>() };
        went_before(&world, id, 100, &own.member).await;
        assert_eq!(resting().await, []);
        went_before(&world, id, 200, &own.member).await;
        assert_eq!(resting().await, [own.member.account.unwrap()]);
        assert_eq!(codes(accept_as(&world, &own, id, team(&own)).await.unwrap_err()), ["evaluations.member-too-often"]);

        // The agency itself may go on: this is its third.
        let candidates = || async { evaluations::candidates(market, &parties.street.approver, contract).await.unwrap().candidates };
        let test = |found: &Verdict| found.checks.iter().find(|check| check.test == Test::InARow).map(|check| check.outcome);
        let of = |candidates: &[Candidate], body| candidates.iter().find(|one| one.agency == body).map(|one| test(&one.verdict)).unwrap();
        assert_eq!(of(&candidates().await, own.body), Some(Outcome::Pass));
        went_before(&world, id, 300, &own.member).await;
        let seen_now = candidates().await;
        assert_eq!((of(&seen_now, own.body), of(&seen_now, other.body)), (Some(Outcome::Fail), Some(Outcome::Pass)));
        let cmd = Cancel { evaluation: id, seen: seen(&world, &own, id).await, reason: Some("轮换".into()), once: Once::fresh() };
        evaluations::cancel(market, &parties.street.approver, cmd).await.unwrap();
        let again = Commission { contract, agency: own.body, reason: None, once: Once::fresh() };
        let refused = evaluations::commission(market, &parties.street.approver, again).await.unwrap_err();
        assert!(refused.refusals()[0].facts.contains(&("count".to_owned(), Fact::Count(3))));
        assert_eq!(codes(refused), ["evaluations.not-independent"]);
        commissioned(&world, &parties, contract, &other).await;
    }
}
