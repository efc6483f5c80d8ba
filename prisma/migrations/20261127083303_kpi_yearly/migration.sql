-- AlterTable
ALTER TABLE "project_kpi" ADD COLUMN     "yearly" TEXT NOT NULL DEFAULT 'sum';

-- >>> by hand
ALTER TABLE project_kpi ADD CONSTRAINT project_kpi_yearly CHECK (yearly IN ('sum', 'last'));
-- <<< by hand
