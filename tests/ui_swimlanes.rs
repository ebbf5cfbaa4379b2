//! Swimlanes: the board in bands by region, company size or owner.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::{BoardFilter, BoardQuery, Clock as _, Density, Swimlanes};
use leadline::domain::{Action, Command, ImportRow, NewReferral, ReferralEdit, ReferralId, Stage};
use ui_support::{
    HOUR, Office, Test, button, card, card_if_any, cards, carry, choose, command_key, focus,
    focused_card, key, lane, lane_rect, lift, name, painted, paints, press, press_starting,
    release, says, search, session, settle, terms,
};

/// An office whose board is in bands.
fn office(by: Swimlanes) -> Office {
    let office = Office::new();
    office.set(|settings| {
        settings.swimlanes = by;
        // Low enough for several bands to be in sight.
        settings.density = Density::Compact;
    });
    office
}

/// Enters a referral of a region, size and owner, received so many hours ago, and brings it to `stage`.
fn receive(
    office: &Office,
    (stage, customer, hours_ago): (Stage, &str, i64),
    [region, size, owner]: [Option<&str>; 3],
) -> ReferralId {
    let now = office.clock.now();
    let new = NewReferral {
        customer: customer.to_owned(),
        received_at: Some(now.plus_seconds(-hours_ago * HOUR)),
        region: region.map(str::to_owned),
        company_size: size.map(str::to_owned),
        owner: owner.map(str::to_owned),
        ..NewReferral::default()
    };
    let added = Command::Add(Box::new(new));
    let id = office
        .desk()
        .execute(added, now)
        .unwrap()
        .referral()
        .unwrap()
        .id;
    if stage != Stage::New {
        office.act(id, Action::Interested);
    }
    if stage == Stage::Negotiating {
        office.act(id, Action::Accept(terms()));
    }
    id
}

fn from(office: &Office, stage: Stage, customer: &str, hours_ago: i64, region: &str) -> ReferralId {
    let region = Some(region).filter(|region| !region.is_empty());
    receive(office, (stage, customer, hours_ago), [region, None, None])
}

/// Japan with three new referrals and one being evaluated, Germany with one new, one of no region.
fn three_regions() -> Office {
    let office = office(Swimlanes::Region);
    from(&office, Stage::New, "Contoso", 3, "JP");
    from(&office, Stage::New, "Fabrikam", 9, "JP");
    from(&office, Stage::New, "Litware", 1, "JP");
    from(&office, Stage::Evaluating, "Adatum", 2, "JP");
    from(&office, Stage::New, "Nordhafen", 5, "DE");
    from(&office, Stage::New, "Proseware", 20, "");
    office
}

/// The headers of the bands in sight, from the top.
fn headers(test: &Test) -> Vec<Node<'_>> {
    let mut found: Vec<Node<'_>> = test
        .query_all_by(|node| node.role() == Role::Group && node.data().is_expanded().is_some())
        .collect();
    found.sort_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
    found
}

fn band_names(test: &Test) -> Vec<String> {
    let names = headers(test);
    names
        .iter()
        .map(|band| name(band).split(", ").next().unwrap().to_owned())
        .collect()
}

/// The button in a band's header.
fn header<'t>(test: &'t Test, band: &str) -> Node<'t> {
    let start = format!("{band}, ");
    test.query_all_by(|node| node.role() == Role::Button && node.data().is_expanded().is_some())
        .find(|node| name(node).starts_with(&start))
        .unwrap_or_else(|| panic!("no band {band}"))
}

fn is_open(test: &Test, band: &str) -> bool {
    header(test, band)
        .accesskit_node()
        .data()
        .is_expanded()
        .unwrap()
}

/// Whether a band's header is wholly in sight.
fn is_in_sight(test: &Test, band: &str) -> bool {
    let header = header(test, band).rect().y_range();
    let lane = lane_rect(test, "New").y_range();
    lane.contains(header.min) && lane.contains(header.max)
}

