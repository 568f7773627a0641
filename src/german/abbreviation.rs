//! Tells whether a full stop ends a sentence, or belongs to an abbreviation or to an ordinal.
//!
//! Where it is not known a sentence ends, so that nothing is torn: two sentences in one are
//! still compared word by word.

/// Abbreviations after which a word may begin with a capital letter and no sentence does.
const ABBREVIATIONS: [&str; 45] = [
    "Abb", "Abs", "Abt", "Anl", "Anm", "Aufl", "Az", "Bd", "Bl", "Buchst", "Bzw", "Dr", "Fr", "Hr",
    "Kap", "Lfd", "Lg", "Mio", "Mrd", "Nr", "Nrn", "Prof", "St", "Str", "Tel", "Tsd", "Vgl",
    "Ziff", "allg", "bes", "betr", "bspw", "bzgl", "bzw", "ca", "einschl", "evtl", "gem", "ggf",
    "inkl", "insb", "lfd", "rd", "sog", "vgl",
];

/// How many digits an ordinal has at most; a year is no ordinal.
const ORDINAL: usize = 2;

/// Whether a full stop after the word `text` does not end a sentence.
pub fn is_abbreviated(text: &str) -> bool {
    // What is joined by full stops or hyphens counts by its last part: `z.B.`, `Lfd.-Nr.`.
    let last = text.rsplit(['.', '-', '/']).next().unwrap_or(text);
    let is_letter = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let is_ordinal = text.len() <= ORDINAL && text.bytes().all(|byte| byte.is_ascii_digit());
    is_letter || is_ordinal || ABBREVIATIONS.contains(&last)
}
