//! Which paper is asked for, and how it is read.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::data::{self, Loaded, Variant, disk};
use crate::diagnostic::Diagnostic;
use crate::document::Engines;
use crate::output::{Carried, DATA};

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A revision of an archive, in which a paper and the ones before it lie.
pub trait Archive: Debug + Send + Sync {
    /// By what name the user knows the revision.
    fn name(&self) -> &str;

    /// The files of `folder` and of the templates beside it, and where among them the paper
    /// lies.
    fn folder(&self, folder: &str) -> Result<(PathBuf, Files), Diagnostic>;

    /// The file at `path`; nothing where it is none.
    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic>;
}

/// Where a paper comes from, and so where the one before it is looked for.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// The disk.
    Disk,
    /// The disk, as it would be with other content in these files.
    Changed(BTreeMap<PathBuf, Vec<u8>>),
    /// The files that a PDF carries.
    Memory(Files),
    /// A folder of a revision, and what was read of it.
    Revision { archive: Arc<dyn Archive>, folder: String, files: Files },
}

/// A paper that is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    pub(super) origin: Origin,
    /// Where its texts lie in what it comes from.
    pub(super) folder: PathBuf,
    pub(super) variant: Variant,
    /// Whether it carries its calculation annex even where its data do not ask for it.
    pub(super) annex: bool,
    /// The papers that led here, each by its real place.
    pub(super) chain: Vec<PathBuf>,
    pub(super) engines: Engines,
}

impl Request {
    /// The paper in `folder` of the disk.
    pub fn of(folder: impl AsRef<Path>) -> Self {
        Self::from(Origin::Disk, folder.as_ref().to_owned())
    }

    /// The paper in `folder` as it would be with other content in `files`, given by path as a
    /// user would name them.
    pub fn changed(folder: &Path, files: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        Self::from(Origin::Changed(files), folder.to_owned())
    }

    /// The paper that a PDF carries.
    pub fn carried(carried: &Carried) -> Self {
        let manifest = &carried.manifest;
        let variant = Variant::szenario(manifest.szenario.as_deref());
        Self::memory(carried.inputs())
            .read_as(variant.in_stadt(manifest.stadt.as_deref()))
            .annexed(manifest.nachweis)
    }

    /// The paper among `files`, which a PDF carries.
    pub(super) fn memory(files: Files) -> Self {
        Self::from(Origin::Memory(files), PathBuf::from(DATA))
    }

    /// The paper in `folder` of a revision.
    pub fn of_revision(archive: Arc<dyn Archive>, folder: &str) -> Result<Self, Diagnostic> {
        let (place, files) = archive.folder(folder)?;
        let origin = Origin::Revision { archive, folder: folder.to_owned(), files };
        Ok(Self::from(origin, place))
    }

    fn from(origin: Origin, folder: PathBuf) -> Self {
        let (variant, engines) = (Variant::default(), Engines::default());
        Self { origin, folder, variant, annex: false, chain: Vec::new(), engines }
    }

    /// The same, read as `variant`.
    #[must_use]
    pub fn read_as(self, variant: Variant) -> Self {
        Self { variant, ..self }
    }

    /// The same with its calculation annex, where the data or `annex` ask for it.
    #[must_use]
    pub fn annexed(self, annex: bool) -> Self {
        Self { annex, ..self }
    }

    /// The same, written by `engines`, which other papers use as well.
    #[must_use]
    pub fn sharing(self, engines: &Engines) -> Self {
        Self { engines: engines.clone(), ..self }
    }

    /// Where its texts lie in what it comes from.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files of it that were read before it was asked for; none of the disk.
    pub fn files(&self) -> Option<&Files> {
        match &self.origin {
            Origin::Memory(files) | Origin::Revision { files, .. } => Some(files),
            Origin::Disk | Origin::Changed(_) => None,
        }
    }

    pub(super) fn load(&self) -> Loaded {
        let (folder, variant) = (&self.folder, &self.variant);
        match &self.origin {
            Origin::Disk => data::load_as(folder, variant),
            Origin::Changed(files) => data::load_changed(folder, files.clone()),
            Origin::Memory(files) | Origin::Revision { files, .. } => {
                data::load_from_memory_as(folder, files.clone(), variant)
            }
        }
    }

    /// The same paper as it stands, where this is a variant of one of the disk.
    pub(super) fn unchanged(&self) -> Option<Self> {
        let is_variant = matches!(self.origin, Origin::Disk) && !self.variant.is_the_paper();
        let variant = Variant::default().in_stadt(self.variant.stadt.as_deref());
        is_variant.then(|| self.clone().read_as(variant))
    }

    /// How the paper is called where a circle is looked for.
    pub(super) fn own(&self) -> PathBuf {
        match &self.origin {
            Origin::Revision { folder, .. } => plain(Path::new(folder)).unwrap_or_default().into(),
            _ => disk::real(&self.folder).unwrap_or_else(|| self.folder.clone()),
        }
    }

    /// `earlier`, to which this paper leads.
    pub(super) fn leads_to(&self, earlier: Self) -> Self {
        let chain = self.chain.iter().cloned().chain([self.own()]).collect();
        Self { chain, engines: self.engines.clone(), ..earlier }
    }
}

/// `path` without `.` and `..`; nothing where it leaves its root.
pub(super) fn plain(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(name) => parts.push(name.to_str()?.to_owned()),
            _ => {}
        }
    }
    Some(parts.join("/"))
}
