//! Every question the window asks before something changes. At most one stands open; what was typed is kept until it is answered.

mod accept;
mod confirm;
mod correct;
mod currency_field;
mod edit;
mod edit_changes;
mod encryption;
mod end;
mod erase;
mod file_problem;
mod form;
mod import;
mod mail;
mod new_referral;
mod receipt_field;
mod region_field;
mod restore;
mod size_field;
mod stay;
mod won;

use super::view::{ActionKind, Ask, View};
use crate::desk::{DeskError, Event, Failing, InFile, Worker};
use crate::domain::{
    Action, Command, Currency, Referral, ReferralId, ReferralText, Seen, Timestamp,
};
use crate::text::{Format, Texts};
use accept::AcceptForm;
pub use confirm::Confirm;
use correct::CorrectForm;
use edit::EditForm;
use encryption::EncryptionDialog;
use end::EndForm;
use erase::EraseDialog;
pub use file_problem::{FileProblem, FileProblemAnswer};
pub(super) use form::banner;
use form::{Answer, Draw};
use import::ImportDialog;
pub(crate) use mail::read_pasted_mail;
use new_referral::NewForm;
use restore::RestoreDialog;
use stay::{StayAnswer, StayQuestion};
use std::path::PathBuf;
use std::task::Waker;
use won::WonForm;

/// The dialogs of the window.
#[derive(Default)]
pub struct Dialogs {
    open: Option<Open>,
    /// A form whose command was sent and is not known to be written.
    sent: Option<Open>,
    /// The currency of the last deal that was accepted since the program started.
    last_currency: Option<Currency>,
    /// Previews asked of the desk and not answered yet. Only the answer to the last one counts.
    awaited_previews: usize,
    /// The window is to be closed over a form that holds something; the form is out of sight until that is answered.
    closes_over: bool,
}

enum Open {
    Accept(Subject, AcceptForm),
    /// Decline and Lost.
    End(Subject, EndForm),
    Won(Subject, WonForm),
    Correct(Subject, CorrectForm),
    Edit(Box<EditForm>),
    New(Box<NewForm>),
    Import(Box<ImportDialog>),
    Confirm(Confirm, Ask),
    /// What comes after the window is closed.
    Stay(StayQuestion),
    /// Whether to restore a backup.
    Restore(RestoreDialog),
    /// Whether to erase a person.
    Erase(EraseDialog),
    /// A passphrase for the file.
    Encryption(Box<EncryptionDialog>),
}

/// The referrals a dialog is about.
struct Subject {
    on: Vec<Seen>,
    /// What they are called below the headline: the customer, or how many they are.
    name: String,
}

impl Subject {
    fn of(referral: &Referral) -> Self {
        let seen = Seen {
            id: referral.id,
            revision: Some(referral.revision),
        };
        Self {
            on: vec![seen],
            name: referral.customer.clone(),
        }
    }

    fn command(&self, action: Action) -> Command {
        match self.on.as_slice() {
            [Seen { id, revision }] => Command::Act {
                id: *id,
                revision: *revision,
                action,
            },
            _ => Command::ActOnMany {
                on: self.on.clone(),
                action,
            },
        }
    }
}

impl Open {
    /// The referral it is about, when it is about one.
    fn subject(&mut self) -> Option<&mut Subject> {
        match self {
            Self::Accept(subject, _)
            | Self::End(subject, _)
            | Self::Won(subject, _)
            | Self::Correct(subject, _) => Some(subject),
            Self::Edit(form) => Some(form.subject()),
            Self::New(_)
            | Self::Import(_)
            | Self::Confirm(..)
            | Self::Stay(_)
            | Self::Restore(_)
            | Self::Erase(_)
            | Self::Encryption(_) => None,
        }
    }

    /// Whether something was entered that would be lost.
    fn holds_input(&self) -> bool {
        match self {
            Self::Accept(_, form) => form.holds_input(),
            Self::End(_, form) => form.holds_input(),
            Self::Won(_, form) => form.holds_input(),
            Self::Correct(_, form) => form.holds_input(),
            Self::Edit(form) => form.holds_input(),
            Self::New(form) => form.holds_input(),
            Self::Encryption(form) => form.holds_input(),
            Self::Import(_)
            | Self::Confirm(..)
            | Self::Stay(_)
            | Self::Restore(_)
            | Self::Erase(_) => false,
        }
    }
}

