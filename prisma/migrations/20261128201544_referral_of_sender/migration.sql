-- no transaction
CREATE INDEX CONCURRENTLY "referral_partner_org_id_state_idx" ON "referral"("partner_org_id", "state");
