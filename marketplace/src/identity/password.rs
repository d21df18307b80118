//! Passwords: Argon2id with a pepper, length instead of composition rules, and a list of what is guessed first.

use crate::fault::Fault;
use crate::market::Market;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::refusal::{Kind, Refusal};
use std::collections::HashSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// Least number of characters without a second factor (NIST 800-63B-4).
const SHORTEST: usize = 15;
/// Most characters.
const LONGEST: usize = 128;
/// Hashes that may wait on this node before newcomers are told to come back.
const QUEUE: usize = 50;

/// The queue in front of the password hash: two at a time, fifty waiting (TRUST §2.2).
pub struct Hashing {
    running: Semaphore,
    waiting: AtomicUsize,
}

impl Hashing {
    /// An empty queue.
    pub(crate) fn new() -> Hashing {
        Hashing { running: Semaphore::new(2), waiting: AtomicUsize::new(0) }
    }
}

/// The commonest passwords, for the check below.
fn common() -> &'static HashSet<&'static str> {
    static COMMON: OnceLock<HashSet<&'static str>> = OnceLock::new();
    COMMON.get_or_init(|| include_str!("common_passwords.txt").lines().collect())
}

/// Whether a password may be used: long enough, and not merely common passwords, the person's own names, repetitions
/// or runs of the keyboard strung together. `own` are the login and the names of person and body.
///
/// # Errors
/// `identity.password-short`, `-long`, `-guessable`, all about the field `password`.
pub fn check_password(password: &str, own: &[&str]) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Refusal::new("identity.password-short").fact("least", SHORTEST).fact("length", length).field("password"));
    }
    if length > LONGEST {
        return Err(Refusal::new("identity.password-long").fact("most", LONGEST).field("password"));
    }
    let plain: String = password.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let own: Vec<String> = own.iter().map(|name| name.to_lowercase()).filter(|name| name.chars().count() >= 3).collect();
    if distinct(&plain) < 5 || is_strung_together(&plain, &own) {
        return Err(Refusal::new("identity.password-guessable").field("password"));
    }
    Ok(())
}

fn distinct(text: &str) -> usize {
    text.chars().collect::<HashSet<_>>().len()
}

/// Runs of neighbouring keys and digits that people take for random.
const RUNS: [&str; 6] = ["01234567890123456789", "98765432109876543210", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"];

/// Whether the text can be cut into at most four guessable pieces. The system's own name counts as guessable.
fn is_strung_together(text: &str, own: &[String]) -> bool {
    fn cut(rest: &[char], pieces: usize, own: &[String]) -> bool {
        if rest.is_empty() {
            return true;
        }
        if pieces == 0 {
            return false;
        }
        (3..=rest.len()).rev().any(|end| {
            let Some((head, tail)) = rest.split_at_checked(end) else { return false };
            let piece: String = head.iter().collect();
            let guessable = common().contains(piece.as_str())
                || own.contains(&piece)
                || ["gongxu", "供需"].contains(&piece.as_str())
                || RUNS.iter().any(|run| run.contains(&piece))
                || head.iter().all(|c| Some(c) == head.first());
            guessable && cut(tail, pieces - 1, own)
        })
    }
    cut(&text.chars().collect::<Vec<_>>(), 4, own)
}

fn hasher(pepper: &[u8]) -> Result<Argon2<'_>, Fault> {
    // The crate's defaults are m = 19 456 KiB, t = 2, p = 1, as TRUST §2.2 wants.
    Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, Params::default()).map_err(|error| Fault::Broken(format!("argon2: {error}")))
}

/// Hashes a password to a PHC string.
pub(super) async fn hash(market: &Market, password: String) -> Result<String, Fault> {
    queued(market, move |pepper| Ok(hasher(pepper)?.hash_password(password.as_bytes()).map_err(|error| Fault::Broken(format!("argon2: {error}")))?.to_string()))
        .await
}

/// Whether the password is the one that the PHC string was made of. Without one, as much time goes by for nothing.
pub(super) async fn verify(market: &Market, password: String, phc: Option<String>) -> Result<bool, Fault> {
    queued(market, move |pepper| {
        let hasher = hasher(pepper)?;
        let Some(phc) = phc else {
            let _ = hasher.hash_password(password.as_bytes());
            return Ok(false);
        };
        let parsed = PasswordHash::new(&phc).map_err(Fault::corrupt)?;
        Ok(hasher.verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

async fn queued<T: Send + 'static>(market: &Market, work: impl FnOnce(&[u8]) -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    let queue = market.hashing();
    if queue.waiting.fetch_add(1, Ordering::SeqCst) >= QUEUE {
        queue.waiting.fetch_sub(1, Ordering::SeqCst);
        return Err(Refusal::new("identity.busy").kind(Kind::TooMany).into());
    }
    let turn = queue.running.acquire().await;
    queue.waiting.fetch_sub(1, Ordering::SeqCst);
    let pepper = market.pepper().to_vec();
    let done = tokio::task::spawn_blocking(move || work(&pepper)).await;
    drop(turn);
    done.map_err(|error| Fault::Broken(format!("password hash: {error}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<String> {
        check_password(password, &["liang.shili", "示例路街道办事处"]).err().map(|refusal| refusal.code)
    }

    #[test]
    fn length_counts_and_composition_does_not() {
        assert_eq!(code("correct horse battery"), None);
        assert_eq!(code("静安的梧桐树在春天也会落叶子的呀"), None);
        assert_eq!(code("Aa1!Aa1!Aa1!"), Some("identity.password-short".into()));
        assert_eq!(code(&"x1y2z3".repeat(30)), Some("identity.password-long".into()));
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for password in [
            "passwordpassword",
            "123456789012345",
            "qwertyuiopasdfghjkl",
            "aaaaaaaaaaaaaaaa",
            "gongxu123456789",
            "liang.shili123456",
            "PASSWORD123456789",
            "abababababababab",
        ] {
            assert_eq!(code(password), Some("identity.password-guessable".into()), "{password}");
        }
    }

    #[test]
    fn the_list_has_at_least_three_thousand() {
        assert!(common().len() >= 3000);
    }
}
