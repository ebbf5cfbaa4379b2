//! One program for a file: a lock beside the file says which, and a socket lets a later launch call it.
//!
//! The lock decides, never the socket: the system lets go of it however the program ends, so nothing that is left behind is ever an obstacle.

mod line;
mod lock;
#[cfg(unix)]
#[path = "unix.rs"]
mod socket;
#[cfg(windows)]
#[path = "windows.rs"]
mod socket;

pub use line::{CallLine, Reply};

use lock::Lock;
use socket::{Address, Listener, Stream, connect};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// How long a later launch tries to reach the program that has the file, or waits for it to end.
const LONGEST_TRY: Duration = Duration::from_secs(5);
const TRY_AGAIN: Duration = Duration::from_millis(50);
/// Calls taken at the same time; more are turned away.
const MOST_CALLERS: usize = 16;

/// Whether this is to be the program for the file.
#[derive(Debug)]
pub enum Claim {
    /// It is: nobody else is, until this is dropped.
    Ours(Instance),
    /// Another one is, and has done what was asked.
    HandedOver,
    /// Another one is, and does not answer.
    Silent,
    /// It cannot be told: the lock cannot be made.
    Unknown(io::Error),
}

/// The right to be the program for a file.
#[derive(Debug)]
pub struct Instance {
    /// Before the lock: whoever finds no lock finds no socket either.
    address: Option<Address>,
    _lock: Lock,
    file: PathBuf,
}

/// Asks to be the program for `file`, or has the one that is do what `call` says; `None` asks nothing of it.
pub fn claim(file: &Path, call: Option<CallLine>) -> Claim {
    let file = match whole(file) {
        Ok(file) => file,
        Err(error) => return Claim::Unknown(error),
    };
    let since = Instant::now();
    loop {
        match Lock::take(&file) {
            Ok(Some(lock)) => {
                return Claim::Ours(Instance {
                    address: None,
                    _lock: lock,
                    file,
                });
            }
            Ok(None) => {}
            Err(error) => return Claim::Unknown(error),
        }
        let Some(call) = call else {
            return Claim::HandedOver;
        };
        match hand_over_in_time(&file, call) {
            Ok(Reply::Done) => return Claim::HandedOver,
            // It ends at this moment, or has not begun to listen yet.
            Ok(Reply::Ending) => {}
            Ok(Reply::Unknown) => return Claim::Silent,
            Err(error) => tracing::debug!(%error, "the program for the file was not reached"),
        }
        if since.elapsed() > LONGEST_TRY {
            return Claim::Silent;
        }
        std::thread::sleep(TRY_AGAIN);
    }
}

/// Hands the call over on a thread of its own: a pipe, unlike a socket, has no limit to how long it is waited for.
fn hand_over_in_time(file: &Path, call: CallLine) -> io::Result<Reply> {
    let (answer, answered) = channel();
    let file = file.to_owned();
    std::thread::Builder::new()
        .name("handing over".to_owned())
        .spawn(move || {
            if answer.send(hand_over(&file, call)).is_err() {
                tracing::debug!("the program for the file answered too late");
            }
        })?;
    match answered.recv_timeout(LONGEST_TRY) {
        Ok(reply) => reply,
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    }
}

fn hand_over(file: &Path, call: CallLine) -> io::Result<Reply> {
    let mut stream = connect(&Address::of(file)?)?;
    stream.write_all(call.line().as_bytes())?;
    stream.flush()?;
    let answer = read_line(&mut stream)?;
    Ok(Reply::read(&answer).unwrap_or(Reply::Unknown))
}

impl Instance {
    /// The file, by its whole path.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Takes calls from now on, on a thread of its own. `answer` does what is asked and says what became of it.
    ///
    /// # Errors
    /// When there is nowhere to listen. A later launch then opens a window of its own.
    pub fn listen(
        &mut self,
        answer: impl Fn(CallLine) -> Reply + Send + Sync + 'static,
    ) -> io::Result<()> {
        let address = Address::of(&self.file)?;
        // Whoever held it before held the lock too, and has ended.
        let listener = Listener::bind(&address)?;
        self.address = Some(address);
        let answer = Arc::new(answer);
        let callers = Arc::new(AtomicUsize::new(0));
        std::thread::Builder::new()
            .name("calls".to_owned())
            .spawn(move || take_calls(&listener, &answer, &callers))?;
        Ok(())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if let Some(address) = &self.address {
            address.clean_up();
        }
    }
}

