//! Where sources are compared: what two of them share, and who is heard about it.

use super::family::Family;
use super::misbelief::Misbelief;
use super::one_coin::Scratch;
use super::table::Table;
use rayon::prelude::*;

/// Who testifies when two sources are compared, and how far the truth is known.
pub struct Hearing<'a> {
    /// The claims.
    pub table: &'a Table,
    /// What is believed of the sources.
    pub family: &'a Family,
    /// How wrong claims spread.
    pub misbelief: Misbelief,
    /// Bound of what the others believe, see [`Caution`](super::explore::Caution).
    pub sureness: i32,
    /// What each claim counts.
    pub weights: &'a [f32],
    /// For each source the sources, sorted, that may depend on it and so do not testify.
    pub shadows: &'a [Vec<u32>],
    witnesses: Vec<Witness>,
}

/// One claim; what the innermost loop of all comparisons reads lies side by side.
struct Witness {
    source: u32,
    /// Place of its value among those of the object.
    place: u32,
    weight: f32,
    /// Its weight when every suspected group has one voice.
    cautious: f32,
    support: f32,
}

impl<'a> Hearing<'a> {
    /// `cautious` is what each claim counts when every suspected group has one voice: how many independent witnesses there are.
    pub fn new(
        table: &'a Table,
        (family, misbelief, sureness): (&'a Family, Misbelief, i32),
        (weights, cautious): (&'a [f32], &[f32]),
        shadows: &'a [Vec<u32>],
    ) -> Self {
        let witnesses = (0..table.objects.len())
            .flat_map(|object| table.claims_of(object).map(move |claim| (claim, table.candidate_start[object])))
            .map(|(claim, first)| Witness {
                source: table.source[claim],
                place: table.candidate[claim] - first,
                weight: weights[claim],
                cautious: cautious[claim],
                support: weights[claim] * family.support(table.source[claim] as usize) as f32,
            })
            .collect();
        Hearing { table, family, misbelief, sureness, weights, shadows, witnesses }
    }

    /// What the others believe about an object: fills `scratch.truth` and `scratch.count`. Returns how many independent voices there are.
    pub fn others(&self, desk: &Desk, object: usize, scratch: &mut Scratch) -> f64 {
        let mut voices = 0.0;
        scratch.clear(self.table.candidates_of(object).len());
        for witness in &self.witnesses[self.table.claims_of(object)] {
            if desk.testifies(witness.source) {
                voices += f64::from(witness.cautious);
                scratch.add(witness.place as usize, f64::from(witness.weight), f64::from(witness.support));
            }
        }
        let heard = |claim: usize| {
            if desk.testifies(self.table.source[claim]) { f64::from(self.weights[claim]) } else { 0.0 }
        };
        self.family.glance(self.table, object, heard, scratch);
        voices
    }
}

/// What is at hand while one source is compared with others, one after the other.
pub struct Desk {
    /// The first source's claim about each object.
    pub claim: Vec<u32>,
    /// The objects both speak about, as pairs of claims.
    pub shared: Vec<(u32, u32, u32)>,
    /// Sources that do not testify carry the present mark.
    marks: Vec<u32>,
    mark: u32,
    /// Space for one object.
    pub scratch: Scratch,
}

/// The source makes no claim about the object.
pub const SILENT: u32 = u32::MAX;

impl Desk {
    /// An empty one.
    pub fn new(table: &Table) -> Self {
        Desk {
            claim: vec![SILENT; table.objects.len()],
            shared: Vec::new(),
            marks: vec![0; table.sources.len()],
            mark: 0,
            scratch: Scratch::default(),
        }
    }

    fn seat(&mut self, table: &Table, first: u32) {
        for &(object, claim) in table.claims_by(first as usize).iter().rev() {
            self.claim[object as usize] = claim;
        }
    }

    fn leave(&mut self, table: &Table, first: u32) {
        table.claims_by(first as usize).iter().for_each(|&(object, _)| self.claim[object as usize] = SILENT);
    }

    /// Notes the objects that the second source shares with the first.
    pub fn meet(&mut self, table: &Table, second: u32) {
        self.shared.clear();
        let mut last = SILENT;
        for &(object, claim) in table.claims_by(second as usize) {
            let first = self.claim[object as usize];
            if first != SILENT && object != last {
                self.shared.push((object, first, claim));
            }
            last = object;
        }
    }

    /// These do not testify, nor do those that may depend on them.
    pub fn hide(&mut self, group: &[u32], source: u32, shadows: &[Vec<u32>]) {
        self.mark += 1;
        for &s in group.iter().chain([&source]) {
            self.marks[s as usize] = self.mark;
            shadows[s as usize].iter().for_each(|&t| self.marks[t as usize] = self.mark);
        }
    }

    /// Whether a source is heard.
    #[inline]
    pub fn testifies(&self, source: u32) -> bool {
        self.marks[source as usize] != self.mark
    }

    /// At most so many of the shared objects, spread evenly.
    pub fn sample(&self, most: usize) -> impl Iterator<Item = &(u32, u32, u32)> {
        self.shared.iter().step_by(self.shared.len().div_ceil(most).max(1))
    }
}

/// Visits the pairs, which are in order, first source by first source; the results are in the order of the pairs.
pub fn each_pair<T: Send>(table: &Table, pairs: &[(u32, u32)], visit: impl Fn(&mut Desk, (u32, u32)) -> T + Sync) -> Vec<T> {
    let by_first: Vec<&[(u32, u32)]> = pairs.chunk_by(|x, y| x.0 == y.0).collect();
    let parts: Vec<Vec<T>> = by_first
        .into_par_iter()
        .map_init(
            || Desk::new(table),
            |desk, pairs| {
                desk.seat(table, pairs[0].0);
                let out = pairs
                    .iter()
                    .map(|&pair| {
                        desk.meet(table, pair.1);
                        visit(desk, pair)
                    })
                    .collect();
                desk.leave(table, pairs[0].0);
                out
            },
        )
        .collect();
    parts.into_iter().flatten().collect()
}
