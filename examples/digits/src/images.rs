//! Reading the images: the samples as PGM files, the test set as one file of records.

use std::io;
use std::path::Path;

/// Pixels of an image: 8 rows of 8.
pub(crate) const PIXELS: usize = 64;

/// One image of the test set.
pub(crate) struct Record {
    /// Grey levels, row by row; 255 is ink.
    pub(crate) pixels: [u8; PIXELS],
    /// The digit that it shows.
    pub(crate) label: usize,
}

/// All `.pgm` files of a folder, by name.
pub(crate) fn samples(dir: &Path) -> io::Result<Vec<(String, [u8; PIXELS])>> {
    let mut samples = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "pgm") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            samples.push((name, pgm(&std::fs::read(&path)?)?));
        }
    }
    samples.sort();
    Ok(samples)
}

/// A binary PGM of this size.
fn pgm(bytes: &[u8]) -> io::Result<[u8; PIXELS]> {
    let pixels = bytes.strip_prefix(b"P5\n8 8\n255\n").and_then(|pixels| pixels.try_into().ok());
    pixels.ok_or_else(|| invalid("not a binary PGM of 8 by 8 pixels"))
}

/// Records of 64 grey levels and one label.
pub(crate) fn test_set(path: &Path) -> io::Result<Vec<Record>> {
    let bytes = std::fs::read(path)?;
    let (records, rest) = bytes.as_chunks::<{ PIXELS + 1 }>();
    if !rest.is_empty() {
        return Err(invalid("the test set ends within a record"));
    }
    let record = |bytes: &[u8; PIXELS + 1]| {
        let [pixels @ .., label] = bytes;
        Record { pixels: *pixels, label: usize::from(*label) }
    };
    Ok(records.iter().map(record).collect())
}

/// The digits that the reference kernels predict: the second line of the file.
pub(crate) fn reference(path: &Path) -> io::Result<Vec<usize>> {
    let text = std::fs::read_to_string(path)?;
    let digits = text.lines().nth(1).ok_or_else(|| invalid("the reference predictions are missing"))?;
    digits.chars().map(|c| c.to_digit(10).map(|digit| digit as usize).ok_or_else(|| invalid("not a digit"))).collect()
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}
