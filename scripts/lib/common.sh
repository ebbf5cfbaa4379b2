# shellcheck shell=bash
# What every script here shares: how it speaks, where the project is, whether Rust is ready. Sourced, never run.

# The project's folder, wherever the script was called from.
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly project

# say LINE...: tells the person what is being done. On stderr, so that a script's own output stays clean.
say() {
  printf '%s\n' "$@" >&2
}

# fail LINE...: says what is wrong and what to do, and ends the script.
fail() {
  say "$@"
  exit 1
}

# Whether a program can be found.
have() {
  command -v "$1" >/dev/null 2>&1
}

# Whether version $1 is at least version $2.
at_least() {
  [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]
}

# Ends the script unless Rust is there and new enough for this project.
need_rust() {
  local wanted found
  # A Rust installed a moment ago is not on the PATH of a shell that was open before.
  if ! have cargo && [[ -x ${CARGO_HOME:-${HOME:-}/.cargo}/bin/cargo ]]; then
    PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
  fi
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$project/Cargo.toml")
  if ! have cargo || ! have rustc; then
    fail "Rust is not installed. Get Rust $wanted or newer from https://rustup.rs and start again."
  fi
  found=$(cd "$project" && rustc --version | cut -d ' ' -f 2)
  at_least "${found%%-*}" "$wanted" || fail \
    "This is Rust $found, but Leadline needs $wanted or newer. With rustup: rustup update stable"
}

# The folder cargo builds into, as cargo itself reads the settings.
target_folder() {
  cargo metadata --manifest-path "$project/Cargo.toml" --format-version 1 --no-deps --offline |
    sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}
