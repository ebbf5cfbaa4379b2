//! CPU of a frame: at rest, while scrolling, while dragging; and against a bare frame of the same content.

use super::bare::Bare;
use super::data::Files;
use super::stage::{Stage, pointer};
use super::table::{Line, Table};
use super::timing::{Samples, paired_ratio, ratio};
use egui::{Event, Modifiers, MouseWheelUnit, Pos2, TouchPhase, Vec2};
use leadline::domain::Stage as Lane;

/// Frames before anything is measured, and frames measured.
const WARM_UP: usize = 1_000;
const MEASURED: usize = 1_000;

pub fn measure(files: &Files, table: &mut Table) {
    let mut stages: Vec<Stage> = files
        .paths
        .iter()
        .map(|path| Stage::open(path, files.now))
        .collect();
    let mut bares: Vec<Bare> = stages
        .iter_mut()
        .map(|stage| Bare::of(stage.shapes()))
        .collect();
    at_rest(&mut stages, &mut bares, table);
    scrolling(&mut stages, table);
    dragging(&mut stages, table);
}

fn at_rest(stages: &mut [Stage], bares: &mut [Bare], table: &mut Table) {
    let mut frames: [Samples; 3] = Default::default();
    let mut bare_frames: [Samples; 3] = Default::default();
    for round in 0..WARM_UP + MEASURED {
        let mut ignored = Samples::default();
        for size in 0..3 {
            let warm = round >= WARM_UP;
            let sample = if warm {
                &mut frames[size]
            } else {
                &mut ignored
            };
            sample.time(|| stages[size].frame(Vec::new()));
            let sample = if warm {
                &mut bare_frames[size]
            } else {
                &mut ignored
            };
            sample.time(|| bares[size].frame());
        }
    }
    table.add(
        Line::of("Frame, at rest (CPU of ui and tessellation)", &frames).judged(
            paired_ratio(&frames[2], &frames[0]),
            "100",
            1.3,
        ),
    );
    let (texts, rects) = bares[2].counts();
    let most = (0..3)
        .map(|size| paired_ratio(&frames[size], &bare_frames[size]))
        .fold(0.0, f64::max);
    table.add(
        Line::of(
            &format!("Bare egui frame of as many texts ({texts}) and rectangles ({rects})"),
            &bare_frames,
        )
        .judged(most, "bare, at most", 1.5),
    );
}

fn scrolling(stages: &mut [Stage], table: &mut Table) {
    let mut frames: [Samples; 3] = Default::default();
    for stage in &mut *stages {
        let at = Stage::card_in(Lane::New);
        stage.frame(vec![Event::PointerMoved(at)]);
    }
    for round in 0..WARM_UP + MEASURED {
        // Back and forth, so that the shortest lane has as far to go as the longest.
        let down = (round / 60) % 2 == 0;
        for (stage, samples) in stages.iter_mut().zip(&mut frames) {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::new(0.0, if down { -40.0 } else { 40.0 }),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            };
            let mut ignored = Samples::default();
            let sample = if round >= WARM_UP {
                samples
            } else {
                &mut ignored
            };
            sample.time(|| stage.frame(vec![wheel]));
        }
    }
    table.add(Line::of("Frame while scrolling", &frames).judged(
        ratio(&frames[2], &frames[0]),
        "100",
        1.3,
    ));
    for stage in stages {
        stage.frame(vec![Event::PointerGone]);
        stage.rest();
    }
}

fn dragging(stages: &mut [Stage], table: &mut Table) {
    let mut frames: [Samples; 3] = Default::default();
    for stage in &mut *stages {
        let from = Stage::card_in(Lane::New);
        stage.frame(vec![Event::PointerMoved(from)]);
        stage.frame(vec![pointer(from, true)]);
        for step in 0..20_u8 {
            let to = from + Vec2::new(f32::from(step) * 4.0, 0.0);
            stage.frame(vec![Event::PointerMoved(to)]);
        }
    }
    for round in 0..WARM_UP + MEASURED {
        let along = (round % 200) as f32 / 200.0;
        for (stage, samples) in stages.iter_mut().zip(&mut frames) {
            let to = Pos2::new(60.0 + along * 1_100.0, 380.0 + along * 60.0);
            let mut ignored = Samples::default();
            let sample = if round >= WARM_UP {
                samples
            } else {
                &mut ignored
            };
            sample.time(|| stage.frame(vec![Event::PointerMoved(to)]));
        }
    }
    let ghost = stages[2]
        .shapes()
        .iter()
        .filter(|clipped| matches!(clipped.shape, egui::Shape::Text(_)))
        .count();
    assert!(ghost > 0, "nothing was drawn");
    table.add(Line::of("Frame while dragging", &frames).judged(
        ratio(&frames[2], &frames[0]),
        "100",
        1.3,
    ));
    for stage in stages {
        // Dropped where it was taken, it stays.
        let home = Stage::card_in(Lane::New);
        stage.frame(vec![Event::PointerMoved(home)]);
        stage.frame(vec![pointer(home, false)]);
        stage.rest();
    }
}
