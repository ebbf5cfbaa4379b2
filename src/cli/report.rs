//! `report`: the weekly review, on one page or as JSON.

use super::arguments::ReportArguments;
use super::failure::Failure;
use super::plain_text::{harmless, shortened, table};
use super::report_json::JsonReview;
use super::session::Session;
use super::values::WeekChoice;
use crate::desk::{ClosingReferral, DueReferral, WeeklyReview};
use crate::domain::{Arrived, Figures, Outcome, Population, Share, Spread, Timestamp, Week, Worth};
use crate::text::{Argument, Format, Say, Texts};

/// The most referrals that are named of those that are due, and likewise of others.
const NAMED: usize = 10;
/// The most columns a customer's name gets.
const CUSTOMER_COLUMNS: usize = 40;
/// What stands where there is nothing to count.
const NOTHING: &str = "–";

/// Reports on a week; on the one that is running when none is named.
pub(super) fn report(
    session: &mut Session<'_>,
    arguments: &ReportArguments,
) -> Result<(), Failure> {
    session.desk.settle(session.now)?;
    let zone = session.format.zone();
    let running = Week::of(zone.date(session.now));
    let week = match arguments.week {
        WeekChoice::This => running,
        WeekChoice::Last => running.moved(-1).unwrap_or(running),
        WeekChoice::Named(week) => week,
    };
    let Some(review) = session.desk.weekly_review(week, zone, session.now)? else {
        let name = week.to_string();
        let why = session
            .texts
            .with("report-not-begun", &[("week", name.into())]);
        return Err(Failure::WrongUsage(why));
    };
    if arguments.json {
        return session.print_json(&JsonReview::of(&review));
    }
    let page = Page {
        texts: &session.texts,
        format: &session.format,
        now: session.now,
    };
    for line in page.lines(&review) {
        session.print(&line)?;
    }
    Ok(())
}

/// Writes a review as a person reads it.
struct Page<'a> {
    texts: &'a Texts,
    format: &'a Format,
    now: Timestamp,
}

