//! What stands between the parentheses of `include_model!`.

use litecast_codegen::{Number, Numerics, Options};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Lit, LitInt, LitStr, Token, braced, bracketed, parenthesized};

/// The macro's arguments.
pub(crate) struct Args {
    pub(crate) visibility: String,
    pub(crate) name: Ident,
    pub(crate) path: LitStr,
    pub(crate) crate_path: String,
    pub(crate) arena_section: Option<String>,
    pub(crate) options: Options,
    /// Paths of functions for custom operators, as they were written.
    pub(crate) functions: BTreeMap<String, TokenStream>,
}

impl Parse for Args {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let visibility = input.parse::<syn::Visibility>()?.to_token_stream().to_string();
        input.parse::<Token![mod]>()?;
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let path = input.parse()?;
        let (crate_path, options) = ("::litecast".into(), Options::default());
        let functions = BTreeMap::new();
        let mut args = Args { visibility, name, path, crate_path, arena_section: None, options, functions };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                args.option(input)?;
            }
        }
        Ok(args)
    }
}

impl Args {
    fn option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            self.crate_path = input.call(syn::Path::parse_mod_style)?.to_token_stream().to_string();
            return Ok(());
        }
        let key: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        match key.to_string().as_str() {
            "arena" => self.arena(input),
            "custom" => self.custom(input),
            "input_shapes" => inputs(input, &mut self.options.input_shapes, shape),
            "input_values" => inputs(input, &mut self.options.input_values, numbers),
            "numerics" => self.numerics(input),
            "threads" => {
                self.options.threads = input.parse::<LitInt>()?.base10_parse()?;
                Ok(())
            }
            _ => {
                let message =
                    "unknown option; known are arena, crate, custom, input_shapes, input_values, numerics and threads";
                Err(syn::Error::new(key.span(), message))
            }
        }
    }

    fn arena(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let place: Ident = input.parse()?;
        match place.to_string().as_str() {
            "owned" => self.arena_section = None,
            "section" => {
                let section;
                parenthesized!(section in input);
                self.arena_section = Some(section.parse::<LitStr>()?.value());
            }
            _ => return Err(syn::Error::new(place.span(), "unknown place; known are owned and section(\".name\")")),
        }
        Ok(())
    }

    fn custom(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let entries;
        braced!(entries in input);
        while !entries.is_empty() {
            let (span, name) = (entries.span(), operator(&entries)?);
            entries.parse::<Token![:]>()?;
            let path = entries.call(syn::Path::parse_mod_style)?.into_token_stream();
            // A path that a macro has written may begin with `$crate`.
            let text = path.to_string().replace(' ', "").trim_start_matches('$').to_string();
            self.options.custom.insert(name.clone(), text);
            if self.functions.insert(name, path).is_some() {
                return Err(syn::Error::new(span, "there is a function for this operator already"));
            }
            if !entries.is_empty() {
                entries.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn numerics(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let value: Ident = input.parse()?;
        self.options.numerics = match value.to_string().as_str() {
            "litert" => Numerics::Litert,
            "tflm" => Numerics::Tflm,
            _ => return Err(syn::Error::new(value.span(), "unknown numerics; known are litert and tflm")),
        };
        Ok(())
    }
}

/// A custom operator: an identifier or a string.
fn operator(input: ParseStream<'_>) -> syn::Result<String> {
    if input.peek(LitStr) { Ok(input.parse::<LitStr>()?.value()) } else { Ok(input.parse::<Ident>()?.to_string()) }
}

/// An input: an identifier, a string or a position.
fn name(input: ParseStream<'_>) -> syn::Result<String> {
    if input.peek(LitStr) {
        return Ok(input.parse::<LitStr>()?.value());
    }
    if input.peek(LitInt) {
        return Ok(format!("#{}", input.parse::<LitInt>()?.base10_digits()));
    }
    Ok(input.parse::<Ident>()?.to_string())
}

/// What an option says of inputs, each once.
fn inputs<T>(
    input: ParseStream<'_>,
    option: &mut BTreeMap<String, T>,
    value: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<()> {
    let entries;
    braced!(entries in input);
    while !entries.is_empty() {
        let name = name(&entries)?;
        entries.parse::<Token![:]>()?;
        option.insert(name, value(&entries)?);
        if !entries.is_empty() {
            entries.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// A list of numbers, or one.
fn numbers(input: ParseStream<'_>) -> syn::Result<Vec<Number>> {
    if !input.peek(syn::token::Bracket) {
        return Ok(vec![number(input)?]);
    }
    let numbers;
    bracketed!(numbers in input);
    Ok(numbers.parse_terminated(number, Token![,])?.into_iter().collect())
}

/// A literal, with a sign or without.
fn number(input: ParseStream<'_>) -> syn::Result<Number> {
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    let literal: Lit = input.parse()?;
    match &literal {
        Lit::Int(value) => {
            let value: i128 = value.base10_parse()?;
            Ok(Number::Int(if negative { value.wrapping_neg() } else { value }))
        }
        Lit::Float(value) => {
            let value: f64 = value.base10_parse()?;
            Ok(Number::Float(if negative { -value } else { value }))
        }
        Lit::Bool(value) if !negative => Ok(Number::Bool(value.value)),
        _ => Err(syn::Error::new(literal.span(), "a number, true or false is expected")),
    }
}

fn shape(input: ParseStream<'_>) -> syn::Result<Vec<usize>> {
    let dims;
    bracketed!(dims in input);
    let dims = dims.parse_terminated(<LitInt as Parse>::parse, Token![,])?;
    dims.iter().map(LitInt::base10_parse).collect()
}
