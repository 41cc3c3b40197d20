//! The odds of dependence from what two sources say about the same objects.

use super::copying::Overlap;

/// Odds that two sources picked from the candidates depend on each other, before their claims are compared.
const PRIOR_ODDS: f64 = 1e-3;
/// Copy rates tried; the probability averages over them.
pub const RATES: [f64; 6] = [0.3, 0.5, 0.7, 0.85, 0.95, 0.99];
/// Shares of right claims tried for either source, under either hypothesis.
const RIGHT: [f64; 5] = [0.3, 0.55, 0.75, 0.9, 0.97];
/// Pairs of shares tried.
const TRIED: usize = RIGHT.len() * RIGHT.len();

impl Overlap {
    /// P(first claim) and, of an agreeing pair, P(second | first) when the sources are independent.
    fn independent(&self, right_a: f64, right_b: f64) -> (f64, f64) {
        let first = (self.p * right_a + (1.0 - self.p) * (1.0 - right_a) * self.popular).max(1e-12);
        let both = self.p * right_a * right_b + (1.0 - self.p) * (1.0 - right_a) * (1.0 - right_b) * self.popular * self.popular2;
        (first, (both / first).max(self.floor).clamp(1e-12, 1.0))
    }

    /// The probability of both claims when the sources disagree and are independent, up to what both hypotheses share.
    fn apart(&self, right_a: f64, right_b: f64) -> f64 {
        let neither = (1.0 - self.p - self.p2).max(0.0);
        (self.p * right_a * (1.0 - right_b) + self.p2 * (1.0 - right_a) * right_b + neither * (1.0 - right_a) * (1.0 - right_b))
            .max(1e-6)
    }
}

/// A long product, without logarithms on the way: `value` · 2^([`TURN`] · `turns`).
#[derive(Clone, Copy)]
pub struct Product {
    value: f64,
    turns: i32,
}

const TURN: i32 = 500;
/// Values between this and its inverse are left alone.
const SMALL: f64 = 1e-150;

impl Product {
    /// Nothing multiplied yet.
    pub const ONE: Product = Product { value: 1.0, turns: 0 };

    /// One more factor; to be settled after at most [`AT_ONCE`], none beyond 1e-12 or 1e12.
    #[inline]
    pub fn times(&mut self, factor: f64) {
        self.value *= factor;
    }

    /// Brings the value back where it can be multiplied.
    #[inline]
    pub fn settle(&mut self) {
        if self.value < SMALL {
            self.value *= 2f64.powi(TURN);
            self.turns -= 1;
        } else if self.value > 1.0 / SMALL {
            self.value *= 2f64.powi(-TURN);
            self.turns += 1;
        }
    }

    /// The larger of itself and the product of two others.
    fn or(self, one: Product, other: Product) -> Product {
        let mut both = Product { value: one.value * other.value, turns: one.turns + other.turns };
        both.settle();
        let more = match both.turns - self.turns {
            0 => both.value > self.value,
            1 => both.value * 2f64.powi(TURN) > self.value,
            -1 => both.value > self.value * 2f64.powi(TURN),
            turns => turns > 0,
        };
        if more { both } else { self }
    }

    /// Its logarithm.
    pub fn ln(self) -> f64 {
        self.value.ln() + f64::from(self.turns * TURN) * std::f64::consts::LN_2
    }
}

/// Factors multiplied before a product is looked at.
pub const AT_ONCE: usize = 8;

/// ln of the odds of dependence and the most likely copy rate.
pub fn judge(overlaps: &[Overlap], twins: bool) -> (f64, f64) {
    let telling = overlaps.iter().filter(|o| o.agree && o.p < 0.5).count();
    if telling < 3 {
        return (f64::NEG_INFINITY, 0.0);
    }
    let disagree = overlaps.iter().filter(|o| !o.agree).count() as f64;
    // a duplicate: however unsure the others are, independent sources do not agree in everything, ten doubtful things included
    if twins && disagree == 0.0 && overlaps.len() >= 30 && telling >= 10 {
        return (f64::INFINITY, 0.99);
    }
    let never = Product { value: 1.0, turns: i32::MIN / 2 };
    let mut independent = never;
    let mut copied = [never; RATES.len()];
    for tried in 0..TRIED {
        let likely = Likely::of(overlaps, RIGHT[tried / RIGHT.len()], RIGHT[tried % RIGHT.len()]);
        independent = independent.or(likely.shared, likely.alone);
        for (best, product) in copied.iter_mut().zip(likely.by_rate) {
            *best = best.or(likely.shared, product);
        }
    }
    let mut scores = RATES.map(|rate| disagree * (1.0 - rate).ln());
    scores.iter_mut().zip(copied).for_each(|(score, product)| *score += product.ln());
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let masses = scores.map(|score| (score - top).exp());
    let mass: f64 = masses.iter().sum();
    let odds = PRIOR_ODDS.ln() + top + (mass / RATES.len() as f64).ln() - independent.ln();
    (odds, masses.iter().zip(RATES).map(|(m, rate)| m * rate).sum::<f64>() / mass)
}

/// Probabilities of what two sources say when each has a certain share of right claims.
struct Likely {
    /// What both hypotheses share.
    shared: Product,
    /// The doubtful agreements, if independent.
    alone: Product,
    /// The same if copied at each rate.
    by_rate: [Product; RATES.len()],
}

impl Likely {
    fn of(overlaps: &[Overlap], right_a: f64, right_b: f64) -> Self {
        let mut out = Likely { shared: Product::ONE, alone: Product::ONE, by_rate: [Product::ONE; RATES.len()] };
        for some in overlaps.chunks(AT_ONCE) {
            for o in some {
                if !o.agree {
                    out.shared.times(o.apart(right_a, right_b));
                    continue;
                }
                let (first, again) = o.independent(right_a, right_b);
                if o.p < 0.5 {
                    out.shared.times(first);
                    out.alone.times(again);
                    for (product, rate) in out.by_rate.iter_mut().zip(RATES) {
                        product.times(rate + (1.0 - rate) * again);
                    }
                } else {
                    // a shared value that the others hold true is the same under both: honest agreement is no copying
                    out.shared.times((first * again).max(1e-12));
                }
            }
            [&mut out.shared, &mut out.alone].into_iter().chain(&mut out.by_rate).for_each(Product::settle);
        }
        out
    }
}
