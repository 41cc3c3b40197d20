//! Invented worlds whose truth and copiers are known: other sizes of cliques, copy rates, chains, honest groups, no copying.
//! `cargo test --release --test worlds -- --nocapture` prints the table of `docs/experiments.md`.
#![allow(clippy::unwrap_used)]

use corroborate::reliability::{ClaimRow, Fit, Method, Options, Table, TableBuilder, fit};
use std::collections::BTreeSet;

/// A linear congruential generator: the same worlds at every run.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() * n as f64) as usize
    }

    /// Beta(6, 4): the sixth of nine uniform draws.
    fn accuracy(&mut self) -> f64 {
        let mut draws: Vec<f64> = (0..9).map(|_| self.next()).collect();
        draws.sort_by(f64::total_cmp);
        draws[5]
    }
}

/// How the members of a group come to their claims.
#[derive(Clone, Copy)]
enum Group {
    /// All take from the first.
    Clique { size: usize, rate: f64 },
    /// All take from the first, who is right with .85 to .95.
    Learned { size: usize, rate: f64 },
    /// Each takes from the one before.
    Chain { size: usize, rate: f64 },
    /// Nobody copies; all are right with this probability.
    Honest { size: usize, accuracy: f64 },
}

struct World {
    name: &'static str,
    groups: &'static [(usize, Group)],
    /// Least accuracy, and least recall of copying pairs, over the seeds; a little below what was measured.
    floors: (f64, f64),
    /// Known to fall below majority vote with some seed: wrong today.
    fails: bool,
}

const OBJECTS: usize = 400;
const INDEPENDENT: usize = 200;
const VALUES: usize = 10;
/// Independent sources that speak about an object.
const VOICES: usize = 15;

const WORLDS: [World; 12] = [
    World { name: "no copying", groups: &[], floors: (0.95, 1.0), fails: false },
    World {
        name: "8 cliques of 20, rate .9",
        groups: &[(8, Group::Clique { size: 20, rate: 0.9 })],
        floors: (0.94, 0.9),
        fails: false,
    },
    World {
        name: "20 cliques of 4, rate .9",
        groups: &[(20, Group::Clique { size: 4, rate: 0.9 })],
        floors: (0.95, 0.9),
        fails: false,
    },
    World {
        name: "2 cliques of 60, rate .9",
        groups: &[(2, Group::Clique { size: 60, rate: 0.9 })],
        floors: (0.9, 0.8),
        fails: false,
    },
    World {
        name: "8 cliques of 20, rate .6",
        groups: &[(8, Group::Clique { size: 20, rate: 0.6 })],
        floors: (0.94, 0.7),
        fails: false,
    },
    World {
        name: "2 cliques of 60, rate .6",
        groups: &[(2, Group::Clique { size: 60, rate: 0.6 })],
        floors: (0.46, 0.0),
        fails: true,
    },
    World {
        name: "8 cliques of 20, rate .4",
        groups: &[(8, Group::Clique { size: 20, rate: 0.4 })],
        floors: (0.9, 0.0),
        fails: false,
    },
    World {
        name: "6 cliques of 15, rate .9, of good leaders",
        groups: &[(6, Group::Learned { size: 15, rate: 0.9 })],
        floors: (0.94, 0.3),
        fails: true,
    },
    World {
        name: "10 chains of 8, rate .9",
        groups: &[(10, Group::Chain { size: 8, rate: 0.9 })],
        floors: (0.94, 0.8),
        fails: false,
    },
    World {
        name: "15 honest of .96 beside 6 cliques of 20",
        groups: &[(1, Group::Honest { size: 15, accuracy: 0.96 }), (6, Group::Clique { size: 20, rate: 0.9 })],
        floors: (0.97, 0.9),
        fails: false,
    },
    World {
        name: "20 honest of .96",
        groups: &[(1, Group::Honest { size: 20, accuracy: 0.96 })],
        floors: (0.99, 1.0),
        fails: false,
    },
    World {
        name: "8 honest of .99, the others as ever",
        groups: &[(1, Group::Honest { size: 8, accuracy: 0.99 })],
        floors: (0.97, 1.0),
        fails: false,
    },
];

struct Made {
    table: Table,
    truth: Vec<usize>,
    /// Pairs of one copying group, by the names of their sources.
    copying: BTreeSet<(String, String)>,
}

