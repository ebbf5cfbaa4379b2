# The side panel of a referral.
