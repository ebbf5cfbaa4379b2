//! A file, the programs that look at it, and everything that happens to them.

use super::chance::Chance;
use super::oracle::{Card, DAY, HOUR, Key, Place, Rules};
use super::screen::{Crash, Crashed, Screen};
use leadline::desk::{ClaimedReminder, Clock, Desk, DeskError, ManualClock, Store};
use leadline::domain::{
    Action, Command, Currency, DealTerms, ImportRow, NewReferral, PolicyId, ReferralId, Refusal,
    ReportedState, SnoozeChoice, Stage, Timestamp,
};
use leadline::remind::{Engine, NoteKey};
use leadline::text::{Language, Texts, Zone};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// What keeps a guard of the program from working, to see that the simulation notices.
#[derive(Clone, Copy, Default)]
pub struct Fault {
    /// Triggers in the file.
    pub sql: &'static str,
    pub forgets_to_withdraw: bool,
    /// What could not be shown is not tried again.
    pub never_tries_again: bool,
    /// The program counts the time it was awake instead of looking at the clock.
    pub counts_down: bool,
    /// The program does not see that the clock was set.
    pub trusts_any_clock: bool,
}

/// A clock that looks as if it was never set.
struct NeverSet(Arc<ManualClock>);

impl Clock for NeverSet {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn uptime_millis(&self) -> i64 {
        self.0.now().millis()
    }
}

/// The clocks as a program saw them on its last pass: what it knew of the time, and how long the machine had been on.
#[derive(Clone, Default)]
struct Watch {
    seen: Option<(i64, i64)>,
    /// Nothing is done until the machine has been on for so long.
    waits_until: i64,
}

/// A clock that jumps by more than this was set.
const JUMP: i64 = 120;
/// For so long nothing is done by a clock that was set forward.
const GRACE: i64 = 60;

/// How long a reminder that a program has recorded is left to it.
const CLAIM_LASTS: i64 = 25;
/// The programs that look at the file.
const PROGRAMS: usize = 2;
/// At most so many cards are open at once.
const MOST_OPEN: usize = 7;
/// Of what happened last.
const LINES_KEPT: usize = 40;

pub struct World {
    folder: tempfile::TempDir,
    chance: Chance,
    clock: Arc<ManualClock>,
    /// The clock the programs read; the same one, but for a fault.
    read_clock: Arc<ManualClock>,
    desk: Desk,
    engines: Vec<Option<Box<Engine>>>,
    screens: Vec<Screen>,
    /// What each program has raised and could not show, and is to show once it can.
    owed: Vec<HashSet<Key>>,
    /// What each program may still have in mind of that, also where it mattered no more meanwhile.
    remembered: Vec<HashSet<Key>>,
    /// What was raised and has not been on any screen.
    unshown: HashSet<Key>,
    /// What each program knows of the clocks.
    watches: Vec<Watch>,
    cards: BTreeMap<i64, Card>,
    newest: i64,
    rules: Rules,
    policy: PolicyId,
    /// How often each was shown, and whether the program knows of the last time.
    shown: HashMap<Key, bool>,
    /// When each that was ever due came due.
    came_due: HashMap<Key, i64>,
    /// The time that each was last raised for: other hours, and a clock set back, may have it raised for another than it first came due at.
    raised_for: HashMap<Key, i64>,
    /// May be recorded by a program that was taken down then, and not shown.
    claimed: HashMap<Key, i64>,
    fault: Fault,
    /// Seconds gone by, whatever the clock was set to.
    pub elapsed: i64,
    pub raised: u64,
    pub crashes: u64,
    /// What happened last, for whoever looks for the cause of a failure.
    last: VecDeque<String>,
}

/// Read once: a program that starts reads its own.
static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::English));

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(seconds * 1_000)
}

