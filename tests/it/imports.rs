//! Reads which file of the program names what of which other, by the paths that stand in the
//! code: `use` declarations and paths within it, followed through what modules hand on.
//!
//! Comments and texts name nothing, tests at the end of a file do not count. What a file only
//! hands on (`pub use`) it does not use.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path of names from the root of the program.
type Path = Vec<String>;

/// The files that a file uses, each with the names that it takes from there.
pub(crate) type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// A file as a module: what its names stand for, and what it uses.
struct Module {
    path: Path,
    file: String,
    names: BTreeMap<String, Path>,
    used: BTreeSet<Path>,
}

/// What each of `files`, by path below `src/` and text, uses of the others.
pub(crate) fn uses(files: &[(String, String)]) -> Uses {
    let paths: BTreeSet<Path> = files.iter().map(|(file, _)| module_path(file)).collect();
    let modules: BTreeMap<Path, Module> = files
        .iter()
        .map(|(file, text)| {
            let path = module_path(file);
            let mut module = Module {
                path: path.clone(),
                file: file.clone(),
                names: BTreeMap::new(),
                used: BTreeSet::new(),
            };
            let tokens: TokenStream = text.parse().unwrap();
            let tokens: Vec<TokenTree> = tokens.into_iter().collect();
            // What a declaration names holds in the whole file, also above it.
            module.read(&tokens, &paths, true);
            module.read(&tokens, &paths, false);
            (path, module)
        })
        .collect();
    let mut uses = Uses::new();
    for module in modules.values() {
        for used in &module.used {
            let home = resolve(used, &modules, &mut BTreeSet::new());
            let other = home.filter(|home| *home != module.path);
            if let Some(other) = other.and_then(|other| modules.get(&other)) {
                let name = used.last().cloned().unwrap_or_default();
                let files = uses.entry(module.file.clone()).or_default();
                files.entry(other.file.clone()).or_default().insert(name);
            }
        }
    }
    uses
}

/// Files that use each other in a round, each round with what ties it.
pub(crate) fn circles(uses: &Uses) -> Vec<(BTreeSet<String>, Vec<String>)> {
    let reached = |from: &String| -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(file) = open.pop() {
            let next = uses.get(file).into_iter().flat_map(BTreeMap::keys);
            open.extend(next.filter(|next| reached.insert((*next).clone())));
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        uses.keys().map(|file| (file, reached(file))).collect();
    let mut circles: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    for (file, others) in &reached {
        let back = |other: &&String| reached.get(other).is_some_and(|back| back.contains(*file));
        circles.insert(others.iter().filter(back).cloned().collect());
    }
    circles.retain(|circle| !circle.is_empty());
    let ties = |circle: &BTreeSet<String>| -> Vec<String> {
        let within = uses.iter().filter(|(file, _)| circle.contains(*file));
        let named = within.flat_map(|(file, others)| {
            let others = others.iter().filter(|(other, _)| circle.contains(*other));
            others.map(move |(other, names)| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                format!("{file} uses {} of {other}", names.join(", "))
            })
        });
        named.collect()
    };
    circles.into_iter().map(|circle| (circle.clone(), ties(&circle))).collect()
}

/// The path of the module that stands in `file`.
fn module_path(file: &str) -> Path {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    let parts = path.split('/').map(str::to_owned);
    if path == "lib" { Path::new() } else { parts.collect() }
}

/// The module that what is called `path` stands in; through the names that modules hand on.
fn resolve(
    path: &Path,
    modules: &BTreeMap<Path, Module>,
    seen: &mut BTreeSet<Path>,
) -> Option<Path> {
    if !seen.insert(path.clone()) {
        return None;
    }
    let (home, module) = (0..=path.len()).rev().find_map(|length| {
        let home = path.get(..length)?.to_vec();
        Some((home.clone(), modules.get(&home)?))
    })?;
    let rest = path.get(home.len()..)?;
    let handed = rest.first().and_then(|name| module.names.get(name));
    let further = handed.and_then(|handed| {
        let further = handed.iter().chain(rest.iter().skip(1)).cloned().collect();
        resolve(&further, modules, seen)
    });
    Some(further.unwrap_or(home))
}

