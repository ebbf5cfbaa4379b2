//! Two programs change settings of one file: what each has changed counts, and nothing else.

use super::{SavedView, Settings};
use std::collections::BTreeSet;

impl Settings {
    /// These settings with what was changed between `base` and `wanted`. Where the same was changed meanwhile, `wanted` counts; of lanes, bands
    /// and views each one by itself.
    #[must_use]
    pub fn with_changes(self, base: &Self, wanted: &Self) -> Self {
        // Taken apart, so that no setting is forgotten here.
        let Self {
            language,
            theme,
            text_size,
            density,
            collapsed_lanes,
            motion,
            has_seen_tour,
            swimlanes,
            collapsed_bands,
            desktop_notifications,
            notifications_name_customer,
            keeps_reminding,
            own_name,
            views,
            last_query,
            erasures,
            second_backup_folder,
            retention_days,
            policy,
            leads,
            hours,
        } = self;
        Self {
            language: one(language, &base.language, &wanted.language),
            theme: one(theme, &base.theme, &wanted.theme),
            text_size: one(text_size, &base.text_size, &wanted.text_size),
            density: one(density, &base.density, &wanted.density),
            collapsed_lanes: each(
                collapsed_lanes,
                &base.collapsed_lanes,
                &wanted.collapsed_lanes,
            ),
            motion: one(motion, &base.motion, &wanted.motion),
            has_seen_tour: one(has_seen_tour, &base.has_seen_tour, &wanted.has_seen_tour),
            swimlanes: one(swimlanes, &base.swimlanes, &wanted.swimlanes),
            collapsed_bands: each(
                collapsed_bands,
                &base.collapsed_bands,
                &wanted.collapsed_bands,
            ),
            desktop_notifications: one(
                desktop_notifications,
                &base.desktop_notifications,
                &wanted.desktop_notifications,
            ),
            notifications_name_customer: one(
                notifications_name_customer,
                &base.notifications_name_customer,
                &wanted.notifications_name_customer,
            ),
            keeps_reminding: one(
                keeps_reminding,
                &base.keeps_reminding,
                &wanted.keeps_reminding,
            ),
            own_name: one(own_name, &base.own_name, &wanted.own_name),
            // What was chosen before somebody was erased may name that person.
            views: if erasures == wanted.erasures {
                views_of(views, &base.views, &wanted.views)
            } else {
                views
            },
            last_query: if erasures == wanted.erasures {
                one(last_query, &base.last_query, &wanted.last_query)
            } else {
                last_query
            },
            erasures,
            second_backup_folder: one(
                second_backup_folder,
                &base.second_backup_folder,
                &wanted.second_backup_folder,
            ),
            retention_days: one(retention_days, &base.retention_days, &wanted.retention_days),
            policy: one(policy, &base.policy, &wanted.policy),
            leads: one(leads, &base.leads, &wanted.leads),
            hours: one(hours, &base.hours, &wanted.hours),
        }
    }
}

fn one<T: PartialEq + Clone>(found: T, base: &T, wanted: &T) -> T {
    if base == wanted {
        found
    } else {
        wanted.clone()
    }
}

fn each<T: Ord + Clone>(
    mut found: BTreeSet<T>,
    base: &BTreeSet<T>,
    wanted: &BTreeSet<T>,
) -> BTreeSet<T> {
    found.retain(|item| !base.contains(item) || wanted.contains(item));
    found.extend(wanted.difference(base).cloned());
    found
}

/// Views go by their names, and stay in the order in which they were found.
fn views_of(mut found: Vec<SavedView>, base: &[SavedView], wanted: &[SavedView]) -> Vec<SavedView> {
    if found == base {
        return wanted.to_vec();
    }
    let called = |views: &[SavedView], name: &str| views.iter().any(|view| view.name == name);
    found.retain(|view| !called(base, &view.name) || called(wanted, &view.name));
    for view in wanted.iter().filter(|view| !base.contains(view)) {
        match found.iter_mut().find(|known| known.name == view.name) {
            Some(known) => *known = view.clone(),
            None => found.push(view.clone()),
        }
    }
    found
}
