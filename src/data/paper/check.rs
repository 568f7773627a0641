//! Checks that concern several records at once.
//!
//! What a single record can tell is checked where it is read; here is what only
//! the paper as a whole shows: which years cost money, and which texts it needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{
    Auswirkung, Grundlage, Haushalt, Kosten, Menge, Paper, Placed, Plan, Profil, Programm, Stand,
    Stelle, Stellenauswahl, Text, Umfang, Zuwendung,
};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::period::Jahr;

/// How many letters a slip of the pen concerns at most.
const SLIP: usize = 2;

/// Checks that the years of the budget are the years of the measure. In a variant, the
/// paper itself has the right ones, so that the cure is to change them with it.
pub(in crate::data) fn check_years(
    root: &Node,
    programm: &Programm,
    haushalt: &Haushalt,
    (stellen, kosten, zuwendungen): (&[Stelle], &[Kosten], &[Zuwendung]),
    is_variant: bool,
    intake: &Intake,
) {
    let Some(node) = root.get("haushalt") else { return };
    let jahre = node.get("jahre");
    if haushalt.auswirkung != Auswirkung::Wirksam {
        return;
    }
    // What the budget provides for an investment stands beside its payments.
    let running = zuwendungen.iter().filter(|grant| grant.zeile.plan == Plan::Ergebnisplan);
    let granted = running.flat_map(|grant| grant.bewilligt.keys().copied());
    let needed: BTreeSet<Jahr> =
        years_that_cost(stellen, kosten).into_iter().chain(granted).collect();
    let cure = |hint: String| if is_variant { all_years(&needed, haushalt) } else { hint };
    let periods = || programm.zeitraeume.values().map(|Placed { value, .. }| value);
    for entry in jahre.map(Node::entries).unwrap_or_default() {
        let Some(jahr) = date::parse_year(&entry.key.name) else { continue };
        if periods().len() > 0 && !periods().any(|period| period.touches(jahr)) {
            let message = format!("Das Jahr `{jahr}` liegt außerhalb aller Zeiträume");
            let hint = "Löschen Sie das Jahr, oder berichtigen Sie die Zeiträume unter \
                `programm.zeitraeume`.";
            intake.report(
                Diagnostic::error("jahr-ausserhalb", &entry.key.place, message)
                    .with_hint(cure(hint.into())),
            );
        }
    }
    for &jahr in &needed {
        if !haushalt.jahre.contains_key(&jahr) {
            let message = format!(
                "Für das Jahr `{jahr}` fehlt der Stand des Haushalts, obwohl es Geld kostet oder bringt"
            );
            let hint = format!(
                "Ergänzen Sie unter `jahre:` die Zeile `{jahr}:` und darunter `stand: \
                    mehrbedarf` oder `stand: kompensiert`."
            );
            intake.report(
                Diagnostic::error("haushaltsjahr-fehlt", &jahre.unwrap_or(node).anchor, message)
                    .with_hint(cure(hint)),
            );
        }
    }
}

/// How a variant sets the years that it `needed`, each with the state that it has now.
fn all_years(needed: &BTreeSet<Jahr>, haushalt: &Haushalt) -> String {
    let state = |jahr: &Jahr| {
        let stand = haushalt.jahre.get(jahr).map_or(Stand::Mehrbedarf, |year| year.stand);
        format!("{jahr}: {{stand: {}}}", stand.schluessel())
    };
    let years = needed.iter().map(state).collect::<Vec<_>>().join(", ");
    format!(
        "Setzen Sie mit dieser Änderung zusammen auch alle Jahre des Haushalts, auf der \
         Befehlszeile mit `--set 'haushalt.jahre={{{years}}}'`, in einem Szenario mit demselben \
         Pfad und Wert unter `aenderungen`; die Vorlage selbst bleibt, wie sie ist. Was unter \
         einem Jahr sonst noch steht, geben Sie dort mit an."
    )
}

/// Warns of a role that nothing pays for and nothing counts, where its name is
/// nearly that of one that does: a slip would silently lose a grant.
pub(in crate::data) fn check_roles(paper: &Paper, intake: &Intake) {
    let named = counted_roles(paper);
    for stelle in paper.stellen.iter().filter(|stelle| !named.contains(stelle.rolle.as_str())) {
        let Some(near) = slip(&stelle.rolle, named.iter().copied()) else { continue };
        let message =
            format!("Zur Rolle `{}` dieser Stelle gehören weder Satz noch Kosten", stelle.rolle);
        intake.report(
            Diagnostic::warning("rolle-aehnlich", &stelle.id.place, message)
                .with_hint(format!("Meinten Sie die Rolle `{near}`?")),
        );
    }
}

