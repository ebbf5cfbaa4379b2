//! How the state of the system's notifications looks: an icon and its colours, beside the words.

use super::super::theme::{Icon, Tokens};
use crate::remind::ServiceState;
use egui::Color32;

/// How a state looks.
pub struct ServiceFace {
    /// Tells the states apart without colour.
    pub icon: Icon,
    /// The colour of the icon, and of words on `soft`.
    pub ink: Color32,
    /// Behind both.
    pub soft: Color32,
}

/// How this state looks: what passes by itself presses less than what somebody has to mend.
pub const fn service_face(tokens: &Tokens, state: ServiceState) -> ServiceFace {
    let (icon, ink, soft) = match state {
        ServiceState::Ready => (Icon::Check, tokens.good, tokens.good_soft),
        ServiceState::Unknown => (Icon::Info, tokens.text_weak, tokens.sunken),
        _ if state.is_passing() => (Icon::Moon, tokens.soon, tokens.soon_soft),
        _ => (Icon::Warning, tokens.critical, tokens.critical_soft),
    };
    ServiceFace { icon, ink, soft }
}
