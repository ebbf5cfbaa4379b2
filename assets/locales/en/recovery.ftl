# What is said about a damaged file and what can be had back of it.

file-nothing-found = Nothing of Leadline’s was found in { $file }. It was left untouched. Use a backup, or choose another file.
file-cancelled = It was stopped before it was done. Nothing was changed.
