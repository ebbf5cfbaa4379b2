//! The table that is printed.

use super::timing::Samples;
use std::fmt::{Display, Formatter, Result};
use std::time::Duration;

#[derive(Default)]
pub struct Table(Vec<Line>);

/// One measure.
pub struct Line {
    measure: String,
    /// With 100, 10,000 and 100,000 referrals.
    values: [String; 3],
    ratio: Option<(f64, &'static str)>,
    target: Option<f64>,
}

impl Table {
    pub fn add(&mut self, line: Line) {
        eprint_line(&line);
        self.0.push(line);
    }
}

/// What is known already, for whoever waits.
fn eprint_line(line: &Line) {
    use std::io::Write;
    let written = writeln!(std::io::stderr(), "{line}");
    written.unwrap();
}

impl Line {
    /// A measure at each size.
    pub fn of(measure: &str, samples: &[Samples; 3]) -> Self {
        Self::texts(
            measure,
            [0, 1, 2].map(|size| duration(samples[size].median())),
        )
    }

    /// A measure at 100,000 only.
    pub fn of_most(measure: &str, samples: &Samples) -> Self {
        let none = || "–".to_owned();
        Self::texts(measure, [none(), none(), duration(samples.median())])
    }

    pub fn texts(measure: &str, values: [String; 3]) -> Self {
        Self {
            measure: measure.to_owned(),
            values,
            ratio: None,
            target: None,
        }
    }

    /// The ratio it is judged by: how many times `to_what` it may be at most.
    pub fn judged(mut self, ratio: f64, to_what: &'static str, at_most: f64) -> Self {
        self.ratio = Some((ratio, to_what));
        self.target = Some(at_most);
        self
    }
}

impl Display for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let [hundred, ten_thousand, hundred_thousand] = &self.values;
        let ratio = self
            .ratio
            .map_or_else(String::new, |(ratio, to)| format!("{ratio:.2} × {to}"));
        let target = self
            .target
            .map_or_else(String::new, |target| format!("≤ {target:.1}"));
        let verdict = match (self.ratio, self.target) {
            (Some((ratio, _)), Some(target)) if ratio <= target => "reached",
            (Some(_), Some(_)) => "**missed**",
            _ => "",
        };
        write!(
            f,
            "| {} | {hundred} | {ten_thousand} | {hundred_thousand} | {ratio} | {target} | {verdict} |",
            self.measure
        )
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(
            f,
            "| Measure | 100 referrals | 10,000 | 100,000 | Ratio | Target | |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|---|")?;
        for line in &self.0 {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// A duration in the unit that suits it.
pub fn duration(duration: Duration) -> String {
    let micros = duration.as_secs_f64() * 1e6;
    if micros < 1_000.0 {
        format!("{micros:.0} µs")
    } else if micros < 100_000.0 {
        format!("{:.2} ms", micros / 1e3)
    } else if micros < 1_000_000.0 {
        format!("{:.0} ms", micros / 1e3)
    } else {
        format!("{:.2} s", micros / 1e6)
    }
}
