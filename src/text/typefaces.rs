//! The bundled typeface, Noto Sans JP in two weights, as the bytes of its files: there once, for the window and for paper.

/// A bundled face.
pub type FaceBytes = &'static [u8];

/// The weight of running text: Latin and Japanese.
pub static REGULAR: FaceBytes = include_bytes!("../../assets/fonts/NotoSansJP-Regular.ttf");
/// The weight of what stands out.
pub static BOLD: FaceBytes = include_bytes!("../../assets/fonts/NotoSansJP-Bold.ttf");
/// Nothing but the ellipsis as English sets it, on the base line.
pub static ELLIPSIS_REGULAR: FaceBytes =
    include_bytes!("../../assets/fonts/NotoSansJP-Ellipsis-Regular.ttf");
/// The same in bold.
pub static ELLIPSIS_BOLD: FaceBytes =
    include_bytes!("../../assets/fonts/NotoSansJP-Ellipsis-Bold.ttf");
