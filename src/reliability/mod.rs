//! To come.

mod beta;
mod candidate;
mod copying;
mod group;
mod interval;
mod confusion;
mod family;
mod levels;
mod misbelief;
mod one_coin;
mod table;
mod learn;

pub use learn::{Fit, Options, fit};
pub use table::{ClaimRow, Table, TableBuilder};
