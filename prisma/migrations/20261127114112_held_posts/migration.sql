-- CreateTable
CREATE TABLE "held_post" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "title" TEXT,
    "desk_org_id" UUID,
    "author_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "quote_of" UUID,
    "file_ids" UUID[],
    "mentions" JSONB NOT NULL DEFAULT '[]',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reminded_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "post_id" UUID,

    CONSTRAINT "held_post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "held_post_thread_id_idx" ON "held_post"("thread_id");

-- CreateIndex
CREATE UNIQUE INDEX "held_post_author_id_client_id_key" ON "held_post"("author_id", "client_id");

-- >>> by hand: what the schema language cannot say
ALTER TABLE held_post
  ADD CONSTRAINT held_post_state CHECK (state IN ('waiting', 'released', 'refused', 'withdrawn')),
  ADD CONSTRAINT held_post_decided CHECK ((state = 'waiting') = (decided_by IS NULL AND decided_at IS NULL)),
  ADD CONSTRAINT held_post_reason CHECK ((state = 'refused') = (reason IS NOT NULL) AND length(reason) <= 2000),
  ADD CONSTRAINT held_post_project FOREIGN KEY (project_id) REFERENCES project (id),
  ADD CONSTRAINT held_post_author FOREIGN KEY (author_id) REFERENCES person (id),
  ADD CONSTRAINT held_post_org FOREIGN KEY (org_id) REFERENCES organisation (id),
  ADD CONSTRAINT held_post_posted FOREIGN KEY (post_id) REFERENCES post (id);
CREATE INDEX held_post_waiting ON held_post (at) WHERE state = 'waiting';
-- <<< by hand
