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
pub(in crate::data) struct Rule {
    pub(in crate::data) art: Deckungsart,
    /// Its key in data.
    pub(in crate::data) schluessel: &'static str,
    /// Its name as tables print it.
    bezeichnung: &'static str,
    /// The needs it can serve.
    pub(in crate::data) fuer: &'static [Bedarf],
    /// Keys that it cannot do without.
    pub(in crate::data) required: &'static [&'static str],
    /// Further keys that say something of it.
    pub(in crate::data) allowed: &'static [&'static str],
    /// Whether it lies in the Teilplan of the paper where data names no other.
    im_teilplan: bool,
}

const ALLE: &[Bedarf] = &[Bedarf::Ergebnis, Bedarf::Auszahlung, Bedarf::Verpflichtung];
const GELD: &[Bedarf] = &[Bedarf::Ergebnis, Bedarf::Auszahlung];
const ERGEBNIS: &[Bedarf] = &[Bedarf::Ergebnis];
const AUSZAHLUNG: &[Bedarf] = &[Bedarf::Auszahlung];
const STELLE_IM_HAUSHALT: &[&str] = &["teilplan", "zeile", "finanzstelle"];

/// Every kind, in the order in which the handbook explains them.
pub(in crate::data) const RULES: &[Rule] = &[
    Rule {
        art: Deckungsart::Minderaufwand,
        schluessel: "minderaufwand",
        bezeichnung: "Minderaufwendungen",
        fuer: ERGEBNIS,
        required: &["zeile"],
        allowed: &["teilplan"],
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Minderauszahlung,
        schluessel: "minderauszahlung",
        bezeichnung: "Minderauszahlungen",
        fuer: AUSZAHLUNG,
        required: &["zeile"],
        allowed: &["teilplan", "finanzstelle"],
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Mehrertrag,
        schluessel: "mehrertrag",
        bezeichnung: "Mehrerträge",
        fuer: ERGEBNIS,
        required: &["zeile"],
        allowed: &["teilplan"],
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Mehreinzahlung,
        schluessel: "mehreinzahlung",
        bezeichnung: "Mehreinzahlungen",
        fuer: AUSZAHLUNG,
        required: &["zeile"],
        allowed: &["teilplan", "finanzstelle"],
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Finanzmittel,
        schluessel: "finanzmittel",
        bezeichnung: "Allgemeine Finanzwirtschaft",
        fuer: GELD,
        required: &["teilplan"],
        allowed: &["zeile"],
        im_teilplan: false,
    },
    Rule {
        art: Deckungsart::Vorlaeufig,
        schluessel: "vorlaeufig",
        bezeichnung: "Vorläufige Deckung",
        fuer: GELD,
        required: &[],
        allowed: STELLE_IM_HAUSHALT,
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Kompensiert,
        schluessel: "kompensiert",
        bezeichnung: "Budget des Teilplans",
        fuer: GELD,
        required: &[],
        allowed: &["teilplan"],
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Stellenbudget,
        schluessel: "stellenbudget",
        bezeichnung: "Stellenbudget",
        fuer: ERGEBNIS,
        required: &["dezernat"],
        allowed: &[],
        im_teilplan: false,
    },
    Rule {
        art: Deckungsart::VorhandenesPersonal,
        schluessel: "vorhandenes_personal",
        bezeichnung: "Vorhandenes Personal",
        fuer: ERGEBNIS,
        required: &[],
        allowed: &[],
        im_teilplan: false,
    },
    Rule {
        art: Deckungsart::Umbuchung,
        schluessel: "umbuchung",
        bezeichnung: "Umbuchung",
        fuer: AUSZAHLUNG,
        required: &["finanzstelle"],
        allowed: &["teilplan", "zeile"],
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Ermaechtigungsuebertragung,
        schluessel: "ermaechtigungsuebertragung",
        bezeichnung: "Übertragene Ermächtigung",
        fuer: GELD,
        required: &["aus_jahr"],
        allowed: STELLE_IM_HAUSHALT,
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::Veranschlagt,
        schluessel: "veranschlagt",
        bezeichnung: "Veranschlagte Mittel",
        fuer: ALLE,
        required: &[],
        allowed: STELLE_IM_HAUSHALT,
        im_teilplan: true,
    },
    Rule {
        art: Deckungsart::SpaeterVeranschlagt,
        schluessel: "spaeter_veranschlagt",
        bezeichnung: "Spätere Veranschlagung",
        fuer: ALLE,
        required: &[],
        allowed: &[],
        im_teilplan: false,
    },
    Rule {
        art: Deckungsart::MinderVe,
        schluessel: "minder_ve",
        bezeichnung: "Geringere Verpflichtungsermächtigung",
        fuer: &[Bedarf::Verpflichtung],
        required: &["teilplan", "faellig"],
        allowed: &["zeile", "finanzstelle"],
        im_teilplan: false,
    },
    Rule {
        art: Deckungsart::Ungedeckt,
        schluessel: "ungedeckt",
        bezeichnung: "Ungedeckt",
        fuer: GELD,
        required: &[],
        allowed: &[],
        im_teilplan: false,
    },
];

impl Deckungsart {
    /// Its key in data, by which templates choose its wording.
    pub fn schluessel(self) -> &'static str {
        self.rule().map_or("", |rule| rule.schluessel)
    }

    /// Its name as tables print it.
    pub fn bezeichnung(self) -> &'static str {
        self.rule().map_or("", |rule| rule.bezeichnung)
    }

    /// Whether it lies in the Teilplan of the paper where data names no other.
    pub fn is_in_teilplan(self) -> bool {
        self.rule().is_some_and(|rule| rule.im_teilplan)
    }

    /// What its line must do, where that is not free.
    pub(in crate::data) fn zeilenart(self) -> Option<Zeilenart> {
        match self {
            Self::Minderaufwand | Self::Minderauszahlung | Self::MinderVe => {
                Some(Zeilenart::Aufwand)
            }
            Self::Mehrertrag | Self::Mehreinzahlung => Some(Zeilenart::Ertrag),
            _ => None,
        }
    }

    pub(in crate::data) fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.art == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_covered_by_its_own_kind() {
        let serves = |art: Deckungsart, fuer| art.rule().unwrap().fuer.contains(&fuer);
        assert!(!serves(Deckungsart::Minderaufwand, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::VorhandenesPersonal, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::Minderauszahlung, Bedarf::Ergebnis));
        assert!(!serves(Deckungsart::MinderVe, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::Minderauszahlung, Bedarf::Verpflichtung));
        assert!(serves(Deckungsart::MinderVe, Bedarf::Verpflichtung));
    }

    #[test]
    fn a_kind_has_one_rule_and_names_no_key_twice() {
        for rule in RULES {
            let of_art = RULES.iter().filter(|other| other.art == rule.art);
            assert_eq!(of_art.count(), 1, "{}", rule.schluessel);
            assert!(rule.required.iter().all(|key| !rule.allowed.contains(key)));
        }
    }
}
