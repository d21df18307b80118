//! Pages of the register and of matching with invented data.

use super::{Sample, officer, shell};
use domain::calendar::at;
use domain::code::{CreditCode, District};
use domain::demands::{DemandRow, Stage};
use domain::ids::{DemandId, ImportId, OrganizationId};
use domain::law::{Edition, FOUNDED, day};
use domain::matching::{
    AsOf, Credit, ForMeRow, ForMeView, Grade, InvitationRow, Match, MatchedRow, MatchesView, OwnMatch, Profile, Project, Registration, Served, Wanted, explain,
    funnel,
};
use domain::money::{Money, Points};
use domain::numbers::{ContractNumber, DemandNumber, EvaluationNumber};
use domain::organizations::import::{Column, Counts, Finding, HeaderColumn, ImportReport, Place, Weight};
use domain::organizations::{
    Counted, FieldSource, ImportOutcome, ImportRun, ImportStage, ImportSummary, OrganizationKind, OrganizationOrder, OrganizationRow, OrganizationView, Serves,
    Standing, TrackRecordRow,
};
use domain::policy::Action;
use domain::refusal::Refusal;
use domain::services::Field;
use frontend::components::{ListPlace, PageTitle};
use frontend::matching::{InviteForm, MatchBox, MatchesPage, for_me_page, matches_page};
use frontend::organizations::{
    ImportsPage, OrganizationPage, OrganizationsPage, ProfilePage, RunPage, imports_page, organization_page, organizations_page, profile_page, run_page,
};
use frontend::{Nav, Shell, Size, Theme, render};
use leptos::prelude::*;
use messages::Language;

/// All of them.
pub fn pages(language: Language, theme: Theme, size: Size) -> Vec<Sample> {
    let with = |title: &str| Shell { current: Some(Nav::Organizations), ..shell(language, theme, size, title) };
    let signed_in = |title: &str| Shell { signed_in: Some(officer()), ..with(title) };
    let sample = |name: &'static str, html: String| Sample { name, html };
    let now = at(day(2025, 6, 10), 10, 20);
    vec![
        sample("organizations", render(&with("Organizations"), || organizations_page(list(vec![row(false), row(true), department()])))),
        sample("organizations-empty", render(&with("Organizations"), || organizations_page(list(Vec::new())))),
        sample("organization", render(&with("Organization"), || organization_page(page(vec![record(true), record(false)], false, Vec::new())))),
        sample("organization-own", render(&signed_in("Organization"), || organization_page(page(Vec::new(), false, vec![Action::EditProfile])))),
        sample("organization-held", render(&signed_in("Organization"), || organization_page(page(Vec::new(), true, vec![Action::ConfirmCode])))),
        sample("profile", render(&signed_in("Profile"), || profile_page(profile()))),
        sample("imports", render(&signed_in("Imports"), || imports_page(imports(vec![summary(ImportStage::Loaded), summary(ImportStage::Judging)])))),
        sample("imports-none", render(&signed_in("Imports"), || imports_page(imports(Vec::new())))),
        sample("import-judging", render(&signed_in("Import"), || run_page(run(ImportStage::Judging, None, 0)))),
        sample("import-judged", render(&signed_in("Import"), || run_page(run(ImportStage::Judged, Some(report(250)), 100)))),
        sample("import-loaded", render(&signed_in("Import"), || run_page(run(ImportStage::Loaded, Some(report(0)), 0)))),
        sample("import-no-list", render(&signed_in("Import"), || run_page(run(ImportStage::Refused, Some(no_list()), 0)))),
        sample("import-broken", render(&signed_in("Import"), || run_page(run(ImportStage::Broken, Some(report(1)), 0)))),
        sample("matches", render(&signed_in("Matches"), || matches_page(matches(true)))),
        sample("matches-others", render(&signed_in("Matches"), || matches_page(matches(false)))),
        sample("for-me", render(&signed_in("For us"), || for_me_page(for_me(true), now))),
        sample("for-me-empty", render(&signed_in("For us"), || for_me_page(for_me(false), now))),
        sample("match-box", render(&signed_in("Match"), || view! { <PageTitle title="GX".to_owned()/> <MatchBox own=own()/> })),
    ]
}

pub fn code(serial: &str) -> CreditCode {
    CreditCode::compose("52310106", serial).unwrap()
}

fn jingan() -> District {
    District::parse("310106").unwrap()
}

fn row(held: bool) -> OrganizationRow {
    OrganizationRow {
        code: code(if held { "MJW00002" } else { "MJW00001" }),
        name: "上海示例安居社会工作服务中心".into(),
        kind: OrganizationKind::ServiceInstitution,
        standing: Some(Standing::Active),
        district: Some(jingan()),
        fields: vec![Field::ElderlyCare, Field::CommunityServices],
        serves: Serves::Districts(vec![jingan()]),
        delivered: 3,
        held,
    }
}

