//! Numbers, dates, money and articles as each language writes them (UX §6).

use crate::{Language, Words};
use domain::calendar::{Day, Due, Kind, Moment, beijing_time, day_of, kind};
use domain::law::{Article, Basis};
use domain::money::Money;
use domain::refusal::Fact;
use domain::services::Measure;
use domain::step::Word;

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With year and weekday: 2026年5月9日（周六·班） · 9 May 2026 (Sat, working day).
    Long,
    /// Without the year: 5月9日（周六·班） · 9 May (Sat, working day).
    Short,
    /// Without year and weekday, where a picture has no room for more: 5月9日 · 9 May.
    Bare,
    /// 2026-05-09, for tables.
    Iso,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

impl Words {
    /// A fact in words.
    pub fn fact(self, fact: &Fact) -> String {
        match fact {
            Fact::Money(money) => self.money(*money),
            Fact::Points(points) => points.to_string(),
            Fact::Percent(percent) => percent.to_string(),
            Fact::Count(count) => count.to_string(),
            Fact::WorkingDays(n) => self.say_with("unit.working-days", &[("n", Fact::Count(*n))]),
            Fact::Days(n) => self.say_with("unit.days", &[("n", Fact::Count(*n))]),
            Fact::Months(n) => self.say_with("unit.months", &[("n", Fact::Count(*n))]),
            Fact::Years(n) => self.say_with("unit.years", &[("n", Fact::Count(*n))]),
            Fact::Day(day) => self.day(*day, Style::Long),
            Fact::Due(due) => self.due(*due, Style::Long),
            Fact::At(moment) => self.moment(*moment),
            Fact::Text(text) => text.clone(),
            Fact::Term(key) => self.say(key),
            Fact::Names(names) => self.listed(names.iter().cloned()),
            Fact::Terms(keys) => self.listed(keys.iter().map(|key| self.say(key))),
        }
    }

    /// Several things in one line: 甲、乙 · a, b.
    pub fn listed(self, words: impl Iterator<Item = String>) -> String {
        words.collect::<Vec<_>>().join(if self.language() == Language::Zh { "、" } else { ", " })
    }

    /// An amount on a page: 480,000.00元 · CNY 480,000.00.
    pub fn money(self, money: Money) -> String {
        match self.language() {
            Language::Zh => format!("{money}元"),
            Language::En => format!("CNY {money}"),
        }
    }

    /// An amount in a list: 48.00万元, but never in ten-thousands in English.
    pub fn money_in_list(self, money: Money) -> String {
        match self.language() {
            Language::Zh => format!("{}万元", money.wan()),
            Language::En => self.money(money),
        }
    }

    /// A whole number with its thousands marked: 24,000.
    pub fn number(self, number: u32) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    /// So many of a measure: 24,000份 · 24,000 meals.
    pub fn quantity(self, number: u32, measure: Measure) -> String {
        self.say_with("unit.quantity", &[("n", Fact::Text(self.number(number))), ("measure", Fact::Term(measure.term()))])
    }

    /// A day.
    pub fn day(self, day: Day, style: Style) -> String {
        use chrono::Datelike;
        let (year, month, date) = (day.year(), day.month(), day.day());
        let mark = match kind(day).0 {
            Kind::MadeUp => Some(self.say("day.made-up")),
            Kind::Holiday => Some(self.say("day.holiday")),
            Kind::Working | Kind::Weekend => None,
        };
        let weekday = self.say(&format!("day.weekday-{}", day.weekday().num_days_from_monday() + 1));
        match (self.language(), style) {
            (_, Style::Iso) => day.to_string(),
            (Language::Zh, Style::Bare) => format!("{month}月{date}日"),
            (Language::En, Style::Bare) => format!("{date} {}", month_name(month)),
            (Language::Zh, _) => {
                let year = if style == Style::Long { format!("{year}年") } else { String::new() };
                let mark = mark.map(|mark| format!("·{mark}")).unwrap_or_default();
                format!("{year}{month}月{date}日（{weekday}{mark}）")
            }
            (Language::En, _) => {
                let year = if style == Style::Long { format!(" {year}") } else { String::new() };
                let mark = mark.map(|mark| format!(", {mark}")).unwrap_or_default();
                format!("{date} {}{year} ({weekday}{mark})", month_name(month))
            }
        }
    }

