//! How high the cards of each density are, and how they use that height.

use super::super::theme::{Space, Type};
use crate::desk::Density;
use egui::{FontId, Vec2};

/// The height of a card; equal heights make a card's place exact however long the lane.
pub(super) const fn height(density: Density) -> f32 {
    match density {
        Density::Compact => 58.0,
        Density::Normal => 132.0,
        Density::Roomy => 192.0,
    }
}

/// The gap between two cards.
pub(super) const fn gap(density: Density) -> f32 {
    match density {
        Density::Compact => Space::XS,
        Density::Normal => Space::S,
        Density::Roomy => Space::M,
    }
}

/// The distance from one card's top to the next one's.
pub(super) const fn pitch(density: Density) -> f32 {
    height(density) + gap(density)
}

/// The density as it was chosen, or a denser one where the lanes are so low that they would not show two cards.
pub(super) fn that_fits(chosen: Density, lane_height: f32) -> Density {
    let fits = |density: &Density| 2.0 * pitch(*density) <= lane_height;
    let not_roomier = |density: &Density| *density <= chosen;
    Density::ALL
        .into_iter()
        .rev()
        .filter(not_roomier)
        .find(fits)
        .unwrap_or(Density::Compact)
}

/// How a card's height is used, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    /// Between the card's edge and what is on it.
    pub(super) padding: Vec2,
    /// Between the card's corners and the stripe that tells its urgency.
    pub(super) stripe_inset: f32,
    is_time_large: bool,
    /// From the top of the line of the time to the next line.
    pub(super) time_height: f32,
    pub(super) after_customer: f32,
    pub(super) after_about: f32,
    /// How many rows of the request are shown, where there is no deal to show below it.
    pub(super) request_rows: usize,
}

impl Measures {
    /// Those of a density.
    pub(super) const fn of(density: Density) -> Self {
        match density {
            Density::Compact => Self {
                padding: Vec2::new(Space::M + 2.0, 7.0),
                stripe_inset: Space::S,
                is_time_large: false,
                time_height: 23.0,
                after_customer: 0.0,
                after_about: 0.0,
                request_rows: 0,
            },
            Density::Normal => Self {
                padding: Vec2::new(Space::M + 2.0, 10.0),
                stripe_inset: Space::M,
                is_time_large: true,
                time_height: 28.0,
                after_customer: 1.0,
                after_about: 4.0,
                request_rows: 2,
            },
            Density::Roomy => Self {
                padding: Vec2::new(Space::L + 2.0, 14.0),
                stripe_inset: Space::L,
                is_time_large: true,
                time_height: 31.0,
                after_customer: 2.0,
                after_about: 7.0,
                request_rows: 4,
            },
        }
    }

    /// From the card's top to the line of the customer, below that of the time.
    pub(super) fn height_to_customer(&self) -> f32 {
        self.padding.y + self.time_height
    }

    /// The type of the time left.
    pub(super) fn time_font(&self) -> FontId {
        if self.is_time_large {
            Type::time()
        } else {
            Type::strong()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_lanes_show_denser_cards_but_never_roomier_ones_than_chosen() {
        assert_eq!(that_fits(Density::Roomy, 600.0), Density::Roomy);
        assert_eq!(that_fits(Density::Roomy, 300.0), Density::Normal);
        assert_eq!(that_fits(Density::Roomy, 200.0), Density::Compact);
        assert_eq!(that_fits(Density::Normal, 600.0), Density::Normal);
        assert_eq!(that_fits(Density::Compact, 20.0), Density::Compact);
    }
}