fn turn(test: &mut Test, band: &str) {
    header(test, band).click();
    settle(test);
}

/// The band in which a card is seen: the last header above it.
fn band_of(test: &Test, customer: &str) -> String {
    let top = card(test, customer).rect().top();
    let above = |band: &&Node<'_>| band.rect().top() < top;
    let bands = headers(test);
    let found = bands.iter().rfind(above);
    name(found.unwrap()).split(", ").next().unwrap().to_owned()
}

#[test]
fn every_card_is_in_the_band_of_its_region_and_the_most_pressing_first() {
    let test = three_regions().open();
    assert_eq!(band_names(&test), ["Germany", "Japan", "No region"]);
    for (customer, region) in [
        ("Contoso", "Japan"),
        ("Fabrikam", "Japan"),
        ("Litware", "Japan"),
        ("Adatum", "Japan"),
        ("Nordhafen", "Germany"),
        ("Proseware", "No region"),
    ] {
        assert_eq!(band_of(&test, customer), region, "{customer}");
    }
    assert_eq!(
        lane(&test, Stage::New),
        ["Nordhafen", "Fabrikam", "Contoso", "Litware", "Proseware"]
    );
    let tops = ["Nordhafen", "Fabrikam", "Contoso", "Litware", "Proseware"]
        .map(|customer| card(&test, customer).rect().top());
    assert!(tops.is_sorted_by(|one, other| one < other), "{tops:?}");
    // Beside those of the same band, and none covers another.
    let beside = |customer| card(&test, customer).rect().top();
    assert!((beside("Adatum") - beside("Fabrikam")).abs() < 0.5);
}

#[test]
fn bands_are_made_by_size_and_by_owner_too() {
    let office = office(Swimlanes::CompanySize);
    for (customer, size, owner) in [
        ("Contoso", Some("51to250employees"), Some("Chika")),
        ("Fabrikam", Some("1to9employees"), Some("aiko")),
        ("Litware", Some("Morethan10000employees"), None),
        ("Adatum", None, Some("Ben")),
        ("Tailspin", Some("1001to5000employees"), Some("Ben")),
    ] {
        receive(&office, (Stage::New, customer, 1), [None, size, owner]);
    }
    let mut test = office.open();
    assert_eq!(
        lane(&test, Stage::New),
        ["Fabrikam", "Contoso", "Tailspin", "Litware", "Adatum"]
    );
    assert_eq!(band_names(&test).last().unwrap(), "No company size");
    press(&mut test, "Swimlanes");
    test.get_by_label("Owner").click();
    settle(&mut test);
    assert_eq!(band_names(&test), ["aiko", "Ben", "Chika", "No owner"]);
    let ben = ["Adatum", "Tailspin"].map(|customer| band_of(&test, customer));
    assert_eq!(ben, ["Ben", "Ben"]);
    press(&mut test, "Swimlanes");
    test.get_by_label("Off").click();
    settle(&mut test);
    assert!(headers(&test).is_empty());
    assert_eq!(lane(&test, Stage::New).len(), 5);
    drop(test);
    assert_eq!(office.desk().settings().unwrap().swimlanes, Swimlanes::Off);
}

#[test]
fn bands_stand_by_their_names_in_the_language_of_the_person_and_follow_when_that_changes() {
    let mut office = office(Swimlanes::Region);
    office.size.y = 1600.0;
    from(&office, Stage::New, "Contoso", 1, "FR");
    from(&office, Stage::New, "Fabrikam", 1, "DE");
    from(&office, Stage::New, "Litware", 1, "");
    let mut test = office.open();
    assert_eq!(
        lane(&test, Stage::New),
        ["Contoso", "Fabrikam", "Litware"],
        "France before Germany"
    );
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    choose(&mut test, "日本語");
    command_key(&mut test, Modifiers::NONE, Key::Num1);
    assert_eq!(
        lane(&test, Stage::New),
        ["Fabrikam", "Contoso", "Litware"],
        "ドイツ before フランス"
    );
    let names = headers(&test);
    let names: Vec<String> = names.iter().map(name).collect();
    for (name, beginning) in names.iter().zip(["ドイツ", "フランス", "国/地域なし"]) {
        assert!(name.starts_with(beginning), "{name}");
    }
    assert_eq!(names.len(), 3);
}

