//! What the user meets: constants, accessors, `run`.

use super::model::Generics;
use super::step::number;
use super::{Scope, names};
use crate::ir::{DType, Shape};
use crate::plan::{Buffer, Entry, Port, Program};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// What all entry points share: sizes, labels, memory.
pub(super) fn shared(program: &Program) -> TokenStream {
    let (arena, weights) = (number(program.arena_bytes), number(program.weights.len()));
    let (labels, count) = (&program.labels, number(program.labels.len()));
    quote! {
        /// Bytes of working memory.
        pub const ARENA_BYTES: usize = #arena;
        /// Bytes of constant data.
        pub const WEIGHTS_BYTES: usize = #weights;
        /// Class names from the model's metadata.
        pub static LABELS: [&str; #count] = [#(#labels),*];
        /// Working memory of this model's size.
        pub type Memory = Arena<ARENA_BYTES>;
    }
}

/// What is known of an entry point's inputs and outputs.
pub(super) fn constants(scope: &Scope<'_>) -> TokenStream {
    let (inputs, outputs) = Named::of(scope.entry);
    let ports = inputs.iter().chain(&outputs).map(port_constants);
    quote!(#(#ports)*)
}

/// Everything that an entry point lets `Model` do.
pub(super) fn tokens(scope: &Scope<'_>) -> TokenStream {
    let (inputs, outputs) = Named::of(scope.entry);
    let (memory, fallible) = (Generics::of(scope.program), scope.entry.fallible());
    let split = scope.entry.is_split();
    let model = model(&memory, &inputs, &outputs, fallible, split);
    let dynamic = dynamic(&memory, &inputs, &outputs, fallible, split);
    quote! {
        #model
        #dynamic
    }
}

/// A port with the name of its accessors.
struct Named<'a> {
    name: String,
    port: &'a Port,
}

impl<'a> Named<'a> {
    /// Inputs and outputs.
    fn of(entry: &'a Entry) -> (Vec<Self>, Vec<Self>) {
        (Named::all("input", &entry.inputs), Named::all("output", &entry.outputs))
    }

    fn all(prefix: &str, ports: &'a [Port]) -> Vec<Self> {
        let given: Vec<&str> = ports.iter().map(|port| port.name.as_str()).collect();
        let names = names::ports(prefix, &given);
        names.into_iter().zip(ports).map(|(name, port)| Named { name, port }).collect()
    }

    fn constant(&self, suffix: &str) -> Ident {
        format_ident!("{}{suffix}", self.name.to_uppercase())
    }

    fn method(&self, prefix: &str, suffix: &str) -> Ident {
        format_ident!("{prefix}{}{suffix}", self.name)
    }

    /// Whether its elements, each with bytes of its own, stand for real values.
    fn is_quantized(&self) -> bool {
        let per_tensor = self.port.quant.as_ref().is_some_and(|quant| quant.is_per_tensor());
        per_tensor && self.port.dtype.range().is_some() && self.port.dtype.bits() >= 8
    }

    fn element(&self) -> Ident {
        format_ident!("{}", self.port.dtype.element())
    }

    fn len(&self) -> usize {
        self.port.region.bytes / self.element_bytes()
    }

    fn element_bytes(&self) -> usize {
        self.port.dtype.bytes().max(1)
    }

    /// `&[T; N]` of the port in `arena`.
    fn get(&self, arena: &TokenStream) -> TokenStream {
        let (element, offset, len) = (self.element(), number(self.port.region.offset), number(self.len()));
        match self.port.region.buffer {
            Buffer::Weights => quote!(WEIGHTS.get::<#element, #offset, #len>()),
            Buffer::State => quote!(self.state.borrow().memory.get::<#element, #offset, #len>()),
            _ => quote!(#arena.get::<#element, #offset, #len>()),
        }
    }

    /// `&mut [T; N]` of the port in `arena`.
    fn get_mut(&self, arena: &TokenStream) -> TokenStream {
        let (element, offset, len) = (self.element(), number(self.port.region.offset), number(self.len()));
        quote!(#arena.at::<(W<#element, #offset, #len>,)>().0)
    }

    /// The same of an output, among all.
    fn describe_among(&self, outputs: &[Named<'_>]) -> String {
        let count = self.port.count.and_then(|index| outputs.get(index));
        let rows = |count: &Named<'_>| format!(", of which the first `{}` rows are there, and zeros", count.name);
        self.describe() + &count.map(rows).unwrap_or_default()
    }

    fn describe(&self) -> String {
        let quant = self.port.quant.as_ref().map_or_else(String::new, |quant| format!(", {quant}"));
        format!("`{}`: {}{}{quant}", self.port.name, self.port.dtype, self.port.shape)
    }
}

fn port_constants(named: &Named<'_>) -> TokenStream {
    let (shape_name, shape, rank) =
        (named.constant("_SHAPE"), shape(&named.port.shape), number(named.port.shape.len()));
    let shape_doc = format!(" Shape of {}.", named.describe());
    let quant = named.port.quant.as_ref().filter(|quant| quant.is_per_tensor()).map(|quant| {
        let (quant_name, doc) = (named.constant("_QUANT"), format!(" Quantization of {}.", named.describe()));
        let (scale_name, zero_name) = (named.constant("_SCALE"), named.constant("_ZERO_POINT"));
        let (scale, zero) = (Literal::f32_suffixed(quant.scale()), Literal::i32_unsuffixed(quant.zero_point()));
        quote! {
            #[doc = #doc]
            pub const #quant_name: Quant = Quant { scale: #scale_name, zero_point: #zero_name };
            /// Real value of one step.
            pub const #scale_name: f32 = #scale;
            /// Raw value of 0.0.
            pub const #zero_name: i32 = #zero;
        }
    });
    quote! {
        #[doc = #shape_doc]
        pub const #shape_name: [usize; #rank] = #shape;
        #quant
    }
}

fn model(memory: &Generics, inputs: &[Named<'_>], outputs: &[Named<'_>], fallible: bool, split: bool) -> TokenStream {
    let Generics { params, names, borrow, arg, methods, .. } = memory;
    let accessors = inputs.iter().map(input).chain(outputs.iter().map(|named| output(named, outputs)));
    let (result_type, result, results) = result(outputs);
    let (result_type, result) =
        if fallible { (quote!(Result<#result_type, Error>), quote!(Ok(#result))) } else { (result_type, result) };
    let pass = fallible.then(|| quote!(?));
    let errors = fallible.then(|| {
        quote! {
            ///
            /// # Errors
            ///
            /// A value of an input led to an index outside the dimension that it selects from. The outputs are not valid then.
        }
    });
    let run = quote! {
        let arena: &mut Memory = self.arena.borrow_mut();
        #borrow
    };
    let observed = if split {
        quote! {
            pub fn run_observed<O: Observer>(&mut self, observer: &mut O) -> #result_type {
                self.run_observed_on(observer, &Alone)
            }

            /// As [`run`](Self::run), with large layers split over the threads of a pool.
            #errors
            pub fn run_on(&mut self, pool: &dyn ThreadPool) -> #result_type {
                self.run_observed_on(&mut Unobserved, pool)
            }

            /// As [`run_on`](Self::run_on), telling `observer` of every step.
            #errors
            pub fn run_observed_on<O: Observer>(&mut self, observer: &mut O, pool: &dyn ThreadPool) -> #result_type {
                #run
                steps(arena, #arg pool, observer)#pass;
                #result
            }
        }
    } else {
        quote! {
            pub fn run_observed<O: Observer>(&mut self, observer: &mut O) -> #result_type {
                #run
                steps(arena, #arg observer)#pass;
                #result
            }
        }
    };
    quote! {
        impl<#params> Model<#names> {
            #(#accessors)*

            #methods

            /// Computes the outputs. What the inputs hold does not survive: their memory is used again.
            #errors
            pub fn run(&mut self) -> #result_type {
                self.run_observed(&mut Unobserved)
            }

            /// As [`run`](Self::run), telling `observer` of every step.
            #errors
            #observed
        }

        #results
    }
}

fn input(named: &Named<'_>) -> TokenStream {
    let (name, element, len) = (named.method("", "_mut"), named.element(), number(named.len()));
    let doc = format!(" Input {}.", named.describe());
    let get = named.get_mut(&quote!(arena));
    let quantize = named.is_quantized().then(|| {
        let (set, quant) = (named.method("set_", "_f32"), named.constant("_QUANT"));
        let (min, max) = named.port.dtype.range().unwrap_or((0, 0));
        let (min, max) = (Literal::i32_unsuffixed(min), Literal::i32_unsuffixed(max));
        quote! {
            /// Sets the input from real values, quantized.
            pub fn #set(&mut self, values: &[f32; #len]) {
                for (raw, value) in self.#name().iter_mut().zip(values) {
                    *raw = #quant.quantize(*value, #min, #max) as #element;
                }
            }
        }
    });
    quote! {
        #[doc = #doc]
        pub fn #name(&mut self) -> &mut [#element; #len] {
            let arena: &mut Memory = self.arena.borrow_mut();
            #get
        }
        #quantize
    }
}

fn output(named: &Named<'_>, all: &[Named<'_>]) -> TokenStream {
    let (name, element, len) = (named.method("", ""), named.element(), number(named.len()));
    let doc = format!(" Output {}. Valid after a run.", named.describe_among(all));
    let get = named.get(&quote!(arena));
    let dequantize = named.is_quantized().then(|| {
        let (float, quant) = (named.method("", "_f32"), named.constant("_QUANT"));
        quote! {
            /// The output as real values, in order.
            pub fn #float(&self) -> impl ExactSizeIterator<Item = f32> + '_ {
                self.#name().iter().map(|raw| #quant.dequantize(*raw as i32))
            }
        }
    });
    quote! {
        #[doc = #doc]
        pub fn #name(&self) -> &[#element; #len] {
            let arena: &Memory = self.arena.borrow();
            #get
        }
        #dequantize
    }
}

