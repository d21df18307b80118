//! Offers and their receipts.
