//! The type `Model`: memory, state where there is any, and the ways to come by one.

use super::{Scope, names, state};
use crate::plan::{Entry, Program};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The parts of `Model` that depend on whether the model keeps anything between runs.
pub(super) struct Generics {
    /// Type parameters with their defaults.
    defaults: TokenStream,
    /// Type parameters.
    pub(super) params: TokenStream,
    /// Their names.
    pub(super) names: TokenStream,
    /// Fields after the arena.
    field: Option<TokenStream>,
    /// Its first value.
    value: Option<TokenStream>,
    /// Its borrow in `run`.
    pub(super) borrow: Option<TokenStream>,
    /// Its argument in `run`.
    pub(super) arg: Option<TokenStream>,
    /// Further methods of `Model`.
    pub(super) methods: Option<TokenStream>,
    /// `reset` of the object-safe model.
    pub(super) reset: Option<TokenStream>,
}

impl Generics {
    pub(super) fn of(program: &Program) -> Self {
        let keeps = !program.state.is_empty();
        let when = |tokens: TokenStream| keeps.then_some(tokens);
        let (defaults, params, names) = if keeps {
            (
                quote!(A: BorrowMut<Memory> = Memory, S: BorrowMut<State> = State),
                quote!(A: BorrowMut<Memory>, S: BorrowMut<State>),
                quote!(A, S),
            )
        } else {
            (quote!(A: BorrowMut<Memory> = Memory), quote!(A: BorrowMut<Memory>), quote!(A))
        };
        Generics {
            defaults,
            params,
            names,
            field: when(quote!(state: S,)),
            value: when(quote!(state: State::new(),)),
            borrow: when(quote!(let state: &mut State = self.state.borrow_mut();)),
            arg: when(quote!(state,)),
            methods: when(state::methods()),
            reset: when(quote!(
                fn reset(&mut self) {
                    self.reset();
                }
            )),
        }
    }
}

/// The type, and what makes values of it.
pub(super) fn tokens(memory: &Generics, doc: &str) -> TokenStream {
    let Generics { defaults, field, value, .. } = memory;
    quote! {
        #[doc = #doc]
        #[derive(Clone)]
        pub struct Model<#defaults> {
            arena: A,
            #field
        }

        impl Model {
            /// A model that owns its memory; usable in a `static`.
            pub const fn new() -> Self {
                Self::in_memory(Memory::new())
            }
        }

        impl Default for Model {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<'a> Model<&'a mut Memory> {
            /// A model in memory that is lent to it: at least [`ARENA_BYTES`], or it does not compile.
            pub fn with_arena<const N: usize>(arena: &'a mut Arena<N>) -> Self {
                Self::in_memory(arena.lend())
            }
        }

        impl<A: BorrowMut<Memory>> Model<A> {
            /// A model in memory of exactly its size, whoever owns it: `Model::in_memory(Memory::boxed())` is one on the heap.
            pub const fn in_memory(arena: A) -> Self {
                Model { arena, #value }
            }
        }
    }
}

/// A model of one entry point.
pub(super) fn single(scope: &Scope<'_>) -> TokenStream {
    let doc = " The model with its working memory, or with one lent to it.";
    let (shell, api) = (tokens(&Generics::of(scope.program), doc), super::api::tokens(scope));
    quote!(#shell #api)
}

/// A model of several entry points: a method for each, and a module with what it leads to.
pub(super) fn several(scopes: &[Scope<'_>], program: &Program) -> TokenStream {
    let names = names::entries(&program.entries);
    let memory = Generics::of(program);
    let shell =
        tokens(&memory, " The model with its working memory, or with one lent to it. Its entry points take turns.");
    let methods = names.iter().zip(&program.entries).map(|(name, entry)| method(name, entry, program));
    let Generics { params, names: parameters, methods: shared, .. } = &memory;
    let modules = names.iter().zip(scopes).map(|(name, scope)| module(name, scope));
    quote! {
        #shell

        impl<#params> Model<#parameters> {
            #(#methods)*

            #shared
        }

        #(#modules)*
    }
}

fn method(name: &str, entry: &Entry, program: &Program) -> TokenStream {
    let (name, doc) = (format_ident!("{name}"), format!(" The entry point `{}`.", entry.key));
    let (types, make) = if program.state.is_empty() {
        (quote!(&mut Memory), quote!(in_memory(self.arena.borrow_mut())))
    } else {
        (quote!(&mut Memory, &mut State), quote!(from_parts(self.arena.borrow_mut(), self.state.borrow_mut())))
    };
    quote! {
        #[doc = #doc]
        pub fn #name(&mut self) -> #name::Model<#types> {
            #name::Model::#make
        }
    }
}

fn module(name: &str, scope: &Scope<'_>) -> TokenStream {
    let (name, docs) = (format_ident!("{name}"), super::doc::entry(scope.entry));
    let shell = tokens(
        &Generics::of(scope.program),
        " This entry point over memory and variables that are lent to it, or that it has for itself alone.",
    );
    let (constants, api, code) = (super::api::constants(scope), super::api::tokens(scope), super::code(scope));
    quote! {
        #[doc = #docs]
        pub mod #name {
            use super::*;
            #constants
            #shell
            #api
            #code
        }
    }
}
