//! One page of a tree: what stands on it, and whether every byte of it is accounted for.

use super::pages::number_at;
use super::record::{signed, varint};

/// What a page is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Rows of a table with row numbers.
    TableLeaf,
    /// The way to them.
    TableInterior,
    /// Rows of a table without row numbers, or entries of an index.
    IndexLeaf,
    /// The same, and the way to more of them.
    IndexInterior,
}

/// The bytes of a row on its page, and where the rest of them is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Payload {
    pub total: usize,
    pub from: usize,
    pub local: usize,
    pub overflow: Option<u32>,
}

/// One entry of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub child: Option<u32>,
    pub key: Option<i64>,
    pub payload: Option<Payload>,
    at: usize,
    end: usize,
}

/// A page of a tree.
#[derive(Debug)]
pub(super) struct TreePage {
    pub kind: Kind,
    pub right_child: Option<u32>,
    pub cells: Vec<Cell>,
    /// Every byte of it belongs to what it should: nothing that was on it is missing.
    pub is_sound: bool,
}

impl Kind {
    const ALL: [Self; 4] = [
        Self::TableLeaf,
        Self::IndexLeaf,
        Self::TableInterior,
        Self::IndexInterior,
    ];

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            2 => Some(Self::IndexInterior),
            5 => Some(Self::TableInterior),
            10 => Some(Self::IndexLeaf),
            13 => Some(Self::TableLeaf),
            _ => None,
        }
    }

    const fn is_interior(self) -> bool {
        matches!(self, Self::TableInterior | Self::IndexInterior)
    }

    pub(super) const fn is_table(self) -> bool {
        matches!(self, Self::TableLeaf | Self::TableInterior)
    }

    /// How much of a row of `total` bytes stands on the page itself.
    fn local(self, total: usize, usable: usize) -> usize {
        let most = if self.is_table() {
            usable - 35
        } else {
            (usable - 12) * 64 / 255 - 23
        };
        if total <= most {
            return total;
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let fitting = least + (total - least) % (usable - 4);
        if fitting <= most { fitting } else { least }
    }
}

/// Reads a page, the first of a file or another; as what it says it is or, where that cannot be, as what it must have been. `longest` is more
/// than any row of the file can take. `None` when it is no page of a tree.
pub(super) fn read(
    bytes: &[u8],
    is_first: bool,
    usable: usize,
    longest: usize,
) -> Option<TreePage> {
    let base = if is_first { 100 } else { 0 };
    let reader = Reader {
        bytes: bytes.get(..usable)?,
        base,
        longest,
    };
    let said = Kind::from_code(*bytes.get(base)?).and_then(|kind| reader.read(kind));
    if said.as_ref().is_some_and(|page| page.is_sound) {
        return said;
    }
    Kind::ALL
        .into_iter()
        .filter_map(|kind| reader.read(kind))
        .find(|page| page.is_sound && !page.cells.is_empty())
        .or(said)
}

struct Reader<'a> {
    bytes: &'a [u8],
    base: usize,
    longest: usize,
}

