//! The fields of service and who is served.

crate::words! {
    /// A field of service (服务领域): the thirteen of the 2022 recommended catalogue (DOMAIN §1.5). The codes are the platform's own.
    pub enum Field("field") {
        /// 养老服务.
        ElderlyCare = "F01",
        /// 残疾人服务.
        Disability = "F02",
        /// 妇女儿童服务.
        WomenAndChildren = "F03",
        /// 社区治理.
        CommunityGovernance = "F04",
        /// 社区服务.
        CommunityServices = "F05",
        /// 医疗卫生.
        Health = "F06",
        /// 劳动就业.
        Employment = "F07",
        /// 文体活动.
        CultureAndSport = "F08",
        /// 扶贫济困.
        PovertyRelief = "F09",
        /// 志愿服务.
        Volunteering = "F10",
        /// 专业支持.
        ProfessionalSupport = "F11",
        /// 防灾减灾.
        DisasterPrevention = "F12",
        /// 专业调处.
        Mediation = "F13",
    }
}

crate::words! {
    /// Whom a service reaches (服务对象).
    pub enum Recipients("recipients") {
        /// 老年人.
        Elderly = "elderly",
        /// 独居老人.
        ElderlyAlone = "elderly-alone",
        /// 残障人士.
        Disabled = "disabled",
        /// 青少年.
        Youth = "youth",
        /// 儿童及其家庭.
        Children = "children",
        /// 困难家庭.
        PoorFamilies = "poor-families",
        /// 求职居民.
        JobSeekers = "job-seekers",
        /// 志愿者.
        Volunteers = "volunteers",
        /// 居民区.
        Neighbourhoods = "neighbourhoods",
        /// 社区居民.
        Residents = "residents",
    }
}
