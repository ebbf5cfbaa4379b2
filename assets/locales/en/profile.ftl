# What is pointed out about a business profile, and the names of its parts.

finding-region-missing = Choose the country or region of this profile.
finding-region-malformed = The country or region is not a two-letter code. Choose one from the list.
finding-region-taken = Another profile covers this country or region already. Choose another one, or edit that profile.
finding-description-too-long =
    { $count ->
        [one] The description is { $count } character too long. Shorten it to 2,500 characters.
       *[other] The description is { $count } characters too long. Shorten it to 2,500 characters.
    }
finding-description-missing = The description is empty. Say what the company offers.
finding-website-malformed = The website is not a web address. Enter one such as https://www.contoso.com.
finding-too-many-locations = A profile may have 5 locations at most. Remove those that matter least.
finding-location-missing = The profile is published without a location. Add one, so that somebody receives the mails.
finding-contact-missing = This location has no contact with a mail address, so alerts are lost. Enter whom to reach.
finding-email-malformed = The mail address of the contact is not one. Enter one such as name@contoso.com.
finding-too-many-industries = A profile may name 5 industries at most. Remove those that matter least.
finding-keywords-missing = There are no keywords, so customers’ searches cannot match. Add words customers would search for.
finding-inactive-with-referrals =
    { $count ->
        [one] The profile is not published, yet { $count } referral of its region is open. Publish it, or check why it arrived.
       *[other] The profile is not published, yet { $count } referrals of its region are open. Publish it, or check why they arrived.
    }
finding-opted-out-size-received =
    { $count ->
        [one] { $count } open referral is of a company size the profile opts out of. Check the sizes.
       *[other] { $count } open referrals are of a company size the profile opts out of. Check the sizes.
    }
finding-every-size-opted-out = Every company size is opted out of, so no referral can match. Leave at least one size in.

severity-warning = Warning
severity-error = Error

profile-field-region = Country or region
profile-field-active = Published
profile-field-description = Description
profile-field-website = Website
profile-field-locations = Locations
profile-field-location = Location { $number }
profile-field-keywords = Keywords
profile-field-industries = Industries
profile-field-sizes = Company sizes opted out of
