//! What the window asks about backups, answered on a thread of its own: looking through them takes time.

use super::{
    BackupProblem, Differences, Holds, Keeper, KnownBackup, Why, folder_of, gone_was_seen, list,
    make, problems, second_folder_of,
};
use crate::desk::event::Event;
use crate::desk::threads::{Outbox, TellEnd, Ticket};
use crate::desk::{Clock, Desk, DeskError, DifferingSetting, Worker, differing_settings, guarded};
use crate::domain::{ReferralId, Timestamp};
use crate::store::{Store, glance_at_backup, inspect_backup};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// Work for the thread.
#[derive(Debug)]
pub(in crate::desk) enum BackupRequest {
    /// List the backups.
    List,
    /// Make one now.
    Make,
    /// Tell what restoring this one would change.
    Compare(PathBuf),
    /// Tell what erasing the persons behind these referrals would do.
    PreviewErasure(Vec<ReferralId>),
    /// Tell how many persons a retention period of so many days would erase now.
    CountKeptTooLong(u32),
    /// Carry what was erased into every backup.
    FinishErasures,
    /// Leave these copies and folders as they are, whoever is in them.
    LeaveCopies(Vec<PathBuf>),
    /// Note that a person was told that the backups were gone.
    GoneSeen,
}

/// The requests, each with what counts it as under way.
pub(in crate::desk) type BackupRequests = Receiver<(BackupRequest, Ticket)>;

/// A backup in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedBackup {
    /// The backup.
    pub backup: KnownBackup,
    /// What it holds; `None` until that was looked at, and where it cannot be read.
    pub holds: Option<Holds>,
}

/// The backups of the file, as they were found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BackupsSeen {
    /// The newest first.
    pub list: Vec<ListedBackup>,
    /// The folder they are in.
    pub folder: PathBuf,
    /// What is wrong.
    pub problems: Vec<BackupProblem>,
}

/// A backup beside the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compared {
    /// What the backup holds.
    pub holds: Holds,
    /// What it has otherwise.
    pub differences: Differences,
    /// Which settings come back with it.
    pub settings: Vec<DifferingSetting>,
}

/// So many are looked at before the list is told again.
const TOLD_AT_ONCE: usize = 8;

/// What was found in backups, which never change.
type Glances = HashMap<PathBuf, Option<Holds>>;

/// Answers requests until the window is gone.
pub(in crate::desk) fn answer(
    file: &Path,
    requests: &BackupRequests,
    outbox: &Outbox,
    clock: &Arc<dyn Clock>,
) {
    let _tell_end = TellEnd(outbox, Worker::Backups);
    let mut glances = Glances::new();
    while let Ok((request, _ticket)) = requests.recv() {
        let fails = Fails::of(&request);
        let answered = guarded(|| answer_one(file, request, &mut glances, outbox, clock.now()));
        if let Err(fault) = answered {
            match fails {
                Fails::Quietly => {}
                Fails::Erasure => outbox.tell(Event::ErasureFinished(Err(fault.into()))),
                Fails::Make => outbox.tell(Event::BackupMade(Err(fault.into()))),
                Fails::Compare(backup) => outbox.tell(Event::Compared {
                    backup,
                    compared: Err(fault.into()),
                }),
            }
        }
    }
}

/// What is to be told of a request that a fault has ended.
enum Fails {
    Quietly,
    Erasure,
    Make,
    Compare(PathBuf),
}

impl Fails {
    fn of(request: &BackupRequest) -> Self {
        match request {
            BackupRequest::List
            | BackupRequest::PreviewErasure(_)
            | BackupRequest::CountKeptTooLong(_)
            | BackupRequest::GoneSeen => Self::Quietly,
            BackupRequest::FinishErasures | BackupRequest::LeaveCopies(_) => Self::Erasure,
            BackupRequest::Make => Self::Make,
            BackupRequest::Compare(backup) => Self::Compare(backup.clone()),
        }
    }
}

