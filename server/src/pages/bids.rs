//! Pages of offers.

use crate::answer::attachment;
use crate::app::App;
use crate::forms::{LARGEST_FILE, Posted, at_fields, body_at_most, for_form, status_with};
use crate::pages::extract::Path;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::bids::{OfferDesk, ReceiptNumber};
use domain::ids::FileId;
use domain::numbers::DemandNumber;
use domain::refusal::Refusal;
use frontend::Nav;
use frontend::bids::{CancelPage, OfferCheckPage, OfferPage, OffersPage, cancel_page, offer_check_page, offer_page, offers_page, receipt_page};
use marketplace::bids::{self, Attach, Detach, End, Extend, SaveDraft, Shortlist, Submit, Withdraw};
use marketplace::files::NewFile;
use marketplace::{Fault, Once};

pub fn router() -> Router<App> {
    Router::new()
        // An offer carries files: its form may be large.
        .route("/demands/{number}/offer", get(offer).post(save).layer(body_at_most(LARGEST_FILE + 1024 * 1024)))
        .route("/demands/{number}/offer/check", get(check))
        .route("/demands/{number}/offer/submit", post(submit))
        .route("/demands/{number}/offer/withdraw", post(withdraw))
        .route("/demands/{number}/offer/receipt/{receipt}", get(receipt))
        .route("/demands/{number}/offers", get(offers))
        .route("/demands/{number}/offers/extend", post(extend))
        .route("/demands/{number}/offers/shortlist", post(shortlist))
        .route("/demands/{number}/offers/end", post(end))
        .route("/demands/{number}/cancel", get(cancel).post(cancel_posted))
        .route("/demands/{number}/offers/files/{file}", get(file))
}

/// The number in an address; what is none is no demand.
pub(super) fn numbered(text: &str) -> Result<DemandNumber, Refusal> {
    DemandNumber::parse(text).ok_or_else(Refusal::not_found)
}

async fn desk(app: &App, visitor: &Visitor, number: &str) -> Result<OfferDesk, Fault> {
    bids::desk(&app.market, &visitor.actor(), numbered(number)?).await
}

