//! Names in the file as Rust identifiers.

use crate::plan::Entry;

/// `name` in snake case, as an identifier.
pub(super) fn ident(name: &str) -> String {
    let mut ident = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => ident.push(c),
            'A'..='Z' => ident.push(c.to_ascii_lowercase()),
            _ if !ident.is_empty() && !ident.ends_with('_') => ident.push('_'),
            _ => {}
        }
    }
    let ident = ident.trim_end_matches('_').to_string();
    if ident.is_empty() || ident.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("model_{ident}").trim_end_matches('_').to_string();
    }
    if syn::parse_str::<syn::Ident>(&ident).is_err() { format!("{ident}_") } else { ident }
}

/// One name per port: `prefix` alone for a single one, else `prefix_<name>` where names are there and differ, else `prefix_<i>`.
pub(super) fn ports(prefix: &str, names: &[&str]) -> Vec<String> {
    if names.len() == 1 {
        return vec![prefix.to_string()];
    }
    let idents: Vec<String> = names.iter().map(|name| ident(name)).collect();
    let usable = |i: usize| idents.iter().filter(|other| **other == idents[i]).count() == 1 && idents[i].len() <= 40;
    let name = |i: usize| if usable(i) { format!("{prefix}_{}", idents[i]) } else { format!("{prefix}_{i}") };
    (0..names.len()).map(name).collect()
}

/// Names of methods and modules that are taken: those of `Model`, and what code in the modules refers to.
const TAKEN: [&str; 27] = [
    "litecast",
    "new",
    "default",
    "with_arena",
    "in_memory",
    "from_parts",
    "reset",
    "take",
    "clone",
    "core",
    "std",
    "custom",
    "bool",
    "char",
    "str",
    "i8",
    "i16",
    "i32",
    "i64",
    "isize",
    "u8",
    "u16",
    "u32",
    "u64",
    "usize",
    "f32",
    "f64",
];

/// One name per entry point, of its method and its module.
pub(crate) fn entries(entries: &[Entry]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let mut name = ident(&entry.key);
        while TAKEN.contains(&name.as_str()) || names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        let names = ["StatefulPartitionedCall:0", "serving_default_x:0", "7", "type", ""].map(ident);
        assert_eq!(names, ["statefulpartitionedcall_0", "serving_default_x_0", "model_7", "type_", "model"]);
    }

    #[test]
    fn ports_are_told_apart() {
        assert_eq!(ports("input", &["x"]), ["input"]);
        assert_eq!(ports("input", &["image", "gain"]), ["input_image", "input_gain"]);
        assert_eq!(ports("output", &["a", "a", "b"]), ["output_0", "output_1", "output_b"]);
    }
}
