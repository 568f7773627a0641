//! Figures against an oracle that shares no code with the program: exact
//! fractions of `num-rational`, and the rounding rule written out once more.
//!
//! Random programmes: whatever their Stellen, costs, rises and months, every
//! printed row is its exact value rounded down or up by one cent, the cents go
//! to the largest remainders, and every table adds up by columns and by rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;
use vorlage::data::{
    Anteil, Auswirkung, Bei, Bemessungsteil, Drittmittel, Eigenmittel, Einheit, Einrichtung,
    Foerdersatz, Gemeinkosten, Grundlage, Haushalt, Klima, Kosten, Kostenbetrag, Kostensatz, Menge,
    Paper, Placed, Plan, Profil, Programm, Rundung, Satzung, Sitzung, Steigerung, Stelle,
    Stellenauswahl, Stellenzeit, Teilplan, Umfang, Vorlage, Zeile, Zeilenart, Zuwendung,
    Zuwendungsart,
};
use vorlage::diagnostic::{Place, Sources};
use vorlage::finance::{self, Figures};
use vorlage::money::Mode;
use vorlage::period::{Jahr, Zeitraum};

/// A Stelle as the oracle sees it.
#[derive(Debug, Clone)]
struct Post {
    cents: i64,
    thousandths: i64,
    rise: bool,
    first_month: i32,
    months: i32,
    line: usize,
    /// After how many months the quantity changes, and to how many thousandths.
    change: Option<(i32, i64)>,
}

/// Per cent of the personnel cost that overhead is.
const OVERHEAD: i64 = 17;

/// Cents a year for a workplace.
const WORKPLACE: i64 = 971_001;

const LINES: [&str; 2] = ["11", "15"];
const FIRST: i16 = 2021;
const YEARS: i32 = 9;

fn post() -> impl Strategy<Value = Post> {
    let change = prop::option::of((1..60i32, 1..12_000i64));
    (1..20_000_000i64, 1..12_000i64, any::<bool>(), 0..40i32, 1..60i32, 0..LINES.len(), change)
        .prop_map(|(cents, thousandths, rise, first_month, months, line, change)| {
            let change = change.filter(|(after, _)| *after < months);
            Post { cents, thousandths, rise, first_month, months, line, change }
        })
}

fn anteil(post: &Post) -> Anteil {
    let quantity = |thousandths| placed(Decimal::new(thousandths, 3));
    let Some((after, thousandths)) = post.change else {
        return Anteil::Fest(quantity(post.thousandths));
    };
    Anteil::Ab(BTreeMap::from([
        (first_day(post.first_month), quantity(post.thousandths)),
        (first_day(post.first_month + after), quantity(thousandths)),
    ]))
}

/// The first day of the month that is `month` months after January of the first year.
fn first_day(month: i32) -> Date {
    date(FIRST + i16::try_from(month / 12).unwrap(), i8::try_from(month % 12 + 1).unwrap(), 1)
}

fn placed<T>(value: T) -> Placed<T> {
    let file = Sources::default().add("vorlage.yaml", "");
    Placed { value, place: Place { file, range: 0..0 } }
}

fn line(nummer: &str, art: Zeilenart) -> Arc<Zeile> {
    let (schluessel, name) = (format!("z{nummer}"), format!("Zeile {nummer}"));
    Arc::new(Zeile {
        schluessel,
        nummer: nummer.into(),
        name,
        art,
        plan: Plan::Ergebnisplan,
        teilplan: None,
    })
}