#[test]
fn a_card_whose_region_is_edited_goes_to_its_other_band() {
    let office = three_regions();
    let id = from(&office, Stage::New, "Tailspin", 4, "JP");
    let mut test = office.open();
    assert_eq!(band_of(&test, "Tailspin"), "Japan");
    let to = |region: &str| {
        Action::Edit(Box::new(ReferralEdit {
            region: Some(Some(region.to_owned())),
            ..ReferralEdit::default()
        }))
    };
    office.act(id, to("DE"));
    ui_support::until(&mut test, "the edit", |test| {
        band_of(test, "Tailspin") == "Germany"
    });
    assert_eq!(lane(&test, Stage::New)[..2], ["Nordhafen", "Tailspin"]);
    // A band of its own comes with its first card and goes with its last.
    office.act(id, to("BR"));
    ui_support::until(&mut test, "the edit", |test| {
        band_names(test)[0] == "Brazil"
    });
    assert_eq!(band_of(&test, "Tailspin"), "Brazil");
    office.act(id, Action::Skip);
    ui_support::until(&mut test, "it leaves", |test| {
        band_names(test)[0] == "Germany"
    });
}

#[test]
fn a_card_is_dropped_into_its_own_band_whichever_one_it_is_held_over() {
    let office = three_regions();
    let mut test = office.open();
    let evaluating = lane_rect(&test, "Evaluating");
    let over = Pos2::new(
        evaluating.center().x,
        card(&test, "Nordhafen").rect().center().y,
    );
    lift(&mut test, "Contoso", over);
    carry(&mut test, over);
    release(&mut test, over);
    assert_eq!(lane(&test, Stage::Evaluating), ["Contoso", "Adatum"]);
    assert_eq!(band_of(&test, "Contoso"), "Japan");
}

#[test]
fn a_collapsed_band_hides_its_cards_and_is_collapsed_again_after_the_next_start() {
    let office = three_regions();
    let mut test = office.open();
    turn(&mut test, "Japan");
    assert!(!is_open(&test, "Japan"));
    assert!(card_if_any(&test, "Contoso").is_none());
    assert!(card_if_any(&test, "Adatum").is_none());
    // It tells what it has all the same, and so do the lanes.
    assert_eq!(
        name(&header(&test, "Japan")),
        "Japan, 4 referrals, 4 due within a day"
    );
    assert!(says(&test, "New, 5 referrals"));
    drop(test);
    let mut test = office.open();
    assert!(!is_open(&test, "Japan"));
    assert!(is_open(&test, "Germany"));
    turn(&mut test, "Japan");
    assert!(is_open(&test, "Japan"));
    card(&test, "Contoso");
}

