//! The manifest: what a PDF carries, with a checksum of each file and one over all.
//!
//! The checksum over all covers the version of the format, the program and its
//! fonts as well, so that two papers with the same one are the same paper.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::attachment::{Attachment, MANIFEST};

/// The version of the format; a PDF of a later one cannot be read.
pub(super) const FORMAT: u64 = 1;

/// The version of the program that writes it.
const PROGRAM: &str = concat!("vorlage ", env!("CARGO_PKG_VERSION"));

/// What a PDF carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format.
    pub format: u64,
    /// The program that wrote the PDF, with its version.
    pub program: String,
    /// The files but the manifest, in the order of their names.
    pub files: Vec<Entry>,
    /// The checksums of the fonts that the page was set in; they are not carried whole.
    pub fonts: Vec<String>,
    /// Whether the paper has its calculation annex.
    #[serde(default)]
    pub nachweis: bool,
    /// The id of the scenario that the paper is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub szenario: Option<String>,
    /// The folder of the city that it was written for in place of its own, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stadt: Option<String>,
    /// The checksum over all of it.
    pub sha256: String,
}

/// A file of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its checksum.
    pub sha256: String,
}

/// How the files of a PDF differ from its manifest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Discrepancy {
    /// The manifest itself was changed.
    Manifest,
    /// A file has another content than the one listed.
    Changed(String),
    /// A file is listed and not there.
    Missing(String),
    /// A file is there and not listed.
    Foreign(String),
}

impl Manifest {
    /// The manifest of `files`, set in `fonts`, with or without the calculation annex.
    pub fn of(files: &[Attachment], fonts: &[impl AsRef<[u8]>], nachweis: bool) -> Self {
        let entry = |file: &Attachment| Entry {
            name: file.name.clone(),
            bytes: file.content.len() as u64,
            sha256: checksum(&file.content),
        };
        let mut files: Vec<Entry> = files.iter().map(entry).collect();
        files.sort();
        let fonts = fonts.iter().map(|font| checksum(font.as_ref())).collect();
        let (program, sha256) = (PROGRAM.to_owned(), String::new());
        let (szenario, stadt) = (None, None);
        Self { format: FORMAT, program, files, fonts, nachweis, szenario, stadt, sha256 }.sealed()
    }

    /// The same of a paper that is the scenario called `szenario`.
    #[must_use]
    pub fn of_scenario(self, szenario: Option<String>) -> Self {
        Self { szenario, ..self }.sealed()
    }

    /// The same of a paper that was written for `stadt` in place of its own city.
    #[must_use]
    pub fn of_stadt(self, stadt: Option<String>) -> Self {
        Self { stadt, ..self }.sealed()
    }

    /// This manifest with the checksum that it should have.
    #[must_use]
    pub fn sealed(self) -> Self {
        Self { sha256: self.fingerprint(), ..self }
    }

    /// Whether this program, in this version, wrote the PDF.
    pub fn is_of_this_program(&self) -> bool {
        self.program == PROGRAM
    }

    /// Whether `fonts` are those that the page was set in.
    pub fn has_fonts(&self, fonts: &[impl AsRef<[u8]>]) -> bool {
        self.fonts.iter().eq(&fonts.iter().map(|font| checksum(font.as_ref())).collect::<Vec<_>>())
    }

    /// The text of the manifest.
    pub(super) fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// How `files` differ from this manifest, in the order of their names.
    pub fn discrepancies(&self, files: &BTreeMap<String, Vec<u8>>) -> Vec<Discrepancy> {
        let mut found = Vec::new();
        if self.fingerprint() != self.sha256 {
            found.push(Discrepancy::Manifest);
        }
        let listed: BTreeMap<&str, &Entry> =
            self.files.iter().map(|entry| (entry.name.as_str(), entry)).collect();
        for (name, entry) in &listed {
            match files.get(*name) {
                None => found.push(Discrepancy::Missing((*name).to_owned())),
                Some(content) if checksum(content) != entry.sha256 => {
                    found.push(Discrepancy::Changed((*name).to_owned()));
                }
                Some(_) => {}
            }
        }
        let is_foreign = |name: &&String| *name != MANIFEST && !listed.contains_key(name.as_str());
        let foreign = files.keys().filter(is_foreign);
        found.extend(foreign.map(|name| Discrepancy::Foreign(name.clone())));
        found
    }

