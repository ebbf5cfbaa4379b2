//! Hears what a person clicks in macOS' notification centre: on notifications of this run, on those of an earlier one, and on the one whose
//! click has started the program.
#![allow(
    unsafe_code,
    reason = "a class of Objective-C is made here, by the crate's rule unsafe like any other"
)]

use block2::DynBlock;
use objc2::rc::Retained;
use objc2::runtime::ProtocolObject;
use objc2::{AnyThread, define_class, msg_send};
use objc2_foundation::{NSObject, NSObjectProtocol};
use objc2_user_notifications::{
    UNNotification, UNNotificationDefaultActionIdentifier, UNNotificationDismissActionIdentifier,
    UNNotificationPresentationOptions, UNNotificationResponse, UNUserNotificationCenter,
    UNUserNotificationCenterDelegate,
};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// Told the name of the notification that was clicked and, if it was a button, the button's.
type OnClick = Arc<dyn Fn(&str, Option<&str>) + Send + Sync>;

/// How long the start waits for the notification centre.
const LONGEST_START: Duration = Duration::from_secs(2);
/// More clicks than this do not wait for somebody to hear them.
const MOST_EARLY: usize = 16;

/// Who hears the clicks, and what was clicked before there was anybody.
struct Hearing {
    on_click: Option<OnClick>,
    early: Vec<(String, Option<String>)>,
}

static HEARING: Mutex<Hearing> = Mutex::new(Hearing {
    on_click: None,
    early: Vec::new(),
});

fn hearing() -> MutexGuard<'static, Hearing> {
    HEARING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has every click told to `on_click` from now on, also those that nobody has heard yet.
pub(super) fn hear(on_click: impl Fn(&str, Option<&str>) + Send + Sync + 'static) {
    let on_click: OnClick = Arc::new(on_click);
    let early = {
        let mut hearing = hearing();
        hearing.on_click = Some(on_click.clone());
        std::mem::take(&mut hearing.early)
    };
    for (name, button) in early {
        on_click(&name, button.as_deref());
    }
}

fn clicked(name: String, button: Option<String>) {
    let on_click = {
        let mut hearing = hearing();
        let Some(on_click) = hearing.on_click.clone() else {
            if hearing.early.len() < MOST_EARLY {
                hearing.early.push((name, button));
            }
            return;
        };
        on_click
    };
    on_click(&name, button.as_deref());
}

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and this one has nothing to drop.
    #[unsafe(super(NSObject))]
    #[name = "LeadlineNotificationDelegate"]
    struct Delegate;

    // SAFETY: it asks nothing that NSObject does not do.
    unsafe impl NSObjectProtocol for Delegate {}

    // SAFETY: the methods take what the protocol says.
    unsafe impl UNUserNotificationCenterDelegate for Delegate {
        /// Shown also while the program is in front, where macOS would otherwise keep it back.
        #[unsafe(method(userNotificationCenter:willPresentNotification:withCompletionHandler:))]
        fn will_present(
            &self,
            _center: &UNUserNotificationCenter,
            _notification: &UNNotification,
            completion: &DynBlock<dyn Fn(UNNotificationPresentationOptions)>,
        ) {
            completion.call((UNNotificationPresentationOptions::Banner
                | UNNotificationPresentationOptions::List
                | UNNotificationPresentationOptions::Sound,));
        }

        #[unsafe(method(userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:))]
        fn did_receive(
            &self,
            _center: &UNUserNotificationCenter,
            response: &UNNotificationResponse,
            completion: &DynBlock<dyn Fn()>,
        ) {
            let name = response.notification().request().identifier().to_string();
            let action = response.actionIdentifier();
            // SAFETY: constants of the system's.
            let (opened, dismissed) = unsafe {
                (
                    UNNotificationDefaultActionIdentifier,
                    UNNotificationDismissActionIdentifier,
                )
            };
            if &*action == opened {
                clicked(name, None);
            } else if &*action != dismissed {
                clicked(name, Some(action.to_string()));
            }
            completion.call(());
        }
    }
);

/// Has the notification centre tell this process what is clicked. Before the program's loop of events begins: what started the program is told as
/// soon as that does. The process must be one that was started from a bundle.
pub(super) fn install() {
    static DELEGATE: OnceLock<Retained<Delegate>> = OnceLock::new();
    DELEGATE.get_or_init(|| {
        // The crate that shows the notifications puts a listener of its own there the first time it is used, which knows only what it has shown.
        let (out, used) = channel();
        let spawned = std::thread::Builder::new()
            .name("notification".to_owned())
            .spawn(move || {
                pollster::block_on(mac_usernotifications::get_delivered_notification_ids());
                out.send(()).unwrap_or_default();
            });
        if let Err(error) = spawned {
            tracing::warn!(%error, "a thread could not be started");
        } else if used.recv_timeout(LONGEST_START).is_err() {
            tracing::warn!("the notification centre does not answer");
        }
        let delegate = Delegate::alloc().set_ivars(());
        // SAFETY: it is NSObject's own way of making one.
        let delegate: Retained<Delegate> = unsafe { msg_send![super(delegate), init] };
        UNUserNotificationCenter::currentNotificationCenter()
            .setDelegate(Some(ProtocolObject::from_ref(&*delegate)));
        delegate
    });
}