impl Page<'_> {
    fn lines(&self, review: &WeeklyReview) -> Vec<String> {
        if !review.has_referrals {
            return vec![self.texts.get("report-no-referrals").to_owned()];
        }
        let mut lines = vec![self.title(review)];
        if review.population == Population::Samples {
            lines.push(self.texts.get("report-samples").to_owned());
        }
        lines.push(String::new());
        lines.extend(self.figures(review));
        let presumed = review.figures.ended.presumed;
        if presumed > 0 {
            lines.push(self.counted("report-presumed", presumed));
        }
        let due = review.due.iter().map(|due| self.due(due));
        self.list(&mut lines, "report-due", due);
        for (heading, closing) in [
            ("report-past-closing", &review.past_closing),
            ("report-near-closing", &review.near_closing),
        ] {
            if !closing.is_empty() {
                let rows = closing.iter().map(|closing| self.closing(closing));
                self.list(&mut lines, heading, rows);
            }
        }
        lines
    }

    fn title(&self, review: &WeeklyReview) -> String {
        let monday = review.week.monday();
        let sunday = monday.iter_days().nth(6).unwrap_or(monday);
        self.texts.with(
            "report-title",
            &[
                ("week", review.week.to_string().into()),
                ("from", self.format.date_with_weekday(monday).into()),
                ("until", self.format.date_with_weekday(sunday).into()),
            ],
        )
    }

    /// The figures beside those of the week before; a sentence where there are none.
    fn figures(&self, review: &WeeklyReview) -> Vec<String> {
        let (this, before) = (&review.figures, &review.figures_before);
        let has_arrived = this.arrived.received > 0;
        let has_ended = this.ended.outcomes.total() > 0;
        let mut lines = Vec::new();
        if !has_arrived {
            let key = if has_ended {
                "report-nothing-came"
            } else {
                "report-nothing-came-nor-ended"
            };
            lines.push(self.texts.get(key).to_owned());
            if before.arrived.received == 0 && !has_ended && before.ended.outcomes.total() == 0 {
                return lines;
            }
        }
        let comparison = if review.is_over {
            "report-whole"
        } else {
            "report-so-far"
        };
        lines.push(self.texts.get(comparison).to_owned());
        lines.push(String::new());
        let week_before = review.week.moved(-1).map(|week| week.to_string());
        let mut rows = vec![[
            String::new(),
            review.week.to_string(),
            week_before.unwrap_or_default(),
        ]];
        let mut row = |key: &str, cell: &dyn Fn(&Figures) -> String| {
            let label = self.texts.get(key).to_owned();
            rows.push([label, cell(this), cell(before)]);
        };
        row("report-received", &|of| self.number(of.arrived.received));
        row("report-open", &|of| {
            where_any(&of.arrived, |arrived| self.number(arrived.open()))
        });
        row("report-answered-in-time", &|of| {
            self.share(of.arrived.first_answer.within_24h)
        });
        row("report-decided-in-time", &|of| {
            self.share(of.arrived.decision.within_24h)
        });
        row("report-answer-time", &|of| {
            self.spread(of.arrived.first_answer.times)
        });
        row("report-accepted", &|of| {
            where_any(&of.arrived, |arrived| self.share(arrived.acceptance_rate()))
        });
        row("report-ended-won", &|of| self.worth(&of.ended.won));
        row("report-ended-lost-to-clock", &|of| {
            self.worth(&of.ended.lost_to_clock)
        });
        for outcome in [Outcome::Missed, Outcome::Expired] {
            let label = outcome.say(self.texts);
            let count = |of: &Figures| self.number(of.ended.outcomes.of(outcome));
            rows.push([format!("  {label}"), count(this), count(before)]);
        }
        lines.extend(table(&rows));
        lines
    }

    fn share(&self, share: Share) -> String {
        if share.of == 0 {
            return NOTHING.to_owned();
        }
        let count = |count: usize| Argument::from(count);
        let mut arguments = vec![("part", count(share.part)), ("of", count(share.of))];
        match share.percent() {
            Some(percent) => {
                arguments.push(("percent", count(percent)));
                self.texts.with("report-share-percent", &arguments)
            }
            None => self.texts.with("report-share", &arguments),
        }
    }

    fn spread(&self, times: Spread) -> String {
        if times.cases == 0 {
            return NOTHING.to_owned();
        }
        let Some(times) = times.unless_few() else {
            return self.counted("report-too-few", times.cases);
        };
        // A time of nought is written as a short one, not as one that has run out.
        let written = |millis: i64| self.format.time_left(millis.max(1));
        self.texts.with(
            "report-median",
            &[
                ("median", written(times.median_millis).into()),
                ("most", written(times.percentile_90_millis).into()),
            ],
        )
    }

    fn worth(&self, worth: &Worth) -> String {
        if worth.deals == 0 {
            return self.number(0);
        }
        let mut parts: Vec<String> = worth
            .sums
            .iter()
            .map(|(currency, sum)| {
                let written = self.format.money_sum(sum.minor_units, *currency);
                if sum.deals == worth.deals {
                    return written;
                }
                let arguments = [("sum", written.into()), ("deals", sum.deals.into())];
                self.texts.with("report-worth", &arguments)
            })
            .collect();
        if worth.without_value() > 0 {
            parts.push(self.counted("report-without-value", worth.without_value()));
        }
        let parts = parts.join(self.texts.get("common-list-separator"));
        self.texts.with(
            "report-count-worth",
            &[("count", worth.deals.into()), ("worth", parts.into())],
        )
    }

    fn due(&self, due: &DueReferral) -> [String; 5] {
        let due_at = due.deadline.due_at;
        [
            format!("  {}", due.id),
            shortened(&harmless(&due.customer), CUSTOMER_COLUMNS),
            due.deadline.mark.say(self.texts),
            self.format.date_time(due_at),
            self.format.time_left(due_at.millis_from(self.now)),
        ]
    }

    fn closing(&self, closing: &ClosingReferral) -> [String; 5] {
        let deal = closing.deal;
        let value = deal
            .value
            .map(|value| self.format.money(value, deal.currency));
        [
            format!("  {}", closing.id),
            shortened(&harmless(&closing.customer), CUSTOMER_COLUMNS),
            self.format.date(closing.close_on),
            value.unwrap_or_default(),
            String::new(),
        ]
    }

    /// Adds a heading that counts, and the first rows.
    fn list(
        &self,
        lines: &mut Vec<String>,
        heading: &str,
        rows: impl ExactSizeIterator<Item = [String; 5]>,
    ) {
        let count = rows.len();
        lines.push(String::new());
        lines.push(self.counted(heading, count));
        let named: Vec<[String; 5]> = rows.take(NAMED).collect();
        lines.extend(table(&named));
        if count > NAMED {
            let more = self.counted("report-more", count - NAMED);
            lines.push(format!("  {more}"));
        }
    }

    fn number(&self, number: usize) -> String {
        self.format
            .number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn counted(&self, key: &str, count: usize) -> String {
        self.texts.with(key, &[("count", count.into())])
    }
}

/// Nothing can be said of the referrals that arrived where none did.
fn where_any(arrived: &Arrived, cell: impl Fn(&Arrived) -> String) -> String {
    if arrived.received == 0 {
        NOTHING.to_owned()
    } else {
        cell(arrived)
    }
}
