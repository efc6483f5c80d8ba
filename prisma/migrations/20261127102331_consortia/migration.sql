-- CreateTable
CREATE TABLE "consortium" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'forming',
    "target_on" DATE,
    "cost_amount" BIGINT,
    "asked_amount" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'JPY',
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "concluded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "consortium_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consortium_role" (
    "id" UUID NOT NULL,
    "consortium_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "task" JSONB NOT NULL DEFAULT '{}',
    "required" BOOLEAN NOT NULL DEFAULT true,
    "open" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,

    CONSTRAINT "consortium_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consortium_seat" (
    "id" UUID NOT NULL,
    "consortium_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "way" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "message" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "answer_by" DATE,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "consent_at" TIMESTAMPTZ(3),
    "consent_by" UUID,

    CONSTRAINT "consortium_seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_fact" (
    "item_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "said" JSONB NOT NULL,
    "source" JSONB NOT NULL,
    "stated_on" TEXT NOT NULL,

    CONSTRAINT "programme_fact_pkey" PRIMARY KEY ("item_id","key")
);

-- CreateIndex
CREATE INDEX "consortium_project_id_idx" ON "consortium"("project_id");

-- CreateIndex
CREATE INDEX "consortium_role_consortium_id_idx" ON "consortium_role"("consortium_id");

-- CreateIndex
CREATE INDEX "consortium_seat_consortium_id_idx" ON "consortium_seat"("consortium_id");

-- CreateIndex
CREATE INDEX "consortium_seat_org_id_idx" ON "consortium_seat"("org_id");

-- AddForeignKey
ALTER TABLE "consortium_role" ADD CONSTRAINT "consortium_role_consortium_id_fkey" FOREIGN KEY ("consortium_id") REFERENCES "consortium"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consortium_seat" ADD CONSTRAINT "consortium_seat_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "consortium_role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_fact" ADD CONSTRAINT "programme_fact_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "support_programme"("item_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
-- One application under way for a project; each lead, role and organisation stands once.
CREATE UNIQUE INDEX consortium_one_running ON consortium (project_id) WHERE state IN ('forming', 'submitted');
CREATE UNIQUE INDEX consortium_one_lead ON consortium_role (consortium_id) WHERE kind = 'lead';
CREATE UNIQUE INDEX consortium_role_taken ON consortium_seat (role_id) WHERE state = 'accepted';
CREATE UNIQUE INDEX consortium_org_once ON consortium_seat (consortium_id, org_id) WHERE state IN ('waiting', 'accepted');
ALTER TABLE consortium
  ADD CONSTRAINT consortium_state CHECK (state IN ('forming', 'submitted', 'adopted', 'notAdopted', 'abandoned')),
  ADD CONSTRAINT consortium_concluded CHECK ((concluded_at IS NULL) = (state IN ('forming', 'submitted'))),
  ADD CONSTRAINT consortium_amounts CHECK (cost_amount >= 0 AND asked_amount >= 0),
  ADD CONSTRAINT consortium_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT consortium_project FOREIGN KEY (project_id) REFERENCES project (id),
  ADD CONSTRAINT consortium_programme FOREIGN KEY (item_id) REFERENCES support_programme (item_id);
ALTER TABLE consortium_role
  ADD CONSTRAINT consortium_role_kind CHECK (kind IN ('lead', 'hospital', 'society', 'company', 'partner', 'facilitator'));
ALTER TABLE consortium_seat
  ADD CONSTRAINT consortium_seat_way CHECK (way IN ('lead', 'invited', 'offered')),
  ADD CONSTRAINT consortium_seat_state CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn', 'lapsed', 'left')),
  ADD CONSTRAINT consortium_seat_answered CHECK (state NOT IN ('accepted', 'declined') OR answered_at IS NOT NULL),
  ADD CONSTRAINT consortium_seat_consent CHECK ((consent_at IS NULL) = (consent_by IS NULL)),
  ADD CONSTRAINT consortium_seat_words CHECK (length(message) <= 1000 AND length(reason) <= 1000),
  ADD CONSTRAINT consortium_seat_consortium FOREIGN KEY (consortium_id) REFERENCES consortium (id),
  ADD CONSTRAINT consortium_seat_org FOREIGN KEY (org_id) REFERENCES organisation (id);
ALTER TABLE programme_fact
  ADD CONSTRAINT programme_fact_key CHECK (key IN ('applicants', 'applicantCountries', 'partners', 'costShare',
    'amountCap', 'deadline', 'themes', 'targetCountries', 'documents'));

-- An organisation that leaves a project leaves its role too, however it leaves.
CREATE FUNCTION consortium_seat_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE consortium_seat se SET state = 'left', consent_at = NULL, consent_by = NULL
    FROM consortium cs
   WHERE cs.id = se.consortium_id AND cs.project_id = NEW.project_id AND cs.state = 'forming'
     AND se.org_id = NEW.org_id AND se.state = 'accepted';
  RETURN NEW;
END $$;
CREATE TRIGGER consortium_seat_left AFTER UPDATE OF left_at ON project_member
  FOR EACH ROW WHEN (OLD.left_at IS NULL AND NEW.left_at IS NOT NULL) EXECUTE FUNCTION consortium_seat_left();
-- <<< by hand