    /// The checksum over all: of the lines that `sha256sum` would write, and of what precedes them.
    fn fingerprint(&self) -> String {
        let mut text = format!("{}\n{}\nnachweis {}\n", self.format, self.program, self.nachweis);
        if let Some(szenario) = &self.szenario {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "szenario {szenario}");
        }
        if let Some(stadt) = &self.stadt {
            let _ = writeln!(text, "stadt {stadt}");
        }
        for font in &self.fonts {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{font}  -");
        }
        for Entry { name, bytes, sha256 } in &self.files {
            let _ = writeln!(text, "{sha256}  {bytes}  {name}");
        }
        checksum(text.as_bytes())
    }
}

/// The checksum over all of `files`, which their manifest names; none where there is none.
pub(in crate::output) fn fingerprint(files: &[Attachment]) -> Option<String> {
    let manifest = files.iter().find(|file| file.name == MANIFEST)?;
    serde_json::from_slice::<Manifest>(&manifest.content).ok().map(|manifest| manifest.sha256)
}

/// The SHA-256 of `content` in hexadecimal digits.
fn checksum(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Wording;

    const FONTS: [&[u8]; 1] = [b"font"];

    fn files() -> Vec<Attachment> {
        let file = |name, text| Attachment::new(name, text, &Wording::default());
        vec![file("daten/b.yaml", "b: 1"), file("daten/a.yaml", "abc")]
    }

    fn map(files: &[Attachment]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|file| (file.name.clone(), file.content.clone())).collect()
    }

    #[test]
    fn lists_files_by_name_with_the_published_checksum_of_abc() {
        let manifest = Manifest::of(&files(), &FONTS, false);
        let first = &manifest.files[0];
        assert_eq!((&*first.name, first.bytes), ("daten/a.yaml", 3));
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            first.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(manifest.has_fonts(&FONTS) && !manifest.has_fonts(&[b"other"]));
        assert!(manifest.is_of_this_program());
        assert_eq!(manifest.discrepancies(&map(&files())), []);
    }

    #[test]
    fn tells_changed_missing_and_foreign_files_apart() {
        let manifest = Manifest::of(&files(), &FONTS, false);
        let mut files = map(&files());
        files.insert("daten/a.yaml".into(), b"abd".to_vec());
        files.remove("daten/b.yaml");
        files.insert("c".into(), Vec::new());
        files.insert(MANIFEST.into(), Vec::new());
        assert_eq!(
            manifest.discrepancies(&files),
            [
                Discrepancy::Changed("daten/a.yaml".into()),
                Discrepancy::Missing("daten/b.yaml".into()),
                Discrepancy::Foreign("c".into()),
            ]
        );
    }

    #[test]
    fn a_change_of_the_manifest_itself_is_seen() {
        let whole = Manifest::of(&files(), &FONTS, false);
        let mut changed: Vec<Manifest> = vec![whole.clone(); 8];
        changed[0].program.push('1');
        changed[1].fonts.clear();
        changed[2].files[0].bytes += 1;
        changed[3].format += 1;
        changed[5].nachweis = true;
        changed[6].szenario = Some("a".into());
        changed[7].stadt = Some("a".into());
        changed[4].sha256.replace_range(0..1, "x");
        for manifest in changed {
            assert_eq!(manifest.discrepancies(&map(&files())), [Discrepancy::Manifest]);
        }
        assert_eq!(whole.discrepancies(&map(&files())), []);
    }
}
