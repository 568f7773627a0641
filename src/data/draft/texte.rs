//! Writes the texts of a new paper: sentences that say what to write in their place.

use super::file::File;

/// The text `name` as a file of the paper.
pub fn text(name: &str) -> File {
    let sentences = match name {
        "alternative" => {
            "Bitte beschreiben Sie hier, was geschieht, wenn dem Vorschlag nicht gefolgt wird, und was das kostet oder erspart."
        }
        "begruendung" => {
            "# Ausgangslage\n\nBitte beschreiben Sie hier, was der Anlass ist und wie es sich heute verhält.\n\n\
                # Maßnahme\n\nBitte beschreiben Sie hier, was geschehen soll, warum es nötig ist und wie der Erfolg gemessen wird."
        }
        "beschluss_teilnahme" => {
            "die Durchführung der Maßnahme. Bitte schreiben Sie hier, was im Einzelnen beschlossen werden soll."
        }
        "dringlichkeit" => {
            "Bitte beschreiben Sie hier, warum die Entscheidung nicht bis zur nächsten ordentlichen Sitzung warten kann und warum die Vorlage nicht früher möglich war."
        }
        "mitteilung" => "Bitte schreiben Sie hier, was die Gremien zur Kenntnis nehmen sollen.",
        "klima" => {
            "Bitte beschreiben Sie hier, wie sich die Maßnahme auf den Klimaschutz auswirkt."
        }
        _ => "Bitte schreiben Sie hier den Text, den die Vorlage an dieser Stelle druckt.",
    };
    (format!("texte/{name}.md"), format!("{sentences}\n"))
}