impl Reader<'_> {
    fn short(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_be_bytes(bytes)))
    }

    fn read(&self, kind: Kind) -> Option<TreePage> {
        let usable = self.bytes.len();
        let pointers = self.base + if kind.is_interior() { 12 } else { 8 };
        let said = self.short(self.base + 3)?;
        let count = said.min((usable - pointers) / 6);
        let start = match self.short(self.base + 5)? {
            0 => 65536,
            start => start,
        };
        let mut placed: Vec<(usize, Cell)> = (0..count)
            .filter_map(|index| Some((index, self.short(pointers + 2 * index)?)))
            .filter(|(_, at)| *at >= pointers)
            .filter_map(|(index, at)| Some((index, self.cell(kind, at, usable)?)))
            .collect();
        let is_all_read = placed.len() == said;
        placed.sort_by_key(|(_, cell)| cell.at);
        let found = placed.len();
        let mut end = 0;
        placed.retain(|(_, cell)| {
            let is_apart = cell.at >= end;
            end = end.max(cell.end);
            is_apart
        });
        let mut cells: Vec<Cell> = placed.iter().map(|(_, cell)| *cell).collect();
        let free = self.free_blocks();
        let content = start.max(pointers + 2 * count.min(found));
        let gaps = gaps(&cells, &free, content, usable);
        let unaccounted: usize = gaps.iter().map(|(from, to)| to - from).sum();
        let fragments = usize::from(*self.bytes.get(self.base + 7)?);
        let is_sound = is_all_read
            && cells.len() == found
            && pointers + 2 * count <= start
            && start <= usable
            && cells.first().is_none_or(|cell| cell.at >= start)
            && fits_between(&cells, &free)
            && unaccounted == fragments;
        if is_sound {
            // In the order of their keys, as the page has them.
            placed.sort_by_key(|(index, _)| *index);
            cells = placed.into_iter().map(|(_, cell)| cell).collect();
        } else {
            for (from, to) in gaps {
                self.fill(kind, from, to, &mut cells);
            }
        }
        let right_child = if kind.is_interior() {
            number_at(self.bytes, self.base + 8)
        } else {
            None
        };
        Some(TreePage {
            kind,
            right_child,
            cells,
            is_sound,
        })
    }

    /// Looks for entries where something stands to which no pointer points any more. What was deleted is zeros, and no entry.
    fn fill(&self, kind: Kind, mut from: usize, to: usize, cells: &mut Vec<Cell>) {
        while let Some(cell) = self.cell(kind, from, to) {
            from = cell.end;
            cells.push(cell);
        }
    }

    /// The free blocks, as far as their chain can be followed.
    fn free_blocks(&self) -> Vec<(usize, usize)> {
        let mut blocks: Vec<(usize, usize)> = Vec::new();
        let mut next = self.short(self.base + 1).unwrap_or(0);
        while next != 0 && blocks.last().is_none_or(|last| next >= last.1) {
            let (Some(following), Some(length)) = (self.short(next), self.short(next + 2)) else {
                break;
            };
            if length < 4 || next + length > self.bytes.len() {
                break;
            }
            blocks.push((next, next + length));
            next = following;
        }
        blocks
    }

    /// The entry at `at`, which must end before `limit`.
    fn cell(&self, kind: Kind, at: usize, limit: usize) -> Option<Cell> {
        let bytes = self.bytes.get(..limit)?;
        let (child, mut next) = if kind.is_interior() {
            let child = number_at(bytes, at)?;
            (Some(child).filter(|child| *child != 0), at + 4)
        } else {
            (None, at)
        };
        if kind.is_interior() && child.is_none() {
            return None;
        }
        let mut total = None;
        if kind != Kind::TableInterior {
            let (length, after) = varint(bytes, next)?;
            let length = usize::try_from(length).ok()?;
            if length < 2 || length > self.longest {
                return None;
            }
            total = Some(length);
            next = after;
        }
        let mut key = None;
        if kind.is_table() {
            let (number, after) = varint(bytes, next)?;
            key = Some(signed(number));
            next = after;
        }
        let mut payload = None;
        if let Some(total) = total {
            let local = kind.local(total, self.bytes.len());
            let from = next;
            next += local;
            let mut overflow = None;
            if local < total {
                overflow = Some(number_at(bytes, next)?);
                next += 4;
            }
            payload = Some(Payload {
                total,
                from,
                local,
                overflow,
            });
        }
        // An entry takes four bytes at least.
        let end = next.max(at + 4);
        (end <= limit).then_some(Cell {
            child,
            key,
            payload,
            at,
            end,
        })
    }
}

/// What belongs neither to an entry nor to a free block.
fn gaps(
    cells: &[Cell],
    free: &[(usize, usize)],
    content: usize,
    usable: usize,
) -> Vec<(usize, usize)> {
    let mut taken: Vec<(usize, usize)> = cells.iter().map(|cell| (cell.at, cell.end)).collect();
    taken.extend(free);
    taken.sort_unstable();
    let mut gaps = Vec::new();
    let mut at = content;
    for (from, to) in taken {
        if from > at {
            gaps.push((at, from));
        }
        at = at.max(to);
    }
    if usable > at {
        gaps.push((at, usable));
    }
    gaps
}

/// Whether no entry stands in a free block.
fn fits_between(cells: &[Cell], free: &[(usize, usize)]) -> bool {
    cells.iter().all(|cell| {
        free.iter()
            .all(|(from, to)| cell.end <= *from || cell.at >= *to)
    })
}
