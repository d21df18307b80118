//! The files of the browser build are served as they were built: read from their folder by a debug server, out of the binary
//! itself by a release one, whose working folder here holds none of them.

use outside::{Database, Driver, World, ways};
use std::collections::BTreeMap;

#[tokio::test]
async fn the_browser_files_are_served() {
    let built = outside::root().join("target/site");
    let manifest = std::fs::read(built.join("manifest.json")).expect("scripts/site has run");
    let names: BTreeMap<String, String> = serde_json::from_slice(&manifest).expect("the manifest is JSON");
    for way in ways(&[(Database::Sqlite, Driver::Http)]) {
        let world = World::start("demo", way).await;
        let visitor = world.visitor().await;
        visitor.open("/").await.answered(200);
        let sheet = format!("/pkg/{}", names["style.css"]);
        assert!(visitor.attributes("link[rel=stylesheet]", "href").contains(&sheet), "the page links {sheet}");
        for name in names.values() {
            let reply = visitor.get(&format!("/pkg/{name}")).await;
            assert_eq!(reply.status, 200, "{name}");
            assert!(reply.body == std::fs::read(built.join(name)).expect("a built file"), "{name} is another file");
            assert!(reply.header("cache-control").is_some_and(|value| value.contains("immutable")), "{name} may be kept for ever");
            let packed = visitor.get_with(&format!("/pkg/{name}"), &[("Accept-Encoding", "br")]).await;
            assert_eq!(packed.header("content-encoding"), Some("br"), "{name}");
        }
    }
}
