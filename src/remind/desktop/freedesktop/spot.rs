//! Where a notification is that was asked for: known once the service has answered, and to a later run once that was remembered.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Names a notification on one bus for good: another service numbers anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// The connection of the service that shows it.
    pub(super) owner: String,
    /// The number that service gave it.
    pub(super) id: u32,
}

/// The spot of a notification, which the answer to the call fills in, however late it comes.
#[derive(Default)]
pub(super) struct Spot(Mutex<State>);

#[derive(Default)]
enum State {
    #[default]
    Awaited,
    At(Place),
    /// It was refused, or is to be nowhere: it was taken back.
    Nowhere,
}

impl Spot {
    /// The spot of one that is shown there already.
    pub(super) const fn at(place: Place) -> Self {
        Self(Mutex::new(State::At(place)))
    }

    /// Where it is; `None` while that is not known.
    pub(super) fn place(&self) -> Option<Place> {
        match &*self.state() {
            State::At(place) => Some(place.clone()),
            State::Awaited | State::Nowhere => None,
        }
    }

    /// Whether the service may still show it.
    pub(super) fn is_awaited(&self) -> bool {
        matches!(*self.state(), State::Awaited)
    }

    /// It is to be there no more. Tells where it is, if that is known: otherwise [`Self::fill`] will say that it is not wanted.
    pub(super) fn take_back(&self) -> Option<Place> {
        let mut state = self.state();
        match &*state {
            State::At(place) => Some(place.clone()),
            State::Awaited | State::Nowhere => {
                *state = State::Nowhere;
                None
            }
        }
    }

    /// Nothing more is heard of it.
    pub(super) fn give_up(&self) {
        *self.state() = State::Nowhere;
    }

    /// The service has shown it there. False when nobody wants it any more.
    pub(super) fn fill(&self, place: Place) -> bool {
        let mut state = self.state();
        let is_wanted = matches!(*state, State::Awaited);
        if is_wanted {
            *state = State::At(place);
        }
        is_wanted
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place as it is remembered in the file: of one bus among all there ever were, and with who has shown it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct RememberedPlace {
    /// What tells the bus from those of other sessions and machines.
    pub(super) bus: String,
    pub(super) place: Place,
    /// The connection of the program that has shown it. On one bus no other connection is ever of this name.
    pub(super) program: String,
}

impl RememberedPlace {
    /// Reads what [`std::fmt::Display`] wrote; `None` where it is something else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ').map(str::to_owned);
        let (bus, owner) = (parts.next()?, parts.next()?);
        let id = parts.next()?.parse().ok()?;
        let program = parts.next()?;
        parts.next().is_none().then_some(Self {
            bus,
            place: Place { owner, id },
            program,
        })
    }
}

impl std::fmt::Display for RememberedPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Place { owner, id } = &self.place;
        write!(f, "{} {owner} {id} {}", self.bus, self.program)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_remembered_as_it_is() {
        let place = RememberedPlace {
            bus: "0af3".to_owned(),
            place: Place {
                owner: ":1.5".to_owned(),
                id: 7,
            },
            program: ":1.9".to_owned(),
        };
        assert_eq!(RememberedPlace::parse(&place.to_string()), Some(place));
        for other in ["", "0af3", "0af3 :1.5 x :1.9", "0af3 :1.5 7", "a b 7 c d"] {
            assert_eq!(RememberedPlace::parse(other), None, "{other}");
        }
    }
}
