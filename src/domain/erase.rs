//! Erasing a person: what of a referral goes, what stays, and how a person is found in the texts that stay.

use super::{Contact, Entry, EntryKind, ImportRow, Referral, ReferralId, ReferralText, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Stands where a person's name, mail address or phone number was.
pub const ERASED_MARK: &str = "[…]";

/// How much goes with the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasedTexts {
    /// The contact and the columns of other programs. In the texts that stay, the name, the mail address and the phone number are blotted out
    /// wherever they stand.
    Contact,
    /// Also the full request, the notes, and what was written when the referral was declined, lost or corrected.
    #[default]
    All,
}

/// By what a person is known in texts: the names, mail addresses and phone numbers their contact ever had.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonTerms {
    /// The words of the names, folded.
    words: BTreeSet<String>,
    terms: BTreeSet<Term>,
}

/// By what the persons behind referrals are known, each by itself: what is looked for in a referral is its own person, however many are erased.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Persons(BTreeMap<ReferralId, PersonTerms>);

impl Persons {
    /// The person behind a referral.
    pub fn of(&mut self, id: ReferralId) -> &mut PersonTerms {
        self.0.entry(id).or_default()
    }

    /// The person behind a referral, where one is known.
    pub fn get(&self, id: ReferralId) -> Option<&PersonTerms> {
        self.0.get(&id)
    }

    /// Adds everything another one knows.
    pub fn add_all(&mut self, other: &Self) {
        for (id, terms) in &other.0 {
            self.of(*id).add_all(terms);
        }
    }

    /// All of them, for what is about no referral.
    pub fn everyone(&self) -> PersonTerms {
        let mut everyone = PersonTerms::default();
        for terms in self.0.values() {
            everyone.add_all(terms);
        }
        everyone
    }
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
struct Term {
    /// Folded, without what is passed over.
    folded: Vec<char>,
    /// What does not count between its characters: in a phone number more than in a name.
    is_number: bool,
    /// Whether it is no more than a word or a short number, which may well mean something else: `May`, `Sales`.
    is_common: bool,
}

/// Shorter ones would be found in everything.
const SHORTEST_TERM: usize = 2;
/// A shorter number is not only a person's.
const SHORTEST_NUMBER: usize = 6;

impl PersonTerms {
    /// Adds what a contact is known by.
    pub fn add(&mut self, contact: &Contact) {
        self.add_term(&contact.name, false);
        let name: String = contact.name.chars().flat_map(folded).collect();
        let words = name.split_whitespace().map(str::to_owned);
        self.words
            .extend(words.filter(|word| word.chars().count() >= SHORTEST_TERM));
        let parts: Vec<&str> = contact.name.split_whitespace().collect();
        if let [first, second] = parts.as_slice() {
            // Family names come first in some countries.
            self.add_term(&format!("{second} {first}"), false);
        }
        self.add_term(&contact.email, false);
        self.add_term(&contact.phone, true);
    }

    /// Adds everything another one knows.
    pub fn add_all(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.terms.extend(other.terms.iter().cloned());
    }

    fn add_term(&mut self, written: &str, is_number: bool) {
        let folded: Vec<char> = written
            .chars()
            .flat_map(folded)
            .filter(|c| !is_passed_over(*c, is_number))
            .collect();
        if folded.len() >= SHORTEST_TERM {
            let is_word = written.trim().chars().all(|c| c.is_ascii_alphanumeric());
            let is_common = is_word || is_number && folded.len() < SHORTEST_NUMBER;
            self.terms.insert(Term {
                folded,
                is_number,
                is_common,
            });
        }
    }

    /// Whether nothing is known of the person.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a text names the person.
    pub fn occur_in(&self, text: &str) -> bool {
        self.without(text).is_some()
    }

    /// The text with [`ERASED_MARK`] wherever it names the person, however that is spaced and in whichever letters; `None` when it does not.
    pub fn without(&self, text: &str) -> Option<String> {
        let mut found: Option<String> = None;
        for term in &self.terms {
            if let Some(without) = term.without(found.as_deref().unwrap_or(text)) {
                found = Some(without);
            }
        }
        found
    }

