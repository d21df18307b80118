//! Files: told by their bytes, stored under their digest.

use crate::fault::Fault;
use crate::market::Market;
use crate::tx::{Tx, hex};
use domain::ids::{FileId, OrganizationId};
use domain::refusal::Refusal;
use domain::text::file_name;
use entities::files::file;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Largest file in bytes (TRUST §8).
pub const LARGEST: usize = 50 * 1024 * 1024;

/// A stored file, without its bytes.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Stored {
    /// Identifier.
    pub id: FileId,
    /// What the sender called it.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub digest: String,
    /// The body that it belongs to.
    pub organization: OrganizationId,
}

/// A file that came with a form.
#[derive(Clone)]
pub struct NewFile {
    /// What the sender called it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The media type, when bytes and ending agree on one that is taken.
///
/// # Errors
/// `files.empty`, `files.too-large`, `files.kind` for anything but PDF, OFD, DOCX, XLSX, PNG, JPEG, CSV and plain text.
pub fn media_type(name: &str, bytes: &[u8]) -> Result<&'static str, Refusal> {
    let refuse = |code| Refusal::new(code).fact("name", name).field("files");
    if bytes.is_empty() {
        return Err(refuse("files.empty"));
    }
    if bytes.len() > LARGEST {
        return Err(refuse("files.too-large"));
    }
    let zip = bytes.starts_with(b"PK\x03\x04");
    let text = !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() && !bytes.starts_with(b"<") && !bytes.starts_with(b"%PDF");
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "pdf" if bytes.starts_with(b"%PDF-") => Ok("application/pdf"),
        "png" if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok("image/png"),
        "jpg" | "jpeg" if bytes.starts_with(b"\xff\xd8\xff") => Ok("image/jpeg"),
        "docx" if zip => Ok("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "xlsx" if zip => Ok("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "ofd" if zip => Ok("application/ofd"),
        "csv" if text => Ok("text/csv; charset=utf-8"),
        "txt" if text => Ok("text/plain; charset=utf-8"),
        _ => Err(refuse("files.kind")),
    }
}

/// Bytes that are on the disk under their digest, and that no row names yet. As part of a request it tells files apart.
#[derive(Serialize)]
pub(crate) struct Kept {
    name: String,
    digest: Vec<u8>,
    media_type: &'static str,
    size: i64,
}

/// Keeps a file's bytes before the transaction that will name them: on SQLite all other writers wait for a transaction, and
/// a large file takes its time. Where nothing names them in the end, bytes are left that do no harm.
///
/// # Errors
/// As [`media_type`]; [`Fault::Broken`] when the disk does not take them.
pub(crate) async fn keep(market: &Market, new: NewFile) -> Result<Kept, Fault> {
    let market = market.clone();
    let kept = tokio::task::spawn_blocking(move || {
        let media_type = media_type(&new.name, &new.bytes)?;
        let digest = Sha256::digest(&new.bytes).to_vec();
        let size = i64::try_from(new.bytes.len()).map_err(Fault::corrupt)?;
        write(&place(&market, &digest), &new.bytes).map_err(|error| Fault::Broken(format!("file store: {error}")))?;
        Ok(Kept { name: file_name(&new.name), digest, media_type, size })
    });
    kept.await.map_err(|error| Fault::Broken(format!("file store: {error}")))?
}

/// The same for all files of a form.
///
/// # Errors
/// As [`keep`].
pub(crate) async fn keep_all(market: &Market, new: Vec<NewFile>) -> Result<Vec<Kept>, Fault> {
    let mut kept = Vec::with_capacity(new.len());
    for file in new {
        kept.push(keep(market, file).await?);
    }
    Ok(kept)
}

/// Names kept bytes in this transaction.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub(crate) async fn store(tx: &Tx, organization: OrganizationId, kept: Kept) -> Result<FileId, Fault> {
    let id = tx.fresh();
    let row = file::ActiveModel {
        id: Set(id),
        digest: Set(kept.digest),
        name: Set(kept.name),
        media_type: Set(kept.media_type.to_owned()),
        size: Set(kept.size),
        organization_id: Set(organization.uuid()),
        account_id: Set(tx.account()?.uuid()),
        at: Set(tx.at()),
    };
    row.insert(tx.db()).await?;
    Ok(FileId::new(id))
}

fn place(market: &Market, digest: &[u8]) -> PathBuf {
    let name = hex(digest);
    market.data_dir().join("files").join(name.get(..2).unwrap_or_default()).join(name)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.try_exists().unwrap_or(false) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let half = path.with_extension(hex(&crate::tx::random::<4>()));
    let mut file = fs::File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&half, path)
}

/// A stored file, without its bytes.
pub(crate) async fn find(db: &impl ConnectionTrait, id: FileId) -> Result<Stored, Fault> {
    let row = file::Entity::find_by_id(id.uuid()).one(db).await?.ok_or_else(Refusal::not_found)?;
    Ok(Stored {
        id,
        name: row.name,
        media_type: row.media_type,
        size: u64::try_from(row.size).unwrap_or_default(),
        digest: hex(&row.digest),
        organization: OrganizationId::new(row.organization_id),
    })
}

/// The bytes of a file. Who may read them is the caller's question.
pub(crate) async fn bytes(market: &Market, id: FileId) -> Result<(Stored, Vec<u8>), Fault> {
    let row = file::Entity::find_by_id(id.uuid()).one(market.reader()).await?.ok_or_else(Refusal::not_found)?;
    let bytes = tokio::fs::read(place(market, &row.digest)).await.map_err(|error| Fault::Broken(format!("file store: {error}")))?;
    Ok((find(market.reader(), id).await?, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_ending_must_agree() {
        assert_eq!(media_type("a.pdf", b"%PDF-1.7 ..."), Ok("application/pdf"));
        assert_eq!(media_type("a.TXT", "方案".as_bytes()), Ok("text/plain; charset=utf-8"));
        for (name, bytes) in [
            ("double.pdf.exe", &b"MZ"[..]),
            ("late-header.pdf", b"junk %PDF-1.4"),
            ("script.svg", b"<svg/>"),
            ("page.txt", b"<html>"),
            ("a.png", b"%PDF-1.7"),
            ("a.csv", b"a,\0b"),
            ("none", b"x"),
        ] {
            assert_eq!(media_type(name, bytes).unwrap_err().code, "files.kind", "{name}");
        }
        assert_eq!(media_type("a.pdf", b"").unwrap_err().code, "files.empty");
    }
}
