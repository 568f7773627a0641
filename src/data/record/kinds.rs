//! The kinds of values that keys have: each is a form and the reader of that form.
//!
//! What refers to records of a paper stands beside what it refers to, such as
//! `paper/references.rs`.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::choice::Choice;
use super::form::{Form, MapKey};
use super::open::{Part, Record};
use super::reads::{At, Declared, Reads};
use super::{date, number, open, registry, value};
use crate::data::Placed;
use crate::data::yaml::node::Node;
use crate::diagnostic::Place;
use crate::period::Jahr;

/// Declares kinds whose readers need nothing but the value.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $value:ty = $form:expr, $read:path;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(in crate::data) struct $name;

        impl Declared for $name {
            const FORM: Form = $form;
        }

        impl<K> Reads<K> for $name {
            type Value = $value;

            fn read(node: &Node, at: &At<'_, K>) -> Option<$value> {
                $read(node, at.intake)
            }
        }
    )+};
}

kinds! {
    /// Words that are printed, in one line.
    Text: String = Form::Text, value::words;
    /// The same with their place.
    PlacedText: Placed<String> = Form::Text, value::placed_words;
    /// What something is called, where numbers belong to the name: `0504`, `A 13`, `51/2`.
    Designation: String = Form::Text, value::designation;
    /// The same with its place.
    PlacedDesignation: Placed<String> = Form::Text, value::placed_designation;
    /// The name by which other data refers to the record.
    Id: Placed<String> = Form::Id, value::id;
    /// The same without its place.
    Name: String = Form::Id, value::name;
    /// A day.
    Day: Date = Form::Date, date::date;
    /// A day and its place.
    PlacedDay: Placed<Date> = Form::Date, date::placed;
    /// A Haushaltsjahr.
    Year: Jahr = Form::Year, date::scalar_year;
    /// An amount in euro.
    Amount: Placed<Decimal> = Form::Amount, number::amount;
    /// An amount in euro; none is no amount.
    AmountOverZero: Placed<Decimal> = Form::Amount, number::amount_over_zero;
    /// A quantity of Stellen or the like.
    Count: Placed<Decimal> = Form::Count, number::count;
    /// A quantity of anything.
    Quantity: Placed<Decimal> = Form::Count, number::quantity;
    /// A quantity of workplaces.
    Whole: Placed<Decimal> = Form::Whole, number::whole;
    /// A share from 0 to 100 per cent.
    Percent: Placed<Decimal> = Form::Percent, number::percent;
    /// A share above 0 per cent.
    PercentOverZero: Placed<Decimal> = Form::Percent, number::percent_over_zero;
    /// `ja` or `nein`.
    YesNo: bool = Form::YesNo, value::yes_no;
}

/// A value and its place.
#[derive(Debug)]
pub(in crate::data) struct WithPlace<R>(PhantomData<R>);

impl<R: Declared> Declared for WithPlace<R> {
    const FORM: Form = R::FORM;
}

impl<K, R: Reads<K>> Reads<K> for WithPlace<R> {
    type Value = Placed<R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        value::placed(node, R::read(node, at)?)
    }
}

/// A value that others share.
#[derive(Debug)]
pub(in crate::data) struct Shared<R>(PhantomData<R>);

impl<R: Declared> Declared for Shared<R> {
    const FORM: Form = R::FORM;
}

impl<K, R: Reads<K>> Reads<K> for Shared<R> {
    type Value = Arc<R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        R::read(node, at).map(Arc::new)
    }
}

/// One of the words of `C`.
#[derive(Debug)]
pub(in crate::data) struct OneOf<C>(PhantomData<C>);

impl<C: Choice> Declared for OneOf<C> {
    const FORM: Form = Form::Choice(C::WORDS);
}

impl<K, C: Choice> Reads<K> for OneOf<C> {
    type Value = C::Value;

    fn read(node: &Node, at: &At<'_, K>) -> Option<C::Value> {
        value::choice::<C>(node, at.intake)
    }
}

/// A list.
#[derive(Debug)]
pub(in crate::data) struct List<R>(PhantomData<R>);

impl<R: Declared> Declared for List<R> {
    const FORM: Form = Form::List(&R::FORM);
}

impl<K, R: Reads<K>> Reads<K> for List<R> {
    type Value = Vec<R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        open::list(node, at.intake, |item| R::read(item, at))
    }
}

/// A list of records that have an `id`, no two the same.
#[derive(Debug)]
pub(in crate::data) struct Named<R>(PhantomData<R>);

impl<R: Declared> Declared for Named<R> {
    const FORM: Form = Form::List(&R::FORM);
}

impl<K, R: Reads<K>> Reads<K> for Named<R> {
    type Value = Vec<R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        registry::read_list(node, at.intake, |item, id| R::read(item, &at.below(id)))
    }
}

/// A mapping from Haushaltsjahre.
#[derive(Debug)]
pub(in crate::data) struct PerYear<R>(PhantomData<R>);

impl<R: Declared> Declared for PerYear<R> {
    const FORM: Form = Form::Map(MapKey::Year, &R::FORM);
}

impl<K, R: Reads<K>> Reads<K> for PerYear<R> {
    type Value = BTreeMap<Jahr, R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        open::map(node, at.intake, |entry| {
            let jahr = date::year(&entry.key.name, &entry.key.place, at.intake);
            let value = R::read(&entry.value, &at.below(&entry.key.name));
            Some((jahr?, value?))
        })
    }
}

/// A mapping from names of records.
#[derive(Debug)]
pub(in crate::data) struct PerId<R>(PhantomData<R>);

impl<R: Declared> Declared for PerId<R> {
    const FORM: Form = Form::Map(MapKey::Id, &R::FORM);
}

impl<K, R: Reads<K>> Reads<K> for PerId<R> {
    type Value = BTreeMap<String, R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        open::map(node, at.intake, |entry| {
            value::key_id(&entry.key, at.intake)?;
            Some((entry.key.name.clone(), R::read(&entry.value, &at.below(&entry.key.name))?))
        })
    }
}

/// A mapping from whatever the clerk writes.
#[derive(Debug)]
pub(in crate::data) struct PerWord<R>(PhantomData<R>);

impl<R: Declared> Declared for PerWord<R> {
    const FORM: Form = Form::Map(MapKey::Any, &R::FORM);
}

impl<K, R: Reads<K>> Reads<K> for PerWord<R> {
    type Value = BTreeMap<String, R::Value>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value> {
        open::map(node, at.intake, |entry| {
            Some((entry.key.name.clone(), R::read(&entry.value, &at.below(&entry.key.name))?))
        })
    }
}

/// The key under which a record stands.
#[derive(Debug)]
pub(in crate::data) struct OwnKey;

impl Declared for OwnKey {
    const FORM: Form = Form::Records(&[]);
}

impl<K> Part<K> for OwnKey {
    type Value = String;

    fn read(record: &Record<'_, K>) -> Option<String> {
        Some(record.at.path.key.to_owned())
    }
}

/// Where a record stands.
#[derive(Debug)]
pub(in crate::data) struct OwnPlace;

impl Declared for OwnPlace {
    const FORM: Form = Form::Records(&[]);
}

impl<K> Part<K> for OwnPlace {
    type Value = Place;

    fn read(record: &Record<'_, K>) -> Option<Place> {
        Some(record.node.place.clone())
    }
}
