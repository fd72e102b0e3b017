//! The generated papers say what the registry says.

use litecast_codegen::{supported_ops, supported_ops_markdown, supported_ops_names};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Compares, or rewrites when asked to.
fn check(path: &Path, wanted: &str) {
    if std::env::var_os("LITECAST_BLESS").is_some() {
        std::fs::write(path, wanted).expect("the file can be written");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "{} is stale: run the tests with LITECAST_BLESS=1", path.display());
}

#[test]
fn supported_ops_is_current() {
    check(&root().join("SUPPORTED-OPS.md"), &supported_ops_markdown(supported_ops()));
}

#[test]
fn readme_lists_the_operators() {
    let (start, end) = ("<!-- operators -->\n", "\n<!-- /operators -->");
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let (before, rest) = readme.split_once(start).expect("the start mark");
    let (_, after) = rest.split_once(end).expect("the end mark");
    check(&path, &format!("{before}{start}{}{end}{after}", supported_ops_names(supported_ops())));
}
