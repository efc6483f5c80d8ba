import { Readable } from 'node:stream';
import type { Someone, TestForum } from '#tests/fixtures/test-forum.ts';
import { testForum } from '#tests/fixtures/test-forum.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { caseDocuments } from '#server/platform/files/index.ts';
import { isAppError, type AppError } from '#server/platform/errors.ts';
import { newCaseCode, newId, newOpaqueId } from '#server/platform/ids.ts';
import type { CaseFacts, Clinical, Identity } from '#server/referrals/schemas.ts';
import { orgOf } from '#prisma/seed/cast.ts';

/** The people of a case: who sends it, who reviews it, and the coordinators of three hospitals. */
export type Ground = TestForum & {
  partner: Someone;
  otherPartner: Someone;
  officer: Someone;
  otherStaff: Someone;
  aoba: Someone;
  shiomi: Someone;
  tsurugahara: Someone;
  kaedeno: Someone;
};

export async function referralsGround(): Promise<Ground> {
  const ground = await groundOn(await testForum({ seed: true }));
  await crowdOfPatients(ground, FACTS, 10);
  return ground;
}

/**
 * As many patients more of the last months, alike in what hospitals are told: with them the guard lets a
 * case of these facts be offered as it is. They are withdrawn and nobody's, so no list shows them.
 */
export async function crowdOfPatients(
  ground: Ground,
  facts: { specialty: string; icdBlock: string; sex: string; country: string },
  count: number,
  ageBand = '60-64',
): Promise<void> {
  const { specialty, icdBlock, sex, country } = facts;
  const [org, person] = [orgOf('namchai').id, ground.otherPartner.actor.personId!];
  await asTheOwner(ground, async (sql) => {
    for (let i = 0; i < count; i++) {
      await sql`INSERT INTO referral (id, code, state, partner_org_id, created_by, specialty, icd_block, sex, age_band,
          country, languages, payer, request, created_at, submitted_at)
        VALUES (${newOpaqueId()}, ${newCaseCode()}, 'cancelled', ${org}, ${person}, ${specialty}, ${icdBlock}, ${sex},
          ${ageBand}, ${country}, ARRAY['mn'], 'self', '{}', now() - interval '5 months', now() - interval '5 months')`;
    }
  });
}

/** The same on a forum that stands already, with the demo's cast. */
export async function groundOn(forum: TestForum): Promise<Ground> {
  return {
    ...forum,
    partner: await forum.as('partner@altangol.example'),
    otherPartner: await partnerOf(forum, 'namchai'),
    officer: await forum.as('officer@mej.example'),
    otherStaff: await forum.as('takahashi@mej.example'),
    aoba: await forum.as('coordinator@aoba.example', 'aoba'),
    shiomi: await forum.as('coordinator@shiomi.example'),
    tsurugahara: await forum.as('coordinator@tsurugahara.example'),
    kaedeno: await forum.as('coordinator@kaedeno.example'),
  };
}

async function partnerOf(forum: TestForum, slug: string): Promise<Someone> {
  const { rows } = await forum.run(
    `SELECT p.email FROM membership m JOIN person p ON p.id = m.person_id
       JOIN organisation o ON o.id = m.org_id WHERE o.slug = $1 AND m.ended_at IS NULL LIMIT 1`,
    [slug],
  );
  return forum.as(rows[0]!.email);
}

export const FACTS: CaseFacts = {
  specialty: 'cardiovascular-surgery',
  icdBlock: 'I30-I52',
  sex: 'male',
  country: 'MN',
  languages: ['mn'],
  urgency: 'soon',
  wantedFrom: '2027-01',
  wantedTo: '2027-02',
  companions: 1,
  payer: 'self',
  mobility: 'assisted',
  interpreter: 'needed',
  interpreterLang: 'ru',
  diet: ['halal'],
  request: { ja: '大動脈弁置換', en: 'Aortic valve replacement' },
};

