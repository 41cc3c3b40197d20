//! Looking things up in a document, and counting how an article is sourced.

use super::document::{Article, ArticleOutlet, Claim, Document, RegistryEntry, Source, Statement};
use super::fingerprint::Fingerprint;
use super::row::AllOutlets;
use super::words;
use crate::attribution::Attitude;
use crate::provenance::{OutletKind, Provenance};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A document with its parts found by id.
#[derive(Debug)]
pub struct Index<'a> {
    /// The document itself.
    pub document: &'a Document,
    claims: BTreeMap<&'a str, &'a Claim>,
    outlets: BTreeMap<&'a str, &'a RegistryEntry>,
    articles: BTreeMap<&'a str, &'a Article>,
    run: OnceLock<String>,
    params: OnceLock<String>,
    params_version: OnceLock<String>,
    all_outlets: OnceLock<AllOutlets>,
}

/// What the rows of a run's documents are stamped with: all of them are one run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Names the run.
    pub run: String,
    /// A hash of its parameters.
    pub params_version: String,
}

impl<'a> Index<'a> {
    /// Reads the document once.
    pub fn new(document: &'a Document) -> Self {
        let statements = document.articles.iter().flat_map(|a| a.statements.iter().map(move |s| (s.id.as_str(), a)));
        Index {
            document,
            claims: document.claims.iter().map(|c| (c.id.as_str(), c)).collect(),
            outlets: document.registry.used.iter().map(|o| (o.id.as_str(), o)).collect(),
            articles: statements.collect(),
            run: OnceLock::new(),
            params: OnceLock::new(),
            params_version: OnceLock::new(),
            all_outlets: OnceLock::new(),
        }
    }

    /// The same for a document that is a part of a run.
    pub fn stamped(document: &'a Document, stamp: &Stamp) -> Self {
        let (run, params_version) = (stamp.run.clone().into(), stamp.params_version.clone().into());
        Index { run, params_version, ..Index::new(document) }
    }

    /// With outlets of other documents too.
    pub fn with_outlets(self, outlets: AllOutlets) -> Self {
        Index { all_outlets: outlets.into(), ..self }
    }

    /// The outlets that occur, each with what is known of it.
    pub fn all_outlets(&self) -> &AllOutlets {
        self.all_outlets.get_or_init(|| {
            let mut all = AllOutlets::default();
            all.add(self.document);
            all
        })
    }

    /// Names the assessment: a hash of all that it says, without texts and paths. The same articles scored by the same program
    /// with the same registry and parameters are the same run.
    pub fn run(&self) -> &str {
        self.run.get_or_init(|| {
            let d = self.document;
            let mut hash = Fingerprint::default();
            hash.add(&(&d.version, &d.registry.version, &d.params, &d.claims));
            d.articles.iter().for_each(|a| hash.add(&(&a.id, &a.published, &a.outlet, &a.statements)));
            hash.finish()
        })
    }

    /// The parameters in words: `prior_a=1 prior_b=1 interval_mass=0.9`.
    pub fn params(&self) -> &str {
        self.params.get_or_init(|| {
            let params = self.document.params.get("params").and_then(|p| p.as_object());
            let parts = params.into_iter().flatten().map(|(name, value)| format!("{name}={value}"));
            parts.collect::<Vec<_>>().join(" ")
        })
    }

    /// A hash of all parameters, the priors that were used included.
    pub fn params_version(&self) -> &str {
        self.params_version.get_or_init(|| {
            let mut hash = Fingerprint::default();
            hash.add(&self.document.params);
            hash.finish()
        })
    }

    /// The claim of this id.
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    /// The claims that a statement asserts or denies.
    pub fn claims_of(&self, statement: &'a Statement) -> impl Iterator<Item = &'a Claim> {
        statement.claims.iter().filter_map(|id| self.claim(id))
    }

    /// The registry's entry of this id.
    pub fn outlet(&self, id: Option<&str>) -> Option<&'a RegistryEntry> {
        self.outlets.get(id?).copied()
    }

