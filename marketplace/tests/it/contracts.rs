//! From the chosen offer to the last payment.

use crate::bids::{bidder, codes, hand_in, shortlist};
use crate::demands::{Street, good_draft, published, street};
use crate::world::{World, worlds};
use domain::calendar::WorkingDays;
use domain::contracts::payment::Voucher;
use domain::contracts::{Contract, ContractOrder, Judgement, Milestone, Opinions, Payment, Report, Side, Todo};
use domain::demands::{Draft, MilestoneKind, Stage};
use domain::ids::{ContractId, OrganizationId};
use domain::law::{Edition, day};
use domain::matching::{MatchRule, Verdict};
use domain::money::Money;
use domain::notices::NoticeKind;
use domain::numbers::{ContractNumber, DemandNumber};
use domain::policy::{Action, Actor, Role};
use domain::refusal::Fact;
use domain::step::Word;
use domain::workbench::{Task, Whom};
use marketplace::bids::{self, End};
use marketplace::contracts::{self, At, Decide, DraftContract, FillBlanks, Filter, Mend, Pay, Sign};
use marketplace::files::NewFile;
use marketplace::paging::Place;
use marketplace::{Once, demands};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Everybody who has a part in a contract.
pub struct Parties {
    pub street: Street,
    pub reviewer: Actor,
    pub provider: OrganizationId,
    pub admin: Actor,
    pub legal: Actor,
    pub demand: DemandNumber,
}

/// A purchase whose result was confirmed on Wednesday 2025-03-19: the first of three offers was chosen, at this price.
pub async fn confirmed(world: &World, name: &str, draft: Draft, price: Money) -> Parties {
    let street = street(world, name).await;
    let reviewer = world.person(&format!("{name}-reviewer"), Role::PurReviewer, street.officer.organization).await;
    let demand = published(world, &street, draft).await;
    let admin = bidder(world, &format!("{name}一")).await;
    let provider = admin.organization.unwrap();
    let legal = world.person(&format!("{name}-legal"), Role::SoLegal, Some(provider)).await;
    hand_in(world, &admin, demand, 100).await;
    for other in ["二", "三"] {
        let who = bidder(world, &format!("{name}{other}")).await;
        hand_in(world, &who, demand, 95).await;
    }
    world.go_to_day("2025-03-12", 17).await;
    shortlist(world, &street.officer, demand, None).await.unwrap();
    world.go_to_day("2025-03-19", 9).await;
    choose(world, demand, provider, price).await;
    Parties { street, reviewer, provider, admin, legal, demand }
}

/// Stands in for review and publicity, which have tests of their own.
async fn choose(world: &World, demand: DemandNumber, provider: OrganizationId, price: Money) {
    let db = world.market.reader();
    let id = demands::view(&world.market, demand).await.unwrap().id.uuid();
    use entities::bids::bid;
    use entities::procedures::procedure;
    let offers = bid::Entity::find().filter(bid::Column::DemandId.eq(id)).all(db).await.unwrap();
    let chosen = offers.into_iter().find(|bid| bid.organization_id == provider.uuid()).unwrap();
    let mut row = procedure::Entity::find().filter(procedure::Column::DemandId.eq(id)).one(db).await.unwrap().unwrap().into_active_model();
    row.state = Set("confirmed".to_owned());
    row.chosen_bid_id = Set(Some(chosen.id));
    row.chosen_price_fen = Set(Some(price.as_fen()));
    row.confirmed_at = Set(Some(world.market.now()));
    row.update(db).await.unwrap();
}

async fn draft(world: &World, parties: &Parties) -> ContractId {
    let cmd = DraftContract { demand: parties.demand, once: Once::fresh() };
    contracts::draft_contract(&world.market, &parties.street.officer, cmd).await.unwrap()
}

async fn version(world: &World, parties: &Parties, id: ContractId) -> i32 {
    contracts::read_draft(&world.market, &parties.street.officer, id).await.unwrap().version
}

async fn decide(world: &World, parties: &Parties, id: ContractId, reason: Option<&str>) -> Decide {
    Decide { contract: id, seen: version(world, parties, id).await, reason: reason.map(str::to_owned), once: Once::fresh() }
}

async fn sign(world: &World, parties: &Parties, id: ContractId) -> Sign {
    Sign { contract: id, seen: version(world, parties, id).await, once: Once::fresh() }
}

/// Drafts, reviews and signs: the contract is in force from today.
pub async fn in_force(world: &World, parties: &Parties) -> ContractNumber {
    let id = draft(world, parties).await;
    let market = &world.market;
    contracts::review(market, &parties.reviewer, decide(world, parties, id, None).await).await.unwrap();
    contracts::sign_for_purchaser(market, &parties.street.approver, sign(world, parties, id).await).await.unwrap();
    contracts::sign_for_provider(market, &parties.legal, sign(world, parties, id).await).await.unwrap().number.unwrap()
}

