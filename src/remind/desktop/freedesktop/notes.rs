//! What was shown on a desktop, and what its service says becomes of it.

use super::super::{KEPT, NotifyError, OnClick};
use super::spot::{Place, Spot};
use std::collections::{HashMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use zbus::Message;
use zbus::message::{Header, Type};
use zbus::names::{ErrorName, InterfaceName, MemberName, UniqueName};

/// The bus itself, as it signs its messages.
pub(super) const BUS: &str = "org.freedesktop.DBus";
/// The name that a notification service takes on the bus, and of its interface.
pub(super) const SERVICE: &str = "org.freedesktop.Notifications";
/// The action that stands for a click on the body.
pub(super) const BODY: &str = "default";

/// An answer that has not come by then is not waited for even to be taken back.
const LONGEST_HOPE: Duration = Duration::from_mins(5);

/// The notifications shown over one connection to the bus.
#[derive(Default)]
pub(super) struct Notes(Mutex<State>);

#[derive(Default)]
struct State {
    /// What services were asked to show and have not answered yet, by the number of the call.
    asked: HashMap<NonZeroU32, Asked>,
    /// The oldest first. Those that are gone from the screen are kept too: services show them again from their history.
    notes: VecDeque<Note>,
    is_over: bool,
}

struct Asked {
    on_click: OnClick,
    spot: Arc<Spot>,
    since: Instant,
    answer: Sender<Result<Place, NotifyError>>,
}

struct Note {
    place: Place,
    on_click: OnClick,
    is_on_screen: bool,
    /// The button that was pressed since it came on the screen.
    pressed: Option<String>,
}

impl Notes {
    /// Waits for the answer to a call that is about to be sent. An answer that comes too late to be waited for counts still: what it tells of
    /// is on the screen, and at this spot.
    pub(super) fn expect(
        &self,
        call: NonZeroU32,
        on_click: OnClick,
        spot: Arc<Spot>,
    ) -> Receiver<Result<Place, NotifyError>> {
        let (answer, answered) = channel();
        let since = Instant::now();
        let asked = Asked {
            on_click,
            spot,
            since,
            answer,
        };
        let mut state = self.state();
        state.give_up_before(since.checked_sub(LONGEST_HOPE));
        // Over, nobody answers: the dropped sender says so.
        if !state.is_over {
            state.asked.insert(call, asked);
        }
        answered
    }

    /// Takes note of what was shown.
    pub(super) fn add(&self, place: Place, on_click: OnClick) {
        self.state().add(place, on_click);
    }

    /// Whether this one may still be on the screen.
    pub(super) fn is_on_screen(&self, place: &Place) -> bool {
        let state = self.state();
        !state.is_over
            && state
                .notes
                .iter()
                .any(|note| note.place == *place && note.is_on_screen)
    }

    /// Whether the connection has ended.
    pub(super) fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// The connection has ended: nothing more will be heard.
    pub(super) fn end(&self) {
        let mut state = self.state();
        state.is_over = true;
        state.asked.clear();
        state.notes.clear();
    }

    /// Takes in one message from the bus. Tells what is to be taken off the screen again: it came up after it had been taken back.
    pub(super) fn hear(&self, message: &Message) -> Option<Place> {
        let header = message.header();
        let sender = header.sender().map(UniqueName::as_str)?;
        match header.message_type() {
            Type::MethodReturn | Type::Error => return self.answered(message, &header, sender),
            Type::Signal => self.signalled(message, &header, sender),
            Type::MethodCall => {}
        }
        None
    }

    fn answered(&self, message: &Message, header: &Header<'_>, sender: &str) -> Option<Place> {
        let mut state = self.state();
        let Asked {
            on_click,
            spot,
            answer,
            ..
        } = state.asked.remove(&header.reply_serial()?)?;
        let place = match header.error_name() {
            Some(name) => Err(refusal(name, message)),
            None => message
                .body()
                .deserialize::<u32>()
                .map(|id| Place {
                    owner: sender.to_owned(),
                    id,
                })
                .map_err(|error| NotifyError::Refused(error.to_string())),
        };
        let mut unwanted = None;
        match &place {
            Ok(place) if spot.fill(place.clone()) => state.add(place.clone(), on_click),
            Ok(place) => unwanted = Some(place.clone()),
            Err(_) => spot.give_up(),
        }
        if answer.send(place).is_err() {
            tracing::debug!("a notification was shown too late to be waited for");
        }
        unwanted
    }

    fn signalled(&self, message: &Message, header: &Header<'_>, sender: &str) {
        let interface = header.interface().map(InterfaceName::as_str);
        let member = header.member().map(MemberName::as_str);
        let body = message.body();
        match (interface, member) {
            (Some(SERVICE), Some("ActionInvoked")) => {
                if let Ok((id, action)) = body.deserialize::<(u32, &str)>() {
                    self.invoked(sender, id, action);
                }
            }
            (Some(SERVICE), Some("NotificationClosed")) => {
                if let Ok((id, _reason)) = body.deserialize::<(u32, u32)>()
                    && let Some(note) = self.state().find(sender, id)
                {
                    note.is_on_screen = false;
                    note.pressed = None;
                }
            }
            (Some(BUS), Some("NameOwnerChanged")) if sender == BUS => {
                if let Ok((SERVICE, before, _)) = body.deserialize::<(&str, &str, &str)>() {
                    // What it showed went with it.
                    self.state().notes.retain(|note| note.place.owner != before);
                }
            }
            _ => {}
        }
    }

    fn invoked(&self, owner: &str, id: u32, action: &str) {
        let mut state = self.state();
        let Some(note) = state.find(owner, id) else {
            return;
        };
        let button = (action != BODY).then_some(action);
        // Told twice, it was pressed once: only what was shown again can be pressed again.
        if button.is_some() && note.pressed.as_deref() == button {
            return;
        }
        note.pressed = button.map(str::to_owned);
        let on_click = note.on_click.clone();
        drop(state);
        on_click(button);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Waits no longer for what was asked before then; a service that hangs does not fill the memory.
    fn give_up_before(&mut self, then: Option<Instant>) {
        self.asked.retain(|_, asked| {
            let is_awaited = then.is_none_or(|then| asked.since >= then);
            if !is_awaited {
                asked.spot.give_up();
            }
            is_awaited
        });
    }

    fn find(&mut self, owner: &str, id: u32) -> Option<&mut Note> {
        self.notes
            .iter_mut()
            .find(|note| note.place.id == id && note.place.owner == owner)
    }

    fn add(&mut self, place: Place, on_click: OnClick) {
        self.notes.retain(|note| note.place != place);
        if self.notes.len() >= KEPT {
            // Rather one that is gone from the screen than one a person sees.
            let gone = self.notes.iter().position(|note| !note.is_on_screen);
            self.notes.remove(gone.unwrap_or(0));
        }
        self.notes.push_back(Note {
            place,
            on_click,
            is_on_screen: true,
            pressed: None,
        });
    }
}

fn refusal(name: &ErrorName<'_>, message: &Message) -> NotifyError {
    let body = message.body();
    let words = body.deserialize::<&str>().unwrap_or_default();
    let why = format!("{name}: {words}");
    // The bus says so of a service that is not there, or went before it answered.
    let is_gone = ["ServiceUnknown", "NameHasNoOwner", "NoReply"]
        .iter()
        .any(|gone| name.strip_prefix("org.freedesktop.DBus.Error.") == Some(gone));
    if is_gone {
        NotifyError::NoService(why)
    } else {
        NotifyError::Refused(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::TryRecvError;

    const SERVER: &str = ":1.5";

    /// What is heard of the notifications of a service, and where the clicks on them arrive.
    struct Desktop {
        notes: Notes,
        clicked: Sender<String>,
        clicks: Receiver<String>,
    }

    impl Desktop {
        fn new() -> Self {
            let (clicked, clicks) = channel();
            Self {
                notes: Notes::default(),
                clicked,
                clicks,
            }
        }

        fn on_click(&self, name: &str) -> OnClick {
            let (clicked, name) = (self.clicked.clone(), name.to_owned());
            Arc::new(move |button| {
                let what = button.unwrap_or("body");
                clicked.send(format!("{name}: {what}")).unwrap();
            })
        }

        /// Asks for a notification; the call, whose answer is awaited.
        fn ask(&self, name: &str) -> (Message, Receiver<Result<Place, NotifyError>>) {
            let call = Message::method_call("/org/freedesktop/Notifications", "Notify")
                .unwrap()
                .sender(":1.9")
                .unwrap()
                .build(&())
                .unwrap();
            let serial = call.primary_header().serial_num();
            let spot = Arc::new(Spot::default());
            (call, self.notes.expect(serial, self.on_click(name), spot))
        }

        /// Asks for a notification that may be taken back before the call is answered.
        fn ask_at(&self, spot: &Arc<Spot>) -> Message {
            let call = Message::method_call("/org/freedesktop/Notifications", "Notify")
                .unwrap()
                .build(&())
                .unwrap();
            let serial = call.primary_header().serial_num();
            drop(
                self.notes
                    .expect(serial, self.on_click("late"), spot.clone()),
            );
            call
        }

        fn shows(&self, name: &str, owner: &str, id: u32) -> Place {
            let (call, answered) = self.ask(name);
            self.notes.hear(&reply(&call, owner, id));
            answered.try_recv().unwrap().unwrap()
        }

        fn invokes(&self, owner: &str, id: u32, action: &str) {
            self.notes
                .hear(&signal(owner, SERVICE, "ActionInvoked", &(id, action)));
        }

        fn closes(&self, id: u32, reason: u32) {
            let closed = signal(SERVER, SERVICE, "NotificationClosed", &(id, reason));
            self.notes.hear(&closed);
        }

        fn heard(&self) -> Vec<String> {
            self.clicks.try_iter().collect()
        }
    }

    fn reply(call: &Message, owner: &str, id: u32) -> Message {
        Message::method_return(&call.header())
            .unwrap()
            .sender(owner)
            .unwrap()
            .build(&id)
            .unwrap()
    }

    fn signal<B>(sender: &str, interface: &str, member: &str, body: &B) -> Message
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        Message::signal("/org/freedesktop/Notifications", interface, member)
            .unwrap()
            .sender(sender)
            .unwrap()
            .build(body)
            .unwrap()
    }

    #[test]
    fn a_click_is_heard_however_long_the_banner_has_been_gone() {
        let desktop = Desktop::new();
        let first = desktop.shows("first", SERVER, 1);
        let second = desktop.shows("second", SERVER, 2);
        desktop.closes(1, 1);
        desktop.closes(2, 2);
        assert!(!desktop.notes.is_on_screen(&first) && !desktop.notes.is_on_screen(&second));
        desktop.invokes(SERVER, 1, "default");
        desktop.invokes(SERVER, 2, "interested");
        assert_eq!(desktop.heard(), ["first: body", "second: interested"]);
    }

    #[test]
    fn a_button_told_twice_was_pressed_once_until_it_is_shown_again() {
        let desktop = Desktop::new();
        desktop.shows("one", SERVER, 1);
        desktop.invokes(SERVER, 1, "snooze-1h");
        desktop.invokes(SERVER, 1, "snooze-1h");
        assert_eq!(desktop.heard(), ["one: snooze-1h"]);
        desktop.closes(1, 3);
        desktop.invokes(SERVER, 1, "snooze-1h");
        assert_eq!(desktop.heard(), ["one: snooze-1h"]);
    }

    #[test]
    fn only_the_service_that_shows_a_notification_is_believed_about_it() {
        let desktop = Desktop::new();
        desktop.shows("one", SERVER, 1);
        desktop.invokes(":1.6", 1, "default");
        desktop.invokes(SERVER, 2, "default");
        let elsewhere = signal(SERVER, "org.example.Other", "ActionInvoked", &(1_u32, ""));
        desktop.notes.hear(&elsewhere);
        let forged = signal(":1.6", BUS, "NameOwnerChanged", &(SERVICE, SERVER, ""));
        desktop.notes.hear(&forged);
        assert!(desktop.heard().is_empty());
        desktop.invokes(SERVER, 1, "default");
        assert_eq!(desktop.heard(), ["one: body"]);
    }

    #[test]
    fn a_service_that_is_gone_takes_its_notifications_along_and_the_next_numbers_anew() {
        let desktop = Desktop::new();
        let before = desktop.shows("before", SERVER, 1);
        let gone = signal(BUS, BUS, "NameOwnerChanged", &(SERVICE, SERVER, ""));
        desktop.notes.hear(&gone);
        assert!(!desktop.notes.is_on_screen(&before));
        let after = desktop.shows("after", ":1.7", 1);
        desktop.invokes(":1.7", 1, "default");
        assert_eq!(desktop.heard(), ["after: body"]);
        assert!(desktop.notes.is_on_screen(&after));
    }

    #[test]
    fn what_is_shown_after_nobody_waits_any_more_can_still_be_clicked() {
        let desktop = Desktop::new();
        let (call, answered) = desktop.ask("late");
        drop(answered);
        desktop.notes.hear(&reply(&call, SERVER, 4));
        desktop.invokes(SERVER, 4, "default");
        assert_eq!(desktop.heard(), ["late: body"]);
    }

    #[test]
    fn what_is_shown_late_is_taken_back_where_it_is_or_as_soon_as_it_is_there() {
        let desktop = Desktop::new();
        let (kept, unwanted) = (Arc::new(Spot::default()), Arc::new(Spot::default()));
        let calls = [&kept, &unwanted].map(|spot| desktop.ask_at(spot));
        assert_eq!(unwanted.take_back(), None);
        assert_eq!(desktop.notes.hear(&reply(&calls[0], SERVER, 4)), None);
        let owner = SERVER.to_owned();
        let place = Place { owner, id: 5 };
        let told = desktop.notes.hear(&reply(&calls[1], SERVER, 5));
        assert_eq!(told, Some(place.clone()));
        assert_eq!(kept.take_back().map(|place| place.id), Some(4));
        assert!(!desktop.notes.is_on_screen(&place));
    }

    #[test]
    fn a_call_that_is_never_answered_is_forgotten_after_a_while() {
        let desktop = Desktop::new();
        let spot = Arc::new(Spot::default());
        let call = desktop.ask_at(&spot);
        desktop.notes.state().give_up_before(None);
        assert!(spot.is_awaited());
        desktop.notes.state().give_up_before(Some(Instant::now()));
        assert!(!spot.is_awaited() && desktop.notes.state().asked.is_empty());
        assert_eq!(desktop.notes.hear(&reply(&call, SERVER, 4)), None);
    }

    #[test]
    fn a_service_that_goes_before_it_answers_is_no_service_and_one_that_refuses_is_heard() {
        let desktop = Desktop::new();
        for (name, expected) in [
            (
                "org.freedesktop.DBus.Error.NoReply",
                NotifyError::NoService("org.freedesktop.DBus.Error.NoReply: why".to_owned()),
            ),
            (
                "org.example.TooMany",
                NotifyError::Refused("org.example.TooMany: why".to_owned()),
            ),
        ] {
            let (call, answered) = desktop.ask("one");
            let error = Message::error(&call.header(), name)
                .unwrap()
                .sender(BUS)
                .unwrap()
                .build(&"why")
                .unwrap();
            desktop.notes.hear(&error);
            assert_eq!(answered.try_recv().unwrap(), Err(expected));
        }
    }

    #[test]
    fn when_the_connection_ends_nobody_waits_and_nothing_is_on_the_screen() {
        let desktop = Desktop::new();
        let shown = desktop.shows("one", SERVER, 1);
        let (_, answered) = desktop.ask("two");
        desktop.notes.end();
        assert_eq!(answered.try_recv(), Err(TryRecvError::Disconnected));
        let (_, answered) = desktop.ask("three");
        assert_eq!(answered.try_recv(), Err(TryRecvError::Disconnected));
        assert!(!desktop.notes.is_on_screen(&shown) && desktop.notes.is_over());
    }

    #[test]
    fn the_oldest_that_is_gone_from_the_screen_is_forgotten_first() {
        let desktop = Desktop::new();
        let count = u32::try_from(KEPT).unwrap();
        for id in 1..=count {
            desktop.shows("one", SERVER, id);
        }
        desktop.closes(3, 1);
        desktop.shows("one", SERVER, count + 1);
        for id in [1, 3, count + 1] {
            desktop.invokes(SERVER, id, "default");
        }
        assert_eq!(desktop.heard().len(), 2);
        desktop.shows("one", SERVER, count + 2);
        desktop.invokes(SERVER, 1, "default");
        assert!(desktop.heard().is_empty());
    }
}