impl World {
    /// `folder` is where its file is kept for as long as it is there.
    pub fn new(seed: u64, folder: &Path, fault: Fault) -> Self {
        let folder = tempfile::tempdir_in(folder).unwrap();
        let mut chance = Chance::new(seed);
        let now = 1_790_000_000 + chance.between(0, 365 * DAY);
        let clock = Arc::new(ManualClock::new(at(now)));
        let read_clock = if fault.counts_down {
            Arc::new(ManualClock::new(at(now)))
        } else {
            clock.clone()
        };
        let path = folder.path().join("simulated.leadline");
        let desk = Desk::new(Store::open(&path).unwrap());
        rusqlite::Connection::open(&path)
            .unwrap()
            .execute_batch(fault.sql)
            .unwrap();
        let mut world = Self {
            folder,
            chance,
            clock,
            read_clock,
            desk,
            engines: (0..PROGRAMS).map(|_| None).collect(),
            screens: vec![Screen::default(); PROGRAMS],
            owed: vec![HashSet::new(); PROGRAMS],
            remembered: vec![HashSet::new(); PROGRAMS],
            unshown: HashSet::new(),
            watches: vec![Watch::default(); PROGRAMS],
            cards: BTreeMap::new(),
            newest: 0,
            rules: Rules {
                answer: vec![4 * HOUR, HOUR],
                short: vec![12 * HOUR, 2 * HOUR],
                long: vec![24 * HOUR, 4 * HOUR],
                days: [true, true, true, true, true, false, false],
                from: 9 * HOUR,
                to: 18 * HOUR,
                quiet: false,
                offset: 0,
            },
            policy: PolicyId::Classic,
            shown: HashMap::new(),
            came_due: HashMap::new(),
            raised_for: HashMap::new(),
            claimed: HashMap::new(),
            fault,
            elapsed: 0,
            raised: 0,
            crashes: 0,
            last: VecDeque::new(),
        };
        world.screens = (0..PROGRAMS).map(|_| Screen::default()).collect();
        world.follow_zone();
        world
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("simulated.leadline")
    }

    fn now(&self) -> i64 {
        self.clock.now().millis() / 1_000
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        if self.last.len() == LINES_KEPT {
            self.last.pop_front();
        }
        let line = format!("{} {}", self.now(), what());
        self.last.push_back(line);
    }

    /// What happened last.
    pub fn story(&self) -> String {
        Vec::from(self.last.clone()).join("\n")
    }

    /// Lets something happen, and then time go by.
    pub fn step(&mut self) -> Result<(), String> {
        match self.chance.between(0, 100) {
            0..=14 => self.arrive(),
            15..=34 => self.act()?,
            35..=44 => self.snooze()?,
            45..=47 => self.change_settings(),
            48..=49 => self.travel(),
            50..=51 => {
                let program = self.any_program();
                self.screens[program].with(|state| state.is_failing ^= true);
                self.note(|| format!("service of {program} turned"));
            }
            52..=54 => {
                let program = self.any_program();
                self.end(program);
                self.note(|| format!("{program} ended"));
            }
            55..=58 => {
                let step = self.chance.between(-3 * DAY, 3 * DAY);
                self.clock.step_seconds(step);
                self.note(|| format!("clock set by {step}"));
            }
            59..=63 => {
                // Asleep.
                let slept = self.chance.between(HOUR / 2, 4 * DAY);
                self.clock.advance_seconds(slept);
                self.elapsed += slept;
                self.note(|| format!("slept {slept}"));
            }
            _ => {}
        }
        self.pass_time()
    }

    /// Runs until a little before and then within one pass of whatever is due next, or for a while.
    fn pass_time(&mut self) -> Result<(), String> {
        let now = self.now();
        let next = self
            .cards
            .values()
            .flat_map(|card| card.reminders(&self.rules))
            .map(|(_, raise_at)| raise_at)
            .filter(|raise_at| *raise_at > now)
            .min();
        let wait = self.chance.between(1, 8 * HOUR);
        match next.map(|next| next - now) {
            Some(ahead) if ahead <= wait => {
                if ahead > 1 {
                    self.wait(ahead - 1);
                    self.pass_by_chance()?;
                }
                let late = self.chance.between(0, 31);
                self.wait(1 + late);
                self.pass_by_chance()
            }
            _ => {
                self.wait(wait);
                self.pass_by_chance()
            }
        }
    }

    /// Awake.
    fn wait(&mut self, seconds: i64) {
        self.clock.advance_seconds(seconds);
        if self.fault.counts_down {
            self.read_clock.advance_seconds(seconds);
        }
        self.elapsed += seconds;
    }

    fn any_program(&mut self) -> usize {
        self.chance.below(PROGRAMS)
    }

    fn zone(&self) -> Zone {
        Zone::fixed_hours((self.rules.offset / HOUR) as i32)
    }

    fn follow_zone(&mut self) {
        let zone = self.zone();
        self.desk.set_zone(zone);
        for engine in self.engines.iter_mut().flatten() {
            engine.set_zone(zone);
        }
    }

