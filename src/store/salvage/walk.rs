//! Finds the rows: first along the trees, as SQLite does, then, where a tree has a hole, on the pages that nothing leads to any more.

use super::cells::{self, Cell, Kind, TreePage};
use super::layout::Layout;
use super::pages::{Pages, number_at};
use super::record::{self, Value};
use super::report::Progress;
use std::collections::{BTreeMap, BTreeSet};

/// A row as it was found.
#[derive(Debug)]
pub(super) struct Row {
    /// Its row number, where the table has such.
    pub number: Option<i64>,
    pub values: Vec<Value>,
}

/// What was found out about a table besides its rows.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Trace {
    /// There is, or may be, more than was found.
    pub has_hole: bool,
    /// Entries that are no rows any more.
    pub unreadable: usize,
}

/// Takes a row of the table with this index. False where one with its key was there already.
pub(super) type Take<'a> = dyn FnMut(usize, Row) -> rusqlite::Result<bool> + 'a;

/// Looks through a file.
pub(super) struct Walk<'a> {
    pages: &'a Pages,
    layouts: &'a [Layout],
    progress: &'a Progress,
    /// Pages that belong to something.
    reached: BTreeSet<u32>,
    /// Pages that were tried to no avail, so that no circle is walked twice.
    tried: BTreeSet<u32>,
    /// How many pages may still be read for the sake of long rows: a made-up file could have each row claim them all.
    patience: u64,
    pub traces: Vec<Trace>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(pages: &'a Pages, layouts: &'a [Layout], progress: &'a Progress) -> Self {
        Self {
            pages,
            layouts,
            progress,
            reached: BTreeSet::new(),
            tried: BTreeSet::new(),
            patience: u64::from(pages.count()) * 4 + 1_000,
            traces: vec![Trace::default(); layouts.len()],
        }
    }

    /// Where the tree of each table begins, by the file itself. Empty when that cannot be read.
    pub(super) fn roots(&mut self) -> BTreeMap<String, u32> {
        let mut roots = BTreeMap::new();
        let mut stack = vec![1];
        while let Some(number) = stack.pop() {
            if !self.tried.insert(number) {
                continue;
            }
            let Some((bytes, page)) = self.tree_page(number) else {
                continue;
            };
            for cell in &page.cells {
                stack.extend(cell.child);
                let Some(row) = self.row(&bytes, cell) else {
                    continue;
                };
                if let [
                    Value::Text(kind),
                    Value::Text(name),
                    _,
                    Value::Integer(root),
                    _,
                ] = row.values.as_slice()
                    && kind.as_slice() == b"table"
                    && let (Ok(name), Ok(root)) = (std::str::from_utf8(name), u32::try_from(*root))
                {
                    roots.insert(name.to_owned(), root);
                }
            }
            stack.extend(page.right_child);
            if page.kind.is_table() {
                self.reached.insert(number);
            }
        }
        self.tried.clear();
        roots
    }

    /// Takes every row that can be found. `roots` as from [`Self::roots`].
    ///
    /// # Errors
    /// When a row cannot be kept.
    pub(super) fn take_all(
        &mut self,
        roots: &BTreeMap<String, u32>,
        take: &mut Take<'_>,
    ) -> rusqlite::Result<()> {
        for (index, layout) in self.layouts.iter().enumerate() {
            match roots.get(&layout.name) {
                Some(root) => self.take_tree(index, *root, take)?,
                None => self.note_hole(index),
            }
        }
        self.take_lost_pages(take)
    }

    fn note_hole(&mut self, table: usize) {
        if let Some(trace) = self.traces.get_mut(table) {
            trace.has_hole = true;
        }
    }

    fn take_tree(&mut self, table: usize, root: u32, take: &mut Take<'_>) -> rusqlite::Result<()> {
        let mut stack = vec![root];
        let mut seen = BTreeSet::new();
        while let Some(number) = stack.pop() {
            if self.progress.is_cancelled() {
                return Ok(());
            }
            if !seen.insert(number) || self.reached.contains(&number) {
                self.note_hole(table);
                continue;
            }
            let Some((page, rows)) = self.page_of(table, number) else {
                self.note_hole(table);
                continue;
            };
            self.reached.insert(number);
            self.progress.count(self.reached.len());
            for cell in &page.cells {
                stack.extend(cell.child);
            }
            match page.right_child {
                Some(right) => stack.push(right),
                None if page.kind == Kind::TableInterior || page.kind == Kind::IndexInterior => {
                    self.note_hole(table);
                }
                None => {}
            }
            self.take_rows(table, &page, rows, take)?;
        }
        Ok(())
    }

    /// Pages that nothing leads to: where the way to them is damaged. What SQLite has given up is not among them: that is not to come back.
    fn take_lost_pages(&mut self, take: &mut Take<'_>) -> rusqlite::Result<()> {
        let given_up = self.given_up();
        for number in 2..=self.pages.count() {
            if self.progress.is_cancelled() {
                return Ok(());
            }
            self.progress.count(number as usize);
            if self.reached.contains(&number) {
                continue;
            }
            let Some(table) = self.table_of(number) else {
                continue;
            };
            self.note_hole(table);
            if given_up.contains(&number) {
                continue;
            }
            if let Some((page, rows)) = self.page_of(table, number) {
                self.reached.insert(number);
                self.take_rows(table, &page, rows, take)?;
            }
        }
        Ok(())
    }

    /// The one table whose rows these can be. Where two tables look alike, none.
    fn table_of(&mut self, number: u32) -> Option<usize> {
        let (bytes, page) = self.tree_page(number)?;
        if page.kind == Kind::TableInterior || page.cells.is_empty() {
            return None;
        }
        let mut counts = vec![0_usize; self.layouts.len()];
        for cell in &page.cells {
            let Some(row) = peek(&bytes, cell) else {
                continue;
            };
            for (layout, count) in self.layouts.iter().zip(&mut counts) {
                *count += usize::from(
                    layout.has_row_numbers == page.kind.is_table() && layout.fits(&row.values),
                );
            }
        }
        let best = counts.iter().copied().max().filter(|best| *best > 0)?;
        let mut matching = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count == best);
        match (matching.next(), matching.next()) {
            (Some((table, _)), None) => Some(table),
            _ => None,
        }
    }

    /// The pages on SQLite's list of those it has given up, as far as the list can be followed.
    fn given_up(&self) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let first = self.pages.read(1).unwrap_or_default();
        let mut next = number_at(&first, 32).unwrap_or(0);
        while next != 0 && next <= self.pages.count() && found.insert(next) {
            let Some(trunk) = self.pages.read(next) else {
                break;
            };
            let leaves = number_at(&trunk, 4).unwrap_or(0) as usize;
            let room = self.pages.usable() / 4 - 2;
            found
                .extend((0..leaves.min(room)).filter_map(|index| number_at(&trunk, 8 + 4 * index)));
            next = number_at(&trunk, 0).unwrap_or(0);
        }
        found
    }

    fn tree_page(&self, number: u32) -> Option<(Vec<u8>, TreePage)> {
        let bytes = self.pages.read(number)?;
        let longest = self.pages.count() as usize * self.pages.usable();
        let page = cells::read(&bytes, number == 1, self.pages.usable(), longest)?;
        Some((bytes, page))
    }

    /// A page with its rows, when it can be one of this table.
    fn page_of(&mut self, table: usize, number: u32) -> Option<(TreePage, Vec<Option<Row>>)> {
        let (bytes, page) = self.tree_page(number)?;
        let layout = self.layouts.get(table)?;
        if page.kind.is_table() != layout.has_row_numbers {
            return None;
        }
        if page.kind == Kind::TableInterior {
            return Some((page, Vec::new()));
        }
        // First without what goes on elsewhere: those pages are not to be claimed for a table they do not belong to.
        let fitting = page
            .cells
            .iter()
            .filter(|cell| peek(&bytes, cell).is_some_and(|row| layout.fits(&row.values)))
            .count();
        if fitting * 2 < page.cells.len() {
            return None;
        }
        let rows = page
            .cells
            .iter()
            .map(|cell| {
                self.row(&bytes, cell)
                    .filter(|row| layout.fits(&row.values))
            })
            .collect();
        Some((page, rows))
    }

    fn take_rows(
        &mut self,
        table: usize,
        page: &TreePage,
        rows: Vec<Option<Row>>,
        take: &mut Take<'_>,
    ) -> rusqlite::Result<()> {
        let Some(mut trace) = self.traces.get(table).copied() else {
            return Ok(());
        };
        trace.has_hole |= !page.is_sound;
        let numbers: Vec<i64> = rows.iter().flatten().filter_map(|row| row.number).collect();
        let in_order = if page.is_sound && page.kind == Kind::TableLeaf {
            longest_rising(&numbers)
        } else {
            numbers.iter().copied().collect()
        };
        for row in rows {
            let is_row =
                row.filter(|row| row.number.is_none_or(|number| in_order.contains(&number)));
            if let Some(row) = is_row {
                trace.has_hole |= !take(table, row)?;
            } else {
                trace.unreadable += 1;
                trace.has_hole = true;
            }
        }
        if let Some(kept) = self.traces.get_mut(table) {
            *kept = trace;
        }
        Ok(())
    }

    fn row(&mut self, bytes: &[u8], cell: &Cell) -> Option<Row> {
        let payload = cell.payload?;
        let Some(first) = payload.overflow else {
            return peek(bytes, cell);
        };
        let mut all = bytes
            .get(payload.from..payload.from + payload.local)?
            .to_vec();
        self.append_overflow(&mut all, first, payload.total);
        Some(Row {
            number: cell.key,
            values: record::read(&all, payload.total)?,
        })
    }

    /// Appends what of a row stands on other pages, as far as they lead on to each other. Where they do not end with the row, they are not its.
    fn append_overflow(&mut self, all: &mut Vec<u8>, first: u32, total: usize) {
        let local = all.len();
        let room = self.pages.usable() - 4;
        let mut next = first;
        let mut chain = Vec::new();
        while all.len() < total {
            if self.patience == 0 || self.reached.contains(&next) || chain.contains(&next) {
                break;
            }
            self.patience -= 1;
            let Some(page) = self.pages.read(next) else {
                break;
            };
            let length = room.min(total - all.len());
            all.extend(page.get(4..4 + length).unwrap_or_default());
            chain.push(next);
            next = number_at(&page, 0).unwrap_or(0);
        }
        let is_whole = all.len() == total && next == 0;
        if is_whole {
            self.reached.extend(chain);
        } else {
            // Whether the pages are its own cannot be told any more.
            all.truncate(local);
        }
    }
}

/// A row without what of it stands on other pages.
fn peek(bytes: &[u8], cell: &Cell) -> Option<Row> {
    let payload = cell.payload?;
    let local = bytes.get(payload.from..payload.from + payload.local)?;
    Some(Row {
        number: cell.key,
        values: record::read(local, payload.total)?,
    })
}

/// The most of these numbers that rise from first to last: a damaged one among them stands out of the order.
fn longest_rising(numbers: &[i64]) -> BTreeSet<i64> {
    // For each length the index of the number with which the best sequence of that length ends; and what comes before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let place = ends.partition_point(|end| numbers.get(*end).is_some_and(|last| last < number));
        before.push(
            place
                .checked_sub(1)
                .and_then(|place| ends.get(place).copied()),
        );
        match ends.get_mut(place) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut found = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        found.extend(numbers.get(index));
        at = before.get(index).copied().flatten();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_out_of_order_is_found() {
        assert_eq!(longest_rising(&[5, 6, 300, 8]), BTreeSet::from([5, 6, 8]));
        assert_eq!(longest_rising(&[]), BTreeSet::new());
        assert_eq!(longest_rising(&[1, 2, 3]), BTreeSet::from([1, 2, 3]));
    }
}
