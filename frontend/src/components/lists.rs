//! What stands around a list: filters above, pages below, the same data to take away.

use super::{Card, CardLayout, CardList, Choice, EmptyState, Glyph, Icon, Link};
use crate::page::{fresh_id, wording};
use domain::refusal::Fact;
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// Where a page of a list stands: its address, its filters, and what lies before and after.
#[derive(Clone, Debug)]
pub struct ListPlace {
    path: &'static str,
    /// `field=F01&…`, without the place in the list.
    query: String,
    next: Option<String>,
    later: bool,
    without: Vec<(&'static str, u64)>,
}

/// A filter that is applied: its name in the address, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    name: &'static str,
    label: String,
}

impl Applied {
    /// An applied filter.
    pub fn new(name: &'static str, label: impl Into<String>) -> Applied {
        Applied { name, label: label.into() }
    }
}

impl ListPlace {
    /// The place of a page whose filters are this query; `later` if it is not the first, `next` where the one after it begins.
    pub fn new(path: &'static str, query: String, later: bool, next: Option<String>) -> ListPlace {
        let first = ListPlace { path, query, next: None, later, without: Vec::new() };
        let next = next.map(|begins| first.with(&format!("after={begins}")));
        ListPlace { next, ..first }
    }

    /// Says of a list in which nothing stands how many there are without one of its filters, for each of them.
    #[must_use]
    pub fn counted_without(self, without: Vec<(&'static str, u64)>) -> ListPlace {
        ListPlace { without, ..self }
    }

    /// The applied filters, each with the address without it.
    pub(crate) fn chips(&self, applied: &[Applied]) -> Vec<Link> {
        applied.iter().map(|filter| Link::new(filter.label.clone(), self.without(filter.name))).collect()
    }

    /// Which filter to drop, and how many that gives; what gives most comes first.
    fn ways(&self, w: Words, applied: &[Applied]) -> Vec<Link> {
        let mut ways: Vec<(u64, Link)> = Vec::new();
        for filter in applied {
            let count = self.without.iter().find(|(name, _)| *name == filter.name).map_or(0, |(_, count)| *count);
            if count > 0 {
                let facts = [("filter", filter.label.as_str().into()), ("n", Fact::Count(i64::try_from(count).unwrap_or(i64::MAX)))];
                ways.push((count, Link::new(w.say_with("filter.without", &facts), self.without(filter.name))));
            }
        }
        ways.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        ways.into_iter().map(|(_, way)| way).collect()
    }

    /// The address with one filter more.
    pub fn with(&self, pair: &str) -> String {
        if self.query.is_empty() { format!("{}?{pair}", self.path) } else { format!("{}?{}&{pair}", self.path, self.query) }
    }

    /// The address with the filters but this one.
    pub fn without(&self, name: &str) -> String {
        let kept: Vec<&str> = self.query.split('&').filter(|pair| pair.split('=').next().is_some_and(|known| !known.is_empty() && known != name)).collect();
        format!("{}?{}", self.path, kept.join("&"))
    }
}

/// A page of a list: how many there are in all, the same data as files, the cards or why there are none, the pages around.
#[component]
pub fn Listing(
    /// Where it stands.
    place: ListPlace,
    /// How many there are in all, and what they add up to.
    count: String,
    /// This page's.
    cards: Vec<Card>,
    /// That there are none.
    empty: String,
    /// What to do about it, when no single filter is to blame.
    hint: String,
    /// The applied filters.
    #[prop(optional)]
    applied: Vec<Applied>,
    /// Whether they are public documents: shown as such, and in no sheet.
    #[prop(optional)]
    documents: bool,
) -> impl IntoView {
    let w = wording();
    let ways = place.ways(w, &applied);
    let ListPlace { path, query, next, later, .. } = place;
    let files = [("CSV", "csv"), ("XLSX", "xlsx")].map(|(name, format)| Link::new(name, format!("{path}/export.{format}?{query}"))).to_vec();
    let pager = (later || next.is_some()).then(|| {
        view! { <Pager text=count.clone() previous=later.then(|| format!("{path}?{query}")) next/> }
    });
    let list = if cards.is_empty() {
        let way = Some(Link::new(w.say("filter.reset"), path));
        if ways.is_empty() { view! { <EmptyState title=empty hint way/> }.into_any() } else { view! { <EmptyState title=empty ways way/> }.into_any() }
    } else {
        let layout = if documents { CardLayout::Documents } else { CardLayout::default() };
        view! { <CardList cards layout/> }.into_any()
    };
    view! {
        <div class="head section">
            <h2 class="t16 tn">{count.clone()}</h2>
            {(!documents).then(|| view! { <ExportLinks files/> })}
        </div>
        {list}
        {pager}
    }
}

/// The filters of a list, kept in its address. What is applied stands below, each a link that takes it off.
#[component]
pub fn FilterBar(
    /// The list's address.
    action: String,
    /// What it filters, for screen readers.
    label: String,
    /// What is applied: the words, and the address without it.
    #[prop(optional)]
    applied: Vec<Link>,
    /// The filters.
    children: Children,
) -> impl IntoView {
    let w = wording();
    let chip = |link: Link| {
        view! {
            <a href=link.href>
                {link.label}
                <Icon glyph=Glyph::CircleX/>
                <span class="vh">{w.say("filter.remove")}</span>
            </a>
        }
    };
    let applied = (!applied.is_empty()).then(|| {
        view! {
            <div class="chips" role="group" aria-label=w.say("filter.applied")>
                {applied.into_iter().map(chip).collect_view()}
            </div>
        }
    });
    view! {
        <form class="filter" method="get" action=action aria-label=label>
            {children()}
            <p class="go">
                <button class="btn main">{w.say("filter.search")}</button>
                <a href=action.clone()>{w.say("filter.reset")}</a>
            </p>
        </form>
        {applied}
    }
}

/// A filter of words.
#[component]
pub fn FilterText(
    /// Its name in the address.
    name: String,
    /// What it looks for.
    label: String,
    /// What was typed.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let id = fresh_id("filter");
    view! {
        <p class="wide">
            <label for=id.clone()>{label}</label>
            <input type="search" id=id.clone() name=name value=value/>
        </p>
    }
}

/// A filter of choices; the first one is all.
#[component]
pub fn FilterSelect(
    /// Its name in the address.
    name: String,
    /// What it chooses.
    label: String,
    /// What was chosen.
    #[prop(optional, into)]
    value: String,
    /// The choices.
    choices: Vec<Choice>,
) -> impl IntoView {
    let id = fresh_id("filter");
    let option = |choice: Choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    };
    let options = choices.into_iter().map(option).collect_view();
    view! {
        <p>
            <label for=id.clone()>{label}</label>
            <select id=id.clone() name=name>
                {options}
            </select>
        </p>
    }
}

