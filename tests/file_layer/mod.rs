//! A layer between a program and its files: it writes down every step, and has steps fail. Linux only; see `file_layer.c` beside this.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/file_layer/file_layer.c");

/// Errors as the kernel numbers them.
pub const NO_SPACE: i32 = 28;
pub const BROKEN: i32 = 5;
pub const READ_ONLY: i32 = 30;
/// Not an error: the program is ended by SIGKILL at that step.
pub const KILL: i32 = 0;

/// The file's name under which a test has the layer note how far it is: what it writes there is in the log as [`Step::Mark`].
pub const MARK: &str = "mark";

/// The layer over one folder.
pub struct Layer {
    folder: PathBuf,
    log: PathBuf,
    control: PathBuf,
}

/// What is to fail: of the steps of these kinds, counted from the start of the program, those from `after` on, `count` of them.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// The letters of the records: `W` write, `T` truncate, `S` sync, `C` create, `O` open for writing, `U` unlink, `R` rename, `G` read; `p` has
    /// the first of them come about by half when it is a write.
    pub kinds: &'a str,
    pub error: i32,
    pub after: usize,
    pub count: usize,
}

/// One step of a program, as it came about. Files are named below the folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    Create(String),
    /// For writing.
    Open(String),
    Write {
        file: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate(String, usize),
    /// `.` is the folder itself.
    Sync(String),
    Unlink(String),
    Rename(String, String),
    Link(String, String),
    /// What the test noted.
    Mark(String),
}

impl Layer {
    /// Over `folder`; its own files are put into `beside`, which must be elsewhere.
    pub fn over(folder: &Path, beside: &Path) -> Self {
        Self {
            folder: folder.canonicalize().unwrap(),
            log: beside.join("layer.log"),
            control: beside.join("layer.control"),
        }
    }

    /// Puts the layer under a program that is about to be started.
    pub fn under<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("LD_PRELOAD", library())
            .env("LEADLINE_LAYER_FOLDER", &self.folder)
            .env("LEADLINE_LAYER_LOG", &self.log)
            .env("LEADLINE_LAYER_CONTROL", &self.control)
    }

    /// Has steps fail from now on.
    pub fn fail(&self, failure: Failure<'_>) {
        set_control(&self.control, failure);
    }

    /// Has nothing fail any more.
    pub fn heal(&self) {
        heal(&self.control);
    }

    /// What was done so far, and begins a new log.
    pub fn take_steps(&self) -> Vec<Step> {
        let steps = steps(&std::fs::read(&self.log).unwrap_or_default());
        std::fs::remove_file(&self.log).ok();
        steps
    }
}

impl Step {
    /// The letter by which [`Failure::kinds`] names it.
    pub fn kind(&self) -> char {
        match self {
            Self::Create(_) => 'C',
            Self::Open(_) => 'O',
            Self::Write { .. } | Self::Mark(_) => 'W',
            Self::Truncate(..) => 'T',
            Self::Sync(_) => 'S',
            Self::Unlink(_) => 'U',
            Self::Rename(..) => 'R',
            Self::Link(..) => 'L',
        }
    }
}

/// For a program that has the layer under itself.
pub fn own_control() -> PathBuf {
    std::env::var_os("LEADLINE_LAYER_CONTROL").unwrap().into()
}

pub fn set_control(control: &Path, failure: Failure<'_>) {
    let Failure {
        kinds,
        error,
        after,
        count,
    } = failure;
    // In one step: a reader never sees half of it.
    let new = control.with_extension("new");
    std::fs::write(&new, format!("{kinds} {error} {after} {count}\n")).unwrap();
    std::fs::rename(&new, control).unwrap();
}

pub fn heal(control: &Path) {
    std::fs::remove_file(control).ok();
}

/// The compiled layer: made once by each test program, with the compiler that SQLite is compiled with.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        std::fs::create_dir_all(folder).unwrap();
        let (part, whole) = (
            folder.join(format!("file_layer-{}.so", std::process::id())),
            folder.join("file_layer.so"),
        );
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let done = Command::new(&compiler)
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .args([part.as_os_str(), SOURCE.as_ref(), "-lpthread".as_ref()])
            .output()
            .unwrap_or_else(|error| panic!("{compiler}, which also SQLite needs: {error}"));
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{compiler}: {said}");
        std::fs::rename(&part, &whole).unwrap();
        whole
    })
}

fn steps(log: &[u8]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = log;
    // A program that was killed may have left a record without its end.
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = std::str::from_utf8(&rest[..end]).unwrap();
        rest = &rest[end + 1..];
        let words: Vec<&str> = line.split(' ').collect();
        let number = |word: &str| word.parse::<usize>().unwrap();
        let text = |at: usize| words[at].to_owned();
        match words[0] {
            "W" => {
                let (file, at, length) = (text(1), number(words[2]), number(words[3]));
                let Some(bytes) = rest.get(..length) else {
                    break;
                };
                rest = rest.get(length + 1..).unwrap_or_default();
                steps.push(if file == MARK {
                    Step::Mark(String::from_utf8(bytes.to_vec()).unwrap())
                } else {
                    let bytes = bytes.to_vec();
                    Step::Write { file, at, bytes }
                });
            }
            _ if words.get(1) == Some(&MARK) => {}
            "C" => steps.push(Step::Create(text(1))),
            "O" => steps.push(Step::Open(text(1))),
            "T" => steps.push(Step::Truncate(text(1), number(words[2]))),
            "S" => steps.push(Step::Sync(text(1))),
            "U" => steps.push(Step::Unlink(text(1))),
            "R" => steps.push(Step::Rename(text(1), text(2))),
            "L" => steps.push(Step::Link(text(1), text(2))),
            other => panic!("a record of kind {other}"),
        }
    }
    steps
}
