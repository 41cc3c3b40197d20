//! Columns of typed cells in memory, ready to be written as Parquet.

/// Cells of words, one behind another in one piece: a table in the making holds a hundred thousand of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    words: String,
    /// Where each ends in `words`, and whether it is one at all.
    ends: Vec<(usize, bool)>,
}

impl Texts {
    /// Adds a cell.
    pub fn push(&mut self, words: Option<&str>) {
        self.words.push_str(words.unwrap_or_default());
        self.ends.push((self.words.len(), words.is_some()));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&str>> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, there)| {
            let words = &self.words[std::mem::replace(&mut start, end)..end];
            there.then_some(words)
        })
    }
}

impl<'a> FromIterator<Option<&'a str>> for Texts {
    fn from_iter<I: IntoIterator<Item = Option<&'a str>>>(cells: I) -> Self {
        let mut texts = Texts::default();
        cells.into_iter().for_each(|words| texts.push(words));
        texts
    }
}

/// The cells of one column; `None` is an empty one.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Words.
    Text(Texts),
    /// Counts.
    Count(Vec<Option<u64>>),
    /// Measures.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
    /// A list of rows in each cell: all rows in one sheet, and for each cell how many rows end with it.
    Lists(Sheet, Vec<usize>),
}

/// Named columns of one length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The columns in their order.
    pub columns: Vec<(String, Cells)>,
}

impl Cells {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Cells::Text(cells) => cells.len(),
            Cells::Count(cells) => cells.len(),
            Cells::Number(cells) => cells.len(),
            Cells::Flag(cells) => cells.len(),
            Cells::Lists(_, ends) => ends.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Sheet {
    /// Rows of the sheet: cells of its first column.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, cells)| cells.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were_put_in() {
        for cells in [vec![], vec![None], vec![Some("a"), None, Some(""), Some("é\0"), None], vec![Some(""); 3]] {
            let texts: Texts = cells.iter().copied().collect();
            assert_eq!((texts.len(), texts.is_empty()), (cells.len(), cells.is_empty()));
            assert_eq!(texts.iter().collect::<Vec<_>>(), cells);
        }
    }
}
