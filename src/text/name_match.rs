//! How well a name answers some letters that were typed.

use code_fuzzy_match::FuzzyMatcher;

/// How well a name answers what was typed, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NameMatch {
    /// It begins with it.
    Beginning,
    /// One of its words does.
    Word,
    /// It has it.
    Part,
    /// It has its letters in this order: the better they stand together, the higher the score.
    Letters(std::cmp::Reverse<usize>),
}

/// Matches names with what is typed; both are to be folded alike.
pub struct NameMatcher(FuzzyMatcher);

impl Default for NameMatcher {
    fn default() -> Self {
        Self(FuzzyMatcher::new())
    }
}

impl NameMatcher {
    /// How well the name answers what was typed; `None` when it does not. Where letters `may_scatter`, they need not stand together.
    pub fn matches(&mut self, name: &str, typed: &str, may_scatter: bool) -> Option<NameMatch> {
        let is_beginning = |at: usize| {
            let before = name.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        match name.find(typed) {
            Some(0) => Some(NameMatch::Beginning),
            Some(_) if name.match_indices(typed).any(|(at, _)| is_beginning(at)) => {
                Some(NameMatch::Word)
            }
            Some(_) => Some(NameMatch::Part),
            None if may_scatter => {
                let score = self.0.fuzzy_match(name, typed)?;
                Some(NameMatch::Letters(std::cmp::Reverse(score)))
            }
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_together_is_better_than_what_is_scattered() {
        let mut matcher = NameMatcher::default();
        let mut matches = |name| matcher.matches(name, "cont", true);
        let ranks = [
            "contoso",
            "the contoso group",
            "econtosan",
            "c o n t o",
            "adatum",
        ];
        let ranks = ranks.map(&mut matches);
        assert_eq!(ranks[0], Some(NameMatch::Beginning));
        assert_eq!(ranks[1], Some(NameMatch::Word));
        assert_eq!(ranks[2], Some(NameMatch::Part));
        assert!(matches!(ranks[3], Some(NameMatch::Letters(_))));
        assert_eq!(ranks[4], None);
        assert!(ranks.iter().take(4).flatten().is_sorted());
    }
}