/// In which order the list stands; the first choice is the usual one.
#[component]
pub fn FilterOrder<O: Word>(
    /// The order that was chosen.
    order: O,
) -> impl IntoView {
    let w = wording();
    let choices = O::ALL.iter().map(|order| Choice::new(order.key(), w.say(&order.term()))).collect::<Vec<_>>();
    view! { <FilterSelect name="order".to_owned() label=w.say("filter.order") value=order.key() choices/> }
}

/// To the page before and the page after. Pages have no numbers: what is new would shift them.
#[component]
pub fn Pager(
    /// What is shown: 第1至8项，共23项.
    text: String,
    /// The page before.
    #[prop(optional_no_strip)]
    previous: Option<String>,
    /// The page after.
    #[prop(optional_no_strip)]
    next: Option<String>,
) -> impl IntoView {
    let w = wording();
    let previous = previous.map(|href| {
        view! {
            <a class="btn small" rel="prev" href=href>
                <Icon glyph=Glyph::ChevronLeft/>
                {w.say("pager.previous")}
            </a>
        }
    });
    let next = next.map(|href| {
        view! {
            <a class="btn small" rel="next" href=href>
                {w.say("pager.next")}
                <Icon glyph=Glyph::ChevronRight/>
            </a>
        }
    });
    view! {
        <nav class="pager" aria-label=w.say("pager.label")>
            <span class="soft">{text}</span>
            <span class="go">{previous}{next}</span>
        </nav>
    }
}

/// The same data as files, and as a feed.
#[component]
pub fn ExportLinks(
    /// CSV, XLSX, JSON.
    files: Vec<Link>,
    /// The feed's address.
    #[prop(optional, into)]
    feed: Option<String>,
) -> impl IntoView {
    let w = wording();
    let file = |(index, link): (usize, Link)| {
        let text = if index == 0 { format!("{} {}", w.say("export.label"), link.label) } else { link.label };
        view! {
            <a href=link.href>
                {(index == 0).then(|| view! { <Icon glyph=Glyph::Download/> })}
                {text}
            </a>
        }
    };
    let feed = feed.map(|href| {
        view! {
            <a href=href>
                <Icon glyph=Glyph::Feed/>
                {w.say("export.feed")}
            </a>
        }
    });
    view! { <p class="line small">{files.into_iter().enumerate().map(file).collect_view()}{feed}</p> }
}
