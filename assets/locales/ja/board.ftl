# The board: lanes, cards, dragging.
