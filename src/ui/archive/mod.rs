//! The archive: a searchable, sortable table of every referral that ended.
