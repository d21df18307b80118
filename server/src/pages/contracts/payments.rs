//! Payments, and the mending before the last one.

use super::{number, refused};
use crate::app::App;
use crate::forms::{Posted, status_with};
use crate::pages::extract::Path;
use crate::sheets::{self, Cell, List, Sheet};
use crate::visitor::Visitor;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::day_of;
use domain::contracts::payment::Voucher;
use domain::contracts::{Payment, PaymentView};
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use frontend::Nav;
use frontend::contracts::{MendingPage, PaymentPage, Typed, mending_page, paid_receipt, payment_page};
use marketplace::contracts::{self, Mend, Pay};
use marketplace::files::NewFile;
use marketplace::{Fault, Once};

type Place = Path<(String, u32)>;

async fn read(app: &App, visitor: &Visitor, place: &(String, u32)) -> Result<PaymentView, Fault> {
    contracts::payment_view(&app.market, &visitor.actor(), number(&place.0)?, place.1).await
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(place): Place) -> Response {
    page(&app, &visitor, &place, Typed::default()).await
}

async fn page(app: &App, visitor: &Visitor, place: &(String, u32), typed: Typed) -> Response {
    match read(app, visitor, place).await {
        Ok(view) => {
            let title = visitor.words.say_with("contracts.instalment", &[("n", i64::from(place.1).into()), ("share", view.payment.share.to_string().into())]);
            let page = PaymentPage { view, once: Once::fresh().into(), today: day_of(app.market.now()), typed };
            app.page_with(status_with(&page.typed.refused), visitor, title, Some(Nav::Contracts), || payment_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

pub async fn pay(State(app): State<App>, visitor: Visitor, Path(place): Place, posted: Posted) -> Response {
    match paying(&app, &visitor, &place, &posted).await.map_err(|fault| refused(&posted, fault)) {
        Ok(()) => Redirect::to(&format!("/contracts/{}/payments/{}/paid", place.0, place.1)).into_response(),
        Err(Ok(typed)) => page(&app, &visitor, &place, typed).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn paying(app: &App, visitor: &Visitor, place: &(String, u32), posted: &Posted) -> Result<(), Fault> {
    let contract = number(&place.0)?;
    let amount = posted.amount("amount", Fact::Term("contracts.amount-yuan".into()));
    let paid_on = posted.day("paid_on", Fact::Term("contracts.paid-on".into()));
    let (amount, paid_on) = match (amount, paid_on) {
        (Ok(amount), Ok(paid_on)) => (amount, paid_on),
        (amount, paid_on) => return Err(Fault::Unfit([amount.err(), paid_on.err()].into_iter().flatten().collect())),
    };
    let cmd = Pay {
        contract,
        position: place.1,
        seen: posted.seen(),
        amount,
        paid_on,
        voucher: Voucher::parse(posted.get("voucher")),
        voucher_number: posted.get("voucher_number").to_owned(),
        once: posted.once()?,
    };
    contracts::pay(&app.market, &visitor.actor(), cmd).await.map(|_| ())
}

pub async fn paid(State(app): State<App>, visitor: Visitor, Path(place): Place) -> Response {
    match read(&app, &visitor, &place).await {
        Ok(view) if view.payment.state == Payment::Paid => {
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("contracts.paid-title"), Some(Nav::Contracts), || paid_receipt(view, telephone)).await
        }
        Ok(_) => Redirect::to(&format!("/contracts/{}/payments/{}", place.0, place.1)).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

/// The payments of a contract as a sheet.
pub async fn export(State(app): State<App>, visitor: Visitor, Path((contract, format)): Path<(String, Sheet)>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &contract)).await
}

async fn sheet(app: &App, visitor: &Visitor, contract: &str) -> Result<List, Fault> {
    let w = visitor.words;
    let view = contracts::view(&app.market, &visitor.actor(), number(contract)?).await?;
    let rows = view.payments.iter().map(|payment| {
        vec![
            payment.position.into(),
            payment.share.to_string().into(),
            w.say(&payment.trigger.term()).into(),
            payment.owed().into(),
            payment.due.map(|due| due.day).into(),
            payment.paid_on.into(),
            payment.paid.into(),
            w.say(&payment.state.term()).into(),
            Cell::Count(payment.late),
        ]
    });
    let heads = ["instalment", "share", "trigger", "amount", "due", "paid", "paid-sum", "state", "late"].map(|head| w.say(&format!("contracts.head-{head}")));
    Ok(List { name: format!("{}-payments", view.row.number), title: w.say("contracts.payments"), heads: heads.into(), rows: rows.collect() })
}

pub async fn mending(State(app): State<App>, visitor: Visitor, Path(contract): Path<String>) -> Response {
    mend_page(&app, &visitor, &contract, Typed::default()).await
}

async fn mend_page(app: &App, visitor: &Visitor, contract: &str, typed: Typed) -> Response {
    let found = match number(contract) {
        Ok(number) => contracts::mending_view(&app.market, &visitor.actor(), number).await,
        Err(refusal) => Err(refusal.into()),
    };
    match found {
        Ok(view) => {
            let page = MendingPage { view, once: (Once::fresh().into(), Once::fresh().into()), typed };
            app.page_with(status_with(&page.typed.refused), visitor, visitor.words.say("contracts.mending"), Some(Nav::Contracts), || mending_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

fn mend(contract: &str, posted: &Posted) -> Result<Mend, Refusal> {
    Ok(Mend { contract: number(contract)?, seen: posted.seen(), note: posted.get("note").to_owned(), once: posted.once()? })
}

async fn mended(app: &App, visitor: &Visitor, contract: &str, posted: &Posted, done: Result<(), Fault>) -> Response {
    // One field stands for both: what was mended, and what is still to be mended.
    let done = done.map_err(|fault| match fault {
        Fault::Refused(refusal) if refusal.field.as_deref() == Some("reason") => refusal.field("note").into(),
        other => other,
    });
    match done.map_err(|fault| refused(posted, fault)) {
        Ok(()) => Redirect::to(&format!("/contracts/{contract}/mending")).into_response(),
        Err(Ok(typed)) => mend_page(app, visitor, contract, typed).await,
        Err(Err(fault)) => app.fault(visitor, fault).await,
    }
}

pub async fn report_mending(State(app): State<App>, visitor: Visitor, Path(contract): Path<String>, mut posted: Posted) -> Response {
    let new = posted.files.drain(..).map(|file| NewFile { name: file.name, bytes: file.bytes.to_vec() }).collect();
    let done = match mend(&contract, &posted) {
        Ok(cmd) => contracts::report_mending(&app.market, &visitor.actor(), cmd, new).await,
        Err(refusal) => Err(refusal.into()),
    };
    mended(&app, &visitor, &contract, &posted, done).await
}

pub async fn confirm_mending(State(app): State<App>, visitor: Visitor, Path(contract): Path<String>, posted: Posted) -> Response {
    let done = match mend(&contract, &posted) {
        Ok(cmd) => contracts::confirm_mending(&app.market, &visitor.actor(), cmd).await,
        Err(refusal) => Err(refusal.into()),
    };
    mended(&app, &visitor, &contract, &posted, done).await
}

pub async fn return_mending(State(app): State<App>, visitor: Visitor, Path(contract): Path<String>, posted: Posted) -> Response {
    let done = match mend(&contract, &posted) {
        Ok(cmd) => contracts::return_mending(&app.market, &visitor.actor(), cmd).await,
        Err(refusal) => Err(refusal.into()),
    };
    mended(&app, &visitor, &contract, &posted, done).await
}
