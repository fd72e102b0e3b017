//! The registry as a table for people.

use super::Entry;
use crate::ir::DType;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The text of SUPPORTED-OPS.md: one row per TFLite operator.
pub fn supported_ops_markdown(entries: &[Entry]) -> String {
    let mut text = String::from(
        "# Supported operators\n\nGenerated from the registry in `codegen/src/ops/mod.rs`; a test fails when it is stale \
         (`LITECAST_BLESS=1 cargo test -p litecast-codegen --test supported_ops` rewrites it).\n\nTypes are those of the \
         operator's first input. A custom operator that is not listed is computed by a function of yours, if the options name \
         one. Whatever else is not listed is refused with a compile error that names operator, tensor, reason and remedy.\n\n| operator | types | refused |\n|---|---|---|\n",
    );
    for (name, entry) in by_name(entries) {
        let types: Vec<&str> = entry.types.iter().map(|dtype: &DType| dtype.name()).collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {name} | {} | {} |", types.join(", "), entry.refused);
    }
    text
}

/// The names of all supported operators, in one paragraph.
pub fn supported_ops_names(entries: &[Entry]) -> String {
    by_name(entries).into_keys().collect::<Vec<_>>().join(", ")
}

fn by_name(entries: &[Entry]) -> BTreeMap<&'static str, &Entry> {
    entries.iter().flat_map(|entry| entry.names.iter().map(move |name| (*name, entry))).collect()
}
