//! Custom operators that a function of the user's computes. What it does is not known: it reads all inputs, writes all outputs,
//! and runs whenever the file says so.

use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor, TensorId};
use crate::plan::{Arg, Function, Lower};
use crate::schema::flexbuffer::{self, Value};
use proc_macro2::Literal;
use std::fmt;

/// How many places in memory a step can borrow at once.
const PLACES: usize = 12;

/// What the options of the compiler and the tensors of the file say of an operator that the user computes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    /// Path of the function.
    pub(crate) path: String,
    /// Shapes of the inputs in the file.
    pub(crate) inputs: Vec<Stated>,
    /// Shapes of the outputs in the file.
    pub(crate) outputs: Vec<Stated>,
}

/// A shape as the file states it: dimensions may be open, or all of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated(pub(crate) Option<Vec<Option<usize>>>);

impl Stated {
    fn allows(&self, shape: &Shape) -> bool {
        let Some(dims) = &self.0 else { return true };
        let fits = |(stated, dim): (&Option<usize>, &usize)| stated.is_none_or(|stated| stated == *dim);
        dims.len() == shape.len() && dims.iter().zip(shape.iter()).all(fits)
    }

    fn known(&self) -> Option<Shape> {
        self.0.as_ref()?.iter().copied().collect::<Option<Vec<usize>>>().map(Shape)
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(dims) = &self.0 else { return f.write_str("nothing") };
        let dims: Vec<String> = dims.iter().map(|dim| dim.map_or("-1".to_string(), |dim| dim.to_string())).collect();
        write!(f, "[{}]", dims.join(", "))
    }
}

/// An operator that the user computes.
#[derive(Clone, PartialEq)]
pub struct Custom {
    operator: String,
    given: Given,
    /// The options as a Rust expression.
    options: String,
}

/// Without what the operator's name and its tensors say already.
impl fmt::Debug for Custom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Custom {{ function: {}, options: {} }}", self.given.path, self.options)
    }
}

impl Operator for Custom {
    const TYPES: &'static [DType] = &[
        DType::Bool,
        DType::I8,
        DType::I16,
        DType::I32,
        DType::I64,
        DType::U8,
        DType::U16,
        DType::U32,
        DType::U64,
        DType::F16,
        DType::Bf16,
        DType::F32,
        DType::F64,
        DType::Complex64,
    ];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let given = options.given.clone().ok_or_else(|| Diagnostic::malformed("an operator without a function"))?;
        Ok(Custom { operator: options.custom.to_string(), given, options: expression(options.custom_options) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let inputs: Vec<&Tensor> = (0..cx.input_count()).map(|index| input(cx, index)).collect::<Result<_, _>>()?;
        let outputs: Vec<&Tensor> = (0..cx.outputs.len()).map(|index| cx.output(index)).collect::<Result<_, _>>()?;
        inputs.iter().chain(&outputs).try_for_each(|tensor| tensor.expect_dtype(Self::TYPES))?;
        expect_places(cx)?;
        expect_single_variables(cx)?;
        for (input, stated) in inputs.iter().zip(&self.given.inputs).filter(|(input, _)| input.data.is_none()) {
            expect_stated(input, stated)?;
        }
        outputs.iter().zip(&self.given.outputs).map(|(output, stated)| output_shape(output, stated)).collect()
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let function = Function { operator: self.operator.clone(), path: self.given.path.clone() };
        cx.call_function(function, Arg::Value(format!("&{}", self.options)))
    }
}

fn input<'a>(cx: &Infer<'a>, index: usize) -> Result<&'a Tensor, Diagnostic> {
    cx.optional(index).ok_or_else(|| {
        let help = "give the operator a tensor in its place; functions get views of tensors that are there";
        Diagnostic::unsupported(format!("input {index} is left out"), help)
    })
}

/// What the file states of the outputs holds for the inputs that it states.
fn expect_stated(input: &Tensor, stated: &Stated) -> Result<(), Diagnostic> {
    if stated.allows(&input.shape) {
        return Ok(());
    }
    let message = format!("shape {} where the file states {stated}", input.shape);
    let help =
        "the output shapes that the file states need not hold then; convert the model for the shapes that it runs with";
    Err(Diagnostic::unsupported(message, help).on(&input.name))
}

