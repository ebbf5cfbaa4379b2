//! What a login entry says on each system, each word of the command line quoted as that system reads it.

use super::LoginStart;

/// The systems, by how they start programs at login.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoginSystem {
    /// A desktop entry in the autostart folder, by the desktop entry specification 1.5.
    Freedesktop,
    /// A property list among the launch agents.
    MacOs,
    /// A value under the registry's `Run` key: a command line.
    Windows,
}

/// The entry's text.
pub fn entry_text(system: LoginSystem, start: &LoginStart) -> String {
    match system {
        LoginSystem::Freedesktop => desktop_entry(start),
        LoginSystem::MacOs => launch_agent(start),
        LoginSystem::Windows => command_line(&start.words),
    }
}

fn desktop_entry(start: &LoginStart) -> String {
    let exec: Vec<String> = start.words.iter().map(|word| exec_word(word)).collect();
    let exec = string_value(&exec.join(" "));
    format!(
        "[Desktop Entry]\nType=Application\nVersion=1.5\nName=Leadline\nIcon=leadline\nExec={exec}\nTerminal=false\nStartupNotify=false\n\
         X-GNOME-Autostart-enabled=true\n"
    )
}

/// A word of `Exec`: in quotes when it holds anything but plain characters, `%` doubled because it begins a field code.
fn exec_word(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_.,:+@%".contains(c) || !c.is_ascii();
    let word = word.replace('%', "%%");
    if !word.is_empty() && word.chars().all(is_plain) {
        return word;
    }
    let mut quoted = String::with_capacity(word.len() + 2);
    quoted.push('"');
    for c in word.chars() {
        if matches!(c, '"' | '`' | '$' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// A value of type string, which has escapes of its own around those of `Exec`.
fn string_value(value: &str) -> String {
    value.replace('\\', "\\\\")
}

fn launch_agent(start: &LoginStart) -> String {
    let words: Vec<String> = start
        .words
        .iter()
        .map(|word| format!("\t\t<string>{}</string>\n", xml_text(word)))
        .collect();
    let words = words.concat();
    let label = xml_text(&start.name);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n\
         \t<key>Label</key>\n\t<string>{label}</string>\n\
         \t<key>ProgramArguments</key>\n\t<array>\n{words}\t</array>\n\
         \t<key>RunAtLoad</key>\n\t<true/>\n\
         \t<key>ProcessType</key>\n\t<string>Interactive</string>\n\
         </dict>\n</plist>\n"
    )
}

fn xml_text(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The words as `CommandLineToArgvW` takes them apart again; the program always in quotes, or a folder with a space could be taken for it.
fn command_line(words: &[String]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(place, word)| {
            let needs_quotes = place == 0 || word.is_empty() || word.contains([' ', '\t', '"']);
            if needs_quotes {
                in_quotes(word)
            } else {
                word.clone()
            }
        })
        .collect();
    quoted.join(" ")
}

/// Backslashes count only before a quotation mark, where they are doubled.
fn in_quotes(word: &str) -> String {
    let mut quoted = String::with_capacity(word.len() + 2);
    quoted.push('"');
    let mut backslashes = 0;
    for c in word.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => {
                quoted.extend(std::iter::repeat_n('\\', backslashes + 1));
                backslashes = 0;
            }
            _ => backslashes = 0,
        }
        quoted.push(c);
    }
    quoted.extend(std::iter::repeat_n('\\', backslashes));
    quoted.push('"');
    quoted
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::path::Path;

    fn start(program: &str, file: Option<&str>) -> LoginStart {
        LoginStart::of(Path::new(program), file.map(Path::new)).unwrap()
    }

    fn exec_of(start: &LoginStart) -> String {
        let text = entry_text(LoginSystem::Freedesktop, start);
        let exec = text.lines().find_map(|line| line.strip_prefix("Exec="));
        exec.unwrap().to_owned()
    }

    #[test]
    fn linux_quotes_only_what_has_to_be() {
        let plain = start("/usr/bin/leadline", None);
        assert_eq!(exec_of(&plain), "/usr/bin/leadline --background");
        let spaced = start("/opt/My Apps/leadline", Some("/home/u/my board.leadline"));
        assert_eq!(
            exec_of(&spaced),
            r#""/opt/My Apps/leadline" --background --db "/home/u/my board.leadline""#
        );
    }

    #[test]
    fn linux_escapes_twice_what_the_shell_and_the_file_would_change() {
        let odd = start(r#"/opt/a"b$c`d\e%f/leadline"#, None);
        // `\\\\` in the file is `\\` to the reader of the quotes, and that is `\`.
        assert_eq!(
            exec_of(&odd),
            r#""/opt/a\\"b\\$c\\`d\\\\e%%f/leadline" --background"#
        );
        assert_eq!(
            exec_of(&start("/opt/100%/leadline", None)),
            "/opt/100%%/leadline --background"
        );
        assert_eq!(
            exec_of(&start("/opt/紹介/leadline", None)),
            "/opt/紹介/leadline --background"
        );
    }

    #[test]
    fn macos_names_each_word_and_escapes_it() {
        let agent = start(
            "/Applications/A & B <C>.app/leadline",
            Some("/Users/u/my board.leadline"),
        );
        let text = entry_text(LoginSystem::MacOs, &agent);
        for line in [
            "<string>/Applications/A &amp; B &lt;C&gt;.app/leadline</string>",
            "<string>--background</string>",
            "<string>--db</string>",
            "<string>/Users/u/my board.leadline</string>",
            "<key>RunAtLoad</key>",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.contains(&format!("<string>{}</string>", agent.name)));
    }

    #[test]
    fn windows_quotes_the_program_always_and_what_ends_in_a_backslash_rightly() {
        let usual = start(r"C:\Tools\leadline.exe", None);
        assert_eq!(
            entry_text(LoginSystem::Windows, &usual),
            r#""C:\Tools\leadline.exe" --background"#
        );
        let spaced = start(
            r"C:\Program Files\Leadline\leadline.exe",
            Some(r"D:\my data\b.db"),
        );
        assert_eq!(
            entry_text(LoginSystem::Windows, &spaced),
            r#""C:\Program Files\Leadline\leadline.exe" --background --db "D:\my data\b.db""#
        );
        assert_eq!(in_quotes(r"D:\a b\"), r#""D:\a b\\""#);
        assert_eq!(in_quotes(r#"a\"b"#), r#""a\\\"b""#);
    }

    #[test]
    fn each_file_has_an_entry_of_its_own() {
        let names = [None, Some("/a.leadline"), Some("/b.leadline")]
            .map(|file| start("/usr/bin/leadline", file).name);
        let distinct: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), 3, "{names:?}");
    }

    #[test]
    fn a_path_that_no_entry_can_hold_is_refused() {
        assert!(LoginStart::of(Path::new("/opt/a\nb/leadline"), None).is_err());
    }
}
