//! Follows a path of keys, such as `stellen.leitung.anteil`, through the declarations.

use super::form::{Field, Form, Shape};

/// The forms of what may stand at `path` in a record of `shape`; alternatives are several.
/// Entries of lists and mappings are keys, too.
pub(in crate::data) fn forms<S: AsRef<str>>(shape: &'static Shape, path: &[S]) -> Vec<Form> {
    let mut forms = vec![Form::Record(shape)];
    for key in path {
        forms = forms.into_iter().flat_map(|form| below(form, key.as_ref())).collect();
    }
    forms.into_iter().flat_map(alternatives).collect()
}

/// The key that ends `path`, where a record declares it.
pub(in crate::data) fn field<S: AsRef<str>>(
    shape: &'static Shape,
    path: &[S],
) -> Option<&'static Field> {
    let (key, above) = path.split_last()?;
    let shapes = forms(shape, above).into_iter().flat_map(Form::shapes);
    shapes.into_iter().find_map(|shape| shape.key(key.as_ref()))
}

fn below(form: Form, key: &str) -> Vec<Form> {
    let deeper = |form: Form| match form {
        Form::List(inner) | Form::Map(_, inner) => vec![*inner],
        form => form.shapes().iter().filter_map(|of| Some(of.key(key)?.form)).collect(),
    };
    alternatives(form).into_iter().flat_map(deeper).collect()
}

fn alternatives(form: Form) -> Vec<Form> {
    match form {
        Form::Either(forms) => forms.iter().copied().flat_map(alternatives).collect(),
        form => vec![form],
    }
}
