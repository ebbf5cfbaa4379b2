//! Promises about the board and referrals on paper: what is handed on is whole, in order, and shows no more than the workflow does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{Folder, HOUR, act, add, named, start, terms};
use leadline::desk::{Board, Desk};
use leadline::domain::{
    Action, Command, Contact, NewReferral, ReferralEdit, ReferralId, Stage, Timestamp,
};
use leadline::exchange::{
    BoardSheet, MOST_CARDS, MOST_PAGES, PrintError, Printed, Printing, SheetContent, SheetFormat,
};
use leadline::text::{Language, Say, Texts, Zone};
use std::path::Path;

fn printing(language: Language) -> Printing {
    Printing {
        texts: Texts::in_zone(language, Zone::fixed_hours(9)),
        now: start(),
        own_file: "leadline.db".into(),
    }
}

fn print(content: &SheetContent, path: &Path, language: Language) -> Printed {
    let format = SheetFormat::from_path(path).unwrap();
    printing(language).print(content, path, format).unwrap()
}

/// The text of each page, without the spaces and line ends that setting it moved.
fn read(path: &Path) -> Vec<String> {
    let document = lopdf::Document::load(path).unwrap();
    let pages = document.get_pages();
    pages
        .keys()
        .map(|number| packed(&document.extract_text(&[*number]).unwrap()))
        .collect()
}

fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn board_of(desk: &Desk, now: Timestamp) -> Board {
    let mut open = Vec::new();
    desk.store()
        .all_referrals(|referral| {
            if referral.stage() != Stage::Archived {
                open.push(referral);
            }
        })
        .unwrap();
    Board::of(open, now)
}

fn board_sheet(desk: &Desk) -> SheetContent {
    SheetContent::Board(BoardSheet::of(&board_of(desk, start()), None, start()))
}

/// Enters so many referrals, each received an hour before the one that was entered earlier, in three stages.
fn fill(desk: &mut Desk, count: i64) {
    for number in 0..count {
        let new = NewReferral {
            received_at: Some(start().plus_seconds(-number * HOUR / 8)),
            ..named(&format!("Customer-{number:04}-"))
        };
        let done = desk.execute(Command::Add(Box::new(new)), start()).unwrap();
        let id = done.referral().unwrap().id;
        if number % 3 > 0 {
            act(desk, id, Action::Interested, start()).unwrap();
        }
        if number % 3 > 1 {
            act(desk, id, Action::Accept(terms()), start()).unwrap();
        }
    }
}

fn new_referral(desk: &mut Desk, new: NewReferral) -> ReferralId {
    let done = desk.execute(Command::Add(Box::new(new)), start()).unwrap();
    done.referral().unwrap().id
}

#[test]
fn every_card_of_the_board_is_on_the_paper_in_the_boards_order() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    fill(&mut desk, 60);
    let board = board_of(&desk, start());
    let path = folder.join("board.pdf");
    let printed = print(&board_sheet(&desk), &path, Language::English);
    let pages = read(&path);
    assert_eq!(printed.pages, pages.len());
    assert!(pages.len() > 1);
    for (index, page) in pages.iter().enumerate() {
        let number = format!("page{}of{}", index + 1, pages.len());
        assert!(page.contains(&number), "{page}");
        assert!(page.contains("leadline.db") && page.contains("Asof22Nov2026,09:00"));
    }
    let text = pages.concat();
    for stage in Stage::OPEN {
        let lane = board.lane(stage);
        let names = (0..lane.len()).map(|index| {
            let referral = board.referral(lane.id_at(index).unwrap()).unwrap();
            referral.customer.clone()
        });
        let places: Vec<usize> = names
            .map(|name| {
                assert_eq!(text.matches(&name).count(), 1, "{name}");
                text.find(&name).unwrap()
            })
            .collect();
        assert!(places.is_sorted(), "{stage:?}");
    }
    // What is left ticks on, so the moment itself stands there too: in local time.
    assert!(text.contains("24-hourmark:Mon23Nov,09:00"), "{text}");
    assert!(text.contains("USD240,010.00") && text.contains("closingdate"));
}

