//! Starting the window: opens the file, asks what to do when it cannot be used, and shows the app.

mod damage;
mod leaving;
mod protection;

use super::app::{
    App, AppOptions, Drafts, LEAST_WINDOW, LateWaker, bring_to_front, follow_system_theme,
    forget_window, hide,
};
use super::converting::Converting;
use super::dialogs::{FileProblem, FileProblemAnswer};
use super::fault_watch::FaultWatch;
use super::opening::{Opened, Opening, open};
use super::recovery::Recovery;
use super::theme::{Tokens, install_fonts, install_styles};
use super::unlock::Unlock;
use crate::desk::{Clock, DeskError, StoreError, TextSize, guarded, is_unlocked};
use crate::resident::{Call, CallLine, ClaimOutcome, Residency};
use crate::text::{Language, Say, Texts};
use damage::{Around, damaged};
use eframe::{NativeOptions, Renderer};
use leaving::Leaving;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// How the window is opened.
#[derive(Clone, Debug)]
pub struct WindowOptions {
    /// The file.
    pub file: PathBuf,
    /// How the app is opened in it.
    pub app: AppOptions,
    /// What draws the window; otherwise OpenGL, and the other when that fails.
    pub renderer: Option<Renderer>,
    /// Whether the window stays out of sight until it is wanted; where it can be made then, it is rather not made before.
    pub is_hidden: bool,
    /// Told after each frame, when it is on the screen, and whether the board was in it; for measuring.
    pub after_frame: Option<fn(&egui::Context, bool)>,
}

impl WindowOptions {
    /// The language while no settings are read: the one asked for, or the system's.
    pub(super) fn language(&self) -> Language {
        self.app.language.unwrap_or_else(Language::of_system)
    }
}

/// The identifier of the program towards the desktop: the window's class, the name of its desktop file.
const APP_ID: &str = "leadline";

/// After that the window draws frames and answers again, even if there is no board to show yet.
const LONGEST_WAIT_FOR_BOARD: Duration = Duration::from_millis(400);

/// Opens the window and returns when it is closed; what it has started ends with it.
///
/// # Errors
/// When no renderer can draw a window here.
pub fn run(options: &WindowOptions, clock: &Arc<dyn Clock>) -> eframe::Result {
    let residency = Residency::of_one_window(clock.clone(), options.language());
    residency.keep_language(options.app.language.is_some());
    let ran = run_within(options, clock, &residency);
    residency.end();
    ran
}

/// Opens the window of a program that may outlive it, and returns when it is closed.
///
/// # Errors
/// When no renderer can draw a window here.
pub(super) fn run_within(
    options: &WindowOptions,
    clock: &Arc<dyn Clock>,
    residency: &Residency,
) -> eframe::Result {
    crate::remind::prepare_desktop();
    let chosen = options.renderer.unwrap_or(Renderer::Glow);
    let first = run_with(chosen, options.clone(), clock.clone(), residency.clone());
    #[cfg(feature = "wgpu")]
    if let Err(error) = &first
        && options.renderer.is_none()
    {
        tracing::warn!(%error, "OpenGL cannot draw here; trying the other renderer");
        return run_with(
            Renderer::Wgpu,
            options.clone(),
            clock.clone(),
            residency.clone(),
        );
    }
    first
}

/// A window takes the calls as long as it is there, however it ends.
struct TakesCalls<'a>(&'a Residency);

impl Drop for TakesCalls<'_> {
    fn drop(&mut self) {
        self.0.set_window(None);
        forget_window();
    }
}

