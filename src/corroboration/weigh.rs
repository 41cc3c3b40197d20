//! Building the evidence tree of one claim.

use super::body::Bodies;
use super::identity::{Names, outlet_key, path};
use super::lineage::Lineage;
use super::reuse::Reuse;
use super::tree::{EvidenceNode, EvidenceTree, NodeRole};
use super::{Corroboration, Origin};
use crate::article::ArticleId;
use crate::attribution::{Kind, Statement};
use crate::claim::{Claim, Reading, StatementId, words};
use crate::provenance::StatementTags;
use std::collections::{BTreeMap, BTreeSet};

/// From how many words on the same sentence with the same source in two reports is a copy; below, two reporters may well have written the same.
const COPIED_WORDS: usize = 8;

/// Finds the origins of a claim and builds its evidence tree.
///
/// `readings` are the articles the claim's statements stand in; others are ignored. Their order does not matter. `lineage` says which of them were made from which.
pub fn weigh(claim: &Claim, readings: &[Reading<'_>], lineage: &Lineage) -> Corroboration {
    Weigher::new(lineage).weigh(claim, readings)
}

/// Weighs claim after claim. What the reports tell of the bodies in them is kept from one claim to the next: most claims of an article stand in it alone.
pub struct Weigher<'a> {
    lineage: &'a Lineage,
    /// The articles of the last claim, and the bodies in them.
    bodies: Option<(Vec<ArticleId>, Bodies)>,
}

impl<'a> Weigher<'a> {
    /// Makes one for reports of this lineage.
    pub fn new(lineage: &'a Lineage) -> Self {
        Weigher { lineage, bodies: None }
    }

    /// As [`weigh`]. An id must mean the same article in every call.
    pub fn weigh(&mut self, claim: &Claim, readings: &[Reading<'_>]) -> Corroboration {
        let same = |ids: &[ArticleId]| ids.len() == readings.len() && ids.iter().zip(readings).all(|(id, r)| *id == r.article.id);
        let known = self.bodies.take().filter(|(ids, _)| same(ids));
        let fresh = || (readings.iter().map(|r| r.article.id.clone()).collect(), Bodies::of(readings));
        let (_, bodies) = self.bodies.insert(known.unwrap_or_else(fresh));
        weigh_among(claim, readings, self.lineage, bodies)
    }
}

fn weigh_among(claim: &Claim, readings: &[Reading<'_>], lineage: &Lineage, bodies: &Bodies) -> Corroboration {
    let members = members(claim, readings);
    let names = Names::of(members.iter().flat_map(|m| &m.statement.chain), bodies);
    let mut evidence = Evidence {
        tree: EvidenceTree::new(claim.text.clone()),
        first: BTreeMap::new(),
        lineage,
        hung: Vec::new(),
        notes: Vec::new(),
    };
    // the attributed first: what a report also says in its own voice rests on the sources that it names for it
    let (attributed, narrated): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        members.iter().partition(|m| !m.statement.chain.is_empty());
    let mut named: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for member in attributed {
        let report = evidence.add(member, &names);
        named.entry((&member.reading.article.id.0, member.says())).or_insert(report);
    }
    for member in narrated {
        match named.get(&(member.reading.article.id.0.as_str(), member.says())) {
            Some(&report) => evidence.rest_on(report, member),
            None => {
                evidence.add(member, &names);
            }
        }
    }
    corroboration(evidence.tree, &evidence.notes, &members)
}

struct Member<'a> {
    /// Its place among the claim's statements by time of publication, then id.
    place: usize,
    reading: &'a Reading<'a>,
    statement: &'a Statement,
    tags: &'a StatementTags,
    words: Vec<String>,
}

impl Member<'_> {
    fn id(&self) -> StatementId {
        self.reading.id(self.statement)
    }

    fn says(&self) -> bool {
        !self.statement.denied
    }

    fn seconds(&self) -> Option<i64> {
        self.reading.article.published.as_ref().map(|p| p.seconds)
    }

    /// Whether the other report is of an outlet of the same owner or state, came no later, and names a source.
    fn is_sister_of(&self, other: &Member<'_>) -> bool {
        let line = |member: &Member<'_>| member.reading.outlet.and_then(|tag| tag.line.clone());
        let no_later = self.seconds().zip(other.seconds()).is_none_or(|(own, other)| other <= own);
        line(self).is_some() && line(self) == line(other) && !other.statement.chain.is_empty() && no_later
    }