    /// The text without the person where it is about nobody in particular, as the name of a view is: what is no more than a word, such as `May`,
    /// names the person only when it is all there is.
    pub fn without_in_general(&self, text: &str) -> Option<String> {
        let mut found: Option<String> = None;
        for term in &self.terms {
            let before = found.as_deref().unwrap_or(text);
            if let Some(without) = term.without(before)
                && (!term.is_common || without.trim() == ERASED_MARK)
            {
                found = Some(without);
            }
        }
        found
    }

    /// Whether what was searched for is the person: it names them, or is a word of the name.
    pub fn are_searched_by(&self, typed: &str) -> bool {
        let folded: String = typed.trim().chars().flat_map(folded).collect();
        self.words.contains(&folded) || self.without_in_general(typed).is_some()
    }

    /// Blots the person out of a text; true when the text named them.
    pub fn erase_from(&self, text: &mut String) -> bool {
        self.without(text).is_some_and(|without| {
            *text = without;
            true
        })
    }
}

impl Term {
    fn without(&self, text: &str) -> Option<String> {
        let characters: Vec<(usize, char)> = text
            .char_indices()
            .flat_map(|(at, c)| folded(c).map(move |c| (at, c)))
            .collect();
        let mut result = String::new();
        let mut kept_to = 0;
        let mut from = 0;
        while from < characters.len() {
            let Some(last) = self.matches_at(&characters, from) else {
                from += 1;
                continue;
            };
            let start = characters.get(from).map_or(text.len(), |(at, _)| *at);
            let end = characters
                .get(last)
                .and_then(|(at, _)| Some(at + text.get(*at..)?.chars().next()?.len_utf8()))
                .unwrap_or(text.len());
            if let Some(kept) = text.get(kept_to..start) {
                result.push_str(kept);
                result.push_str(ERASED_MARK);
                kept_to = end;
            }
            from = last + 1;
        }
        if kept_to == 0 {
            return None;
        }
        result.push_str(text.get(kept_to..).unwrap_or_default());
        Some(result)
    }

    /// The place of its last character when it stands at `from`, as a word of its own.
    fn matches_at(&self, characters: &[(usize, char)], from: usize) -> Option<usize> {
        let (first, rest) = self.folded.split_first()?;
        let at = |place: usize| characters.get(place).map(|(_, c)| *c);
        if at(from) != Some(*first) || joins(from.checked_sub(1).and_then(at), *first) {
            return None;
        }
        let mut place = from;
        for wanted in rest {
            place += 1;
            while at(place).is_some_and(|c| is_passed_over(c, self.is_number)) {
                place += 1;
            }
            if at(place) != Some(*wanted) {
                return None;
            }
        }
        let last = self.folded.last()?;
        (!joins(at(place + 1), *last)).then_some(place)
    }
}

/// Whether a neighbour makes one word with a character. Where words are not spaced, as in Japanese, nothing does.
const fn joins(neighbour: Option<char>, c: char) -> bool {
    match neighbour {
        Some(neighbour) => neighbour.is_ascii_alphanumeric() && c.is_ascii_alphanumeric(),
        None => false,
    }
}

fn is_passed_over(c: char, is_number: bool) -> bool {
    c.is_whitespace() || is_number && matches!(c, '-' | '(' | ')' | '.' | '/' | '‐' | '–' | 'ー')
}

/// A character however it is written: width and case do not count.
fn folded(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkc().flat_map(char::to_lowercase)
}

impl ErasedTexts {
    /// Erases a person from the fields of a referral that stay.
    pub fn erase_from_referral(self, referral: &mut Referral, terms: &PersonTerms) {
        self.erase_from_fields(&mut referral.customer, &mut referral.overview, terms);
    }

    /// Erases a person from a customer's name and the request in short: either may be the person. They stay in any case, without the person. True
    /// when one of them named them.
    pub fn erase_from_fields(
        self,
        customer: &mut String,
        overview: &mut String,
        terms: &PersonTerms,
    ) -> bool {
        let was_customer = terms.erase_from(customer);
        terms.erase_from(overview) || was_customer
    }

