//! What layouts, encodings and fields are called in the person's language.

use super::{Field, FileEncoding, Layout};
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