#[test]
fn the_arrows_go_through_the_bands_and_stop_on_the_headers_of_collapsed_ones() {
    let office = three_regions();
    let mut test = office.open();
    focus(&mut test, "Nordhafen");
    let mut walked = Vec::new();
    for _ in 0..5 {
        key(&mut test, Key::ArrowDown);
        walked.push(focused_card(&test).unwrap());
    }
    assert_eq!(walked[..4], ["Fabrikam", "Contoso", "Litware", "Proseware"]);
    assert_eq!(walked[4], "Proseware", "nothing comes after the last");
    turn(&mut test, "Japan");
    focus(&mut test, "Nordhafen");
    for (down, up) in [(Key::ArrowDown, Key::ArrowUp), (Key::J, Key::K)] {
        key(&mut test, down);
        assert!(header(&test, "Japan").is_focused());
        key(&mut test, down);
        assert_eq!(focused_card(&test).as_deref(), Some("Proseware"));
        key(&mut test, up);
        assert!(header(&test, "Japan").is_focused());
        key(&mut test, up);
        assert_eq!(focused_card(&test).as_deref(), Some("Nordhafen"));
    }
    // Cards are selected one after the other, whatever is collapsed between them.
    test.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut test);
    assert_eq!(focused_card(&test).as_deref(), Some("Proseware"));
    assert!(says(&test, "2 selected"));
    key(&mut test, Key::Home);
    assert_eq!(focused_card(&test).as_deref(), Some("Nordhafen"));
    key(&mut test, Key::End);
    assert_eq!(focused_card(&test).as_deref(), Some("Proseware"));
}

#[test]
fn a_collapsed_band_is_opened_from_its_header_and_no_other() {
    let office = three_regions();
    let mut test = office.open();
    turn(&mut test, "Japan");
    turn(&mut test, "No region");
    for opens in [Key::Enter, Key::B] {
        focus(&mut test, "Nordhafen");
        key(&mut test, Key::ArrowDown);
        assert!(header(&test, "Japan").is_focused());
        key(&mut test, opens);
        assert!(is_open(&test, "Japan") && !is_open(&test, "No region"));
        assert!(is_open(&test, "Germany"));
        assert_eq!(focused_card(&test).as_deref(), Some("Fabrikam"));
        turn(&mut test, "Japan");
    }
    // Sideways one goes from a header to the nearest card of the lane beside.
    from(&office, Stage::Evaluating, "Tailspin", 2, "DE");
    ui_support::until(&mut test, "it comes", |test| {
        card_if_any(test, "Tailspin").is_some()
    });
    focus(&mut test, "Nordhafen");
    key(&mut test, Key::ArrowDown);
    key(&mut test, Key::ArrowRight);
    assert_eq!(focused_card(&test).as_deref(), Some("Tailspin"));
    // In that lane the same header is met, and its band's first card there.
    key(&mut test, Key::ArrowDown);
    assert!(header(&test, "Japan").is_focused());
    key(&mut test, Key::Enter);
    assert_eq!(focused_card(&test).as_deref(), Some("Adatum"));
}

#[test]
fn tab_reaches_the_header_of_a_collapsed_band_also_out_of_sight() {
    let mut office = three_regions();
    for day in 1..12 {
        from(&office, Stage::New, &format!("Customer {day}"), day, "JP");
    }
    office.size.y = 500.0;
    let mut test = office.open();
    focus(&mut test, "Nordhafen");
    key(&mut test, Key::End);
    key(&mut test, Key::B);
    assert!(header(&test, "No region").is_focused());
    key(&mut test, Key::Home);
    assert_eq!(focused_card(&test).as_deref(), Some("Nordhafen"));
    assert!(!is_in_sight(&test, "No region"));
    for _ in 0..60 {
        test.key_press(Key::Tab);
        test.run_ok();
        if header(&test, "No region").is_focused() {
            settle(&mut test);
            assert!(header(&test, "No region").is_focused());
            assert!(is_in_sight(&test, "No region"));
            return;
        }
    }
    panic!("Tab never reached the header");
}

#[test]
fn a_header_that_has_the_keyboard_keeps_it_when_it_is_scrolled_out_of_sight() {
    let mut office = three_regions();
    for day in 1..12 {
        from(&office, Stage::New, &format!("Customer {day}"), day, "JP");
    }
    office.size.y = 500.0;
    let mut test = office.open();
    focus(&mut test, "Nordhafen");
    key(&mut test, Key::B);
    assert!(header(&test, "Germany").is_focused());
    scroll(&mut test, 2_000.0);
    assert!(!is_in_sight(&test, "Germany"));
    assert!(header(&test, "Germany").is_focused());
    key(&mut test, Key::Enter);
    assert!(is_open(&test, "Germany"));
    assert_eq!(focused_card(&test).as_deref(), Some("Nordhafen"));
}

