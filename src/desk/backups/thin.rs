//! Which backups are superfluous.

use crate::domain::Timestamp;
use crate::store::{BackupName, Why};
use std::collections::{BTreeMap, BTreeSet};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// Whole weeks, so that the last backup of a week is never that of another month.
const MONTH: i64 = 4 * WEEK;

/// Up to which age one of how long a time is kept.
const TIERS: [(i64, i64); 4] = [
    (DAY, HOUR),
    (14 * DAY, DAY),
    (2 * MONTH, WEEK),
    (26 * MONTH, MONTH),
];
/// So long everything is kept: a person may be about to restore one of these.
const RECENT: i64 = 2 * HOUR;
/// So long everything is kept that was made before something that cannot be undone otherwise.
const PROTECTED: i64 = 30 * DAY;
/// Of those made before imports so many: a script that imports by the minute must not fill the disk.
const MOST_IMPORTS: usize = 60;

/// Backups further apart than this were not made in one go: the program did not run in between, or the clock was set.
const LONGEST_PAUSE: i64 = 2 * DAY;

/// What time it is as far as that may cost a backup: `now`, once the program has made backups by this clock for a day. Until then it is as much
/// later than the newest backup before as has gone by since: a clock that was set ahead does not make old what is new.
pub fn trusted_now(backups: &[BackupName], now: Timestamp) -> Timestamp {
    let mut past: Vec<Timestamp> = backups
        .iter()
        .map(|backup| backup.made_at)
        .filter(|made_at| *made_at <= now)
        .collect();
    past.sort_unstable();
    let mut since = now;
    while let Some(before) = past.pop() {
        if since.millis_from(before) > LONGEST_PAUSE {
            let gone_by = now.millis_from(since);
            return if gone_by < DAY {
                Timestamp::from_millis(before.millis() + gone_by)
            } else {
                now
            };
        }
        since = before;
    }
    now
}

/// The backups that are superfluous at `now`. Kept are: the newest; all of two hours; what was made before a migration, an import, a restore or an erasure, for
/// 30 days (of imports the newest 60); of the others the last one of each hour for a day, of each day for two weeks, of each week for eight weeks, and of each four weeks
/// for two years. Hours and days are those of UTC. A backup from the future, made by a clock that was ahead, is kept.
pub fn thin(backups: &[BackupName], now: Timestamp) -> BTreeSet<BackupName> {
    let mut kept: BTreeSet<BackupName> = backups.iter().max().copied().into_iter().collect();
    let mut last_of: BTreeMap<(usize, i64), BackupName> = BTreeMap::new();
    let mut newest_first: Vec<BackupName> = backups.to_vec();
    newest_first.sort_by(|one, other| other.cmp(one));
    let mut imports = 0;
    for backup in &newest_first {
        let age = now.millis_from(backup.made_at);
        imports += usize::from(backup.why == Why::Import);
        let is_protected = match backup.why {
            Why::Routine => false,
            Why::Import => imports <= MOST_IMPORTS,
            Why::Migration | Why::Restore | Why::Purge => true,
        };
        if age < RECENT || (is_protected && age < PROTECTED) {
            kept.insert(*backup);
        }
        let tier = TIERS.iter().position(|(up_to, _)| age < *up_to);
        if let Some((tier, (_, period))) = tier.and_then(|tier| Some((tier, TIERS.get(tier)?))) {
            let part = backup.made_at.millis().div_euclid(*period);
            let last = last_of.entry((tier, part)).or_insert(*backup);
            *last = (*last).max(*backup);
        }
    }
    kept.extend(last_of.into_values());
    backups
        .iter()
        .filter(|backup| !kept.contains(backup))
        .copied()
        .collect()
}
