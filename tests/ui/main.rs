//! What rustc shows to a user whose model does not compile. `TRYBUILD=overwrite cargo test --test ui` rewrites the goldens.

use litecast_tests::{entries, models};
use std::path::{Path, PathBuf};

/// Where trybuild puts the crate that holds the cases, whose manifest the paths of models are relative to.
fn project() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder");
    target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for path in entries(from) {
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else if path.extension().is_some_and(|extension| extension == "tflite") {
            std::fs::copy(&path, to).expect("a copy");
        }
    }
}

#[test]
fn messages() {
    copy(&models(), &project().join("models"));
    let cases = trybuild::TestCases::new();
    cases.pass("ui/passes.rs");
    cases.compile_fail("ui/cases/*.rs");
}