fn department() -> OrganizationRow {
    OrganizationRow {
        code: CreditCode::compose("11310106", "MBW00001").unwrap(),
        name: "上海市静安区示例路街道办事处".into(),
        kind: OrganizationKind::Department,
        standing: None,
        fields: Vec::new(),
        serves: Serves::NotGiven,
        delivered: 0,
        ..row(false)
    }
}

fn list(rows: Vec<OrganizationRow>) -> OrganizationsPage {
    OrganizationsPage {
        total: rows.len() as u64,
        place: ListPlace::new("/organizations", "q=a&kind=foundation".into(), true, (!rows.is_empty()).then(|| code("MJW00001").to_string())),
        rows,
        words: "示例".into(),
        kind: Some(OrganizationKind::Foundation),
        field: Some(Field::Health),
        district: Some(jingan()),
        held: false,
        order: OrganizationOrder::Delivered,
        registrar: true,
    }
}

fn record(done: bool) -> TrackRecordRow {
    TrackRecordRow {
        contract: ContractNumber::new(2024, if done { 17 } else { 52 }),
        title: "独居老人居家关怀".into(),
        purchaser: "静安区示例路街道".into(),
        provider: "上海示例安居社会工作服务中心".into(),
        field: Field::ElderlyCare,
        price: Money::yuan(462_000),
        ends: (!done).then(|| day(2025, 12, 31)),
        accepted_on: done.then(|| day(2024, 12, 31)),
        failed_on: None,
        evaluation: done.then(|| EvaluationNumber::new(2025, 3)),
        grade: done.then(|| "good".into()),
        score: done.then(|| Points::hundredths(84_60)),
        evaluated_on: done.then(|| day(2025, 1, 20)),
    }
}

fn page(records: Vec<TrackRecordRow>, held: bool, acts: Vec<Action>) -> OrganizationPage {
    let registered = FieldSource::Register { list: "示例登记名单.csv".into(), on: day(2025, 3, 3) };
    let view = OrganizationView {
        row: row(held),
        id: "00000000-0000-0000-0000-000000000007".parse::<OrganizationId>().unwrap(),
        registered_on: Some(day(2015, 6, 1)),
        capital: Some(Money::yuan(100_000)),
        registrar: Some("上海市示例民政局".into()),
        supervisor: None,
        address: Some("示例路1号".into()),
        scope: Some("社区老年人服务".into()),
        staff: Some(18),
        registered,
        profiled: FieldSource::Own { on: day(2025, 1, 8) },
        confirmed_on: (!held).then(|| day(2025, 3, 4)),
        running: Counted { number: 1, sum: Money::yuan(462_000) },
        delivered: Counted { number: 1, sum: Money::yuan(462_000) },
        records,
        version: 2,
    };
    OrganizationPage { view, acts, once: "0197-sample".into(), refused: Vec::new(), today: day(2025, 6, 10) }
}

fn profile() -> ProfilePage {
    ProfilePage {
        code: code("MJW00001"),
        name: "上海示例安居社会工作服务中心".into(),
        fields: "F01 F05".into(),
        districts: "310000".into(),
        staff: "18".into(),
        refused: Vec::new(),
        version: 2,
        once: "0197-sample".into(),
    }
}

fn summary(stage: ImportStage) -> ImportSummary {
    ImportSummary {
        id: "00000000-0000-0000-0000-000000000003".parse::<ImportId>().unwrap(),
        file: "示例名单.xlsx".into(),
        digest: "9c41e7d08a10b3f2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f75be2f836".into(),
        by: Some("示例·登记管理机关".into()),
        at: at(day(2025, 6, 10), 10, 20),
        stage,
        done: 120,
        total: Some(250),
    }
}

fn imports(runs: Vec<ImportSummary>) -> ImportsPage {
    ImportsPage { runs, dry_run: true, refused: Vec::new(), once: "0197-sample".into() }
}

fn report(findings: usize) -> ImportReport {
    let finding = |n: usize| Finding {
        place: Place { row: u32::try_from(n + 2).unwrap(), letter: n.is_multiple_of(2).then(|| "B".into()), header: Some("统一社会信用代码".into()) },
        value: "52310106MJX".into(),
        weight: [Weight::Warns, Weight::Holds, Weight::Skips, Weight::Refuses][n % 4],
        reason: Refusal::new("organizations.import-date-partial"),
    };
    ImportReport {
        file: "示例名单.xlsx".into(),
        encoding: Some("GB18030".into()),
        sheet: Some("示例表一".into()),
        other_sheets: vec!["示例表二".into()],
        header_row: Some(2),
        columns: vec![
            HeaderColumn { letter: "A".into(), header: "名称".into(), meaning: Some(Column::Name) },
            HeaderColumn { letter: "B".into(), header: "备注".into(), meaning: None },
        ],
        refused: None,
        remarks: vec![Refusal::new("organizations.import-other-list").fact("sheet", "示例表二")],
        counts: Counts { read: 250, load: 248, warned: 2, wait: 1, repeated: 1, refused: 0, notes: 1, blank: 2 },
        findings: (0..findings).map(finding).collect(),
        organizations: Vec::new(),
    }
}

