#!/usr/bin/python3
"""The window of one program as a screen reader meets it, over the accessibility bus.

usage: accessibility.py PROCESS tree
       accessibility.py PROCESS click|focus ROLE NAME
       accessibility.py PROCESS set ROLE NAME TEXT
       accessibility.py PROCESS listen

`tree` prints a line per element: role, name, x,y,width,height on the screen, states, text; separated by tabs.
`listen` prints a line once it hears, and then one for each thing the program has a screen reader say: how pressing, what.
The others act on the first element with this role named NAME, or else whose name contains NAME. Ends with 1 when there is none.
"""
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (the version has to be chosen first)

# Deeper or wider than any window is: a program that never ends its tree does not hang the test.
MOST_ELEMENTS = 20_000


def application(process):
    """The program with this process number, as the accessibility bus knows it."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(index)
        if found is not None and found.get_process_id() == process:
            return found
    sys.exit(f"process {process} is not on the accessibility bus")


def elements(root):
    """Everything under an element, in reading order."""
    waiting = [root]
    for _ in range(MOST_ELEMENTS):
        if not waiting:
            return
        element = waiting.pop()
        yield element
        try:
            children = [element.get_child_at_index(index) for index in range(element.get_child_count())]
        except GLib.Error:
            # The element went away between two questions.
            continue
        waiting.extend(child for child in reversed(children) if child is not None)


def role_of(element):
    """The role's name; the bus once called a button a push button."""
    name = element.get_role_name()
    return "button" if name == "push button" else name


def plain(text):
    return " ".join((text or "").split())


def line(element):
    """One element in one line, or nothing when it went away meanwhile."""
    try:
        place = element.get_component_iface() and element.get_extents(Atspi.CoordType.SCREEN)
        where = f"{place.x},{place.y},{place.width},{place.height}" if place else "0,0,0,0"
        states = ",".join(state.value_nick for state in element.get_state_set().get_states())
        text = element.get_text_iface() and Atspi.Text.get_text(element, 0, Atspi.Text.get_character_count(element))
        return "\t".join([role_of(element), plain(element.get_name()), where, states, plain(text)])
    except GLib.Error:
        return None


def wanted(root, role, name):
    containing = None
    for element in elements(root):
        try:
            if role_of(element) != role:
                continue
            found = plain(element.get_name())
        except GLib.Error:
            continue
        if found == name:
            return element
        if containing is None and name in found:
            containing = element
    return containing or sys.exit(f"no {role} named {name}")


def listen(process):
    """Prints what a program has a screen reader say, for a minute at most: who waits for a line in vain is told by the end."""

    def heard(event):
        if event.source.get_process_id() == process:
            urgency = "assertive" if event.detail1 == 2 else "polite"
            print(f"{urgency}\t{plain(event.any_data)}", flush=True)

    Atspi.EventListener.new(heard).register("object:announcement")
    print("listening", flush=True)
    GLib.timeout_add_seconds(60, Atspi.event_quit)
    Atspi.event_main()


def main(process, verb, *rest):
    root = application(int(process))
    if verb == "listen":
        listen(int(process))
        return
    if verb == "tree":
        for found in filter(None, map(line, elements(root))):
            print(found)
        return
    element = wanted(root, *rest[:2])
    if verb == "click":
        done = element.get_action_iface() and Atspi.Action.do_action(element, 0)
    elif verb == "focus":
        done = Atspi.Component.grab_focus(element)
    elif verb == "set":
        done = element.get_editable_text_iface() and Atspi.EditableText.set_text_contents(element, rest[2])
    else:
        sys.exit(__doc__)
    if not done:
        sys.exit(f"the {rest[0]} named {rest[1]} does not take {verb}")


try:
    main(*sys.argv[1:])
except GLib.Error as error:
    sys.exit(f"the accessibility bus: {error.message}")
