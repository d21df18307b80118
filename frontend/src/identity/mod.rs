//! Signing in.

mod sign_in;

pub use sign_in::{DemoAccount, SignInForm, sign_in_page};