    /// Whether every number of this statement, and at least one, stood in an earlier report that names its source.
    fn repeats_numbers_of(&self, earlier: &Member<'_>) -> bool {
        let is_number = |word: &&String| word.starts_with(|c: char| c.is_ascii_digit());
        let mut numbers = self.words.iter().filter(is_number).peekable();
        let later = matches!((self.seconds(), earlier.seconds()), (Some(own), Some(other)) if own > other);
        later && !earlier.statement.chain.is_empty() && numbers.peek().is_some() && {
            let known: BTreeSet<String> = words(&earlier.reading.article.text).into_iter().collect();
            numbers.all(|number| known.contains(number))
        }
    }
}

/// The statements of a claim by time of publication, then id.
fn members<'a>(claim: &Claim, readings: &'a [Reading<'a>]) -> Vec<Member<'a>> {
    let by_article: BTreeMap<&str, &Reading<'_>> = readings.iter().map(|r| (r.article.id.0.as_str(), r)).collect();
    let all = claim.asserted_by.iter().chain(&claim.denied_by);
    // words are compared with those of other reports only
    let compared = claim.asserted_by.len() + claim.denied_by.len() > 1;
    let mut members: Vec<Member<'a>> = all
        .filter_map(|id| {
            let reading = by_article.get(id.article.0.as_str())?;
            let at = reading.statements.iter().position(|s| s.number == id.number)?;
            let statement = &reading.statements[at];
            let text = || statement.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
            let words = if compared { words(&text()) } else { Vec::new() };
            Some(Member { place: 0, reading, statement, tags: reading.tags.get(at)?, words })
        })
        .collect();
    members.sort_by(|a, b| (a.reading.order(), a.statement.number).cmp(&(b.reading.order(), b.statement.number)));
    for (place, member) in members.iter_mut().enumerate() {
        member.place = place;
    }
    members
}

struct Evidence<'a> {
    tree: EvidenceTree,
    /// By sentence: who first had it.
    first: BTreeMap<Sentence, First>,
    /// Which reports were made from which.
    lineage: &'a Lineage,
    /// The statements in the tree, in the order in which they were hung.
    hung: Vec<Hung<'a>>,
    /// Why a report hangs below another, by the report above.
    notes: Vec<(usize, String)>,
}

/// A statement that is in the tree.
struct Hung<'a> {
    member: &'a Member<'a>,
    /// The node of its report, or of the report that it copies.
    report: usize,
}

/// What another report would have to share to be a copy.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sentence {
    words: String,
    says: bool,
    /// The sources that it is attributed to; `None` for whoever repeats it without credit.
    sources: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct First {
    place: usize,
    report: usize,
}

impl<'a> Evidence<'a> {
    /// Hangs one statement into the tree and gives the node of its report, or of the report that it copies.
    fn add(&mut self, member: &'a Member<'a>, names: &Names<'_>) -> usize {
        let report = self.place(member, names);
        self.hung.push(Hung { member, report });
        report
    }

    fn place(&mut self, member: &Member<'_>, names: &Names<'_>) -> usize {
        let path = path(member.reading, member.statement, member.tags, names);
        if let Some((report, why)) = self.derived(member, &path) {
            self.report(report, NodeRole::Copy, member);
            self.notes.push((report, why));
            return report;
        }
        let sentences = sentences(member, &path);
        let earlier = sentences.first().and_then(|own| self.first.get(own)).filter(|first| first.place < member.place);
        if let Some(&First { report, .. }) = earlier {
            if self.tree.node(report).statements.iter().all(|id| id.article == member.reading.article.id) {
                self.tree.node_mut(report).statements.push(member.id());
            } else {
                self.report(report, NodeRole::Copy, member);
            }
            return report;
        }
        let mut at = 0;
        for mut node in path {
            self.as_known(&mut node);
            if let (NodeRole::Origin, Some(line)) = (node.role, &node.line) {
                let mut above = EvidenceNode::new(NodeRole::Line, format!("line:{line}"), line.clone());
                above.line = Some(line.clone());
                at = self.descend(at, above);
            }
            at = self.descend(at, node);
        }
        let report = self.report(at, NodeRole::Report, member);
        self.remember(sentences, member, report);
        report
    }

