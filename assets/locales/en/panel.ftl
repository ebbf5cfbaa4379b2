# The side panel of a referral.

panel-reading = Reading…
panel-close = Close panel
panel-name = Referral of { $customer }
panel-number = Referral { $id }
panel-asked = What is asked
panel-nothing-asked = Nothing was written.
panel-hidden-in-new = Contact and full request are shown once you show interest.
panel-presumed = Leadline’s clock ended this referral. Partner Center’s clock is the one that counts: confirm it, or correct it if Partner Center still has it open.
panel-no-contact = No contact is known.
panel-copy = Copy { $what }
panel-no-owner = Nobody yet
panel-take-on = Take it on
panel-dates = Times
panel-since = { $stage } since
panel-policy = Deadlines
panel-fit = Fit with your profiles
panel-no-keywords = None of the profile’s keywords stands in the request.
panel-notes-hint = Your own notes; saved when you leave the field
panel-from-partner-center = From Partner Center
panel-further-columns = Further columns
panel-partner-center-id = Referral ID
panel-reported-status = Reported status
panel-fit-published = Profile { $region }, published
panel-fit-unpublished = Profile { $region }, not published
