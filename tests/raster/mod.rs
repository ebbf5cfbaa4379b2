//! Draws what a window paints into a picture, pixel by pixel on the processor: the same on every machine, whatever graphics it has.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{ColorImage, Context, FullOutput, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};
use std::collections::HashMap;

/// The pictures that the window has given so far.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = change.image;
                match change.pos {
                    None => {
                        self.textures.insert(id, (*image).clone());
                    }
                    Some(at) => self.textures.get_mut(&id).unwrap().put(at, &image),
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut picture = RgbaImage::from_pixel(
            size.x.round() as u32,
            size.y.round() as u32,
            Rgba([0, 0, 0, 255]),
        );
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &clipped.primitive else {
                return Err("only meshes can be drawn".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
            draw(&mut picture, mesh, texture, clipped.clip_rect, scale);
        }
        Ok(picture)
    }
}

/// A rectangle's part of another image in one of the same kind.
trait Put {
    fn put(&mut self, at: [usize; 2], part: &ColorImage);
}

impl Put for ColorImage {
    fn put(&mut self, [left, top]: [usize; 2], part: &ColorImage) {
        let (width, whole) = (part.size[0], self.size[0]);
        for (row, pixels) in part.pixels.chunks(width).enumerate() {
            let from = (top + row) * whole + left;
            self.pixels[from..from + width].copy_from_slice(pixels);
        }
    }
}

fn draw(picture: &mut RgbaImage, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
    let pixel = |value: f32, most: u32| (value * scale).round().clamp(0.0, most as f32) as i32;
    let bounds = [
        pixel(clip.left(), picture.width()),
        pixel(clip.top(), picture.height()),
        pixel(clip.right(), picture.width()),
        pixel(clip.bottom(), picture.height()),
    ];
    for corners in mesh.indices.chunks_exact(3) {
        let corner = |index: usize| {
            let vertex = mesh.vertices[corners[index] as usize];
            Vertex {
                pos: (vertex.pos.to_vec2() * scale).to_pos2(),
                ..vertex
            }
        };
        triangle(picture, [corner(0), corner(1), corner(2)], texture, bounds);
    }
}

