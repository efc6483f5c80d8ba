-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "role" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "accepted_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_link_hash_key" ON "invitation"("link_hash");

-- CreateIndex
CREATE INDEX "invitation_org_id_idx" ON "invitation"("org_id");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE invitation
  ADD CONSTRAINT invitation_role CHECK (role IN ('member', 'hospitalCoordinator', 'billing')),
  ADD CONSTRAINT invitation_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko')),
  ADD CONSTRAINT invitation_state CHECK (state IN ('open', 'accepted', 'withdrawn')),
  ADD CONSTRAINT invitation_end CHECK ((state = 'open') = (ended_at IS NULL)
    AND (state = 'accepted') = (accepted_by IS NOT NULL));
-- An address has one open invitation of an organisation at a time.
CREATE UNIQUE INDEX invitation_open ON invitation (org_id, email) WHERE state = 'open';
-- <<< by hand
