//! What the words mean that data can choose from, in a line of German for editors.

use crate::data::{
    Auswirkung, Bedarf, Bei, Bereitstellung, Deckungsart, Diagram, Einheit, Einrichtung, Folgeart,
    Klima, Plan, Satzung, Sitzung, Stand, Zeilenart,
};
use crate::money::Mode;
use crate::period::PartMonth;

pub(in crate::data) fn sitzung(of: Sitzung) -> &'static str {
    match of {
        Sitzung::Oeffentlich => "Die Vorlage wird in öffentlicher Sitzung behandelt.",
        Sitzung::Nichtoeffentlich => "Die Vorlage wird in nichtöffentlicher Sitzung behandelt.",
    }
}

pub(in crate::data) fn klima(of: Klima) -> &'static str {
    match of {
        Klima::Nein => "Die Vorlage wirkt sich auf den Klimaschutz nicht aus.",
        Klima::Positiv => "Sie nützt dem Klimaschutz; `texte/klima.md` sagt, wie.",
        Klima::Negativ => "Sie schadet dem Klimaschutz; `texte/klima.md` sagt, wie.",
    }
}

pub(in crate::data) fn diagram(of: Diagram) -> &'static str {
    match of {
        Diagram::Jahre => "Aufwendungen und Auszahlungen je Haushaltsjahr, und wer sie trägt.",
        Diagram::Bridge => "Was den Eigenanteil gegenüber der früheren Vorlage verändert.",
    }
}

pub(in crate::data) fn angebrochen(of: PartMonth) -> &'static str {
    match of {
        PartMonth::Whole => "Ein angebrochener Monat zählt ganz.",
        PartMonth::Days => "Er zählt nach den Tagen dieses Monats.",
        PartMonth::Thirtieths => "Er zählt nach Tagen, jeder als ein Dreißigstel.",
        PartMonth::Nothing => "Er zählt nicht.",
    }
}

pub(in crate::data) fn auswirkung(of: Auswirkung) -> &'static str {
    match of {
        Auswirkung::Wirksam => "Die Vorlage kostet oder bringt Geld.",
        Auswirkung::Keine => "Die Vorlage kostet und bringt nichts.",
        Auswirkung::Veranschlagt => "Bezahlt wird aus Mitteln, die schon im Haushalt stehen.",
    }
}

pub(in crate::data) fn decimal_places(digits: u32) -> &'static str {
    if digits == 0 { "Beträge sind volle Euro." } else { "Beträge haben Euro und Cent." }
}

pub(in crate::data) fn rundung(of: Mode) -> &'static str {
    match of {
        Mode::HalfUp => "Ab der Hälfte wird aufgerundet.",
        Mode::Truncate => "Weitere Stellen werden abgeschnitten.",
    }
}

pub(in crate::data) fn zeilen((): ()) -> &'static str {
    "Die Zeilen werden so gerundet, dass sie in der gedruckten Summe aufgehen."
}

pub(in crate::data) fn stand(of: Stand) -> &'static str {
    match of {
        Stand::Kompensiert => "Der Eigenanteil wird im beschlossenen Budget aufgefangen.",
        Stand::Mehrbedarf => "Weder der Haushalt noch die Finanzplanung sieht die Mittel vor.",
        Stand::Veranschlagt => "Der Haushalt sieht die Mittel schon vor.",
        Stand::Ueberplanmaessig => "Es gibt einen Ansatz, er reicht aber nicht.",
        Stand::Ausserplanmaessig => "Der Haushalt hat dafür keinen Ansatz.",
    }
}

pub(in crate::data) fn satzung(of: Satzung) -> &'static str {
    match of {
        Satzung::InKraft => "Die Haushaltssatzung ist in Kraft.",
        Satzung::NichtInKraft => "Sie ist beschlossen und noch nicht in Kraft.",
        Satzung::Vorlaeufig => "Es gibt noch keine; der Haushalt wird vorläufig geführt.",
    }
}

pub(in crate::data) fn bei(of: Bei) -> &'static str {
    match of {
        Bei::Stadt => "Die Stelle wird bei der Stadt eingerichtet.",
        Bei::Traeger => "Sie wird bei einem freien Träger eingerichtet.",
    }
}

pub(in crate::data) fn einrichtung(of: Einrichtung) -> &'static str {
    match of {
        Einrichtung::New => "Die Stelle wird neu eingerichtet.",
        Einrichtung::Vorhanden => "Die Stelle gibt es schon; sie wird eingesetzt.",
        Einrichtung::Verlaengert => "Die befristete Stelle wird verlängert.",
        Einrichtung::Entfristet => "Die befristete Stelle wird auf Dauer eingerichtet.",
        Einrichtung::Entfaellt => "Die Stelle fällt weg.",
    }
}

pub(in crate::data) fn vermerk(falls_away: bool) -> &'static str {
    if falls_away { "künftig wegfallend, mit `zum`" } else { "künftig umzuwandeln, mit `nach`" }
}

pub(in crate::data) fn einheit(of: Einheit) -> &'static str {
    match of {
        Einheit::Vollzeitstelle => "Der Betrag gilt je volle Stelle der Rolle.",
        Einheit::Rolle => "Der Betrag gilt für alle Stellen der Rolle zusammen.",
    }
}

pub(in crate::data) fn bedarf(of: Bedarf) -> &'static str {
    match of {
        Bedarf::Ergebnis => "Aufwendungen, die Erträge offenlassen",
        Bedarf::Auszahlung => "Auszahlungen für Investitionen, die der Haushalt nicht vorsieht",
        Bedarf::Verpflichtung => "Verpflichtungsermächtigungen, die der Haushalt nicht vorsieht",
    }
}

pub(in crate::data) fn deckungsart(of: Deckungsart) -> &'static str {
    of.bezeichnung()
}

pub(in crate::data) fn bereitstellung(of: Bereitstellung) -> &'static str {
    match of {
        Bereitstellung::Veranschlagt => "Der Betrag steht im Haushalt.",
        Bereitstellung::Ueberplanmaessig => "Er geht über den Ansatz im Haushalt hinaus.",
        Bereitstellung::Ausserplanmaessig => "Der Haushalt hat dafür keinen Ansatz.",
        Bereitstellung::ZuVeranschlagen => "Ein späterer Haushalt soll ihn vorsehen.",
    }
}

pub(in crate::data) fn folgeart(of: Folgeart) -> &'static str {
    match of {
        Folgeart::Personal => "Personalaufwendungen",
        Folgeart::Sach => "Unterhaltung und andere Sachaufwendungen",
        Folgeart::Energie => "Energie",
        Folgeart::Ertrag => "Erträge",
    }
}

pub(in crate::data) fn zeilenart(of: Zeilenart) -> &'static str {
    match of {
        Zeilenart::Ertrag => "Die Zeile nimmt ein.",
        Zeilenart::Aufwand => "Die Zeile gibt aus.",
    }
}

pub(in crate::data) fn plan(of: Plan) -> &'static str {
    match of {
        Plan::Ergebnisplan => "Erträge und Aufwendungen",
        Plan::Finanzplan => "Einzahlungen und Auszahlungen aus Investitionen",
    }
}
