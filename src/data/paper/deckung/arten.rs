//! The kinds of cover: which need each of them can serve, and what has to be said of it.
//!
//! Every need is covered by its own kind: Auszahlungen by money, not by fewer
//! Aufwendungen, and a Verpflichtungsermächtigung by another one.

use crate::data::record::choice::choice;
use crate::data::{Plan, Zeilenart};

choice! {
    /// What a budget year needs cover for, as a sentence names it.
    pub enum Bedarf {
        /// Aufwendungen that Erträge leave open, in the Ergebnisplan.
        Ergebnis = "ergebnis", "Aufwendungen", "Aufwendungen, die Erträge offenlassen";
        /// Auszahlungen for investments that the budget does not provide.
        Auszahlung = "auszahlung", "Auszahlungen",
            "Auszahlungen für Investitionen, die der Haushalt nicht vorsieht";
        /// Verpflichtungsermächtigungen (§ 85 GO NRW) that the budget does not provide.
        Verpflichtung = "verpflichtung", "Verpflichtungsermächtigungen",
            "Verpflichtungsermächtigungen, die der Haushalt nicht vorsieht";
    }
}

impl Bedarf {
    /// The plan whose lines can cover it.
    pub fn plan(self) -> Plan {
        match self {
            Self::Ergebnis => Plan::Ergebnisplan,
            Self::Auszahlung | Self::Verpflichtung => Plan::Finanzplan,
        }
    }
}

choice! {
    /// Where cover comes from, in the order in which the handbook explains it.
    pub enum Deckungsart {
        /// Fewer Aufwendungen than planned.
        Minderaufwand = "minderaufwand", "Minderaufwendungen", "Minderaufwendungen";
        /// Fewer Auszahlungen than planned.
        Minderauszahlung = "minderauszahlung", "Minderauszahlungen", "Minderauszahlungen";
        /// More Erträge than planned.
        Mehrertrag = "mehrertrag", "Mehrerträge", "Mehrerträge";
        /// More Einzahlungen than planned.
        Mehreinzahlung = "mehreinzahlung", "Mehreinzahlungen", "Mehreinzahlungen";
        /// The allgemeine Finanzwirtschaft.
        Finanzmittel = "finanzmittel", "Allgemeine Finanzwirtschaft", "Allgemeine Finanzwirtschaft";
        /// Cover for the time being, which the Jahresabschluss replaces.
        Vorlaeufig = "vorlaeufig", "Vorläufige Deckung", "Vorläufige Deckung";
        /// Within the budget of the Teilplan.
        Kompensiert = "kompensiert", "Budget des Teilplans", "Budget des Teilplans";
        /// The budget for posts of a Dezernat.
        Stellenbudget = "stellenbudget", "Stellenbudget", "Stellenbudget";
        /// Staff that the city has already: an own share in kind, without cash.
        VorhandenesPersonal = "vorhandenes_personal", "Vorhandenes Personal",
            "Vorhandenes Personal";
        /// Re-posting from another Finanzstelle.
        Umbuchung = "umbuchung", "Umbuchung", "Umbuchung";
        /// An authorisation carried over from an earlier year (§ 22 KomHVO NRW).
        Ermaechtigungsuebertragung = "ermaechtigungsuebertragung", "Übertragene Ermächtigung",
            "Übertragene Ermächtigung";
        /// Funds that the budget has already.
        Veranschlagt = "veranschlagt", "Veranschlagte Mittel", "Veranschlagte Mittel";
        /// Funds that a later budget is to have.
        SpaeterVeranschlagt = "spaeter_veranschlagt", "Spätere Veranschlagung",
            "Spätere Veranschlagung";
        /// A Verpflichtungsermächtigung that is used less.
        MinderVe = "minder_ve", "Geringere Verpflichtungsermächtigung",
            "Geringere Verpflichtungsermächtigung";
        /// Nothing: the deficit rises.
        Ungedeckt = "ungedeckt", "Ungedeckt", "Ungedeckt";
    }
}

