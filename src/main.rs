//! Arguments to window or command line; nothing else.

use leadline::cli::{self, Followed, Parsed, Renderer, WindowArguments};
use leadline::desk::{Clock, FaultReport, SystemClock, guarded};
use leadline::resident::{CallLine, ClaimOutcome, Residency};
use leadline::text::{Language, Texts};
use leadline::ui::{self, AppOptions, WindowOptions};
use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    tell_what_happens();
    fail_at_limits();
    let mut out = BufWriter::new(stdout().lock());
    let mut err = stderr();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let faults = FaultReport::install(clock.clone());
    match cli::parse(std::env::args_os(), &mut out, &mut err) {
        Parsed::Command(request) => guarded(|| cli::run(*request, &mut out, &mut err, &clock))
            .unwrap_or_else(|_| {
                say(Texts::new(Language::of_system()).get("cli-fault"));
                ExitCode::from(FAULT)
            }),
        Parsed::Ended(status) => status,
        Parsed::Window(arguments) => open_window(arguments, &clock, &faults),
        Parsed::Link(request) => match cli::follow_link(&request, &mut err, &clock) {
            Followed::Open(open) => open_window(
                WindowArguments {
                    open,
                    ..request.window
                },
                &clock,
                &faults,
            ),
            Followed::OpenOther(file, id) => open_window(
                WindowArguments {
                    open: Some(id),
                    file,
                    ..request.window
                },
                &clock,
                &faults,
            ),
            Followed::Done(exit) => exit.into(),
        },
    }
}

/// The exit status of a command that a fault in the program ended, as where the file cannot be used: it may not be relied on.
const FAULT: u8 = 3;

fn open_window(
    arguments: WindowArguments,
    clock: &Arc<dyn Clock>,
    faults: &FaultReport,
) -> ExitCode {
    faults.keep_beside(&arguments.file);
    let language = arguments.language.unwrap_or_else(Language::of_system);
    let residency = Residency::that_may_stay(clock.clone(), language, arguments.usual_file);
    residency.keep_language(arguments.language.is_some());
    let call = (!arguments.in_background).then_some(CallLine::Open(arguments.open));
    match residency.claim(&arguments.file, call) {
        ClaimOutcome::Ours => {}
        ClaimOutcome::HandedOver => return ExitCode::SUCCESS,
        ClaimOutcome::Silent => say(Texts::new(language).get("cli-silent-instance")),
    }
    let options = WindowOptions {
        file: arguments.file,
        app: AppOptions {
            language: arguments.language,
            with_samples: arguments.with_samples,
            open: arguments.open,
            offers_tour: true,
            ..AppOptions::default()
        },
        renderer: arguments.renderer.map(|renderer| match renderer {
            Renderer::Glow => eframe::Renderer::Glow,
            #[cfg(feature = "wgpu")]
            Renderer::Wgpu => eframe::Renderer::Wgpu,
        }),
        is_hidden: false,
        after_frame: None,
    };
    match ui::run_resident(&options, clock, &residency, arguments.in_background) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let why = error.to_string();
            say(&Texts::new(language).with("app-no-window", &[("why", why.into())]));
            ExitCode::FAILURE
        }
    }
}

/// A write beyond what a file may hold fails as one to a full disk does, and is told; by itself Unix would end the program. Called before
/// there is another thread: each takes this over from the one that starts it.
fn fail_at_limits() {
    #[cfg(unix)]
    {
        use nix::sys::signal::{SigSet, Signal};
        let mut beyond_limit = SigSet::empty();
        beyond_limit.add(Signal::SIGXFSZ);
        if let Err(error) = beyond_limit.thread_block() {
            tracing::warn!(%error, "a limit on the size of files would end the program");
        }
    }
}

/// Where even this cannot be written, there is no one to tell.
fn say(words: &str) {
    writeln!(stderr(), "leadline: {words}").ok();
}

/// Warnings and errors go to stderr; `LEADLINE_LOG` asks for more, as in `LEADLINE_LOG=leadline=debug`. Contact data is in none of them.
fn tell_what_happens() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("LEADLINE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error,leadline=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        // What is written to a file is to be read there.
        .with_ansi(stderr().is_terminal())
        .init();
}
