//! A person at a page: opens, fills by label, presses by name, reads. The same verbs by three drivers.

use crate::browser::{self, Tab};
use crate::html::{Page, Typed, contains};
use crate::http::{Http, parsed};
use crate::target::Target;
use crate::tools;
use serde_json::{Value, json};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How a person's wishes reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Plain requests; forms are parsed and sent by us.
    Http,
    /// Chromium with scripts off.
    NoScript,
    /// Chromium with scripts on.
    Script,
}

impl Driver {
    /// Whether this machine has it.
    pub fn is_here(self) -> bool {
        self == Driver::Http || tools::chromium().is_some()
    }
}

/// What a person has before them.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub url: String,
    pub status: u16,
    pub html: String,
    /// What the browser's console says that it should not.
    pub complaints: Vec<String>,
}

/// An answer to a machine.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Header names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in an answer of status {}: {}", self.status, self.text()))
    }
}

/// A picture to take.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    /// CSS pixels.
    pub width: u32,
    /// `light` or `dark`.
    pub theme: &'static str,
    /// The whole page instead of the first 900 pixels.
    pub full: bool,
}

impl Default for Shot {
    fn default() -> Shot {
        Shot { width: 1280, theme: "light", full: true }
    }
}

enum Hand {
    Http(Http),
    Browser(Tab),
}

/// Somebody who uses the platform. Each verb ends with the page that it led to; a verb that cannot be done fails the test
/// with that page's address and text.
pub struct Person {
    base: String,
    hand: Hand,
    seen: Mutex<Seen>,
    typed: Mutex<Typed>,
}

