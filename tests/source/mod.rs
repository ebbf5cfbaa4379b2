//! Reads Rust sources just well enough to tell which paths they name: comments and strings dropped, groups spelled out,
//! `super` resolved.

use std::iter::Peekable;
use std::vec::IntoIter;

/// A path that a source file names, such as `crate::store::Store`, and the line of its last part.
pub struct Mention {
    pub line: usize,
    pub path: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    /// `::`
    Join,
    Open,
    Close,
    Comma,
    Star,
    Other,
}

type Tokens = Peekable<IntoIter<(usize, Token)>>;

/// Every path named in a file that is the module `module_path`. Paths by `super` or `self` are given from `crate` on.
pub fn mentions(text: &str, module_path: &[String]) -> Vec<Mention> {
    let mut tokens = tokens(&without_comments_and_strings(text))
        .into_iter()
        .peekable();
    let mut found = Vec::new();
    let mut module = module_path.to_vec();
    let mut depth = 0_usize;
    let mut inline_modules = Vec::new();
    while let Some((line, token)) = tokens.next() {
        match token {
            Token::Open => depth += 1,
            Token::Close => {
                depth = depth.saturating_sub(1);
                if inline_modules.last() == Some(&depth) {
                    inline_modules.pop();
                    module.pop();
                }
            }
            Token::Word(word) if word == "mod" => {
                // `mod name {` opens a module in this file; `mod name;` names another.
                if let Some((_, Token::Word(name))) = tokens.next()
                    && matches!(tokens.peek(), Some((_, Token::Open)))
                {
                    module.push(name);
                    inline_modules.push(depth);
                }
            }
            Token::Word(word) => {
                let mut paths = Vec::new();
                rest_of_path(&mut tokens, &[word], line, &mut paths);
                found.extend(paths.into_iter().map(|Mention { line, path }| Mention {
                    line,
                    path: from_crate(path, &module),
                }));
            }
            _ => {}
        }
    }
    found
}

/// Reads on after the first words of a path, and adds each path that comes of it: more than one when it ends in a group.
fn rest_of_path(tokens: &mut Tokens, start: &[String], line: usize, found: &mut Vec<Mention>) {
    let mut path = start.to_vec();
    let mut last_line = line;
    while tokens.next_if(|(_, token)| *token == Token::Join).is_some() {
        match tokens.peek().cloned() {
            Some((line, Token::Word(word))) => {
                tokens.next();
                path.push(word);
                last_line = line;
            }
            Some((line, Token::Star)) => {
                tokens.next();
                path.push("*".to_owned());
                last_line = line;
            }
            Some((_, Token::Open)) => {
                tokens.next();
                group(tokens, &path, found);
                return;
            }
            _ => break,
        }
    }
    found.push(Mention {
        line: last_line,
        path,
    });
}

/// Reads the inside of `{…}` in an import, up to and with its closing brace.
fn group(tokens: &mut Tokens, start: &[String], found: &mut Vec<Mention>) {
    let mut at_item = true;
    while let Some((line, token)) = tokens.next() {
        match token {
            Token::Close => return,
            Token::Comma => at_item = true,
            Token::Word(word) if at_item => {
                at_item = false;
                let mut path = start.to_vec();
                if word != "self" {
                    path.push(word);
                }
                rest_of_path(tokens, &path, line, found);
            }
            Token::Star if at_item => {
                at_item = false;
                found.push(Mention {
                    line,
                    path: [start, &["*".to_owned()]].concat(),
                });
            }
            // After `as` comes another name for the same thing.
            _ => {}
        }
    }
}

/// A path that starts with `super` or `self`, from `crate` on; any other as it is.
fn from_crate(path: Vec<String>, module: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let is_relative = ups > 0 || path.first().is_some_and(|first| first == "self");
    if !is_relative || path.len() == 1 {
        return path;
    }
    let kept = &module[..module.len().saturating_sub(ups)];
    let rest = path
        .iter()
        .filter(|part| *part != "super" && *part != "self");
    std::iter::once("crate")
        .map(str::to_owned)
        .chain(kept.iter().cloned())
        .chain(rest.cloned())
        .collect()
}

fn tokens(text: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let token = match character {
            '\n' => {
                line += 1;
                continue;
            }
            ':' if characters.next_if_eq(&':').is_some() => Token::Join,
            '{' => Token::Open,
            '}' => Token::Close,
            ',' => Token::Comma,
            '*' => Token::Star,
            _ if character.is_whitespace() => continue,
            _ if character.is_alphanumeric() || character == '_' => {
                let mut word = String::from(character);
                while let Some(next) =
                    characters.next_if(|next| next.is_alphanumeric() || *next == '_')
                {
                    word.push(next);
                }
                Token::Word(word)
            }
            _ => Token::Other,
        };
        found.push((line, token));
    }
    found
}

/// The same text with the insides of comments, strings and character literals left out; the lines stay where they were.
fn without_comments_and_strings(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < all.len() {
        let end = match (all[at], all.get(at + 1)) {
            ('/', Some('/')) => end_of_line(&all, at),
            ('/', Some('*')) => end_of_block_comment(&all, at),
            ('"', _) => end_of_string(&all, at),
            ('r', Some('"' | '#')) if starts_literal(&all, at) => end_of_raw_string(&all, at),
            ('\'', _) => end_of_character(&all, at),
            _ => at,
        };
        if end > at {
            kept.push(' ');
            kept.extend(all[at..end].iter().filter(|character| **character == '\n'));
            at = end;
        } else {
            kept.push(all[at]);
            at += 1;
        }
    }
    kept
}

/// Whether the `r` here can start a raw string: it stands alone or after the `b` of bytes, not at the end of a word.
fn starts_literal(all: &[char], at: usize) -> bool {
    let follows_word = |at: usize| at > 0 && (all[at - 1].is_alphanumeric() || all[at - 1] == '_');
    !follows_word(at) || (all[at - 1] == 'b' && !follows_word(at - 1))
}

fn end_of_line(all: &[char], at: usize) -> usize {
    all[at..]
        .iter()
        .position(|character| *character == '\n')
        .map_or(all.len(), |length| at + length)
}

fn end_of_block_comment(all: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at < all.len() {
        match (all[at], all.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn end_of_string(all: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < all.len() && all[at] != '"' {
        at += if all[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(all.len())
}

/// The end of `r"…"` or `r#"…"#` with as many `#` as it opened with; `at` itself when it is a raw name such as `r#type`.
fn end_of_raw_string(all: &[char], at: usize) -> usize {
    let hashes = all[at + 1..]
        .iter()
        .take_while(|character| **character == '#')
        .count();
    let opening = at + 1 + hashes;
    if all.get(opening) != Some(&'"') {
        return at;
    }
    let mut closing = vec!['"'];
    closing.resize(1 + hashes, '#');
    all[opening + 1..]
        .windows(closing.len())
        .position(|part| part == closing)
        .map_or(all.len(), |length| opening + 1 + length + closing.len())
}

/// The end of a character literal; `at` itself when the quote begins a lifetime or a label.
fn end_of_character(all: &[char], at: usize) -> usize {
    match all.get(at + 1) {
        Some('\\') => {
            // The character after the backslash may itself be a quote.
            let from = (at + 3).min(all.len());
            all[from..]
                .iter()
                .position(|character| *character == '\'')
                .map_or(all.len(), |length| from + length + 1)
        }
        Some(_) if all.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
}
