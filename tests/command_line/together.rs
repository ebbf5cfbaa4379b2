//! Several programs at the same file at once.

use super::support::Place;
use std::process::Stdio;

#[test]
fn of_two_that_move_the_same_referral_one_wins_and_one_is_refused() {
    for _ in 0..10 {
        let place = Place::new();
        place.add("Contoso", 1);
        let start = |word: &str| {
            place
                .command(&[word, "1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let both = [start("interested"), start("skip")];
        let mut statuses = both.map(|child| {
            let output = child.wait_with_output().unwrap();
            output.status.code().unwrap()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [0, 1]);
        let shown = place.json(&["show", "1", "--json"]);
        assert_eq!(shown["history"].as_array().unwrap().len(), 2);
        assert_eq!(shown["revision"], 2);
    }
}

#[test]
fn many_that_enter_referrals_lose_none() {
    let place = Place::new();
    place.make();
    place.done(&["list"]);
    let children: Vec<_> = (0..8)
        .map(|number| {
            place
                .command(&["add", "--customer", &format!("Customer {number}")])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert_eq!(place.json(&["list", "--json"]).as_array().unwrap().len(), 8);
}