fn stelle(index: usize, post: &Post, steigerung: &Arc<Steigerung>) -> Stelle {
    let last = first_day(post.first_month + post.months - 1).last_of_month();
    let kostensatz = Kostensatz {
        id: format!("k{index}"),
        bezeichnung: String::new(),
        jahresbetrag: placed(Decimal::new(post.cents, 2)),
        quelle: None,
        steigerung: post.rise.then(|| Arc::clone(steigerung)),
    };
    let zeitraum = placed(Zeitraum::new(first_day(post.first_month), last, None).unwrap());
    Stelle {
        teilplan: None,
        id: placed(format!("s{index}")),
        funktion: String::new(),
        rolle: "rolle".into(),
        baustein: Some("b".into()),
        bei: Bei::Stadt,
        einrichtung: Einrichtung::New,
        anteil: anteil(post),
        grad: String::new(),
        kostensatz: Some(Arc::new(kostensatz)),
        alternativ: None,
        zeitraum: Stellenzeit {
            value: zeitraum.value.clone(),
            place: zeitraum.place.clone(),
            teile: vec![zeitraum],
        },
        stellenplan: None,
        vermerk: None,
        verrechnung: false,
        arbeitsplaetze: None,
        zeile: line(LINES[post.line], Zeilenart::Aufwand),
    }
}

/// A paper with `posts`, one cost, and a grant of `grant_cents` per full post.
fn paper(posts: &[Post], rise_basis_points: i64, grant_cents: i64) -> Paper {
    let steigerung = Arc::new(Steigerung {
        id: "tarif".into(),
        satz: placed(Decimal::new(rise_basis_points, 2)),
        basisjahr: Jahr(FIRST),
    });
    let last = FIRST + i16::try_from(YEARS).unwrap() - 1;
    let whole = placed(Zeitraum::new(first_day(0), date(last, 12, 31), None).unwrap());
    let kosten = Kosten {
        teilplan: None,
        id: placed("sach".into()),
        bezeichnung: String::new(),
        zeile: line("16", Zeilenart::Aufwand),
        zeitraum: whole.clone(),
        umfang: Umfang::Betrag(Kostenbetrag {
            betrag: placed(Decimal::new(grant_cents, 2)),
            menge: Menge::Pauschal,
            anteilig: false,
            steigerung: None,
        }),
    };
    let satz = Foerdersatz {
        rolle: placed("rolle".into()),
        betrag: placed(Decimal::new(grant_cents, 2)),
        je: Einheit::Vollzeitstelle,
    };
    let zuwendung = Zuwendung {
        teilplan: None,
        id: placed("land".into()),
        geber: String::new(),
        kurz: None,
        art: Zuwendungsart::Festbetrag,
        zeile: line("02", Zeilenart::Ertrag),
        fuer: None,
        zeitraum: whole.clone(),
        anteilig: true,
        status: None,
        bemessung: Vec::new(),
        saetze: vec![satz],
        kosten: Vec::new(),
        hoechstbetrag: None,
        hoechstens_je_stelle: None,
        hoechstens_insgesamt: None,
        rundung: None,
        bewilligt: BTreeMap::new(),
    };
    let posts = posts.iter().enumerate();
    Paper {
        is_draft: false,
        vorlage: head(),
        programm: Programm {
            name: String::new(),
            kurz: None,
            zeitraeume: BTreeMap::from([("ganz".into(), whole.clone())]),
            horizont: None,
            bausteine: Vec::new(),
        },
        haushalt: Haushalt {
            auswirkung: Auswirkung::Wirksam,
            teilplan: Some(Teilplan { nummer: "0504".into(), name: String::new() }),
            teilplaene: Vec::new(),
            beschlossen: Vec::new(),
            aufstellung: vec![Jahr(FIRST)],
            zuwendungen: None,
            jahre: BTreeMap::new(),
            satzung: Satzung::InKraft,
            folgekosten_bis: None,
            rundung: Rundung { digits: 2, mode: Mode::HalfUp },
        },
        kostensaetze: Vec::new(),
        stellen: posts.map(|(index, post)| stelle(index, post, &steigerung)).collect(),
        kosten: vec![kosten, workplaces(&whole), overhead(&whole)],
        investitionen: Vec::new(),
        zuwendungen: vec![zuwendung],
        deckung: Vec::new(),
        ansaetze: Vec::new(),
        angaben: Vec::new(),
        szenarien: Vec::new(),
        chosen: None,
        texte: BTreeMap::new(),
        phrases: Vec::new(),
        profil: Profil::default(),
    }
}