/** Every identifying field holds a word of its own, so that a leak says where it came from. */
export function identityWith(mark: string): Identity {
  return {
    familyName: `Fam${mark}`,
    givenName: `Giv${mark}`,
    nativeName: `Нэр${mark}`,
    birthDate: '1964-03-02',
    nationality: 'MN',
    passport: `PP${mark}`,
    occupation: `Occ${mark}`,
    address: `Addr${mark}`,
    phone: `Phone${mark}`,
    email: `mail${mark}@patients.example`,
    kinName: `Kin${mark}`,
    kinRelation: `Rel${mark}`,
    kinPhone: `KinPhone${mark}`,
    referrerName: `Ref${mark}`,
    referrerPhone: `RefPhone${mark}`,
  };
}

export function clinicalWith(mark: string): Clinical {
  return {
    diagnosis: `Diag${mark}`,
    icdCode: 'I35.0',
    summary: { ja: `Sumja${mark}`, en: `Sumen${mark}` },
    history: { ja: `Hisja${mark}`, en: `Hisen${mark}` },
    findings: { ja: `Finja${mark}`, en: `Finen${mark}` },
    treatment: { ja: `Treja${mark}`, en: `Treen${mark}` },
    medicationCodes: ['anticoagulant', 'insulin'],
    allergyCodes: ['contrastMedium'],
    infectionCodes: ['hiv', 'mrsa'],
    implantCodes: ['cardiacDevice'],
    medications: `Med${mark}`,
    allergies: `All${mark}`,
    infections: `Inf${mark}`,
    implants: `Imp${mark}`,
    mobility: `Mob${mark}`,
    budget: `Bud${mark}`,
  };
}

export const CONSENT = {
  lang: 'mn',
  covers: ['platform', 'broadcast', 'hospital', 'documents', 'abroad'] as const,
  givenBy: 'patient',
  method: 'written',
  givenOn: '2026-11-01',
} as const;

export type Draft = { code: string; version: number };

/** A case with everything filled in, not yet handed over. */
export async function completeDraft(
  ground: Ground,
  mark = 'Canary',
  consent: { covers?: readonly string[]; orgIds?: string[]; orgClass?: string | null } = {},
): Promise<Draft> {
  const { code } = await ground.partner.call('referrals.createDraft', {});
  const saved = await ground.partner.call('referrals.saveDraft', {
    code,
    version: 0,
    facts: FACTS,
    identity: identityWith(mark),
    clinical: clinicalWith(mark),
  });
  const { version } = await ground.partner.call('referrals.recordConsent', {
    code,
    version: saved.version,
    ...CONSENT,
    covers: [...(consent.covers ?? CONSENT.covers)] as never,
    orgIds: consent.orgIds ?? [],
    orgClass: (consent.orgClass === undefined ? 'offeredHospitals' : consent.orgClass) as never,
  });
  return { code, version };
}

export const TEASER = {
  teaser: { ja: '高度の大動脈弁狭窄症。', en: 'Severe aortic stenosis.' },
  request: { ja: '大動脈弁置換', en: 'Aortic valve replacement' },
  vouched: true,
} as const;

/** The same, reviewed by the officer and ready to be offered. */
export async function reviewedCase(
  ground: Ground,
  mark?: string,
  consent?: Parameters<typeof completeDraft>[2],
): Promise<Draft> {
  const draft = await completeDraft(ground, mark, consent);
  const { code } = draft;
  const submitted = await ground.partner.call('referrals.submit', draft);
  const taken = await ground.officer.call('referrals.takeIntake', {
    code,
    version: submitted.version,
  });
  const reviewed = await ground.officer.call('referrals.reviewTeaser', {
    code,
    version: taken.version,
    ...TEASER,
  });
  return { code, version: reviewed.version };
}

export type Offered = Draft & {
  id: string;
  offers: Record<string, { id: string; version: number }>;
};

