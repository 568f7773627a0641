//! Turns drawn glyphs into runs of text.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask,
};
use kurbo::{Affine, BezPath, Point};

use super::page_text::{Run, WORD_GAP};

/// A gap of this part of the size separates runs, such as the cells of a table.
const CELL_GAP: f64 = 0.6;

/// The width of a glyph in a thousandth of its size, where its font does not say.
const SOME_WIDTH: f64 = 500.0;

/// Collects what a page draws; everything but glyphs is ignored.
pub(super) struct Pen {
    runs: Vec<Run>,
    /// For each open marked content whether it, or one around it, is an artifact.
    marked: Vec<bool>,
    /// The last glyph and its place: filled and stroked, it is drawn twice.
    last: Option<(String, f64, f64)>,
    left: Option<usize>,
}

impl Pen {
    /// A pen that draws at most `most` glyphs.
    pub(super) fn new(most: usize) -> Self {
        Self { runs: Vec::new(), marked: Vec::new(), last: None, left: Some(most) }
    }

    /// The runs, or `None` where there were too many glyphs; `left` becomes how many
    /// are left to be drawn.
    pub(super) fn finish(self, left: &mut usize) -> Option<Vec<Run>> {
        *left = self.left?;
        Some(self.runs)
    }

    fn glyph(&mut self, text: String, place: Affine, advance: f64) {
        let (start, end) = (place * Point::ZERO, place * Point::new(advance, 0.0));
        // The height of a glyph: rotated or not, the second column of the transform.
        let [_, _, c, d, ..] = place.as_coeffs();
        let size = c.hypot(d) * 1000.0;
        if !(start.x.is_finite() && start.y.is_finite() && end.x.is_finite() && size.is_finite()) {
            return;
        }
        let drawn = Some((text, start.x, start.y));
        if drawn == self.last {
            return;
        }
        self.last = drawn;
        let Some((text, ..)) = &self.last else { return };
        let artifact = self.marked.last().copied().unwrap_or(false);
        match self.runs.last_mut() {
            Some(run) if run.artifact == artifact && follows(run, start, size) => {
                let gap = start.x - run.end;
                if gap > size * WORD_GAP
                    && !run.text.ends_with(is_blank)
                    && !text.starts_with(is_blank)
                {
                    run.text.push(' ');
                }
                run.text.push_str(text);
                run.end = end.x;
            }
            _ => self.runs.push(Run {
                text: text.clone(),
                x: start.x,
                y: start.y,
                end: end.x,
                size,
                artifact,
            }),
        }
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace()
}

/// Whether a glyph of `size` that begins at `start` continues `run`. Smaller or
/// larger glyphs do, as long as they stand on the line: a raised digit of a footnote
/// does not.
fn follows(run: &Run, start: Point, size: f64) -> bool {
    let gap = start.x - run.end;
    // In justified lines blanks grow.
    let widest = if run.text.ends_with(is_blank) { 4.0 * CELL_GAP } else { CELL_GAP };
    (start.y - run.y).abs() < 0.1 * size.min(run.size) && gap > -0.5 * size && gap < widest * size
}

impl<'a> Device<'a> for Pen {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.left = self.left.and_then(|left| left.checked_sub(1));
        if self.left.is_none() {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width().map_or(SOME_WIDTH, f64::from),
            Glyph::Type3(_) => SOME_WIDTH,
        };
        self.glyph(text, transform * glyph_transform, advance);
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        let inside = self.marked.last().copied().unwrap_or(false);
        self.marked.push(inside || tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