async fn at(world: &World, contract: ContractNumber, position: u32) -> At {
    let view = contracts::milestone_view(&world.market, &Actor::PUBLIC, contract, position).await.unwrap();
    At { contract, position, seen: view.milestone.version, once: Once::fresh() }
}

fn photo() -> Vec<NewFile> {
    vec![NewFile { name: "签到表.pdf".into(), bytes: b"%PDF-1.7 ...".to_vec() }]
}

/// Reports everything as planned, less `short` of the first output.
pub async fn report(world: &World, parties: &Parties, contract: ContractNumber, position: u32, short: u32) {
    let market = &world.market;
    contracts::add_evidence(market, &parties.admin, at(world, contract, position).await, photo()).await.unwrap();
    let view = contracts::milestone_view(market, &parties.admin, contract, position).await.unwrap();
    let mut delivered: Vec<Option<u32>> = view.milestone.outputs.iter().map(|done| Some(done.output.quantity)).collect();
    if let Some(Some(first)) = delivered.first_mut() {
        *first -= short;
    }
    let words = Report { delivered, note: "按计划完成".into() };
    contracts::report(market, &parties.admin, at(world, contract, position).await, words).await.unwrap();
}

/// Judges every output as the report says.
pub async fn check(world: &World, parties: &Parties, contract: ContractNumber, position: u32) {
    let market = &world.market;
    let view = contracts::milestone_view(market, &parties.street.officer, contract, position).await.unwrap();
    let judge = |done: &domain::contracts::settlement::Delivered| {
        Some(Judgement { met: done.accepted >= done.output.quantity, confirmed: done.accepted, note: String::new() })
    };
    let judged = view.milestone.outputs.iter().map(judge).collect();
    contracts::check(market, &parties.street.officer, at(world, contract, position).await, judged).await.unwrap();
}

pub async fn hear(world: &World, parties: &Parties, contract: ContractNumber, position: u32) {
    let heard = Opinions { asked: 40, answered: 34, satisfied: 31, said: "上门及时".into() };
    contracts::record_opinions(&world.market, &parties.street.officer, at(world, contract, position).await, heard).await.unwrap();
}

/// From the report to the acceptance of a milestone, as it should go.
pub async fn accepted(world: &World, parties: &Parties, contract: ContractNumber, position: u32) {
    report(world, parties, contract, position, 0).await;
    check(world, parties, contract, position).await;
    hear(world, parties, contract, position).await;
    contracts::accept(&world.market, &parties.reviewer, at(world, contract, position).await, None).await.unwrap();
}

async fn payment(world: &World, contract: ContractNumber, position: u32, amount: Money) -> Pay {
    let view = contracts::payment_view(&world.market, &Actor::PUBLIC, contract, position).await.unwrap();
    Pay {
        contract,
        position,
        seen: view.payment.version,
        amount,
        paid_on: domain::calendar::day_of(world.market.now()),
        voucher: Some(Voucher::TaxInvoice),
        voucher_number: "25312000000000000001".into(),
        once: Once::fresh(),
    }
}

/// Stands in for the evaluation, which has tests of its own.
async fn evaluated(world: &World, contract: ContractNumber, grade: &str, mending: Option<&str>) {
    use entities::contracts::contract as rows;
    let db = world.market.reader();
    let row = rows::Entity::find().filter(rows::Column::Number.eq(contract.to_string())).one(db).await.unwrap().unwrap();
    let version = row.version;
    let mut row = row.into_active_model();
    row.evaluated_on = Set(Some(domain::calendar::day_of(world.market.now())));
    row.grade = Set(Some(grade.to_owned()));
    row.mending = Set(mending.map(str::to_owned));
    row.mending_since = Set(mending.map(|_| world.market.now()));
    row.version = Set(version + 1);
    row.update(db).await.unwrap();
}

/// Which milestones the contract has, by their positions.
async fn positions(world: &World, contract: ContractNumber) -> Vec<u32> {
    contracts::view(&world.market, &Actor::PUBLIC, contract).await.unwrap().milestones.iter().map(|milestone| milestone.position).collect()
}

