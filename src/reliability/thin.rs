//! A large table with fewer objects: who copies whom shows in a part of what each source says.

use super::table::Table;

/// Claims of a table that is worth thinning: smaller ones take less than a few seconds as they are.
pub const LARGE: usize = 300_000;
/// Claims of a typical source that are enough.
const ENOUGH: usize = 500;
/// What a source speaks about stays while this many claims would not be left of it.
const FEW: usize = 250;

impl Table {
    /// Every k-th object and all objects of sources with few claims; the same sources. `None` where most would stay, or there are fewer than
    /// `large` claims.
    ///
    /// Objects and values have no names in it.
    pub fn thinned(&self, large: usize) -> Option<Table> {
        let stride = self.typical_claims() / ENOUGH;
        if stride < 2 || self.claims() < large {
            return None;
        }
        let few = |claim: usize| self.claims_by(self.source[claim] as usize).len() < FEW * stride;
        let kept: Vec<usize> =
            (0..self.objects.len()).filter(|&object| object % stride == 0 || self.claims_of(object).any(few)).collect();
        (kept.len() * 2 <= self.objects.len()).then(|| self.only(&kept))
    }

    /// Claims of the source that makes the median claim.
    fn typical_claims(&self) -> usize {
        let mut claims: Vec<usize> = (0..self.sources.len()).map(|s| self.claims_by(s).len()).collect();
        claims.sort_unstable();
        let mut before = 0;
        let median = claims.into_iter().find(|claims| {
            before += claims;
            before * 2 >= self.claims()
        });
        median.unwrap_or(0)
    }

    fn only(&self, objects: &[usize]) -> Table {
        let mut out = Table {
            sources: self.sources.clone(),
            objects: vec![Box::default(); objects.len()],
            values: Vec::new(),
            class_names: self.class_names.clone(),
            class_of: self.class_of.clone(),
            rows: 0,
            claim_start: vec![0],
            source: Vec::new(),
            candidate: Vec::new(),
            confidence: Vec::new(),
            time: Vec::new(),
            candidate_start: vec![0],
            candidate_value: Vec::new(),
            gold: Vec::new(),
            source_start: Vec::new(),
            by_source: Vec::new(),
        };
        for &object in objects {
            let (claims, candidates) = (self.claims_of(object), self.candidates_of(object));
            // numbers of candidates move down by as many as were left out before
            let (first, now) = (candidates.start as u32, out.candidate_value.len() as u32);
            let moved = |candidate: u32| if candidate == u32::MAX { candidate } else { candidate - first + now };
            out.source.extend_from_slice(&self.source[claims.clone()]);
            out.confidence.extend_from_slice(&self.confidence[claims.clone()]);
            out.candidate.extend(self.candidate[claims].iter().map(|&c| moved(c)));
            out.gold.push(self.gold[object].map(moved));
            out.candidate_value.extend_from_slice(&self.candidate_value[candidates]);
            out.claim_start.push(out.source.len() as u32);
            out.candidate_start.push(out.candidate_value.len() as u32);
        }
        out.index_by_source();
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::reliability::{ClaimRow, TableBuilder};

    #[test]
    fn objects_go_and_rare_sources_stay_whole() {
        let mut builder = TableBuilder::default();
        let mut push = |source: &str, object: usize| {
            let (object, value) = (format!("o{object:05}"), format!("v{}", object % 3));
            builder.push(ClaimRow { source, object: &object, value: &value, confidence: 1.0, time: None });
            builder.known(&object, &value);
        };
        (0..4_000).for_each(|object| ["a", "b"].into_iter().for_each(|source| push(source, object)));
        (0..100).for_each(|i| push("rare", i * 7));
        let table = builder.finish();
        let thin = table.thinned(1_000).expect("4,000 claims a source are many");
        let claims: Vec<usize> = (0..3).map(|s| thin.claims_by(s).len()).collect();
        // every eighth object, and 87 of the 100 that the rare one speaks about beside them
        assert_eq!((thin.objects.len(), claims), (500 + 87, vec![587, 587, 100]));
        for object in 0..thin.objects.len() {
            let known = thin.gold[object].expect("known in the whole");
            assert!(thin.candidates_of(object).contains(&(known as usize)));
            assert!(thin.claims_of(object).all(|c| thin.candidate[c] == known));
        }
        assert!(thin.thinned(1_000).is_none() && table.thinned(9_000).is_none());
    }
}
