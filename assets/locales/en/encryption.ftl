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
encryption-keychain = The system could not remember or forget the passphrase, so that it may be asked for at every start. It says: { $why }
encryption-left = { $count ->
        [one] One backup is protected as before, because it cannot be reached or its passphrase is not known: { $files }
       *[other] { $count } backups are protected as before, because they cannot be reached or their passphrases are not known: { $files }
    }
encryption-aside = { $count ->
        [one] One damaged or unfinished copy was set aside earlier and is as it was, possibly readable by anybody: { $files }. Delete it once you do not need it any more.
       *[other] { $count } damaged or unfinished copies were set aside earlier and are as they were, possibly readable by anybody: { $files }. Delete them once you do not need them any more.
    }

encryption-settings-off = Anybody who gets hold of the file or a backup can read it.
encryption-settings-on = The file and its backups open only with the passphrase.
encryption-on = Encrypt…
encryption-change = Change the passphrase…
encryption-off = Stop encrypting…
encryption-on-title = Encrypt the file
encryption-on-do = Encrypt
encryption-change-title = Change the passphrase
encryption-change-do = Change
encryption-about = The file and all of its backups are encrypted with this passphrase. What could be read until now is overwritten.
encryption-warning = If you forget the passphrase, everything in the file is lost: nobody can restore it for you. Keep it in a safe place too.
encryption-new = New passphrase
encryption-again = The same once more
encryption-show = Show it
encryption-make = Make one for me
encryption-remember = Remember it on this computer
encryption-remember-help = The system then opens the file for whoever is logged in with your account. Without this, Leadline asks at every start, and cannot remind anybody before that.
encryption-off-title = Stop encrypting the file?
encryption-off-body = The file and its backups can then be read by anybody who gets hold of them. Nothing in them changes.
encryption-off-do = Stop encrypting
encryption-working = The file and its backups are being encrypted…
encryption-off-working = The file and its backups are being decrypted…
encryption-done-title = The file is encrypted
encryption-done = { $backups ->
        [0] From now on it opens only with the passphrase.
        [one] From now on it and its backup open only with the passphrase.
       *[other] From now on it and its { $backups } backups open only with the passphrase.
    }
encryption-off-done-title = The file is no longer encrypted
encryption-off-done = { $backups ->
        [0] It opens without a passphrase.
        [one] It and its backup open without a passphrase.
       *[other] It and its { $backups } backups open without a passphrase.
    }
encryption-failed-title = Nothing was changed
encryption-as-it-was = The file is as it was.
encryption-open-board = Continue
unlock-title = This file is encrypted
unlock-passphrase = Passphrase
unlock-do = Open
unlock-trying = Trying the passphrase…
unlock-nothing-typed = Enter the passphrase.
unlock-forgotten = Reminders come only once the file is open.
unlock-damaged-message = The file cannot be opened as it is. If it is not encrypted, its beginning may be damaged; what can be had back is shown here.
