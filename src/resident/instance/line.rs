//! What a later launch says to the program that has the file, a line each way.

use crate::domain::ReferralId;

/// The longest line that means anything, in bytes.
pub(super) const LONGEST: usize = 64;

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallLine {
    /// Bring the window up, and this referral in it.
    Open(Option<ReferralId>),
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reply {
    /// It is done.
    Done,
    /// The program is about to end and does nothing more.
    Ending,
    /// There is no such call.
    Unknown,
}

impl CallLine {
    /// The line, with its end.
    pub fn line(self) -> String {
        match self {
            Self::Open(None) => "open\n".to_owned(),
            Self::Open(Some(id)) => format!("open {id}\n"),
        }
    }

    /// Reads a line without its end; `None` when it means nothing.
    pub fn read(line: &str) -> Option<Self> {
        match line.strip_prefix("open")? {
            "" => Some(Self::Open(None)),
            rest => {
                let id: i64 = rest.strip_prefix(' ')?.parse().ok()?;
                (id > 0).then_some(Self::Open(Some(ReferralId(id))))
            }
        }
    }
}

impl Reply {
    /// The line, with its end.
    pub const fn line(self) -> &'static str {
        match self {
            Self::Done => "done\n",
            Self::Ending => "ending\n",
            Self::Unknown => "unknown\n",
        }
    }

    /// Reads a line without its end; `None` when it means nothing.
    pub fn read(line: &str) -> Option<Self> {
        match line {
            "done" => Some(Self::Done),
            "ending" => Some(Self::Ending),
            "unknown" => Some(Self::Unknown),
            _ => None,
        }
    }
}
