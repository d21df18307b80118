//! `gongxu user`.

use super::{Place, say, say_refusal, setup};
use anyhow::{Context, Result, anyhow};
use domain::code::CreditCode;
use domain::ids::AccountId;
use domain::policy::{Actor, Role};
use marketplace::identity::{NewAccount, create_account};
use marketplace::{Fault, Market, organizations};
use std::io::Read;
use std::process::ExitCode;

/// Creates an account. The password is read from standard input.
#[derive(clap::Args)]
pub struct User {
    /// What the person will type to sign in.
    login: String,
    /// What others see.
    #[arg(long)]
    name: String,
    /// The role, such as pur-officer, so-admin, registrar.
    #[arg(long)]
    role: String,
    /// A further role of the same person in the same body.
    #[arg(long)]
    also: Vec<String>,
    /// Credit code of the body in which the role is held.
    #[arg(long)]
    organization: Option<String>,
    /// The demonstration's database instead of the platform's.
    #[arg(long)]
    demo: bool,
}

impl User {
    /// # Errors
    /// When a word is unknown or the rules refuse the account.
    pub async fn run(self, place: &Place) -> Result<ExitCode> {
        let known = |word: &str| Role::parse(word).with_context(|| format!("no role {word}: {}", Role::ALL.map(Role::key).join(", ")));
        let role = known(&self.role)?;
        let also = self.also.iter().map(|word| known(word)).collect::<Result<Vec<Role>>>()?;
        let market = setup::open(place, setup::file(self.demo), false).await?;
        let done = self.create(&market, role, also).await;
        market.close().await?;
        match done? {
            Ok(account) => {
                say(format!("account {account}"))?;
                Ok(ExitCode::SUCCESS)
            }
            Err(Fault::Refused(refusal)) => {
                say_refusal(&refusal)?;
                Ok(ExitCode::FAILURE)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    async fn create(self, market: &Market, role: Role, also: Vec<Role>) -> Result<Result<AccountId, Fault>> {
        let organization = match &self.organization {
            None => None,
            Some(code) => {
                let code = CreditCode::read(code).map_err(|_| anyhow!("{code} is no credit code"))?.code;
                Some(organizations::by_code(market, &code).await?.with_context(|| format!("no body has the code {code}: import it first"))?.id)
            }
        };
        let mut password = String::new();
        std::io::stdin().read_to_string(&mut password).context("no password on standard input")?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        let new = NewAccount { login: self.login, name: self.name, password, role, also, organization };
        Ok(create_account(market, &Actor::OPERATOR, new).await)
    }
}
