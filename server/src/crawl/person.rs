//! Somebody with a browser: signs in, keeps cookies, opens addresses, reads the links of a page.

use super::follow::path_of;
use crate::app::{App, Config, router};
use crate::{scenarios, session};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::policy::Role;
use frontend::Footer;
use marketplace::{Market, identity};
use std::collections::BTreeMap;
use std::fmt;
use tower::ServiceExt;

/// A redirect may lead to another one; a browser would give up later than this.
const REDIRECTS: usize = 5;

/// What every `<a href>` and every `<form action>` of a page names, as it is written there: the page that answers a form has the
/// form's address, and whoever asks for that again is to find a page.
pub(super) fn links(html: &str) -> Vec<String> {
    let named = |tag: &str, attribute: &str| -> Vec<String> {
        let (begins, attribute) = (format!("<{tag} "), format!(" {attribute}=\""));
        let tags = html.split(&begins).skip(1).filter_map(|rest| rest.split('>').next());
        let address = |tag: &str| Some(format!(" {tag}").split_once(&attribute)?.1.split('"').next()?.replace("&amp;", "&"));
        tags.filter_map(address).collect()
    };
    [named("a", "href"), named("form", "action")].concat()
}

/// The address on this site that a link on this page leads to; nothing for the page itself, telephones and other sites.
pub(super) fn local(page: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().unwrap_or(link);
    let scheme = link.split(['/', '?']).next().is_some_and(|head| head.contains(':'));
    if link.is_empty() || link.starts_with("//") || scheme {
        return None;
    }
    Some(match (link.starts_with('/'), link.starts_with('?')) {
        (true, _) => link.to_owned(),
        (_, true) => format!("{}{link}", path_of(page)),
        _ => format!("{}/{link}", path_of(page).rsplit_once('/').map_or("", |(folder, _)| folder)),
    })
}

/// The routes as `gongxu serve` has them. The demonstration's own ones stay out: they are there to change the world.
pub(super) fn site(market: &Market) -> Router {
    // Another test of this process may have been first.
    let _ = any_spawner::Executor::init_tokio();
    let footer = Footer { telephone: "021-0000 0000".into(), ..Footer::default() };
    let config = Config { public_url: "http://127.0.0.1:8080".into(), footer, demo: None };
    router(App::new(market.clone(), config, session::Keys::new("a secret of the installation")))
}

/// Somebody with a browser.
pub(super) struct Person {
    pub(super) login: String,
    pub(super) role: Role,
    pub(super) organization: Option<String>,
    cookies: BTreeMap<String, String>,
    pub(super) site: Router,
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.login, self.role.key())
    }
}

/// What a person was answered in the end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// The address that answered, behind all redirects.
    pub(super) address: String,
    /// The page; empty for files.
    pub(super) html: String,
}

impl Person {
    pub(super) fn visitor(site: &Router) -> Person {
        Person { login: "visitor".to_owned(), role: Role::Public, organization: None, cookies: BTreeMap::new(), site: site.clone() }
    }

    pub(super) async fn signed_in(site: &Router, account: identity::Person) -> Person {
        let mut person = Person { login: account.login, role: account.role, organization: account.organization, ..Person::visitor(site) };
        let form = format!("account={}&password={}", person.login, scenarios::PHRASE.replace(' ', "+"));
        let request = Request::post("/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form))
            .unwrap();
        let response = person.site.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{person} signs in");
        person.keep(response.headers());
        assert!(person.cookies.len() == 2, "{person} got {:?}", person.cookies.keys());
        person
    }

    /// Keeps the session's cookies. The language stays as it was: a link to the other one is followed for that one page.
    fn keep(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            if ["gx_at", "gx_rt"].contains(&name) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// One request: the status, where it leads to, and the page.
    pub(super) async fn get(&mut self, address: &str) -> (StatusCode, Option<String>, String) {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let Ok(request) = Request::get(address).header(header::COOKIE, cookies).body(Body::empty()) else {
            // What is no address gets no answer from anybody.
            return (StatusCode::BAD_REQUEST, None, String::new());
        };
        let response = self.site.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        let text = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let page = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, text(header::LOCATION).map(str::to_owned), if page { String::from_utf8(bytes.to_vec()).unwrap() } else { String::new() })
    }

    /// Sends a form: the status and the page.
    pub(super) async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let form = form.iter().map(|(name, value)| format!("{name}={}", crate::pages::encoded(value))).collect::<Vec<_>>().join("&");
        let request = Request::post(address)
            .header(header::COOKIE, cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form))
            .unwrap();
        let (parts, body) = self.site.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap())
    }

    /// Opens an address as a browser does, redirects and all.
    pub(super) async fn open(&mut self, address: &str) -> Answer {
        let mut address = address.to_owned();
        for _ in 0..REDIRECTS {
            let (status, leads_to, html) = self.get(&address).await;
            match leads_to.filter(|_| status.is_redirection()).and_then(|to| local(&address, &to)) {
                Some(to) => address = to,
                None => return Answer { status, address, html },
            }
        }
        Answer { status: StatusCode::LOOP_DETECTED, address, html: String::new() }
    }
}

pub(super) async fn everybody(site: &Router, market: &Market) -> Vec<Person> {
    let accounts = identity::people(market).await.unwrap();
    assert_eq!(accounts.len(), 14);
    let mut people = vec![Person::visitor(site)];
    for account in accounts {
        people.push(Person::signed_in(site, account).await);
    }
    people
}
