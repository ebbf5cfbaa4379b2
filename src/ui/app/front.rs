//! Bringing the window to the front, and out of sight where it goes on behind it.

/// Whether a window that is closed is really closed while the program stays, and made anew when it is wanted. Elsewhere it is hidden: Windows
/// and macOS keep a program's icon and its notifications with its window's loop of events.
pub(in crate::ui) const REALLY_CLOSES: bool = !cfg!(any(windows, target_os = "macos"));

/// Shows the window, above the others where the system allows that, or else marked as wanting to be seen.
pub(in crate::ui) fn bring_to_front(ctx: &egui::Context) {
    if !REALLY_CLOSES {
        show(ctx);
    }
    ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
    ctx.send_viewport_cmd(egui::ViewportCommand::RequestUserAttention(
        egui::UserAttentionType::Informational,
    ));
}

/// Takes the window out of sight; the program goes on.
#[cfg(not(target_os = "macos"))]
pub(in crate::ui) fn hide(ctx: &egui::Context) {
    ctx.send_viewport_cmd(egui::ViewportCommand::Visible(false));
}

#[cfg(not(target_os = "macos"))]
fn show(ctx: &egui::Context) {
    ctx.send_viewport_cmd(egui::ViewportCommand::Visible(true));
}

/// Hides the program as Cmd-H does: a click on its icon in the Dock then brings it back.
#[cfg(target_os = "macos")]
pub(in crate::ui) fn hide(_: &egui::Context) {
    if let Some(main_thread) = objc2::MainThreadMarker::new() {
        objc2_app_kit::NSApplication::sharedApplication(main_thread).hide(None);
    }
}

#[cfg(target_os = "macos")]
fn show(_: &egui::Context) {
    if let Some(main_thread) = objc2::MainThreadMarker::new() {
        objc2_app_kit::NSApplication::sharedApplication(main_thread).unhide(None);
    }
}
