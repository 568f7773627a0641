//! Opens an office file that nobody vouches for: how many parts it has and what they unfold to
//! is measured while they unfold, whatever they claim to be.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::unreadable::OfficeUnreadable;
use crate::limits::{OFFICE, OFFICE_PARTS, OFFICE_UNPACKED};

/// What the names of parts end with that are read; pictures are not.
const READ: [&str; 3] = [".xml", ".rels", "mimetype"];

/// The parts of the file `bytes` that are text, by name.
pub(super) fn parts(bytes: &[u8]) -> Result<BTreeMap<String, String>, OfficeUnreadable> {
    if bytes.len() as u64 > OFFICE {
        return Err(OfficeUnreadable::TooLarge);
    }
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| OfficeUnreadable::NoOffice)?;
    if archive.len() > OFFICE_PARTS {
        return Err(OfficeUnreadable::TooLarge);
    }
    let mut left = OFFICE_UNPACKED;
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                OfficeUnreadable::Encrypted
            }
            _ => OfficeUnreadable::Damaged,
        })?;
        let name = part.name().map_err(|_| OfficeUnreadable::Damaged)?.into_owned();
        if !READ.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let mut content = Vec::new();
        // One byte more than is left tells that there is more.
        part.take(left + 1).read_to_end(&mut content).map_err(|_| OfficeUnreadable::Damaged)?;
        left = left.checked_sub(content.len() as u64).ok_or(OfficeUnreadable::TooLarge)?;
        let text = String::from_utf8(content).map_err(|_| OfficeUnreadable::Damaged)?;
        // Of two parts with one name a program may read either.
        if parts.insert(name, text).is_some() {
            return Err(OfficeUnreadable::Damaged);
        }
    }
    Ok(parts)
}
