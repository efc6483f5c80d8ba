-- DropIndex
DROP INDEX "notification_person_id_at_idx";

-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "mail_state" TEXT NOT NULL DEFAULT 'past';
-- What was told before mails went out by themselves is not told again.
ALTER TABLE "notification" ALTER COLUMN "mail_state" SET DEFAULT 'due';

-- CreateTable
CREATE TABLE "known_device" (
    "person_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("person_id","hash")
);

-- CreateTable
CREATE TABLE "notification_preference" (
    "person_id" UUID NOT NULL,
    "personal" TEXT NOT NULL,
    "referrals" TEXT NOT NULL,
    "discussions" TEXT NOT NULL,
    "events" TEXT NOT NULL,
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "digest_hour" INTEGER NOT NULL,
    "digest_day" INTEGER NOT NULL,
    "before" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "notification_override" (
    "person_id" UUID NOT NULL,
    "space_kind" TEXT NOT NULL,
    "space_id" UUID NOT NULL,
    "mail" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_override_pkey" PRIMARY KEY ("person_id","space_kind","space_id")
);

-- CreateTable
CREATE TABLE "notification_round" (
    "person_id" UUID NOT NULL,
    "rhythm" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "covered_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_round_pkey" PRIMARY KEY ("person_id","rhythm")
);

-- CreateIndex
CREATE INDEX "notification_person_id_at_id_idx" ON "notification"("person_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notification_of_subject" ON "notification"("person_id", "org_id", "subject_kind", "subject_id", "at" DESC, "id" DESC);

-- >>> by hand: what the schema language cannot say

ALTER TABLE notification ADD CONSTRAINT notification_mail_state
  CHECK (mail_state IN ('due', 'digest', 'mailed', 'past'));
CREATE INDEX notification_unread ON notification (person_id) WHERE read_at IS NULL;
CREATE INDEX notification_mail_due ON notification (person_id, at) WHERE mail_state = 'due';
CREATE INDEX notification_age ON notification USING brin (at);

ALTER TABLE notification_preference
  ADD CONSTRAINT notification_preference_mail CHECK (
    personal IN ('realtime', 'daily', 'weekly', 'off') AND referrals IN ('realtime', 'daily', 'weekly', 'off')
    AND discussions IN ('realtime', 'daily', 'weekly', 'off') AND events IN ('realtime', 'daily', 'weekly', 'off')),
  ADD CONSTRAINT notification_preference_quiet CHECK (
    quiet_from IS NULL AND quiet_until IS NULL
    OR quiet_from IS NOT NULL AND quiet_until IS NOT NULL AND quiet_from <> quiet_until),
  ADD CONSTRAINT notification_preference_minutes CHECK (
    quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439),
  ADD CONSTRAINT notification_preference_digest CHECK (
    digest_hour BETWEEN 0 AND 23 AND digest_day BETWEEN 1 AND 7);
ALTER TABLE notification_override
  ADD CONSTRAINT notification_override_space CHECK (space_kind IN ('project', 'thread')),
  ADD CONSTRAINT notification_override_mail CHECK (mail IN ('realtime', 'daily', 'weekly', 'off'));
ALTER TABLE notification_round
  ADD CONSTRAINT notification_round_rhythm CHECK (rhythm IN ('realtime', 'daily', 'weekly'));

-- A mail to a person asks how many they got of late.
CREATE INDEX outbox_mail_to_person ON outbox_mail (person_id, sent_at) WHERE state = 'sent';
CREATE INDEX outbox_mail_age ON outbox_mail USING brin (created_at);

-- <<< by hand
