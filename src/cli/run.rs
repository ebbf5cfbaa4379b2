//! Carrying out a command: opens the file, does it, and turns what came of it into an exit status.

use super::arguments::{CommandArguments, ProfileArguments, SelftestArguments};
use super::failure::{Exit, Failure};
use super::parse::{Request, tell};
use super::session::{Session, require_existing};
use super::{
    act, backups, encryption, erase, export, import, list, print, profile, recover, remind, report,
    selftest, show, upkeep,
};
use crate::desk::{Clock, Desk, Store};
use crate::domain::Action;
use crate::text::{Format, Language, Texts};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Does what the command line asks for: results go to `out`, everything else said to a person to `err`.
pub fn run(
    request: Request,
    out: &mut dyn Write,
    err: &mut dyn Write,
    clock: &Arc<dyn Clock>,
) -> ExitCode {
    let mut texts = Texts::new(request.language.unwrap_or_else(Language::of_system));
    let exit = match carry_out(request, &mut texts, out, err, clock) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            if let Some(message) = failure.message(&texts) {
                tell(err, &message);
            }
            failure.exit()
        }
    };
    exit.into()
}

fn carry_out(
    request: Request,
    texts: &mut Texts,
    out: &mut dyn Write,
    err: &mut dyn Write,
    clock: &Arc<dyn Clock>,
) -> Result<(), Failure> {
    let now = clock.now();
    let file = request.file.as_path();
    let passphrase_file = request.passphrase_file.as_deref();
    if let CommandArguments::Encryption(arguments) = &request.command {
        encryption::encryption(file, arguments, passphrase_file, texts, out, err)?;
        return Ok(out.flush()?);
    }
    unlock(&request, texts)?;
    match &request.command {
        CommandArguments::Restore(arguments) => {
            let language = request.language;
            if arguments.preview {
                backups::preview(file, arguments, (texts, language), out)?;
            } else {
                backups::tell_what_changes(file, arguments, (texts, language), out)?;
                upkeep::restore(file, &arguments.file, texts, now, out)?;
            }
            return Ok(out.flush()?);
        }
        CommandArguments::Recover(arguments) => {
            recover::recover(file, arguments, texts, now, out)?;
            return Ok(out.flush()?);
        }
        CommandArguments::Selftest(SelftestArguments::Notifications(arguments)) => {
            selftest::notifications(texts, arguments.wait, out)?;
            return Ok(out.flush()?);
        }
        CommandArguments::Export(arguments) => {
            export::format_of(texts, &arguments.file)?;
        }
        CommandArguments::Print(arguments) => {
            print::format_of(texts, &arguments.file)?;
        }
        _ => {}
    }
    let unmade = unmade(texts, file, &request.command)?;
    let desk = Desk::new(match &unmade {
        Some(file) => Store::in_memory_for(file)?,
        None => Store::open(file)?,
    });
    if request.language.is_none()
        && let Some(language) = desk.settings()?.language
    {
        *texts = Texts::new(language);
    }
    let mut session = Session {
        desk,
        unmade,
        texts: texts.clone(),
        is_language_named: request.language.is_some(),
        format: Format::new(texts),
        now,
        out,
        err,
    };
    let before = session.desk.store().newest_change()?;
    let done = dispatch(request.command, &mut session, clock);
    // Scripts have backups too.
    let is_other = |newest| newest != before;
    if session.desk.store().is_on_disk() && session.desk.store().newest_change().is_ok_and(is_other)
    {
        // What was done is told first.
        session.out.flush()?;
        backups::look_after(&mut session);
    }
    done?;
    Ok(session.out.flush()?)
}

