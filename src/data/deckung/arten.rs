//! The kinds of cover: which need each of them can serve, and what has to be said of it.
//!
//! Every need is covered by its own kind: Auszahlungen by money, not by fewer
//! Aufwendungen, and a Verpflichtungsermächtigung by another one.

use crate::data::{Plan, Zeilenart};

/// What a budget year needs cover for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bedarf {
    /// Aufwendungen that Erträge leave open, in the Ergebnisplan.
    Ergebnis,
    /// Auszahlungen for investments that the budget does not provide.
    Auszahlung,
    /// Verpflichtungsermächtigungen (§ 85 GO NRW) that the budget does not provide.
    Verpflichtung,
}

impl Bedarf {
    /// All of them with their keys in data.
    pub const ALL: [(&'static str, Self); 3] = [
        ("ergebnis", Self::Ergebnis),
        ("auszahlung", Self::Auszahlung),
        ("verpflichtung", Self::Verpflichtung),
    ];

    /// Its key in data and in the names of figures.
    pub fn schluessel(self) -> &'static str {
        match self {
            Self::Ergebnis => "ergebnis",
            Self::Auszahlung => "auszahlung",
            Self::Verpflichtung => "verpflichtung",
        }
    }

    /// What it is in a sentence, in the accusative.
    pub fn bezeichnung(self) -> &'static str {
        match self {
            Self::Ergebnis => "Aufwendungen",
            Self::Auszahlung => "Auszahlungen",
            Self::Verpflichtung => "Verpflichtungsermächtigungen",
        }
    }

    /// The plan whose lines can cover it.
    pub fn plan(self) -> Plan {
        match self {
            Self::Ergebnis => Plan::Ergebnisplan,
            Self::Auszahlung | Self::Verpflichtung => Plan::Finanzplan,
        }
    }
}

/// Where cover comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deckungsart {
    /// Fewer Aufwendungen than planned.
    Minderaufwand,
    /// Fewer Auszahlungen than planned.
    Minderauszahlung,
    /// More Erträge than planned.
    Mehrertrag,
    /// More Einzahlungen than planned.
    Mehreinzahlung,
    /// The allgemeine Finanzwirtschaft.
    Finanzmittel,
    /// Cover for the time being, which the Jahresabschluss replaces.
    Vorlaeufig,
    /// Within the budget of the Teilplan.
    Kompensiert,
    /// The budget for posts of a Dezernat.
    Stellenbudget,
    /// Staff that the city has already: an own share in kind, without cash.
    VorhandenesPersonal,
    /// Re-posting from another Finanzstelle.
    Umbuchung,
    /// An authorisation carried over from an earlier year (§ 22 KomHVO NRW).
    Ermaechtigungsuebertragung,
    /// Funds that the budget has already.
    Veranschlagt,
    /// Funds that a later budget is to have.
    SpaeterVeranschlagt,
    /// A Verpflichtungsermächtigung that is used less.
    MinderVe,
    /// Nothing: the deficit rises.
    Ungedeckt,
}

/// What holds for one kind of cover.
pub(super) struct Regel {
    pub(super) art: Deckungsart,
    /// Its key in data.
    pub(super) schluessel: &'static str,
    /// Its name as tables print it.
    bezeichnung: &'static str,
    /// The needs it can serve.
    pub(super) fuer: &'static [Bedarf],
    /// Keys that it cannot do without.
    pub(super) verlangt: &'static [&'static str],
    /// Further keys that say something of it.
    pub(super) erlaubt: &'static [&'static str],
    /// Whether it lies in the Teilplan of the paper where data names no other.
    im_teilplan: bool,
}

const ALLE: &[Bedarf] = &[Bedarf::Ergebnis, Bedarf::Auszahlung, Bedarf::Verpflichtung];
const GELD: &[Bedarf] = &[Bedarf::Ergebnis, Bedarf::Auszahlung];
const ERGEBNIS: &[Bedarf] = &[Bedarf::Ergebnis];
const AUSZAHLUNG: &[Bedarf] = &[Bedarf::Auszahlung];
const STELLE_IM_HAUSHALT: &[&str] = &["teilplan", "zeile", "finanzstelle"];

