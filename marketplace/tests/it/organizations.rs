//! The register: lists load whole or not at all, codes that wait, profiles that an organization keeps itself.

use crate::demands::{good_draft, published, street};
use crate::world::{World, worlds};
use domain::code::CreditCode;
use domain::ids::OrganizationId;
use domain::matching::Verdict;
use domain::organizations::{FieldSource, ImportRun, ImportStage, OrganizationKind, OrganizationOrder, Serves, Standing, read_profile};
use domain::policy::{Action, Actor, Role};
use marketplace::organizations::{
    ConfirmCode, EditProfile, Filter, ListFile, LoadImport, StartImport, acts, by_code, confirm_code, edit_profile, import_now, import_run, import_runs, list,
    load_import, start_import, view,
};
use marketplace::{Fault, Once};

const HEADER: &str = "名称,统一社会信用代码,类型,成立登记日期,状态,服务领域,服务区域\n";

fn codes(fault: &Fault) -> Vec<&str> {
    fault.refusals().iter().map(|refusal| refusal.code.as_str()).collect()
}

fn code(serial: &str) -> CreditCode {
    CreditCode::compose("52310106", serial).unwrap()
}

/// The same code with another check character, which is wrong.
fn doubtful(code: &CreditCode) -> CreditCode {
    let (rest, last) = code.as_str().split_at(17);
    CreditCode::read(&format!("{rest}{}", if last == "A" { "B" } else { "A" })).unwrap().code
}

fn line(name: &str, code: &CreditCode, rest: &str) -> String {
    format!("{name},{code},社会服务机构,{rest}\n")
}

fn file(lines: &[String]) -> ListFile {
    ListFile { name: "示例名单.csv".into(), bytes: format!("{HEADER}{}", lines.concat()).into_bytes() }
}