    /// The report in the tree that this statement goes back to, with the reason.
    ///
    /// A report made from another one has nothing of its own where it speaks in its own voice or names the same source; one that credits an outlet has what that outlet's
    /// report has; one that repeats the numbers of an earlier report without saying from whom has shown no access of its own.
    fn derived(&self, member: &Member<'_>, path: &[EvidenceNode]) -> Option<(usize, String)> {
        let own = &member.reading.article.id;
        let others = || self.hung.iter().filter(|h| h.member.reading.article.id != *own && h.member.says() == member.says());
        let origin = path.first().map_or("", |node| node.key.as_str());
        for link in self.lineage.ancestry(own) {
            let from = || others().filter(|h| h.member.reading.article.id == link.from);
            let above =
                if member.statement.chain.is_empty() { from().next() } else { from().find(|h| self.same_source(h, origin)) };
            if let Some(above) = above {
                let (how, credit) = (verb(link.reuse), if link.credited { "" } else { " without credit" });
                return Some((above.report, format!("{own} {how} {}{credit} ({})", link.from, link.because)));
            }
        }
        if member.statement.chain.is_empty() {
            if let Some(sister) = others().find(|h| member.is_sister_of(h.member)) {
                let from = &sister.member.reading.article.id;
                return Some((sister.report, format!("{own} names no source for what {from}, of the same owner, had from one")));
            }
            let above = others().find(|h| member.repeats_numbers_of(h.member))?;
            let from = &above.member.reading.article.id;
            return Some((above.report, format!("{own} names no source and gives only numbers that {from} had given before")));
        }
        if let Some(above) = others().find(|h| outlet_key(h.member.reading) == origin) {
            return Some((above.report, format!("{own} credits the outlet of {}", above.member.reading.article.id)));
        }
        // whom a medium leaves unnamed, a report that credits it cannot have found by itself
        if is_unnamed(origin)
            && let Some(above) = others().find(|h| {
                let outlet = outlet_key(h.member.reading);
                path[1..].iter().any(|node| node.key == outlet) && self.same_source(h, origin)
            })
        {
            return Some((above.report, format!("{own} has it from the outlet of {}", above.member.reading.article.id)));
        }
        // what a medium is said to report, and is said elsewhere to have from somebody, it has from there
        let above =
            self.hung.iter().find(|h| {
                h.member.says() == member.says()
                    && self.tree.path(h.report).iter().any(|&n| {
                        self.tree.node(n).role == NodeRole::Relay && self.tree.node(n).key == origin && !is_unnamed(origin)
                    })
            })?;
        Some((above.report, format!("{own} credits a medium that {} has it through", above.member.reading.article.id)))
    }

    /// Whether a statement in the tree rests on the source of this key, or on the outlet that it stands for; unnamed sources are one as the texts are.
    fn same_source(&self, hung: &Hung<'_>, origin: &str) -> bool {
        let Some(above) = self.tree.origin_of(hung.report) else { return false };
        let known = self.tree.node(above).key.as_str();
        known == origin || outlet_key(hung.member.reading) == origin || (is_unnamed(origin) && is_unnamed(known))
    }

    /// A report that says in its own voice what it also attributes has one foundation: the source that it names.
    fn rest_on(&mut self, report: usize, member: &Member<'_>) {
        self.tree.node_mut(report).statements.push(member.id());
        self.remember(sentences(member, &[]), member, report);
    }

    fn remember(&mut self, sentences: Vec<Sentence>, member: &Member<'_>, report: usize) {
        for sentence in sentences {
            let first = self.first.entry(sentence).or_insert(First { place: member.place, report });
            if member.place < first.place {
                *first = First { place: member.place, report };
            }
        }
    }

    /// One source is of one class and one line, whatever a second report calls it: those under which it came first.
    fn as_known(&self, node: &mut EvidenceNode) {
        let sources = self.tree.nodes().iter().filter(|n| matches!(n.role, NodeRole::Origin | NodeRole::Relay));
        if let Some(known) = sources.into_iter().find(|n| n.key == node.key) {
            node.class = known.class;
            node.registry_id = known.registry_id.clone();
            node.line = known.line.clone();
        }
    }

    fn descend(&mut self, parent: usize, node: EvidenceNode) -> usize {
        self.tree.child(parent, node.role, &node.key).unwrap_or_else(|| self.tree.add(parent, node))
    }

    /// The report of this article below `parent`; one article that says a thing twice says it once.
    fn report(&mut self, parent: usize, role: NodeRole, member: &Member<'_>) -> usize {
        let article = &member.reading.article.id;
        let node = EvidenceNode::new(role, format!("report:{article}:{}", member.says()), article.to_string());
        let at = self.descend(parent, node);
        let report = self.tree.node_mut(at);
        report.says = Some(member.says());
        report.statements.push(member.id());
        at
    }
}

