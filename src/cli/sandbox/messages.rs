//! What a run in the sandbox says: text for the user, which is copied as it comes, and between
//! control characters what it works on, which is kept.
//!
//! When the runtime of the language ends a run, it says so in its own words; these are
//! held back and read, since the user is told in German.

use std::io::{Read, Write};

/// Stands before and behind what is no text for the user; no message has it.
pub(super) const CONTROL: char = '\0';

/// What the runtime says when memory is used up.
const MEMORY: &str = "memory allocation of ";

/// What it says of a stack that is used up; the name of the thread stands between.
const STACK: (&str, &str) = ("thread '", "has overflowed its stack");

/// Beginnings of lines that the runtime writes.
const RUNTIME: [&str; 3] = [MEMORY, STACK.0, "fatal runtime error: "];

/// What was heard of a run.
#[derive(Debug, Default)]
pub(super) struct Messages {
    /// The work that was begun and not ended.
    pub(super) work: Option<String>,
    /// What it works on, where that was said.
    pub(super) path: Option<String>,
    /// Why the run gave up.
    pub(super) panic: Option<String>,
    /// Whether memory was used up.
    pub(super) is_out_of_memory: bool,
    /// Whether the stack was used up.
    pub(super) is_too_deep: bool,
    /// What was said since the last control character, where one is open.
    control: Option<Vec<u8>>,
    /// The beginning of a line that may be of the runtime.
    held: Vec<u8>,
    /// All from the first line of the runtime on.
    last_words: Option<Vec<u8>>,
    /// Whether the line is the user's for sure.
    is_passed: bool,
}

impl Messages {
    /// Copies `stream` to `user` until it ends.
    pub(super) fn copy(&mut self, mut stream: impl Read, user: &mut dyn Write) {
        let mut buffer = [0; 16_384];
        while let Ok(length @ 1..) = stream.read(&mut buffer) {
            let mut text = Vec::with_capacity(length);
            for byte in buffer.get(..length).unwrap_or_default() {
                self.take(*byte, &mut text);
            }
            // A reader that left is no reason to stop hearing what is worked on.
            let _ = user.write_all(&text).and_then(|()| user.flush());
        }
        let rest = std::mem::take(&mut self.held);
        if !self.is_of_runtime(&rest) {
            let _ = user.write_all(&rest).and_then(|()| user.flush());
        }
    }

    /// What was held back although the run ended by itself.
    pub(super) fn held_back(&self) -> &[u8] {
        self.last_words.as_deref().unwrap_or_default()
    }

    fn take(&mut self, byte: u8, text: &mut Vec<u8>) {
        if byte == CONTROL as u8 {
            match self.control.take() {
                Some(said) => self.hear(&String::from_utf8_lossy(&said)),
                None => self.control = Some(Vec::new()),
            }
            return;
        }
        if let Some(said) = &mut self.control {
            said.push(byte);
            return;
        }
        if let Some(words) = &mut self.last_words {
            words.push(byte);
            return;
        }
        if self.is_passed {
            self.is_passed = byte != b'\n';
            text.push(byte);
            return;
        }
        self.held.push(byte);
        if byte == b'\n' {
            let line = std::mem::take(&mut self.held);
            if !self.is_of_runtime(&line) {
                text.extend(line);
            }
        } else if !self.may_be_of_runtime() {
            text.append(&mut self.held);
            self.is_passed = true;
        }
    }

    fn may_be_of_runtime(&self) -> bool {
        RUNTIME.iter().any(|start| {
            let shorter = start.len().min(self.held.len());
            start.as_bytes().get(..shorter) == self.held.get(..shorter)
        })
    }

    /// Whether `line` is one of the runtime, whose meaning is kept.
    fn is_of_runtime(&mut self, line: &[u8]) -> bool {
        let line = String::from_utf8_lossy(line);
        self.is_out_of_memory |= line.starts_with(MEMORY);
        self.is_too_deep |= line.starts_with(STACK.0) && line.contains(STACK.1);
        let is_last = RUNTIME.iter().any(|start| line.starts_with(start));
        if is_last {
            self.last_words.get_or_insert_default().extend(line.as_bytes());
        }
        is_last
    }

    fn hear(&mut self, said: &str) {
        let Some((topic, text)) = said.split_once('\t') else { return };
        let text = Some(text.to_owned()).filter(|text| !text.is_empty());
        match topic {
            "work" => self.work = text,
            "path" => self.path = text,
            "panic" => self.panic = text,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(stream: &[u8], seen: &str) -> Messages {
        let (mut messages, mut user) = (Messages::default(), Vec::new());
        messages.copy(stream, &mut user);
        assert_eq!(String::from_utf8(user).unwrap(), seen);
        messages
    }

    #[test]
    fn text_is_copied_and_what_is_worked_on_is_kept() {
        let heard =
            case(b"Fehler\n\0work\tpdf\0mem\n\0path\tx.pdf\0weiter? ", "Fehler\nmem\nweiter? ");
        assert_eq!((heard.work.as_deref(), heard.path.as_deref()), (Some("pdf"), Some("x.pdf")));
        let ended = case(b"\0work\tpdf\0\0work\t\0", "");
        assert_eq!(ended.work, None);
    }

    #[test]
    fn the_words_of_the_runtime_are_read_and_not_shown() {
        let heard = case(b"a\nmemory allocation of 5 bytes failed\nstack backtrace:\n", "a\n");
        assert!(heard.is_out_of_memory && !heard.is_too_deep);
        let heard = case(
            b"\nthread 'main' (7) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n",
            "\n",
        );
        assert!(heard.is_too_deep && !heard.is_out_of_memory);
        let heard = case(b"thread '\nb\n", "");
        assert_eq!(heard.held_back(), b"thread '\nb\n");
    }
}
