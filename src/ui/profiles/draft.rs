//! The profile being edited, and how it stands to the one that is kept.

use super::keywords::KeywordInput;
use crate::domain::{Location, Profile, ProfileId};

/// A profile being edited.
#[derive(Default)]
pub(super) struct Draft {
    /// As it stands in the form.
    pub profile: Profile,
    /// As it is kept.
    kept: Profile,
    /// As it was sent to be kept; `None` when nothing is under way.
    sent: Option<Profile>,
    /// What happened to the kept one meanwhile.
    pub elsewhere: Option<Elsewhere>,
    /// What is typed beside the keywords.
    pub keywords: KeywordInput,
    /// The location taken away last, and where it stood.
    pub removed_location: Option<(usize, Location)>,
    /// Tells the form's fields from those of the profile shown before, so that none undoes into the other.
    pub serial: u64,
}

/// What happened to the kept profile while it was edited here.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Elsewhere {
    /// It now is this.
    Changed(Box<Profile>),
    /// It is gone.
    Deleted,
}

/// What becomes of the form once the kept profiles are known anew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// It goes on.
    Stays,
    /// Its profile is gone, and nothing is lost with it.
    Closes,
}

impl Draft {
    /// A profile that is not kept yet.
    pub fn new(serial: u64) -> Self {
        let profile = Profile {
            active: true,
            ..Profile::default()
        };
        Self {
            kept: profile.clone(),
            profile,
            serial,
            ..Self::default()
        }
    }

    /// A kept profile.
    pub fn of(kept: &Profile, serial: u64) -> Self {
        Self {
            profile: kept.clone(),
            kept: kept.clone(),
            serial,
            ..Self::default()
        }
    }

    pub fn id(&self) -> ProfileId {
        self.profile.id
    }

    /// Whether it was never kept.
    pub fn is_new(&self) -> bool {
        self.profile.id == ProfileId::default()
    }

    /// The region by which the profile is known: the kept one, or the chosen one of a new profile.
    pub fn known_region(&self) -> &str {
        if self.is_new() {
            &self.profile.region
        } else {
            &self.kept.region
        }
    }

    /// Whether it differs from the kept one.
    pub fn is_edited(&self) -> bool {
        self.keywords.has_text() || !says_the_same(&self.profile, &self.kept)
    }

    /// Whether it is being kept just as it stands.
    pub fn is_being_saved(&self) -> bool {
        !self.keywords.has_text()
            && self
                .sent
                .as_ref()
                .is_some_and(|sent| says_the_same(sent, &self.profile))
    }

    /// Whether leaving would lose something.
    pub fn has_unsaved_edits(&self) -> bool {
        self.is_edited() && !self.is_being_saved()
    }

    /// The profile to keep; a keyword still in its field counts.
    pub fn send(&mut self) -> Profile {
        self.keywords.add_typed(&mut self.profile.keywords);
        self.sent = Some(self.profile.clone());
        self.profile.clone()
    }

    /// It could not be kept.
    pub fn sending_failed(&mut self) {
        self.sent = None;
    }

    /// Takes in what is kept now.
    pub fn meet(&mut self, profiles: &[Profile]) -> Fate {
        let kept = if self.is_new() {
            self.sent
                .as_ref()
                .and_then(|sent| profiles.iter().find(|profile| says_the_same(profile, sent)))
        } else {
            profiles.iter().find(|profile| profile.id == self.id())
        };
        match kept {
            Some(kept) if kept.revision == self.profile.revision && !self.is_new() => {}
            Some(kept) => self.meet_changed(kept),
            None if self.is_new() => {}
            None if self.has_unsaved_edits() => self.elsewhere = Some(Elsewhere::Deleted),
            None => return Fate::Closes,
        }
        Fate::Stays
    }

    fn meet_changed(&mut self, kept: &Profile) {
        let is_ours = self
            .sent
            .as_ref()
            .is_some_and(|sent| says_the_same(sent, kept));
        if !self.is_edited() || says_the_same(&self.profile, kept) && !self.keywords.has_text() {
            self.profile = kept.clone();
        } else if is_ours {
            // Something was typed since it was sent.
            self.profile.id = kept.id;
            self.profile.revision = kept.revision;
        } else {
            self.elsewhere = Some(Elsewhere::Changed(Box::new(kept.clone())));
            return;
        }
        self.kept = kept.clone();
        self.sent = None;
        self.elsewhere = None;
    }

