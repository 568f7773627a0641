//! How far a run over many papers has come, and how long it took.

use std::path::Path;
use std::time::Duration;

/// The line before the paper at `index` of `count`; a single paper needs none.
pub(super) fn heading(index: usize, count: usize, path: &Path) -> Option<String> {
    (count > 1).then(|| format!("[{}/{count}] {}\n", index + 1, path.display()))
}

/// A time in seconds with two decimal places, as `0,07 s`.
pub(super) fn seconds(time: Duration) -> String {
    let hundredths = (time.as_millis() + 5) / 10;
    format!("{},{:02} s", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_papers_where_there_are_several() {
        let path = Path::new("data/kim");
        assert_eq!(heading(11, 100, path).as_deref(), Some("[12/100] data/kim\n"));
        assert_eq!(heading(0, 1, path), None);
    }

    #[test]
    fn rounds_to_hundredths_of_a_second() {
        let text = |millis| seconds(Duration::from_millis(millis));
        assert_eq!(
            (text(0), text(74), text(75)),
            ("0,00 s".into(), "0,07 s".into(), "0,08 s".into())
        );
        assert_eq!(text(61_999), "62,00 s");
    }
}
