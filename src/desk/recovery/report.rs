//! What came back of a damaged file, in words. No contact data is among them: numbers of rows and of referrals, and names of files.

use crate::domain::Timestamp;
use crate::store::{Holdings, SalvageReport, SalvagedTable};
use crate::text::{Format, Texts};
use std::path::Path;

/// More runs of numbers of lost referrals than these help nobody.
const MOST_RUNS: usize = 60;

/// What a file holds, on a line: `12 open referrals, 340 archived, 3 profiles, last changed 22 Nov 2026, 18:00`.
pub fn holdings_words(texts: &Texts, format: &Format, holdings: &Holdings) -> String {
    let parts = [
        ("recovery-holds-open", holdings.open),
        ("recovery-holds-archived", holdings.archived),
        ("recovery-holds-profiles", holdings.profiles),
    ]
    .map(|(key, count)| texts.with(key, &[("count", count.into())]));
    let changed = match holdings.newest_change_at {
        Some(at) => texts.with(
            "recovery-last-changed",
            &[("at", format.date_time(at).into())],
        ),
        None => texts.get("recovery-never-changed").to_owned(),
    };
    let mut parts = parts.to_vec();
    parts.push(changed);
    parts.join(texts.get("common-list-separator"))
}

/// What came back, on a line for each table that has something in it or lacks something, and what else there is to know.
pub fn report_lines(texts: &Texts, report: &SalvageReport) -> Vec<String> {
    if report.is_whole() {
        return vec![texts.get("recovery-all-came-back").to_owned()];
    }
    let mut tables: Vec<&SalvagedTable> = report
        .tables
        .iter()
        .filter(|table| !table.is_whole() || table.found > 0 && table.name != "file")
        .collect();
    tables.sort_by_key(|table| {
        let place = NAMED.iter().position(|(name, _)| *name == table.name);
        place.unwrap_or(NAMED.len())
    });
    let mut lines: Vec<String> = tables
        .into_iter()
        .map(|table| table_line(texts, table))
        .collect();
    if !report.lost_referrals.is_empty() {
        let runs = runs(&report.lost_referrals);
        let named: Vec<String> = runs.iter().take(MOST_RUNS).map(written).collect();
        let mut numbers = named.join(texts.get("common-list-separator"));
        if runs.len() > MOST_RUNS {
            numbers.push('…');
        }
        lines.push(texts.with("recovery-lost-referrals", &[("numbers", numbers.into())]));
    }
    if report.is_log_unreadable {
        lines.push(texts.get("recovery-log-unreadable").to_owned());
    } else if report.log_pages_ignored > 0 {
        let pages = ("count", report.log_pages_ignored.into());
        lines.push(texts.with("recovery-log-ignored", &[pages]));
    }
    if report.undo_starts_anew {
        lines.push(texts.get("recovery-undo-starts-anew").to_owned());
    }
    lines
}

/// Numbers that follow one another, as the first and the last of them.
fn runs(numbers: &[i64]) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}

fn written((first, last): &(i64, i64)) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

/// The whole account, to be kept beside the damaged file.
pub fn report_text(
    texts: &Texts,
    report: &SalvageReport,
    file: &Path,
    damaged: &Path,
    now: Timestamp,
) -> String {
    let mut lines = vec![
        texts.with(
            "recovery-report-head",
            &[
                ("file", file.display().to_string().into()),
                ("at", Format::new(texts).date_time(now).into()),
            ],
        ),
        texts.with(
            "recovery-report-damaged",
            &[("file", damaged.display().to_string().into())],
        ),
        String::new(),
    ];
    lines.extend(report_lines(texts, report));
    lines.push(String::new());
    lines.join("\n")
}

fn table_line(texts: &Texts, table: &SalvagedTable) -> String {
    let mut parts = vec![texts.with("recovery-rows-found", &[("count", table.found.into())])];
    for (key, count) in [
        ("recovery-rows-doubtful", table.doubtful),
        ("recovery-rows-given-up", table.given_up),
        ("recovery-rows-missing", table.missing),
    ] {
        if count > 0 {
            parts.push(texts.with(key, &[("count", count.into())]));
        }
    }
    if table.may_lack_more {
        parts.push(texts.get("recovery-rows-maybe-more").to_owned());
    }
    let what = parts.join(texts.get("common-list-separator"));
    texts.with(
        "recovery-table-line",
        &[
            ("table", table_name(texts, &table.name).into()),
            ("what", what.into()),
        ],
    )
}

/// What each table holds, in a person's words: what matters most to them first.
const NAMED: [(&str, &str); 10] = [
    ("referral", "recovery-table-referral"),
    ("referral_text", "recovery-table-text"),
    ("history", "recovery-table-history"),
    ("profile", "recovery-table-profile"),
    ("profile_history", "recovery-table-profile-history"),
    ("reminder", "recovery-table-reminder"),
    ("change", "recovery-table-change"),
    ("setting", "recovery-table-setting"),
    ("screen_note", "recovery-table-screen-note"),
    ("file", "recovery-table-file"),
];

/// What a table holds, in a person's words; its own name where nobody gave it one.
fn table_name(texts: &Texts, name: &str) -> String {
    NAMED
        .iter()
        .find(|(table, _)| *table == name)
        .map_or_else(|| name.to_owned(), |(_, key)| texts.get(key).to_owned())
}
