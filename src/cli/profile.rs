//! `profile`: the business profiles as JSON, out and in.

use super::arguments::ProfileArguments;
use super::failure::Failure;
use super::plain_text::harmless;
use super::session::Session;
use crate::desk::change_done;
use crate::domain::{
    ArrivalFacts, Command, Finding, Location, Profile, ProfileId, Severity, check,
};
use crate::exchange::create_private;
use crate::text::{Argument, Say, Texts, region};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// A profile as the editor holds it; its id and revision mean nothing elsewhere.
#[derive(Serialize)]
struct JsonProfile<'a> {
    region: &'a str,
    active: bool,
    description: &'a str,
    website: &'a str,
    locations: &'a [Location],
    keywords: &'a [String],
    industries: &'a [String],
    services: &'a [String],
    products: &'a [String],
    opted_out_sizes: &'a [String],
}

pub(super) fn profile(
    session: &mut Session<'_>,
    arguments: &ProfileArguments,
) -> Result<(), Failure> {
    match arguments {
        ProfileArguments::List | ProfileArguments::Export { file: None } => {
            let json = all_as_json(session)?;
            Ok(session.out.write_all(&json)?)
        }
        ProfileArguments::Show { region } => show(session, region),
        ProfileArguments::Export { file: Some(file) } => export(session, file),
        ProfileArguments::Import(arguments) => import(session, &arguments.file),
    }
}

fn show(session: &mut Session<'_>, wanted: &str) -> Result<(), Failure> {
    let profiles = session.desk.store().profiles()?;
    let profile = profiles
        .iter()
        .find(|profile| profile.region.eq_ignore_ascii_case(wanted.trim()));
    match profile {
        Some(profile) => {
            serde_json::to_writer_pretty(&mut *session.out, &JsonProfile::of(profile))?;
            session.print("")
        }
        None => Err(Failure::Refused(session.texts.with(
            "cli-profile-none",
            &[("region", Argument::from(harmless(wanted)))],
        ))),
    }
}

fn export(session: &mut Session<'_>, file: &Path) -> Result<(), Failure> {
    let json = all_as_json(session)?;
    write_whole(file, &json).map_err(|error| Failure::file(&session.texts, file, &error))?;
    let count = session.desk.store().profiles()?.len();
    session.print(&session.texts.with(
        "cli-profile-exported",
        &[
            ("count", count.into()),
            ("file", file.display().to_string().into()),
        ],
    ))
}

/// Checks every profile of the file and then saves all of them as one change, each in place of the one its region has.
fn import(session: &mut Session<'_>, file: &Path) -> Result<(), Failure> {
    let texts = session.texts.clone();
    let profiles = read(&texts, file)?;
    let mut is_valid = true;
    for (index, profile) in profiles.iter().enumerate() {
        let facts = ArrivalFacts {
            // Stored profiles are replaced; two of one region in the file contradict each other.
            other_regions: profiles
                .iter()
                .take(index)
                .map(|earlier| earlier.region.clone())
                .collect(),
            ..session
                .desk
                .store()
                .arrival_facts(ProfileId::default(), &profile.region)?
        };
        for finding in check(profile, &facts) {
            is_valid &= finding.severity != Severity::Error;
            let line = finding_line(&texts, index, profile, &finding);
            session.tell(&line);
        }
    }
    if !is_valid {
        let refusal = texts.get("cli-profile-refused");
        return Err(Failure::Refused(refusal.to_owned()));
    }
    if profiles.is_empty() {
        return session.print(texts.get("cli-profile-file-empty"));
    }
    let command = Command::SaveProfiles(profiles);
    let done = session.execute(command)?;
    session.print(&change_done(&texts, done.kind, &done.label))
}

/// The profiles in the file: an array, or one alone.
fn read(texts: &Texts, file: &Path) -> Result<Vec<Profile>, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(texts, file, &error))?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let read = if text.starts_with('{') {
        serde_json::from_str(text).map(|profile: Profile| vec![profile])
    } else {
        serde_json::from_str(text)
    };
    let profiles: Vec<Profile> = read.map_err(|error| {
        Failure::FileUnusable(texts.with(
            "cli-profile-not-json",
            &[
                ("file", file.display().to_string().into()),
                ("why", error.to_string().into()),
            ],
        ))
    })?;
    Ok(profiles
        .iter()
        .map(|profile| Profile {
            id: ProfileId::default(),
            revision: 0,
            ..profile.tidied()
        })
        .collect())
}

/// Which profile, how bad, which field, and what is wrong with it.
fn finding_line(texts: &Texts, index: usize, profile: &Profile, finding: &Finding) -> String {
    let which = if profile.region.is_empty() {
        (index + 1).to_string()
    } else {
        harmless(region(texts, &profile.region))
    };
    [
        which,
        finding.severity.say(texts),
        finding.field.say(texts),
        finding.kind.say(texts),
    ]
    .join(": ")
}

fn all_as_json(session: &Session<'_>) -> Result<Vec<u8>, Failure> {
    let profiles = session.desk.store().profiles()?;
    let profiles: Vec<JsonProfile<'_>> = profiles.iter().map(JsonProfile::of).collect();
    let mut json = serde_json::to_vec_pretty(&profiles)?;
    json.push(b'\n');
    Ok(json)
}

/// Writes a file beside the one named and lets it take that one's place when it is whole.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    // Left by a program that was killed and had the same number.
    std::fs::remove_file(&unfinished).ok();
    let written = create_private(&unfinished)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&unfinished, path));
    if written.is_err() {
        // What is left of it may not be there at all.
        std::fs::remove_file(&unfinished).ok();
    }
    written
}

impl<'a> JsonProfile<'a> {
    fn of(profile: &'a Profile) -> Self {
        Self {
            region: &profile.region,
            active: profile.active,
            description: &profile.description,
            website: &profile.website,
            locations: &profile.locations,
            keywords: &profile.keywords,
            industries: &profile.industries,
            services: &profile.services,
            products: &profile.products,
            opted_out_sizes: &profile.opted_out_sizes,
        }
    }
}
