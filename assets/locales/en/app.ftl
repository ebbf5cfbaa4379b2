# The window's frame: menus, views, start.

file-not-leadline = { $file } is not a Leadline file. It was left untouched. Choose another file.
file-newer = { $file } was made by a newer version of Leadline. It was left untouched. Update Leadline, or choose another file.
file-locked = { $file } is in use by another program that has locked it. Close that program and try again.
file-read-only = { $file } or its folder cannot be written to. Change its permissions, or choose another file.
file-unreachable = { $file } cannot be opened: { $why }. Check the path and try again.
file-damaged = { $file } is damaged: { $why }. Restore a backup, or choose another file.
file-disk-full = The disk that holds { $file } is full, so nothing was saved. Free some space and try again.
file-conflict = It was changed by another window or program meanwhile. Nothing was overwritten; look at it again and repeat the change.
file-other = { $file } could not be read or written: { $why }. Try again; if it stays so, make a copy of the file and restore a backup.
