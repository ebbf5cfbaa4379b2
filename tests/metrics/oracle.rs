//! The figures once more, slowly and plainly: over what each referral has gone through, one referral after another.

use crate::story::{Lived, Step, Where};
use leadline::domain::{
    Deal, DealSum, EstimateSum, Figures, MetricGroup, MetricGrouping, MetricsQuery, Outcome,
    Population, Share, Spread, Timestamp, Timing,
};
use std::collections::BTreeMap;

const DAY_MILLIS: i64 = 86_400_000;

pub fn figures(all: &[Lived], query: &MetricsQuery<'_>) -> BTreeMap<MetricGroup, Figures> {
    let counted: Vec<&Lived> = all
        .iter()
        .filter(|lived| lived.referral.sample == (query.population == Population::Samples))
        .collect();
    let mut groups: BTreeMap<MetricGroup, (Vec<&Lived>, Vec<&Lived>)> = BTreeMap::new();
    if query.grouping == MetricGrouping::Whole {
        groups.insert(MetricGroup::Whole, Default::default());
    }
    for lived in counted {
        let received_at = lived.referral.received_at;
        if query.period.holds(received_at)
            && let Some(group) = group(lived, query.grouping, received_at)
        {
            groups.entry(group).or_default().0.push(lived);
        }
        if let Some((_, ended_at)) = end(lived)
            && query.period.holds(ended_at)
            && let Some(group) = group(lived, query.grouping, ended_at)
        {
            groups.entry(group).or_default().1.push(lived);
        }
    }
    groups
        .into_iter()
        .map(|(group, (arrived, ended))| {
            let mut figures = Figures::default();
            count_arrived(&arrived, query.now, &mut figures);
            count_ended(&ended, &mut figures);
            (group, figures)
        })
        .collect()
}

fn group(lived: &Lived, grouping: MetricGrouping<'_>, at: Timestamp) -> Option<MetricGroup> {
    let named = |name: Option<String>| Some(name.map_or(MetricGroup::Unnamed, MetricGroup::Named));
    match grouping {
        MetricGrouping::Whole => Some(MetricGroup::Whole),
        MetricGrouping::Region => named(lived.referral.region.clone()),
        MetricGrouping::CompanySize => named(lived.referral.company_size.clone()),
        MetricGrouping::Owner => named(lived.referral.owner.clone()),
        MetricGrouping::Outcome => named(end(lived).map(|(outcome, _)| outcome.code().to_owned())),
        MetricGrouping::Source => named(Some(
            if lived.is_imported {
                "imported"
            } else {
                "entered"
            }
            .to_owned(),
        )),
        MetricGrouping::Week(starts) => starts
            .iter()
            .rposition(|start| *start <= at)
            .map(MetricGroup::Week),
    }
}

fn end(lived: &Lived) -> Option<(Outcome, Timestamp)> {
    let last = lived.path.last()?;
    match last.at_stage {
        Where::Ended { outcome, .. } => Some((outcome, last.at?)),
        _ => None,
    }
}

fn is_refusal(step: &Step) -> bool {
    matches!(
        step.at_stage,
        Where::Ended {
            outcome: Outcome::Skipped | Outcome::Declined,
            ..
        }
    )
}

fn is_acceptance(step: &Step) -> bool {
    matches!(
        step.at_stage,
        Where::Negotiating(_)
            | Where::Ended {
                outcome: Outcome::Won | Outcome::Lost,
                ..
            }
    )
}

