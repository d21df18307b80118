//! axe-core over pages: in both languages, light and dark, narrow and wide, switched in place in one browser.

use crate::person::{Driver, Person};
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

/// What English changes is the length of words: each theme and width once more.
const LOOKS_IN_ENGLISH: &[Look] = &[Look { width: 1280, theme: "dark", size: "standard" }, Look { width: 320, theme: "light", size: "standard" }];

/// Somebody who looks pages over on everybody's behalf, in a browser beside the journey.
pub struct Eyes<'a> {
    world: &'a World,
    people: Vec<(Option<String>, Person)>,
    report: Vec<String>,
}

impl<'a> Eyes<'a> {
    /// Eyes in a world; they have seen nothing yet.
    pub fn on(world: &'a World) -> Eyes<'a> {
        Eyes { world, people: Vec::new(), report: Vec::new() }
    }

    /// Looks at these paths as this account (`None` for a visitor), in both languages and all looks.
    pub async fn look(&mut self, who: Option<&str>, paths: &[String]) {
        if !self.people.iter().any(|(known, _)| known.as_deref() == who) {
            let person = match who {
                Some(account) => self.world.sign_in_by(account, Driver::Script).await,
                None => self.world.visitor_by(Driver::Script).await,
            };
            self.people.push((who.map(str::to_owned), person));
        }
        let person = &self.people.iter().find(|(known, _)| known.as_deref() == who).expect("just added").1;
        for path in paths {
            for (language, looks) in [("zh", LOOKS), ("en", LOOKS_IN_ENGLISH)] {
                let mark = if path.contains('?') { '&' } else { '?' };
                person.open(&format!("{path}{mark}lang={language}")).await;
                let who = who.unwrap_or("visitor");
                if person.status() >= 400 && !path.contains("no-such") {
                    self.report.push(format!("{path} ({language}, {who}) is not there: {}", person.status()));
                    continue;
                }
                self.report.extend(person.axe(looks).await.into_iter().map(|finding| format!("{path} ({language}, {who}) {finding}")));
                person.sets(320, &[("data-theme", "light"), ("data-size", "standard")]).await;
                if !person.fits_its_width().await {
                    self.report.push(format!("{path} ({language}, {who}) scrolls sideways at 320 px"));
                }
            }
        }
    }

    /// Insists that there was nothing to find.
    pub fn found_nothing(self) {
        assert!(self.report.is_empty(), "axe finds {}:\n{}", self.report.len(), self.report.join("\n"));
    }
}
