//! A window on a file, for tests of what happens within it.

use super::files::open;
use super::{App, AppOptions, install_fonts, install_styles};
use crate::desk::{ManualClock, Session};
use crate::domain::{Command, NewReferral, Timestamp};
use crate::text::Language;
use egui_kittest::Harness;
use std::path::Path;
use std::sync::Arc;

/// A window on a file with these customers' referrals.
pub(super) fn window(folder: &Path, customers: &[&str]) -> Harness<'static, App> {
    let now = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
    let mut desk = open(&folder.join("board.leadline")).unwrap();
    for customer in customers {
        let new = NewReferral {
            customer: (*customer).to_owned(),
            received_at: Some(now),
            ..NewReferral::default()
        };
        desk.execute(Command::Add(Box::new(new)), now).unwrap();
    }
    let clock = Arc::new(ManualClock::new(now));
    let session = Session::start(desk, clock, std::task::Waker::noop().clone()).unwrap();
    let options = AppOptions {
        language: Some(Language::English),
        ..AppOptions::default()
    };
    let app = App::new(&egui::Context::default(), session, None, options);
    let mut window = Harness::builder()
        .with_size(egui::Vec2::new(1280.0, 800.0))
        .with_context_setup(|ctx| {
            install_fonts(ctx, Language::English);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(
            |ui, app: &mut App| {
                app.logic(ui.ctx());
                app.ui(ui);
            },
            app,
        );
    until(&mut window, |window| {
        window.state().session.is_read()
            && window.state().session.board().shown() == customers.len()
    });
    window
}

/// Draws until it is so.
pub(super) fn until(window: &mut Harness<'_, App>, reached: impl Fn(&Harness<'_, App>) -> bool) {
    for _ in 0..2_000 {
        window.step();
        if reached(window) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("it was never reached");
}
