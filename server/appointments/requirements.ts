import type { Requirement } from '#server/referrals/index.ts';

/** A case is not closed while a follow-up of its hospital is proposed or lies ahead. */
export const openFollowUp: Requirement = async (tx, row) => {
  const [open] = await tx.sql`
    SELECT 1 FROM appointment a LEFT JOIN booking b ON b.id = a.booking_id
     WHERE a.referral_id = ${row.id} AND a.org_id = ${row.acceptedOrgId}::uuid AND a.kind = 'followUp'
       AND ((a.state = 'proposed' AND a.held_until > ${tx.now})
         OR (a.state = 'confirmed' AND b.starts_at > ${tx.now})) LIMIT 1`;
  return open ? ['followUpAhead'] : [];
};
