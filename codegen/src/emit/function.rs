//! Calls of functions of the user's.

use super::step::number;
use super::{Scope, api, parse};
use crate::ir::{Quant, Shape};
use crate::plan::{Access, Buffer, Function, Place, Region};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// The call.
pub(super) fn call(function: &Function, scope: &Scope<'_>, args: &[TokenStream]) -> TokenStream {
    let path = scope.functions.get(&function.operator).cloned().unwrap_or_else(|| parse(&function.path));
    let span = path.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let path = seen_from_inside(path, scope.around());
    let names: Vec<Ident> = (0..args.len()).map(|i| Ident::new(&format!("argument_{i}"), span)).collect();
    // The function is looked up where its path was written, its arguments here. They have their types before they meet it, so
    // that one that does not fit is told of there.
    quote_spanned! {span=>
        let function = #path;
        #(let #names = #args;)*
        let (): () = function(#(#names),*)
    }
}

/// A path as seen from the module around the generated one, from inside of that: `around` leads there.
fn seen_from_inside(path: TokenStream, around: TokenStream) -> TokenStream {
    let mut tokens = path.clone().into_iter();
    match tokens.next() {
        Some(TokenTree::Ident(first)) => match first.to_string().as_str() {
            "crate" | "$crate" => path,
            "self" => {
                let rest: TokenStream = tokens.collect();
                quote!(#around #rest)
            }
            "super" => quote!(#around::#path),
            _ => quote!({ use #around::*; #path }),
        },
        // `::name` starts at a crate.
        _ => path,
    }
}

/// The tensor in a slice.
pub(super) fn view(place: &Place<Region>, data: TokenStream, shape: &Shape, quant: Option<&Quant>) -> TokenStream {
    let (shape, quantization) = (api::shape(shape), quantization(quant));
    match (place.access, place.at.buffer) {
        (Access::Read, _) => quote!(custom::View { data: #data, shape: #shape, quantization: #quantization }),
        // Variables hold what the last run has left there.
        (Access::Write, Buffer::State) => {
            quote!(custom::ViewMut { data: #data, shape: #shape, quantization: #quantization })
        }
        (Access::Write, _) => {
            quote!(custom::ViewMut { data: zeroed(#data), shape: #shape, quantization: #quantization })
        }
    }
}

fn quantization(quant: Option<&Quant>) -> TokenStream {
    let of = |scale: f32, zero_point: i32| {
        let (scale, zero_point) = (Literal::f32_suffixed(scale), Literal::i32_unsuffixed(zero_point));
        quote!(Quant { scale: #scale, zero_point: #zero_point })
    };
    match quant {
        None => quote!(custom::Quantization::None),
        Some(quant) if quant.is_per_tensor() => {
            let quant = of(quant.scale(), quant.zero_point());
            quote!(custom::Quantization::Tensor(#quant))
        }
        Some(quant) => {
            let axis = number(quant.axis);
            let quants = quant.scales.iter().zip(&quant.zero_points).map(|(scale, zero_point)| of(*scale, *zero_point));
            quote!(custom::Quantization::Channel { axis: #axis, quants: &[#(#quants),*] })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_from_the_module_around() {
        let seen = |path: &str| seen_from_inside(parse(path), quote!(super)).to_string().replace(' ', "");
        assert_eq!(seen("crate::ops::f"), "crate::ops::f");
        assert_eq!(seen("::other::f"), "::other::f");
        assert_eq!(seen("self::f"), "super::f");
        assert_eq!(seen("super::f"), "super::super::f");
        assert_eq!(seen("ops::f"), "{usesuper::*;ops::f}");
        let deeper = |path: &str| seen_from_inside(parse(path), quote!(super::super)).to_string().replace(' ', "");
        assert_eq!(deeper("self::f"), "super::super::f");
        assert_eq!(deeper("super::f"), "super::super::super::f");
    }
}
