//! The function that runs all steps: straight lines, loops and branches.

use super::Scope;
use super::step::{is_split, number, result, touches_state};
use crate::plan::{Buffer, Entry, Mark, Region, Step};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// Steps that one function runs: a single function over thousands of calls is slow to compile.
const CHUNK: usize = 64;

/// The function `steps`, and those that it is split into.
pub(super) fn tokens(scope: &Scope<'_>) -> TokenStream {
    let mut events = Events { entry: scope.entry, step: 0, mark: 0 };
    let pieces = events.block();
    if pieces.len() <= CHUNK {
        return sequence(scope, "steps", &pieces);
    }
    let names: Vec<String> = (0..pieces.len().div_ceil(CHUNK)).map(|i| format!("steps_{i}")).collect();
    let functions = pieces.chunks(CHUNK).zip(&names).map(|(chunk, name)| sequence(scope, name, chunk));
    let ((_, args), pass) = (memory(scope), scope.entry.fallible().then(|| quote!(?)));
    let calls: Vec<TokenStream> =
        names.iter().map(|name| format_ident!("{name}")).map(|name| quote!(#name(#args, observer)#pass;)).collect();
    let all = sequence(scope, "steps", &calls);
    quote!(#all #(#functions)*)
}

/// A function that runs some of the steps.
fn sequence(scope: &Scope<'_>, name: &str, pieces: &[TokenStream]) -> TokenStream {
    let (name, (params, _)) = (format_ident!("{name}"), memory(scope));
    let (returns, ok) = result(scope.entry.fallible());
    quote!(fn #name<O: Observer>(#params, observer: &mut O) #returns { #(#pieces)* #ok })
}

/// What steps work on, as parameters and as arguments.
fn memory(scope: &Scope<'_>) -> (TokenStream, TokenStream) {
    let keeps = !scope.program.state.is_empty();
    let (state, its) = (keeps.then(|| quote!(, state: &mut State)), keeps.then(|| quote!(, state)));
    let (pool, threads) = split(scope.entry);
    (quote!(arena: &mut Memory #state #pool), quote!(arena #its #threads))
}

/// The pool, where steps have parts for its threads, as a further parameter and argument.
fn split(entry: &Entry) -> (Option<TokenStream>, Option<TokenStream>) {
    (entry.is_split().then(|| quote!(, pool: &dyn ThreadPool)), entry.is_split().then(|| quote!(, pool)))
}

/// Steps and marks in order.
struct Events<'a> {
    entry: &'a Entry,
    step: usize,
    mark: usize,
}

impl Events<'_> {
    /// Up to the end of the program, or of the block, whose mark stays to be taken.
    fn block(&mut self) -> Vec<TokenStream> {
        let mut pieces = Vec::new();
        loop {
            match self.peek() {
                Some(Mark::Loop) => pieces.push(self.repeat()),
                Some(Mark::If(at)) => pieces.push(self.branch(at)),
                Some(Mark::Switch(at)) => pieces.push(self.switch(at)),
                Some(Mark::BreakUnless(at)) => {
                    self.mark += 1;
                    let condition = condition(at);
                    pieces.push(quote!(if !#condition { break; }));
                }
                Some(Mark::Else | Mark::End) => return pieces,
                None => match self.entry.steps.get(self.step) {
                    Some(step) => {
                        pieces.push(observed(self.step, step));
                        self.step += 1;
                    }
                    None => return pieces,
                },
            }
        }
    }

    fn peek(&self) -> Option<Mark<Region>> {
        let (at, mark) = self.entry.marks.get(self.mark)?;
        (*at == self.step).then_some(*mark)
    }

    fn repeat(&mut self) -> TokenStream {
        self.mark += 1;
        let body = self.block();
        self.mark += 1;
        quote!(loop { #(#body)* })
    }

    fn branch(&mut self, at: Region) -> TokenStream {
        self.mark += 1;
        let (condition, then) = (condition(at), self.block());
        self.mark += 1;
        let otherwise = self.block();
        self.mark += 1;
        quote!(if #condition { #(#then)* } else { #(#otherwise)* })
    }

    fn switch(&mut self, at: Region) -> TokenStream {
        let mut arms = Vec::new();
        loop {
            self.mark += 1;
            let arm = self.block();
            if self.peek() != Some(Mark::Else) {
                self.mark += 1;
                let (index, numbers) = (read(at, "i32", 4), (0..).map(Literal::i32_unsuffixed));
                let arms = arms
                    .iter()
                    .zip(numbers)
                    .map(|(arm, number): (&Vec<TokenStream>, Literal)| quote!([#number] => { #(#arm)* }));
                return quote!(match #index { #(#arms)* _ => { #(#arm)* } });
            }
            arms.push(arm);
        }
    }
}

fn condition(at: Region) -> TokenStream {
    let bytes = bytes(at);
    quote!((#bytes != &[0]))
}

/// The bytes of a region, to read.
fn bytes(region: Region) -> TokenStream {
    read(region, "u8", 1)
}

/// The elements of a region, to read, each of `size` bytes.
fn read(region: Region, element: &str, size: usize) -> TokenStream {
    let (element, offset, len) = (format_ident!("{element}"), number(region.offset), number(region.bytes / size));
    match region.buffer {
        Buffer::Arena => quote!(arena.get::<#element, #offset, #len>()),
        Buffer::State => quote!(state.memory.get::<#element, #offset, #len>()),
        Buffer::Weights => quote!(WEIGHTS.get::<#element, #offset, #len>()),
        Buffer::Empty => quote!(&[]),
    }
}

fn observed(i: usize, step: &Step) -> TokenStream {
    let (name, index) = (format_ident!("step_{i}"), number(i));
    let output = step.output.map_or_else(|| quote!(&[]), bytes);
    let (state, pool) = (touches_state(step).then(|| quote!(, state)), is_split(step).then(|| quote!(, pool)));
    let args = quote!(arena #state #pool);
    let pass = step.fallible().then(|| quote!(?));
    quote! {
        observer.before(&STEPS[#index]);
        #name(#args)#pass;
        observer.after(&STEPS[#index], #output);
    }
}
