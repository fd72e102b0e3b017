//! A changed model rebuilds its crate, whether it comes by macro or by build script.

use litecast_tests::{models, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate of its own with a model, which prints how many bytes the output takes: 16 of int8, 64 of float32.
struct Consumer {
    dir: PathBuf,
}

const PRINTS: &str = "fn main() { println!(\"{}\", size_of_val(model::Model::new().output())); }\n";

impl Consumer {
    fn new(name: &str, dependencies: &str, main: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild").join(name);
        std::fs::create_dir_all(dir.join("src")).expect("a folder");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{dependencies}"
        );
        let consumer = Consumer { dir };
        consumer.write("Cargo.toml", &manifest);
        consumer.write("src/main.rs", &format!("{main}{PRINTS}"));
        // The versions that the workspace has: nothing is to be downloaded.
        std::fs::copy(root().join("Cargo.lock"), consumer.dir.join("Cargo.lock")).expect("a copy");
        consumer
    }

    /// Writes a file, if it is not the same already.
    fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
            std::fs::write(path, text).expect("a file");
        }
    }

    fn put_model(&self, name: &str) {
        let path = match name {
            "nothing" => models().join("broken/empty.tflite"),
            name => models().join(name).join("model.tflite"),
        };
        let bytes = std::fs::read(path).expect("a model");
        std::fs::write(self.dir.join("model.tflite"), bytes).expect("a file");
    }

    /// Builds and runs; gives what cargo says, and what the program prints or nothing, if there is none.
    fn run(&self) -> (String, Option<String>) {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--offline"])
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", self.dir.with_file_name("target"))
            .output()
            .expect("cargo runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_string();
        (text(output.stderr), output.status.success().then(|| text(output.stdout)))
    }

    fn check(&self) {
        for (model, bytes) in [("mlp_sine_int8", "16"), ("mlp_sine_f32", "64"), ("mlp_sine_int8", "16")] {
            self.put_model(model);
            let (said, printed) = self.run();
            assert_eq!(printed.as_deref(), Some(bytes), "with {model}: {said}");
            let (said, _) = self.run();
            assert!(!said.contains("Compiling"), "nothing has changed, and yet: {said}");
        }
        self.put_model("nothing");
        let (said, printed) = self.run();
        assert!(printed.is_none() && said.contains("the file is empty"), "an empty file: {said}");
    }
}

fn path(folder: &str) -> String {
    format!("{{ path = {:?}, default-features = false }}", root().join(folder).display().to_string())
}

fn by_macro_with(name: &str, main: &str) -> Consumer {
    let runtime = format!("{{ path = {:?} }}", root().join("runtime").display().to_string());
    let main = format!("litecast::include_model!(mod model = \"model.tflite\");\n{main}");
    Consumer::new(name, &format!("[dependencies]\nlitecast = {runtime}\n"), &main)
}

#[test]
fn by_macro() {
    by_macro_with("by-macro", "").check();
}

/// An error that comes with code generation, whose full text differs from compiler to compiler.
#[test]
fn an_arena_that_is_too_small_does_not_compile() {
    let lend =
        "#[used]\nstatic LEND: fn() = || { model::Model::with_arena(&mut litecast::Arena::<8>::new()).run(); };\n";
    let consumer = by_macro_with("small-arena", lend);
    consumer.put_model("mlp_sine_int8");
    let (said, printed) = consumer.run();
    let message = "the model needs a larger arena than the one lent to it";
    assert!(printed.is_none() && said.contains(message), "{said}");
}

#[test]
fn by_build_script() {
    let (runtime, codegen) = (path("runtime"), path("codegen"));
    let dependencies =
        format!("[dependencies]\nlitecast = {runtime}\n\n[build-dependencies]\nlitecast-codegen = {codegen}\n");
    let main = "include!(concat!(env!(\"OUT_DIR\"), \"/model.rs\"));\n";
    let consumer = Consumer::new("by-build-script", &dependencies, main);
    consumer.write("build.rs", "fn main() { litecast_codegen::Build::new(\"model.tflite\").compile(); }\n");
    consumer.check();
}
