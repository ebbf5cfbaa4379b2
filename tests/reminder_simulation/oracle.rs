//! What ought to be raised, and when: written from the promises and independently of the program, in plain seconds.

use leadline::domain::PolicyId;

pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 24 * HOUR;
/// What was done more than this ahead of now was done by a clock that was wrong.
pub const AHEAD: i64 = 120;

/// Names one reminder: referral, mark, lead, due.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Key {
    pub id: i64,
    pub mark: String,
    pub lead: i64,
    pub due: i64,
}

impl Key {
    /// What came due last counts most; at one instant the end of a snooze, which alone is no whole minute ahead; then what is closest to the mark.
    pub fn urgency(&self, came_due: i64) -> (i64, bool, i64) {
        (came_due, self.lead % 60 != 0, -self.lead)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    New,
    Evaluating,
    Negotiating,
    /// Ended by the clock, and nobody has confirmed it.
    Lapsed,
    Closed,
}

#[derive(Clone, Debug)]
pub struct Card {
    pub id: i64,
    pub place: Place,
    pub received: i64,
    /// When it entered its stage.
    pub entered: i64,
    pub policy: PolicyId,
    pub expires: Option<i64>,
    pub waived: bool,
    pub snoozed: Option<i64>,
    /// Where it was, and the mark that ended it.
    pub lapse: Option<(Place, String, i64)>,
}

/// What the person has set.
#[derive(Clone, Debug)]
pub struct Rules {
    pub answer: Vec<i64>,
    pub short: Vec<i64>,
    pub long: Vec<i64>,
    /// Monday first.
    pub days: [bool; 7],
    pub from: i64,
    pub to: i64,
    pub quiet: bool,
    /// Of the clock on the wall, ahead of UTC.
    pub offset: i64,
}

impl Card {
    /// The clock that ends it: its name, its length, and when it runs out.
    fn clock(&self) -> Option<(String, i64, i64)> {
        let (length, start) = match (self.policy, self.place) {
            (PolicyId::Classic, Place::New) => (72 * HOUR, self.received),
            (PolicyId::Classic, Place::Evaluating) => (7 * DAY, self.entered),
            (PolicyId::Since2019 | PolicyId::JointPlanning, Place::New | Place::Evaluating) => {
                (14 * DAY, self.received)
            }
            (PolicyId::JointPlanning, Place::Negotiating) => (60 * DAY, self.entered),
            _ => return None,
        };
        let name = if length == 72 * HOUR {
            "lapse_72h".to_owned()
        } else {
            format!("lapse_{}d", length / DAY)
        };
        let expires = self.expires.filter(|_| self.place != Place::Negotiating);
        let due = expires.map_or(start + length, |at| at.max(self.received));
        Some((name, length, due))
    }

    /// The marks ahead or past in its stage: name, length, due.
    fn marks(&self) -> Vec<(String, i64, i64)> {
        let mut marks = Vec::new();
        if matches!(self.place, Place::New | Place::Evaluating) {
            marks.push(("answer_24h".to_owned(), DAY, self.received + DAY));
        }
        // Of a lapse that was waived too, where it proves to lie ahead.
        marks.extend(self.clock());
        marks
    }

    /// When its clock ends it, unless that was waived.
    pub fn ends_at(&self) -> Option<i64> {
        let clock = self.clock().filter(|_| !self.waived);
        clock.map(|(_, _, due)| due)
    }

    /// Its next deadline after `now`.
    pub fn next_due(&self, now: i64) -> Option<i64> {
        let dues = self.marks().into_iter().map(|(_, _, due)| due);
        dues.filter(|due| *due > now).min()
    }

    /// Whether its clock has ended it by `now`; it is then archived. One that a clock ended which was ahead is open again, and the report of that,
    /// which is returned, was never called for.
    pub fn settle(&mut self, now: i64) -> Option<Key> {
        if self.place == Place::Lapsed
            && now >= self.received
            && let Some((place, mark, due)) = self.lapse.take_if(|(_, _, due)| *due > now + AHEAD)
        {
            self.place = place;
            return Some(Key {
                id: self.id,
                mark,
                lead: 0,
                due,
            });
        }
        if let Some((name, _, due)) = self.clock()
            && !self.waived
            && due <= now
        {
            self.lapse = Some((self.place, name, due));
            self.place = Place::Lapsed;
        }
        None
    }

