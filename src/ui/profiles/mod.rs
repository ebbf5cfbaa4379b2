//! The business profiles: a list by region and an editor.

mod about;
mod draft;
mod editor;
mod facts;
mod keywords;
mod list;
mod locations;
mod marks;
mod questions;
mod regions;
mod targets;

use super::theme::{Icon, Space};
use super::view::{Ask, View};
use super::widgets::{DialogAnswer, Emphasis, empty_state, icon_text_button};
use crate::desk::Event;
use crate::domain::{Command, Finding, Profile, ProfileId};
use crate::text::region;
use draft::{Draft, Fate};
use egui::{
    CentralPanel, Frame, Key, KeyboardShortcut, Margin, Modifiers, Panel, Ui, UiBuilder, Vec2,
};
use facts::Facts;
use questions::Edits;
use regions::Regions;
use std::sync::Arc;

/// Saves the profile in the form.
const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
/// The width of the list, in points.
const LIST_WIDTH: f32 = 280.0;
/// The width of what stands where there is no profile, in points.
const EMPTY_WIDTH: f32 = 560.0;

/// The screen of the business profiles.
#[derive(Default)]
pub struct ProfilesScreen {
    draft: Option<Draft>,
    /// The kept profiles as last taken in.
    profiles: Arc<[Profile]>,
    /// Whether the file's were read at all.
    is_read: bool,
    /// The profiles' indexes in the order of their names.
    order: Vec<usize>,
    regions: Regions,
    facts: Facts,
    /// Counts the forms that were opened.
    serial: u64,
    leaving: Option<Leaving>,
    is_asked_to_delete: bool,
}

/// A way out of the form that would lose edits.
struct Leaving {
    to: Destination,
    /// The person chose to save first, and that is under way.
    after_saving: bool,
}

/// Where a way out of the form leads.
#[derive(Clone, PartialEq)]
enum Destination {
    /// Out of the screen.
    Ask(Box<Ask>),
    Profile(ProfileId),
    New,
}

