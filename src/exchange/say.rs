//! What layouts, encodings, fields and faults of files are called in the person's language.

use super::{
    BadReason, BadRow, Field, FileEncoding, FileError, FileProblem, Layout, NotText, TableError,
};
use crate::text::{Say, Texts};

impl Say for Layout {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::LeadsAnalytics => "import-layout-leads",
            Self::CoSellBulk => "import-layout-cosell",
            Self::Leadline => "import-layout-leadline",
            Self::Other => "import-layout-other",
        };
        texts.get(key).to_owned()
    }
}

impl Say for FileEncoding {
    /// Encodings are names of their own in every language.
    fn say(&self, _: &Texts) -> String {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian => "UTF-16 LE",
            Self::Utf16BigEndian => "UTF-16 BE",
            Self::ShiftJis => "Shift_JIS",
        }
        .to_owned()
    }
}

impl Say for Field {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::PartnerCenterId => "common-partner-center-id",
            Self::Customer => "common-customer",
            Self::ReceivedAt => "common-received",
            Self::Region => "common-region",
            Self::CompanySize => "common-company-size",
            Self::Overview => "common-request",
            Self::Details => "common-full-request",
            Self::ContactName => "import-field-contact-name",
            Self::ContactEmail => "import-field-contact-mail",
            Self::ContactPhone => "import-field-contact-phone",
            Self::DealValue => "import-field-deal-value",
            Self::Currency => "common-currency",
            Self::CloseOn => "common-closing-date",
            Self::Status => "import-field-status",
            Self::Substatus => "import-field-substatus",
            Self::Owner => "common-owner",
            Self::Notes => "common-notes",
            Self::UpdatedAt => "import-field-updated",
            Self::Reason => "common-reason",
            Self::ExpiresAt => "import-field-expiry",
            Self::ContactFirstName => "import-field-first-name",
            Self::ContactLastName => "import-field-last-name",
            Self::OfferName => "import-field-offer",
            Self::CallToAction => "import-field-call-to-action",
            Self::LeadType => "import-field-lead-type",
            Self::LeadlineId => "import-field-leadline-id",
            Self::Stage => "common-stage",
            Self::Outcome => "common-outcome",
            Self::Policy => "common-policy",
            Self::InterestedAt => "import-field-interested",
            Self::AcceptedAt => "import-field-accepted",
            Self::ArchivedAt => "common-archived",
            Self::ArchivedFrom => "import-field-archived-from",
            Self::Presumed => "import-field-presumed",
            Self::LapseWaived => "import-field-lapse-waived",
            Self::OtherColumns => "import-field-other-columns",
            Self::Ignore => "import-field-ignore",
        };
        texts.get(key).to_owned()
    }
}

impl Say for BadReason {
    fn say(&self, texts: &Texts) -> String {
        let counted = |key: &str, (first, one): (&str, usize), (second, two): (&str, usize)| {
            texts.with(key, &[(first, one.into()), (second, two.into())])
        };
        let about = |key: &str, value: &str| texts.with(key, &[("value", value.into())]);
        let key = match self {
            Self::CustomerMissing => "import-bad-customer",
            Self::UnreadableDate { value } => return about("import-bad-date", value),
            Self::UnreadableAmount { value, problem } => {
                let problem = problem.say(texts);
                return texts.with(
                    "import-bad-amount",
                    &[("value", value.into()), ("problem", problem.into())],
                );
            }
            Self::UnreadableCurrency { value } => return about("import-bad-currency", value),
            Self::TooFewFields { expected, found } => {
                return counted(
                    "import-bad-too-few",
                    ("expected", *expected),
                    ("found", *found),
                );
            }
            Self::TooManyFields { expected, found } => {
                return counted(
                    "import-bad-too-many",
                    ("expected", *expected),
                    ("found", *found),
                );
            }
            Self::FieldTooLong { bytes, most } => {
                return counted("import-bad-too-long", ("bytes", *bytes), ("most", *most));
            }
            Self::QuoteLeftOpen => "import-bad-quote",
            Self::NotAnObject => "import-bad-object",
            Self::WrongType => "import-bad-type",
        };
        texts.get(key).to_owned()
    }
}

impl Say for BadRow {
    /// The reason, with the column where one is at fault; the line stands apart.
    fn say(&self, texts: &Texts) -> String {
        let reason = self.reason.say(texts);
        match &self.column {
            Some(column) => texts.with(
                "import-bad-in-column",
                &[("column", column.into()), ("reason", reason.into())],
            ),
            None => reason,
        }
    }
}

impl Say for FileError {
    fn say(&self, texts: &Texts) -> String {
        let file = self.path.file_name().unwrap_or(self.path.as_os_str());
        let file = ("file", file.to_string_lossy().into_owned().into());
        let key = match &self.problem {
            FileProblem::Read(why) => {
                let why = ("why", why.to_string().into());
                return texts.with("import-file-unreadable", &[file, why]);
            }
            FileProblem::TooLarge(most) => {
                let megabytes = ("megabytes", (*most / (1024 * 1024)).into());
                return texts.with("import-file-too-large", &[file, megabytes]);
            }
            FileProblem::Json(why) => {
                let why = ("why", why.to_string().into());
                return texts.with("import-file-json", &[file, why]);
            }
            FileProblem::Table(error) => match error {
                TableError::Empty => "import-file-empty",
                TableError::NoHeader => "import-file-no-header",
                TableError::TooManyColumns(count) => {
                    let count = ("count", (*count).into());
                    return texts.with("import-file-too-many-columns", &[file, count]);
                }
                TableError::NotText(NotText::Workbook) => "import-file-workbook",
                TableError::NotText(NotText::Unreadable) => "import-file-not-text",
            },
        };
        texts.with(key, &[file])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AmountError;
    use crate::text::Language;

    #[test]
    fn every_fault_of_a_row_is_told_in_both_languages() {
        let value = || "QQQQ".to_owned();
        let reasons = [
            BadReason::CustomerMissing,
            BadReason::UnreadableDate { value: value() },
            BadReason::UnreadableAmount {
                value: value(),
                problem: AmountError::NotANumber,
            },
            BadReason::UnreadableCurrency { value: value() },
            BadReason::TooFewFields {
                expected: 4,
                found: 1,
            },
            BadReason::TooManyFields {
                expected: 4,
                found: 9,
            },
            BadReason::FieldTooLong {
                bytes: 2_000_000,
                most: 1_000_000,
            },
            BadReason::QuoteLeftOpen,
            BadReason::NotAnObject,
            BadReason::WrongType,
        ];
        for language in Language::ALL {
            let texts = Texts::new(language);
            for reason in &reasons {
                let said = reason.say(&texts);
                assert!(!said.contains(['{', '}']), "{said}");
                assert!(!said.starts_with("import-"), "{said}");
            }
            for field in Field::MAPPABLE {
                let said = field.say(&texts);
                assert!(
                    !said.starts_with("import-") && !said.starts_with("common-"),
                    "{said}"
                );
            }
        }
    }
}