    fn start(&mut self, program: usize) {
        if self.engines[program].is_none() {
            self.screens[program].with(|state| {
                state.standing.clear();
                state.forgets_to_withdraw = self.fault.forgets_to_withdraw;
                state.hides_itself = self.fault.never_tries_again;
            });
            let screen = Box::new(self.screens[program].clone());
            let texts = TEXTS.moved_to(self.zone());
            let desk = Desk::new(Store::open(&self.path()).unwrap());
            let clock: Arc<dyn Clock> = if self.fault.trusts_any_clock {
                Arc::new(NeverSet(self.read_clock.clone()))
            } else {
                self.read_clock.clone()
            };
            let engine = Engine::new(desk, clock, screen, texts);
            self.engines[program] = Some(Box::new(engine));
            self.watches[program] = Watch::default();
            self.owed[program].clear();
            self.remembered[program].clear();
        }
    }

    /// Whether a pass of this program does nothing, because the clock was set forward a moment ago.
    fn is_held(&mut self, program: usize) -> bool {
        let (now, on) = (self.read_clock.now().millis() / 1_000, self.elapsed);
        let watch = &mut self.watches[program];
        if let Some((then, on_then)) = watch.seen {
            let ahead = (now - then) - (on - on_then);
            if ahead > JUMP {
                watch.waits_until = on + GRACE;
            } else if ahead < -JUMP {
                watch.waits_until = on;
            }
        }
        watch.seen = Some((now, on));
        watch.waits_until > on
    }

    fn end(&mut self, program: usize) {
        self.engines[program] = None;
    }

    /// A pass of one of the programs, which may be taken down at any step of it, or have the other one pass in between.
    fn pass_by_chance(&mut self) -> Result<(), String> {
        let program = self.any_program();
        self.start(program);
        if self.chance.percent(20) {
            self.crash(program)?;
            // Within one pass of the next program's running time.
            self.wait(CLAIM_LASTS + 1);
        } else if self.chance.percent(10) {
            self.start(1 - program);
            let other = self.engines[1 - program].take();
            self.screens[1 - program].begin(None);
            self.screens[program].with(|state| state.other = other);
            self.pass(program)?;
        }
        let program = self.any_program();
        self.start(program);
        self.pass(program)
    }

    /// A pass that goes through.
    fn pass(&mut self, program: usize) -> Result<(), String> {
        let is_held = self.is_held(program);
        if !is_held {
            self.look();
        }
        let screen = self.screens[program].clone();
        screen.begin(None);
        let passed = self.engines[program].as_mut().unwrap().pass().unwrap();
        let (other, nested) = screen.with(|state| (state.other.take(), state.passed.take()));
        if let Some(other) = other {
            self.engines[1 - program] = Some(other);
        }
        if is_held {
            self.note(|| format!("{program} waits"));
            return if passed.raised.is_empty() {
                Ok(())
            } else {
                Err(format!("raised by a clock just set: {:?}", passed.raised))
            };
        }
        if let Some(nested) = nested {
            if !self.is_held(1 - program) {
                self.take_in(1 - program, &nested.raised)?;
            } else if !nested.raised.is_empty() {
                return Err(format!("raised by a clock just set: {:?}", nested.raised));
            }
        }
        self.note(|| format!("{program} passed"));
        self.take_in(program, &passed.raised)?;
        self.confirm_what_stands(program);
        self.check_nothing_is_missing()?;
        if self.chance.percent(5) {
            self.check_plan()?;
        }
        self.check_screen(program)
    }