fn run_with(
    renderer: Renderer,
    options: WindowOptions,
    clock: Arc<dyn Clock>,
    residency: Residency,
) -> eframe::Result {
    let waker = Arc::new(LateWaker::default());
    residency.set_window(Some(waker.waker()));
    let around = residency.clone();
    let _takes_calls = TakesCalls(&around);
    // The board is read while the window comes up.
    let opening = Opening::begin(&options, &clock, &waker, &residency, None);
    let viewport = egui::ViewportBuilder::default()
        .with_title("Leadline")
        .with_app_id(APP_ID)
        .with_inner_size([1280.0, 800.0])
        // In the points of whatever text size was last shown; the app tells the exact one.
        .with_min_inner_size(LEAST_WINDOW / TextSize::LARGEST.factor())
        .with_icon(icon());
    let native = NativeOptions {
        viewport,
        renderer,
        // Rare characters come from the system in their Japanese forms; see `add_system_fonts`.
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    eframe::run_native(
        APP_ID,
        native,
        Box::new(move |creation| {
            waker.set(&creation.egui_ctx);
            add_system_fonts(&creation.egui_ctx);
            follow_system_theme(&creation.egui_ctx);
            Ok(Box::new(Window {
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
            }))
        }),
    )
}

/// The system's fonts for characters the bundled one lacks; Han characters in their Japanese forms.
fn add_system_fonts(ctx: &egui::Context) {
    let provider = egui_system_font_provider::SystemFontProvider::new().with_locale(Some("ja"));
    ctx.add_font_provider(Arc::new(provider));
}

fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icon/leadline.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_else(|error| {
        tracing::warn!(%error, "the icon cannot be read");
        egui::IconData::default()
    })
}

/// The window: the app, or the question what to do about a file that cannot be used.
struct Window {
    content: Content,
    options: WindowOptions,
    clock: Arc<dyn Clock>,
    residency: Residency,
    #[cfg(any(windows, target_os = "macos"))]
    tray: Option<crate::resident::PlatformTray>,
    waker: Arc<LateWaker>,
    /// Whether the frame before this one had the board in it; `None` before the first.
    board_was_shown: Option<bool>,
    /// How long it may still wait for the board in place of drawing frames without it.
    patience: Duration,
    /// Whoever measures has been told of a frame with the board.
    told_of_board: bool,
    faults: FaultWatch,
    /// The app whose file was found to be damaged, with what was being typed, until the file can be used again.
    parked: Option<Box<App>>,
    /// What was being typed when a fault ended the window, until the file is open again.
    drafts: Option<Drafts>,
    leaving: Leaving,
}

enum Content {
    Opening(Opening),
    App(Box<App>),
    Problem {
        problem: Problem,
        texts: Texts,
        chosen: Option<(FileProblemAnswer, Receiver<Option<PathBuf>>)>,
    },
}

/// What is asked about a file that cannot be used.
enum Problem {
    /// It cannot be opened.
    Closed(FileProblem),
    /// It is damaged.
    Damaged(Box<Recovery>),
    /// It is encrypted, and its passphrase is not known.
    Locked(Box<Unlock>),
    /// Its protection is being changed.
    Converting(Box<Converting>),
}

impl Window {
    /// Tells whoever measures of the frame before this one: by now it is on the screen.
    fn tell_after_frame(&mut self, ctx: &egui::Context) {
        if let (Some(after_frame), Some(was_shown)) =
            (self.options.after_frame, self.board_was_shown.take())
        {
            after_frame(ctx, was_shown);
            self.told_of_board |= was_shown;
        }
    }

    fn shows_board(&self) -> bool {
        match &self.content {
            Content::App(app) => app.session().is_read(),
            Content::Opening(_) | Content::Problem { .. } => false,
        }
    }

    fn answer(&mut self, ctx: &egui::Context, answer: FileProblemAnswer) {
        if self.asks_before(answer) {
            return;
        }
        match answer {
            FileProblemAnswer::Open => {}
            FileProblemAnswer::Retry => self.open_again(ctx, None),
            FileProblemAnswer::Recover => {
                let Content::Problem { problem, texts, .. } = &self.content else {
                    return;
                };
                let message = match problem {
                    Problem::Closed(problem) => problem.message.clone(),
                    Problem::Locked(_) => texts.get("unlock-damaged-message").to_owned(),
                    Problem::Damaged(_) | Problem::Converting(_) => return,
                };
                let texts = texts.clone();
                self.recover(message, texts, || ());
            }
            FileProblemAnswer::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            FileProblemAnswer::ChooseAnother | FileProblemAnswer::OpenBackup => {
                if let Content::Problem { texts, chosen, .. } = &mut self.content
                    && chosen.is_none()
                {
                    *chosen = Some((answer, choose(texts, &self.waker)));
                }
            }
        }
    }

