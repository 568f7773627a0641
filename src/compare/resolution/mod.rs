//! Reads the resolution of two versions, and says what became of its numbered items (Ziffern).

pub(in crate::compare) mod beschluss;
pub(in crate::compare) mod ziffern;
