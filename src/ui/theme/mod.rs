//! Colours, spacing, type and icons: the only place that names raw values.

#[cfg(test)]
mod contrast;
mod fonts;
mod icon_atlas;
mod icons;
mod motion;
mod style;
mod tokens;

pub use fonts::install_fonts;
pub use icons::Icon;
pub use motion::set_motion;
pub use style::install_styles;
pub use tokens::{Radius, Space, Tokens, Type};
