//! What one article states, counted.

use super::Part;
use crate::provenance::Provenance;
use std::collections::BTreeMap;

/// One assertion, as far as a comparison looks at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said<'a> {
    /// The classes of its chain, the ultimate source first; empty in the outlet's own voice.
    pub chain: &'a [Provenance],
    /// What names the ultimate source.
    pub source: Option<&'a str>,
    /// The ultimate source is unnamed.
    pub anonymous: bool,
    /// A reason for that is stated.
    pub reason: bool,
    /// It is weakened by a hedge.
    pub hedged: bool,
    /// Effective number of independent origins behind what it asserts.
    pub independent_origins: f64,
    /// Another statement cannot hold beside it.
    pub contradicted: bool,
    /// Probability that it is so.
    pub content: f64,
}

/// Counts of assertions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Counts {
    /// Statements that assert.
    pub assertions: u32,
    /// With a source.
    pub attributed: u32,
    /// Whose ultimate source is unnamed.
    pub anonymous: u32,
    /// Unnamed, with a reason stated.
    pub reasoned: u32,
    /// Weakened by a hedge.
    pub hedged: u32,
    /// Media in the chains, all together.
    pub media: u32,
    /// Through media of a state or party.
    pub state_media: u32,
    /// What the outlet's own staff saw or heard.
    pub own_reporting: u32,
    /// One independent origin behind it.
    pub single_origin: u32,
    /// More than one.
    pub corroborated: u32,
    /// Something cannot hold beside it.
    pub contradicted: u32,
    /// Sum of the probabilities that they are so.
    pub content: f64,
}

/// Independent origins from which on a statement is corroborated: where the level of confidence stops being low.
const CORROBORATED: f64 = 1.5;

impl Counts {
    /// Counts one assertion.
    pub fn add(&mut self, said: &Said<'_>) {
        use Provenance as P;
        let first = said.chain.first();
        let media = said.chain.iter().filter(|c| c.is_channel() && **c != P::Platform).count();
        let state = said.chain.iter().any(|c| matches!(c, P::StateOwned | P::StateAffiliated | P::PartyOwned));
        let one = |yes: bool| u32::from(yes);
        self.assertions += 1;
        self.attributed += one(first.is_some());
        self.anonymous += one(first.is_some() && said.anonymous);
        self.reasoned += one(first.is_some() && said.anonymous && said.reason);
        self.hedged += one(said.hedged);
        self.media += media as u32;
        self.state_media += one(state);
        self.own_reporting += one(said.chain == [P::ReporterWitness]);
        self.single_origin += one((0.5..CORROBORATED).contains(&said.independent_origins));
        self.corroborated += one(said.independent_origins >= CORROBORATED);
        self.contradicted += one(said.contradicted);
        self.content += said.content;
    }
}

/// What one article states.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// The article's name.
    pub article: String,
    /// Who published it; `None` where that was not given.
    pub outlet: Option<String>,
    /// The event that it reports.
    pub story: String,
    /// When it was published, ISO 8601.
    pub published: Option<String>,
    /// The article that it was made from, and whether that is another outlet's.
    pub made_from: Option<(String, bool)>,
    /// Equal for articles that state the same in the same words through the same sources.
    pub fingerprint: u64,
    /// Its assertions.
    pub counts: Counts,
    /// How many of them have an ultimate source of each class.
    pub classes: BTreeMap<Provenance, u32>,
    /// How often each ultimate source speaks; the outlet's own reporter and reports without a reporter are left out.
    pub sources: BTreeMap<String, u32>,
    /// The claims that it asserts or denies.
    pub claims: Vec<String>,
    /// The origins behind them.
    pub origins: Vec<String>,
}

impl Facts {
    /// Counts one assertion.
    pub fn add(&mut self, said: &Said<'_>) {
        self.counts.add(said);
        if let Some(class) = said.chain.first() {
            *self.classes.entry(*class).or_default() += 1;
            // who saw it for the outlet itself is no source that it sought out, and nobody is none
            let counts = !matches!(class, Provenance::ReporterWitness | Provenance::UnattributedReport);
            if let Some(source) = said.source.filter(|_| counts) {
                *self.sources.entry(source.to_owned()).or_default() += 1;
            }
        }
    }

    /// Whether it was made from another outlet's report.
    pub fn is_copied(&self) -> bool {
        self.made_from.as_ref().is_some_and(|(_, another)| *another)
    }

    /// Whether it is among the articles that are measured.
    pub fn is_in(&self, part: Part) -> bool {
        match part {
            Part::All => true,
            Part::Own => !self.is_copied(),
            Part::Copied => self.is_copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Provenance as P;

    #[test]
    fn an_assertion_is_counted_under_all_that_it_is() {
        let plain = Said {
            chain: &[],
            source: None,
            anonymous: false,
            reason: false,
            hedged: false,
            independent_origins: 1.0,
            contradicted: false,
            content: 0.5,
        };
        // what is said, and the counts attributed, anonymous, reasoned, media, state, own, single, corroborated
        let rows: [(Said<'_>, [u32; 8]); 6] = [
            (plain, [0, 0, 0, 0, 0, 0, 1, 0]),
            (Said { chain: &[P::Official, P::StateOwned, P::IndependentWire], ..plain }, [1, 0, 0, 2, 1, 0, 1, 0]),
            (Said { chain: &[P::AnonymousOfficial], anonymous: true, reason: true, ..plain }, [1, 1, 1, 0, 0, 0, 1, 0]),
            (Said { chain: &[P::ReporterWitness], independent_origins: 1.5, ..plain }, [1, 0, 0, 0, 0, 1, 0, 1]),
            (Said { chain: &[P::SocialMedia, P::Platform], independent_origins: 0.0, ..plain }, [1, 0, 0, 0, 0, 0, 0, 0]),
            // a reason for nobody, an unnamed nobody: the outlet's own voice is neither
            (Said { anonymous: true, reason: true, ..plain }, [0, 0, 0, 0, 0, 0, 1, 0]),
        ];
        for (said, want) in rows {
            let mut c = Counts::default();
            c.add(&said);
            let got =
                [c.attributed, c.anonymous, c.reasoned, c.media, c.state_media, c.own_reporting, c.single_origin, c.corroborated];
            assert_eq!((got, c.assertions, c.content), (want, 1, 0.5), "{said:?}");
        }
    }
}
