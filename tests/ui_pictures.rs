//! What the board looks like, picture by picture: themes, languages, empty, full and with the longest words. Drawn on the processor, so that every
//! machine draws the same. `UPDATE_SNAPSHOTS=1 cargo test --test ui_pictures` makes them anew, to be looked at before they are kept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod raster;
mod ui_support;

use egui::Vec2;
use egui_kittest::{SnapshotOptions, SnapshotResults, try_image_snapshot_options};
use leadline::desk::{Density, Settings, Swimlanes, ThemeChoice};
use leadline::domain::{Action, Amount, Command, ImportRow, ReferralId};
use leadline::exchange::sample_referrals;
use leadline::text::Language;
use raster::Raster;
use ui_support::{HOUR, Office, settle, start, terms};

const THEMES: [(ThemeChoice, &str); 2] =
    [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")];
const LANGUAGES: [(Language, &str); 2] = [(Language::English, "en"), (Language::Japanese, "ja")];

/// A picture of the window differs where a person would see it: not by a shade that rounding brings, and in more than a handful of points.
fn options() -> SnapshotOptions {
    SnapshotOptions::new().threshold(1.2).max_failed_pixels(4)
}

/// Draws the board in every theme and language, each filled by `fill`, and compares it with the pictures that are kept.
fn compare(
    results: &mut SnapshotResults,
    name: &str,
    size: Vec2,
    fill: impl Fn(&Office, Language),
    settings: impl Fn(&mut Settings),
) {
    for (language, language_code) in LANGUAGES {
        for (theme, theme_name) in THEMES {
            let mut office = Office::new();
            office.size = size;
            office.language = Some(language);
            fill(&office, language);
            office.set(|kept| {
                kept.theme = theme;
                settings(kept);
            });
            let mut test = office.open_drawn(Raster::default());
            settle(&mut test);
            let picture = test.render().unwrap();
            let name = format!("{name}-{language_code}-{theme_name}");
            results.add(try_image_snapshot_options(&picture, name, &options()));
        }
    }
}

const USUAL: Vec2 = Vec2::new(1280.0, 800.0);

fn nothing(_: &Office, _: Language) {}

fn samples(office: &Office, language: Language) {
    let rows = sample_referrals(language == Language::Japanese, start()).unwrap();
    office
        .desk()
        .execute(Command::AddSamples(rows), start())
        .unwrap();
}

/// Long names, long requests, huge sums, and lanes far longer than the window.
fn extreme(office: &Office, language: Language) {
    let (name, request) = match language {
        Language::English => (
            "The Incorporated Society of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
            "Wherever possible without interruption ",
        ),
        Language::Japanese => (
            "独立行政法人国際高度情報通信技術研究開発推進機構西日本統括本部ネットワーク基盤整備室",
            "可能な限り業務を止めることなく段階的に移行し、",
        ),
    };
    let rows = (0..240)
        .map(|row: i64| ImportRow {
            line: row.unsigned_abs() + 2,
            partner_center_id: Some(format!("pc-{row}")),
            customer: Some(format!("{name} {row}")),
            received_at: Some(start().plus_seconds(-row * HOUR / 4)),
            overview: Some(request.repeat(40)),
            region: Some("PG".to_owned()),
            owner: Some(name.to_owned()),
            ..ImportRow::default()
        })
        .collect();
    office.import(rows);
    for id in 1..=40 {
        office.act(ReferralId(id), Action::Interested);
    }
    for id in 1..=20 {
        let mut terms = terms();
        terms.value = Amount::parse("999999999999", Some(terms.currency)).unwrap();
        office.act(ReferralId(id), Action::Accept(terms));
    }
}

#[test]
fn the_empty_board_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    compare(&mut results, "empty", USUAL, nothing, |_| {});
    results.unwrap();
}

#[test]
fn the_full_board_looks_as_it_did_in_every_density() {
    let mut results = SnapshotResults::new();
    for (density, name) in [
        (Density::Compact, "compact"),
        (Density::Normal, "full"),
        (Density::Roomy, "roomy"),
    ] {
        compare(&mut results, name, USUAL, samples, |settings| {
            settings.density = density;
        });
    }
    results.unwrap();
}

#[test]
fn the_board_with_the_longest_words_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    compare(&mut results, "extreme", USUAL, extreme, |_| {});
    results.unwrap();
}

#[test]
fn the_board_in_bands_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    compare(&mut results, "bands", USUAL, samples, |settings| {
        settings.swimlanes = Swimlanes::CompanySize;
    });
    results.unwrap();
}

#[test]
fn the_board_in_the_smallest_window_at_the_largest_text_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    let half = Vec2::new(512.0, 320.0);
    compare(&mut results, "smallest", half, samples, |_| {});
    results.unwrap();
}
