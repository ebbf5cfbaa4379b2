//! Promises about files that come in: what people have is read, and what is wrong with it is said.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use leadline::domain::{
    Currency, Date, ImportRow, Outcome, PolicyId, Reason, Referral, ReportedState, Stage,
    Timestamp, Urgency,
};
use leadline::exchange::{
    BadReason, Field, FileEncoding, FileProblem, Layout, Mapping, Parsed, Source, Table,
    TableError, parse, read_file, sample_referrals,
};
use proptest::prelude::*;
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
    assert_eq!(first.overview, Some("Contact me".to_owned()));
    assert_eq!(money(first), "1200000 JPY");
    assert_eq!(first.reported, Some(ReportedState::Open(Stage::New)));
    assert_eq!(
        others(first),
        [
            ("Business profile ID", "BP-00017"),
            ("Customer City", "Osaka"),
            ("Lead Source", "Microsoft AppSource"),
            ("Lead Type", "Customer inquiry"),
            ("Lead value (USD)", "8034.00"),
            ("PartnerID", "7654321"),
            ("Referral program", "Profile lead"),
        ]
    );
    assert_eq!(second.customer, Some("Bluebird Orchards, Inc.".to_owned()));
    assert_eq!(second.received_at, Some(at("2026-11-02T08:15:30.123Z")));
    assert_eq!(
        second.overview,
        Some("Orchard Planner · Contact me".to_owned())
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
        Some("Cable\nMonitor · Contact me".to_owned())
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
    let by_desk = leadline::exchange::BadRow::customer_missing(parsed.rows[0].line);
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

proptest! {
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
fn the_type_of_a_lead_is_what_is_asked_only_where_nothing_else_is_said() {
    let text = "Referral ID,Creation Date,Customer Name,Lead Type,Call to action,Offer name,Mail\n\
        1,2026-11-18,One,Customer inquiry,Contact me,Planner,All of it\n\
        2,2026-11-18,Two,Customer inquiry,Contact me,,All of it\n\
        3,2026-11-18,Three,Customer inquiry,,,\"\n Forty seats \nand a migration\"\n\
        4,2026-11-18,Four,Customer inquiry,,,\n";
    let table = Table::read(text.as_bytes()).unwrap();
    let mut mapping = Mapping::recognise(&table);
    mapping.assign_text(&table, "details=Mail").unwrap();
    let parsed = parse(&table, &mapping);
    let overviews: Vec<&str> = parsed
        .rows
        .iter()
        .map(|row| row.overview.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(
        overviews,
        [
            "Planner · Contact me",
            "Contact me",
            "Forty seats",
            "Customer inquiry"
        ]
    );
    // It is kept all the same.
    let kept: Vec<bool> = parsed
        .rows
        .iter()
        .map(|row| row.other_columns.contains_key("Lead Type"))
        .collect();
    assert_eq!(kept, [true, true, true, false]);
}
