# Words used in more than one place.

common-cancel = Cancel
common-save = Save
common-close = Close
common-delete = Delete
common-remove = Remove
common-add = Add
common-undo = Undo
common-redo = Redo
common-search = Search
common-filter = Filter
common-open = Open
common-retry = Try again
common-none = None
common-unknown = Unknown
common-today = Today
common-customer = Customer
common-region = Region
common-company-size = Company size
common-request = Request
common-full-request = Full request
common-contact = Contact
common-mail = Mail
common-phone = Phone
common-contact-name = Contact name
common-contact-mail = Contact mail
common-contact-phone = Contact phone
common-owner = Owner
common-notes = Notes
common-note = Note
common-reason = Reason
common-deal = Deal
common-value = Value
common-currency = Currency
common-closing-date = Closing date
common-received = Received
common-archived = Archived
common-history = History
common-stage = Stage
common-outcome = Outcome
common-deadline = Deadline
common-time-left = Time left
common-policy = Deadline policy
common-partner-center-id = Partner Center ID
common-archive = Archive
common-settings = Settings
common-import = Import
common-export = Export
common-sample = Sample
common-with-dialog = { $label }…
common-label-and-value = { $label }: { $value }
common-list-separator = ,{" "}
common-referral-count =
    { $count ->
        [one] { $count } referral
       *[other] { $count } referrals
    }