#[tokio::test]
async fn example_g_is_paid_to_the_fen_from_signing_to_the_last_payment() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "ca", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        assert_eq!(contract, ContractNumber::new(2025, 1));
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.row.state, view.signed_late, view.digest.len()), (Contract::InForce, 0, 64));
        assert_eq!(view.payments.iter().map(|payment| payment.amount).collect::<Vec<_>>(), [240_000, 144_000, 96_000].map(Money::yuan));
        assert_eq!(view.notices.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [NoticeKind::Contract]);
        let demand = demands::view(market, parties.demand).await.unwrap();
        assert_eq!(demand.row.stage, Stage::Contracted);

        // The first instalment is due ten working days after the signature of 19 March, over Qingming.
        let first = &view.payments[0];
        assert_eq!((first.state, first.due.unwrap().day), (Payment::Due, day(2025, 4, 2)));
        assert_eq!(view.payments[1].state, Payment::NotDue);
        contracts::pay(market, &parties.street.approver, payment(&world, contract, 1, Money::yuan(240_000)).await).await.unwrap();

        let all = positions(&world, contract).await;
        let (last, middle) = all.split_last().unwrap();
        world.go_to_day("2025-09-01", 10).await;
        for position in middle {
            accepted(&world, &parties, contract, *position).await;
        }
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.payments[1].state, view.payments[2].state), (Payment::Due, Payment::NotDue));
        assert_eq!(view.progress.paid.to_string(), "50.00%");

        world.go_to_day("2025-12-29", 10).await;
        accepted(&world, &parties, contract, *last).await;
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.row.state, view.payments[2].state), (Contract::Delivered, Payment::NotDue));
        assert_eq!(view.progress.delivered.to_string(), "100.00%");
        assert!(view.notices.iter().any(|notice| notice.kind == NoticeKind::Acceptance));
        let record = entities::organizations::track_record::Entity::find().one(market.reader()).await.unwrap().unwrap();
        assert_eq!((record.contract, record.accepted_on, record.grade), (contract.to_string(), Some(day(2025, 12, 29)), None));

        // The last instalment waits for the evaluation; its time runs into a year without a paper only when it must.
        evaluated(&world, contract, "good", None).await;
        contracts::pay(market, &parties.street.approver, payment(&world, contract, 2, Money::yuan(144_000)).await).await.unwrap();
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.payments[2].state, view.payments[2].owed()), (Payment::Due, Money::yuan(96_000)));
        assert_eq!(view.payments[2].due.unwrap().day, day(2026, 1, 27));
        contracts::pay(market, &parties.street.approver, payment(&world, contract, 3, Money::yuan(96_000)).await).await.unwrap();
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.row.state, view.row.paid, view.progress.next.len()), (Contract::Closed, Money::yuan(480_000), 0));
        assert_eq!((view.path.city, view.path.contract), (Money::yuan(480_000), Money::yuan(480_000)));
        let sums = contracts::sums(market, &Filter::default()).await.unwrap();
        assert_eq!((sums.count, sums.price, sums.paid), (1, Money::yuan(480_000), Money::yuan(480_000)));
    }
}

