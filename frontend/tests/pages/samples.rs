//! Every page of this crate with invented data, for the tests that walk them and the example that writes them to a folder.

use domain::calendar::{Due, at};
use domain::code::District;
use domain::law::{Basis, Certainty, Law, Scope, day};
use domain::money::{Money, Percent};
use domain::policy::Role;
use domain::refusal::{Fact, Refusal};
use frontend::components::{Act, Link};
use frontend::errors::{broken_page, forbidden_page, refusal_page};
use frontend::help::{RuleRow, accessibility_page, glossary_page, guide_page, help_page, law_page, rule_page};
use frontend::home::{HomeDeadline, HomeNotice, HomeView, home_page};
use frontend::identity::{DemoAccount, SignInForm, sign_in_page};
use frontend::{Assets, DemoBar, Footer, Nav, Shell, Size, Theme, Who, render};
use messages::{Language, words};

#[path = "awards.rs"]
mod awards;
#[path = "lists.rs"]
mod lists;
#[path = "organizations.rs"]
mod organizations;
#[path = "workbench.rs"]
mod workbench;

/// A page by its name.
pub struct Sample {
    /// The name of its file.
    pub name: &'static str,
    /// Its document.
    pub html: String,
}

const TELEPHONE: &str = "021-0000 0000";

/// The frame of a page in this language, theme and size; files are named as they stand beside it.
pub fn shell(language: Language, theme: Theme, size: Size, title: &str) -> Shell {
    let w = words(language);
    Shell {
        words: w,
        title: title.to_owned(),
        description: None,
        theme,
        size,
        islands: true,
        path_and_query: "/".to_owned(),
        site: Some("https://gongxu.example".to_owned()),
        signed_in: None,
        current: None,
        demo: Some(DemoBar { now: w.moment(at(day(2025, 6, 10), 10, 20)) }),
        assets: Assets { style: "style.css".into(), icons: "icons.svg".into(), logo: "logo.svg".into(), boot: "boot.js".into() },
        footer: Footer {
            sponsor: "上海市示例主管局".into(),
            operator: "上海示例信息服务中心".into(),
            telephone: TELEPHONE.into(),
            hours: "9:00–17:30".into(),
            site_code: Some("0000000000".into()),
            filings: vec!["示例ICP备00000000号".into()],
            law_as_of: Some(day(2025, 3, 1)),
            ledger_head: None,
            release: "0.1.0".into(),
        },
    }
}

fn officer() -> Who {
    Who { name: "示例·采购经办".into(), role: Role::PurOfficer.term(), organization: Some("静安区示例路街道办事处".into()), waiting: 5 }
}

/// All pages.
pub fn pages(language: Language, theme: Theme, size: Size) -> Vec<Sample> {
    let with = |title: &str| shell(language, theme, size, title);
    let signed_in = |title: &str| Shell { signed_in: Some(officer()), ..with(title) };
    let home = Shell { current: Some(Nav::Home), description: Some("demo".into()), ..with("") };
    let gallery = Shell { current: Some(Nav::Contracts), ..signed_in("Components") };
    let today = day(2025, 6, 10);
    let now = at(today, 10, 20);
    let sample = |name: &'static str, html: String| Sample { name, html };
    let mut all = organizations::pages(language, theme, size);
    all.extend(awards::pages(language, theme, size));
    all.extend(workbench::pages(language, theme, size));
    all.extend(lists::pages(language, theme, size));
    all.extend([
        sample("home", render(&home, || home_page(home_view()))),
        sample("home-empty", render(&home, || home_page(empty_home()))),
        sample("components", render(&gallery, || frontend::demo::components_page(now, now))),
        sample("sign-in", render(&with("Sign in"), || sign_in_page(sign_in(None)))),
        sample("sign-in-failed", render(&with("Sign in"), || sign_in_page(sign_in(Some("账号或口令不对。".into()))))),
        sample("forbidden", render(&with("403"), || forbidden_page(&refused_role(), Some("/workbench?x=1")))),
        sample("not-found", render(&with("404"), || refusal_page(&Refusal::not_found(), None, Vec::new()))),
        sample("refused", render(&signed_in("422"), || refusal_page(&refusal(), Some(Link::new("返回合同", "/contracts")), vec![Act::link("改", "#").main()]))),
        sample("broken", render(&with("500"), || broken_page("7F3A-0192".into(), Some(false), TELEPHONE.into()))),
        sample("help", render(&with("Help"), help_page)),
        sample("guide", render(&with("Guide"), guide_page)),
        sample("accessibility", render(&with("Accessibility"), || accessibility_page(with("").footer))),
        sample("law", render(&with("Law"), || law_page(vec![rule(), read_rule()], today))),
        sample("rule", render(&with("Rule"), || rule_page(rule(), today))),
        sample("glossary", render(&with("Glossary"), glossary_page)),
    ]);
    all
}

