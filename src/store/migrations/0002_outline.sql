-- All that the lanes of a large board are ordered and summed up by, so that its first frame need not wait for the rows themselves to be
-- read. In the order of the ids, so that an import writes it from front to back.
CREATE INDEX referral_outline ON referral (
    id, stage, received_at, interested_at, accepted_at, policy, expires_at, lapse_waived, deal_value, currency, close_on
) WHERE stage <> 'archived';
