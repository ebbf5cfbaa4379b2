//! The commands that move a referral.

use super::support::{Place, keys_in_order};
use serde_json::{Value, json};

const KEYS: [&str; 16] = [
    "id",
    "partner_center_id",
    "customer",
    "region",
    "company_size",
    "stage",
    "outcome",
    "presumed",
    "received_at",
    "stage_since",
    "next_deadline",
    "deal",
    "contact",
    "overview",
    "owner",
    "revision",
];

const ACCEPT: [&str; 6] = [
    "--value",
    "12000.50",
    "--currency",
    "USD",
    "--close",
    "2099-12-31",
];

fn accept(id: &str) -> Vec<&str> {
    let mut words = vec!["accept", id];
    words.extend(ACCEPT);
    words.push("--json");
    words
}

#[test]
fn a_referral_is_printed_with_the_fields_of_the_contract_in_their_order() {
    let place = Place::new();
    let out = place.done(&[
        "add",
        "--customer",
        "Contoso",
        "--region",
        "jp",
        "--size",
        "51to250employees",
        "--overview",
        "Move to Azure",
        "--contact-name",
        "Kim",
        "--email",
        "kim@contoso.com",
        "--phone",
        "+81 3 0000 0000",
        "--json",
    ]);
    assert_eq!(keys_in_order(&out), KEYS);
    let added: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(added["id"], 1);
    assert_eq!(added["region"], "JP");
    assert_eq!(added["stage"], "new");
    assert_eq!(added["outcome"], Value::Null);
    assert_eq!(added["presumed"], false);
    assert_eq!(added["stage_since"], added["received_at"]);
    assert_eq!(added["next_deadline"]["mark"], "answer_24h");
    assert_eq!(added["deal"], Value::Null);
    assert_eq!(added["owner"], Value::Null);
    assert_eq!(added["revision"], 1);
    let deadline = serde_json::to_string(&added["next_deadline"]).unwrap();
    assert_eq!(keys_in_order(&deadline).len(), 2);
}

#[test]
fn the_contact_is_shown_only_once_interest_was_shown() {
    let place = Place::new();
    let words = [
        "add",
        "--customer",
        "Contoso",
        "--email",
        "kim@contoso.com",
        "--json",
    ];
    assert_eq!(place.json(&words)["contact"], Value::Null);
    assert_eq!(place.json(&["show", "1", "--json"])["contact"], Value::Null);
    assert!(!place.done(&["show", "1"]).contains("kim@contoso.com"));
    let contact = json!({"name": "", "email": "kim@contoso.com", "phone": ""});
    assert_eq!(
        place.json(&["interested", "1", "--json"])["contact"],
        contact
    );
    assert_eq!(place.json(&["list", "--json"])[0]["contact"], contact);
    assert!(place.done(&["show", "1"]).contains("kim@contoso.com"));
}

#[test]
fn a_referral_goes_all_the_way_to_won() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    let evaluating = place.json(&["interested", &id, "--json"]);
    assert_eq!(evaluating["stage"], "evaluating");
    let accepted = place.json(&accept(&id));
    assert_eq!(accepted["stage"], "negotiating");
    assert_eq!(accepted["next_deadline"], Value::Null);
    let deal = json!({"value": "12000.50", "currency": "USD", "close_on": "2099-12-31"});
    assert_eq!(accepted["deal"], deal);
    let won = place.json(&["won", &id, "--value", "15000", "--json"]);
    assert_eq!(won["stage"], "archived");
    assert_eq!(won["outcome"], "won");
    assert_eq!(won["presumed"], false);
    assert_eq!(won["deal"]["value"], "15000.00");
    assert_eq!(won["revision"], 4);
}

#[test]
fn the_other_ends_are_reached_with_their_reasons() {
    let place = Place::new();
    for customer in ["Contoso", "Fabrikam", "Tailspin"] {
        place.add(customer, 1);
    }
    assert_eq!(place.json(&["skip", "1", "--json"])["outcome"], "skipped");
    place.done(&["interested", "2"]);
    place.done(&[
        "decline",
        "2",
        "--reason",
        "budget",
        "--note",
        "-5 % too low",
    ]);
    let declined = place.json(&["show", "2", "--json"]);
    assert_eq!(declined["outcome"], "declined");
    assert_eq!(declined["reason"], "budget");
    assert_eq!(declined["history"][2]["note"], "-5 % too low");
    place.done(&["interested", "3"]);
    place.json(&accept("3"));
    let lost = place.json(&["lost", "3", "--reason", "3", "--json"]);
    assert_eq!(lost["outcome"], "lost");
    assert_eq!(
        place.json(&["show", "3", "--json"])["reason"],
        "other_vendor"
    );
}

