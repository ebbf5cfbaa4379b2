//! The thread that searches: takes in what changes on the board, and answers the newest query.

use super::index::{Index, Matches};
use super::names::called_like;
use super::query::{BoardQuery, Question, SourceCode};
use crate::desk::board::{Lanes, place_of};
use crate::desk::event::{Event, Failing, Worker};
use crate::desk::threads::{Outbox, TellEnd, Ticket};
use crate::desk::{Clock, DeskError, guarded};
use crate::domain::{Referral, ReferralId, ReferralText, Timestamp, lapse, search_fold};
use crate::store::{Store, StoreError};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// What the searching thread is told.
#[derive(Debug)]
pub enum SearchWork {
    /// The board was read anew: what is known of it may be old.
    Anew,
    /// What a referral of the board is now, and where its lane has it.
    Put(Box<Referral>, Timestamp),
    /// A referral has left the board.
    Gone(ReferralId),
    /// What is asked for from now on, with its number.
    Ask(Box<Question>, u64),
    /// Count what the filters that can be set beside this would show.
    Choices(Box<Question>),
    /// Count what each of these would show.
    Count(Box<[Question]>),
    /// Find the referrals whose customers are called like this, as it was typed.
    Names(Box<str>),
}

/// So many referrals are named at once: a handful to choose from.
const MOST_NAMES: usize = 5;

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The number of the query.
    pub number: u64,
    /// How many changes of the board it takes into account.
    pub changes: u64,
    /// The lanes, with what was found.
    pub(in crate::desk) lanes: Box<Lanes>,
}

/// The number that stands for: there will be no more queries.
const NO_MORE: u64 = u64::MAX;

/// How the session speaks to the searching thread; dropping it ends the thread.
#[derive(Debug)]
pub struct SearchHandle {
    work: Sender<(SearchWork, Ticket)>,
    /// The number of the newest query, for whoever is answering an older one.
    newest: Arc<AtomicU64>,
    asked: u64,
    changes: u64,
}

impl SearchHandle {
    pub fn new(work: Sender<(SearchWork, Ticket)>, newest: Arc<AtomicU64>) -> Self {
        Self {
            work,
            newest,
            asked: 0,
            changes: 0,
        }
    }

    /// Asks, and gives up what was asked before. False when the thread has ended.
    pub fn ask(&mut self, question: Question, ticket: Ticket) -> bool {
        self.asked += 1;
        self.newest.store(self.asked, Ordering::SeqCst);
        let ask = SearchWork::Ask(Box::new(question), self.asked);
        self.work.send((ask, ticket)).is_ok()
    }

    /// Tells of a change of the board. False when the thread has ended.
    pub fn tell(&mut self, change: SearchWork, ticket: Ticket) -> bool {
        self.changes += 1;
        self.work.send((change, ticket)).is_ok()
    }

    /// Has something counted. False when the thread has ended.
    pub fn count(&mut self, what: SearchWork, ticket: Ticket) -> bool {
        self.work.send((what, ticket)).is_ok()
    }

    /// Whether this answers the newest query and knows of every change.
    pub fn is_newest(&self, found: &Found) -> bool {
        found.number == self.asked && found.changes == self.changes
    }
}

impl Drop for SearchHandle {
    fn drop(&mut self) {
        self.newest.store(NO_MORE, Ordering::SeqCst);
    }
}

/// A file that could not be read is tried again after this time.
const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// The index is made this long after the board was read, if nothing is searched before: not while the window comes up.
const MADE_AFTER: Duration = Duration::from_secs(2);

