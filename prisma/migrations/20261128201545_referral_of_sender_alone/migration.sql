-- The index by sender and state serves what this one did.
DROP INDEX "referral_partner_org_id_idx";
