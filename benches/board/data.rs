//! The referrals everything is measured on: a CSV file as a person would have it, and Leadline files made from it.

use leadline::desk::{Clock, Desk, Store, SystemClock};
use leadline::domain::{Command, ImportRow, Timestamp};
use leadline::exchange::{Mapping, Table, parse};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// How many referrals everything is measured with.
pub const SIZES: [usize; 3] = [100, 10_000, 100_000];

/// A Leadline file of each size, in a folder on the disk that the program is built on.
pub struct Files {
    folder: tempfile::TempDir,
    pub paths: [PathBuf; 3],
    pub now: Timestamp,
}

impl Files {
    pub fn prepare() -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let now = SystemClock.now();
        let paths = SIZES.map(|size| {
            let path = folder.path().join(format!("{size}.db"));
            let rows = rows(&csv(size, now));
            import(&mut desk(&path), rows, now);
            path
        });
        Self { folder, paths, now }
    }

    /// A copy of one of the files, together with what a window that was ended may have left in its log.
    pub fn copy(&self, size: usize, name: &str) -> PathBuf {
        let copy = self.fresh(name);
        let store = Store::open(&self.paths[size]).unwrap();
        store.back_up_to(&copy).unwrap();
        copy
    }

    /// A path at which there is no file yet.
    pub fn fresh(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        for end in ["", "-wal", "-shm"] {
            let mut file = path.clone().into_os_string();
            file.push(end);
            if Path::new(&file).exists() {
                std::fs::remove_file(file).unwrap();
            }
        }
        path
    }
}

pub fn desk(path: &Path) -> Desk {
    Desk::new(Store::open(path).unwrap())
}

/// Reads the rows of a CSV file, none of them bad.
pub fn rows(csv: &str) -> Vec<ImportRow> {
    let table = Table::read(csv.as_bytes()).unwrap();
    let parsed = parse(&table, &Mapping::recognise(&table));
    assert!(parsed.bad.is_empty(), "{:?}", parsed.bad.first());
    let has_other_columns = |row: &ImportRow| !row.other_columns.is_empty();
    assert!(!parsed.rows.iter().any(has_other_columns));
    parsed.rows
}

pub fn import(desk: &mut Desk, rows: Vec<ImportRow>, now: Timestamp) {
    let count = rows.len();
    let command = Command::Import {
        rows,
        skip_nameless: false,
    };
    let done = desk.execute(command, now).unwrap();
    assert_eq!(done.import.map(|report| report.new), Some(count));
}

/// A CSV file of so many open referrals: a third in each lane, their deadlines spread evenly.
pub fn csv(count: usize, now: Timestamp) -> String {
    const REGIONS: [&str; 8] = ["JP", "US", "DE", "GB", "FR", "IN", "BR", "AU"];
    const SIZES: [&str; 4] = [
        "1to9employees",
        "10to50employees",
        "51to250employees",
        "251to1000employees",
    ];
    const CUSTOMERS: [&str; 10] = [
        "Contoso",
        "北浜商事",
        "Fabrikam",
        "みなと物流",
        "Northwind",
        "株式会社あおば製作所",
        "Tailspin",
        "Adventure Works",
        "富士見データ",
        "Wide World Importers",
    ];
    const ASKED: [&str; 5] = [
        "Move forty servers to the cloud before the lease ends in spring, with as little downtime as can be arranged",
        "既存の基幹システムをクラウドへ移行したい。予算と期間の見積もりを希望",
        "A dashboard for sales in three countries",
        "社内ポータルの再構築と、端末管理の導入支援をお願いします",
        "Backup and disaster recovery for two sites",
    ];
    const OWNERS: [&str; 4] = ["Aiko Tanaka", "", "Ben Carter", "山田"];
    let mut csv = "Partner Center ID,Customer,Country/region,Company size,Overview,Stage,Received at,Updated at,\
         Deal value,Currency,Closing date,Owner,Contact name,Contact email,Contact phone,Request\n"
        .to_owned();
    let at = |seconds_ago: usize| {
        now.plus_seconds(-i64::try_from(seconds_ago).unwrap())
            .to_utc()
    };
    let written = |seconds_ago| at(seconds_ago).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    for index in 0..count {
        // Half past an hour ago, so that no mark and no lead, all whole hours, passes while it is measured.
        let spread = |hours: usize| 5_400 + (index * hours / count) * 3_600;
        let (stage, received, entered) = match index % 3 {
            0 => ("new", written(spread(70)), String::new()),
            1 => (
                "evaluating",
                written(spread(160) + 7_200),
                written(spread(160)),
            ),
            _ => (
                "negotiating",
                written(spread(600) + 7_200),
                written(spread(600)),
            ),
        };
        let (value, currency, close_on) = match (stage, index % 2) {
            ("negotiating", 0) => (1_200_000 + index * 10, "JPY", closing_date(now, index)),
            ("negotiating", _) => (8_000 + index, "USD", closing_date(now, index)),
            _ => (0, "", String::new()),
        };
        let value = if value == 0 {
            String::new()
        } else {
            value.to_string()
        };
        let customer = CUSTOMERS[index % CUSTOMERS.len()];
        let (region, size) = (REGIONS[index % REGIONS.len()], SIZES[index % SIZES.len()]);
        let (asked, owner) = (ASKED[index % ASKED.len()], OWNERS[index % OWNERS.len()]);
        writeln!(
            csv,
            "{index:08x}-5f1c-4d1e-8c55-1f0a52000001,{customer} {index},{region},{size},\"{asked}\",{stage},{received},{entered},\
             {value},{currency},{close_on},{owner},Person {index},person{index}@customer.example,03-0000-{index:04},\
             \"{asked}. {asked}\""
        )
        .unwrap();
    }
    csv
}

fn closing_date(now: Timestamp, index: usize) -> String {
    let days = i64::try_from(index % 90).unwrap() + 3;
    now.plus_seconds(days * 86_400)
        .to_utc()
        .format("%Y-%m-%d")
        .to_string()
}
