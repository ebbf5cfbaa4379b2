//! Referrals that live through whatever there is, by chance; what each went through is told from its history, line by line.

use crate::chance::Chance;
use crate::common::*;
use leadline::desk::{Desk, Recorded};
use leadline::domain::{
    Action, Amount, Command, Currency, Deal, DealTerms, EntryKind, ErasedTexts, ImportRow,
    NewReferral, Outcome, PolicyId, Reason, Referral, ReferralEdit, ReferralId, ReportedState,
    Stage, Timestamp,
};
use std::collections::BTreeMap;

/// A place on the way of a referral.
#[derive(Clone, Debug)]
pub enum Where {
    New,
    Evaluating,
    /// With the deal as it was agreed, where that is known.
    Negotiating(Option<Deal>),
    Ended {
        outcome: Outcome,
        is_by_clock: bool,
    },
}

/// A step of the way, and when it was taken, where that is known.
#[derive(Clone, Debug)]
pub struct Step {
    pub at_stage: Where,
    pub at: Option<Timestamp>,
}

/// A referral that is in the file, with the way it took that stands.
#[derive(Debug)]
pub struct Lived {
    pub referral: Referral,
    pub path: Vec<Step>,
    pub is_imported: bool,
}

pub struct Story {
    pub desk: Desk,
    pub now: Timestamp,
    chance: Chance,
    paths: BTreeMap<ReferralId, Vec<Step>>,
    imported: BTreeMap<ReferralId, bool>,
    /// What the rows of files say, by Partner Center's id.
    rows: BTreeMap<String, ImportRow>,
    lines_read: BTreeMap<ReferralId, usize>,
    policies: BTreeMap<ReferralId, PolicyId>,
    /// The way of each referral before each change.
    before: BTreeMap<(i64, ReferralId), Vec<Step>>,
    /// What occurred, so that a test can tell that all of it did.
    pub occurred: BTreeMap<String, usize>,
}

impl Story {
    pub fn new(folder: &Folder, seed: u64) -> Self {
        Self {
            desk: folder.desk(),
            now: start(),
            chance: Chance::new(seed),
            paths: BTreeMap::new(),
            imported: BTreeMap::new(),
            rows: BTreeMap::new(),
            lines_read: BTreeMap::new(),
            policies: BTreeMap::new(),
            before: BTreeMap::new(),
            occurred: BTreeMap::new(),
        }
    }

    /// Everything in the file, with its way.
    pub fn lived(&self) -> Vec<Lived> {
        self.referrals()
            .into_iter()
            .map(|referral| Lived {
                path: self.paths[&referral.id].clone(),
                is_imported: self.imported[&referral.id],
                referral,
            })
            .collect()
    }

    fn referrals(&self) -> Vec<Referral> {
        let mut all = Vec::new();
        let take = |referral| all.push(referral);
        self.desk.store().all_referrals(take).unwrap();
        all
    }

    pub fn go_on(&mut self) {
        let pause = match self.chance.between(0, 10) {
            0..5 => 0,
            5..9 => self.chance.between(0, 20 * HOUR),
            _ => self.chance.between(0, 8 * DAY),
        };
        self.now = self.now.plus_seconds(pause);
        match self.chance.between(0, 100) {
            0..22 => self.add(),
            22..30 => self.import(false),
            30..33 => self.import(true),
            33..35 => self.confirm_by_file(),
            35..38 => self.clock_ahead(),
            38..46 => self.execute(Command::Undo),
            46..50 => self.execute(Command::Redo),
            50..51 => self.execute(Command::RemoveSamples),
            51..53 => self.erase(),
            _ => self.act(),
        }
    }

    fn add(&mut self) {
        let new = NewReferral {
            customer: "Contoso".to_owned(),
            region: self.region(),
            company_size: self
                .chance
                .percent(50)
                .then(|| "51to250employees".to_owned()),
            owner: self.owner(),
            received_at: Some(self.now.plus_seconds(-self.chance.between(0, 60 * HOUR))),
            ..named("Contoso")
        };
        self.execute(Command::Add(Box::new(new)));
    }

