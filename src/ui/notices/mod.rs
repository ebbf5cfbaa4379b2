//! Notices of what was done or refused.

mod drawer;
mod log;
mod reminder_list;
mod stack;

use super::theme::{Icon, Tokens};
use crate::domain::{Command, ReferralId, Timestamp};
use egui::Color32;
use std::collections::VecDeque;
use std::path::PathBuf;

pub use drawer::{Drawer, head as drawer_head};
use log::Log;
pub use reminder_list::ReminderList;

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Something was done.
    Done,
    /// Something was done, and some of it refused; stays until it is closed.
    Partly,
    /// A backup was put in the file's place; stays until it is closed.
    Restored,
    /// Something to know.
    Info,
    /// Something was refused or failed; stays until it is closed.
    Problem,
    /// Nothing works as it should until the program is started again; stays.
    Lasting,
}

impl Kind {
    const fn stays(self) -> bool {
        matches!(
            self,
            Self::Restored | Self::Partly | Self::Problem | Self::Lasting
        )
    }

    /// Its icon and the colour of that.
    const fn face(self, tokens: &Tokens) -> (Icon, Color32) {
        match self {
            Self::Done | Self::Restored => (Icon::Check, tokens.good),
            Self::Partly => (Icon::Warning, tokens.soon),
            Self::Info => (Icon::Info, tokens.accent),
            Self::Problem | Self::Lasting => (Icon::Warning, tokens.critical),
        }
    }
}

/// What takes back something done.
#[derive(Clone, PartialEq, Debug)]
pub struct WayBack {
    /// The command.
    pub command: Command,
    /// Whether it makes something again that was undone.
    pub is_redo: bool,
}

struct Notice {
    number: u64,
    kind: Kind,
    text: String,
    /// What assistive technology is told beyond the text, such as where a card went.
    aside: Option<String>,
    /// For something done: what takes it back, while nothing else was done since.
    way_back: Option<WayBack>,
    /// A file that was written, to be opened from here.
    file: Option<PathBuf>,
    /// The backup that takes a restore back.
    kept: Option<PathBuf>,
    /// A referral that is to be shown from here.
    shows: Option<ReferralId>,
    /// Why that is not in sight.
    why_not_shown: Option<String>,
    /// What was refused to be done; taken away once something of the kind is done after all.
    about: Option<About>,
    /// As it was last drawn, in points.
    height: Option<f32>,
    shown_at: Timestamp,
}

/// What a refusal is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// Something to be done to any of these.
    Referrals(Vec<ReferralId>),
    /// Undo or redo.
    Undo,
}

/// The notices in sight.
#[derive(Default)]
pub struct Notices {
    notices: VecDeque<Notice>,
    count: u64,
    log: Log,
}

/// How long a notice stays that is not about a problem.
const SHOWN_MILLIS: i64 = 8_000;
/// More than these would cover the board.
const MOST_SHOWN: usize = 3;

impl Notices {
    /// Tells that something was done, and offers `way_back`: undo, or redo after an undo.
    pub fn done(&mut self, text: String, way_back: Option<WayBack>, now: Timestamp) {
        self.forget_ways_back();
        self.push(Kind::Done, text, way_back, now);
    }

    /// Has assistive technology told this too with the newest notice: what a person sees on the board.
    pub fn add_aside(&mut self, aside: String) {
        if let Some(newest) = self.notices.back_mut() {
            newest.aside = Some(aside);
        }
    }

    /// Offers to show the referral that the newest notice is about, and adds why it is not in sight, where that can be told.
    pub fn offer_to_show(&mut self, id: ReferralId, why_not_shown: Option<&str>) {
        if let Some(newest) = self.notices.back_mut() {
            newest.shows = Some(id);
            newest.why_not_shown = why_not_shown.map(str::to_owned);
        }
    }

    /// Tells something worth knowing.
    pub fn info(&mut self, text: String, now: Timestamp) {
        self.push(Kind::Info, text, None, now);
    }

    /// Tells that a file was written, and offers to open it.
    pub fn saved(&mut self, text: String, file: PathBuf, now: Timestamp) {
        self.push(Kind::Info, text, None, now);
        if let Some(notice) = self.notices.back_mut() {
            notice.file = Some(file);
        }
    }

    /// Something was written since a backup was put in the file's place: taking that back would take it away too, which the list of backups shows
    /// first.
    pub fn forget_restored(&mut self) {
        self.notices.retain(|notice| notice.kind != Kind::Restored);
    }

    /// Tells that a backup was put in the file's place, and offers to put back what was there, which `kept` holds.
    pub fn restored(&mut self, text: String, kept: PathBuf, now: Timestamp) {
        // What was done before is not in the file any more, and an earlier restore is taken back from the list of backups.
        self.forget_ways_back();
        self.forget_restored();
        self.push(Kind::Restored, text, None, now);
        if let Some(notice) = self.notices.back_mut() {
            notice.kept = Some(kept);
        }
    }

