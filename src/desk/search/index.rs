//! The index: every open referral's folded words in one run of memory, and the lanes' order.

use super::bits::Bits;
use super::choices::{Counter, FilterChoices};
use super::query::{Question, SourceCode};
use super::sieve::{Facts, Sieve, Vocabulary};
use super::terms::{Namer, push_line};
use crate::desk::Lane;
use crate::desk::board::{IdHashing, Lanes, lane_index};
use crate::domain::{Referral, ReferralId, ReferralText, Timestamp};
use memchr::memmem::Finder;
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// Every open referral, to be searched.
pub struct Index {
    /// The folded words, one referral's after the other's; what is no longer used is left until much of it is.
    words: Vec<u8>,
    unused: usize,
    /// By slot; a slot of nobody has no lane.
    pub(super) entries: Vec<Entry>,
    free: Vec<u32>,
    slots: HashMap<ReferralId, u32, IdHashing>,
    /// Each lane's cards as the board orders them, with their slots.
    pub(super) orders: [Vec<(Timestamp, ReferralId, u32)>; 3],
    is_ordered: bool,
    pub(super) vocabulary: Vocabulary,
    namer: Namer,
    /// Where one referral's words are put together.
    folded: String,
}

/// What the index has of a referral.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Among the open stages; `None` in a slot that is free.
    lane: Option<u8>,
    place: Timestamp,
    words: Range<usize>,
    pub(super) facts: Facts,
}

/// What a search found.
#[derive(Debug)]
pub struct Matches {
    /// The lanes with what was found, in the board's order.
    pub lanes: Lanes,
    /// The slots of it.
    slots: Bits,
}

impl Matches {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.lanes.lanes.iter().map(Lane::len).sum()
    }
}

/// So many referrals are searched before it is asked again whether the result is still wanted.
const BETWEEN_LOOKS: usize = 2_048;
/// Words no longer used are cleared away from here on, in bytes.
const LEAST_CLEARED: usize = 1 << 20;

impl Default for Index {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            unused: 0,
            entries: Vec::new(),
            free: Vec::new(),
            slots: HashMap::default(),
            orders: Default::default(),
            is_ordered: true,
            vocabulary: Vocabulary::default(),
            namer: Namer::new(),
            folded: String::new(),
        }
    }
}

impl Index {
    /// Takes in what a referral is now, and where its lane has it. An archived one leaves the index.
    pub fn put(
        &mut self,
        referral: &Referral,
        more: (&ReferralText, SourceCode),
        place: Timestamp,
    ) {
        self.order();
        self.remove(referral.id);
        if let Some((lane, slot)) = self.add(referral, more, place) {
            let key = (place, referral.id, slot);
            if let Some(order) = self.orders.get_mut(lane) {
                let at = order.binary_search(&key).unwrap_or_else(|at| at);
                order.insert(at, key);
            }
        }
    }

    /// Adds a referral that it does not have yet; the lanes are ordered once all are there.
    pub fn add_unordered(
        &mut self,
        referral: &Referral,
        more: (&ReferralText, SourceCode),
        place: Timestamp,
    ) {
        if let Some((lane, slot)) = self.add(referral, more, place)
            && let Some(order) = self.orders.get_mut(lane)
        {
            order.push((place, referral.id, slot));
            self.is_ordered = false;
        }
    }

    /// Gives back the memory that was taken ahead, once all are there.
    pub fn trim(&mut self) {
        self.words.shrink_to_fit();
        self.entries.shrink_to_fit();
    }

    /// Takes a referral out.
    pub fn remove(&mut self, id: ReferralId) {
        self.order();
        let Some(slot) = self.slots.remove(&id) else {
            return;
        };
        let Some(entry) = self.entries.get_mut(slot as usize) else {
            return;
        };
        let lane = entry.lane.take().map(usize::from);
        let key = (entry.place, id, slot);
        self.unused += entry.words.len();
        self.free.push(slot);
        if let Some(order) = lane.and_then(|lane| self.orders.get_mut(lane))
            && let Ok(at) = order.binary_search(&key)
        {
            order.remove(at);
        }
    }

    /// How many referrals it has.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// How many bytes its words and tables take up.
    pub fn bytes(&self) -> usize {
        let order = size_of::<(Timestamp, ReferralId, u32)>();
        self.words.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.slots.capacity() * (size_of::<(ReferralId, u32)>() + 1)
            + self.orders.iter().map(Vec::capacity).sum::<usize>() * order
    }

