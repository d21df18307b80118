//! Icons: one sprite, always beside a word.

use crate::page::icons;
use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $id:literal),+ $(,)?) => {
        /// A picture of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph { $($(#[$doc])* $name,)+ }

        impl Glyph {
            /// Every picture.
            pub const ALL: &'static [Glyph] = &[$(Glyph::$name,)+];

            /// The id of its symbol in the sprite.
            pub const fn id(self) -> &'static str {
                match self { $(Glyph::$name => $id,)+ }
            }
        }
    };
}

glyphs! {
    /// The two brackets, apart: our mark.
    Mark = "mark",
    /// The two brackets, meeting: what fits.
    Match = "match",
    /// The two brackets, closed: a sealed envelope.
    Sealed = "sealed",
    /// Search.
    Search = "search",
    /// Another language.
    Languages = "languages",
    /// Large type.
    LargeType = "a-large-small",
    /// Light and dark.
    SunMoon = "sun-moon",
    /// Sign in.
    LogIn = "log-in",
    /// Sign out.
    LogOut = "log-out",
    /// A person.
    User = "user",
    /// People.
    Users = "users",
    /// A time of day.
    Clock = "clock",
    /// Days.
    Calendar = "calendar-days",
    /// A tick.
    Check = "check",
    /// Done, passed.
    CircleCheck = "circle-check",
    /// Removed, refused.
    CircleX = "circle-x",
    /// Late, stopped, not met.
    Alert = "triangle-alert",
    /// Failed to judge.
    CircleAlert = "circle-alert",
    /// Planned.
    Circle = "circle",
    /// Not begun, closed.
    CircleDashed = "circle-dashed",
    /// Running.
    CircleDot = "circle-dot",
    /// Secret.
    Lock = "lock",
    /// A document.
    FileText = "file-text",
    /// An attachment.
    Paperclip = "paperclip",
    /// To take away.
    Download = "download",
    /// To send in.
    Upload = "upload",
    /// A feed.
    Feed = "rss",
    /// To follow.
    Bookmark = "bookmark",
    /// Forward.
    ChevronRight = "chevron-right",
    /// Back.
    ChevronLeft = "chevron-left",
    /// From here to there.
    ArrowRight = "arrow-right",
    /// A remark.
    Info = "info",
    /// The law.
    Scale = "scale",
    /// A body.
    Building = "building-2",
    /// Verified.
    ShieldCheck = "shield-check",
    /// Waiting.
    Hourglass = "hourglass",
    /// Money.
    Banknote = "banknote",
    /// A milestone.
    Flag = "flag",
    /// Suspended.
    Pause = "circle-pause",
    /// To print.
    Printer = "printer",
    /// To copy.
    Copy = "copy",
    /// To call.
    Phone = "phone",
    /// A question.
    Help = "circle-help",
    /// Who can read it.
    Eye = "eye",
    /// A photo.
    Camera = "camera",
    /// To another site.
    ExternalLink = "external-link",
    /// To load again.
    Refresh = "refresh-cw",
    /// To change.
    Pencil = "pencil",
    /// Messages.
    Inbox = "inbox",
    /// What was before.
    History = "history",
    /// To read about.
    Book = "book-open",
    /// A place.
    MapPin = "map-pin",
    /// A challenge.
    Gavel = "gavel",
}

/// A picture that says nothing to a screen reader: the word beside it does.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    let href = format!("{}#{}", icons(), glyph.id());
    view! {
        <svg class="i" aria-hidden="true">
            <use href=href></use>
        </svg>
    }
}
