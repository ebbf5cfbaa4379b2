//! The icons: one family of line drawings, tinted to the text beside them.

use egui::{Image, ImageSource, Vec2};

macro_rules! icons {
    ($($name:ident = $file:literal),* $(,)?) => {
        /// An icon of the family in `assets/icons`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[expect(missing_docs, reason = "each is named by what it draws")]
        pub enum Icon {
            $($name),*
        }

        impl Icon {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            fn source(self) -> ImageSource<'static> {
                match self {
                    $(Self::$name => egui::include_image!(concat!("../../../assets/icons/", $file, ".svg"))),*
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
    Link = "link",
    Location = "location",
    Mail = "mail",
    Money = "money",
    Moon = "moon",
    More = "more",
    Person = "person",
    Phone = "phone",
    Profiles = "profiles",
    Redo = "redo",
    Refresh = "refresh",
    Search = "search",
    Settings = "settings",
    Soon = "soon",
    Sun = "sun",
    Tag = "tag",
    Trash = "trash",
    Undo = "undo",
    Warning = "warning",
}

impl Icon {
    /// The side of an icon beside text, in points.
    pub const SIZE: f32 = 18.0;

    /// The icon as a picture of the usual size; tint it, and give it an alternative text unless a word stands beside it.
    pub fn image(self) -> Image<'static> {
        Image::new(self.source()).fit_to_exact_size(Vec2::splat(Self::SIZE))
    }

    /// Paints the icon into `rect` on the painter's own layer; nothing while its picture is being made.
    pub fn paint_with(self, painter: &egui::Painter, rect: egui::Rect, tint: egui::Color32) {
        let whole = egui::Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
        if let Ok(egui::load::TexturePoll::Ready { texture }) =
            self.image().load_for_size(painter.ctx(), rect.size())
        {
            painter.image(texture.id, rect, whole, tint);
        }
    }

    /// Paints the icon into `rect`.
    pub fn paint(self, ui: &egui::Ui, rect: egui::Rect, tint: egui::Color32) {
        self.image().tint(tint).paint_at(ui, rect);
    }
}
