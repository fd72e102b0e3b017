//! The command, from outside: what it prints, what it writes, how it ends.

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How a call ended.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn litecast(args: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_litecast"))
        .args(args)
        // One folder for whoever builds models, so that the runtime is built once.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder"))
        .output()
        .expect("the command runs");
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/models")
}

fn model(name: &str) -> String {
    models().join(name).join("model.tflite").display().to_string()
}

fn broken(name: &str) -> String {
    models().join("broken").join(name).with_extension("tflite").display().to_string()
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-files").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn check_says_ok_or_lists_everything() {
    let (good, bad) = (model("mlp_sine_int8"), broken("custom_operator_unknown"));
    let ended = litecast(&["check", &good]);
    assert_eq!((ended.code, ended.out), (0, format!("{good}: ok\n")));
    let ended = litecast(&["check", &good, &bad]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.starts_with(&format!("{good}: ok\n{bad}: 1 problem\n    operator #0 CUSTOM `AcmeFrobnicate`: ")));
}

#[test]
fn check_searches_folders_and_survives_any_file() {
    let dir = models().join("broken");
    let ended = litecast(&["check", "--json", path(&dir)]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    let verdicts: Value = serde_json::from_str(&ended.out).expect("JSON");
    let verdicts = verdicts.as_array().expect("a list");
    let files = std::fs::read_dir(&dir).expect("a folder").flatten();
    let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "tflite"));
    assert_eq!(verdicts.len(), files.count());
    let of = |name: &str| verdicts.iter().find(|verdict| verdict["model"].as_str().unwrap().ends_with(name)).unwrap();
    let problem = &of("custom_operator_unknown.tflite")["problems"][0];
    assert_eq!((&problem["code"], &problem["site"]["operator"]), (&Value::from("unsupported"), &Value::from(0)));
    assert_eq!(of("empty.tflite")["problems"][0]["code"], "malformed");
    // Nothing in there makes the compiler panic.
    assert!(verdicts.iter().all(|verdict| verdict["error"].is_null()));
}