    /// Goes on with the file that was chosen instead.
    fn take_chosen(&mut self, ctx: &egui::Context) {
        let Content::Problem { chosen, .. } = &mut self.content else {
            return;
        };
        let Some((answer, receiver)) = chosen else {
            return;
        };
        let path = match receiver.try_recv() {
            Ok(path) => path,
            Err(TryRecvError::Empty) => return,
            // The dialog could not be shown; it can be asked for again.
            Err(TryRecvError::Disconnected) => None,
        };
        let answer = *answer;
        *chosen = None;
        let Some(path) = path else {
            self.leaving = Leaving::default();
            return;
        };
        if answer == FileProblemAnswer::OpenBackup {
            self.open_again(ctx, Some(path));
        } else {
            let call = CallLine::Open(None);
            if self.residency.claim(&path, Some(call)) == ClaimOutcome::HandedOver {
                // Its window has come up in front of this one.
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                return;
            }
            self.options.file = path;
            self.open_again(ctx, None);
        }
    }

    /// What reaches a window that has no file to show.
    fn take_calls(&self, ctx: &egui::Context) {
        for call in self.residency.take_for_any_window() {
            if matches!(call, Call::Quit) {
                self.residency.quit(true);
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            } else {
                bring_to_front(ctx);
            }
        }
    }

    /// The icon in the tray, while it is wanted.
    #[cfg(any(windows, target_os = "macos"))]
    fn follow_tray(&mut self) {
        if !self.residency.stays() {
            self.tray = None;
        } else if let Some(tray) = &mut self.tray {
            tray.refresh(&self.residency);
        } else {
            self.tray = crate::resident::PlatformTray::show(&self.residency);
        }
    }

    /// Opens the file, after putting `backup` in its place where there is one.
    fn open_again(&mut self, ctx: &egui::Context, backup: Option<PathBuf>) {
        let opening = Opening::begin(
            &self.options,
            &self.clock,
            &self.waker,
            &self.residency,
            backup,
        );
        self.content = Content::Opening(opening);
        ctx.request_repaint();
    }

    /// After a fault in the window nothing of it is relied on: the file is opened again, once all that was sent is written. What was typed is
    /// there again.
    fn begin_anew(&mut self, ctx: &egui::Context) {
        let rescued = guarded(|| self.rescue()).ok().flatten();
        self.drafts = self.drafts.take().or(rescued);
        self.parked = None;
        self.options.app = AppOptions {
            language: self.options.app.language,
            zone: self.options.app.zone,
            after_fault: true,
            ..AppOptions::default()
        };
        if self.faults.may_go_on_after(Instant::now()) {
            self.open_again(ctx, None);
        } else {
            self.content = problem(ctx, &self.options, |texts| {
                Problem::Closed(FileProblem {
                    message: texts.get("files-fault-again").to_owned(),
                    may_be_damaged: false,
                })
            });
        }
    }

    fn rescue(&mut self) -> Option<Drafts> {
        let shown = match &mut self.content {
            Content::App(app) => app.rescue(),
            Content::Opening(_) | Content::Problem { .. } => None,
        };
        shown.or_else(|| self.parked.as_mut()?.rescue())
    }

    /// Shows what was opened, or what is wrong with it.
    fn take_opened(&mut self, ctx: &egui::Context) {
        let Content::Opening(opening) = &self.content else {
            return;
        };
        let open_here = || open(&self.options, &self.clock, &self.waker, &self.residency);
        let Some(opened) = opening.take(open_here) else {
            return;
        };
        let parked = self.parked.take();
        self.content = match (opened, parked) {
            (Ok(session), Some(mut app)) if app.session().path() == session.path() => {
                app.resume(session);
                Content::App(app)
            }
            (opened, parked) => {
                if opened.is_err() {
                    self.parked = parked;
                }
                let around = (&self.clock, &self.waker, &self.residency);
                content(ctx, &self.options, around, opened)
            }
        };
        if let Content::App(app) = &mut self.content {
            self.parked = None;
            if let Some(drafts) = self.drafts.take() {
                app.take_drafts(drafts);
            }
        }
    }
}