#[test]
fn what_is_left_out_is_counted() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let many = i64::try_from(MOST_CARDS).unwrap() + 100;
    let rows = (0..many).map(|number| {
        let mut row = common::row(&format!("pc-{number}"), &format!("Customer-{number:04}-"));
        row.received_at = Some(start().plus_seconds(-number));
        row
    });
    common::import(&mut desk, &rows.collect::<Vec<_>>(), start()).unwrap();
    let path = folder.join("board.pdf");
    print(&board_sheet(&desk), &path, Language::English);
    let text = read(&path).concat();
    assert_eq!(text.matches("Customer-").count(), MOST_CARDS);
    assert!(text.contains("and100more"));
    assert!(text.contains("600referrals"));

    let picture = folder.join("board.png");
    let printed = print(&board_sheet(&desk), &picture, Language::English);
    assert_eq!(
        (printed.pages, printed.files.as_slice()),
        (1, &[picture.clone()][..])
    );
    assert!(std::fs::read(&picture).unwrap().starts_with(b"\x89PNG\r\n"));
}

#[test]
fn an_empty_board_is_a_page_that_says_so() {
    let folder = Folder::new();
    let desk = folder.desk();
    for (language, words) in [
        (Language::English, "Noreferrals"),
        (Language::Japanese, "紹介案件はありません"),
    ] {
        let path = folder.join("board.pdf");
        print(&board_sheet(&desk), &path, language);
        let pages = read(&path);
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].matches(words).count(), 3, "{}", pages[0]);
    }
}

#[test]
fn a_narrowed_board_says_what_it_is_narrowed_to() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    fill(&mut desk, 3);
    let board = board_of(&desk, start());
    let sheet = BoardSheet::of(&board, Some("検索「azure」".to_owned()), start());
    let path = folder.join("board.pdf");
    print(&SheetContent::Board(sheet), &path, Language::English);
    assert!(read(&path)[0].contains("Shown:検索「azure」"));
}

#[test]
fn a_long_japanese_request_is_not_cut() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let sentence = "弊社では現在、オンプレミスのサーバー（40台）を運用しており、Microsoft Azure への移行を検討しております。";
    let details: Vec<String> = (0..200)
        .map(|number| format!("{number:03}:{sentence}"))
        .collect();
    let id = new_referral(
        &mut desk,
        NewReferral {
            details: details.join("\n"),
            ..named("株式会社コントソ")
        },
    );
    act(&mut desk, id, Action::Interested, start()).unwrap();
    let content = SheetContent::of_referral(&desk, id).unwrap();
    let path = folder.join("referral.pdf");
    let printed = print(&content, &path, Language::Japanese);
    let pages = read(&path);
    assert_eq!(pages.len(), printed.pages);
    assert!(pages.len() > 3);
    let head = "株式会社コントソ(続き)2026年11月22日09:00現在";
    let bodies = pages.iter().enumerate().map(|(index, page)| {
        let foot = format!("leadline.db·{}/{}ページ", index + 1, pages.len());
        let body = page.strip_suffix(&foot).unwrap();
        assert_eq!(index > 0, body.starts_with(head));
        body.strip_prefix(head).unwrap_or(body)
    });
    let text: String = bodies.collect();
    assert!(text.contains(&packed(&details.concat())));
    assert!(text.contains("Aiko") && text.contains("aiko@contoso.example"));

    let picture = folder.join("referral.png");
    let pictures = print(&content, &picture, Language::Japanese);
    assert_eq!(pictures.files.len(), printed.pages);
    assert_eq!(pictures.files[0], picture);
    let width = printed.pages.to_string().len();
    let second = folder.join(&format!("referral-{:0width$}.png", 2));
    assert_eq!(pictures.files[1], second);
    assert!(pictures.files[1..].is_sorted());
    let is_picture = |file: &std::path::PathBuf| {
        std::fs::read(file).is_ok_and(|bytes| bytes.starts_with(b"\x89PNG"))
    };
    assert!(pictures.files.iter().all(is_picture));
}

/// A referral of so many pages that their numbers have one digit.
fn several_pages(desk: &mut Desk) -> SheetContent {
    let id = new_referral(
        desk,
        NewReferral {
            details: "a line\n".repeat(150),
            ..named("Contoso")
        },
    );
    act(desk, id, Action::Interested, start()).unwrap();
    SheetContent::of_referral(desk, id).unwrap()
}

fn names_in(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.contains("leadline")).collect();
    names.sort();
    names
}

