//! What can be read off a pasted mail: who wrote, how to reach them, for which company, and about what. It goes by labels,
//! signs and places that are common in English and Japanese mails; a person checks what it finds.

use crate::domain::{Timestamp, is_email};
use crate::text::Format;
use chrono::DateTime;
use unicode_normalization::UnicodeNormalization;

/// What was found; `None` where nothing was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct MailFacts {
    pub subject: Option<String>,
    pub company: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// When it was sent, as it is written: see [`sent_at`].
    pub sent: Option<String>,
}

const SUBJECT_LABELS: [&str; 5] = ["subject", "件名", "題名", "re", "fwd"];
const SENDER_LABELS: [&str; 4] = ["from", "差出人", "送信者", "sender"];
const NAME_LABELS: [&str; 10] = [
    "name",
    "contact",
    "contact name",
    "contact person",
    "氏名",
    "お名前",
    "名前",
    "担当",
    "担当者",
    "ご担当者",
];
const COMPANY_LABELS: [&str; 10] = [
    "company",
    "company name",
    "organization",
    "organisation",
    "会社名",
    "会社",
    "貴社名",
    "御社名",
    "組織名",
    "企業名",
];
const PHONE_LABELS: [&str; 10] = [
    "tel",
    "phone",
    "phone number",
    "telephone",
    "mobile",
    "cell",
    "電話",
    "電話番号",
    "お電話",
    "携帯",
];
const SENT_LABELS: [&str; 7] = [
    "date",
    "sent",
    "received",
    "日時",
    "送信日時",
    "受信日時",
    "日付",
];
/// Labels of what is none of the above, so that such a line is not taken for the mail's first.
const OTHER_LABELS: [&str; 4] = ["to", "cc", "bcc", "宛先"];
const COMPANY_SIGNS: [&str; 7] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "一般社団法人",
    "財団法人",
    "学校法人",
];
const COMPANY_ENDINGS: [&str; 12] = [
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "gmbh",
    "corp",
    "corp.",
    "corporation",
    "company",
    "plc",
    "limited",
];
/// So much of a text is read.
const MOST_BYTES: usize = 100_000;
/// The longest line that may be a name of a person or a company.
const LONGEST_NAME: usize = 60;

/// Reads a mail.
pub(super) fn read_mail(text: &str) -> MailFacts {
    // What is longer is no mail any more, and is not to hold the window up.
    let text = text
        .get(..text.floor_char_boundary(MOST_BYTES))
        .unwrap_or(text);
    let lines: Vec<Line> = text.lines().map(Line::new).collect();
    let sender = labelled(&lines, &SENDER_LABELS);
    MailFacts {
        subject: labelled(&lines, &SUBJECT_LABELS)
            .or_else(|| first_line(&lines))
            .map(str::to_owned),
        company: labelled(&lines, &COMPANY_LABELS)
            .map(str::to_owned)
            .or_else(|| lines.iter().find_map(Line::company)),
        name: labelled(&lines, &NAME_LABELS)
            .map(str::to_owned)
            .or_else(|| sender.and_then(sender_name)),
        email: sender
            .and_then(email_in)
            .or_else(|| lines.iter().find_map(|line| email_in(&line.text))),
        phone: labelled(&lines, &PHONE_LABELS)
            .and_then(phone_in)
            .or_else(|| lines.iter().find_map(|line| phone_in(&line.text))),
        sent: labelled(&lines, &SENT_LABELS).map(str::to_owned),
    }
}

/// The instant that a mail's head names, as programs write it: `Sun, 22 Nov 2026 09:12:00 +0100`, `Sunday, November 22, 2026 9:12 AM`,
/// 2026年11月22日(日) 9:12. Without an offset it is the person's own time.
pub(super) fn sent_at(text: &str, format: &Format, now: Timestamp) -> Option<Timestamp> {
    /// No program writes a longer one.
    const MOST_BYTES: usize = 200;
    if text.len() > MOST_BYTES {
        return None;
    }
    let text: String = text.nfkc().collect();
    // What stands in brackets is the weekday or the zone once more.
    let plain = text
        .split('(')
        .enumerate()
        .filter_map(|(index, part)| match index {
            0 => Some(part),
            _ => part.split_once(')').map(|(_, rest)| rest),
        })
        .collect::<Vec<_>>()
        .join(" ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Ok(sent) = DateTime::parse_from_rfc2822(&with_seconds(&plain)) {
        return Timestamp::from_utc(sent.to_utc());
    }
    format.parse_date_time(without_weekday(&plain), now)
}