/** The same, offered to hospitals of the cast. */
export async function offeredCase(
  ground: Ground,
  options: {
    mark?: string;
    to?: readonly string[];
    consent?: Parameters<typeof completeDraft>[2];
    mode?: 'COLLECT' | 'FIRST_ACCEPT';
  } = {},
): Promise<Offered> {
  const reviewed = await reviewedCase(ground, options.mark, options.consent);
  const to = options.to ?? ['aoba', 'shiomi', 'tsurugahara'];
  const sent = await ground.officer.call('referrals.broadcast', {
    ...reviewed,
    mode: options.mode ?? 'FIRST_ACCEPT',
    urgency: 'soon',
    orgIds: to.map((key) => orgOf(key).id),
  });
  const { rows } = await ground.run(
    `SELECT r.id, f.id AS "offerId", f.version, o.slug FROM offer f JOIN referral r ON r.id = f.referral_id
       JOIN organisation o ON o.id = f.org_id WHERE r.code = $1`,
    [reviewed.code],
  );
  return {
    code: reviewed.code,
    version: sent.version,
    id: rows[0]!.id,
    offers: Object.fromEntries(
      rows.map((row: any) => [row.slug, { id: row.offerId, version: row.version }]),
    ),
  };
}

export const ANSWER = {
  department: 'Cardiovascular surgery',
  physician: 'Dr Mori',
  earliestOn: '2026-12-14',
  note: '',
} as const;

export function acceptance(offer: { id: string; version: number }) {
  return { offerId: offer.id, version: offer.version, ...ANSWER };
}

/** A willing answer to an offer, while answers are collected. */
export function willing(offer: { id: string; version: number }, more: object = {}) {
  return {
    offerId: offer.id,
    version: offer.version,
    department: 'Cardiovascular surgery',
    priceLow: 3_200_000,
    priceHigh: 4_800_000,
    earliestOn: dayAhead(20),
    validUntil: dayAhead(60),
    note: '',
    ...more,
  };
}

/** A calendar day so many days from today. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** An estimate of 1,320,000 yen at most, with no deposit unless said, that the partner has accepted. */
export async function agreedEstimate(
  ground: Ground,
  hospital: Someone,
  code: string,
  more: object = {},
) {
  const draft = await hospital.call('estimates.saveDraft', {
    code,
    version: null,
    yenPerPoint: 30,
    taxPercent: 10,
    depositYen: 0,
    validUntil: dayAhead(60),
    words: {
      lines: [{ kind: 'treatment', ja: '手術', en: 'Surgery', low: 30_000, high: 40_000 }],
    },
    ...more,
  });
  const step = { estimateId: draft.id, version: draft.version };
  const issued = await hospital.call('estimates.issue', step);
  await ground.partner.call('estimates.accept', { ...step, version: issued.version });
  return draft.id;
}

/** A return summary that the hospital has issued and the partner has read: the case can be closed. */
export async function summarised(ground: Ground, hospital: Someone, code: string) {
  const said = { diagnosis: 'D', treatment: 'T', medication: 'M', followUp: 'F' };
  const words = { ja: said, en: said };
  const { version } = await hospital.call('summaries.save', { code, version: null, words });
  await hospital.call('summaries.issue', { code, version });
  await ground.partner.call('summaries.review', { code });
}

/** Brings a file to a case as the door does: through the store, then past the gate. */
export async function bringPaper(
  ground: Ground,
  who: Someone,
  code: string,
  bytes: Buffer,
  { name, ...more }: { name: string; [field: string]: unknown },
) {
  await who.call('papers.begin', { code });
  const stored = await ground.files.put(Readable.from([bytes]), {
    name,
    declared: '',
    allowed: caseDocuments,
  });
  const came = {
    ...stored,
    sha256: Uint8Array.from(stored.sha256),
    wrappedKey: Uint8Array.from(stored.wrappedKey),
  };
  return who.call('papers.add', { code, stored: came, kind: 'laboratory', note: '', ...more });
}

/** The page of a case as somebody has it who works on it. */
export async function casePage(who: Someone, code: string) {
  const page = await who.call('referrals.casePage', { code });
  if (page.side === 'candidate') throw new Error('A hospital that is asked has the offer’s page.');
  return page;
}

