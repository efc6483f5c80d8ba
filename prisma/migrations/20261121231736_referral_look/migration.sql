-- CreateTable
CREATE TABLE "referral_look" (
    "person_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_look_pkey" PRIMARY KEY ("person_id","record_id")
);

-- CreateIndex
CREATE INDEX "referral_accepted_org_id_idx" ON "referral"("accepted_org_id");

-- CreateIndex
CREATE INDEX "referral_facilitator_org_id_idx" ON "referral"("facilitator_org_id");
