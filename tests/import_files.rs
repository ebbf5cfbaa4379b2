//! Promises about files: what people have is read, what is wrong with it is said, and what is written reads back the same.
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
    ReferralId, ReferralText, ReportedState, Stage, State, Timestamp, Urgency,
};
use leadline::exchange::{
    BadReason, ExportFile, ExportFormat, ExportRecord, Field, FileEncoding, FileProblem, Layout,
    Mapping, Parsed, Source, Table, TableError, parse, read_file, read_json, sample_referrals,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn table(name: &str) -> Table {
    match read_file(&fixture(name)).unwrap() {
        Source::Csv(table) => table,
        Source::Json(_) => panic!("{name} is a table"),
    }
}

fn import(name: &str) -> (Layout, Parsed) {
    let table = table(name);
    let mapping = Mapping::recognise(&table);
    (mapping.layout(), parse(&table, &mapping))
}

fn import_text(text: &str) -> Parsed {
    let table = Table::read(text.as_bytes()).unwrap();
    parse(&table, &Mapping::recognise(&table))
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn others(row: &ImportRow) -> Vec<(&str, &str)> {
    row.other_columns
        .iter()
        .map(|(header, value)| (header.as_str(), value.as_str()))
        .collect()
}

fn money(row: &ImportRow) -> String {
    let value = row
        .deal_value
        .map(|value| value.to_string())
        .unwrap_or_default();
    let currency = row
        .currency
        .map(|code| code.to_string())
        .unwrap_or_default();
    format!("{value} {currency}")
}

#[test]
fn a_leads_analytics_download_is_read_whole() {
    let (layout, parsed) = import("leads_analytics.csv");
    assert_eq!(layout, Layout::LeadsAnalytics);
    assert_eq!(parsed.bad, []);
    let [first, second, third, fourth] = &parsed.rows[..] else {
        panic!("four rows, not {}", parsed.rows.len());
    };
    assert_eq!(
        first.partner_center_id,
        Some("9c1f0a52-0001-4d1e-8c55-1f0a52000001".to_owned())
    );
    assert_eq!(first.customer, Some("Kansai Textile & Dye".to_owned()));
    assert_eq!(first.region, Some("JP".to_owned()));
    assert_eq!(first.received_at, Some(at("2026-11-18T00:00:00Z")));
    assert_eq!(first.updated_at, Some(at("2026-11-19T00:00:00Z")));
    assert_eq!(
        first.overview,
        Some("Contact me · Customer inquiry".to_owned())
    );
    assert_eq!(money(first), "1200000 JPY");
    assert_eq!(first.reported, Some(ReportedState::Open(Stage::New)));
    assert_eq!(
        others(first),
        [
            ("Business profile ID", "BP-00017"),
            ("Customer City", "Osaka"),
            ("Lead Source", "Microsoft AppSource"),
            ("Lead value (USD)", "8034.00"),
            ("PartnerID", "7654321"),
            ("Referral program", "Profile lead"),
        ]
    );
    assert_eq!(second.customer, Some("Bluebird Orchards, Inc.".to_owned()));
    assert_eq!(second.received_at, Some(at("2026-11-02T08:15:30.123Z")));
    assert_eq!(
        second.overview,
        Some("Orchard Planner · Contact me · Sales qualified".to_owned())
    );
    assert_eq!(money(second), "18250.50 USD");
    assert_eq!(
        second.reported,
        Some(ReportedState::Open(Stage::Negotiating))
    );
    assert_eq!(third.customer, Some("\"Old Mill\" Bakery".to_owned()));
    assert_eq!(third.received_at, Some(at("2026-09-03T16:20:00Z")));
    assert_eq!(
        third.reported,
        Some(ReportedState::Archived(Outcome::Expired))
    );
    assert_eq!(money(third), " GBP");
    assert_eq!(fourth.region, Some("Atlantis".to_owned()));
    assert_eq!(
        fourth.overview,
        Some("Cable\nMonitor · Contact me · Customer inquiry".to_owned())
    );
    assert_eq!(money(fourth), "7500.25 EUR");
    assert_eq!(
        (fourth.status.as_deref(), fourth.substatus.as_deref()),
        (Some("On hold"), Some("Waiting for parts"))
    );
    assert_eq!(fourth.reported, None);
    assert_eq!(
        parsed.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [2, 3, 4, 5]
    );
}

#[test]
fn a_japanese_leads_download_is_read_in_shift_jis_and_in_utf_16() {
    let (layout, shift_jis) = import("leads_analytics_ja_cp932.csv");
    let (_, utf16) = import("leads_analytics_ja_utf16.csv");
    assert_eq!(layout, Layout::LeadsAnalytics);
    assert_eq!(
        table("leads_analytics_ja_cp932.csv").encoding(),
        FileEncoding::ShiftJis
    );
    assert_eq!(
        table("leads_analytics_ja_utf16.csv").encoding(),
        FileEncoding::Utf16LittleEndian
    );
    assert_eq!(table("leads_analytics_ja_utf16.csv").delimiter(), '\t');
    assert_eq!(shift_jis, utf16);
    assert_eq!(shift_jis.bad, []);
    let [first, second] = &shift_jis.rows[..] else {
        panic!("two rows");
    };
    assert_eq!(first.customer, Some("㈱関西織物".to_owned()));
    assert_eq!(first.region, Some("JP".to_owned()));
    assert_eq!(first.received_at, Some(at("2026-11-18T09:05:00Z")));
    assert_eq!(money(first), "1200000 JPY");
    assert_eq!(first.reported, Some(ReportedState::Open(Stage::New)));
    assert_eq!(second.region, Some("US".to_owned()));
    assert_eq!(second.received_at, Some(at("2026-11-02T00:00:00Z")));
    assert_eq!(second.updated_at, Some(at("2026-11-05T00:00:00Z")));
    assert_eq!(
        second.reported,
        Some(ReportedState::Archived(Outcome::Lost))
    );
}

#[test]
fn a_cosell_bulk_file_is_read_whole() {
    let (layout, parsed) = import("cosell_bulk.csv");
    assert_eq!(layout, Layout::CoSellBulk);
    assert_eq!(parsed.bad, []);
    let [first, second, third] = &parsed.rows[..] else {
        panic!("three rows");
    };
    assert_eq!(first.partner_center_id, Some("r-1".to_owned()));
    assert_eq!(first.customer, Some("Selkie Harbour Authority".to_owned()));
    assert_eq!(first.overview, Some("Harbour sensors, phase 1".to_owned()));
    assert_eq!(first.region, Some("GB".to_owned()));
    assert_eq!(first.contact_name, Some("Morag Sinclair".to_owned()));
    assert_eq!(first.contact_phone, Some("+44 1631 496 0111".to_owned()));
    assert_eq!(first.contact_email, Some("morag@selkie.example".to_owned()));
    assert_eq!(
        first.notes,
        Some("Quay \"B\" first,\r\nthen the rest".to_owned())
    );
    assert_eq!(money(first), "12400.50 GBP");
    assert_eq!(first.close_on, Date::from_ymd_opt(2027, 1, 9));
    assert_eq!(first.received_at, None);
    assert_eq!(
        first.reported,
        Some(ReportedState::Open(Stage::Negotiating))
    );
    for (header, value) in [
        ("Engagement ID", "e-1"),
        ("Microsoft Referral Status", "Pending"),
        ("Solution 1", "SOL-77-ABCD, GBP, 10, 100"),
        ("Team member 2", "Una, Partner, 556, una@partner.example"),
    ] {
        assert_eq!(
            first.other_columns.get(header).map(String::as_str),
            Some(value)
        );
    }
    assert_eq!(second.contact_name, Some("山田 太郎".to_owned()));
    assert_eq!(
        second.close_on,
        Date::from_ymd_opt(2026, 12, 31),
        "23:00 UTC is midnight in Berlin"
    );
    assert_eq!(
        second.reason.as_ref().map(Reason::code),
        Some("other_vendor")
    );
    assert_eq!(
        third.reason.as_ref().map(Reason::code),
        Some("Test referral")
    );
    assert_eq!(
        third.reported,
        Some(ReportedState::Archived(Outcome::Declined))
    );
}

#[test]
fn a_japanese_cosell_file_with_semicolons_is_read() {
    let (layout, parsed) = import("cosell_bulk_ja.csv");
    assert_eq!(layout, Layout::CoSellBulk);
    assert_eq!(table("cosell_bulk_ja.csv").delimiter(), ';');
    assert_eq!(parsed.bad, []);
    let [first, second] = &parsed.rows[..] else {
        panic!("two rows");
    };
    assert_eq!(first.contact_name, Some("山田 太郎".to_owned()));
    assert_eq!(money(first), "2400000 JPY");
    assert_eq!(first.close_on, Date::from_ymd_opt(2027, 1, 9));
    assert_eq!(
        first.reported,
        Some(ReportedState::Open(Stage::Negotiating))
    );
    assert_eq!(second.contact_name, None);
    assert_eq!(second.reason.as_ref().map(Reason::code), Some("budget"));
    assert_eq!(
        second.reported,
        Some(ReportedState::Archived(Outcome::Declined))
    );
}

#[test]
fn bad_rows_are_listed_with_line_column_and_reason_and_the_good_ones_kept() {
    let (layout, parsed) = import("broken.csv");
    assert_eq!(layout, Layout::Other);
    assert_eq!(parsed.rows.len(), 1);
    assert_eq!(parsed.rows[0].customer, Some("Heron Logistics".to_owned()));
    assert_eq!(money(&parsed.rows[0]), "1250.50 EUR");
    assert_eq!(others(&parsed.rows[0]), [("Shoe size", "44")]);
    let found: Vec<(u64, Option<&str>, String)> = parsed
        .bad
        .iter()
        .map(|bad| (bad.line, bad.column.as_deref(), bad.reason.to_string()))
        .collect();
    let expect = |index: usize, line: u64, column: Option<&str>, part: &str| {
        let (found_line, found_column, reason) = &found[index];
        assert_eq!((*found_line, *found_column), (line, column), "{reason}");
        assert!(reason.contains(part), "{reason}");
    };
    expect(0, 3, None, "customer");
    expect(1, 4, Some("Received at"), "the day before");
    expect(2, 5, None, "1 fields where the table has 7");
    expect(3, 6, Some("Currency"), "QQQQ");
    expect(4, 9, Some("Amount"), "12 apples");
    expect(5, 10, None, "9 fields where the table has 7");
    expect(6, 11, Some("Received at"), "22/11/2026");
    expect(7, 12, Some("Amount"), "decimal places");
    expect(8, 13, Some("Received at"), "22.11.2026");
    expect(9, 14, None, "never closed");
    assert_eq!(found.len(), 10);
    for bad in &parsed.bad {
        assert!(!bad.to_string().contains("anna@private.example"));
    }
}

#[test]
fn a_row_without_a_customer_is_left_to_the_desk_when_it_has_an_id() {
    let parsed = import_text("Referral ID,Customer,Owner\nr-7,,Aiko\n,,Ben\n");
    assert_eq!(parsed.rows.len(), 1);
    assert_eq!(parsed.rows[0].customer, None);
    assert_eq!(parsed.bad.len(), 1);
    assert_eq!(parsed.bad[0].reason, BadReason::CustomerMissing);
    let by_desk = leadline::exchange::BadRow::customer_missing(&parsed.rows[0]);
    assert_eq!(
        (by_desk.line, by_desk.reason),
        (2, BadReason::CustomerMissing)
    );
}

#[test]
fn a_field_beyond_the_limit_makes_its_row_a_bad_one() {
    let text = format!(
        "Customer,Notes\nContoso,{}\nFabrikam,short\n",
        "x".repeat(1_000_001)
    );
    let parsed = import_text(&text);
    assert_eq!(parsed.rows.len(), 1);
    assert_eq!(parsed.bad[0].column.as_deref(), Some("Notes"));
    assert!(matches!(
        parsed.bad[0].reason,
        BadReason::FieldTooLong {
            bytes: 1_000_001,
            ..
        }
    ));
}

#[test]
fn empty_lines_and_trailing_delimiters_hold_nothing() {
    let parsed = import_text("Customer,Country\n\nContoso,JP,,\n , \n,,,\n\nFabrikam,US\n\n");
    assert_eq!(parsed.bad, []);
    let lines: Vec<u64> = parsed.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 7]);
}