fn output_shape(output: &Tensor, stated: &Stated) -> Result<Shape, Diagnostic> {
    stated.known().ok_or_else(|| {
        let message = format!("an output of a custom operator for whose shape the file states {stated}");
        let help = "convert the model for inputs of fixed shapes, so that the file states this one in full";
        Diagnostic::unsupported(message, help).on(&output.name)
    })
}

fn expect_places(cx: &Infer<'_>) -> Result<(), Diagnostic> {
    let inputs = cx.inputs.iter().flatten().filter(|id| cx.graph.tensor(**id).data.is_none());
    let count = inputs.count() + cx.outputs.len();
    if count <= PLACES {
        return Ok(());
    }
    let message = format!("{count} inputs and outputs that are not constant");
    Err(Diagnostic::unsupported(message, format!("litecast passes at most {PLACES} to a function; split the operator")))
}

/// Variables are passed to be written, so that no two arguments may be the same one.
fn expect_single_variables(cx: &Infer<'_>) -> Result<(), Diagnostic> {
    let mut seen: Vec<TensorId> = Vec::new();
    let states = cx.inputs.iter().flatten().chain(cx.outputs).filter(|id| cx.graph.is_state(**id));
    for id in states {
        let refuse = |message, help| Err(Diagnostic::unsupported(message, help).on(&cx.graph.tensor(*id).name));
        if cx.outputs.contains(id) {
            return refuse("a variable as an output", "make it an input, which the function can write");
        }
        if seen.contains(id) {
            return refuse("a variable that is an input twice", "give it to the operator once");
        }
        seen.push(*id);
    }
    Ok(())
}

/// The options as the Rust expression that makes them.
fn expression(raw: &[u8]) -> String {
    let mut value = String::new();
    write_value(&flexbuffer::read(raw).unwrap_or(Value::Null), &mut value);
    format!("custom::Options {{ raw: {}, value: {value} }}", Literal::byte_string(raw))
}

fn write_value(value: &Value<'_>, to: &mut String) {
    let simple = match value {
        Value::Null => "Null".to_string(),
        Value::Bool(value) => format!("Bool({value})"),
        Value::Int(value) => format!("Int({value})"),
        Value::UInt(value) => {
            i64::try_from(*value).map_or_else(|_| format!("UInt({value})"), |value| format!("Int({value})"))
        }
        Value::Float(value) => format!("Float({})", float(*value)),
        Value::Text(text) => format!("Text({text:?})"),
        Value::Bytes(bytes) => format!("Bytes({})", Literal::byte_string(bytes)),
        Value::List(values) => return write_all(to, "List", values, |value, to| write_value(value, to)),
        Value::Map(entries) => {
            return write_all(to, "Map", entries, |(key, value), to| {
                *to += &format!("({key:?}, ");
                write_value(value, to);
                to.push(')');
            });
        }
    };
    *to += "custom::Value::";
    *to += &simple;
}

fn write_all<T>(to: &mut String, kind: &str, items: &[T], write: impl Fn(&T, &mut String)) {
    *to += &format!("custom::Value::{kind}(&[");
    for (i, item) in items.iter().enumerate() {
        *to += if i > 0 { ", " } else { "" };
        write(item, to);
    }
    *to += "])";
}