fn ident(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn is_path_sign(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}

impl Module {
    /// Reads `tokens`: the declarations alone, or the paths with them.
    fn read(&mut self, tokens: &[TokenTree], modules: &BTreeSet<Path>, declarations: bool) {
        let mut at = 0;
        let mut is_public = false;
        while let Some(token) = tokens.get(at) {
            let word = ident(Some(token));
            if is_punct(Some(token), '#') {
                at = self.behind_attribute(tokens, at);
                continue;
            }
            match (&word, token) {
                (Some(word), _) if word == "pub" => {
                    is_public = true;
                    // `pub(in crate::data)` names no file that is used.
                    at += 1 + usize::from(is_parenthesis(tokens.get(at + 1)));
                    continue;
                }
                (Some(word), _) if word == "use" => {
                    let end = tokens.iter().skip(at).position(|of| is_punct(Some(of), ';'));
                    let end = end.map_or(tokens.len(), |end| at + end);
                    if declarations {
                        let tree = tokens.get(at + 1..end).unwrap_or_default();
                        self.declare(tree, &[], is_public, modules);
                    }
                    at = end;
                }
                (Some(first), _) if !is_path_sign(tokens, at.wrapping_sub(2)) => {
                    let (path, end) = path(first, tokens, at + 1);
                    if !declarations && path.len() > 1 {
                        self.used.extend(self.absolute(&path, modules));
                    }
                    at = end - 1;
                }
                (_, TokenTree::Group(group)) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.read(&inner, modules, declarations);
                }
                _ => {}
            }
            is_public = false;
            at += 1;
        }
    }

    /// The end of the attribute at `at`; where it is that of tests, of what it stands before.
    fn behind_attribute(&self, tokens: &[TokenTree], at: usize) -> usize {
        let group = at + 1 + usize::from(is_punct(tokens.get(at + 1), '!'));
        let text = tokens.get(group).map(ToString::to_string).unwrap_or_default();
        if text.replace(' ', "") != "[cfg(test)]" {
            return group + 1;
        }
        let ends = |token: &TokenTree| match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            other => is_punct(Some(other), ';'),
        };
        let rest = tokens.iter().skip(group + 1).position(ends);
        rest.map_or(tokens.len(), |rest| group + 2 + rest)
    }

    /// Takes the names of the tree of a `use`, whose paths begin with `before`.
    fn declare(
        &mut self,
        tree: &[TokenTree],
        before: &[String],
        is_public: bool,
        modules: &BTreeSet<Path>,
    ) {
        for branch in tree.split(|token| is_punct(Some(token), ',')) {
            let Some(first) = branch.first() else { continue };
            let (mut path, mut at) = (before.to_vec(), 0);
            if let Some(first) = ident(Some(first)) {
                let (names, end) = self::path(&first, branch, 1);
                path.extend(names);
                at = end;
            }
            at += if is_path_sign(branch, at) { 2 } else { 0 };
            match branch.get(at) {
                Some(TokenTree::Group(group)) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.declare(&inner, &path, is_public, modules);
                }
                rest => {
                    let alias = ident(rest).filter(|word| word == "as");
                    let alias = alias.and_then(|_| ident(branch.get(at + 1)));
                    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                        path.pop();
                    }
                    let Some(full) = self.absolute(&path, modules) else { continue };
                    let name = alias.or_else(|| path.last().cloned()).unwrap_or_default();
                    self.names.insert(name, full.clone());
                    if !is_public {
                        self.used.insert(full);
                    }
                }
            }
        }
    }

    /// `path` from the root, unless it begins outside the program.
    fn absolute(&self, path: &[String], modules: &BTreeSet<Path>) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" | "vorlage" => Path::new(),
            "self" => self.path.clone(),
            "super" => self.path.split_last()?.1.to_vec(),
            name => match self.names.get(name) {
                Some(full) => full.clone(),
                None => {
                    let child = self.path.iter().chain([first]).cloned().collect();
                    modules.contains(&child).then_some(child)?
                }
            },
        };
        for name in rest {
            if name == "super" {
                base.pop()?;
            } else {
                base.push(name.clone());
            }
        }
        Some(base)
    }
}

fn is_parenthesis(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

/// The path that begins with `first` and goes on at `at`, and where it ends.
fn path(first: &str, tokens: &[TokenTree], mut at: usize) -> (Path, usize) {
    let mut path = vec![first.to_owned()];
    while is_path_sign(tokens, at)
        && let Some(name) = ident(tokens.get(at + 2))
    {
        path.push(name);
        at += 3;
    }
    (path, at)
}
