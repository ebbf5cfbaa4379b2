//! What is wrong with a business profile, or looks like a slip.

use super::Profile;

/// A part of a profile a finding points at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ProfileField {
    /// The country or region.
    Region,
    /// The published switch.
    Active,
    /// The description.
    Description,
    /// The web address.
    Website,
    /// The list of locations.
    Locations,
    /// The location with this index.
    Location(usize),
    /// The keywords.
    Keywords,
    /// The industries.
    Industries,
    /// The company sizes opted out of.
    Sizes,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Looks like a slip; the profile can be saved.
    Warning,
    /// Must be mended before the profile is saved.
    Error,
}

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FindingKind {
    /// No country or region.
    RegionMissing,
    /// The region is not two letters.
    RegionMalformed,
    /// Another profile covers the region.
    RegionTaken,
    /// The description is longer than allowed, by this many characters.
    DescriptionTooLong(usize),
    /// The description is empty.
    DescriptionMissing,
    /// The web address is not one.
    WebsiteMalformed,
    /// More locations than allowed.
    TooManyLocations,
    /// A published profile has no location.
    LocationMissing,
    /// A location has no contact who could be reached by mail: alerts would be lost.
    ContactMissing,
    /// A mail address is not one.
    EmailMalformed,
    /// More industries than allowed.
    TooManyIndustries,
    /// No keyword: customers' searches cannot match.
    KeywordsMissing,
    /// The profile is not published, yet this many referrals of its region are open.
    InactiveWithReferrals(usize),
    /// This many open referrals are of a size opted out of.
    OptedOutSizeReceived(usize),
    /// Every documented company size is opted out of.
    EverySizeOptedOut,
}

/// One thing to point out about a profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Where.
    pub field: ProfileField,
    /// What.
    pub kind: FindingKind,
    /// How bad.
    pub severity: Severity,
}

/// What is known about the referrals that arrive for a profile.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArrivalFacts {
    /// The regions of the other profiles.
    pub other_regions: Vec<String>,
    /// Open referrals of the profile's region.
    pub open_referrals: usize,
    /// Open referrals of the region, counted by company size.
    pub open_by_size: Vec<(String, usize)>,
}

/// Everything to point out about `profile`, errors first.
pub fn check(profile: &Profile, facts: &ArrivalFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |field, kind, severity| {
        findings.push(Finding {
            field,
            kind,
            severity,
        });
    };
    check_region(profile, facts, &mut add);
    check_texts(profile, &mut add);
    check_locations(profile, &mut add);
    check_targets(profile, facts, &mut add);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn check_region(
    profile: &Profile,
    facts: &ArrivalFacts,
    add: &mut impl FnMut(ProfileField, FindingKind, Severity),
) {
    let region = profile.region.trim();
    if region.is_empty() {
        add(
            ProfileField::Region,
            FindingKind::RegionMissing,
            Severity::Error,
        );
    } else if region.len() != 2 || !region.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        add(
            ProfileField::Region,
            FindingKind::RegionMalformed,
            Severity::Error,
        );
    } else if facts
        .other_regions
        .iter()
        .any(|other| other.eq_ignore_ascii_case(region))
    {
        add(
            ProfileField::Region,
            FindingKind::RegionTaken,
            Severity::Error,
        );
    }
    if !profile.active && facts.open_referrals > 0 {
        add(
            ProfileField::Active,
            FindingKind::InactiveWithReferrals(facts.open_referrals),
            Severity::Warning,
        );
    }
}

fn check_texts(profile: &Profile, add: &mut impl FnMut(ProfileField, FindingKind, Severity)) {
    let characters = profile.description.chars().count();
    if characters > Profile::DESCRIPTION_CHARACTERS {
        add(
            ProfileField::Description,
            FindingKind::DescriptionTooLong(characters - Profile::DESCRIPTION_CHARACTERS),
            Severity::Error,
        );
    } else if characters == 0 && profile.active {
        add(
            ProfileField::Description,
            FindingKind::DescriptionMissing,
            Severity::Warning,
        );
    }
    let website = profile.website.trim();
    if !website.is_empty() && !is_web_address(website) {
        add(
            ProfileField::Website,
            FindingKind::WebsiteMalformed,
            Severity::Error,
        );
    }
}

fn check_locations(profile: &Profile, add: &mut impl FnMut(ProfileField, FindingKind, Severity)) {
    if profile.locations.len() > Profile::LOCATIONS {
        add(
            ProfileField::Locations,
            FindingKind::TooManyLocations,
            Severity::Error,
        );
    }
    if profile.locations.is_empty() && profile.active {
        add(
            ProfileField::Locations,
            FindingKind::LocationMissing,
            Severity::Warning,
        );
    }
    for (index, location) in profile.locations.iter().enumerate() {
        let email = location.contact.email.trim();
        let field = ProfileField::Location(index);
        if email.is_empty() {
            add(field, FindingKind::ContactMissing, Severity::Warning);
        } else if !is_email(email) {
            add(field, FindingKind::EmailMalformed, Severity::Error);
        }
    }
}

