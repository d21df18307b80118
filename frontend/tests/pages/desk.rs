//! What the workbench says: for whom one waits, the coming days, where every count leads.

use crate::html::{Element, read};
use crate::samples::pages;
use domain::bids::ReceiptNumber;
use frontend::{Size, Theme};
use messages::{Language, words};

fn elements(name: &str) -> Vec<Element> {
    let all = pages(Language::Zh, Theme::System, Size::Standard);
    read(&all.into_iter().find(|page| page.name == name).unwrap().html)
}

#[test]
fn what_waits_for_others_says_for_whom_since_when_and_how_late() {
    let tasks: Vec<Element> = elements("workbench").into_iter().filter(|element| element.name == "li" && element.text.contains("查看")).collect();
    assert_eq!(tasks.len(), 3);
    for (task, said) in tasks.iter().zip([
        ["支付第2期", "采购批准人", "已逾期", "9月22日（周一）起等候"],
        ["等社会组织响应", "社会组织填报员", "2025年9月28日（周日·班）17:00到期", "9月22日（周一）起等候"],
        ["审查", "社会组织法定代表人", "上海示例安居社会工作服务中心", "9月22日（周一）起等候"],
    ]) {
        for words in said {
            assert!(task.text.contains(words), "{words} in {}", task.text);
        }
    }
    assert!(tasks[0].has_class("cinnabar") && !tasks[1].has_class("cinnabar"));
}

#[test]
fn fourteen_days_stand_beside_with_their_marks_and_what_ends_on_them() {
    let page = elements("workbench");
    let days: Vec<&Element> = page.iter().filter(|element| element.name == "li" && element.within.iter().any(|name| name == "aside")).collect();
    assert_eq!(days.len(), 14);
    let words = |day: &Element| day.text.split_whitespace().collect::<String>();
    // 24:00 belongs to the day that it ends; what is late already stands on no day to come.
    assert!(words(days[0]).starts_with("25周四答复异议：助餐点运营") && days[0].attribute("aria-current") == Some("date"), "{}", days[0].text);
    assert!(words(days[2]).ends_with("27周六休息日") && days[2].has_class("off"));
    assert!(words(days[3]).starts_with("28周日班（调休）等社会组织响应") && !days[3].has_class("off"), "{}", days[3].text);
    assert!(words(days[6]).ends_with("1周三休（节假日）") && days[6].has_class("off"));
    assert!(days.iter().all(|day| !day.text.contains("支付")));
    let links = page.iter().filter(|element| element.name == "a" && element.within.iter().any(|name| name == "aside"));
    assert_eq!(links.filter_map(|link| link.attribute("href")).collect::<Vec<_>>(), ["/demands/GX-2025-000027/result", "/demands/GX-2025-000028"]);
}

#[test]
fn with_nothing_to_do_the_next_date_is_named() {
    let text = |name: &str| elements(name).into_iter().find(|element| element.name == "main").unwrap().text;
    assert!(text("workbench-quiet").contains("现在没有等您办理的事项。下一个日期：9月28日（周日·班）。"));
    assert!(text("workbench-empty").contains(words(Language::Zh).say("workbench.empty").as_str()) && !text("workbench-empty").contains("下一个日期"));
    assert!(!text("workbench").contains("现在没有"));
}

#[test]
fn every_count_leads_to_its_rows_and_every_offer_to_its_receipt() {
    let page = elements("workbench");
    let leads = |href: &str| page.iter().filter(|element| element.name == "a" && element.attribute("href") == Some(href)).count();
    assert_eq!(leads("/demands?stage=open&amp;purchaser=11310106MJT000018W"), 1);
    assert_eq!(leads("/contracts?state=in-force"), 1);
    assert_eq!(leads(&format!("/demands/GX-2025-000028/offer/receipt/{}", ReceiptNumber::from_random([7; 10]))), 2);
    assert!(page.iter().any(|element| element.name == "li" && element.text.contains("已撤回")));
}