/// Some programs leave the seconds away, which the standard demands before an offset.
fn with_seconds(text: &str) -> String {
    match text.rsplit_once(' ') {
        Some((rest, offset))
            if offset.starts_with(['+', '-'])
                && rest.bytes().filter(|byte| *byte == b':').count() == 1 =>
        {
            format!("{rest}:00 {offset}")
        }
        _ => text.to_owned(),
    }
}

fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    match text.split_once([',', ' ']) {
        Some((first, rest))
            if first.chars().all(char::is_alphabetic)
                && DAYS.iter().any(|day| first.to_lowercase().starts_with(day)) =>
        {
            rest.trim_start_matches([',', ' '])
        }
        _ => text,
    }
}

/// Reads a mail and when it was sent, and says nothing of either: for trying out.
pub(crate) fn read_pasted_mail(text: &str, format: &Format, now: Timestamp) {
    if let Some(sent) = read_mail(text).sent {
        sent_at(&sent, format, now);
    }
}

/// A line, with its label where it has one: `Tel: 03-1234-5678`.
struct Line {
    /// Outer white space and marks of lists and quotes cut, full-width forms of Latin letters and digits made half-width.
    text: String,
    /// Where the label ends, and where the value begins.
    parts: Option<(usize, usize)>,
}

impl Line {
    fn new(line: &str) -> Self {
        let text: String = line
            .trim()
            .trim_start_matches(['>', '*', '・', '■', '●', '【', '-', ' ', '　'])
            .nfkc()
            .collect();
        let parts = text
            .char_indices()
            .find(|(_, c)| matches!(c, ':' | '】'))
            .map(|(at, c)| (at, at + c.len_utf8()));
        Self { text, parts }
    }

    fn label(&self) -> Option<String> {
        let label = self.text.get(..self.parts?.0)?;
        Some(label.trim().to_lowercase())
    }

    fn value(&self) -> Option<&str> {
        let value = self.text.get(self.parts?.1..)?;
        let value = value.trim().trim_start_matches(':').trim();
        (!value.is_empty()).then_some(value)
    }

    fn has_label_of(&self, labels: &[&str]) -> bool {
        self.label()
            .is_some_and(|label| labels.contains(&label.as_str()))
    }

    /// The company that the line names by itself, as in a signature.
    fn company(&self) -> Option<String> {
        let text = self.text.trim().trim_end_matches([',', '、', '。']);
        if text.is_empty() || text.chars().count() > LONGEST_NAME || text.contains(['@', ':', '。'])
        {
            return None;
        }
        // A Japanese signature may go on with the department after a space.
        if COMPANY_SIGNS.iter().any(|sign| text.contains(sign)) {
            let named = text.split([' ', '　']).find(|word| {
                COMPANY_SIGNS
                    .iter()
                    .any(|sign| word.contains(sign) && word != sign)
            });
            return Some(named.unwrap_or(text).to_owned());
        }
        let last_word = text.split_whitespace().next_back()?.to_lowercase();
        let is_company =
            COMPANY_ENDINGS.contains(&last_word.as_str()) && text.split_whitespace().count() > 1;
        is_company.then(|| text.to_owned())
    }
}

fn labelled<'a>(lines: &'a [Line], labels: &[&str]) -> Option<&'a str> {
    lines
        .iter()
        .filter(|line| line.has_label_of(labels))
        .find_map(Line::value)
}

/// The first line that is neither part of a mail's head nor labelled data.
fn first_line(lines: &[Line]) -> Option<&str> {
    let known: [&[&str]; 6] = [
        &SENDER_LABELS,
        &NAME_LABELS,
        &COMPANY_LABELS,
        &PHONE_LABELS,
        &SENT_LABELS,
        &OTHER_LABELS,
    ];
    lines
        .iter()
        .filter(|line| !known.iter().any(|labels| line.has_label_of(labels)))
        .map(|line| line.text.trim())
        .find(|text| !text.is_empty())
}