/// Under which descriptions another report may have copied this one, its own first; empty where sharing the words proves nothing.
///
/// The outlet's own voice is copied by the same sentence. Attributed words are copied by the same sentence from the same sources, unless they are quoted (a quotation is
/// repeated by whoever was there), and by the same sentence without any source: a credit that was dropped.
fn sentences(member: &Member<'_>, path: &[EvidenceNode]) -> Vec<Sentence> {
    let make = |sources| Sentence { words: member.words.join(" "), says: member.says(), sources };
    if member.words.is_empty() {
        return Vec::new();
    }
    if member.statement.chain.is_empty() {
        return vec![make(None)];
    }
    if member.words.len() < COPIED_WORDS {
        return Vec::new();
    }
    let named = member.statement.chain.len().min(path.len());
    let sources = path[..named].iter().map(|node| node.key.as_str()).collect::<Vec<_>>().join(" > ");
    let quoted = matches!(member.statement.kind, Kind::DirectQuote | Kind::MixedQuote);
    // a quotation's own description names its report, so that no other report has it
    let own = if quoted { format!("{sources} in {}", member.reading.article.id) } else { sources };
    vec![make(Some(own)), make(None)]
}

fn is_unnamed(key: &str) -> bool {
    key.starts_with("unnamed:") || key.starts_with("hearsay:")
}

/// What a report does that is made from another.
fn verb(reuse: Reuse) -> &'static str {
    match reuse {
        Reuse::Copy => "copies",
        Reuse::PartialCopy => "copies a part of",
        _ => "rewrites",
    }
}

/// Numbers the origins by the first report that rests on them.
fn corroboration(tree: EvidenceTree, notes: &[(usize, String)], members: &[Member<'_>]) -> Corroboration {
    let in_order = members.iter().map(Member::id).filter_map(|id| Some((tree.report_of(&id)?, id)));
    let origins = origins_of(&tree, in_order.collect());
    let mut corroboration = Corroboration::new(tree, origins);
    for (origin, node) in corroboration.origins.iter_mut().zip(&corroboration.origin_nodes) {
        let own: BTreeSet<&str> = notes
            .iter()
            .filter(|(report, _)| corroboration.tree.origin_of(*report) == Some(*node))
            .map(|(_, why)| why.as_str())
            .collect();
        own.into_iter().for_each(|why| origin.why.push_str(&format!("; {why}")));
    }
    corroboration
}

impl Corroboration {
    /// Reads the origins off a tree, in the order in which its reports were hung.
    pub fn of_tree(tree: EvidenceTree) -> Self {
        let reports = tree.nodes().iter().enumerate().filter(|(_, node)| matches!(node.role, NodeRole::Report | NodeRole::Copy));
        let statements = reports.flat_map(|(i, node)| node.statements.iter().map(move |id| (i, id.clone()))).collect();
        let origins = origins_of(&tree, statements);
        Corroboration::new(tree, origins)
    }

    fn new(tree: EvidenceTree, origins: Vec<(usize, Vec<StatementId>)>) -> Self {
        let (origin_nodes, statements): (Vec<usize>, Vec<_>) = origins.into_iter().unzip();
        let origins = origin_nodes.iter().zip(statements).enumerate().map(|(i, (&node, statements))| {
            let node = tree.node(node);
            Origin { id: format!("o{}", i + 1), label: node.label.clone(), why: why(node, &statements), statements }
        });
        Corroboration { origins: origins.collect(), origin_nodes, tree }
    }
}

/// The origin nodes with the statements that rest on them, in the order given.
fn origins_of(tree: &EvidenceTree, statements: Vec<(usize, StatementId)>) -> Vec<(usize, Vec<StatementId>)> {
    let mut origins: Vec<(usize, Vec<StatementId>)> = Vec::new();
    for (report, id) in statements {
        let Some(origin) = tree.origin_of(report) else { continue };
        match origins.iter_mut().find(|(node, _)| *node == origin) {
            Some((_, statements)) => statements.push(id),
            None => origins.push((origin, vec![id])),
        }
    }
    origins
}

fn why(origin: &EvidenceNode, statements: &[StatementId]) -> String {
    let mut articles: Vec<&str> = statements.iter().map(|id| id.article.0.as_str()).collect();
    articles.sort_unstable();
    articles.dedup();
    let reports = match articles.len() {
        1 => "in one report".to_owned(),
        n => format!("in {n} reports"),
    };
    let kind = origin.key.split(':').next().unwrap_or_default();
    match kind {
        "hearsay" => format!("a report without a reporter, {reports}"),
        "witness" => format!("the newsroom's own witness, {reports}"),
        "article" => format!("the report's own voice; its outlet is not given, {reports}"),
        "outlet" => format!("the same outlet, by the registry, {reports}"),
        "unnamed" => format!("the same unnamed source as obtained by one medium, {reports}"),
        "office" => format!("the same office, {reports}"),
        _ => format!("the same name, {reports}"),
    }
}