#[tokio::test]
async fn forty_forty_twenty_and_a_negotiated_price() {
    for world in worlds().await {
        let mut need = good_draft("助餐", 400_000);
        for (field, share) in [("pay_signing", "40"), ("pay_mid_term", "40"), ("pay_final", "20")] {
            need.set(field, share);
        }
        let parties = confirmed(&world, "cb", need, Money::yuan(365_000)).await;
        // Whoever signs first: here the provider.
        let id = draft(&world, &parties).await;
        contracts::review(&world.market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap();
        let half = contracts::sign_for_provider(&world.market, &parties.legal, sign(&world, &parties, id).await).await.unwrap();
        assert_eq!(half.number, None);
        let whole = contracts::sign_for_purchaser(&world.market, &parties.street.approver, sign(&world, &parties, id).await).await.unwrap();
        assert_eq!(whole.digest, half.digest);
        let view = contracts::view(&world.market, &Actor::PUBLIC, whole.number.unwrap()).await.unwrap();
        assert_eq!(view.payments.iter().map(|payment| payment.amount).collect::<Vec<_>>(), [146_000, 146_000, 73_000].map(Money::yuan));
        assert_eq!(view.terms.lines.iter().map(|line| line.amount).sum::<Money>(), Money::yuan(365_000));
    }
}

#[tokio::test]
async fn the_drafter_neither_reviews_nor_signs_and_a_text_sent_back_comes_again() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cc", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let id = draft(&world, &parties).await;
        let again = DraftContract { demand: parties.demand, once: Once::fresh() };
        assert_eq!(codes(contracts::draft_contract(market, &parties.street.officer, again).await.unwrap_err()), ["contracts.drafted-already"]);
        let account = parties.street.officer.account.unwrap();
        for (role, code) in [(Role::PurReviewer, "policy.drafted-it"), (Role::PurApprover, "policy.drafted-it")] {
            marketplace::identity::grant(market, &Actor::OPERATOR, account, role, parties.street.officer.organization).await.unwrap();
            let both = Actor { role, ..parties.street.officer };
            let refused = match role {
                Role::PurReviewer => contracts::review(market, &both, decide(&world, &parties, id, None).await).await,
                _ => contracts::sign_for_purchaser(market, &both, sign(&world, &parties, id).await).await.map(|_| ()),
            };
            assert_eq!(codes(refused.unwrap_err()), [code]);
        }
        assert_eq!(
            codes(contracts::send_back(market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap_err()),
            ["contracts.no-reason"]
        );
        let endless = "长".repeat(domain::text::MOST_WORDS + 1);
        assert_eq!(
            codes(contracts::send_back(market, &parties.reviewer, decide(&world, &parties, id, Some(&endless)).await).await.unwrap_err()),
            ["text.too-long"]
        );
        contracts::send_back(market, &parties.reviewer, decide(&world, &parties, id, Some("付款期限太长")).await).await.unwrap();
        let view = contracts::read_draft(market, &parties.street.officer, id).await.unwrap();
        assert_eq!((view.row.next[0].what, view.returned_because.as_deref()), (Todo::Draft, Some("付款期限太长")));
        let mut blanks = view.blanks;
        blanks.pay_within[0] = WorkingDays(60);
        let fill = |blanks, seen| FillBlanks { contract: id, seen, blanks, once: Once::fresh() };
        let refused = contracts::fill_blanks(market, &parties.street.officer, fill(blanks.clone(), view.version)).await.unwrap_err();
        assert_eq!(codes(refused), ["contracts.pays-too-slowly"]);
        blanks.pay_within[0] = WorkingDays(5);
        contracts::fill_blanks(market, &parties.street.officer, fill(blanks, view.version)).await.unwrap();
        contracts::review(market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap();
        contracts::sign_for_provider(market, &parties.legal, sign(&world, &parties, id).await).await.unwrap();
        // A signature falls away with the text.
        contracts::send_back(market, &parties.reviewer, decide(&world, &parties, id, Some("再核对")).await).await.unwrap();
        let view = contracts::read_draft(market, &parties.legal, id).await.unwrap();
        assert_eq!((view.row.state, view.signatures.len()), (Contract::Draft, 0));
        // Nobody else learns of it.
        for stranger in [&Actor::PUBLIC, &bidder(&world, "路人").await] {
            assert_eq!(codes(contracts::read_draft(market, stranger, id).await.unwrap_err()), ["not-found"]);
        }
    }
}

#[tokio::test]
async fn nobody_accepts_what_he_checked_and_recipients_are_heard() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cd", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        let last = *positions(&world, contract).await.last().unwrap();
        let bare = Report { delivered: vec![], note: String::new() };
        let refused = contracts::report(market, &parties.admin, at(&world, contract, last).await, bare).await.unwrap_err();
        assert_eq!(codes(refused), ["contracts.outputs-unreported"]);
        report(&world, &parties, contract, last, 5).await;
        let refused = contracts::check(market, &parties.street.officer, at(&world, contract, last).await, vec![]).await.unwrap_err();
        assert_eq!(codes(refused), ["contracts.outputs-not-judged"]);
        check(&world, &parties, contract, last).await;
        let accept = |at| contracts::accept(market, &parties.reviewer, at, None);
        assert_eq!(codes(accept(at(&world, contract, last).await).await.unwrap_err()), ["contracts.recipients-not-heard"]);
        let few = Opinions { asked: 12, answered: 10, satisfied: 9, said: "好".into() };
        let record = |at, opinions| contracts::record_opinions(market, &parties.street.officer, at, opinions);
        let refused = record(at(&world, contract, last).await, few.clone()).await.unwrap_err();
        assert_eq!(refused.refusals()[0].field.as_deref(), Some("asked"));
        assert_eq!(codes(refused), ["contracts.opinions-too-few"]);
        let all = Opinions { asked: 100_000, ..few };
        assert_eq!(codes(record(at(&world, contract, last).await, all).await.unwrap_err()), ["contracts.opinions-above-recipients"]);
        hear(&world, &parties, contract, last).await;
        assert_eq!(codes(accept(at(&world, contract, last).await).await.unwrap_err()), ["contracts.outputs-wanting"]);
        let account = parties.street.officer.account.unwrap();
        marketplace::identity::grant(market, &Actor::OPERATOR, account, Role::PurReviewer, parties.street.officer.organization).await.unwrap();
        let both = Actor { role: Role::PurReviewer, ..parties.street.officer };
        let refused = contracts::accept(market, &both, at(&world, contract, last).await, None).await.unwrap_err();
        assert_eq!(codes(refused), ["policy.handled-it"]);
        // Sent back, it is reported and judged again.
        let back = Some("补齐五次探访".to_owned());
        contracts::return_milestone(market, &parties.reviewer, at(&world, contract, last).await, back).await.unwrap();
        let view = contracts::milestone_view(market, &parties.admin, contract, last).await.unwrap();
        assert_eq!((view.milestone.state, view.acts.clone()), (Milestone::Rectifying, vec![Action::ReportMilestone]));
        accepted(&world, &parties, contract, last).await;
        let view = contracts::milestone_view(market, &Actor::PUBLIC, contract, last).await.unwrap();
        assert_eq!((view.milestone.state, view.milestone.heard, view.papers), (Milestone::Accepted, Some((40, 34, 31)), None));
    }
}

