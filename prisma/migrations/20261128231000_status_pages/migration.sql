-- CreateTable
CREATE TABLE "status_link" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "birth_check" BYTEA,
    "sealed" BYTEA,
    "lang" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_visit" (
    "token_hash" BYTEA NOT NULL,
    "link_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "status_visit_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "status_link_link_hash_key" ON "status_link"("link_hash");

-- CreateIndex
CREATE INDEX "status_link_referral_id_idx" ON "status_link"("referral_id");

-- CreateIndex
CREATE INDEX "status_visit_link_id_idx" ON "status_visit"("link_id");

-- AddForeignKey
ALTER TABLE "status_link" ADD CONSTRAINT "status_link_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_visit" ADD CONSTRAINT "status_visit_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "status_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- >>> by hand: what the schema language cannot say
CREATE UNIQUE INDEX status_link_open ON status_link (referral_id) WHERE ended_at IS NULL;
ALTER TABLE status_link
  ADD CONSTRAINT status_link_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko')),
  ADD CONSTRAINT status_link_tries CHECK (tries BETWEEN 0 AND 5),
  -- One that has ended holds nothing any more.
  ADD CONSTRAINT status_link_ended CHECK (
    (ended_at IS NULL AND birth_check IS NOT NULL AND sealed IS NOT NULL)
    OR (ended_at IS NOT NULL AND birth_check IS NULL AND sealed IS NULL));

-- The link that the caller of this transaction has brought.
CREATE FUNCTION forum_link() RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT decode(nullif(current_setting('forum.link', true), ''), 'hex')
$$;
-- Who carries the case reaches its links, and whoever brings one that one alone.
ALTER TABLE status_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE status_link FORCE ROW LEVEL SECURITY;
CREATE POLICY status_link_reach ON status_link
  USING (referral_carries(referral_id) OR link_hash = forum_link());
CREATE POLICY status_link_erased ON status_link FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY status_link_sweep ON status_link FOR DELETE USING (referral_is_erased(referral_id));

-- What a link has ended takes its visits along, whoever ends it.
CREATE FUNCTION status_visits_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM status_visit WHERE link_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER status_visits_end AFTER UPDATE OF ended_at ON status_link
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION status_visits_end();
-- <<< by hand
