CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pgcrypto;


-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "direction" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "privacy" TEXT NOT NULL DEFAULT 'invited',
    "countries" TEXT[],
    "fields" TEXT[],
    "lead_org_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_member" (
    "project_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'participant',
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "visible_from_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "project_member_pkey" PRIMARY KEY ("project_id","org_id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'thread',
    "title" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_by" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_post_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "author_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "read_state" (
    "person_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "last_read_seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_state_pkey" PRIMARY KEY ("person_id","thread_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "audience" TEXT NOT NULL DEFAULT 'members',
    "title" JSONB NOT NULL,
    "series" JSONB,
    "host" JSONB,
    "place" JSONB,
    "format" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "seats" INTEGER,
    "seats_per_org" INTEGER,
    "registration_closes_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_session" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'talk',
    "title" JSONB NOT NULL,
    "room" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "spoken_langs" TEXT[],
    "interpretation" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "event_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_speaker" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'speaker',
    "person_id" UUID,
    "org_id" UUID,
    "name" JSONB NOT NULL,
    "affiliation" JSONB NOT NULL,

    CONSTRAINT "session_speaker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "seat" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term" (
    "vocabulary" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "labels" JSONB NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "term_pkey" PRIMARY KEY ("vocabulary","code")
);

-- CreateTable
CREATE TABLE "library_item" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "access" TEXT NOT NULL DEFAULT 'members',
    "title" JSONB NOT NULL,
    "publisher" JSONB,
    "author" JSONB,
    "published_on" TEXT,
    "date_basis" TEXT,
    "countries" TEXT[],
    "industries" TEXT[],
    "diseases" TEXT[],
    "support_types" TEXT[],
    "measures" TEXT[],
    "stages" TEXT[],
    "sizes" TEXT[],
    "results" JSONB,
    "source" JSONB NOT NULL,
    "owner_org_id" UUID,
    "review_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "library_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_programme" (
    "item_id" UUID NOT NULL,
    "sponsor" JSONB NOT NULL,
    "country" TEXT NOT NULL,
    "amount" JSONB,
    "eligibility" JSONB,
    "opens_on" DATE,
    "closes_on" DATE,
    "last_checked_on" DATE,

    CONSTRAINT "support_programme_pkey" PRIMARY KEY ("item_id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "reading" TEXT,
    "short_name" JSONB NOT NULL,
    "monogram" TEXT NOT NULL,
    "hue" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "city" JSONB,
    "website" TEXT,
    "member_since" DATE,
    "member_until" DATE,
    "override" TEXT,
    "account_officer_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "name_lang" TEXT NOT NULL,
    "family_reading" TEXT,
    "given_reading" TEXT,
    "latin_name" TEXT,
    "lang" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "hue" INTEGER NOT NULL DEFAULT 255,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "person_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "totp_secret" BYTEA,
    "totp_confirmed_at" TIMESTAMPTZ(3),
    "totp_last_step" BIGINT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "roles" TEXT[],
    "title" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "factor_at" TIMESTAMPTZ(3),
    "acting_org_id" UUID,
    "user_agent" TEXT,
    "ip_prefix" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_token" (
    "hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "person_id" UUID,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "department" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "specialty" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "capacity" TEXT NOT NULL DEFAULT 'accepting',
    "capacity_until" DATE,
    "yearly_cases" INTEGER,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capability" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "evidence" JSONB,
    "reviewed_on" DATE,

    CONSTRAINT "capability_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certification" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "certification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "actor_id" UUID,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "acl_version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_event" (
    "channel_id" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_event_pkey" PRIMARY KEY ("channel_id","seq")
);

-- CreateTable
CREATE TABLE "audit_pending" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "chain" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "audit_pending_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "chain" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "body" JSONB NOT NULL,
    "prev" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "person_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "use_case" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "response" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "outbox_mail" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "to_address" TEXT,
    "to_name" TEXT,
    "lang" TEXT NOT NULL,
    "vars" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "lease_by" UUID,
    "smtp_code" INTEGER,
    "smtp_reply" TEXT,
    "last_error" TEXT,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "storage_key" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "scan" TEXT NOT NULL DEFAULT 'pending',
    "uploaded_by" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_canary" (
    "kid" TEXT NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "key_canary_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "parallel_text" (
    "id" UUID NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "block" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'original',
    "checked_by" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parallel_text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_suppression" (
    "address" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "smtp_code" INTEGER,
    "smtp_reply" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_suppression_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "forum_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "shift" TEXT NOT NULL DEFAULT '0 seconds',

    CONSTRAINT "forum_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "mode" TEXT NOT NULL DEFAULT 'COLLECT',
    "partner_org_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "facilitator_org_id" UUID,
    "officer_id" UUID,
    "urgency" TEXT NOT NULL DEFAULT 'routine',
    "specialty" TEXT NOT NULL,
    "icd_block" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "age_band" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "languages" TEXT[],
    "wanted_from" DATE,
    "wanted_to" DATE,
    "companions" INTEGER NOT NULL DEFAULT 0,
    "payer" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "teaser" JSONB,
    "teaser_reviewed_by" UUID,
    "teaser_reviewed_at" TIMESTAMPTZ(3),
    "answer_deadline" TIMESTAMPTZ(3),
    "accepted_offer_id" UUID,
    "accepted_org_id" UUID,
    "wrapped_key" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_identity" (
    "referral_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "person_index" BYTEA,
    "document_index" BYTEA,
    "contact_index" BYTEA,

    CONSTRAINT "referral_identity_pkey" PRIMARY KEY ("referral_id")
);

-- CreateTable
CREATE TABLE "referral_clinical" (
    "referral_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "referral_clinical_pkey" PRIMARY KEY ("referral_id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "viewed_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "answer" JSONB,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text_version" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "covers" TEXT[],
    "org_ids" UUID[],
    "org_class" TEXT,
    "country" TEXT NOT NULL,
    "given_by" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "recorded_by" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure_grant" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "consent_id" UUID,

    CONSTRAINT "disclosure_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_event" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "org_id" UUID,
    "from_state" TEXT,
    "to_state" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "referral_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "project_member_org_id_idx" ON "project_member"("org_id");

-- CreateIndex
CREATE INDEX "thread_project_id_last_post_at_idx" ON "thread"("project_id", "last_post_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "post_thread_id_seq_key" ON "post"("thread_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "post_thread_id_author_id_client_id_key" ON "post"("thread_id", "author_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_slug_key" ON "event"("slug");

-- CreateIndex
CREATE INDEX "event_state_starts_at_idx" ON "event"("state", "starts_at");

-- CreateIndex
CREATE INDEX "event_session_event_id_starts_at_idx" ON "event_session"("event_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_speaker_session_id_idx" ON "session_speaker"("session_id");

-- CreateIndex
CREATE INDEX "registration_person_id_idx" ON "registration"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "library_item_slug_key" ON "library_item"("slug");

-- CreateIndex
CREATE INDEX "library_item_kind_idx" ON "library_item"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE INDEX "organisation_kind_idx" ON "organisation"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_person_id_hash_key" ON "recovery_code"("person_id", "hash");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "membership_org_id_idx" ON "membership"("org_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");

-- CreateIndex
CREATE INDEX "one_time_token_expires_at_idx" ON "one_time_token"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "department_org_id_specialty_key" ON "department"("org_id", "specialty");

-- CreateIndex
CREATE UNIQUE INDEX "capability_org_id_kind_code_key" ON "capability"("org_id", "kind", "code");

-- CreateIndex
CREATE INDEX "certification_org_id_idx" ON "certification"("org_id");

-- CreateIndex
CREATE INDEX "notification_person_id_at_idx" ON "notification"("person_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "channel_kind_record_id_key" ON "channel"("kind", "record_id");

-- CreateIndex
CREATE INDEX "channel_event_at_brin" ON "channel_event" USING BRIN ("at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_hash_key" ON "audit"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "audit_chain_prev_key" ON "audit"("chain", "prev");

-- CreateIndex
CREATE INDEX "idempotency_key_at_idx" ON "idempotency_key"("at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_mail_dedupe_key_key" ON "outbox_mail"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_mail_state_next_at_idx" ON "outbox_mail"("state", "next_at");

-- CreateIndex
CREATE INDEX "file_owner_kind_owner_id_idx" ON "file"("owner_kind", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "parallel_text_owner_kind_owner_id_block_lang_key" ON "parallel_text"("owner_kind", "owner_id", "block", "lang");

-- CreateIndex
CREATE UNIQUE INDEX "referral_code_key" ON "referral"("code");

-- CreateIndex
CREATE INDEX "referral_state_created_at_idx" ON "referral"("state", "created_at");

-- CreateIndex
CREATE INDEX "referral_partner_org_id_idx" ON "referral"("partner_org_id");

-- CreateIndex
CREATE INDEX "referral_officer_id_idx" ON "referral"("officer_id");

-- CreateIndex
CREATE INDEX "offer_org_id_status_idx" ON "offer"("org_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "offer_referral_id_org_id_key" ON "offer"("referral_id", "org_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_referral_id_version_key" ON "consent"("referral_id", "version");

-- CreateIndex
CREATE INDEX "disclosure_grant_referral_id_org_id_idx" ON "disclosure_grant"("referral_id", "org_id");

-- CreateIndex
CREATE INDEX "referral_event_referral_id_at_idx" ON "referral_event"("referral_id", "at");

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_session" ADD CONSTRAINT "event_session_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_speaker" ADD CONSTRAINT "session_speaker_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "event_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_programme" ADD CONSTRAINT "support_programme_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "library_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department" ADD CONSTRAINT "department_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capability" ADD CONSTRAINT "capability_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certification" ADD CONSTRAINT "certification_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_event" ADD CONSTRAINT "channel_event_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_identity" ADD CONSTRAINT "referral_identity_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_clinical" ADD CONSTRAINT "referral_clinical_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosure_grant" ADD CONSTRAINT "disclosure_grant_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_event" ADD CONSTRAINT "referral_event_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- >>> by hand: what the schema language cannot say

-- The role that the forum signs in as. It owns nothing and passes no row policy by itself.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'forum_app') THEN CREATE ROLE forum_app NOLOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO forum_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO forum_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO forum_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO forum_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO forum_app;

-- One clock, the database's; the shift is for tests, and only the owner may set it.
INSERT INTO forum_clock (id) VALUES (1);
REVOKE INSERT, UPDATE, DELETE ON forum_clock FROM forum_app;
CREATE FUNCTION forum_now() RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT date_trunc('milliseconds', now() + (SELECT shift::interval FROM forum_clock)) $$;
-- Who is asking: set by the kernel at the start of each use case.
CREATE FUNCTION forum_person() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('forum.person', true), '')::uuid $$;
CREATE FUNCTION forum_org() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('forum.org', true), '')::uuid $$;

-- The audit log is append-only for everybody but its owner.
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> (SELECT r.rolname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE c.oid = TG_RELID) THEN
    RAISE EXCEPTION 'the audit log is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_pending_unchanged BEFORE UPDATE OR TRUNCATE ON audit_pending
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
REVOKE ALL ON audit, audit_pending, key_canary FROM forum_app;
GRANT SELECT, INSERT ON audit TO forum_app;
GRANT SELECT, INSERT, DELETE ON audit_pending TO forum_app;
GRANT SELECT, INSERT ON key_canary TO forum_app;

-- Mail and files.
ALTER TABLE outbox_mail
  ADD CONSTRAINT outbox_mail_state CHECK (state IN ('pending', 'leased', 'sent', 'dead', 'suppressed')),
  ADD CONSTRAINT outbox_mail_recipient_given CHECK (person_id IS NOT NULL OR to_address IS NOT NULL);
ALTER TABLE mail_suppression ADD CONSTRAINT mail_suppression_reason CHECK (reason IN ('bounced', 'complained'));
ALTER TABLE file ADD CONSTRAINT file_scan CHECK (scan IN ('pending', 'clean', 'infected', 'error', 'unscanned'));
CREATE INDEX outbox_mail_due ON outbox_mail (next_at) WHERE state = 'pending';
CREATE INDEX outbox_mail_leased ON outbox_mail (lease_until) WHERE state = 'leased';
CREATE INDEX outbox_mail_recipient ON outbox_mail (to_address, sent_at) WHERE state = 'sent';

-- Texts of other languages.
ALTER TABLE parallel_text ADD CONSTRAINT parallel_text_state
  CHECK (state IN ('original', 'machine', 'checked', 'stale'));

-- Membership.
ALTER TABLE organisation
  ADD CONSTRAINT organisation_kind CHECK (kind IN ('hospital', 'society', 'company', 'government', 'partner', 'facilitator', 'secretariat')),
  ADD CONSTRAINT organisation_override CHECK (override IN ('suspended', 'resigned', 'expelled'));
ALTER TABLE membership ADD CONSTRAINT membership_roles
  CHECK (roles <@ ARRAY['representative', 'hospitalCoordinator', 'billing', 'member', 'staff', 'admin', 'privacyOfficer'] AND cardinality(roles) > 0);
CREATE UNIQUE INDEX membership_active ON membership (person_id, org_id) WHERE ended_at IS NULL;
ALTER TABLE department ADD CONSTRAINT department_capacity CHECK (capacity IN ('accepting', 'limited', 'paused'));
ALTER TABLE person ADD CONSTRAINT person_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko'));

-- Discussions.
ALTER TABLE project ADD CONSTRAINT project_privacy CHECK (privacy IN ('members', 'invited'));
ALTER TABLE project_member ADD CONSTRAINT project_member_part CHECK (part IN ('lead', 'participant', 'observer'));
ALTER TABLE thread
  ADD CONSTRAINT thread_kind CHECK (kind IN ('thread', 'chat')),
  ADD CONSTRAINT thread_state CHECK (state IN ('open', 'onHold', 'decided', 'closed'));
CREATE UNIQUE INDEX thread_one_chat ON thread (project_id) WHERE kind = 'chat';
ALTER TABLE post ADD CONSTRAINT post_length CHECK (char_length(body) BETWEEN 1 AND 8000);

-- Events: a seat is sold once, a person registers once.
ALTER TABLE event
  ADD CONSTRAINT event_state CHECK (state IN ('draft', 'published', 'cancelled')),
  ADD CONSTRAINT event_audience CHECK (audience IN ('public', 'members', 'invited')),
  ADD CONSTRAINT event_format CHECK (format IN ('onsite', 'online', 'hybrid')),
  ADD CONSTRAINT event_times CHECK (ends_at > starts_at),
  ADD CONSTRAINT event_seats CHECK (seats > 0);
ALTER TABLE event_session ADD CONSTRAINT event_session_times CHECK (ends_at > starts_at);
ALTER TABLE registration
  ADD CONSTRAINT registration_state CHECK (state IN ('confirmed', 'waiting', 'cancelled')),
  ADD CONSTRAINT registration_seat CHECK (seat > 0 AND (seat IS NULL OR state = 'confirmed'));
CREATE UNIQUE INDEX registration_once ON registration (event_id, person_id) WHERE state IN ('confirmed', 'waiting');
CREATE UNIQUE INDEX registration_seat_once ON registration (event_id, seat) WHERE state = 'confirmed';

-- Referrals: one acceptance, answers within their states.
ALTER TABLE referral
  ADD CONSTRAINT referral_state CHECK (state IN ('draft', 'submitted', 'intakeReview', 'returned', 'broadcasting', 'accepted', 'scheduled', 'arrived', 'inTreatment', 'discharged', 'closed', 'cancelled', 'noTaker', 'enteredInError', 'erased')),
  ADD CONSTRAINT referral_mode CHECK (mode IN ('COLLECT', 'FIRST_ACCEPT')),
  ADD CONSTRAINT referral_urgency CHECK (urgency IN ('routine', 'soon', 'urgent')),
  ADD CONSTRAINT referral_accepted CHECK ((accepted_offer_id IS NULL) = (accepted_org_id IS NULL));
ALTER TABLE offer ADD CONSTRAINT offer_status CHECK (status IN ('queued', 'sent', 'viewed', 'infoRequested', 'interested', 'willing', 'declined', 'accepted', 'backup', 'notSelected', 'withdrawn', 'expired', 'released'));
CREATE UNIQUE INDEX offer_one_accepted ON offer (referral_id) WHERE status = 'accepted';
ALTER TABLE disclosure_grant ADD CONSTRAINT disclosure_grant_stage CHECK (stage IN ('teaser', 'clinical', 'identified', 'return'));
CREATE UNIQUE INDEX disclosure_grant_live ON disclosure_grant (referral_id, org_id, stage) WHERE revoked_at IS NULL;
CREATE INDEX referral_identity_person ON referral_identity (person_index);
CREATE INDEX referral_identity_document ON referral_identity (document_index);

-- The second wall: a patient's rows answer only to the sender, the case officer and a live grant,
-- whatever the query says.
ALTER TABLE referral_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_identity FORCE ROW LEVEL SECURITY;
ALTER TABLE referral_clinical ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_clinical FORCE ROW LEVEL SECURITY;
CREATE FUNCTION referral_reaches(case_id uuid, wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM referral r WHERE r.id = case_id
                  AND (r.partner_org_id = forum_org() OR r.officer_id = forum_person()))
      OR EXISTS (SELECT 1 FROM disclosure_grant g WHERE g.referral_id = case_id AND g.org_id = forum_org()
                  AND g.stage = ANY (wanted) AND g.revoked_at IS NULL)
$$;
CREATE POLICY referral_identity_reach ON referral_identity
  USING (referral_reaches(referral_id, ARRAY['identified']));
CREATE POLICY referral_clinical_reach ON referral_clinical
  USING (referral_reaches(referral_id, ARRAY['clinical', 'identified']));
-- <<< by hand
