//! What a file keeps when another takes its place: owner, rights, and extended attributes.
//!
//! Further names of the file (hard links) keep the old content: a copy that was put aside
//! by linking is a copy.

use std::fs;
use std::io;
use std::path::Path;

/// Gives the file `new` what `old` has, if that is there. Only for the rights it matters
/// whether it can be done: what else the system refuses was not this user's to give.
pub(super) fn keep(old: &Path, new: &Path) -> io::Result<()> {
    let Ok(meta) = fs::metadata(old) else { return Ok(()) };
    system::keep(old, &meta, new);
    fs::set_permissions(new, meta.permissions())
}

#[cfg(unix)]
mod system {
    use std::fs::Metadata;
    use std::os::unix::fs::{MetadataExt as _, chown};
    use std::path::Path;

    pub(super) fn keep(old: &Path, meta: &Metadata, new: &Path) {
        // A group may be given by whom the owner may not.
        let _ = chown(new, None, Some(meta.gid()));
        let _ = chown(new, Some(meta.uid()), None);
        attributes(old, new);
    }

    /// The most that is asked for, in bytes; the system allows no more.
    #[cfg(target_os = "linux")]
    const MOST: usize = 65_536;

    #[cfg(target_os = "linux")]
    fn attributes(old: &Path, new: &Path) {
        use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};

        let mut names = vec![0; MOST];
        let length = listxattr(old, &mut names[..]).unwrap_or(0);
        let names = names.get(..length).unwrap_or_default();
        for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let mut value = vec![0; MOST];
            let Ok(length) = getxattr(old, name, &mut value[..]) else { continue };
            let value = value.get(..length).unwrap_or_default();
            let _ = setxattr(new, name, value, XattrFlags::empty());
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn attributes(_: &Path, _: &Path) {}
}

#[cfg(not(unix))]
mod system {
    use std::fs::Metadata;
    use std::path::Path;

    pub(super) fn keep(_: &Path, _: &Metadata, _: &Path) {}
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::super::write::write_all;
    use super::*;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};

    use rustix::fs::{XattrFlags, getxattr, setxattr};

    const NAME: &str = "user.vorlage.test";

    /// Two files, of which one stands alone, are rewritten: one by itself, both by exchange.
    #[test]
    fn owner_rights_and_attributes_stay() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("kim");
        let write = |names: &[&str], content: &str| {
            let files: Vec<_> =
                names.iter().map(|name| ((*name).to_owned(), content.into())).collect();
            write_all(&folder, &files).unwrap();
        };
        write(&["a.md", "b.md"], "alt");
        let has_attributes = ["a.md", "b.md"].map(|name| {
            let path = folder.join(name);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            // Only root may give a file away, and not every disk has attributes.
            let _ = chown(&path, Some(4_321), Some(4_322));
            setxattr(&path, NAME, b"Wert", XattrFlags::empty()).is_ok()
        });
        let before = fs::metadata(folder.join("a.md")).unwrap();
        for (names, content) in [(&["a.md"][..], "neu"), (&["a.md", "b.md"], "neuer")] {
            write(names, content);
            for (name, has_attributes) in ["a.md", "b.md"].iter().zip(has_attributes) {
                let path = folder.join(name);
                let meta = fs::metadata(&path).unwrap();
                assert_eq!((meta.uid(), meta.gid()), (before.uid(), before.gid()));
                assert_eq!(meta.permissions().mode() & 0o777, 0o640);
                let mut value = vec![0; 10];
                let length = getxattr(&path, NAME, &mut value[..]).unwrap_or(0);
                assert_eq!(&value[..length], if has_attributes { &b"Wert"[..] } else { b"" });
            }
            assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), content);
        }
    }

    /// A copy that was made by linking stays what it was.
    #[test]
    fn a_linked_copy_keeps_the_old_content() {
        let temp = tempfile::tempdir().unwrap();
        let write = |content: &str| {
            write_all(temp.path(), &[("a.md".to_owned(), content.into())]).unwrap();
        };
        write("alt");
        fs::hard_link(temp.path().join("a.md"), temp.path().join("kopie")).unwrap();
        write("neu");
        assert_eq!(fs::read_to_string(temp.path().join("a.md")).unwrap(), "neu");
        assert_eq!(fs::read_to_string(temp.path().join("kopie")).unwrap(), "alt");
    }
}
