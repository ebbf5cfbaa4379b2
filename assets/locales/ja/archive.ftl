# The archive table.
