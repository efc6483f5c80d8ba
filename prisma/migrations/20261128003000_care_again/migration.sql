-- >>> by hand: whose a patient is, said once; deputies in a hospital that keeps its patients
-- A deputy's own days are found with every request.
CREATE INDEX deputyship_of_deputy ON deputyship (org_id, deputy_id, to_day) WHERE ended_at IS NULL;

-- Whether a patient is in the care of the hospital that accepted them: neither closed nor in other hands.
CREATE FUNCTION in_care(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT state IN ('accepted', 'scheduled', 'arrived', 'inTreatment', 'discharged')
$$;

CREATE OR REPLACE FUNCTION cases_in_care(hospital uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM referral r WHERE r.accepted_org_id = hospital AND in_care(r.state)
$$;

-- Memberships that count, with the roles that they have today: whoever stands in for a coordinator is
-- one. Of an organisation that is suspended or has left nobody counts but those of a hospital who keep
-- its patients, coordinators and their deputies, and they have that role alone. Every question of who
-- may do what goes by this view; LIMIT keeps it one row for each membership.
DROP VIEW acting_membership;
CREATE VIEW acting_membership AS
  SELECT m.id, m.person_id, m.org_id, m.title, m.started_at, m.ended_at,
         CASE WHEN o.override IS NOT NULL THEN ARRAY['careCoordinator'::text]
              WHEN d.absent_id IS NULL THEN m.roles
              ELSE m.roles || 'hospitalCoordinator'::text END AS roles,
         d.absent_id AS deputy_for
    FROM membership m
    JOIN organisation o ON o.id = m.org_id
    LEFT JOIN LATERAL (
      SELECT s.absent_id
        FROM deputyship s
        JOIN membership a ON a.org_id = s.org_id AND a.person_id = s.absent_id AND a.ended_at IS NULL
         AND 'hospitalCoordinator' = ANY (a.roles)
       WHERE o.kind = 'hospital' AND NOT 'hospitalCoordinator' = ANY (m.roles)
         AND s.org_id = m.org_id AND s.deputy_id = m.person_id AND s.ended_at IS NULL
         AND (SELECT day_in_japan()) BETWEEN s.from_day AND s.to_day
       ORDER BY s.from_day, s.id LIMIT 1) d ON true
   WHERE o.override IS NULL
      OR (o.kind = 'hospital' AND ('hospitalCoordinator' = ANY (m.roles) OR d.absent_id IS NOT NULL)
          AND cases_in_care(o.id) > 0);

-- Who is on duty for referrals in a hospital on a day: those of that day, else those of its weekday. For
-- whoever is away that day their deputy stands, and is named with them. Whom no notice could reach is
-- not on duty.
CREATE OR REPLACE FUNCTION on_duty(hospital uuid, on_day date) RETURNS TABLE (person_id uuid, for_id uuid)
  LANGUAGE sql STABLE AS $$
  WITH listed AS (
    SELECT x.person_id FROM duty_day x WHERE x.org_id = hospital AND x.day = on_day
    UNION
    SELECT w.person_id FROM duty_weekday w
     WHERE w.org_id = hospital AND w.weekday = extract(isodow FROM on_day)
       AND NOT EXISTS (SELECT 1 FROM duty_day x WHERE x.org_id = hospital AND x.day = on_day))
  SELECT coalesce(s.deputy_id, l.person_id), CASE WHEN s.deputy_id IS NOT NULL THEN l.person_id END
    FROM listed l
    JOIN person p ON p.id = l.person_id
    JOIN acting_membership m ON m.org_id = hospital AND m.person_id = l.person_id AND m.ended_at IS NULL
     AND m.deputy_for IS NULL AND m.roles && ARRAY['hospitalCoordinator', 'careCoordinator']
    LEFT JOIN deputyship s ON s.org_id = hospital AND s.absent_id = l.person_id AND s.ended_at IS NULL
     AND on_day BETWEEN s.from_day AND s.to_day
     AND EXISTS (SELECT 1 FROM membership dm
                   JOIN person dp ON dp.id = dm.person_id AND dp.deactivated_at IS NULL
                  WHERE dm.org_id = hospital AND dm.person_id = s.deputy_id AND dm.ended_at IS NULL)
   WHERE s.deputy_id IS NOT NULL OR p.deactivated_at IS NULL
$$;

-- The second wall goes by the same care.
CREATE OR REPLACE FUNCTION referral_reaches(case_id uuid, wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT referral_carries(case_id)
      OR EXISTS (SELECT 1 FROM disclosure_grant g JOIN organisation o ON o.id = g.org_id
                  WHERE g.referral_id = case_id AND g.org_id = forum_org()
                    AND g.stage = ANY (wanted) AND g.revoked_at IS NULL
                    AND (o.override IS NULL OR EXISTS (
                      SELECT 1 FROM referral r
                       WHERE r.id = case_id AND r.accepted_org_id = o.id AND in_care(r.state))))
$$;
-- <<< by hand
