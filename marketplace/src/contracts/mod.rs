//! Contracts, from the draft to the last payment.
