//! HASHTABLE_FIND: values by their keys, in a table that is sorted by key.

use super::numbers::channel;

macro_rules! entries {
    ($($name:ident $key:ty, $value:ty;)*) => { $(
        /// The value of each key of `x`, or the default. Strings are numbers.
        pub fn $name(keys: &[$key], values: &[$value], default: &[$value], x: &[$key], y: &mut [$value]) {
            for (y, key) in y.iter_mut().zip(x) {
                let found = keys.binary_search(key).ok().and_then(|place| values.get(place));
                *y = found.copied().unwrap_or_else(|| channel(default, 0));
            }
        }
    )* };
}
entries! {
    hashtable_find_i32 i32, i64;
    hashtable_find_i64 i64, i32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_or_gives_the_default() {
        let mut y = [0; 3];
        hashtable_find_i64(&[-3, 5], &[1, 2], &[9], &[5, 4, -3], &mut y);
        assert_eq!(y, [2, 9, 1]);
    }
}