/// Every kind, in the order in which the handbook explains them.
pub(super) const REGELN: &[Regel] = &[
    Regel {
        art: Deckungsart::Minderaufwand,
        schluessel: "minderaufwand",
        bezeichnung: "Minderaufwendungen",
        fuer: ERGEBNIS,
        verlangt: &["zeile"],
        erlaubt: &["teilplan"],
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Minderauszahlung,
        schluessel: "minderauszahlung",
        bezeichnung: "Minderauszahlungen",
        fuer: AUSZAHLUNG,
        verlangt: &["zeile"],
        erlaubt: &["teilplan", "finanzstelle"],
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Mehrertrag,
        schluessel: "mehrertrag",
        bezeichnung: "Mehrerträge",
        fuer: ERGEBNIS,
        verlangt: &["zeile"],
        erlaubt: &["teilplan"],
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Mehreinzahlung,
        schluessel: "mehreinzahlung",
        bezeichnung: "Mehreinzahlungen",
        fuer: AUSZAHLUNG,
        verlangt: &["zeile"],
        erlaubt: &["teilplan", "finanzstelle"],
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Finanzmittel,
        schluessel: "finanzmittel",
        bezeichnung: "Allgemeine Finanzwirtschaft",
        fuer: GELD,
        verlangt: &["teilplan"],
        erlaubt: &["zeile"],
        im_teilplan: false,
    },
    Regel {
        art: Deckungsart::Vorlaeufig,
        schluessel: "vorlaeufig",
        bezeichnung: "Vorläufige Deckung",
        fuer: GELD,
        verlangt: &[],
        erlaubt: STELLE_IM_HAUSHALT,
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Kompensiert,
        schluessel: "kompensiert",
        bezeichnung: "Budget des Teilplans",
        fuer: GELD,
        verlangt: &[],
        erlaubt: &["teilplan"],
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Stellenbudget,
        schluessel: "stellenbudget",
        bezeichnung: "Stellenbudget",
        fuer: ERGEBNIS,
        verlangt: &["dezernat"],
        erlaubt: &[],
        im_teilplan: false,
    },
    Regel {
        art: Deckungsart::VorhandenesPersonal,
        schluessel: "vorhandenes_personal",
        bezeichnung: "Vorhandenes Personal",
        fuer: ERGEBNIS,
        verlangt: &[],
        erlaubt: &[],
        im_teilplan: false,
    },
    Regel {
        art: Deckungsart::Umbuchung,
        schluessel: "umbuchung",
        bezeichnung: "Umbuchung",
        fuer: AUSZAHLUNG,
        verlangt: &["finanzstelle"],
        erlaubt: &["teilplan", "zeile"],
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Ermaechtigungsuebertragung,
        schluessel: "ermaechtigungsuebertragung",
        bezeichnung: "Übertragene Ermächtigung",
        fuer: GELD,
        verlangt: &["aus_jahr"],
        erlaubt: STELLE_IM_HAUSHALT,
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::Veranschlagt,
        schluessel: "veranschlagt",
        bezeichnung: "Veranschlagte Mittel",
        fuer: ALLE,
        verlangt: &[],
        erlaubt: STELLE_IM_HAUSHALT,
        im_teilplan: true,
    },
    Regel {
        art: Deckungsart::SpaeterVeranschlagt,
        schluessel: "spaeter_veranschlagt",
        bezeichnung: "Spätere Veranschlagung",
        fuer: ALLE,
        verlangt: &[],
        erlaubt: &[],
        im_teilplan: false,
    },
    Regel {
        art: Deckungsart::MinderVe,
        schluessel: "minder_ve",
        bezeichnung: "Geringere Verpflichtungsermächtigung",
        fuer: &[Bedarf::Verpflichtung],
        verlangt: &["teilplan", "faellig"],
        erlaubt: &["zeile", "finanzstelle"],
        im_teilplan: false,
    },
    Regel {
        art: Deckungsart::Ungedeckt,
        schluessel: "ungedeckt",
        bezeichnung: "Ungedeckt",
        fuer: GELD,
        verlangt: &[],
        erlaubt: &[],
        im_teilplan: false,
    },
];

impl Deckungsart {
    /// Its key in data, by which templates choose its wording.
    pub fn schluessel(self) -> &'static str {
        self.regel().map_or("", |regel| regel.schluessel)
    }

    /// Its name as tables print it.
    pub fn bezeichnung(self) -> &'static str {
        self.regel().map_or("", |regel| regel.bezeichnung)
    }

    /// Whether it lies in the Teilplan of the paper where data names no other.
    pub fn is_in_teilplan(self) -> bool {
        self.regel().is_some_and(|regel| regel.im_teilplan)
    }

    /// What its line must do, where that is not free.
    pub(super) fn zeilenart(self) -> Option<Zeilenart> {
        match self {
            Self::Minderaufwand | Self::Minderauszahlung | Self::MinderVe => {
                Some(Zeilenart::Aufwand)
            }
            Self::Mehrertrag | Self::Mehreinzahlung => Some(Zeilenart::Ertrag),
            _ => None,
        }
    }

    pub(super) fn regel(self) -> Option<&'static Regel> {
        REGELN.iter().find(|regel| regel.art == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_covered_by_its_own_kind() {
        let serves = |art: Deckungsart, fuer| art.regel().unwrap().fuer.contains(&fuer);
        assert!(!serves(Deckungsart::Minderaufwand, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::VorhandenesPersonal, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::Minderauszahlung, Bedarf::Ergebnis));
        assert!(!serves(Deckungsart::MinderVe, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::Minderauszahlung, Bedarf::Verpflichtung));
        assert!(serves(Deckungsart::MinderVe, Bedarf::Verpflichtung));
    }

    #[test]
    fn a_kind_has_one_rule_and_names_no_key_twice() {
        for regel in REGELN {
            let of_art = REGELN.iter().filter(|other| other.art == regel.art);
            assert_eq!(of_art.count(), 1, "{}", regel.schluessel);
            assert!(regel.verlangt.iter().all(|key| !regel.erlaubt.contains(key)));
        }
    }
}
