-- >>> by hand: patients in the care of a hospital that is no member in good standing
-- How many patients are in a hospital's care: accepted, and neither closed nor in other hands.
CREATE FUNCTION cases_in_care(hospital uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM referral
   WHERE accepted_org_id = hospital AND state IN ('accepted', 'scheduled', 'arrived', 'inTreatment', 'discharged')
$$;

-- Of an organisation that is suspended or has left nobody counts but the coordinators of a hospital who
-- keep its patients, and they have that role alone.
CREATE OR REPLACE VIEW acting_membership AS
  SELECT m.id, m.person_id, m.org_id, m.title, m.started_at, m.ended_at,
         CASE WHEN o.override IS NOT NULL THEN ARRAY['careCoordinator'::text]
              WHEN d.absent_id IS NULL THEN m.roles
              ELSE m.roles || 'hospitalCoordinator'::text END AS roles,
         CASE WHEN o.override IS NULL THEN d.absent_id END AS deputy_for,
         o.override IS NULL OR (o.kind = 'hospital' AND 'hospitalCoordinator' = ANY (m.roles)
           AND cases_in_care(o.id) > 0) AS counts
    FROM membership m
    JOIN organisation o ON o.id = m.org_id
    LEFT JOIN (
      SELECT DISTINCT ON (s.org_id, s.deputy_id) s.org_id, s.deputy_id, s.absent_id
        FROM deputyship s
        JOIN membership a ON a.org_id = s.org_id AND a.person_id = s.absent_id AND a.ended_at IS NULL
         AND 'hospitalCoordinator' = ANY (a.roles)
       WHERE s.ended_at IS NULL AND day_in_japan() BETWEEN s.from_day AND s.to_day
       ORDER BY s.org_id, s.deputy_id, s.from_day, s.id) d
      ON d.org_id = m.org_id AND d.deputy_id = m.person_id AND NOT 'hospitalCoordinator' = ANY (m.roles);

-- The second wall says the same: what was granted to a hospital reaches no further than its standing,
-- but for the patients in its care.
CREATE OR REPLACE FUNCTION referral_reaches(case_id uuid, wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT referral_carries(case_id)
      OR EXISTS (SELECT 1 FROM disclosure_grant g JOIN organisation o ON o.id = g.org_id
                  WHERE g.referral_id = case_id AND g.org_id = forum_org()
                    AND g.stage = ANY (wanted) AND g.revoked_at IS NULL
                    AND (o.override IS NULL OR EXISTS (
                      SELECT 1 FROM referral r WHERE r.id = case_id AND r.accepted_org_id = o.id
                         AND r.state IN ('accepted', 'scheduled', 'arrived', 'inTreatment', 'discharged'))))
$$;
-- <<< by hand
