//! What the board is narrowed to, and the thread that finds it.

use super::Session;
use crate::desk::board::Lanes;
use crate::desk::search::{BoardQuery, FilterKind, Found, Question, SearchWork};
use crate::domain::{Timestamp, search_words};
use std::sync::Arc;

impl Session {
    /// Narrows the board to what `query` asks for. What is shown stays until that is found, which [`Self::is_searching`] tells.
    pub fn search(&mut self, query: BoardQuery) {
        if self.query == query || self.search.is_none() {
            return;
        }
        self.query = query;
        self.is_searching = !self.query.is_open();
        if !self.is_searching {
            self.board.narrow(None);
            self.marked = Arc::new([]);
        }
        self.ask_search();
    }

    pub(super) fn ask_search(&mut self) {
        let question = self.question(self.query.clone());
        self.searched_at = question.now;
        self.searched_grouping = question.grouping;
        let ticket = self.under_way.begin();
        if let Some(search) = &mut self.search
            && !search.ask(question, ticket)
        {
            tracing::error!("the searching thread has ended");
        }
    }

    fn question(&self, query: BoardQuery) -> Question {
        Question {
            query,
            profiles: self.profiles.clone(),
            own_name: self.settings.own_name.clone(),
            now: self.now(),
            grouping: self.wanted_grouping(),
        }
    }

    /// Searches again after something changed that filters ask about.
    pub(super) fn search_again(&mut self) {
        if !self.query.filters.is_empty() {
            self.ask_search();
        }
    }

    /// Referrals become urgent by the minute, as the cards say it.
    pub(super) fn follow_urgency(&mut self, now: Timestamp) {
        const MINUTE_MILLIS: i64 = 60_000;
        let minute = |at: Timestamp| at.millis().div_euclid(MINUTE_MILLIS);
        if self.query.has_kind(FilterKind::Urgency) && minute(now) != minute(self.searched_at) {
            self.ask_search();
        }
    }

    /// Asks for the filters that can be set beside `query`, with their counts; answered by [`crate::desk::Event::FilterChoices`].
    pub fn ask_filter_choices(&mut self, query: BoardQuery) {
        let question = Box::new(self.question(query));
        self.count(SearchWork::Choices(question));
    }

    /// Asks how many open referrals each of the queries shows; answered by [`crate::desk::Event::Counted`].
    pub fn ask_counts(&mut self, queries: Vec<BoardQuery>) {
        let questions = queries
            .into_iter()
            .map(|query| self.question(query))
            .collect();
        self.count(SearchWork::Count(questions));
    }

    /// Asks for the open referrals whose customers are called like this; answered by [`crate::desk::Event::Named`].
    pub fn ask_named(&mut self, wanted: &str) {
        self.count(SearchWork::Names(wanted.into()));
    }

    fn count(&mut self, what: SearchWork) {
        let ticket = self.under_way.begin();
        if let Some(search) = &mut self.search
            && !search.count(what, ticket)
        {
            tracing::error!("the searching thread has ended");
        }
    }

    /// Narrows a board of which nothing is shown yet: until that is found, it shows no card.
    pub fn search_from_start(&mut self, query: BoardQuery) {
        if !query.is_open() {
            self.board.narrow(Some(Lanes::default()));
        }
        self.search(query);
    }

    /// What the board is narrowed to, or is to be.
    pub const fn query(&self) -> &BoardQuery {
        &self.query
    }

    /// Whether anything can be searched for: the thread that does it is there.
    pub const fn can_search(&self) -> bool {
        self.search.is_some()
    }

    /// Whether what is asked for is still being searched, so that the board may show what was asked for before.
    pub const fn is_searching(&self) -> bool {
        self.is_searching
    }

    /// The words by which the cards shown were found, folded; see [`crate::domain::search_matches`].
    pub const fn marked_words(&self) -> &Arc<[String]> {
        &self.marked
    }

    /// Shows what was found, unless something newer is asked for, or has changed and is being searched again.
    pub(super) fn take_in_found(&mut self, found: Found) {
        let is_newest = |search: &crate::desk::search::SearchHandle| search.is_newest(&found);
        if self.search.as_ref().is_some_and(is_newest) {
            self.is_searching = false;
            let words = search_words(&self.query.search);
            if *self.marked != *words {
                self.marked = words.into();
            }
            self.board.narrow(Some(*found.lanes));
        }
    }

    /// Goes on without the searching thread, with all cards.
    pub(super) fn search_ended(&mut self) {
        self.search = None;
        self.is_searching = false;
        self.query = BoardQuery::default();
        self.marked = Arc::new([]);
        self.board.narrow(None);
    }

    /// Tells the searching thread what has changed on the board.
    pub(super) fn tell_search(&mut self) {
        if self.board.take_placed_anew() {
            self.tell_search_of(SearchWork::Anew);
        }
        for id in self.board.take_changed() {
            let shown = self.board.referral(id).zip(self.board.placed_by(id));
            let change = match shown {
                Some((referral, place)) => SearchWork::Put(Box::new(referral.clone()), place),
                None => SearchWork::Gone(id),
            };
            self.tell_search_of(change);
        }
    }

    pub(super) fn tell_search_of(&mut self, change: SearchWork) {
        let ticket = self.under_way.begin();
        if let Some(search) = &mut self.search
            && !search.tell(change, ticket)
        {
            tracing::debug!("the searching thread has ended");
        }
    }
}
