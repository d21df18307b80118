//! The tour of the default world: twelve scenes, each one person and one place.

/// A scene: whose login, and where it plays. Its words are `demo-scene-1` and so on in the message files.
pub struct Scene {
    /// Who.
    pub login: &'static str,
    /// Where.
    pub path: &'static str,
}

/// The twelve scenes, in their order.
pub const SCENES: [Scene; 12] = [
    Scene { login: "officer", path: "/demands/new" },
    Scene { login: "officer", path: "/demands/drafts" },
    Scene { login: "approver", path: "/demands/drafts" },
    Scene { login: "officer", path: "/demands" },
    Scene { login: "anju", path: "/workbench/for-me" },
    Scene { login: "anju", path: "/demands" },
    Scene { login: "approver", path: "/demands" },
    Scene { login: "expert1", path: "/workbench" },
    Scene { login: "officer", path: "/demands" },
    Scene { login: "anju.legal", path: "/contracts" },
    Scene { login: "reviewer", path: "/contracts" },
    Scene { login: "lead", path: "/evaluations" },
];
