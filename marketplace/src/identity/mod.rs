//! Accounts, memberships, sign-in and sessions (TRUST §2.2, §2.5). All of it runs on wall time.

mod accounts;
mod password;
mod sessions;

pub(crate) use accounts::names;
pub use accounts::{NewAccount, Person, close_account, create_account, grant, people, roles_of};
pub use password::{Hashing, check_password};
pub use sessions::{Signed, Tokens, act_as, renew, sign_in, sign_in_as, sign_out, signed};
