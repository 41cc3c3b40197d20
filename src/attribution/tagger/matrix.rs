//! A dense layer over many tokens at once. Sums are taken in one fixed order on every machine, so that the same text gives the same
//! bytes: outputs lie in lanes side by side and no sum is reordered or fused. The lanes are asked for by name: left to the compiler's
//! own judgement the same loops were at times computed number by number, thirty times as slowly.

use pulp::Simd;

/// Tokens computed together: their sums stay in registers.
pub const ROWS: usize = 4;
const LANES: usize = 16;

/// Weights and biases, packed in blocks of [`LANES`] outputs.
#[derive(Debug)]
pub struct Matrix {
    /// Block, then input, then output.
    blocks: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
    inputs: usize,
}

impl Matrix {
    /// From weights with the outputs of one input beside each other.
    pub fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Self {
        let outputs = bias.len();
        let at = |k: usize, j: usize| weights.get(k * outputs + j).filter(|_| j < outputs).copied().unwrap_or(0.0);
        let starts = (0..outputs).step_by(LANES);
        let blocks = starts.clone().flat_map(|j| (0..inputs).map(move |k| std::array::from_fn(|l| at(k, j + l)))).collect();
        let bias = starts.map(|j| std::array::from_fn(|l| bias.get(j + l).copied().unwrap_or(0.0))).collect();
        Matrix { blocks, bias, inputs }
    }

    /// Room that one token's outputs take.
    pub fn stride(&self) -> usize {
        self.bias.len() * LANES
    }

    /// `out[t] = bias + weights · x[t]`. The inputs of token t begin at `t * step`; `out` holds [`Matrix::stride`] numbers a token, and
    /// a multiple of [`ROWS`] tokens.
    #[inline(always)]
    pub fn apply<S: Simd>(&self, simd: S, x: &[f32], step: usize, out: &mut [f32]) {
        match S::F32_LANES {
            16 => self.product::<S, 1>(simd, x, step, out),
            8 => self.product::<S, 2>(simd, x, step, out),
            4 => self.product::<S, 4>(simd, x, step, out),
            _ => self.product::<S, LANES>(simd, x, step, out),
        }
    }

    /// As [`Matrix::apply`], for a processor of which `V` vectors hold a block's outputs.
    #[inline(always)]
    fn product<S: Simd, const V: usize>(&self, simd: S, x: &[f32], step: usize, out: &mut [f32]) {
        let stride = self.stride();
        for (group, rows) in out.chunks_exact_mut(stride * ROWS).enumerate() {
            let [x0, x1, x2, x3]: [&[f32]; ROWS] = std::array::from_fn(|r| &x[(group * ROWS + r) * step..][..self.inputs]);
            for (b, (block, bias)) in self.blocks.chunks_exact(self.inputs).zip(&self.bias).enumerate() {
                let bias = vectors::<S, V>(bias);
                // one variable a token, so that all sums stay in registers
                let (mut s0, mut s1, mut s2, mut s3) = (bias, bias, bias, bias);
                for ((((weights, a), b), c), d) in block.iter().zip(x0).zip(x1).zip(x2).zip(x3) {
                    let weights = vectors::<S, V>(weights);
                    s0 = add(simd, s0, *a, &weights);
                    s1 = add(simd, s1, *b, &weights);
                    s2 = add(simd, s2, *c, &weights);
                    s3 = add(simd, s3, *d, &weights);
                }
                let sums = [s0, s1, s2, s3];
                for (r, sum) in sums.iter().enumerate() {
                    S::as_mut_simd_f32s(&mut rows[r * stride + b * LANES..][..LANES]).0.copy_from_slice(sum);
                }
            }
        }
    }
}

/// A bare loop on purpose: the steps of an iterator are functions of their own, which a block compiled for newer processors calls one
/// by one instead of taking them in.
#[inline(always)]
fn add<S: Simd, const V: usize>(simd: S, mut sums: [S::f32s; V], x: f32, weights: &[S::f32s; V]) -> [S::f32s; V] {
    let x = simd.splat_f32s(x);
    let mut v = 0;
    while v < V {
        sums[v] = simd.add_f32s(sums[v], simd.mul_f32s(x, weights[v]));
        v += 1;
    }
    sums
}

/// A block's numbers as the vectors of a processor.
#[inline(always)]
fn vectors<S: Simd, const V: usize>(numbers: &[f32; LANES]) -> [S::f32s; V] {
    let (from, _) = S::as_simd_f32s(numbers);
    let mut vectors = [from[0]; V];
    let mut v = 1;
    while v < V {
        vectors[v] = from[v];
        v += 1;
    }
    vectors
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Applied<'a> {
        matrix: &'a Matrix,
        x: &'a [f32],
        out: &'a mut [f32],
    }

    impl pulp::WithSimd for Applied<'_> {
        type Output = ();

        fn with_simd<S: Simd>(self, simd: S) {
            self.matrix.apply(simd, self.x, 1, self.out);
        }
    }

    #[test]
    fn is_the_plain_product() {
        // 3 inputs, 20 outputs (one block and a part), 4 tokens of which two inputs overlap
        let weights: Vec<f32> = (0..60).map(|i| (i as f32 * 0.37).sin()).collect();
        let bias: Vec<f32> = (0..20).map(|i| i as f32 * 0.1).collect();
        let x: Vec<f32> = (0..6).map(|i| (i as f32 * 0.9).cos()).collect();
        let matrix = Matrix::new(&weights, &bias, 3);
        let mut out = vec![f32::NAN; 4 * matrix.stride()];
        matrix.apply(pulp::Scalar::new(), &x, 1, &mut out);
        let mut vector = out.clone();
        pulp::Arch::new().dispatch(Applied { matrix: &matrix, x: &x, out: &mut vector });
        assert!(out.iter().zip(&vector).all(|(a, b)| a.to_bits() == b.to_bits()), "this processor gives the bits of any other");
        for t in 0..4 {
            for j in 0..32 {
                let expected = if j < 20 { bias[j] + (0..3).map(|k| x[t + k] * weights[k * 20 + j]).sum::<f32>() } else { 0.0 };
                assert!((out[t * 32 + j] - expected).abs() < 1e-6, "token {t} output {j}");
            }
        }
    }
}
