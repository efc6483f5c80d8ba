-- CreateTable
CREATE TABLE "visa_report" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE NOT NULL,
    "reported_on" DATE,
    "reported_to" TEXT,
    "reference" TEXT,
    "recorded_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "visa_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "visa_report_plan_id_idx" ON "visa_report"("plan_id");

-- AddForeignKey
ALTER TABLE "visa_report" ADD CONSTRAINT "visa_report_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "visa_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand: one report of a kind is owed at a time, and one that was made says when and to whom
ALTER TABLE visa_report
  ADD CONSTRAINT visa_report_kind CHECK (kind IN ('dates', 'companions', 'hospital', 'stayEnded', 'cancelled')),
  ADD CONSTRAINT visa_report_to CHECK (reported_to IN ('embassy', 'foreignMinistry', 'immigration', 'registrar', 'other')),
  ADD CONSTRAINT visa_report_made CHECK ((reported_on IS NULL) = (reported_to IS NULL)
    AND (reported_on IS NULL) = (recorded_by IS NULL) AND (reference IS NULL OR reported_on IS NOT NULL));
CREATE UNIQUE INDEX visa_report_owed ON visa_report (plan_id, kind) WHERE reported_on IS NULL;
-- <<< by hand
