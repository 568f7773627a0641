//! Reads XML that nobody vouches for as a row of tags and text.
//!
//! Names are read without their prefix. A file that declares entities of its own is refused:
//! no office program writes any, and they can unfold without end.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::unreadable::OfficeUnreadable;
use crate::limits::{XML_DEPTH, XML_NODES};

/// What is read.
pub(super) enum Piece<'a> {
    /// A tag is opened.
    Open(&'a Tag<'a>),
    /// The tag of this name is closed.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

/// An open tag.
pub(super) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of its attribute of this name, whatever the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes().flatten();
        let found = attributes.find(|own| own.key.local_name().into_inner() == name)?;
        // Line ends are kept: what stands there says what it is.
        quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
    }

    /// The same as a number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.parse().ok()
    }
}

/// Lets `hear` hear of all that stands in `xml`.
pub(super) fn read(xml: &str, hear: &mut dyn FnMut(Piece<'_>)) -> Result<(), OfficeUnreadable> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    let mut left = XML_NODES;
    loop {
        left = left.checked_sub(1).ok_or(OfficeUnreadable::TooLarge)?;
        match reader.read_event().map_err(|_| OfficeUnreadable::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > XML_DEPTH {
                    return Err(OfficeUnreadable::TooLarge);
                }
                hear(Piece::Open(&Tag(&tag)));
            }
            Event::Empty(tag) => {
                hear(Piece::Open(&Tag(&tag)));
                hear(Piece::Close(tag.local_name().into_inner()));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                hear(Piece::Close(tag.local_name().into_inner()));
            }
            Event::Text(text) => hear(Piece::Text(&text.xml10_content())),
            Event::CData(text) => hear(Piece::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let character =
                    reference.resolve_char_ref().map_err(|_| OfficeUnreadable::Damaged)?;
                match character {
                    Some(character) => hear(Piece::Text(character.encode_utf8(&mut [0; 4]))),
                    None => {
                        let text = resolve_predefined_entity(&reference);
                        hear(Piece::Text(text.ok_or(OfficeUnreadable::Damaged)?));
                    }
                }
            }
            Event::DocType(_) => return Err(OfficeUnreadable::Damaged),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(OfficeUnreadable::Damaged),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}
