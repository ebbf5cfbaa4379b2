# Erasing a person: the question, what came of it, the retention period, and who can read the files.

action-erase = Erase this person
erase-title = Erase this person
erase-scope = What is erased
erase-scope-all = Contact, full request and notes
erase-scope-contact = Contact only
erase-looking = Looking at the backups…
erase-goes-all = The contact, the full request, the notes, imported columns without a field, and what was written when the referral was declined, lost or corrected are erased, from its history as well.
erase-goes-contact = The contact and imported columns without a field are erased, from the history as well. In the texts that stay, the name, mail address and phone number are blotted out. A nickname or a family name alone is not found there.
erase-stays = The referral stays with its customer, region, dates, deal and outcome. Where the customer or the request names the person, the name is blotted out.
erase-backups = { $count ->
    [0] There is no backup to look through.
    [one] 1 backup is looked through and, if it holds the person, written anew without them.
   *[other] { $count } backups are looked through, and those that hold the person written anew without them.
}
erase-final = This cannot be undone. Copies you have made yourself, such as exports, printed sheets and copies of the file, are not reached.
erase-same-contact = Other referrals have the same name, mail address or phone number and keep it. Their numbers: { $numbers }.
erase-aside = { $file } was set aside or left half-written and may hold the person. Delete it when you no longer need it.
erase-agree = Erase for good
erase-agree-missing = Switch on “Erase for good” first
erase-wait = Wait until the backups are looked at
erase-do = Erase
erase-finished = { $count ->
    [one] The person is erased
   *[other] { $count } persons are erased
} from the file and { $backups ->
    [0] its backups; none held them.
    [one] from 1 backup, which was written anew.
   *[other] from { $backups } backups, which were written anew.
}
erase-unfinished = { $count ->
    [one] The person is erased
   *[other] { $count } persons are erased
} from the file and { $backups ->
    [0] the backups that could be written anew.
    [one] from 1 backup, which was written anew.
   *[other] from { $backups } backups, which were written anew.
} This is not finished yet, because other copies may still hold them.
erase-recovered-unknown = The damaged file no longer tells for certain who was erased and where that was still to be done. Erase again whoever has come back.
erase-delete-ask = Delete these copies…
erase-leave = Leave them as they are
erase-waiting = { $file } could not be reached or written, and may still hold an erased person. It is tried again when Leadline starts.
erase-unwritable = { $file } cannot be written anew, because it is damaged or of a newer version, and may still hold an erased person. Delete it if you can do without it.
erase-delete-title = Delete these copies?
erase-delete-body = { $count ->
    [one] 1 copy may still hold the person and cannot be written anew:
   *[other] { $count } copies may still hold the person and cannot be written anew:
} { $files }
erase-delete-do = Delete
erase-delete-failed = { $file } could not be deleted.
entry-erased = Person erased
notice-erase = { $count ->
    [one] 1 person erased
   *[other] { $count } persons erased
}

cli-about-erase = Erase the person behind referrals, from their history and the backups too
cli-help-all-texts = Erase the full request and the notes as well
cli-help-yes = Do it: it cannot be undone
cli-help-delete-copies = Also delete damaged copies and backups that cannot be written anew
cli-erase-needs-yes = Nothing was erased. Add --yes to erase for good, or --dry-run to see what would go.

retention-title = Erase after archiving
retention-help = Contact, full request and notes of archived referrals are erased for good after this time, from the backups as well.
retention-off = Never
retention-days = { $count ->
    [one] After 1 day
   *[other] After { $count } days
}
retention-confirm-title = Erase old contacts from now on?
retention-confirm-body = { $count ->
    [0] No archived referral is that old yet. From now on each is erased when its time comes.
    [one] 1 archived referral is that old. Its contact, full request and notes are erased within a day, and others when their time comes. This cannot be undone.
   *[other] { $count } archived referrals are that old. Their contacts, full requests and notes are erased within a day, and others when their time comes. This cannot be undone.
}
retention-confirm-do = Erase from now on
retention-erased = { $count ->
    [one] 1 person was erased, because the retention period has passed.
   *[other] { $count } persons were erased, because the retention period has passed.
}

readable-file = { $file } can be read by other users of this computer. Let only its owner read it, for instance with: chmod 600
readable-folder = { $file } can be listed by other users of this computer. Let only its owner open it, for instance with: chmod 700
