//! Who fits a demand and why; invitations.
