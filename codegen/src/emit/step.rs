//! One function per step: places, then the kernel call.

use super::{Scope, function, parse};
use crate::plan::{Access, Arg, Buffer, Elements, Entry, Epilogue, Outcome, Place, Region, Step};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// The step functions, the table that describes them, and the function that runs them all.
pub(super) fn tokens(scope: &Scope<'_>) -> TokenStream {
    let steps = scope.entry.steps.iter().enumerate().map(|(i, step)| step_function(i, step, scope));
    let infos = infos(scope.entry);
    quote! {
        #(#steps)*
        #infos
    }
}

/// What a function returns that may or may not fail, and its last expression.
pub(super) fn result(fallible: bool) -> (Option<TokenStream>, Option<TokenStream>) {
    if fallible { (Some(quote!(-> Result<(), Error>)), Some(quote!(Ok(())))) } else { (None, None) }
}

fn step_function(i: usize, step: &Step, scope: &Scope<'_>) -> TokenStream {
    let name = format_ident!("step_{i}");
    let doc = format!(" #{} {} → `{}` {}{}", step.site.operator, step.site.name, step.tensor, step.dtype, step.shape);
    let parts: Vec<Vec<&Place<Region>>> = step.parts().map(|(_, args)| borrowed(args).collect()).collect();
    let names: Vec<Ident> = names(&parts.concat());
    let lets = [Buffer::Arena, Buffer::State].map(|buffer| borrow(buffer, &parts, &names));
    let state = touches_state(step).then(|| quote!(, state: &mut State));
    let pool = is_split(step).then(|| quote!(, pool: &dyn ThreadPool));
    let params = quote!(arena: &mut Memory #state #pool);
    let mut names = names.into_iter();
    let calls = step.parts().map(|(kernel, args)| {
        let args: Vec<TokenStream> = args.iter().map(|arg| argument(arg, &mut names)).collect();
        if let Some(given) = &step.function {
            return function::call(given, scope, &args);
        }
        let kernel = Ident::new(kernel, Span::call_site());
        quote!(#kernel(#(#args),*))
    });
    let call = if is_split(step) { quote!(parallel(pool, &mut [#(&mut || #calls),*])) } else { quote!(#(#calls)*) };
    let (returns, ok) = result(step.fallible());
    let operator = number(step.site.operator);
    let call = match step.outcome {
        Outcome::Done => quote!(#call;),
        Outcome::Checked => quote!(let _ = #call;),
        Outcome::MayFail(fault) => {
            let fault = format_ident!("{fault:?}");
            quote!(#call.map_err(|_| Error::#fault { operator: #operator })?;)
        }
    };
    quote! {
        #[doc = #doc]
        fn #name(#params) #returns {
            #(#lets)*
            #call
            #ok
        }
    }
}

/// Whether a step reads or writes what the model keeps between runs.
pub(super) fn touches_state(step: &Step) -> bool {
    step.all_args().flat_map(Arg::places).any(|place| place.at.buffer == Buffer::State)
}

/// Whether a step has parts for several threads.
pub(super) fn is_split(step: &Step) -> bool {
    !step.others.is_empty()
}

/// The statement that borrows all places of a buffer at once; `names` are those of all parts.
fn borrow(buffer: Buffer, parts: &[Vec<&Place<Region>>], names: &[Ident]) -> Option<TokenStream> {
    let is_here = |place: &&Place<Region>| place.at.buffer == buffer;
    parts.iter().flatten().copied().find(is_here)?;
    let mut rest = names;
    let tuples = parts.iter().map(|places| {
        let (now, later) = rest.split_at(places.len());
        rest = later;
        let here = || places.iter().copied().zip(now).filter(|(place, _)| is_here(place));
        let (names, types) = (here().map(|(_, name)| name), here().map(|(place, _)| place_type(place)));
        (quote!((#(#names,)*)), quote!((#(#types,)*)))
    });
    let (names, types): (Vec<_>, Vec<_>) = tuples.unzip();
    let memory = if buffer == Buffer::State { quote!(state.memory) } else { quote!(arena) };
    Some(match (&names[..], &types[..]) {
        ([names], [types]) => quote!(let #names = #memory.at::<#types>();),
        _ => quote!(let (#(#names),*) = #memory.parts::<(#(#types),*)>();),
    })
}

/// The places that need a borrow of arena or state, in the order of the arguments. An input in the output's place needs none.
fn borrowed(args: &[Arg<Region>]) -> impl Iterator<Item = &Place<Region>> {
    let places = args.iter().flat_map(|arg| {
        let taken = arg.taken();
        arg.places().enumerate().filter(move |(i, _)| Some(*i) != taken).map(|(_, place)| place)
    });
    places.filter(|place| matches!(place.at.buffer, Buffer::Arena | Buffer::State))
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
    if let Arg::Epilogue(given) = arg {
        return given.as_ref().map_or_else(|| quote!(&mut |_, _| ()), |given| epilogue(given, names));
    }
    let mut slice = |place| slice(place, names);
    match (arg, arg.taken()) {
        (Arg::Epilogue(_), _) => TokenStream::new(),
        (Arg::Value(value), _) => parse(value),
        (Arg::Place(place), _) => slice(place),
        (Arg::View { place, shape, quant }, _) => function::view(place, slice(place), shape, quant.as_ref()),
        (Arg::Unary { dst, .. }, Some(_)) => {
            let y = slice(dst);
            quote!(Unary::InPlace(#y))
        }
        (Arg::Unary { src, dst }, None) => {
            let (x, y) = (slice(src), slice(dst));
            quote!(Unary::Apart(#x, #y))
        }
        (Arg::Binary { rhs, dst, .. }, Some(0)) => {
            let (rhs, y) = (slice(rhs), slice(dst));
            quote!(Binary::IntoLhs(#y, #rhs))
        }
        (Arg::Binary { lhs, dst, .. }, Some(_)) => {
            let (lhs, y) = (slice(lhs), slice(dst));
            quote!(Binary::IntoRhs(#lhs, #y))
        }
        (Arg::Binary { lhs, rhs, dst }, None) => {
            let (lhs, rhs, y) = (slice(lhs), slice(rhs), slice(dst));
            quote!(Binary::Apart(#lhs, #rhs, #y))
        }
    }
}

/// A function of a block of outputs.
fn epilogue(epilogue: &Epilogue<Region>, names: &mut impl Iterator<Item = Ident>) -> TokenStream {
    let kernel = Ident::new(epilogue.kernel, Span::call_site());
    let mut other = |place| {
        let other = slice(place, names);
        quote!(let other = beside(#other, at, y);)
    };
    let (at, other, io) = match &epilogue.elements {
        Elements::Block => (quote!(_), None, quote!(Unary::InPlace(y))),
        Elements::Left(place) => (quote!(at), Some(other(place)), quote!(Binary::IntoLhs(y, other))),
        Elements::Right(place) => (quote!(at), Some(other(place)), quote!(Binary::IntoRhs(other, y))),
    };
    let args: Vec<TokenStream> = epilogue.args.iter().map(|arg| argument(arg, names)).collect();
    let bytes = epilogue.of_bytes.then(|| quote!(let y = bytes_mut(y);));
    quote! {
        &mut |#at, y| {
            #bytes
            #other
            #kernel(#(#args,)* #io)
        }
    }
}

fn slice(place: &Place<Region>, names: &mut impl Iterator<Item = Ident>) -> TokenStream {
    let (element, offset, len) = (element(place), number(place.at.offset), number(place.len));
    match place.at.buffer {
        Buffer::Arena | Buffer::State => names.next().map_or_else(TokenStream::new, |name| quote!(#name)),
        Buffer::Weights => quote!(WEIGHTS.get::<#element, #offset, #len>()),
        Buffer::Empty if place.access == Access::Write => quote!(&mut []),
        Buffer::Empty => quote!(&[]),
    }
}

fn element(place: &Place<Region>) -> Ident {
    Ident::new(place.element, Span::call_site())
}

fn infos(entry: &Entry) -> TokenStream {
    let count = number(entry.steps.len());
    let infos = entry.steps.iter().map(|step| {
        let (operator, macs) = (number(step.site.operator), Literal::u64_unsuffixed(step.macs));
        let (name, kernel, tensor) = (&step.site.name, step.callee(), &step.tensor);
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

#[cfg(test)]
mod tests {
    use crate::emit::Emit;
    use crate::ir::{DType, Tensor};
    use crate::ops::testing::{constant, embedding_lookup, graph, variable};
    use crate::{Compiled, Options};

    fn gather(indices: Tensor) -> String {
        let op = embedding_lookup();
        let inputs = [indices, variable(DType::F32, &[4, 3])];
        let graph = graph(op, &inputs, &[variable(DType::F32, &[])]).unwrap();
        let program = crate::plan::plan(&graph, &Options::default()).unwrap();
        let code = Emit::module("m").pretty(&Compiled { graph, program });
        code.split_whitespace().collect()
    }

    #[test]
    fn an_index_known_at_run_time_makes_runs_fallible() {
        let code = gather(variable(DType::I32, &[2]));
        assert!(code.contains("run(&mutself)->Result<&[f32;6],Error>"), "{code}");
        assert!(code.contains("Error::IndexOutOfRange{operator:0"), "{code}");
    }

    #[test]
    fn an_index_known_now_does_not() {
        let code = gather(constant(DType::I32, &[2], &[3, 0]));
        assert!(code.contains("run(&mutself)->&[f32;6]") && !code.contains('?'), "{code}");
    }
}
