//! The macro door of litecast. Use it as `litecast::include_model!`, which documents it.

mod args;

use litecast_codegen::{Diagnostics, Emit, Target, compile};
use proc_macro::TokenStream;
use quote::quote;
use std::io::ErrorKind;
use std::path::Path;

#[doc = include_str!("include_model.md")]
#[proc_macro]
pub fn include_model(input: TokenStream) -> TokenStream {
    include_model_for(Target::Generic, input)
}

// A macro does not know what it expands for; the runtime does, and exports one of these as `include_model`.
#[doc = include_str!("include_model.md")]
#[proc_macro]
pub fn include_model_x86_64(input: TokenStream) -> TokenStream {
    include_model_for(Target::X86_64, input)
}

#[doc = include_str!("include_model.md")]
#[proc_macro]
pub fn include_model_aarch64(input: TokenStream) -> TokenStream {
    include_model_for(Target::Aarch64, input)
}

#[doc = include_str!("include_model.md")]
#[proc_macro]
pub fn include_model_wasm32(input: TokenStream) -> TokenStream {
    include_model_for(Target::Wasm32, input)
}

fn include_model_for(target: Target, input: TokenStream) -> TokenStream {
    let mut args = syn::parse_macro_input!(input as args::Args);
    args.options.target = target;
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
