//! What is carried out: the programme, its periods and its Bausteine.

use std::collections::BTreeMap;

use super::Placed;
use crate::period::Zeitraum;

/// The programme that the paper is about.
#[derive(Debug, Clone)]
pub struct Programm {
    /// Its full name.
    pub name: String,
    /// Its short name, such as `KIM`.
    pub kurz: Option<String>,
    /// Its periods by key, such as `foerderung`.
    pub zeitraeume: BTreeMap<String, Placed<Zeitraum>>,
    /// Its Förderbausteine in their order.
    pub bausteine: Vec<Baustein>,
}

/// A part of the programme that is funded by itself.
#[derive(Debug, Clone)]
pub struct Baustein {
    /// The key by which data refers to it.
    pub id: String,
    /// Its number, such as `1`.
    pub nummer: String,
    /// Its name.
    pub name: String,
    /// Whether the city carries it out.
    pub umgesetzt: bool,
}
