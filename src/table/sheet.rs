//! Columns of typed cells in memory, ready to be written as Parquet.

/// The cells of one column; `None` is an empty one.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Words.
    Text(Vec<Option<String>>),
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
