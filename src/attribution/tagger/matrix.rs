//! A dense layer over many tokens at once. Sums are taken in one fixed order on every machine, so that the same text gives the same
//! bytes: outputs lie in lanes side by side and no sum is reordered or fused.

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
    pub fn apply(&self, x: &[f32], step: usize, out: &mut [f32]) {
        let stride = self.stride();
        for (group, rows) in out.chunks_exact_mut(stride * ROWS).enumerate() {
            let inputs: [&[f32]; ROWS] = std::array::from_fn(|r| &x[(group * ROWS + r) * step..][..self.inputs]);
            for (b, (block, bias)) in self.blocks.chunks_exact(self.inputs).zip(&self.bias).enumerate() {
                let mut sums = [*bias; ROWS];
                for (k, weights) in block.iter().enumerate() {
                    for (sum, input) in sums.iter_mut().zip(&inputs) {
                        let x = input[k];
                        for (s, w) in sum.iter_mut().zip(weights) {
                            *s += x * w;
                        }
                    }
                }
                for (r, sum) in sums.iter().enumerate() {
                    rows[r * stride + b * LANES..][..LANES].copy_from_slice(sum);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_plain_product() {
        // 3 inputs, 20 outputs (one block and a part), 4 tokens of which two inputs overlap
        let weights: Vec<f32> = (0..60).map(|i| (i as f32 * 0.37).sin()).collect();
        let bias: Vec<f32> = (0..20).map(|i| i as f32 * 0.1).collect();
        let x: Vec<f32> = (0..6).map(|i| (i as f32 * 0.9).cos()).collect();
        let matrix = Matrix::new(&weights, &bias, 3);
        let mut out = vec![f32::NAN; 4 * matrix.stride()];
        matrix.apply(&x, 1, &mut out);
        for t in 0..4 {
            for j in 0..32 {
                let expected = if j < 20 { bias[j] + (0..3).map(|k| x[t + k] * weights[k * 20 + j]).sum::<f32>() } else { 0.0 };
                assert!((out[t * 32 + j] - expected).abs() < 1e-6, "token {t} output {j}");
            }
        }
    }
}
