//! What was posted: fields in their order, and files. Anything malformed never gets past this line.

use crate::answer::status_of;
use crate::app::App;
use crate::visitor::Visitor;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::{Day, NotDay, read_day};
use domain::money::Money;
use domain::refusal::{Fact, Kind, Refusal};
use domain::text::{LARGEST_WHOLE, clean, file_name, is_invisible, read_whole};
use marketplace::{Fault, Once};
use std::sync::{Arc, OnceLock};

/// Most fields of a form.
const MOST_FIELDS: usize = 400;
/// Largest field in bytes: far above the longest text that is stored, so that a longer one comes back with its length instead of
/// being lost.
const LARGEST_FIELD: usize = 512 * 1024;
/// Largest file in bytes.
pub const LARGEST_FILE: usize = 50 * 1024 * 1024;
/// Most files of a form.
const MOST_FILES: usize = 20;

/// A file that came with a form.
pub struct Upload {
    /// The field.
    pub field: String,
    /// The name that the sender gave it, without folders.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// A posted form.
#[derive(Default)]
pub struct Posted {
    /// Fields in their order.
    pub fields: Vec<(String, String)>,
    /// Files in their order; empty choosers are left out.
    pub files: Vec<Upload>,
}

impl Posted {
    /// A field's text; empty when it was not posted.
    pub fn get(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text.as_str())
    }

    /// A field's text without blanks around it, if there is any.
    pub fn given(&self, field: &str) -> Option<String> {
        Some(self.get(field).trim()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The key that makes a second press the same press.
    ///
    /// # Errors
    /// `once.missing`.
    pub fn once(&self) -> Result<Once, Refusal> {
        Once::parse(self.get("once"))
    }

    /// What is wrong with a field that a person knows by this name.
    fn wrong(&self, code: &'static str, field: &str, name: impl Into<Fact>) -> Refusal {
        Refusal::new(code).fact("field", name).fact("typed", self.get(field)).field(field)
    }

    /// A whole number, if one was typed.
    ///
    /// # Errors
    /// `forms.not-whole`.
    pub fn whole(&self, field: &str, name: impl Into<Fact>) -> Result<Option<u32>, Refusal> {
        read_whole(self.get(field)).map_err(|_| self.wrong("forms.not-whole", field, name).fact("most", i64::from(LARGEST_WHOLE)))
    }

    /// A day.
    ///
    /// # Errors
    /// `forms.missing`, `forms.day-unreadable`, `forms.not-a-day`.
    pub fn day(&self, field: &str, name: impl Into<Fact>) -> Result<Day, Refusal> {
        let typed = self.get(field);
        read_day(typed).map_err(|error| {
            let code = match error {
                _ if typed.trim().is_empty() => "forms.missing",
                NotDay::Unreadable => "forms.day-unreadable",
                NotDay::Impossible => "forms.not-a-day",
            };
            self.wrong(code, field, name)
        })
    }

    /// An amount in yuan.
    ///
    /// # Errors
    /// `forms.missing`, `forms.amount-unreadable`.
    pub fn amount(&self, field: &str, name: impl Into<Fact>) -> Result<Money, Refusal> {
        let typed = self.get(field);
        let code = if typed.trim().is_empty() { "forms.missing" } else { "forms.amount-unreadable" };
        Money::parse_yuan(typed).map_err(|_| self.wrong(code, field, name))
    }

    /// The version of the thing that the person saw; 0 when the form did not say.
    pub fn seen(&self) -> i32 {
        self.get("seen").parse().unwrap_or(0)
    }
}

/// What stands against a form that is shown again with everything that was typed: rules, and another person's change, after which
/// the form holds the version that it now goes out from, so that pressing again is a decision.
///
/// # Errors
/// Every other fault: no form can mend it, so it has a page of its own.
pub fn for_form(fault: Fault) -> Result<Vec<Refusal>, Fault> {
    match fault {
        Fault::Unfit(refused) => Ok(refused),
        Fault::Refused(refusal) if refusal.kind == Kind::Rule || refusal.code == "changed-meanwhile" => Ok(vec![*refusal]),
        other => Err(other),
    }
}

/// The status of a page with a form: that of the first refusal, if there is one.
pub fn status_with(refused: &[Refusal]) -> StatusCode {
    refused.first().map_or(StatusCode::OK, |refusal| status_of(refusal.kind))
}

/// For pages that lead from each refusal to its field: what is about no field leads to the page.
pub fn at_fields(refused: Vec<Refusal>) -> Vec<Refusal> {
    refused.into_iter().map(|refusal| if refusal.field.is_some() { refusal } else { refusal.field("main") }).collect()
}

/// What was typed into the form of this request, for who must hand it back ([`crate::again`]): its fields, and the names of its files.
#[derive(Clone, Default)]
pub struct Typed(Arc<OnceLock<(Fields, Vec<String>)>>);

type Fields = Vec<(String, String)>;

impl Typed {
    fn keep(&self, posted: &Posted) {
        // A password is handed back to nobody.
        if !posted.fields.iter().any(|(name, _)| name == "password") {
            let _ = self.0.set((posted.fields.clone(), posted.files.iter().map(|file| file.name.clone()).collect()));
        }
    }

    /// Fields and names of files, once the form was read.
    pub fn get(&self) -> Option<&(Fields, Vec<String>)> {
        self.0.get()
    }
}

/// The largest body of a route, in bytes. Its readers look at the announced length first, so that nobody sends what is not read.
#[derive(Clone, Copy)]
pub struct Most(usize);

/// The layers that limit the bodies of routes; an inner one stands before an outer one.
pub fn body_at_most(bytes: usize) -> (DefaultBodyLimit, Extension<Most>) {
    (DefaultBodyLimit::max(bytes), Extension(Most(bytes)))
}

/// Whether a request announces more than its route reads.
pub fn announces_too_much(request: &Request) -> bool {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    request.extensions().get::<Most>().zip(length).is_some_and(|(Most(most), length)| length > *most)
}

/// Why a body is not read as a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It breaks off, or is no text.
    Malformed,
    /// It, a field or a file is too large, or there are too many of them.
    TooLarge,
    /// It is something else.
    NotAForm,
}

impl Unread {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Unread::Malformed => StatusCode::BAD_REQUEST,
            Unread::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Unread::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }

