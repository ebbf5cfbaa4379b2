//! The bare frame that the board's is measured against: as many texts and rectangles, of the same sizes, straight from a painter.

use super::stage::{WINDOW, tessellate};
use egui::text::LayoutJob;
use egui::{Context, Pos2, RawInput, Rect, Shape};
use leadline::text::Language;
use leadline::ui::theme::install_fonts;

pub struct Bare {
    ctx: Context,
    texts: Vec<(Pos2, Rect, LayoutJob)>,
    rects: Vec<(Rect, egui::epaint::RectShape)>,
    frames: u32,
}

impl Bare {
    /// With the texts and rectangles of these shapes. Everything else that they have is left out.
    pub fn of(shapes: Vec<egui::epaint::ClippedShape>) -> Self {
        let ctx = Context::default();
        install_fonts(&ctx, Language::English);
        let mut bare = Self {
            ctx,
            texts: Vec::new(),
            rects: Vec::new(),
            frames: 0,
        };
        for clipped in shapes {
            bare.take(clipped.clip_rect, clipped.shape);
        }
        bare
    }

    fn take(&mut self, clip: Rect, shape: Shape) {
        match shape {
            Shape::Vec(shapes) => {
                for shape in shapes {
                    self.take(clip, shape);
                }
            }
            Shape::Text(text) => {
                let job = LayoutJob::clone(&text.galley.job);
                self.texts.push((text.pos, clip, job));
            }
            Shape::Rect(mut rect) => {
                // Pictures are known to the board's own context only.
                rect.brush = None;
                self.rects.push((clip, rect));
            }
            _ => {}
        }
    }

    pub fn counts(&self) -> (usize, usize) {
        (self.texts.len(), self.rects.len())
    }

    /// Runs one frame and tessellates it.
    pub fn frame(&mut self) {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            time: Some(f64::from(self.frames) / 60.0),
            predicted_dt: 1.0 / 60.0,
            focused: true,
            ..RawInput::default()
        };
        let Self {
            ctx, texts, rects, ..
        } = self;
        let output = ctx.run_ui(input, |ui| {
            for (clip, rect) in &*rects {
                ui.painter().with_clip_rect(*clip).add(rect.clone());
            }
            for (pos, clip, job) in &*texts {
                let painter = ui.painter().with_clip_rect(*clip);
                let galley = painter.layout_job(job.clone());
                painter.galley(*pos, galley, egui::Color32::BLACK);
            }
        });
        tessellate(ctx, output);
    }
}
