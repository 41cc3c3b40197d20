//! What is known of sources before any claim is read: `data/priors`, one row a class, a source or a kind of line.

use crate::corroboration::{EvidenceNode, NodeRole};
use crate::error::{Error, ErrorKind, Result};
use crate::provenance::Provenance;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A Beta distribution on r, the probability that a source passes on what it received; a = b = 0 stands for r = 0 exactly.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BetaPrior {
    /// First parameter.
    pub a: f64,
    /// Second parameter.
    pub b: f64,
    /// Admiralty letter of the source by itself, A to F.
    pub letter: char,
    /// It rests on measured ratings; otherwise it is judgement.
    pub measured: bool,
}

impl BetaPrior {
    /// r = 0: the source adds nothing of its own.
    pub const NOTHING: BetaPrior = BetaPrior { a: 0.0, b: 0.0, letter: 'F', measured: false };

    /// The mean of r.
    pub fn mean(&self) -> f64 {
        if self.a <= 0.0 { 0.0 } else { self.a / (self.a + self.b) }
    }
}

/// How closely the outlets or offices of one state or owner are coupled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinePrior {
    /// Correlation r_k of the line with the matter: all its members together weigh at most (1 + r_k) / (1 − r_k).
    pub coupling_r: f64,
    /// Probability that two of its members have a common origin, in the effective number of origins.
    pub same_origin_s: f64,
}

/// Priors of all classes, of single sources that are known better, and of lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priors {
    /// One for each class.
    pub classes: BTreeMap<Provenance, BetaPrior>,
    /// By registry id, where more is known than the class.
    pub sources: BTreeMap<String, BetaPrior>,
    /// By kind: `state`, `owner`.
    pub lines: BTreeMap<String, LinePrior>,
    /// By registry id, or by name where the registry has none: what a learned model says of sources.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub learned: BTreeMap<String, super::LearnedShare>,
}

/// Every number that a calculation used: parameters, and the priors of the classes, sources and lines that occurred.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UsedParams {
    /// The parameters.
    pub params: super::Params,
    /// Classes that occurred.
    pub classes: BTreeMap<Provenance, BetaPrior>,
    /// Sources with a prior of their own that occurred.
    pub sources: BTreeMap<String, BetaPrior>,
    /// Kinds of line that occurred.
    pub lines: BTreeMap<String, LinePrior>,
}

#[derive(Deserialize)]
struct SourceRow {
    #[serde(alias = "class", alias = "registry_id")]
    name: String,
    a: f64,
    b: f64,
    letter: char,
    basis: String,
}

#[derive(Deserialize)]
struct LineRow {
    kind: String,
    coupling_r: f64,
    same_origin_s: f64,
}

impl Priors {
    /// The priors that ship with the library.
    ///
    /// # Errors
    /// Only if a shipped file is broken, which a test rules out.
    pub fn builtin() -> Result<Self> {
        let mut classes = BTreeMap::new();
        for (name, prior) in source_rows(include_str!("../../data/priors/classes.csv"))? {
            let class = Provenance::parse(&name)
                .ok_or_else(|| Error::new(ErrorKind::Parameter, format!("data/priors/classes.csv names no class {name:?}")))?;
            classes.insert(class, prior);
        }
        let sources = source_rows(include_str!("../../data/priors/sources.csv"))?.into_iter().collect();
        let lines = rows::<LineRow>(include_str!("../../data/priors/lines.csv"))?
            .into_iter()
            .map(|row| (row.kind, LinePrior { coupling_r: row.coupling_r, same_origin_s: row.same_origin_s }))
            .collect();
        Priors { classes, sources, lines, learned: BTreeMap::new() }.check()
    }

    /// Checks that every class has a prior and every number lies in its range.
    ///
    /// # Errors
    /// Names the first prior that cannot be used, and why.
    pub fn check(self) -> Result<Self> {
        let fail = |reason: String| Err(Error::new(ErrorKind::Parameter, reason));
        for class in Provenance::ALL {
            if !self.classes.contains_key(class) {
                return fail(format!("class {class} needs a prior"));
            }
        }
        let named = self.classes.iter().map(|(c, p)| (c.as_str(), p)).chain(self.sources.iter().map(|(s, p)| (s.as_str(), p)));
        for (name, prior) in named {
            let nothing = prior.a == 0.0 && prior.b == 0.0;
            let usable = nothing || (good_shape(prior.a) && good_shape(prior.b));
            if !usable {
                return fail(format!(
                    "the Beta parameters of {name} lie in 0.5..10000 (or are both 0), found {} and {}",
                    prior.a, prior.b
                ));
            }
            if !('A'..='F').contains(&prior.letter) {
                return fail(format!("the letter of {name} is one of A to F, found {:?}", prior.letter));
            }
        }
        for (kind, line) in &self.lines {
            let inside = |v: f64| v > 0.0 && v < 1.0;
            if !inside(line.coupling_r) || !inside(line.same_origin_s) {
                return fail(format!("coupling_r and same_origin_s of line {kind} lie between 0 and 1"));
            }
        }
        Ok(self)
    }

