//! Seats and score sheets.
