//! The claims as the learning sees them: interned, sorted by name, each object's claims and candidate values side by side.

use super::names::Names;
use rayon::slice::ParallelSliceMut as _;

/// One claim as it comes in: `source` says that `object` has `value`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClaimRow<'a> {
    /// Who claims.
    pub source: &'a str,
    /// About what.
    pub object: &'a str,
    /// What is claimed, byte for byte.
    pub value: &'a str,
    /// How sure the source says it is, in (0, 1]; 1 when it does not say.
    pub confidence: f64,
    /// When it was claimed, on any scale that grows with time.
    pub time: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
struct Raw {
    object: u32,
    source: u32,
    value: u32,
    confidence: f32,
    time: f64,
}

/// Collects claims one at a time, so that a file of any length can be streamed in.
#[derive(Debug, Default, Clone)]
pub struct TableBuilder {
    sources: Names,
    objects: Names,
    values: Names,
    raw: Vec<Raw>,
    gold: Vec<(u32, u32)>,
    classes: Vec<(u32, u32)>,
    class_names: Names,
    timed: bool,
}

impl TableBuilder {
    /// Adds one claim.
    pub fn push(&mut self, row: ClaimRow<'_>) {
        self.timed |= row.time.is_some();
        self.raw.push(Raw {
            object: self.objects.id(row.object),
            source: self.sources.id(row.source),
            value: self.values.id(row.value),
            confidence: row.confidence.clamp(0.01, 1.0) as f32,
            time: row.time.unwrap_or(f64::NEG_INFINITY),
        });
    }

    /// States that `value` is known to be the truth about `object`.
    pub fn known(&mut self, object: &str, value: &str) {
        let pair = (self.objects.id(object), self.values.id(value));
        if self.gold.last() != Some(&pair) {
            self.gold.push(pair);
        }
    }

    /// States the class of a source; sources of one class share a prior.
    pub fn class(&mut self, source: &str, class: &str) {
        let pair = (self.sources.id(source), self.class_names.id(class));
        if self.classes.last() != Some(&pair) {
            self.classes.push(pair);
        }
    }

    /// How many rows have come in.
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// Nothing has come in.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// Sorts and indexes what came in.
    ///
    /// A source that claims the same twice counts once. One that claims different values of an object: with times its latest claim
    /// stands; without, each of its k claims counts 1/k.
    pub fn finish(self) -> Table {
        let (sources, by_source) = self.sources.sorted();
        let (objects, by_object) = self.objects.sorted();
        let (values, by_value) = self.values.sorted();
        let (class_names, by_class) = self.class_names.sorted();
        let mut raw = self.raw;
        for row in &mut raw {
            row.object = by_object[row.object as usize];
            row.source = by_source[row.source as usize];
            row.value = by_value[row.value as usize];
        }
        raw.par_sort_unstable_by(|a, b| {
            (a.object, a.source)
                .cmp(&(b.object, b.source))
                .then(a.time.total_cmp(&b.time))
                .then(a.value.cmp(&b.value))
                .then(a.confidence.total_cmp(&b.confidence))
        });
        let rows = raw.len();
        settle_repeats(&mut raw, self.timed);
        let mut class_of = vec![None; sources.len()];
        let mut classes: Vec<(u32, u32)> =
            self.classes.iter().map(|&(s, c)| (by_source[s as usize], by_class[c as usize])).collect();
        classes.sort_unstable();
        for (source, class) in classes {
            class_of[source as usize] = Some(class);
        }
        let mut gold: Vec<(u32, u32)> = self.gold.iter().map(|&(o, v)| (by_object[o as usize], by_value[v as usize])).collect();
        gold.sort_unstable();
        gold.dedup_by_key(|pair| pair.0);
        let mut table = Table {
            sources,
            objects,
            values,
            class_names,
            class_of,
            rows,
            claim_start: Vec::new(),
            source: Vec::with_capacity(raw.len()),
            candidate: Vec::with_capacity(raw.len()),
            confidence: Vec::with_capacity(raw.len()),
            time: if self.timed { raw.iter().map(|r| r.time).collect() } else { Vec::new() },
            candidate_start: Vec::new(),
            candidate_value: Vec::new(),
            gold: Vec::new(),
            source_start: Vec::new(),
            by_source: Vec::new(),
        };
        table.index(&raw, &gold);
        table
    }
}

/// Makes one claim, or k of weight 1/k, out of what one source says about one object.
fn settle_repeats(raw: &mut Vec<Raw>, timed: bool) {
    let mut kept: Vec<Raw> = Vec::with_capacity(raw.len());
    for group in raw.chunk_by(|a, b| (a.object, a.source) == (b.object, b.source)) {
        if let [only] = group {
            kept.push(*only);
            continue;
        }
        let latest = group[group.len() - 1].time;
        let mut current: Vec<Raw> = group.iter().filter(|r| !timed || r.time == latest).copied().collect();
        current.sort_unstable_by(|a, b| a.value.cmp(&b.value).then(b.confidence.total_cmp(&a.confidence)));
        current.dedup_by_key(|r| r.value);
        let share = 1.0 / current.len() as f32;
        kept.extend(current.into_iter().map(|r| Raw { confidence: r.confidence * share, ..r }));
    }
    *raw = kept;
}

