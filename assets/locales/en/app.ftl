# The window's frame: menus, views, start.

file-not-leadline = { $file } is not a Leadline file. It was left untouched. Choose another file.
file-newer = { $file } was made by a newer version of Leadline. It was left untouched. Update Leadline, or choose another file.
file-locked = { $file } is in use by another program that has locked it. Close that program and try again.
file-read-only = { $file } or its folder cannot be written to. Check its permissions and the free space on its disk, or choose another file.
file-unreachable = { $file } cannot be opened: { $why }. Check the path and try again.
file-missing = There is no file { $file }. Check the path and try again.
file-in-use = { $file } is the very file in use. Choose another name.
file-dangling = { $file } is damaged: { $rows } of its rows belong to nothing (in { $tables }). Restore a backup, or choose another file.
file-damaged = { $file } is damaged: { $why }. Restore a backup, or choose another file.
file-disk-full = The disk that holds { $file } is full, so nothing was saved. Free some space and try again.
file-disk-failing = { $file } could not be read or written: the disk that holds it may be full, failing or no longer connected. Free some space or check the disk, then try again. A change is saved as a whole or not at all.
file-conflict = It was changed by another window or program meanwhile. Nothing was overwritten; look at it again and repeat the change.
file-other = { $file } could not be read or written: { $why }. Try again; if it stays so, make a copy of the file and restore a backup.

app-title = { $count ->
    [0] Leadline
   *[other] ({ $count }) Leadline
}
app-board = Board
app-archive = Archive
app-profiles = Business profiles
app-settings = Settings
app-new-referral = New referral
app-import = Import…
app-remove-samples = Remove samples
app-resize-panel = Resize panel
app-side-bar = Today, reminders and notices
app-reminders = { $count ->
    [0] Reminders
    [one] Reminders, 1 new
   *[other] Reminders, { $count } new
}
app-undo = Undo – { $what }
app-redo = Redo – { $what }

files-importable = CSV and JSON files
files-csv = CSV file
files-json = JSON file
files-import-title = Choose a file to import
files-export-title = Export every referral
files-backup-title = Back up the file
files-open-title = Choose a Leadline file
files-fault-again = A fault in Leadline stops its window again and again. Everything that was saved is in the file. Close Leadline and start it again; if that does not help, the file beside your data whose name ends in .faults.txt tells the developers what went wrong. It holds none of your data.
files-opening = Opening { $file }…
files-there-already = Nothing was saved: { $file } is there already, and it was not the file that was chosen. Choose it by its whole name to replace it, or choose another name.
files-exported = { $count ->
    [one] 1 referral exported to { $file }
   *[other] { $count } referrals exported to { $file }
}
files-backed-up = Backed up to { $file }
files-cannot-write = { $file } cannot be written: { $why }. Choose another place.
files-no-dialog-import = The system’s file dialog could not be shown. Drop the file on the window, or run `leadline import FILE` in a terminal.
files-no-dialog = The system’s file dialog could not be shown. Run `{ $command }` in a terminal instead.
files-no-dialog-at-all = The system’s file dialog could not be shown. Install a desktop portal or zenity, and try again.

app-no-window = No window can be opened here: { $why }. Leadline needs a display with OpenGL; every command works without one (leadline --help).
file-encrypted = { $file } is encrypted. Enter its passphrase to open it.
file-wrong-passphrase = { $file } cannot be opened with this passphrase. Check capital letters and the keyboard layout.
file-encryption-absent = { $file } needs encryption, and this version of Leadline was built without it. Use a release version.
file-own = { $file } is a Leadline file of its own, or is in use: it was not replaced by the copy. Choose another name, or delete that file first if it is not needed.
