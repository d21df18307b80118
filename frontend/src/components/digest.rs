//! The fingerprint of a document.

use crate::page::wording;
use leptos::prelude::*;

/// The first and last eight letters of a digest; the whole unfolds, to compare or copy.
#[component]
pub fn Digest(
    /// In hexadecimal.
    digest: String,
    /// Where it can be verified.
    #[prop(optional, into)]
    verify: Option<String>,
) -> impl IntoView {
    let w = wording();
    view! {
        <details class="digest">
            <summary>
                <span class="vh">{w.say("digest.label")}</span>
                <span class="mono">{shortened(&digest)}</span>
            </summary>
            <p class="mono">{digest}</p>
            {verify.map(|href| view! { <p><a href=href>{w.say("digest.verify")}</a></p> })}
        </details>
    }
}

/// 9c41e7d0…5be2f836; what is short already stays whole.
pub fn shortened(digest: &str) -> String {
    match (digest.get(..8), digest.len().checked_sub(8).and_then(|from| digest.get(from..))) {
        (Some(first), Some(last)) if digest.len() > 17 => format!("{first}…{last}"),
        _ => digest.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_digest_shows_both_ends() {
        assert_eq!(shortened("9c41e7d0000000000000000000005be2f836"), "9c41e7d0…5be2f836");
        assert_eq!(shortened("9c41e7d0"), "9c41e7d0");
    }
}
