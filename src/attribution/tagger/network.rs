//! From tokens to emissions: table rows added up, one gated convolution, two recurrent layers in both directions, seven outputs.
//!
//! ```text
//! x  = word + prefix + suffix + form                      (rows of tables)
//! x += a ⊙ σ(b)            where [a b] = mix · [x₋₁ x₀ x₁]
//! x += h                   where [z s] = layer · x,  hₜ = (1 − σ(zₜ)) ⊙ hₜ₋₁ + σ(zₜ) ⊙ sₜ   (twice)
//! e  = out · x
//! ```
//!
//! The recurrence is the minimal gated unit of Feng et al. 2024 (arXiv:2410.01201): gates read the input only. The first half of the
//! numbers runs from left to right, the second from right to left.

use super::matrix::ROWS;
use super::model::{Model, TAGS, Word};
use super::token::{Token, shape};

/// The emissions of one window, one row of tags a token.
pub fn emissions(model: &Model<'_>, text: &str, window: &[Token]) -> Vec<[f32; TAGS]> {
    pulp::Arch::new().dispatch(Forward { model, text, window })
}

/// The computation, compiled for several generations of processors and chosen as it runs; all give the same bits. A closure would not
/// do: only this trait carries the processor's abilities into what it calls.
struct Forward<'a, 'm> {
    model: &'a Model<'m>,
    text: &'a str,
    window: &'a [Token],
}

impl pulp::WithSimd for Forward<'_, '_> {
    type Output = Vec<[f32; TAGS]>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, simd: S) -> Self::Output {
        forward(simd, self.model, self.text, self.window)
    }
}

#[inline(always)]
fn forward<S: pulp::Simd>(simd: S, model: &Model<'_>, text: &str, window: &[Token]) -> Vec<[f32; TAGS]> {
    let (n, width) = (window.len(), model.width);
    let rows = n.next_multiple_of(ROWS);
    // a row of zeros before and after, for the convolution
    let mut padded = vec![0.0; (rows + 2) * width];
    embed(model, text, window, &mut padded[width..]);
    let mut mixed = vec![0.0; rows * model.mix.stride()];
    model.mix.apply(simd, &padded, width, &mut mixed);
    let mut x = padded[width..][..rows * width].to_vec();
    for (x, mixed) in x.chunks_exact_mut(width).zip(mixed.chunks_exact(model.mix.stride())) {
        let (a, b) = mixed.split_at(width);
        for ((x, a), b) in x.iter_mut().zip(a).zip(b) {
            *x += a * sigmoid(*b);
        }
    }
    for layer in &model.layers {
        layer.apply(simd, &x, width, &mut mixed);
        recur(&mut x[..n * width], &mut mixed[..n * layer.stride()], width, layer.stride());
    }
    let mut out = vec![0.0; rows * model.out.stride()];
    model.out.apply(simd, &x, width, &mut out);
    out.chunks_exact(model.out.stride()).take(n).map(|e| std::array::from_fn(|tag| e[tag])).collect()
}

#[inline(always)]
fn embed(model: &Model<'_>, text: &str, window: &[Token], to: &mut [f32]) {
    let mut lower = String::new();
    for (token, to) in window.iter().zip(to.chunks_exact_mut(model.width)) {
        let word = token.span.of(text);
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&word.to_lowercase().replace('’', "'"));
        }
        let prefix = lower.char_indices().nth(3).map_or(&*lower, |(i, _)| &lower[..i]);
        let suffix = lower.char_indices().nth_back(2).map_or(&*lower, |(i, _)| &lower[i..]);
        let form = (shape(word) * 4 + token.quoted as usize) * 3 + token.gap as usize;
        model.embed(&Word { lower: &lower, prefix, suffix, form }, to);
    }
}

/// Runs one layer over the tokens in both directions and adds it to `x`; `gates` holds gate and state of each token.
#[inline(always)]
fn recur(x: &mut [f32], gates: &mut [f32], width: usize, stride: usize) {
    let half = width / 2;
    for token in gates.chunks_exact_mut(stride) {
        token[..width].iter_mut().for_each(|z| *z = sigmoid(*z));
    }
    let mut h = vec![0.0; half];
    for (x, token) in x.chunks_exact_mut(width).zip(gates.chunks_exact(stride)) {
        step(&mut h, &token[..half], &token[width..][..half], &mut x[..half]);
    }
    h.fill(0.0);
    for (x, token) in x.chunks_exact_mut(width).zip(gates.chunks_exact(stride)).rev() {
        step(&mut h, &token[half..width], &token[width + half..][..half], &mut x[half..]);
    }
}

#[inline(always)]
fn step(h: &mut [f32], gate: &[f32], state: &[f32], x: &mut [f32]) {
    for (((h, z), s), x) in h.iter_mut().zip(gate).zip(state).zip(x) {
        *h += z * (s - *h);
        *x += *h;
    }
}

/// The logistic function, to about 1e-6, from operations that give the same bits everywhere.
#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// e to the x for x held within ±80: 2 to the whole part through the exponent's bits, a polynomial (Taylor's, to the sixth power) for the rest.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Adding and taking it away rounds to a whole number (1.5 · 2²³).
    const ROUND: f32 = 12_582_912.0;
    let t = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (t + ROUND) - ROUND;
    let r = (t - whole) * std::f32::consts::LN_2;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0))))));
    // the rounded sum holds the whole part in its low bits
    let bits = (t + ROUND).to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    p * f32::from_bits(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_and_logistic() {
        for i in -800..=800 {
            let x = i as f32 / 10.0;
            let (found, expected) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((found / expected - 1.0).abs() < 1e-5, "e^{x}: {found} for {expected}");
        }
        assert_eq!(sigmoid(0.0), 0.5);
        assert!(sigmoid(-1e9) >= 0.0 && sigmoid(1e9) <= 1.0);
    }
}