/// The name among `names` that `name` is but for a slip of the pen.
pub(in crate::data) fn slip<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest(name, names).filter(|near| strsim::damerau_levenshtein(name, near) <= SLIP)
}

/// The roles that a grant or a cost counts.
pub(in crate::data) fn counted_roles(paper: &Paper) -> BTreeSet<&str> {
    let rates = paper.zuwendungen.iter().flat_map(|grant| &grant.saetze);
    let counted = paper.kosten.iter().filter_map(|kosten| match &kosten.umfang {
        Umfang::Betrag(betrag) => match &betrag.menge {
            Menge::JeStelle(rolle) | Menge::JeArbeitsplatz(rolle) => Some(rolle.as_str()),
            Menge::Pauschal | Menge::Anzahl(_) => None,
        },
        Umfang::Satz(gemeinkosten) => match &gemeinkosten.auf {
            Stellenauswahl::Rolle(rolle) => Some(rolle.as_str()),
            Stellenauswahl::Kennungen(_) => None,
        },
    });
    let eligible = paper.zuwendungen.iter().flat_map(|grant| &grant.bemessung);
    let eligible = eligible.filter_map(|part| match &part.grundlage {
        Grundlage::Rolle(rolle) => Some(rolle.as_str()),
        _ => None,
    });
    rates.map(|satz| satz.rolle.value.as_str()).chain(counted).chain(eligible).collect()
}

/// Checks that a paper which is to cost nothing does not cost anything.
pub(in crate::data) fn check_effect(root: &Node, paper: &Paper, intake: &Intake) {
    let effect = root.get("haushalt").and_then(|haushalt| haushalt.get("auswirkung"));
    let saving = || paper.entfallende().find(|stelle| stelle.kostensatz.is_some());
    let first = paper.posten().next();
    let place = first.map(|posten| posten.place());
    let place = place.or_else(|| saving().map(|stelle| &stelle.id.place));
    let (Some(node), Some(place)) = (effect, place) else { return };
    let belied = match paper.haushalt.auswirkung {
        Auswirkung::Wirksam => return,
        Auswirkung::Keine => "soll sie keine Auswirkung auf den Haushalt haben",
        Auswirkung::Veranschlagt => "sollen ihre Mittel schon veranschlagt sein",
    };
    let message = format!("Die Vorlage kostet oder bringt Geld; nach dieser Zeile {belied}");
    let hint = format!(
        "Löschen Sie diese Zeile und nennen Sie Teilplan und Haushaltsjahre, oder löschen Sie, \
            was Geld kostet oder bringt, zuerst in {}.",
        intake.locate(place)
    );
    intake.report(
        Diagnostic::error("haushalt-ohne-auswirkung", &node.place, message).with_hint(hint),
    );
}

/// Warns of numbers of papers that do not look like one of the city.
pub(in crate::data) fn check_numbers(root: &Node, profil: Option<&Profil>, intake: &Intake) {
    let Some(forms) = profil.map(|profil| &profil.nummern).filter(|forms| !forms.is_empty()) else {
        return;
    };
    let vorlage = root.get("vorlage");
    let other = vorlage.and_then(|vorlage| vorlage.get("bezug"));
    for node in [vorlage, other].into_iter().flatten().filter_map(|head| head.get("nummer")) {
        let Some(number) = node.as_text().map(str::trim) else { continue };
        if number.is_empty() || forms.iter().any(|form| has_form(number, form)) {
            continue;
        }
        let message = format!("`{}` hat nicht die Form einer Vorlagennummer", value::shown(number));
        let forms = value::quoted(forms.iter().map(String::as_str));
        let hint = format!("Möglich sind {forms}; `N` und `J` stehen für Ziffern.");
        intake.report(Diagnostic::warning("nummer-form", &node.place, message).with_hint(hint));
    }
}

fn has_form(number: &str, form: &str) -> bool {
    // A word, such as `AN`, is no row of digits.
    let digits = |word: &str| word.chars().all(|c| matches!(c, 'N' | 'J') || !c.is_alphabetic());
    let words = form.split_inclusive(|c: char| !c.is_alphabetic());
    let places = words.flat_map(|word| {
        let is_digits = digits(word);
        word.chars().map(move |c| (c, is_digits && c.is_alphabetic()))
    });
    let fits = |(is, (should, is_digit)): (char, (char, bool))| match is_digit {
        true => is.is_ascii_digit(),
        false => is == should,
    };
    number.chars().count() == form.chars().count() && number.chars().zip(places).all(fits)
}

