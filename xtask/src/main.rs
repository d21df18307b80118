//! The checks of the house on itself.
fn main() {}