#[test]
fn an_id_that_comes_twice_is_no_fault() {
    let parsed = import_text("Referral ID,Customer\nr-1,Contoso\nr-1,Contoso Ltd\n");
    assert_eq!((parsed.rows.len(), parsed.bad.len()), (2, 0));
}

#[test]
fn a_mapping_told_by_a_person_holds() {
    let table =
        Table::read("Kunde;Eingang;Wer;Farbe;Geheim\nMöwe AG;2026-11-20;Aiko;rot;x\n".as_bytes())
            .unwrap();
    let mut mapping = Mapping::recognise(&table);
    assert!(!mapping.names_referrals());
    for assignment in ["customer=Kunde", "received_at=eingang", "owner = ＷＥＲ"] {
        mapping.assign_text(&table, assignment).unwrap();
    }
    mapping.set(4, Some(Field::Ignore));
    let parsed = parse(&table, &mapping);
    let row = &parsed.rows[0];
    assert_eq!(row.customer, Some("Möwe AG".to_owned()));
    assert_eq!(row.received_at, Some(at("2026-11-20T00:00:00Z")));
    assert_eq!(row.owner, Some("Aiko".to_owned()));
    assert_eq!(others(row), [("Farbe", "rot")]);
}

#[test]
fn files_that_are_no_table_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let problem_of = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = read_file(&path).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        error.problem
    };
    assert!(matches!(
        problem_of("empty.csv", b""),
        FileProblem::Table(TableError::Empty)
    ));
    assert!(matches!(
        problem_of("numbers.csv", b"1,2\n3,4\n"),
        FileProblem::Table(TableError::NoHeader)
    ));
    assert!(matches!(
        problem_of("book.xlsx", b"PK\x03\x04\0\0"),
        FileProblem::Table(TableError::NotText(_))
    ));
    assert!(matches!(
        problem_of("cut.json", b"[{\"customer\": \"Con"),
        FileProblem::Json(_)
    ));
    assert!(matches!(
        problem_of("other.json", b"{\"value\": []}"),
        FileProblem::Json(_)
    ));
    let missing = read_file(&folder.path().join("missing.csv")).unwrap_err();
    assert!(matches!(missing.problem, FileProblem::Read(_)));
}

