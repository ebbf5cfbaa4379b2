//! The app without a window: frames are run and tessellated as the window would, but not painted.

use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2};
use leadline::desk::{Clock, ManualClock, Session};
use leadline::domain::{Stage as Lane, Timestamp};
use leadline::text::Language;
use leadline::ui::{App, AppOptions};
use std::path::Path;
use std::sync::Arc;
use std::task::Waker;

/// The size of the window, in points.
pub const WINDOW: Vec2 = Vec2::new(1280.0, 800.0);

pub struct Stage {
    pub ctx: Context,
    pub app: App,
    frames: u32,
}

impl Stage {
    /// Opens a file and waits until the board is shown and at rest.
    pub fn open(path: &Path, now: Timestamp) -> Self {
        let mut stage = Self::start(path, now);
        while !stage.app.session().is_read() || stage.app.session().is_busy() {
            stage.frame(Vec::new());
        }
        stage.rest();
        stage
    }

    /// Opens a file and runs frames until one shows the whole board.
    pub fn until_shown(path: &Path, now: Timestamp) -> Self {
        let mut stage = Self::start(path, now);
        while !stage.app.session().is_read() {
            stage.frame(Vec::new());
        }
        // What was read just now is drawn by the next one.
        stage.frame(Vec::new());
        stage
    }

    fn start(path: &Path, now: Timestamp) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(now));
        let session =
            Session::start(super::data::desk(path), clock, Waker::noop().clone()).unwrap();
        let ctx = Context::default();
        let options = AppOptions {
            language: Some(Language::English),
            ..AppOptions::default()
        };
        let app = App::new(&ctx, session, None, options);
        Self {
            ctx,
            app,
            frames: 0,
        }
    }

    /// Runs one frame and tessellates it. Returns what was painted when asked through [`Self::shapes`] only.
    pub fn frame(&mut self, events: Vec<Event>) {
        let input = self.input(events);
        let Self { ctx, app, .. } = self;
        let output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        tessellate(ctx, output);
    }

    /// The shapes of one frame.
    pub fn shapes(&mut self) -> Vec<egui::epaint::ClippedShape> {
        let input = self.input(Vec::new());
        let Self { ctx, app, .. } = self;
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        shapes
    }

    /// Lets everything that is still under way come to its end.
    pub fn rest(&mut self) {
        for _ in 0..30 {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.frame(Vec::new());
        }
    }

    /// Where the middle of a lane's second card is. The board's columns are found by what it draws, not repeated here.
    pub fn card_in(lane: Lane) -> Pos2 {
        let third = match lane {
            Lane::New => 0.0,
            Lane::Evaluating => 1.0,
            _ => 2.0,
        };
        Pos2::new(180.0 + third * 370.0, 380.0)
    }

    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.frames += 1;
        RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            // Sixty frames a second, however long they really take: animations then end after as many frames.
            time: Some(f64::from(self.frames) / 60.0),
            predicted_dt: 1.0 / 60.0,
            focused: true,
            events,
            ..RawInput::default()
        }
    }
}

/// What the window does with a frame before it paints it.
pub fn tessellate(ctx: &Context, mut output: egui::FullOutput) {
    let shapes = std::mem::take(&mut output.shapes);
    std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
    output.drop_without_applying_deltas();
}

pub fn pointer(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}