    /// The month of a day: 2025年6月 · June 2025.
    pub fn month(self, day: Day) -> String {
        use chrono::Datelike;
        match self.language() {
            Language::Zh => format!("{}年{}月", day.year(), day.month()),
            Language::En => format!("{} {}", month_name(day.month()), day.year()),
        }
    }

    /// The month of a day where a picture has room for little: 6 · June.
    pub fn month_alone(self, day: Day) -> String {
        use chrono::Datelike;
        match self.language() {
            Language::Zh => day.month().to_string(),
            Language::En => month_name(day.month()).to_owned(),
        }
    }

    /// A computed day; marked while it is provisional.
    pub fn due(self, due: Due, style: Style) -> String {
        let day = self.day(due.day, style);
        if due.provisional { self.say_with("day.provisional", &[("day", Fact::Text(day))]) } else { day }
    }

    /// A moment to the minute, Beijing time. The very start of a day is the end of the day before: 24:00.
    pub fn moment(self, moment: Moment) -> String {
        let (day, time) = day_and_time(moment);
        match self.language() {
            Language::Zh => format!("{}{time}", self.day(day, Style::Long)),
            Language::En => format!("{}, {time}", self.day(day, Style::Long)),
        }
    }

    /// The end of a period to the minute; marked while it is provisional.
    pub fn deadline(self, end: Moment, provisional: bool) -> String {
        let text = self.moment(end);
        if provisional { self.say_with("day.provisional", &[("day", Fact::Text(text))]) } else { text }
    }

    /// The hour and minute of a moment, Beijing time; 24:00 at the end of a day.
    pub fn time(self, moment: Moment) -> String {
        day_and_time(moment).1
    }

    /// A moment to the second, for receipts.
    pub fn moment_exact(self, moment: Moment) -> String {
        beijing_time(moment).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// An article: 《政府采购法》第四十九条 · Government Procurement Law, art. 49.
    pub fn article(self, article: &Article) -> String {
        let key = law_key(article);
        let law = self.say(&format!("law.{key}"));
        match article.number {
            None => law,
            Some(number) => self.say_with("law.article", &[("law", Fact::Text(law)), ("number", Fact::Text(self.ordinal(number)))]),
        }
    }

    /// What a refusal or a rule cites, with whom it binds and what it was borrowed from.
    pub fn basis(self, basis: &Basis) -> String {
        let mut out = self.article(&basis.article);
        if let Some(borrowed) = &basis.borrowed {
            out.push_str(&self.say_with("law.borrowed", &[("article", Fact::Text(self.article(borrowed)))]));
        }
        if basis.unverified {
            out.push_str(&self.say("law.unverified"));
        }
        out
    }

    fn ordinal(self, number: u16) -> String {
        if self.language() == Language::En {
            return number.to_string();
        }
        const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        let digit = |n: u16| DIGITS.get(usize::from(n % 10)).copied().unwrap_or('〇');
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        let mut out = String::new();
        if hundreds > 0 {
            out.push(digit(hundreds));
            out.push('百');
        }
        if tens > 0 {
            if tens > 1 || hundreds > 0 {
                out.push(digit(tens));
            }
            out.push('十');
        } else if hundreds > 0 && ones > 0 {
            out.push('零');
        }
        if ones > 0 {
            out.push(digit(ones));
        }
        out
    }
}

fn month_name(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month - 1)).copied().unwrap_or_default()
}