fn cost(id: &str, zeitraum: &Placed<Zeitraum>, umfang: Umfang) -> Kosten {
    let (zeile, zeitraum) = (line("16", Zeilenart::Aufwand), zeitraum.clone());
    Kosten {
        id: placed(id.into()),
        bezeichnung: String::new(),
        zeile,
        teilplan: None,
        zeitraum,
        umfang,
    }
}

fn workplaces(zeitraum: &Placed<Zeitraum>) -> Kosten {
    let betrag = Kostenbetrag {
        betrag: placed(Decimal::new(WORKPLACE, 2)),
        menge: Menge::JeArbeitsplatz("rolle".into()),
        anteilig: true,
        steigerung: None,
    };
    cost("platz", zeitraum, Umfang::Betrag(betrag))
}

fn overhead(zeitraum: &Placed<Zeitraum>) -> Kosten {
    let satz = placed(Decimal::new(OVERHEAD, 0));
    let satz = Gemeinkosten { satz, auf: Stellenauswahl::Rolle("rolle".into()) };
    cost("gemein", zeitraum, Umfang::Satz(satz))
}

fn head() -> Vorlage {
    Vorlage {
        place: placed(()).place,
        art: "beschlussvorlage".into(),
        stadt: "stadt".into(),
        nummer: String::new(),
        datum: date(FIRST, 1, 1),
        sitzung: Sitzung::Oeffentlich,
        nichtoeffentlich_weil: None,
        dezernat: String::new(),
        dienststelle: String::new(),
        betreff: String::new(),
        hier: None,
        beschlussorgan: Some(String::new()),
        beratungsfolge: Vec::new(),
        bezug: None,
        unterzeichnende: Vec::new(),
        antragsteller: Vec::new(),
        genehmigung: None,
        dringlich: false,
        klima: Klima::Nein,
        anlagen: Vec::new(),
        nachweis: false,
        synopse: false,
        diagramme: Vec::new(),
    }
}

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// The sum over the post's months of a year of what `of` makes of the thousandths that are
/// in force in each.
fn by_month(post: &Post, year: i32, of: impl Fn(i64) -> i64) -> i64 {
    let months = post.first_month..post.first_month + post.months;
    let in_force = |month: i32| match post.change {
        Some((after, thousandths)) if month >= post.first_month + after => thousandths,
        _ => post.thousandths,
    };
    months.filter(|month| month / 12 == year).map(|month| of(in_force(month))).sum()
}

/// How many of the post's months lie in the year that is `year` years after the first.
fn months_in(post: &Post, year: i32) -> i64 {
    by_month(post, year, |_| 1)
}

/// What a post costs in a year, in cents.
fn exact(post: &Post, rise_basis_points: i64, year: i32) -> BigRational {
    let factor = ratio(10_000 + rise_basis_points, 10_000);
    let mut value = ratio(post.cents, 1);
    for _ in 0..if post.rise { year } else { 0 } {
        value *= &factor;
    }
    value * ratio(by_month(post, year, |thousandths| thousandths), 12_000)
}

/// What line 16 costs in a year: the lump sum of `grant`, workplaces and overhead.
fn line_16(posts: &[Post], rise: i64, grant: i64, year: i32) -> BigRational {
    let whole = |thousandths: i64| (thousandths + 999) / 1000;
    let workplaces: i64 = posts.iter().map(|post| by_month(post, year, whole)).sum();
    let personnel: BigRational = posts.iter().map(|post| exact(post, rise, year)).sum();
    ratio(grant, 1) + ratio(WORKPLACE * workplaces, 12) + personnel * ratio(OVERHEAD, 100)
}

/// The most thousandths of posts that are in force at one time in a year.
fn most(posts: &[Post], year: i32) -> i64 {
    let in_month = |month: i32| -> i64 {
        let alone = |post: &Post| {
            let runs = (post.first_month..post.first_month + post.months).contains(&month);
            let changed = post.change.filter(|(after, _)| month >= post.first_month + after);
            let thousandths = changed.map_or(post.thousandths, |(_, thousandths)| thousandths);
            if runs { thousandths } else { 0 }
        };
        posts.iter().map(alone).sum()
    };
    (year * 12..year * 12 + 12).map(in_month).max().unwrap()
}

