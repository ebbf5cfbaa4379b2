//! What a column of a file can hold.

/// What a column of a file fills in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// Partner Center's referral id.
    PartnerCenterId,
    /// The customer's company name.
    Customer,
    /// When the referral was received.
    ReceivedAt,
    /// Country or region.
    Region,
    /// Company size.
    CompanySize,
    /// What is asked, in short.
    Overview,
    /// The full request.
    Details,
    /// The contact's full name.
    ContactName,
    /// The contact's mail address.
    ContactEmail,
    /// The contact's phone number.
    ContactPhone,
    /// The deal's value.
    DealValue,
    /// The deal's currency.
    Currency,
    /// The deal's closing date.
    CloseOn,
    /// Partner Center's status, kept as written.
    Status,
    /// Partner Center's status detail, kept as written.
    Substatus,
    /// Who works on it.
    Owner,
    /// Notes.
    Notes,
    /// When it last changed.
    UpdatedAt,
    /// Why it was declined or lost.
    Reason,
    /// When it expires.
    ExpiresAt,
    /// The contact's given name.
    ContactFirstName,
    /// The contact's family name.
    ContactLastName,
    /// The offer asked for: the first part of the overview in the leads analytics download.
    OfferName,
    /// What the customer clicked: the second part.
    CallToAction,
    /// The kind of lead: the third part.
    LeadType,
    /// The program's own name for the referral.
    LeadlineId,
    /// The stage, in the program's own export.
    Stage,
    /// The outcome, in the program's own export.
    Outcome,
    /// The deadline policy.
    Policy,
    /// When it entered Evaluating.
    InterestedAt,
    /// When it entered Negotiating.
    AcceptedAt,
    /// When it ended.
    ArchivedAt,
    /// The stage it ended in.
    ArchivedFrom,
    /// Whether the outcome was only presumed.
    Presumed,
    /// Whether the present stage's lapse was waived.
    LapseWaived,
    /// Columns of earlier imports, as a JSON object.
    OtherColumns,
    /// Nothing: the column is left out.
    Ignore,
}

impl Field {
    /// The fields a person can choose for a column, in the order shown: the FIELD names of the command line.
    pub const MAPPABLE: [Self; 17] = [
        Self::PartnerCenterId,
        Self::Customer,
        Self::ReceivedAt,
        Self::Region,
        Self::CompanySize,
        Self::Overview,
        Self::Details,
        Self::ContactName,
        Self::ContactEmail,
        Self::ContactPhone,
        Self::DealValue,
        Self::Currency,
        Self::CloseOn,
        Self::Status,
        Self::Substatus,
        Self::Owner,
        Self::Notes,
    ];

    /// The neutral name, as `--map` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PartnerCenterId => "partner_center_id",
            Self::Customer => "customer",
            Self::ReceivedAt => "received_at",
            Self::Region => "region",
            Self::CompanySize => "company_size",
            Self::Overview => "overview",
            Self::Details => "details",
            Self::ContactName => "contact_name",
            Self::ContactEmail => "contact_email",
            Self::ContactPhone => "contact_phone",
            Self::DealValue => "deal_value",
            Self::Currency => "currency",
            Self::CloseOn => "close_on",
            Self::Status => "status",
            Self::Substatus => "substatus",
            Self::Owner => "owner",
            Self::Notes => "notes",
            Self::UpdatedAt => "updated_at",
            Self::Reason => "reason",
            Self::ExpiresAt => "expires_at",
            Self::ContactFirstName => "contact_first_name",
            Self::ContactLastName => "contact_last_name",
            Self::OfferName => "offer_name",
            Self::CallToAction => "call_to_action",
            Self::LeadType => "lead_type",
            Self::LeadlineId => "leadline_id",
            Self::Stage => "stage",
            Self::Outcome => "outcome",
            Self::Policy => "policy",
            Self::InterestedAt => "interested_at",
            Self::AcceptedAt => "accepted_at",
            Self::ArchivedAt => "archived_at",
            Self::ArchivedFrom => "archived_from",
            Self::Presumed => "presumed",
            Self::LapseWaived => "lapse_waived",
            Self::OtherColumns => "other_columns",
            Self::Ignore => "ignore",
        }
    }

    /// The mappable field with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::MAPPABLE
            .into_iter()
            .find(|field| field.name() == name)
    }
}
