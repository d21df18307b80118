//! The driver without a browser: plain requests, a cookie jar, and forms sent as a browser would.

use crate::html::{Entry, Page, Submission};
use crate::pages;
use crate::person::{Reply, Seen};
use reqwest::cookie::{CookieStore, Jar};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder, Url};
use std::sync::Arc;
use std::time::Duration;

/// One person's requests.
pub struct Http {
    client: Client,
    jar: Arc<Jar>,
    origin: String,
}

impl Http {
    pub fn new(base: &str) -> Http {
        let jar = Arc::new(Jar::default());
        let client = Client::builder().cookie_provider(jar.clone()).timeout(Duration::from_secs(60)).no_proxy().build().expect("a client");
        Http { client, jar, origin: base.trim_end_matches('/').to_owned() }
    }

    /// The cookies that go with a request, as its header says them.
    pub fn cookies(&self) -> String {
        let url = Url::parse(&self.origin).expect("an address");
        self.jar.cookies(&url).and_then(|value| value.to_str().ok().map(str::to_owned)).unwrap_or_default()
    }

    pub async fn open(&self, from: &str, address: &str) -> Seen {
        self.look(self.client.get(join(from, address))).await
    }

    /// A request that changes something; the header tells the server that its form stood on its own page (TRUST.md §9).
    fn post(&self, url: Url) -> RequestBuilder {
        self.client.post(url).header("Origin", &self.origin)
    }

    pub async fn submit(&self, from: &str, form: Submission) -> Seen {
        let mut url = join(from, &form.action);
        let texts = || form.fields.iter().map(|(name, entry)| (name.as_str(), as_text(entry))).collect::<Vec<_>>();
        let request = if !form.post {
            url.query_pairs_mut().clear().extend_pairs(texts());
            self.client.get(url)
        } else if form.multipart {
            let body = form.fields.iter().fold(Form::new(), |body, (name, entry)| body.part(name.clone(), part(entry)));
            self.post(url).multipart(body)
        } else {
            self.post(url).form(&texts())
        };
        self.look(request).await
    }

    async fn look(&self, request: RequestBuilder) -> Seen {
        let response = request.send().await.unwrap_or_else(|error| gone(&error));
        let (url, status) = (response.url().clone(), response.status().as_u16());
        let is_page = response.headers().get("content-type").is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
        let html = response.text().await.unwrap_or_else(|error| gone(&error));
        if is_page {
            pages::keep(url.path(), &html);
        }
        Seen { url: url.to_string(), status, html, complaints: Vec::new() }
    }

    pub async fn send(&self, method: &str, path: &str, body: Option<&serde_json::Value>, headers: &[(&str, &str)]) -> Reply {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.client.request(method.clone(), join(&format!("{}/", self.origin), path));
        // A test that says itself where a request comes from is not corrected.
        let says_where = headers.iter().any(|(name, _)| ["Origin", "Sec-Fetch-Site"].contains(name));
        if method != Method::GET && !says_where {
            request = request.header("Origin", &self.origin);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.unwrap_or_else(|error| gone(&error));
        let status = response.status().as_u16();
        let text = |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        Reply { status, headers, body: response.bytes().await.unwrap_or_else(|error| gone(&error)).to_vec() }
    }
}

/// The server did not answer, or not to the end: fails the test, unless [`while_it_lives`] expects it.
struct Gone;

fn gone(error: &reqwest::Error) -> ! {
    eprintln!("the server did not answer: {error:?}");
    std::panic::resume_unwind(Box::new(Gone));
}

/// Lets somebody act on a server that may be killed meanwhile: `None` when it was gone before they were done.
pub async fn while_it_lives<T: Send + 'static>(act: impl Future<Output = T> + Send + 'static) -> Option<T> {
    match tokio::spawn(act).await {
        Ok(done) => Some(done),
        Err(ended) => {
            let panic = ended.into_panic();
            if !panic.is::<Gone>() {
                std::panic::resume_unwind(panic);
            }
            None
        }
    }
}

/// The page that a person has before them.
pub fn parsed(seen: &Seen) -> Page {
    Page::parse(&seen.html)
}

fn join(from: &str, address: &str) -> Url {
    let from = Url::parse(from).expect("the address of the page");
    from.join(address).unwrap_or_else(|error| panic!("“{address}” on {from} is no address: {error}"))
}

fn as_text(entry: &Entry) -> &str {
    match entry {
        Entry::Text(text) => text,
        Entry::File { name, .. } => name,
        Entry::Checked(_) => "",
    }
}

fn part(entry: &Entry) -> Part {
    match entry {
        // A chooser without a file is sent empty and without a type, as browsers do.
        Entry::File { name, bytes } => Part::bytes(bytes.clone()).file_name(name.clone()).mime_str("application/octet-stream").expect("a type"),
        other => Part::text(as_text(other).to_owned()),
    }
}