impl Dialogs {
    /// Asks for what `kind` needs to be done with a referral; opens nothing for actions that need nothing. Editing a referral whose
    /// contact and full request are shown waits for them as [`Event::Detail`] where `text` does not give them.
    pub fn open_action(
        &mut self,
        referral: &Referral,
        text: Option<&ReferralText>,
        kind: ActionKind,
        texts: &Texts,
        format: &Format,
    ) {
        let subject = Subject::of(referral);
        self.open = match kind {
            ActionKind::Interested | ActionKind::Skip | ActionKind::Confirm => return,
            ActionKind::Accept => Some(Open::Accept(
                subject,
                AcceptForm::new(referral, self.last_currency, format),
            )),
            ActionKind::Decline => Some(Open::End(subject, EndForm::decline())),
            ActionKind::Lost => Some(Open::End(subject, EndForm::lost())),
            ActionKind::Won => Some(Open::Won(subject, WonForm::new(referral))),
            ActionKind::Correct => Some(Open::Correct(subject, CorrectForm::new(referral))),
            ActionKind::Edit => Some(Open::Edit(Box::new(EditForm::new(
                referral, text, texts, format,
            )))),
        };
    }

    /// Asks why many referrals are declined or lost, once for all of them. `name` says how many.
    pub fn open_end_of_many(&mut self, on: Vec<Seen>, name: String, kind: ActionKind) {
        let form = match kind {
            ActionKind::Lost => EndForm::lost(),
            _ => EndForm::decline(),
        };
        self.open = Some(Open::End(Subject { on, name }, form));
    }

    /// Asks for a new referral, received at `now` unless another moment is entered.
    pub fn open_new(&mut self, texts: &Texts, format: &Format, now: Timestamp) {
        self.open = Some(Open::New(Box::new(NewForm::new(texts, format, now))));
    }

    /// Shows what importing a file would do. The file is read by a thread, which wakes `waker` when it is done.
    pub fn open_import(&mut self, path: PathBuf, waker: Waker) {
        self.open = Some(Open::Import(Box::new(ImportDialog::new(path, waker))));
    }

    /// Asks whether to do `ask`.
    pub fn open_confirm(&mut self, confirm: Confirm, ask: Ask) {
        self.open = Some(Open::Confirm(confirm, ask));
    }

    /// Asks whether to go on reminding once the window is closed. `starts_at_login` is how it stands.
    pub fn ask_to_stay(&mut self, starts_at_login: bool) {
        self.open = Some(Open::Stay(StayQuestion { starts_at_login }));
    }

    /// Asks whether to restore a backup; what that would change comes as [`Event::Compared`].
    pub fn open_restore(&mut self, backup: PathBuf) {
        self.open = Some(Open::Restore(RestoreDialog::new(backup)));
    }

    /// Asks whether to erase the person behind a referral; what that would do comes as [`Event::ErasurePreviewed`].
    pub fn open_erase(&mut self, id: ReferralId) {
        self.open = Some(Open::Erase(EraseDialog::new(id)));
    }

    /// Asks for a passphrase for the file; `is_change` when it has one.
    pub fn open_encryption(&mut self, is_change: bool) {
        self.open = Some(Open::Encryption(Box::new(EncryptionDialog::new(is_change))));
    }

    /// What was sent came to nothing: its form comes back with everything that was entered, unless another is open. `revision` tells a
    /// referral's now.
    pub fn bring_back(&mut self, revision: impl Fn(ReferralId) -> Option<i64>) {
        let Some(mut form) = self.sent.take() else {
            return;
        };
        if self.open.is_some() {
            return;
        }
        for seen in form
            .subject()
            .into_iter()
            .flat_map(|subject| &mut subject.on)
        {
            seen.revision = revision(seen.id).or(seen.revision);
        }
        self.open = Some(form);
    }

    /// Whether a form was sent about this referral, or about none where there is none, and is not known to be written.
    pub fn is_sent_about(&mut self, failed: Option<ReferralId>) -> bool {
        let subject = self.sent.as_mut().and_then(Open::subject);
        match (subject, failed) {
            (Some(subject), Some(failed)) => subject.on.iter().any(|seen| seen.id == failed),
            (subject, failed) => subject.is_none() && failed.is_none(),
        }
    }

    /// Whether a dialog is open.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether something was entered in the open dialog that closing the window would lose.
    pub fn holds_input(&self) -> bool {
        self.open.as_ref().is_some_and(Open::holds_input)
    }

    /// What was entered in the open dialog, for a window that begins anew. What was sent is written, or not, before that.
    #[must_use]
    pub fn rescue(&mut self) -> Self {
        Self {
            open: self.open.take().filter(Open::holds_input),
            last_currency: self.last_currency,
            ..Self::default()
        }
    }

    /// Asks whether what was entered may be lost; asks for the window to be closed if so.
    pub const fn ask_before_closing(&mut self) {
        self.closes_over = true;
    }

