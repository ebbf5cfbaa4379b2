//! Windows on a display: from the start of the program until the first complete frame, against an empty window's; and the window
//! at rest. This program starts itself again for each window.

use super::data::{Files, SIZES};
use super::stage::WINDOW;
use super::table::{Line, Table};
use super::timing::{Samples, ratio};
use leadline::desk::{Clock, SystemClock};
use leadline::ui::{AppOptions, WindowOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The argument with which this program is a window: `--window empty`, `--window board FILE`, `--window idle FILE`.
const WINDOW_ARGUMENT: &str = "--window";
/// Starts measured.
const STARTS: usize = 9;
/// How long a window is watched at rest, and how long it has to come to rest.
const WATCHED: Duration = Duration::from_secs(20);
const SETTLING: Duration = Duration::from_secs(8);

pub fn measure(files: &Files, table: &mut Table) {
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        let none = || "no display".to_owned();
        table.add(Line::texts(
            "Start until the first complete frame",
            [none(), none(), none()],
        ));
        return;
    }
    starting(files, table);
    idling(files, table);
}

fn starting(files: &Files, table: &mut Table) {
    let mut ours: [Samples; 3] = Default::default();
    let mut empty = Samples::default();
    for _ in 0..STARTS {
        for (path, samples) in files.paths.iter().zip(&mut ours) {
            samples.add(until_shown(&["board", &path.to_string_lossy()]));
        }
        empty.add(until_shown(&["empty"]));
    }
    table.add(
        Line::of("Start until the first complete frame", &ours).judged(
            ratio(&ours[2], &empty),
            "empty",
            2.0,
        ),
    );
    table.add(Line::of_most("An empty eframe window's start", &empty));
}

fn idling(files: &Files, table: &mut Table) {
    let watched = [0, SIZES.len() - 1].map(|size| watch(&files.paths[size]));
    let [few, many] = watched.map(|rest| {
        format!(
            "{:.2} % of a core, {} frames",
            rest.share_of_core * 100.0,
            rest.frames
        )
    });
    table.add(Line::texts(
        "Window at rest for 20 s",
        [few, "–".to_owned(), many],
    ));
}

/// How long it takes from the start of the program until its window shows what it is to show.
fn until_shown(arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let (mut child, mut said) = spawn(arguments);
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    let elapsed = start.elapsed();
    assert_eq!(line.trim(), "shown", "the window ended before it was shown");
    child.kill().unwrap();
    child.wait().unwrap();
    elapsed
}

fn spawn(arguments: &[&str]) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(WINDOW_ARGUMENT)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

/// A window at rest.
struct Rest {
    share_of_core: f64,
    frames: i64,
}

/// Watches a window at rest. Reads the system's own account of the process, which only Linux gives.
fn watch(path: &Path) -> Rest {
    let (mut child, said) = spawn(&["idle", &path.to_string_lossy()]);
    std::thread::sleep(SETTLING);
    let ticks = || cpu_ticks(child.id());
    let before = ticks();
    std::thread::sleep(WATCHED);
    let used = ticks() - before;
    child.kill().unwrap();
    child.wait().unwrap();
    // Each frame is a line with its milliseconds since the start.
    let from = SETTLING.as_millis();
    let to = (SETTLING + WATCHED).as_millis();
    let frames = said
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| line.parse::<u128>().ok())
        .filter(|at| (from..to).contains(at))
        .count();
    Rest {
        // The kernel counts a hundred to the second.
        share_of_core: used as f64 / 100.0 / WATCHED.as_secs_f64(),
        frames: i64::try_from(frames).unwrap(),
    }
}

/// What the process has used, in the kernel's ticks; 0 where the system does not tell.
fn cpu_ticks(process: u32) -> u64 {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else {
        return 0;
    };
    // The fields after the name in brackets; the times are the 14th and 15th of all.
    let after_name = stat.rsplit(')').next().unwrap();
    after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|field| field.parse::<u64>().unwrap())
        .sum()
}

pub fn is_child(arguments: &[String]) -> bool {
    arguments
        .first()
        .is_some_and(|first| first == WINDOW_ARGUMENT)
}

/// Opens the window that the arguments after [`WINDOW_ARGUMENT`] name.
pub fn child(arguments: &[String]) {
    match arguments.get(1).map(String::as_str) {
        Some("empty") => empty_window(),
        // Until then it draws only what it would draw anyway: the board's coming wakes it.
        Some("board") => board(Path::new(&arguments[2]), |_, is_board_shown| {
            if is_board_shown {
                say("shown");
            }
        }),
        Some("idle") => {
            started();
            board(Path::new(&arguments[2]), |_, _| {
                say(&started().elapsed().as_millis().to_string());
            });
        }
        other => panic!("no such window: {other:?}"),
    }
}

fn started() -> Instant {
    static STARTED: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    *STARTED.get_or_init(Instant::now)
}

fn say(word: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more when the window is about to be ended.
    drop(writeln!(out, "{word}").and_then(|()| out.flush()));
}

fn board(file: &Path, after_frame: fn(&egui::Context, bool)) {
    let options = WindowOptions {
        file: file.to_owned(),
        app: AppOptions::default(),
        renderer: None,
        is_hidden: false,
        after_frame: Some(after_frame),
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    leadline::ui::run(&options, &clock).unwrap();
}

/// An eframe window with nothing in it.
fn empty_window() {
    struct Empty(AtomicU32);
    impl eframe::App for Empty {
        fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
            if self.0.load(Ordering::Relaxed) > 0 {
                say("shown");
            }
            ctx.request_repaint();
        }
        fn ui(&mut self, _: &mut egui::Ui, _: &mut eframe::Frame) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size(WINDOW),
        renderer: eframe::Renderer::Glow,
        centered: true,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "leadline-bench",
        options,
        Box::new(|_| Ok(Box::new(Empty(AtomicU32::new(0))))),
    )
    .unwrap();
}
