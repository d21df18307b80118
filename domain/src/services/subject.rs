//! What may be bought at all, and the negative list (102号令 第9条, 第10条; DOMAIN §6.1).

use crate::law::{Basis, Law, Scope};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;

crate::words! {
    /// What the drafter declares to be bought. The first two may be bought; the others are the negative list.
    pub enum Subject("subject") {
        /// 向社会公众提供的公共服务.
        PublicService = "public-service",
        /// 政府履职辅助性服务.
        AuxiliaryService = "auxiliary-service",
        /// 不属于政府职责范围的服务事项.
        OutsideDuty = "outside-duty",
        /// 应当由政府直接履职的事项.
        OwnDuty = "own-duty",
        /// 货物和工程.
        GoodsOrWorks = "goods-or-works",
        /// 服务与工程打包的项目.
        WorksPackage = "works-package",
        /// 融资行为.
        Financing = "financing",
        /// 购买主体的人员招、聘用,以劳务派遣方式用工.
        Labour = "labour",
        /// 设置公益性岗位.
        WelfarePosts = "welfare-posts",
        /// 法律、行政法规等规定的其他不得购买事项.
        BarredByLaw = "barred-by-law",
    }
}

impl Subject {
    /// Whether the negative list names it.
    pub const fn is_barred(self) -> bool {
        !matches!(self, Subject::PublicService | Subject::AuxiliaryService)
    }

    /// The negative list.
    pub fn negative_list() -> impl Iterator<Item = Subject> {
        Subject::ALL.iter().copied().filter(|subject| subject.is_barred())
    }

    /// Lets pass what may be bought. Source: 102号令 第10条, which binds every purchase of services.
    ///
    /// # Errors
    /// `services.not-to-be-bought` for what the negative list names.
    pub fn may_be_bought(self) -> Result<(), Refusal> {
        if self.is_barred() {
            return Err(Refusal::new("services.not-to-be-bought")
                .fact("subject", Fact::Term(self.term()))
                .basis(Basis::of(Law::PurchaseOfServices.article(10), Scope::PurchaseOfServices))
                .remedy(Action::EditDemand)
                .field("subject"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// DOMAIN §6.1.
    #[test]
    fn what_the_negative_list_names_is_refused_on_its_article() {
        for subject in Subject::negative_list() {
            let refusal = subject.may_be_bought().unwrap_err();
            assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("services.not-to-be-bought", Some("subject")));
            assert_eq!(refusal.basis.unwrap().article, Law::PurchaseOfServices.article(10));
        }
        assert_eq!(Subject::negative_list().count(), 8);
    }

    #[test]
    fn public_and_auxiliary_services_may_be_bought() {
        assert_eq!(Subject::PublicService.may_be_bought(), Ok(()));
        assert_eq!(Subject::AuxiliaryService.may_be_bought(), Ok(()));
    }
}