/// A whole number of cents, half up (all values here are positive).
fn half_up(cents: &BigRational) -> BigRational {
    (cents + ratio(1, 2)).floor()
}

fn printed(figures: &Figures, name: &str) -> Option<BigRational> {
    let value = figures.get(figures.find(name)?).value;
    assert_eq!(value.scale(), 2, "{name} is not in cents");
    Some(ratio(i64::try_from(value.mantissa()).unwrap(), 1))
}

#[track_caller]
fn must(figures: &Figures, name: &str) -> BigRational {
    printed(figures, name).unwrap_or_else(|| panic!("no figure {name}"))
}

fn check(posts: &[Post], rise: i64, grant: i64) {
    let plan = finance::plan(&paper(posts, rise, grant));
    let figures = &plan.figures;
    for year in 0..YEARS {
        let jahr = i32::from(FIRST) + year;
        for (line, nummer) in LINES.iter().enumerate() {
            check_line(figures, posts, rise, year, (line, nummer));
        }
        let lines = ["11", "15", "16"].iter();
        let expenses: BigRational =
            lines.filter_map(|nummer| printed(figures, &format!("zeile.{nummer}.{jahr}"))).sum();
        assert_eq!(must(figures, &format!("aufwendungen.{jahr}")), expenses);
        assert_eq!(
            must(figures, &format!("zeile.16.{jahr}")),
            half_up(&line_16(posts, rise, grant, year))
        );
        if let Some(role) = figures.find(&format!("rolle.rolle.{jahr}")) {
            let role = figures.get(role).value;
            assert_eq!(role, Decimal::new(most(posts, year), 3), "{jahr}");
        }
        let posts = posts.iter();
        let earned: BigRational = posts
            .map(|post| by_month(post, year, |thousandths| thousandths))
            .map(|months| ratio(months, 12_000) * ratio(grant, 1))
            .sum();
        let revenue = must(figures, &format!("ertraege.{jahr}"));
        assert_eq!(revenue, half_up(&earned));
        assert_eq!(must(figures, &format!("eigenanteil.{jahr}")), expenses - revenue);
    }
    check_columns(figures, posts.len());
}

fn check_line(figures: &Figures, posts: &[Post], rise: i64, year: i32, line: (usize, &str)) {
    let (jahr, total) = (i32::from(FIRST) + year, format!("zeile.{}", line.1));
    let posts = posts.iter().enumerate();
    let rows: Vec<(BigRational, BigRational)> = posts
        .filter(|(_, post)| post.line == line.0 && months_in(post, year) > 0)
        .map(|(index, post)| {
            (exact(post, rise, year), must(figures, &format!("stelle.s{index}.{jahr}")))
        })
        .collect();
    if rows.is_empty() {
        assert_eq!(printed(figures, &format!("{total}.{jahr}")), None);
        return;
    }
    let total = must(figures, &format!("{total}.{jahr}"));
    assert_eq!(total, half_up(&rows.iter().map(|(exact, _)| exact).sum()));
    assert_eq!(total, rows.iter().map(|(_, printed)| printed).sum());
    let raised = |row: &(BigRational, BigRational)| &row.1 - row.0.floor();
    let remainder = |row: &(BigRational, BigRational)| &row.0 - row.0.floor();
    for (i, row) in rows.iter().enumerate() {
        assert!([ratio(0, 1), ratio(1, 1)].contains(&raised(row)), "a row is off by over a cent");
        for (j, other) in rows.iter().enumerate() {
            if raised(row) == ratio(1, 1) && raised(other) == ratio(0, 1) {
                let (left, right) = (remainder(row), remainder(other));
                assert!(left > right || (left == right && i < j), "a cent went to the wrong row");
            }
        }
    }
}

