//! Promises about files that go out: what is written reads back the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use leadline::domain::{
    Amount, Contact, Currency, Date, Deal, ImportRow, Outcome, PolicyId, Reason, Referral,
    ReferralId, ReferralText, Stage, State, Timestamp,
};
use leadline::exchange::{
    ExportFile, ExportFormat, ExportRecord, Layout, Mapping, Parsed, Source, Table, parse,
    read_file, read_json,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\\PC{0,24}",
        2 => "[\\r\\n\\t ,;\"'=+@\\-あｱ漢＝a-c]{0,12}",
        1 => proptest::collection::vec(any::<char>(), 0..8).prop_map(String::from_iter),
        1 => Just("=cmd|'/c calc'!A1".to_owned()),
        1 => Just("'quoted &amp; kept".to_owned()),
    ]
}

fn some_text() -> impl Strategy<Value = String> {
    // The desk keeps names without outer spaces, and no blank ones: where nothing is written, nothing is known.
    any_text().prop_map(|text| match text.trim() {
        "" => "x".to_owned(),
        name => name.to_owned(),
    })
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(some_text())
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    (0_i64..4_102_444_800_000).prop_map(Timestamp::from_millis)
}

fn any_stage() -> impl Strategy<Value = Stage> {
    proptest::sample::select(Stage::OPEN.to_vec())
}

fn any_state() -> impl Strategy<Value = State> {
    let archived = (
        proptest::sample::select(Outcome::ALL.to_vec()),
        any::<bool>(),
        any_stage(),
        any_instant(),
    )
        .prop_map(|(outcome, presumed, from, at)| State::Archived {
            outcome,
            presumed,
            from,
            at,
        });
    prop_oneof![
        Just(State::New),
        Just(State::Evaluating),
        Just(State::Negotiating),
        archived
    ]
}

fn any_deal() -> impl Strategy<Value = Deal> {
    let value = (0_i64..=1_000_000_000_000_000, 0_u8..=6)
        .prop_map(|(units, places)| Amount::from_units(units, places));
    let date = (1_i32..=9999, 1_u32..=366)
        .prop_map(|(year, day)| Date::from_yo_opt(year, day.min(365)).unwrap());
    (
        proptest::option::of(value),
        proptest::option::of("[A-Z]{3}".prop_map(|code| Currency::parse(&code).unwrap())),
        proptest::option::of(date),
    )
        .prop_map(|(value, currency, close_on)| Deal {
            value,
            currency,
            close_on,
        })
}

fn any_region() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        "[A-Z]{2}".prop_map(Some),
        "[a-zア-ン]{3,9}".prop_map(Some)
    ]
}

fn any_reason() -> impl Strategy<Value = Option<Reason>> {
    proptest::option::of(prop_oneof![
        proptest::sample::select(Reason::listed().collect::<Vec<_>>()),
        some_text()
            .prop_filter("a reason is no blank", |text| !text.trim().is_empty())
            .prop_map(|text| Reason::from_import(&text)),
    ])
}

fn any_record() -> impl Strategy<Value = ExportRecord> {
    let referral = (
        (
            maybe_text(),
            some_text(),
            any_region(),
            maybe_text(),
            any_text(),
        ),
        (
            any_state(),
            any_instant(),
            proptest::option::of(any_instant()),
            proptest::option::of(any_instant()),
            proptest::option::of(any_instant()),
        ),
        (
            proptest::sample::select(PolicyId::ALL.to_vec()),
            any::<bool>(),
            any_deal(),
            maybe_text(),
            any_reason(),
        ),
    )
        .prop_map(|(names, times, rest)| Referral {
            id: ReferralId(7),
            partner_center_id: names.0,
            customer: names.1,
            region: names.2,
            company_size: names.3,
            // Kept without outer spaces, however it comes.
            overview: names.4.trim().to_owned(),
            state: times.0,
            received_at: times.1,
            interested_at: times.2,
            accepted_at: times.3,
            expires_at: times.4,
            policy: rest.0,
            lapse_waived: rest.1,
            deal: rest.2,
            owner: rest.3,
            reason: rest.4,
            sample: false,
            // Of this file's own reminders; an export does not carry it.
            snoozed_until: None,
            revision: 3,
        });
    let text = (
        (any_text(), any_text(), any_text(), any_text(), any_text()),
        maybe_text(),
        maybe_text(),
        proptest::collection::btree_map(any_text(), any_text(), 0..4),
    )
        .prop_map(
            |((details, name, email, phone, notes), reported_status, reported_substatus, other)| {
                ReferralText {
                    details,
                    contact: Contact { name, email, phone },
                    notes,
                    reported_status,
                    reported_substatus,
                    other_columns: other,
                }
            },
        );
    (referral, text, "[0-9a-f]{8}:[1-9][0-9]{0,5}").prop_map(|(referral, text, leadline_id)| {
        ExportRecord {
            referral,
            text,
            leadline_id,
        }
    })
}

