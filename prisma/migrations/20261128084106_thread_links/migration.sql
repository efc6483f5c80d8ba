-- AlterTable
ALTER TABLE "held_post" ADD COLUMN     "event_id" UUID;

-- CreateTable
CREATE TABLE "thread_link" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "thread_link_record_id_idx" ON "thread_link"("record_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_link_thread_id_kind_record_id_key" ON "thread_link"("thread_id", "kind", "record_id");

-- AddForeignKey
ALTER TABLE "thread_link" ADD CONSTRAINT "thread_link_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE thread_link ADD CONSTRAINT thread_link_kind CHECK (kind IN ('event', 'referral', 'library'));
ALTER TABLE thread_turn DROP CONSTRAINT thread_turn_kind;
ALTER TABLE thread_turn ADD CONSTRAINT thread_turn_kind CHECK (kind IN (
  'state', 'pinned', 'unpinned', 'locked', 'unlocked', 'renamed', 'moved', 'slow', 'noticed', 'unnoticed',
  'pollOpened', 'pollDeadline', 'pollClosed', 'outcome',
  'eventLinked', 'eventUnlinked', 'itemLinked', 'itemUnlinked')) NOT VALID;
ALTER TABLE thread_turn VALIDATE CONSTRAINT thread_turn_kind;
ALTER TABLE held_post ADD CONSTRAINT held_post_event CHECK (event_id IS NULL OR title IS NOT NULL) NOT VALID;
ALTER TABLE held_post VALIDATE CONSTRAINT held_post_event;
-- <<< by hand