/// Every row of the "Gesamt" column adds up its years, and the column adds up its rows.
fn check_columns(figures: &Figures, posts: usize) {
    let across = |name: &str| -> BigRational {
        let years = (0..YEARS).map(|year| i32::from(FIRST) + year);
        years.filter_map(|jahr| printed(figures, &format!("{name}.{jahr}"))).sum()
    };
    let rows = (0..posts).map(|index| format!("stelle.s{index}"));
    let names = ["zeile.02", "zeile.16", "ertraege", "aufwendungen", "eigenanteil"];
    for name in names.map(str::to_owned).into_iter().chain(rows.clone()) {
        assert_eq!(must(figures, &format!("{name}.gesamt")), across(&name), "{name}");
    }
    let lines = LINES.iter();
    let lines: BigRational =
        lines.filter_map(|nummer| printed(figures, &format!("zeile.{nummer}.gesamt"))).sum();
    assert_eq!(lines, rows.map(|name| must(figures, &format!("{name}.gesamt"))).sum());
    let (volume, grants) = (must(figures, "volumen"), must(figures, "ertraege.gesamt"));
    assert_eq!(must(figures, "eigenanteil.gesamt"), volume - grants);
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_programmes_are_exact_and_add_up(
        posts in prop::collection::vec(post(), 1..12),
        rise in 0..1_000i64,
        grant in 0..10_000_000i64,
    ) {
        check(&posts, rise, grant);
    }

    /// Whole years of half or quarter posts of odd cents: every row ends on a half or a
    /// quarter of a cent, so ties decide.
    #[test]
    fn half_cent_ties(cents in prop::collection::vec(1..1_000i64, 1..10), quarter: bool) {
        let thousandths = if quarter { 250 } else { 500 };
        let post = |cents: &i64| Post {
            cents: cents * 2 + 1,
            thousandths,
            rise: false,
            first_month: 0,
            months: 12,
            line: 0,
            change: None,
        };
        let posts: Vec<Post> = cents.iter().map(post).collect();
        check(&posts, 0, 1);
    }
}

/// A grant as the oracle sees it; amounts in cents, shares in thousandths of a per cent.
#[derive(Debug, Clone)]
struct Grant {
    kind: usize,
    rate: i64,
    own: Option<Result<i64, i64>>,
    others: Option<i64>,
    /// Of the cost: the eligible share, and the most a year.
    share: Option<i64>,
    part: Option<i64>,
    /// Whether the Stellen belong to the base, and the most for each of them.
    posts: bool,
    per_post: Option<i64>,
    a_year: Option<i64>,
    in_all: Option<i64>,
    /// Whole euros or cents, cut off or half up.
    round: Option<(bool, bool)>,
    /// Nothing, the amount of the grant before, or what that leaves open.
    chain: usize,
}

const WHOLE: i64 = 100_000;

fn grant() -> impl Strategy<Value = Grant> {
    let limit = || prop::option::of(0..20_000_000i64);
    let own = prop_oneof![(1..=WHOLE).prop_map(Ok), (0..5_000_000i64).prop_map(Err)];
    let first = (0..3usize, 1..=WHOLE, prop::option::of(own), limit());
    let base = (prop::option::of(1..=WHOLE), limit(), any::<bool>(), 0..3usize);
    let limits = (limit(), limit(), limit(), prop::option::of(any::<(bool, bool)>()));
    (first, base, limits).prop_map(|((kind, rate, own, others), base, limits)| {
        let (share, part, posts, chain) = base;
        let (per_post, a_year, in_all, round) = limits;
        let in_all = in_all.map(|cents| cents * 3);
        let per_post = per_post.filter(|_| posts);
        Grant {
            kind,
            rate,
            own,
            others,
            share,
            part,
            posts,
            per_post,
            a_year,
            in_all,
            round,
            chain,
        }
    })
}

fn euro(cents: i64) -> Placed<Decimal> {
    placed(Decimal::new(cents, 2))
}

fn percent(thousandths: i64) -> Placed<Decimal> {
    placed(Decimal::new(thousandths, 3))
}