/// The very start of a day is the end of the day before: 24:00.
fn day_and_time(moment: Moment) -> (Day, String) {
    let time = beijing_time(moment).format("%H:%M").to_string();
    match (time.as_str(), day_of(moment).pred_opt()) {
        ("00:00", Some(before)) => (before, "24:00".to_owned()),
        _ => (day_of(moment), time),
    }
}

/// The part of the message key that names a text.
fn law_key(article: &Article) -> &'static str {
    use domain::law::Law;
    match article.law {
        Law::ProcurementLaw => "procurement-law",
        Law::ProcurementRegulation => "procurement-regulation",
        Law::PurchaseOfServices => "purchase-of-services",
        Law::TenderMeasures => "tender-measures",
        Law::ConsultationMeasures => "consultation-measures",
        Law::CivilCode => "civil-code",
        Law::ShanghaiCharity => "shanghai-charity",
        Law::ThirdPartyEvaluation => "third-party-evaluation",
        Law::PerformanceMeasures => "performance-measures",
        Law::RequirementMeasures => "requirement-measures",
        Law::PaymentRegulation => "payment-regulation",
        Law::FairCompetition => "fair-competition",
        Law::WelfareProjectGuide => "welfare-project-guide",
        Law::ShanghaiThresholds => "shanghai-thresholds",
        Law::CreditCodeStandard => "credit-code-standard",
        Law::UnitRule => "unit-rule",
        Law::PlatformRule => "platform-rule",
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Style, words};
    use domain::law::{Basis, Law, Scope};
    use domain::money::Money;
    use domain::services::Measure;

    #[test]
    fn days_are_written_as_each_language_does() {
        let day = "2026-05-09".parse().unwrap();
        assert_eq!(words(Language::Zh).day(day, Style::Long), "2026年5月9日（周六·班）");
        assert_eq!(words(Language::En).day(day, Style::Long), "9 May 2026 (Sat, working day)");
        assert_eq!(words(Language::Zh).day("2025-06-13".parse().unwrap(), Style::Short), "6月13日（周五）");
        assert_eq!(words(Language::En).day(day, Style::Bare), "9 May");
    }

    #[test]
    fn the_end_of_a_day_is_24_00_of_that_day() {
        let end = domain::calendar::end_of("2025-06-13".parse().unwrap());
        assert_eq!(words(Language::Zh).moment(end), "2025年6月13日（周五）24:00");
        assert_eq!(words(Language::Zh).deadline(end, true), "2025年6月13日（周五）24:00（暂定）");
    }

    #[test]
    fn money_is_never_in_ten_thousands_in_english() {
        assert_eq!(words(Language::Zh).money_in_list(Money::yuan(480_000)), "48.00万元");
        assert_eq!(words(Language::En).money_in_list(Money::yuan(480_000)), "CNY 480,000.00");
    }

    #[test]
    fn quantities_mark_thousands_and_chinese_sets_the_measure_word_without_a_space() {
        let said = |language, number| words(language).quantity(number, Measure::PersonTimes);
        assert_eq!([999, 1_000, 1_024_000].map(|n| said(Language::Zh, n)), ["999人次", "1,000人次", "1,024,000人次"]);
        assert_eq!(said(Language::En, 24_000), "24,000 person-visits");
    }

    #[test]
    fn an_article_is_cited_with_what_it_was_borrowed_from() {
        let zh = words(Language::Zh);
        assert_eq!(zh.article(&Law::ProcurementLaw.article(49)), "《政府采购法》第四十九条");
        assert_eq!(zh.article(&Law::ProcurementLaw.article(110)), "《政府采购法》第一百一十条");
        assert_eq!(words(Language::En).article(&Law::ProcurementLaw.article(49)), "Government Procurement Law, art. 49");
        let basis = Basis { borrowed: Some(Law::ProcurementLaw.article(61)), ..Basis::of(Law::PlatformRule.whole(), Scope::Platform) };
        assert_eq!(zh.basis(&basis), "平台规则（借用《政府采购法》第六十一条）");
    }
}
