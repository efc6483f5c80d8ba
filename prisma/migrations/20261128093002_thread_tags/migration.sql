-- AlterTable
ALTER TABLE "held_post" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "thread_tag" (
    "thread_id" UUID NOT NULL,
    "folded" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "thread_tag_pkey" PRIMARY KEY ("thread_id","folded")
);

-- CreateIndex
CREATE INDEX "thread_tag_folded_idx" ON "thread_tag"("folded");

-- CreateIndex
CREATE UNIQUE INDEX "thread_tag_thread_id_position_key" ON "thread_tag"("thread_id", "position");

-- AddForeignKey
ALTER TABLE "thread_tag" ADD CONSTRAINT "thread_tag_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE thread_tag
  ADD CONSTRAINT thread_tag_most CHECK (position BETWEEN 1 AND 5),
  ADD CONSTRAINT thread_tag_length CHECK (char_length(label) BETWEEN 1 AND 20);
ALTER TABLE thread_turn DROP CONSTRAINT thread_turn_kind;
ALTER TABLE thread_turn ADD CONSTRAINT thread_turn_kind CHECK (kind IN (
  'state', 'pinned', 'unpinned', 'locked', 'unlocked', 'renamed', 'moved', 'slow', 'noticed', 'unnoticed',
  'pollOpened', 'pollDeadline', 'pollClosed', 'outcome',
  'eventLinked', 'eventUnlinked', 'itemLinked', 'itemUnlinked', 'tagged')) NOT VALID;
ALTER TABLE thread_turn VALIDATE CONSTRAINT thread_turn_kind;
-- <<< by hand
