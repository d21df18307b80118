//! axe-core on the pages that there are: both languages, light and dark, narrow and wide, large type.

use outside::{Database, Driver, World, axe, ways};

#[tokio::test]
async fn axe_finds_nothing_on_any_page() {
    for way in ways(&[(Database::Sqlite, Driver::NoScript)]) {
        let world = World::start("demo", way).await;
        let public: &[&str] = &["/", "/sign-in", "/help/law", "/no-such-page"];
        axe::finds_nothing(&world, &[(None, public), (Some("auditor"), &["/workbench"])]).await;
    }
}
