//! Which column fills which field: recognised by the column names, or told by a person.

use super::header_names::{Names, OTHER, OWN_COLUMNS};
use super::partner_center_names::{
    COSELL_BULK, COSELL_BULK_SIGNS, LEADS_ANALYTICS, LEADS_ANALYTICS_SIGNS,
};
use super::{Field, Table};
use crate::domain::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which program a table comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Partner Center's leads analytics download.
    LeadsAnalytics,
    /// Partner Center's co-sell bulk file.
    CoSellBulk,
    /// The program's own export, whose texts are taken exactly as they stand.
    Leadline,
    /// Any other table.
    Other,
}

/// What each column of a table fills.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    layout: Layout,
    fields: Vec<Option<Field>>,
}

/// Why a column could not be assigned.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MappingError {
    /// It is not of the form `FIELD=HEADER`.
    #[error("\"{0}\" is not of the form FIELD=HEADER, such as customer=\"Company name\"")]
    NotAnAssignment(String),
    /// There is no such field.
    #[error("there is no field \"{name}\"; the fields are {}", field_names())]
    UnknownField {
        /// The name that was given.
        name: String,
    },
    /// There is no such column.
    #[error("there is no column \"{header}\"; the columns are {}", known.join(", "))]
    UnknownHeader {
        /// The column name that was given.
        header: String,
        /// The column names of the table.
        known: Vec<String>,
    },
}

fn field_names() -> String {
    Field::MAPPABLE.map(Field::name).join(", ")
}

impl Mapping {
    /// Recognises the layout and what each column holds, by the column names in English or Japanese. Case, width, spaces
    /// and punctuation do not matter. Each field is filled from one column; what is not recognised is kept aside.
    pub fn recognise(table: &Table) -> Self {
        let keys: Vec<String> = table.headers().iter().map(|name| key(name)).collect();
        let (own, leads, cosell) = (&*OWN_KEYS, &*LEADS_KEYS, &*COSELL_KEYS);
        let finds = |names: &HashMap<String, Field>, field: Field| {
            keys.iter().any(|key| names.get(key) == Some(&field))
        };
        let count = |names: &HashMap<String, Field>, signs: &[Field]| {
            signs.iter().filter(|sign| finds(names, **sign)).count()
        };
        let (layout, names) = if finds(own, Field::LeadlineId) {
            (Layout::Leadline, own)
        } else {
            let leads_signs = count(leads, &LEADS_ANALYTICS_SIGNS);
            let cosell_signs = count(cosell, &COSELL_BULK_SIGNS);
            let has_id = finds(cosell, Field::PartnerCenterId);
            if has_id && cosell_signs >= 2 && cosell_signs >= leads_signs {
                (Layout::CoSellBulk, cosell)
            } else if has_id && leads_signs >= 2 {
                (Layout::LeadsAnalytics, leads)
            } else {
                (Layout::Other, &*OTHER_KEYS)
            }
        };
        let mut taken = Vec::new();
        let fields = keys
            .iter()
            .map(|key| {
                let field = *names.get(key)?;
                if taken.contains(&field) {
                    return None;
                }
                taken.push(field);
                Some(field)
            })
            .collect();
        Self { layout, fields }
    }

    /// The layout that was recognised.
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// What each column fills, in their order; `None` where its values are kept aside under the column's name.
    pub fn fields(&self) -> &[Option<Field>] {
        &self.fields
    }

    /// Whether some column fills this field.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }

    /// Whether a row can say which referral it is about: by customer or by an id.
    pub fn names_referrals(&self) -> bool {
        [Field::Customer, Field::PartnerCenterId, Field::LeadlineId]
            .into_iter()
            .any(|field| self.has(field))
    }

    /// Lets a column, counted from 0, fill `field`; another column that filled it is kept aside from then on. `None` keeps
    /// this column aside. A column the table has not is passed over.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if field != Some(Field::Ignore) && field.is_some() {
            for other in &mut self.fields {
                if *other == field {
                    *other = None;
                }
            }
        }
        if let Some(slot) = self.fields.get_mut(column) {
            *slot = field;
        }
    }

    /// Assigns a column by its name, as `--map FIELD=HEADER` does. Names are compared regardless of case and width.
    ///
    /// # Errors
    /// When the field or the column does not exist.
    pub fn assign(&mut self, table: &Table, field: &str, header: &str) -> Result<(), MappingError> {
        let field = Field::from_name(&fold(field)).ok_or_else(|| MappingError::UnknownField {
            name: field.trim().to_owned(),
        })?;
        let wanted = fold(header);
        let column = table
            .headers()
            .iter()
            .position(|name| fold(name) == wanted)
            .ok_or_else(|| MappingError::UnknownHeader {
                header: header.trim().to_owned(),
                known: table.headers().to_vec(),
            })?;
        self.set(column, Some(field));
        Ok(())
    }

    /// Assigns a column from one text `FIELD=HEADER`.
    ///
    /// # Errors
    /// When it is not of that form, or the field or the column does not exist.
    pub fn assign_text(&mut self, table: &Table, assignment: &str) -> Result<(), MappingError> {
        let (field, header) = assignment
            .split_once('=')
            .ok_or_else(|| MappingError::NotAnAssignment(assignment.to_owned()))?;
        self.assign(table, field, header)
    }
}

/// Column names are recognised by their letters and digits alone.
fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

// Folding some hundred names takes longer than reading a small table: it is done once.
static OWN_KEYS: LazyLock<HashMap<String, Field>> = LazyLock::new(own_names);
static LEADS_KEYS: LazyLock<HashMap<String, Field>> =
    LazyLock::new(|| names_by_key(LEADS_ANALYTICS));
