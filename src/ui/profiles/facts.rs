//! What is known of the referrals that arrive for each profile, asked from the reader once and again after changes.

use super::super::view::{Ask, View};
use crate::desk::Event;
use crate::domain::{ArrivalFacts, Finding, Profile, ProfileId, check};
use std::collections::{HashMap, VecDeque};

/// A profile's identity and the region that was asked about.
type Question = (ProfileId, String);

#[derive(Default)]
pub(super) struct Facts {
    known: HashMap<Question, ArrivalFacts>,
    /// Not answered yet, in the order asked: that is the order of the answers.
    asked: VecDeque<Question>,
    /// Referrals changed since.
    outdated: bool,
}

/// Whether it names a region as referrals do; nothing arrives for any other.
const fn is_code(region: &str) -> bool {
    region.len() == 2
}

impl Facts {
    /// Takes in what concerns it.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::ArrivalFacts(id, facts) => {
                let place = self.asked.iter().position(|(asked, _)| asked == id);
                if let Some(question) = place.and_then(|place| self.asked.remove(place)) {
                    let facts = ArrivalFacts {
                        // Which those are, the profiles say themselves.
                        other_regions: Vec::new(),
                        open_by_size: facts.open_by_size.clone(),
                        ..**facts
                    };
                    self.known.insert(question, facts);
                }
            }
            Event::Done { done, .. } => self.outdated |= !done.referrals.is_empty(),
            Event::Settled(_)
            | Event::WrittenElsewhere(_)
            | Event::FileReplaced
            | Event::BoardRead(_) => {
                self.outdated = true;
            }
            // Which question failed is not told: none of them is waited for any longer.
            Event::Failed { .. } => self.asked.clear(),
            _ => {}
        }
    }

    /// Asks again about what changed, when something did.
    pub fn ask_again(&mut self, view: &mut View<'_>, profiles: &[Profile]) {
        if std::mem::take(&mut self.outdated) {
            for profile in profiles.iter().filter(|one| is_code(&one.region)) {
                self.put(view, profile.id, &profile.region);
            }
        }
    }

    /// Asks about a profile's region, unless that is known or asked already.
    pub fn ask(&mut self, view: &mut View<'_>, profile: &Profile) {
        let question = (profile.id, profile.region.clone());
        if is_code(&profile.region)
            && !self.known.contains_key(&question)
            && !self.asked.contains(&question)
        {
            self.put(view, profile.id, &profile.region);
        }
    }

    fn put(&mut self, view: &mut View<'_>, id: ProfileId, region: &str) {
        self.asked.push_back((id, region.to_owned()));
        view.ask(Ask::ArrivalFacts(id, region.to_owned()));
    }

    /// Everything to point out about a profile among `profiles`, as far as is known.
    pub fn findings(&self, profile: &Profile, profiles: &[Profile]) -> Vec<Finding> {
        let known = self.known.get(&(profile.id, profile.region.clone()));
        let facts = ArrivalFacts {
            other_regions: profiles
                .iter()
                .filter(|other| other.id != profile.id)
                .map(|other| other.region.clone())
                .collect(),
            ..known.cloned().unwrap_or_default()
        };
        check(profile, &facts)
    }
}