    /// Settles a change made elsewhere in favour of what stands in the form.
    pub fn keep_own(&mut self) {
        match self.elsewhere.take() {
            Some(Elsewhere::Changed(theirs)) => {
                self.profile.revision = theirs.revision;
                self.kept = *theirs;
            }
            Some(Elsewhere::Deleted) => {
                self.profile.id = ProfileId::default();
                self.profile.revision = 0;
                self.kept = Profile::default();
            }
            None => {}
        }
    }

    /// What is kept, as far as is known; `None` when there is no such profile.
    pub fn latest_kept(&self) -> Option<&Profile> {
        match &self.elsewhere {
            Some(Elsewhere::Changed(theirs)) => Some(theirs),
            Some(Elsewhere::Deleted) => None,
            None => (!self.is_new()).then_some(&self.kept),
        }
    }
}

/// Whether two profiles would be kept alike; which one it is and how often it was changed does not matter.
fn says_the_same(one: &Profile, other: &Profile) -> bool {
    let content = |profile: &Profile| Profile {
        id: ProfileId::default(),
        revision: 0,
        ..profile.tidied()
    };
    content(one) == content(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(revision: i64, description: &str) -> Profile {
        Profile {
            id: ProfileId(3),
            region: "JP".into(),
            description: description.into(),
            revision,
            ..Profile::default()
        }
    }

    #[test]
    fn white_space_and_empty_locations_are_no_edits() {
        let mut draft = Draft::of(&kept(1, "Cloud"), 0);
        draft.profile.description.push(' ');
        draft.profile.locations.push(Location::default());
        assert!(!draft.is_edited());
        draft.profile.description.push('s');
        assert!(draft.is_edited());
    }

    #[test]
    fn a_change_elsewhere_shows_at_once_where_nothing_was_edited() {
        let mut draft = Draft::of(&kept(1, "Cloud"), 0);
        assert_eq!(draft.meet(&[kept(2, "Data")]), Fate::Stays);
        assert_eq!(draft.profile.description, "Data");
        assert_eq!(draft.meet(&[]), Fate::Closes);
    }

    #[test]
    fn a_change_elsewhere_never_takes_edits_away() {
        let mut draft = Draft::of(&kept(1, "Cloud"), 0);
        draft.profile.description = "Mine".into();
        draft.meet(&[kept(2, "Data")]);
        assert_eq!(draft.profile.description, "Mine");
        assert_eq!(
            draft.elsewhere,
            Some(Elsewhere::Changed(Box::new(kept(2, "Data"))))
        );
        draft.keep_own();
        assert_eq!((draft.profile.revision, draft.is_edited()), (2, true));
        assert_eq!(draft.meet(&[]), Fate::Stays);
        assert_eq!(draft.elsewhere, Some(Elsewhere::Deleted));
        draft.keep_own();
        assert!(draft.is_new() && draft.is_edited());
    }

    #[test]
    fn what_was_typed_after_saving_stays_an_edit() {
        let mut draft = Draft::of(&kept(1, "Cloud"), 0);
        draft.profile.description = "Data".into();
        draft.send();
        assert!(draft.is_being_saved());
        draft.profile.description = "Data and more".into();
        assert!(draft.has_unsaved_edits());
        draft.meet(&[kept(2, "Data")]);
        assert_eq!(draft.elsewhere, None);
        assert_eq!(
            (draft.profile.description.as_str(), draft.profile.revision),
            ("Data and more", 2)
        );
        assert!(draft.has_unsaved_edits());
    }

    #[test]
    fn a_new_profile_gets_its_number_when_it_is_kept() {
        let mut draft = Draft::new(0);
        draft.profile.region = "JP".into();
        draft.profile.active = false;
        draft.profile.description = "Cloud".into();
        draft.meet(&[]);
        draft.send();
        draft.meet(&[kept(1, "Cloud")]);
        assert_eq!(draft.id(), ProfileId(3));
        assert!(!draft.is_edited());
    }
}
