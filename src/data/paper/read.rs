//! Reads the records of a paper in the order in which they refer to each other.

use std::collections::BTreeMap;

use super::references::References;
use super::{
    ansaetze, bezug, check, deckung, folgejahre, haushalt, investitionen, nutzungsbeginn,
    personalkosten, programm, teilplaene, vorschriften,
};
use crate::data::record::kinds::{Named, Shared};
use crate::data::record::reads::{At, Path, Reads};
use crate::data::record::{open, registry};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{self, Node};
use crate::data::{
    Angabe, Deckung, Haushalt, Investition, Kosten, Kostensatz, Paper, Profil, Steigerung, Stelle,
    Vorlage, Zuwendung,
};
use crate::diagnostic::FileId;

/// What a city brings to its papers.
#[derive(Clone, Copy)]
pub(in crate::data) struct City<'a> {
    /// Its names and lines.
    pub(in crate::data) profil: Option<&'a Profil>,
    /// Its table of personnel costs.
    pub(in crate::data) table: Option<&'a Node>,
}

/// The table of personnel costs in `file`.
pub(in crate::data) fn read_table(file: FileId, intake: &Intake) -> Option<Node> {
    let node = node::parse(file, intake)?;
    open::check_double_keys(&node, intake);
    Some(node)
}

/// Reads a section of the paper; `None` where it is wrong or missing.
fn section<R: Reads<References>>(
    root: &Node,
    key: &str,
    known: &References,
    intake: &Intake,
) -> Option<R::Value> {
    R::read(root.get(key)?, &At { path: Path::of(key), known, intake })
}

/// Reads a section that a paper need not have.
fn list<R: Reads<References>>(
    root: &Node,
    key: &str,
    known: &References,
    intake: &Intake,
) -> Option<Vec<R::Value>> {
    match root.get(key) {
        Some(_) => section::<Named<R>>(root, key, known, intake),
        None => Some(Vec::new()),
    }
}

/// Reads the records of `root`, all but scenarios and prose.
pub(in crate::data) fn read_paper(
    root: &Node,
    mut known: References,
    city: City<'_>,
    intake: &Intake,
) -> Option<Paper> {
    let vorlage = section::<Vorlage>(root, "vorlage", &known, intake);
    let programm = root.get("programm").and_then(|of| programm::read(of, &mut known, intake));
    let haushalt = section::<Haushalt>(root, "haushalt", &known, intake);
    let at = At { path: Path::of("steigerungen"), known: &known, intake };
    let rows = registry::rows::<_, Shared<Steigerung>>(root.get("steigerungen"), &at);
    let steigerungen = known.steigerungen.take(rows);
    let at = At { path: Path::of("kostensaetze"), known: &known.steigerungen, intake };
    let rows = registry::rows::<_, Shared<Kostensatz>>(root.get("kostensaetze"), &at);
    let kostensaetze = known.kostensaetze.take(rows);
    for (table, kennung) in
        [(root.get("personalkosten"), "personalkosten"), (city.table, "personalkosten_stadt")]
    {
        if let Some(table) = table {
            personalkosten::read(table, kennung, &mut known, intake);
        }
    }
    let known = known;
    let stellen = list::<Stelle>(root, "stellen", &known, intake);
    let kosten = list::<Kosten>(root, "kosten", &known, intake);
    let investitionen = list::<Investition>(root, "investitionen", &known, intake);
    let zuwendungen = list::<Zuwendung>(root, "zuwendungen", &known, intake);
    let deckung = list::<Deckung>(root, "deckung", &known, intake);
    let entries = deckung.as_deref().unwrap_or_default();
    deckung::check(entries, haushalt.as_ref(), &known, intake);
    let ansaetze = ansaetze::read(root.get("ansaetze"), &known, intake);
    let angaben = list::<Angabe>(root, "angaben", &known, intake);
    if let (Some(programm), Some(haushalt)) = (&programm, &haushalt) {
        let costs = (
            stellen.as_deref().unwrap_or_default(),
            kosten.as_deref().unwrap_or_default(),
            zuwendungen.as_deref().unwrap_or_default(),
        );
        check::check_years(root, programm, haushalt, costs, known.is_variant, intake);
        let found = investitionen.as_deref().unwrap_or_default();
        folgejahre::check(found, haushalt, intake);
        // A scenario would only repeat what the paper does not say.
        if !known.is_variant {
            folgejahre::check_told(found, intake);
        }
        nutzungsbeginn::check(found, intake);
        investitionen::check(root.get("investitionen"), found, haushalt, &known, intake);
    }
    steigerungen?;
    let mut paper = Paper {
        vorlage: vorlage?,
        programm: programm?,
        haushalt: haushalt?,
        kostensaetze: personalkosten::with_tables(
            kostensaetze?,
            stellen.as_deref().unwrap_or_default(),
        ),
        stellen: stellen?,
        kosten: kosten?,
        investitionen: investitionen?,
        zuwendungen: super::zuwendungen::named(zuwendungen?, city.profil),
        deckung: deckung?,
        ansaetze: ansaetze?,
        angaben: angaben?,
        szenarien: Vec::new(),
        chosen: None,
        texte: BTreeMap::new(),
        phrases: Vec::new(),
        profil: city.profil?.clone(),
        is_draft: false,
    };
    teilplaene::locate(&mut paper);
    teilplaene::check(&paper, intake);
    check::check_effect(root, &paper, intake);
    bezug::check_organ(root, &paper, intake);
    haushalt::check(root, &paper, intake);
    vorschriften::check(&paper, intake);
    Some(paper)
}
