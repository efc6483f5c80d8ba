-- CreateTable
CREATE TABLE "announcement" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "title" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "audience" TEXT[],
    "important" BOOLEAN NOT NULL DEFAULT false,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "published_by" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_put_away" (
    "announcement_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_put_away_pkey" PRIMARY KEY ("announcement_id","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "announcement_client_id_key" ON "announcement"("client_id");

-- CreateIndex
CREATE INDEX "announcement_ends_at_idx" ON "announcement"("ends_at");

-- AddForeignKey
ALTER TABLE "announcement_put_away" ADD CONSTRAINT "announcement_put_away_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
-- Japanese and English are always there; an audience is made of kinds that exist.
ALTER TABLE announcement
  ADD CONSTRAINT announcement_words CHECK (title ?& ARRAY['ja', 'en'] AND body ?& ARRAY['ja', 'en']),
  ADD CONSTRAINT announcement_audience CHECK (
    audience IS NOT NULL AND audience <@ ARRAY['hospital', 'society', 'company', 'government', 'partner', 'facilitator']),
  ADD CONSTRAINT announcement_times CHECK (ends_at > starts_at),
  ADD CONSTRAINT announcement_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  ADD CONSTRAINT announcement_publisher FOREIGN KEY (published_by) REFERENCES person (id);
ALTER TABLE announcement_put_away
  ADD CONSTRAINT announcement_put_away_person FOREIGN KEY (person_id) REFERENCES person (id);
-- <<< by hand