fn count_arrived(all: &[&Lived], now: Timestamp, figures: &mut Figures) {
    let arrived = &mut figures.arrived;
    let (mut answers, mut decisions, mut acceptances) = (Vec::new(), Vec::new(), Vec::new());
    for lived in all {
        let path = &lived.path;
        let received_at = lived.referral.received_at;
        let has = |wanted: fn(&Step) -> bool| path.iter().any(wanted);
        let is_interest = |step: &Step| matches!(step.at_stage, Where::Evaluating);
        let is_accepted = has(is_acceptance);
        arrived.received += 1;
        arrived.accepted += usize::from(is_accepted);
        arrived.evaluated += usize::from(is_accepted || has(is_interest));
        if let Some((outcome, _)) = end(lived) {
            arrived.outcomes.add(outcome, 1);
            arrived.presumed += usize::from(lived.referral.is_presumed());
        }
        // When each step was taken, as far as it is known; a deal that is over does not tell when it was accepted.
        let first_at = |wanted: &dyn Fn(&Step) -> bool| {
            path.iter()
                .filter(|step| wanted(step))
                .find_map(|step| step.at)
                .map(|at| at.millis_from(received_at).max(0))
        };
        let is_in_negotiation = |step: &Step| matches!(step.at_stage, Where::Negotiating(_));
        let answer = |step: &Step| is_interest(step) || is_in_negotiation(step) || is_refusal(step);
        let decision = |step: &Step| is_in_negotiation(step) || is_refusal(step);
        let is_over = end(lived).is_some() || now.millis_from(received_at) >= DAY_MILLIS;
        let is_answered = is_accepted || has(is_interest) || has(is_refusal);
        let is_decided = is_accepted || has(is_refusal);
        answers.push((first_at(&answer), !is_answered && is_over));
        decisions.push((first_at(&decision), !is_decided && is_over));
        acceptances.push((first_at(&is_in_negotiation), false));
    }
    arrived.first_answer = timing(&answers);
    arrived.decision = timing(&decisions);
    arrived.accept_time = timing(&acceptances).times;
}

/// Of each referral how long it took, or whether it is too late.
fn timing(all: &[(Option<i64>, bool)]) -> Timing {
    let times: Vec<i64> = all.iter().filter_map(|(time, _)| *time).collect();
    let late = all.iter().filter(|(_, is_late)| *is_late).count();
    Timing {
        within_24h: Share {
            part: times.iter().filter(|time| **time < DAY_MILLIS).count(),
            of: times.len() + late,
        },
        times: Spread {
            cases: times.len(),
            median_millis: least_that_covers(&times, 50),
            percentile_90_millis: least_that_covers(&times, 90),
        },
    }
}

/// The shortest of the times that so many percent of them do not exceed.
fn least_that_covers(times: &[i64], percent: usize) -> i64 {
    times
        .iter()
        .filter(|candidate| {
            let covered = times.iter().filter(|time| time <= candidate).count();
            covered * 100 >= times.len() * percent
        })
        .min()
        .copied()
        .unwrap_or(0)
}

fn count_ended(all: &[&Lived], figures: &mut Figures) {
    let ended = &mut figures.ended;
    for lived in all {
        let Some((outcome, _)) = end(lived) else {
            continue;
        };
        ended.outcomes.add(outcome, 1);
        ended.presumed += usize::from(lived.referral.is_presumed());
        let is_by_clock = matches!(
            lived.path.last().unwrap().at_stage,
            Where::Ended {
                is_by_clock: true,
                ..
            }
        );
        let deal = lived.referral.deal;
        let worth = match outcome {
            Outcome::Won => &mut ended.won,
            _ if is_by_clock => &mut ended.lost_to_clock,
            _ => continue,
        };
        worth.deals += 1;
        let (Some(minor_units), Some(currency)) = (deal.minor_units(), deal.currency) else {
            continue;
        };
        let sum: &mut DealSum = worth.sums.entry(currency).or_default();
        sum.minor_units += minor_units;
        sum.deals += 1;
        if outcome != Outcome::Won {
            continue;
        }
        let agreed: Option<Deal> = lived
            .path
            .iter()
            .rev()
            .find_map(|step| match step.at_stage {
                Where::Negotiating(agreed) => agreed,
                _ => None,
            });
        if let Some(agreed) = agreed
            && agreed.currency == Some(currency)
            && let Some(estimate) = agreed.minor_units()
        {
            let sum: &mut EstimateSum = ended.estimates.entry(currency).or_default();
            sum.deals += 1;
            sum.estimated += estimate;
            sum.final_value += minor_units;
            sum.above += usize::from(minor_units > estimate);
            sum.equal += usize::from(minor_units == estimate);
        }
    }
}
