//! axe-core on the pages that stand by themselves: both languages, light and dark, narrow and wide, large type.

use outside::axe::Eyes;
use outside::{Database, Driver, World, ways};

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
