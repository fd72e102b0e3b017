//! From a program to the tokens of one Rust module.

mod api;
mod doc;
mod flow;
mod function;
mod model;
pub(crate) mod names;
mod state;
mod step;

use crate::Compiled;
use crate::kernel::CONTRACT;
use crate::plan::{Entry, Program};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// Where the generated code takes its weights from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsAs {
    /// One byte string in the code.
    Literal,
    /// A file beside the generated one, by `include_bytes!`.
    File(String),
}

/// How a module is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emit {
    /// Name of the module.
    pub name: String,
    /// Visibility: `pub`, `pub(crate)`, or nothing.
    pub visibility: String,
    /// Path of the crate `litecast`.
    pub crate_path: String,
    /// Where weights come from.
    pub weights: WeightsAs,
    /// Where a static arena lies, for a model that is taken once; without, models own their arena or have it lent to them.
    pub arena_section: Option<String>,
    /// A file whose change rebuilds the crate.
    pub tracked: Option<String>,
}

impl Emit {
    /// A public module; `name` is made an identifier.
    pub fn module(name: &str) -> Self {
        Emit {
            name: names::ident(name),
            visibility: "pub".to_string(),
            crate_path: "::litecast".to_string(),
            weights: WeightsAs::Literal,
            arena_section: None,
            tracked: None,
        }
    }

    /// The module as tokens.
    pub fn tokens(&self, compiled: &Compiled) -> TokenStream {
        self.tokens_with(compiled, &BTreeMap::new())
    }

    /// As [`tokens`](Self::tokens), with the paths of functions for custom operators as somebody has written them: where they
    /// do not fit, rustc's messages point there.
    pub fn tokens_with(&self, compiled: &Compiled, functions: &BTreeMap<String, TokenStream>) -> TokenStream {
        let program = &compiled.program;
        let (name, visibility, krate) = (parse(&self.name), parse(&self.visibility), parse(&self.crate_path));
        let (docs, weights, tracked) =
            (doc::module(compiled, &self.name), self.weights(&program.weights), self.tracked());
        let (shared, state, taken) = (api::shared(program), state::tokens(program), self.taken());
        let nested = program.entries.len() > 1;
        let number = Literal::u32_unsuffixed(CONTRACT);
        let scope = |entry| Scope { program, entry, functions, nested };
        let scopes: Vec<Scope<'_>> = program.entries.iter().map(scope).collect();
        let (constants, model, code) = match &scopes[..] {
            [only] => (api::constants(only), model::single(only), code(only)),
            several => (TokenStream::new(), model::several(several, program), TokenStream::new()),
        };
        quote! {
            #[doc = #docs]
            #[allow(clippy::all, clippy::pedantic, unused_imports, unused_variables, dead_code)]
            #visibility mod #name {
                use #krate::rt::*;
                const _: () = contract(#number);
                #tracked
                #shared
                #constants
                #state
                #model
                #taken
                #code
                #weights
            }
        }
    }

    /// The module as a person reads it.
    pub fn pretty(&self, compiled: &Compiled) -> String {
        let tokens = self.tokens(compiled);
        // What the emitter writes is always a Rust file; should it not be, rustc says where.
        syn::parse2(tokens.clone()).map_or_else(|_| tokens.to_string(), |file| prettyplease::unparse(&file))
    }

    fn weights(&self, bytes: &[u8]) -> TokenStream {
        let len = Literal::usize_unsuffixed(bytes.len());
        let value = match &self.weights {
            WeightsAs::Literal => {
                let literal = Literal::byte_string(bytes);
                quote!(*#literal)
            }
            WeightsAs::File(path) => quote!(*include_bytes!(#path)),
        };
        quote!(static WEIGHTS: Weights<#len> = Weights(#value);)
    }

    /// The static arena and the way to it.
    fn taken(&self) -> Option<TokenStream> {
        let section = self.arena_section.as_ref()?;
        let doc = format!(" The model in static memory in the section `{section}`: to the first caller only.");
        Some(quote! {
            #[unsafe(link_section = #section)]
            static MEMORY: StaticArena<ARENA_BYTES> = StaticArena::new();

            impl Model<&'static mut Memory> {
                #[doc = #doc]
                pub fn take() -> Option<Self> {
                    MEMORY.take().map(Model::with_arena)
                }
            }
        })
    }

    fn tracked(&self) -> Option<TokenStream> {
        self.tracked.as_ref().map(|path| {
            quote!(
                const _: &[u8] = include_bytes!(#path);
            )
        })
    }
}

/// An entry point on its way to code.
#[derive(Clone, Copy)]
struct Scope<'a> {
    program: &'a Program,
    entry: &'a Entry,
    /// Paths of functions for custom operators, as somebody has written them.
    functions: &'a BTreeMap<String, TokenStream>,
    /// Whether it has a module of its own inside of the model's.
    nested: bool,
}

impl Scope<'_> {
    /// The module around the model's.
    fn around(&self) -> TokenStream {
        if self.nested { quote!(super::super) } else { quote!(super) }
    }
}

/// What an entry point does.
fn code(scope: &Scope<'_>) -> TokenStream {
    let (flow, steps) = (flow::tokens(scope), step::tokens(scope));
    quote!(#flow #steps)
}

/// Rust source as tokens. Only ever given what the compiler itself has written.
fn parse(source: &str) -> TokenStream {
    source.parse().unwrap_or_default()
}