    /// A pass during which the program is taken down.
    fn crash(&mut self, program: usize) -> Result<(), String> {
        self.crashes += 1;
        let now = self.now();
        let crash = match self.chance.between(0, 8) {
            0 => None,
            1 => Some(Crash::Withdrawing),
            2..=4 => Some(Crash::BeforeShowing(self.chance.between(0, 3) as usize)),
            _ => Some(Crash::AfterShowing(self.chance.between(0, 3) as usize)),
        };
        let mut engine = self.engines[program].take().unwrap();
        if crash.is_some() && self.is_held(program) {
            // Taken down while it waits.
            return Ok(());
        }
        self.look();
        let due: BTreeMap<Key, i64> = self.due().into_iter().collect();
        let screen = self.screens[program].clone();
        screen.begin(crash);
        self.note(|| format!("{program} crashes: {crash:?}"));
        let mut knows_last = true;
        if crash.is_none() {
            // Before anything is shown, after one of the steps that come first.
            drop(engine);
            let mut desk = Desk::new(Store::open(&self.path()).unwrap());
            desk.set_zone(self.zone());
            let at = at(now);
            let steps = self.chance.between(0, 3);
            self.note(|| format!("after step {steps}"));
            desk.settle(at).unwrap();
            if steps > 0 {
                desk.claim_reminders(at).unwrap();
            }
            if steps > 1 {
                desk.take_over_reminders(at).unwrap();
            }
        } else {
            let ended = catch_unwind(AssertUnwindSafe(|| engine.pass()));
            match ended {
                Err(carried) => {
                    assert!(carried.is::<Crashed>(), "it fell over by itself");
                    knows_last = !matches!(crash, Some(Crash::AfterShowing(_)));
                }
                // Nothing to fall over: taken down after the pass.
                Ok(passed) => return self.take_in(program, &passed.unwrap().raised),
            }
            drop(engine);
        }
        // What it had recorded may not be shown; and of the last that it had shown it may not know.
        let shown = screen.with(|state| std::mem::take(&mut state.shown));
        let is_noted_unshown =
            crash == Some(Crash::Withdrawing) && screen.with(|state| state.is_failing);
        let could_be: BTreeSet<Key> = due
            .keys()
            .cloned()
            .chain(self.claimed.keys().cloned())
            .chain(self.unshown.iter().cloned())
            .filter(|key| {
                due.contains_key(key)
                    || self.claimed.contains_key(key)
                    || self.may_show_late(program, key)
            })
            .collect();
        for key in could_be {
            // Shown late, after a failure; its raising counted then.
            if self.may_show_late(program, &key) {
                for owed in &mut self.owed {
                    owed.remove(&key);
                }
                // It may have been claimed anew, and then be taken over, which counts as raised again.
                self.shown.insert(key.clone(), false);
                self.claimed.insert(key, now);
                continue;
            }
            if let Some(raise_at) = due.get(&key) {
                self.raised_for.insert(key.clone(), *raise_at);
            }
            let known_before = self.shown.get(&key).copied();
            let place = shown.iter().position(|note| {
                let is_digest = note.key.as_str().ends_with("-digest");
                note.key == note_key(&key)
                    || is_digest
                        && known_before != Some(true)
                        && note.referrals.contains(&ReferralId(key.id))
            });
            if let Some(place) = place {
                if known_before == Some(true) {
                    return Err(format!("shown twice: {key:?}"));
                }
                let knows = knows_last || place + 1 < shown.len();
                self.shown.insert(key.clone(), knows);
            }
            // What could not be shown was noted so before anything was taken off the screen.
            let is_with_another = self
                .claimed
                .get(&key)
                .is_some_and(|claimed| (now - claimed).abs() < CLAIM_LASTS);
            let is_raised = due
                .get(&key)
                .is_some_and(|raise_at| !self.is_known(&key, *raise_at));
            if is_noted_unshown && is_raised && !is_with_another {
                self.shown.insert(key.clone(), true);
            }
            if self.shown.get(&key) == Some(&true) {
                self.claimed.remove(&key);
            } else {
                self.claimed.insert(key, now);
            }
        }
        Ok(())
    }

    fn settle(&mut self) {
        let now = self.now();
        for card in self.cards.values_mut() {
            if let Some(report) = card.settle(now) {
                self.shown.remove(&report);
                self.claimed.remove(&report);
                for owed in &mut self.owed {
                    owed.remove(&report);
                }
                self.unshown.remove(&report);
                self.came_due.remove(&report);
            }
        }
    }

    /// As a program does before it carries out a command.
    fn settle_all(&mut self) {
        self.desk.settle(at(self.now())).unwrap();
        self.settle();
    }

    /// What a program looks at as it passes.
    fn look(&mut self) {
        self.settle();
        let now = self.now();
        for card in self.cards.values() {
            for (key, raise_at) in card.reminders(&self.rules) {
                if raise_at <= now && card.matters(&key, now) {
                    self.came_due.entry(key).or_insert(raise_at);
                }
            }
        }
    }

    /// What is to be raised by now if it was not: the most urgent of each mark.
    fn due(&self) -> Vec<(Key, i64)> {
        let now = self.now();
        let mut due: BTreeMap<(i64, String, i64), (Key, i64)> = BTreeMap::new();
        for card in self.cards.values() {
            for (key, raise_at) in card.reminders(&self.rules) {
                if raise_at > now || !card.matters(&key, now) {
                    continue;
                }
                let mark = (key.id, key.mark.clone(), key.due);
                let is_more_urgent = due
                    .get(&mark)
                    .is_none_or(|(other, at)| key.urgency(raise_at) > other.urgency(*at));
                if is_more_urgent {
                    due.insert(mark, (key, raise_at));
                }
            }
        }
        due.into_values().collect()
    }

