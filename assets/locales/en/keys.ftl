# Actions, their keys and the palette.

keys-shortcuts = Keyboard shortcuts
keys-palette = Find an action
keys-palette-hint = What do you want to do?
keys-palette-about = Applies to { $customer }
keys-palette-nothing = No matching action.
keys-group-referral = Selected referral
keys-group-cards = On the board
keys-group-file = Referrals and file
keys-group-window = Window
keys-next-card = Next card
keys-previous-card = Previous card
keys-lane-left = Lane on the left
keys-lane-right = Lane on the right
keys-first-card = First card of the lane
keys-last-card = Last card of the lane
keys-peek = Peek, and close again
keys-card-menu = Menu of the card
keys-snooze = Snooze: { $choice }
keys-export = Export every referral…
keys-back-up = Back up the file…
keys-reminders = Reminders
keys-go = Go to: { $screen }
keys-why-no-referral = Choose a card first
keys-why-here = You are there
keys-why-not-on-board = Only on the board
