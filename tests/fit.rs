//! Which profile a referral fits, and why; and that profiles never touch referrals.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use leadline::domain::{
    Action, Command, NewReferral, Profile, ProfileId, Referral, ReferralText, RegionFit, SizeFit,
    Stage, fit,
};

fn japan() -> Profile {
    Profile {
        id: ProfileId(1),
        keywords: ["Azure", "クラウド", "AI", "移行", "SQL Server"]
            .map(str::to_owned)
            .to_vec(),
        industries: vec!["Manufacturing".to_owned(), "Education".to_owned()],
        opted_out_sizes: vec!["1to50employees".to_owned()],
        ..profile("JP")
    }
}

fn asking(overview: &str, details: &str) -> (Referral, ReferralText) {
    let text = ReferralText {
        details: details.to_owned(),
        ..ReferralText::default()
    };
    let referral = Referral {
        overview: overview.to_owned(),
        ..in_stage(Stage::Evaluating)
    };
    (referral, text)
}

#[test]
fn keywords_are_found_in_english_and_japanese_in_the_profiles_order() {
    for (overview, details, expected) in [
        ("We move to AZURE", "with AI", vec!["Azure", "AI"]),
        ("Write us a mail", "again", vec![]),
        ("ＳＱＬ　Ｓｅｒｖｅｒの移行", "", vec!["移行", "SQL Server"]),
        (
            "ｸﾗｳﾄﾞへの引っ越し",
            "Azureについて",
            vec!["Azure", "クラウド"],
        ),
        ("生成AIの活用", "", vec!["AI"]),
        ("sql   server", "", vec!["SQL Server"]),
        ("", "", vec![]),
    ] {
        let (referral, text) = asking(overview, details);
        let found = fit(&[japan()], &referral, &text);
        assert_eq!(found.keywords, expected, "{overview} {details}");
        assert_eq!(found.profile, Some(ProfileId(1)));
    }
}

#[test]
fn an_industry_is_found_where_the_request_names_it() {
    let (referral, text) = asking("For our manufacturing plants", "");
    assert_eq!(
        fit(&[japan()], &referral, &text).industries,
        ["Manufacturing"]
    );
    let (referral, mut text) = asking("Something", "");
    text.other_columns
        .insert("Industry".to_owned(), "Education".to_owned());
    assert_eq!(fit(&[japan()], &referral, &text).industries, ["Education"]);
}

#[test]
fn a_region_is_covered_unpublished_uncovered_or_unknown() {
    let unpublished = Profile {
        id: ProfileId(2),
        active: false,
        ..profile("US")
    };
    let profiles = [japan(), unpublished];
    for (region, expected, id) in [
        (Some("JP"), RegionFit::Covered, Some(1)),
        (Some("jp"), RegionFit::Covered, Some(1)),
        (Some("US"), RegionFit::Inactive, Some(2)),
        (Some("DE"), RegionFit::NoProfile, None),
        (Some("Atlantis"), RegionFit::NoProfile, None),
        (None, RegionFit::Unknown, None),
    ] {
        let referral = Referral {
            region: region.map(str::to_owned),
            ..received()
        };
        let found = fit(&profiles, &referral, &ReferralText::default());
        assert_eq!((found.region, found.profile), (expected, id.map(ProfileId)));
    }
}

#[test]
fn a_size_is_wanted_opted_out_or_unknown() {
    for (size, expected) in [
        (Some("1to9employees"), SizeFit::OptedOut),
        (Some("1to50employees"), SizeFit::OptedOut),
        (Some("51to250employees"), SizeFit::Wanted),
        (Some("Morethan20000employees"), SizeFit::Wanted),
        (Some("Galactic"), SizeFit::Unknown),
        (None, SizeFit::Unknown),
    ] {
        let referral = Referral {
            company_size: size.map(str::to_owned),
            ..received()
        };
        let found = fit(&[japan()], &referral, &ReferralText::default());
        assert_eq!(found.size, expected, "{size:?}");
    }
    // A profile of another program may hold anything.
    let odd = Profile {
        opted_out_sizes: vec![format!("Morethan{}employees", u32::MAX), "1to".to_owned()],
        ..japan()
    };
    let found = fit(&[odd], &received(), &ReferralText::default());
    assert_eq!(found.size, SizeFit::Wanted);
}

#[test]
fn a_new_referral_shows_only_what_its_overview_matches() {
    let (mut referral, text) = asking("About AI", "and Azure, for manufacturing");
    let open = fit(&[japan()], &referral, &text);
    assert_eq!(open.keywords, ["Azure", "AI"]);
    assert_eq!(open.industries, ["Manufacturing"]);
    referral.state = leadline::domain::State::New;
    let closed = fit(&[japan()], &referral, &text);
    assert_eq!(closed.keywords, ["AI"]);
    assert_eq!(closed.industries, Vec::<String>::new());
}

#[test]
fn saving_and_deleting_profiles_never_touches_referrals() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Interested, start()).unwrap();
    let before = (referral(&desk, id), text(&desk, id), history(&desk, id));
    desk.execute(Command::SaveProfiles(vec![japan_unsaved()]), start())
        .unwrap();
    let saved = desk.store().profiles().unwrap();
    let found = fit(&saved, &before.0, &before.1);
    assert_eq!(found.profile, Some(saved[0].id));
    desk.execute(Command::DeleteProfile(saved[0].id), start())
        .unwrap();
    assert!(desk.store().profiles().unwrap().is_empty());
    let after = (referral(&desk, id), text(&desk, id), history(&desk, id));
    assert_eq!(before, after);
    assert_eq!(fit(&[], &after.0, &after.1).region, RegionFit::NoProfile);
}

fn japan_unsaved() -> Profile {
    Profile {
        id: ProfileId(0),
        ..japan()
    }
}

#[test]
fn a_saved_profile_is_tidied_and_replaces_the_one_of_its_region() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let untidy = Profile {
        region: " jp ".to_owned(),
        keywords: ["Azure", "ＡＺＵＲＥ", " azure ", "", "移行"]
            .map(str::to_owned)
            .to_vec(),
        ..japan_unsaved()
    };
    for _ in 0..2 {
        desk.execute(Command::SaveProfiles(vec![untidy.clone()]), start())
            .unwrap();
    }
    let saved = desk.store().profiles().unwrap();
    assert_eq!(saved.len(), 1);
    assert_eq!((saved[0].region.as_str(), saved[0].revision), ("JP", 2));
    assert_eq!(saved[0].keywords, ["Azure", "移行"]);
}

#[test]
fn what_arrives_for_a_profile_is_counted_from_the_open_referrals_of_its_region() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    for (customer, region) in [("A", "jp"), ("B", "JP"), ("C", "US")] {
        let new = NewReferral {
            region: Some(region.to_owned()),
            ..named(customer)
        };
        desk.execute(Command::Add(Box::new(new)), start()).unwrap();
    }
    let skipped = add(&mut desk, "D", start());
    act(&mut desk, skipped, Action::Skip, start()).unwrap();
    let facts = desk.store().arrival_facts(ProfileId(0), "jp").unwrap();
    assert_eq!(facts.open_referrals, 2);
    assert_eq!(facts.open_by_size, [("51to250employees".to_owned(), 2)]);
}
