//! Tagging: the class of every source of every chain.

use super::anonymity::anonymity;
use super::channel::{self, Medium};
use super::class::{Control, Directness, Naming, Ownership, Provenance, Stake};
use super::lexicon::list;
use super::notes::Notes;
use super::phrase::surroundings;
use super::registry::{Lookup, Outlet, Registry};
use super::reporter::is_reporter;
use super::speaker::{self, Verdict};
use super::stake::stake;
use crate::article::Article;
use crate::attribution::{Part, SourceRef, Statement};
use crate::text::{Excerpt, Span, WordList};
use serde::{Deserialize, Serialize};

/// What is known of one source of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its class, all things considered.
    pub provenance: Provenance,
    /// Named, by role only, or anonymous.
    pub naming: Naming,
    /// Whether it is unnamed: `anonymous_*`, vague collectives, reports without a reporter, unnamed media.
    pub anonymous: bool,
    /// How it comes to know.
    pub directness: Directness,
    /// Whether it is a party to the matter; `None` where it cannot be told.
    pub stake: Option<Stake>,
    /// Its office or function as the article words it ("US President").
    pub role: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The registry's outlet.
    pub registry_id: Option<String>,
    /// From the registry.
    pub ownership: Option<Ownership>,
    /// From the registry.
    pub editorial_control: Option<Control>,
    /// The class that the article's own words give it; media only.
    pub label_in_text: Option<Provenance>,
    /// Those words.
    pub label_evidence: Option<Excerpt>,
    /// The article's label and the registry disagree.
    pub label_conflict: bool,
    /// State or owner whose outlets and offices speak with one voice: `state:RU`, `owner:…`.
    pub line: Option<String>,
    /// The rule that decided the class, in kebab-case ("registry", "role-minister").
    pub rule: String,
    /// The words that decided it.
    pub evidence: Option<Excerpt>,
}

/// What field an unnamed source is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AnonymityKind {
    Diplomatic,
    Official,
    Military,
    Industry,
    Witness,
    Other,
}

/// An unnamed source: of what field, how many, why unnamed, and how it knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anonymity {
    /// The field.
    pub kind: AnonymityKind,
    /// How many the article claims ("two diplomats" 2); `None` for an uncounted plural.
    pub count: Option<u32>,
    /// The reason as the article states it.
    pub stated_reason: Option<String>,
    /// How the source knows, in the article's words ("briefed on the talks").
    #[serde(default)]
    pub access: Option<Excerpt>,
    /// The condition on which it spoke, in the article's words ("on condition of anonymity").
    #[serde(default)]
    pub conditions: Option<Excerpt>,
}

/// The tags of one statement, one for each source of its chain, in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementTags {
    /// One for each source.
    pub nodes: Vec<Tag>,
    /// Where the ultimate source is unnamed.
    pub anonymity: Option<Anonymity>,
}

/// Tags every statement of an article; the result has one entry a statement.
pub fn tag(article: &Article, statements: &[Statement], registry: &Registry) -> Vec<StatementTags> {
    let notes = Notes::new(article);
    statements.iter().map(|statement| tag_statement(statement, &notes, registry)).collect()
}

fn tag_statement(statement: &Statement, notes: &Notes<'_>, registry: &Registry) -> StatementTags {
    let nodes: Vec<Tag> = (0..statement.chain.len()).map(|at| tag_node(statement, at, notes, registry)).collect();
    let anonymity = nodes.first().and_then(|first| anonymity(statement, first.provenance, first.anonymous, notes.text()));
    StatementTags { nodes, anonymity }
}

fn tag_node(statement: &Statement, at: usize, notes: &Notes<'_>, registry: &Registry) -> Tag {
    let first = first_named(&statement.chain[at]);
    let source = first.as_ref().unwrap_or(&statement.chain[at]);
    let around = source.mention.as_ref().map(|m| surroundings(notes.text(), m.span)).unwrap_or_default();
    let mut tag = if is_reporter(source, &around, notes, registry) {
        of_reporter(source)
    } else if let Some(medium) = channel::judge(source, &around, notes, registry) {
        of_medium(&medium, source, notes)
    } else {
        of_speaker(speaker::judge(source, around, notes), notes.text())
    };
    tag.directness = directness(statement, at, tag.provenance);
    let owner = tag.line.as_deref().and_then(|l| l.strip_prefix("owner:")).map(|_| source.name.as_str());
    tag.stake = stake(statement, at, tag.provenance, tag.country.as_deref(), owner);
    tag
}

/// Of "both Wilson and witnesses", "the AP and others" the first, who gives the class.
fn first_named(source: &SourceRef) -> Option<SourceRef> {
    let mention = source.mention.as_ref()?;
    let both = ["both ", "Both "].iter().find_map(|both| mention.text.strip_prefix(both));
    let left = match both {
        Some(rest) => rest.split_once(" and ")?.0,
        None => mention.text.strip_suffix(" and others")?,
    };
    let start = mention.span.start() + both.map_or(0, |rest| mention.text.len() - rest.len());
    let mention = Excerpt { span: Span::new(start, start + left.len()), text: left.to_owned() };
    let name = left.strip_prefix("the ").or_else(|| left.strip_prefix("The ")).unwrap_or(left).to_owned();
    Some(SourceRef { name, resolved_name: None, mention: Some(mention), ..source.clone() })
}

