//! Facts that prose can name beside figures: dates, names and numbers of papers.

use std::collections::BTreeMap;

use super::german;
use crate::data::Paper;

/// The facts of `paper` by name, as plain text.
pub(super) fn facts(paper: &Paper) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let mut add = |name: String, value: &str| facts.insert(name, value.to_owned());

    let vorlage = &paper.vorlage;
    add("vorlage.nummer".into(), &vorlage.nummer);
    add("vorlage.datum".into(), &german::date(vorlage.datum));
    add("vorlage.betreff".into(), &vorlage.betreff);
    add("vorlage.beschlussorgan".into(), &vorlage.beschlussorgan);
    if let Some(last) = vorlage.beratungsfolge.last() {
        add("beratung.beschluss".into(), &german::date(last.datum.value));
    }
    add("programm.name".into(), &paper.programm.name);
    if let Some(kurz) = &paper.programm.kurz {
        add("programm.kurz".into(), kurz);
    }
    for (key, zeitraum) in &paper.programm.zeitraeume {
        add(format!("zeitraum.{key}.von"), &german::date(zeitraum.value.von()));
        add(format!("zeitraum.{key}.bis"), &german::date(zeitraum.value.bis()));
    }
    for baustein in &paper.programm.bausteine {
        add(format!("baustein.{}.nummer", baustein.id), &baustein.nummer);
        add(format!("baustein.{}.name", baustein.id), &baustein.name);
    }
    let haushalt = &paper.haushalt;
    add("haushalt.beschlossen".into(), &beschlossen(paper));
    add("haushalt.aufstellung".into(), &haushalt.aufstellung.to_string());
    let teilplan = &haushalt.teilplan;
    add("haushalt.teilplan".into(), &format!("{} – {}", teilplan.nummer, teilplan.name));
    for satz in &paper.kostensaetze {
        add(format!("kostensatz.{}.bezeichnung", satz.id), &german::grade(&satz.bezeichnung));
    }
    for stelle in &paper.stellen {
        let id = &stelle.id.value;
        add(format!("stelle.{id}.grad"), &german::grade(&stelle.kostensatz.bezeichnung));
        add(format!("stelle.{id}.funktion"), &stelle.funktion);
    }
    for zuwendung in &paper.zuwendungen {
        let id = &zuwendung.id.value;
        add(format!("zuwendung.{id}.geber"), &zuwendung.geber);
        if let Some(kurz) = &zuwendung.kurz {
            add(format!("zuwendung.{id}.kurz"), kurz);
        }
    }
    facts
}

/// The years of the adopted budget, such as `2020/2021`.
pub(super) fn beschlossen(paper: &Paper) -> String {
    let years: Vec<String> = paper.haushalt.beschlossen.iter().map(ToString::to_string).collect();
    years.join("/")
}