/// Searches until the session is gone.
pub fn search(
    store: &Store,
    work: &Receiver<(SearchWork, Ticket)>,
    newest: &Arc<AtomicU64>,
    outbox: &Outbox,
    clock: &Arc<dyn Clock>,
) {
    let _tell_end = TellEnd(outbox, Worker::Search);
    let mut searcher = Searcher {
        store,
        newest,
        clock,
        index: None,
        asked: None,
        answered: None,
        choices: None,
        count: None,
        names: None,
        changes: 0,
        is_board_read: false,
        has_failed: false,
        make_at: None,
    };
    loop {
        let wait = searcher.make_at.map_or(Duration::MAX, |at| {
            at.saturating_duration_since(Instant::now())
        });
        let first = match work.recv_timeout(wait) {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        // What waits is taken in before anything is searched; the tickets are kept until it is answered.
        let mut tickets = Vec::new();
        let waiting = first.into_iter().chain(work.try_iter());
        let answered = guarded(|| {
            for (work, ticket) in waiting {
                tickets.push(ticket);
                searcher.take_in(work);
            }
            searcher.answer(outbox)
        });
        match answered {
            Ok(Ok(())) => searcher.has_failed = false,
            Ok(Err(error)) => searcher.fail(error.into(), outbox),
            Err(fault) => searcher.fail(fault.into(), outbox),
        }
    }
}

struct Searcher<'a> {
    store: &'a Store,
    newest: &'a AtomicU64,
    clock: &'a Arc<dyn Clock>,
    index: Option<Index>,
    /// What is asked for; `None` when nothing is.
    asked: Option<(Box<Question>, u64)>,
    /// What was answered last, if the index has not changed since.
    answered: Option<(Box<Question>, u64, Matches)>,
    /// What is to be counted.
    choices: Option<Box<Question>>,
    count: Option<Box<[Question]>>,
    /// Whose names are to be found.
    names: Option<Box<str>>,
    changes: u64,
    is_board_read: bool,
    /// The file could not be read, which was told.
    has_failed: bool,
    /// When the index is made, though nobody asks.
    make_at: Option<Instant>,
}

