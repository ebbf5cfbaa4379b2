//! What every card's band is made by, as a number: so that a whole board is put into its bands again without a look at a single referral.

use super::bands::{Bands, Grouping};
use super::{Board, Card, Lane, Lanes};
use crate::domain::Referral;
use std::collections::HashMap;

/// Stands for a card that is not there: what it is made by is not known.
const NOT_THERE: u32 = u32::MAX;

/// The number of every card's value, in step with the list of cards.
#[derive(Debug)]
pub(super) struct Numbered {
    grouping: Grouping,
    values: Values,
    of_cards: Vec<u32>,
}

impl Numbered {
    /// Of these cards.
    pub(super) fn of(grouping: Grouping, cards: &[Card]) -> Self {
        let mut numbered = Self::begin(grouping, 0);
        numbered.of_cards.reserve_exact(cards.len());
        for card in cards {
            numbered.push(&card.referral);
        }
        numbered
    }

    /// Of so many cards, of which each is to be numbered with [`Self::number`].
    pub(super) fn begin(grouping: Grouping, count: usize) -> Self {
        Self {
            grouping,
            values: Values::default(),
            of_cards: vec![NOT_THERE; count],
        }
    }

    pub(super) const fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// Numbers the card at this index, and returns its number.
    pub(super) fn number(&mut self, index: Option<usize>, referral: Option<&Referral>) -> u32 {
        let value = referral.and_then(|referral| self.grouping.value_of(referral));
        let number = self.values.number(value);
        let slot = index.and_then(|index| self.of_cards.get_mut(index));
        if let Some(slot) = slot {
            *slot = number;
        }
        number
    }

    /// Takes in a card that is added after all others.
    pub(super) fn push(&mut self, referral: &Referral) {
        let number = self.values.number(self.grouping.value_of(referral));
        self.of_cards.push(number);
    }

    /// Takes out the card at this index, whose place the last one fills.
    pub(super) fn swap_remove(&mut self, index: usize) {
        if index < self.of_cards.len() {
            self.of_cards.swap_remove(index);
        }
    }

    /// Keeps the cards that stay, as the list of cards does; told for each of them in turn.
    pub(super) fn retain(&mut self, stays: &[bool]) {
        let mut stays = stays.iter();
        self.of_cards.retain(|_| stays.next() == Some(&true));
    }

    fn number_at(&self, index: Option<&usize>) -> u32 {
        let number = index.and_then(|index| self.of_cards.get(*index));
        number.copied().unwrap_or(NOT_THERE)
    }
}

impl Board {
    /// The number of each card of some lanes.
    pub(super) fn numbers_in(&self, lanes: &Lanes, numbered: &Numbered) -> [Vec<u32>; 3] {
        let number = |id| numbered.number_at(self.index.get(&id));
        let in_lane = |lane: &Lane| lane.ids().map(number).collect();
        lanes.lanes.each_ref().map(in_lane)
    }

    /// Puts the cards of some lanes into the bands of their numbers.
    pub(super) fn put_into_numbered(
        &self,
        lanes: &mut Lanes,
        numbered: &Numbered,
        numbers: &[Vec<u32>; 3],
    ) {
        let values = &numbered.values;
        let mut occurs = vec![false; values.list.len()];
        let mut is_any_not_there = false;
        for number in numbers.iter().flatten() {
            match occurs.get_mut(*number as usize) {
                Some(occurs) => *occurs = true,
                None => is_any_not_there = true,
            }
        }
        let those = values
            .list
            .iter()
            .zip(&occurs)
            .filter(|(_, occurs)| **occurs);
        let those = those.map(|(value, _)| value.as_deref());
        let those = those.chain(is_any_not_there.then_some(None));
        let bands = Bands::new(numbered.grouping, those, &self.folded);
        let place = |value: &Option<String>| bands.place_of(value.as_deref()).unwrap_or_default();
        let places: Vec<usize> = values.list.iter().map(place).collect();
        let unknown = bands.place_of(None).unwrap_or_default();
        let place = |number: &u32| places.get(*number as usize).copied().unwrap_or(unknown);
        let places = numbers
            .each_ref()
            .map(|numbers| numbers.iter().map(place).collect());
        lanes.put_into(bands, &places);
    }
}

/// The values met so far, numbered as they came.
#[derive(Debug, Default)]
struct Values {
    list: Vec<Option<String>>,
    numbers: HashMap<String, u32>,
    /// The number of what is not known.
    unknown: Option<u32>,
}

impl Values {
    fn number(&mut self, value: Option<&str>) -> u32 {
        let known = match value {
            Some(value) => self.numbers.get(value).copied(),
            None => self.unknown,
        };
        if let Some(number) = known {
            return number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(NOT_THERE);
        self.list.push(value.map(str::to_owned));
        match value {
            Some(value) => {
                self.numbers.insert(value.to_owned(), number);
            }
            None => self.unknown = Some(number),
        }
        number
    }
}