    /// The article that a statement stands in.
    pub fn article(&self, statement_id: &str) -> Option<&'a Article> {
        self.articles.get(statement_id).copied()
    }

    fn newsroom(&self, id: Option<&str>) -> Option<OutletKind> {
        self.outlet(id).map(|o| o.kind)
    }

    /// The class of a source in plain words.
    pub fn class_of(&self, source: &Source) -> String {
        words::class(source.provenance, self.newsroom(source.registry_id.as_deref()))
    }

    /// The class of a publishing outlet in plain words.
    pub fn class_of_outlet(&self, outlet: &ArticleOutlet) -> String {
        words::class(outlet.provenance, self.newsroom(outlet.registry_id.as_deref()))
    }

    /// The class that the registry's facts give a source, in plain words.
    pub fn registry_class_of(&self, source: &Source) -> Option<String> {
        self.outlet(source.registry_id.as_deref()).map(|o| words::class(o.provenance, Some(o.kind)))
    }

    /// Both sides of a label conflict: what the article calls a source, and what the registry does.
    pub fn conflict(&self, source: &Source) -> String {
        let label = source.label_evidence.as_deref().unwrap_or_default();
        let registry = self.registry_class_of(source).unwrap_or_else(|| self.class_of(source));
        let checked =
            self.outlet(source.registry_id.as_deref()).map(|o| format!(" (checked {})", o.checked_on)).unwrap_or_default();
        format!("{}: text says “{label}”; registry: {registry}{checked}", words::name(source))
    }

    /// The chain as one line: `Name (class) → … → outlet`; the outlet's own voice says so.
    pub fn chain_line(&self, article: &Article, statement: &Statement) -> String {
        let outlet = article.outlet.as_ref().and_then(|o| o.name.as_deref());
        if statement.chain.is_empty() {
            return match outlet {
                Some(name) => format!("{name}, in its own voice"),
                None => "the outlet's own voice".to_owned(),
            };
        }
        let nodes = statement.chain.iter().map(|s| format!("{} ({})", words::name(s), self.class_of(s)));
        nodes.chain(outlet.map(str::to_owned)).collect::<Vec<_>>().join(" → ")
    }

    /// A statement's id as short as it can be: `s13` when there is one article, else `ARTICLE#13`.
    pub fn short_id<'s>(&self, id: &'s str) -> std::borrow::Cow<'s, str> {
        match id.rsplit_once('#') {
            Some((_, number)) if self.document.articles.len() == 1 => format!("s{number}").into(),
            _ => id.into(),
        }
    }

    /// The claim that a statement denies in words of its own ("The claim that … is false"): its number is that of what it denies.
    pub fn denied_in_words(&self, statement: &'a Statement) -> Option<&'a Claim> {
        self.claims_of(statement).find(|claim| !statement.denied && claim.denied_by.contains(&statement.id))
    }

    /// Statements that cannot hold beside this one: deniers of its claims and asserters of contradicting claims; sorted.
    pub fn against(&self, statement: &'a Statement) -> Vec<&'a str> {
        let mut found = Vec::new();
        for claim in self.claims_of(statement) {
            // by the claim's sides: "that is a lie" denies without being denied
            let denies = claim.denied_by.contains(&statement.id);
            let other = if denies { &claim.asserted_by } else { &claim.denied_by };
            found.extend(other.iter().map(String::as_str));
            // who denies a claim has said nothing against its rivals
            if claim.asserted_by.contains(&statement.id) {
                let contradicting = claim.contradicts.iter().filter_map(|id| self.claim(id));
                found.extend(contradicting.flat_map(|c| &c.asserted_by).map(String::as_str));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|id| *id != statement.id);
        found
    }
}

/// How the statements of one article are sourced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Statements counted.
    pub statements: usize,
    /// With a source.
    pub attributed: usize,
    /// In the outlet's own voice.
    pub own_voice: usize,
    /// Seen or heard by the outlet's own staff.
    pub own_reporting: usize,
    /// That came through another medium.
    pub relayed: usize,
    /// Whose ultimate source is unnamed or vague.
    pub unnamed: usize,
    /// Beliefs, plans and wishes, which are not counted unless asked for.
    pub left_out: usize,
}

impl Tally {
    /// The counts in words, the same on the screen and on the page.
    pub fn parts(&self) -> Vec<String> {
        let mut parts = vec![
            words::counted(self.statements, "statement", "statements"),
            format!("{} attributed", self.attributed),
            format!("{} outlet voice", self.own_voice),
            format!("{} own reporting", self.own_reporting),
            format!("{} through a relay", self.relayed),
            format!("{} anonymous or vague", self.unnamed),
        ];
        if self.left_out > 0 {
            parts.push(format!("(+{})", words::counted(self.left_out, "belief or plan", "beliefs or plans")));
        }
        parts
    }

    /// Counts the assertions of an article, or all its statements.
    pub fn of(article: &Article, all_attitudes: bool) -> Self {
        let mut tally = Tally::default();
        for statement in &article.statements {
            if statement.attitude != Attitude::Assertion && !all_attitudes {
                tally.left_out += 1;
                continue;
            }
            let medium = |s: &Source| s.provenance.is_channel() && s.provenance != Provenance::Platform;
            let first = statement.chain.first();
            tally.statements += 1;
            tally.attributed += usize::from(first.is_some());
            tally.own_voice += usize::from(first.is_none());
            tally.own_reporting +=
                usize::from(first.is_some_and(|s| s.provenance == Provenance::ReporterWitness) && statement.chain.len() == 1);
            tally.relayed += usize::from(statement.chain.iter().any(medium));
            tally.unnamed += usize::from(first.is_some_and(|s| s.anonymous));
        }
        tally
    }
}