/// The name before the address: `"Mori, Aiko" <aiko@example.com>`.
fn sender_name(sender: &str) -> Option<String> {
    let name = sender
        .split(['<', '['])
        .next()?
        .trim()
        .trim_matches('"')
        .trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

fn email_in(text: &str) -> Option<String> {
    text.split(|c: char| c.is_whitespace() || "<>()[],;:\"'、。「」".contains(c))
        .map(|word| word.trim_matches('.'))
        .find(|word| word.is_ascii() && is_email(word))
        .map(str::to_owned)
}

/// The first run of digits, spaces and the usual marks that holds as many digits as a phone number.
fn phone_in(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || " -()+./‐−".contains(c);
    text.split(|c: char| !is_part(c))
        .map(|run| {
            run.trim()
                .trim_start_matches(['.', '-', '/', ')', ' '])
                .trim_end_matches(['-', '.', '(', '/', '+'])
                .trim()
        })
        .find(|run| {
            let digits = run.bytes().filter(u8::is_ascii_digit).count();
            let starts_well = run.starts_with(['0', '+', '(']) || (10..=11).contains(&digits);
            (9..=15).contains(&digits) && starts_well && !looks_like_date(run)
        })
        .map(str::to_owned)
}

/// `2026-11-22 09:00` and the like hold as many digits as a phone number.
fn looks_like_date(run: &str) -> bool {
    let mut numbers = run.split(['-', '/', '.', ' ']).map(str::parse::<u32>);
    matches!(
        (numbers.next(), numbers.next(), numbers.next()),
        (Some(Ok(1900..=2100)), Some(Ok(1..=12)), Some(Ok(1..=31)))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Texts, Zone};

    fn facts(subject: &str, company: &str, name: &str, email: &str, phone: &str) -> MailFacts {
        let found = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        MailFacts {
            subject: found(subject),
            company: found(company),
            name: found(name),
            email: found(email),
            phone: found(phone),
            sent: None,
        }
    }

    #[test]
    fn when_it_was_sent_is_read_as_mail_programs_write_it() {
        let format = Format::new(&Texts::in_zone(Language::English, Zone::fixed_hours(9)));
        let now = Timestamp::parse("2026-11-23T00:00:00Z").unwrap();
        for (written, sent) in [
            ("Sun, 22 Nov 2026 09:12:30 +0100", "2026-11-22T08:12:30Z"),
            ("Sun, 22 Nov 2026 09:12 +0100 (CET)", "2026-11-22T08:12:00Z"),
            ("22 Nov 2026 09:12:00 GMT", "2026-11-22T09:12:00Z"),
            ("Sunday, November 22, 2026 9:12 AM", "2026-11-22T00:12:00Z"),
            ("Sunday, November 22, 2026 12:05 PM", "2026-11-22T03:05:00Z"),
            ("22 November 2026 18:30", "2026-11-22T09:30:00Z"),
            ("2026-11-22 18:30", "2026-11-22T09:30:00Z"),
            ("2026年11月22日(日) 18:30", "2026-11-22T09:30:00Z"),
            (
                "２０２６年１１月２２日　１８時３０分",
                "2026-11-22T09:30:00Z",
            ),
            ("2026/11/22 (日) 18:30", "2026-11-22T09:30:00Z"),
        ] {
            let read = sent_at(written, &format, now);
            assert_eq!(read, Timestamp::parse(sent).ok(), "{written}");
        }
        for written in ["", "soon", "Sun", "(", "45 Nov 2026 09:00"] {
            assert_eq!(sent_at(written, &format, now), None, "{written}");
        }
    }

    #[test]
    fn an_english_mail_is_read() {
        let mail = "From: \"Dana Whitfield\" <dana@plover.example>\nTo: info@partner.example\n\
            Date: 2026-11-22 09:00\nSubject: Moving our file server\n\nHello,\nwe look for help.\n\n\
            Dana Whitfield\nPlover Logistics Ltd.\nTel. +44 20 7946 0018\n";
        let read = facts(
            "Moving our file server",
            "Plover Logistics Ltd.",
            "Dana Whitfield",
            "dana@plover.example",
            "+44 20 7946 0018",
        );
        let sent = Some("2026-11-22 09:00".to_owned());
        assert_eq!(read_mail(mail), MailFacts { sent, ..read });
    }

    #[test]
    fn a_japanese_mail_is_read() {
        let mail = "件名：ファイルサーバーの移行について\n差出人：森 あい子 <mori@kawasemi.example>\n\n\
            お世話になっております。\n\n――――\n株式会社カワセミ商事　情報システム部\n\
            TEL：０３−１２３４−５６７８\n";
        assert_eq!(
            read_mail(mail),
            facts(
                "ファイルサーバーの移行について",
                "株式会社カワセミ商事",
                "森 あい子",
                "mori@kawasemi.example",
                "03−1234−5678"
            )
        );
    }

    #[test]
    fn a_form_s_mail_is_read_by_its_labels() {
        let mail = "【会社名】カワセミ商事\n【お名前】森 あい子\n【電話番号】090-1234-5678\nAzure について";
        assert_eq!(
            read_mail(mail),
            facts(
                "Azure について",
                "カワセミ商事",
                "森 あい子",
                "",
                "090-1234-5678"
            )
        );
    }

    #[test]
    fn what_is_no_mail_gives_its_first_line_at_most() {
        assert_eq!(read_mail(""), MailFacts::default());
        assert_eq!(
            read_mail("\n\nWe have 20000 seats on 2026-11-22 10:00\n"),
            facts("We have 20000 seats on 2026-11-22 10:00", "", "", "", "")
        );
    }
}
