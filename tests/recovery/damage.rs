//! What can happen to the bytes of a file.

use super::chance::Chance;
use super::original::{Original, with};
use std::path::Path;

const PAGE: usize = 8192;

/// A damaged copy of a file.
pub struct Damage {
    file: Vec<u8>,
    log: Option<Vec<u8>>,
    /// What was done to it.
    pub story: String,
    /// How many rows may be other than they were without anything telling of it: SQLite has no checksums, so a bit of a text can turn.
    pub silent: usize,
    /// The file itself is as it was, and only its log is not.
    pub is_log_only: bool,
    /// So much is gone that nothing may be left.
    pub may_leave_nothing: bool,
    /// Its header may say anything.
    pub may_look_newer: bool,
}

impl Damage {
    pub fn of(file: Vec<u8>, log: Option<Vec<u8>>, story: &str) -> Self {
        Self {
            file,
            log,
            story: story.to_owned(),
            silent: 0,
            is_log_only: false,
            may_leave_nothing: false,
            may_look_newer: false,
        }
    }

    pub fn write(&self, path: &Path) {
        std::fs::write(path, &self.file).unwrap();
        // Those of a file that was there before.
        for suffix in ["-wal", "-shm"] {
            std::fs::remove_file(with(path, suffix)).ok();
        }
        if let Some(log) = &self.log {
            std::fs::write(with(path, "-wal"), log).unwrap();
        }
    }

    /// Whether a page is still what it was, in the file itself.
    pub fn left(&self, original: &Original, number: u32) -> bool {
        let at = (number as usize - 1) * PAGE;
        let page = self.file.get(at..at + PAGE);
        page.is_some() && page == original.file.get(at..at + PAGE)
    }

    /// One kind of damage, or several.
    pub fn choose(chance: &mut Chance, original: &Original) -> Self {
        let mut damage = Self::of(original.file.clone(), original.log.clone(), "");
        if original.log.is_some() && chance.percent(40) {
            damage.hit_log(chance);
            damage.is_log_only = true;
            return damage;
        }
        let times = chance.one_of(&[1, 1, 1, 1, 2, 3]);
        for _ in 0..times {
            damage.hit_file(chance, original);
        }
        damage
    }

    fn tell(&mut self, what: &str) {
        if !self.story.is_empty() {
            self.story.push_str(", ");
        }
        self.story.push_str(what);
    }

    fn pages(&self) -> usize {
        self.file.len().div_ceil(PAGE).max(1)
    }

    fn flip(&mut self, chance: &mut Chance, from: usize, to: usize, times: usize) {
        let to = to.min(self.file.len());
        if from >= to {
            return;
        }
        self.may_look_newer |= from < 100;
        for _ in 0..times {
            let at = from + chance.below(to - from);
            self.file[at] ^= 1 << chance.below(8);
        }
        self.silent += times;
    }

    fn overwrite(&mut self, chance: &mut Chance, from: usize, length: usize) {
        let to = (from + length).min(self.file.len());
        let is_zero = chance.percent(50);
        for at in from.min(to)..to {
            self.file[at] = if is_zero { 0 } else { chance.below(256) as u8 };
        }
    }

    /// A page that is for this, by what SQLite said of the whole file; any where there is none.
    fn page_for(
        &self,
        chance: &mut Chance,
        original: &Original,
        fits: impl Fn(&(String, String)) -> bool,
    ) -> usize {
        let fitting: Vec<usize> = original
            .pages
            .iter()
            .filter(|(_, is)| fits(is))
            .map(|(number, _)| *number as usize - 1)
            .filter(|page| *page < self.pages())
            .collect();
        if fitting.is_empty() {
            chance.below(self.pages())
        } else {
            chance.one_of(&fitting)
        }
    }