#[test]
fn show_adds_the_history_to_the_object() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    place.done(&["interested", &id]);
    let out = place.done(&["show", &id, "--json"]);
    let keys = keys_in_order(&out);
    assert_eq!(keys[..16], KEYS);
    assert_eq!(keys[16..], ["history", "details", "notes", "reason"]);
    let shown: Value = serde_json::from_str(&out).unwrap();
    let history = shown["history"].as_array().unwrap();
    let kinds: Vec<_> = history.iter().map(|entry| &entry["kind"]).collect();
    assert_eq!(kinds, ["received", "interested"]);
    assert_eq!(history[1]["from"], "new");
    assert_eq!(history[1]["to"], "evaluating");
    assert_eq!(history[1]["origin"], "person");
}

#[test]
fn a_correction_brings_back_and_needs_its_reason() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    place.done(&["skip", &id]);
    place.refused(2, &["correct", &id]);
    place.refused(1, &["correct", &id, "--note", "  "]);
    let back = place.json(&["correct", &id, "--note", "Wrong one", "--json"]);
    assert_eq!(back["stage"], "new");
    let shown = place.json(&["show", &id, "--json"]);
    assert_eq!(shown["history"][2]["kind"], "corrected");
    assert_eq!(shown["history"][2]["note"], "Wrong one");
    place.refused(1, &["correct", &id, "--note", "again"]);
}

#[test]
fn undo_names_what_it_took_back() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    place.done(&["interested", &id]);
    let out = place.done(&["undo"]);
    assert!(out.contains("Undone") && out.contains("Contoso"), "{out}");
    let undone = place.json(&["undo", "--json"]);
    assert_eq!(undone["undone"]["kind"], "add");
    assert_eq!(undone["undone"]["subject"], "Contoso");
    assert_eq!(undone["referrals"], json!([]));
    assert_eq!(place.json(&["list", "--json"]), json!([]));
    place.refused(1, &["undo"]);
}

#[test]
fn a_refusal_says_why_and_changes_nothing() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    place.refused(1, &accept(&id));
    place.refused(1, &["won", &id]);
    place.refused(1, &["lost", &id]);
    place.refused(1, &["decline", &id]);
    place.refused(1, &["interested", "99"]);
    place.refused(1, &["show", "99"]);
    place.refused(1, &["add", "--customer", "  "]);
    place.done(&["interested", &id]);
    let why = place.refused(1, &["interested", &id]);
    assert!(why.contains("Evaluating"), "{why}");
    place.refused(1, &["skip", &id]);
}

#[test]
fn an_amount_must_fit_its_currency() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    place.done(&["interested", &id]);
    let yen = |value| {
        [
            "accept",
            &id,
            "--value",
            value,
            "--currency",
            "JPY",
            "--close",
            "2099-12-31",
        ]
    };
    let why = place.refused(1, &yen("1200.5"));
    assert!(why.contains("JPY"), "{why}");
    place.refused(1, &yen("99999999999999999999"));
    place.refused(2, &yen("many"));
    place.done(&yen("1,200,000"));
    place.refused(1, &["won", &id, "--value", "1200.5"]);
    let won = place.json(&["won", &id, "--json"]);
    assert_eq!(won["deal"]["value"], "1200000");
}

#[test]
fn what_the_clock_ended_is_told_and_can_be_corrected() {
    let place = Place::new();
    let id = place.add("Contoso", 73);
    let missed = place.json(&["show", &id, "--json"]);
    assert_eq!(missed["outcome"], "missed");
    assert_eq!(missed["presumed"], true);
    assert_eq!(missed["next_deadline"], Value::Null);
    assert_eq!(missed["history"][1]["origin"], "clock");
    place.refused(1, &["interested", &id]);
    let back = place.json(&["correct", &id, "--note", "Still open there", "--json"]);
    assert_eq!(back["stage"], "new");
    assert_eq!(back["next_deadline"]["mark"], "lapse_72h");
    let evaluating = place.json(&["interested", &id, "--json"]);
    assert_eq!(evaluating["stage"], "evaluating");
}

