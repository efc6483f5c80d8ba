-- CreateTable
CREATE TABLE "visa_plan" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "way" TEXT NOT NULL,
    "inpatient" BOOLEAN NOT NULL,
    "coe_by" TEXT,
    "companions" INTEGER NOT NULL,
    "arrives_on" DATE NOT NULL,
    "leaves_on" DATE NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "coe_applied_on" DATE,
    "coe_issued_on" DATE,
    "applied_on" DATE,
    "decision" TEXT,
    "decided_on" DATE,
    "valid_until" DATE,
    "entered_on" DATE,
    "stay_until" DATE,
    "guarantee_number" TEXT,
    "guaranteed_on" DATE,
    "settled_on" DATE,
    "left_on" DATE,
    "exit_reported_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visa_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visa_item" (
    "plan_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "on_day" DATE,
    "paper_on" DATE,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visa_item_pkey" PRIMARY KEY ("plan_id","item")
);

-- CreateTable
CREATE TABLE "visa_paper" (
    "document_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "edition" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visa_paper_pkey" PRIMARY KEY ("document_id")
);

-- CreateTable
CREATE TABLE "visa_alarm" (
    "plan_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visa_alarm_pkey" PRIMARY KEY ("plan_id","kind","about")
);

-- CreateIndex
CREATE UNIQUE INDEX "visa_plan_referral_id_org_id_key" ON "visa_plan"("referral_id", "org_id");

-- CreateIndex
CREATE UNIQUE INDEX "visa_paper_plan_id_kind_lang_number_key" ON "visa_paper"("plan_id", "kind", "lang", "number");

-- AddForeignKey
ALTER TABLE "visa_plan" ADD CONSTRAINT "visa_plan_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visa_item" ADD CONSTRAINT "visa_item_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "visa_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visa_paper" ADD CONSTRAINT "visa_paper_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "visa_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visa_paper" ADD CONSTRAINT "visa_paper_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visa_alarm" ADD CONSTRAINT "visa_alarm_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "visa_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- >>> by hand
ALTER TABLE visa_plan
  ADD CONSTRAINT visa_plan_way CHECK (way IN ('single', 'multiple', 'visitor', 'none')),
  ADD CONSTRAINT visa_plan_days CHECK (leaves_on >= arrives_on),
  -- More than 90 days after the day of landing: in hospital, for a single entry, with a certificate of eligibility.
  ADD CONSTRAINT visa_plan_long CHECK (CASE WHEN leaves_on - arrives_on <= 90 THEN coe_by IS NULL
    ELSE way = 'single' AND inpatient AND coe_by IS NOT NULL AND coe_by IN ('hospital', 'relative') END),
  ADD CONSTRAINT visa_plan_companions CHECK (companions BETWEEN 0 AND 9),
  ADD CONSTRAINT visa_plan_coe CHECK (coe_issued_on IS NULL OR (coe_applied_on IS NOT NULL AND coe_issued_on >= coe_applied_on)),
  ADD CONSTRAINT visa_plan_decision CHECK ((decision IS NULL) = (decided_on IS NULL)
    AND (decision IS NULL OR (decision IN ('issued', 'refused') AND applied_on IS NOT NULL AND decided_on >= applied_on))),
  ADD CONSTRAINT visa_plan_validity CHECK (valid_until IS NULL OR (decision IS NOT NULL AND decision = 'issued' AND valid_until > decided_on)),
  ADD CONSTRAINT visa_plan_entry CHECK ((entered_on IS NULL) = (stay_until IS NULL) AND stay_until >= entered_on),
  ADD CONSTRAINT visa_plan_guarantee CHECK ((guarantee_number IS NULL) = (guaranteed_on IS NULL)),
  ADD CONSTRAINT visa_plan_exit CHECK (left_on IS NULL OR (entered_on IS NOT NULL AND left_on >= entered_on)),
  ADD CONSTRAINT visa_plan_report CHECK (exit_reported_on IS NULL OR (left_on IS NOT NULL AND exit_reported_on >= left_on));
ALTER TABLE visa_item
  ADD CONSTRAINT visa_item_state CHECK (state IN ('open', 'brought', 'notNeeded')),
  ADD CONSTRAINT visa_item_brought CHECK ((state = 'brought') = (on_day IS NOT NULL)
    AND (paper_on IS NULL OR (state = 'brought' AND paper_on <= on_day))),
  ADD CONSTRAINT visa_item_reason CHECK ((state = 'notNeeded') = (reason IS NOT NULL));
ALTER TABLE visa_paper
  ADD CONSTRAINT visa_paper_kind CHECK (kind IN ('visitCertificate', 'acceptance'));
-- Plans of stays that are not over: what the job looks through.
CREATE INDEX visa_plan_live ON visa_plan (id) WHERE exit_reported_on IS NULL;
-- <<< by hand