#[tokio::test]
async fn evidence_is_for_the_parties_and_only_once_reported() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "ce", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let contract = in_force(&world, &parties).await;
        let file = contracts::add_evidence(market, &parties.admin, at(&world, contract, 1).await, photo()).await.unwrap()[0];
        let read = |actor: Actor| async move { contracts::evidence_bytes(market, &actor, contract, 1, file).await };
        assert!(read(parties.admin).await.is_ok());
        assert_eq!(codes(read(parties.street.officer).await.err().unwrap()), ["not-found"]);
        let view = contracts::milestone_view(market, &parties.street.officer, contract, 1).await.unwrap();
        assert_eq!((view.milestone.evidence, view.papers.unwrap().files.len()), (0, 0));
        report(&world, &parties, contract, 1, 0).await;
        assert!(read(parties.street.officer).await.is_ok());
        assert_eq!(codes(read(Actor::PUBLIC).await.err().unwrap()), ["policy.sign-in"]);
    }
}

#[tokio::test]
async fn nothing_is_paid_over_the_contract_or_otherwise_than_owed() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cf", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        let pay = |cmd| contracts::pay(market, &parties.street.approver, cmd);
        let over = pay(payment(&world, contract, 1, Money::yuan(480_001)).await).await.unwrap_err();
        assert!(over.refusals()[0].facts.contains(&("left".to_owned(), Fact::Money(Money::yuan(480_000)))));
        assert_eq!(codes(over), ["contracts.payment-over-contract"]);
        assert_eq!(codes(pay(payment(&world, contract, 1, Money::yuan(200_000)).await).await.unwrap_err()), ["contracts.payment-not-as-owed"]);
        let tomorrow = Pay { paid_on: day(2025, 3, 20), ..payment(&world, contract, 1, Money::yuan(240_000)).await };
        assert_eq!(codes(pay(tomorrow).await.unwrap_err()), ["contracts.paid-on-impossible"]);
        let donation = Pay { voucher: Some(Voucher::DonationReceipt), ..payment(&world, contract, 1, Money::yuan(240_000)).await };
        assert_eq!(codes(pay(donation).await.unwrap_err()), ["contracts.voucher-is-donation"]);
        assert_eq!(codes(pay(payment(&world, contract, 2, Money::yuan(144_000)).await).await.unwrap_err()), ["contracts.payment-out-of-order"]);
        let press = payment(&world, contract, 1, Money::yuan(240_000)).await;
        let first = pay(press.clone()).await.unwrap();
        assert_eq!(pay(press).await.unwrap(), first);
        assert_eq!(first.paid, Money::yuan(240_000));
        let more = pay(payment(&world, contract, 1, Money::yuan(240_001)).await).await.unwrap_err();
        assert_eq!(codes(more), ["contracts.payment-out-of-order"]);
    }
}

#[tokio::test]
async fn late_is_shown_with_its_days_and_who_holds_it() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cg", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        // Thirty days after 19 March is 18 April; the second signature comes six days later.
        world.go_to_day("2025-04-24", 9).await;
        let contract = in_force(&world, &parties).await;
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.signed_late, view.payments[0].due.unwrap().day), (6, day(2025, 5, 12)));
        let late = Filter { late: true, ..Filter::default() };
        assert_eq!(contracts::sums(market, &late).await.unwrap().count, 0);
        assert_eq!(contracts::next_due(market).await.unwrap().map(domain::calendar::day_of), Some(view.milestones[0].planned));
        world.go_to_day("2025-05-15", 9).await;
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        let step = view.progress.next.iter().find(|step| step.what == Todo::Pay).unwrap();
        assert_eq!((step.what, step.who, step.side, step.late()), (Todo::Pay, Role::PurApprover, Side::Purchaser, 3));
        assert_eq!((view.payments[0].late, view.row.late()), (3, view.milestones[0].late));
        assert_eq!(contracts::list(market, &late, None, 20).await.unwrap().rows.len(), 1);
        let pay = |tasks: Vec<Task>| tasks.into_iter().find(|task| task.key == "contracts.task-pay").unwrap();
        let mine = pay(contracts::waiting(market, &parties.street.approver).await.unwrap());
        assert_eq!((mine.path.clone(), mine.whom.clone()), (format!("/contracts/{contract}/payments/1"), None));
        // The officer waits for the approver, the provider for the street, each since the same day and until the same.
        let officers = pay(contracts::waiting(market, &parties.street.officer).await.unwrap());
        assert_eq!(officers, Task { whom: Some(Whom { role: Role::PurApprover, body: None }), ..mine.clone() });
        let street = Some("上海市静安区示例cg街道办事处".to_owned());
        let providers = pay(contracts::waiting(market, &parties.legal).await.unwrap());
        assert_eq!(providers, Task { whom: Some(Whom { role: Role::PurApprover, body: street }), ..mine });
    }
}

