//! axe-core on the pages of the path: both languages, light and dark, narrow and wide, large type.

use outside::axe::Eyes;
use outside::path::Walk;
use outside::path::tour;
use outside::{Database, Driver, Way, World, ways};

#[tokio::test]
async fn axe_finds_nothing_on_any_page() {
    for way in ways(&[(Database::Sqlite, Driver::Script)]) {
        let world = World::start("demo", way).await;
        let mut eyes = Eyes::on(&world);
        let public: &[&str] = &[
            "/",
            "/sign-in",
            "/demands",
            "/organizations",
            "/contracts",
            "/evaluations",
            "/notices",
            "/help",
            "/help/accessibility",
            "/help/guide",
            "/help/law",
            "/help/glossary",
            "/demo",
            "/demo/tour",
            "/demo/components",
            "/api/v1/docs",
            "/no-such-page",
        ];
        let officer: &[&str] = &["/workbench", "/demands/new", "/demands/drafts", "/contracts/drafts"];
        let visits: &[(Option<&str>, &[&str])] = &[
            (None, public),
            (Some("officer"), officer),
            (Some("anju"), &["/workbench", "/workbench/for-me"]),
            (Some("lead"), &["/workbench", "/evaluations/work"]),
            (Some("registrar"), &["/organizations/import"]),
        ];
        for (who, paths) in visits {
            eyes.look(*who, &paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>()).await;
        }
        eyes.found_nothing();
    }
}

/// The path over HTTP, stopping where its pages are worth a look.
#[tokio::test]
async fn axe_finds_nothing_on_the_path() {
    for way in ways(&[(Database::Sqlite, Driver::Script)]) {
        let walk = Walk::new(World::start("demo", Way(way.0, Driver::Http)).await, "zh", tour::cast(), tour::purchase());
        let mut eyes = Eyes::on(&walk.world);
        let draft = walk.drafts_the_need().await;
        let pages = ["need", "recipients", "outputs", "budget", "period", "conditions", "review", "acceptance", "check"];
        let mut drafts = vec![draft.clone()];
        drafts.extend(pages.iter().map(|page| format!("{draft}/{page}")));
        eyes.look(Some("officer"), &drafts).await;
        walk.is_approved(&draft, None).await;
        let number = walk.is_published(&draft).await;
        let at = |page: &str| format!("/demands/{number}{page}");
        let receipt = walk.offers(&number, 0, &walk.purchase.offers[0]).await;
        eyes.look(None, &[at("")]).await;
        eyes.look(Some("officer"), &[at("/published"), at("/matches"), at("/matches?fitting=no")]).await;
        eyes.look(Some("anju"), &[at(""), at("/offer"), at("/offer/check"), receipt]).await;
        eyes.look(Some("approver"), &[at("/panel")]).await;
        for who in 1..walk.purchase.offers.len() {
            walk.offers(&number, who, &walk.purchase.offers[who]).await;
        }
        walk.names_the_panel(&number).await;
        walk.it_is(walk.purchase.review_on).await;
        eyes.look(Some("officer"), &[at("/offers")]).await;
        walk.settles_who_takes_part(&number).await;
        eyes.look(Some("expert1"), &[at("/review")]).await;
        walk.declare_no_conflicts(&number).await;
        eyes.look(Some("expert1"), &[at("/review"), at("/review/check")]).await;
        walk.score_and_sign(&number).await;
        eyes.look(Some("officer"), &[at("/result")]).await;
        eyes.look(Some("expert1"), &[at("/review")]).await;
        walk.publicises(&number).await;
        eyes.look(None, &[at("/result")]).await;
        eyes.look(Some("qingyuan"), &[at("/result")]).await;
        walk.working_days_pass(6).await;
        eyes.look(Some("approver"), &[at("/result")]).await;
        walk.confirms(&number).await;
        eyes.look(Some("officer"), &[format!("/contracts/new?demand={number}")]).await;
        let contract = walk.is_contracted(&number).await;
        let of = |page: &str| format!("/contracts/{contract}{page}");
        eyes.look(None, &[of(""), of("/milestones/1"), of("/payments/1")]).await;
        eyes.look(Some("anju"), &[of("/milestones/1")]).await;
        eyes.look(Some("approver"), &[of("/payments/1"), of("/evaluation")]).await;
        walk.pays(&contract, 1).await;
        let work = walk.commissions(&contract).await;
        eyes.look(Some("lead"), &[work.clone(), format!("{work}/accept")]).await;
        walk.accepts_the_commission(&work).await;
        eyes.look(Some("lead"), &[format!("{work}/weights")]).await;
        walk.weighs(&work).await;
        walk.reports(&contract, 2).await;
        eyes.look(Some("officer"), &[of("/milestones/2")]).await;
        walk.checks(&contract, 2).await;
        eyes.look(Some("reviewer"), &[of("/milestones/2")]).await;
        walk.hears_the_recipients(&contract, 2).await;
        walk.accepts(&contract, 2).await;
        walk.delivers(&contract, 1).await;
        walk.delivers(&contract, 3).await;
        walk.scores(&work).await;
        let pages = ["", "/vetoes", "/scores/output", "/report", "/send"];
        eyes.look(Some("lead"), &pages.iter().map(|page| format!("{work}{page}")).collect::<Vec<_>>()).await;
        let evaluation = walk.hears_and_issues(&work).await;
        eyes.look(None, &[format!("/evaluations/{evaluation}"), of("")]).await;
        eyes.look(Some("lead"), std::slice::from_ref(&work)).await;
        eyes.found_nothing();
    }
}
