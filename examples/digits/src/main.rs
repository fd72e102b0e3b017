//! Classifies handwritten digits. The model is in the binary: nothing is loaded but the images.
//!
//! `train.py` beside this file made the model, the sample images and the test set, and noted what TensorFlow Lite's
//! reference kernels make of every image of it.
#![forbid(unsafe_code)]

mod images;

use images::{PIXELS, Record};
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

litecast::include_model!(pub mod digits = "digits.tflite");

/// Inferences that are timed.
const TIMED: u32 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut model = digits::Model::new();
    println!("image      prediction  confidence");
    for (name, pixels) in images::samples(&root.join("samples"))? {
        let (digit, confidence) = classify(&mut model, &pixels);
        println!("{name:<10} {digit:>10} {:>10.1}%", confidence * 100.0);
    }
    test(&mut model, root)?;
    println!("time       {:.1} µs per inference (median of {TIMED})", median_time(&mut model).as_nanos() as f64 / 1e3);
    println!("arena      {} bytes", digits::ARENA_BYTES);
    println!("weights    {} bytes", digits::WEIGHTS_BYTES);
    Ok(())
}

/// The most likely digit, and how sure the model is of it.
fn classify(model: &mut digits::Model, pixels: &[u8; PIXELS]) -> (usize, f32) {
    set_input(model, pixels);
    let scores = model.run();
    let best = (0..scores.len()).rev().max_by_key(|&digit| scores[digit]).unwrap_or(0);
    (best, digits::OUTPUT_QUANT.dequantize(scores[best].into()))
}

/// The model's input has one step per grey level, from -128 for white.
fn set_input(model: &mut digits::Model, pixels: &[u8; PIXELS]) {
    for (raw, &grey) in model.input_mut().iter_mut().zip(pixels) {
        *raw = (i16::from(grey) - 128) as i8;
    }
}

/// Accuracy over the test set, beside that of the reference kernels.
fn test(model: &mut digits::Model, root: &Path) -> Result<(), Box<dyn Error>> {
    let records = images::test_set(&root.join("testset.bin"))?;
    let reference = images::reference(&root.join("testset.txt"))?;
    let predicted: Vec<usize> = records.iter().map(|record| classify(model, &record.pixels).0).collect();
    let right =
        |predicted: &[usize]| predicted.iter().zip(&records).filter(|(digit, record)| **digit == record.label).count();
    let percent = |count: usize| 100.0 * count as f64 / records.len() as f64;
    let same = predicted.iter().zip(&reference).filter(|(a, b)| a == b).count();
    let (ours, theirs) = (right(&predicted), right(&reference));
    println!("accuracy   {:.2}% ({ours} of {} test images)", percent(ours), records.len());
    println!(
        "reference  {:.2}% with TensorFlow Lite's reference kernels; {same} of {} predictions are the same",
        percent(theirs),
        records.len()
    );
    Ok(())
}

fn median_time(model: &mut digits::Model) -> Duration {
    let record = Record { pixels: std::array::from_fn(|i| (i * 37 % 256) as u8), label: 0 };
    let mut times: Vec<Duration> = (0..TIMED)
        .map(|_| {
            set_input(model, &record.pixels);
            let start = Instant::now();
            std::hint::black_box(model.run());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prediction_is_that_of_the_reference_kernels() -> Result<(), Box<dyn Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut model = digits::Model::new();
        let records = images::test_set(&root.join("testset.bin"))?;
        let reference = images::reference(&root.join("testset.txt"))?;
        let predicted: Vec<usize> = records.iter().map(|record| classify(&mut model, &record.pixels).0).collect();
        assert_eq!(predicted, reference);
        Ok(())
    }
}
