//! Arguments to window or command line; nothing else.

use leadline::cli::{self, Parsed, Renderer, WindowArguments};
use leadline::desk::{Clock, SystemClock};
use leadline::ui::{self, AppOptions, WindowOptions};
use std::io::{BufWriter, stderr, stdout};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let mut out = BufWriter::new(stdout().lock());
    let mut err = stderr();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    match cli::parse(std::env::args_os(), &mut out, &mut err) {
        Parsed::Command(request) => cli::run(*request, &mut out, &mut err, &clock),
        Parsed::Ended(status) => status,
        Parsed::Window(arguments) => open_window(arguments, clock),
    }
}

fn open_window(arguments: WindowArguments, clock: Arc<dyn Clock>) -> ExitCode {
    let options = WindowOptions {
        file: arguments.file,
        app: AppOptions {
            language: arguments.language,
            with_samples: arguments.with_samples,
            ..AppOptions::default()
        },
        renderer: arguments.renderer.map(|renderer| match renderer {
            Renderer::Glow => eframe::Renderer::Glow,
            #[cfg(feature = "wgpu")]
            Renderer::Wgpu => eframe::Renderer::Wgpu,
        }),
    };
    match ui::run(options, clock) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "no window can be drawn here");
            ExitCode::FAILURE
        }
    }
}