#[test]
fn a_picture_nobody_chose_to_replace_is_kept_and_named_and_nothing_is_written() {
    let folder = Folder::new();
    let content = several_pages(&mut folder.desk());
    let picture = folder.join("referral.png");
    // Beside the sheet: its second page, one that a longer sheet left, one of another width.
    for kept in ["referral-2.png", "referral-9.png", "Referral-002.PNG"] {
        let kept = folder.join(kept);
        std::fs::write(&picture, "the first").unwrap();
        std::fs::write(&kept, "the other").unwrap();
        let before = names_in(&picture);
        let failed = printing(Language::English).print(&content, &picture, SheetFormat::Png);
        assert!(matches!(failed, Err(PrintError::Exists(file)) if file == kept));
        assert_eq!(std::fs::read(&picture).unwrap(), b"the first");
        assert_eq!(std::fs::read(&kept).unwrap(), b"the other");
        assert_eq!(names_in(&picture), before);
        std::fs::remove_file(kept).unwrap();
    }
    std::fs::write(folder.join("referral-copy.png"), "unrelated").unwrap();
    let pictures = print(&content, &picture, Language::English);
    assert!(pictures.pages > 1 && pictures.pages < 10);
    assert_ne!(std::fs::read(&picture).unwrap(), b"the first");
}

#[test]
fn one_page_that_cannot_be_put_in_place_leaves_every_page_as_it_was() {
    let folder = Folder::new();
    let content = several_pages(&mut folder.desk());
    let picture = folder.join("referral.png");
    std::fs::write(&picture, "the first").unwrap();
    let second = folder.join("referral-2.png");
    std::fs::create_dir(&second).unwrap();
    let failed = printing(Language::English).print(&content, &picture, SheetFormat::Png);
    assert!(failed.unwrap_err().to_string().contains("referral-2.png"));
    assert_eq!(std::fs::read(&picture).unwrap(), b"the first");
    assert_eq!(names_in(&picture), ["referral-2.png", "referral.png"]);
    std::fs::remove_dir(second).unwrap();

    // The first cannot be replaced: the others, in place by then, go again.
    std::fs::remove_file(&picture).unwrap();
    std::fs::create_dir(&picture).unwrap();
    std::fs::write(picture.join("inside"), "whole").unwrap();
    let failed = printing(Language::English).print(&content, &picture, SheetFormat::Png);
    assert!(matches!(failed, Err(PrintError::Write { file, .. }) if file == picture));
    assert_eq!(names_in(&picture), ["referral.png"]);
}

#[test]
fn a_sheet_never_takes_the_place_of_the_file_it_is_from() {
    let folder = Folder::new();
    let content = several_pages(&mut folder.desk());
    for (own, asked) in [("own.pdf", "own.pdf"), ("page-2.png", "page.png")] {
        let (own, path) = (folder.join(own), folder.join(asked));
        std::fs::write(&own, "every referral").unwrap();
        let printing = Printing {
            own_file: own.clone(),
            ..printing(Language::English)
        };
        let format = SheetFormat::from_path(&path).unwrap();
        let failed = printing.print(&content, &path, format);
        assert!(matches!(
            failed,
            Err(PrintError::OwnFile(_) | PrintError::Exists(_))
        ));
        assert_eq!(std::fs::read(&own).unwrap(), b"every referral");
    }
}

#[test]
fn what_stops_a_sheet_is_told_in_the_persons_language() {
    let file = Path::new("/to/page-2.png");
    for language in Language::ALL {
        let texts = Texts::in_zone(language, Zone::fixed_hours(9));
        let exists = PrintError::Exists(file.to_owned()).say(&texts);
        assert!(exists.contains("/to/page-2.png"), "{exists}");
        let written = PrintError::Write {
            file: file.to_owned(),
            error: std::io::ErrorKind::StorageFull.into(),
        };
        assert!(written.say(&texts).contains("/to/page-2.png"));
        let failed = std::io::Error::other("inflate");
        let failed = PrintError::Pdf(failed.into()).say(&texts);
        assert!(!failed.contains("inflate") && failed.contains("PNG"));
        assert_eq!(language == Language::English, failed.is_ascii());
    }
}

#[test]
fn a_new_referrals_contact_and_full_request_are_not_on_the_paper() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let hidden = [
        "Aiko",
        "aiko@contoso.example",
        "03-0000-0000",
        "fortyservers",
    ];
    let path = folder.join("referral.pdf");
    let text = |desk: &Desk| {
        let content = SheetContent::of_referral(desk, id).unwrap();
        print(&content, &path, Language::English);
        read(&path).concat()
    };
    let new = text(&desk);
    assert!(new.contains("Contoso") && new.contains("Movetothecloud"));
    assert!(hidden.iter().all(|words| !new.contains(words)), "{new}");
    print(&board_sheet(&desk), &path, Language::English);
    let board = read(&path).concat();
    assert!(hidden.iter().all(|words| !board.contains(words)), "{board}");
    let bytes = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
    assert!(!bytes.contains("aiko@"));

    act(&mut desk, id, Action::Interested, start()).unwrap();
    let evaluating = text(&desk);
    assert!(
        hidden.iter().all(|words| evaluating.contains(words)),
        "{evaluating}"
    );
}

