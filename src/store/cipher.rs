//! The arithmetic of encrypted files: keys made of passphrases, and single pages, as SQLCipher 4 has them. Without the feature `encryption` there is
//! none, and every function says so by its result.

use zeroize::Zeroizing;

/// How long a file's salt is, in bytes; it is what an encrypted file begins with.
pub(super) const SALT_BYTES: usize = 16;
/// How long a key is, in bytes.
pub(super) const KEY_BYTES: usize = 32;
/// The size of an encrypted file's pages.
pub(super) const PAGE_BYTES: usize = 8192;
/// What SQLCipher keeps at the end of each page: what the encryption of the page began with, and by what a change of it is seen.
const RESERVED_BYTES: usize = 80;
/// How much of a page is encrypted and then handed to SQLite.
pub(super) const USABLE_BYTES: usize = PAGE_BYTES - RESERVED_BYTES;

pub(super) type Salt = [u8; SALT_BYTES];
pub(super) type KeyBytes = Zeroizing<[u8; KEY_BYTES]>;

/// Whether this program can read and write encrypted files.
pub const fn is_encryption_available() -> bool {
    cfg!(feature = "encryption")
}

#[cfg(feature = "encryption")]
mod with_openssl {
    use super::{KeyBytes, PAGE_BYTES, RESERVED_BYTES, SALT_BYTES, Salt, USABLE_BYTES};
    use openssl::hash::MessageDigest;
    use openssl::pkcs5::pbkdf2_hmac;
    use openssl::symm::{Cipher, Crypter, Mode};
    use openssl::{memcmp, pkey::PKey, rand::rand_bytes, sign::Signer};
    use zeroize::Zeroizing;

    /// SQLCipher 4's own, so that its tools open the file by the passphrase.
    const ROUNDS: usize = 256_000;
    /// By what SQLCipher makes the salt of the key for checksums from that of the file.
    const CHECK_SALT_MASK: u8 = 0x3a;
    const CHECK_KEY_ROUNDS: usize = 2;
    const START_BYTES: usize = 16;
    const CHECKSUM_BYTES: usize = 64;

    /// The key that a passphrase makes with a salt.
    pub(in crate::store) fn derive(passphrase: &str, salt: &Salt) -> Option<KeyBytes> {
        stretch(passphrase.as_bytes(), salt, ROUNDS)
    }

    fn stretch(secret: &[u8], salt: &Salt, rounds: usize) -> Option<KeyBytes> {
        let mut key = KeyBytes::default();
        pbkdf2_hmac(secret, salt, rounds, MessageDigest::sha512(), &mut *key).ok()?;
        Some(key)
    }

    /// Bytes that nobody can guess.
    pub(in crate::store) fn random<const N: usize>() -> Option<[u8; N]> {
        let mut bytes = [0; N];
        rand_bytes(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The key with which the pages' checksums are made.
    pub(in crate::store) fn check_key(key: &KeyBytes, salt: &Salt) -> Option<KeyBytes> {
        let salt = salt.map(|byte| byte ^ CHECK_SALT_MASK);
        stretch(&**key, &salt, CHECK_KEY_ROUNDS)
    }

    /// A page as SQLite has it, or `None` when it was not written with this key, or was changed since.
    pub(in crate::store) fn decrypt_page(
        key: &KeyBytes,
        check_key: &KeyBytes,
        number: u32,
        page: &[u8],
    ) -> Option<Vec<u8>> {
        if page.len() != PAGE_BYTES {
            return None;
        }
        // The first page begins with the salt, where SQLite has its magic.
        let from = if number == 1 { SALT_BYTES } else { 0 };
        let signed = page.get(from..USABLE_BYTES + START_BYTES)?;
        let checksum = page
            .get(USABLE_BYTES + START_BYTES..)?
            .get(..CHECKSUM_BYTES)?;
        let signer_key = PKey::hmac(&**check_key).ok()?;
        let mut signer = Signer::new(MessageDigest::sha512(), &signer_key).ok()?;
        signer.update(signed).ok()?;
        signer.update(&number.to_le_bytes()).ok()?;
        let expected = signer.sign_to_vec().ok()?;
        if expected.len() != CHECKSUM_BYTES || !memcmp::eq(&expected, checksum) {
            return None;
        }
        let start = page.get(USABLE_BYTES..USABLE_BYTES + START_BYTES)?;
        let encrypted = page.get(from..USABLE_BYTES)?;
        let mut crypter =
            Crypter::new(Cipher::aes_256_cbc(), Mode::Decrypt, &**key, Some(start)).ok()?;
        crypter.pad(false);
        let mut plain = Zeroizing::new(vec![0; encrypted.len() + START_BYTES]);
        let mut length = crypter.update(encrypted, &mut plain).ok()?;
        length += crypter.finalize(plain.get_mut(length..)?).ok()?;
        let mut whole = if number == 1 {
            b"SQLite format 3\0".to_vec()
        } else {
            Vec::with_capacity(PAGE_BYTES)
        };
        whole.extend_from_slice(plain.get(..length)?);
        whole.resize(whole.len() + RESERVED_BYTES, 0);
        Some(whole)
    }
}

#[cfg(not(feature = "encryption"))]
mod without {
    use super::{KeyBytes, Salt};

    pub(in crate::store) fn derive(_passphrase: &str, _salt: &Salt) -> Option<KeyBytes> {
        None
    }

    pub(in crate::store) fn random<const N: usize>() -> Option<[u8; N]> {
        None
    }

    pub(in crate::store) fn check_key(_key: &KeyBytes, _salt: &Salt) -> Option<KeyBytes> {
        None
    }

    pub(in crate::store) fn decrypt_page(
        _key: &KeyBytes,
        _check_key: &KeyBytes,
        _number: u32,
        _page: &[u8],
    ) -> Option<Vec<u8>> {
        None
    }
}

#[cfg(feature = "encryption")]
pub(super) use with_openssl::{check_key, decrypt_page, derive, random};
#[cfg(not(feature = "encryption"))]
pub(super) use without::{check_key, decrypt_page, derive, random};
