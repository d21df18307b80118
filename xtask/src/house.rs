//! The design as data: floors, rooms and their order (DESIGN.md, "The house" and "The rooms").

/// A crate, where it lies, and which of ours it may import.
pub struct Floor {
    /// The package.
    pub name: &'static str,
    /// Its folder.
    pub folder: &'static str,
    /// Crates of ours that it may import.
    pub may_use: &'static [&'static str],
    /// Crates of others that would break what the floor is for.
    pub never: &'static [&'static str],
}

/// Every package of the workspace.
pub const FLOORS: &[Floor] = &[
    Floor { name: "domain", folder: "domain", may_use: &[], never: &["tokio", "sea-orm", "axum", "leptos", "rand", "getrandom", "reqwest"] },
    Floor { name: "messages", folder: "messages", may_use: &["domain"], never: &["tokio", "sea-orm", "axum", "leptos"] },
    Floor { name: "entities", folder: "entities", may_use: &[], never: &["serde", "axum", "leptos"] },
    Floor { name: "migrations", folder: "migrations", may_use: &[], never: &["serde", "axum", "leptos"] },
    Floor { name: "marketplace", folder: "marketplace", may_use: &["domain", "entities", "migrations"], never: &["axum", "leptos"] },
    Floor { name: "islands", folder: "frontend/islands", may_use: &["domain"], never: &["sea-orm", "axum", "tokio"] },
    Floor { name: "frontend", folder: "frontend", may_use: &["domain", "messages", "islands"], never: &["sea-orm", "axum", "tokio"] },
    Floor { name: "server", folder: "server", may_use: &["domain", "messages", "entities", "migrations", "marketplace", "islands", "frontend"], never: &[] },
    Floor { name: "outside", folder: "tests", may_use: &[], never: &["sea-orm", "axum", "leptos"] },
    Floor { name: "xtask", folder: "xtask", may_use: &[], never: &["wasm-bindgen-cli-support"] },
    Floor { name: "site", folder: "xtask/site", may_use: &[], never: &[] },
];

/// The rooms. One may import those above it, never one below.
pub const ROOMS: &[&str] = &[
    "files",
    "identity",
    "draws",
    "services",
    "organizations",
    "ratings",
    "credit",
    "qualification",
    "recommended",
    "demands",
    "procedures",
    "matching",
    "bids",
    "panels",
    "awards",
    "challenges",
    "contracts",
    "evaluations",
    "statistics",
];

/// Rooms that every room uses and that use none.
pub const SERVANTS: &[&str] = &["notices", "ledger", "inbox"];

/// The kernel of `domain`: it knows no room.
pub const KERNEL: &[&str] = &["money", "calendar", "code", "ids", "numbers", "law", "policy", "refusal", "step", "text"];

/// Where a use case or an answer is put together from a lower room, and why (docs/decisions/0005-reading-downwards.md).
/// `domain` has no such place: its rules only look up.
pub const COMPOSED: &[(&str, &str, &str)] = &[
    ("identity", "organizations", "a session shows the name of the body that the person acts for"),
    ("organizations", "contracts", "the page of a body shows what it delivers now beside what it delivered"),
    ("notices", "organizations", "a public document shows the name of who publishes"),
    ("demands", "procedures", "publishing a need begins its procurement, and its public page tells how far that has come"),
    ("demands", "panels", "the check before publication asks whether the number of reviewers can stand"),
    ("bids", "panels", "who may read the offers of a purchase is asked of the seats"),
    ("bids", "awards", "a purchase that ends closes the objections to its result"),
    ("bids", "contracts", "a purchase that is given up after its result ends the contract that nobody has signed yet"),
    ("contracts", "evaluations", "the grade of the evaluation decides over the last instalment"),
];

/// Whether this is the name of a room.
pub fn is_room(name: &str) -> bool {
    ROOMS.contains(&name) || SERVANTS.contains(&name)
}

/// Whether code of room `from` may import room `to`.
pub fn may_import(from: &str, to: &str) -> bool {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    match (place(from), place(to)) {
        _ if from == to => true,
        (Some(from), Some(to)) => to < from,
        (_, None) => SERVANTS.contains(&to) && !SERVANTS.contains(&from),
        (None, Some(_)) => false,
    }
}

/// Whether code of this floor may put something together from a lower room.
pub fn may_compose(floor: &str, from: &str, to: &str) -> bool {
    floor != "domain" && COMPOSED.iter().any(|(above, below, _)| (*above, *below) == (from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_together_is_named_with_its_reason_and_never_in_domain() {
        assert!(may_compose("marketplace", "demands", "procedures"));
        assert!(!may_compose("domain", "demands", "procedures"));
        assert!(!may_compose("marketplace", "demands", "contracts"));
    }

    #[test]
    fn a_room_imports_upwards_and_the_servants() {
        assert!(may_import("contracts", "awards"));
        assert!(!may_import("awards", "contracts"));
        assert!(may_import("awards", "notices") && may_import("contracts", "ledger"));
        assert!(!may_import("inbox", "contracts") && !may_import("inbox", "ledger"));
        assert!(may_import("bids", "bids"));
    }
}
