//! What the colours promise: they are read in both themes, and told apart by whoever does not see all of them.

use super::{Icon, Tokens};
use crate::domain::Urgency;
use crate::text::{Language, Say, Texts};
use crate::ui::board::urgency_icon;
use egui::{Color32, Theme};

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

/// Linear red, green and blue of a colour, as sRGB defines them (IEC 61966-2-1).
fn linear(color: Color32) -> [f64; 3] {
    [color.r(), color.g(), color.b()].map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Contrast as WCAG 2.1 defines it.
fn contrast(one: Color32, other: Color32) -> f64 {
    let luminance = |color| {
        let [red, green, blue] = linear(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_is_readable_on_every_background_it_stands_on() {
    for theme in THEMES {
        let tokens = Tokens::of(theme);
        let inks = [
            ("text", tokens.text),
            ("text_weak", tokens.text_weak),
            ("accent", tokens.accent),
            ("calm", tokens.calm),
            ("soon", tokens.soon),
            ("critical", tokens.critical),
            ("good", tokens.good),
        ];
        let grounds = [
            ("background", tokens.background),
            ("sunken", tokens.sunken),
            ("surface", tokens.surface),
            ("surface_hover", tokens.surface_hover),
            ("raised", tokens.raised),
            ("field", tokens.field),
            // A card that is selected or open shows everything on it.
            ("accent_soft", tokens.accent_soft),
            // What a search found is marked in any line.
            ("mark", tokens.mark),
        ];
        let own_grounds = [
            ("on_accent", tokens.on_accent, tokens.accent),
            ("calm", tokens.calm, tokens.calm_soft),
            ("soon", tokens.soon, tokens.soon_soft),
            ("critical", tokens.critical, tokens.critical_soft),
            ("good", tokens.good, tokens.good_soft),
            // The sentences of a banner.
            ("text", tokens.text, tokens.soon_soft),
            ("text", tokens.text, tokens.critical_soft),
            ("text", tokens.text, tokens.good_soft),
            ("text", tokens.text, tokens.calm_soft),
        ];
        for (name, ink, ground) in own_grounds {
            let contrast = contrast(ink, ground);
            assert!(
                contrast >= 4.5,
                "{theme:?}: {name} on its ground: {contrast:.2}"
            );
        }
        for (name, ink) in inks {
            for (on, ground) in grounds {
                let contrast = contrast(ink, ground);
                assert!(contrast >= 4.5, "{theme:?}: {name} on {on}: {contrast:.2}");
            }
        }
    }
}

/// WCAG 2.1, 1.4.11: what is needed to see a control, and where the keyboard is.
#[test]
fn controls_and_the_focus_stand_out_from_what_they_stand_on() {
    for theme in THEMES {
        let tokens = Tokens::of(theme);
        let grounds = [tokens.background, tokens.surface, tokens.field];
        for ground in grounds {
            for line in [tokens.border_strong, tokens.accent] {
                let contrast = contrast(line, ground);
                assert!(
                    contrast >= 3.0,
                    "{theme:?}: {line:?} on {ground:?}: {contrast:.2}"
                );
            }
        }
        // A menu over a panel: what is lighter than it in the dark, and its edge.
        if theme == Theme::Dark {
            assert!(contrast(tokens.raised, tokens.surface) >= 1.15);
            assert!(contrast(tokens.raised_border, tokens.surface) >= 3.0);
        }
        assert_ne!(tokens.raised, tokens.surface_hover);
        // The ring around a card, on the ground of its lane.
        assert!(contrast(tokens.accent, tokens.sunken) >= 3.0);
        // The ring around what is selected already.
        assert!(contrast(tokens.accent, tokens.accent_soft) >= 3.0);
    }
}

/// How colours look without one kind of cones: the matrices for full severity, on linear sRGB, of Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15(6), 2009), table 1.
const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 4] = [
    ("none", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// CIE 1976 L*a*b* of a colour as it is seen, for daylight (D65).
fn seen(color: Color32, deficiency: &[[f64; 3]; 3]) -> [f64; 3] {
    let color = linear(color);
    let [red, green, blue] = deficiency.map(|row| {
        let sum: f64 = row
            .iter()
            .zip(color)
            .map(|(part, value)| part * value)
            .sum();
        sum.clamp(0.0, 1.0)
    });
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47;
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83;
    let [x, y, z] = [x, y, z].map(|value| {
        if value > 0.008_856 {
            value.cbrt()
        } else {
            7.787 * value + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn difference(one: [f64; 3], other: [f64; 3]) -> f64 {
    let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

/// A difference of 2.3 is just noticed between patches side by side; on thin strokes it takes several times that.
const LEAST_DIFFERENCE: f64 = 12.0;

#[test]
fn urgencies_stay_apart_for_whoever_does_not_see_all_colours() {
    let levels = [Urgency::Calm, Urgency::Soon, Urgency::Critical];
    let pairs = [(0, 1), (0, 2), (1, 2)].map(|(one, other)| {
        let at = |index: usize| levels.get(index).copied().unwrap_or(Urgency::Calm);
        (at(one), at(other))
    });
    for theme in THEMES {
        let tokens = Tokens::of(theme);
        for (name, deficiency) in DEFICIENCIES {
            for (one, other) in pairs {
                let ink = |urgency| seen(tokens.urgency(urgency).0, &deficiency);
                let difference = difference(ink(one), ink(other));
                assert!(
                    difference >= LEAST_DIFFERENCE,
                    "{theme:?}, {name}: {one:?} and {other:?} differ by {difference:.1}"
                );
            }
        }
    }
    // And without any colour: by shape and by word.
    for language in [Language::English, Language::Japanese] {
        let texts = Texts::new(language);
        for (one, other) in pairs {
            assert_ne!(one.say(&texts), other.say(&texts));
            let icons: [Icon; 2] = [urgency_icon(one), urgency_icon(other)];
            assert_ne!(icons[0], icons[1]);
        }
    }
}
