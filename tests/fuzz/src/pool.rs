//! Small models of `../shared`, beside the checkout, where it exists: more operators than the models of the repository have.

use litecast_tests::mutate::Random;
use std::path::Path;
use std::sync::OnceLock;

/// Larger ones slow the fuzzer down.
const LARGEST: u64 = 8 << 10;

/// One of them that has room.
pub fn pick(random: &mut Random, max_size: usize) -> Option<&'static [u8]> {
    static POOL: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let pool = POOL.get_or_init(|| {
        let mut models = Vec::new();
        collect(&litecast_tests::root().join("../shared/conformance"), &mut models);
        models
    });
    random.pick(pool).filter(|model| model.len() <= max_size).map(Vec::as_slice)
}

fn collect(dir: &Path, models: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, models);
        } else if path.ends_with("model.tflite") && path.metadata().is_ok_and(|meta| meta.len() <= LARGEST) {
            models.extend(std::fs::read(path));
        }
    }
}
