//! The icons: one family of line drawings, tinted to the text beside them.

use super::icon_atlas;
use egui::epaint::RectShape;
use egui::{Color32, Context, Image, Painter, Rect, Ui, Vec2};

macro_rules! icons {
    ($($name:ident = $file:literal),* $(,)?) => {
        /// An icon of the family in `assets/icons`.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[expect(missing_docs, reason = "each is named by what it draws")]
        pub enum Icon {
            $($name),*
        }

        impl Icon {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name and the content of its file.
            pub(super) fn file(self) -> (&'static str, &'static [u8]) {
                match self {
                    $(Self::$name => (
                        concat!("bytes://icons/", $file, ".svg"),
                        include_bytes!(concat!("../../../assets/icons/", $file, ".svg")),
                    )),*
                }
            }
        }
    };
}

icons! {
    Add = "add",
    Archive = "archive",
    Bell = "bell",
    Board = "board",
    Bookmark = "bookmark",
    Building = "building",
    Calendar = "calendar",
    Calm = "calm",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    ChevronUp = "chevron-up",
    Clock = "clock",
    Close = "close",
    Copy = "copy",
    Critical = "critical",
    Cross = "cross",
    Drag = "drag",
    Edit = "edit",
    Export = "export",
    File = "file",
    Filter = "filter",
    Folder = "folder",
    Globe = "globe",
    History = "history",
    Import = "import",
    Info = "info",
    Keyboard = "keyboard",
    LaneCollapse = "lane-collapse",
    LaneOpen = "lane-open",
    Link = "link",
    Location = "location",
    Lock = "lock",
    Mail = "mail",
    Money = "money",
    Moon = "moon",
    More = "more",
    Motion = "motion",
    Person = "person",
    Phone = "phone",
    Print = "print",
    Profiles = "profiles",
    Redo = "redo",
    Refresh = "refresh",
    Search = "search",
    Settings = "settings",
    Soon = "soon",
    Sun = "sun",
    Swimlanes = "swimlanes",
    Tag = "tag",
    TextSize = "text-size",
    Trash = "trash",
    Undo = "undo",
    Warning = "warning",
}

impl Icon {
    /// The side of an icon beside text, in points.
    pub const SIZE: f32 = 18.0;

    /// The icon as a picture of the usual size; tint it, and give it an alternative text unless a word stands beside it.
    pub fn image(self) -> Image<'static> {
        let (uri, bytes) = self.file();
        Image::from_bytes(uri, bytes).fit_to_exact_size(Vec2::splat(Self::SIZE))
    }

    /// The icon in `rect`; `None` while its picture is being made.
    pub fn shape(self, ctx: &Context, rect: Rect, tint: Color32) -> Option<RectShape> {
        let side = icon_atlas::side_pixels(ctx, rect.size());
        let picture = icon_atlas::picture(ctx, self, side)?;
        Some(RectShape::filled(rect, 0.0, tint).with_texture(picture.texture, picture.uv))
    }

    /// Paints the icon into `rect` on the painter's own layer; nothing while its picture is being made.
    pub fn paint_with(self, painter: &Painter, rect: Rect, tint: Color32) {
        if let Some(shape) = self.shape(painter.ctx(), rect, tint) {
            painter.add(shape);
        }
    }

    /// Paints the icon into `rect`.
    pub fn paint(self, ui: &Ui, rect: Rect, tint: Color32) {
        self.paint_with(ui.painter(), rect, tint);
    }
}
