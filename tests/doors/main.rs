//! Build scripts and the command give the same code as the library, and so do two runs of either.
//! (The macro's own tests compare it with build scripts: a proc macro's tokens are out of reach here.)

use litecast_codegen::{Build, Emit, Options, WeightsAs, compile};
use litecast_tests::models;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("doors").join(name);
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}

#[test]
fn a_build_script_writes_what_the_library_says() {
    for name in ["mlp_sine_int8", "passthrough_int8", "two_io_f32"] {
        let model = models().join(name).join("model.tflite");
        let dir = folder(name);
        let source = Build::new(&model).module(name).out_dir(&dir).try_compile().expect("it compiles");
        let compiled = compile(&std::fs::read(&model).expect("a model"), &Options::default()).expect("it compiles");
        let emit = Emit { weights: WeightsAs::File(format!("{name}.weights")), ..Emit::module(name) };
        assert_eq!(std::fs::read_to_string(source).expect("code"), emit.pretty(&compiled));
        assert_eq!(std::fs::read(dir.join(format!("{name}.weights"))).expect("weights"), compiled.program.weights);
    }
}

#[test]
fn functions_for_custom_operators_go_through_the_doors() {
    let (model, dir) = (models().join("custom/scale.tflite"), folder("custom"));
    let build = Build::new(&model).custom("AcmeScale", "crate::ops::scale").out_dir(&dir);
    let from_script = std::fs::read_to_string(build.try_compile().expect("it compiles")).expect("code");
    assert!(from_script.contains("let function = crate::ops::scale;"), "{from_script}");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_litecast-under-test"))
        .arg("generate")
        .arg(&model)
        .args(["--custom", "AcmeScale=crate::ops::scale", "-o"])
        .arg(dir.join("command.rs"))
        .output();
    assert!(output.expect("the command runs").status.success());
    let from_command = std::fs::read_to_string(dir.join("command.rs")).expect("code");
    assert_eq!(from_command.replace("command.weights", "scale.weights"), from_script);
    let error = Build::new(&model).custom("AcmeScales", "f").out_dir(&dir).try_compile().expect_err("no such operator");
    assert!(error.to_string().contains("no custom operator `AcmeScales` (options)"), "{error}");
}

#[test]
fn values_of_inputs_go_through_the_doors() {
    let (model, dir) = (models().join("exotic_ops_f32/model.tflite"), folder("values"));
    let build = Build::new(&model).input_value("steps", [3]).input_value("#2", [0, 4]).module("command").out_dir(&dir);
    let from_script = std::fs::read_to_string(build.try_compile().expect("it compiles")).expect("code");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_litecast-under-test"))
        .arg("generate")
        .arg(&model)
        .args(["--value", "steps=3", "--value", "index=0,4", "--target", "none", "--module", "command", "-o"])
        .arg(dir.join("command.rs"))
        .output();
    assert!(output.expect("the command runs").status.success());
    assert_eq!(std::fs::read_to_string(dir.join("command.rs")).expect("code"), from_script);
}

#[test]
fn the_module_is_named_after_the_file() {
    let model = folder("named").join("Key-Word 2.tflite");
    std::fs::copy(models().join("mlp_sine_int8/model.tflite"), &model).expect("a copy");
    let source = Build::new(&model).out_dir(folder("named")).try_compile().expect("it compiles");
    assert_eq!(source.file_name().and_then(|name| name.to_str()), Some("key_word_2.rs"));
}

/// What stands in the file gets into comments and strings, and does not get out of them.
#[test]
fn text_of_the_file_stays_text() {
    let model = std::fs::read(models().join("mlp_sine_int8/model.tflite")).expect("a model");
    let mut compiled = compile(&model, &Options::default()).expect("it compiles");
    let nasty = ["*/ fn f() {} /*", "\"#]\nfn f() {}", "```\nloop {}\n```", "\u{202e}\0\r\n\\", "{}"];
    for text in nasty {
        compiled.program.description = text.to_string();
        compiled.program.labels = vec![text.to_string()];
        compiled.program.entries[0].inputs[0].name = text.to_string();
        compiled.program.entries[0].steps[0].tensor = text.to_string();
        let code = Emit::module("model").pretty(&compiled);
        let file = syn::parse_file(&code).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(file.items.len(), 1, "{text:?}");
    }
}

#[test]
fn problems_come_back_as_errors() {
    let refusal = |path: &Path| {
        let result = Build::new(path).out_dir(folder("refused")).try_compile();
        result.expect_err("it is refused").to_string()
    };
    assert!(refusal(&models().join("nowhere.tflite")).contains("No such file"));
    assert!(refusal(&models().join("broken/operators_unknown.tflite")).contains("help: "));
}
