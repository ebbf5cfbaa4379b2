//! Finding a referral by some letters of its customer's name.

use crate::domain::ReferralId;
use crate::text::{NameMatch, NameMatcher};

/// With fewer letters than these almost every name has them somewhere.
const LEAST_LETTERS: usize = 3;
/// So many names are looked at before it is asked again whether the result is still wanted.
const BETWEEN_LOOKS: usize = 2_048;

/// The referrals whose customers are called like `wanted`, at most so many, the best first; those that are as good as they are given.
/// Names and `wanted` are folded. `None` when `is_outdated` said so on the way.
pub(super) fn called_like<'a>(
    names: impl Iterator<Item = (ReferralId, &'a str)>,
    wanted: &str,
    most: usize,
    is_outdated: impl Fn() -> bool,
) -> Option<Vec<ReferralId>> {
    let mut best: Vec<(NameMatch, ReferralId)> = Vec::with_capacity(most + 1);
    if wanted.is_empty() || most == 0 {
        return Some(Vec::new());
    }
    let mut matcher = NameMatcher::default();
    let may_scatter = wanted.chars().count() >= LEAST_LETTERS;
    for (index, (id, name)) in names.enumerate() {
        if index % BETWEEN_LOOKS == 0 && is_outdated() {
            return None;
        }
        let worst = best.last().map(|(rank, _)| *rank);
        let is_full = best.len() == most;
        // Scattered letters matter only while there is room for them.
        let has_room = !is_full || matches!(worst, Some(NameMatch::Letters(_)));
        let rank = matcher.matches(name, wanted, may_scatter && has_room);
        let Some(rank) = rank else { continue };
        if is_full && worst.is_some_and(|worst| worst <= rank) {
            continue;
        }
        let at = best.partition_point(|(known, _)| *known <= rank);
        best.insert(at, (rank, id));
        best.truncate(most);
    }
    Some(best.into_iter().map(|(_, id)| id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], wanted: &str, most: usize) -> Option<Vec<i64>> {
        let names = (0..).map(ReferralId).zip(names.iter().copied());
        let found = called_like(names, wanted, most, || false)?;
        Some(found.into_iter().map(|id| id.0).collect())
    }

    #[test]
    fn names_that_begin_so_come_first_and_scattered_letters_last() {
        let names = [
            "the contoso group",
            "econtosan",
            "contoso",
            "c o n t o",
            "adatum",
        ];
        assert_eq!(found(&names, "cont", 9), Some(vec![2, 0, 1, 3]));
        assert_eq!(found(&names, "cont", 2), Some(vec![2, 0]));
        assert_eq!(found(&names, "ad", 9), Some(vec![4]));
        assert_eq!(found(&names, "", 9), Some(Vec::new()));
    }

    #[test]
    fn names_as_good_as_each_other_come_as_the_board_has_them() {
        let names = ["ab one", "ab two", "ab three"];
        assert_eq!(found(&names, "ab", 2), Some(vec![0, 1]));
    }

    #[test]
    fn what_nobody_waits_for_any_more_is_given_up() {
        let names = [(ReferralId(1), "contoso")];
        assert_eq!(called_like(names.into_iter(), "con", 3, || true), None);
    }
}