#[test]
fn samples_are_the_same_in_number_and_place_in_both_languages() {
    let now = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
    let english = sample_referrals(false, now).unwrap();
    let japanese = sample_referrals(true, now).unwrap();
    let shape = |rows: &[ImportRow]| {
        rows.iter()
            .map(|row| (row.partner_center_id.clone(), row.reported, row.received_at))
            .collect::<Vec<_>>()
    };
    assert_eq!(shape(&english), shape(&japanese));
}

#[test]
fn samples_show_every_stage_outcome_and_urgency() {
    let now = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
    for is_japanese in [false, true] {
        let rows = sample_referrals(is_japanese, now).unwrap();
        let mut ids: Vec<_> = rows.iter().map(|row| &row.partner_center_id).collect();
        ids.dedup();
        assert_eq!(ids.len(), rows.len());
        let referrals: Vec<Referral> = rows
            .iter()
            .map(|row| row.to_new_referral(PolicyId::Classic, now).0)
            .collect();
        for stage in Stage::OPEN {
            assert!(referrals.iter().any(|referral| referral.stage() == stage));
        }
        for outcome in Outcome::ALL {
            assert!(
                referrals
                    .iter()
                    .any(|referral| referral.outcome() == Some(outcome))
            );
        }
        for urgency in [Urgency::Calm, Urgency::Soon, Urgency::Critical] {
            for stage in [Stage::New, Stage::Evaluating] {
                assert!(
                    referrals
                        .iter()
                        .any(|referral| referral.stage() == stage
                            && referral.urgency(now) == urgency),
                    "{stage:?} {urgency:?}"
                );
            }
        }
        for referral in &referrals {
            assert!(
                leadline::domain::lapse(referral, now).is_none(),
                "{} would lapse at once",
                referral.customer
            );
        }
        let currencies: std::collections::BTreeSet<_> = referrals
            .iter()
            .filter_map(|referral| referral.deal.currency)
            .collect();
        for code in ["USD", "JPY", "EUR"] {
            assert!(currencies.contains(&Currency::parse(code).unwrap()));
        }
        for (referral, row) in referrals.iter().zip(&rows) {
            let deal = referral.deal;
            if referral.stage() == Stage::Negotiating {
                let (value, currency) = (deal.value.unwrap(), deal.currency.unwrap());
                assert_eq!(value.decimal_places(), currency.decimal_places());
                assert!(deal.close_on.unwrap() >= now.to_utc().date_naive());
            }
            assert!(row.details.is_some() && row.contact_name.is_some());
            assert!(row.contact_email.as_ref().unwrap().ends_with(".example"));
        }
    }
}