async fn offer(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    match desk(&app, &visitor, &number).await {
        Ok(desk) => offer_response(&app, &visitor, StatusCode::OK, desk, Vec::new(), false).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn offer_response(app: &App, visitor: &Visitor, status: StatusCode, desk: OfferDesk, refused: Vec<Refusal>, conflict: bool) -> Response {
    let page = OfferPage { desk, refused, conflict, now: app.market.now(), wall: app.market.wall(), once: Once::fresh().into() };
    app.page_with(status, visitor, visitor.words.say("bids.offer-title"), Some(Nav::Workbench), || offer_page(page)).await
}

async fn save(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let (seen, then_check) = (posted.seen(), posted.get("then") == "check");
    let fields = posted.fields.clone();
    let saved = save_posted(&app, &visitor, &number, posted, seen).await.map_err(for_form);
    let mut desk = match desk(&app, &visitor, &number).await {
        Ok(desk) => desk,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    match saved {
        Ok(()) if !then_check => Redirect::to(&format!("/demands/{}/offer", desk.demand.number)).into_response(),
        Ok(()) if desk.refused.is_empty() => Redirect::to(&format!("/demands/{}/offer/check", desk.demand.number)).into_response(),
        Ok(()) => {
            let refused = desk.refused.clone();
            offer_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, desk, refused, false).await
        }
        Err(Err(fault)) => app.fault(&visitor, fault).await,
        Err(Ok(mut refused)) => {
            // What was typed stays on the page, whatever stood against saving it.
            for (field, text) in &fields {
                if matches!(field.as_str(), "plan" | "team") || field.starts_with("prices.") {
                    desk.draft.set(field, text);
                }
            }
            let status = status_with(&refused);
            // The page has words of its own for a colleague's change.
            refused.retain(|refusal| refusal.code != "changed-meanwhile");
            offer_response(&app, &visitor, status, desk, at_fields(refused), status == StatusCode::CONFLICT).await
        }
    }
}

async fn save_posted(app: &App, visitor: &Visitor, number: &str, posted: Posted, seen: i32) -> Result<(), Fault> {
    let (demand, actor) = (numbered(number)?, visitor.actor());
    let removed: Vec<FileId> = posted.fields.iter().filter(|(name, _)| name == "remove").filter_map(|(_, id)| id.parse().ok()).collect();
    bids::save_draft(&app.market, &actor, SaveDraft { demand, posted: posted.fields, seen }).await?;
    for file in removed {
        bids::detach(&app.market, &actor, Detach { demand, file }).await?;
    }
    for upload in posted.files.into_iter().filter(|upload| upload.field == "files") {
        let file = NewFile { name: upload.name, bytes: upload.bytes.to_vec() };
        bids::attach(&app.market, &actor, Attach { demand, file }).await?;
    }
    Ok(())
}

async fn check(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    match desk(&app, &visitor, &number).await {
        Ok(desk) => check_response(&app, &visitor, StatusCode::OK, desk).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn check_response(app: &App, visitor: &Visitor, status: StatusCode, desk: OfferDesk) -> Response {
    let page = OfferCheckPage { desk, once: Once::fresh().into() };
    app.page_with(status, visitor, visitor.words.say("bids.check-title"), Some(Nav::Workbench), || offer_check_page(page)).await
}

async fn submit(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let demand = numbered(&number)?;
        bids::submit(&app.market, &visitor.actor(), Submit { demand, seen: posted.seen(), once: posted.once()? }).await.map(|receipt| (demand, receipt.number))
    };
    match done.await {
        Ok((demand, receipt)) => Redirect::to(&format!("/demands/{demand}/offer/receipt/{receipt}")).into_response(),
        Err(Fault::Unfit(_)) => match desk(&app, &visitor, &number).await {
            Ok(desk) => check_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, desk).await,
            Err(fault) => app.fault(&visitor, fault).await,
        },
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn withdraw(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let demand = numbered(&number)?;
        let receipt = ReceiptNumber::parse(posted.get("receipt")).ok_or_else(Refusal::not_found)?;
        bids::withdraw(&app.market, &visitor.actor(), Withdraw { demand, receipt, once: posted.once()? }).await
    };
    match done.await {
        Ok(()) => Redirect::to(&format!("/demands/{number}/offer")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn receipt(State(app): State<App>, visitor: Visitor, Path((number, receipt)): Path<(String, String)>) -> Response {
    let found = async {
        let receipt = ReceiptNumber::parse(&receipt).ok_or_else(Refusal::not_found)?;
        bids::receipt(&app.market, &visitor.actor(), numbered(&number)?, &receipt).await
    };
    match found.await {
        Ok(view) => {
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("bids.receipt-title"), Some(Nav::Workbench), || receipt_page(view, Some(telephone))).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn offers(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    offers_response(&app, &visitor, &number, &Posted::default(), Vec::new()).await
}

async fn offers_response(app: &App, visitor: &Visitor, number: &str, posted: &Posted, refused: Vec<Refusal>) -> Response {
    let status = status_with(&refused);
    let found = async { bids::offers(&app.market, &visitor.actor(), numbered(number)?).await };
    match found.await {
        Ok(view) => {
            let page = OffersPage { view, refused: at_fields(refused), reason: posted.get("reason").to_owned(), once: Once::fresh().into() };
            app.page_with(status, visitor, visitor.words.say("bids.offers-title"), Some(Nav::Workbench), || offers_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

/// The answer to an act on the offers: onward, or the page again with what stands against it at its field.
async fn acted(app: &App, visitor: &Visitor, number: &str, posted: &Posted, done: Result<String, Fault>) -> Response {
    match done.map_err(for_form) {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Ok(refused)) => offers_response(app, visitor, number, posted, refused).await,
        Err(Err(fault)) => app.fault(visitor, fault).await,
    }
}

async fn extend(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = Extend { demand: numbered(&number)?, seen: posted.seen(), once: posted.once()? };
        bids::extend(&app.market, &visitor.actor(), cmd).await.map(|notice| format!("/notices/{notice}"))
    };
    let done = done.await;
    acted(&app, &visitor, &number, &posted, done).await
}

async fn shortlist(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = Shortlist { demand: numbered(&number)?, reason: posted.given("reason"), seen: posted.seen(), once: posted.once()? };
        bids::shortlist(&app.market, &visitor.actor(), cmd).await.map(|_| format!("/demands/{number}/offers"))
    };
    let done = done.await;
    acted(&app, &visitor, &number, &posted, done).await
}

async fn end(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = End { demand: numbered(&number)?, reason: posted.get("reason").to_owned(), seen: posted.seen(), once: posted.once()? };
        bids::end_without_result(&app.market, &visitor.actor(), cmd).await.map(|notice| format!("/notices/{notice}"))
    };
    let done = done.await;
    acted(&app, &visitor, &number, &posted, done).await
}

async fn cancel(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    cancel_response(&app, &visitor, &number, String::new(), Vec::new()).await
}

async fn cancel_response(app: &App, visitor: &Visitor, number: &str, reason: String, refused: Vec<Refusal>) -> Response {
    let status = status_with(&refused);
    let view = async { bids::to_cancel(&app.market, &visitor.actor(), numbered(number)?).await };
    match view.await {
        Ok(view) => {
            let page = CancelPage { view, refused, reason, once: Once::fresh().into() };
            app.page_with(status, visitor, visitor.words.say("bids.cancel-title"), Some(Nav::Demands), || cancel_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

async fn cancel_posted(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = End { demand: numbered(&number)?, reason: posted.get("reason").to_owned(), seen: posted.seen(), once: posted.once()? };
        bids::cancel(&app.market, &visitor.actor(), cmd).await
    };
    match done.await.map_err(for_form) {
        Ok(notice) => Redirect::to(&format!("/notices/{notice}")).into_response(),
        Err(Ok(refused)) => cancel_response(&app, &visitor, &number, posted.get("reason").to_owned(), refused).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn file(State(app): State<App>, visitor: Visitor, Path((number, file)): Path<(String, String)>) -> Response {
    let found = async {
        let id: FileId = file.parse().map_err(|_| Refusal::not_found())?;
        bids::file(&app.market, &visitor.actor(), numbered(&number)?, id).await
    };
    match found.await {
        Ok((stored, bytes)) => attachment(&stored.name, &stored.media_type, bytes),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
