-- AlterTable
ALTER TABLE "writing_bar" ADD COLUMN     "lift_reason" TEXT,
ADD COLUMN     "lifted_at" TIMESTAMPTZ(3),
ADD COLUMN     "lifted_by" UUID;
-- >>> by hand: what the schema language cannot say
ALTER TABLE writing_bar ADD CONSTRAINT writing_bar_lifted CHECK (
  num_nulls(lifted_at, lifted_by, lift_reason) IN (0, 3));
-- <<< by hand
