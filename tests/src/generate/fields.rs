//! The format's description, as far as operators' options go: which tables there are, and the fields of each.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A field of an operator's options.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    /// The slot in the table.
    pub(super) slot: u16,
    /// `int`, `[long]`, or the name of an enumeration.
    pub(super) kind: String,
}

/// All that is read of the description.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// Fields by the name of the table.
    tables: BTreeMap<String, Vec<Field>>,
    /// The union (1 or 2) and the tag of a table of options.
    tags: BTreeMap<String, (u8, u8)>,
    /// Types of enumerations.
    enums: BTreeMap<String, String>,
    /// Numbers of the builtin operators.
    builtins: BTreeMap<String, i32>,
}

impl Schema {
    pub(super) fn get() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| parse(include_str!("../../../codegen/src/schema/tflite.fbs")))
    }

    pub(super) fn fields(&self, table: &str) -> &[Field] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    pub(super) fn tag(&self, table: &str) -> Option<(u8, u8)> {
        self.tags.get(table).copied()
    }

    /// The type of the numbers of a kind of field.
    pub(super) fn number<'a>(&'a self, kind: &'a str) -> &'a str {
        self.enums.get(kind).map_or(kind, String::as_str)
    }

    pub(super) fn builtin(&self, name: &str) -> Option<i32> {
        self.builtins.get(name).copied()
    }
}

fn parse(text: &str) -> Schema {
    let (mut schema, mut inside) = (Schema::default(), String::new());
    for line in text.lines().map(|line| line.split("//").next().unwrap_or_default().trim()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["table" | "enum" | "union", name, ..] => {
                inside = name.to_string();
                if let ["enum", _, ":", kind, ..] = words[..] {
                    schema.enums.insert(inside.clone(), kind.into());
                }
                schema.tables.entry(inside.clone()).or_default();
            }
            [name, "=", number] => entry(&mut schema, &inside, name, number.trim_end_matches(',')),
            [name, kind, ..] if name.ends_with(':') => {
                let slot = line.split("(id:").nth(1).and_then(|rest| rest.trim().split([')', ',']).next());
                let slot = slot.and_then(|slot| slot.parse().ok()).filter(|_| !line.contains("deprecated"));
                let field = |slot| Field { name: name.trim_end_matches(':').into(), slot, kind: kind.into() };
                schema.tables.entry(inside.clone()).or_default().extend(slot.map(field));
            }
            _ => {}
        }
    }
    schema
}

fn entry(schema: &mut Schema, inside: &str, name: &str, number: &str) {
    let Ok(number) = number.parse::<i32>() else { return };
    match (inside, u8::try_from(number)) {
        ("BuiltinOperator", _) => drop(schema.builtins.insert(name.into(), number)),
        ("BuiltinOptions", Ok(tag)) => drop(schema.tags.insert(name.into(), (1, tag))),
        ("BuiltinOptions2", Ok(tag)) => drop(schema.tags.insert(name.into(), (2, tag))),
        _ => {}
    }
}
