//! The answer behind every figure of a page: how it came about, in one step, with its operands
//! as figures that answer in their turn, down to what was given and where that stands.

use std::collections::BTreeSet;

use super::escape::escaped;
use super::words::Words;
use crate::document::{Document, Explainer, Explanation, Titles};
use crate::finance::{FigureId, Figures};
use crate::output::Origin;

/// The answers of all figures that stand in a text, and of all they are made of.
pub(super) struct Answers<'a> {
    figures: &'a Figures,
    explainer: Explainer<'a>,
    titles: Titles<'a>,
    words: Words<'a>,
    known: BTreeSet<FigureId>,
}

impl<'a> Answers<'a> {
    /// Those of `document`, whose paper is `of`.
    pub(super) fn of(document: &Document, of: &Origin<'a>, words: Words<'a>) -> Self {
        let explainer = Explainer::new(of.figures, of.sources, document, &[], &[]);
        let mut open: Vec<FigureId> = document.printed.iter().map(|it| it.figure).collect();
        let mut known = BTreeSet::new();
        while let Some(id) = open.pop() {
            if known.insert(id) {
                open.extend(of.figures.get(id).derivation.operands());
            }
        }
        Self { figures: of.figures, explainer, titles: Titles::of(of.paper), words, known }
    }

    /// `text` as a button that opens the answer of `id`; none where there is no answer.
    pub(super) fn button(&self, id: FigureId, text: &str) -> Option<String> {
        self.known.contains(&id).then(|| {
            let (number, text) = (id.index(), escaped(text));
            format!(
                "<button type=\"button\" class=\"z\" popovertarget=\"z{number}\">{text}</button>"
            )
        })
    }

    /// All answers as HTML.
    pub(super) fn written(&self) -> String {
        self.known.iter().map(|id| self.answer(*id)).collect()
    }

    fn answer(&self, id: FigureId) -> String {
        let name = &self.figures.get(id).name;
        let of = self.explainer.step(id);
        let (number, title) = (id.index(), escaped(&self.titles.dated(name)));
        let facts: String = self
            .facts(&of)
            .into_iter()
            .map(|(word, fact)| {
                let word = escaped(self.words.say(word));
                format!("<dt>{word}</dt><dd>{}</dd>", escaped(&fact))
            })
            .collect();
        let facts = if facts.is_empty() { facts } else { format!("<dl>{facts}</dl>") };
        format!(
            "<div popover=\"auto\" id=\"z{number}\" role=\"dialog\" aria-labelledby=\"n{number}\">\
             <h2 id=\"n{number}\">{title}</h2><p class=\"wert\">{}</p>{facts}{}\
             <button type=\"button\" class=\"schliessen\" popovertarget=\"z{number}\" \
             popovertargetaction=\"hide\">{}</button></div>\n",
            escaped(&of.text),
            self.operands(id),
            escaped(self.words.say("schliessen"))
        )
    }

    /// What is said of a figure, each with the word for it.
    fn facts(&self, of: &Explanation) -> Vec<(&'static str, String)> {
        let file = |place: &String| {
            let place = place.replace('\\', "/");
            place.rsplit('/').next().map(str::to_owned).unwrap_or(place)
        };
        let rounding = of.rounding.as_ref().map(|how| match &of.unrounded {
            Some(exact) => format!("{exact} – {how}"),
            None => how.clone(),
        });
        [
            ("rechnung", of.calculation.clone()),
            ("rundung", rounding),
            ("ausgleich", of.moved.clone()),
            ("angabe", of.place.as_ref().map(file)),
            ("quelle", of.source.clone()),
        ]
        .into_iter()
        .filter_map(|(word, fact)| Some((word, fact?)))
        .collect()
    }

    fn operands(&self, id: FigureId) -> String {
        let mut seen = BTreeSet::new();
        let operands = self.figures.get(id).derivation.operands();
        let items: String = operands
            .into_iter()
            .filter(|of| seen.insert(*of))
            .filter_map(|of| {
                let value = self.button(of, &self.explainer.step(of).text)?;
                let title = escaped(&self.titles.dated(&self.figures.get(of).name));
                Some(format!("<li>{value} {title}</li>"))
            })
            .collect();
        if items.is_empty() {
            return items;
        }
        format!("<p>{}</p><ul>{items}</ul>", escaped(self.words.say("woraus")))
    }
}