#[tokio::test]
async fn a_fair_grade_is_mended_first_and_a_poor_one_keeps_something_back() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "ch", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        for position in positions(&world, contract).await {
            accepted(&world, &parties, contract, position).await;
        }
        evaluated(&world, contract, "fair", Some("asked")).await;
        contracts::pay(market, &parties.street.approver, payment(&world, contract, 1, Money::yuan(240_000)).await).await.unwrap();
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!(view.payments[2].state, Payment::NotDue);
        assert_eq!(codes(contracts::mending_view(market, &Actor::PUBLIC, contract).await.unwrap_err()), ["policy.sign-in"]);
        let mend = |seen, note: &str| Mend { contract, seen, note: note.to_owned(), once: Once::fresh() };
        let refused = contracts::report_mending(market, &parties.admin, mend(view.version, "已整改"), vec![]).await.unwrap_err();
        assert_eq!(codes(refused), ["contracts.no-evidence"]);
        contracts::report_mending(market, &parties.admin, mend(view.version, "已整改"), photo()).await.unwrap();
        let seen = || async { contracts::mending_view(market, &parties.street.officer, contract).await.unwrap().version };
        contracts::return_mending(market, &parties.street.officer, mend(seen().await, "签到表不全")).await.unwrap();
        contracts::report_mending(market, &parties.admin, mend(seen().await, "已补签到表"), vec![]).await.unwrap();
        contracts::confirm_mending(market, &parties.street.officer, mend(seen().await, "")).await.unwrap();
        // The feed said each of it when the page did; what was written between the two is for them alone.
        marketplace::jobs::sequence_changes(market).await.unwrap();
        let changes = marketplace::changes::after(market, 0, 1000).await.unwrap().into_iter().filter(|change| change.kind == "contract");
        let bodies: Vec<serde_json::Value> = changes.map(|change| change.body).collect();
        let mended: Vec<&str> = bodies.iter().filter_map(|body| body["mending"].as_str()).collect();
        assert_eq!(mended[mended.len() - 4..], ["reported", "asked", "reported", "confirmed"]);
        assert!(bodies.iter().all(|body| !body.to_string().contains("签到表")));
        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.payments[2].state, view.payments[2].owed()), (Payment::Due, Money::yuan(96_000)));
    }
}

#[tokio::test]
async fn a_second_press_signs_once() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "ci", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let press = DraftContract { demand: parties.demand, once: Once::fresh() };
        let id = contracts::draft_contract(market, &parties.street.officer, press.clone()).await.unwrap();
        assert_eq!(contracts::draft_contract(market, &parties.street.officer, press).await.unwrap(), id);
        contracts::review(market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap();
        let stale = Sign { contract: id, seen: 1, once: Once::fresh() };
        assert_eq!(codes(contracts::sign_for_provider(market, &parties.legal, stale).await.unwrap_err()), ["changed-meanwhile"]);
        // Both have the same text before them and sign at the same time: neither signature changes it.
        let press = sign(&world, &parties, id).await;
        contracts::sign_for_purchaser(market, &parties.street.approver, sign(&world, &parties, id).await).await.unwrap();
        let again = contracts::sign_for_purchaser(market, &parties.street.approver, sign(&world, &parties, id).await).await.unwrap_err();
        assert_eq!(codes(again), ["contracts.out-of-order"]);
        let account = parties.street.approver.account.unwrap();
        marketplace::identity::grant(market, &Actor::OPERATOR, account, Role::SoLegal, parties.legal.organization).await.unwrap();
        let both = Actor { role: Role::SoLegal, organization: parties.legal.organization, ..parties.street.approver };
        assert_eq!(codes(contracts::sign_for_provider(market, &both, sign(&world, &parties, id).await).await.unwrap_err()), ["contracts.signed-other-side"]);
        let first = contracts::sign_for_provider(market, &parties.legal, press.clone()).await.unwrap();
        assert_eq!(contracts::sign_for_provider(market, &parties.legal, press).await.unwrap(), first);
        assert_eq!(contracts::sums(market, &Filter::default()).await.unwrap().count, 1);
    }
}