    /// Tells that something was refused or failed.
    pub fn problem(&mut self, text: String, now: Timestamp) {
        let lasts = |notice: &Notice| notice.kind == Kind::Lasting && notice.text == text;
        if self.notices.iter().any(lasts) {
            return;
        }
        self.push(Kind::Problem, text, None, now);
    }

    /// Tells that something a person wanted was refused. It stays until it is closed, or until it is overtaken by what they do then.
    pub fn refused(&mut self, text: String, about: About, now: Timestamp) {
        self.problem(text, now);
        if let Some(newest) = self.notices.back_mut()
            && newest.kind == Kind::Problem
        {
            newest.about = Some(about);
        }
    }

    /// Something was done to these referrals: what was refused about them before needs nobody's attention any more.
    pub fn overtake(&mut self, done_to: &[ReferralId], is_undo_or_redo: bool) {
        self.notices.retain(|notice| match &notice.about {
            Some(About::Referrals(ids)) => !ids.iter().any(|id| done_to.contains(id)),
            Some(About::Undo) => !is_undo_or_redo,
            None => true,
        });
    }

    /// Tells what stays true until the program is started again.
    pub fn lasting(&mut self, text: String, now: Timestamp) {
        self.push(Kind::Lasting, text, None, now);
    }

    /// Tells that something was done, but not all of it; stays until it is closed.
    pub fn partly_done(&mut self, text: String, way_back: Option<WayBack>, now: Timestamp) {
        self.forget_ways_back();
        self.push(Kind::Partly, text, way_back, now);
    }

    /// Only the newest change can be undone, so those before need no notice any more; what they left undone is still to be read.
    fn forget_ways_back(&mut self) {
        self.notices.retain(|notice| notice.kind != Kind::Done);
        for notice in &mut self.notices {
            notice.way_back = None;
        }
    }

    fn push(&mut self, kind: Kind, text: String, way_back: Option<WayBack>, now: Timestamp) {
        // Told again, it takes the place of what was told before.
        self.notices.retain(|notice| notice.text != text);
        self.count += 1;
        self.log.add(kind, &text, way_back.as_ref(), now);
        self.notices.push_back(Notice {
            number: self.count,
            kind,
            text,
            aside: None,
            way_back,
            file: None,
            kept: None,
            shows: None,
            why_not_shown: None,
            about: None,
            height: None,
            shown_at: now,
        });
        while self.notices.len() > MOST_SHOWN
            && let Some(oldest) = self.notices.iter().position(|notice| !notice.kind.stays())
        {
            self.notices.remove(oldest);
        }
    }
}

const fn way_back_key(way_back: &WayBack) -> &'static str {
    if way_back.is_redo {
        "common-redo"
    } else {
        "common-undo"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_nobody_has_read_gives_way_to_nothing() {
        let mut notices = Notices::default();
        let now = Timestamp::from_millis(0);
        for number in 0..MOST_SHOWN + 3 {
            notices.problem(format!("problem {number}"), now);
            notices.info(format!("info {number}"), now);
        }
        let problems = notices.notices.iter();
        let problems = problems.filter(|notice| notice.kind == Kind::Problem);
        assert_eq!(problems.count(), MOST_SHOWN + 3);
        assert_eq!(notices.notices.len(), MOST_SHOWN + 3);
    }

    #[test]
    fn what_is_told_again_takes_the_place_of_what_was_told_before() {
        let mut notices = Notices::default();
        let at = Timestamp::from_millis;
        notices.info("That is already set".to_owned(), at(0));
        notices.problem("refused".to_owned(), at(1));
        notices.info("That is already set".to_owned(), at(2));
        notices.problem("refused".to_owned(), at(3));
        let shown: Vec<_> = (notices.notices.iter())
            .map(|notice| (notice.text.as_str(), notice.shown_at))
            .collect();
        assert_eq!(shown, [("That is already set", at(2)), ("refused", at(3))]);
    }

    #[test]
    fn a_refusal_is_overtaken_by_what_is_done_to_its_referral_and_by_nothing_else() {
        let mut notices = Notices::default();
        let now = Timestamp::from_millis(0);
        let about = |id| About::Referrals(vec![ReferralId(id)]);
        notices.refused("one".to_owned(), about(1), now);
        notices.refused("undo".to_owned(), About::Undo, now);
        notices.problem("disk full".to_owned(), now);
        notices.overtake(&[ReferralId(2)], false);
        assert_eq!(notices.notices.len(), 3);
        notices.overtake(&[ReferralId(2), ReferralId(1)], false);
        assert!(notices.notices.iter().all(|notice| notice.text != "one"));
        notices.overtake(&[], true);
        let left: Vec<_> = notices.notices.iter().map(|left| &*left.text).collect();
        assert_eq!(left, ["disk full"]);
    }
}
