-- AlterTable
ALTER TABLE "project" ADD COLUMN     "goals" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "project_member" DROP COLUMN "visible_from_seq";

-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "desk_org_id" UUID;

-- CreateTable
CREATE TABLE "project_person" (
    "project_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'member',
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_person_pkey" PRIMARY KEY ("project_id","person_id")
);

-- CreateTable
CREATE TABLE "thread_horizon" (
    "thread_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "after_seq" BIGINT NOT NULL,

    CONSTRAINT "thread_horizon_pkey" PRIMARY KEY ("thread_id","org_id")
);

-- AddForeignKey
ALTER TABLE "project_person" ADD CONSTRAINT "project_person_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_horizon" ADD CONSTRAINT "thread_horizon_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE project
  DROP CONSTRAINT project_privacy,
  ADD CONSTRAINT project_privacy CHECK (privacy IN ('public', 'members', 'committee', 'invited', 'desk'));
ALTER TABLE project_person ADD CONSTRAINT project_person_part CHECK (part IN ('chair', 'member', 'observer'));
ALTER TABLE thread_horizon ADD CONSTRAINT thread_horizon_after CHECK (after_seq >= 0);
CREATE UNIQUE INDEX project_member_one_lead ON project_member (project_id) WHERE part = 'lead' AND left_at IS NULL;
CREATE INDEX project_person_person ON project_person (person_id) WHERE left_at IS NULL;
-- <<< by hand