    fn region(&mut self) -> Option<String> {
        let region = self.chance.one_of(&["JP", "US", ""]);
        (!region.is_empty()).then(|| region.to_owned())
    }

    fn owner(&mut self) -> Option<String> {
        let owner = self.chance.one_of(&["Mori", "Sato", ""]);
        (!owner.is_empty()).then(|| owner.to_owned())
    }

    fn deal(&mut self) -> Deal {
        let currency = self.chance.one_of(&["USD", "JPY", "KWD"]);
        let currency = Currency::parse(currency).unwrap();
        let units = self.chance.between(0, 4) * 1_000;
        Deal {
            value: Some(Amount::from_units(units, currency.decimal_places())),
            currency: Some(currency),
            close_on: Some("2027-01-31".parse().unwrap()),
        }
    }

    fn import(&mut self, is_sample: bool) {
        let rows: Vec<ImportRow> = (0..self.chance.between(1, 4)).map(|_| self.row()).collect();
        self.execute(if is_sample {
            Command::AddSamples(rows)
        } else {
            Command::Import {
                rows,
                skip_nameless: false,
            }
        });
    }

    /// A row of a referral that is not known yet, anywhere on its way; not every instant of it is told.
    fn row(&mut self) -> ImportRow {
        let received_at = self.now.plus_seconds(-self.chance.between(0, 20 * DAY));
        let mut later = received_at;
        let mut instant = |chance: &mut Chance| {
            later = later.plus_seconds(chance.between(0, 2 * DAY));
            chance.percent(60).then_some(later)
        };
        let interested_at = instant(&mut self.chance);
        let accepted_at = instant(&mut self.chance);
        let archived_at = instant(&mut self.chance).or(Some(later));
        let outcome = self.chance.one_of(&Outcome::ALL);
        let (reported, from) = if self.chance.percent(40) {
            (ReportedState::Open(self.chance.one_of(&Stage::OPEN)), None)
        } else {
            let is_end_of_deal = matches!(outcome, Outcome::Won | Outcome::Lost);
            // A file may tell of the end of a deal that nobody here had accepted.
            let from = if is_end_of_deal && self.chance.percent(30) {
                self.chance.one_of(&[Stage::New, Stage::Evaluating])
            } else {
                outcome.usual_origin()
            };
            let is_usual = from == outcome.usual_origin();
            let from = (!is_usual || self.chance.percent(50)).then_some(from);
            (ReportedState::Archived(outcome), from)
        };
        let deal = if self.chance.percent(60) {
            self.deal()
        } else {
            Deal::default()
        };
        let is_lapse = matches!(outcome, Outcome::Missed | Outcome::Expired);
        let id = format!("PC-{}", self.rows.len());
        let told = ImportRow {
            received_at: Some(received_at),
            region: self.region(),
            owner: self.owner(),
            reported: Some(reported),
            interested_at,
            accepted_at,
            archived_at,
            archived_from: from,
            presumed: Some(is_lapse && self.chance.percent(50)),
            deal_value: deal.value,
            currency: deal.currency.filter(|_| self.chance.percent(80)),
            close_on: deal.close_on,
            policy: Some(self.chance.one_of(&PolicyId::ALL)),
            ..row(&id, "Fabrikam")
        };
        // Now and then a file knows the end, and nothing of what came before.
        let knows_end_alone = from.is_some_and(|from| from != outcome.usual_origin());
        let told = if knows_end_alone || self.chance.percent(15) {
            ImportRow {
                interested_at: None,
                accepted_at: None,
                ..told
            }
        } else {
            told
        };
        self.rows.insert(id, told.clone());
        told
    }

    /// A file says of a presumed end that it was so, or that it ended otherwise.
    fn confirm_by_file(&mut self) {
        let presumed: Vec<Referral> = self
            .referrals()
            .into_iter()
            .filter(|referral| referral.is_presumed() && referral.partner_center_id.is_some())
            .collect();
        if presumed.is_empty() {
            return;
        }
        let referral = &presumed[self.chance.below(presumed.len())];
        let row = ImportRow {
            partner_center_id: referral.partner_center_id.clone(),
            reported: referral.outcome().map(ReportedState::Archived),
            ..ImportRow::default()
        };
        self.execute(Command::Import {
            rows: vec![row],
            skip_nameless: false,
        });
    }