/// DOMAIN §3.10: who accepts late pays no later. The period then counts from the last day to accept.
#[tokio::test]
async fn accepting_late_does_not_move_the_payment() {
    for world in worlds().await {
        let parties = confirmed(&world, "ck", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        let view = contracts::view(&world.market, &Actor::PUBLIC, contract).await.unwrap();
        let mid = view.milestones.iter().find(|milestone| milestone.kind == MilestoneKind::MidTerm).unwrap().position;
        report(&world, &parties, contract, mid, 0).await;
        let reported = world.market.now();
        let last = contracts::milestone_view(&world.market, &Actor::PUBLIC, contract, mid).await.unwrap().milestone.accept_by.unwrap();
        world.go_to(reported + chrono::TimeDelta::days(60)).await;
        check(&world, &parties, contract, mid).await;
        hear(&world, &parties, contract, mid).await;
        contracts::accept(&world.market, &parties.reviewer, at(&world, contract, mid).await, None).await.unwrap();
        let view = contracts::view(&world.market, &Actor::PUBLIC, contract).await.unwrap();
        assert_eq!((view.payments[1].state, view.payments[1].since), (Payment::Due, Some(last)));
        assert!(view.payments[1].late > 0, "what should have been paid meanwhile is late at once");
    }
}

/// A contract whose whole service lies behind is agreed by nobody: there would be nothing to carry out.
#[tokio::test]
async fn a_contract_is_not_signed_after_its_service() {
    for world in worlds().await {
        let parties = confirmed(&world, "cl", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let id = draft(&world, &parties).await;
        contracts::review(&world.market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap();
        let ends = contracts::read_draft(&world.market, &parties.legal, id).await.unwrap().terms.ends;
        let press = sign(&world, &parties, id).await;
        world.go_to(domain::calendar::at(ends.succ_opt().unwrap(), 9, 0)).await;
        assert_eq!(codes(contracts::sign_for_provider(&world.market, &parties.legal, press).await.unwrap_err()), ["contracts.service-over"]);
    }
}

/// DOMAIN §3.10: a contract whose final milestone is not reached ends; what is due stays due, and it can be judged.
#[tokio::test]
async fn a_failed_final_milestone_ends_the_contract_and_what_was_due_stays_due() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cj", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        let positions = positions(&world, contract).await;
        let (last, before) = positions.split_last().unwrap();
        for position in before {
            accepted(&world, &parties, contract, *position).await;
        }
        report(&world, &parties, contract, *last, 0).await;
        check(&world, &parties, contract, *last).await;
        let act = at(&world, contract, *last).await;
        assert_eq!(codes(contracts::fail_milestone(market, &parties.reviewer, act.clone(), None).await.unwrap_err()), ["contracts.no-reason"]);
        contracts::fail_milestone(market, &parties.reviewer, act.clone(), Some("服务没有做".into())).await.unwrap();
        // The same key and words under another button are another act, and are told so.
        let other = contracts::accept(market, &parties.reviewer, act, Some("服务没有做".into())).await.unwrap_err();
        assert_eq!(codes(other), ["once.other-body"]);

        let view = contracts::view(market, &Actor::PUBLIC, contract).await.unwrap();
        // Judged by the rules of the day on which the purchase was published, not of the day of the contract or of today.
        assert_eq!((view.signed_on, view.edition), (day(2025, 3, 19), Edition(day(2025, 3, 3))));
        assert_eq!(view.row.state, Contract::Terminated);
        assert_eq!(view.payments.iter().map(|payment| payment.state).collect::<Vec<_>>(), [Payment::Due, Payment::Due, Payment::Dropped]);
        let waits: Vec<Todo> = view.row.next.iter().map(|step| step.what).collect();
        assert!(waits.contains(&Todo::Pay) && waits.contains(&Todo::Commission), "{waits:?}");
        contracts::pay(market, &parties.street.approver, payment(&world, contract, 1, Money::yuan(240_000)).await).await.unwrap();
        assert!(domain::evaluations::occasion::may_draft(view.row.state).is_ok());

        // The record says what became of it, and the next matching warns of it: no project done, and no bar.
        let code = view.terms.provider.code.clone();
        let body = marketplace::organizations::view(market, &Actor::PUBLIC, &code).await.unwrap();
        assert_eq!((body.delivered.number, body.running.number), (0, 0));
        assert_eq!((body.records[0].accepted_on, body.records[0].failed_on), (None, Some(day(2025, 3, 19))));
        let mut next = good_draft("独居老人居家关怀", 300_000);
        next.set("closes_on", "2025-03-28");
        next.set("review_on", "2025-03-31");
        let number = published(&world, &parties.street, next).await;
        let own = marketplace::matching::match_of(market, &parties.admin, number).await.unwrap().found;
        let line = |rule| own.lines.iter().find(|line| line.rule == rule).map(|line| (line.verdict, line.value.clone()));
        assert_eq!(line(MatchRule::Unfulfilled), Some((Verdict::Warn, Fact::Count(1))));
        assert_eq!(line(MatchRule::TrackRecord), None);
    }
}

#[tokio::test]
async fn nobody_signs_what_will_not_be_bought() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "ck", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let id = draft(&world, &parties).await;
        contracts::review(market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap();
        let seen = bids::offers(market, &parties.street.officer, parties.demand).await.unwrap().version;
        let end = End { demand: parties.demand, reason: "预算被收回".into(), seen, once: Once::fresh() };
        bids::cancel(market, &parties.street.approver, end).await.unwrap();
        let late = Sign { contract: id, seen: 3, once: Once::fresh() };
        assert_eq!(codes(contracts::sign_for_provider(market, &parties.legal, late).await.unwrap_err()), ["contracts.out-of-order"]);
        assert!(contracts::drafts(market, &parties.street.officer).await.unwrap().is_empty());
        assert!(contracts::waiting(market, &parties.legal).await.unwrap().is_empty());
    }
}

