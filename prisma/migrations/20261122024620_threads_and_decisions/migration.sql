-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "locked_at" TIMESTAMPTZ(3),
ADD COLUMN     "notice_at" TIMESTAMPTZ(3),
ADD COLUMN     "notice_remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "pinned_at" TIMESTAMPTZ(3),
ADD COLUMN     "slow_seconds" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "thread_turn" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" UUID,
    "org_id" UUID,
    "was" TEXT,
    "became" TEXT,
    "reason" TEXT,
    "poll_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_follow" (
    "person_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_follow_pkey" PRIMARY KEY ("person_id","thread_id")
);

-- CreateTable
CREATE TABLE "bookmark" (
    "person_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bookmark_pkey" PRIMARY KEY ("person_id","post_id")
);

-- CreateTable
CREATE TABLE "acknowledgement" (
    "thread_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("thread_id","person_id","org_id")
);

-- CreateTable
CREATE TABLE "poll" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "opened_by" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "results" TEXT NOT NULL DEFAULT 'shown',
    "state" TEXT NOT NULL DEFAULT 'open',
    "closed_at" TIMESTAMPTZ(3),
    "electorate" UUID[],
    "reminded_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "outcome_lang" TEXT,
    "outcome_by" UUID,
    "outcome_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_option" (
    "id" UUID NOT NULL,
    "poll_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT,
    "starts_at" TIMESTAMPTZ(3),

    CONSTRAINT "poll_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vote" (
    "poll_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "choice" TEXT,
    "reason" TEXT,
    "cast_by" UUID NOT NULL,
    "cast_for" UUID NOT NULL,
    "proxy_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("poll_id","org_id")
);

-- CreateTable
CREATE TABLE "vote_mark" (
    "poll_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "option_id" UUID NOT NULL,
    "value" SMALLINT NOT NULL,

    CONSTRAINT "vote_mark_pkey" PRIMARY KEY ("poll_id","org_id","option_id")
);

-- CreateTable
CREATE TABLE "vote_proxy" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "to_person_id" UUID,
    "to_org_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "given_by" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,

    CONSTRAINT "vote_proxy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "thread_turn_thread_id_seq_key" ON "thread_turn"("thread_id", "seq");

-- CreateIndex
CREATE INDEX "thread_follow_thread_id_idx" ON "thread_follow"("thread_id");

-- CreateIndex
CREATE INDEX "bookmark_person_id_at_idx" ON "bookmark"("person_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "poll_thread_id_opened_by_client_id_key" ON "poll"("thread_id", "opened_by", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "poll_option_poll_id_position_key" ON "poll_option"("poll_id", "position");

-- CreateIndex
CREATE INDEX "vote_proxy_org_id_idx" ON "vote_proxy"("org_id");

-- CreateIndex
CREATE INDEX "vote_proxy_to_person_id_idx" ON "vote_proxy"("to_person_id");

-- CreateIndex
CREATE INDEX "vote_proxy_to_org_id_idx" ON "vote_proxy"("to_org_id");

-- AddForeignKey
ALTER TABLE "thread_turn" ADD CONSTRAINT "thread_turn_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_option" ADD CONSTRAINT "poll_option_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_proxy_id_fkey" FOREIGN KEY ("proxy_id") REFERENCES "vote_proxy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote_mark" ADD CONSTRAINT "vote_mark_poll_id_org_id_fkey" FOREIGN KEY ("poll_id", "org_id") REFERENCES "vote"("poll_id", "org_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE thread ADD CONSTRAINT thread_slow CHECK (slow_seconds BETWEEN 0 AND 86400);
ALTER TABLE thread_turn ADD CONSTRAINT thread_turn_kind CHECK (kind IN (
  'state', 'pinned', 'unpinned', 'locked', 'unlocked', 'renamed', 'moved', 'slow', 'noticed', 'unnoticed',
  'pollOpened', 'pollDeadline', 'pollClosed', 'outcome'));
ALTER TABLE thread_follow
  ADD CONSTRAINT thread_follow_level CHECK (level IN ('follow', 'normal', 'mute')),
  ADD CONSTRAINT thread_follow_thread FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE;
ALTER TABLE bookmark ADD CONSTRAINT bookmark_post FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE;
ALTER TABLE acknowledgement
  ADD CONSTRAINT acknowledgement_thread FOREIGN KEY (thread_id) REFERENCES thread (id) ON DELETE CASCADE;

-- Decisions: a poll closes once, at a time after it opened, and each organisation has one vote (the
-- key of `vote`). An organisation lends its vote to one person or one organisation at a time.
ALTER TABLE poll
  ADD CONSTRAINT poll_kind CHECK (kind IN ('proposal', 'consent', 'count', 'score', 'date')),
  ADD CONSTRAINT poll_results CHECK (results IN ('shown', 'untilVote', 'untilClosed')),
  ADD CONSTRAINT poll_state CHECK (state IN ('open', 'closed')),
  ADD CONSTRAINT poll_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  ADD CONSTRAINT poll_times CHECK (closes_at > opened_at),
  ADD CONSTRAINT poll_outcome CHECK (outcome IS NULL OR (state = 'closed' AND outcome_by IS NOT NULL));
CREATE INDEX poll_thread ON poll (thread_id);
CREATE INDEX poll_due ON poll (closes_at) WHERE state = 'open';
ALTER TABLE vote ADD CONSTRAINT vote_choice
  CHECK (choice IN ('agree', 'abstain', 'disagree', 'consent', 'objection', 'accept', 'decline'));
ALTER TABLE vote_mark
  ADD CONSTRAINT vote_mark_value CHECK (value BETWEEN 0 AND 10),
  ADD CONSTRAINT vote_mark_option FOREIGN KEY (option_id) REFERENCES poll_option (id) ON DELETE CASCADE;
ALTER TABLE vote_proxy
  ADD CONSTRAINT vote_proxy_receiver CHECK ((to_person_id IS NULL) <> (to_org_id IS NULL)),
  ADD CONSTRAINT vote_proxy_other CHECK (to_org_id IS DISTINCT FROM org_id),
  ADD CONSTRAINT vote_proxy_times CHECK (ends_at > starts_at),
  ADD CONSTRAINT vote_proxy_one EXCLUDE USING gist (org_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (revoked_at IS NULL);
-- <<< by hand
