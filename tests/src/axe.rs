//! axe-core over pages: in both languages, light and dark, narrow and wide, switched in place in one browser.

use crate::person::Driver;
use crate::world::World;
use serde::Serialize;

/// How a page is looked at.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Look {
    /// CSS pixels.
    pub width: u32,
    /// `light` or `dark`.
    pub theme: &'static str,
    /// `standard` or `elder`.
    pub size: &'static str,
}

/// Light and dark, narrow and wide, and the large type where it is tightest.
pub const LOOKS: &[Look] = &[
    Look { width: 1280, theme: "light", size: "standard" },
    Look { width: 1280, theme: "dark", size: "standard" },
    Look { width: 320, theme: "light", size: "standard" },
    Look { width: 320, theme: "dark", size: "standard" },
    Look { width: 320, theme: "light", size: "elder" },
];

/// Insists that axe finds nothing: for each account (`None` for a visitor) its paths, in both languages and all looks.
pub async fn finds_nothing(world: &World, visits: &[(Option<&str>, &[&str])]) {
    let mut report = Vec::new();
    for (account, paths) in visits {
        let person = match account {
            Some(account) => world.sign_in_by(account, Driver::NoScript).await,
            None => world.visitor_by(Driver::NoScript).await,
        };
        for path in *paths {
            for language in ["zh", "en"] {
                let mark = if path.contains('?') { '&' } else { '?' };
                person.open(&format!("{path}{mark}lang={language}")).await;
                let who = account.unwrap_or("visitor");
                report.extend(person.axe(LOOKS).await.into_iter().map(|finding| format!("{path} ({language}, {who}) {finding}")));
            }
        }
    }
    assert!(report.is_empty(), "axe finds {}:\n{}", report.len(), report.join("\n"));
}
