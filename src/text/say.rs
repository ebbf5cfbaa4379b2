//! What the domain's values are called.

use super::keys::{
    action_key, entry_key, outcome_key, policy_key, reason_key, stage_key, urgency_key,
};
use super::{Argument, Texts};
use crate::domain::{
    Action, AmountError, EntryKind, FindingKind, Mark, MarkKind, Origin, Outcome, PolicyId,
    ProfileField, Reason, RegionFit, Severity, SizeFit, Stage, TimestampError, Urgency,
};

/// What can be said in the person's language.
pub trait Say {
    /// The words for it: a name for what is a name, a sentence for what is to be explained.
    fn say(&self, texts: &Texts) -> String;
}

/// An outcome, marked as presumed where only this program's clock concluded it.
pub fn outcome_with_certainty(texts: &Texts, outcome: Outcome, presumed: bool) -> String {
    let name = outcome.say(texts);
    if presumed {
        texts.with("outcome-presumed", &[("outcome", name.into())])
    } else {
        name
    }
}

impl Say for Stage {
    fn say(&self, texts: &Texts) -> String {
        texts.get(&stage_key(*self)).to_owned()
    }
}

impl Say for Outcome {
    fn say(&self, texts: &Texts) -> String {
        texts.get(&outcome_key(*self)).to_owned()
    }
}

impl Say for Action {
    fn say(&self, texts: &Texts) -> String {
        texts.get(action_key(self)).to_owned()
    }
}

impl Say for Urgency {
    fn say(&self, texts: &Texts) -> String {
        texts.get(urgency_key(*self)).to_owned()
    }
}

impl Say for EntryKind {
    fn say(&self, texts: &Texts) -> String {
        texts.get(&entry_key(*self)).to_owned()
    }
}

impl Say for PolicyId {
    fn say(&self, texts: &Texts) -> String {
        texts.get(&policy_key(*self)).to_owned()
    }
}

impl Say for Origin {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Person => "origin-person",
            Self::Clock => "origin-clock",
            Self::Import => "origin-import",
        };
        texts.get(key).to_owned()
    }
}

impl Say for Reason {
    /// A listed reason in words, any other as it was imported.
    fn say(&self, texts: &Texts) -> String {
        match reason_key(self) {
            Some(key) => texts.get(&key).to_owned(),
            None => self.code().to_owned(),
        }
    }
}

impl Say for Mark {
    /// `24-hour mark`, `72-hour limit`, `7-day limit`: whole days where [`Mark::code`] tells days.
    fn say(&self, texts: &Texts) -> String {
        let hours = self.seconds / 3_600;
        let in_days = self.code().ends_with('d');
        let key = match (self.kind, in_days) {
            (MarkKind::Answer, false) => "mark-answer-hours",
            (MarkKind::Answer, true) => "mark-answer-days",
            (MarkKind::Lapse, false) => "mark-lapse-hours",
            (MarkKind::Lapse, true) => "mark-lapse-days",
        };
        let (name, count) = if in_days {
            ("days", hours / 24)
        } else {
            ("hours", hours)
        };
        texts.with(key, &[(name, count.into())])
    }
}

impl Say for RegionFit {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Covered => "region-fit-covered",
            Self::Inactive => "region-fit-inactive",
            Self::NoProfile => "region-fit-no-profile",
            Self::Unknown => "region-fit-unknown",
        };
        texts.get(key).to_owned()
    }
}

impl Say for SizeFit {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Wanted => "size-fit-wanted",
            Self::OptedOut => "size-fit-opted-out",
            Self::Unknown => "size-fit-unknown",
        };
        texts.get(key).to_owned()
    }
}

impl Say for Severity {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Warning => "severity-warning",
            Self::Error => "severity-error",
        };
        texts.get(key).to_owned()
    }
}

impl Say for ProfileField {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Region => "profile-field-region",
            Self::Active => "profile-field-active",
            Self::Description => "profile-field-description",
            Self::Website => "profile-field-website",
            Self::Locations => "profile-field-locations",
            Self::Keywords => "profile-field-keywords",
            Self::Industries => "profile-field-industries",
            Self::Sizes => "profile-field-sizes",
            Self::Location(index) => {
                let number = Argument::from(index + 1);
                return texts.with("profile-field-location", &[("number", number)]);
            }
        };
        texts.get(key).to_owned()
    }
}

impl Say for FindingKind {
    /// What is wrong and what to do about it.
    fn say(&self, texts: &Texts) -> String {
        let counted = |key: &str, count: usize| texts.with(key, &[("count", count.into())]);
        let key = match self {
            Self::RegionMissing => "finding-region-missing",
            Self::RegionMalformed => "finding-region-malformed",
            Self::RegionTaken => "finding-region-taken",
            Self::DescriptionTooLong(count) => {
                return counted("finding-description-too-long", *count);
            }
            Self::DescriptionMissing => "finding-description-missing",
            Self::WebsiteMalformed => "finding-website-malformed",
            Self::TooManyLocations => "finding-too-many-locations",
            Self::LocationMissing => "finding-location-missing",
            Self::ContactMissing => "finding-contact-missing",
            Self::EmailMalformed => "finding-email-malformed",
            Self::TooManyIndustries => "finding-too-many-industries",
            Self::KeywordsMissing => "finding-keywords-missing",
            Self::InactiveWithReferrals(count) => {
                return counted("finding-inactive-with-referrals", *count);
            }
            Self::OptedOutSizeReceived(count) => {
                return counted("finding-opted-out-size-received", *count);
            }
            Self::EverySizeOptedOut => "finding-every-size-opted-out",
        };
        texts.get(key).to_owned()
    }
}

impl Say for AmountError {
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::NotANumber => texts.get("amount-error-not-a-number").to_owned(),
            Self::TooPrecise(currency) => texts.with(
                "amount-error-too-precise",
                &[
                    ("currency", currency.code().into()),
                    ("places", i64::from(currency.decimal_places()).into()),
                ],
            ),
            Self::TooLarge => texts.get("amount-error-too-large").to_owned(),
        }
    }
}

impl Say for TimestampError {
    fn say(&self, texts: &Texts) -> String {
        texts.get("timestamp-error").to_owned()
    }
}
