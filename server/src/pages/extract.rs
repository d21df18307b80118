//! Extractors of the pages: what cannot be read is answered with a page, or filters nothing.

use crate::app::App;
use crate::forms::visible;
use crate::visitor::Visitor;
use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::convert::Infallible;

/// The query of an address. A name that stands there twice counts once, and what holds a control character not at all; a query that
/// cannot be read is none.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequestParts<S> for Query<T> {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query<T>, Infallible> {
        Ok(Query(read(parts.uri.query().unwrap_or_default())))
    }
}

fn read<T: DeserializeOwned + Default>(query: &str) -> T {
    let mut names = HashSet::new();
    let once: Vec<&str> = query.split('&').filter(|pair| visible(pair) && names.insert(pair.split('=').next())).collect();
    let address = format!("/?{}", once.join("&")).parse::<Uri>();
    address.ok().and_then(|address| axum::extract::Query::try_from_uri(&address).ok()).map(|axum::extract::Query(read)| read).unwrap_or_default()
}

/// The variable parts of an address. One that cannot be read names no page.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Path<T>, Response> {
        let visitor = Visitor::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        match axum::extract::Path::<T>::from_request_parts(parts, app).await {
            Ok(axum::extract::Path(path)) => Ok(Path(path)),
            Err(_) => Err(app.refused(&visitor, &Refusal::not_found()).await),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::Deserialize;

    #[derive(Default, Deserialize)]
    struct Filters {
        #[serde(default)]
        field: String,
        after: Option<u32>,
    }

    #[test]
    fn a_query_that_is_odd_is_read_as_far_as_it_goes() {
        let twice: Filters = read("field=F01&field=F02&after=7");
        assert_eq!((twice.field.as_str(), twice.after), ("F01", Some(7)));
        for odd in ["field=F01&%66ield=F02", "after=x", "&&==", "%FF=%FF", "field=a%00b"] {
            let none: Filters = read(odd);
            assert_eq!((none.field.as_str(), none.after), ("", None), "{odd}");
        }
    }
}
