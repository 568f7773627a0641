//! Declares a kind of record: its struct, its keys and its reader are one text.
//!
//! A line of [`record!`] is a key of the YAML and a field of the struct:
//! ```text
//! record! {
//!     /// A payment.
//!     pub struct Zahlung, "Auszahlung" {
//!         /// The year in which it is made.
//!         pub jahr: Jahr = required Year
//!             => "Jahr", "das Haushaltsjahr der Auszahlung", "2021";
//!         /// How the budget provides it.
//!         pub bereitstellung: Bereitstellung = default "veranschlagt" OneOf<Bereitstellung>
//!             => "Bereitstellung", "wie der Haushalt sie vorsieht", "ueberplanmaessig";
//!     }
//! }
//! ```
//! After `=` stands whether the key must be there and of which [kind](super::kinds) its value
//! is; after `=>` its title, its explanation and, where it fits in a line, an example:
//! * `required` – missing is a finding; the field has the kind's own type.
//! * `optional` – the field is an `Option`.
//! * `checked` – like `required`, but a function of this kind of record reports it missing.
//! * `many` – a list, mapping or text that is empty where the key is missing.
//! * `default "…"` – where the key is missing, it is read as if this text stood there.
//! * `part` – no key: a type whose own keys stand in this record; it has no `=>`.
//!
//! A field that is not called like its key says `field as "key"`. A record that refers to
//! others is a `struct Stelle knowing References`. Functions may follow the braces:
//! * `needs f;` – `f(key, node, known)` says where a key is needed only by some records.
//! * `looks f;` – `f(record)` looks at which keys are there, also where the value of another is
//!   wrong, and says whether that is right.
//! * `check f;` – `f(read, record)` gets the record when all of its keys are right, and gives
//!   it back, or reports what does not go together. It can ask for places of keys.
//! * `makes T = f;` – where what is read is not yet what the paper has: `f(read, record)`
//!   makes it. Readers and fields then get a `T`.
//!
//! All keys are read before any is missed, so that all findings of a record come at once.

use super::form::{Field, Need};
use super::reads::Declared;

impl Field {
    /// A key that must be there.
    pub(in crate::data) const fn required<R: Declared>(
        name: &'static str,
        (title, about, example): Told,
    ) -> Self {
        Self { name, need: Need::Required, form: R::FORM, title, about, example }
    }

    /// A key that may be left out.
    pub(in crate::data) const fn optional<R: Declared>(
        name: &'static str,
        (title, about, example): Told,
    ) -> Self {
        Self { name, need: Need::Optional, form: R::FORM, title, about, example }
    }

    /// A key whose absence a function of its own reports.
    pub(in crate::data) const fn checked<R: Declared>(name: &'static str, told: Told) -> Self {
        Self::optional::<R>(name, told)
    }

    /// A key that may be left out and then is empty.
    pub(in crate::data) const fn many<R: Declared>(name: &'static str, told: Told) -> Self {
        Self::optional::<R>(name, told)
    }

    /// A key that may be left out and then is `text`.
    pub(in crate::data) const fn default<R: Declared>(
        name: &'static str,
        text: &'static str,
        (title, about, example): Told,
    ) -> Self {
        Self { name, need: Need::Default(text), form: R::FORM, title, about, example }
    }

    /// The keys of a part.
    pub(in crate::data) const fn part<P: Declared>(name: &'static str) -> Self {
        Self { name, need: Need::Part, form: P::FORM, title: "", about: "", example: "" }
    }
}

/// Title, explanation and example of a key.
pub(in crate::data) type Told = (&'static str, &'static str, &'static str);

/// Declares a kind of record; see the head of this file.
macro_rules! record {
    (
        $(#[$outer:meta])*
        $vis:vis struct $name:ident knowing $known:ty, $title:literal $body:tt $($rest:tt)*
    ) => {
        $crate::data::record::declare::record! { @make [] [$known]
            $(#[$outer])* $vis struct $name, $title $body $($rest)* }
    };
    (
        $(#[$outer:meta])*
        $vis:vis struct $name:ident, $title:literal $body:tt $($rest:tt)*
    ) => {
        $crate::data::record::declare::record! { @make [K] [K]
            $(#[$outer])* $vis struct $name, $title $body $($rest)* }
    };
    (
        @make [$($param:ident)?] [$known:ty]
        $(#[$outer:meta])*
        $vis:vis struct $name:ident, $title:literal {
            $(
                $(#[$doc:meta])*
                $field_vis:vis $field:ident $(as $key:literal)? : $ty:ty
                    = $need:ident $($default:literal)? $kind:ty
                    $(=> $field_title:literal, $about:literal $(, $example:literal)?)?;
            )+
        }
        $(needs $needs:path;)?
        $(looks $looks:path;)?
        $(check $check:path;)?
        $(makes $made:ty = $make:expr;)?
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone)]
        $vis struct $name {
            $($(#[$doc])* $field_vis $field: $ty,)+
        }

        impl $name {
            /// Its keys.
            pub(in crate::data) const SHAPE: $crate::data::record::form::Shape =
                $crate::data::record::form::Shape {
                    title: $title,
                    fields: &[$(
                        $crate::data::record::form::Field::$need::<$kind>(
                            $crate::data::record::declare::record!(@key $field $($key)?),
                            $($default,)?
                            $(($field_title, $about, concat!($($example)?)),)?
                        ),
                    )+],
                };
        }

        impl $crate::data::record::reads::Declared for $name {
            const FORM: $crate::data::record::form::Form =
                $crate::data::record::form::Form::Record(&Self::SHAPE);
        }

        impl<$($param)?> $crate::data::record::reads::Reads<$known> for $name {
            type Value = $crate::data::record::declare::record!(@value $name $($made)?);

            fn read(
                node: &$crate::data::yaml::node::Node,
                at: &$crate::data::record::reads::At<'_, $known>,
            ) -> Option<Self::Value> {
                let needs = |_key: &str| { None $(.or_else(|| $needs(_key, node, at.known)))? };
                let record =
                    $crate::data::record::open::Record::open(node, &Self::SHAPE, needs, at)?;
                record.part::<Self>("")
            }
        }

        impl<$($param)?> $crate::data::record::open::Part<$known> for $name {
            type Value = $crate::data::record::declare::record!(@value $name $($made)?);

            fn read(
                record: &$crate::data::record::open::Record<'_, $known>,
            ) -> Option<Self::Value> {
                record.require(&Self::SHAPE);
                let is_wrong = [$($looks(record))?].contains(&false);
                $(let $field: Option<$ty> = record.$need::<$kind>(
                    $crate::data::record::declare::record!(@key $field $($key)?)
                    $(, $default)?
                );)+
                let read = Self { $($field: $field?,)+ };
                if is_wrong {
                    return None;
                }
                $(let read = $check(read, record)?;)?
                $crate::data::record::declare::record!(@finish read record $($make)?)
            }
        }
    };
    (@value $name:ident) => { $name };
    (@value $name:ident $made:ty) => { $made };
    (@finish $read:ident $record:ident) => { Some($read) };
    (@finish $read:ident $record:ident $make:expr) => { ($make)($read, $record) };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

pub(in crate::data) use record;