fn content(
    ctx: &egui::Context,
    options: &WindowOptions,
    around: Around<'_>,
    opened: Opened,
) -> Content {
    match opened {
        Ok(session) => Content::App(Box::new(App::new(
            ctx,
            session,
            Some(around.2.clone()),
            options.app.clone(),
        ))),
        Err(error) => {
            if !matches!(error, DeskError::Store(StoreError::Encrypted(_))) {
                tracing::error!(%error, "the file cannot be used");
            }
            problem(ctx, options, |texts| {
                let message = error.say(texts);
                if error.is_damage() {
                    return damaged(&options.file, message, around, || ());
                }
                // Of a backup that another passphrase opens it is only said: the command line takes that.
                if matches!(&error, DeskError::Store(StoreError::Encrypted(path)) if *path == options.file || !is_unlocked(&options.file).unwrap_or(true))
                {
                    let unlock = Unlock::new(&options.file, around.1.waker());
                    return Problem::Locked(Box::new(unlock));
                }
                Problem::Closed(FileProblem {
                    message,
                    may_be_damaged: matches!(
                        error,
                        DeskError::Store(StoreError::NotLeadline(_) | StoreError::Sqlite { .. })
                    ),
                })
            })
        }
    }
}

/// The question what to do, in a window that shows nothing else.
fn problem(
    ctx: &egui::Context,
    options: &WindowOptions,
    what: impl FnOnce(&Texts) -> Problem,
) -> Content {
    install_fonts(ctx, options.language());
    install_styles(ctx);
    egui_extras::install_image_loaders(ctx);
    let texts = Texts::new(options.language());
    Content::Problem {
        problem: what(&texts),
        texts,
        chosen: None,
    }
}

/// Opens the system's file dialog and waits for it on a thread.
fn choose(texts: &Texts, waker: &Arc<LateWaker>) -> Receiver<Option<PathBuf>> {
    let (out, receiver) = channel();
    let dialog = rfd::AsyncFileDialog::new()
        .set_title(texts.get("files-open-title"))
        .pick_file();
    let waker = waker.waker();
    let spawned = std::thread::Builder::new()
        .name("file-dialog".to_owned())
        .spawn(move || {
            let chosen = pollster::block_on(dialog).map(|file| file.path().to_owned());
            if out.send(chosen).is_ok() {
                waker.wake();
            }
        });
    if let Err(error) = spawned {
        tracing::error!(%error, "a thread could not be started");
    }
    receiver
}

impl Window {
    fn follow(&mut self, ctx: &egui::Context) {
        if self.options.is_hidden && self.board_was_shown.is_some() {
            // eframe shows every window once its first frame is drawn.
            self.options.is_hidden = false;
            hide(ctx);
        }
        self.tell_after_frame(ctx);
        self.take_opened(ctx);
        #[cfg(any(windows, target_os = "macos"))]
        self.follow_tray();
        match &mut self.content {
            Content::App(app) => {
                let waited = Instant::now();
                app.wait_for_board(self.patience);
                self.patience = self.patience.saturating_sub(waited.elapsed());
                app.logic(ctx);
                self.leave_damaged();
                self.leave_to_convert();
            }
            Content::Problem { .. } => {
                self.guard_closing(ctx);
                self.take_calls(ctx);
                self.take_chosen(ctx);
            }
            Content::Opening(_) => {}
        }
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.board_was_shown = Some(self.shows_board());
        if self.options.after_frame.is_some() && self.shows_board() && !self.told_of_board {
            // Whether it is on the screen shows in the next frame.
            ui.ctx().request_repaint();
        }
        match &mut self.content {
            Content::App(app) => app.ui(ui),
            Content::Opening(opening) => opening.ui(ui, &self.options),
            Content::Problem { problem, texts, .. } => {
                let background = Tokens::of(ui.ctx().theme()).background;
                ui.painter().rect_filled(ui.max_rect(), 0.0, background);
                let ctx = ui.ctx().clone();
                if let Some(asked) = self.leaving.asked() {
                    let answer = leaving::question(&ctx, texts);
                    self.leave_or_stay(&ctx, asked, answer);
                    return;
                }
                let answer = match problem {
                    Problem::Closed(problem) => problem.ui(&ctx, texts),
                    Problem::Damaged(recovery) => recovery.ui(&ctx, texts).into(),
                    Problem::Locked(unlock) => unlock.ui(&ctx, texts),
                    Problem::Converting(converting) => converting.ui(&ctx, texts),
                };
                self.answer(&ctx, answer);
            }
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if guarded(|| self.follow(ctx)).is_err() {
            self.begin_anew(ctx);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if guarded(|| self.draw(ui)).is_err() {
            self.begin_anew(&ui.ctx().clone());
        }
    }

    /// The zoom is kept with the window's size, which is measured in it; what a person works on is in the file.
    fn persist_egui_memory(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests;
