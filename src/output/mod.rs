//! Turns a finished [`Document`](crate::document::Document) into files' bytes.
