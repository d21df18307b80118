//! Documents that are printed from the code: the law table, the drawings of all lifecycles, the policy table.
//! `make bless` rewrites them; a stale one fails here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use domain::calendar::at;
use domain::contracts::{acceptance, contract, mending, milestone, payment};
use domain::demands::{self, MilestoneKind};
use domain::evaluations::task;
use domain::law::{Edition, Scope, day};
use domain::money::Money;
use domain::policy::{On, TABLE, Unless, When};
use domain::step::draw;
use domain::{awards, bids, panels, procedures};
use messages::{Language, Style, words};
use std::fmt::Write;
use std::path::Path;

fn fresh(kept: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(kept);
    if std::env::var_os("GONGXU_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(held == text, "{kept} is stale: `make bless` rewrites it");
}

#[test]
fn the_law_table_is_printed_from_the_rules() {
    let (zh, en) = (words(Language::Zh), words(Language::En));
    let mut out = String::from("# The rules\n\nPrinted from the registry (`domain::rules`) by a test; `make bless` rewrites it. Also at `/help/law`.\n\n");
    out.push_str("| rule | 规则 | value | 依据 | source | binds | certainty |\n|---|---|---|---|---|---|---|\n");
    for rule in domain::rules::registry() {
        let name = format!("rule.{}", rule.key());
        let values: Vec<String> = rule.values().iter().map(|(from, value)| format!("{} from {}", en.fact(value), en.day(*from, Style::Iso))).collect();
        let scope = match rule.basis().scope {
            Scope::Statute => "procurement at or above the threshold",
            Scope::PurchaseOfServices => "every purchase of services",
            Scope::Unit => "the unit",
            Scope::Platform => "this platform",
        };
        let (basis, certainty) = (rule.basis(), format!("{:?}", rule.certainty()));
        writeln!(
            out,
            "| {}<br>`{}` | {} | {} | {} | {} | {scope} | {certainty} |",
            en.say(&name),
            rule.key(),
            zh.say(&name),
            values.join("; "),
            zh.basis(&basis),
            en.basis(&basis)
        )
        .unwrap();
    }
    fresh("docs/law.md", &out);
}

#[test]
fn lifecycles_are_drawn_from_their_machines() {
    let (today, edition) = (day(2025, 3, 3), Edition(day(2025, 3, 3)));
    let in_time = bids::Facts { at: at(today, 9, 0), closes_at: at(today, 17, 0), open: true };
    let drawings = [
        ("Demand 需求", draw(|s, e| demands::advance(s, e, &demands::Facts::favourable()))),
        (
            "Procurement below the threshold 限额以下",
            draw(|s, e| {
                procedures::advance(
                    &procedures::BELOW_THRESHOLD,
                    s,
                    e,
                    &procedures::Facts { offers: 2, extensions: u8::from(e != procedures::ProcedureEvent::Extend), ..procedures::Facts::favourable(edition) },
                )
            }),
        ),
        ("Offer 响应", draw(|s, e| bids::advance(s, e, &in_time))),
        ("Seat 评审席位", draw(|s, e| panels::advance(s, e, &panels::Facts::favourable()))),
        ("Objection 异议", draw(|s, e| awards::advance(s, e, &awards::Facts::favourable()))),
        ("Contract 合同", draw(|s, e| contract::advance(s, e, &contract::Facts::favourable()))),
        ("Milestone 里程碑", draw(|s, e| milestone::advance(s, e, &milestone::Facts::favourable(MilestoneKind::MidTerm)))),
        ("Acceptance 验收", draw(|s, e| acceptance::advance(s, e, &acceptance::Facts::favourable()))),
        ("Payment 付款", draw(|s, e| payment::advance(s, e, &payment::Facts::favourable(today, Money::yuan(100))))),
        ("Mending 整改", draw(|s, e| mending::advance(s, e, &mending::Facts::favourable()))),
        ("Evaluation 评估", draw(|s, e| task::advance(s, e, &task::Facts::favourable(today)))),
    ];
    let mut out = String::from("# Lifecycles\n\nDrawn from the machines of `domain` under facts that favour every event; `make bless` rewrites it.\n");
    for (name, drawing) in drawings {
        write!(out, "\n## {name}\n\n```mermaid\n{drawing}```\n").unwrap();
    }
    fresh("docs/lifecycles.md", &out);
}

#[test]
fn the_policy_table_is_printed() {
    let en = words(Language::En);
    let mut out = String::from(
        "# Who may do what\n\nPrinted from `domain::policy`; what no row grants is refused. `make bless` rewrites it.\n\n| role | may | on | from | unless |\n|---|---|---|---|---|\n",
    );
    for grant in TABLE {
        let on = match grant.2 {
            On::Any => "anything",
            On::OwnPurchase => "own unit’s purchase",
            On::Own => "own organization’s",
            On::OwnCommission => "own agency’s commission",
            On::Assigned => "what the person is named for",
        };
        let when = match grant.3 {
            When::Any => "always",
            When::Opened => "the deadline",
            When::Result => "the publicised result",
        };
        let unless = match grant.4 {
            Unless::Nothing => "",
            Unless::DraftedIt => "drafted it",
            Unless::HandledIt => "handled it",
            Unless::ScoredIt => "scored it",
            Unless::DraftedOrScoredIt => "drafted or scored it",
        };
        writeln!(out, "| {} | {} | {on} | {when} | {unless} |", en.say(&grant.0.term()), en.say(&format!("action.{}", grant.1.key()))).unwrap();
    }
    fresh("docs/policy.md", &out);
}
