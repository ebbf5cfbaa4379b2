//! Programs that a test starts: their output kept, their whole process group ended when the test is over.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take before the test gives up. Generous: the machine may be busy with other tests.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Asks again and again until there is an answer; a test that waits in vain says for what.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(
            Instant::now() < end,
            "waited {} s in vain for {what}",
            PATIENCE.as_secs()
        );
        thread::sleep(Duration::from_millis(50));
    }
}

/// A running program, the leader of a process group of its own.
pub struct Program {
    name: String,
    child: Child,
    log: PathBuf,
    /// Run before the program is ended because its test failed, to keep what was on the screen.
    last_look: Option<Command>,
}

impl Program {
    /// Starts a program whose output goes to a log file in `folder`; what it says on stdout does so only when nobody reads it.
    pub fn start(name: &str, command: &mut Command, folder: &Path) -> Self {
        Self::start_with(name, command, folder, None)
    }

    /// Starts a program whose stdout the test reads, as [`Program::stdout`].
    pub fn start_read(name: &str, command: &mut Command, folder: &Path) -> Self {
        Self::start_with(name, command, folder, Some(Stdio::piped()))
    }

    fn start_with(name: &str, command: &mut Command, folder: &Path, stdout: Option<Stdio>) -> Self {
        let log = folder.join(format!("{name}.log"));
        let file = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .unwrap();
        let stdout = stdout.unwrap_or_else(|| file.try_clone().unwrap().into());
        let child = command
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(file)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} could not be started: {error}"));
        Self {
            name: name.to_owned(),
            child,
            log,
            last_look: None,
        }
    }

    /// Has a command run if the test fails while the program is still there.
    pub fn with_last_look(mut self, command: Command) -> Self {
        self.last_look = Some(command);
        self
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The first line the program says on stdout, which tells that it is ready. The pipe stays open as long as it runs.
    pub fn first_line(&mut self) -> String {
        self.next_line()
    }

    /// The next line the program says on stdout; waits for it.
    pub fn next_line(&mut self) -> String {
        use std::io::Read;
        let mut line = Vec::new();
        let mut byte = [0];
        let stdout = self.child.stdout.as_mut().expect("started to be read");
        // Byte by byte: the pipe stays with the program, and nothing of it may be lost in a buffer.
        while stdout.read(&mut byte).unwrap_or(0) == 1 && byte != *b"\n" {
            line.push(byte[0]);
        }
        assert!(
            !line.is_empty(),
            "{} ended before it said anything: {}",
            self.name,
            self.log()
        );
        String::from_utf8_lossy(&line).into_owned()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// What the program has written so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// Waits until the program has ended by itself.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let what = format!("{} to end", self.name);
        wait_for(&what, || self.child.try_wait().unwrap())
    }

    /// Ends the program as a power cut would.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    /// Asks the program and all it has started to end, and waits for it; whoever does not listen is killed.
    pub fn end(&mut self) {
        self.signal("TERM");
        let end = Instant::now() + Duration::from_secs(3);
        while Instant::now() < end && self.child.try_wait().is_ok_and(|status| status.is_none()) {
            thread::sleep(Duration::from_millis(10));
        }
        self.signal("KILL");
        self.child.wait().ok();
    }

    fn signal(&self, signal: &str) {
        let group = format!("-{}", self.child.id());
        Command::new("kill")
            .args(["-s", signal, "--", &group])
            .stderr(Stdio::null())
            .status()
            .ok();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(look) = self.last_look.as_mut().filter(|_| thread::panicking()) {
            look.status().ok();
        }
        self.end();
    }
}
