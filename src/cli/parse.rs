//! From the words of the command line to what is to be done.

use super::arguments::{Arguments, CommandArguments, Renderer};
use super::failure::Exit;
use super::link::{LinkRequest, take_link};
use super::{help, location, usage};
use crate::domain::ReferralId;
use crate::text::{Language, Texts};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What a command line asks for.
#[derive(Debug)]
pub enum Parsed {
    /// To open the window.
    Window(WindowArguments),
    /// To follow a link: [`super::follow_link`] does it.
    Link(Box<LinkRequest>),
    /// To do something without a window: [`super::run`] does it.
    Command(Box<Request>),
    /// Nothing more: help was given, or the command line was wrong and that was said.
    Ended(ExitCode),
}

/// What the command line says about the window.
#[derive(Debug)]
pub struct WindowArguments {
    /// The file to open.
    pub file: PathBuf,
    /// The language, where the command line names one.
    pub language: Option<Language>,
    /// Whether an empty file is to be filled with the sample referrals.
    pub with_samples: bool,
    /// The file that is opened when none is named, where the system has a place for it.
    pub usual_file: Option<PathBuf>,
    /// Whether no window is to be opened until it is wanted.
    pub in_background: bool,
    /// The referral to show.
    pub open: Option<ReferralId>,
    /// What is to draw the window, where the command line says.
    pub renderer: Option<Renderer>,
}

/// A command and the file it is for.
#[derive(Debug)]
pub struct Request {
    pub(super) file: PathBuf,
    pub(super) passphrase_file: Option<PathBuf>,
    pub(super) language: Option<Language>,
    pub(super) command: CommandArguments,
}

/// Reads the command line, the program's name first. Help goes to `out`, what is wrong to `err`.
pub fn parse(
    words: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Parsed {
    let mut words: Vec<OsString> = words.into_iter().collect();
    let link = take_link(&mut words);
    let language = language_asked(&words).unwrap_or_else(Language::of_system);
    let texts = Texts::new(language);
    let mut command = help::command(&texts);
    let arguments = command
        .try_get_matches_from_mut(words)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    match arguments {
        Ok(arguments) => asked_for(arguments, link, &texts, err),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            // Who does not read the help to its end has read enough of it.
            write!(out, "{}", error.render()).ok();
            Parsed::Ended(Exit::Done.into())
        }
        Err(error) => {
            tell(err, &usage::wrong_usage(&texts, &error));
            Parsed::Ended(Exit::WrongUsage.into())
        }
    }
}

/// Reads command lines one after another, without doing what they ask.
pub(crate) struct WordReader(clap::Command);

impl WordReader {
    pub(crate) fn new(language: Language) -> Self {
        Self(help::command(&Texts::new(language)))
    }

    /// Reads words with NUL between them.
    pub(crate) fn read(&mut self, text: &str) {
        let mut words: Vec<OsString> = std::iter::once("leadline")
            .chain(text.split('\0'))
            .map(OsString::from)
            .collect();
        take_link(&mut words);
        language_asked(&words);
        if let Ok(matches) = self.0.try_get_matches_from_mut(words) {
            Arguments::from_arg_matches(&matches).ok();
        }
    }
}

fn asked_for(
    arguments: Arguments,
    link: Option<String>,
    texts: &Texts,
    err: &mut dyn Write,
) -> Parsed {
    let is_for_window = arguments.samples
        || arguments.background
        || arguments.open.is_some()
        || arguments.renderer.is_some()
        || link.is_some();
    if arguments.command.is_some() && is_for_window {
        tell(err, texts.get("cli-usage-window-only"));
        return Parsed::Ended(Exit::WrongUsage.into());
    }
    let Some(file) = location::file(arguments.db) else {
        tell(err, texts.get("cli-no-data-folder"));
        return Parsed::Ended(Exit::FileUnusable.into());
    };
    let language = arguments.lang;
    if let Some(command) = arguments.command {
        return Parsed::Command(Box::new(Request {
            file,
            passphrase_file: arguments.passphrase_file,
            language,
            command,
        }));
    }
    let window = WindowArguments {
        file,
        language,
        with_samples: arguments.samples,
        usual_file: location::usual(),
        in_background: arguments.background,
        open: arguments.open.map(ReferralId),
        renderer: arguments.renderer,
    };
    match link {
        Some(link) => Parsed::Link(Box::new(LinkRequest { window, link })),
        None => Parsed::Window(window),
    }
}

/// Says something to the person. Where even that fails, the exit status is all that is left.
pub(super) fn tell(err: &mut dyn Write, message: &str) {
    writeln!(err, "leadline: {message}").ok();
}

/// The language that `--lang` names, before anything else is understood: what is wrong is to be said in it.
fn language_asked(words: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    words
        .iter()
        .enumerate()
        .find_map(|(index, word)| match word.split_once('=') {
            Some(("--lang", code)) => Language::from_code(code),
            None if *word == "--lang" => Language::from_code(words.get(index + 1)?),
            _ => None,
        })
}
