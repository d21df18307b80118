//! Public documents: numbered, dated, with a digest, never changed.

use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::organizations;
use crate::paging::{Cursor, Page};
use crate::search::holds;
use crate::tx::{Tx, hex};
use domain::calendar::{Day, Due, Moment};
use domain::ids::OrganizationId;
use domain::notices::{Document, NoticeKind, NoticeRow, NoticeView};
use domain::numbers::NoticeNumber;
use domain::refusal::Refusal;
use domain::step::Word;
use entities::notices::{notice, notice_subject};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Publishes a document about these subjects in this transaction: number, digest, ledger entry, place in the feed.
pub(crate) async fn publish(
    tx: &Tx,
    purchaser: OrganizationId,
    subjects: &[String],
    ocid: Option<&str>,
    document: &Document,
    period_ends_on: Option<Day>,
) -> Result<NoticeNumber, Fault> {
    let (year, serial) = tx.next_number(NoticeNumber::PREFIX).await?;
    let number = NoticeNumber::new(year, serial);
    let bytes = serde_json_canonicalizer::to_vec(document).map_err(Fault::corrupt)?;
    let digest = Sha256::digest(&bytes).to_vec();
    let id = tx.fresh();
    let row = notice::ActiveModel {
        id: Set(id),
        number: Set(number.to_string()),
        kind: Set(document.kind.key().to_owned()),
        title: Set(document.title.clone()),
        purchaser_id: Set(purchaser.uuid()),
        published_at: Set(tx.at()),
        period_ends_on: Set(period_ends_on),
        document: Set(bytes),
        digest: Set(digest.clone()),
    };
    row.insert(tx.db()).await?;
    for subject in subjects {
        notice_subject::ActiveModel { notice_id: Set(id), subject: Set(subject.clone()) }.insert(tx.db()).await?;
    }
    let facts = serde_json::json!({"kind": document.kind.key(), "sha256": hex(&digest), "subjects": subjects});
    tx.record(Entry::NoticePublished, &number.to_string(), facts).await?;
    tx.make_public(Thing::Notice, &number.to_string(), ocid, document).await?;
    Ok(number)
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<NoticeKind>,
    /// Only titles with these words.
    pub words: Option<String>,
}

/// Public documents, newest first.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn list(market: &Market, filter: &Filter, after: Option<Cursor>, most: u64) -> Result<Page<NoticeRow>, Fault> {
    let mut wanted = Condition::all();
    if let Some(kind) = filter.kind {
        wanted = wanted.add(notice::Column::Kind.eq(kind.key()));
    }
    if let Some(words) = &filter.words {
        wanted = wanted.add(holds(notice::Column::Title, words));
    }
    let total = notice::Entity::find().filter(wanted.clone()).count(market.reader()).await?;
    if let Some(cursor) = &after {
        wanted = wanted.add(cursor.before(notice::Column::PublishedAt, notice::Column::Id));
    }
    let rows: Vec<Light> = light(notice::Entity::find())
        .filter(wanted)
        .order_by_desc(notice::Column::PublishedAt)
        .order_by_desc(notice::Column::Id)
        .limit(most + 1)
        .into_model()
        .all(market.reader())
        .await?;
    let names = organizations::names(market.reader(), rows.iter().map(|row| row.purchaser_id)).await?;
    Page::cut(rows, most, total, |row| Cursor::new(row.published_at, row.id), |row| read(row, &names))
}

/// Documents about one subject, oldest first.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn about(market: &Market, subject: &str) -> Result<Vec<NoticeRow>, Fault> {
    about_any(market, [subject]).await
}

async fn about_any(market: &Market, subjects: impl IntoIterator<Item = &str>) -> Result<Vec<NoticeRow>, Fault> {
    let about = Query::select()
        .column(notice_subject::Column::NoticeId)
        .from(notice_subject::Entity)
        .and_where(notice_subject::Column::Subject.is_in(subjects))
        .to_owned();
    let rows: Vec<Light> = light(notice::Entity::find())
        .filter(notice::Column::Id.in_subquery(about))
        .order_by_asc(notice::Column::PublishedAt)
        .order_by_asc(notice::Column::Id)
        .into_model()
        .all(market.reader())
        .await?;
    let names = organizations::names(market.reader(), rows.iter().map(|row| row.purchaser_id)).await?;
    rows.into_iter().map(|row| read(row, &names)).collect()
}

/// One document.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn view(market: &Market, number: NoticeNumber) -> Result<NoticeView, Fault> {
    let row = row(market, number).await?;
    let subjects = notice_subject::Entity::find()
        .filter(notice_subject::Column::NoticeId.eq(row.id))
        .order_by_asc(notice_subject::Column::Subject)
        .all(market.reader())
        .await?;
    let names = organizations::names(market.reader(), [row.purchaser_id]).await?;
    let subjects: Vec<String> = subjects.into_iter().map(|subject| subject.subject).collect();
    let mut related = about_any(market, subjects.iter().map(String::as_str)).await?;
    related.retain(|other| other.number.to_string() != row.number);
    Ok(NoticeView { subjects, related, document: serde_json::from_slice(&row.document)?, digest: hex(&row.digest), row: read(row.into(), &names)? })
}

/// The very bytes that the digest is of.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn bytes(market: &Market, number: NoticeNumber) -> Result<Vec<u8>, Fault> {
    Ok(row(market, number).await?.document)
}

async fn row(market: &Market, number: NoticeNumber) -> Result<notice::Model, Fault> {
    let found = notice::Entity::find().filter(notice::Column::Number.eq(number.to_string())).one(market.reader()).await?;
    Ok(found.ok_or_else(Refusal::not_found)?)
}

/// A document without its text, which may be long where many demands went out together.
#[derive(FromQueryResult)]
struct Light {
    id: uuid::Uuid,
    number: String,
    kind: String,
    title: String,
    purchaser_id: uuid::Uuid,
    published_at: Moment,
    period_ends_on: Option<Day>,
}

impl From<notice::Model> for Light {
    fn from(row: notice::Model) -> Light {
        let notice::Model { id, number, kind, title, purchaser_id, published_at, period_ends_on, .. } = row;
        Light { id, number, kind, title, purchaser_id, published_at, period_ends_on }
    }
}

fn light(find: Select<notice::Entity>) -> Select<notice::Entity> {
    use notice::Column as C;
    find.select_only().columns([C::Id, C::Number, C::Kind, C::Title, C::PurchaserId, C::PublishedAt, C::PeriodEndsOn])
}

fn read(row: Light, names: &HashMap<uuid::Uuid, String>) -> Result<NoticeRow, Fault> {
    Ok(NoticeRow {
        number: NoticeNumber::parse(&row.number).ok_or_else(|| Fault::corrupt(&row.number))?,
        kind: NoticeKind::parse(&row.kind).ok_or_else(|| Fault::corrupt(&row.kind))?,
        title: row.title,
        purchaser: names.get(&row.purchaser_id).cloned().unwrap_or_default(),
        published_at: row.published_at,
        period_ends_on: row.period_ends_on.map(Due::kept),
    })
}