impl Searcher<'_> {
    fn take_in(&mut self, work: SearchWork) {
        match work {
            SearchWork::Anew => {
                self.changes += 1;
                self.is_board_read = true;
                self.forget();
                self.make_at = Some(Instant::now() + MADE_AFTER);
            }
            SearchWork::Put(referral, place) => {
                self.changes += 1;
                let Some(index) = &mut self.index else { return };
                self.answered = None;
                match read_more(self.store, &referral) {
                    Ok((text, source)) => index.put(&referral, (&text, source), place),
                    Err(error) => {
                        tracing::warn!(%error, "a referral's text could not be read to be searched");
                        self.forget();
                    }
                }
            }
            SearchWork::Gone(id) => {
                self.changes += 1;
                self.answered = None;
                if let Some(index) = &mut self.index {
                    index.remove(id);
                }
            }
            SearchWork::Ask(question, number) => {
                self.asked = (!question.query.is_open()).then_some((question, number));
            }
            SearchWork::Choices(question) => self.choices = Some(question),
            SearchWork::Count(questions) => self.count = Some(questions),
            SearchWork::Names(wanted) => self.names = Some(wanted),
        }
    }

    fn forget(&mut self) {
        self.index = None;
        self.answered = None;
    }

    /// Tells once that the file cannot be read, and tries again later.
    fn fail(&mut self, error: DeskError, outbox: &Outbox) {
        self.forget();
        self.make_at = Some(Instant::now() + TRIED_AGAIN_AFTER);
        tracing::warn!(%error, "the board could not be read to be searched");
        if !std::mem::replace(&mut self.has_failed, true) {
            outbox.tell(Event::Failed {
                error,
                of: Failing::Reading,
                shown: Vec::new(),
            });
        }
    }

    /// Answers what is asked for, what the board waits for first.
    fn answer(&mut self, outbox: &Outbox) -> Result<(), StoreError> {
        let is_time = self.make_at.is_some_and(|at| at <= Instant::now());
        if !self.is_board_read {
            // What is read before the board may be older than that.
            return Ok(());
        }
        let is_asked = self.asked.is_some()
            || self.choices.is_some()
            || self.count.is_some()
            || self.names.is_some();
        if self.index.is_none() && (is_time || is_asked) {
            self.make_at = None;
            self.index = self.make()?;
        }
        if let Some(found) = self.find() {
            outbox.tell(Event::Found(found));
        }
        let Some(index) = &mut self.index else {
            return Ok(());
        };
        let before = self.newest.load(Ordering::SeqCst);
        let is_outdated = || self.newest.load(Ordering::SeqCst) > before;
        if let Some(question) = &self.choices
            && let Some(choices) = index.choices(question, is_outdated)
        {
            let query = question.query.clone();
            self.choices = None;
            outbox.tell(Event::FilterChoices(Box::new(query), Box::new(choices)));
        }
        if let Some(wanted) = &self.names {
            let folded = search_fold(wanted.trim());
            let customers = index.customers();
            if let Some(ids) = called_like(customers, &folded, MOST_NAMES, is_outdated) {
                let wanted = std::mem::take(&mut self.names).unwrap_or_default();
                outbox.tell(Event::Named { wanted, ids });
            }
        }
        if let Some(questions) = &self.count {
            let count = |question| {
                let matches = index.search(question, None, is_outdated)?;
                Some((question.query.clone(), matches.count()))
            };
            let counts: Option<Vec<(BoardQuery, usize)>> = questions.iter().map(count).collect();
            if let Some(counts) = counts {
                self.count = None;
                outbox.tell(Event::Counted(counts));
            }
        }
        Ok(())
    }

    /// Finds what is asked for, unless that is answered already or no longer asked.
    fn find(&mut self) -> Option<Found> {
        let (Some((question, number)), Some(index)) = (&self.asked, &mut self.index) else {
            return None;
        };
        let is_outdated = || self.newest.load(Ordering::SeqCst) > *number;
        let before = self.answered.take();
        let within = match &before {
            Some((_, answered, _)) if answered == number => {
                self.answered = before;
                return None;
            }
            Some((answered, _, matches)) if question.narrows(answered) => Some(matches),
            _ => None,
        };
        let Some(mut matches) = index.search(question, within, is_outdated) else {
            // It still narrows whatever is asked next.
            self.answered = before;
            return None;
        };
        let found = Found {
            number: *number,
            changes: self.changes,
            lanes: Box::new(std::mem::take(&mut matches.lanes)),
        };
        self.answered = Some((question.clone(), *number, matches));
        Some(found)
    }

    /// Reads every open referral; `None` when the session ended meanwhile.
    fn make(&self) -> Result<Option<Index>, StoreError> {
        let (now, start) = (self.clock.now(), Instant::now());
        let mut index = Index::default();
        let is_whole = self
            .store
            .open_referrals_with_texts(|referral, text, is_imported| {
                if lapse(referral, now).is_none() {
                    let source = source_of(referral, is_imported);
                    index.add_unordered(referral, (text, source), place_of(referral, now));
                }
                if self.newest.load(Ordering::SeqCst) == NO_MORE {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })?;
        index.trim();
        tracing::debug!(
            referrals = index.len(),
            bytes = index.bytes(),
            millis = start.elapsed().as_millis() as u64,
            "made the index of the board"
        );
        Ok(is_whole.then_some(index))
    }
}

/// What the board does not have of a referral.
fn read_more(store: &Store, referral: &Referral) -> Result<(ReferralText, SourceCode), StoreError> {
    let text = store.referral_text(referral.id)?;
    let is_imported = store.is_imported(referral.id)?;
    Ok((text, source_of(referral, is_imported)))
}

const fn source_of(referral: &Referral, is_imported: bool) -> SourceCode {
    match (referral.sample, is_imported) {
        (true, _) => SourceCode::Sample,
        (false, true) => SourceCode::Imported,
        (false, false) => SourceCode::Entered,
    }
}