/** How the case and its offers stand now. */
export async function standing(ground: Ground, code: string) {
  const { rows } = await ground.run(
    `SELECT r.state, r.version, r.answer_deadline AS deadline, o.slug, f.id, f.status, f.version AS "offerVersion", f.rank
       FROM referral r LEFT JOIN offer f ON f.referral_id = r.id LEFT JOIN organisation o ON o.id = f.org_id
      WHERE r.code = $1`,
    [code],
  );
  return {
    state: rows[0]!.state as string,
    version: rows[0]!.version as number,
    deadline: rows[0]!.deadline as Date | null,
    status: Object.fromEntries(rows.map((row: any) => [row.slug, row.status])) as Record<
      string,
      string
    >,
    offers: Object.fromEntries(
      rows.map((row: any) => [row.slug, { id: row.id, version: row.offerVersion }]),
    ) as Record<string, { id: string; version: number }>,
  };
}

/** Fifty more hospitals than the cast has, each with a coordinator. */
export async function crowdOfHospitals(ground: Ground, count: number): Promise<Someone[]> {
  const emails = await asOwner(ground.db.ownerUrl, async (sql) => {
    const made: string[] = [];
    for (let i = 0; i < count; i++) {
      const orgId = newId();
      const personId = newId();
      const email = `coordinator@hospital${i}.example`;
      await sql`INSERT INTO organisation (id, slug, kind, name, short_name, monogram, hue, country, created_at)
        VALUES (${orgId}, ${`hospital-${i}`}, 'hospital', ${sql.json({ en: `Hospital ${i}` })},
          ${sql.json({ en: `H${i}` })}, 'H', 10, 'JP', now())`;
      await sql`INSERT INTO person (id, email, family_name, given_name, name_lang, lang, time_zone, created_at)
        VALUES (${personId}, ${email}, 'C', ${String(i)}, 'en', 'en', 'Asia/Tokyo', now())`;
      await sql`INSERT INTO membership (id, person_id, org_id, roles, started_at)
        VALUES (${newId()}, ${personId}, ${orgId}, ARRAY['hospitalCoordinator'], now())`;
      made.push(email);
    }
    return made;
  });
  return Promise.all(emails.map((email) => ground.as(email)));
}

/** Offers a case to hospitals beyond what one broadcast may: straight into the table. */
export async function offerTo(ground: Ground, referralId: string, people: readonly Someone[]) {
  const offers = people.map((person) => ({
    id: newOpaqueId(),
    orgId: person.actor.orgId!,
    version: 0,
  }));
  await asOwner(ground.db.ownerUrl, async (sql) => {
    const rows = offers.map(({ id, orgId }) => ({ id, org: orgId }));
    await sql`INSERT INTO offer (id, referral_id, org_id, status, sent_at)
      SELECT o.id, ${referralId}, o.org, 'sent', now()
        FROM jsonb_to_recordset(${sql.json(rows)}) AS o(id uuid, org uuid)`;
  });
  return offers;
}

/** What a call is refused with; fails the test when it is not. */
export async function refusal(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Statements as the database's owner, past every policy. */
export function asTheOwner<T>(ground: Ground, work: Parameters<typeof asOwner<T>>[1]): Promise<T> {
  return asOwner(ground.db.ownerUrl, work);
}

/** Stops the forum's clock at a moment, to the millisecond, while `work` runs. */
export async function atMoment<T>(
  ground: Ground,
  moment: Date,
  work: () => Promise<T>,
): Promise<T> {
  const [was] = await asTheOwner(
    ground,
    (sql) => sql<{ text: string }[]>`SELECT pg_get_functiondef('forum_now'::regproc) AS text`,
  );
  await asTheOwner(ground, (sql) =>
    sql.unsafe(`CREATE OR REPLACE FUNCTION forum_now() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT timestamptz '${moment.toISOString()}' $$`),
  );
  try {
    return await work();
  } finally {
    await asTheOwner(ground, (sql) => sql.unsafe(was!.text));
  }
}