    /// What is said about it.
    pub fn refusal(self) -> Refusal {
        match self {
            Unread::Malformed => Refusal::new("forms.malformed"),
            Unread::TooLarge => Refusal::new("forms.too-large"),
            Unread::NotAForm => Refusal::new("forms.not-a-form"),
        }
    }

    /// What the framework found while it read.
    fn found(status: StatusCode) -> Unread {
        if status == StatusCode::PAYLOAD_TOO_LARGE { Unread::TooLarge } else { Unread::Malformed }
    }
}

/// A page's form; one that is not read is answered with a page.
impl FromRequest<App> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Posted, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, app).await.map_err(IntoResponse::into_response)?;
        let typed = parts.extensions.get::<Typed>().cloned();
        match Posted::read(Request::from_parts(parts, body)).await {
            Ok(posted) => {
                if let Some(typed) = typed {
                    typed.keep(&posted);
                }
                Ok(posted)
            }
            Err(unread) => Err(app.refused_as(unread.status(), &visitor, &unread.refusal()).await),
        }
    }
}

impl Posted {
    /// Reads a body.
    ///
    /// # Errors
    /// Why it is no form.
    pub async fn read(request: Request) -> Result<Posted, Unread> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        if request.headers().contains_key(header::CONTENT_ENCODING) {
            return Err(Unread::NotAForm);
        }
        if announces_too_much(&request) {
            return Err(Unread::TooLarge);
        }
        if kind.starts_with("application/x-www-form-urlencoded") {
            let bytes = Bytes::from_request(request, &()).await.map_err(|error| Unread::found(error.status()))?;
            return urlencoded(&bytes);
        }
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, &()).await.map_err(|error| Unread::found(error.status()))?;
            return multipart(parts, true).await;
        }
        // A form without fields may come without a type.
        let empty = kind.is_empty();
        if empty { Ok(Posted::default()) } else { Err(Unread::NotAForm) }
    }
}

