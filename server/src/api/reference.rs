//! The browsable reference, made from the document itself: no script, no foreign host.

use crate::answer::cacheable;
use crate::app::App;
use crate::visitor::Visitor;
use axum::extract::State;
use axum::response::Response;
use frontend::help::{ApiOperation, reference_page};
use serde_json::Value;
use std::sync::LazyLock;

/// Read once out of the document, which is the same as long as the process runs.
static OPERATIONS: LazyLock<Vec<ApiOperation>> = LazyLock::new(|| operations(&serde_json::to_value(super::document()).unwrap_or_default()));

/// Every operation of the API.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    let response = app.page(&visitor, visitor.words.say("reference.title"), None, || reference_page(OPERATIONS.clone())).await;
    cacheable(&visitor, response)
}

fn operations(document: &Value) -> Vec<ApiOperation> {
    let mut out = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
            let statuses = operation["responses"].as_object().map(|responses| responses.keys().cloned().collect()).unwrap_or_default();
            out.push(ApiOperation {
                method: method.to_uppercase(),
                path: path.clone(),
                tag: list(&operation["tags"]).first().map(text).unwrap_or_default(),
                summary: [text(&operation["summary"]), text(&operation["description"])].into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
                parameters: list(&operation["parameters"])
                    .iter()
                    .map(|parameter| (text(&parameter["name"]), text(&parameter["in"]), text(&parameter["description"])))
                    .collect(),
                body: body_name(&operation["requestBody"]),
                statuses,
            });
        }
    }
    out
}

/// The name of the schema of a request's body.
fn body_name(body: &Value) -> Option<String> {
    let content = body.get("content")?.as_object()?.values().next()?;
    content.get("schema")?.get("$ref")?.as_str().and_then(|name| name.rsplit('/').next()).map(str::to_owned)
}
