//! `encryption`: a passphrase for the file and its backups; and where the passphrase of an encrypted file comes from.

use super::arguments::{EncryptionArguments, NewPassphraseArguments};
use super::failure::Failure;
use super::session::require_existing;
use crate::desk::keychain;
use crate::desk::{
    Converted, DeskError, FEWEST_CHARACTERS, NewProtection, Passphrase, StoreError, convert,
    encryption_state, unlock_remembered, unlock_with,
};
use crate::text::{Say, Texts};
use serde::Serialize;
use std::io::{BufRead, BufReader, IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The environment's way of naming the file with the passphrase.
const VARIABLE: &str = "LEADLINE_PASSPHRASE_FILE";
/// So often a passphrase is asked for on a terminal.
const TRIES: usize = 3;

#[derive(Serialize)]
struct StatusJson {
    encrypted: bool,
    available: bool,
    remembered: bool,
}

/// Carries out `encryption`: without the file being open.
pub(super) fn encryption(
    file: &Path,
    arguments: &EncryptionArguments,
    passphrase_file: Option<&Path>,
    texts: &Texts,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    require_existing(texts, file)?;
    let state = encryption_state(file)?;
    let is_encrypted = state.is_encrypted;
    match arguments {
        EncryptionArguments::Status { json } => {
            let status = StatusJson {
                encrypted: is_encrypted,
                available: state.is_available,
                remembered: is_encrypted && keychain::remembered(file).is_some(),
            };
            return print_status(&status, *json, texts, out);
        }
        EncryptionArguments::On(_) if is_encrypted => {
            return refuse(texts, "cli-encryption-is-on");
        }
        EncryptionArguments::On(_) => {}
        _ if !is_encrypted => return refuse(texts, "cli-encryption-is-off"),
        _ => {}
    }
    match arguments {
        EncryptionArguments::Status { .. } => Ok(()),
        EncryptionArguments::On(new) | EncryptionArguments::Change(new) => {
            unlock(file, passphrase_file, texts)?;
            let passphrase = new_passphrase(new, texts)?;
            let to = NewProtection::Encrypted {
                passphrase: passphrase.clone(),
                is_remembered: new.remember,
            };
            // Before anything is encrypted with it: nobody could find it out afterwards.
            if new.generate {
                let line = texts.with(
                    "cli-encryption-generated",
                    &[("passphrase", passphrase.as_str().into())],
                );
                writeln!(out, "{line}")?;
                out.flush()?;
            }
            let mut converted = convert(file, &to)?;
            if new.delete_copies {
                converted.delete_aside();
            }
            let key = if is_encrypted {
                "cli-encryption-change-done"
            } else {
                "cli-encryption-on-done"
            };
            tell(&converted, key, file, texts, out, err)
        }
        EncryptionArguments::Off => {
            unlock(file, passphrase_file, texts)?;
            let converted = convert(file, &NewProtection::Plain)?;
            tell(&converted, "cli-encryption-off-done", file, texts, out, err)
        }
        EncryptionArguments::Remember => {
            let passphrase = given_passphrase(file, passphrase_file, texts)?;
            if let Some(error) = unlock_with(file, &passphrase, true)? {
                return Err(Failure::FileUnusable(error.say(texts)));
            }
            Ok(writeln!(out, "{}", texts.get("encryption-remembered"))?)
        }
        EncryptionArguments::Forget => {
            keychain::forget(file).map_err(|error| Failure::FileUnusable(error.say(texts)))?;
            Ok(writeln!(out, "{}", texts.get("encryption-forgotten"))?)
        }
    }
}

fn refuse(texts: &Texts, key: &str) -> Result<(), Failure> {
    Err(Failure::Refused(texts.get(key).to_owned()))
}

fn print_status(
    status: &StatusJson,
    json: bool,
    texts: &Texts,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if json {
        serde_json::to_writer(&mut *out, status)?;
        return Ok(writeln!(out)?);
    }
    let key = match (status.encrypted, status.remembered) {
        (false, _) => "encryption-is-off",
        (true, false) => "encryption-is-on",
        (true, true) => "encryption-is-on-remembered",
    };
    writeln!(out, "{}", texts.get(key))?;
    if !status.available {
        writeln!(out, "{}", texts.get("encryption-absent"))?;
    }
    Ok(())
}

fn tell(
    converted: &Converted,
    key: &str,
    file: &Path,
    texts: &Texts,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    let file = file.display().to_string();
    let line = texts.with(
        key,
        &[
            ("file", file.into()),
            ("backups", converted.rewritten.into()),
        ],
    );
    writeln!(out, "{line}")?;
    for problem in converted.problems(texts) {
        super::parse::tell(err, &problem);
    }
    Ok(())
}

/// Makes an encrypted file ready to be opened: with the passphrase in the file that is named, or the one that the system remembers, or one asked for
/// on the terminal. Others, and files that are not there, need none.
pub(super) fn unlock(
    file: &Path,
    passphrase_file: Option<&Path>,
    texts: &Texts,
) -> Result<(), Failure> {
    if crate::desk::is_unlocked(file).unwrap_or(true) {
        return Ok(());
    }
    let named = passphrase_file
        .map(Path::to_owned)
        .or_else(from_environment);
    if named.is_none() {
        match unlock_remembered(file) {
            Err(StoreError::Encrypted(_)) => {}
            done => return Ok(done?),
        }
    }
    if let Some(named) = named {
        unlock_with(file, &read(&named, texts)?, false)?;
        return Ok(());
    }
    let mut tried = 1;
    loop {
        let passphrase = ask(file, texts)?;
        match unlock_with(file, &passphrase, false) {
            Err(error @ StoreError::WrongPassphrase(_)) if tried < TRIES => {
                tried += 1;
                super::parse::tell(&mut std::io::stderr(), &error.say(texts));
            }
            done => return Ok(done.map(drop)?),
        }
    }
}

/// The passphrase of a file, from the file that is named or from the terminal.
fn given_passphrase(
    file: &Path,
    passphrase_file: Option<&Path>,
    texts: &Texts,
) -> Result<Passphrase, Failure> {
    match passphrase_file
        .map(Path::to_owned)
        .or_else(from_environment)
    {
        Some(named) => read(&named, texts),
        None => ask(file, texts),
    }
}

fn from_environment() -> Option<PathBuf> {
    std::env::var_os(VARIABLE)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

/// The first line of a file.
fn read(path: &Path, texts: &Texts) -> Result<Passphrase, Failure> {
    let unreadable = |error| Failure::file(texts, path, &error);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut line = Zeroizing::new(String::new());
    BufReader::new(file)
        .read_line(&mut line)
        .map_err(unreadable)?;
    // Editors on Windows begin a file with a mark of its encoding.
    let typed = line.trim_start_matches('\u{feff}');
    Ok(Passphrase::new(typed.trim_end_matches(['\r', '\n'])))
}

fn ask(file: &Path, texts: &Texts) -> Result<Passphrase, Failure> {
    if !stdin().is_terminal() {
        return Err(StoreError::Encrypted(file.to_owned()).into());
    }
    prompt(&texts.with(
        "cli-passphrase-prompt",
        &[("file", file.display().to_string().into())],
    ))
}

fn prompt(words: &str) -> Result<Passphrase, Failure> {
    Ok(Passphrase::new(rpassword::prompt_password(format!(
        "{words} "
    ))?))
}

fn new_passphrase(
    arguments: &NewPassphraseArguments,
    texts: &Texts,
) -> Result<Passphrase, Failure> {
    if arguments.generate {
        return Passphrase::random()
            .ok_or_else(|| Failure::FileUnusable(texts.get("encryption-absent").to_owned()));
    }
    let passphrase = match &arguments.new_passphrase_file {
        Some(path) => read(path, texts)?,
        None if !stdin().is_terminal() => {
            return Err(Failure::WrongUsage(
                texts.get("cli-new-passphrase-missing").to_owned(),
            ));
        }
        None => {
            let first = prompt(texts.get("cli-new-passphrase-prompt"))?;
            if first.characters() >= FEWEST_CHARACTERS
                && prompt(texts.get("cli-new-passphrase-again"))? != first
            {
                return Err(Failure::Refused(
                    texts.get("encryption-not-the-same").to_owned(),
                ));
            }
            first
        }
    };
    if passphrase.characters() < FEWEST_CHARACTERS {
        return Err(DeskError::PassphraseTooShort.into());
    }
    Ok(passphrase)
}
