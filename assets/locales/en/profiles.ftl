# The profile editor.

profiles-title = Business profiles
profiles-new = New profile
profiles-empty-title = No business profile yet
profiles-empty-body = A business profile tells customers in one country or region what your company offers and whom to reach. Referrals arrive because of it. Keep a copy of each here: Leadline checks it and shows which referrals fit it.
profiles-published = Published
profiles-not-published = Not published
profiles-not-saved-yet = Not saved yet
profiles-unsaved = Unsaved edits
profiles-saving = Saving…
profiles-error-count =
    { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
profiles-warning-count =
    { $count ->
        [one] { $count } warning
       *[other] { $count } warnings
    }
profiles-go-to-field = Go to this field
profiles-save-needs-mending = Mend what is marked as an error before saving: { $fields }.
profiles-save-needs-choice = Choose first which of the two versions counts.
profiles-nothing-to-save = Nothing has been edited.
profiles-nothing-to-discard = There are no edits to discard.
profiles-discard = Discard
profiles-discard-edits = Discard edits
profiles-delete = Delete profile…
profiles-changed-elsewhere = This profile was changed elsewhere while you edited it.
profiles-reload = Reload it
profiles-keep-own = Keep my edits
profiles-deleted-elsewhere = This profile was deleted elsewhere while you edited it.
profiles-save-as-new = Keep it as a new profile
profiles-leave-title = Save your edits?
profiles-leave-body = The profile “{ $region }” has edits that are not saved.
profiles-keep-editing = Keep editing
profiles-delete-title = Delete the profile “{ $region }”?
profiles-delete-body = Only the profile is deleted. Referrals are not touched: they stay on the board and in the archive, with their contacts and history. You can undo this.

profiles-place = Region and publishing
profiles-region-choose = Choose a country or region
profiles-region-search = Search by name or code
profiles-region-none = No country or region matches.
profiles-active-note = Customers find a published profile, and their referrals arrive because of it.

profiles-about = What customers read
profiles-characters = { $count } of { $most } characters

profiles-count-of = { $count } of { $most }
profiles-locations-note = Each location has its own page. Its contact receives the mails about new referrals.
profiles-location-address = Address
profiles-contact-name = Contact name
profiles-location-add = Add location
profiles-locations-full = A profile may have 5 locations at most. Remove one first.
profiles-location-removed = Location removed.
profiles-location-put-back = Put it back
profiles-remove-named = Remove { $name }

profiles-keyword-count =
    { $count ->
        [one] { $count } keyword
       *[other] { $count } keywords
    }
profiles-keywords-note = Words customers search for, the most important first. To reorder, drag a keyword, press it for a menu, or use Alt with the left and right arrow keys.
profiles-keyword-add = Add a keyword
profiles-keyword-add-needs-text = Type a keyword first.
profiles-keyword-add-note = Enter or a comma adds it. A list can be pasted, with commas or one keyword a line.
profiles-keyword-double = “{ $known }” is in the list already.
profiles-keyword-double-as = “{ $typed }” is in the list already, as “{ $known }”.
profiles-keyword-first = Move to the front
profiles-keyword-earlier = Move left
profiles-keyword-later = Move right

profiles-industries-full = A profile may name 5 industries at most. Switch one off first.
profiles-services = Services
profiles-products = Products
profiles-sizes-note = Referrals from companies of a checked size are not wanted. Leave a size unchecked to receive its referrals. Partner Center names some sizes twice, in wide and in narrow bands: a referral carries one of them, so opt out of both.
profiles-size-opted-out = { $size } (opted out)
