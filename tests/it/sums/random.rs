//! Random papers as data: posts, costs and grants of every kind, with amounts that end inside
//! a cent.

use std::fmt::Write as _;

use super::Rounding;

/// Numbers that look random, the same for the same seed (splitmix64).
pub(super) struct Random(u64);

/// A kind of text that the data have more of.
pub(super) struct Grant;

impl Grant {
    /// The Stelle of papers that are about something else.
    pub(super) fn post() -> String {
        "  - { id: s1, anteil: 0.5, kostensatz: k1, funktion: Beratung, rolle: r1, \
         baustein: beratung, bei: stadt, zeitraum: ganz, zeile: personal }\n"
            .to_owned()
    }
}

const KURZ: &str = "kurz";

/// Everything before costs and grants.
pub(super) fn head(auf: &str, summe: &str, stellen: &[String]) -> String {
    let stellen = stellen.concat();
    format!(
        "vorlage:
  art: beschlussvorlage
  stadt: koeln
  nummer: 0000/2026
  datum: 02.02.2026
  sitzung: oeffentlich
  dezernat: Dezernat V
  dienststelle: Amt für Soziales
  betreff: Einrichtung einer Beratungsstelle
  beschlussorgan: Rat
  beratungsfolge:
    - gremium: Rat
      datum: 26.03.2026
  dringlich: nein
  klima: nein
programm:
  name: Beratung im Quartier
  zeitraeume:
    ganz: {{ von: 01.01.2026, bis: 31.12.2027 }}
    kurz: {{ von: 01.03.2026, bis: 31.07.2027 }}
    foerderung: {{ von: 01.06.2026, bis: 30.11.2027 }}
    monat: {{ von: 01.04.2026, bis: 30.04.2026 }}
    tage: {{ von: 11.04.2026, bis: 31.12.2026, angebrochen: tage }}
  bausteine:
    - {{ id: beratung, nummer: 1, name: Beratung im Quartier, umgesetzt: ja }}
haushalt:
  teilplan: 0504
  beschlossen: 2026/2027
  aufstellung: 2028
  jahre:
    2026: {{ stand: kompensiert }}
    2027: {{ stand: kompensiert }}
  rundung: {{ auf: {auf}, summe: {summe}, zeilen: groesster_rest }}
steigerungen:
  - {{ id: tarif, satz: 2.35 %, basisjahr: 2026 }}
kostensaetze:
  - {{ id: k1, bezeichnung: S 1 TVöD, jahresbetrag: 60001.37 }}
  - {{ id: k2, bezeichnung: S 2 TVöD, jahresbetrag: 72001.87, steigerung: tarif }}
  - {{ id: k3, bezeichnung: S 3 TVöD, jahresbetrag: 48000.01, steigerung: tarif }}
stellen:
{stellen}"
    )
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    fn chance(&mut self) -> bool {
        self.below(2) == 0
    }

    /// Euro and cents below `end` euros.
    fn euro(&mut self, end: u64) -> String {
        format!("{}.{:02}", 1 + self.below(end), self.below(100))
    }

    /// A paper, how it rounds, and the funders of its grants with a base: those that pay for
    /// whole items only; nothing for the others.
    pub(super) fn paper(&mut self) -> (String, Rounding, Vec<String>) {
        let is_cut = self.below(4) == 0;
        let auf = if self.below(5) == 0 { "euro" } else { "cent" };
        let summe = if is_cut { "abschneiden" } else { "kaufmaennisch" };
        let posts = 1 + self.below(3);
        let stellen: Vec<String> = (1..=posts).map(|number| self.post(number)).collect();
        let mut yaml = head(auf, summe, &stellen);
        let costs: Vec<String> = ["a", "b", "c", "d", "e"]
            .into_iter()
            .take(usize::try_from(1 + self.below(5)).unwrap())
            .map(str::to_owned)
            .collect();
        yaml.push_str("kosten:\n");
        for id in &costs {
            let cost = self.cost(id);
            yaml.push_str(&cost);
        }
        yaml.push_str("zuwendungen:\n");
        let mut whole = Vec::new();
        for number in ["a", "b", "c"].into_iter().take(usize::try_from(1 + self.below(3)).unwrap())
        {
            let grant = self.grant(number, &costs, &mut whole);
            yaml.push_str(&grant);
        }
        (yaml, Rounding { is_cut }, whole)
    }

    fn post(&mut self, number: u64) -> String {
        let anteil = self.of(&["0.5", "1", "1.333", "0.43"]);
        let rolle = self.of(&["r1", "r1", "r2"]);
        let zeitraum = self.of(&["ganz", KURZ, "tage"]);
        let rolle = if number == 1 { "r1" } else { rolle };
        format!(
            "  - {{ id: s{number}, anteil: {anteil}, kostensatz: k{number}, funktion: Beratung, \
             rolle: {rolle}, baustein: beratung, bei: stadt, zeitraum: {zeitraum}, \
             zeile: personal }}\n"
        )
    }

    fn cost(&mut self, id: &str) -> String {
        let zeitraum = self.of(&["ganz", KURZ, "monat", "monat", "tage"]);
        let what = match self.below(6) {
            0 => format!(
                "satz: {}.{} %, auf: r1, zeitraum: ganz",
                1 + self.below(30),
                self.below(10)
            ),
            1 => format!(
                "betrag: {}, je_arbeitsplatz: r1, zeitraum: {zeitraum}, anteilig: ja",
                self.euro(9_000)
            ),
            2 => format!(
                "betrag: {}, je_stelle: r1, zeitraum: {zeitraum}, anteilig: nein",
                self.euro(9_000)
            ),
            3 => format!(
                "betrag: {}, anzahl: 3, zeitraum: {zeitraum}, anteilig: ja, steigerung: tarif",
                self.euro(900)
            ),
            _ => format!("betrag: {}, zeitraum: {zeitraum}, anteilig: ja", self.euro(900)),
        };
        let zeile = self.of(&["sonstige", "sonstige", "sach"]);
        format!("  - {{ id: {id}, bezeichnung: Posten {id}, zeile: {zeile}, {what} }}\n")
    }

    fn grant(&mut self, number: &str, costs: &[String], whole: &mut Vec<String>) -> String {
        let zeitraum = self.of(&["ganz", "ganz", "foerderung"]);
        let mut grant = format!(
            "  - id: g{number}\n    geber: Geber {number}\n    zeile: zuwendung\n    zeitraum: {zeitraum}\n"
        );
        if self.below(3) == 0 {
            let je = self.of(&["vollzeitstelle", "rolle"]);
            let rate = self.euro(900);
            let _ = writeln!(
                grant,
                "    art: festbetrag\n    anteilig: ja\n    saetze: [{{ rolle: r1, betrag: {rate}, je: {je} }}]"
            );
            if self.chance() {
                let cost = &costs[0];
                let most = if self.chance() {
                    format!(", hoechstens: {}", self.euro(900))
                } else {
                    String::new()
                };
                let _ = writeln!(grant, "    kosten: [{{ kosten: {cost}{most} }}]");
            }
        } else {
            match self.below(3) {
                0 => grant.push_str("    art: voll\n"),
                1 => {
                    let _ = writeln!(
                        grant,
                        "    art: anteil\n    satz: {}.{} %",
                        20 + self.below(79),
                        self.below(10)
                    );
                }
                _ => {
                    let _ = writeln!(
                        grant,
                        "    art: fehlbedarf\n    eigenmittel: {}.{} %",
                        5 + self.below(50),
                        self.below(10)
                    );
                }
            }
            grant.push_str("    bemessung:\n");
            let base: Vec<&String> = costs.iter().filter(|_| self.below(3) > 0).collect();
            for cost in &base {
                let cut = match self.below(5) {
                    0 => format!(", anteil: {}.{} %", 10 + self.below(80), self.below(10)),
                    1 => format!(", hoechstens: {}", self.euro(900)),
                    _ => String::new(),
                };
                let _ = writeln!(grant, "      - {{ kosten: {cost}{cut} }}");
            }
            if base.is_empty() || self.chance() {
                grant.push_str("      - { rolle: r1 }\n");
            }
            whole.push(if zeitraum == "ganz" { format!("Geber {number}") } else { String::new() });
        }
        if self.below(4) == 0 {
            let _ = writeln!(grant, "    hoechstbetrag: {}", 1_000 + self.below(50_000));
        }
        if self.below(5) == 0 {
            let _ = writeln!(grant, "    hoechstens_insgesamt: {}", 1_000 + self.below(90_000));
        }
        if self.below(4) == 0 {
            let auf = self.of(&["euro", "cent"]);
            let art = self.of(&["abschneiden", "kaufmaennisch"]);
            let _ = writeln!(grant, "    rundung: {{ auf: {auf}, art: {art} }}");
        }
        grant
    }
}
