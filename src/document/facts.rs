//! Facts that prose can name beside figures: dates, names and numbers of papers.

use std::collections::BTreeMap;

use super::written;
use crate::data::{Anteil, Paper};
use crate::period::Jahr;

/// The facts of `paper` by name, as plain text.
pub(super) fn facts(paper: &Paper) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let mut add = |name: String, value: &str| facts.insert(name, value.to_owned());

    let (vorlage, wording) = (&paper.vorlage, &paper.profil.wording);
    add("vorlage.nummer".into(), &vorlage.nummer);
    add("vorlage.datum".into(), &written::date(vorlage.datum));
    add("vorlage.betreff".into(), &vorlage.betreff);
    add("vorlage.art".into(), &art(paper));
    if let Some(organ) = &vorlage.beschlussorgan {
        add("vorlage.beschlussorgan".into(), organ);
    }
    if let Some(last) = vorlage.beratungsfolge.last().filter(|_| vorlage.beschlussorgan.is_some()) {
        add("beratung.beschluss".into(), &written::date(last.datum.value));
    }
    if let Some(bezug) = &vorlage.bezug {
        add("bezug.nummer".into(), &bezug.nummer.value);
        add("bezug.art".into(), &bezug.art.value);
        let days = [("vom", &bezug.vom), ("beschluss", &bezug.beschluss)];
        for (name, day) in days.into_iter().filter_map(|(name, day)| Some((name, day.as_ref()?))) {
            add(format!("bezug.{name}"), &written::date(day.value));
        }
    }
    if let Some(genehmigung) = &vorlage.genehmigung {
        add("genehmigung.gremium".into(), &genehmigung.gremium.value);
        add("genehmigung.datum".into(), &written::date(genehmigung.datum.value));
    }
    add("programm.name".into(), &paper.programm.name);
    if let Some(kurz) = &paper.programm.kurz {
        add("programm.kurz".into(), kurz);
    }
    for (key, zeitraum) in &paper.programm.zeitraeume {
        add(format!("zeitraum.{key}.von"), &written::date(zeitraum.value.von()));
        if !zeitraum.value.is_open() {
            add(format!("zeitraum.{key}.bis"), &written::date(zeitraum.value.bis()));
        }
        let jahre: Vec<String> = zeitraum.value.jahre().map(|jahr| jahr.to_string()).collect();
        add(format!("zeitraum.{key}.jahre"), &wording.list(&jahre));
        add(
            format!("zeitraum.{key}.erstes_jahr"),
            jahre.first().map(String::as_str).unwrap_or_default(),
        );
    }
    for baustein in &paper.programm.bausteine {
        add(format!("baustein.{}.nummer", baustein.id), &baustein.nummer);
        add(format!("baustein.{}.name", baustein.id), &baustein.name);
    }
    if let Some(horizont) = paper.programm.horizont {
        add("programm.horizont".into(), &horizont.to_string());
    }
    let haushalt = &paper.haushalt;
    if !haushalt.beschlossen.is_empty() {
        add("haushalt.beschlossen".into(), &beschlossen(paper));
        add(
            "haushalt.satzung".into(),
            &wording.fill("tabelle.haushaltssatzung", &[("jahre", &beschlossen(paper))]),
        );
    }
    if !haushalt.aufstellung.is_empty() {
        add("haushalt.aufstellung".into(), &budget(&haushalt.aufstellung));
    }
    if let Some(teilplan) = &haushalt.teilplan {
        add("haushalt.teilplan".into(), &format!("{} – {}", teilplan.nummer, teilplan.name));
    }
    for satz in &paper.kostensaetze {
        add(format!("kostensatz.{}.bezeichnung", satz.id), &written::grade(&satz.bezeichnung));
    }
    for stelle in &paper.stellen {
        let id = &stelle.id.value;
        add(format!("stelle.{id}.grad"), &written::grade(&stelle.grad));
        add(format!("stelle.{id}.funktion"), &stelle.funktion);
        if let Some(plan) = stelle.stellenplan {
            add(format!("stelle.{id}.stellenplan"), &plan.to_string());
        }
        if let Anteil::Jaehrlich(jahre) = &stelle.anteil {
            let most = jahre.values().map(|anteil| anteil.value).max();
            let first = jahre.iter().find(|(_, anteil)| Some(anteil.value) == most);
            add(
                format!("stelle.{id}.voll_ab"),
                &first.map(|(jahr, _)| jahr.to_string()).unwrap_or_default(),
            );
        }
    }
    for zuwendung in &paper.zuwendungen {
        let id = &zuwendung.id.value;
        add(format!("zuwendung.{id}.geber"), &zuwendung.geber);
        if let Some(kurz) = &zuwendung.kurz {
            add(format!("zuwendung.{id}.kurz"), kurz);
        }
        if let Some(crate::data::Foerderstatus::Bewilligt { bescheid }) = &zuwendung.status {
            add(format!("zuwendung.{id}.bescheid"), bescheid);
        }
        let granted: Vec<String> = zuwendung.bewilligt.keys().map(ToString::to_string).collect();
        if !granted.is_empty() {
            add(format!("zuwendung.{id}.bewilligt.jahre"), &wording.list(&granted));
        }
    }
    facts
}

/// The years of the adopted budget, such as `2020/2021`.
pub(super) fn beschlossen(paper: &Paper) -> String {
    budget(&paper.haushalt.beschlossen)
}

/// The years of a budget, such as `2020/2021`.
pub(super) fn budget(jahre: &[Jahr]) -> String {
    let years: Vec<String> = jahre.iter().map(ToString::to_string).collect();
    years.join("/")
}

/// The name of the scenario that `paper` is.
pub(super) fn szenario(paper: &Paper) -> Option<&str> {
    let chosen = paper.chosen.as_ref()?;
    let own = paper.szenarien.iter().find(|szenario| szenario.id.value == *chosen);
    own.map(|szenario| szenario.name.as_str())
}

/// The name of the kind of paper.
pub(super) fn art(paper: &Paper) -> String {
    let art = &paper.vorlage.art;
    paper.profil.arten.get(art).map_or(art, |art| &art.name).clone()
}
