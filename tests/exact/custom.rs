//! Custom operators that functions of the app compute.

use litecast::custom::{Options, Quantization, Value, View, ViewMut};
use litecast::{DType, Model as AnyModel, Quant};

/// Functions as an app has them, away from the models.
mod ops {
    use super::{Options, View, ViewMut};

    /// `y = x * factors + offset`, with a factor per column.
    pub(super) fn scale(options: &Options, x: View<'_, f32, 2>, factors: View<'_, f32, 1>, y: ViewMut<'_, f32, 2>) {
        let offset = options.float("offset").unwrap_or(0.0) as f32;
        assert_eq!((x.shape[1], y.shape), (factors.shape[0], x.shape));
        for (i, (x, y)) in x.data.iter().zip(y.data).enumerate() {
            *y = x * factors.data[i % factors.data.len()] + offset;
        }
    }

    /// Which raw values are multiples of the first byte of the options, and how many. Writes nothing where they are not.
    pub(super) fn count<const RANK: usize>(
        options: &Options,
        x: View<'_, i8, RANK>,
        hits: ViewMut<'_, u8, RANK>,
        total: ViewMut<'_, i32, 0>,
    ) {
        let [total] = total.data else { panic!("a scalar") };
        for (x, hit) in x.data.iter().zip(hits.data) {
            if i32::from(*x) % i32::from(options.raw[0]) == 0 {
                *hit = 1;
                *total += 1;
            }
        }
    }
}

/// Sums of products per row, in real numbers.
fn weigh(_: &Options, x: View<'_, i8, 2>, weights: View<'_, i8, 2>, y: ViewMut<'_, f32, 1>) {
    let quant = x.quantization.tensor().expect("a quantization");
    for (row, y) in y.data.iter_mut().enumerate() {
        let weight = weights.quantization.channel(row).expect("one per row");
        for i in row * x.shape[1]..(row + 1) * x.shape[1] {
            *y += quant.dequantize(x.data[i].into()) * weight.dequantize(weights.data[i].into());
        }
    }
}

/// As `scale`, of a model whose options are known to the letter.
fn checked_scale(options: &Options, x: View<'_, f32, 2>, factors: View<'_, f32, 1>, y: ViewMut<'_, f32, 2>) {
    let nested = [("on", Value::Bool(true)), ("parts", Value::List(&[Value::Float(0.5), Value::Text("x")]))];
    let Value::Map([limits, mode, (name, Value::Map(inner)), offset]) = options.value else {
        panic!("{:?}", options.value)
    };
    assert_eq!(*limits, ("limits", Value::List(&[Value::Int(-1), Value::Int(7)])));
    assert_eq!((*mode, *offset), (("mode", Value::Text("row")), ("offset", Value::Float(-20.5))));
    assert_eq!((*name, *inner), ("nested", &nested[..]));
    assert!(!options.raw.is_empty());
    ops::scale(options, x, factors, y);
}

litecast::include_model!(
    mod operators = "models/custom/operators.tflite",
    custom = { AcmeScale: checked_scale, "Acme:Count=": ops::count, AcmeWeigh: self::weigh },
);

#[test]
fn functions_compute_operators_between_others() {
    let mut model = operators::Model::new();
    // Whatever an earlier run has left there, outputs begin as zeros.
    for _ in 0..3 {
        *model.input_mut() = [21.5, 2.5, 0.25, -1.0, 3.0, 0.5];
        let outputs = model.run();
        assert_eq!(*outputs.scaled, [1.0, 4.5, 4.5, -21.5, 9.5, 29.5]);
        assert_eq!((*outputs.hits, *outputs.total), ([0, 1, 1, 0, 1, 1], [4]));
        assert_eq!(*outputs.weighed, [11.75, 449.0]);
    }
    assert_eq!(AnyModel::outputs(&model)[1].dtype, DType::Bool);
    assert_eq!(operators::STEPS[0].kernel, "checked_scale");
    assert_eq!(operators::STEPS[3].name, "CUSTOM `Acme:Count=`");
}

