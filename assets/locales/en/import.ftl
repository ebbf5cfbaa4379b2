# The import preview.
