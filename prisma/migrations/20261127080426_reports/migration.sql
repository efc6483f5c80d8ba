-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "reporter_id" UUID NOT NULL,
    "reporter_org_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "claimed_by" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "explanation" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_text" (
    "report_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "author_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_text_pkey" PRIMARY KEY ("report_id","post_id")
);

-- CreateTable
CREATE TABLE "writing_bar" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "barred_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "writing_bar_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_post_id_idx" ON "report"("post_id");

-- CreateIndex
CREATE INDEX "report_claimed_by_idx" ON "report"("claimed_by");

-- CreateIndex
CREATE INDEX "writing_bar_person_id_until_idx" ON "writing_bar"("person_id", "until");

-- AddForeignKey
ALTER TABLE "report_text" ADD CONSTRAINT "report_text_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
-- A person has one open report of a post; a decided one has its outcome, its reason and who decided.
CREATE UNIQUE INDEX report_one_open ON report (reporter_id, post_id) WHERE state = 'open';
CREATE INDEX report_open ON report (at) WHERE state = 'open';
ALTER TABLE report
  ADD CONSTRAINT report_reason CHECK (reason IN ('insult', 'confidential', 'patient', 'advertising', 'false', 'other')),
  ADD CONSTRAINT report_words CHECK (length(words) <= 2000),
  ADD CONSTRAINT report_state CHECK (state IN ('open', 'decided')),
  ADD CONSTRAINT report_claim CHECK ((claimed_by IS NULL) = (claimed_at IS NULL)),
  ADD CONSTRAINT report_outcome CHECK (outcome IN ('none', 'removed', 'warned', 'barred')),
  ADD CONSTRAINT report_decided CHECK ((state = 'decided') = (
    outcome IS NOT NULL AND explanation IS NOT NULL AND decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  ADD CONSTRAINT report_post FOREIGN KEY (post_id) REFERENCES post (id),
  ADD CONSTRAINT report_reporter FOREIGN KEY (reporter_id) REFERENCES person (id);
ALTER TABLE writing_bar
  ADD CONSTRAINT writing_bar_times CHECK (until > at),
  ADD CONSTRAINT writing_bar_person FOREIGN KEY (person_id) REFERENCES person (id),
  ADD CONSTRAINT writing_bar_report FOREIGN KEY (report_id) REFERENCES report (id);
-- The record of a report is as it was written: texts are neither changed nor taken away.
REVOKE UPDATE, DELETE ON report_text FROM forum_app;
-- <<< by hand
