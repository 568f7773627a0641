//! The automatic styles of an ODT: what a single paragraph or word has beside its style. Each
//! is declared once, in the order in which it is first asked for.

use std::collections::BTreeMap;

/// A style that only this file knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Own {
    family: &'static str,
    parent: String,
    /// Further attributes of the style.
    attributes: String,
    properties: String,
}

/// The automatic styles so far.
#[derive(Debug, Default)]
pub(super) struct Automatic {
    names: BTreeMap<Own, String>,
    declared: String,
}

impl Automatic {
    /// The name of a style of `family` that is `parent` with `properties`, and that itself where
    /// there are none.
    pub(super) fn name(&mut self, family: &'static str, parent: &str, properties: &str) -> String {
        self.with(family, parent, "", properties)
    }

    /// The same with further attributes.
    pub(super) fn with(
        &mut self,
        family: &'static str,
        parent: &str,
        attributes: &str,
        properties: &str,
    ) -> String {
        if attributes.is_empty() && properties.is_empty() {
            return parent.to_owned();
        }
        let own = Own {
            family,
            parent: parent.to_owned(),
            attributes: attributes.to_owned(),
            properties: properties.to_owned(),
        };
        if let Some(name) = self.names.get(&own) {
            return name.clone();
        }
        let name = format!("A{}", self.names.len() + 1);
        let parent = match parent {
            "" => String::new(),
            parent => format!(" style:parent-style-name=\"{parent}\""),
        };
        self.declared.push_str(&format!(
            "<style:style style:name=\"{name}\" style:family=\"{family}\"{parent}{attributes}>\
             {properties}</style:style>"
        ));
        self.names.insert(own, name.clone());
        name
    }

    /// All of them as XML.
    pub(super) fn declared(&self) -> &str {
        &self.declared
    }
}
