//! How layers of floats with 3 x 3 filters are cut into tiles for Winograd's algorithm, which the compiler and the runtime must agree on.

use super::{TiledLayer, Window};

/// Outputs of a 3 x 3 layer in tiles of 2 x 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WinogradFloats {
    /// Tiles of a line.
    pub columns: usize,
    /// Lines of tiles. The last tile of a line or column may be partly outside.
    pub rows: usize,
    /// Channels of a pixel: whole vectors of eight.
    pub channels: usize,
}

/// Channels whose transformed weights and inputs lie together, at most: those of a panel stay in the nearest caches.
const CHUNK: usize = 64;
/// Tiles that share transformed weights, if there is room: as many as there are channels, within these bounds.
const TILES: [usize; 2] = [32, 64];
/// Working memory for transformed inputs, in floats: a part of the second cache.
const LARGEST: usize = (512 << 10) / 4;
/// Floats between positions, so that they are not powers of two apart: of those few fit the nearest cache.
const APART: usize = 16;
/// Channels of a panel.
const PANEL: usize = 16;

impl TiledLayer {
    /// Its tiles, if Winograd's algorithm takes less time.
    pub fn winograd_floats(&self) -> Option<WinogradFloats> {
        let (height, width, channels) = (&self.conv.height, &self.conv.width, self.conv.channels);
        let fits = |w: &Window| w.filter == 3 && w.stride == 1 && w.dilation == 1 && w.output > 0;
        let (columns, rows) = (width.output.div_ceil(2), height.output.div_ceil(2));
        let fits = fits(height) && fits(width) && channels.is_multiple_of(8) && channels > 0 && self.every == 1;
        let tiles = WinogradFloats { columns, rows, channels };
        let outputs = height.output.saturating_mul(width.output);
        (fits && tiles.is_faster(outputs, self.conv.units.div_ceil(PANEL))).then_some(tiles)
    }
}

impl WinogradFloats {
    /// Positions of a tile's inputs, which are 4 x 4.
    pub const POSITIONS: usize = 16;

    /// Whether they take clearly less time than products of so many outputs with 9 taps, in instructions that multiply a panel: those of
    /// transforms were measured with AVX-512, 35 for a panel's inputs of a tile, 140 for its sums and outputs, 40 for the weights of a
    /// channel. 32 x 32 pixels of 8 channels to 16 take 21 us in turn and 29 so, of 16 channels 44 and 31.
    fn is_faster(&self, outputs: usize, panels: usize) -> bool {
        let rows = self.most_rows();
        if rows == 0 {
            return false;
        }
        let [outputs, panels, channels] = [outputs, panels, self.channels].map(|count| count as u64);
        let (tiles, blocks) = (self.columns.saturating_mul(self.rows) as u64, self.rows.div_ceil(rows) as u64);
        let direct = outputs.saturating_mul(9 * channels).saturating_mul(panels);
        let each = panels.saturating_mul(16 * channels + 140).saturating_add(35 * channels / 16);
        let weights = blocks.saturating_mul(panels).saturating_mul(40 * channels);
        tiles.saturating_mul(each).saturating_add(weights).saturating_mul(10) < direct.saturating_mul(9)
    }

    /// Channels of a chunk; the last may have fewer.
    pub fn chunk(&self) -> usize {
        let chunks = self.channels.div_ceil(CHUNK).max(1);
        self.channels.div_ceil(chunks).next_multiple_of(PANEL).min(self.channels)
    }

    /// Floats from a position of so many tiles to the next, where each tile has `len`.
    pub fn position(tiles: usize, len: usize) -> usize {
        tiles.wrapping_mul(len).wrapping_add(APART)
    }

    /// Floats of all positions of so many tiles, where each has `len`.
    pub fn positions(tiles: usize, len: usize) -> usize {
        Self::position(tiles, len).wrapping_mul(Self::POSITIONS)
    }

    /// Floats of transformed inputs of so many tiles: chunks one after another.
    pub fn inputs(&self, tiles: usize) -> usize {
        let chunk = self.chunk().max(1);
        let (whole, rest) = (self.channels / chunk, self.channels % chunk);
        let last = if rest > 0 { Self::positions(tiles, rest) } else { 0 };
        whole.wrapping_mul(Self::positions(tiles, chunk)).wrapping_add(last)
    }

    /// Floats of transformed weights of a chunk and a panel.
    pub fn weights(&self) -> usize {
        Self::positions(self.chunk(), PANEL)
    }

    /// Floats of the sums of so many tiles with a panel.
    pub fn sums(tiles: usize) -> usize {
        Self::positions(tiles, PANEL)
    }

    /// Floats of a pixel that is outside: whole lines of the cache, so that what follows is aligned.
    pub fn outside(&self) -> usize {
        self.channels.next_multiple_of(PANEL)
    }

    /// Working memory for so many lines of tiles, which may have to begin later to be aligned.
    fn floats(&self, rows: usize) -> usize {
        let tiles = self.columns.wrapping_mul(rows);
        let rest = self.outside().wrapping_add(PANEL - 1).wrapping_add(self.weights());
        self.inputs(tiles).wrapping_add(Self::sums(tiles)).wrapping_add(rest)
    }

    /// Lines of tiles that a block should have, none if one is too much.
    fn most_rows(&self) -> usize {
        let tiles = self.channels.clamp(TILES[0], TILES[1]);
        let rows = (tiles / self.columns.max(1)).clamp(1, self.rows.max(1));
        let fits = |rows: &usize| {
            self.columns.saturating_mul(*rows).saturating_mul(self.channels.saturating_mul(16)) <= LARGEST
        };
        (1..=rows).rev().find(fits).unwrap_or(0)
    }

    /// Working memory to ask for, in floats.
    pub fn room(&self) -> usize {
        self.floats(self.most_rows())
    }

    /// Lines of tiles of a block with so much working memory: blocks are as equal as can be.
    pub fn rows_at_once(&self, floats: usize) -> usize {
        let most = (1..=self.most_rows()).take_while(|&rows| self.floats(rows) <= floats).last().unwrap_or(0);
        if most == 0 { 0 } else { self.rows.div_ceil(self.rows.div_ceil(most)) }
    }
}
