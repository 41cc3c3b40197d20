//! Reading a trained model: a line that names the format, a JSON header with its length before it, then numbers, little-endian,
//! in the order of [`Model`]'s fields. Written by `training/export.py`.

use super::link::LinkWeights;
use super::matrix::Matrix;
use serde::Deserialize;

const MAGIC: &[u8] = b"corroborate tagger 1\n";
/// Tags: outside, then begin and inside of source, cue and content.
pub const TAGS: usize = 7;
/// Rows of the table of forms: shapes × quotation states × gaps.
const FORMS: usize = 8 * 4 * 3;

#[derive(Debug, Deserialize)]
struct Header {
    width: usize,
    words: usize,
    prefixes: usize,
    suffixes: usize,
    limit: usize,
    layers: usize,
    begin_bonus: f32,
    links: LinkWeights,
}

/// Rows of 8-bit numbers, each with its own scale; they are unpacked as they are added.
#[derive(Debug)]
pub struct Table<'m> {
    scales: Vec<f32>,
    rows: &'m [u8],
    width: usize,
}

impl Table<'_> {
    /// Adds a row to a vector.
    #[inline(always)]
    pub fn add(&self, row: usize, to: &mut [f32]) {
        let (Some(scale), Some(numbers)) = (self.scales.get(row), self.rows.get(row * self.width..(row + 1) * self.width)) else {
            return;
        };
        for (x, n) in to.iter_mut().zip(numbers) {
            *x += scale * f32::from(n.cast_signed());
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.scales.len()
    }
}

/// A trained tagger with its linker.
#[derive(Debug)]
pub struct Model<'m> {
    /// Numbers a token carries through the network.
    pub width: usize,
    /// Tokens read at once, at most.
    pub limit: usize,
    /// Added to the score of every tag that begins a span.
    pub begin_bonus: f32,
    /// What links spans.
    pub links: LinkWeights,
    /// Hashes of the known words, sorted; the row of the same number is theirs, the last row is for unknown words.
    word_hashes: Vec<u32>,
    words: Table<'m>,
    prefixes: Table<'m>,
    suffixes: Table<'m>,
    forms: Table<'m>,
    /// The convolution: three tokens in, twice the width out.
    pub mix: Matrix,
    /// Of each recurrent layer: gate and state beside each other.
    pub layers: Vec<Matrix>,
    /// The emissions.
    pub out: Matrix,
    /// From tag to tag.
    pub transitions: [[f32; TAGS]; TAGS],
    /// At the first token.
    pub start: [f32; TAGS],
}

impl<'m> Model<'m> {
    /// Reads a model; `None` when the bytes are not one.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (header, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let header: Header = serde_json::from_slice(header).ok()?;
        let mut numbers = Numbers(rest);
        let width = header.width;
        let word_hashes = numbers.many(header.words, u32::from_le_bytes)?;
        let words = numbers.table(header.words + 1, width)?;
        let prefixes = numbers.table(header.prefixes, width)?;
        let suffixes = numbers.table(header.suffixes, width)?;
        let forms = numbers.table(FORMS, width)?;
        let mix = numbers.matrix(3 * width, 2 * width)?;
        let layers = (0..header.layers).map(|_| numbers.matrix(width, 2 * width)).collect::<Option<Vec<_>>>()?;
        let out = numbers.matrix(width, TAGS)?;
        let mut transitions = [[0.0; TAGS]; TAGS];
        for row in &mut transitions {
            *row = numbers.floats(TAGS)?.try_into().ok()?;
        }
        let start = numbers.floats(TAGS)?.try_into().ok()?;
        (numbers.0.is_empty() && header.links.fits() && width.is_multiple_of(2)).then_some(Model {
            width,
            limit: header.limit,
            begin_bonus: header.begin_bonus,
            links: header.links,
            word_hashes,
            words,
            prefixes,
            suffixes,
            forms,
            mix,
            layers,
            out,
            transitions,
            start,
        })
    }

    /// Adds what the tables hold of one token.
    #[inline(always)]
    pub fn embed(&self, word: &Word<'_>, to: &mut [f32]) {
        let row = self.word_hashes.binary_search(&fnv(&[word.lower])).unwrap_or(self.word_hashes.len());
        self.words.add(row, to);
        self.prefixes.add(fnv(&["<", word.prefix]) as usize % self.prefixes.len(), to);
        self.suffixes.add(fnv(&[">", word.suffix]) as usize % self.suffixes.len(), to);
        self.forms.add(word.form, to);
    }
}

/// What the tables are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Word<'t> {
    /// In lower case, with straight apostrophes.
    pub lower: &'t str,
    /// Its first three letters.
    pub prefix: &'t str,
    /// Its last three letters.
    pub suffix: &'t str,
    /// Shape, quotation state and gap in one number.
    pub form: usize,
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923), over the parts one after another.
fn fnv(parts: &[&str]) -> u32 {
    parts.iter().flat_map(|p| p.bytes()).fold(0x811C_9DC5, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What is still to be read.
struct Numbers<'m>(&'m [u8]);

impl<'m> Numbers<'m> {
    fn bytes(&mut self, n: usize) -> Option<&'m [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn many<T>(&mut self, n: usize, read: fn([u8; 4]) -> T) -> Option<Vec<T>> {
        Some(self.bytes(n.checked_mul(4)?)?.as_chunks::<4>().0.iter().map(|c| read(*c)).collect())
    }

    fn floats(&mut self, n: usize) -> Option<Vec<f32>> {
        self.many(n, f32::from_le_bytes)
    }

    fn table(&mut self, rows: usize, width: usize) -> Option<Table<'m>> {
        Some(Table { scales: self.floats(rows)?, rows: self.bytes(rows.checked_mul(width)?)?, width })
    }

    /// Scales and biases of the outputs, then 8-bit weights, the outputs of one input beside each other.
    fn matrix(&mut self, inputs: usize, outputs: usize) -> Option<Matrix> {
        let scales = self.floats(outputs)?;
        let bias = self.floats(outputs)?;
        let weights = self.bytes(inputs.checked_mul(outputs)?)?;
        let unpacked: Vec<f32> = weights
            .chunks_exact(outputs)
            .flat_map(|row| row.iter().zip(&scales).map(|(n, s)| s * f32::from(n.cast_signed())))
            .collect();
        Some(Matrix::new(&unpacked, &bias, inputs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_published() {
        // test vectors of the authors, for "" and "a" and "foobar"
        for (parts, expected) in [(vec![""], 0x811C_9DC5), (vec!["a"], 0xE40C_292C), (vec!["foo", "bar"], 0xBF9C_F968)] {
            assert_eq!(fnv(&parts), expected, "{parts:?}");
        }
    }

    #[test]
    fn what_is_no_model_is_none() {
        for bytes in [
            &b""[..],
            b"corroborate tagger 1\n",
            b"corroborate tagger 1\n\x02\0\0\0{}",
            b"corroborate tagger 1\n\xff\xff\xff\xff{}",
        ] {
            assert!(Model::read(bytes).is_none());
        }
    }
}