#[test]
fn the_deal_the_notes_and_the_history_are_on_the_paper() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Interested, start()).unwrap();
    act(&mut desk, id, Action::Accept(terms()), start()).unwrap();
    let edit = ReferralEdit {
        notes: Some("Call back on Monday".to_owned()),
        owner: Some(Some("Tanaka".to_owned())),
        ..ReferralEdit::default()
    };
    act(&mut desk, id, Action::Edit(Box::new(edit)), start()).unwrap();
    let path = folder.join("referral.pdf");
    let content = SheetContent::of_referral(&desk, id).unwrap();
    print(&content, &path, Language::English);
    let text = read(&path).concat();
    for words in [
        "USD12,000.50",
        "31Dec2026",
        "CallbackonMonday",
        "Tanaka",
        "Accepted→Negotiating",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn hostile_text_cannot_break_the_page() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let hostile = "</text><script>&amp;\u{0}\u{1b}[31m\u{202e}(\\) Tj ET Q\nendstream endobj %PDF ﷽ 😀 \u{10ffff}";
    let hostile = format!("{hostile}{}", "\u{301}".repeat(5_000));
    let id = new_referral(
        &mut desk,
        NewReferral {
            customer: format!("Contoso {hostile}"),
            region: Some("<&>".to_owned()),
            company_size: Some("\u{7}ten(".to_owned()),
            overview: "a".repeat(20_000),
            details: format!("{hostile}\n{}", "\n".repeat(20_000)),
            contact: Contact {
                name: hostile.clone(),
                ..Contact::default()
            },
            ..NewReferral::default()
        },
    );
    act(&mut desk, id, Action::Interested, start()).unwrap();
    for language in Language::ALL {
        let path = folder.join("out.pdf");
        let content = SheetContent::of_referral(&desk, id).unwrap();
        let printed = print(&content, &path, language);
        let pages = read(&path);
        assert_eq!(printed.pages, pages.len());
        assert!(pages.len() <= MOST_PAGES);
        assert!(pages[0].contains("</text><script>&amp;[31m(\\)TjETQendstreamendobj%PDF"));
        assert!(!pages.concat().contains(['\u{0}', '\u{1b}', '\u{202e}']));
        print(&board_sheet(&desk), &path, language);
        assert!(read(&path)[0].contains("</text><script>&amp;"));
    }
}

#[test]
fn a_text_of_a_megabyte_ends_at_a_stated_page() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = new_referral(
        &mut desk,
        NewReferral {
            details: "移行 ".repeat(140_000),
            ..named("Contoso")
        },
    );
    act(&mut desk, id, Action::Interested, start()).unwrap();
    let path = folder.join("referral.pdf");
    let content = SheetContent::of_referral(&desk, id).unwrap();
    assert_eq!(print(&content, &path, Language::English).pages, MOST_PAGES);
    let document = lopdf::Document::load(&path).unwrap();
    let last = u32::try_from(MOST_PAGES).unwrap();
    let last = packed(&document.extract_text(&[last]).unwrap());
    assert!(last.contains("Therestisleftouthere."), "{last}");
}

#[test]
fn a_sheet_that_cannot_be_written_leaves_what_was_there() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let content = SheetContent::of_referral(&desk, id).unwrap();
    // Nothing can take the place of a folder that holds something.
    let path = folder.join("kept.pdf");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("inside"), "whole").unwrap();
    let failed = printing(Language::English).print(&content, &path, SheetFormat::Pdf);
    assert!(failed.is_err());
    assert_eq!(std::fs::read(path.join("inside")).unwrap(), b"whole");
    let beside = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let left = beside.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".part")
    });
    assert_eq!(left.count(), 0);
}

/// The system stops the program from writing more than eight blocks, as a full disk does.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_old_file_whole() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    fill(&mut desk, 30);
    drop(desk);
    for name in ["board.pdf", "board.png"] {
        let path = folder.join(name);
        std::fs::write(&path, "the one from yesterday").unwrap();
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" --db \"$1\" --lang en print \"$2\"";
        let ran = std::process::Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_leadline")])
            .arg(folder.path())
            .arg(&path)
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(3), "{ran:?}");
        assert_eq!(std::fs::read(&path).unwrap(), b"the one from yesterday");
        let beside = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let mut names = beside.map(|entry| entry.unwrap().file_name());
        assert!(names.all(|name| !name.to_string_lossy().ends_with(".part")));
    }
}
