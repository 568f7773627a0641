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

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};

    use rustix::fs::{XattrFlags, getxattr, setxattr};

    const NAME: &str = "user.vorlage.test";

    #[test]
    fn owner_rights_and_attributes_are_passed_on() {
        let temp = tempfile::tempdir().unwrap();
        let (old, new) = (temp.path().join("a"), temp.path().join("b"));
        fs::write(&old, "alt").unwrap();
        fs::write(&new, "neu").unwrap();
        fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
        // Only root may give a file away, and not every disk has attributes.
        let _ = chown(&old, Some(4_321), Some(4_322));
        let value: &[u8] = match setxattr(&old, NAME, b"Wert", XattrFlags::empty()) {
            Ok(()) => b"Wert",
            Err(_) => b"",
        };
        keep(&old, &new).unwrap();
        let of = |path: &Path| {
            let meta = fs::metadata(path).unwrap();
            (meta.uid(), meta.gid(), meta.permissions().mode() & 0o777)
        };
        assert_eq!(of(&new), of(&old));
        assert_eq!(of(&new).2, 0o640);
        let mut kept = [0; 10];
        let length = getxattr(&new, NAME, &mut kept[..]).unwrap_or(0);
        assert_eq!(&kept[..length], value);
        assert_eq!(fs::read_to_string(&new).unwrap(), "neu");
    }

    #[test]
    fn a_file_that_was_not_there_has_nothing_to_pass_on() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("b"), "neu").unwrap();
        keep(&temp.path().join("a"), &temp.path().join("b")).unwrap();
    }
}
