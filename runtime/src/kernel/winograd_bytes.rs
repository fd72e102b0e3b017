//! How layers of bytes with 3 x 3 filters are cut into tiles for Winograd's algorithm, which the compiler and the runtime must agree on.

use super::{TiledLayer, Window};

/// Outputs of a 3 x 3 layer in tiles of 2 x 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WinogradBytes {
    /// Tiles of a line.
    pub columns: usize,
    /// Lines of tiles. The last tile of a line or column may be partly outside.
    pub rows: usize,
    /// Steps of four channels.
    pub quads: usize,
}

/// Channels from which on transforms are small beside the products, and up to which 4 * 9 * 128 * 128 times as much fits 32 bits.
const CHANNELS: core::ops::RangeInclusive<usize> = 16..=3640;
/// Tiles from which on it is worth while to transform the weights.
const ENOUGH: usize = 8;
/// Tiles that share transformed weights: so many sums stay in the nearest cache.
const TILES: usize = 32;
/// Working memory for transformed inputs, in words: a part of the second cache.
const LARGEST: usize = (256 << 10) / 8;

impl TiledLayer {
    /// Its tiles, if Winograd's algorithm is exact for it and takes less time.
    pub fn winograd_bytes(&self) -> Option<WinogradBytes> {
        let (height, width, channels) = (&self.conv.height, &self.conv.width, self.conv.channels);
        let fits = |w: &Window| w.filter == 3 && w.stride == 1 && w.dilation == 1;
        let (columns, rows) = (width.output.div_ceil(2), height.output.div_ceil(2));
        let (tiles, outputs) = (columns.saturating_mul(rows), width.output.saturating_mul(height.output));
        let is_exact = fits(height) && fits(width) && channels.is_multiple_of(4) && CHANNELS.contains(&channels);
        // A tile that is half outside takes nearly what its outputs alone would take.
        let is_faster = tiles >= ENOUGH && outputs.saturating_mul(2) >= tiles.saturating_mul(5);
        let tiles = WinogradBytes { columns, rows, quads: channels / 4 };
        (self.every == 1 && is_exact && is_faster).then_some(tiles)
    }
}

impl WinogradBytes {
    /// Positions of a tile's inputs, which are 4 x 4.
    pub const POSITIONS: usize = 16;
    /// Words by which working memory may have to begin later, for its vectors to lie in lines of the cache.
    const ALIGNMENT: usize = 7;

    /// Steps of a pixel and its neighbours for a line of tiles.
    pub fn band_line(&self) -> usize {
        self.columns.wrapping_mul(2).wrapping_add(2).wrapping_mul(self.quads)
    }

    /// Steps of so many tiles from one position to the next: not a power of two, of which few fit the nearest cache.
    pub fn position(&self, tiles: usize) -> usize {
        tiles.wrapping_mul(self.quads).wrapping_add(8)
    }

    /// Words for the sums of so many tiles with 16 channels.
    pub fn sums(tiles: usize) -> usize {
        tiles.wrapping_mul(Self::POSITIONS * 8)
    }

    /// Working memory for so many lines of tiles: lines of inputs, those transformed, and sums.
    fn words(&self, rows: usize) -> usize {
        let tiles = self.columns.wrapping_mul(rows);
        let transformed = self.position(tiles).wrapping_mul(Self::POSITIONS);
        let rest = self.band_line().wrapping_mul(4).wrapping_add(Self::ALIGNMENT);
        transformed.wrapping_add(Self::sums(tiles)).wrapping_add(rest)
    }

    /// Working memory to ask for: for as many lines as a block should have, none if that is too much.
    pub fn room(&self) -> usize {
        let rows = (TILES / self.columns.max(1)).clamp(1, self.rows.max(1));
        let fits = |rows: &usize| self.position(self.columns * rows) * Self::POSITIONS <= LARGEST + 128;
        (1..=rows).rev().find(fits).map_or(0, |rows| self.words(rows))
    }

    /// Lines of tiles that share transformed weights with so much working memory: blocks of them are as equal as can be.
    pub fn rows_at_once(&self, words: usize) -> usize {
        let most = (1..=self.rows).take_while(|&rows| self.words(rows) <= words).last().unwrap_or(0);
        if most == 0 { 0 } else { self.rows.div_ceil(self.rows.div_ceil(most)) }
    }
}
