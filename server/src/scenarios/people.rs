//! The people of a scenario. Names are 示例 and the role.

use super::PHRASE;
use super::register::{Body, Register};
use anyhow::Result;
use domain::ids::OrganizationId;
use domain::policy::{Actor, Role};
use marketplace::Market;
use marketplace::identity::{NewAccount, create_account};
use messages::{Language, words};

/// One operator and nothing else.
pub async fn operator(market: &Market) -> Result<()> {
    account(market, "operator", Role::Operator, None, "").await?;
    Ok(())
}

/// The fourteen whom the tour meets.
pub struct Cast {
    /// PUR_OFFICER of the tour's street.
    pub officer: Actor,
    /// PUR_APPROVER.
    pub approver: Actor,
    /// PUR_REVIEWER.
    pub reviewer: Actor,
    /// PANEL_PUR.
    pub representative: Actor,
    /// PANEL_EXPERT, twice.
    pub experts: [Actor; 2],
    /// SO_ADMIN of three organizations.
    pub clerks: [Actor; 3],
    /// SO_LEGAL of the first.
    pub legal: Actor,
    /// AGENCY_LEAD.
    pub lead: Actor,
    /// AGENCY_MEMBER.
    pub member: Actor,
    /// REGISTRAR.
    pub registrar: Actor,
    /// AUDITOR.
    pub auditor: Actor,
}

impl Cast {
    /// Creates the fourteen accounts.
    ///
    /// # Errors
    /// When a use case refuses one.
    pub async fn create(market: &Market, register: &Register) -> Result<Cast> {
        let street = register.streets.first().map(|body| body.id);
        let at = |bodies: &[Body], index: usize| bodies.get(index).map(|body| body.id);
        let provider = |index| at(&register.organizations, index);
        let agency = at(&register.agencies, 0);
        Ok(Cast {
            officer: account(market, "officer", Role::PurOfficer, street, "").await?,
            approver: account(market, "approver", Role::PurApprover, street, "").await?,
            reviewer: account(market, "reviewer", Role::PurReviewer, street, "").await?,
            representative: account(market, "panel", Role::PanelPur, street, "").await?,
            experts: [account(market, "expert1", Role::PanelExpert, None, "一").await?, account(market, "expert2", Role::PanelExpert, None, "二").await?],
            clerks: [
                account(market, "anju", Role::SoAdmin, provider(0), "一").await?,
                account(market, "qingyuan", Role::SoAdmin, provider(10), "二").await?,
                account(market, "chunhui", Role::SoAdmin, provider(20), "三").await?,
            ],
            legal: account(market, "anju.legal", Role::SoLegal, provider(0), "").await?,
            lead: account(market, "lead", Role::AgencyLead, agency, "").await?,
            member: account(market, "member", Role::AgencyMember, agency, "").await?,
            registrar: account(market, "registrar", Role::Registrar, None, "").await?,
            auditor: account(market, "auditor", Role::Auditor, None, "").await?,
        })
    }
}

impl Cast {
    /// All fourteen.
    pub fn everybody(&self) -> impl Iterator<Item = Actor> {
        let one_by_one = [self.officer, self.approver, self.reviewer, self.representative, self.legal, self.lead, self.member, self.registrar, self.auditor];
        one_by_one.into_iter().chain(self.experts).chain(self.clerks)
    }
}

/// An account whose name is 示例 and the role.
pub async fn account(market: &Market, login: &str, role: Role, organization: Option<OrganizationId>, mark: &str) -> Result<Actor> {
    let name = format!("示例·{}{mark}", words(Language::Zh).say(&role.term()));
    let new = NewAccount { login: login.into(), name, password: PHRASE.into(), role, also: Vec::new(), organization };
    let id = create_account(market, &Actor::OPERATOR, new).await?;
    Ok(Actor { account: Some(id), role, organization })
}
