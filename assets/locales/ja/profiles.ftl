# The profile editor.
