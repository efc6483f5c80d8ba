-- CreateTable
CREATE TABLE "project_milestone" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "title" JSONB NOT NULL,
    "owner_org_id" UUID NOT NULL,
    "planned_on" DATE NOT NULL,
    "done_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "project_milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_kpi" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "unit" JSONB NOT NULL,
    "more_is_better" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_kpi_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_kpi_value" (
    "kpi_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "plan" DECIMAL(18,4),
    "actual" DECIMAL(18,4),
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_kpi_value_pkey" PRIMARY KEY ("kpi_id","period")
);

-- CreateTable
CREATE TABLE "project_review" (
    "project_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "project_review_pkey" PRIMARY KEY ("project_id","period","phase")
);

-- CreateTable
CREATE TABLE "project_entry" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "person_id" UUID,
    "org_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_link" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "project_milestone_project_id_planned_on_idx" ON "project_milestone"("project_id", "planned_on");

-- CreateIndex
CREATE INDEX "project_kpi_project_id_idx" ON "project_kpi"("project_id");

-- CreateIndex
CREATE INDEX "project_entry_project_id_at_idx" ON "project_entry"("project_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "project_link_project_id_kind_record_id_key" ON "project_link"("project_id", "kind", "record_id");

-- AddForeignKey
ALTER TABLE "project_kpi_value" ADD CONSTRAINT "project_kpi_value_kpi_id_fkey" FOREIGN KEY ("kpi_id") REFERENCES "project_kpi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE project_milestone ADD CONSTRAINT project_milestone_project FOREIGN KEY (project_id) REFERENCES project (id);
ALTER TABLE project_kpi ADD CONSTRAINT project_kpi_project FOREIGN KEY (project_id) REFERENCES project (id);
ALTER TABLE project_kpi_value
  ADD CONSTRAINT project_kpi_value_period CHECK (period ~ '^20\d\d(-Q[1-4])?$'),
  ADD CONSTRAINT project_kpi_value_said CHECK (plan IS NOT NULL OR actual IS NOT NULL);
ALTER TABLE project_review
  ADD CONSTRAINT project_review_project FOREIGN KEY (project_id) REFERENCES project (id),
  ADD CONSTRAINT project_review_period CHECK (period ~ '^20\d\d(-Q[1-4])?$'),
  ADD CONSTRAINT project_review_phase CHECK (phase IN ('plan', 'do', 'check', 'act'));
ALTER TABLE project_entry ADD CONSTRAINT project_entry_project FOREIGN KEY (project_id) REFERENCES project (id);
ALTER TABLE project_link
  ADD CONSTRAINT project_link_project FOREIGN KEY (project_id) REFERENCES project (id),
  ADD CONSTRAINT project_link_kind CHECK (kind IN ('event', 'referral', 'library'));
-- <<< by hand