/// What holds for one kind of cover.
pub(in crate::data) struct Rule {
    /// The needs it can serve.
    pub(in crate::data) fuer: &'static [Bedarf],
    /// Keys that it cannot do without.
    pub(in crate::data) required: &'static [&'static str],
    /// Further keys that say something of it.
    pub(in crate::data) allowed: &'static [&'static str],
    /// Whether it lies in the Teilplan of the paper where data names no other.
    im_teilplan: bool,
}

const ALL: &[Bedarf] = &[Bedarf::Ergebnis, Bedarf::Auszahlung, Bedarf::Verpflichtung];
const GELD: &[Bedarf] = &[Bedarf::Ergebnis, Bedarf::Auszahlung];
const ERGEBNIS: &[Bedarf] = &[Bedarf::Ergebnis];
const AUSZAHLUNG: &[Bedarf] = &[Bedarf::Auszahlung];
const STELLE_IM_HAUSHALT: &[&str] = &["teilplan", "zeile", "finanzstelle"];

impl Deckungsart {
    /// What holds for it.
    pub(in crate::data) fn rule(self) -> Rule {
        // The needs, required keys, further keys, and whether it lies in the Teilplan.
        let (fuer, required, allowed, im_teilplan): (_, &[&str], &[&str], _) = match self {
            Self::Minderaufwand => (ERGEBNIS, &["zeile"], &["teilplan"], true),
            Self::Minderauszahlung => (AUSZAHLUNG, &["zeile"], &["teilplan", "finanzstelle"], true),
            Self::Mehrertrag => (ERGEBNIS, &["zeile"], &["teilplan"], true),
            Self::Mehreinzahlung => (AUSZAHLUNG, &["zeile"], &["teilplan", "finanzstelle"], true),
            Self::Finanzmittel => (GELD, &["teilplan"], &["zeile"], false),
            Self::Vorlaeufig => (GELD, &[], STELLE_IM_HAUSHALT, true),
            Self::Kompensiert => (GELD, &[], &["teilplan"], true),
            Self::Stellenbudget => (ERGEBNIS, &["dezernat"], &[], false),
            Self::VorhandenesPersonal => (ERGEBNIS, &[], &[], false),
            Self::Umbuchung => (AUSZAHLUNG, &["finanzstelle"], &["teilplan", "zeile"], true),
            Self::Ermaechtigungsuebertragung => (GELD, &["aus_jahr"], STELLE_IM_HAUSHALT, true),
            Self::Veranschlagt => (ALL, &[], STELLE_IM_HAUSHALT, true),
            Self::SpaeterVeranschlagt => (ALL, &[], &[], false),
            Self::MinderVe => (
                &[Bedarf::Verpflichtung],
                &["teilplan", "faellig"],
                &["zeile", "finanzstelle"],
                false,
            ),
            Self::Ungedeckt => (GELD, &[], &[], false),
        };
        Rule { fuer, required, allowed, im_teilplan }
    }

    /// Whether it lies in the Teilplan of the paper where data names no other.
    pub fn is_in_teilplan(self) -> bool {
        self.rule().im_teilplan
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_covered_by_its_own_kind() {
        let serves = |art: Deckungsart, fuer| art.rule().fuer.contains(&fuer);
        assert!(!serves(Deckungsart::Minderaufwand, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::VorhandenesPersonal, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::Minderauszahlung, Bedarf::Ergebnis));
        assert!(!serves(Deckungsart::MinderVe, Bedarf::Auszahlung));
        assert!(!serves(Deckungsart::Minderauszahlung, Bedarf::Verpflichtung));
        assert!(serves(Deckungsart::MinderVe, Bedarf::Verpflichtung));
    }

    #[test]
    fn a_kind_names_no_key_twice() {
        for art in Deckungsart::ALL {
            let rule = art.rule();
            assert!(rule.required.iter().all(|key| !rule.allowed.contains(key)), "{art:?}");
        }
    }
}