impl ProfilesScreen {
    /// Draws the screen into the whole of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        self.meet_kept(view);
        self.ask_for_facts(view);
        self.leave_when_saved(view);
        if self.draft.is_none() && self.profiles.is_empty() {
            self.nothing_yet(ui, view);
            return;
        }
        let findings = self
            .draft
            .as_ref()
            .map(|draft| self.facts.findings(&draft.profile, &self.profiles))
            .unwrap_or_default();
        self.save_by_key(ui, view, &findings);
        self.list(ui, view);
        self.editor(ui, view, &findings);
        self.questions(ui, view, &findings);
    }

    /// Takes in what happened at the desk.
    pub fn on_event(&mut self, event: &Event) {
        self.facts.on_event(event);
        self.is_read |= matches!(event, Event::Profiles(_));
        if matches!(event, Event::Failed { .. })
            && let Some(draft) = &mut self.draft
        {
            draft.sending_failed();
            self.leaving.take_if(|leaving| leaving.after_saving);
        }
    }

    /// Whether something was entered that is not saved.
    pub fn holds_input(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::has_unsaved_edits)
    }

    /// What was entered and is not saved, for a window that begins anew.
    #[must_use]
    pub fn rescue(&mut self) -> Self {
        Self {
            draft: self.draft.take().filter(Draft::has_unsaved_edits),
            serial: self.serial,
            ..Self::default()
        }
    }

    /// Whether leaving loses nothing. Otherwise the screen asks, and pushes `then` itself once nothing would be lost.
    pub fn may_leave(&mut self, then: Ask) -> bool {
        self.may_go(Destination::Ask(Box::new(then)))
    }

    fn may_go(&mut self, to: Destination) -> bool {
        let is_free = !self.holds_input();
        self.leaving = (!is_free).then_some(Leaving {
            to,
            after_saving: false,
        });
        is_free
    }

    /// Takes in the kept profiles when they changed.
    fn meet_kept(&mut self, view: &View<'_>) {
        let profiles = view.session.profiles();
        let is_same = Arc::ptr_eq(&self.profiles, profiles);
        if self.regions.take_language(view.texts) || !is_same {
            self.order = (0..profiles.len()).collect();
            self.order.sort_by_key(|index| {
                let code = profiles.get(*index).map_or("", |kept| &kept.region);
                (self.regions.place(code), code)
            });
        }
        if is_same {
            return;
        }
        self.profiles = profiles.clone();
        if let Some(draft) = &mut self.draft
            && draft.meet(profiles) == Fate::Closes
        {
            self.draft = None;
            self.is_asked_to_delete = false;
        }
        if self.draft.is_none() {
            self.open_first();
        }
    }

    fn ask_for_facts(&mut self, view: &mut View<'_>) {
        let profiles = self.profiles.clone();
        self.facts.ask_again(view, &profiles);
        for profile in profiles
            .iter()
            .chain(self.draft.as_ref().map(|draft| &draft.profile))
        {
            self.facts.ask(view, profile);
        }
    }

    /// Goes where the person wanted to, once what was to be saved first is kept.
    fn leave_when_saved(&mut self, view: &mut View<'_>) {
        let is_kept = !self
            .draft
            .as_ref()
            .is_some_and(|draft| draft.is_edited() || draft.elsewhere.is_some());
        if is_kept && let Some(leaving) = self.leaving.take_if(|leaving| leaving.after_saving) {
            self.go(view, leaving.to);
        }
    }

    fn go(&mut self, view: &mut View<'_>, to: Destination) {
        match to {
            Destination::Ask(ask) => view.ask(*ask),
            Destination::Profile(id) => self.open(id),
            Destination::New => self.open_new(),
        }
    }

    fn open(&mut self, id: ProfileId) {
        self.serial += 1;
        let kept = self.profiles.iter().find(|profile| profile.id == id);
        self.draft = kept.map(|kept| Draft::of(kept, self.serial));
    }

    fn open_first(&mut self) {
        let first = self.order.first().and_then(|at| self.profiles.get(*at));
        if let Some(id) = first.map(|profile| profile.id) {
            self.open(id);
        }
    }

    fn open_new(&mut self) {
        self.serial += 1;
        self.draft = Some(Draft::new(self.serial));
    }

    fn nothing_yet(&mut self, ui: &mut Ui, view: &View<'_>) {
        if !self.is_read {
            return;
        }
        let texts = view.texts;
        CentralPanel::no_frame().show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            let side = ((room.width() - EMPTY_WIDTH) / 2.0).max(Space::XL);
            let middle = UiBuilder::new().max_rect(room.shrink2(Vec2::new(side, Space::XL)));
            let mut middle = ui.new_child(middle);
            let title = texts.get("profiles-empty-title");
            let body = texts.get("profiles-empty-body");
            empty_state(
                &mut middle,
                view.tokens,
                Icon::Profiles,
                title,
                body,
                |ui| {
                    let new = texts.get("profiles-new");
                    if icon_text_button(ui, view.tokens, Emphasis::Primary, Icon::Add, new)
                        .clicked()
                    {
                        self.open_new();
                    }
                },
            );
        });
    }

    fn save_by_key(&mut self, ui: &Ui, view: &mut View<'_>, findings: &[Finding]) {
        let is_asking = self.leaving.is_some() || self.is_asked_to_delete;
        if !is_asking && ui.input_mut(|input| input.consume_shortcut(&SAVE)) {
            self.save(view, findings);
        }
    }

    fn save(&mut self, view: &mut View<'_>, findings: &[Finding]) {
        if let Some(draft) = &mut self.draft
            && editor::why_not_saved(view, draft, findings).is_none()
        {
            view.command(Command::SaveProfiles(vec![draft.send()]));
        }
    }

    fn list(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let frame = Frame::new()
            .fill(view.tokens.sunken)
            .inner_margin(Margin::same(Space::L as i8));
        // In a narrow window the form needs the room more.
        let width = LIST_WIDTH.min(ui.available_width() * 0.38);
        let wanted = Panel::left("profile-list")
            .resizable(false)
            .exact_size(width)
            .frame(frame)
            .show(ui, |ui| {
                let draft = self.draft.as_ref();
                list::show(ui, view, &self.profiles, &self.order, draft, &self.facts)
            })
            .inner;
        let to = match wanted {
            Some(list::Wanted::New) => Destination::New,
            Some(list::Wanted::Open(id)) => Destination::Profile(id),
            None => return,
        };
        let is_here = self.draft.as_ref().is_some_and(|draft| match to {
            Destination::Profile(id) => draft.id() == id,
            Destination::New => draft.is_new(),
            Destination::Ask(_) => false,
        });
        if !is_here && self.may_go(to.clone()) {
            self.go(view, to);
        }
    }

    fn editor(&mut self, ui: &mut Ui, view: &mut View<'_>, findings: &[Finding]) {
        let wanted = CentralPanel::no_frame()
            .show(ui, |ui| {
                let draft = self.draft.as_mut()?;
                editor::show(ui, view, &self.regions, draft, findings)
            })
            .inner;
        match wanted {
            Some(editor::Wanted::Save) => self.save(view, findings),
            Some(editor::Wanted::Discard | editor::Wanted::Reload) => self.reopen(),
            Some(editor::Wanted::KeepOwn) => {
                if let Some(draft) = &mut self.draft {
                    draft.keep_own();
                }
            }
            Some(editor::Wanted::Delete) => self.is_asked_to_delete = true,
            None => {}
        }
    }

    /// Shows the profile as it is kept; the first one instead of one that is not.
    fn reopen(&mut self) {
        let kept = self
            .draft
            .take()
            .and_then(|draft| draft.latest_kept().cloned());
        self.serial += 1;
        match kept {
            Some(kept) => self.draft = Some(Draft::of(&kept, self.serial)),
            None => self.open_first(),
        }
    }

    fn questions(&mut self, ui: &Ui, view: &mut View<'_>, findings: &[Finding]) {
        let Some(draft) = &self.draft else {
            return;
        };
        let code = draft.known_region();
        let name = if code.is_empty() {
            view.texts.get("profiles-new").to_owned()
        } else {
            region(view.texts, code).to_owned()
        };
        if self.is_asked_to_delete {
            let id = draft.id();
            match questions::about_deleting(ui.ctx(), view, &name) {
                DialogAnswer::Open => return,
                DialogAnswer::Cancelled => {}
                DialogAnswer::Confirmed => {
                    // Edits go with the profile: that was just agreed to.
                    self.open(id);
                    view.command(Command::DeleteProfile(id));
                }
            }
            self.is_asked_to_delete = false;
            return;
        }
        if self
            .leaving
            .as_ref()
            .is_none_or(|leaving| leaving.after_saving)
        {
            return;
        }
        let why_not = editor::why_not_saved(view, draft, findings);
        match questions::about_edits(ui.ctx(), view, &name, why_not.as_deref()) {
            None => {}
            Some(Edits::Keep) => self.leaving = None,
            Some(Edits::Save) => {
                self.save(view, findings);
                if let Some(leaving) = &mut self.leaving {
                    leaving.after_saving = true;
                }
            }
            Some(Edits::Discard) => {
                self.reopen();
                if let Some(leaving) = self.leaving.take() {
                    self.go(view, leaving.to);
                }
            }
        }
    }
}
