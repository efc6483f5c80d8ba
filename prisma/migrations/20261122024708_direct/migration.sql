-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "pair_key" TEXT,
ALTER COLUMN "project_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "thread_person" (
    "thread_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "visible_from_seq" BIGINT NOT NULL DEFAULT 1,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "added_by" UUID,

    CONSTRAINT "thread_person_pkey" PRIMARY KEY ("thread_id","person_id")
);

-- CreateTable
CREATE TABLE "person_block" (
    "person_id" UUID NOT NULL,
    "blocked_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_block_pkey" PRIMARY KEY ("person_id","blocked_id")
);

-- CreateTable
CREATE TABLE "presence" (
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "away" BOOLEAN NOT NULL DEFAULT false,
    "hidden" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE INDEX "thread_person_person_id_idx" ON "thread_person"("person_id");

-- CreateIndex
CREATE INDEX "person_block_blocked_id_idx" ON "person_block"("blocked_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_pair_key_key" ON "thread"("pair_key");

-- AddForeignKey
ALTER TABLE "thread_person" ADD CONSTRAINT "thread_person_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE thread DROP CONSTRAINT thread_kind;
ALTER TABLE thread
  ADD CONSTRAINT thread_kind CHECK (kind IN ('thread', 'chat', 'direct')),
  ADD CONSTRAINT thread_place CHECK ((kind = 'direct') = (project_id IS NULL)),
  ADD CONSTRAINT thread_pair CHECK (pair_key IS NULL OR kind = 'direct');
ALTER TABLE thread_person ADD CONSTRAINT thread_person_from CHECK (visible_from_seq > 0);
ALTER TABLE person_block ADD CONSTRAINT person_block_other CHECK (person_id <> blocked_id);
-- <<< by hand
