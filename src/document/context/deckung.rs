//! The cover of a need, for the clauses: its entries in the order of the ledger, what is
//! declared uncovered apart from them.

use crate::finance::{Name, Subject};
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::marker::Marker;
use super::vorbehalt::Vorbehalt;
use crate::data::{
    Bedarf, Bereitstellung, Deckung, Deckungsart, Investition, Paper, Teilplan, Verpflichtung,
};
use crate::document::facts::budget;
use crate::document::written;
use crate::period::Jahr;

/// What the ledger says of one need.
#[derive(Serialize)]
pub(super) struct Cover {
    /// What needs cover.
    pub(super) bedarf: Option<String>,
    eintraege: Vec<Entry>,
    /// Whether an entry holds only until the Jahresabschluss.
    vorlaeufig: bool,
    /// What nothing covers, as declared.
    ungedeckt: Vec<String>,
}

impl Cover {
    /// What needs cover, marked.
    pub(super) fn bedarf(&self) -> Option<&str> {
        self.bedarf.as_deref()
    }
}

/// An entry of the ledger.
#[derive(Serialize)]
struct Entry {
    art: &'static str,
    betrag: String,
    /// Whether it covers the whole need.
    allein: bool,
    /// Whether a comma follows it, as between entries of a list.
    komma: bool,
    teilplan: Option<Named>,
    zeile: Option<Named>,
    finanzstelle: Option<String>,
    dezernat: Option<String>,
    aus_jahr: Option<String>,
    faellig: Option<String>,
    /// The years of the budget that is only drawn up, where the entry is of one of them.
    entwurf: Option<String>,
}

/// A number and its name.
#[derive(Serialize, Clone, PartialEq, Eq)]
pub(super) struct Named {
    nummer: String,
    name: String,
}

/// A need of the Finanzplan and its cover.
#[derive(Serialize)]
pub(super) struct Clause {
    jahr: String,
    /// `auszahlung` or `verpflichtung`.
    fuer: &'static str,
    #[serde(flatten)]
    vorbehalt: Vorbehalt,
    /// Teilplan and line of all needs, where there are several and they share it.
    ort: Option<Origin>,
    posten: Vec<Need>,
    deckung: Cover,
}

/// Where in the budget a need arises.
#[derive(Serialize, Clone, PartialEq, Eq)]
struct Origin {
    teilplan: Option<Named>,
    zeile: Named,
    finanzstelle: Option<String>,
}

/// What one investment needs.
#[derive(Serialize)]
struct Need {
    bezeichnung: String,
    /// `ueberplanmaessig`, `ausserplanmaessig` or `zu_veranschlagen`.
    bereitstellung: &'static str,
    betrag: String,
    teilplan: Option<Named>,
    zeile: Named,
    finanzstelle: Option<String>,
    /// When a Verpflichtungsermächtigung falls due, and how much of it.
    faellig: Vec<Due>,
}

#[derive(Serialize)]
struct Due {
    jahr: String,
    betrag: String,
}

/// A provision of law.
#[derive(Serialize)]
pub(super) struct Norm {
    norm: String,
    /// What it asks of a need, such as `unabweisbar`.
    verlangt: Option<String>,
    stand: String,
}

/// The provisions that the profile knows.
pub(super) fn recht(paper: &Paper) -> BTreeMap<String, Norm> {
    let norm = |(key, norm): (&String, &crate::data::Norm)| {
        (
            key.clone(),
            Norm {
                norm: norm.norm.clone(),
                verlangt: norm.verlangt.clone(),
                stand: written::date(norm.stand),
            },
        )
    };
    paper.profil.recht.iter().map(norm).collect()
}

/// The cover of what `fuer` needs in `jahr`.
pub(super) fn cover(paper: &Paper, marker: &Marker<'_>, fuer: Bedarf, jahr: Jahr) -> Cover {
    let of = |entry: &&Deckung| (entry.jahr, entry.fuer) == (jahr, fuer);
    let entries = paper.deckung.iter().filter(of).collect();
    let need = Subject::Bedarf(fuer.schluessel()).jahr(jahr);
    of_entries(paper, marker, &need, entries, true)
}

/// What `entries` say of `need`; whether they cover all of it.
pub(super) fn of_entries(
    paper: &Paper,
    marker: &Marker<'_>,
    need: &Name,
    entries: Vec<&Deckung>,
    is_whole: bool,
) -> Cover {
    let (open, covering): (Vec<&Deckung>, Vec<&Deckung>) =
        entries.iter().partition(|entry| entry.art == Deckungsart::Ungedeckt);
    let amount = |entry: &Deckung| marker.named(&Name::from(Subject::Deckung(&entry.id.value)));
    let (last, allein) = (covering.len(), is_whole && entries.len() == 1);
    let numbered = (1..).zip(&covering).filter_map(|(number, deckung)| {
        let is_list = number + 1 < last;
        Some(entry(paper, deckung, amount(deckung)?, (allein, is_list)))
    });
    Cover {
        bedarf: marker.named(need),
        vorlaeufig: covering.iter().any(|entry| entry.art == Deckungsart::Vorlaeufig),
        eintraege: numbered.collect(),
        ungedeckt: open.into_iter().filter_map(amount).collect(),
    }
}

