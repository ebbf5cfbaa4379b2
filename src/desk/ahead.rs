//! Working ahead: what one thread takes in is prepared on another, in the same order.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::Builder;

/// Items to a chunk: enough that handing it over costs nothing beside it.
const CHUNK: usize = 500;
/// Chunks that may lie ready.
const CHUNKS_AHEAD: usize = 4;

/// Hands `take` what `prepare` makes of `items`, chunk by chunk and in their order. Where there are many, they are prepared on a thread of
/// its own while `take` is at work; that thread also drops what `take` gives back.
///
/// # Errors
/// The first error of `take`, with which it ends.
pub(super) fn take_prepared<T: Send, P: Send, S: Send, E>(
    items: impl ExactSizeIterator<Item = T> + Send,
    prepare: impl FnMut(T) -> P + Send,
    mut take: impl FnMut(Vec<P>) -> Result<S, E>,
) -> Result<(), E> {
    let count = items.len();
    let prepared = items.map(prepare);
    if count <= 2 * CHUNK {
        return take(prepared.collect()).map(drop);
    }
    let (ready, waiting) = sync_channel(CHUNKS_AHEAD);
    let (give_back, spent) = channel::<S>();
    std::thread::scope(|scope| {
        // Handed over once the thread runs: should there be none, it is still here.
        let (hand_over, handed_over) = channel();
        let spawned = Builder::new()
            .name("preparing".to_owned())
            .spawn_scoped(scope, move || {
                if let Ok(mut prepared) = handed_over.recv() {
                    prepare_all(&mut prepared, &ready, &spent);
                }
            });
        if let Err(error) = spawned {
            tracing::warn!(%error, "no thread to prepare on");
            return take(prepared.collect()).map(drop);
        }
        if hand_over.send(prepared).is_err() {
            tracing::error!("the preparing thread is gone");
        }
        for chunk in waiting {
            let spent = take(chunk)?;
            // The thread may have ended: then it is dropped here.
            drop(give_back.send(spent));
        }
        Ok(())
    })
}

/// Makes chunks of what `prepared` gives until there is no more or nobody takes it.
fn prepare_all<P, S>(
    prepared: &mut impl Iterator<Item = P>,
    ready: &SyncSender<Vec<P>>,
    spent: &Receiver<S>,
) {
    loop {
        let chunk: Vec<P> = prepared.take(CHUNK).collect();
        if chunk.is_empty() || ready.send(chunk).is_err() {
            return;
        }
        spent.try_iter().for_each(drop);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_taken_once_and_in_order() {
        for count in [0, 1, 2 * CHUNK, 7 * CHUNK + 3] {
            let mut taken = Vec::new();
            let all: Result<(), ()> = take_prepared(
                0..count,
                |item| item * 2,
                |chunk| {
                    taken.extend(chunk);
                    Ok(())
                },
            );
            assert_eq!(all, Ok(()));
            assert!(taken.into_iter().eq((0..count).map(|item| item * 2)));
        }
    }

    #[test]
    fn it_ends_with_the_first_error() {
        let mut chunks = 0;
        let ended = take_prepared(
            0..20 * CHUNK,
            |item| item,
            |_| {
                chunks += 1;
                if chunks == 2 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((ended, chunks), (Err("full"), 2));
    }
}