/// All claims, sorted by object then source, with each object's distinct values as its candidates.
#[derive(Debug, Clone)]
pub struct Table {
    /// Names of the sources, in order.
    pub sources: Vec<Box<str>>,
    /// Names of the objects, in order.
    pub objects: Vec<Box<str>>,
    /// The distinct values, in order.
    pub values: Vec<Box<str>>,
    /// Names of the classes of sources, in order.
    pub class_names: Vec<Box<str>>,
    /// The class of each source, where known.
    pub class_of: Vec<Option<u32>>,
    /// Rows that came in, repeats included.
    pub rows: usize,
    /// Where each object's claims begin; one longer than the objects.
    pub claim_start: Vec<u32>,
    /// The source of each claim.
    pub source: Vec<u32>,
    /// The candidate of each claim, counted over all objects.
    pub candidate: Vec<u32>,
    /// The weight that its source's own confidence gives each claim.
    pub confidence: Vec<f32>,
    /// When each was made; empty without times.
    pub time: Vec<f64>,
    /// Where each object's candidates begin; one longer than the objects.
    pub candidate_start: Vec<u32>,
    /// The value of each candidate.
    pub candidate_value: Vec<u32>,
    /// The candidate known to be true, object by object; `Some(u32::MAX)` when the truth is known and nobody claims it.
    pub gold: Vec<Option<u32>>,
    /// Where each source's claims begin in `by_source`.
    pub source_start: Vec<u32>,
    /// Claims sorted by source: (object, claim).
    pub by_source: Vec<(u32, u32)>,
}

impl Table {
    fn index(&mut self, raw: &[Raw], gold: &[(u32, u32)]) {
        let mut known = gold.iter().peekable();
        let mut at = 0;
        let mut distinct = Vec::new();
        for object in 0..self.objects.len() as u32 {
            self.claim_start.push(at as u32);
            let first = self.candidate_value.len() as u32;
            self.candidate_start.push(first);
            let end = at + raw[at..].iter().take_while(|r| r.object == object).count();
            distinct.clear();
            distinct.extend(raw[at..end].iter().map(|r| r.value));
            distinct.sort_unstable();
            distinct.dedup();
            for row in &raw[at..end] {
                let place = distinct.binary_search(&row.value).expect("every claimed value is among the distinct ones");
                self.source.push(row.source);
                self.candidate.push(first + place as u32);
                self.confidence.push(row.confidence);
            }
            self.gold.push(
                known.next_if(|g| g.0 == object).map(|g| distinct.binary_search(&g.1).map_or(u32::MAX, |p| first + p as u32)),
            );
            self.candidate_value.extend_from_slice(&distinct);
            at = end;
        }
        self.claim_start.push(at as u32);
        self.candidate_start.push(self.candidate_value.len() as u32);
        self.index_by_source();
    }

    /// Fills `source_start` and `by_source` from the rest.
    pub(super) fn index_by_source(&mut self) {
        let mut start = vec![0u32; self.sources.len() + 1];
        for &s in &self.source {
            start[s as usize + 1] += 1;
        }
        for s in 0..self.sources.len() {
            start[s + 1] += start[s];
        }
        let mut next = start.clone();
        self.by_source = vec![(0, 0); self.source.len()];
        for object in 0..self.objects.len() {
            for claim in self.claims_of(object) {
                let place = &mut next[self.source[claim] as usize];
                self.by_source[*place as usize] = (object as u32, claim as u32);
                *place += 1;
            }
        }
        self.source_start = start;
    }

    /// The claims about an object.
    #[inline]
    pub fn claims_of(&self, object: usize) -> std::ops::Range<usize> {
        self.claim_start[object] as usize..self.claim_start[object + 1] as usize
    }

    /// The candidates of an object.
    #[inline]
    pub fn candidates_of(&self, object: usize) -> std::ops::Range<usize> {
        self.candidate_start[object] as usize..self.candidate_start[object + 1] as usize
    }

    /// The claims of a source as (object, claim), by object.
    #[inline]
    pub fn claims_by(&self, source: usize) -> &[(u32, u32)] {
        &self.by_source[self.source_start[source] as usize..self.source_start[source + 1] as usize]
    }

    /// How many claims there are, repeats settled.
    pub fn claims(&self) -> usize {
        self.source.len()
    }

    /// Claims about the object that most are about.
    pub fn most_claims(&self) -> usize {
        self.claim_start.windows(2).map(|w| (w[1] - w[0]) as usize).max().unwrap_or(0)
    }

    /// The string of a candidate.
    pub fn value_of(&self, candidate: usize) -> &str {
        &self.values[self.candidate_value[candidate] as usize]
    }
}
