//! The macro without a compiler around it: what it expands to, and what it says instead.

use super::{args::Args, error, expand};
use litecast_codegen::Build;
use std::path::Path;

const MODEL: &str = "../tests/models/mlp_sine_int8/model.tflite";

/// The expansion as a person reads it.
fn pretty(arguments: &str) -> String {
    let args: Args = syn::parse_str(arguments).unwrap_or_else(|error| panic!("{arguments}: {error}"));
    let tokens = expand(&args).unwrap_or_else(|message| error(&args, &message));
    prettyplease::unparse(&syn::parse2(tokens).expect("a Rust file"))
}

/// Without the statics and markers that say where bytes come from.
fn without_bytes(code: &str) -> String {
    let mut file = syn::parse_file(code).expect("a Rust file");
    for item in &mut file.items {
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, items)), .. }) = item {
            items.retain(|item| match item {
                syn::Item::Static(item) => item.ident != "WEIGHTS",
                syn::Item::Const(item) => item.ident != "_",
                _ => true,
            });
        }
    }
    prettyplease::unparse(&file)
}

#[test]
fn macro_and_build_script_give_the_same_code() {
    for name in ["mlp_sine_int8", "mlp_sine_f32", "passthrough_int8", "two_io_f32"] {
        let path = format!("../tests/models/{name}/model.tflite");
        let dir = std::env::temp_dir().join(format!("litecast-macros-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        let build = Build::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).module("model");
        let file = build.out_dir(&dir).try_compile().expect("it compiles");
        let from_script = std::fs::read_to_string(file).expect("code");
        let from_macro = pretty(&format!("pub mod model = {path:?}"));
        assert_eq!(without_bytes(&from_macro), without_bytes(&from_script), "{name}");
        assert!(from_script.contains("include_bytes!(\"model.weights\")"), "{name}");
        std::fs::remove_dir_all(dir).expect("the folder can go");
    }
}

#[test]
fn the_model_file_is_tracked_and_the_weights_are_one_string() {
    let code = pretty(&format!("mod model = {MODEL:?}"));
    assert_eq!(code.matches("include_bytes!").count(), 1, "the marker");
    assert_eq!(code.matches("*b\"").count(), 1, "a byte string");
}

#[test]
fn names_and_visibility_are_the_users() {
    let code = pretty(&format!("pub(crate) mod r#type = {MODEL:?}, crate = some::engine"));
    assert!(code.contains("pub(crate) mod r#type {\n    use some::engine::rt::*;"), "{code}");
    assert!(pretty(&format!("mod KeyWord = {MODEL:?}")).contains("\nmod KeyWord {"));
}

#[test]
fn functions_are_looked_up_around_the_module() {
    let model = "mod model = \"../tests/models/custom/scale.tflite\", custom = ";
    let code = pretty(&format!("{model} {{ AcmeScale: ops::scale }}"));
    let lines = ["let function = {", "use super::*;", "ops::scale", "};"].map(str::to_string);
    let lines = lines.join("\n").split_whitespace().collect::<String>();
    assert!(code.split_whitespace().collect::<String>().contains(&lines), "{code}");
    assert!(pretty(&format!("{model} {{ \"AcmeScale\": ::ops::scale, }}")).contains("let function = ::ops::scale;"));
    assert!(pretty(&format!("{model} {{ AcmeShift: f }}")).contains("no custom operator `AcmeShift`"));
    let wrong = |arguments: &str| syn::parse_str::<Args>(&format!("{model} {arguments}")).err().map(|e| e.to_string());
    assert_eq!(wrong("{ A: f, \"A\": g }").as_deref(), Some("there is a function for this operator already"));
    assert!(wrong("{ A: f() }").is_some() && wrong("{ 0: f }").is_some() && wrong("f").is_some());
}

#[test]
fn a_problem_leaves_the_module_and_one_error() {
    let code = pretty("pub mod model = \"nowhere.tflite\"");
    assert_eq!(code.matches("compile_error!").count(), 1);
    assert!(code.contains("`nowhere.tflite`: no such file"));
    assert!(code.contains("pub mod model {}"));
}

#[test]
fn problems_name_the_path_as_it_was_written() {
    let path = "../tests/models/broken/conv_stride_zero.tflite";
    let code = pretty(&format!("mod model = {path:?}"));
    assert!(code.contains(&format!("`{path}` does not compile")));
    assert!(!code.contains(env!("CARGO_MANIFEST_DIR")));
}
