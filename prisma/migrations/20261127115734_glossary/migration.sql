-- CreateTable
CREATE TABLE "glossary_term" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "also" JSONB NOT NULL DEFAULT '{}',
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "glossary_term_pkey" PRIMARY KEY ("id")
);

-- >>> by hand: what the schema language cannot say
ALTER TABLE glossary_term
  ADD CONSTRAINT glossary_term_kind CHECK (kind IN ('organisation', 'ministry', 'programme', 'certification')),
  ADD CONSTRAINT glossary_term_names CHECK (jsonb_typeof(names) = 'object' AND jsonb_typeof(also) = 'object'),
  ADD CONSTRAINT glossary_term_changed_by FOREIGN KEY (changed_by) REFERENCES person (id);
-- <<< by hand
