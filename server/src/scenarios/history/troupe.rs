//! Those who acted before the tour begins. Their accounts are closed when the history ends; what they did keeps their names.

use super::super::people::{Cast, account};
use super::super::register::{Body, Register};
use anyhow::{Context, Result};
use domain::ids::AccountId;
use domain::policy::{Actor, Role};
use marketplace::Market;
use marketplace::identity::{close_account, grant};

/// A street office and its people.
pub struct Street {
    /// The office.
    pub body: Body,
    /// Handles purchases.
    pub officer: Actor,
    /// Approves, confirms, signs, pays.
    pub approver: Actor,
    /// Reviews contracts, accepts.
    pub reviewer: Actor,
    /// Represents the office in reviews.
    pub representative: Actor,
}

/// A social organization and its people.
pub struct Provider {
    /// Its place in the register's list.
    pub index: usize,
    /// The organization.
    pub body: Body,
    /// Offers, reports, replies.
    pub clerk: Actor,
    /// Signs.
    pub legal: Actor,
}

/// An evaluation agency and its people.
pub struct Agency {
    /// The agency.
    pub body: Body,
    /// Leads.
    pub lead: Actor,
    /// Scores.
    pub member: Actor,
}

/// Everybody with a part in the history.
pub struct Troupe {
    /// The streets, the tour's own first.
    pub streets: Vec<Street>,
    /// The organizations that offer.
    pub providers: Vec<Provider>,
    /// Reviewers from outside.
    pub experts: Vec<Actor>,
    /// The agencies.
    pub agencies: Vec<Agency>,
    leaving: Vec<AccountId>,
}

const MARKS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

fn mark(index: usize) -> &'static str {
    MARKS.get(index).copied().unwrap_or_default()
}

impl Troupe {
    /// Creates the accounts that the cast lacks. `offering` are the places of the organizations that offer.
    ///
    /// # Errors
    /// When a use case refuses one.
    pub async fn create(market: &Market, register: &Register, cast: &Cast, offering: &[usize]) -> Result<Troupe> {
        let mut troupe = Troupe { streets: Vec::new(), providers: Vec::new(), experts: cast.experts.to_vec(), agencies: Vec::new(), leaving: Vec::new() };
        for (index, body) in register.streets.iter().enumerate() {
            let street = troupe.street(market, index, body, cast).await?;
            troupe.streets.push(street);
        }
        for index in offering {
            let body = register.organizations.get(*index).with_context(|| format!("no organization {index}"))?;
            let provider = troupe.provider(market, *index, body, cast).await?;
            troupe.providers.push(provider);
        }
        for index in 2..6 {
            let expert = troupe.join(market, &format!("expert{}", index + 1), Role::PanelExpert, None, index).await?;
            troupe.experts.push(expert);
        }
        for (index, body) in register.agencies.iter().enumerate() {
            let (lead, member) = if index == 0 {
                (cast.lead, cast.member)
            } else {
                (
                    troupe.join(market, &format!("lead{}", index + 1), Role::AgencyLead, Some(body), index).await?,
                    troupe.join(market, &format!("member{}", index + 1), Role::AgencyMember, Some(body), index).await?,
                )
            };
            troupe.agencies.push(Agency { body: body.clone(), lead, member });
        }
        Ok(troupe)
    }

    async fn join(&mut self, market: &Market, login: &str, role: Role, body: Option<&Body>, index: usize) -> Result<Actor> {
        let actor = account(market, login, role, body.map(|body| body.id), mark(index)).await?;
        self.leaving.extend(actor.account);
        Ok(actor)
    }

    /// A second role of somebody who joined.
    async fn also(market: &Market, actor: &Actor, role: Role) -> Result<Actor> {
        let account = actor.account.context("an actor without an account")?;
        grant(market, &Actor::OPERATOR, account, role, actor.organization).await?;
        Ok(Actor { role, ..*actor })
    }

    async fn street(&mut self, market: &Market, index: usize, body: &Body, cast: &Cast) -> Result<Street> {
        let (officer, approver, reviewer, representative) = if index == 0 {
            (cast.officer, cast.approver, cast.reviewer, cast.representative)
        } else {
            let officer = self.join(market, &format!("officer{}", index + 1), Role::PurOfficer, Some(body), index).await?;
            let approver = self.join(market, &format!("approver{}", index + 1), Role::PurApprover, Some(body), index).await?;
            let reviewer = self.join(market, &format!("reviewer{}", index + 1), Role::PurReviewer, Some(body), index).await?;
            let representative = Self::also(market, &reviewer, Role::PanelPur).await?;
            (officer, approver, reviewer, representative)
        };
        Ok(Street { body: body.clone(), officer, approver, reviewer, representative })
    }

    async fn provider(&mut self, market: &Market, index: usize, body: &Body, cast: &Cast) -> Result<Provider> {
        let known = cast.clerks.iter().find(|clerk| clerk.organization == Some(body.id)).copied();
        let (clerk, legal) = match known {
            Some(clerk) if cast.legal.organization == Some(body.id) => (clerk, cast.legal),
            Some(clerk) => (clerk, self.join(market, &format!("legal{index}"), Role::SoLegal, Some(body), usize::MAX).await?),
            None => {
                let clerk = self.join(market, &format!("clerk{index}"), Role::SoAdmin, Some(body), usize::MAX).await?;
                let legal = Self::also(market, &clerk, Role::SoLegal).await?;
                (clerk, legal)
            }
        };
        Ok(Provider { index, body: body.clone(), clerk, legal })
    }

    /// Closes the accounts of all who do not stay.
    ///
    /// # Errors
    /// When a use case refuses one.
    pub async fn leave(self, market: &Market) -> Result<()> {
        for account in self.leaving {
            close_account(market, &Actor::OPERATOR, account).await?;
        }
        Ok(())
    }
}