/// Makes the file, and a copy that it is restored from, ready to be opened where they are encrypted.
fn unlock(request: &Request, texts: &Texts) -> Result<(), Failure> {
    let passphrase_file = request.passphrase_file.as_deref();
    let unlocked = encryption::unlock(&request.file, passphrase_file, texts);
    let copy = match &request.command {
        CommandArguments::Selftest(_) => return Ok(()),
        // With the passphrase known, what the file is damaged in does not matter to these.
        CommandArguments::Restore(arguments) => {
            unlocked.or_else(pass_over_damage)?;
            Some(&arguments.file)
        }
        CommandArguments::Recover(arguments) => {
            unlocked.or_else(pass_over_damage)?;
            arguments.from_backup.as_ref()
        }
        _ => {
            unlocked?;
            None
        }
    };
    copy.map_or(Ok(()), |copy| {
        encryption::unlock(copy, passphrase_file, texts)
    })
}

fn pass_over_damage(failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Desk(error) if error.is_damage() => Ok(()),
        failure => Err(failure),
    }
}

/// Whether the command has something to put into a new file.
const fn may_make_file(command: &CommandArguments) -> bool {
    matches!(
        command,
        CommandArguments::Add(_)
            | CommandArguments::Import(_)
            | CommandArguments::Profile(ProfileArguments::Import(_))
    )
}

/// The file when it is not there and the command may make it. Other commands are refused.
fn unmade(
    texts: &Texts,
    file: &Path,
    command: &CommandArguments,
) -> Result<Option<PathBuf>, Failure> {
    if may_make_file(command) && matches!(std::fs::exists(file), Ok(false)) {
        return Ok(Some(file.to_owned()));
    }
    require_existing(texts, file)?;
    Ok(None)
}

fn dispatch(
    command: CommandArguments,
    session: &mut Session<'_>,
    clock: &Arc<dyn Clock>,
) -> Result<(), Failure> {
    match command {
        CommandArguments::Import(arguments) => import::import(session, &arguments),
        CommandArguments::Add(arguments) => act::add(session, arguments),
        CommandArguments::List(arguments) => list::list(session, &arguments),
        CommandArguments::Show(arguments) => show::show(session, &arguments),
        CommandArguments::Interested(of) => {
            act::act_on(session, &of.ids, Action::Interested, of.json)
        }
        CommandArguments::Skip(of) => act::act_on(session, &of.ids, Action::Skip, of.json),
        CommandArguments::Accept(arguments) => act::accept(session, &arguments),
        CommandArguments::Decline(of) => {
            let (reason, note) = (of.reason, of.note);
            act::act_on(session, &of.ids, Action::Decline { reason, note }, of.json)
        }
        CommandArguments::Won(arguments) => act::won(session, &arguments),
        CommandArguments::Lost(of) => {
            let (reason, note) = (of.reason, of.note);
            act::act_on(session, &of.ids, Action::Lost { reason, note }, of.json)
        }
        CommandArguments::Correct(of) => {
            act::act(session, of.id, Action::Correct { note: of.note }, of.json)
        }
        CommandArguments::Confirm(of) => act::act_on(session, &of.ids, Action::Confirm, of.json),
        CommandArguments::Snooze(arguments) => act::snooze(session, &arguments),
        CommandArguments::Undo(arguments) => act::undo(session, arguments.json),
        CommandArguments::Erase(arguments) => erase::erase(session, &arguments),
        CommandArguments::Profile(arguments) => profile::profile(session, &arguments),
        CommandArguments::Remind(arguments) => remind::remind(session, &arguments, clock),
        CommandArguments::Report(arguments) => report::report(session, &arguments),
        CommandArguments::Export(arguments) => export::export(session, &arguments.file),
        CommandArguments::Print(arguments) => print::print(session, &arguments),
        CommandArguments::Backup(arguments) => upkeep::back_up(session, &arguments.file),
        CommandArguments::Backups(arguments) => backups::backups(session, &arguments),
        CommandArguments::Check => upkeep::check(session),
        // Carried out without opening the file.
        CommandArguments::Restore(_)
        | CommandArguments::Recover(_)
        | CommandArguments::Encryption(_)
        | CommandArguments::Selftest(_) => Ok(()),
    }
}