    /// A clock that is ahead ends what is open; the right one takes that back.
    fn clock_ahead(&mut self) {
        let ahead = self.now.plus_seconds(self.chance.between(1, 70 * DAY));
        self.desk.settle(ahead).unwrap();
        self.read_lines(None, None);
        self.desk.settle(self.now).unwrap();
        self.read_lines(None, None);
    }

    fn erase(&mut self) {
        let all = self.referrals();
        if all.is_empty() {
            return;
        }
        let ids = vec![all[self.chance.below(all.len())].id];
        let texts = ErasedTexts::All;
        self.execute(Command::Erase { ids, texts });
        self.desk.finish_erasures().unwrap();
    }

    fn act(&mut self) {
        let all = self.referrals();
        if all.is_empty() {
            return;
        }
        let referral = &all[self.chance.below(all.len())];
        let action = self.action(referral);
        self.execute(Command::Act {
            id: referral.id,
            revision: None,
            action,
        });
    }

    fn action(&mut self, referral: &Referral) -> Action {
        let reason = Reason::parse_listed("budget");
        match (referral.stage(), self.chance.between(0, 10)) {
            (_, 0) => Action::Edit(Box::new(ReferralEdit {
                region: Some(self.region()),
                owner: Some(self.owner()),
                ..ReferralEdit::default()
            })),
            (Stage::Negotiating, 1..3) => Action::Edit(Box::new(ReferralEdit {
                deal: Some(self.deal()),
                ..ReferralEdit::default()
            })),
            (Stage::New, 1..8) => Action::Interested,
            (Stage::New, _) => Action::Skip,
            (Stage::Evaluating, 1..8) => {
                let deal = self.deal();
                Action::Accept(DealTerms {
                    value: deal.value.unwrap(),
                    currency: deal.currency.unwrap(),
                    close_on: deal.close_on.unwrap(),
                })
            }
            (Stage::Evaluating, _) => Action::Decline { reason, note: None },
            (Stage::Negotiating, 3..8) => {
                let places = referral.deal.currency.map_or(2, |c| c.decimal_places());
                let units = self.chance.between(0, 4) * 1_000;
                let value = Amount::from_units(units, places);
                Action::Won {
                    value: self.chance.percent(70).then_some(value),
                }
            }
            (Stage::Negotiating, _) => Action::Lost { reason, note: None },
            (Stage::Archived, 1..4) if referral.is_presumed() => Action::Confirm,
            (Stage::Archived, _) => correct("a slip"),
        }
    }

    /// Carries a command out, refused or not, and reads what the histories say of it.
    fn execute(&mut self, command: Command) {
        let target = match command {
            Command::Undo => self.desk.store().undoable().unwrap(),
            Command::Redo => self.desk.store().redoable().unwrap(),
            _ => None,
        };
        let change = self
            .desk
            .execute(command, self.now)
            .ok()
            .and_then(|done| done.change);
        self.read_lines(change.map(|id| id.0), target.map(|target| target.id.0));
    }

    /// Goes through the lines written since; the one that is not the clock's belongs to `change`.
    fn read_lines(&mut self, change: Option<i64>, target: Option<i64>) {
        let known = self.lines_read.keys().last().map_or(0, |id| id.0);
        for id in (1..=known + 10).map(ReferralId) {
            let lines = history(&self.desk, id);
            let read = self.lines_read.get(&id).copied().unwrap_or(0);
            for line in &lines[read..] {
                self.read_line(id, line, change, target);
            }
            if !lines.is_empty() {
                self.lines_read.insert(id, lines.len());
            }
        }
    }