#[test]
fn in_bands_an_empty_lane_says_what_would_be_in_it() {
    let office = three_regions();
    let mut test = office.open();
    let words = "No negotiations. Drag a referral that you accept here";
    assert!(paints(&test, words), "{:?}", painted(&test));
    let text = test.get_by_label_contains(words).rect();
    assert!(lane_rect(&test, "Negotiating").contains_rect(text));
    for band in ["Germany", "Japan", "No region"] {
        assert!(!header(&test, band).rect().intersects(text), "{band}");
    }
    // It leads to the most pressing card, in whichever band that is.
    from(&office, Stage::Evaluating, "Tailspin", 10, "US");
    ui_support::until(&mut test, "it comes", |test| band_names(test).len() == 4);
    press(&mut test, "Open the most pressing one to accept");
    assert!(says(&test, "Referral of Tailspin"));
    let query = BoardQuery {
        search: String::new(),
        filters: vec![BoardFilter::Region("DE".to_owned())],
    };
    search(&mut test, query);
    assert!(
        paints(&test, "No match in this lane"),
        "{:?}",
        painted(&test)
    );
}

#[test]
fn sideways_the_keyboard_stays_in_its_band_where_that_has_a_card() {
    let office = three_regions();
    from(&office, Stage::Negotiating, "Tailspin", 2, "DE");
    let mut test = office.open();
    focus(&mut test, "Litware");
    key(&mut test, Key::ArrowRight);
    assert_eq!(focused_card(&test).as_deref(), Some("Adatum"));
    key(&mut test, Key::ArrowLeft);
    assert_eq!(focused_card(&test).as_deref(), Some("Fabrikam"));
    // Germany has none that is evaluated.
    focus(&mut test, "Nordhafen");
    key(&mut test, Key::ArrowRight);
    assert_eq!(focused_card(&test).as_deref(), Some("Tailspin"));
}

#[test]
fn a_band_is_collapsed_and_opened_by_key_and_the_keyboard_follows() {
    let office = three_regions();
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::B);
    assert!(!is_open(&test, "Japan"));
    assert!(header(&test, "Japan").is_focused());
    key(&mut test, Key::Enter);
    assert!(is_open(&test, "Japan"));
    assert_eq!(focused_card(&test).as_deref(), Some("Contoso"));
    key(&mut test, Key::B);
    key(&mut test, Key::ArrowDown);
    assert_eq!(focused_card(&test).as_deref(), Some("Proseware"));
    key(&mut test, Key::B);
    assert!(!is_open(&test, "No region"));
    test.key_press_modifiers(Modifiers::SHIFT, Key::B);
    settle(&mut test);
    assert!(
        ["Germany", "Japan", "No region"]
            .into_iter()
            .all(|band| is_open(&test, band))
    );
}

#[test]
fn where_every_band_is_collapsed_the_keyboard_reaches_a_header() {
    let office = three_regions();
    let mut test = office.open();
    for band in ["Germany", "Japan", "No region"] {
        turn(&mut test, band);
    }
    assert!(cards(&test).is_empty());
    for _ in 0..40 {
        test.key_press(Key::Tab);
        test.run_ok();
        if header(&test, "Germany").is_focused() {
            key(&mut test, Key::Enter);
            assert_eq!(focused_card(&test).as_deref(), Some("Nordhafen"));
            return;
        }
    }
    panic!("Tab never reached a header");
}

#[test]
fn nothing_stays_selected_in_a_band_that_is_collapsed() {
    let office = three_regions();
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::X);
    focus(&mut test, "Nordhafen");
    key(&mut test, Key::X);
    assert!(says(&test, "2 selected"));
    turn(&mut test, "Japan");
    assert!(says(&test, "1 selected"));
    // Nor is anything in it selected along with its lane.
    focus(&mut test, "Nordhafen");
    test.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut test);
    assert!(says(&test, "2 selected"));
}