/// What `run` returns: the one output, or a struct of several.
fn result(outputs: &[Named<'_>]) -> (TokenStream, TokenStream, Option<TokenStream>) {
    let reference = |named: &Named<'_>, lifetime: Option<TokenStream>| {
        let (element, len) = (named.element(), number(named.len()));
        quote!(&#lifetime [#element; #len])
    };
    if let [only] = outputs {
        return (reference(only, None), only.get(&quote!(arena)), None);
    }
    let fields: Vec<Ident> = outputs.iter().map(|named| format_ident!("{}", field(&named.name))).collect();
    let types = outputs.iter().map(|named| reference(named, Some(quote!('a))));
    let docs = outputs.iter().map(|named| format!(" {}.", named.describe_among(outputs)));
    let values = outputs.iter().map(|named| named.get(&quote!(arena)));
    let marker = outputs.is_empty().then(|| quote!(#[doc(hidden)] pub nothing: core::marker::PhantomData<&'a ()>));
    let no_value = outputs.is_empty().then(|| quote!(nothing: core::marker::PhantomData));
    let definition = quote! {
        /// All outputs of one run.
        #[derive(Clone, Copy, Debug)]
        pub struct Outputs<'a> {
            #(#[doc = #docs] pub #fields: #types,)*
            #marker
        }
    };
    (quote!(Outputs<'_>), quote!(Outputs { #(#fields: #values,)* #no_value }), Some(definition))
}

/// `output_scores` is the field `scores`, `output_1` stays.
fn field(name: &str) -> String {
    let short = name.trim_start_matches("output_");
    if short.starts_with(|c: char| c.is_ascii_digit()) { name.to_string() } else { short.to_string() }
}

fn dynamic(memory: &Generics, inputs: &[Named<'_>], outputs: &[Named<'_>], fallible: bool, split: bool) -> TokenStream {
    let Generics { params, names, reset, .. } = memory;
    let pass = fallible.then(|| quote!(?));
    let run_on = split.then(|| {
        quote! {
            fn run_on(&mut self, pool: &dyn ThreadPool) -> Result<(), Error> {
                self.run_on(pool)#pass;
                Ok(())
            }
        }
    });
    let (input_infos, output_infos) = (inputs.iter().map(info), outputs.iter().map(info));
    let input_arms = inputs.iter().enumerate().map(|(i, named)| {
        let (i, get) = (number(i), named.method("", "_mut"));
        quote!(#i => Some(bytes_mut(self.#get())))
    });
    let output_arms = outputs.iter().enumerate().map(|(i, named)| {
        let (i, get) = (number(i), named.method("", ""));
        quote!(#i => Some(bytes(self.#get())))
    });
    let (input_count, output_count) = (number(inputs.len()), number(outputs.len()));
    quote! {
        static INPUTS: [TensorInfo; #input_count] = [#(#input_infos),*];
        static OUTPUTS: [TensorInfo; #output_count] = [#(#output_infos),*];

        impl<#params> AnyModel for Model<#names> {
            fn inputs(&self) -> &'static [TensorInfo] {
                &INPUTS
            }
            fn outputs(&self) -> &'static [TensorInfo] {
                &OUTPUTS
            }
            fn input_bytes_mut(&mut self, index: usize) -> Option<&mut [u8]> {
                match index {
                    #(#input_arms,)*
                    _ => None,
                }
            }
            fn output_bytes(&self, index: usize) -> Option<&[u8]> {
                match index {
                    #(#output_arms,)*
                    _ => None,
                }
            }
            fn run(&mut self) -> Result<(), Error> {
                self.run()#pass;
                Ok(())
            }
            #run_on
            #reset
        }
    }
}

fn info(named: &Named<'_>) -> TokenStream {
    let port = named.port;
    let (name, dtype, shape, bytes) = (&port.name, dtype(port.dtype), shape(&port.shape), number(port.region.bytes));
    let per_tensor = port.quant.as_ref().is_some_and(|quant| quant.is_per_tensor());
    let quant = if per_tensor {
        let constant = named.constant("_QUANT");
        quote!(Some(#constant))
    } else {
        quote!(None)
    };
    quote!(TensorInfo { name: #name, dtype: #dtype, shape: &#shape, bytes: #bytes, quant: #quant })
}

/// A shape as an array.
pub(super) fn shape(shape: &Shape) -> TokenStream {
    let dims = shape.iter().map(|&dim| number(dim));
    quote!([#(#dims),*])
}

/// The runtime's name of an element type; the others do not get as far as code.
pub(super) fn dtype(dtype: DType) -> TokenStream {
    let variant = match dtype {
        DType::Resource | DType::Variant => DType::U8,
        DType::String => DType::I32,
        DType::I2 | DType::U4 => DType::I4,
        other => other,
    };
    let name = format_ident!("{}", format!("{variant:?}"));
    quote!(DType::#name)
}