    /// Takes in what a program says it raised.
    fn take_in(&mut self, program: usize, raised: &[ClaimedReminder]) -> Result<(), String> {
        let due: Vec<Key> = self.due().into_iter().map(|(key, _)| key).collect();
        let now = self.now();
        let mut keys = Vec::new();
        for ClaimedReminder { key, raise_at, .. } in raised {
            let raise_at = raise_at.millis() / 1_000;
            let key = Key {
                id: key.referral.0,
                mark: key.mark.code(),
                lead: key.lead_seconds,
                due: key.due_at.millis() / 1_000,
            };
            self.raised += 1;
            let card = self.cards.get(&key.id);
            if !card.is_some_and(|card| card.matters(&key, now)) {
                return Err(format!("raised about nothing: {key:?} of {card:?}"));
            }
            if self.shown.get(&key) == Some(&true) {
                return Err(format!("raised twice: {key:?} of {card:?}"));
            }
            if !due.contains(&key) && !self.claimed.contains_key(&key) {
                return Err(format!(
                    "raised out of time: {key:?} of {card:?}; due: {due:?}"
                ));
            }
            self.note(|| format!("{program} raised {key:?}"));
            self.claimed.remove(&key);
            self.raised_for.insert(key.clone(), raise_at);
            self.shown.insert(key.clone(), true);
            keys.push(key);
        }
        self.take_in_screen(program, &keys)
    }

    /// What is on the screen after a pass that raised `keys`: those, and what the program owed since its service failed.
    fn take_in_screen(&mut self, program: usize, keys: &[Key]) -> Result<(), String> {
        let owed = std::mem::take(&mut self.owed[program]);
        let is_failing = self.screens[program].with(|state| state.is_failing);
        if is_failing {
            self.screens[program].with(|state| state.shown.clear());
            // What does not matter any more is not owed any more, wherever the clock goes after that.
            let now = self.now();
            let matters = |key: &Key| {
                let card = self.cards.get(&key.id);
                card.is_some_and(|card| card.matters(key, now))
            };
            let still_owed = owed.into_iter().filter(matters);
            self.owed[program] = still_owed.chain(keys.iter().cloned()).collect();
            self.remembered[program].extend(keys.iter().cloned());
            self.unshown.extend(keys.iter().cloned());
            return Ok(());
        }
        for key in keys {
            self.unshown.remove(key);
        }
        let remembered = std::mem::take(&mut self.remembered[program]);
        let may_be_late: Vec<&Key> = (remembered.union(&owed))
            .filter(|key| self.unshown.contains(key))
            .collect();
        let count = if keys.len() > 3 { 1 } else { keys.len() };
        let mut stood = 0;
        let mut late = HashSet::new();
        self.screens[program].with(|state| {
            for note in std::mem::take(&mut state.shown) {
                let is_digest = note.key.as_str().ends_with("-digest");
                let of = |key: &&Key| {
                    note_key(key) == note.key
                        || is_digest && note.referrals.contains(&ReferralId(key.id))
                };
                let raised: Vec<Key> = keys.iter().filter(of).cloned().collect();
                let is_late = raised.is_empty() || is_digest && keys.len() <= 3;
                let stands_for = if is_late {
                    may_be_late.iter().copied().filter(of).cloned().collect()
                } else {
                    raised
                };
                if stands_for.is_empty() {
                    return Err(format!("{:?} stands for nothing", note.key));
                }
                if is_late {
                    late.extend(stands_for.iter().cloned());
                } else {
                    stood += 1;
                }
                // One that another gave way to in the same pass stands there no more.
                if let Some(standing) = state.standing.get_mut(&note.key) {
                    *standing = stands_for;
                }
            }
            Ok(())
        })?;
        if stood != count {
            return Err(format!("{stood} notifications for {keys:?}"));
        }
        for key in &late {
            self.unshown.remove(key);
            // Whoever comes first shows it.
            for owed in &mut self.owed {
                owed.remove(key);
            }
        }
        // One that still matters and that no other of its mark came after is shown late, but it is shown.
        let now = self.now();
        for key in owed {
            let is_of_mark = |other: &Key| {
                *other != key
                    && other.id == key.id
                    && other.mark == key.mark
                    && other.due == key.due
            };
            // One that is due now may be on its way by the other program.
            let is_overtaken = self.shown.keys().any(is_of_mark)
                || self.due().iter().any(|(other, _)| is_of_mark(other));
            let card = self.cards.get(&key.id);
            let matters = card.is_some_and(|card| card.matters(&key, now));
            // Where both owe it, the other one may be showing it.
            let is_with_another = self.remembered[1 - program].contains(&key);
            if matters && !is_overtaken && !is_with_another && !late.contains(&key) {
                return Err(format!("still not shown: {key:?}"));
            }
        }
        Ok(())
    }

