# The window's frame: menus, views, start.
