//! The bundled typeface: Noto Sans JP in two weights, for Latin and Japanese alike.

use super::Type;
use crate::text::{Language, typefaces};
use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// A weight: its family, the name of its face and the face, and those of the ellipsis that English sets on the base line.
type Weight = (
    FontFamily,
    (&'static str, &'static [u8]),
    (&'static str, &'static [u8]),
);

fn weights() -> [Weight; 2] {
    [
        (
            FontFamily::Proportional,
            ("regular", typefaces::REGULAR),
            ("ellipsis-regular", typefaces::ELLIPSIS_REGULAR),
        ),
        (
            FontFamily::Name(Type::BOLD.into()),
            (Type::BOLD, typefaces::BOLD),
            ("ellipsis-bold", typefaces::ELLIPSIS_BOLD),
        ),
    ]
}

/// Installs the bundled typeface as `language` sets it. Characters it lacks come from the system's fonts where eframe provides them.
pub fn install_fonts(ctx: &egui::Context, language: Language) {
    let mut fonts = FontDefinitions::empty();
    for (family, face, ellipsis) in weights() {
        // The first face that has a character is taken.
        let faces = match language {
            Language::English => vec![ellipsis, face],
            Language::Japanese => vec![face],
        };
        let names = faces.iter().map(|(name, _)| (*name).to_owned()).collect();
        for (name, bytes) in faces {
            let data = Arc::new(FontData::from_static(bytes));
            fonts.font_data.insert(name.to_owned(), data);
        }
        fonts.families.insert(family, names);
    }
    let regular = fonts.families.get(&FontFamily::Proportional).cloned();
    fonts
        .families
        .insert(FontFamily::Monospace, regular.unwrap_or_default());
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, Context, FontId, RawInput};

    /// How far below the base line's full stop the ellipsis ends, in points; above it is negative.
    fn ellipsis_below_stop(language: Language, font: &FontId) -> f32 {
        let ctx = Context::default();
        install_fonts(&ctx, language);
        let mut below = f32::NAN;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let text = ".…".to_owned();
            let galley =
                ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font.clone(), Color32::WHITE));
            let bottoms: Vec<f32> = galley
                .rows
                .iter()
                .flat_map(|row| &row.glyphs)
                .map(|glyph| glyph.pos.y + glyph.uv_rect.offset.y + glyph.uv_rect.size.y)
                .collect();
            if let [stop, ellipsis] = bottoms.as_slice() {
                below = ellipsis - stop;
            }
        });
        output.textures_delta.clear();
        below
    }

    #[test]
    fn an_ellipsis_sits_on_the_base_line_in_english_and_half_way_up_in_japanese() {
        for font in [Type::body(), Type::heading()] {
            let english = ellipsis_below_stop(Language::English, &font);
            assert!(english.abs() < 1.5, "{english}");
            let japanese = ellipsis_below_stop(Language::Japanese, &font);
            assert!(japanese < -2.5, "{japanese}");
        }
    }
}