    /// Whether a program may show this late: it was raised, has been on no screen, and the program was there when it failed.
    fn may_show_late(&self, program: usize, key: &Key) -> bool {
        self.unshown.contains(key)
            && (self.owed[program].contains(key) || self.remembered[program].contains(key))
    }

    /// What another program recorded and did not show, and this one has on its screen from before, is shown.
    fn confirm_what_stands(&mut self, program: usize) {
        let now = self.now();
        let is_abandoned = |at: &i64| (now - at).abs() >= CLAIM_LASTS;
        let standing: Vec<Key> = self.screens[program].with(|state| {
            let keys = state.standing.values().flatten();
            keys.cloned().collect()
        });
        for key in standing {
            if self.claimed.get(&key).is_some_and(is_abandoned) {
                self.claimed.remove(&key);
                self.shown.insert(key, true);
            }
        }
    }

    /// Whether a reminder that is due was shown, or what came later of its mark: a clock that was ahead, or other settings, may have brought that
    /// first, or one in its place.
    fn is_known(&self, key: &Key, raise_at: i64) -> bool {
        let first_due = self.came_due.get(key).copied().unwrap_or(raise_at);
        self.shown.keys().any(|shown| {
            let is_of_mark = shown.id == key.id && shown.mark == key.mark && shown.due == key.due;
            let first = self.came_due.get(shown).copied();
            let came_due = first.max(self.raised_for.get(shown).copied());
            is_of_mark
                && (shown == key
                    || came_due.is_some_and(|at| shown.urgency(at) > key.urgency(first_due)))
        })
    }

    fn check_nothing_is_missing(&self) -> Result<(), String> {
        let now = self.now();
        for (key, raise_at) in self.due() {
            let is_known = self.is_known(&key, raise_at);
            let is_with_another = self
                .claimed
                .get(&key)
                .is_some_and(|claimed| (now - claimed).abs() < CLAIM_LASTS);
            if !is_known && !is_with_another {
                return Err(format!(
                    "not raised: {key:?}, due since {} s, of {:?}",
                    now - raise_at,
                    self.cards.get(&key.id)
                ));
            }
        }
        Ok(())
    }

    /// The plan tells of nothing that was raised, of one reminder of a mark at a time, and of what comes next of a mark nothing was told of.
    fn check_plan(&self) -> Result<(), String> {
        let now = self.now();
        let planned = self.desk.planned_reminders(at(now), None).unwrap();
        let mut instants = HashSet::new();
        let mut keys = HashSet::new();
        for (id, reminder) in planned {
            let key = Key {
                id: id.0,
                mark: reminder.mark.code(),
                lead: reminder.lead_seconds,
                due: reminder.due_at.millis() / 1_000,
            };
            let instant = (key.id, key.mark.clone(), reminder.raise_at.max(at(now)));
            if self.shown.get(&key) == Some(&true) || !instants.insert(instant) {
                return Err(format!("planned in vain: {key:?}"));
            }
            keys.insert(key);
        }
        for card in self.cards.values() {
            let reminders = card.reminders(&self.rules);
            // What would come after the clock has ended it does not come.
            let ends_at = card.ends_at().unwrap_or(i64::MAX);
            let is_ahead = |raise_at: i64| raise_at > now && raise_at <= ends_at;
            let ahead = reminders.iter().filter(|(_, at)| is_ahead(*at));
            let next = ahead.min_by_key(|(key, raise_at)| {
                (*raise_at, std::cmp::Reverse(key.urgency(*raise_at)))
            });
            let is_of_untold_mark = |key: &Key| {
                !self.shown.keys().any(|shown| {
                    shown.id == key.id && shown.mark == key.mark && shown.due == key.due
                })
            };
            if let Some((key, raise_at)) = next
                && is_of_untold_mark(key)
                && !self.came_due.contains_key(key)
                && !keys.contains(key)
            {
                return Err(format!("not planned: {key:?} at {raise_at}"));
            }
        }
        Ok(())
    }