fn bare(provenance: Provenance, naming: Naming, rule: impl Into<String>) -> Tag {
    Tag {
        provenance,
        naming,
        anonymous: provenance.is_anonymous(),
        directness: Directness::FirstHand,
        stake: None,
        role: None,
        country: None,
        registry_id: None,
        ownership: None,
        editorial_control: None,
        label_in_text: None,
        label_evidence: None,
        label_conflict: false,
        line: None,
        rule: rule.into(),
        evidence: None,
    }
}

fn of_reporter(source: &SourceRef) -> Tag {
    Tag { evidence: source.mention.clone(), ..bare(Provenance::ReporterWitness, Naming::Role, "own-staff") }
}

fn of_medium(medium: &Medium<'_>, source: &SourceRef, notes: &Notes<'_>) -> Tag {
    let text = notes.text();
    let anonymous = medium.naming == Naming::Anonymous;
    let mut tag = bare(medium.class, medium.naming, medium.rule);
    tag.anonymous = anonymous;
    tag.label_in_text = medium.label.map(|l| l.class);
    tag.label_evidence = medium.label.map(|l| l.span.excerpt(text));
    tag.label_conflict = medium.conflict;
    tag.evidence = medium.label.map(|l| l.span).or(medium.evidence).map(|s| s.excerpt(text));
    if let Some(outlet) = medium.outlet {
        add_outlet(&mut tag, outlet);
    } else if medium.class != Provenance::Platform {
        let phrase = source.mention.as_ref().map_or(source.name.as_str(), |m| m.text.as_str());
        tag.country =
            super::actor::country_in(phrase).or_else(|| source.mention.as_ref().and_then(|m| country_beside(text, m.span)));
        let states = matches!(medium.class, Provenance::StateOwned | Provenance::StateAffiliated);
        tag.line = tag.country.as_ref().filter(|_| states).map(|c| format!("state:{c}"));
    }
    tag
}

fn country_beside(text: &str, span: Span) -> Option<String> {
    let before = super::phrase::surroundings(text, span).before?;
    super::actor::country_in(before.of(text))
}

fn add_outlet(tag: &mut Tag, outlet: &Outlet) {
    tag.registry_id = Some(outlet.id.clone());
    tag.ownership = Some(outlet.ownership);
    tag.editorial_control = Some(outlet.control);
    tag.country = outlet.country.clone();
    tag.line = outlet.line();
}

/// A name as an identifier: small letters and digits with hyphens between.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn of_speaker(verdict: Verdict, text: &str) -> Tag {
    let states = matches!(
        verdict.class,
        Provenance::Official
            | Provenance::Military
            | Provenance::AnonymousOfficial
            | Provenance::AnonymousMilitary
            | Provenance::AnonymousDiplomatic
    );
    let mut tag = bare(verdict.class, verdict.naming, verdict.rule);
    tag.role = verdict.role;
    // a firm, or an armed group of its own name, speaks for itself and for no state
    let itself = verdict.owner.as_ref().filter(|_| matches!(verdict.class, Provenance::Company | Provenance::Military));
    let itself = itself.map(|o| format!("owner:{}", slug(o.strip_prefix("the ").unwrap_or(o))));
    let state = verdict.country.as_ref().filter(|_| states).map(|c| format!("state:{c}"));
    let armed = verdict.class == Provenance::Military && tag.rule.starts_with("name-");
    tag.line = verdict
        .line
        .or(if armed { itself.clone().or(state.clone()) } else { state })
        .or(itself.filter(|_| verdict.class == Provenance::Company));
    tag.country = verdict.country;
    tag.evidence = verdict.evidence.map(|s| s.excerpt(text)).filter(|e| !e.text.is_empty());
    tag
}

static PERCEIVING: WordList = list("perceiving");

/// A source that another hands on is relayed; staff and those who saw or heard it are witnesses.
fn directness(statement: &Statement, at: usize, class: Provenance) -> Directness {
    let source = &statement.chain[at];
    let cue = source.cue.as_ref().map(|c| c.text.to_lowercase()).unwrap_or_default();
    let perceives = cue.split_whitespace().any(|w| PERCEIVING.contains(w));
    if class == Provenance::ReporterWitness || (perceives && !class.is_channel()) {
        return Directness::Witnessed;
    }
    let relayed = at > 0 || statement.chain.len() > 1 || class.is_channel() || class == Provenance::UnattributedReport;
    if relayed || source.part == Part::Relay { Directness::Relayed } else { Directness::FirstHand }
}

/// Tags the publishing outlet, where one was given: by name or domain, else by the domain of the address.
pub fn tag_outlet(article: &Article, registry: &Registry) -> Option<Tag> {
    let given = article.outlet.as_deref().filter(|o| !o.trim().is_empty());
    let date = article.published.as_ref().and_then(|p| p.iso.get(..10));
    let address = article.url.as_deref();
    let context = address.unwrap_or("");
    let found = given.into_iter().chain(address).map(|name| registry.lookup(name, context, date)).find(|l| *l != Lookup::Unknown);
    match found {
        Some(Lookup::Found(outlet)) => {
            let mut tag = bare(outlet.class(), Naming::Named, "registry");
            tag.directness = Directness::Relayed;
            add_outlet(&mut tag, outlet);
            Some(tag)
        }
        Some(_) => {
            Some(Tag { directness: Directness::Relayed, ..bare(Provenance::UnknownOutlet, Naming::Named, "outlet-ambiguous") })
        }
        None => {
            given?;
            Some(Tag {
                directness: Directness::Relayed,
                ..bare(Provenance::UnknownOutlet, Naming::Named, "outlet-not-in-registry")
            })
        }
    }
}
