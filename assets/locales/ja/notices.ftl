# Notices and undo.
