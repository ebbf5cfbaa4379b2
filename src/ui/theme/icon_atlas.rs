//! One texture for the icons of a context: a frame then changes textures once or twice, not with every icon.

use super::Icon;
use egui::load::{ImagePoll, SizeHint};
use egui::mutex::Mutex;
use egui::{ColorImage, Context, Id, Pos2, Rect, TextureHandle, TextureId, TextureOptions, Vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// Where the picture of an icon is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    pub(super) texture: TextureId,
    /// From 0 to 1 of the texture.
    pub(super) uv: Rect,
}

/// The picture of `icon` at this size in pixels; `None` while it is being made.
pub(super) fn picture(ctx: &Context, icon: Icon, side_pixels: u32) -> Option<Picture> {
    let atlas = ctx.data_mut(|data| {
        let atlas: &mut Arc<Mutex<IconAtlas>> = data.get_temp_mut_or_default(Id::NULL);
        atlas.clone()
    });
    let mut atlas = atlas.lock();
    if let Some(picture) = atlas.pictures.get(&(icon, side_pixels)) {
        return Some(*picture);
    }
    let picture = atlas.take_in(ctx, &rasterised(ctx, icon, side_pixels)?);
    atlas.pictures.insert((icon, side_pixels), picture);
    Some(picture)
}

fn rasterised(ctx: &Context, icon: Icon, side_pixels: u32) -> Option<Arc<ColorImage>> {
    let (uri, bytes) = icon.file();
    ctx.include_bytes(uri, bytes);
    let size = SizeHint::Size {
        width: side_pixels,
        height: side_pixels,
        maintain_aspect_ratio: true,
    };
    match ctx.try_load_image(uri, size) {
        Ok(ImagePoll::Ready { image }) => Some(image),
        Ok(ImagePoll::Pending { .. }) => None,
        Err(error) => {
            tracing::error!(uri, %error, "an icon cannot be drawn");
            None
        }
    }
}

#[derive(Default)]
struct IconAtlas {
    pages: Vec<Page>,
    pictures: HashMap<(Icon, u32), Picture>,
}

/// A texture that is filled row by row.
struct Page {
    texture: TextureHandle,
    next: [usize; 2],
    row_height: usize,
}

/// The side of a page, in pixels; every system's textures may be larger.
const PAGE_SIDE: usize = 512;
/// Between pictures, so that none shows at the edge of another.
const GAP: usize = 1;

impl IconAtlas {
    fn take_in(&mut self, ctx: &Context, image: &Arc<ColorImage>) -> Picture {
        let size = image.size;
        // An icon larger than a page, at an extreme zoom, has one of its own.
        let page_side = PAGE_SIDE.max(size[0] + GAP).max(size[1] + GAP);
        let place = self.pages.last_mut().and_then(|page| page.room_for(size));
        let place = place.unwrap_or_else(|| {
            self.pages.push(Page::new(ctx, page_side));
            [GAP, GAP]
        });
        let Some(page) = self.pages.last_mut() else {
            // One was added just now.
            return Picture {
                texture: TextureId::default(),
                uv: Rect::NOTHING,
            };
        };
        page.put(place, image)
    }
}

impl Page {
    fn new(ctx: &Context, side: usize) -> Self {
        let empty = ColorImage::filled([side, side], egui::Color32::TRANSPARENT);
        Self {
            texture: ctx.load_texture("icons", empty, TextureOptions::LINEAR),
            next: [GAP, GAP],
            row_height: 0,
        }
    }

    fn room_for(&self, size: [usize; 2]) -> Option<[usize; 2]> {
        let [width, height] = self.texture.size();
        let [mut x, mut y] = self.next;
        if x + size[0] + GAP > width {
            x = GAP;
            y += self.row_height + GAP;
        }
        let fits = x + size[0] + GAP <= width && y + size[1] + GAP <= height;
        fits.then_some([x, y])
    }

    fn put(&mut self, [x, y]: [usize; 2], image: &Arc<ColorImage>) -> Picture {
        let size = image.size;
        self.texture
            .set_partial([x, y], image.clone(), TextureOptions::LINEAR);
        if y > self.next[1] {
            self.row_height = 0;
        }
        self.row_height = self.row_height.max(size[1]);
        self.next = [x + size[0] + GAP, y];
        let page = self.texture.size_vec2();
        let at = |x: usize, y: usize| Pos2::new(x as f32 / page.x, y as f32 / page.y);
        Picture {
            texture: self.texture.id(),
            uv: Rect::from_min_max(at(x, y), at(x + size[0], y + size[1])),
        }
    }
}

/// The side in pixels of a picture that is to fill `size` points.
pub(super) fn side_pixels(ctx: &Context, size: Vec2) -> u32 {
    (size.min_elem() * ctx.pixels_per_point()).round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_icons_share_a_place() {
        let ctx = Context::default();
        egui_extras::install_image_loaders(&ctx);
        let mut taken: Vec<(TextureId, Rect)> = Vec::new();
        for side in [14, 18, 40, 120] {
            for icon in Icon::ALL {
                let picture = picture(&ctx, *icon, side).unwrap();
                let overlaps = |(texture, uv): &(TextureId, Rect)| {
                    *texture == picture.texture && uv.shrink(1e-4).intersects(picture.uv)
                };
                assert!(!taken.iter().any(overlaps), "{icon:?} at {side}");
                assert!(
                    Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0)).contains_rect(picture.uv)
                );
                taken.push((picture.texture, picture.uv));
            }
        }
        let again = picture(&ctx, Icon::Bell, 40).unwrap();
        assert!(taken.contains(&(again.texture, again.uv)));
    }
}