fn check_targets(
    profile: &Profile,
    facts: &ArrivalFacts,
    add: &mut impl FnMut(ProfileField, FindingKind, Severity),
) {
    if profile.industries.len() > Profile::INDUSTRIES {
        add(
            ProfileField::Industries,
            FindingKind::TooManyIndustries,
            Severity::Error,
        );
    }
    if profile.keywords.is_empty() && profile.active {
        add(
            ProfileField::Keywords,
            FindingKind::KeywordsMissing,
            Severity::Warning,
        );
    }
    let covered = |size: &str| {
        profile
            .opted_out_sizes
            .iter()
            .any(|out| super::size_covers(out, size))
    };
    if super::COMPANY_SIZES.iter().all(|size| covered(size)) {
        add(
            ProfileField::Sizes,
            FindingKind::EverySizeOptedOut,
            Severity::Warning,
        );
    }
    let received = facts
        .open_by_size
        .iter()
        .filter(|(size, _)| covered(size))
        .map(|(_, count)| count)
        .sum();
    if received > 0 {
        add(
            ProfileField::Sizes,
            FindingKind::OptedOutSizeReceived(received),
            Severity::Warning,
        );
    }
}

/// Whether the text could be a web address: an optional http or https, then a host with a dot and no space.
fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .unwrap_or(text);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !rest.contains("://") && !text.contains(char::is_whitespace) && is_host(host)
}

/// Whether the text could be a mail address: something, one `@`, a host with a dot, no space.
pub fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && !text.contains(char::is_whitespace)
            && !host.contains('@')
            && is_host(host)
    })
}

fn is_host(host: &str) -> bool {
    host.contains('.') && host.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contact, Location};

    fn complete() -> Profile {
        Profile {
            region: "JP".into(),
            active: true,
            description: "Cloud".into(),
            website: "https://www.contoso.com/jp".into(),
            locations: vec![Location {
                address: "Tokyo".into(),
                contact: Contact {
                    email: "leads@contoso.com".into(),
                    ..Contact::default()
                },
            }],
            keywords: vec!["azure".into()],
            ..Profile::default()
        }
    }

    fn kinds(profile: &Profile, facts: &ArrivalFacts) -> Vec<FindingKind> {
        check(profile, facts)
            .iter()
            .map(|finding| finding.kind)
            .collect()
    }

    #[test]
    fn a_complete_profile_has_no_findings() {
        assert_eq!(check(&complete(), &ArrivalFacts::default()), []);
    }

    #[test]
    fn each_slip_is_pointed_out() {
        let facts = ArrivalFacts {
            other_regions: vec!["jp".into()],
            open_referrals: 3,
            open_by_size: vec![("10to50employees".into(), 2), ("junk".into(), 9)],
        };
        let mut profile = complete();
        profile.active = false;
        profile.opted_out_sizes = vec!["1to50employees".into()];
        assert_eq!(
            kinds(&profile, &facts),
            [
                FindingKind::RegionTaken,
                FindingKind::InactiveWithReferrals(3),
                FindingKind::OptedOutSizeReceived(2)
            ]
        );
        let none = ArrivalFacts::default();
        let with = |edit: fn(&mut Profile)| {
            let mut profile = complete();
            edit(&mut profile);
            kinds(&profile, &none)
        };
        assert_eq!(with(|p| p.region.clear()), [FindingKind::RegionMissing]);
        assert_eq!(
            with(|p| p.region = "Japan".into()),
            [FindingKind::RegionMalformed]
        );
        assert_eq!(
            with(|p| p.description = "あ".repeat(2_501)),
            [FindingKind::DescriptionTooLong(1)]
        );
        assert_eq!(
            with(|p| p.website = "not a page".into()),
            [FindingKind::WebsiteMalformed]
        );
        assert_eq!(
            with(|p| p.locations.clear()),
            [FindingKind::LocationMissing]
        );
        assert_eq!(
            with(|p| p.locations[0].contact.email.clear()),
            [FindingKind::ContactMissing]
        );
        assert_eq!(
            with(|p| p.locations[0].contact.email = "a@b".into()),
            [FindingKind::EmailMalformed]
        );
        assert_eq!(with(|p| p.keywords.clear()), [FindingKind::KeywordsMissing]);
        assert_eq!(
            with(|p| p.locations = vec![p.locations[0].clone(); 6]),
            [FindingKind::TooManyLocations]
        );
        assert_eq!(
            with(|p| p.industries = vec!["Education".into(); 6]),
            [FindingKind::TooManyIndustries]
        );
    }

    #[test]
    fn keywords_fold_regardless_of_case_and_width() {
        let mut profile = complete();
        profile.keywords = vec![
            "Azure".into(),
            "ＡＺＵＲＥ".into(),
            "移行".into(),
            " ".into(),
        ];
        assert_eq!(profile.tidied().keywords, ["Azure", "移行"]);
    }
}
