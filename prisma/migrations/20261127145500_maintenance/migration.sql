-- CreateTable
CREATE TABLE "maintenance_window" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "words" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "announced_by" UUID NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "maintenance_window_client_id_key" ON "maintenance_window"("client_id");

-- >>> by hand: what the schema language cannot say
ALTER TABLE maintenance_window
  ADD CONSTRAINT maintenance_window_span CHECK (starts_at < ends_at),
  ADD CONSTRAINT maintenance_window_once EXCLUDE USING gist
    (tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (withdrawn_at IS NULL);
-- <<< by hand