fn no_list() -> ImportReport {
    ImportReport::of_refused(Refusal::new("organizations.import-no-header"))
}

fn run(stage: ImportStage, report: Option<ImportReport>, from: usize) -> RunPage {
    let run = ImportRun {
        summary: summary(stage),
        report,
        outcome: (stage == ImportStage::Loaded).then_some(ImportOutcome { new: 200, changed: 40, unchanged: 8 }),
        failure: (stage == ImportStage::Broken).then(|| Refusal::new("organizations.import-broke-off")),
        may_load: stage == ImportStage::Judged,
    };
    RunPage { run, from, once: "0197-sample".into() }
}

fn wanted() -> Wanted {
    Wanted {
        demand: "00000000-0000-0000-0000-000000000001".parse::<DemandId>().unwrap(),
        on: day(2025, 6, 10),
        edition: Edition(FOUNDED),
        field: Field::ElderlyCare,
        place: Some(jingan()),
        recipients: Some(120),
        ends: day(2025, 12, 31),
        registered_min: domain::calendar::Years(2),
        similar_min: 0,
        staff_min: 2,
        local: None,
    }
}

fn compared<T>(fields: &[Field], see: impl FnOnce(&Profile<'_>) -> T) -> T {
    let projects = [Project { field: Field::ElderlyCare, finished_on: day(2024, 12, 31), fulfilled: true, grade: Some(Grade::Good) }];
    see(&Profile {
        organization: "00000000-0000-0000-0000-000000000007".parse::<OrganizationId>().unwrap(),
        registration: Registration::Active,
        registered_on: Some(day(2015, 6, 1)),
        seat: Some(jingan()),
        certificate_to: None,
        fields,
        served: Served::WholeCity,
        projects: &projects,
        staff: Some(18),
        capacity: None,
        rating: None,
        credit: Credit::Unknown,
        as_of: AsOf { registry: Some(day(2025, 3, 3)), profile: Some(day(2025, 1, 8)), credit: None },
    })
}

fn found(fits: bool) -> Match {
    let fields: &[Field] = if fits { &[Field::ElderlyCare] } else { &[Field::Health] };
    compared(fields, |profile| explain(&wanted(), profile))
}

pub fn demand() -> DemandRow {
    DemandRow {
        number: DemandNumber::new(2025, 27),
        title: "独居老人居家关怀服务".into(),
        purchaser: "静安区示例路街道办事处".into(),
        field: Field::ElderlyCare,
        district: jingan(),
        budget: Money::yuan(486_000),
        stage: Stage::Open,
        published_at: at(day(2025, 6, 3), 9, 0),
        closes_at: at(day(2025, 6, 13), 17, 0),
        closes_provisional: false,
    }
}

fn matches(fitting: bool) -> MatchesPage {
    let matched = |serial: &str, invited: bool| MatchedRow {
        code: code(serial),
        name: format!("上海示例{serial}服务中心"),
        district: Some(jingan()),
        found: found(fitting),
        invited_at: invited.then(|| at(day(2025, 6, 4), 9, 0)),
    };
    let invitation = InvitationRow {
        code: code("MJW00003"),
        name: "上海示例受邀服务中心".into(),
        fits: false,
        reason: Some("在本街道服务多年".into()),
        at: at(day(2025, 6, 4), 9, 0),
    };
    let view = MatchesView {
        demand: demand(),
        funnel: compared(&[Field::Health], |profile| funnel(&wanted(), &[*profile, *profile])),
        fitting,
        rows: vec![matched("MJW00003", true), matched("MJW00004", false), matched("MJW00005", false)],
        total: 30,
        next: Some(code("MJW00005")),
        invitations: vec![invitation],
        may_invite: true,
    };
    let onces = (0..3).map(|n| format!("0197-sample-{n}")).collect();
    MatchesPage { view, onces, later: true, form: InviteForm::default() }
}

fn for_me(some: bool) -> ForMeView {
    let row = |fits: bool, serial: u32| ForMeRow {
        demand: DemandRow { number: DemandNumber::new(2025, serial), ..demand() },
        found: found(fits),
        invited_at: fits.then(|| at(day(2025, 6, 4), 9, 0)),
    };
    ForMeView {
        name: "上海示例安居社会工作服务中心".into(),
        code: code("MJW00001"),
        keeps_profile: true,
        held: !some,
        has_fields: some,
        rows: if some { vec![row(true, 27), row(false, 28)] } else { Vec::new() },
        fitting: usize::from(some),
    }
}

fn own() -> OwnMatch {
    OwnMatch {
        name: "上海示例安居社会工作服务中心".into(),
        code: code("MJW00001"),
        found: found(false),
        keeps_profile: true,
        held: true,
        invited_at: Some(at(day(2025, 6, 4), 9, 0)),
    }
}