#[test]
fn a_rubber_band_selects_across_bands() {
    let office = three_regions();
    let mut test = office.open();
    let new = lane_rect(&test, "New");
    let first = card(&test, "Nordhafen").rect();
    let last = card(&test, "Contoso").rect();
    // From the ground beside the cards of Evaluating, where no card is.
    let from = Pos2::new(
        lane_rect(&test, "Evaluating").left() + 60.0,
        first.center().y,
    );
    let to = Pos2::new(new.left() + 30.0, last.center().y);
    test.hover_at(from);
    test.drag_at(from);
    test.hover_at(from + Vec2::new(-12.0, 6.0));
    test.run_steps(2);
    test.hover_at(to);
    test.run_steps(2);
    test.drop_at(to);
    test.step();
    settle(&mut test);
    // Nordhafen of Germany, Fabrikam and Contoso of Japan, and Adatum beside them.
    assert!(says(&test, "4 selected"));
}

#[test]
fn a_search_narrows_the_bands() {
    let office = three_regions();
    let mut test = office.open();
    let query = BoardQuery {
        search: String::new(),
        filters: vec![BoardFilter::Region("JP".to_owned())],
    };
    search(&mut test, query);
    assert_eq!(band_names(&test), ["Japan"]);
    assert_eq!(lane(&test, Stage::New).len(), 3);
    turn(&mut test, "Japan");
    search(&mut test, BoardQuery::default());
    assert_eq!(band_names(&test), ["Germany", "Japan", "No region"]);
    assert!(!is_open(&test, "Japan"));
    // What is searched for while there are no bands comes in them once they are wanted.
    press(&mut test, "Swimlanes");
    test.get_by_label("Off").click();
    settle(&mut test);
    search(
        &mut test,
        BoardQuery {
            search: "Nordhafen".to_owned(),
            ..BoardQuery::default()
        },
    );
    assert!(headers(&test).is_empty());
    press(&mut test, "Swimlanes");
    test.get_by_label("Region").click();
    settle(&mut test);
    assert_eq!(band_names(&test), ["Germany"]);
}

#[test]
fn bands_stand_beside_a_collapsed_lane() {
    let office = three_regions();
    let mut test = office.open();
    press(&mut test, "Collapse Evaluating");
    assert!(card_if_any(&test, "Adatum").is_none());
    assert_eq!(band_of(&test, "Fabrikam"), "Japan");
    assert_eq!(
        name(&header(&test, "Japan")),
        "Japan, 4 referrals, 4 due within a day"
    );
    press(&mut test, "Collapse New");
    // Its cards are all in lanes that are collapsed.
    assert!(cards(&test).is_empty());
    assert_eq!(band_names(&test).len(), 3);
    press_starting(&mut test, "New, ");
    card(&test, "Fabrikam");
}

#[test]
fn a_card_sought_in_a_collapsed_band_puts_the_keyboard_on_its_header() {
    let office = three_regions();
    let mut test = office.open();
    turn(&mut test, "Japan");
    // From the strip of what is due next.
    press_starting(&mut test, "Fabrikam, ");
    assert!(says(&test, "Close panel"));
    assert!(!is_open(&test, "Japan"));
    assert!(header(&test, "Japan").is_focused());
}

#[test]
fn a_card_tells_its_place_in_the_list_of_its_band_and_its_band_is_a_group() {
    let test = three_regions().open();
    let contoso = card(&test, "Contoso");
    let node = contoso.accesskit_node();
    let set = (node.data().position_in_set(), node.data().size_of_set());
    assert_eq!(set, (Some(2), Some(3)));
    assert!(name(&contoso).contains("2 of 3"), "{}", name(&contoso));
    let list = node.parent().unwrap();
    assert_eq!(list.role(), Role::List);
    assert_eq!(list.label().unwrap(), "New – Japan, 3 referrals");
    let group = list.parent().unwrap();
    assert_eq!(group.role(), Role::Group);
    assert_eq!(
        group.label().unwrap(),
        "Japan, 4 referrals, 4 due within a day"
    );
    assert_eq!(group.data().is_expanded(), Some(true));
}

