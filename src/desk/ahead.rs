//! Working ahead: what one thread takes in is prepared on another, in the same order.

use std::sync::mpsc::sync_channel;
use std::thread::Builder;

/// Items to a chunk: enough that handing it over costs nothing beside it.
const CHUNK: usize = 500;
/// Chunks that may lie ready.
const CHUNKS_AHEAD: usize = 4;

/// Hands `take` what `prepare` makes of `items`, chunk by chunk and in their order. Where there are many, they are prepared on a thread of
/// its own while `take` is at work.
///
/// # Errors
/// The first error of `take`, with which it ends.
pub(super) fn take_prepared<'items, T: Sync, P: Send, E>(
    items: &'items [T],
    prepare: impl Fn(&'items T) -> P + Sync,
    mut take: impl FnMut(Vec<P>) -> Result<(), E>,
) -> Result<(), E> {
    let prepare_chunk = |chunk: &'items [T]| chunk.iter().map(&prepare).collect::<Vec<P>>();
    if items.len() <= 2 * CHUNK {
        return take(prepare_chunk(items));
    }
    let (ready, prepared) = sync_channel(CHUNKS_AHEAD);
    std::thread::scope(|scope| {
        let prepare_all = || {
            for chunk in items.chunks(CHUNK) {
                // Nobody takes it any more after an error.
                if ready.send(prepare_chunk(chunk)).is_err() {
                    break;
                }
            }
            drop(ready);
        };
        let spawned = Builder::new()
            .name("preparing".to_owned())
            .spawn_scoped(scope, prepare_all);
        match spawned {
            Ok(_) => prepared.into_iter().try_for_each(take),
            Err(error) => {
                tracing::warn!(%error, "no thread to prepare on");
                items
                    .chunks(CHUNK)
                    .try_for_each(|chunk| take(prepare_chunk(chunk)))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_taken_once_and_in_order() {
        for count in [0, 1, 2 * CHUNK, 7 * CHUNK + 3] {
            let items: Vec<usize> = (0..count).collect();
            let mut taken = Vec::new();
            let all: Result<(), ()> = take_prepared(
                &items,
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
        let items: Vec<usize> = (0..20 * CHUNK).collect();
        let mut chunks = 0;
        let ended = take_prepared(
            &items,
            |item| *item,
            |_| {
                chunks += 1;
                if chunks == 2 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((ended, chunks), (Err("full"), 2));
    }
}