static COSELL_KEYS: LazyLock<HashMap<String, Field>> = LazyLock::new(|| names_by_key(COSELL_BULK));
static OTHER_KEYS: LazyLock<HashMap<String, Field>> = LazyLock::new(|| names_by_key(OTHER));

fn names_by_key(names: Names) -> HashMap<String, Field> {
    names
        .iter()
        .flat_map(|(field, names)| names.iter().map(|name| (key(name), *field)))
        .collect()
}

fn own_names() -> HashMap<String, Field> {
    OWN_COLUMNS
        .iter()
        .flat_map(|(field, english, japanese)| [(key(english), *field), (key(japanese), *field)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::header_names::OwnColumn;
    use super::*;

    fn recognised(headers: &str) -> (Layout, Vec<Option<Field>>) {
        let table = Table::read(headers.as_bytes()).unwrap();
        let mapping = Mapping::recognise(&table);
        (mapping.layout(), mapping.fields().to_vec())
    }

    #[test]
    fn both_partner_center_layouts_are_recognised_in_both_languages() {
        for headers in [
            "Referral ID,Creation Date,Customer Name,Lead Type,Status,Status Reason,PartnerID",
            "紹介 ID,作成日,顧客名,潜在顧客の種類,状態,状態の理由,PartnerID",
            "ＲＥＦＥＲＲＡＬ　ＩＤ, creation_date ,customer name,LEAD TYPE,status,status  reason,x",
        ] {
            let (layout, fields) = recognised(headers);
            assert_eq!(layout, Layout::LeadsAnalytics, "{headers}");
            assert_eq!(
                fields,
                [
                    Some(Field::PartnerCenterId),
                    Some(Field::ReceivedAt),
                    Some(Field::Customer),
                    Some(Field::LeadType),
                    Some(Field::Status),
                    Some(Field::Substatus),
                    None
                ]
            );
        }
        for headers in [
            "Errors,Referral ID,Deal Name,Customer Name,Partner Referral Status,Declined/Lost/Error reason",
            "エラー,紹介 ID,案件名,顧客名,パートナー紹介の状態,辞退/失注/エラーの理由",
        ] {
            let (layout, fields) = recognised(headers);
            assert_eq!(layout, Layout::CoSellBulk, "{headers}");
            assert_eq!(
                fields,
                [
                    None,
                    Some(Field::PartnerCenterId),
                    Some(Field::Overview),
                    Some(Field::Customer),
                    Some(Field::Status),
                    Some(Field::Reason)
                ]
            );
        }
    }

    #[test]
    fn the_own_export_is_recognised_in_both_languages_whatever_the_order() {
        let english = |column: &OwnColumn| column.1;
        let japanese = |column: &OwnColumn| column.2;
        for select in [english as fn(&OwnColumn) -> &'static str, japanese] {
            let mut headers: Vec<&str> = OWN_COLUMNS.iter().map(select).collect();
            headers.reverse();
            let (layout, fields) = recognised(&headers.join("\t"));
            let expected: Vec<_> = OWN_COLUMNS.iter().rev().map(|own| Some(own.0)).collect();
            assert_eq!((layout, fields), (Layout::Leadline, expected));
        }
    }

    #[test]
    fn other_tables_are_mapped_by_common_names_once_each() {
        let (layout, fields) = recognised("会社名;お問い合わせ内容;Company;受付日;色");
        assert_eq!(layout, Layout::Other);
        assert_eq!(
            fields,
            [
                Some(Field::Customer),
                Some(Field::Details),
                None,
                Some(Field::ReceivedAt),
                None
            ]
        );
    }

    #[test]
    fn no_name_means_two_fields_within_one_layout() {
        for names in [LEADS_ANALYTICS, COSELL_BULK, OTHER] {
            let all: usize = names.iter().map(|(_, names)| names.len()).sum();
            assert_eq!(names_by_key(names).len(), all);
        }
        assert_eq!(own_names().len(), 2 * OWN_COLUMNS.len());
    }

    #[test]
    fn a_column_is_assigned_by_name_regardless_of_case_and_width() {
        let table = Table::read("Kunde,Firma Ｘ\n1,2\n".as_bytes()).unwrap();
        let mut mapping = Mapping::recognise(&table);
        mapping.assign_text(&table, "customer=KUNDE").unwrap();
        assert_eq!(mapping.fields(), [Some(Field::Customer), None]);
        mapping.assign(&table, "customer", " firma x").unwrap();
        assert_eq!(mapping.fields(), [None, Some(Field::Customer)]);
        mapping.set(0, Some(Field::Ignore));
        mapping.set(9, Some(Field::Ignore));
        assert_eq!(
            mapping.fields(),
            [Some(Field::Ignore), Some(Field::Customer)]
        );
        let message = |assignment: &str, mapping: &mut Mapping| {
            mapping
                .assign_text(&table, assignment)
                .unwrap_err()
                .to_string()
        };
        assert!(message("customer=Client", &mut mapping).contains("Kunde, Firma Ｘ"));
        assert!(message("colour=Kunde", &mut mapping).contains("partner_center_id, customer"));
        assert!(message("Kunde", &mut mapping).contains("FIELD=HEADER"));
    }

    #[test]
    fn every_field_name_of_the_command_line_is_known() {
        for field in Field::MAPPABLE {
            assert_eq!(Field::from_name(field.name()), Some(field));
        }
    }
}
