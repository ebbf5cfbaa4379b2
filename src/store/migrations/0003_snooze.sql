-- Until when a person has put the referral's reminders off.
ALTER TABLE referral ADD COLUMN snoozed_until INTEGER;
