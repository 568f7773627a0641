//! The style sheet of a page, with the colours of the city, and the digest by which the page
//! allows this sheet and no other.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::output::office::Page;

/// What holds for all cities.
const SHEET: &str = include_str!("page.css");

/// The style sheet of `page`.
pub(super) fn style(page: &Page) -> String {
    let accent = &page.accent;
    let light = lighter(accent).unwrap_or_else(|| accent.clone());
    format!("\n:root {{ --accent: #{accent}; --accent-dark: #{light}; }}\n{SHEET}")
}

/// `sheet` as a policy names it.
pub(super) fn digest(sheet: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(sheet.as_bytes())))
}

/// The colour of six `digits`, light enough to be read on a dark ground.
fn lighter(digits: &str) -> Option<String> {
    let part = |at: usize| u16::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let parts = [part(0)?, part(2)?, part(4)?];
    // Sixty hundredths of the way to white.
    let light = parts.map(|part| part + (255 - part.min(255)) * 60 / 100);
    Some(light.map(|part| format!("{part:02X}")).concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_colour_gets_light() {
        // 0x34 = 52: 52 + 203 × 0,6 = 173 = 0xAD.
        assert_eq!(lighter("340000").as_deref(), Some("AD9999"));
        assert_eq!(lighter("ß"), None);
    }
}