/// Twice the area of the triangle from the edge to the point, positive on its inner side.
fn edge(from: Pos2, to: Pos2, point: Pos2) -> f32 {
    (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
}

/// Fills every pixel whose middle lies in the triangle; one on the edge between two belongs to just one of them.
fn triangle(
    picture: &mut RgbaImage,
    mut corners: [Vertex; 3],
    texture: &ColorImage,
    [left, top, right, bottom]: [i32; 4],
) {
    let area = edge(corners[0].pos, corners[1].pos, corners[2].pos);
    if area == 0.0 || !area.is_finite() {
        return;
    }
    if area < 0.0 {
        corners.swap(1, 2);
    }
    let area = area.abs();
    let [a, b, c] = corners;
    let is_plain = a.uv == b.uv && b.uv == c.uv;
    let of_three = |of: fn(&Vertex) -> f32, least: bool| {
        let values = [of(&a), of(&b), of(&c)];
        let pick = if least { f32::min } else { f32::max };
        values.into_iter().reduce(pick).unwrap()
    };
    let first_x = (of_three(|v| v.pos.x, true).floor() as i32).max(left);
    let last_x = (of_three(|v| v.pos.x, false).ceil() as i32).min(right);
    let first_y = (of_three(|v| v.pos.y, true).floor() as i32).max(top);
    let last_y = (of_three(|v| v.pos.y, false).ceil() as i32).min(bottom);
    let plain = is_plain.then(|| texel(texture, a.uv));
    let one_color = a.color == b.color && b.color == c.color;
    let edges = [(b.pos, c.pos), (c.pos, a.pos), (a.pos, b.pos)];
    for y in first_y..last_y {
        let row = y as f32 + 0.5;
        let Some((from, to)) = span(edges, row, first_x, last_x) else {
            continue;
        };
        if let (Some(ink), true) = (plain, one_color) {
            let tint = a.color.to_array().map(|channel| f32::from(channel) / 255.0);
            for x in from..to {
                blend(picture, (x as u32, y as u32), ink, tint);
            }
            continue;
        }
        for x in from..to {
            let middle = Pos2::new(x as f32 + 0.5, row);
            let [wa, wb, wc] = edges.map(|(from, to)| edge(from, to, middle) / area);
            let ink = plain.unwrap_or_else(|| {
                let uv = a.uv.to_vec2() * wa + b.uv.to_vec2() * wb + c.uv.to_vec2() * wc;
                texel(texture, uv.to_pos2())
            });
            let tint: [f32; 4] = std::array::from_fn(|channel| {
                let of = |vertex: &Vertex| f32::from(vertex.color.to_array()[channel]);
                (of(&a) * wa + of(&b) * wb + of(&c) * wc) / 255.0
            });
            blend(picture, (x as u32, y as u32), ink, tint);
        }
    }
}

/// The pixels of a row whose middles lie within the three edges, from the first to before the last of those asked for.
fn span(edges: [(Pos2, Pos2); 3], row: f32, first: i32, last: i32) -> Option<(i32, i32)> {
    let is_inside = |x: i32| {
        edges.into_iter().all(|(from, to)| {
            let inside = edge(from, to, Pos2::new(x as f32 + 0.5, row));
            // Of two triangles that share an edge, the one to which it is a left or upper one has it.
            let along = to - from;
            let owns = along.y < 0.0 || along.y == 0.0 && along.x > 0.0;
            inside > 0.0 || inside == 0.0 && owns
        })
    };
    let (mut begin, mut end) = (first, last);
    for (from, to) in edges {
        let rise = to.y - from.y;
        if rise == 0.0 {
            continue;
        }
        let crossing = from.x + (to.x - from.x) * (row - from.y) / rise;
        // Generous by a pixel; the ends are looked at one by one.
        if rise < 0.0 {
            begin = begin.max(crossing.floor() as i32 - 1);
        } else {
            end = end.min(crossing.ceil() as i32 + 1);
        }
    }
    while begin < end && !is_inside(begin) {
        begin += 1;
    }
    while begin < end && !is_inside(end - 1) {
        end -= 1;
    }
    (begin < end).then_some((begin, end))
}

/// Lays a colour, whose alpha is in its channels already, over a pixel.
fn blend(picture: &mut RgbaImage, (x, y): (u32, u32), ink: [f32; 4], tint: [f32; 4]) {
    let seen = 1.0 - ink[3] * tint[3] / 255.0;
    let pixel = picture.get_pixel_mut(x, y);
    for channel in 0..3 {
        let below = f32::from(pixel.0[channel]) * seen;
        pixel.0[channel] = (ink[channel] * tint[channel] + below)
            .round()
            .clamp(0.0, 255.0) as u8;
    }
}

/// The texture there, mixed of the four points around.
fn texel(texture: &ColorImage, uv: Pos2) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (uv.x * width as f32 - 0.5, uv.y * height as f32 - 0.5);
    let (share_x, share_y) = (x - x.floor(), y - y.floor());
    let point = |dx: f32, dy: f32| {
        let column = (x.floor() + dx).clamp(0.0, width as f32 - 1.0) as usize;
        let row = (y.floor() + dy).clamp(0.0, height as f32 - 1.0) as usize;
        texture.pixels[row * width + column].to_array()
    };
    let [nw, ne, sw, se] = [
        point(0.0, 0.0),
        point(1.0, 0.0),
        point(0.0, 1.0),
        point(1.0, 1.0),
    ];
    std::array::from_fn(|channel| {
        let mix = |a: u8, b: u8, share: f32| f32::from(a) * (1.0 - share) + f32::from(b) * share;
        let upper = mix(nw[channel], ne[channel], share_x);
        let lower = mix(sw[channel], se[channel], share_x);
        upper * (1.0 - share_y) + lower * share_y
    })
}