fn take_calls<A>(listener: &Listener, answer: &Arc<A>, callers: &Arc<AtomicUsize>)
where
    A: Fn(CallLine) -> Reply + Send + Sync + 'static,
{
    loop {
        let stream = match listener.accept() {
            Ok(stream) => stream,
            Err(error) => {
                tracing::warn!(%error, "a call was not taken");
                // Such as too many open files: it would fail again at once.
                std::thread::sleep(Duration::from_secs(1));
                continue;
            }
        };
        if callers.fetch_add(1, Ordering::SeqCst) >= MOST_CALLERS {
            callers.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        // Whoever connects and says nothing keeps only its own thread waiting.
        let (answer, counted) = (answer.clone(), callers.clone());
        let spawned = std::thread::Builder::new()
            .name("call".to_owned())
            .stack_size(128 * 1024)
            .spawn(move || {
                if let Err(error) = take_call(stream, answer.as_ref()) {
                    tracing::debug!(%error, "a call came to nothing");
                }
                counted.fetch_sub(1, Ordering::SeqCst);
            });
        if let Err(error) = spawned {
            callers.fetch_sub(1, Ordering::SeqCst);
            tracing::warn!(%error, "a call was not taken");
        }
    }
}

fn take_call(mut stream: Stream, answer: &impl Fn(CallLine) -> Reply) -> io::Result<()> {
    let line = read_line(&mut stream)?;
    let reply = CallLine::read(&line).map_or(Reply::Unknown, answer);
    stream.write_all(reply.line().as_bytes())?;
    stream.flush()
}

/// Reads up to the end of a line, of the longest line there is at most.
fn read_line(stream: &mut impl Read) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < line::LONGEST && stream.read(&mut byte)? == 1 {
        let [byte] = byte;
        if byte == b'\n' {
            break;
        }
        line.push(byte);
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// The path of a file that may not be there yet, so that two ways of writing it come to one program.
fn whole(file: &Path) -> io::Result<PathBuf> {
    if let Ok(path) = file.canonicalize() {
        return Ok(path);
    }
    let file = std::path::absolute(file)?;
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    make_folder(folder)?;
    Ok(folder.canonicalize()?.join(name))
}

/// Makes a folder that only this person can look into.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A short name for a file, the same in every run and version: FNV-1a of its path.
pub(super) fn short_name(file: &Path) -> String {
    let hash = file
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;
    use crate::domain::ReferralId;

    fn ours(claim: Claim) -> Instance {
        match claim {
            Claim::Ours(instance) => instance,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_second_on_a_file_hands_its_call_to_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("with space").join("board.leadline");
        let mut first = ours(claim(&file, Some(CallLine::Open(None))));
        let (out, calls) = channel();
        first
            .listen(move |call| {
                out.send(call).unwrap();
                Reply::Done
            })
            .unwrap();
        let id = ReferralId(17);
        for call in [CallLine::Open(None), CallLine::Open(Some(id))] {
            assert!(matches!(claim(&file, Some(call)), Claim::HandedOver));
            assert_eq!(calls.recv().unwrap(), call);
        }
        // One that asks nothing only learns that another one is there.
        assert!(matches!(claim(&file, None), Claim::HandedOver));
        assert!(calls.try_recv().is_err());
        drop(first);
        ours(claim(&file, None));
    }

    #[test]
    fn another_file_has_a_program_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let _first = ours(claim(&folder.path().join("a.leadline"), None));
        let _second = ours(claim(&folder.path().join("b.leadline"), None));
    }

    #[test]
    fn one_that_ends_while_it_is_called_is_succeeded() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("board.leadline");
        let mut first = ours(claim(&file, None));
        first.listen(|_| Reply::Ending).unwrap();
        let ending = std::thread::Builder::new().spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            drop(first);
        });
        ours(claim(&file, Some(CallLine::Open(None))));
        ending.unwrap().join().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_is_left_of_a_program_that_was_killed_is_no_obstacle() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("board.leadline");
        let lock = folder.path().join("board.leadline.lock");
        std::fs::write(&lock, "").unwrap();
        let address = Address::of(
            &file
                .parent()
                .unwrap()
                .canonicalize()
                .unwrap()
                .join("board.leadline"),
        )
        .unwrap();
        drop(Listener::bind(&address).unwrap());
        assert!(address.path().exists());
        let mut first = ours(claim(&file, None));
        first.listen(|_| Reply::Done).unwrap();
        assert!(matches!(
            claim(&file, Some(CallLine::Open(None))),
            Claim::HandedOver
        ));
        for private in [lock.as_path(), address.path()] {
            let mode = std::fs::metadata(private).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}: {mode:o}", private.display());
        }
        drop(first);
        assert!(!lock.exists());
        assert!(!address.path().exists());
    }

    #[test]
    fn one_that_hangs_is_not_waited_for_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("board.leadline");
        let mut first = ours(claim(&file, None));
        let (end, hung) = channel::<()>();
        let hung = std::sync::Mutex::new(hung);
        first
            .listen(move |_| {
                // Until the test is over.
                hung.lock().unwrap().recv().unwrap_or_default();
                Reply::Done
            })
            .unwrap();
        assert!(matches!(
            claim(&file, Some(CallLine::Open(None))),
            Claim::Silent
        ));
        drop(end);
    }

    #[cfg(unix)]
    #[test]
    fn garbage_is_turned_away_and_harms_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("board.leadline");
        let mut first = ours(claim(&file, None));
        let (out, calls) = channel();
        first
            .listen(move |call| {
                out.send(call).unwrap();
                Reply::Done
            })
            .unwrap();
        let address = Address::of(first.file()).unwrap();
        // Silent, cut off, endless, not text, and no such call.
        let silent = connect(&address).unwrap();
        drop(connect(&address).unwrap());
        for garbage in [
            vec![b'x'; 100_000],
            vec![0xff; 32],
            b"open seventeen\n".to_vec(),
            b"open 1 2\n".to_vec(),
            b"OPEN\n".to_vec(),
            b"\n".to_vec(),
        ] {
            let mut stream = connect(&address).unwrap();
            // The other side may have had enough before all of it was written.
            let written = stream.write_all(&garbage);
            if written.is_ok() && garbage.ends_with(b"\n") {
                assert_eq!(read_line(&mut stream).unwrap(), "unknown");
            }
        }
        assert!(matches!(
            claim(&file, Some(CallLine::Open(None))),
            Claim::HandedOver
        ));
        assert_eq!(calls.try_iter().collect::<Vec<_>>(), [CallLine::Open(None)]);
        drop(silent);
    }
}
