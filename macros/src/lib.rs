//! The macro door of litecast. Use it as `litecast::include_model!`, which documents it.

mod args;

use litecast_codegen::{Diagnostics, Emit, compile};
use proc_macro::TokenStream;
use quote::quote;
use std::io::ErrorKind;
use std::path::Path;

/// Compiles a `.tflite` file into a module: `include_model!(pub mod keyword = "models/keyword.tflite");`
///
/// The path is relative to the crate's manifest. After it may come, in any order and separated by commas:
///
/// * `arena = section(".name")`: the arena is a `static` in that link section, and `Model::take()` hands the model out
///   once. The default is `arena = owned`: part of the model.
/// * `crate = path::to::litecast`: where the crate has been renamed or re-exported;
/// * `custom = { AcmeScale: ops::scale, "Acme:Clip": crate::ops::clip }`: functions that compute custom operators, by the
///   operators' names. Paths are as seen from the module where the macro stands. What such a function takes is told, with an example, in the
///   module `litecast::custom`. A name that litecast knows is computed by the function all the same; one that the model does not
///   have is an error;
/// * `input_shapes = { image: [1, 96, 96, 3], "serving_default_x:0": [4], 2: [1, 8] }`: shapes of inputs, by name in the
///   signature (of the tensor, without one) or position, for models with open dimensions;
/// * `numerics = tflm`: equal TensorFlow Lite for Microcontrollers byte for byte where it differs from LiteRT, the default.
///
/// # Errors
///
/// A compile error on the path that lists every problem of the file.
#[proc_macro]
pub fn include_model(input: TokenStream) -> TokenStream {
    let args = syn::parse_macro_input!(input as args::Args);
    expand(&args).unwrap_or_else(|message| error(&args, &message)).into()
}

fn expand(args: &args::Args) -> Result<proc_macro2::TokenStream, String> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?;
    let shown = args.path.value();
    let path = Path::new(&root).join(&shown);
    let bytes = read(&path).map_err(|reason| format!("`{shown}`: {reason}"))?;
    let compiled = compile(&bytes, &args.options).map_err(|problems| refusal(&shown, &problems))?;
    let emit = Emit {
        visibility: args.visibility.clone(),
        crate_path: args.crate_path.clone(),
        arena_section: args.arena_section.clone(),
        tracked: Some(path.display().to_string()),
        name: args.name.to_string(),
        ..Emit::module("model")
    };
    Ok(emit.tokens_with(&compiled, &args.functions))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    if path.is_dir() {
        return Err("this is a folder\n    help: give the path of a .tflite file".to_string());
    }
    std::fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            "no such file\n    help: paths are relative to the folder of the crate's Cargo.toml".to_string()
        }
        _ => error.to_string(),
    })
}

/// The path as it was written: where the checkout lies is nobody's business, and must not be in anyone's golden output.
fn refusal(shown: &str, problems: &Diagnostics) -> String {
    let count = if problems.len() == 1 { String::new() } else { format!(" ({} problems)", problems.len()) };
    format!("`{shown}` does not compile{count}:\n{problems}")
}

/// The error on the path literal, and an empty module, so that one mistake gives one error.
fn error(args: &args::Args, message: &str) -> proc_macro2::TokenStream {
    let error = syn::Error::new(args.path.span(), message).into_compile_error();
    let (name, visibility) = (&args.name, &args.visibility);
    let visibility: proc_macro2::TokenStream = visibility.parse().unwrap_or_default();
    quote!(#error #visibility mod #name {})
}

#[cfg(test)]
mod tests;