    /// Enters another stage.
    pub fn enter(&mut self, place: Place, now: i64) {
        self.place = place;
        self.entered = now.max(self.received);
        self.snoozed = None;
        // An expiry belongs to the clock it came with; that of these policies runs on from receipt.
        if self.policy == PolicyId::Classic || place == Place::Negotiating {
            self.expires = None;
        }
        self.waived = self.clock().is_some_and(|(_, _, due)| due <= now);
    }

    /// Whether a reminder that was raised is still about something.
    pub fn matters(&self, key: &Key, now: i64) -> bool {
        if key.lead == 0 {
            return self.place == Place::Lapsed
                && self.lapse.as_ref().is_some_and(|lapse| lapse.2 == key.due);
        }
        let is_put_off = self
            .snoozed
            .is_some_and(|until| until > now && until < key.due);
        let is_mark = |(name, _, due): &(String, i64, i64)| *name == key.mark && *due == key.due;
        !is_put_off && key.due > now && self.marks().iter().any(is_mark)
    }

    /// Every reminder it calls for, with its time.
    pub fn reminders(&self, rules: &Rules) -> Vec<(Key, i64)> {
        let key = |mark: &str, lead, due| Key {
            id: self.id,
            mark: mark.to_owned(),
            lead,
            due,
        };
        if let (Place::Lapsed, Some((_, mark, due))) = (self.place, &self.lapse) {
            return vec![(key(mark, 0, *due), rules.report_at(*due))];
        }
        let marks = self.marks();
        // A snooze ends with a reminder of the mark that is next then, under a name of its own.
        let end = self.snoozed.and_then(|until| {
            let ahead = marks.iter().filter(|(_, _, due)| *due > until);
            let (mark, _, due) = ahead.min_by_key(|(_, _, due)| *due)?;
            let left = due - until;
            let lead = if left % 60 == 0 { left - 1 } else { left };
            Some((key(mark, lead, *due), until))
        });
        let mut reminders = Vec::new();
        for (mark, length, due) in &marks {
            let leads = match (mark.starts_with("answer"), *length < 4 * DAY) {
                (true, _) => &rules.answer,
                (false, true) => &rules.short,
                (false, false) => &rules.long,
            };
            for lead in leads.iter().filter(|lead| **lead < *length) {
                let at = rules.lead_at(due - lead, *due, self.received);
                let snoozed = self.snoozed.filter(|until| until < due);
                reminders.push((key(mark, *lead, *due), snoozed.map_or(at, |s| s.max(at))));
            }
        }
        reminders.extend(end);
        reminders
    }
}

impl Rules {
    /// The shift of a day counted from 1970-01-01, a Thursday, in UTC.
    fn shift(&self, day: i64) -> Option<(i64, i64)> {
        let midnight = day * DAY - self.offset;
        self.days[(day + 3).rem_euclid(7) as usize]
            .then_some((midnight + self.from, midnight + self.to))
    }

    fn day(&self, at: i64) -> i64 {
        (at + self.offset).div_euclid(DAY)
    }

    fn next_shift(&self, at: i64) -> (i64, i64) {
        let today = self.day(at);
        (today - 1..today + 9)
            .filter_map(|day| self.shift(day))
            .find(|(_, to)| *to > at)
            .unwrap()
    }

    fn report_at(&self, at: i64) -> i64 {
        if self.quiet {
            self.next_shift(at).0.max(at)
        } else {
            at
        }
    }

    fn lead_at(&self, at: i64, due: i64, since: i64) -> i64 {
        let (next, _) = self.next_shift(at);
        if !self.quiet || next <= at {
            return at;
        }
        if next + HOUR / 2 <= due {
            return next;
        }
        let today = self.day(at);
        let (from, to) = (today - 9..=today)
            .rev()
            .filter_map(|day| self.shift(day))
            .find(|(_, to)| *to <= at)
            .unwrap();
        let leaving = from.max(to - HOUR / 2).max(since);
        if leaving < to { leaving } else { at }
    }

    /// When work begins on the next working day; until four in the morning it is still the day before.
    pub fn tomorrow(&self, now: i64) -> i64 {
        let today = self.day(now - 4 * HOUR);
        let shifts = (today + 1..today + 9).filter_map(|day| self.shift(day));
        let mut beginnings = shifts.map(|(from, _)| from);
        beginnings.find(|from| *from > now).unwrap()
    }
}