/// The grant at `index` as the program reads it.
fn zuwendung(index: usize, grant: &Grant, whole: &Placed<Zeitraum>) -> Zuwendung {
    let part = |grundlage| Bemessungsteil {
        grundlage,
        place: placed(()).place,
        anteil: None,
        hoechstens: None,
    };
    let cost = Bemessungsteil {
        anteil: grant.share.map(percent),
        hoechstens: grant.part.map(euro),
        ..part(Grundlage::Kosten("sach".into()))
    };
    let posts = grant.posts.then(|| part(Grundlage::Rolle("rolle".into())));
    let before = || format!("g{}", index - 1);
    let chain = match grant.chain {
        1 if index > 0 => Some(part(Grundlage::Zuwendung(before()))),
        2 if index > 0 => Some(part(Grundlage::Rest(before()))),
        _ => None,
    };
    Zuwendung {
        teilplan: None,
        id: placed(format!("g{index}")),
        geber: String::new(),
        kurz: None,
        art: match grant.kind {
            0 => Zuwendungsart::Anteil { satz: percent(grant.rate) },
            1 => Zuwendungsart::Fehlbedarf {
                eigenmittel: grant.own.map(|own| match own {
                    Ok(rate) => Eigenmittel::Anteil(percent(rate)),
                    Err(cents) => Eigenmittel::Betrag(euro(cents)),
                }),
                drittmittel: grant
                    .others
                    .map(|cents| Drittmittel { betrag: euro(cents), geber: None }),
            },
            _ => Zuwendungsart::Voll,
        },
        zeile: line("02", Zeilenart::Ertrag),
        fuer: None,
        zeitraum: whole.clone(),
        anteilig: true,
        status: None,
        bemessung: [Some(cost), posts, chain].into_iter().flatten().collect(),
        saetze: Vec::new(),
        kosten: Vec::new(),
        hoechstbetrag: grant.a_year.map(euro),
        hoechstens_je_stelle: grant.per_post.map(euro),
        hoechstens_insgesamt: grant.in_all.map(euro),
        rundung: grant.round.map(|(whole, cut)| Rundung {
            digits: if whole { 0 } else { 2 },
            mode: if cut { Mode::Truncate } else { Mode::HalfUp },
        }),
        bewilligt: BTreeMap::new(),
    }
}

/// The base of `grant` in a year in cents; `before` is the base and the amount of the
/// grant before.
fn base(
    grant: &Grant,
    posts: &[Post],
    (rise, cost): (i64, i64),
    year: i32,
    before: Option<&(BigRational, BigRational)>,
) -> BigRational {
    let share = ratio(grant.share.unwrap_or(WHOLE), WHOLE);
    let mut base = ratio(cost, 1) * share;
    if let Some(most) = grant.part {
        base = base.min(ratio(most, 1));
    }
    if grant.posts {
        base += posts.iter().map(|post| exact(post, rise, year)).sum::<BigRational>();
    }
    match (grant.chain, before) {
        (1, Some((_, paid))) => base + paid,
        (2, Some((other, paid))) => base + (other - paid).max(ratio(0, 1)),
        _ => base,
    }
}

/// What `grant` pays of `base` in a year, in cents, when `paid` was paid before.
fn pays(
    grant: &Grant,
    posts: &[Post],
    base: &BigRational,
    year: i32,
    paid: &BigRational,
) -> BigRational {
    let mut amount = match grant.kind {
        0 => base * ratio(grant.rate, WHOLE),
        1 => {
            let own = match grant.own {
                Some(Ok(rate)) => base * ratio(rate, WHOLE),
                Some(Err(cents)) => ratio(cents, 1),
                None => ratio(0, 1),
            };
            (base - own - ratio(grant.others.unwrap_or(0), 1)).max(ratio(0, 1))
        }
        _ => base.clone(),
    };
    if let Some(most) = grant.a_year {
        amount = amount.min(ratio(most, 1));
    }
    if let Some(most) = grant.per_post {
        let full = posts.iter().map(|post| by_month(post, year, |part| part)).sum::<i64>();
        amount = amount.min(ratio(full, 12_000) * ratio(most, 1));
    }
    let unit = match (grant.round, grant.in_all) {
        (Some((true, _)), _) => Some(ratio(100, 1)),
        (Some((false, _)), _) | (None, Some(_)) => Some(ratio(1, 1)),
        (None, None) => None,
    };
    if let Some(unit) = unit {
        let units = amount / &unit;
        let cut = grant.round.is_some_and(|(_, cut)| cut);
        amount = if cut { units.floor() } else { half_up(&units) } * unit;
    }
    match grant.in_all {
        Some(most) => amount.min((ratio(most, 1) - paid).max(ratio(0, 1))),
        None => amount,
    }
}