fn exported(records: &[ExportRecord], format: ExportFormat, is_japanese: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut sink = format.sink(&mut bytes, is_japanese).unwrap();
    for record in records {
        sink.write(record).unwrap();
    }
    sink.finish().unwrap();
    bytes
}

fn read_back(bytes: &[u8], format: ExportFormat) -> Parsed {
    match format {
        ExportFormat::Json => read_json(std::str::from_utf8(bytes).unwrap()).unwrap(),
        ExportFormat::Csv => {
            let table = Table::read(bytes).unwrap();
            let mapping = Mapping::recognise(&table);
            assert_eq!(mapping.layout(), Layout::Leadline);
            parse(&table, &mapping)
        }
    }
}

/// What the file does not carry is set to what a new referral has.
fn as_new(record: &ExportRecord) -> (Referral, ReferralText, Option<String>) {
    let mut referral = record.referral.clone();
    referral.id = ReferralId::default();
    referral.revision = 1;
    (
        referral,
        record.text.clone(),
        Some(record.leadline_id.clone()),
    )
}

const FORMATS: [(ExportFormat, bool); 3] = [
    (ExportFormat::Csv, false),
    (ExportFormat::Csv, true),
    (ExportFormat::Json, false),
];

proptest! {
    #[test]
    fn an_export_reads_back_without_loss(records in proptest::collection::vec(any_record(), 0..4)) {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let expected: Vec<_> = records.iter().map(as_new).collect();
        for (format, is_japanese) in FORMATS {
            let parsed = read_back(&exported(&records, format, is_japanese), format);
            prop_assert_eq!(&parsed.bad, &[]);
            let found: Vec<_> = parsed
                .rows
                .iter()
                .map(|row| {
                    let (referral, text, _) = row.to_new_referral(PolicyId::Classic, now);
                    (referral, text, row.leadline_id.clone())
                })
                .collect();
            prop_assert_eq!(&found, &expected);
        }
    }
}

fn one_record() -> ExportRecord {
    let row = ImportRow {
        customer: Some("=Contoso".to_owned()),
        region: Some("JP".to_owned()),
        contact_phone: Some("+81 3 5550 0100".to_owned()),
        other_columns: BTreeMap::from([("Shoe size".to_owned(), "44".to_owned())]),
        ..ImportRow::default()
    };
    let now = Timestamp::parse("2026-11-22T09:00:00.250Z").unwrap();
    let (referral, text, _) = row.to_new_referral(PolicyId::Since2019, now);
    ExportRecord {
        referral,
        text,
        leadline_id: "f:1".to_owned(),
    }
}

#[test]
fn the_csv_export_opens_in_spreadsheets_and_runs_no_formulas() {
    let bytes = exported(&[one_record()], ExportFormat::Csv, true);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}Leadline ID（紹介案件）,"));
    assert!(text.ends_with("\r\n"));
    assert!(text.contains(",'=Contoso,JP,"));
    assert!(text.contains(",'+81 3 5550 0100,"));
    assert!(text.contains(",新規,"));
    assert!(text.contains(",2026-11-22T09:00:00.250Z,"));
}

#[test]
fn an_export_edited_in_another_column_order_and_encoding_still_reads() {
    let bytes = exported(&[one_record()], ExportFormat::Csv, true);
    let text = String::from_utf8(bytes).unwrap();
    let (shift_jis, _, had_errors) =
        encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{feff}'));
    assert!(!had_errors);
    let parsed = read_back(&shift_jis, ExportFormat::Csv);
    assert_eq!(parsed.rows[0].customer, Some("=Contoso".to_owned()));
    assert_eq!(parsed.rows[0].other_columns["Shoe size"], "44");
}

#[test]
fn an_export_file_takes_its_place_only_when_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [
        ("out.csv", ExportFormat::Csv),
        ("out.JSON", ExportFormat::Json),
    ] {
        let path = folder.path().join(name);
        assert_eq!(ExportFormat::from_path(&path), Some(format));
        std::fs::write(&path, "before").unwrap();
        let mut export = ExportFile::create(&path, format, false).unwrap();
        export.write(&one_record()).unwrap();
        drop(export);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
        let mut export = ExportFile::create(&path, format, false).unwrap();
        export.write(&one_record()).unwrap();
        export.finish().unwrap();
        let rows = match read_file(&path).unwrap() {
            Source::Csv(table) => parse(&table, &Mapping::recognise(&table)).rows,
            Source::Json(parsed) => parsed.rows,
        };
        assert_eq!(rows.len(), 1);
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "no unfinished file is left");
}
