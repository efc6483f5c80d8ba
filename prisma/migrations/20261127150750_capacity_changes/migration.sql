-- AlterTable
ALTER TABLE "department" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "capacity_change" (
    "id" UUID NOT NULL,
    "department_id" UUID NOT NULL,
    "capacity" TEXT NOT NULL,
    "until" DATE,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "capacity_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "capacity_change_department_id_at_idx" ON "capacity_change"("department_id", "at");

-- AddForeignKey
ALTER TABLE "capacity_change" ADD CONSTRAINT "capacity_change_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE capacity_change
  ADD CONSTRAINT capacity_change_capacity CHECK (capacity IN ('accepting', 'limited', 'paused')),
  ADD CONSTRAINT capacity_change_by FOREIGN KEY (by_id) REFERENCES person (id);
-- <<< by hand
