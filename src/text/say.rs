//! What the domain's values are called.

use super::keys::{
    action_key, entry_key, outcome_key, policy_key, reason_key, stage_key, urgency_key,
};
use super::{Argument, Texts};
use crate::domain::{
    Action, AmountError, EntryKind, FindingKind, Mark, MarkKind, Origin, Outcome, PolicyId,
    ProfileField, Reason, RegionFit, Severity, SizeFit, SnoozeChoice, Stage, TimestampError,
    Urgency,
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

impl Say for SnoozeChoice {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::OneHour => "reminder-snooze-1h",
            Self::FourHours => "reminder-snooze-4h",
            Self::Tomorrow => "reminder-snooze-tomorrow",
        };
        texts.get(key).to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, Currency};
    use crate::text::Language;

    fn said(value: &dyn Say) -> [String; 2] {
        Language::ALL.map(|language| value.say(&Texts::new(language)))
    }

    #[test]
    fn the_workflow_has_its_terms() {
        assert_eq!(said(&Stage::New), ["New", "新しい紹介案件"]);
        assert_eq!(said(&Stage::Evaluating), ["Evaluating", "評価中"]);
        assert_eq!(said(&Outcome::Missed), ["Missed", "失敗"]);
        assert_eq!(said(&Outcome::Declined), ["Declined", "辞退済み"]);
        assert_eq!(said(&Outcome::Expired), ["Expired", "有効期限切れ"]);
        assert_eq!(said(&Action::Interested), ["I’m interested", "興味あり"]);
        assert_eq!(said(&Action::Skip), ["Not interested", "興味なし"]);
        let texts = Texts::new(Language::Japanese);
        assert_eq!(
            outcome_with_certainty(&texts, Outcome::Missed, true),
            "失敗(推定)"
        );
        assert_eq!(
            outcome_with_certainty(&texts, Outcome::Missed, false),
            "失敗"
        );
    }

    #[test]
    fn marks_tell_the_length_of_their_clock() {
        let mark = |kind, hours: i64| Mark {
            kind,
            seconds: hours * 3_600,
        };
        assert_eq!(
            said(&mark(MarkKind::Answer, 24)),
            ["24-hour mark", "24時間の目安"]
        );
        assert_eq!(
            said(&mark(MarkKind::Lapse, 72)),
            ["72-hour limit", "72時間の期限"]
        );
        assert_eq!(
            said(&mark(MarkKind::Lapse, 7 * 24)),
            ["7-day limit", "7日の期限"]
        );
    }

    #[test]
    fn an_imported_reason_is_said_as_it_came() {
        let listed = Reason::parse_listed("2").unwrap();
        assert_eq!(
            said(&listed),
            ["The customer did not respond", "顧客からの応答なし"]
        );
        let imported = Reason::from_import("Went out of business");
        assert_eq!(
            said(&imported),
            ["Went out of business", "Went out of business"]
        );
    }

    #[test]
    fn amounts_refused_name_their_currency() {
        let yen = Amount::parse("1.5", Currency::parse("JPY")).unwrap_err();
        let [english, japanese] = said(&yen);
        assert!(english.contains("JPY") && english.ends_with("with no decimal places."));
        assert!(
            japanese.contains("JPY")
                && japanese.ends_with("小数点以下のない金額を入力してください。")
        );
        let dollars = Amount::parse("1.234", Currency::parse("USD")).unwrap_err();
        let [english, japanese] = said(&dollars);
        assert!(english.ends_with("at most 2 decimal places."));
        assert!(japanese.ends_with("小数点以下2桁までで入力してください。"));
    }

    #[test]
    fn findings_count_what_they_found() {
        let [english, japanese] = said(&FindingKind::InactiveWithReferrals(1));
        assert!(english.contains("1 referral of its region is open"));
        assert!(japanese.contains("1件"));
        assert!(said(&FindingKind::DescriptionTooLong(1_200))[0].contains("1,200 characters"));
        assert_eq!(said(&ProfileField::Location(0)), ["Location 1", "拠点1"]);
    }

    #[test]
    fn every_value_has_words() {
        let mut values: Vec<Box<dyn Say>> = Vec::new();
        for stage in Stage::ALL {
            values.push(Box::new(stage));
        }
        for outcome in Outcome::ALL {
            values.push(Box::new(outcome));
        }
        for kind in EntryKind::ALL {
            values.push(Box::new(kind));
        }
        for choice in SnoozeChoice::ALL {
            values.push(Box::new(choice));
        }
        for policy in PolicyId::ALL {
            values.push(Box::new(policy));
        }
        for reason in Reason::listed() {
            values.push(Box::new(reason));
        }
        for urgency in [Urgency::Calm, Urgency::Soon, Urgency::Critical] {
            values.push(Box::new(urgency));
        }
        for origin in [Origin::Person, Origin::Clock, Origin::Import] {
            values.push(Box::new(origin));
        }
        for fit in [
            RegionFit::Covered,
            RegionFit::Inactive,
            RegionFit::NoProfile,
            RegionFit::Unknown,
        ] {
            values.push(Box::new(fit));
        }
        for fit in [SizeFit::Wanted, SizeFit::OptedOut, SizeFit::Unknown] {
            values.push(Box::new(fit));
        }
        for severity in [Severity::Warning, Severity::Error] {
            values.push(Box::new(severity));
        }
        for field in [
            ProfileField::Region,
            ProfileField::Active,
            ProfileField::Description,
            ProfileField::Website,
            ProfileField::Locations,
            ProfileField::Keywords,
            ProfileField::Industries,
            ProfileField::Sizes,
        ] {
            values.push(Box::new(field));
        }
        for kind in [
            FindingKind::RegionMissing,
            FindingKind::RegionMalformed,
            FindingKind::RegionTaken,
            FindingKind::DescriptionMissing,
            FindingKind::WebsiteMalformed,
            FindingKind::TooManyLocations,
            FindingKind::LocationMissing,
            FindingKind::ContactMissing,
            FindingKind::EmailMalformed,
            FindingKind::TooManyIndustries,
            FindingKind::KeywordsMissing,
            FindingKind::OptedOutSizeReceived(3),
            FindingKind::EverySizeOptedOut,
        ] {
            values.push(Box::new(kind));
        }
        values.push(Box::new(AmountError::NotANumber));
        values.push(Box::new(AmountError::TooLarge));
        values.push(Box::new(TimestampError));
        for language in Language::ALL {
            let texts = Texts::new(language);
            for value in &values {
                let words = value.say(&texts);
                assert!(!words.is_empty() && !texts.has(&words), "{words}");
                assert!(!words.contains('{'), "{words}");
                assert!(!is_key(&words), "{words}");
            }
        }
    }

    /// Whether the words look like the name of a message that is not there.
    fn is_key(words: &str) -> bool {
        words.contains('-') && words.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    }
}
