-- AlterTable
ALTER TABLE "post" ADD COLUMN     "quote_of" UUID;

-- CreateTable
CREATE TABLE "post_reaction" (
    "post_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_reaction_pkey" PRIMARY KEY ("post_id","person_id","kind")
);

-- CreateTable
CREATE TABLE "post_mention" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "person_id" UUID,
    "org_id" UUID,
    "role" TEXT,
    "label" TEXT NOT NULL,

    CONSTRAINT "post_mention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_mentioned" (
    "post_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "post_mentioned_pkey" PRIMARY KEY ("post_id","person_id")
);

-- CreateTable
CREATE TABLE "post_revision" (
    "post_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_revision_pkey" PRIMARY KEY ("post_id","number")
);

-- CreateTable
CREATE TABLE "draft" (
    "person_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "quote_of" UUID,
    "mentions" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("person_id","thread_id")
);

-- CreateIndex
CREATE INDEX "post_mention_post_id_idx" ON "post_mention"("post_id");

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_quote_of_fkey" FOREIGN KEY ("quote_of") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_reaction" ADD CONSTRAINT "post_reaction_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_mention" ADD CONSTRAINT "post_mention_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_mentioned" ADD CONSTRAINT "post_mentioned_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE post_reaction ADD CONSTRAINT post_reaction_kind
  CHECK (kind IN ('agree', 'thanks', 'seen', 'celebrate', 'question'));
ALTER TABLE post_mention
  ADD CONSTRAINT post_mention_one CHECK (num_nonnulls(person_id, org_id, role) = 1),
  ADD CONSTRAINT post_mention_role CHECK (role IN ('representative', 'hospitalCoordinator', 'staff')),
  ADD CONSTRAINT post_mention_label CHECK (char_length(label) BETWEEN 2 AND 200);
CREATE UNIQUE INDEX post_mention_once ON post_mention (post_id, person_id, org_id, role) NULLS NOT DISTINCT;
ALTER TABLE post_revision ADD CONSTRAINT post_revision_order CHECK (replaced_at >= at AND number > 0);
ALTER TABLE draft
  ADD CONSTRAINT draft_length CHECK (char_length(body) BETWEEN 1 AND 8000),
  ADD CONSTRAINT draft_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko'));
-- <<< by hand