/// An entry: whether it stands alone, and whether another than the last follows it.
fn entry(
    paper: &Paper,
    deckung: &Deckung,
    betrag: String,
    (allein, is_list): (bool, bool),
) -> Entry {
    let own = paper.haushalt.teilplan.as_ref().filter(|_| deckung.art.is_in_teilplan());
    let year = |jahr: Option<Jahr>| jahr.map(|jahr| jahr.to_string());
    Entry {
        art: deckung.art.schluessel(),
        betrag,
        allein,
        komma: is_list,
        teilplan: deckung.teilplan.as_ref().or(own).map(teilplan),
        zeile: deckung
            .zeile
            .as_ref()
            .map(|zeile| Named { nummer: zeile.nummer.clone(), name: zeile.name.clone() }),
        finanzstelle: deckung.finanzstelle.as_ref().map(|of| of.value.clone()),
        dezernat: deckung.dezernat.clone(),
        aus_jahr: year(deckung.aus_jahr),
        faellig: year(deckung.faellig),
        entwurf: (paper.haushalt.is_entwurf(deckung.jahr))
            .then(|| budget(&paper.haushalt.satzungsjahre(deckung.jahr))),
    }
}

pub(super) fn teilplan(teilplan: &Teilplan) -> Named {
    Named { nummer: teilplan.nummer.clone(), name: teilplan.name.clone() }
}

impl Clause {
    /// What it says of the Haushaltssatzung.
    pub(super) fn vorbehalt(&self) -> &Vorbehalt {
        &self.vorbehalt
    }
}

/// The needs of the Finanzplan that the ledger covers, by year.
pub(super) fn clauses(paper: &Paper, marker: &Marker<'_>) -> Vec<Clause> {
    let entries = paper.deckung.iter().filter(|entry| entry.fuer != Bedarf::Ergebnis);
    let needs: BTreeSet<(Jahr, Bedarf)> = entries.map(|entry| (entry.jahr, entry.fuer)).collect();
    let clause = |(jahr, fuer): (Jahr, Bedarf)| {
        let posten = posten(paper, marker, fuer, jahr);
        Clause {
            jahr: jahr.to_string(),
            fuer: fuer.schluessel(),
            vorbehalt: Vorbehalt::of(paper, jahr),
            ort: common(&posten),
            posten,
            deckung: cover(paper, marker, fuer, jahr),
        }
    };
    needs.into_iter().map(clause).collect()
}

/// What all `clauses` say of the Haushaltssatzung, where there are several and it is not in
/// force: a paper says it once, of each year's own one where they differ.
pub(super) fn satzung_of_all(clauses: &[Clause]) -> Option<Vorbehalt> {
    let (first, others) = clauses.split_first()?;
    let mut shared = Some(first.vorbehalt.clone()).filter(Vorbehalt::is_reserved)?;
    for clause in others {
        shared = shared.shared_with(&clause.vorbehalt)?;
    }
    (!others.is_empty()).then_some(shared)
}

/// Teilplan and line of several needs that this year's budget is to provide.
fn common(posten: &[Need]) -> Option<Origin> {
    let ort = |need: &Need| {
        let (teilplan, zeile) = (need.teilplan.clone(), need.zeile.clone());
        Origin { teilplan, zeile, finanzstelle: None }
    };
    let (first, others) = posten.split_first()?;
    let later = Bereitstellung::ZuVeranschlagen.schluessel();
    let is_same = |need: &Need| ort(need) == ort(first) && need.bereitstellung != later;
    (!others.is_empty() && posten.iter().all(is_same)).then(|| ort(first))
}

/// What the investments need in `jahr` beyond what the budget provides.
fn posten(paper: &Paper, marker: &Marker<'_>, fuer: Bedarf, jahr: Jahr) -> Vec<Need> {
    let later = paper.deckung.iter().any(|entry| {
        (entry.jahr, entry.fuer, entry.art) == (jahr, fuer, Deckungsart::SpaeterVeranschlagt)
    });
    let kinds = Bereitstellung::ALL.into_iter().filter(|of| match of {
        Bereitstellung::Veranschlagt => false,
        Bereitstellung::Ueberplanmaessig | Bereitstellung::Ausserplanmaessig => true,
        Bereitstellung::ZuVeranschlagen => later,
    });
    let kinds: Vec<Bereitstellung> = kinds.collect();
    let of = |investition| kinds.iter().map(move |of| (investition, *of));
    let need = |(investition, of): (&Investition, Bereitstellung)| {
        let id = &investition.id.value;
        let name = Name::investition(id)
            .aspect("bedarf")
            .aspect(fuer.schluessel())
            .jahr(jahr)
            .aspect(of.schluessel());
        let zeile = &investition.zeile;
        Some(Need {
            bezeichnung: investition.bezeichnung.clone(),
            bereitstellung: of.schluessel(),
            betrag: marker.named(&name)?,
            teilplan: investition
                .teilplan
                .as_ref()
                .or(paper.haushalt.teilplan.as_ref())
                .map(teilplan),
            zeile: Named { nummer: zeile.nummer.clone(), name: zeile.name.clone() },
            finanzstelle: investition.finanzstelle.as_ref().map(|of| of.value.clone()),
            faellig: match fuer {
                Bedarf::Verpflichtung => due(marker, investition, of, jahr),
                Bedarf::Ergebnis | Bedarf::Auszahlung => Vec::new(),
            },
        })
    };
    paper.investitionen.iter().flat_map(of).filter_map(need).collect()
}

/// When the authorisations of `jahr` fall due.
fn due(marker: &Marker<'_>, investition: &Investition, of: Bereitstellung, jahr: Jahr) -> Vec<Due> {
    let numbered = (1..).zip(&investition.verpflichtungen);
    let own = numbered
        .filter(|(_, authorised)| (authorised.jahr, authorised.bereitstellung) == (jahr, of));
    let due = |(number, authorised): (usize, &Verpflichtung)| {
        let name = Name::investition(&investition.id.value).aspect("verpflichtung").aspect(number);
        Some(Due { jahr: authorised.faellig.to_string(), betrag: marker.named(&name)? })
    };
    own.filter_map(due).collect()
}
