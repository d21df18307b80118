//! Every word of contracts and evaluations is there in both languages, and their refusals read as they should.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use domain::contracts::{acceptance, contract, mending, milestone, payment, progress, schedule, settlement};
use domain::evaluations::{Scheme, independence, report, scheme, task, team};
use domain::law::Printed;
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use domain::{contracts, demands, evaluations};
use messages::{Language, words};

fn terms<W: Word>() -> Vec<String> {
    W::ALL.iter().map(|word| word.term()).collect()
}

fn assert_worded(keys: &[String]) {
    for language in [Language::Zh, Language::En] {
        let missing: Vec<&String> = keys.iter().filter(|key| !words(language).knows(key)).collect();
        assert!(missing.is_empty(), "{language:?} has no words for {missing:?}");
    }
}

#[test]
fn every_state_event_and_kind_has_its_words() {
    let contracts = [
        terms::<contract::Contract>(),
        terms::<contract::Event>(),
        terms::<milestone::Milestone>(),
        terms::<milestone::Event>(),
        terms::<acceptance::Acceptance>(),
        terms::<acceptance::Event>(),
        terms::<payment::Payment>(),
        terms::<payment::Event>(),
        terms::<payment::Voucher>(),
        terms::<mending::Mending>(),
        terms::<mending::Event>(),
        terms::<schedule::Template>(),
        terms::<settlement::FinalEffect>(),
        terms::<progress::Todo>(),
        terms::<progress::Side>(),
    ];
    let evaluations = [
        terms::<task::Evaluation>(),
        terms::<task::Event>(),
        terms::<scheme::Grade>(),
        terms::<independence::Test>(),
        terms::<independence::Outcome>(),
        terms::<independence::TieKind>(),
        terms::<team::Skill>(),
        terms::<report::Part>(),
        terms::<report::Stance>(),
    ];
    assert_worded(&contracts.concat());
    assert_worded(&evaluations.concat());
}

#[test]
fn every_trigger_rule_indicator_and_veto_has_its_words() {
    let triggers = demands::MilestoneKind::ALL.iter().map(|kind| schedule::Trigger::MilestoneAccepted(*kind));
    assert_worded(&triggers.chain([schedule::Trigger::Signing, schedule::Trigger::FinalAcceptedAndEvaluated]).map(schedule::Trigger::term).collect::<Vec<_>>());
    let rules = |rules: &[&dyn Printed]| rules.iter().map(|rule| format!("rule.{}", rule.key())).collect::<Vec<_>>();
    assert_worded(&rules(contracts::RULES));
    assert_worded(&rules(evaluations::RULES));
    let scheme = Scheme::usual();
    assert_worded(&scheme.vetoes.iter().map(|veto| format!("veto-{veto}")).collect::<Vec<_>>());
    assert_worded(&scheme.tree.iter().map(|dimension| format!("indicator-{}", dimension.key)).collect::<Vec<_>>());
    assert_worded(&scheme.indicators().map(|indicator| format!("indicator-{}", indicator.key)).collect::<Vec<_>>());
    assert_worded(&[format!("scheme-{}", scheme.key)]);
}

#[test]
fn a_test_of_independence_says_what_it_found_and_what_would_change_it() {
    for language in [Language::Zh, Language::En] {
        for test in independence::Test::ALL {
            for attribute in ["pass", "fail", "change"] {
                assert!(words(language).attribute(&test.term(), attribute, &[]).is_some(), "{language:?} {test:?} {attribute}");
            }
        }
        assert!(words(language).attribute(&independence::Test::ProvidesNearby.term(), "warn", &[]).is_some());
    }
}

/// UX.md §6: what, why, on which article, what would pass. Below the threshold a statute is cited only as borrowed.
#[test]
fn a_refusal_reads_as_a_clerk_would_say_it() {
    use domain::law::{Edition, FOUNDED};
    use domain::money::Money;
    let refusal = contracts::rules::room_after_supplement(Money::yuan(480_000), Money::yuan(30_000), Money::yuan(20_000), Edition(FOUNDED)).unwrap_err();
    let said = words(Language::Zh).refusal(&refusal);
    assert_eq!(said.what, "补充合同合计最多48,000.00元，已签30,000.00元，这次最多18,000.00元。");
    assert_eq!(said.article.unwrap(), "本单位规定（借用《政府采购法》第四十九条）");
    let mut scheme = Scheme::usual();
    scheme.tree.truncate(4);
    let said = words(Language::En).refusal(&scheme.check()[0]);
    assert_eq!(said.what, "The weights add up to 80.00, not 100; the difference is 20.00.");
    // A condition asks for years or for people: the figure comes with its unit.
    let condition = Refusal::new("bids.condition-not-met").fact("rule", Fact::Term("match-rule-registered-years".into()));
    let condition = condition.fact("wanted", Fact::Years(12)).fact("value", Fact::Count(3));
    assert!(words(Language::Zh).refusal(&condition).what.ends_with("要求12年，这家组织3。"), "{condition:?}");
}
