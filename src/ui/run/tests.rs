//! What happens to the window when a frame of it fails.

use super::*;
use crate::desk::ManualClock;
use crate::desk::{Desk, Store};
use crate::domain::{Command, NewReferral, Timestamp};
use eframe::App as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ThreadId;

/// A clock that the thread of the window cannot read while it is faulty.
struct FaultyClock {
    clock: ManualClock,
    window: ThreadId,
    is_faulty: AtomicBool,
}

impl Clock for FaultyClock {
    fn now(&self) -> Timestamp {
        let is_windows = std::thread::current().id() == self.window;
        assert!(
            std::thread::panicking() || !is_windows || !self.is_faulty.load(Ordering::SeqCst),
            "the clock cannot be read"
        );
        self.clock.now()
    }

    fn uptime_millis(&self) -> i64 {
        self.clock.uptime_millis()
    }
}

struct Frames {
    ctx: egui::Context,
    window: Window,
    frame: eframe::Frame,
}

impl Frames {
    fn open(file: PathBuf, clock: Arc<dyn Clock>) -> Self {
        let residency = Residency::of_one_window(clock.clone(), Language::English);
        let waker = Arc::new(LateWaker::default());
        let options = WindowOptions {
            file,
            app: AppOptions {
                language: Some(Language::English),
                ..AppOptions::default()
            },
            renderer: None,
            is_hidden: false,
            after_frame: None,
        };
        let opening = Opening::begin(&options, &clock, &waker, &residency, None);
        Self {
            ctx: egui::Context::default(),
            window: Window {
                content: Content::Opening(opening),
                options,
                clock,
                residency,
                #[cfg(any(windows, target_os = "macos"))]
                tray: None,
                waker,
                board_was_shown: None,
                patience: LONGEST_WAIT_FOR_BOARD,
                told_of_board: false,
                faults: FaultWatch::default(),
                parked: None,
                drafts: None,
                leaving: Leaving::default(),
            },
            frame: eframe::Frame::_new_kittest(),
        }
    }

    /// Draws a frame; every text painted in it.
    fn draw(&mut self) -> Vec<String> {
        self.draw_with(Vec::new())
    }

    /// Types a text and presses Enter.
    fn enter(&mut self, text: &str) {
        let key = |key, modifiers, pressed| egui::Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        let pressed =
            |which, modifiers| vec![key(which, modifiers, true), key(which, modifiers, false)];
        self.draw_with(pressed(egui::Key::A, egui::Modifiers::COMMAND));
        self.draw_with(vec![egui::Event::Text(text.to_owned())]);
        self.draw_with(pressed(egui::Key::Enter, egui::Modifiers::NONE));
    }

    fn draw_with(&mut self, events: Vec<egui::Event>) -> Vec<String> {
        let Self { ctx, window, frame } = self;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::Vec2::new(1280.0, 800.0),
            )),
            events,
            ..egui::RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            window.logic(ui.ctx(), frame);
            window.ui(ui, frame);
        });
        let mut painted = Vec::new();
        for clipped in &output.shapes {
            if let egui::Shape::Text(text) = &clipped.shape {
                painted.push(text.galley.text().to_owned());
            }
        }
        output.textures_delta.clear();
        painted
    }

    fn draw_until(&mut self, words: &str) {
        for _ in 0..2_000 {
            if self.draw().iter().any(|text| text.contains(words)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("{words:?} does not come up, but {:?}", self.draw());
    }
}

/// A window on a file with one referral, and the name of another typed into the form for a new one.
fn typing(folder: &std::path::Path) -> (Frames, Arc<FaultyClock>) {
    let file = folder.join("board.leadline");
    let clock = Arc::new(FaultyClock {
        clock: ManualClock::new(Timestamp::from_millis(1_800_000_000_000)),
        window: std::thread::current().id(),
        is_faulty: AtomicBool::new(false),
    });
    let add = NewReferral {
        customer: "Contoso".to_owned(),
        ..NewReferral::default()
    };
    let mut desk = Desk::new(Store::open(&file).unwrap());
    desk.execute(Command::Add(Box::new(add)), clock.now())
        .unwrap();
    drop(desk);
    let mut frames = Frames::open(file, clock.clone());
    frames.draw_until("Contoso");
    frames.draw_with(vec![egui::Event::Key {
        key: egui::Key::N,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    }]);
    frames.draw_until("Add referral");
    for _ in 0..3 {
        frames.draw();
    }
    frames.draw_with(vec![egui::Event::Text("Fabrikam".to_owned())]);
    frames.draw_until("Fabrikam");
    (frames, clock)
}

#[test]
fn what_was_typed_when_a_fault_ended_the_window_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut frames, clock) = typing(folder.path());
    clock.is_faulty.store(true, Ordering::SeqCst);
    frames.draw();
    assert!(matches!(frames.window.content, Content::Opening(_)));
    clock.is_faulty.store(false, Ordering::SeqCst);
    frames.draw_until("A fault in Leadline stopped the window");
    frames.draw_until("Fabrikam");
}

