//! `remind`: what will be raised, and raising it without a window.

use super::arguments::RemindArguments;
use super::failure::Failure;
use super::parse::tell;
use super::plain_text::{harmless, table};
use super::session::{Session, write_json_array};
use crate::desk::backups::BackupThread;
use crate::desk::{BackgroundCheck, CheckNews, Clock, Desk};
use crate::remind::{
    DesktopNotifier, Engine, LineStyle, NoteFile, NotifierEvent, ReminderJson, WatchEvent,
    WatchNews, once, watch,
};
use crate::text::Say;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

pub(super) fn remind(
    session: &mut Session<'_>,
    arguments: &RemindArguments,
    clock: &Arc<dyn Clock>,
) -> Result<(), Failure> {
    if arguments.plan {
        return plan(session, arguments);
    }
    let style = if arguments.json {
        LineStyle::Json
    } else {
        LineStyle::Words
    };
    if arguments.once {
        let mut engine = engine(session, clock, None)?;
        let (_, news) = once(&mut engine, style, session.out)?;
        if let Some(NotifierEvent::Unavailable(why)) = news {
            session.tell(&why);
        }
        return Ok(());
    }
    let texts = session.texts.clone();
    // Whoever watches sees it here; what can be done about it says `recover`.
    let _check = BackgroundCheck::begin(session.desk.store().open_again()?, move |news| {
        if let CheckNews::Damage(error) = news {
            tell(&mut std::io::stderr(), &error.say(&texts));
        }
    });
    // Nothing stops it but the end of the program: every reminder is recorded before it is raised.
    let (asks, asked) = channel();
    // It is the program that is always there: backups come from it, too, and what is to be erased is.
    let (texts, news) = (session.texts.clone(), asks.clone());
    let store = session.desk.store().open_again()?;
    let _backups = BackupThread::start(store, clock.clone(), move |told| {
        let lines = told.erased.map(|erased| erased.lines(&texts));
        if let Some(lines) = lines
            && news.send(WatchEvent::Told(lines)).is_err()
        {
            tracing::warn!("somebody was erased after the reminders had ended");
        }
    })?;
    let mut engine = engine(session, clock, Some(asks))?;
    let err = &mut *session.err;
    let mut tell_news = |news| {
        if let WatchNews::Notifier(NotifierEvent::Unavailable(words)) | WatchNews::Words(words) =
            news
        {
            tell(err, &words);
        }
    };
    Ok(watch(
        &mut engine,
        style,
        session.out,
        &asked,
        &mut tell_news,
    )?)
}

/// The engine on a connection of its own. What a person does in a notification is asked of whoever runs it, as long as that runs.
fn engine(
    session: &Session<'_>,
    clock: &Arc<dyn Clock>,
    asks: Option<Sender<WatchEvent>>,
) -> Result<Engine, Failure> {
    let desk = Desk::new(session.desk.store().open_again()?);
    let file = NoteFile::of(desk.store());
    let notifier = match asks {
        Some(asks) => DesktopNotifier::new(file, move |answer| {
            if asks.send(WatchEvent::Answered(answer)).is_err() {
                tracing::warn!("a notification was answered after the reminders had ended");
            }
        }),
        None => DesktopNotifier::of_a_short_run(file),
    };
    let engine = Engine::new(
        desk,
        clock.clone(),
        Box::new(notifier),
        session.texts.clone(),
    );
    Ok(if session.is_language_named {
        engine.keeping_language()
    } else {
        engine
    })
}

fn plan(session: &mut Session<'_>, arguments: &RemindArguments) -> Result<(), Failure> {
    session.desk.settle(session.now)?;
    let planned = session
        .desk
        .planned_reminders(session.now, arguments.until)?;
    if arguments.json {
        let reminders = planned
            .into_iter()
            .map(|reminder| Ok(ReminderJson::from(reminder)));
        return write_json_array(session.out, reminders);
    }
    let mut rows = Vec::with_capacity(planned.len());
    for (id, reminder) in &planned {
        let referral = session.desk.store().referral(*id)?;
        let customer = referral.map(|referral| harmless(&referral.customer));
        rows.push([
            session.format.date_time(reminder.raise_at),
            id.to_string(),
            customer.unwrap_or_default(),
            reminder.mark.say(&session.texts),
            session.format.date_time(reminder.due_at),
        ]);
    }
    for line in table(&rows) {
        session.print(&line)?;
    }
    let count = ("count", rows.len().into());
    session.print(&session.texts.with("cli-remind-count", &[count]))
}