/// What was typed into a form, to be handed back: of files only the names, so that nobody need wait for what is not kept.
///
/// # Errors
/// Why it is no form.
pub async fn typed(mut request: Request) -> Result<Posted, Unread> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        DefaultBodyLimit::max(LARGEST_FILE + 1024 * 1024).apply(&mut request);
        let parts = Multipart::from_request(request, &()).await.map_err(|error| Unread::found(error.status()))?;
        return multipart(parts, false).await;
    }
    Posted::read(request).await
}

fn urlencoded(bytes: &[u8]) -> Result<Posted, Unread> {
    let mut fields = Vec::new();
    for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let (name, value) = pair.split_at(at);
        let (Some(name), Some(value)) = (decoded(name), decoded(value.get(1..).unwrap_or_default())) else {
            return Err(Unread::Malformed);
        };
        if value.len() > LARGEST_FIELD || name.len() > 200 || fields.len() >= MOST_FIELDS {
            return Err(Unread::TooLarge);
        }
        let value = readable(&name, &value);
        fields.push((name, value));
    }
    Ok(Posted { fields, files: Vec::new() })
}

/// A field's text without what cannot be seen; a password stays as it was typed, for it is only compared.
fn readable(name: &str, value: &str) -> String {
    if name == "password" { value.to_owned() } else { clean(value) }
}

/// Whether a part of an address, once decoded, holds nothing but what can be read.
pub fn visible(encoded: &str) -> bool {
    decoded(encoded.as_bytes()).is_none_or(|text| !text.chars().any(is_invisible))
}

fn decoded(text: &[u8]) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let high = char::from(*bytes.next()?).to_digit(16)?;
                let low = char::from(*bytes.next()?).to_digit(16)?;
                out.push(u8::try_from(high * 16 + low).ok()?);
            }
            other => out.push(*other),
        }
    }
    String::from_utf8(out).ok()
}

/// Reads the parts in their order; without `files` their content is skipped.
async fn multipart(mut parts: Multipart, files: bool) -> Result<Posted, Unread> {
    let mut posted = Posted::default();
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok(posted),
            Err(error) => return Err(Unread::found(error.status())),
        };
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(file_name);
        let bytes = if files || file.is_none() { part.bytes().await.map_err(|error| Unread::found(error.status()))? } else { Bytes::new() };
        match file {
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) => {
                if bytes.len() > LARGEST_FILE || posted.files.len() >= MOST_FILES {
                    return Err(Unread::TooLarge);
                }
                posted.files.push(Upload { field, name, bytes });
            }
            None => {
                if bytes.len() > LARGEST_FIELD || field.len() > 200 || posted.fields.len() >= MOST_FIELDS {
                    return Err(Unread::TooLarge);
                }
                let Ok(text) = String::from_utf8(bytes.to_vec()) else { return Err(Unread::Malformed) };
                let text = readable(&field, &text);
                posted.fields.push((field, text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_in_its_order() {
        let posted = urlencoded("a=1&b=%E9%9D%99+%E5%AE%89&a=2&c".as_bytes()).unwrap();
        let pairs: Vec<_> = posted.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("a", "1"), ("b", "静 安"), ("a", "2"), ("c", "")]);
        assert_eq!((posted.get("a"), posted.given("c")), ("1", None));
    }

    #[test]
    fn what_is_no_form_is_refused_and_never_breaks() {
        for bytes in [&b"a=%ZZ"[..], b"a=%F", b"a=%FF", b"%80=x"] {
            assert_eq!(urlencoded(bytes).err(), Some(Unread::Malformed));
        }
        let many = "a=1&".repeat(MOST_FIELDS + 1);
        assert_eq!(urlencoded(many.as_bytes()).err(), Some(Unread::TooLarge));
    }
}
