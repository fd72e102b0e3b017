//! One function per step: places, then the kernel call.

use super::parse;
use crate::plan::{Access, Arg, Buffer, Place, Program, Region, Step};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// Steps that one function runs: a single function over thousands of calls is slow to compile.
const CHUNK: usize = 64;

/// The step functions, the table that describes them, and the function that runs them all.
pub(super) fn tokens(program: &Program) -> TokenStream {
    let functions = program.steps.iter().enumerate().map(|(i, step)| function(i, step));
    let (runs, infos) = (run(program), infos(program));
    quote! {
        #runs
        #(#functions)*
        #infos
    }
}

fn run(program: &Program) -> TokenStream {
    let indices: Vec<usize> = (0..program.steps.len()).collect();
    let chunks: Vec<&[usize]> = indices.chunks(CHUNK).collect();
    if let [only] = chunks.as_slice() {
        let calls = only.iter().map(|&i| observed(i, &program.steps[i]));
        return quote!(fn steps<O: Observer>(arena: &mut Memory, observer: &mut O) { #(#calls)* });
    }
    let names: Vec<Ident> = (0..chunks.len()).map(|i| format_ident!("steps_{i}")).collect();
    let functions = chunks.iter().zip(&names).map(|(chunk, name)| {
        let calls = chunk.iter().map(|&i| observed(i, &program.steps[i]));
        quote!(fn #name<O: Observer>(arena: &mut Memory, observer: &mut O) { #(#calls)* })
    });
    quote! {
        fn steps<O: Observer>(arena: &mut Memory, observer: &mut O) {
            #(#names(arena, observer);)*
        }
        #(#functions)*
    }
}

fn observed(i: usize, step: &Step) -> TokenStream {
    let (name, index) = (format_ident!("step_{i}"), Literal::usize_unsuffixed(i));
    let written = step.writes().find(|region| region.buffer == Buffer::Arena);
    let output = written.map_or_else(|| quote!(&[]), |region| get_bytes(region));
    quote! {
        observer.before(&STEPS[#index]);
        #name(arena);
        observer.after(&STEPS[#index], #output);
    }
}

fn get_bytes(region: Region) -> TokenStream {
    let (offset, bytes) = (number(region.offset), number(region.bytes));
    quote!(arena.get::<u8, #offset, #bytes>())
}

fn function(i: usize, step: &Step) -> TokenStream {
    let name = format_ident!("step_{i}");
    let doc = format!(" #{} {} → `{}` {}{}", step.site.operator, step.site.name, step.tensor, step.dtype, step.shape);
    let kernel = Ident::new(step.kernel, Span::call_site());
    let places: Vec<&Place<Region>> = in_arena(step).collect();
    let names: Vec<Ident> = names(&places);
    let lets = (!places.is_empty()).then(|| {
        let types = places.iter().map(|place| place_type(place));
        quote!(let (#(#names,)*) = arena.at::<(#(#types,)*)>();)
    });
    let mut names = names.into_iter();
    let args: Vec<TokenStream> = step.args.iter().map(|arg| argument(arg, &mut names)).collect();
    quote! {
        #[doc = #doc]
        fn #name(arena: &mut Memory) {
            #lets
            #kernel(#(#args),*);
        }
    }
}

/// The places that need a borrow of the arena, in the order of the arguments. Those in place need one.
fn in_arena(step: &Step) -> impl Iterator<Item = &Place<Region>> {
    let places = step.args.iter().flat_map(|arg| {
        let skip = usize::from(in_place(arg));
        arg.places().skip(skip)
    });
    places.filter(|place| place.at.buffer == Buffer::Arena)
}

fn in_place(arg: &Arg<Region>) -> bool {
    matches!(arg, Arg::Unary { src, dst } if src.at == dst.at)
}

/// The places' names, with a number where one is used twice.
fn names(places: &[&Place<Region>]) -> Vec<Ident> {
    let name = |(i, place): (usize, &&Place<Region>)| {
        let same = |other: &&&Place<Region>| other.name == place.name;
        let count = places.iter().filter(same).count();
        let before = places.iter().take(i).filter(same).count();
        if count == 1 { place.name.to_string() } else { format!("{}_{before}", place.name) }
    };
    places.iter().enumerate().map(|pair| Ident::new(&name(pair), Span::call_site())).collect()
}

fn place_type(place: &Place<Region>) -> TokenStream {
    let (element, offset, len) = (element(place), number(place.at.offset), number(place.len));
    match place.access {
        Access::Read => quote!(R<#element, #offset, #len>),
        Access::Write => quote!(W<#element, #offset, #len>),
    }
}

fn argument(arg: &Arg<Region>, names: &mut impl Iterator<Item = Ident>) -> TokenStream {
    match arg {
        Arg::Value(value) => parse(value),
        Arg::Place(place) => slice(place, names),
        Arg::Unary { dst, .. } if in_place(arg) => {
            let y = slice(dst, names);
            quote!(Unary::InPlace(#y))
        }
        Arg::Unary { src, dst } => {
            let x = slice(src, names);
            let y = slice(dst, names);
            quote!(Unary::Apart(#x, #y))
        }
    }
}

fn slice(place: &Place<Region>, names: &mut impl Iterator<Item = Ident>) -> TokenStream {
    let (element, offset, len) = (element(place), number(place.at.offset), number(place.len));
    match place.at.buffer {
        Buffer::Arena => names.next().map_or_else(TokenStream::new, |name| quote!(#name)),
        Buffer::Weights => quote!(WEIGHTS.get::<#element, #offset, #len>()),
        Buffer::Empty => quote!(&[]),
    }
}

fn element(place: &Place<Region>) -> Ident {
    Ident::new(place.element, Span::call_site())
}

fn infos(program: &Program) -> TokenStream {
    let count = number(program.steps.len());
    let infos = program.steps.iter().map(|step| {
        let (operator, macs) = (number(step.site.operator), Literal::u64_unsuffixed(step.macs));
        let (name, kernel, tensor) = (&step.site.name, step.kernel, &step.tensor);
        let (dtype, shape) = (super::api::dtype(step.dtype), super::api::shape(&step.shape));
        quote! {
            StepInfo { operator: #operator, name: #name, kernel: #kernel, tensor: #tensor, dtype: #dtype, shape: &#shape, macs: #macs }
        }
    });
    quote! {
        /// What each step is, for observers.
        pub static STEPS: [StepInfo; #count] = [#(#infos),*];
    }
}

/// A number without a suffix.
pub(super) fn number(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}
