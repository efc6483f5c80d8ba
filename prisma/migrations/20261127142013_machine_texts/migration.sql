-- AlterTable
ALTER TABLE "project" ADD COLUMN     "machine_texts" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "machine_text_request" (
    "post_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "failed" TEXT,

    CONSTRAINT "machine_text_request_pkey" PRIMARY KEY ("post_id","lang")
);

-- AddForeignKey
ALTER TABLE "machine_text_request" ADD CONSTRAINT "machine_text_request_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE machine_text_request
  ADD CONSTRAINT machine_text_request_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko')),
  ADD CONSTRAINT machine_text_request_failed CHECK (failed IN ('unreachable', 'language', 'server')),
  ADD CONSTRAINT machine_text_request_asked_by FOREIGN KEY (asked_by) REFERENCES person (id);
-- <<< by hand
