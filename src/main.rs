//! Arguments to window or command line; nothing else.

use leadline::cli::{self, Parsed};
use leadline::desk::{Clock, SystemClock};
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
        Parsed::Window(_) => ExitCode::SUCCESS,
    }
}
