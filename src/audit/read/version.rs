//! The words by which a paper tells two versions (Fassungen) apart that it puts beside each
//! other.

/// Whether `word`, in small letters, names the earlier of two versions.
pub(in crate::audit) fn is_earlier(word: &str) -> bool {
    const WORDS: [&str; 10] = [
        "bisher",
        "bisherige",
        "bisheriger",
        "alt",
        "alte",
        "alter",
        "frühere",
        "früherer",
        "ursprünglich",
        "ursprüngliche",
    ];
    WORDS.contains(&word)
}

/// Whether `word`, in small letters, names the later of two versions.
pub(in crate::audit) fn is_later(word: &str) -> bool {
    ["neu", "neue", "neuer", "nunmehr", "diese", "dieser"].contains(&word)
}