/// Checks that a paper which exceeds the budget says why the need cannot be put off: without
/// that it must not be exceeded (§ 83 Abs. 2 GO NRW, § 117 Abs. 1 NKomVG, Art. 66 Abs. 1 BayGO).
pub(in crate::data) fn check_excess(
    paper: &Paper,
    texte: &BTreeMap<String, Text>,
    folder: &Path,
    intake: &Intake,
) {
    let is_told = !paper.vorlage.decides() || texte.contains_key("unabweisbarkeit");
    let Some(place) = excess(paper).filter(|_| !is_told && !paper.is_noted()) else {
        return;
    };
    let law = paper.profil.recht.get("ueberplanmaessig");
    let quality = law.and_then(|law| law.verlangt.as_deref()).unwrap_or("unabweisbar");
    let message = format!("Warum der über- oder außerplanmäßige Bedarf {quality} ist, fehlt");
    let path = folder.join("texte").join("unabweisbarkeit.md");
    intake.report(Diagnostic::error("text-fehlt", place, message).with_hint(format!(
        "Legen Sie die Datei `{}` mit den Gründen an; ohne sie darf der Haushalt nicht \
            überschritten werden.",
        path.display()
    )));
}

/// Checks that a paper which is only taken note of provides no funds.
pub(in crate::data) fn check_note(paper: &Paper, intake: &Intake) {
    let cover = || paper.deckung.first().map(|entry| &entry.id.place);
    let Some(place) = excess(paper).or_else(cover).filter(|_| paper.is_noted()) else { return };
    let art = paper.profil.arten.get(&paper.vorlage.art).map_or("", |art| &art.name);
    let message =
        format!("Eine Vorlage der Art „{art}“ stellt keine Mittel bereit und deckt keine");
    intake.report(Diagnostic::error("kenntnisnahme-widerspruch", place, message).with_hint(
        "Sind die Mittel schon bereitgestellt, so schreiben Sie `veranschlagt` und löschen die \
            Deckung; ist über sie zu beschließen, so wählen Sie eine andere `art`.",
    ));
}

/// Where the paper first says that it exceeds the budget.
fn excess(paper: &Paper) -> Option<&Place> {
    let of_years = paper.haushalt.jahre.values().find_map(|year| {
        let part = || year.davon.iter().find(|part| part.stand.value.needs_cover());
        let whole = Some(&year.place).filter(|_| year.stand.needs_cover());
        whole.or_else(|| part().map(|part| &part.stand.place))
    });
    let of_investments = || {
        paper.investitionen.iter().find_map(|of| {
            let paid = of.zahlungen.iter().map(|of| (of.bereitstellung, &of.betrag.place));
            let bound = of.verpflichtungen.iter().map(|of| (of.bereitstellung, &of.betrag.place));
            paid.chain(bound).find(|(way, _)| way.needs_cover()).map(|(_, place)| place)
        })
    };
    of_years.or_else(of_investments)
}

fn years_that_cost(stellen: &[Stelle], kosten: &[Kosten]) -> BTreeSet<Jahr> {
    let mut years: BTreeSet<Jahr> =
        kosten.iter().flat_map(|kosten| kosten.zeitraum.value.jahre()).collect();
    years.extend(stellen.iter().filter(|stelle| stelle.kostet()).flat_map(Stelle::jahre));
    years
}

/// Checks that no section is missing without which there is no paper.
pub(in crate::data) fn check_sections(
    root: &Node,
    required: &[(&str, &str)],
    folder: &Path,
    intake: &Intake,
) {
    for (section, about) in required.iter().filter(|(section, _)| root.get(section).is_none()) {
        let message = format!("In diesem Ordner fehlt der Abschnitt `{section}`");
        let hint = format!(
            "Ergänzen Sie in einer der YAML-Dateien die Zeile `{section}:` und darunter, {about}."
        );
        let folder = folder.display().to_string();
        intake.report(Diagnostic::of_path("abschnitt-fehlt", folder, message).with_hint(hint));
    }
}

/// Checks that the texts which the head of the paper asks for are there.
pub(in crate::data) fn check_texts(
    root: &Node,
    texte: &BTreeMap<String, Text>,
    folder: &Path,
    intake: &Intake,
) {
    let dringlich = root.get("vorlage").and_then(|vorlage| vorlage.get("dringlich"));
    let Some(node) =
        dringlich.filter(|node| node.as_text().is_some_and(|text| text.trim() == "ja"))
    else {
        return;
    };
    if texte.contains_key("dringlichkeit") {
        return;
    }
    let path = folder.join("texte").join("dringlichkeit.md");
    intake.report(
        Diagnostic::error(
            "text-fehlt",
            &node.place,
            "Die Vorlage ist dringlich, aber die Gründe fehlen",
        )
        .with_hint(format!(
            "Legen Sie die Datei `{}` mit den Gründen an, oder schreiben Sie `dringlich: nein`.",
            path.display()
        )),
    );
}