fn home_view() -> HomeView {
    let due = |title: &str, purchaser: &str, date: u32, hour: u32, yuan: i64| HomeDeadline {
        title: title.to_owned(),
        href: "/demands/GX-2025-000027".to_owned(),
        purchaser: purchaser.to_owned(),
        budget: Money::yuan(yuan),
        at: at(day(2025, 6, date), hour, 0),
    };
    let notice = |title: &str, issuer: &str, number: &str, month: u32, date: u32, until: Option<u32>| HomeNotice {
        title: title.to_owned(),
        href: format!("/notices/{number}"),
        issuer: issuer.to_owned(),
        number: number.to_owned(),
        day: day(2025, month, date),
        until: until.map(|date| Due::kept(day(2025, 6, date))),
    };
    let districts = [("310115", 4), ("310106", 3), ("310101", 2), ("310104", 2), ("310110", 2), ("310112", 2), ("310105", 1), ("310107", 1), ("310109", 1)];
    HomeView {
        now: at(day(2025, 6, 10), 10, 20),
        open: 23,
        running: 47,
        paid: Money::yuan(12_843_000),
        districts: districts.into_iter().filter_map(|(code, count)| District::parse(code).map(|district| (district, count))).collect(),
        often: ["养老服务", "社区治理", "残疾人服务", "妇女儿童服务"].map(|field| Link::new(field, "/demands?field=F01")).to_vec(),
        due: vec![
            due("社区儿童课后托管服务", "杨浦区示例新村街道办事处", 11, 17, 320_000),
            due("残障人士社区融合活动", "普陀区示例桥街道办事处", 12, 17, 186_000),
            due("独居老人居家关怀服务（8月起）", "静安区示例路街道办事处", 13, 17, 486_000),
            due("社区矛盾调解驻点服务", "浦东新区示例镇人民政府", 16, 12, 418_000),
            due("新就业青年志愿服务站运营", "徐汇区示例路街道办事处", 17, 24, 264_000),
        ],
        notices: vec![
            notice("社区助餐点运营服务选定结果公示", "虹口区示例路街道办事处", "GG-2025-000058", 6, 10, Some(13)),
            notice("困境家庭儿童陪伴服务合同公开", "闵行区示例镇人民政府", "GG-2025-000057", 6, 9, None),
            notice("社区矛盾调解驻点服务需求公告", "浦东新区示例镇人民政府", "GG-2025-000056", 6, 6, None),
        ],
        telephone: TELEPHONE.to_owned(),
    }
}

fn empty_home() -> HomeView {
    HomeView { open: 0, running: 0, paid: Money::ZERO, districts: Vec::new(), often: Vec::new(), due: Vec::new(), notices: Vec::new(), ..home_view() }
}

fn sign_in(failure: Option<String>) -> SignInForm {
    let account = |account: &str, name: &str, role: Role, organization: Option<&str>| DemoAccount {
        account: account.to_owned(),
        name: name.to_owned(),
        role: role.term(),
        organization: organization.map(str::to_owned),
    };
    SignInForm {
        account: if failure.is_some() { "shili".to_owned() } else { String::new() },
        next: Some("/workbench".to_owned()),
        failure,
        telephone: TELEPHONE.to_owned(),
        demo: vec![
            account("officer", "示例·采购经办", Role::PurOfficer, Some("静安区示例路街道办事处")),
            account("approver", "示例·批准人", Role::PurApprover, Some("静安区示例路街道办事处")),
            account("expert", "示例·评审甲", Role::PanelExpert, None),
            account("anju", "安居·填报员", Role::SoAdmin, Some("上海示例安居社会工作服务中心")),
            account("lead", "明衡·主评人", Role::AgencyLead, Some("上海示例明衡评估中心")),
        ],
        demo_password: Some("shili-gongxu-2025".to_owned()),
    }
}

fn refused_role() -> Refusal {
    Refusal::forbidden("policy.not-your-role", Role::PurApprover).fact("action", Fact::Term("action-approve-demand".to_owned()))
}

fn refusal() -> Refusal {
    let basis = Basis { borrowed: Some(Law::ProcurementLaw.article(49)), unverified: true, ..Basis::of(Law::UnitRule.whole(), Scope::Unit) };
    Refusal::new("policy.drafted-it").basis(basis)
}

fn rule() -> RuleRow {
    RuleRow {
        key: "contracts.supplement-max".to_owned(),
        values: vec![(day(2003, 1, 1), Fact::Percent(Percent(10))), (day(2025, 1, 1), Fact::Percent(Percent(8)))],
        basis: Basis { borrowed: Some(Law::ProcurementLaw.article(49)), unverified: true, ..Basis::of(Law::UnitRule.whole(), Scope::Unit) },
        certainty: Certainty::KnownMedium,
    }
}

fn read_rule() -> RuleRow {
    RuleRow {
        key: "demands.open-for".to_owned(),
        values: vec![(day(2022, 1, 1), Fact::WorkingDays(5))],
        basis: Basis::of(Law::PlatformRule.whole(), Scope::Platform),
        certainty: Certainty::Design,
    }
}
