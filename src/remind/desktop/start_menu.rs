//! The program's entry in Windows' Start menu. Windows shows the notifications of a program that is in no package only when a shortcut there
//! carries the program's name; otherwise it takes them and shows nothing.
#![allow(
    unsafe_code,
    reason = "Windows' own interface, by the crate's rule unsafe like any other"
)]

use std::path::{Path, PathBuf};
use windows::Win32::Storage::EnhancedStorage::PKEY_AppUserModel_ID;
use windows::Win32::System::Com::StructuredStorage::PROPVARIANT;
use windows::Win32::System::Com::{
    CLSCTX_INPROC_SERVER, COINIT_APARTMENTTHREADED, CoCreateInstance, CoInitializeEx,
    CoUninitialize, IPersistFile,
};
use windows::Win32::UI::Shell::PropertiesSystem::IPropertyStore;
use windows::Win32::UI::Shell::{IShellLinkW, SetCurrentProcessExplicitAppUserModelID, ShellLink};
use windows::core::{HSTRING, Interface};
use windows_registry::CURRENT_USER;

/// Below the folders of the person's and of everybody's Start menu.
const SHORTCUT: &str = "Microsoft\\Windows\\Start Menu\\Programs\\Leadline.lnk";
/// Where it is kept which program the shortcut was made for, when it was made here and not by an installer.
const OWN: &str = "Software\\Leadline";
const MADE_FOR: &str = "ShortcutFor";

/// Gives this process the program's name, so that its windows, its shortcut and its notifications belong together.
///
/// # Errors
/// What Windows says.
pub(super) fn name_process(app_id: &str) -> windows::core::Result<()> {
    let app_id = HSTRING::from(app_id);
    // SAFETY: the text lives until the call returns.
    unsafe { SetCurrentProcessExplicitAppUserModelID(&app_id) }
}

/// Makes a shortcut to this program for this person, unless there is one already that was made by an installer or for this very program. True
/// when it was made.
///
/// # Errors
/// What Windows says, or that there is no folder for it.
pub(super) fn ensure_shortcut(program: &Path, app_id: &str) -> windows::core::Result<bool> {
    let below =
        |variable: &str| std::env::var_os(variable).map(|at| PathBuf::from(at).join(SHORTCUT));
    let Some(shortcut) = below("APPDATA") else {
        return Ok(false);
    };
    let own = CURRENT_USER.create(OWN)?;
    let made_for = own.get_string(MADE_FOR).ok();
    let name = program.to_string_lossy();
    let is_there = shortcut.exists() || below("ProgramData").is_some_and(|common| common.exists());
    if is_there && made_for.as_deref().is_none_or(|made_for| made_for == name) {
        return Ok(false);
    }
    on_com(|| write(&shortcut, program, app_id))?;
    own.set_string(MADE_FOR, name)?;
    Ok(true)
}

/// Does `work` on a thread that may use COM, which this one is made if it is not.
fn on_com(work: impl FnOnce() -> windows::core::Result<()>) -> windows::core::Result<()> {
    // SAFETY: undone below, on the same thread, where it was done here. Where the thread was made so before in another way, that does as well.
    let was_made = unsafe { CoInitializeEx(None, COINIT_APARTMENTTHREADED) }.is_ok();
    let done = work();
    if was_made {
        // SAFETY: the one above; whatever `work` has used is gone.
        unsafe { CoUninitialize() };
    }
    done
}

fn write(shortcut: &Path, program: &Path, app_id: &str) -> windows::core::Result<()> {
    // SAFETY: each text lives until its call returns, and the interfaces keep themselves alive.
    unsafe {
        let link: IShellLinkW = CoCreateInstance(&ShellLink, None, CLSCTX_INPROC_SERVER)?;
        link.SetPath(&HSTRING::from(program))?;
        let properties: IPropertyStore = link.cast()?;
        properties.SetValue(&PKEY_AppUserModel_ID, &PROPVARIANT::from(app_id))?;
        properties.Commit()?;
        let file: IPersistFile = link.cast()?;
        file.Save(&HSTRING::from(shortcut), true)
    }
}