fn answer_one(
    file: &Path,
    request: BackupRequest,
    glances: &mut Glances,
    outbox: &Outbox,
    now: Timestamp,
) {
    match request {
        BackupRequest::List => tell_list(file, Vec::new(), glances, outbox, now),
        BackupRequest::Make => {
            let mut problems = Vec::new();
            let made = make_now(file, &mut problems, now);
            outbox.tell(Event::BackupMade(made));
            tell_list(file, problems, glances, outbox, now);
        }
        BackupRequest::Compare(backup) => {
            let compared = compare(file, &backup).map(Box::new);
            outbox.tell(Event::Compared { backup, compared });
        }
        BackupRequest::PreviewErasure(ids) => {
            let preview = desk_on(file).and_then(|desk| desk.preview_erasure(&ids));
            outbox.tell(Event::ErasurePreviewed(ids, preview.map(Box::new)));
        }
        BackupRequest::CountKeptTooLong(days) => {
            let count = desk_on(file)
                .and_then(|desk| desk.kept_too_long(days, now))
                .map(|ids| ids.len());
            outbox.tell(Event::KeptTooLong(days, count));
        }
        BackupRequest::GoneSeen => {
            let noted = Store::open(file).and_then(|mut store| gone_was_seen(&mut store));
            if let Err(error) = noted {
                tracing::warn!(%error, "that the backups were gone is told again");
            }
        }
        BackupRequest::FinishErasures => {
            let finished = desk_on(file).and_then(|mut desk| desk.finish_erasures());
            outbox.tell(Event::ErasureFinished(
                finished.map(|one| one.map(Box::new)),
            ));
        }
        BackupRequest::LeaveCopies(copies) => {
            let left = desk_on(file).and_then(|mut desk| {
                desk.leave_copies(&copies)?;
                desk.finish_erasures()
            });
            if let Err(error) = left {
                outbox.tell(Event::ErasureFinished(Err(error)));
            }
            tell_list(file, Vec::new(), glances, outbox, now);
        }
    }
}

fn desk_on(file: &Path) -> Result<Desk, DeskError> {
    Ok(Desk::new(Store::open(file)?))
}

fn make_now(
    file: &Path,
    found: &mut Vec<BackupProblem>,
    now: Timestamp,
) -> Result<KnownBackup, DeskError> {
    let store = Store::open(file)?;
    let made = make(&store, Why::Routine, now)?;
    *found = Keeper::new(store).pass(now).problems;
    Ok(made)
}

fn compare(file: &Path, backup: &Path) -> Result<Compared, DeskError> {
    let holds = inspect_backup(backup)?;
    let store = Store::open(file)?;
    Ok(Compared {
        holds,
        differences: store.differences_from(backup)?,
        settings: differing_settings(&store, backup)?,
    })
}

/// Tells the list at once as far as it is known, then with what each backup holds.
fn tell_list(
    file: &Path,
    known: Vec<BackupProblem>,
    glances: &mut Glances,
    outbox: &Outbox,
    now: Timestamp,
) {
    let (second, mut problems) = Store::open(file)
        .and_then(|store| {
            let chosen = store.second_backup_folder()?;
            let second = chosen.map(|chosen| second_folder_of(&chosen, &store));
            Ok((second, problems(&store, now)?))
        })
        .unwrap_or_else(|error| (None, vec![BackupProblem::Failed(Arc::new(error))]));
    for problem in known {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    let found = list(file, second.as_deref());
    glances.retain(|path, _| found.iter().any(|backup| backup.path == *path));
    let tell = |glances: &Glances| {
        let list = found.iter().map(|backup| ListedBackup {
            holds: glances.get(&backup.path).copied().flatten(),
            backup: backup.clone(),
        });
        outbox.tell(Event::Backups(Box::new(BackupsSeen {
            list: list.collect(),
            folder: folder_of(file),
            problems: problems.clone(),
        })));
    };
    tell(glances);
    let unknown: Vec<&KnownBackup> = found
        .iter()
        .filter(|backup| !glances.contains_key(&backup.path))
        .collect();
    for chunk in unknown.chunks(TOLD_AT_ONCE) {
        for backup in chunk {
            let holds = glance_at_backup(&backup.path)
                .inspect_err(|error| tracing::warn!(%error, "a backup cannot be read"))
                .ok();
            glances.insert(backup.path.clone(), holds);
        }
        tell(glances);
    }
}