fn make(world: &World, seed: u64) -> Made {
    let mut draw = Draw(seed.wrapping_mul(0x9E37_79B9));
    for _ in 0..20 {
        draw.next();
    }
    let truth: Vec<usize> = (0..OBJECTS).map(|_| draw.below(VALUES)).collect();
    let misbelief: Vec<usize> = truth.iter().map(|t| (t + 1 + draw.below(VALUES - 1)) % VALUES).collect();
    let own = |draw: &mut Draw, object: usize, accuracy: f64| {
        if draw.next() < accuracy {
            truth[object]
        } else if draw.next() < 0.5 {
            misbelief[object]
        } else {
            (truth[object] + 1 + draw.below(VALUES - 1)) % VALUES
        }
    };
    let mut rows: Vec<(String, usize, usize)> = Vec::new();
    let accuracies: Vec<f64> = (0..INDEPENDENT).map(|_| draw.accuracy()).collect();
    for object in 0..OBJECTS {
        let mut speaking = BTreeSet::new();
        while speaking.len() < VOICES {
            speaking.insert(draw.below(INDEPENDENT));
        }
        for s in speaking {
            rows.push((format!("i{s:03}"), object, own(&mut draw, object, accuracies[s])));
        }
    }
    let mut copying = BTreeSet::new();
    let mut number = 0;
    for &(groups, group) in world.groups {
        for _ in 0..groups {
            number += 1;
            let name = |member: usize| format!("g{number:02}m{member:03}");
            let (size, rate, chain) = match group {
                Group::Clique { size, rate } | Group::Learned { size, rate } => (size, rate, false),
                Group::Chain { size, rate } => (size, rate, true),
                Group::Honest { size, accuracy } => {
                    for object in 0..OBJECTS {
                        for member in 0..size {
                            if draw.next() < 0.4 {
                                rows.push((name(member), object, own(&mut draw, object, accuracy)));
                            }
                        }
                    }
                    continue;
                }
            };
            let lead = match group {
                Group::Learned { .. } => 0.85 + 0.1 * draw.next(),
                _ => 0.2 + 0.4 * draw.next(),
            };
            let members: Vec<f64> = (0..size).map(|_| 0.3 + 0.4 * draw.next()).collect();
            for object in (0..OBJECTS).filter(|o| o % 3 == number % 3) {
                let first = own(&mut draw, object, lead);
                let mut before = first;
                for (member, accuracy) in members.iter().enumerate() {
                    let copies = member == 0 || draw.next() < rate;
                    let said = if copies { before } else { own(&mut draw, object, *accuracy) };
                    before = if chain { said } else { first };
                    if chain || draw.next() < 0.5 {
                        rows.push((name(member), object, said));
                    }
                }
            }
            for a in 0..size {
                copying.extend((a + 1..size).map(|b| (name(a), name(b))));
            }
        }
    }
    let mut builder = TableBuilder::default();
    for (source, object, value) in &rows {
        builder.push(ClaimRow {
            source,
            object: &format!("o{object:04}"),
            value: &format!("v{value}"),
            confidence: 1.0,
            time: None,
        });
    }
    Made { table: builder.finish(), truth, copying }
}

/// Share of the objects whose likeliest value is the truth.
fn accuracy(made: &Made, fit: &Fit) -> f64 {
    let right = made.truth.iter().enumerate().filter(|(object, truth)| {
        let belief = |c: usize| fit.truth[c].estimate;
        let best = made.table.candidates_of(*object).max_by(|&a, &b| belief(a).total_cmp(&belief(b)).then(b.cmp(&a)));
        made.table.value_of(best.unwrap()) == format!("v{truth}")
    });
    right.count() as f64 / made.truth.len() as f64
}

/// Precision and recall of the pairs reported as more likely copying than not; 1 where there is nothing to find or nothing was reported.
fn pairs(made: &Made, fit: &Fit) -> (f64, f64) {
    let name = |s: u32| made.table.sources[s as usize].to_string();
    let found: BTreeSet<(String, String)> =
        fit.copying.iter().filter(|c| c.probability >= 0.5).map(|c| (name(c.a), name(c.b))).collect();
    let hits = found.intersection(&made.copying).count() as f64;
    let share = |of: usize| if of == 0 { 1.0 } else { hits / of as f64 };
    (share(found.len()), share(made.copying.len()))
}

#[test]
fn copying_is_found_and_honest_agreement_is_not_punished() {
    println!("| world | seed | accuracy | majority vote | precision | recall |\n|---|--:|--:|--:|--:|--:|");
    let mut failures = Vec::new();
    for world in &WORLDS {
        for &seed in SEEDS {
            let made = make(world, seed);
            let counted = fit(&made.table, &Options { method: Some(Method::Vote), ..Options::default() });
            let fitted = fit(&made.table, &Options::default());
            let (votes, learned) = (accuracy(&made, &counted), accuracy(&made, &fitted));
            let (precision, recall) = pairs(&made, &fitted);
            let line = format!("| {} | {seed} | {learned:.3} | {votes:.3} | {precision:.3} | {recall:.3} |", world.name);
            println!("{line}");
            if (learned < votes && !world.fails) || learned < world.floors.0 || precision < 0.96 || recall < world.floors.1 {
                failures.push(line);
            }
        }
    }
    assert!(failures.is_empty(), "below a floor:\n{}", failures.join("\n"));
}

/// Few, and one without optimisation, to keep the test short.
const SEEDS: &[u64] = if cfg!(debug_assertions) { &[1] } else { &[1, 2] };