#[test]
fn faulty_arguments_are_told_from_faulty_models() {
    let ended = litecast(&["check", "nowhere.tflite"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("nowhere.tflite: cannot read"), "{}", ended.out);
    assert_eq!(litecast(&["inspect", path(&models())]).code, 1);
    assert_eq!(litecast(&["inspect"]).code, 2);
    assert_eq!(litecast(&["inspect", "--shape", "x=1,two", &model("mlp_sine_f32")]).code, 2);
}

#[test]
fn inspect_tells_operators_costs_and_memory() {
    let ended = litecast(&["inspect", &model("mlp_sine_int8")]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for part in [
        "4,608 multiply-accumulates",
        "signature `serving_default`: x -> y",
        "  `x`  int8[16, 1] scale 0.024616526, zero point -128",
        "  #0 FULLY_CONNECTED, 256 multiply-accumulates",
        "activation: Relu",
        "int8[16, 1] 16 scales along axis 0 constant",
        "memory by step",
    ] {
        assert!(ended.out.contains(part), "`{part}` is missing:\n{}", ended.out);
    }
}

#[test]
fn inspect_gives_the_same_as_json_and_as_a_graph() {
    let name = model("mlp_sine_int8");
    let ended = litecast(&["inspect", "--json", &name]);
    let found: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(found["operators"].as_array().expect("a list").len(), 3);
    assert_eq!(found["totals"]["macs"], 4608);
    assert_eq!(found["inputs"][0]["quantization"]["zero_point"], serde_json::json!([-128]));
    let bytes = found["totals"]["arena_bytes"].as_u64().unwrap();
    for piece in found["memory"].as_array().expect("a list") {
        assert!(piece["offset"].as_u64().unwrap() + piece["bytes"].as_u64().unwrap() <= bytes);
    }
    let ended = litecast(&["inspect", "--dot", &name]);
    assert_eq!(ended.code, 0);
    assert!(ended.out.starts_with("digraph model {") && ended.out.ends_with("}\n"), "{}", ended.out);
}

#[test]
fn inspect_shows_what_can_be_read_of_a_model_that_does_not_compile() {
    let ended = litecast(&["inspect", &broken("custom_operator_unknown")]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("#0 CUSTOM `AcmeFrobnicate`"), "{}", ended.out);
    assert!(ended.out.contains("int8[1, 4, 4, 2]"), "{}", ended.out);
    assert!(ended.err.contains("does not compile:\noperator #0 CUSTOM `AcmeFrobnicate`: "), "{}", ended.err);
    assert_eq!(litecast(&["inspect", &broken("truncated_half")]).code, 1);
}

#[test]
fn shapes_are_set_by_name_and_position() {
    for name in ["image", "#0"] {
        let shape = format!("{name}=3,8,8,2");
        let ended = litecast(&["inspect", "--shape", &shape, &model("dynamic_batch_f32")]);
        assert!(ended.out.contains("`image`  float32[3, 8, 8, 2] (in the file [-1, 8, 8, 2])"), "{}", ended.out);
    }
    let ended = litecast(&["check", "--shape", "picture=1", &model("mlp_sine_f32")]);
    assert!(ended.code == 1 && ended.out.contains("no input `picture`"), "{}", ended.out);
}

#[test]
fn functions_for_custom_operators_are_named() {
    let name = models().join("custom/scale.tflite").display().to_string();
    let custom = ["--custom", "AcmeScale=crate::ops::scale"];
    assert_eq!(litecast(&["check", &name]).code, 1);
    assert_eq!(litecast(&["check", &name, custom[0], custom[1]]).code, 0);
    assert_eq!(litecast(&["check", &name, custom[0], "AcmeScale=1"]).code, 2);
    let inspected = litecast(&["inspect", &name, custom[0], custom[1]]).out;
    assert!(inspected.contains("CUSTOM `AcmeScale`: crate::ops::scale"), "{inspected}");
    assert!(inspected.contains("custom::Value::Map(&[(\"offset\", custom::Value::Float(0.5))])"), "{inspected}");
    assert!(litecast(&["generate", &name, custom[0], custom[1]]).out.contains("crate::ops::scale"));
    let ended = litecast(&["verify", &name, custom[0], custom[1]]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("none of your functions"), "{}", ended.err);
}

#[test]
fn generate_prints_a_module_or_writes_it_with_its_weights() {
    let name = model("mlp_sine_int8");
    let ended = litecast(&["generate", &name, "--module", "sine", "--crate", "::tiny"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for part in ["pub mod sine {", "use ::tiny::rt::*;", "*b\""] {
        assert!(ended.out.contains(part), "`{part}` is missing:\n{}", ended.out);
    }
    let dir = folder("generate");
    let file = dir.join("net.rs");
    let ended = litecast(&["generate", &name, "-o", path(&file)]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let source = std::fs::read_to_string(file).expect("the module");
    assert!(source.contains("pub mod model {") && source.contains("include_bytes!(\"net.weights\")"), "{source}");
    assert!(!std::fs::read(dir.join("net.weights")).expect("weights").is_empty());
}

#[test]
fn generate_refuses_what_cannot_be_written() {
    let ended = litecast(&["generate", &broken("empty")]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("does not compile:\nthe file is empty"), "{}", ended.err);
    let name = model("mlp_sine_f32");
    assert!(litecast(&["generate", &name, "--crate", "not a path"]).err.contains("`not a path`"));
    let file = folder("refused").join("net.weights");
    assert_eq!(litecast(&["generate", &name, "-o", path(&file)]).code, 1);
}

/// The tensors of a file under other names; the shape stays.
fn renamed(from: &Path, names: &[(&str, &str)], to: &Path) {
    let bytes = std::fs::read(from).expect("tensors");
    let tensors = SafeTensors::deserialize(&bytes).expect("tensors");
    let renamed = names.iter().map(|(old, new)| (*new, tensors.tensor(old).expect("a tensor")));
    std::fs::write(to, safetensors::serialize(renamed, None).expect("bytes")).expect("a file");
}

fn assert_same(a: &Path, key: &str, b: &Path, golden: &str) {
    let (a, b) = (std::fs::read(a).expect("tensors"), std::fs::read(b).expect("tensors"));
    let (a, b) = (SafeTensors::deserialize(&a).expect("tensors"), SafeTensors::deserialize(&b).expect("tensors"));
    let (a, b) = (a.tensor(key).expect("an output"), b.tensor(golden).expect("a golden"));
    assert_eq!((a.dtype(), a.shape(), a.data()), (b.dtype(), b.shape(), b.data()));
}

#[test]
fn run_gives_goldens() {
    let (dir, name) = (folder("run"), model("mlp_sine_int8"));
    let (io, output) = (models().join("mlp_sine_int8/io.safetensors"), dir.join("out.safetensors"));
    let ended = litecast(&["run", &name, "--input", path(&io), "--output", path(&output)]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    assert_same(&output, "output0", &io, "output0");
    let ended = litecast(&["run", &name, "--input", path(&io)]);
    assert!(ended.out.starts_with("output0 `y` int8[16, 1]\n    "), "{}", ended.out);

    // By the signature's names, and twice in a row.
    let twice = dir.join("twice.safetensors");
    renamed(&io, &[("input0", "x@1"), ("input0", "x@2")], &twice);
    let ended = litecast(&["run", &name, "--input", path(&twice), "--output", path(&output)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_same(&output, "output0@2", &io, "output0");
}

#[test]
fn one_of_several_signatures_is_run() {
    let (dir, case) = (folder("signatures"), models().join("signatures/counter"));
    let (name, io) = (case.join("model.tflite").display().to_string(), case.join("io.safetensors"));
    let (input, output) = (dir.join("in.safetensors"), dir.join("out.safetensors"));
    renamed(&io, &[("sig.reset.input.x@3", "input0")], &input);
    let run = |signature: &str| {
        litecast(&["run", &name, "--input", path(&input), "--output", path(&output), "--signature", signature])
    };
    assert_eq!(run("reset").code, 0);
    assert_same(&output, "output0", &io, "sig.reset.output.y@3");
    assert_eq!(run("self").code, 0);
    assert_same(&output, "output0", &io, "sig.self.output.y@1");
    assert!(run("nobody").err.contains("no signature `nobody`; there are self, u8, reset"));
    let inspected = litecast(&["inspect", &name]).out;
    assert!(inspected.contains("entry point `u8`") && inspected.contains("memory of `reset`"), "{inspected}");
    let found: Value = serde_json::from_str(&litecast(&["inspect", "--json", &name]).out).expect("JSON");
    assert_eq!(found["entries"][1]["inputs"][0]["name"], "left");
    let shaped = litecast(&["inspect", &name, "--shape", "u8.left=3,2"]);
    assert!(shaped.code == 1 && shaped.err.contains("`total`"), "{}", shaped.err);
}

#[test]
fn run_checks_the_tensors() {
    let (dir, name) = (folder("unfit"), model("mlp_sine_int8"));
    let file = dir.join("in.safetensors");
    let message = |key: &str, dtype: Dtype, shape: Vec<usize>| {
        let data = vec![0; shape.iter().product::<usize>() * dtype.bitsize() / 8];
        let view = TensorView::new(dtype, shape, &data).expect("a tensor");
        std::fs::write(&file, safetensors::serialize([(key, view)], None).expect("bytes")).expect("a file");
        let ended = litecast(&["run", &name, "--input", path(&file)]);
        assert_eq!(ended.code, 1);
        ended.err
    };
    assert!(message("input0", Dtype::F32, vec![16, 1]).contains("`input0` is F32 where the model has int8"));
    assert!(message("wave", Dtype::I8, vec![16, 1]).contains("no input `wave`"));
    assert!(message("output0", Dtype::I8, vec![16, 1]).contains("neither `input0` nor `x`"));
}

#[test]
fn verify_passes_goldens_and_finds_a_wrong_one() {
    let (dir, results) = (folder("verify"), folder("results").join("results.json"));
    for name in ["mlp_sine_int8", "mlp_sine_f32", "wrong"] {
        let (from, to) = (models().join(name.replace("wrong", "mlp_sine_int8")), dir.join("sine").join(name));
        std::fs::create_dir_all(&to).expect("a folder");
        for file in ["model.tflite", "meta.json", "io.safetensors"] {
            std::fs::copy(from.join(file), to.join(file)).expect("a file");
        }
    }
    let io = models().join("mlp_sine_int8/io.safetensors");
    let wrong = dir.join("sine/wrong/io.safetensors");
    renamed(&io, &[("input0", "input0"), ("input0", "output0")], &wrong);
    std::fs::create_dir_all(dir.join("refused")).expect("a folder");
    std::fs::copy(broken("empty"), dir.join("refused/model.tflite")).expect("a file");
    std::fs::copy(&io, dir.join("refused/io.safetensors")).expect("a file");

    let ended = litecast(&["verify", path(&dir), "--json", path(&results)]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("2 passed, 1 failed, 1 refused"), "{}", ended.out);
    assert!(ended.out.contains("wrong: output0: "), "{}", ended.out);
    let found: Value = serde_json::from_slice(&std::fs::read(&results).expect("results")).expect("JSON");
    let statuses: Vec<&str> = found.as_array().unwrap().iter().filter_map(|case| case["status"].as_str()).collect();
    assert_eq!(statuses, ["refused", "within", "exact", "differs"]);

    let ended = litecast(&["verify", path(&dir), "--filter", "mlp_sine_int8"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("1 passed, 0 failed, 0 refused"), "{}", ended.out);
}

/// A number above nothing.
fn positive(value: &Value) -> bool {
    value.as_f64().is_some_and(|value| value > 0.0 && value.is_finite())
}

#[test]
fn bench_times_models_and_their_steps() {
    let (sine, refused) = (model("mlp_sine_int8"), broken("operator_unknown"));
    let quick = ["--min-time", "0.01", "--runs", "3"];
    let ended =
        litecast(&[&["bench", "--json", "--profile", "--level", "portable", &sine, &refused], &quick[..]].concat());
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    let found: Value = serde_json::from_str(&ended.out).expect("JSON");
    let [timed, failed] = found.as_array().expect("a list").as_slice() else { panic!("{found}") };
    assert_eq!((&timed["path"], &timed["macs"]), (&Value::from(sine.as_str()), &Value::from(4608)));
    assert_eq!((&timed["inputs"], &timed["level"]), (&Value::from("io.safetensors"), &Value::from("portable")));
    for key in ["median_ns", "min_ns", "first_ns", "gmacs_per_s", "arena_bytes", "weights_bytes"] {
        assert!(positive(&timed[key]), "{key}: {timed}");
    }
    assert!(timed["runs"].as_u64() >= Some(3) && timed["min_ns"].as_f64() <= timed["median_ns"].as_f64(), "{timed}");
    let steps = timed["steps"].as_array().expect("a list");
    let macs: Vec<u64> = steps.iter().filter_map(|step| step["macs"].as_u64()).collect();
    assert_eq!(macs, [256, 4096, 256]);
    assert!(steps.iter().all(|step| step["name"] == "FULLY_CONNECTED" && step["median_ns"].is_number()), "{timed}");
    assert_eq!((&failed["path"], &failed["ok"]), (&Value::from(refused.as_str()), &Value::from(false)));
    assert_eq!(failed["problems"][0]["code"], "unsupported");

    let copy = folder("bench").join("sine.tflite");
    std::fs::copy(&sine, &copy).expect("a copy");
    let ended = litecast(&[&["bench", "--profile", path(&copy)], &quick[..]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    for part in ["sine.tflite", "#1 FULLY_CONNECTED", "int8[16, 16]", "4,608", "GMAC/s"] {
        assert!(ended.out.contains(part), "`{part}` is missing:\n{}", ended.out);
    }
}

#[test]
fn bench_writes_a_program_that_stands_alone() {
    let (sine, dir) = (model("mlp_sine_f32"), folder("bench-program"));
    let binary = dir.join("sine");
    let ended = litecast(&["bench", &sine, "--emit-binary", path(&binary)]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let output = Command::new(&binary).args(["--min-time", "0.01"]).output().expect("the program runs");
    let line: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(positive(&line["median_ns"]) && positive(&line["first_ns"]), "{line}");
    let output = Command::new(&binary).arg("--maximum").output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));

    let ended = litecast(&["bench", &sine, &sine, "--emit-binary", path(&binary)]);
    assert!(ended.code == 1 && ended.err.contains("one model"), "{}", ended.err);
    let ended = litecast(&["bench", &broken("empty"), "--emit-binary", path(&dir.join("empty"))]);
    assert!(ended.code == 1 && ended.out.contains("the file is empty"), "{}", ended.out);
    assert_eq!(litecast(&["bench", &sine, "--emit-binary", path(&binary), "--json"]).code, 2);
}
