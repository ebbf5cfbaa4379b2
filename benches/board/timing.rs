//! Taking the time: medians, which a busy machine disturbs least.

use std::time::{Duration, Instant};

/// What a measure took, time after time.
#[derive(Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    /// Takes the time of `work`.
    pub fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push(start.elapsed());
        result
    }

    pub fn add(&mut self, sample: Duration) {
        self.0.push(sample);
    }

    pub fn longest(&self) -> Duration {
        self.0.iter().max().copied().unwrap_or_default()
    }

    /// What nineteen of twenty took at most.
    pub fn nineteen_of_twenty(&self) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted
            .get(sorted.len() * 19 / 20)
            .copied()
            .unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }
}

/// How many times as long `what` takes as `of`.
pub fn ratio(what: &Samples, of: &Samples) -> f64 {
    what.median().as_secs_f64() / of.median().as_secs_f64()
}

/// [`ratio`] of what was measured by turns: the median of the pairs' own ratios, so that a machine that is slower for a while does not count.
pub fn paired_ratio(what: &Samples, of: &Samples) -> f64 {
    let mut ratios: Vec<f64> = what
        .0
        .iter()
        .zip(&of.0)
        .map(|(what, of)| what.as_secs_f64() / of.as_secs_f64())
        .collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