    fn read_line(
        &mut self,
        id: ReferralId,
        line: &Recorded,
        change: Option<i64>,
        target: Option<i64>,
    ) {
        let entry = &line.entry;
        *self
            .occurred
            .entry(entry.kind.code().to_owned())
            .or_default() += 1;
        let mut path = self.paths.get(&id).cloned().unwrap_or_default();
        if let Some(change) = change
            && !matches!(entry.kind, EntryKind::Lapsed | EntryKind::Reopened)
        {
            self.before.insert((change, id), path.clone());
        }
        // What is gone has no row; its way matters again only when it is brought back.
        let row = self.desk.store().referral(id).unwrap();
        if let Some(row) = &row {
            self.policies.insert(id, row.policy);
        }
        let received_at = row.as_ref().map(|row| row.received_at);
        let at = Some(received_at.map_or(entry.at, |received| entry.at.max(received)));
        let ended = |outcome| Where::Ended {
            outcome,
            is_by_clock: false,
        };
        let next = match entry.kind {
            EntryKind::Received => {
                self.imported.insert(id, false);
                Some((Where::New, received_at))
            }
            EntryKind::Imported => {
                self.imported.insert(id, true);
                let named = row.as_ref().and_then(|row| row.partner_center_id.clone());
                path = path_of_row(&self.rows[&named.unwrap()], line.recorded_at);
                None
            }
            EntryKind::Interested => Some((Where::Evaluating, at)),
            EntryKind::Accepted => Some((Where::Negotiating(entry.deal), at)),
            EntryKind::Skipped => Some((ended(Outcome::Skipped), at)),
            EntryKind::Declined => Some((ended(Outcome::Declined), at)),
            EntryKind::Won => Some((ended(Outcome::Won), at)),
            EntryKind::Lost => Some((ended(Outcome::Lost), at)),
            EntryKind::Lapsed => {
                // It may have lapsed just before it was taken away.
                let policy = self.policies[&id].policy();
                let outcome = policy.lapse_rule(entry.from.unwrap()).unwrap().outcome;
                let is_by_clock = true;
                let end = Where::Ended {
                    outcome,
                    is_by_clock,
                };
                Some((end, Some(entry.at)))
            }
            EntryKind::Corrected | EntryKind::Reopened => {
                path.pop();
                None
            }
            EntryKind::Undone | EntryKind::Redone => {
                path.clone_from(&self.before[&(target.unwrap(), id)]);
                None
            }
            EntryKind::Confirmed
            | EntryKind::Updated
            | EntryKind::Snoozed
            | EntryKind::Edited
            | EntryKind::Erased => None,
        };
        path.extend(next.map(|(at_stage, at)| Step { at_stage, at }));
        self.paths.insert(id, path);
    }
}

/// The way a new row tells of. What it leaves open of where a referral stands now, it took as it was read.
fn path_of_row(row: &ImportRow, read_at: Timestamp) -> Vec<Step> {
    let step = |at_stage, at| Step { at_stage, at };
    let mut path = vec![step(Where::New, row.received_at)];
    let (last, outcome) = match row.reported.unwrap() {
        ReportedState::Open(stage) => (stage, None),
        ReportedState::Archived(outcome) => {
            let from = row.archived_from.unwrap_or(outcome.usual_origin());
            (from, Some(outcome))
        }
    };
    let is_open = outcome.is_none();
    let or_read =
        |at: Option<Timestamp>, is_here: bool| at.or((is_open && is_here).then_some(read_at));
    if last >= Stage::Evaluating {
        let at = or_read(row.interested_at, last == Stage::Evaluating);
        path.push(step(Where::Evaluating, at));
    }
    if last >= Stage::Negotiating {
        let agreed = is_open.then_some(Deal {
            value: row.deal_value,
            currency: row.currency,
            close_on: row.close_on,
        });
        path.push(step(
            Where::Negotiating(agreed),
            or_read(row.accepted_at, true),
        ));
    }
    if let Some(outcome) = outcome {
        let is_by_clock = matches!(outcome, Outcome::Missed | Outcome::Expired);
        let end = Where::Ended {
            outcome,
            is_by_clock,
        };
        path.push(step(end, row.archived_at));
    }
    path
}