impl Person {
    /// Somebody before an empty page of the site at `base`.
    pub async fn at(base: &str, driver: Driver) -> Person {
        let hand = match driver {
            Driver::Http => Hand::Http(Http::new(base)),
            Driver::NoScript => Hand::Browser(Tab::open(base, false).await),
            Driver::Script => Hand::Browser(Tab::open(base, true).await),
        };
        Person { base: base.to_owned(), hand, seen: Mutex::default(), typed: Mutex::default() }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    fn typed(&self) -> MutexGuard<'_, Typed> {
        self.typed.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    fn page(&self) -> Page {
        parsed(&self.seen())
    }

    fn now_sees(&self, seen: Seen) {
        let complaints = seen.complaints.join("\n");
        *self.seen() = seen;
        if !complaints.is_empty() {
            self.fail(&format!("the browser complains:\n{complaints}"));
        }
    }

    /// Fails the test with the page in hand.
    pub fn fail(&self, what: &str) -> ! {
        let seen = self.seen().clone();
        let text = Page::parse(&seen.html).text();
        panic!("{what}\n--- {} (status {})\n{text}\n---", seen.url, seen.status);
    }

    /// One of the verbs of `tests/browser/driver.mjs`.
    async fn drive(&self, tab: &Tab, verb: &str, body: Value) {
        match tab.verb(verb, body).await {
            Ok(answer) => self.now_sees(browser::seen(&answer)),
            Err(why) => self.fail(&format!("{verb}: {why}")),
        }
    }

    /// A change to the parsed page's controls, or the same in the browser.
    async fn touch(&self, verb: &str, target: Target, more: Value, act: impl FnOnce(&Page, &mut Typed) -> Result<(), String>) {
        match &self.hand {
            Hand::Http(_) => {
                let done = act(&self.page(), &mut self.typed());
                if let Err(why) = done {
                    self.fail(&format!("{verb}: {why}"));
                }
            }
            Hand::Browser(tab) => {
                let mut body = browser::target(&target);
                for (key, value) in more.as_object().into_iter().flatten() {
                    body[key] = value.clone();
                }
                self.drive(tab, verb, body).await;
            }
        }
    }

    /// Signs in on the page.
    pub async fn sign_in(&self, account: &str, phrase: &str) -> &Person {
        self.open("/sign-in?lang=zh").await;
        self.fill("账号", account).await;
        self.fill("口令", phrase).await;
        self.press("登录").await;
        if self.status() >= 500 || self.path().starts_with("/sign-in") {
            self.fail(&format!("{account} could not sign in"));
        }
        self
    }

    /// Opens a path of the site.
    pub async fn open(&self, path: &str) -> &Person {
        match &self.hand {
            Hand::Http(http) => {
                let seen = http.open(&format!("{}/", self.base), path).await;
                self.typed().clear();
                self.now_sees(seen);
            }
            Hand::Browser(tab) => self.drive(tab, "open", json!({ "path": path })).await,
        }
        self
    }

    /// Types into the field of this label, or chooses the option of that text.
    pub async fn fill(&self, label: impl Into<Target>, value: &str) -> &Person {
        let target = label.into();
        self.touch("fill", target.clone(), json!({ "value": value }), |page, typed| page.fill(typed, &target, value)).await;
        self
    }

    /// Chooses the radio button of this label.
    pub async fn choose(&self, label: impl Into<Target>) -> &Person {
        let target = label.into();
        self.touch("choose", target.clone(), json!({}), |page, typed| page.choose(typed, &target)).await;
        self
    }

    /// Ticks the box of this label.
    pub async fn check(&self, label: impl Into<Target>) -> &Person {
        let target = label.into();
        self.touch("check", target.clone(), json!({ "ticked": true }), |page, typed| page.check(typed, &target, true)).await;
        self
    }

    /// Takes the tick away from the box of this label.
    pub async fn uncheck(&self, label: impl Into<Target>) -> &Person {
        let target = label.into();
        self.touch("check", target.clone(), json!({ "ticked": false }), |page, typed| page.check(typed, &target, false)).await;
        self
    }

    /// Chooses a file in the chooser of this label.
    pub async fn attach(&self, label: impl Into<Target>, name: &str, bytes: &[u8]) -> &Person {
        let target = label.into();
        let more = json!({ "file": name, "bytes": bytes });
        self.touch("attach", target.clone(), more, |page, typed| page.attach(typed, &target, name, bytes)).await;
        self
    }

    /// Presses the button of this name and waits for where it leads.
    pub async fn press(&self, name: impl Into<Target>) -> &Person {
        let target = name.into();
        match &self.hand {
            Hand::Http(http) => {
                let form = self.page().press(&self.typed(), &target);
                let form = form.unwrap_or_else(|why| self.fail(&format!("press: {why}")));
                let from = self.seen().url.clone();
                let seen = http.submit(&from, form).await;
                self.typed().clear();
                self.now_sees(seen);
            }
            Hand::Browser(tab) => self.drive(tab, "press", browser::target(&target)).await,
        }
        self
    }

    /// Follows the link of this text.
    pub async fn follow(&self, text: impl Into<Target>) -> &Person {
        let target = text.into();
        match &self.hand {
            Hand::Http(http) => {
                let link = self.page().link(&target);
                let link = link.unwrap_or_else(|why| self.fail(&format!("follow: {why}")));
                let from = self.seen().url.clone();
                let seen = http.open(&from, &link).await;
                self.typed().clear();
                self.now_sees(seen);
            }
            Hand::Browser(tab) => self.drive(tab, "follow", browser::target(&target)).await,
        }
        self
    }

    /// What the field of this label holds now.
    pub async fn value(&self, label: impl Into<Target>) -> String {
        let target = label.into();
        match &self.hand {
            Hand::Http(_) => {
                let value = self.page().value(&self.typed(), &target);
                value.unwrap_or_else(|why| self.fail(&format!("value: {why}")))
            }
            Hand::Browser(tab) => match tab.verb("value", browser::target(&target)).await {
                Ok(answer) => answer["value"].as_str().unwrap_or_default().to_owned(),
                Err(why) => self.fail(&format!("value: {why}")),
            },
        }
    }

    /// The text of `main`.
    pub fn text(&self) -> String {
        self.page().text()
    }

    /// The text of the whole page, frame included.
    pub fn whole_text(&self) -> String {
        self.page().whole_text()
    }

    /// The document: as it was sent over HTTP, as it stands now in a browser.
    pub fn html(&self) -> String {
        self.seen().html.clone()
    }

    /// The texts of the elements that a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.page().texts(selector)
    }