    fn hit_file(&mut self, chance: &mut Chance, original: &Original) {
        let pages = self.pages();
        match chance.below(17) {
            0 => {
                let times = 1 + chance.below(8);
                self.tell(&format!("{times} bits turned"));
                self.flip(chance, 0, self.file.len(), times);
            }
            1 => {
                let page = chance.below(pages);
                self.tell(&format!("page {} overwritten", page + 1));
                self.overwrite(chance, page * PAGE, PAGE);
            }
            2 => {
                let (one, other) = (chance.below(pages), chance.below(pages));
                self.tell(&format!("pages {} and {} swapped", one + 1, other + 1));
                if one != other && self.file.len().is_multiple_of(PAGE) {
                    for index in 0..PAGE {
                        self.file.swap(one * PAGE + index, other * PAGE + index);
                    }
                    self.silent += 2;
                }
            }
            3 => {
                let length = chance.below(self.file.len() + 1);
                self.tell(&format!("cut to {length} bytes"));
                self.file.truncate(length);
                self.may_leave_nothing |= length < 20 * PAGE;
            }
            4 => {
                let times = 1 + chance.below(6);
                self.tell(&format!("{times} bits of the header turned"));
                self.flip(chance, 0, 100, times);
            }
            5 => {
                let times = 1 + chance.below(20);
                self.tell(&format!("{times} bits of the schema turned"));
                self.flip(chance, 100, PAGE, times);
            }
            6 => {
                let number = chance.below(pages + 3) as u32;
                self.tell(&format!("the list of free pages begins at {number}"));
                if self.file.len() > 40 {
                    self.file[32..36].copy_from_slice(&number.to_be_bytes());
                    let count = chance.below(1_000) as u32;
                    self.file[36..40].copy_from_slice(&count.to_be_bytes());
                }
            }
            7 => {
                let page = self.page_for(chance, original, |is| is.1 == "internal");
                self.tell(&format!("inner page {} overwritten", page + 1));
                self.overwrite(chance, page * PAGE, PAGE);
            }
            8 => {
                let page = self.page_for(chance, original, |is| is.1 == "internal");
                let times = 1 + chance.below(6);
                self.tell(&format!("{times} bits of inner page {} turned", page + 1));
                self.flip(chance, page * PAGE, page * PAGE + PAGE, times);
            }
            9 => {
                let page = self.page_for(chance, original, |is| is.1 == "overflow");
                self.tell(&format!("page {} of a long text overwritten", page + 1));
                self.overwrite(chance, page * PAGE, PAGE);
                self.silent += 1;
            }
            10 => {
                let page = self.page_for(chance, original, |is| is.1 == "overflow");
                self.tell(&format!("bits of page {} of a long text turned", page + 1));
                let times = 1 + chance.below(5);
                self.flip(chance, page * PAGE, page * PAGE + PAGE, times);
            }
            11 => {
                let at = chance.below(self.file.len().max(512) / 512) * 512;
                self.tell(&format!("512 bytes at {at} overwritten"));
                self.overwrite(chance, at, 512);
                self.silent += 60;
            }
            12 => {
                let (from, to) = (chance.below(pages), chance.below(pages));
                self.tell(&format!("page {} written over page {}", from + 1, to + 1));
                if self.file.len().is_multiple_of(PAGE) && from != to {
                    self.file
                        .copy_within(from * PAGE..(from + 1) * PAGE, to * PAGE);
                    self.silent += 2;
                }
            }
            13 => {
                self.tell("the first page overwritten");
                self.overwrite(chance, 0, PAGE);
            }
            14 => {
                let page = self.page_for(chance, original, |is| is.1 == "leaf");
                self.tell(&format!("bits of the head of page {} turned", page + 1));
                let head = page * PAGE + if page == 0 { 100 } else { 0 };
                let times = 1 + chance.below(3);
                self.flip(chance, head, head + 8, times);
            }
            15 => {
                let page = self.page_for(chance, original, |is| is.1 == "leaf");
                self.tell(&format!("bits of the pointers of page {} turned", page + 1));
                let head = page * PAGE + if page == 0 { 100 } else { 0 };
                let times = 1 + chance.below(4);
                self.flip(chance, head + 8, head + 60, times);
            }
            _ => {
                let first = chance.below(pages);
                let count = 1 + chance.below(pages.div_ceil(3));
                self.tell(&format!("{count} pages from {} on overwritten", first + 1));
                self.overwrite(chance, first * PAGE, count * PAGE);
                self.may_leave_nothing |= count > 12;
            }
        }
    }

    fn hit_log(&mut self, chance: &mut Chance) {
        let mut log = self.log.take().unwrap_or_default();
        match chance.below(5) {
            0 => {
                self.tell("the log is gone");
                return;
            }
            1 => {
                let length = chance.below(log.len());
                self.tell(&format!("the log cut to {length} bytes"));
                log.truncate(length);
            }
            2 => {
                let at = chance.below(32);
                self.tell(&format!("byte {at} of the log's head turned"));
                log[at] ^= 1 << chance.below(8);
            }
            3 => {
                let at = 32 + chance.below(log.len() - 32);
                self.tell(&format!("byte {at} of the log turned"));
                log[at] ^= 1 << chance.below(8);
            }
            _ => {
                let at = chance.below(log.len());
                let to = (at + 512 + chance.below(20_000)).min(log.len());
                self.tell(&format!("bytes {at} to {to} of the log overwritten"));
                for byte in &mut log[at..to] {
                    *byte = chance.below(256) as u8;
                }
            }
        }
        self.log = Some(log);
    }
}