/// Whoever typed in it, not only who typed last.
#[tokio::test]
async fn a_colleague_s_comma_does_not_make_a_draft_somebody_else_s() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cl", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let id = draft(&world, &parties).await;
        contracts::send_back(market, &parties.reviewer, decide(&world, &parties, id, Some("付款期限太长")).await).await.unwrap();
        let colleague = world.person("cl-colleague", Role::PurOfficer, parties.street.officer.organization).await;
        let view = contracts::read_draft(market, &colleague, id).await.unwrap();
        let fill = FillBlanks { contract: id, seen: view.version, blanks: view.blanks, once: Once::fresh() };
        contracts::fill_blanks(market, &colleague, fill).await.unwrap();
        for typist in [parties.street.officer, colleague] {
            marketplace::identity::grant(market, &Actor::OPERATOR, typist.account.unwrap(), Role::PurReviewer, typist.organization).await.unwrap();
            let both = Actor { role: Role::PurReviewer, ..typist };
            let refused = contracts::review(market, &both, decide(&world, &parties, id, None).await).await.unwrap_err();
            assert_eq!(codes(refused), ["policy.drafted-it"]);
        }
        contracts::review(market, &parties.reviewer, decide(&world, &parties, id, None).await).await.unwrap();
    }
}

/// Two acts on one contract at the same moment are both kept, or one is told to look again; neither breaks.
#[tokio::test]
async fn two_acts_on_one_contract_at_once_follow_each_other() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "cm", good_draft("独居老人居家关怀", 480_000), Money::yuan(480_000)).await;
        let contract = in_force(&world, &parties).await;
        let first = positions(&world, contract).await[0];
        let act = at(&world, contract, first).await;
        contracts::add_evidence(market, &parties.admin, act, photo()).await.unwrap();
        let pay = payment(&world, contract, 1, Money::yuan(240_000)).await;
        let view = contracts::milestone_view(market, &parties.admin, contract, first).await.unwrap();
        let delivered = view.milestone.outputs.iter().map(|done| Some(done.output.quantity)).collect();
        let told = contracts::report(market, &parties.admin, at(&world, contract, first).await, Report { delivered, note: "已完成".into() });
        let (paid, told) = tokio::join!(contracts::pay(market, &parties.street.approver, pay), told);
        paid.unwrap();
        told.unwrap();
    }
}

#[tokio::test]
async fn contracts_are_turned_over_in_every_order_and_what_is_late_can_come_first() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "co", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let running = in_force(&world, &parties).await;
        world.go_to_day("2025-05-15", 9).await;
        // Four others that ended before, younger than the one that is late now.
        use entities::contracts::contract as rows;
        let db = market.reader();
        let row = rows::Entity::find().filter(rows::Column::Number.eq(running.to_string())).one(db).await.unwrap().unwrap();
        for (n, yuan) in [(2, 300_000), (3, 100_000), (4, 300_000), (5, 200_000)] {
            let mut copy = row.clone().into_active_model();
            copy.id = Set(uuid::Uuid::from_u128(n.into()));
            copy.number = Set(Some(ContractNumber::new(2025, n).to_string()));
            copy.state = Set("terminated".to_owned());
            copy.price_fen = Set(Money::yuan(yuan).as_fen());
            copy.published_at = Set(Some(domain::calendar::at(day(2025, 5, n), 9, 0)));
            copy.insert(db).await.unwrap();
        }
        for order in ContractOrder::ALL {
            let filter = Filter { order: *order, ..Filter::default() };
            let whole = contracts::list(market, &filter, None, 100).await.unwrap().rows;
            let shown: Vec<ContractNumber> = whole.iter().map(|row| row.number).collect();
            assert_eq!(shown.len(), 5);
            match order {
                ContractOrder::Newest => assert_eq!(shown.last(), Some(&running)),
                ContractOrder::Amount => assert!(whole.is_sorted_by_key(|row| std::cmp::Reverse(row.price))),
                ContractOrder::Late => {
                    assert!(shown[0] == running && whole[0].late() > 0 && whole[1..].is_sorted_by_key(|row| std::cmp::Reverse(row.published_at)))
                }
            }
            for most in 1..5 {
                let (mut numbers, mut after) = (Vec::new(), None);
                loop {
                    let page = contracts::list(market, &filter, after.as_ref(), most).await.unwrap();
                    numbers.extend(page.rows.into_iter().map(|row| row.number));
                    assert!(numbers.len() < 100, "the list does not end");
                    match page.next {
                        Some(next) => after = Place::parse(&next),
                        None => break,
                    }
                }
                assert_eq!(numbers, shown, "{order:?}, {most} a page");
            }
        }
    }
}
