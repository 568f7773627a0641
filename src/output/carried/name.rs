//! Names of attachments: paths that every PDF reader and every disk can take.
//!
//! What is not a plain ASCII character stands as `%` and two hexadecimal digits
//! per byte, so that the name can be turned back into the path it was.

use std::fmt::Write as _;

/// The name of the file at `path`, whose parts are divided by `/`.
pub(super) fn of(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/._- ".contains(&byte) {
            name.push(byte.into());
        } else {
            // Writing to a String cannot fail.
            let _ = write!(name, "%{byte:02X}");
        }
    }
    name
}

/// The path whose name is `name`; none where no path has it.
pub(super) fn path(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            _ => byte,
        };
        bytes.push(byte);
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    (of(&path) == name && path.split('/').all(is_plain)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_turned_back() {
        for plain in ["daten/a.yaml", "daten/texte/10-ziele.md", "Kosten 2021_2.yaml"] {
            assert_eq!(of(plain), plain);
            assert_eq!(path(plain).as_deref(), Some(plain));
        }
        assert_eq!(of("Über/50%.md"), "%C3%9Cber/50%25.md");
        assert_eq!(path("%C3%9Cber/50%25.md").as_deref(), Some("Über/50%.md"));
    }

    #[test]
    fn only_names_of_plain_paths_are_taken() {
        for name in
            ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "%41", "%C3", "%4", "%zz", "ü", "%00"]
        {
            assert_eq!(path(name), None, "{name}");
        }
    }
}