#[test]
fn a_file_that_cannot_be_used_is_not_left_with_what_was_typed_without_asking() {
    let folder = tempfile::tempdir().unwrap();
    let (mut frames, _) = typing(folder.path());
    let problem = problem(&frames.ctx, &frames.window.options, |_| {
        Problem::Closed(FileProblem {
            message: "It cannot be used".to_owned(),
            may_be_damaged: true,
        })
    });
    let before = std::mem::replace(&mut frames.window.content, problem);
    let Content::App(mut app) = before else {
        panic!("the window is not open");
    };
    app.stop().wait();
    frames.window.parked = Some(app);
    for answer in [FileProblemAnswer::Quit, FileProblemAnswer::ChooseAnother] {
        frames.window.answer(&frames.ctx.clone(), answer);
        frames.draw_until("is lost when you leave now");
        let ctx = frames.ctx.clone();
        frames
            .window
            .leave_or_stay(&ctx, answer, crate::ui::widgets::DialogAnswer::Cancelled);
        assert!(frames.window.parked.is_some());
        frames.draw_until("It cannot be used");
    }
    // With the file it is there again.
    frames
        .window
        .answer(&frames.ctx.clone(), FileProblemAnswer::Retry);
    frames.draw_until("Fabrikam");
}

#[test]
fn a_fault_in_a_frame_opens_the_window_again_with_everything_that_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("board.leadline");
    let clock = Arc::new(FaultyClock {
        clock: ManualClock::new(Timestamp::from_millis(1_800_000_000_000)),
        window: std::thread::current().id(),
        is_faulty: AtomicBool::new(false),
    });
    let add = NewReferral {
        customer: "Contoso".to_owned(),
        ..NewReferral::default()
    };
    let mut desk = Desk::new(Store::open(&file).unwrap());
    desk.execute(Command::Add(Box::new(add)), clock.now())
        .unwrap();
    drop(desk);
    let mut frames = Frames::open(file, clock.clone());
    frames.draw_until("Contoso");
    clock.is_faulty.store(true, Ordering::SeqCst);
    frames.draw();
    assert!(matches!(frames.window.content, Content::Opening(_)));
    clock.is_faulty.store(false, Ordering::SeqCst);
    frames.draw_until("A fault in Leadline stopped the window");
    frames.draw_until("Contoso");
    // Again and again: it says that it cannot go on, and can still be left.
    clock.is_faulty.store(true, Ordering::SeqCst);
    frames.draw_until("stops its window again and again");
    assert!(matches!(frames.window.content, Content::Problem { .. }));
}

/// One test after the other: what is unlocked is known to the whole program.
#[cfg(feature = "encryption")]
#[test]
fn a_file_is_encrypted_from_its_window_and_asks_for_its_passphrase_when_it_is_opened_again() {
    use crate::desk::{NewProtection, Passphrase, forget_all_keys};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().canonicalize().unwrap().join("leadline.db");
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(Timestamp::from_millis(0)));
    let mut desk = Desk::new(Store::open(&file).unwrap());
    let new = NewReferral {
        customer: "Contoso".to_owned(),
        ..NewReferral::default()
    };
    desk.execute(Command::Add(Box::new(new)), clock.now())
        .unwrap();
    drop(desk);

    let mut frames = Frames::open(file.clone(), clock.clone());
    frames.draw_until("New referral");
    let Content::App(app) = &mut frames.window.content else {
        panic!("no board")
    };
    app.protect(NewProtection::Encrypted {
        passphrase: Passphrase::new("correct horse battery"),
        is_remembered: false,
    });
    frames.draw_until("The file is encrypted");
    frames.enter("");
    frames.draw_until("New referral");
    drop(frames);

    forget_all_keys();
    let mut frames = Frames::open(file, clock);
    frames.draw_until("This file is encrypted");
    frames.enter("staple of another kind");
    frames.draw_until("cannot be opened with this passphrase");
    frames.enter("correct horse battery");
    frames.draw_until("New referral");
}
