//! See [`leadline::untrusted::Kind::Money`].
#![no_main]

mod try_kind;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| try_kind::try_kind(leadline::untrusted::Kind::Money, bytes));