/// So many referrals of eight regions and three hundred owners.
fn many(count: u32, by: Swimlanes) -> Office {
    const REGIONS: [&str; 8] = ["JP", "US", "DE", "GB", "FR", "BR", "IN", "AU"];
    let office = office(by);
    let now = office.clock.now();
    let rows = (0..count)
        .map(|row| ImportRow {
            line: u64::from(row) + 2,
            partner_center_id: Some(format!("pc-{row}")),
            customer: Some(format!("Customer {row:05}")),
            received_at: Some(now.plus_seconds(-i64::from(row) / 4)),
            region: Some(REGIONS[(row % 8) as usize].to_owned()),
            owner: Some(format!("Owner {:03}", row % 300)),
            ..ImportRow::default()
        })
        .collect();
    office.import(rows);
    office
}

fn shapes(test: &Test) -> usize {
    test.output().shapes.len()
}

fn scroll(test: &mut Test, points: f32) {
    test.hover_at(lane_rect(test, "New").center());
    test.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    test.run_steps(20);
    settle(test);
}

#[test]
fn twenty_thousand_cards_draw_as_few_shapes_as_a_hundred() {
    let few = many(100, Swimlanes::Region).open();
    let mut test = many(20_000, Swimlanes::Region).open();
    assert!(
        shapes(&test) <= shapes(&few) + 12,
        "{} {}",
        shapes(&test),
        shapes(&few)
    );
    assert_eq!(band_names(&test).len(), 1);
    // The header stays while its band is scrolled through, and the cards keep exact places far down.
    let top = header(&test, "Australia").rect().top();
    scroll(&mut test, 90_000.0);
    assert!((header(&test, "Australia").rect().top() - top).abs() < 0.5);
    let mut tops: Vec<Rect> = cards(&test).iter().map(Node::rect).collect();
    tops.sort_by(|one, other| one.top().total_cmp(&other.top()));
    let shown: Vec<f32> = tops
        .windows(2)
        .map(|pair| pair[1].top() - pair[0].top())
        .filter(|step| *step < 100.0)
        .collect();
    assert!(
        shown.len() > 5 && shown.iter().all(|step| (step - 62.0).abs() < 0.5),
        "{shown:?}"
    );
    assert!(shapes(&test) <= shapes(&few) + 12);
    // Collapsed, it stays where it was.
    turn(&mut test, "Australia");
    assert!((header(&test, "Australia").rect().top() - top).abs() < 0.5);
    assert_eq!(band_names(&test)[..2], ["Australia", "Brazil"]);
    // Among other bands one begins at the top.
    scroll(&mut test, 90_000.0);
    press(&mut test, "Swimlanes");
    test.get_by_label("Owner").click();
    settle(&mut test);
    assert_eq!(band_names(&test)[0], "Owner 000");
}

#[test]
fn three_hundred_owners_are_walked_and_searched() {
    let office = many(3_000, Swimlanes::Owner);
    let mut test = office.open();
    assert!(headers(&test).len() < 20);
    focus(&mut test, "Customer 02700");
    key(&mut test, Key::End);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 00299"));
    assert_eq!(band_of(&test, "Customer 00299"), "Owner 299");
    key(&mut test, Key::Home);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 02700"));
    // The card is below the header that stays, not under it.
    let header = header(&test, "Owner 000").rect();
    assert!(card(&test, "Customer 02700").rect().top() >= header.top() + 36.0);
    assert!(session(&test).board().bands().unwrap().len() == 300);
    assert!(button(&test, "Swimlanes").rect().is_positive());
}
