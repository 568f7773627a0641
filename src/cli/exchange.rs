//! Replaces files of a folder in one step, by exchanging the whole folder.
//!
//! ```text
//! output/.vorlage-kim-x/   new files, links to all others     the lock on it is held
//!        ⇅ renameat2(RENAME_EXCHANGE)                         one step of the system
//! output/kim/              old files
//! ```
//!
//! Foreign files are linked and not copied: both folders show the same file, so that
//! nothing that another program writes into it in the meantime is lost. Only Linux
//! can do it, and not on every disk; nothing is changed where it cannot.

use std::path::Path;

/// Replaces `files` in `folder`, given by path and content; whether it could be done.
#[cfg(not(target_os = "linux"))]
pub(super) fn replace(_: &Path, _: &[(String, Vec<u8>)]) -> bool {
    false
}

/// Replaces `files` in `folder`, given by path and content; whether it could be done.
#[cfg(target_os = "linux")]
pub(super) fn replace(folder: &Path, files: &[(String, Vec<u8>)]) -> bool {
    linux::replace(folder, files).is_ok()
}

/// Removes what runs left beside `folder` that were killed while they replaced it.
#[cfg(not(target_os = "linux"))]
pub(super) fn sweep(_: &Path) {}

/// Removes what runs left beside `folder` that were killed while they replaced it.
#[cfg(target_os = "linux")]
pub(super) fn sweep(folder: &Path) {
    let folder = folder.canonicalize();
    let place = folder.as_deref().ok().and_then(|folder| folder.parent().zip(folder.file_name()));
    if let Some((parent, name)) = place {
        linux::sweep(parent, name);
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeSet;
    use std::ffi::{OsStr, OsString};
    use std::fs::{self, File, Permissions};
    use std::io::{self, ErrorKind};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::path::{Path, PathBuf};

    use rustix::fs::{CWD, RenameFlags, renameat_with};

    use crate::cli::attributes;

    /// How deep the folders of a folder are followed.
    const DEPTH: usize = 8;

    /// How many files of others are linked; where there are more, the folder is no place
    /// for a paper, and moving it would take too long.
    const MOST: usize = 2_000;

    pub(super) fn replace(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
        let is_there = folder.symlink_metadata().is_ok();
        // A link to a folder stays a link.
        let folder = if is_there { folder.canonicalize()? } else { folder.to_path_buf() };
        let name = folder.file_name().ok_or(ErrorKind::InvalidInput)?;
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        if !is_there {
            fs::create_dir_all(parent)?;
        }
        // Whoever stands in the folder would be left in the old one.
        if std::env::current_dir().is_ok_and(|here| is_there && here.starts_with(&folder)) {
            return Err(ErrorKind::ResourceBusy.into());
        }
        // Another run may sweep away what is not locked yet.
        let staging = Staging::create(parent, name).or_else(|_| Staging::create(parent, name))?;
        if is_there {
            staging.belongs_to_whom(&folder)?;
            staging.link_all(&folder, files)?;
        }
        for (name, content) in files {
            let path = staging.path.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&staging.path))?;
            fs::write(&path, content)?;
            attributes::keep(&folder.join(name), &path)?;
        }
        if !is_there {
            return renamed(&staging.path, &folder, RenameFlags::NOREPLACE);
        }
        renamed(&staging.path, &folder, RenameFlags::EXCHANGE)?;
        staging.rescue(&folder, files);
        Ok(())
    }

    fn renamed(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<()> {
        Ok(renameat_with(CWD, from, CWD, to, flags)?)
    }

    /// What the folders begin with that are made beside one called `name`.
    fn prefix(name: &OsStr) -> OsString {
        let mut prefix = OsString::from(".vorlage-");
        prefix.push(name);
        prefix.push("-");
        prefix
    }

    /// Removes the folders beside `name` whose run is dead; who is alive holds a lock.
    pub(super) fn sweep(parent: &Path, name: &OsStr) {
        let prefix = prefix(name);
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let found = entry.file_name();
            let is_ours = found.as_encoded_bytes().starts_with(prefix.as_encoded_bytes());
            if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let Ok(handle) = File::open(entry.path()) else { continue };
                if handle.try_lock().is_ok() {
                    // What cannot be removed is in nobody's way.
                    let _ = fs::remove_dir_all(entry.path());
                }
            }
        }
    }

    /// The folder in which the new state grows, and after the exchange the old one.
    struct Staging {
        path: PathBuf,
        /// Tells other runs that somebody works here.
        lock: File,
    }

    impl Drop for Staging {
        fn drop(&mut self) {
            // The next run tries again.
            let _ = fs::remove_dir_all(&self.path);
        }
    }

    impl Staging {
        fn create(parent: &Path, name: &OsStr) -> io::Result<Self> {
            // A temporary folder is closed to others; this one is to be like any.
            let all = Permissions::from_mode(0o777);
            let mut builder = tempfile::Builder::new();
            let path = builder.prefix(&prefix(name)).permissions(all).tempdir_in(parent)?.keep();
            let lock = File::open(&path)?;
            let staging = Self { path, lock };
            staging.lock.try_lock().map_err(io::Error::from)?;
            Ok(staging)
        }

        /// Fails where the folder belongs to somebody else, to whom it could not be given.
        fn belongs_to_whom(&self, folder: &Path) -> io::Result<()> {
            let (old, new) = (fs::metadata(folder)?, fs::metadata(&self.path)?);
            if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
                return Err(ErrorKind::PermissionDenied.into());
            }
            fs::set_permissions(&self.path, old.permissions())
        }

        /// Links all that lies in `folder`, but `files`.
        fn link_all(&self, folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
            let own: BTreeSet<PathBuf> = files.iter().map(|(name, _)| name.into()).collect();
            let mut left = MOST;
            link(folder, &self.path, Path::new(""), &own, DEPTH, &mut left)
        }

        /// Brings over what somebody put into the old folder just before the exchange.
        fn rescue(&self, folder: &Path, files: &[(String, Vec<u8>)]) {
            let own: BTreeSet<PathBuf> = files.iter().map(|(name, _)| name.into()).collect();
            rescue(&self.path, folder, Path::new(""), &own);
        }
    }

    fn link(
        from: &Path,
        to: &Path,
        below: &Path,
        own: &BTreeSet<PathBuf>,
        depth: usize,
        left: &mut usize,
    ) -> io::Result<()> {
        for entry in fs::read_dir(from.join(below))? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if own.contains(&path) {
                continue;
            }
            *left = left.checked_sub(1).ok_or(ErrorKind::FileTooLarge)?;
            if entry.file_type()?.is_dir() {
                let depth = depth.checked_sub(1).ok_or(ErrorKind::FileTooLarge)?;
                fs::create_dir(to.join(&path))?;
                link(from, to, &path, own, depth, left)?;
                fs::set_permissions(to.join(&path), entry.metadata()?.permissions())?;
            } else {
                // A symbolic link is linked itself, not what it points at.
                fs::hard_link(entry.path(), to.join(&path))?;
            }
        }
        Ok(())
    }

    /// Moves from `old` to `new` what is not the same file there. What cannot be moved
    /// could not have been linked either.
    fn rescue(old: &Path, new: &Path, below: &Path, own: &BTreeSet<PathBuf>) {
        for entry in fs::read_dir(old.join(below)).into_iter().flatten().flatten() {
            let path = below.join(entry.file_name());
            if own.contains(&path) {
                continue;
            }
            let inode = |path: &Path| path.symlink_metadata().map(|meta| meta.ino()).ok();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && new.join(&path).is_dir() {
                rescue(old, new, &path, own);
            } else if inode(&entry.path()) != inode(&new.join(&path)) {
                let _ = fs::rename(entry.path(), new.join(&path));
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn files(content: &str) -> Vec<(String, Vec<u8>)> {
            vec![("a.md".into(), content.into()), ("texte/b.md".into(), content.into())]
        }

        #[test]
        fn foreign_files_of_every_kind_survive() {
            let temp = tempfile::tempdir().unwrap();
            let folder = temp.path().join("kim");
            replace(&folder, &files("alt")).unwrap();
            fs::create_dir_all(folder.join("ablage/leer")).unwrap();
            fs::write(folder.join("ablage/notiz.txt"), "Notiz").unwrap();
            fs::write(folder.join("texte/c.md"), "c").unwrap();
            std::os::unix::fs::symlink("nirgends", folder.join("verweis")).unwrap();
            fs::set_permissions(&folder, Permissions::from_mode(0o750)).unwrap();
            let inode = fs::metadata(folder.join("ablage/notiz.txt")).unwrap().ino();

            replace(&folder, &files("neu")).unwrap();
            let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
            assert_eq!((text("a.md"), text("texte/b.md")), ("neu".into(), "neu".into()));
            assert_eq!(
                (text("ablage/notiz.txt"), text("texte/c.md")),
                ("Notiz".into(), "c".into())
            );
            assert!(folder.join("ablage/leer").is_dir());
            assert_eq!(fs::read_link(folder.join("verweis")).unwrap(), Path::new("nirgends"));
            assert_eq!(fs::metadata(folder.join("ablage/notiz.txt")).unwrap().ino(), inode);
            assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o750);
            // Nothing is left beside it.
            assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
        }

        #[test]
        fn what_a_killed_run_left_is_swept_away_and_who_is_alive_is_spared() {
            let temp = tempfile::tempdir().unwrap();
            let folder = temp.path().join("kim");
            let (dead, alive) = (".vorlage-kim-tot", ".vorlage-kim-lebt");
            for name in [dead, alive] {
                fs::create_dir(temp.path().join(name)).unwrap();
                fs::write(temp.path().join(name).join("a.md"), "").unwrap();
            }
            let lock = File::open(temp.path().join(alive)).unwrap();
            lock.try_lock().unwrap();
            replace(&folder, &files("neu")).unwrap();
            sweep(temp.path(), OsStr::new("kim"));
            assert!(!temp.path().join(dead).exists());
            assert!(temp.path().join(alive).join("a.md").exists());
        }

        #[test]
        fn a_link_to_a_folder_stays_a_link() {
            let temp = tempfile::tempdir().unwrap();
            let (folder, link) = (temp.path().join("wirklich"), temp.path().join("kim"));
            fs::create_dir(&folder).unwrap();
            std::os::unix::fs::symlink(&folder, &link).unwrap();
            replace(&link, &files("neu")).unwrap();
            assert!(link.is_symlink());
            assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), "neu");
        }

        #[test]
        fn what_came_just_before_the_exchange_is_brought_over() {
            let temp = tempfile::tempdir().unwrap();
            let (old, new) = (temp.path().join("alt"), temp.path().join("neu"));
            for folder in [&old, &new] {
                fs::create_dir_all(folder.join("ablage")).unwrap();
            }
            fs::write(old.join("a.md"), "eigene").unwrap();
            fs::write(old.join("gleich"), "gleich").unwrap();
            fs::hard_link(old.join("gleich"), new.join("gleich")).unwrap();
            fs::write(old.join("ablage/spaet"), "spät").unwrap();
            fs::write(old.join("ersetzt"), "neu").unwrap();
            fs::write(new.join("ersetzt"), "alt").unwrap();
            let own = BTreeSet::from([PathBuf::from("a.md")]);
            rescue(&old, &new, Path::new(""), &own);
            let text = |name: &str| fs::read_to_string(new.join(name)).ok();
            assert_eq!(text("ablage/spaet").as_deref(), Some("spät"));
            assert_eq!(text("ersetzt").as_deref(), Some("neu"));
            assert_eq!((text("gleich").as_deref(), text("a.md")), (Some("gleich"), None));
        }
    }
}
