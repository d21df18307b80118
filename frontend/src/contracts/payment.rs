//! The page of one payment: what is owed since when, and the form that records it as made.

use super::typed::{Refused, Typed};
use super::words::{lines, payment_status};
use crate::components::{
    Act, Acts, Bit, Breadcrumb, Choice, DateField, Facts, FactsLayout, FormFrame, Item, Link, MoneyField, NextStrip, PageTitle, Radios, Receipt, ReceiptCard,
    TextField, TextKind,
};
use crate::page::wording;
use domain::calendar::Day;
use domain::contracts::payment::Voucher;
use domain::contracts::{Payment, PaymentView, Todo};
use domain::money::Money;
use domain::policy::Action;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct PaymentPage {
    /// The payment.
    pub view: PaymentView,
    /// Makes a second press the same press.
    pub once: String,
    /// Today.
    pub today: Day,
    /// The refused form, if it was refused.
    pub typed: Typed,
}

fn has_field(name: &str) -> bool {
    ["amount", "paid_on", "voucher", "voucher_number"].contains(&name)
}

fn title(w: Words, view: &PaymentView) -> String {
    w.say_with("contracts.instalment", &[("n", i64::from(view.payment.position).into()), ("share", view.payment.share.to_string().into())])
}

/// The page.
pub fn payment_page(page: PaymentPage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let row = &view.contract;
    let number = row.number.to_string();
    let here = title(w, &view);
    let position = view.payment.position.to_string();
    let steps: Vec<_> = row.next.iter().filter(|step| step.what == Todo::Pay && step.subject.as_deref() == Some(position.as_str())).cloned().collect();
    let line = vec![Bit::link(row.title.clone(), format!("/contracts/{number}")), Bit::text(row.provider.clone()), Bit::figure(w.money(view.payment.owed()))];
    let form = view.acts.contains(&Action::Pay).then(|| pay_form(w, &page));
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(number.clone(), format!("/contracts/{number}"))] here=here.clone()/>
        <PageTitle title=here status=Some(payment_status(w, &view.payment)) line/>
        <Refused typed=page.typed.clone() has=has_field/>
        {(!steps.is_empty()).then(|| view! { <NextStrip steps=lines(w, row, &steps)/> })}
        <section class="section" aria-labelledby="owed">
            <h2 id="owed">{w.say("contracts.owed")}</h2>
            <Facts items=facts(w, &view) layout=FactsLayout::Wide/>
        </section>
        {form}
    }
}

fn facts(w: Words, view: &PaymentView) -> Vec<Item> {
    let payment = &view.payment;
    let item = |key: &str, text: String| Item::new(w.say(key), vec![Bit::text(text)]);
    let trigger = [("on", w.say(&payment.trigger.term()).into()), ("n", i64::from(payment.within.0).into())];
    let mut items = vec![
        item("contracts.amount", w.money(payment.owed())).note(Bit::text(w.say_with("contracts.capitals", &[("capitals", payment.owed().capitals().into())]))),
        item("contracts.head-trigger", w.say_with("contracts.trigger-within", &trigger)),
    ];
    if payment.deducted != Money::ZERO {
        items.push(item("contracts.kept-back", w.money(payment.deducted)));
    }
    items.extend(payment.since.map(|since| item("contracts.due-since", w.day(since, Style::Long))));
    items.extend(payment.due.map(|due| item("contracts.head-due", w.due(due, Style::Long))));
    if payment.late > 0 && payment.state != Payment::Paid {
        items.push(item("contracts.lateness", w.say_with("days.late", &[("n", payment.late.into())])));
    }
    if let Some(paid_on) = payment.paid_on {
        items.push(item("contracts.head-paid", w.day(paid_on, Style::Long)));
        if payment.late > 0 {
            items.push(item("contracts.lateness", w.say_with("contracts.paid-late", &[("n", payment.late.into())])));
        }
    }
    if let Some((voucher, number)) = &view.voucher {
        items.push(item("contracts.voucher", w.say(&voucher.term())).note(Bit::code(number.clone())));
    }
    items.push(item("contracts.paid-before", format!("{} / {}", view.contract.paid, w.money(view.contract.price))));
    items
}

fn pay_form(w: Words, page: &PaymentPage) -> impl IntoView + use<> {
    let (view, typed) = (&page.view, &page.typed);
    let action = format!("/contracts/{}/payments/{}", view.contract.number, view.payment.position);
    let amount = typed.field(w, "amount", w.say("contracts.amount-yuan"), &view.payment.owed().to_string());
    let paid_on = typed.field(w, "paid_on", w.say("contracts.paid-on"), &page.today.to_string());
    let voucher = typed.field(w, "voucher", w.say("contracts.voucher"), "");
    let choices = Voucher::ALL.iter().map(|voucher| Choice::new(voucher.key(), w.say(&voucher.term()))).collect::<Vec<_>>();
    let number = typed.field(w, "voucher_number", w.say("contracts.voucher-number"), "");
    view! {
        <section class="section" aria-labelledby="pay">
            <h2 id="pay">{w.say("contracts.pay")}</h2>
            <p class="small soft">{w.say("contracts.pay-text")}</p>
            <FormFrame action=action once=page.once.clone() seen=view.payment.version.to_string()>
                <MoneyField field=amount/>
                <DateField field=paid_on/>
                <Radios field=voucher choices=choices/>
                <TextField field=number kind=TextKind::Account/>
                <div class="acts"><button class="btn main">{w.say("contracts.pay-act")}</button></div>
            </FormFrame>
        </section>
    }
}

/// The receipt of a payment, kept at its address.
pub fn paid_receipt(view: PaymentView, telephone: String) -> impl IntoView {
    let w = wording();
    let number = view.contract.number;
    let amount = view.payment.paid.unwrap_or_default();
    let receipt = Receipt {
        what: w.say_with("contracts.paid-what", &[("n", i64::from(view.payment.position).into())]),
        number: w.money(amount),
        time: view.payment.paid_on.map(|on| w.day(on, Style::Long)).unwrap_or_default(),
        digest: None,
        next: vec![w.say_with("contracts.capitals", &[("capitals", amount.capitals().into())]), w.say("contracts.paid-next")],
        contact: Some(telephone),
    };
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(number.to_string(), format!("/contracts/{number}"))] here=title(w, &view)/>
        <PageTitle title=w.say("contracts.paid-title")/>
        <ReceiptCard receipt/>
        <Acts acts=vec![Act::link(w.say("contracts.to-contract"), format!("/contracts/{number}")).main()]/>
    }
}