    /// Nothing stands on the screen that is about nothing any more.
    fn check_screen(&self, program: usize) -> Result<(), String> {
        let now = self.now();
        let matters = |key: &Key| {
            self.cards
                .get(&key.id)
                .is_some_and(|card| card.matters(key, now))
        };
        self.screens[program].with(|state| {
            match state
                .standing
                .iter()
                .find(|(_, keys)| !keys.iter().any(matters))
            {
                Some((note, keys)) => Err(format!("left on the screen: {note:?} for {keys:?}")),
                None => Ok(()),
            }
        })
    }

    /// A card that a person can do something with.
    fn any_card(&mut self, is_wanted: impl Fn(&Card) -> bool) -> Option<i64> {
        self.settle_all();
        let ids: Vec<i64> = self
            .cards
            .values()
            .filter(|card| is_wanted(card))
            .map(|card| card.id)
            .collect();
        (!ids.is_empty()).then(|| self.chance.one_of(&ids))
    }

    fn arrive(&mut self) {
        self.settle_all();
        let open = |card: &&Card| !matches!(card.place, Place::Lapsed | Place::Closed);
        if self.cards.values().filter(open).count() >= MOST_OPEN {
            return;
        }
        let now = self.now();
        let count = if self.chance.percent(10) { 4 } else { 1 };
        let received = now
            - self
                .chance
                .one_of(&[0, 0, HOUR, 20 * HOUR, 30 * HOUR, 80 * HOUR]);
        for _ in 0..count {
            self.newest += 1;
            let new = NewReferral {
                customer: format!("Customer {}", self.newest),
                received_at: Some(at(received)),
                ..NewReferral::default()
            };
            let done = self
                .desk
                .execute(Command::Add(Box::new(new)), at(now))
                .unwrap();
            assert_eq!(done.change.map(|_| ()), Some(()));
            self.cards.insert(
                self.newest,
                Card {
                    id: self.newest,
                    place: Place::New,
                    received,
                    entered: received,
                    policy: self.policy,
                    expires: None,
                    waived: false,
                    snoozed: None,
                    lapse: None,
                },
            );
        }
        self.settle();
    }

    fn act(&mut self) -> Result<(), String> {
        let Some(id) = self.any_card(|card| card.place != Place::Closed) else {
            return Ok(());
        };
        let now = self.now();
        let before = self.cards[&id].clone();
        let choice = self.chance.between(0, 10);
        let card = self.cards.get_mut(&id).unwrap();
        let action = match (card.place, choice) {
            (Place::New | Place::Evaluating, 0..=3) => return self.import_expiry(id),
            (Place::New, 4..=8) => {
                card.enter(Place::Evaluating, now);
                Action::Interested
            }
            (Place::New, _) => {
                card.place = Place::Closed;
                Action::Skip
            }
            (Place::Evaluating, 4..=6) => {
                card.enter(Place::Negotiating, now);
                let currency = Currency::JPY;
                Action::Accept(DealTerms {
                    value: leadline::domain::Amount::from_units(1, currency.decimal_places()),
                    currency,
                    close_on: leadline::domain::Date::default(),
                })
            }
            (Place::Evaluating, _) => {
                card.place = Place::Closed;
                Action::Decline {
                    reason: None,
                    note: None,
                }
            }
            (Place::Negotiating, _) => {
                card.place = Place::Closed;
                Action::Won { value: None }
            }
            (Place::Lapsed, 0..=5) => {
                card.place = card.lapse.take().unwrap().0;
                card.waived = true;
                card.snoozed = None;
                Action::Correct {
                    note: "still open".to_owned(),
                }
            }
            (Place::Lapsed, _) => {
                card.place = Place::Closed;
                Action::Confirm
            }
            (Place::Closed, _) => unreachable!("not chosen"),
        };
        self.note(|| format!("{action:?} of {before:?}"));
        let command = Command::Act {
            id: ReferralId(id),
            revision: None,
            action,
        };
        self.desk
            .execute(command, at(now))
            .map_err(|error| format!("{error} for {before:?}"))?;
        // What is undone at once was never so.
        if self.chance.percent(15) {
            self.desk
                .execute(Command::Undo, at(now))
                .map_err(|error| format!("undo: {error} for {before:?}"))?;
            self.cards.insert(id, before);
            self.note(|| "undone".to_owned());
        }
        self.settle();
        Ok(())
    }