/// Waits until a run has ended, as a person does who reloads the page.
async fn ended(world: &World, actor: &Actor, id: domain::ids::ImportId) -> ImportRun {
    for _ in 0..200 {
        let run = import_run(&world.market, actor, id).await.unwrap();
        if !matches!(run.summary.stage, ImportStage::Judging | ImportStage::Loading) {
            return run;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import does not end");
}

async fn id_of(world: &World, code: &CreditCode) -> OrganizationId {
    by_code(&world.market, code).await.unwrap().unwrap().id
}

#[tokio::test]
async fn one_impossible_row_stops_the_whole_list() {
    for world in worlds().await {
        let registrar = world.person("registrar", Role::Registrar, None).await;
        let good = code("MJU00001");
        let bad = line("上海示例乙社", &good, ",,,").replace(good.as_str(), "52310106MJIO00020X");
        let list_file = file(&[line("上海示例甲社", &good, "2016-05-09,正常,F01,静安区"), bad]);
        let start = StartImport { file: list_file, dry_run: false, once: Once::fresh() };
        let id = start_import(&world.market, &registrar, start).await.unwrap();
        let run = ended(&world, &registrar, id).await;
        assert_eq!((run.summary.stage, run.may_load, run.outcome), (ImportStage::Refused, false, None));
        assert_eq!(run.report.unwrap().findings.iter().filter(|finding| finding.reason.code == "organizations.import-code-letter").count(), 1);
        assert!(by_code(&world.market, &good).await.unwrap().is_none());
        let load = LoadImport { run: id, once: Once::fresh() };
        assert_eq!(codes(&load_import(&world.market, &registrar, load).await.unwrap_err()), ["organizations.import-not-loadable"]);
    }
}

#[tokio::test]
async fn a_dry_run_loads_nothing_until_it_is_told_to() {
    for world in worlds().await {
        let registrar = world.person("registrar", Role::Registrar, None).await;
        let one = code("MJU00011");
        let start = StartImport { file: file(&[line("上海示例丙社", &one, "2016-05-09,正常,F01、F04,全市")]), dry_run: true, once: Once::fresh() };
        let id = start_import(&world.market, &registrar, start.clone()).await.unwrap();
        assert_eq!(start_import(&world.market, &registrar, start).await.unwrap(), id, "a second press begins no second run");
        let run = ended(&world, &registrar, id).await;
        assert_eq!((run.summary.stage, run.may_load, run.summary.done, run.summary.total), (ImportStage::Judged, true, 1, Some(1)));
        assert!(by_code(&world.market, &one).await.unwrap().is_none());

        load_import(&world.market, &registrar, LoadImport { run: id, once: Once::fresh() }).await.unwrap();
        let run = ended(&world, &registrar, id).await;
        assert_eq!((run.summary.stage, run.outcome.unwrap().new), (ImportStage::Loaded, 1));
        let again = load_import(&world.market, &registrar, LoadImport { run: id, once: Once::fresh() }).await.unwrap_err();
        assert_eq!(codes(&again), ["organizations.import-loaded-already"]);
        assert_eq!(import_runs(&world.market, &registrar, 10).await.unwrap().len(), 1);

        let seen = view(&world.market, &Actor::PUBLIC, &one).await.unwrap();
        assert_eq!((seen.row.serves, seen.row.standing, seen.staff), (Serves::WholeCity, Some(Standing::Active), None));
        assert!(matches!(seen.registered, FieldSource::Register { list, .. } if list == "示例名单.csv"));
        assert_eq!(codes(&import_run(&world.market, &Actor::PUBLIC, id).await.unwrap_err()), ["policy.sign-in"]);
    }
}

#[tokio::test]
async fn a_list_that_only_repeats_changes_nothing() {
    for world in worlds().await {
        let one = code("MJU00021");
        let list_file = file(&[line("上海示例丁社", &one, "2016-05-09,正常,F01,静安区")]);
        let first = import_now(&world.market, &Actor::OPERATOR, list_file.clone(), false).await.unwrap();
        assert_eq!(first.outcome.unwrap().new, 1);
        let second = import_now(&world.market, &Actor::OPERATOR, list_file, false).await.unwrap().outcome.unwrap();
        assert_eq!((second.new, second.changed, second.unchanged), (0, 0, 1));
    }
}

/// Another name for a registered code: said with both names, and loaded only by a person who was told.
#[tokio::test]
async fn no_list_renames_a_body_unseen() {
    for world in worlds().await {
        let registrar = world.person("registrar", Role::Registrar, None).await;
        let one = code("MJU00025");
        let named = |name: &str| file(&[line(name, &one, "2016-05-09,正常,F01,静安区")]);
        import_now(&world.market, &registrar, named("上海示例庚社"), false).await.unwrap();
        // A variant of the same name is no other name.
        let same = import_now(&world.market, &registrar, named("上海示例庚社 "), false).await.unwrap();
        assert_eq!(same.summary.stage, ImportStage::Loaded);

        let run = import_now(&world.market, &registrar, named("上海示例辛社"), false).await.unwrap();
        let report = run.report.unwrap();
        assert_eq!((run.summary.stage, run.may_load, report.counts.warned), (ImportStage::Judged, true, 1));
        let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
        assert_eq!(
            (finding.reason.code.as_str(), finding.place.letter.as_deref(), finding.value.as_str()),
            ("organizations.import-renamed", Some("A"), "上海示例辛社")
        );
        assert_eq!(by_code(&world.market, &one).await.unwrap().unwrap().name, "上海示例庚社");

        // The same list judged twice: whoever loads the second one has read of a name that is gone.
        let stale = import_now(&world.market, &registrar, named("上海示例壬社"), true).await.unwrap().summary.id;
        load_import(&world.market, &registrar, LoadImport { run: run.summary.id, once: Once::fresh() }).await.unwrap();
        assert_eq!(ended(&world, &registrar, run.summary.id).await.summary.stage, ImportStage::Loaded);
        assert_eq!(by_code(&world.market, &one).await.unwrap().unwrap().name, "上海示例辛社");
        load_import(&world.market, &registrar, LoadImport { run: stale, once: Once::fresh() }).await.unwrap();
        assert_eq!(ended(&world, &registrar, stale).await.failure.unwrap().code, "organizations.import-names-since");
        assert_eq!(by_code(&world.market, &one).await.unwrap().unwrap().name, "上海示例辛社");
    }
}

#[tokio::test]
async fn a_doubtful_code_waits_until_the_registrar_confirms_it() {
    for world in worlds().await {
        let registrar = world.person("registrar", Role::Registrar, None).await;
        let held = doubtful(&code("MJU00031"));
        let run = import_now(&world.market, &Actor::OPERATOR, file(&[line("上海示例待核社", &held, "2016-05-09,正常,F01,静安区")]), false).await.unwrap();
        assert_eq!((run.summary.stage, run.report.unwrap().counts.wait), (ImportStage::Loaded, 1));

        // The public does not know it, and no list of its shows it.
        assert_eq!(codes(&view(&world.market, &Actor::PUBLIC, &held).await.unwrap_err()), ["not-found"]);
        assert_eq!(list(&world.market, &Actor::PUBLIC, &Filter::default(), None, 10).await.unwrap().total, 0);
        let waiting = Filter { held: true, ..Filter::default() };
        assert_eq!(list(&world.market, &registrar, &waiting, None, 10).await.unwrap().rows[0].code, held);
        assert_eq!(codes(&list(&world.market, &Actor::PUBLIC, &waiting, None, 10).await.unwrap_err()), ["policy.sign-in"]);

        let seen = view(&world.market, &registrar, &held).await.unwrap();
        assert_eq!(acts(&registrar, &seen), [Action::ConfirmCode]);
        let admin = world.person("admin", Role::SoAdmin, Some(id_of(&world, &held).await)).await;
        let confirm = ConfirmCode { code: held.clone(), seen: seen.version, once: Once::fresh() };
        assert_eq!(codes(&confirm_code(&world.market, &admin, confirm.clone()).await.unwrap_err()), ["not-found"]);
        confirm_code(&world.market, &registrar, confirm.clone()).await.unwrap();
        confirm_code(&world.market, &registrar, confirm.clone()).await.unwrap();
        let late = ConfirmCode { once: Once::fresh(), ..confirm };
        assert_eq!(codes(&confirm_code(&world.market, &registrar, late).await.unwrap_err()), ["organizations.not-held"]);
        assert!(view(&world.market, &Actor::PUBLIC, &held).await.unwrap().confirmed_on.is_some());
    }
}

#[tokio::test]
async fn an_organization_that_waits_neither_matches_nor_is_invited() {
    for world in worlds().await {
        let street = street(&world, "held").await;
        let held = doubtful(&code("MJU00041"));
        import_now(&world.market, &Actor::OPERATOR, file(&[line("上海示例待核社", &held, "2016-05-09,正常,F01,全市")]), false).await.unwrap();
        let number = published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        for fitting in [true, false] {
            let show = marketplace::matching::Show { fitting, after: None, most: 50 };
            let found = marketplace::matching::matches(&world.market, &street.officer, number, &show).await.unwrap();
            assert!(found.rows.iter().all(|row| row.code != held));
        }
        let invite = marketplace::matching::Invite { demand: number, organization: held.clone(), reason: None, once: Once::fresh() };
        let refused = marketplace::matching::invite(&world.market, &street.officer, invite).await.unwrap_err();
        assert_eq!(codes(&refused), ["matching.unknown-organization"]);
        let admin = world.person("admin", Role::SoAdmin, Some(id_of(&world, &held).await)).await;
        assert!(marketplace::matching::match_of(&world.market, &admin, number).await.unwrap().held);
    }
}

#[tokio::test]
async fn only_its_own_people_keep_a_profile_and_no_list_overwrites_it() {
    for world in worlds().await {
        let (mine, other) = (code("MJU00051"), code("MJU00052"));
        let lines = [line("上海示例戊社", &mine, "2016-05-09,正常,F01,静安区"), line("上海示例己社", &other, "2016-05-09,正常,F01,静安区")];
        import_now(&world.market, &Actor::OPERATOR, file(&lines), false).await.unwrap();
        let admin = world.person("admin", Role::SoAdmin, Some(id_of(&world, &mine).await)).await;
        let stranger = world.person("stranger", Role::SoAdmin, Some(id_of(&world, &other).await)).await;
        let legal = world.person("legal", Role::SoLegal, admin.organization).await;

        let profile = read_profile(&["F04"], &["310107", "310109"], "18").unwrap();
        let keep = EditProfile { code: mine.clone(), profile, seen: 1, once: Once::fresh() };
        for (actor, expected) in [(&stranger, "policy.not-yours"), (&legal, "policy.not-your-role"), (&Actor::PUBLIC, "policy.sign-in")] {
            assert_eq!(codes(&edit_profile(&world.market, actor, keep.clone()).await.unwrap_err()), [expected]);
        }
        edit_profile(&world.market, &admin, keep.clone()).await.unwrap();
        let stale = EditProfile { once: Once::fresh(), ..keep };
        assert_eq!(codes(&edit_profile(&world.market, &admin, stale).await.unwrap_err()), ["changed-meanwhile"]);

        let again = import_now(&world.market, &Actor::OPERATOR, file(&lines), false).await.unwrap();
        assert_eq!(again.outcome.unwrap().unchanged, 2);
        let seen = view(&world.market, &Actor::PUBLIC, &mine).await.unwrap();
        assert_eq!((seen.staff, seen.row.fields.len()), (Some(18), 1));
        assert!(matches!(seen.profiled, FieldSource::Own { .. }));
        assert!(!seen.row.serves.covers(domain::code::District::parse("310106").unwrap()));
    }
}

#[tokio::test]
async fn the_register_is_paged_by_name_and_filtered() {
    for world in worlds().await {
        let lines: Vec<String> = (0..7)
            .map(|n| {
                let (field, district) = if n % 2 == 0 { ("F01", "静安区") } else { ("F06", "全市") };
                line(&format!("上海示例{n}号社"), &code(&format!("MJU0010{n}")), &format!("2016-05-09,正常,{field},{district}"))
            })
            .collect();
        import_now(&world.market, &Actor::OPERATOR, file(&lines), false).await.unwrap();
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = list(&world.market, &Actor::PUBLIC, &Filter::default(), after.as_ref(), 3).await.unwrap();
            assert_eq!(page.total, 7);
            seen.extend(page.rows.into_iter().map(|row| row.name));
            match page.next {
                Some(code) => after = Some(CreditCode::read(&code).unwrap().code),
                None => break,
            }
        }
        assert_eq!(seen.len(), 7);
        assert!(seen.is_sorted(), "{seen:?}");

        let count = async |filter: Filter| list(&world.market, &Actor::PUBLIC, &filter, None, 50).await.unwrap().total;
        assert_eq!(count(Filter { field: Some(domain::services::Field::Health), ..Filter::default() }).await, 3);
        assert_eq!(count(Filter { district: domain::code::District::parse("310107"), ..Filter::default() }).await, 3);
        assert_eq!(count(Filter { district: domain::code::District::parse("310106"), ..Filter::default() }).await, 7);
        assert_eq!(count(Filter { words: Some("3号".into()), ..Filter::default() }).await, 1);
        assert_eq!(count(Filter { words: Some(code("MJU00105").to_string()), ..Filter::default() }).await, 1);
        assert_eq!(count(Filter { kind: Some(OrganizationKind::Department), ..Filter::default() }).await, 0);
    }
}

#[tokio::test]
async fn whoever_delivered_most_can_come_first() {
    use entities::organizations::track_record;
    use sea_orm::{ActiveModelTrait, ActiveValue::Set};
    for world in worlds().await {
        let market = &world.market;
        let unit = world.body("上海市静安区示例d街道办事处", "街道办事处", "", "").await;
        let mut serial = 0;
        for (name, accepted, running) in [("甲", 1, 2), ("乙", 3, 0), ("丙", 0, 1), ("丁", 1, 0), ("戊", 0, 0)] {
            let body = world.body(&format!("上海示例{name}服务中心"), "民办非企业单位", "", "").await;
            for n in 0..accepted + running {
                serial += 1;
                let row = track_record::ActiveModel {
                    id: Set(uuid::Uuid::from_u128(serial)),
                    organization_id: Set(body.uuid()),
                    purchaser_id: Set(unit.uuid()),
                    contract: Set(format!("HT-2025-{serial:06}")),
                    field: Set("F01".into()),
                    title: Set("助餐".into()),
                    price_fen: Set(1),
                    accepted_on: Set((n < accepted).then(|| domain::law::day(2025, 3, 1))),
                    failed_on: Set(None),
                    evaluation: Set(None),
                    grade: Set(None),
                    score: Set(None),
                    evaluated_on: Set(None),
                };
                row.insert(market.reader()).await.unwrap();
            }
        }
        let filter = Filter { order: OrganizationOrder::Delivered, kind: Some(OrganizationKind::ServiceInstitution), ..Filter::default() };
        let whole = list(market, &Actor::PUBLIC, &filter, None, 100).await.unwrap().rows;
        assert_eq!(whole.iter().map(|row| row.delivered).collect::<Vec<_>>(), [3, 1, 1, 0, 0]);
        for most in 1..5 {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page = list(market, &Actor::PUBLIC, &filter, after.as_ref(), most).await.unwrap();
                seen.extend(page.rows);
                match page.next {
                    Some(code) => after = Some(CreditCode::read(&code).unwrap().code),
                    None => break,
                }
            }
            assert_eq!(seen, whole, "{most} a page");
        }
    }
}

#[tokio::test]
async fn a_registration_that_ended_does_not_match() {
    for world in worlds().await {
        let street = street(&world, "standing").await;
        let gone = code("MJU00061");
        import_now(&world.market, &Actor::OPERATOR, file(&[line("上海示例已注销社", &gone, "2016-05-09,注销,F01,全市")]), false).await.unwrap();
        let number = published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        let admin = world.person("admin", Role::SoAdmin, Some(id_of(&world, &gone).await)).await;
        let found = marketplace::matching::match_of(&world.market, &admin, number).await.unwrap().found;
        assert_eq!((found.fits, found.lines[0].verdict), (false, Verdict::Fail));
    }
}
