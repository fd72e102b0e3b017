//! IR, plan and code of a handful of models, each apart, so that a diff says which stage moved.
//! `INSTA_UPDATE=always cargo test` rewrites them.

use insta::{Settings, assert_snapshot};
use litecast_codegen::{Compiled, Emit, Options, WeightsAs, compile};
use litecast_tests::{check, models};

fn compiled(name: &str) -> Compiled {
    let bytes = std::fs::read(models().join(name).join("model.tflite")).expect("a model");
    let compiled = compile(&bytes, &Options::default()).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    check(&compiled).unwrap_or_else(|broken| panic!("{name}: {broken}"));
    compiled
}

fn snapshots(path: &str) {
    let (compiled, name) = (compiled(path), path.rsplit('/').next().unwrap_or(path));
    let emit = Emit { weights: WeightsAs::File(format!("{name}.weights")), ..Emit::module(name) };
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        assert_snapshot!(format!("{name}__1_ir"), compiled.graph.to_string());
        assert_snapshot!(format!("{name}__2_plan"), compiled.program.to_string());
        assert_snapshot!(format!("{name}__3_code"), emit.pretty(&compiled));
    });
}

/// Dense layers, float.
#[test]
fn mlp_sine_f32() {
    snapshots("mlp_sine_f32");
}

/// Requantization.
#[test]
fn mlp_sine_int8() {
    snapshots("mlp_sine_int8");
}

/// One convolution.
#[test]
fn tiny_conv_int8() {
    snapshots("tiny_conv_int8");
}

/// Outputs that are an input, a constant, and read inside.
#[test]
fn passthrough_int8() {
    snapshots("passthrough_int8");
}

/// A whole classifier, with a table for softmax.
#[test]
fn cnn_int8() {
    snapshots("cnn_int8");
}

/// Several named inputs and outputs.
#[test]
fn two_io_f32() {
    snapshots("two_io_f32");
}

/// Several signatures, and variables.
#[test]
fn counter() {
    snapshots("signatures/counter");
}

/// Nothing depends on addresses or on the order of a hash: the same bytes give the same text.
#[test]
fn twice_the_same() {
    for dir in litecast_tests::cases() {
        let bytes = std::fs::read(dir.join("model.tflite")).expect("a model");
        let text = || {
            let compiled = compile(&bytes, &Options::default()).ok()?;
            Some((compiled.graph.to_string(), Emit::module("m").tokens(&compiled).to_string(), compiled.program))
        };
        assert!(text() == text(), "{}", dir.display());
    }
}