    /// Partner Center says when it expires: the same mark falls at another time.
    fn import_expiry(&mut self, id: i64) -> Result<(), String> {
        let now = self.now();
        let expires = now + self.chance.between(-HOUR, 8 * DAY);
        let card = self.cards.get_mut(&id).unwrap();
        card.expires = Some(expires);
        card.snoozed = None;
        let (place, received) = (card.place, card.received);
        self.note(|| format!("{id} expires {expires}"));
        let reported = match place {
            Place::New => Stage::New,
            _ => Stage::Evaluating,
        };
        let row = ImportRow {
            leadline_id: Some(format!("{}:{id}", self.desk.store().file_name())),
            customer: Some(format!("Customer {id}")),
            received_at: Some(at(received)),
            expires_at: Some(at(expires)),
            reported: Some(ReportedState::Open(reported)),
            ..ImportRow::default()
        };
        let command = Command::Import {
            rows: vec![row],
            skip_nameless: false,
        };
        let done = self
            .desk
            .execute(command, at(now))
            .map_err(|error| error.to_string())?;
        assert_eq!(done.import.map(|report| report.new), Some(0));
        self.settle();
        Ok(())
    }

    fn snooze(&mut self) -> Result<(), String> {
        let is_open = |card: &Card| !matches!(card.place, Place::Lapsed | Place::Closed);
        let Some(id) = self.any_card(is_open) else {
            return Ok(());
        };
        let now = self.now();
        let choice = self.chance.one_of(&SnoozeChoice::ALL);
        let wanted = match choice {
            SnoozeChoice::OneHour => now + HOUR,
            SnoozeChoice::FourHours => now + 4 * HOUR,
            SnoozeChoice::Tomorrow => self.rules.tomorrow(now),
        };
        let card = self.cards.get_mut(&id).unwrap();
        let expected = card
            .next_due(now)
            .filter(|due| due - now >= 120)
            .map(|due| wanted.min(due - (HOUR / 2).min((due - now) / 2)));
        let described = format!("{choice:?} until {expected:?} of {card:?}");
        let snoozed = self.desk.snooze(ReferralId(id), choice, at(now));
        match (snoozed, expected) {
            (Ok((_, snooze)), Some(until)) if snooze.until == at(until) => {
                card.snoozed = Some(until);
                self.note(|| described);
                Ok(())
            }
            (Err(DeskError::Refused(Refusal::NothingToSnooze)), None) => Ok(()),
            (other, _) => Err(format!(
                "snoozed {choice:?} at {now}: {:?} instead of {expected:?} of {card:?}",
                other.map(|(_, snooze)| snooze)
            )),
        }
    }

    fn change_settings(&mut self) {
        self.settle();
        let chance = &mut self.chance;
        match chance.between(0, 5) {
            0 => {
                self.policy = chance.one_of(&PolicyId::ALL);
            }
            1 => self.rules.quiet ^= true,
            2 => {
                self.rules.from = chance.between(0, 20) * HOUR / 2;
                self.rules.to = self.rules.from + chance.between(1, 20) * HOUR / 2;
                let off = chance.between(0, 7) as usize;
                self.rules.days = [true; 7];
                self.rules.days[off] = false;
            }
            3 => self.rules.answer = vec![chance.between(1, 12) * HOUR / 2, 8 * HOUR],
            _ => {
                self.rules.short = vec![chance.between(1, 40) * HOUR, 45 * HOUR];
                self.rules.long = vec![chance.between(1, 100) * HOUR];
            }
        }
        let rules = format!("{:?} {:?}", self.policy, self.rules);
        self.note(|| rules);
        let mut settings = self.desk.settings().unwrap();
        settings.policy = self.policy;
        settings.leads.answer_seconds.clone_from(&self.rules.answer);
        settings
            .leads
            .short_lapse_seconds
            .clone_from(&self.rules.short);
        settings
            .leads
            .long_lapse_seconds
            .clone_from(&self.rules.long);
        settings.hours.days = self.rules.days;
        settings.hours.from_minutes = (self.rules.from / 60) as u16;
        settings.hours.to_minutes = (self.rules.to / 60) as u16;
        settings.hours.holds_reminders = self.rules.quiet;
        self.desk.save_settings(&settings).unwrap();
    }

    fn travel(&mut self) {
        self.rules.offset = self.chance.between(-11, 14) * HOUR;
        self.follow_zone();
        let offset = self.rules.offset;
        self.note(|| format!("travelled to {offset}"));
    }
}

/// The name under which a reminder is shown by itself.
fn note_key(key: &Key) -> NoteKey {
    NoteKey::of_reminder(&leadline::desk::LedgerKey {
        referral: ReferralId(key.id),
        mark: leadline::domain::Mark::from_code(&key.mark).unwrap(),
        lead_seconds: key.lead,
        due_at: at(key.due),
    })
}