    /// The prior of one source: its own where there is one, else that of its class; a source without a class adds nothing.
    pub fn of(&self, class: Option<Provenance>, registry_id: Option<&str>) -> BetaPrior {
        registry_id
            .and_then(|id| self.sources.get(id))
            .or_else(|| class.and_then(|class| self.classes.get(&class)))
            .copied()
            .unwrap_or(BetaPrior::NOTHING)
    }

    /// The coupling of a line by its name (`state:RU`, `owner:…`); a kind without a row counts as the tightest known, so that nothing is overcounted.
    pub fn line(&self, name: &str) -> LinePrior {
        let kind = line_kind(name);
        let tightest = || self.lines.values().min_by(|x, y| x.coupling_r.total_cmp(&y.coupling_r));
        let fallback = LinePrior { coupling_r: 0.7, same_origin_s: 0.95 };
        self.lines.get(kind).or_else(tightest).copied().unwrap_or(fallback)
    }
}

impl UsedParams {
    /// Notes what one node draws on.
    pub(super) fn note(&mut self, node: &EvidenceNode, priors: &Priors) {
        if let (NodeRole::Line, Some(line)) = (node.role, &node.line) {
            self.lines.insert(line_kind(line).to_owned(), priors.line(line));
        }
        let own = priors.of_node(node);
        if own != priors.of(node.class, node.registry_id.as_deref()) {
            self.sources.insert(node.registry_id.clone().unwrap_or_else(|| node.label.clone()), own);
        } else if let Some((id, prior)) = node.registry_id.as_ref().and_then(|id| priors.sources.get_key_value(id)) {
            self.sources.insert(id.clone(), *prior);
        } else if let Some((class, prior)) = node.class.and_then(|class| priors.classes.get_key_value(&class)) {
            self.classes.insert(*class, *prior);
        }
    }
}

fn line_kind(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

fn good_shape(x: f64) -> bool {
    (0.5..=10_000.0).contains(&x)
}

fn rows<T: for<'de> Deserialize<'de>>(text: &str) -> Result<Vec<T>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<std::result::Result<_, _>>()
        .map_err(|e| Error::new(ErrorKind::Parameter, "the priors could not be read").because(e))
}

fn source_rows(text: &str) -> Result<Vec<(String, BetaPrior)>> {
    Ok(rows::<SourceRow>(text)?
        .into_iter()
        .map(|row| (row.name, BetaPrior { a: row.a, b: row.b, letter: row.letter, measured: row.basis == "measured" }))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_priors_are_whole() {
        let priors = Priors::builtin().expect("shipped data");
        assert_eq!(priors.classes.len(), Provenance::ALL.len());
        assert_eq!(priors.of(Some(Provenance::UnattributedReport), None).mean(), 0.0);
        let wire = priors.of(Some(Provenance::IndependentWire), None);
        let reuters = priors.of(Some(Provenance::IndependentWire), Some("reuters"));
        assert!(reuters.mean() > wire.mean() && reuters.letter == 'A' && wire.letter == 'B');
        assert_eq!(priors.of(None, None), BetaPrior::NOTHING);
    }

    #[test]
    fn the_mean_column_is_that_of_the_beta() {
        for file in [include_str!("../../data/priors/classes.csv"), include_str!("../../data/priors/sources.csv")] {
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            for row in reader.records() {
                let row = row.expect("well-formed");
                let number = |i: usize| row[i].parse::<f64>().expect("a number");
                let (mean, a, b, low, high) = (number(1), number(2), number(3), number(4), number(5));
                let prior = BetaPrior { a, b, letter: 'F', measured: false };
                assert!((prior.mean() - mean).abs() < 1e-3, "{row:?}");
                assert!(low <= mean && mean <= high && !row[8.min(row.len() - 1)].is_empty(), "{row:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        let good = Priors::builtin().expect("shipped data");
        let break_with = |change: &dyn Fn(&mut Priors)| {
            let mut bad = good.clone();
            change(&mut bad);
            bad.check().expect_err("must be refused").to_string()
        };
        let official = Provenance::Official;
        let text = break_with(&|p| p.classes.retain(|class, _| *class != official));
        assert_eq!(text, "class official needs a prior");
        let text = break_with(&|p| p.classes.get_mut(&official).expect("there").a = -1.0);
        assert!(text.starts_with("the Beta parameters of official"), "{text}");
        let text = break_with(&|p| p.classes.get_mut(&official).expect("there").letter = 'G');
        assert!(text.contains("A to F"), "{text}");
        let text = break_with(&|p| p.lines.get_mut("state").expect("there").coupling_r = 1.0);
        assert!(text.contains("line state"), "{text}");
    }

    #[test]
    fn an_unknown_kind_of_line_is_the_tightest() {
        let priors = Priors::builtin().expect("shipped data");
        assert_eq!(priors.line("sect:x"), priors.line("state:XX"));
        assert!(priors.line("owner:y").coupling_r > priors.line("state:XX").coupling_r);
    }
}