/// Variables, and operators that nobody waits for. Functions may be found in modules above as well.
mod kept {
    use super::{Options, Quantization, View, ViewMut};
    use std::cell::RefCell;

    thread_local! {
        static NOTED: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
    }

    fn note<const RANK: usize>(_: &Options, x: View<'_, f32, RANK>) {
        NOTED.with_borrow_mut(|noted| noted.extend(x.data));
    }

    fn count<T: Copy>(_: &Options, _: View<'_, T, 1>, runs: ViewMut<'_, i32, 1>, unread: ViewMut<'_, f32, 1>) {
        assert_eq!(runs.quantization, Quantization::None);
        runs.data[0] += 1;
        assert_eq!(unread.data, [0.0; 4]);
        unread.data.fill(runs.data[0] as f32);
        NOTED.with_borrow_mut(|noted| noted.push(runs.data[0] as f32));
    }

    litecast::include_model!(
        mod model = "models/custom/kept.tflite",
        custom = { AcmeCount: count, AcmeNote: note, AcmeHalf: super::half },
    );

    #[test]
    fn all_run_and_variables_are_kept() {
        let mut model = model::Model::new();
        for _ in 0..2 {
            model.reset();
            for runs in [1.0, 2.0, 3.0] {
                *model.input_mut() = [1.0, -2.0, 3.0, -4.0];
                let outputs = model.run();
                assert_eq!((*outputs.y, *outputs.half), ([1.0, 2.0, 3.0, 4.0], [0.5, 1.0, 1.5, 2.0]));
                assert_eq!(NOTED.take(), [runs, 1.0, -2.0, 3.0, -4.0]);
            }
        }
    }
}

fn half(_: &Options, x: View<'_, f32, 1>, y: ViewMut<'_, f32, 1>) {
    for (x, y) in x.data.iter().zip(y.data) {
        *y = x / 2.0;
    }
}

litecast::include_model!(
    mod known = "models/custom/known.tflite",
    custom = { TFLite_Detection_PostProcess: x },
);

/// Its name is also one in the generated code.
fn x(options: &Options, x: View<'_, f32, 1>, y: ViewMut<'_, f32, 1>) {
    assert_eq!(options.int("mine"), Some(1));
    y.data[0] = x.data.iter().sum();
}

#[test]
fn a_function_stands_in_for_what_litecast_knows() {
    let mut model = known::Model::new();
    *model.input_mut() = [1.0, 2.0, 4.0];
    assert_eq!(*model.run(), [7.0]);
}

/// A macro of the app's may name functions of its own crate.
macro_rules! scaled {
    ($name:ident, $path:literal, $shapes:tt) => {
        litecast::include_model!(
            mod $name = $path,
            custom = { "AcmeScale": $crate::custom::ops::scale },
            input_shapes = $shapes,
        );
    };
}
scaled!(scale, "models/custom/scale.tflite", {});
scaled!(batch, "models/custom/batch.tflite", { x: [2, 3] });

#[test]
fn an_open_input_may_go_to_a_fixed_output() {
    let (mut fixed, mut open) = (scale::Model::new(), batch::Model::new());
    *fixed.input_mut() = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    *open.input_mut() = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    assert_eq!(*fixed.run(), [1.5, 20.5, 300.5, 4.5, 50.5, 600.5]);
    assert_eq!(fixed.output(), open.run());
}

#[test]
fn functions_can_be_called_by_hand() {
    let quant = Quant { scale: 0.5, zero_point: 1 };
    let x = View { data: &[3, 5][..], shape: [1, 2], quantization: Quantization::Tensor(quant) };
    let quantization = Quantization::Channel { axis: 0, quants: &[Quant { scale: 2.0, zero_point: 0 }] };
    let weights = View { data: &[1, 10][..], shape: [1, 2], quantization };
    let mut y = [0.0];
    weigh(&Options::default(), x, weights, ViewMut { data: &mut y, shape: [1], quantization: Quantization::None });
    assert_eq!(y, [42.0]);
}