#[test]
fn people_read_their_language() {
    let place = Place::new();
    let id = place.add("株式会社コントソ", 1);
    let in_japanese = |words: &[&str]| {
        let mut command = place.bare_command();
        command.arg("--db").arg(place.file()).args(["--lang", "ja"]);
        super::support::Ran::of(command.args(words))
    };
    let list = in_japanese(&["list"]);
    assert!(
        list.out.contains("新しい紹介案件") && list.out.contains("1件"),
        "{list:?}"
    );
    let done = in_japanese(&["interested", &id]);
    assert!(
        done.out.contains("株式会社コントソ") && done.out.contains("評価中"),
        "{done:?}"
    );
    let shown = in_japanese(&["show", &id]);
    assert!(
        shown.out.contains("履歴") && shown.out.contains("興味あり"),
        "{shown:?}"
    );
    let refused = in_japanese(&["skip", &id]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("「評価中」"), "{refused:?}");
    let wrong = in_japanese(&["decline", &id, "--reason", "nope"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("指定できません"), "{wrong:?}");
    // JSON is the same in every language.
    assert_eq!(
        in_japanese(&["list", "--json"]).out,
        place.done(&["list", "--json"])
    );
}

#[test]
fn several_referrals_are_done_as_one_change() {
    let place = Place::new();
    for customer in ["Contoso", "Fabrikam", "Tailspin"] {
        place.add(customer, 1);
    }
    let out = place.done(&["interested", "1", "2", "3"]);
    assert!(out.starts_with("3 referrals: interest shown\n"), "{out}");
    assert_eq!(out.lines().count(), 4);
    place.done(&["undo"]);
    let listed = place.json(&["list", "--stage", "new", "--json"]);
    assert_eq!(listed.as_array().unwrap().len(), 3);
    // Each number counts once.
    place.done(&["skip", "2", "2"]);
    assert_eq!(place.json(&["show", "2", "--json"])["revision"], 4);
}

#[test]
fn of_several_what_is_refused_is_told_and_the_rest_is_done() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.add("Fabrikam", 1);
    place.done(&["interested", "2"]);
    let ran = place.run(&["interested", "1", "2", "9"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.out
            .starts_with("1 referral: interest shown\n1  Contoso"),
        "{ran:?}"
    );
    let told: Vec<&str> = ran.err.lines().collect();
    assert!(told[0].starts_with("leadline: 2  Fabrikam  "), "{ran:?}");
    assert!(told[1].starts_with("leadline: 9  "), "{ran:?}");
    let many = place.json(&["decline", "1", "2", "9", "--reason", "budget", "--json"]);
    assert_eq!(many["referrals"].as_array().unwrap().len(), 2);
    assert_eq!(many["referrals"][0]["outcome"], "declined");
    assert_eq!(many["refused"][0]["id"], 9);
    assert_eq!(many["refused"][0]["customer"], Value::Null);
    // None can be done: that is refused, and nothing changed.
    place.refused(1, &["skip", "1", "2"]);
}

#[test]
fn several_are_won_at_their_estimates_and_snoozed_and_lost_together() {
    let place = Place::new();
    for customer in ["Contoso", "Fabrikam", "Tailspin"] {
        place.add(customer, 1);
    }
    place.done(&["snooze", "1", "2", "3", "1h"]);
    place.done(&["interested", "1", "2", "3"]);
    for id in ["1", "2", "3"] {
        place.done(&accept(id));
    }
    place.refused(2, &["won", "1", "2", "--value", "5"]);
    place.done(&["won", "1", "2"]);
    assert_eq!(
        place.json(&["show", "1", "--json"])["deal"]["value"],
        "12000.50"
    );
    place.done(&["lost", "3", "--reason", "budget"]);
    // Nothing of it is presumed.
    place.refused(1, &["confirm", "1", "2"]);
}
