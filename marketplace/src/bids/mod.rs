//! Offers: handed in, replaced, withdrawn, read after the deadline.
