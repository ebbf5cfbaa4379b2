//! The weekly review: what came, what was answered in time, what the clock took, and what is due next.

use super::{Desk, DeskError};
use crate::domain::{
    Date, Deadline, Deal, Figures, MetricGroup, MetricGrouping, MetricsQuery, Period, Population,
    Referral, ReferralId, Stage, Timestamp, Week,
};
use crate::text::Zone;
use chrono::{Days, NaiveTime};

/// Due is what comes within this time from now.
const DUE_SECONDS: i64 = 7 * 86_400;
/// A closing date is near from this many days before on, today included.
const NEAR_DAYS: u64 = 7;

/// What a sales lead reads of a week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WeeklyReview {
    /// Which week.
    pub week: Week,
    /// From its beginning until its end, or until now.
    pub period: Period,
    /// As much of the week before.
    pub before: Period,
    /// Whether the week is over.
    pub is_over: bool,
    /// Samples, where there is nothing else.
    pub population: Population,
    /// Whether there is any referral at all.
    pub has_referrals: bool,
    /// The figures of the week.
    pub figures: Figures,
    /// Those of the week before.
    pub figures_before: Figures,
    /// What the next seven days, from now, ask for; what is overdue included. The most urgent first.
    pub due: Vec<DueReferral>,
    /// Negotiations whose closing date is past, the longest past first.
    pub past_closing: Vec<ClosingReferral>,
    /// Negotiations that are to close within the next seven days, the earliest first.
    pub near_closing: Vec<ClosingReferral>,
}

/// A referral whose clock runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueReferral {
    /// Which.
    pub id: ReferralId,
    /// The customer's name.
    pub customer: String,
    /// Its next deadline.
    pub deadline: Deadline,
}

/// A negotiation with a closing date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosingReferral {
    /// Which.
    pub id: ReferralId,
    /// The customer's name.
    pub customer: String,
    /// The closing date.
    pub close_on: Date,
    /// The deal.
    pub deal: Deal,
}

impl Desk {
    /// The review of a week of the calendar in `zone`; `None` when it has not begun at `now`. Reads every open referral.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn weekly_review(
        &self,
        week: Week,
        zone: Zone,
        now: Timestamp,
    ) -> Result<Option<WeeklyReview>, DeskError> {
        let Some((period, before, is_over)) = periods(week, zone, now) else {
            return Ok(None);
        };
        let store = self.store();
        let (all, samples) = (store.referral_count()?, store.sample_count()?);
        let population = if all > 0 && all == samples {
            Population::Samples
        } else {
            Population::Real
        };
        let figures_of = |period| -> Result<Figures, DeskError> {
            let query = MetricsQuery {
                period,
                grouping: MetricGrouping::Whole,
                population,
                now,
            };
            let mut figures = store.metrics(&query)?;
            Ok(figures.remove(&MetricGroup::Whole).unwrap_or_default())
        };
        let mut review = WeeklyReview {
            week,
            period,
            before,
            is_over,
            population,
            has_referrals: all > 0,
            figures: figures_of(period)?,
            figures_before: figures_of(before)?,
            due: Vec::new(),
            past_closing: Vec::new(),
            near_closing: Vec::new(),
        };
        let today = zone.date(now);
        store.open_referrals(|referral| {
            if referral.sample == (population == Population::Samples) {
                review.take(referral, today, now);
            }
        })?;
        review.due.sort_by_key(|due| (due.deadline.due_at, due.id));
        for closing in [&mut review.past_closing, &mut review.near_closing] {
            closing.sort_by_key(|closing| (closing.close_on, closing.id));
        }
        Ok(Some(review))
    }
}

impl WeeklyReview {
    fn take(&mut self, referral: Referral, today: Date, now: Timestamp) {
        let horizon = now.plus_seconds(DUE_SECONDS);
        if let Some(deadline) = referral.next_deadline(now)
            && deadline.due_at <= horizon
        {
            self.due.push(DueReferral {
                id: referral.id,
                customer: referral.customer.clone(),
                deadline,
            });
        }
        let Some(close_on) = referral.deal.close_on else {
            return;
        };
        if referral.stage() != Stage::Negotiating {
            return;
        }
        let is_near = today
            .checked_add_days(Days::new(NEAR_DAYS))
            .is_none_or(|end| close_on < end);
        let closing = ClosingReferral {
            id: referral.id,
            customer: referral.customer,
            close_on,
            deal: referral.deal,
        };
        if close_on < today {
            self.past_closing.push(closing);
        } else if is_near {
            self.near_closing.push(closing);
        }
    }
}

/// The week as far as it has come, as much of the week before, and whether the week is over; `None` before it has begun.
fn periods(week: Week, zone: Zone, now: Timestamp) -> Option<(Period, Period, bool)> {
    let begins = |week: Week| zone.instant(week.monday().and_time(NaiveTime::MIN));
    let (from, end) = (begins(week)?, begins(week.moved(1)?)?);
    let from_before = begins(week.moved(-1)?)?;
    if from > now {
        return None;
    }
    // What comes at this very moment has come.
    let so_far = Timestamp::from_millis(now.millis().saturating_add(1));
    let is_over = end <= now;
    let until = end.min(so_far);
    let until_before = if is_over {
        from
    } else {
        let elapsed = until.millis_from(from);
        from.min(Timestamp::from_millis(from_before.millis() + elapsed))
    };
    let before = Period {
        from: from_before,
        until: until_before,
    };
    Some((Period { from, until }, before, is_over))
}