    /// The referrals that are asked for; only those that `within` has, where it is given. `None` when `is_outdated` said so on the way.
    pub fn search(
        &mut self,
        question: &Question,
        within: Option<&Matches>,
        is_outdated: impl Fn() -> bool,
    ) -> Option<Matches> {
        self.order();
        let words = words_of(question);
        let finders: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
        let sieve = Sieve::new(question, &self.vocabulary);
        let mut slots = Bits::none_of(self.entries.len());
        let mut lanes: [Lane; 3] = Default::default();
        let mut counts = [0_usize; 3];
        for (first, entries) in self.entries.chunks(BETWEEN_LOOKS).enumerate() {
            if is_outdated() {
                return None;
            }
            for (slot, entry) in (first * BETWEEN_LOOKS..).zip(entries) {
                let is_wanted = entry.lane.is_some()
                    && within.is_none_or(|within| within.slots.contains(slot))
                    && sieve.failing(&entry.facts).is_empty()
                    && self.has_all(entry, &finders);
                if is_wanted && let Some(lane) = entry.lane.map(usize::from) {
                    slots.insert(slot);
                    if let (Some(found), Some(count)) = (lanes.get_mut(lane), counts.get_mut(lane))
                    {
                        found.add_value(&entry.facts.deal, 1);
                        *count += 1;
                    }
                }
            }
        }
        self.fill(&mut lanes, counts, &slots);
        let mut lanes = Lanes::new(lanes);
        if let Some(grouping) = question.grouping {
            self.group(&mut lanes, grouping, &slots);
        }
        Some(Matches { lanes, slots })
    }

    /// The filters that can be set beside what is asked for, with how many referrals each would show. `None` when `is_outdated` said so.
    pub fn choices(
        &mut self,
        question: &Question,
        is_outdated: impl Fn() -> bool,
    ) -> Option<FilterChoices> {
        self.order();
        let words = words_of(question);
        let finders: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
        let sieve = Sieve::new(question, &self.vocabulary);
        let mut counter = Counter::default();
        for entries in self.entries.chunks(BETWEEN_LOOKS) {
            if is_outdated() {
                return None;
            }
            for entry in entries {
                if entry.lane.is_some() && self.has_all(entry, &finders) {
                    counter.add(&entry.facts, sieve.failing(&entry.facts), &sieve);
                }
            }
        }
        let has_own_name = !question.own_name.trim().is_empty();
        Some(counter.into_choices(&self.vocabulary, has_own_name, &question.query.filters))
    }

    /// The folded names of the customers, as the board orders them.
    pub fn customers(&mut self) -> impl Iterator<Item = (ReferralId, &str)> {
        self.order();
        let Self {
            words,
            entries,
            orders,
            ..
        } = self;
        orders.iter().flatten().filter_map(|(_, id, slot)| {
            let entry = entries.get(*slot as usize)?;
            // The name stands in the first line.
            let line = words.get(entry.words.clone())?.split(|byte| *byte == b'\n');
            let name = line.into_iter().next()?;
            Some((*id, std::str::from_utf8(name).ok()?))
        })
    }

