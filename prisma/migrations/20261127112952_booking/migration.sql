-- CreateTable
CREATE TABLE "resource" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "name" JSONB NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Tokyo',
    "hours" JSONB NOT NULL,
    "holidays" TEXT,
    "before_minutes" INTEGER NOT NULL DEFAULT 0,
    "after_minutes" INTEGER NOT NULL DEFAULT 0,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by" UUID,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_line" (
    "booking_id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,
    "taken_from" TIMESTAMPTZ(3) NOT NULL,
    "taken_until" TIMESTAMPTZ(3) NOT NULL,
    "live" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "booking_line_pkey" PRIMARY KEY ("booking_id","resource_id")
);

-- CreateIndex
CREATE INDEX "resource_org_id_kind_idx" ON "resource"("org_id", "kind");

-- CreateIndex
CREATE INDEX "booking_owner_kind_owner_id_idx" ON "booking"("owner_kind", "owner_id");

-- AddForeignKey
ALTER TABLE "booking_line" ADD CONSTRAINT "booking_line_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_line" ADD CONSTRAINT "booking_line_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE resource
  ADD CONSTRAINT resource_kind CHECK (kind IN ('department', 'person', 'room', 'interpreter', 'vehicle')),
  ADD CONSTRAINT resource_margins CHECK (before_minutes >= 0 AND after_minutes >= 0);
CREATE UNIQUE INDEX resource_department ON resource (org_id, code) WHERE kind = 'department';

ALTER TABLE booking
  ADD CONSTRAINT booking_state CHECK (state IN ('held', 'confirmed', 'cancelled', 'lapsed')),
  ADD CONSTRAINT booking_span CHECK (starts_at < ends_at),
  ADD CONSTRAINT booking_hold CHECK (state <> 'held' OR held_until IS NOT NULL);
CREATE INDEX booking_holds ON booking (held_until) WHERE settled_at IS NULL AND held_until IS NOT NULL;

-- No resource is taken twice at a time, whoever writes and however many at once.
ALTER TABLE booking_line
  ADD CONSTRAINT booking_line_span CHECK (taken_from < taken_until),
  ADD CONSTRAINT booking_line_once EXCLUDE USING gist
    (resource_id WITH =, tstzrange(taken_from, taken_until, '[)') WITH &&) WHERE (live);

-- What a booking takes follows its state in the same statement.
CREATE FUNCTION booking_lines_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE booking_line SET live = NEW.state IN ('held', 'confirmed') WHERE booking_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER booking_lines_follow AFTER UPDATE OF state ON booking
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION booking_lines_follow();

-- Every department can be booked: on weekdays from nine to five until its hospital says otherwise.
CREATE FUNCTION resource_of_department() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE resource SET retired_at = forum_now()
     WHERE kind = 'department' AND org_id = OLD.org_id AND code = OLD.specialty;
    RETURN NULL;
  END IF;
  INSERT INTO resource (id, org_id, kind, code, name, hours, holidays)
  VALUES (gen_random_uuid(), NEW.org_id, 'department', NEW.specialty, NEW.name,
    (SELECT jsonb_agg(jsonb_build_object('day', day, 'from', '09:00', 'until', '17:00'))
       FROM generate_series(1, 5) AS day), 'JP')
  ON CONFLICT (org_id, code) WHERE kind = 'department'
    DO UPDATE SET name = excluded.name, retired_at = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER resource_of_department AFTER INSERT OR DELETE OR UPDATE OF name ON department
  FOR EACH ROW EXECUTE FUNCTION resource_of_department();
INSERT INTO resource (id, org_id, kind, code, name, hours, holidays)
SELECT gen_random_uuid(), d.org_id, 'department', d.specialty, d.name,
       (SELECT jsonb_agg(jsonb_build_object('day', day, 'from', '09:00', 'until', '17:00'))
          FROM generate_series(1, 5) AS day), 'JP'
  FROM department d;
-- <<< by hand
