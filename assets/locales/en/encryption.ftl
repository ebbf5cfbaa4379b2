# Encrypting the file, and opening an encrypted one.

encryption-title = Encryption
encryption-is-off = The file is not encrypted.
encryption-is-on = The file is encrypted. Its passphrase is asked for at every start.
encryption-is-on-remembered = The file is encrypted. The system remembers its passphrase for you.
encryption-absent = This version of Leadline was built without encryption.
encryption-too-short = The passphrase is too short. Use at least { $fewest } characters, better four or more words.
encryption-not-the-same = The two passphrases are not the same. Enter both again.
encryption-remembered = The system remembers the passphrase for you.
encryption-forgotten = The system no longer remembers the passphrase. Leadline asks for it at the next start.
encryption-keychain = The system's store of passphrases could not be used: { $why }
encryption-left = { $count ->
        [one] One backup is protected as before, because it cannot be reached or its passphrase is not known: { $files }
       *[other] { $count } backups are protected as before, because they cannot be reached or their passphrases are not known: { $files }
    }
encryption-aside = { $count ->
        [one] One damaged or unfinished copy was set aside earlier and is as it was, possibly readable by anybody: { $files }. Delete it once you do not need it any more.
       *[other] { $count } damaged or unfinished copies were set aside earlier and are as they were, possibly readable by anybody: { $files }. Delete them once you do not need them any more.
    }
