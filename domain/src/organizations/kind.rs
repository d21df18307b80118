//! Kinds of bodies on the platform, and how they agree with a credit code.

use crate::code::CodeKind;
use crate::money::half_width;

crate::words! {
    /// What a body of the register is (DOMAIN §1.1).
    pub enum OrganizationKind("organizations-kind") {
        /// 社会团体.
        Association = "association",
        /// 社会服务机构, formerly 民办非企业单位.
        ServiceInstitution = "service-institution",
        /// 基金会.
        Foundation = "foundation",
        /// 机关, 街道: buys.
        Department = "department",
        /// 第三方评估机构: evaluates, and may be any registered body.
        Agency = "agency",
    }
}

impl OrganizationKind {
    /// Reads the words that lists really use; blanks and full-width forms are forgiven. `None` for any other word.
    pub fn read(text: &str) -> Option<OrganizationKind> {
        let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        match plain.as_str() {
            "社会团体" | "社团" | "社会团体法人" | "行业协会" | "行业协会商会" | "协会" | "学会" | "商会" | "联合会" | "association" => {
                Some(OrganizationKind::Association)
            }
            "社会服务机构"
            | "社会服务机构法人"
            | "民办非企业单位"
            | "民办非企业"
            | "民非"
            | "民办非企业单位(法人)"
            | "民办非企业单位(社会服务机构)"
            | "社会服务机构(民办非企业单位)"
            | "service-institution" => Some(OrganizationKind::ServiceInstitution),
            "基金会" | "基金会法人" | "公募基金会" | "非公募基金会" | "慈善基金会" | "社区基金会" | "foundation" => {
                Some(OrganizationKind::Foundation)
            }
            "机关" | "机关法人" | "国家机关" | "政府部门" | "政府机关" | "行政机关" | "党政机关" | "街道" | "街道办事处" | "镇人民政府" | "乡镇"
            | "购买主体" | "采购人" | "department" => Some(OrganizationKind::Department),
            "第三方评估机构" | "评估机构" | "第三方机构" | "第三方绩效评价机构" | "agency" => Some(OrganizationKind::Agency),
            _ => None,
        }
    }

    /// The kind that a code alone tells; `None` where it does not (other civil bodies, institutions, enterprises).
    pub const fn of_code(code: CodeKind) -> Option<OrganizationKind> {
        match code {
            CodeKind::Association => Some(OrganizationKind::Association),
            CodeKind::ServiceInstitution => Some(OrganizationKind::ServiceInstitution),
            CodeKind::Foundation => Some(OrganizationKind::Foundation),
            CodeKind::Government => Some(OrganizationKind::Department),
            CodeKind::OtherCivil | CodeKind::Institution | CodeKind::Enterprise | CodeKind::Other => None,
        }
    }

    /// Whether a body of this kind can have such a code. Purchasers may also be institutions (事业单位) and mass
    /// organizations; an evaluation agency may be anything but a department or a foundation.
    pub const fn agrees_with(self, code: CodeKind) -> bool {
        match self {
            OrganizationKind::Association => matches!(code, CodeKind::Association | CodeKind::OtherCivil),
            OrganizationKind::ServiceInstitution => matches!(code, CodeKind::ServiceInstitution | CodeKind::OtherCivil),
            OrganizationKind::Foundation => matches!(code, CodeKind::Foundation | CodeKind::OtherCivil),
            OrganizationKind::Department => matches!(code, CodeKind::Government | CodeKind::Institution | CodeKind::Other),
            OrganizationKind::Agency => !matches!(code, CodeKind::Government | CodeKind::Foundation),
        }
    }

    /// Whether a registered name can be of this kind: a foundation's holds 基金会, and no social
    /// organization is a 公司. Real lists carry village committees and names cut short as foundations.
    pub fn fits_name(self, name: &str) -> bool {
        (self != OrganizationKind::Foundation || name.contains("基金会")) && !(self.is_social() && name.ends_with("公司"))
    }

    /// Whether it is a social organization (社会组织), who may offer services here.
    pub const fn is_social(self) -> bool {
        matches!(self, OrganizationKind::Association | OrganizationKind::ServiceInstitution | OrganizationKind::Foundation)
    }
}

crate::words! {
    /// How a registration stands, as the register's list says.
    pub enum Standing("organizations-standing") {
        /// In force.
        Active = "active",
        /// 注销.
        Cancelled = "cancelled",
        /// 撤销、吊销.
        Revoked = "revoked",
    }
}

impl Standing {
    /// Reads the words that lists use; `None` for any other word, which then says nothing.
    pub fn read(text: &str) -> Option<Standing> {
        let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        match plain.as_str() {
            "正常" | "登记" | "存续" | "有效" | "在册" | "成立" | "登记有效" | "active" => Some(Standing::Active),
            "注销" | "已注销" | "cancelled" => Some(Standing::Cancelled),
            "撤销" | "已撤销" | "吊销" | "已吊销" | "撤销登记" | "吊销登记证书" | "revoked" => Some(Standing::Revoked),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_lists_are_read() {
        for (text, kind) in [
            ("社会团体", OrganizationKind::Association),
            (" 民办非企业单位 ", OrganizationKind::ServiceInstitution),
            ("社会服务机构（民办非企业单位）", OrganizationKind::ServiceInstitution),
            ("基金会", OrganizationKind::Foundation),
            ("街道办事处", OrganizationKind::Department),
            ("第三方评估机构", OrganizationKind::Agency),
        ] {
            assert_eq!(OrganizationKind::read(text), Some(kind), "{text}");
        }
        assert_eq!(OrganizationKind::read("社会企业"), None);
        assert_eq!(OrganizationKind::read(""), None);
    }

    #[test]
    fn a_standing_is_read_and_never_guessed() {
        assert_eq!(Standing::read(" 正常 "), Some(Standing::Active));
        assert_eq!(Standing::read("已注销"), Some(Standing::Cancelled));
        assert_eq!(Standing::read("年检中"), None);
    }

    #[test]
    fn a_kind_agrees_with_the_codes_it_can_have() {
        assert!(OrganizationKind::Foundation.agrees_with(CodeKind::Foundation));
        assert!(!OrganizationKind::Foundation.agrees_with(CodeKind::ServiceInstitution));
        assert!(OrganizationKind::Agency.agrees_with(CodeKind::Enterprise));
        assert!(!OrganizationKind::Association.agrees_with(CodeKind::Enterprise));
        assert!(OrganizationKind::Association.is_social() && !OrganizationKind::Agency.is_social());
        assert_eq!(OrganizationKind::of_code(CodeKind::OtherCivil), None);
    }
}
