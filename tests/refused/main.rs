//! What is said of models that are refused, to the letter. `INSTA_UPDATE=always cargo test` rewrites the snapshots.

use insta::{Settings, assert_snapshot};
use litecast_codegen::{Number, Options, compile};
use litecast_tests::{broken, models, stem};
use serde_json::Value;
use std::path::Path;

/// What the compiler says of a file: everything that is wrong, or what it makes of it.
fn verdict(path: &Path, options: &Options) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match compile(&bytes, options) {
        Ok(compiled) => format!("compiles\n{}", compiled.graph),
        Err(problems) => problems.to_string(),
    }
}

fn settings(what: &str) -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(what);
    settings
}

#[test]
fn every_broken_model() {
    let index = std::fs::read_to_string(models().join("broken/index.json")).expect("an index");
    let index: Value = serde_json::from_str(&index).expect("JSON");
    let mut wrong = Vec::new();
    for path in broken() {
        let (name, file) = (stem(&path), path.file_name().expect("a file").to_string_lossy().into_owned());
        let entry = &index[&file];
        let verdict = verdict(&path, &Options::default());
        if entry["must_refuse"] == true && verdict.starts_with("compiles") {
            wrong.push(name.clone());
        }
        settings(entry["what"].as_str().expect("each file is described"))
            .bind(|| assert_snapshot!(format!("broken__{name}"), verdict));
    }
    assert!(wrong.is_empty(), "these compile and must be refused: {wrong:?}");
}

/// Custom operators that no function can compute, and functions that no operator asks for.
#[test]
fn custom_operators() {
    let custom = |model: &str, functions: &[(&str, &str)]| {
        let mut options = Options::default();
        options.custom.extend(functions.iter().map(|(name, path)| (name.to_string(), path.to_string())));
        verdict(&models().join("custom").join(model).with_extension("tflite"), &options)
    };
    let scale = [("AcmeScale", "scale")];
    let taller = |model: &str| {
        let mut options = Options { custom: [("AcmeScale".into(), "scale".into())].into(), ..Options::default() };
        options.input_shapes.insert("x".into(), vec![4, 3]);
        verdict(&models().join("custom").join(model).with_extension("tflite"), &options)
    };
    let verdicts = [
        custom("operators", &[("AcmeWeigh", "weigh")]),
        custom("operators", &[("AcmeWeight", "weigh"), ("AcmeScale", "a b"), ("", "f")]),
        custom("known", &[]),
        custom("output_open", &scale),
        custom("output_unknown", &scale),
        custom("input_int4", &scale),
        custom("input_left_out", &scale),
        custom("too_many_tensors", &[("AcmeSum", "sum")]),
        custom("variable_twice", &[("AcmeSwap", "swap")]),
        taller("scale"),
    ];
    settings("functions for custom operators").bind(|| assert_snapshot!("custom", verdicts.join("\n\n")));
    assert!(custom("batch", &scale).starts_with("compiles") && taller("batch").starts_with("compiles"));
    let path = models().join("mlp_sine_f32/model.tflite");
    let options = Options { custom: [("AcmeScale".into(), "scale".into())].into(), ..Options::default() };
    assert!(verdict(&path, &options).contains("help: the model has no custom operators"));
}

/// Signatures that cannot be compiled together, and shapes that none of their inputs can have.
#[test]
fn signatures() {
    let signatures = models().join("signatures");
    let refused = litecast_tests::entries(&signatures.join("refused"));
    let mut verdicts: Vec<String> = refused
        .iter()
        .map(|path| {
            let verdict = verdict(path, &Options::default());
            assert!(!verdict.starts_with("compiles"), "{}", path.display());
            format!("{}: {verdict}", stem(path))
        })
        .collect();
    for name in ["y", "#0", "train.z", "infer.#1", "infer.x"] {
        let mut options = Options::default();
        options.input_shapes.insert(name.into(), vec![3, 3, 3]);
        verdicts.push(format!("{name}: {}", verdict(&signatures.join("learner/model.tflite"), &options)));
    }
    settings("several signatures").bind(|| assert_snapshot!("signatures", verdicts.join("\n\n")));
}

/// One problem after the other, with its way out, for each wrong use of an option.
#[test]
fn options_that_do_not_fit() {
    let path = models().join("mlp_sine_f32/model.tflite");
    let shape = |name: &str, shape: &[usize]| {
        let mut options = Options::default();
        options.input_shapes.insert(name.into(), shape.into());
        verdict(&path, &options)
    };
    let verdicts = [
        shape("nobody", &[16, 1]),
        shape("#7", &[16, 1]),
        shape("x", &[16, 2]),
        shape("x", &[1 << 20, 1 << 20]),
        shape("x", &[]),
    ];
    settings("shapes for inputs").bind(|| assert_snapshot!("options", verdicts.join("\n\n")));
    let value = |name: &str, numbers: &[Number]| {
        let options = Options { input_values: [(name.into(), numbers.into())].into(), ..Options::default() };
        verdict(&models().join("exotic_ops_f32/model.tflite"), &options)
    };
    let verdicts = [
        value("nobody", &[1.into()]),
        value("steps", &[1.into(), 2.into()]),
        value("steps", &[1.5.into()]),
        value("#1", &[(1i64 << 40).into()]),
        value("index", &[0.into(), 400.into()]),
    ];
    settings("values for inputs").bind(|| assert_snapshot!("values", verdicts.join("\n\n")));
    let tiles = verdict(&models().join("operators/tile_by_input/model.tflite"), &Options::default());
    settings("an input that needs a value").bind(|| assert_snapshot!("values_needed", tiles));
}
