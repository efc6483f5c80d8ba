-- CreateTable
CREATE TABLE "appointment_link" (
    "appointment_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "set_by" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appointment_link_pkey" PRIMARY KEY ("appointment_id")
);

-- CreateIndex
CREATE INDEX "appointment_link_referral_id_idx" ON "appointment_link"("referral_id");

-- AddForeignKey
ALTER TABLE "appointment_link" ADD CONSTRAINT "appointment_link_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_link" ADD CONSTRAINT "appointment_link_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- >>> by hand: what the schema language cannot say
-- A follow-up that was given up, lapsed, or is over: nobody meets for it any more.
CREATE FUNCTION appointment_is_over(appointment uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM appointment a JOIN booking b ON b.id = a.booking_id
    WHERE a.id = $1 AND a.state = 'confirmed' AND b.ends_at > forum_now())
$$;

-- Who carries the case reaches the link, a hospital its own while the case is open to it. What is over may
-- be taken away by whoever ends it, a job included.
ALTER TABLE appointment_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE appointment_link FORCE ROW LEVEL SECURITY;
CREATE POLICY appointment_link_reach ON appointment_link
  USING (referral_carries(referral_id)
    OR (org_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY appointment_link_over ON appointment_link FOR SELECT USING (appointment_is_over(appointment_id));
CREATE POLICY appointment_link_gone ON appointment_link FOR DELETE USING (appointment_is_over(appointment_id));
CREATE POLICY appointment_link_erased ON appointment_link FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY appointment_link_sweep ON appointment_link FOR DELETE USING (referral_is_erased(referral_id));

-- It goes with its appointment, in the same statement, whoever ends that.
CREATE FUNCTION appointment_link_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM appointment_link WHERE appointment_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER appointment_link_follows AFTER UPDATE OF state ON appointment
  FOR EACH ROW WHEN (OLD.state = 'confirmed' AND NEW.state <> 'confirmed')
  EXECUTE FUNCTION appointment_link_follows();
-- <<< by hand
