-- CreateTable
CREATE TABLE "case_import" (
    "referral_id" UUID NOT NULL,
    "partner_org_id" UUID NOT NULL,
    "order_index" BYTEA NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_import_pkey" PRIMARY KEY ("referral_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_import_partner_org_id_order_index_key" ON "case_import"("partner_org_id", "order_index");

-- AddForeignKey
ALTER TABLE "case_import" ADD CONSTRAINT "case_import_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;