    /// Erases a person from the long texts of a referral.
    pub fn erase_from_text(self, text: &mut ReferralText, terms: &PersonTerms) {
        text.contact = Contact::default();
        // What they are is not known to the program, and a contact's address or title is as likely as anything.
        text.other_columns.clear();
        match self {
            Self::All => {
                text.details.clear();
                text.notes.clear();
            }
            Self::Contact => {
                terms.erase_from(&mut text.details);
                terms.erase_from(&mut text.notes);
            }
        }
    }

    /// Erases a person from a line of the history.
    pub fn erase_from_entry(self, entry: &mut Entry, terms: &PersonTerms) {
        match (self, &mut entry.note) {
            (Self::All, note) => *note = None,
            (Self::Contact, Some(note)) => {
                terms.erase_from(note);
            }
            (Self::Contact, None) => {}
        }
    }
}

/// The line that says in the history of a referral that its person was erased; nothing of what was.
pub fn erasure_entry(referral: &Referral, now: Timestamp) -> Entry {
    Entry::new(
        now,
        EntryKind::Erased,
        Some(referral.stage()),
        referral.stage(),
    )
}

/// What of a row may still be taken in for a referral whose person was erased: where it stands, and no text. A file from before the erasure would
/// bring the person back.
#[must_use]
pub fn without_person(row: &ImportRow) -> ImportRow {
    ImportRow {
        customer: None,
        overview: None,
        details: None,
        contact_name: None,
        contact_email: None,
        contact_phone: None,
        notes: None,
        other_columns: std::collections::BTreeMap::new(),
        ..row.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aiko() -> PersonTerms {
        let mut terms = PersonTerms::default();
        terms.add(&Contact {
            name: "Sato Aiko".to_owned(),
            email: "aiko.sato@contoso.example".to_owned(),
            phone: "+81 3-1234-5678".to_owned(),
        });
        terms
    }

    #[test]
    fn a_person_is_found_however_the_name_is_spaced_or_written() {
        let terms = aiko();
        for (text, without) in [
            ("Ask SATO  AIKO now", "Ask […] now"),
            ("Aiko Sato, (+81) 3.1234.5678", "[…], ([…]"),
            ("ＡＩＫＯ　ＳＡＴＯ様", "[…]様"),
            ("<aiko.sato@contoso.example>", "<[…]>"),
            ("aiko\nsato", "[…]"),
        ] {
            assert_eq!(terms.without(text).as_deref(), Some(without), "{text}");
        }
        for text in [
            "",
            "Satori",
            "Sato Aikon",
            "contoso.example",
            "+81 3-1234-56789",
        ] {
            assert_eq!(terms.without(text), None, "{text}");
        }
        let mut japanese = PersonTerms::default();
        japanese.add(&Contact {
            name: "佐藤 愛子".to_owned(),
            ..Contact::default()
        });
        assert_eq!(
            japanese.without("担当は佐藤愛子様").as_deref(),
            Some("担当は[…]様")
        );
    }

    #[test]
    fn what_was_searched_for_is_told_from_what_only_resembles_it() {
        let terms = aiko();
        for typed in ["aiko", "Sato", "sato aiko", "Aiko.Sato@contoso.example"] {
            assert!(terms.are_searched_by(typed), "{typed}");
        }
        for typed in ["contoso", "contoso.example", "a", "", "fabrikam"] {
            assert!(!terms.are_searched_by(typed), "{typed}");
        }
        let mut common = PersonTerms::default();
        common.add(&Contact {
            name: "May".to_owned(),
            email: "sales@contoso.example".to_owned(),
            phone: "2026".to_owned(),
        });
        for text in ["May closings", "Sales", "Closing in 2026", "contoso"] {
            assert_eq!(common.without_in_general(text), None, "{text}");
        }
        for text in ["may", "for sales@contoso.example"] {
            assert!(common.without_in_general(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_goes_is_what_was_chosen() {
        let text = || ReferralText {
            details: "Sato Aiko asks for help".to_owned(),
            notes: "Call her".to_owned(),
            ..ReferralText::default()
        };
        let mut contact_only = text();
        ErasedTexts::Contact.erase_from_text(&mut contact_only, &aiko());
        assert_eq!(contact_only.details, "[…] asks for help");
        assert_eq!(contact_only.notes, "Call her");
        let mut all = text();
        ErasedTexts::All.erase_from_text(&mut all, &aiko());
        assert_eq!(all, ReferralText::default());
    }
}
