//! Puts what was found into bands, by the numbers that the index has of regions, sizes and owners.

use super::bits::Bits;
use super::index::Index;
use super::sieve::Facts;
use super::terms::Terms;
use crate::desk::board::{Bands, Grouping, Lanes};
use crate::desk::settings::Swimlanes;
use std::collections::BTreeSet;

impl Index {
    /// Puts the cards of these slots, which the lanes have in their order, into bands.
    pub(super) fn group(&self, lanes: &mut Lanes, grouping: Grouping, slots: &Bits) {
        let terms: [Vec<Option<u32>>; 3] = self.orders.each_ref().map(|order| {
            let found = order.iter().map(|(_, _, slot)| *slot as usize);
            let found = found.filter(|slot| slots.contains(*slot));
            let term = |slot: usize| {
                let entry = self.entries.get(slot)?;
                term_of(grouping.by(), &entry.facts)
            };
            found.map(term).collect()
        });
        let values = self.terms(grouping.by());
        let mut occurs = vec![false; values.map_or(0, Terms::len)];
        let mut is_any_unknown = false;
        for term in terms.iter().flatten() {
            match term.and_then(|term| occurs.get_mut(term as usize)) {
                Some(occurs) => *occurs = true,
                None => is_any_unknown = true,
            }
        }
        let value = |term: usize| values.map(|values| values.value(term as u32));
        let known = (0..occurs.len()).filter(|term| occurs.get(*term) == Some(&true));
        let all = known.map(value).chain(is_any_unknown.then_some(None));
        // What is folded the board knows.
        let bands = Bands::new(grouping, all, &BTreeSet::new());
        let places: Vec<usize> = (0..occurs.len())
            .map(|term| bands.place_of(value(term)).unwrap_or_default())
            .collect();
        let unknown = bands.place_of(None).unwrap_or_default();
        let place = |term: Option<u32>| match term {
            Some(term) => places.get(term as usize).copied().unwrap_or(unknown),
            None => unknown,
        };
        let places = terms.map(|terms| terms.into_iter().map(place).collect());
        lanes.put_into(bands, &places);
    }

    const fn terms(&self, by: Swimlanes) -> Option<&Terms> {
        match by {
            Swimlanes::Off => None,
            Swimlanes::Region => Some(&self.vocabulary.regions),
            Swimlanes::CompanySize => Some(&self.vocabulary.sizes),
            Swimlanes::Owner => Some(&self.vocabulary.owners),
        }
    }
}

const fn term_of(by: Swimlanes, facts: &Facts) -> Option<u32> {
    match by {
        Swimlanes::Off => None,
        Swimlanes::Region => facts.region,
        Swimlanes::CompanySize => facts.size,
        Swimlanes::Owner => facts.owner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::search::{BoardFilter, BoardQuery, Question, SourceCode};
    use crate::domain::{
        NewReferral, PolicyId, Referral, ReferralId, ReferralText, Timestamp, receive,
    };
    use crate::text::Language;
    use std::collections::HashMap;

    fn referral(id: i64) -> Referral {
        let pick = |values: &[&str]| {
            let value = values[usize::try_from(id).unwrap() % values.len()];
            Some(value.to_owned()).filter(|value| !value.is_empty())
        };
        let new = NewReferral {
            customer: format!("Customer {id}"),
            region: pick(&["JP", "US", "", "DE"]),
            company_size: pick(&["51to250employees", "", "1to9employees"]),
            owner: pick(&["Aiko", "Ben", "", "Chika", "Ben"]),
            ..NewReferral::default()
        };
        let (mut referral, ..) =
            receive(&new, PolicyId::Classic, Timestamp::from_millis(0)).unwrap();
        referral.id = ReferralId(id);
        referral
    }

    #[test]
    fn what_is_found_is_in_the_bands_into_which_the_board_would_put_it() {
        let mut index = Index::default();
        let known: HashMap<ReferralId, Referral> =
            (0..60).map(|id| (ReferralId(id), referral(id))).collect();
        for referral in known.values() {
            let place = Timestamp::from_millis(referral.id.0 % 7);
            let more = (&ReferralText::default(), SourceCode::Entered);
            index.put(referral, more, place);
        }
        for filters in [Vec::new(), vec![BoardFilter::Owner(Some("Ben".to_owned()))]] {
            for by in Swimlanes::ALL {
                let grouping = Grouping::new(by, Language::English);
                let question = Question {
                    query: BoardQuery {
                        filters: filters.clone(),
                        ..BoardQuery::default()
                    },
                    grouping,
                    ..Question::default()
                };
                let found = index.search(&question, None, || false).unwrap().lanes;
                assert_eq!(found.grouping(), grouping);
                let plain = Question {
                    grouping: None,
                    ..question
                };
                let mut wanted = index.search(&plain, None, || false).unwrap().lanes;
                wanted.group(grouping, &BTreeSet::new(), |grouping, id| {
                    grouping.value_of(known.get(&id)?)
                });
                assert!(!wanted.lanes[0].is_empty());
                for (lane, wanted) in found.lanes.iter().zip(&wanted.lanes) {
                    let ids = |lane: &crate::desk::Lane| {
                        (0..lane.len())
                            .map(|at| (lane.id_at(at), lane.band_at(at)))
                            .collect::<Vec<_>>()
                    };
                    assert_eq!(ids(lane), ids(wanted), "{by:?}");
                }
            }
        }
    }
}
