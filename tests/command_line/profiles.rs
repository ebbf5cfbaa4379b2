//! `profile`

use super::support::{Place, keys_in_order};
use serde_json::{Value, json};

fn profile(region: &str) -> Value {
    json!({
        "region": region,
        "active": true,
        "description": "Cloud",
        "website": "https://www.contoso.com",
        "locations": [{
            "address": "Tokyo",
            "contact": {"name": "Kim", "email": "leads@contoso.com", "phone": ""}
        }],
        "keywords": ["azure"],
        "industries": ["Education"],
        "services": [],
        "products": ["Azure"],
        "opted_out_sizes": []
    })
}

#[test]
fn profiles_go_in_and_out_unchanged() {
    let place = Place::new();
    place.make();
    assert_eq!(place.json(&["profile", "list"]), json!([]));
    let both = json!([profile("JP"), profile("US")]);
    place.write("profiles.json", &both.to_string());
    place.done(&["profile", "import", "profiles.json"]);
    assert_eq!(place.json(&["profile", "list"]), both);
    assert_eq!(place.json(&["profile", "export"]), both);
    assert_eq!(place.json(&["profile", "show", "jp"]), profile("JP"));
    let out = place.done(&["profile", "show", "JP"]);
    assert_eq!(keys_in_order(&out).first().unwrap(), "region");
    place.done(&["profile", "export", "out.json"]);
    let written = std::fs::read_to_string(place.path("out.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), both);
    place.refused(1, &["profile", "show", "DE"]);
}

#[test]
fn an_import_replaces_by_region_and_is_one_change() {
    let place = Place::new();
    place.write(
        "both.json",
        &json!([profile("JP"), profile("US")]).to_string(),
    );
    place.done(&["profile", "import", "both.json"]);
    let mut changed = profile("JP");
    changed["description"] = json!("Cloud and more");
    // Ids and revisions of another file mean nothing here.
    changed["id"] = json!(99);
    changed["revision"] = json!(7);
    place.write("one.json", &changed.to_string());
    place.done(&["profile", "import", "one.json"]);
    let list = place.json(&["profile", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[0]["description"], "Cloud and more");
    place.done(&["undo"]);
    assert_eq!(place.json(&["profile", "list"])[0]["description"], "Cloud");
    place.done(&["undo"]);
    assert_eq!(place.json(&["profile", "list"]), json!([]));
}

#[test]
fn profiles_with_errors_are_refused_as_a_whole() {
    let place = Place::new();
    place.add("Contoso", 1);
    let mut broken = profile("US");
    broken["description"] = json!("x".repeat(2_501));
    let mut unnamed = profile("");
    unnamed["industries"] = json!(["a", "b", "c", "d", "e", "f"]);
    for profiles in [
        json!([profile("JP"), broken]),
        json!([profile("JP"), unnamed]),
        json!([profile("JP"), profile("jp")]),
    ] {
        place.write("profiles.json", &profiles.to_string());
        let why = place.refused(1, &["profile", "import", "profiles.json"]);
        assert!(why.contains("Error"), "{why}");
        assert_eq!(place.json(&["profile", "list"]), json!([]));
    }
    place.write("profiles.json", "[{\"region\": 5}]");
    place.refused(3, &["profile", "import", "profiles.json"]);
    place.refused(3, &["profile", "import", "missing.json"]);
    place.refused(3, &["profile", "export", "missing/out.json"]);
}
