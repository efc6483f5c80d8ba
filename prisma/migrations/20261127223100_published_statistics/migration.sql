-- CreateTable
CREATE TABLE "published_statistics" (
    "org_id" UUID NOT NULL,
    "quarter" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_statistics_pkey" PRIMARY KEY ("org_id","quarter")
);