// What is written reads back the same.

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
    any_text().prop_map(|text| {
        if text.is_empty() {
            "x".to_owned()
        } else {
            text
        }
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
            overview: names.4,
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

    #[test]
    fn no_bytes_make_the_reader_fail(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(table) = Table::read(&bytes) {
            let parsed = parse(&table, &Mapping::recognise(&table));
            prop_assert!(parsed.rows.len() + parsed.bad.len() <= bytes.len());
        }
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "(Customer|Referral ID|Amount|Received at|\\PC|[,;\"\\r\\n\\t]){0,60}") {
        if let Ok(table) = Table::read(text.as_bytes()) {
            parse(&table, &Mapping::recognise(&table));
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
    assert_eq!(others(&parsed.rows[0]), [("Shoe size", "44")]);
}

#[test]
fn unknown_words_in_an_edited_export_are_kept() {
    let parsed = import_text(
        "Leadline ID,Customer,Stage,Deadline policy,Presumed,Other columns,Colour\n\
         f:1,Contoso,Paused,1999,perhaps,not json,red\n",
    );
    assert_eq!(parsed.bad, []);
    assert_eq!(
        others(&parsed.rows[0]),
        [
            ("Colour", "red"),
            ("Deadline policy", "1999"),
            ("Other columns", "not json"),
            ("Presumed", "perhaps"),
            ("Stage", "Paused"),
        ]
    );
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