/// Compares every grant in every year with the oracle, as a fraction; the printed rows add
/// up to the printed line.
fn check_grants(posts: &[Post], grants: &[Grant], rise: i64, cost: i64) {
    let mut paper = paper(posts, rise, cost);
    let whole = paper.zuwendungen.remove(0).zeitraum;
    let all = grants.iter().enumerate();
    paper.zuwendungen = all.map(|(index, grant)| zuwendung(index, grant, &whole)).collect();
    let figures = finance::plan(&paper).figures;
    let mut paid = vec![ratio(0, 1); grants.len()];
    for year in 0..YEARS {
        let jahr = i32::from(FIRST) + year;
        let mut before = None;
        for (index, grant) in grants.iter().enumerate() {
            let base = base(grant, posts, (rise, cost), year, before.as_ref());
            let amount = pays(grant, posts, &base, year, &paid[index]);
            for (name, expected) in [("bemessung.", &base), ("", &amount)] {
                let name = format!("zuwendung.g{index}.{name}{jahr}");
                let figure = figures.get(figures.find(&name).unwrap());
                let found: BigRational = figure.exact.as_fraction().parse().unwrap();
                assert_eq!(found * ratio(100, 1), *expected, "{name}: {grant:?}");
            }
            paid[index] += &amount;
            before = Some((base, amount));
        }
        let rows = (0..grants.len()).map(|index| format!("zuwendung.g{index}.{jahr}"));
        let rows: BigRational = rows.map(|name| must(&figures, &name)).sum();
        let others = grants.iter().filter(|grant| grant.kind == 1).filter_map(|grant| grant.others);
        let rows = rows + others.map(|cents| ratio(cents, 1)).sum::<BigRational>();
        assert_eq!(must(&figures, &format!("zeile.02.{jahr}")), rows);
    }
    for (index, grant) in grants.iter().enumerate() {
        let Some(most) = grant.in_all else { continue };
        let total = must(&figures, &format!("zuwendung.g{index}.gesamt"));
        assert!(total <= ratio(most, 1), "{total} printed of at most {most}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_grants_pay_exactly_what_they_should(
        posts in prop::collection::vec(post(), 0..5),
        grants in prop::collection::vec(grant(), 1..5),
        rise in 0..1_000i64,
        cost in 0..20_000_000i64,
    ) {
        check_grants(&posts, &grants, rise, cost);
    }
}

#[test]
fn a_rise_with_more_digits_than_a_decimal_stays_exact() {
    // 1,0235^8 has 32 decimal places, beyond the 28 digits of a decimal.
    let post = Post {
        cents: 8_410_010,
        thousandths: 430,
        rise: true,
        first_month: 0,
        months: 12 * YEARS,
        line: 0,
        change: None,
    };
    let plan = finance::plan(&paper(std::slice::from_ref(&post), 235, 1));
    for year in 0..YEARS {
        let name = format!("stelle.s0.{}", i32::from(FIRST) + year);
        assert_eq!(must(&plan.figures, &name), half_up(&exact(&post, 235, year)));
    }
}

#[test]
fn a_value_beyond_all_digits_is_a_problem_and_no_panic() {
    // Ten billion a year for ten thousand posts, a thousandfold every year for eight
    // years: 10^10 × 10^4 × 10^24 exceeds 28 digits.
    let post = Post {
        cents: 1_000_000_000_000,
        thousandths: 10_000_000,
        rise: true,
        first_month: 96,
        months: 12,
        line: 0,
        change: None,
    };
    let plan = finance::plan(&paper(&[post], 9_999_900, 1));
    let codes: Vec<&str> = plan.diagnostics.iter().map(|problem| problem.code).collect();
    assert!(codes.contains(&"zahl-zu-gross"), "{codes:?}");
}
