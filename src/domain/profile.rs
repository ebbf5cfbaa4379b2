//! The business profile: what a partner tells Partner Center about itself in one country or region, and which referrals arrive because of it.

use serde::{Deserialize, Serialize};

/// Names a profile within one file.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct ProfileId(pub i64);

/// A person to reach: the customer's, or a location's own.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Phone number.
    pub phone: String,
}

impl Contact {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.phone.is_empty()
    }
}

/// A place of business; each has its own page and its own contact, who gets the mails (Partner Center, 2018).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Location {
    /// Street, city, postal code.
    pub address: String,
    /// Who acts on the referrals.
    pub contact: Contact,
}

/// A business profile: one for a country or region.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Its name within the file; 0 until it is saved.
    pub id: ProfileId,
    /// Country or region, two letters (ISO 3166-1).
    pub region: String,
    /// Whether the profile is published.
    pub active: bool,
    /// What the company offers; up to [`Profile::DESCRIPTION_CHARACTERS`].
    pub description: String,
    /// Web address.
    pub website: String,
    /// Up to [`Profile::LOCATIONS`].
    pub locations: Vec<Location>,
    /// Search keywords, in the order of their weight to the company.
    pub keywords: Vec<String>,
    /// Up to [`Profile::INDUSTRIES`] industries.
    pub industries: Vec<String>,
    /// Service types.
    pub services: Vec<String>,
    /// Microsoft products.
    pub products: Vec<String>,
    /// Company sizes opted out of: referrals of these sizes are not wanted.
    pub opted_out_sizes: Vec<String>,
    /// Counts the changes.
    pub revision: i64,
}

impl Profile {
    /// Most characters in a description (Partner Center, 2018).
    pub const DESCRIPTION_CHARACTERS: usize = 2_500;
    /// Most locations in one region (Partner Center, 2018).
    pub const LOCATIONS: usize = 5;
    /// Most industries (Partner Center, 2018).
    pub const INDUSTRIES: usize = 5;

    /// The profile as it is kept: outer white space cut, the region's letters in upper case, keywords that fold alike kept once,
    /// locations with nothing in them dropped.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let trim = |text: &String| text.trim().to_owned();
        let mut seen = std::collections::HashSet::new();
        Self {
            id: self.id,
            region: self.region.trim().to_uppercase(),
            active: self.active,
            description: trim(&self.description),
            website: trim(&self.website),
            locations: self
                .locations
                .iter()
                .map(|location| Location {
                    address: trim(&location.address),
                    contact: Contact {
                        name: trim(&location.contact.name),
                        email: trim(&location.contact.email),
                        phone: trim(&location.contact.phone),
                    },
                })
                .filter(|location| !location.address.is_empty() || !location.contact.is_empty())
                .collect(),
            keywords: self
                .keywords
                .iter()
                .map(trim)
                .filter(|keyword| !keyword.is_empty() && seen.insert(super::fold(keyword)))
                .collect(),
            industries: self.industries.clone(),
            services: self.services.clone(),
            products: self.products.clone(),
            opted_out_sizes: self.opted_out_sizes.clone(),
            revision: self.revision,
        }
    }
}
