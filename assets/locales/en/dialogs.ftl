# Dialogs that ask before a move.
