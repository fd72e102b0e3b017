//! Damaged models: whatever the bytes, the compiler answers, and plans that it makes hold together.

use litecast_codegen::{Emit, Options, WeightsAs, compile};
use litecast_tests::generate;
use litecast_tests::mutate::{Random, mutate};
use litecast_tests::{broken, cases, check, entries, models, root};
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Damaged copies of each model; the fuzzer makes millions.
const COPIES: u64 = 40;
/// Models of each operator.
const VARIANTS: u64 = 20;
/// What one file may take, on a slow machine without optimization.
const PATIENCE: Duration = Duration::from_secs(20);

fn seeds() -> Vec<PathBuf> {
    let signatures = entries(&models().join("signatures"));
    let dirs = cases().into_iter().chain(signatures).map(|dir| dir.join("model.tflite"));
    dirs.filter(|path| path.is_file()).chain(broken()).collect()
}

/// Compiles, in every sense but rustc's.
fn answer(bytes: &[u8], options: &Options) -> Result<(), String> {
    let start = Instant::now();
    let result = catch_unwind(|| match compile(bytes, options) {
        Ok(compiled) => {
            check(&compiled)?;
            let emit = Emit { weights: WeightsAs::File("weights".into()), ..Emit::module("m") };
            syn::parse2::<syn::File>(emit.tokens(&compiled)).map(drop).map_err(|error| error.to_string())
        }
        Err(problems) if problems.is_empty() => Err("refused without a reason".to_string()),
        Err(_) => Ok(()),
    });
    result.map_err(|_| "a panic".to_string()).flatten()?;
    let took = start.elapsed();
    if took > PATIENCE { Err(format!("it took {took:?}")) } else { Ok(()) }
}

#[test]
fn mutated_models_are_answered() {
    for path in seeds() {
        let model = std::fs::read(&path).expect("a model");
        for seed in 0..COPIES {
            let mut copy = model.clone();
            mutate(&mut copy, 1 << 16, &mut Random::new(seed));
            answer(&copy, &Options::default())
                .unwrap_or_else(|fault| panic!("{}, seed {seed}: {fault}", path.display()));
        }
    }
}

/// The same for models with operators that functions of the user's compute.
#[test]
fn mutated_models_with_functions_are_answered() {
    let mut compile = 0;
    for (name, operators) in [
        ("scale", &["AcmeScale"][..]),
        ("operators", &["AcmeScale", "Acme:Count=", "AcmeWeigh"]),
        ("kept", &["AcmeCount", "AcmeNote", "AcmeHalf"]),
        ("variable_twice", &["AcmeSwap"]),
    ] {
        let custom = operators.iter().map(|operator| (operator.to_string(), "crate::function".to_string()));
        let options = Options { custom: custom.collect(), ..Options::default() };
        let model = std::fs::read(root().join("tests/models/custom").join(name).with_extension("tflite"));
        let model = model.expect("a model");
        for seed in 0..10 * COPIES {
            let mut copy = model.clone();
            mutate(&mut copy, 1 << 16, &mut Random::new(seed));
            answer(&copy, &options).unwrap_or_else(|fault| panic!("{name}, seed {seed}: {fault}"));
            compile += u32::from(litecast_codegen::compile(&copy, &options).is_ok());
        }
    }
    assert!(compile > 100, "{compile} compile");
}

/// Every operator of the registry has a model that compiles, and nothing else has one.
#[test]
fn every_operator_has_a_model() {
    let mut registry: Vec<&str> =
        litecast_codegen::supported_ops().iter().flat_map(|entry| entry.names).copied().collect();
    let mut operators = generate::operators();
    registry.sort_unstable();
    operators.sort_unstable();
    assert_eq!(operators, registry);
    let refused: Vec<String> = operators
        .iter()
        .filter_map(|name| {
            let problems = compile(&generate::plain(name)?, &Options::default()).err()?;
            Some(format!("{name}: {problems}"))
        })
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// Models of every operator with other options, types, shapes and quantizations are answered, and many compile.
#[test]
fn generated_models_are_answered() {
    let (mut compile, mut all) = (0, 0);
    for name in generate::operators() {
        for seed in 0..VARIANTS {
            let model = generate::generate_one(name, &mut Random::new(seed));
            answer(&model, &Options::default()).unwrap_or_else(|fault| panic!("{name}, seed {seed}: {fault}"));
            compile += u32::from(litecast_codegen::compile(&model, &Options::default()).is_ok());
            all += 1;
        }
    }
    assert!(compile > all / 4, "{compile} of {all} compile");
}

#[test]
fn truncated_models_are_answered() {
    let model = std::fs::read(root().join("tests/models/two_io_int8/model.tflite")).expect("a model");
    for len in (0..model.len()).step_by(7) {
        answer(&model[..len], &Options::default()).unwrap_or_else(|fault| panic!("{len} bytes: {fault}"));
    }
}

/// What the fuzzer has found before.
#[test]
fn fixtures_are_answered() {
    for path in entries(&root().join("tests/fuzz/fixtures")) {
        let model = std::fs::read(&path).expect("a model");
        answer(&model, &Options::default()).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    }
}

/// The mutations reach deep: a good part of them leaves a model that still compiles.
#[test]
fn mutations_are_neither_harmless_nor_deadly() {
    let model = std::fs::read(root().join("tests/models/mlp_sine_int8/model.tflite")).expect("a model");
    let (mut changed, mut compiles) = (0, 0);
    for seed in 0..400 {
        let mut copy = model.clone();
        mutate(&mut copy, 1 << 16, &mut Random::new(seed));
        changed += u32::from(copy != model);
        compiles += u32::from(compile(&copy, &Options::default()).is_ok());
    }
    assert!(changed > 360, "{changed} of 400 changed");
    assert!((20..380).contains(&compiles), "{compiles} of 400 compile");
}