/// A number as Rust has it.
fn float(value: f64) -> String {
    match value {
        value if value.is_finite() => format!("{value:?}"),
        f64::INFINITY => "f64::INFINITY".to_string(),
        f64::NEG_INFINITY => "f64::NEG_INFINITY".to_string(),
        _ => "f64::NAN".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, graph, variable};
    use super::*;
    use crate::plan::{self, Buffer};

    fn op(inputs: &[&[i32]], outputs: &[&[i32]]) -> Op {
        let stated = |dims: &&[i32]| Stated(Some(dims.iter().map(|&dim| usize::try_from(dim).ok()).collect()));
        let given = Given {
            path: "f".to_string(),
            inputs: inputs.iter().map(stated).collect(),
            outputs: outputs.iter().map(stated).collect(),
        };
        Op::Custom(Custom { operator: "Acme".to_string(), given, options: expression(&[]) })
    }

    #[test]
    fn outputs_have_the_shapes_of_the_file() {
        let x = variable(DType::F32, &[2, 3]);
        let y = apply(op(&[&[2, 3]], &[&[4], &[]]), std::slice::from_ref(&x), &[DType::I32, DType::Bool]).unwrap();
        assert_eq!(y.iter().map(|y| y.shape.clone()).collect::<Vec<_>>(), [[4].into(), Shape::default()]);
        // An input may be open; an output may not.
        assert!(apply(op(&[&[-1, 3]], &[&[4]]), std::slice::from_ref(&x), &[DType::F32]).is_ok());
        let error = apply(op(&[&[2, 3]], &[&[4, -1]]), std::slice::from_ref(&x), &[DType::F32]).unwrap_err();
        assert!(error.contains("tensor `x`") && error.contains("states [4, -1]"), "{error}");
        let error = apply(op(&[&[1, 3]], &[&[4]]), std::slice::from_ref(&x), &[DType::F32]).unwrap_err();
        assert!(error.contains("shape [2, 3] where the file states [1, 3]"), "{error}");
    }

    #[test]
    fn types_without_whole_bytes_and_too_many_tensors_are_refused() {
        for dtype in [DType::I4, DType::U4, DType::I2, DType::String, DType::Resource, DType::Complex128] {
            assert!(apply(op(&[&[2]], &[&[2]]), &[variable(dtype, &[2])], &[DType::F32]).is_err(), "{dtype}");
            assert!(apply(op(&[&[2]], &[&[2]]), &[variable(DType::F32, &[2])], &[dtype]).is_err(), "{dtype}");
        }
        let apply_to = |count: usize| {
            let inputs = vec![variable(DType::F32, &[2]); count];
            apply(op(&vec![&[2][..]; count], &[&[2]]), &inputs, &[DType::F32])
        };
        assert!(apply_to(11).is_ok());
        assert!(apply_to(12).unwrap_err().contains("at most 12"));
    }

    #[test]
    fn constants_are_not_folded_and_nothing_is_done_in_place() {
        let x = constant(DType::I32, &[2], &[1, 2]);
        let graph = graph(op(&[&[2], &[2]], &[&[2]]), &[x, variable(DType::I32, &[2])], &[variable(DType::I32, &[])]);
        let program = plan::plan(&graph.unwrap(), &crate::Options::default()).unwrap();
        let [step] = &program.entries[0].steps[..] else { panic!("one step") };
        assert_eq!(step.callee(), "f");
        let reads: Vec<_> = step.reads().collect();
        assert_eq!((reads[0].buffer, reads[1].buffer), (Buffer::Weights, Buffer::Arena));
        assert!(step.writes().all(|write| write.offset != reads[1].offset));
    }

    #[test]
    fn what_gives_nothing_runs_all_the_same() {
        for outputs in [&[&[0][..]][..], &[]] {
            let made = vec![variable(DType::F32, &[]); outputs.len()];
            let graph = graph(op(&[&[2]], outputs), &[variable(DType::F32, &[2])], &made).unwrap();
            assert_eq!(graph.entries[0].nodes.len(), 1);
        }
    }

    #[test]
    fn options_are_literals() {
        let value = Value::Map(vec![
            ("a\"b", Value::List(vec![Value::Int(i64::MIN), Value::UInt(7), Value::UInt(u64::MAX)])),
            ("f", Value::List([0.5, -0.0, f64::NAN, f64::NEG_INFINITY, 1e300].map(Value::Float).to_vec())),
            ("t", Value::Text("\u{0}é\n")),
            ("x", Value::Bytes(b"\xff")),
        ]);
        let mut text = String::new();
        write_value(&value, &mut text);
        let text = text.replace("custom::Value::", "");
        assert_eq!(
            text,
            "Map(&[(\"a\\\"b\", List(&[Int(-9223372036854775808), Int(7), UInt(18446744073709551615)])), (\"f\", \
             List(&[Float(0.5), Float(-0.0), Float(f64::NAN), Float(f64::NEG_INFINITY), Float(1e300)])), (\"t\", \
             Text(\"\\0é\\n\")), (\"x\", Bytes(b\"\\xFF\"))])"
        );
        syn::parse_str::<syn::Expr>(&text).unwrap();
        assert_eq!(expression(b"\x01\""), "custom::Options { raw: b\"\\x01\\\"\", value: custom::Value::Null }");
    }
}
