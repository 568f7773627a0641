//! Has the program built anew when a template was added: `templates/` is part of it.

fn main() {
    println!("cargo::rerun-if-changed=templates");
}
