//! How reliable sources are, learned together with what is true.
//!
//! In: claims as rows of source, object and value ([`TableBuilder`]). Out: a [`Fit`]: the probability of every claimed value, the share of
//! each source's claims that are true with an interval, who copies whom; and the [`Model`] that keeps it as JSON.
//!
//! Each object has one true value and a level of difficulty; each source is right with a probability of its own, drawn from the Beta prior of
//! its class and shifted in log odds by the difficulty; wrong claims clump on popular misbeliefs (a Pólya urn):
//!
//! ```text
//! r_s ~ Beta(a_c, b_c)         d_o ~ π         t_o ~ uniform over the domain
//! P(s says t_o)   = σ(logit r_s + δ_d)
//! P(wrong claims) = Pólya urn over the other values          (one-coin)
//! P(s says v | t) = (1 − P(right)) · spread_s(v | t)         (confusion, up to six labels)
//! ```
//!
//! Fitted by EM from shares of votes. Then pairs of sources that an index over shared uncommon values proposes are compared by the values they
//! share *and the others hold false or rare*; dependent sources form groups, each group's copies of one value count as about one vote, and all is fitted again.
//!
//! References: Dawid and Skene 1979 (doi:10.2307/2346806); Dong, Berti-Equille and Srivastava 2009 (doi:10.14778/1687627.1687690);
//! Whitehill et al. 2009 (difficulty); Minka 2000 (fitting the prior); Rao and Scott 1981 (doi:10.1080/01621459.1981.10477633).
//!
//! What it does not do: several true values of one object, hierarchies of values, reliability that changes with time.

mod beta;
mod candidate;
mod choice;
mod confusion;
mod copying;
mod desk;
mod explore;
mod family;
mod foretell;
mod group;
mod grow;
mod interval;
mod learn;
mod levels;
mod misbelief;
mod model;
mod names;
mod numeric;
mod one_coin;
mod suspect;
mod table;
mod thin;
mod verdict;

pub use choice::{Choice, Method};
pub use family::{Convergence, Domain};
pub use interval::Share;
pub use learn::{Copying, Direction, Fit, Options, fit};
pub use model::{Model, SourceReliability};
pub use numeric::Number;
pub use table::{ClaimRow, Table, TableBuilder};
