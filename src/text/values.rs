//! What Partner Center's documented values are called. A value that is not documented is shown as it came.

use super::Texts;

/// A company size: `51–250 employees`, 51〜250名.
pub fn company_size(texts: &Texts, value: &str) -> String {
    let Some(range) = value.strip_suffix("employees") else {
        return value.to_owned();
    };
    let number = |digits: &str| digits.parse::<i64>().ok();
    if let Some(above) = range.strip_prefix("Morethan").and_then(number) {
        return texts.with("size-above", &[("above", above.into())]);
    }
    let bounds = range
        .split_once("to")
        .and_then(|(from, to)| Some((number(from)?, number(to)?)));
    match bounds {
        Some((from, to)) => texts.with("size-range", &[("from", from.into()), ("to", to.into())]),
        None => value.to_owned(),
    }
}

/// An industry of a business profile.
pub fn industry<'a>(texts: &'a Texts, value: &'a str) -> &'a str {
    let key = match value {
        "Agriculture, Forestry, & Fishing" => "industry-agriculture",
        "Communications & Media" => "industry-communications",
        "Education" => "industry-education",
        "Financial Services" => "industry-financial",
        "Government" => "industry-government",
        "Healthcare" => "industry-healthcare",
        "Hospitality" => "industry-hospitality",
        "Manufacturing" => "industry-manufacturing",
        "Power & Utilities" => "industry-utilities",
        "Public Safety and National Security" => "industry-safety",
        "Retail & Consumer Goods" => "industry-retail",
        "Services" => "industry-services",
        "Travel & Transportation" => "industry-travel",
        "Wholesale & Distribution" => "industry-wholesale",
        _ => return value,
    };
    texts.get(key)
}

/// A service type of a business profile.
pub fn service<'a>(texts: &'a Texts, value: &'a str) -> &'a str {
    let key = match value {
        "ConsultingAndProfessional" => "service-consulting",
        "CustomSolution(ISV)" => "service-custom-solution",
        "DeploymentOrMigration" => "service-deployment",
        "Hardware" => "service-hardware",
        "Integration" => "service-integration",
        "IPServices(ISV)" => "service-intellectual-property",
        "LearningAndCertification" => "service-learning",
        "Licensing" => "service-licensing",
        "ManagedServices" => "service-managed",
        "ProjectServices" => "service-project",
        _ => return value,
    };
    texts.get(key)
}

/// A product of a business profile. Most are names of their own in every language.
pub fn product<'a>(texts: &'a Texts, value: &'a str) -> &'a str {
    let key = match value {
        "EnterpriseMobilityAndSecurity" => "product-enterprise-mobility",
        "DeveloperTools" => "product-developer-tools",
        "Dynamics365Business" => "product-dynamics-business",
        "Dynamics365Enterprise" => "product-dynamics-enterprise",
        "DynamicsAX,GP,NAV,SL" => "product-dynamics-ax",
        "Microsoft365" => "product-microsoft-365",
        "PowerBI" => "product-power-bi",
        "SkypeForBusiness" => "product-skype",
        "SurfaceHub" => "product-surface-hub",
        "SQL" => "product-sql",
        _ => return value,
    };
    texts.get(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{COMPANY_SIZES, INDUSTRIES, PRODUCTS, SERVICES};
    use crate::text::Language;

    #[test]
    fn company_sizes_are_written_out() {
        let english = Texts::new(Language::English);
        let japanese = Texts::new(Language::Japanese);
        for (value, in_english, in_japanese) in [
            ("51to250employees", "51–250 employees", "51〜250名"),
            (
                "5001to10000employees",
                "5,001–10,000 employees",
                "5,001〜10,000名",
            ),
            ("Morethan500employees", "More than 500 employees", "500名超"),
            ("huge", "huge", "huge"),
            ("manyemployees", "manyemployees", "manyemployees"),
        ] {
            assert_eq!(company_size(&english, value), in_english);
            assert_eq!(company_size(&japanese, value), in_japanese);
        }
        for value in COMPANY_SIZES {
            assert_ne!(company_size(&english, value), value);
        }
    }

    #[test]
    fn every_documented_value_has_a_name() {
        let japanese = Texts::new(Language::Japanese);
        for value in INDUSTRIES {
            assert_ne!(industry(&japanese, value), value);
        }
        for value in SERVICES {
            assert_ne!(service(&japanese, value), value);
        }
        for value in PRODUCTS {
            assert!(
                !product(&japanese, value).starts_with("product-"),
                "{value}"
            );
        }
        assert_eq!(industry(&japanese, "Healthcare"), "医療");
        assert_eq!(industry(&japanese, "Mining"), "Mining");
        assert_eq!(service(&japanese, "Other"), "Other");
        assert_eq!(product(&japanese, "Azure"), "Azure");
    }
}
