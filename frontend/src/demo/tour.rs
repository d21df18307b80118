//! The tour: twelve scenes, each one person, one place, two minutes.

use crate::components::{Breadcrumb, EmptyState, FormFrame, Link, PageTitle};
use crate::page::wording;
use leptos::prelude::*;

/// A scene as the page shows it.
#[derive(Clone, Debug)]
pub struct TourScene {
    /// 1 to 12.
    pub number: usize,
    /// The membership of whoever plays it.
    pub membership: String,
    /// Key of the role.
    pub role: String,
    /// Where it plays.
    pub path: String,
}

/// The tour.
pub fn tour_page(scenes: Vec<TourScene>) -> impl IntoView {
    let w = wording();
    let empty = scenes.is_empty();
    let items = scenes.into_iter().map(|scene| view! { <Scene scene/> }).collect_view();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("demo.title"), "/demo")] here=w.say("demo.tour")/>
        <PageTitle title=w.say("demo.tour") lead=w.say("demo.tour-lead")/>
        {if empty {
            view! { <EmptyState title=w.say("demo.scene-none")/> }.into_any()
        } else {
            view! { <ol class="list verdict">{items}</ol> }.into_any()
        }}
    }
}

#[component]
fn Scene(scene: TourScene) -> impl IntoView {
    let w = wording();
    let key = format!("demo.scene-{}", scene.number);
    let number = i64::try_from(scene.number).unwrap_or(0);
    view! {
        <li>
            <div>
                <p class="small soft">{w.say_with("demo.scene-number", &[("n", number.into())])}</p>
                <h2 class="t16">{w.say(&key)}</h2>
                <p class="meta">{w.attribute(&key, "text", &[])}</p>
            </div>
            <FormFrame action="/demo/people".to_owned()>
                <input type="hidden" name="membership" value=scene.membership/>
                <input type="hidden" name="back" value=scene.path/>
                <button class="btn">{w.say_with("demo.scene-go", &[("who", w.say(&scene.role).into())])}</button>
            </FormFrame>
        </li>
    }
}
