-- CreateTable
CREATE TABLE "resignation" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'announced',
    "leaves_on" DATE NOT NULL,
    "announced_by" UUID NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_by" UUID,
    "acknowledged_at" TIMESTAMPTZ(3),
    "held_up_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "resignation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "resignation_org_id_idx" ON "resignation"("org_id");

-- AddForeignKey
ALTER TABLE "resignation" ADD CONSTRAINT "resignation_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE resignation
  ADD CONSTRAINT resignation_state CHECK (state IN ('announced', 'acknowledged', 'withdrawn', 'done')),
  ADD CONSTRAINT resignation_note CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)
    AND (state <> 'announced' OR acknowledged_at IS NULL)
    AND (state NOT IN ('acknowledged', 'done') OR acknowledged_at IS NOT NULL)),
  ADD CONSTRAINT resignation_end CHECK ((state IN ('withdrawn', 'done')) = (ended_at IS NOT NULL));
-- An organisation leaves once at a time.
CREATE UNIQUE INDEX resignation_open ON resignation (org_id) WHERE state IN ('announced', 'acknowledged');

-- A committee's space is its roster's alone: whoever comes to represent the organisation that leads it is
-- on it.
CREATE FUNCTION representative_named() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
  SELECT pr.id, NEW.person_id, NEW.org_id, 'chair', forum_now() FROM project pr
   WHERE pr.lead_org_id = NEW.org_id AND pr.privacy = 'committee' AND pr.ended_at IS NULL
  ON CONFLICT (project_id, person_id) DO UPDATE SET left_at = NULL, org_id = excluded.org_id;
  RETURN NEW;
END $$;
CREATE TRIGGER representative_named AFTER UPDATE OF roles ON membership
  FOR EACH ROW WHEN (NEW.ended_at IS NULL AND 'representative' = ANY (NEW.roles)
    AND NOT 'representative' = ANY (OLD.roles)) EXECUTE FUNCTION representative_named();
-- <<< by hand
