//! Who may be invited to offer. An invitation only says that a demand is there: it opens no door that others find shut.

use crate::policy::Action;
use crate::refusal::{Kind, Refusal};

/// Longest reason, in characters.
const REASON_LONGEST: usize = 200;

/// What an invitation is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteFacts<'a> {
    /// Offers can still be handed in.
    pub open: bool,
    /// It is a social organization: departments and agencies offer nothing here.
    pub social: bool,
    /// Its code waits for the registrar.
    pub held: bool,
    /// Nothing excludes it.
    pub fits: bool,
    /// It was invited to this demand before.
    pub invited: bool,
    /// Why it is invited although something excludes it.
    pub reason: Option<&'a str>,
}

/// Judges an invitation.
///
/// # Errors
/// `matching.not-open`, `matching.not-social`, `matching.held`, `matching.invited-already`, `matching.reason-missing` when it
/// does not fit and no reason is given, `matching.reason-long`.
pub fn may_be_invited(facts: &InviteFacts<'_>) -> Result<(), Refusal> {
    if !facts.open {
        return Err(Refusal::new("matching.not-open").kind(Kind::Conflict));
    }
    if !facts.social {
        return Err(Refusal::new("matching.not-social").field("organization"));
    }
    if facts.held {
        return Err(Refusal::new("matching.held").remedy(Action::ConfirmCode).field("organization"));
    }
    if facts.invited {
        return Err(Refusal::new("matching.invited-already").kind(Kind::Conflict));
    }
    let reason = facts.reason.map(str::trim).unwrap_or_default();
    if !facts.fits && reason.is_empty() {
        return Err(Refusal::new("matching.reason-missing").field("reason"));
    }
    let length = reason.chars().count();
    if length > REASON_LONGEST {
        return Err(Refusal::new("matching.reason-long").fact("limit", REASON_LONGEST).fact("count", length).field("reason"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_fit_is_invited_with_a_reason_alone() {
        let fits = InviteFacts { open: true, social: true, held: false, fits: true, invited: false, reason: None };
        let code = |facts: InviteFacts<'_>| may_be_invited(&facts).err().map(|refusal| refusal.code);
        assert_eq!(code(fits.clone()), None);
        let misfit = InviteFacts { fits: false, ..fits.clone() };
        assert_eq!(code(misfit.clone()).as_deref(), Some("matching.reason-missing"));
        assert_eq!(code(InviteFacts { reason: Some("  "), ..misfit.clone() }).as_deref(), Some("matching.reason-missing"));
        assert_eq!(code(InviteFacts { reason: Some("在本街道服务多年"), ..misfit.clone() }), None);
        assert_eq!(code(InviteFacts { reason: Some(&"字".repeat(201)), ..misfit }).as_deref(), Some("matching.reason-long"));
        for (facts, expected) in [
            (InviteFacts { open: false, ..fits.clone() }, "matching.not-open"),
            (InviteFacts { social: false, ..fits.clone() }, "matching.not-social"),
            (InviteFacts { held: true, ..fits.clone() }, "matching.held"),
            (InviteFacts { invited: true, ..fits }, "matching.invited-already"),
        ] {
            assert_eq!(code(facts).as_deref(), Some(expected));
        }
    }
}