    fn has_all(&self, entry: &Entry, finders: &[Finder<'_>]) -> bool {
        let words = self.words.get(entry.words.clone()).unwrap_or_default();
        finders.iter().all(|finder| finder.find(words).is_some())
    }

    /// Puts the cards found into their lanes, which have their sums already. The entries are not looked at again: in the lanes' order they lie
    /// scattered over the memory.
    fn fill(&self, lanes: &mut [Lane; 3], counts: [usize; 3], slots: &Bits) {
        for ((lane, order), count) in lanes.iter_mut().zip(&self.orders).zip(counts) {
            let found = order
                .iter()
                .filter(|(_, _, slot)| slots.contains(*slot as usize))
                .map(|(place, id, _)| (*place, *id));
            lane.fill(count, found);
        }
    }

    /// Adds an entry without ordering it; its lane and slot. An archived referral is passed over.
    fn add(
        &mut self,
        referral: &Referral,
        (text, source): (&ReferralText, SourceCode),
        place: Timestamp,
    ) -> Option<(usize, u32)> {
        let lane = lane_index(referral.stage())?;
        self.clear_away();
        let terms = self.fold(referral, text);
        let start = self.words.len();
        self.words.extend_from_slice(self.folded.as_bytes());
        let entry = Entry {
            lane: Some(lane as u8),
            place,
            words: start..self.words.len(),
            facts: Facts::of(referral, source, terms),
        };
        let slot = if let Some(slot) = self.free.pop() {
            if let Some(free) = self.entries.get_mut(slot as usize) {
                *free = entry;
            }
            slot
        } else {
            self.entries.push(entry);
            (self.entries.len() - 1) as u32
        };
        self.slots.insert(referral.id, slot);
        Some((lane, slot))
    }

    /// Puts together everything that is searched of a referral: what the program shows of it in its stage, and nothing else. Returns the
    /// numbers of its region, size and owner.
    fn fold(
        &mut self,
        referral: &Referral,
        text: &ReferralText,
    ) -> (Option<u32>, Option<u32>, Option<u32>) {
        let Self {
            folded,
            vocabulary,
            namer,
            ..
        } = self;
        let Vocabulary {
            regions,
            sizes,
            owners,
        } = vocabulary;
        folded.clear();
        push_line(folded, &referral.customer);
        push_line(folded, &referral.overview);
        push_line(
            folded,
            referral.partner_center_id.as_deref().unwrap_or_default(),
        );
        // Writing into a string cannot fail.
        writeln!(folded, "#{}", referral.id).ok();
        let region = referral
            .region
            .as_ref()
            .map(|code| regions.number(code, |names| namer.region(names, code)));
        let size = referral
            .company_size
            .as_ref()
            .map(|size| sizes.number(size, |names| namer.size(names, size)));
        let owner = referral
            .owner
            .as_ref()
            .map(|owner| owners.number(owner, |name| push_line(name, owner)));
        for (terms, number) in [(&*regions, region), (&*sizes, size), (&*owners, owner)] {
            folded.push_str(number.map_or("", |number| terms.folded(number)));
        }
        push_line(folded, &text.notes);
        if referral.shows_details() {
            let contact = &text.contact;
            for shown in [&text.details, &contact.name, &contact.email, &contact.phone] {
                push_line(folded, shown);
            }
            for value in text.other_columns.values() {
                push_line(folded, value);
            }
        }
        (region, size, owner)
    }

    fn order(&mut self) {
        if !std::mem::replace(&mut self.is_ordered, true) {
            for order in &mut self.orders {
                order.sort_unstable();
            }
        }
    }

    /// Clears away words that nobody uses, once they are half of all.
    fn clear_away(&mut self) {
        if self.unused < LEAST_CLEARED || self.unused < self.words.len() / 2 {
            return;
        }
        let mut words = Vec::with_capacity(self.words.len() - self.unused + LEAST_CLEARED);
        for entry in self.entries.iter_mut().filter(|entry| entry.lane.is_some()) {
            let start = words.len();
            words.extend_from_slice(self.words.get(entry.words.clone()).unwrap_or_default());
            entry.words = start..words.len();
        }
        self.words = words;
        self.unused = 0;
    }
}

/// The words that are searched for, the longest first: what is long occurs seldom.
fn words_of(question: &Question) -> Vec<String> {
    let mut words = question.query.words();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::search::BoardQuery;
    use crate::domain::{
        Contact, NewReferral, PolicyId, Stage, State, receive, search_fold, search_words,
    };
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Something that happens to the board, or is asked.
    #[derive(Clone, Debug)]
    enum Step {
        Put {
            id: i64,
            state: usize,
            place: i64,
            words: [usize; 4],
        },
        Remove(i64),
        Search(Vec<usize>),
    }

    const WORDS: [&str; 12] = [
        "Contoso",
        "con",
        "Ｆａｂ",
        "ふじ",
        "フジ",
        "ガイド",
        "カイト",
        "Café",
        "cafe au lait",
        "ß",
        "51",
        "",
    ];

    fn step() -> impl Strategy<Value = Step> {
        let word = 0..WORDS.len();
        let put = (
            0_i64..12,
            0_usize..4,
            0_i64..5,
            [word.clone(), word.clone(), word.clone(), word.clone()],
        )
            .prop_map(|(id, state, place, words)| Step::Put {
                id,
                state,
                place,
                words,
            });
        prop_oneof![
            4 => put,
            1 => (0_i64..12).prop_map(Step::Remove),
            2 => prop::collection::vec(word, 0..3).prop_map(Step::Search),
        ]
    }

    fn referral(id: i64, state: usize, words: [usize; 4]) -> (Referral, ReferralText) {
        let [customer, overview, details, notes] = words.map(|word| WORDS[word].to_owned());
        let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let new = NewReferral {
            customer: format!("{customer} {id}"),
            overview,
            region: Some("JP".to_owned()),
            company_size: Some("51to250employees".to_owned()),
            ..NewReferral::default()
        };
        let (mut referral, ..) = receive(&new, PolicyId::Classic, now).unwrap();
        referral.id = ReferralId(id);
        referral.state = match state {
            0 => State::New,
            1 => State::Evaluating,
            2 => State::Negotiating,
            _ => State::Archived {
                outcome: crate::domain::Outcome::Won,
                presumed: false,
                from: Stage::Negotiating,
                at: now,
            },
        };
        let text = ReferralText {
            details,
            notes,
            contact: Contact {
                name: "Aiko".to_owned(),
                ..Contact::default()
            },
            ..ReferralText::default()
        };
        (referral, text)
    }

    fn ask(search: &str) -> Question {
        Question {
            query: BoardQuery {
                search: search.to_owned(),
                ..BoardQuery::default()
            },
            ..Question::default()
        }
    }

    /// What a person can read of a referral, searched without an index.
    fn is_found(referral: &Referral, text: &ReferralText, typed: &str) -> bool {
        let number = format!("#{}", referral.id);
        let mut fields = vec![
            referral.customer.as_str(),
            &referral.overview,
            &text.notes,
            &number,
            "JP",
            "Japan",
            "日本",
            "にほん",
            "51-250 employees",
            "51-250名",
        ];
        if referral.stage() != Stage::New {
            fields.extend([text.details.as_str(), &text.contact.name]);
        }
        let fields: Vec<String> = fields.into_iter().map(search_fold).collect();
        search_words(typed)
            .iter()
            .all(|word| fields.iter().any(|field| field.contains(word.as_str())))
    }

    proptest! {
        #[test]
        fn a_search_finds_what_a_look_at_every_referral_finds(steps in prop::collection::vec(step(), 1..60)) {
            let mut index = Index::default();
            let mut known: BTreeMap<i64, (Referral, ReferralText, Timestamp)> = BTreeMap::new();
            let mut last: Option<(Question, Matches)> = None;
            for step in steps {
                match step {
                    Step::Put { id, state, place, words } => {
                        let (referral, text) = referral(id, state, words);
                        let place = Timestamp::from_millis(place);
                        index.put(&referral, (&text, SourceCode::Entered), place);
                        known.insert(id, (referral, text, place));
                        last = None;
                    }
                    Step::Remove(id) => {
                        index.remove(ReferralId(id));
                        known.remove(&id);
                        last = None;
                    }
                    Step::Search(words) => {
                        let typed = words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ");
                        let query = ask(&typed);
                        let within = last.as_ref().filter(|(before, _)| query.narrows(before));
                        let found = index.search(&query, within.map(|(_, matches)| matches), || false).unwrap();
                        for (lane, stage) in found.lanes.lanes.iter().zip(Stage::OPEN) {
                            let mut wanted: Vec<(Timestamp, ReferralId)> = known
                                .values()
                                .filter(|(referral, text, _)| referral.stage() == stage && is_found(referral, text, &typed))
                                .map(|(referral, _, place)| (*place, referral.id))
                                .collect();
                            wanted.sort_unstable();
                            let found: Vec<ReferralId> = (0..lane.len()).filter_map(|at| lane.id_at(at)).collect();
                            let wanted: Vec<ReferralId> = wanted.into_iter().map(|(_, id)| id).collect();
                            prop_assert_eq!(found, wanted, "{} in {:?}", typed, stage);
                        }
                        last = Some((query, found));
                    }
                }
            }
        }
    }

    #[test]
    fn words_that_nobody_uses_are_cleared_away() {
        let mut index = Index::default();
        let (mut referral, _) = referral(1, 1, [0; 4]);
        for round in 0..200 {
            referral.overview = format!("round {round} {}", "x".repeat(40_000));
            index.put(
                &referral,
                (&ReferralText::default(), SourceCode::Entered),
                Timestamp::default(),
            );
        }
        assert!(index.words.len() < 3 * LEAST_CLEARED);
        let mut count = |search| {
            index
                .search(&ask(search), None, || false)
                .unwrap()
                .lanes
                .lanes[1]
                .len()
        };
        assert_eq!(count("round 199"), 1);
        assert_eq!(count("round 198"), 0);
    }

    #[test]
    fn a_search_that_is_no_longer_wanted_ends() {
        let mut index = Index::default();
        let (referral, text) = referral(1, 1, [0; 4]);
        index.put(
            &referral,
            (&text, SourceCode::Entered),
            Timestamp::default(),
        );
        assert!(index.search(&Question::default(), None, || true).is_none());
    }
}
