-- CreateTable
CREATE TABLE "deputyship" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "absent_id" UUID NOT NULL,
    "deputy_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "named_by_id" UUID NOT NULL,
    "named_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "deputyship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_rota" (
    "org_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "tended_by_id" UUID NOT NULL,
    "tended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "duty_rota_pkey" PRIMARY KEY ("org_id")
);

-- CreateTable
CREATE TABLE "duty_weekday" (
    "org_id" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "duty_weekday_pkey" PRIMARY KEY ("org_id","weekday","person_id")
);

-- CreateTable
CREATE TABLE "duty_day" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "duty_day_pkey" PRIMARY KEY ("org_id","day","person_id")
);

-- CreateIndex
CREATE INDEX "deputyship_org_id_to_day_idx" ON "deputyship"("org_id", "to_day");

-- >>> by hand: what the schema language cannot say
ALTER TABLE deputyship
  ADD CONSTRAINT deputyship_org FOREIGN KEY (org_id) REFERENCES organisation (id),
  ADD CONSTRAINT deputyship_absent FOREIGN KEY (absent_id) REFERENCES person (id),
  ADD CONSTRAINT deputyship_deputy FOREIGN KEY (deputy_id) REFERENCES person (id),
  ADD CONSTRAINT deputyship_named_by FOREIGN KEY (named_by_id) REFERENCES person (id),
  ADD CONSTRAINT deputyship_two CHECK (absent_id <> deputy_id),
  ADD CONSTRAINT deputyship_days CHECK (to_day BETWEEN from_day AND from_day + 92),
  -- Nobody has two deputies on one day.
  ADD CONSTRAINT deputyship_once EXCLUDE USING gist (
    org_id WITH =, absent_id WITH =, daterange(from_day, to_day, '[]') WITH &&) WHERE (ended_at IS NULL);
ALTER TABLE duty_rota
  ADD CONSTRAINT duty_rota_org FOREIGN KEY (org_id) REFERENCES organisation (id),
  ADD CONSTRAINT duty_rota_tended_by FOREIGN KEY (tended_by_id) REFERENCES person (id);
ALTER TABLE duty_weekday
  ADD CONSTRAINT duty_weekday_org FOREIGN KEY (org_id) REFERENCES organisation (id),
  ADD CONSTRAINT duty_weekday_person FOREIGN KEY (person_id) REFERENCES person (id),
  ADD CONSTRAINT duty_weekday_iso CHECK (weekday BETWEEN 1 AND 7);
ALTER TABLE duty_day
  ADD CONSTRAINT duty_day_org FOREIGN KEY (org_id) REFERENCES organisation (id),
  ADD CONSTRAINT duty_day_person FOREIGN KEY (person_id) REFERENCES person (id);

-- The day by which hospitals of Japan go.
CREATE FUNCTION day_in_japan() RETURNS date LANGUAGE sql STABLE AS
  $$ SELECT (forum_now() AT TIME ZONE 'Asia/Tokyo')::date $$;

-- Memberships with the roles that they have today: whoever stands in for a coordinator is one. Every
-- question of who may do what goes by this view; DISTINCT keeps it one row for each membership.
CREATE VIEW acting_membership AS
  SELECT m.id, m.person_id, m.org_id, m.title, m.started_at, m.ended_at,
         CASE WHEN d.absent_id IS NULL THEN m.roles ELSE m.roles || 'hospitalCoordinator'::text END AS roles,
         d.absent_id AS deputy_for
    FROM membership m
    LEFT JOIN (
      SELECT DISTINCT ON (s.org_id, s.deputy_id) s.org_id, s.deputy_id, s.absent_id
        FROM deputyship s
        JOIN membership a ON a.org_id = s.org_id AND a.person_id = s.absent_id AND a.ended_at IS NULL
         AND 'hospitalCoordinator' = ANY (a.roles)
       WHERE s.ended_at IS NULL AND day_in_japan() BETWEEN s.from_day AND s.to_day
       ORDER BY s.org_id, s.deputy_id, s.from_day, s.id) d
      ON d.org_id = m.org_id AND d.deputy_id = m.person_id AND NOT 'hospitalCoordinator' = ANY (m.roles);

-- Who is on duty for referrals in a hospital on a day: those of that day, else those of its weekday. For
-- whoever is away that day their deputy stands, and is named with them.
CREATE FUNCTION on_duty(hospital uuid, on_day date) RETURNS TABLE (person_id uuid, for_id uuid)
  LANGUAGE sql STABLE AS $$
  WITH listed AS (
    SELECT x.person_id FROM duty_day x WHERE x.org_id = hospital AND x.day = on_day
    UNION
    SELECT w.person_id FROM duty_weekday w
     WHERE w.org_id = hospital AND w.weekday = extract(isodow FROM on_day)
       AND NOT EXISTS (SELECT 1 FROM duty_day x WHERE x.org_id = hospital AND x.day = on_day))
  SELECT coalesce(s.deputy_id, l.person_id), CASE WHEN s.deputy_id IS NOT NULL THEN l.person_id END
    FROM listed l
    JOIN membership m ON m.org_id = hospital AND m.person_id = l.person_id AND m.ended_at IS NULL
     AND 'hospitalCoordinator' = ANY (m.roles)
    LEFT JOIN deputyship s ON s.org_id = hospital AND s.absent_id = l.person_id AND s.ended_at IS NULL
     AND on_day BETWEEN s.from_day AND s.to_day
     AND EXISTS (SELECT 1 FROM membership dm
                  WHERE dm.org_id = hospital AND dm.person_id = s.deputy_id AND dm.ended_at IS NULL)
$$;
-- <<< by hand
