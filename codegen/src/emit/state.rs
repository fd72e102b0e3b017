//! What a model keeps between runs: a type of its own.

use super::step::number;
use crate::plan::Program;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The type `State`; nothing for a model that keeps nothing.
pub(super) fn tokens(program: &Program) -> Option<TokenStream> {
    if program.state.is_empty() {
        return None;
    }
    let bytes = number(program.state.len());
    let initial = if program.state.iter().all(|byte| *byte == 0) {
        quote!(Arena::new())
    } else {
        let literal = Literal::byte_string(&program.state);
        quote!(Arena::of(*#literal))
    };
    Some(quote! {
        /// Bytes of what the model keeps between runs.
        pub const STATE_BYTES: usize = #bytes;

        /// What the model keeps between runs: its variables.
        #[derive(Clone)]
        pub struct State {
            memory: Arena<STATE_BYTES>,
        }

        impl State {
            /// The state before the first run.
            pub const fn new() -> Self {
                State { memory: #initial }
            }

            /// Back to the state before the first run.
            pub fn reset(&mut self) {
                *self = Self::new();
            }
        }

        impl Default for State {
            fn default() -> Self {
                Self::new()
            }
        }
    })
}

/// Methods of a `Model` that keeps state.
pub(super) fn methods() -> TokenStream {
    quote! {
        /// A model of memory and state that may each be owned or lent: several streams over one arena, say.
        pub const fn from_parts(arena: A, state: S) -> Self {
            Model { arena, state }
        }

        /// Back to the state before the first run.
        pub fn reset(&mut self) {
            let state: &mut State = self.state.borrow_mut();
            state.reset();
        }
    }
}
