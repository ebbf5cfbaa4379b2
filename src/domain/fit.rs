//! How well a referral fits the business profiles, and why.

use super::{INDUSTRIES, Profile, ProfileId, Referral, ReferralText, fold, size_covers};

/// Whether a profile covers the referral's region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RegionFit {
    /// A published profile does.
    Covered,
    /// A profile does, but it is not published.
    Inactive,
    /// None does.
    NoProfile,
    /// The referral names no region.
    Unknown,
}

/// Whether the customer's size is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SizeFit {
    /// The profile wants this size.
    Wanted,
    /// The profile opts out of it.
    OptedOut,
    /// The referral names no documented size.
    Unknown,
}

/// Which profile a referral fits, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// The profile of the referral's region.
    pub profile: Option<ProfileId>,
    /// Whether the region is covered.
    pub region: RegionFit,
    /// Whether the size is wanted.
    pub size: SizeFit,
    /// The profile's keywords found in the request, in the profile's order.
    pub keywords: Vec<String>,
    /// The profile's industries named in the request.
    pub industries: Vec<String>,
}

/// How `referral` fits `profiles`, by the text of the request as far as it is shown in the referral's stage.
pub fn fit(profiles: &[Profile], referral: &Referral, text: &ReferralText) -> Fit {
    let none = Fit {
        profile: None,
        region: RegionFit::NoProfile,
        size: SizeFit::Unknown,
        keywords: Vec::new(),
        industries: Vec::new(),
    };
    let Some(region) = &referral.region else {
        return Fit {
            region: RegionFit::Unknown,
            ..none
        };
    };
    let Some(profile) = profiles
        .iter()
        .find(|profile| profile.region.eq_ignore_ascii_case(region))
    else {
        return none;
    };
    let mut request = referral.overview.clone();
    if referral.shows_details() {
        request.push('\n');
        request.push_str(&text.details);
        for value in text.other_columns.values() {
            request.push('\n');
            request.push_str(value);
        }
    }
    let request = fold(&request);
    let found = |word: &&String| contains_word(&request, &fold(word));
    Fit {
        profile: Some(profile.id),
        region: if profile.active {
            RegionFit::Covered
        } else {
            RegionFit::Inactive
        },
        size: size_fit(profile, referral.company_size.as_deref()),
        keywords: profile.keywords.iter().filter(found).cloned().collect(),
        industries: profile
            .industries
            .iter()
            .filter(|industry| INDUSTRIES.contains(&industry.as_str()))
            .filter(found)
            .cloned()
            .collect(),
    }
}

fn size_fit(profile: &Profile, size: Option<&str>) -> SizeFit {
    match size {
        Some(size) if super::COMPANY_SIZES.contains(&size) => {
            if profile
                .opted_out_sizes
                .iter()
                .any(|out| size_covers(out, size))
            {
                SizeFit::OptedOut
            } else {
                SizeFit::Wanted
            }
        }
        _ => SizeFit::Unknown,
    }
}

/// Whether `word` stands in `text`. Latin letters and digits at the word's ends must not run on, so that "AI" is not found in
/// "mail"; Japanese is written without spaces, so there any place counts.
fn contains_word(text: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let runs_on = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(|c| c.is_ascii_alphanumeric())
            && outer.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    text.match_indices(word).any(|(start, _)| {
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = text
            .get(start + word.len()..)
            .and_then(|tail| tail.chars().next());
        !runs_on(word.chars().next(), before) && !runs_on(word.chars().next_back(), after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_japanese_anywhere() {
        assert!(contains_word("move to azure, soon", "azure"));
        assert!(!contains_word("by mail", "ai"));
        assert!(contains_word("クラウド移行の相談", "移行"));
        assert!(contains_word("azureへの移行", "azure"));
        assert!(!contains_word("anything", ""));
    }
}
