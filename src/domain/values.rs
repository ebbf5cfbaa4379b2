//! Partner Center's documented values, and how texts are compared.

use unicode_normalization::UnicodeNormalization;

/// Company sizes a referral may carry (Partner Center API, "customerProfile.size"): a coarse and a fine set that overlap.
pub const COMPANY_SIZES: [&str; 11] = [
    "1to9employees",
    "10to50employees",
    "1to50employees",
    "51to250employees",
    "251to1000employees",
    "51to500employees",
    "Morethan500employees",
    "1001to5000employees",
    "5001to10000employees",
    "10001to20000employees",
    "Morethan20000employees",
];

/// Industries of a business profile (Partner Center, 2018).
pub const INDUSTRIES: [&str; 14] = [
    "Agriculture, Forestry, & Fishing",
    "Communications & Media",
    "Education",
    "Financial Services",
    "Government",
    "Healthcare",
    "Hospitality",
    "Manufacturing",
    "Power & Utilities",
    "Public Safety and National Security",
    "Retail & Consumer Goods",
    "Services",
    "Travel & Transportation",
    "Wholesale & Distribution",
];

/// Service types of a business profile (Partner Center, 2018).
pub const SERVICES: [&str; 10] = [
    "ConsultingAndProfessional",
    "CustomSolution(ISV)",
    "DeploymentOrMigration",
    "Hardware",
    "Integration",
    "IPServices(ISV)",
    "LearningAndCertification",
    "Licensing",
    "ManagedServices",
    "ProjectServices",
];

/// Products of a business profile (Partner Center, 2018).
pub const PRODUCTS: [&str; 20] = [
    "Azure",
    "EnterpriseMobilityAndSecurity",
    "Exchange",
    "DeveloperTools",
    "Dynamics365Business",
    "Dynamics365Enterprise",
    "DynamicsAX,GP,NAV,SL",
    "Microsoft365",
    "Office",
    "PowerBI",
    "Project",
    "SharePoint",
    "SkypeForBusiness",
    "Surface",
    "SurfaceHub",
    "SQL",
    "Teams",
    "Visio",
    "Windows",
    "Yammer",
];

/// Whether every company of size `referral` also falls under size `profile`; both are values of [`COMPANY_SIZES`].
pub fn size_covers(profile: &str, referral: &str) -> bool {
    profile == referral
        || match (size_bounds(profile), size_bounds(referral)) {
            (Some((low, high)), Some((from, to))) => low <= from && to <= high,
            _ => false,
        }
}

/// The least and greatest number of employees of a documented size.
fn size_bounds(size: &str) -> Option<(u32, u32)> {
    let range = size.strip_suffix("employees")?;
    if let Some(above) = range.strip_prefix("Morethan") {
        return above
            .parse::<u32>()
            .ok()
            .map(|n| (n.saturating_add(1), u32::MAX));
    }
    let (low, high) = range.split_once("to")?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// The form in which texts are compared: width and compatibility forms unified (NFKC), lower case, outer spaces cut and
/// inner ones single. `ＡＺＵＲＥ` and `azure` fold alike, as do half-width and full-width kana.
pub fn fold(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_case_fold_away() {
        assert_eq!(fold(" ＡＺＵＲＥ　移行 "), fold("azure 移行"));
        assert_eq!(fold("ｼｮｳｶｲ"), fold("ショウカイ"));
    }

    #[test]
    fn a_coarse_size_covers_the_fine_ones_inside_it() {
        assert!(size_covers("1to50employees", "10to50employees"));
        assert!(size_covers(
            "Morethan500employees",
            "Morethan20000employees"
        ));
        assert!(!size_covers("51to500employees", "251to1000employees"));
        assert!(!size_covers("unknown", "1to9employees"));
    }
}
