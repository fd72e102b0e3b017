//! FlexBuffers: options of custom operators, as maps of which every number takes four bytes.

use super::model::Value;

const INT: u8 = 1 << 2 | 2;
const FLOAT: u8 = 3 << 2 | 2;
const TEXT: u8 = 5 << 2 | 2;
const MAP: u8 = 9 << 2 | 2;
const INTS: u8 = 11 << 2 | 2;

/// A map.
pub(super) fn map(options: &[(String, Value)]) -> Vec<u8> {
    let mut sorted: Vec<&(String, Value)> = options.iter().collect();
    sorted.sort_by_key(|(name, _)| name);
    sorted.dedup_by_key(|(name, _)| name.as_str());
    let mut bytes = Vec::new();
    let keys: Vec<usize> = sorted.iter().map(|(name, _)| text(&mut bytes, name)).collect();
    let values: Vec<(u8, Place)> = sorted.iter().map(|(_, value)| place(&mut bytes, value)).collect();
    align(&mut bytes);
    number(&mut bytes, keys.len());
    let start = bytes.len();
    keys.into_iter().for_each(|key| back(&mut bytes, key));
    // The map: where its keys are, how many bytes each of their references takes, how many entries there are.
    back(&mut bytes, start);
    number(&mut bytes, 4);
    number(&mut bytes, values.len());
    let start = bytes.len();
    for (_, place) in &values {
        match place {
            Place::Here(value) => bytes.extend(value),
            Place::Before(at) => back(&mut bytes, *at),
        }
    }
    bytes.extend(values.iter().map(|(kind, _)| kind));
    align(&mut bytes);
    back(&mut bytes, start);
    bytes.extend([MAP, 4]);
    bytes
}

enum Place {
    Here([u8; 4]),
    Before(usize),
}

fn place(bytes: &mut Vec<u8>, value: &Value) -> (u8, Place) {
    match value {
        Value::Text(value) => {
            align(bytes);
            number(bytes, value.len());
            (TEXT, Place::Before(text(bytes, value)))
        }
        Value::Numbers(numbers) => match numbers[..] {
            [x] if x.fract() == 0.0 => (INT, Place::Here((x as i32).to_le_bytes())),
            [x] => (FLOAT, Place::Here((x as f32).to_le_bytes())),
            _ => {
                align(bytes);
                number(bytes, numbers.len());
                let start = bytes.len();
                numbers.iter().for_each(|&x| bytes.extend((x as i32).to_le_bytes()));
                (INTS, Place::Before(start))
            }
        },
    }
}

fn text(bytes: &mut Vec<u8>, text: &str) -> usize {
    let start = bytes.len();
    bytes.extend(text.bytes());
    bytes.push(0);
    start
}

fn align(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

fn number(bytes: &mut Vec<u8>, x: usize) {
    bytes.extend((x as u32).to_le_bytes());
}

/// A reference, which counts bytes back from itself.
fn back(bytes: &mut Vec<u8>, target: usize) {
    number(bytes, bytes.len() - target);
}
