//! The help in the person's language.

use super::arguments::Arguments;
use crate::text::Texts;
use clap::{Arg, ArgAction, Command, CommandFactory};

/// What each command does.
const COMMANDS: &[(&str, &str)] = &[
    ("import", "cli-about-import"),
    ("add", "cli-about-add"),
    ("list", "cli-about-list"),
    ("show", "cli-about-show"),
    ("interested", "cli-about-interested"),
    ("skip", "cli-about-skip"),
    ("accept", "cli-about-accept"),
    ("decline", "cli-about-decline"),
    ("won", "cli-about-won"),
    ("lost", "cli-about-lost"),
    ("correct", "cli-about-correct"),
    ("confirm", "cli-about-confirm"),
    ("snooze", "cli-about-snooze"),
    ("undo", "cli-about-undo"),
    ("erase", "cli-about-erase"),
    ("profile", "cli-about-profile"),
    ("remind", "cli-about-remind"),
    ("report", "cli-about-report"),
    ("export", "cli-about-export"),
    ("print", "cli-about-print"),
    ("backup", "cli-about-backup"),
    ("restore", "cli-about-restore"),
    ("backups", "cli-about-backups"),
    ("check", "cli-about-check"),
    ("recover", "cli-about-recover"),
    ("encryption", "cli-about-encryption"),
    ("encryption status", "cli-about-encryption-status"),
    ("encryption on", "cli-about-encryption-on"),
    ("encryption change", "cli-about-encryption-change"),
    ("encryption off", "cli-about-encryption-off"),
    ("encryption remember", "cli-about-encryption-remember"),
    ("encryption forget", "cli-about-encryption-forget"),
    ("selftest", "cli-about-selftest"),
    ("selftest notifications", "cli-about-selftest-notifications"),
    ("profile list", "cli-about-profile-list"),
    ("profile show", "cli-about-profile-show"),
    ("profile import", "cli-about-profile-import"),
    ("profile export", "cli-about-profile-export"),
];

/// What each argument means, in whichever command it stands.
const ARGUMENTS: &[(&str, &str)] = &[
    ("db", "cli-help-db"),
    ("lang", "cli-help-lang"),
    ("background", "cli-help-background"),
    ("open", "cli-help-open"),
    ("help", "cli-help-help"),
    ("version", "cli-help-version"),
    ("json", "cli-help-json"),
    ("files", "cli-help-files"),
    ("assignments", "cli-help-map"),
    ("dry_run", "cli-help-dry-run"),
    ("skip_bad_rows", "cli-help-skip-bad-rows"),
    ("customer", "cli-help-customer"),
    ("received_at", "cli-help-received-at"),
    ("region", "cli-help-region"),
    ("size", "cli-help-size"),
    ("overview", "cli-help-overview"),
    ("contact_name", "cli-help-contact-name"),
    ("email", "cli-help-email"),
    ("phone", "cli-help-phone"),
    ("stage", "cli-help-stage"),
    ("outcome", "cli-help-outcome"),
    ("as_of", "cli-help-as-of"),
    ("id", "cli-help-id"),
    ("ids", "cli-help-ids"),
    ("erased_ids", "cli-help-erased-ids"),
    ("printed_id", "cli-help-printed-id"),
    ("value", "cli-help-value"),
    ("currency", "cli-help-currency"),
    ("close", "cli-help-close"),
    ("reason", "cli-help-reason"),
    ("note", "cli-help-note"),
    ("choice", "cli-help-choice"),
    ("plan", "cli-help-plan"),
    ("once", "cli-help-once"),
    ("watch", "cli-help-watch"),
    ("until", "cli-help-until"),
    ("week", "cli-help-week"),
    ("file", "cli-help-file"),
    ("wait", "cli-help-wait"),
    ("preview", "cli-help-preview"),
    ("now", "cli-help-now"),
    ("second_folder", "cli-help-second-folder"),
    ("single_folder", "cli-help-single-folder"),
    ("from_backup", "cli-help-from-backup"),
    ("salvage", "cli-help-salvage"),
    ("all_texts", "cli-help-all-texts"),
    ("yes", "cli-help-yes"),
    ("delete_copies", "cli-help-delete-copies"),
    ("passphrase_file", "cli-help-passphrase-file"),
    ("new_passphrase_file", "cli-help-new-passphrase-file"),
    ("generate", "cli-help-generate"),
    ("remember", "cli-help-remember"),
];

/// The command line with its help in the language of `texts`.
pub(super) fn command(texts: &Texts) -> Command {
    let command = Arguments::command()
        .about(texts.get("cli-about").to_owned())
        .after_help(texts.get("cli-exit-statuses").to_owned())
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .global(true),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        );
    described(command, "", texts)
}

/// The command and those below it, described. `path` is what stands before it on the command line.
fn described(command: Command, path: &str, texts: &Texts) -> Command {
    let template = template(&command, texts);
    command
        .help_template(template)
        .mut_args(|argument| {
            let text = find(ARGUMENTS, argument.get_id().as_str()).map(|key| texts.get(key));
            let has_values = argument.get_action().takes_values();
            let argument = argument.help(text.unwrap_or_default().to_owned());
            if has_values {
                argument.hide_possible_values(true)
            } else {
                argument
            }
        })
        .mut_subcommands(|below| {
            let path = format!("{path}{}", below.get_name());
            let about = find(COMMANDS, &path).map(|key| texts.get(key));
            let below = below.about(about.unwrap_or_default().to_owned());
            described(below, &format!("{path} "), texts)
        })
}

/// How the help is laid out, with headings in the language.
fn template(command: &Command, texts: &Texts) -> String {
    let usage = texts.get("cli-heading-usage");
    let mut template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n");
    let mut part = |key: &str, tag: &str| {
        template += &["\n", texts.get(key), ":\n{", tag, "}\n"].concat();
    };
    if command.has_subcommands() {
        part("cli-heading-commands", "subcommands");
    }
    if command.get_positionals().next().is_some() {
        part("cli-heading-arguments", "positionals");
    }
    part("cli-heading-options", "options");
    // What comes after the help brings its own empty line.
    template.truncate(template.trim_end().len());
    template.push_str("{after-help}");
    template
}

fn find(keys: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    keys.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn assert_described(command: &Command, path: &str) {
        assert!(
            command
                .get_about()
                .is_some_and(|about| !about.to_string().is_empty()),
            "{path}"
        );
        for argument in command
            .get_arguments()
            .filter(|argument| !argument.is_hide_set())
        {
            let help = argument.get_help().map(ToString::to_string);
            assert!(
                help.is_some_and(|help| !help.is_empty()),
                "{path} {}",
                argument.get_id()
            );
        }
        for below in command.get_subcommands() {
            assert_described(below, &format!("{path} {}", below.get_name()));
        }
    }

    #[test]
    fn every_command_and_argument_is_described() {
        for language in Language::ALL {
            let command = command(&Texts::new(language));
            command.clone().debug_assert();
            assert_described(&command, "leadline");
        }
    }

    #[test]
    fn the_help_is_in_the_language() {
        let mut command = command(&Texts::new(Language::Japanese));
        let help = command.render_help().to_string();
        for english in ["Usage", "Options", "Commands", "Print"] {
            assert!(!help.contains(english), "{help}");
        }
        assert!(!help.contains("--renderer"), "{help}");
    }
}