    /// Closes the open dialog; nothing is changed.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Draws the open dialog, and asks for what its answer means.
    pub fn ui(&mut self, ctx: &egui::Context, view: &mut View<'_>) {
        let Some(open) = &mut self.open else {
            self.closes_over = false;
            return;
        };
        let draw = Draw::of(view);
        if self.closes_over {
            match confirm::about_closing(ctx, draw) {
                Answer::Open => {}
                Answer::Cancelled => self.closes_over = false,
                Answer::Given(()) => {
                    self.open = None;
                    view.ask(Ask::CloseWindow);
                }
            }
            return;
        }
        let answer = match open {
            Open::Accept(subject, form) => form.ui(ctx, draw, &subject.name).map(|terms| {
                self.last_currency = Some(terms.currency);
                subject.command(Action::Accept(terms))
            }),
            Open::End(subject, form) => form
                .ui(ctx, draw, &subject.name)
                .map(|action| subject.command(action)),
            Open::Won(subject, form) => form
                .ui(ctx, draw, &subject.name)
                .map(|value| subject.command(Action::Won { value })),
            Open::Correct(subject, form) => form
                .ui(ctx, draw, &subject.name)
                .map(|note| subject.command(Action::Correct { note })),
            Open::Edit(form) => form.ui(ctx, draw),
            Open::New(form) => form
                .ui(ctx, draw, view.session.settings().policy)
                .map(|new| Command::Add(Box::new(new))),
            Open::Import(import) => import.ui(ctx, draw, view, &mut self.awaited_previews),
            Open::Confirm(confirm, ask) => match confirm.ui(ctx, draw) {
                Answer::Given(()) => {
                    view.ask(ask.clone());
                    Answer::Cancelled
                }
                Answer::Open => Answer::Open,
                Answer::Cancelled => Answer::Cancelled,
            },
            Open::Restore(restore) => match restore.ui(ctx, draw) {
                Answer::Given(()) => {
                    view.ask(Ask::Restore(restore.backup().to_owned()));
                    Answer::Cancelled
                }
                Answer::Open => Answer::Open,
                Answer::Cancelled => Answer::Cancelled,
            },
            Open::Encryption(form) => match form.ui(ctx, draw) {
                Answer::Given(to) => {
                    view.ask(Ask::Protect(Box::new(to)));
                    Answer::Cancelled
                }
                Answer::Open => Answer::Open,
                Answer::Cancelled => Answer::Cancelled,
            },
            Open::Erase(erase) => erase.ui(ctx, draw),
            Open::Stay(question) => match question.ui(ctx, draw) {
                StayAnswer::Open => Answer::Open,
                StayAnswer::Cancelled => Answer::Cancelled,
                StayAnswer::Given { keeps_reminding } => {
                    view.ask(Ask::CloseAsAnswered {
                        keeps_reminding,
                        starts_at_login: question.starts_at_login,
                    });
                    Answer::Cancelled
                }
            },
        };
        match answer {
            Answer::Open => {}
            Answer::Cancelled => self.open = None,
            Answer::Given(command) => {
                // An import goes on being shown while it is written; another form is kept out of sight until it is.
                if !matches!(command, Command::Import { .. }) {
                    self.sent = self.open.take();
                }
                view.command(command);
            }
        }
    }

    /// Takes in what the desk tells: the texts that the form for editing waits for, what an import would do, and how it went. The
    /// rows of a preview move out of `event`, for they can be many.
    pub fn on_event(&mut self, event: &mut Event, texts: &Texts) {
        match event {
            Event::ImportPreviewed { rows, report } => {
                self.awaited_previews = self.awaited_previews.saturating_sub(1);
                if self.awaited_previews == 0
                    && let Some(Open::Import(import)) = &mut self.open
                {
                    import.take_preview(std::mem::take(rows), report, texts);
                }
            }
            Event::Compared { backup, compared } => {
                if let Some(Open::Restore(restore)) = &mut self.open
                    && restore.backup() == backup
                {
                    restore.take_comparison(compared.as_deref(), texts);
                }
            }
            Event::ErasurePreviewed(ids, preview) => {
                if let Some(Open::Erase(erase)) = &mut self.open {
                    erase.take_preview(ids, preview.as_deref(), texts);
                }
            }
            Event::Detail(detail) => {
                if let Some(Open::Edit(form)) = &mut self.open {
                    form.take_detail(detail);
                }
            }
            Event::Done { done, .. } if done.import.is_none() => self.sent = None,
            Event::Done { .. } => {
                if let Some(Open::Import(import)) = &self.open
                    && import.is_importing()
                {
                    self.open = None;
                }
            }
            Event::Ended(Worker::Writer) => {
                if let Some(Open::Import(import)) = &mut self.open {
                    import.take_failure(&DeskError::Ended, texts);
                }
            }
            Event::Failed { error, of, shown } if shown.is_empty() => match &mut self.open {
                Some(Open::Import(import)) if import.is_importing() && *of == Failing::Command => {
                    import.take_failure(error, texts);
                }
                Some(Open::Edit(form)) if form.is_waiting() => self.open = None,
                _ => {}
            },
            Event::Failed { shown, .. } => {
                if let Some(Open::Edit(form)) = &mut self.open {
                    for (_, in_file) in shown {
                        if let InFile::Is(referral) = in_file {
                            form.take_reality(referral);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}