    /// An attribute of the elements that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.page().attributes(selector, name)
    }

    /// Path and query of the page.
    pub fn path(&self) -> String {
        let url = self.seen().url.clone();
        url.strip_prefix(&self.base).map_or(url.clone(), str::to_owned)
    }

    /// The status that the page came with.
    pub fn status(&self) -> u16 {
        self.seen().status
    }

    /// Insists that `main` shows some words; spaces do not count.
    pub fn shows(&self, words: &str) -> &Person {
        if !contains(&self.text(), words) {
            self.fail(&format!("the page does not show “{words}”"));
        }
        self
    }

    /// Insists that `main` does not show some words.
    pub fn hides(&self, words: &str) -> &Person {
        if contains(&self.text(), words) {
            self.fail(&format!("the page shows “{words}”"));
        }
        self
    }

    /// Insists on the status that the page came with.
    pub fn answered(&self, status: u16) -> &Person {
        if self.status() != status {
            self.fail(&format!("status {status} was expected"));
        }
        self
    }

    /// Insists that the page came with 422 and shows these words of the refusal: its article, say.
    pub fn is_refused(&self, words: &str) -> &Person {
        self.answered(422).shows(words)
    }

    /// Waits until an island has made `main` show some words.
    pub async fn comes_to_show(&self, words: &str) -> &Person {
        let end = Instant::now() + Duration::from_secs(10);
        while let Hand::Browser(tab) = &self.hand
            && !contains(&self.text(), words)
            && Instant::now() < end
        {
            tokio::time::sleep(Duration::from_millis(50)).await;
            self.drive(tab, "look", json!({})).await;
        }
        self.shows(words)
    }

    /// Presses keys (`Tab`, `Enter`, `Control+a`), in a browser alone.
    pub async fn keys(&self, keys: &[&str]) -> &Person {
        if let Hand::Browser(tab) = &self.hand {
            self.drive(tab, "keys", json!({ "keys": keys })).await;
        }
        self
    }

    /// Sets the width of the window and attributes of `html` (`data-theme`, `data-size`) in place, in a browser alone.
    pub async fn sets(&self, width: u32, attributes: &[(&str, &str)]) -> &Person {
        if let Hand::Browser(tab) = &self.hand {
            let attributes: serde_json::Map<_, _> = attributes.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
            self.drive(tab, "set", json!({ "width": width, "attributes": attributes })).await;
        }
        self
    }

    /// Whether nothing scrolls sideways at the width that was set; always so over HTTP.
    pub async fn fits_its_width(&self) -> bool {
        match &self.hand {
            Hand::Http(_) => true,
            Hand::Browser(tab) => tab.verb("overflow", json!({})).await.unwrap_or_else(|why| self.fail(&why))["pixels"] == 0,
        }
    }

    /// Takes a picture, in a browser alone; the path is that of the repository.
    pub async fn screenshot(&self, path: &str, shot: Shot) -> &Person {
        if let Hand::Browser(tab) = &self.hand {
            let body = json!({ "file": tools::root().join(path), "width": shot.width, "theme": shot.theme, "full": shot.full });
            self.drive(tab, "screenshot", body).await;
        }
        self
    }

    /// What axe finds on this page in each of the looks, one line a finding; nothing over HTTP.
    pub async fn axe(&self, looks: &[crate::axe::Look]) -> Vec<String> {
        match &self.hand {
            Hand::Http(_) => Vec::new(),
            Hand::Browser(tab) => {
                let answer = tab.verb("axe", json!({ "looks": looks })).await.unwrap_or_else(|why| self.fail(&format!("axe: {why}")));
                answer["findings"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
            }
        }
    }

    fn http(&self) -> &Http {
        match &self.hand {
            Hand::Http(http) => http,
            Hand::Browser(_) => self.fail("only a person of Driver::Http speaks to the API"),
        }
    }

    /// The cookies of this person, as the header says them; over HTTP alone.
    pub fn cookies(&self) -> String {
        self.http().cookies()
    }

    /// Gets an address as a machine would, with this person's cookies; over HTTP alone.
    pub async fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[]).await
    }

    /// Gets an address with further headers (`Accept-Encoding`, `If-None-Match`); over HTTP alone.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.http().send("GET", path, None, headers).await
    }

    /// Calls the API with this person's cookies; over HTTP alone.
    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Reply {
        self.call_with(method, path, body, &[]).await
    }

    /// Calls the API with further headers (`Idempotency-Key`); over HTTP alone.
    pub async fn call_with(&self, method: &str, path: &str, body: &Value, headers: &[(&str, &str)]) -> Reply {
        self.http().send(method, path, Some(body), headers).await
    }
}
