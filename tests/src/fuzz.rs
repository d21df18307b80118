//! schemathesis on the API's own document: requests that fit it and requests that do not, as some person.

use crate::person::{Driver, Person};
use crate::tools::{leave_out, root};
use crate::world::World;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Insists that the API answers no 5xx, no status and no content type that its document does not name, as this account
/// (`None` for a visitor). `GONGXU_SEED` repeats a run.
pub async fn keeps_its_word(world: &World, account: Option<&str>, cases: u32) {
    let program = root().join(".venv/bin/schemathesis");
    if !program.exists() {
        return leave_out("API fuzzing", "no schemathesis (scripts/setup test)");
    }
    let person: Person = match account {
        Some(account) => world.sign_in_by(account, Driver::Http).await,
        None => world.visitor_by(Driver::Http).await,
    };
    let seed = seed();
    let who = account.unwrap_or("visitor").to_owned();
    let mut command = Command::new(program);
    command
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", world.url()))
        .args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance"])
        .args(["--max-examples", &cases.to_string(), "--seed", &seed.to_string(), "--phases", "examples,coverage,fuzzing"])
        .args(["--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "30", "--no-color"])
        .args(["--header", &format!("Cookie:{}", person.cookies()), "--header", &format!("Origin:{}", world.url())])
        // Its cache of examples would make a run depend on the runs before it.
        .current_dir(std::env::temp_dir());
    let output = tokio::task::spawn_blocking(move || command.output().expect("schemathesis starts")).await.expect("schemathesis runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "the API breaks its word to {who} (GONGXU_SEED={seed}):\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("schemathesis as {who}, GONGXU_SEED={seed}: nothing found");
}

/// The seed of this run: given, or of the hour, so that days differ and a failure can be repeated.
#[expect(clippy::disallowed_methods, reason = "a seed for tests is no time of the world, and it is printed")]
pub fn seed() -> u64 {
    let given = std::env::var("GONGXU_SEED").ok().and_then(|seed| seed.parse().ok());
    given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_secs() / 3600))
}
