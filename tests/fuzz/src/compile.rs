//! Any bytes at all give a model or a reason. Inputs are model files; they are damaged with knowledge of their structure, and
//! made anew for every operator with any options, types, shapes and quantizations.
//!
//! What compiles must be a plan that holds together, and tokens that are Rust: else the app's build would fail later.
#![no_main]

mod pool;

use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use litecast_codegen::{Compiled, Emit, Options, WeightsAs, compile};
use litecast_tests::generate::generate;
use litecast_tests::mutate::{Random, mutate};

/// Code of models with more steps is not looked at: it is more of the same, and takes long.
const STEPS: usize = 64;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.get(4..8) != Some(b"TFL3") && bytes.len() > 64 {
        return Corpus::Reject;
    }
    match compile(bytes, &Options::default()) {
        Ok(compiled) => look_at(&compiled),
        Err(problems) => assert!(!problems.is_empty() && !problems.to_string().is_empty(), "refused without a reason"),
    }
    Corpus::Keep
});

fn look_at(compiled: &Compiled) {
    if let Err(broken) = litecast_tests::check(compiled) {
        panic!("{broken}");
    }
    if compiled.report().steps <= STEPS {
        let emit = Emit { weights: WeightsAs::File("weights".into()), ..Emit::module("model") };
        let tokens = emit.tokens(compiled);
        assert!(syn::parse2::<syn::File>(tokens).is_ok(), "what is emitted is not Rust");
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut random = Random::new(seed.into());
    match random.below(16) {
        0 => return fuzzer_mutate(data, size, max_size),
        1 => {
            if let Some(model) = pool::pick(&mut random, max_size) {
                return put(model.to_vec(), data, max_size, &mut random);
            }
        }
        2..6 => {
            let model = generate(&mut random);
            if model.len() <= max_size.min(data.len()) {
                return put_whole(&model, data);
            }
        }
        _ => {}
    }
    put(data[..size].to_vec(), data, max_size, &mut random)
});

/// Damages a model and puts it into the fuzzer's buffer.
fn put(mut model: Vec<u8>, data: &mut [u8], max_size: usize, random: &mut Random) -> usize {
    mutate(&mut model, max_size, random);
    let size = model.len().min(max_size).min(data.len());
    put_whole(&model[..size], data)
}

fn put_whole(model: &[u8], data: &mut [u8]) -> usize {
    data[..model.len()].copy_from_slice(model);
    model.len()
}
