//! Shanghai's sixteen districts as squares. It is not a map: public maps need a review number.

use crate::page::wording;
use domain::code::District;
use leptos::prelude::*;
use messages::{Language, Words};

/// The side of a square and the step to the next, in the picture's units.
const SIDE: u16 = 76;
const STEP: u16 = 80;

/// A count a district; the darker, the more. Each square leads to its rows.
#[component]
pub fn DistrictTiles(
    /// What is counted, for screen readers.
    label: String,
    /// How many a district; those that are not named have none.
    counts: Vec<(District, i64)>,
    /// What stands before a district's code in its address: `/demands?district=`.
    href: String,
) -> impl IntoView {
    let w = wording();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let count_of = move |district: District| counts.iter().find(|(one, _)| *one == district).map_or(0, |(_, count)| *count);
    let all: Vec<(District, i64)> = District::all().map(|district| (district, count_of(district))).collect();
    let address = move |district: District| format!("{href}{}", district.code());
    let list = all.iter().map(|(district, count)| listed(w, *district, *count, address(*district))).collect_view();
    let tiles = all.iter().map(|(district, count)| tile(w, *district, *count, most, address(*district))).collect_view();
    view! {
        <svg class="tiles" viewBox="0 0 396 396" role="group" aria-label=label>
            {tiles}
        </svg>
        <details>
            <summary>{w.say("chart.as-list")}</summary>
            <ul class="line">{list}</ul>
        </details>
        <p class="small soft">{w.say("chart.no-map")}</p>
    }
}

fn listed(w: Words, district: District, count: i64, href: String) -> impl IntoView {
    let text = format!("{} {count}", short_name(w, district));
    view! { <li class="tn nb"><a class="quiet" href=href>{text}</a></li> }
}

fn tile(w: Words, district: District, count: i64, most: i64, href: String) -> impl IntoView {
    let (column, row) = district.tile();
    let (x, y) = (STEP * u16::from(column), STEP * u16::from(row));
    let middle = (x + SIDE / 2).to_string();
    let side = SIDE.to_string();
    view! {
        <a href=href>
            <rect x=x.to_string() y=y.to_string() width=side.clone() height=side rx="2" class=heat(count, most)></rect>
            <text x=middle.clone() y=(y + 32).to_string()>{short_name(w, district)}</text>
            <text x=middle y=(y + 59).to_string() class="v">{count}</text>
        </a>
    }
}

fn short_name(w: Words, district: District) -> &'static str {
    match w.language() {
        Language::Zh => district.zh_short(),
        Language::En => district.en(),
    }
}

/// Five steps from nothing to the most.
const fn heat(count: i64, most: i64) -> &'static str {
    if count <= 0 || most <= 0 {
        return "h0";
    }
    match count * 4 / most {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        _ => "h4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_only_the_most_is_darkest() {
        let pudong = District::parse("310115").unwrap();
        assert_eq!(short_name(messages::words(Language::Zh), pudong), "浦东");
        assert_eq!([0, 1, 2, 3, 4].map(|count| heat(count, 4)), ["h0", "h1", "h2", "h3", "h4"]);
    }
}
