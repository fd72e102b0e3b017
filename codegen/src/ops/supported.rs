//! The registry as a table for people.

use super::Entry;
use crate::ir::DType;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Builtin operators that the registry does not have, and why.
const OTHERS: &[(&[&str], &str)] = &[
    (&["HASHTABLE", "HASHTABLE_IMPORT", "VAR_HANDLE"], "handles are followed while the file is read, and gone then"),
    (&["LSH_PROJECTION", "SKIP_GRAM"], "made for strings that are known at run time only"),
    (
        &[
            "CONCAT_EMBEDDINGS",
            "STABLEHLO_ABS",
            "STABLEHLO_BROADCAST_IN_DIM",
            "STABLEHLO_CBRT",
            "STABLEHLO_CLAMP",
            "STABLEHLO_COMPARE",
            "STABLEHLO_CONCATENATE",
            "STABLEHLO_CONVERT",
            "STABLEHLO_CONVOLUTION",
            "STABLEHLO_COSINE",
            "STABLEHLO_CUSTOM_CALL",
            "STABLEHLO_DIVIDE",
            "STABLEHLO_DOT_GENERAL",
            "STABLEHLO_DYNAMIC_SLICE",
            "STABLEHLO_DYNAMIC_UPDATE_SLICE",
            "STABLEHLO_EXPONENTIAL",
            "STABLEHLO_FLOOR",
            "STABLEHLO_IOTA",
            "STABLEHLO_LOG",
            "STABLEHLO_LOGISTIC",
            "STABLEHLO_NEGATE",
            "STABLEHLO_OR",
            "STABLEHLO_POWER",
            "STABLEHLO_REDUCE",
            "STABLEHLO_REMAINDER",
            "STABLEHLO_RESHAPE",
            "STABLEHLO_RSQRT",
            "STABLEHLO_SELECT",
            "STABLEHLO_SLICE",
            "STABLEHLO_SORT",
            "STABLEHLO_SUBTRACT",
            "STABLEHLO_TANH",
            "STABLEHLO_TRANSPOSE",
            "STABLEHLO_WHILE",
        ],
        "TFLite has no kernel for it either",
    ),
    (&["CUSTOM", "DELEGATE", "PLACEHOLDER_FOR_GREATER_OP_CODES"], "no operator, but a number that stands for others"),
];

/// Why the registry does not have a builtin operator.
pub(crate) fn reason(name: &str) -> Option<&'static str> {
    OTHERS.iter().find(|(names, _)| names.contains(&name)).map(|(_, reason)| *reason)
}

/// The text of SUPPORTED-OPS.md: one row per TFLite operator.
pub fn supported_ops_markdown(entries: &[Entry]) -> String {
    let mut text = String::from(
        "# Supported operators\n\nGenerated from the registry in `codegen/src/ops/mod.rs`; a test fails when it is stale \
         (`LITECAST_BLESS=1 cargo test -p litecast-codegen --test supported_ops` rewrites it).\n\nTypes are those of the \
         operator's first input. Strings are those of the file: no input or output of a model holds any. A custom operator that is not listed is computed by a function of yours, if the options name \
         one. Whatever else is not listed is refused with a compile error that names operator, tensor, reason and remedy.\n\n| operator | types | refused |\n|---|---|---|\n",
    );
    for (name, entry) in by_name(entries) {
        let types: Vec<&str> = entry.types.iter().map(|dtype: &DType| dtype.name()).collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {name} | {} | {} |", types.join(", "), entry.refused);
    }
    text += "\n## Builtin operators that are not listed\n\n| operators | why |\n|---|---|\n";
    for (names, reason) in OTHERS {
        let _ = writeln!(text, "| {} | {reason} |", names.join(", "));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::supported_ops;
    use crate::schema::fb::BuiltinOperator;

    #[test]
    fn every_builtin_operator_is_listed_once() {
        let entries = supported_ops();
        let listed = by_name(entries);
        for builtin in BuiltinOperator::ENUM_VALUES {
            let name = builtin.variant_name().unwrap_or_default();
            assert!(listed.contains_key(name) != reason(name).is_some(), "{name}");
        }
    }
}
