import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  dayAhead,
  offeredCase,
  referralsGround,
  type Ground,
  type Offered,
} from './referrals-ground.ts';

/** Every table that holds something sealed of a case behind row-level security. */
const WALLED = [
  'referral_identity',
  'referral_clinical',
  'case_question',
  'case_message',
  'estimate',
  'case_deposit',
  'return_summary',
  'consent_signer',
  'case_paper',
  'opinion_link',
  'appointment_link',
  'document_order',
  'case_packet',
  'status_link',
] as const;
/** What there is only once a hospital has the case. */
const OF_THE_STAY: readonly string[] = [
  'case_message',
  'estimate',
  'case_deposit',
  'return_summary',
  'opinion_link',
  'appointment_link',
  'case_packet',
];
type Walled = (typeof WALLED)[number];

let ground: Ground;
let offered: Offered;
let everybody: [string, Someone][];

beforeAll(async () => {
  ground = await referralsGround();
  offered = await offeredCase(ground, { mark: 'Wall3x' });
  const { shiomi, tsurugahara } = offered.offers;
  await ground.shiomi.call('referrals.askQuestion', {
    offerId: shiomi!.id,
    text: 'Is there a recent echocardiogram?',
  });
  await ground.tsurugahara.call('referrals.showInterest', {
    offerId: tsurugahara!.id,
    version: tsurugahara!.version,
  });
  await bringPaperAndSigner();
  await ground.partner.call('documents.makeLetter', { code: offered.code, lang: 'en' });
  const as = (email: string, org?: string) => ground.as(email, org);
  everybody = [
    ['sender', ground.partner],
    ['another sender', ground.otherPartner],
    ['officer', ground.officer],
    ['other staff', ground.otherStaff],
    ['administrator', await as('admin@mej.example')],
    ['privacy officer', await as('privacy@mej.example')],
    ['hospital A', ground.aoba],
    ['a doctor of hospital A', await as('doctor@aoba.example', 'aoba')],
    ['hospital B, which asked', ground.shiomi],
    ['hospital C, interested', ground.tsurugahara],
    ['a hospital never asked', ground.kaedeno],
    ['guarantor', await as('facilitator@minazuki.example')],
    ['observer', await as('observer@renkei.example')],
    ['society', await as('society@aozora.example')],
    ['company', await as('company@shinonome.example')],
    ['visitor', ground.visitor()],
  ];
});
afterAll(() => ground.close());

/** A paper that nobody has released, the name of who signed the consent, and the link of a status page. */
async function bringPaperAndSigner(): Promise<void> {
  await paperOf(ground.partner, offered.id, 'identity');
  await asTheOwner(
    ground,
    (sql) => sql`INSERT INTO consent_signer (consent_id, referral_id, sealed)
      SELECT id, referral_id, 'x' FROM consent WHERE referral_id = ${offered.id}`,
  );
  await asTheOwner(
    ground,
    (
      sql,
    ) => sql`INSERT INTO status_link (id, referral_id, link_hash, birth_check, sealed, lang, opened_by, opened_at)
      VALUES (gen_random_uuid(), ${offered.id}, 'x', 'x', 'x', 'en', ${ground.partner.actor.personId}, now())`,
  );
}

/** A paper of a case, as a row alone. */
async function paperOf(who: Someone, caseId: string, kind: string, released = false) {
  const fileId = crypto.randomUUID();
  const { orgId, personId } = who.actor;
  await asTheOwner(ground, async (sql) => {
    await sql`INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key,
        wrapped_key, scan, uploaded_by, org_id, created_at)
      VALUES (${fileId}, 'referral', ${caseId}, 'paper', 'text/plain', 1, 'x', ${fileId}, 'x', 'clean',
        ${personId}, ${orgId}, now())`;
    await sql`INSERT INTO case_paper (id, referral_id, org_id, kind, sealed, brought_by, brought_at, released_by, released_at)
      VALUES (${fileId}, ${caseId}, ${orgId}, ${kind}, 'x', ${personId}, now(),
        ${released ? personId : null}, ${released ? new Date() : null})`;
  });
}

/** How many rows of the case straight SQL of the forum’s own role finds, for somebody. */
async function found(who: Someone): Promise<Record<Walled, number>> {
  const { orgId, personId } = who.actor;
  return transaction(ground.database, { orgId, personId }, async (tx) => {
    const counts = {} as Record<Walled, number>;
    for (const table of WALLED) {
      const { rows } = await tx.text(`SELECT 1 FROM ${table} WHERE referral_id = $1`, [offered.id]);
      counts[table] = rows.length;
    }
    return counts;
  });
}

async function openTo(): Promise<Record<string, Walled[]>> {
  const open: Record<string, Walled[]> = {};
  for (const [name, who] of everybody) {
    const counts = await found(who);
    const tables = WALLED.filter((table) => counts[table] > 0);
    if (tables.length > 0) open[name] = tables;
  }
  return open;
}

describe('straight SQL of the forum’s own role', () => {
  it('finds while hospitals are asked what each may read, whatever the query says', async () => {
    const asked = WALLED.filter((table) => !OF_THE_STAY.includes(table));
    expect(await openTo()).toEqual({
      sender: asked,
      officer: asked,
      'hospital B, which asked': ['case_question'],
      'hospital C, interested': ['referral_clinical'],
    });
  });

  it('finds after the acceptance nothing for those who lost, and no other hospital’s question', async () => {
    await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
    await ground.aoba.call('caseThread.post', {
      code: offered.code,
      clientId: crypto.randomUUID(),
      text: 'When does he arrive?',
    });
    await agreedEstimate(ground, ground.aoba, offered.code);
    await ground.aoba.call('estimates.recordDeposit', {
      code: offered.code,
      clientId: crypto.randomUUID(),
      amountYen: 1_000,
      on: dayAhead(-1),
      receipt: 'R-1',
    });
    await asTheOwner(
      ground,
      (
        sql,
      ) => sql`INSERT INTO return_summary (id, referral_id, org_id, number, sealed, written_by, written_at)
        VALUES (gen_random_uuid(), ${offered.id}, ${ground.aoba.actor.orgId}, 1, 'x', ${ground.aoba.actor.personId}, now())`,
    );
    await asTheOwner(
      ground,
      (sql) => sql`
        WITH made AS (INSERT INTO second_opinion (id, referral_id, org_id, aim, proposed_by, proposed_at)
          VALUES (gen_random_uuid(), ${offered.id}, ${ground.aoba.actor.orgId}, 'before', ${ground.aoba.actor.personId}, now())
          RETURNING id, referral_id, org_id, proposed_by)
        INSERT INTO opinion_link (opinion_id, referral_id, org_id, sealed, set_by, set_at)
        SELECT id, referral_id, org_id, 'x', proposed_by, now() FROM made`,
    );
    await asTheOwner(
      ground,
      (sql) => sql`
        WITH time AS (INSERT INTO booking (id, owner_kind, owner_id, state, starts_at, ends_at, created_at)
          VALUES (gen_random_uuid(), 'appointment', gen_random_uuid(), 'confirmed', now() + interval '9 days',
            now() + interval '10 days', now()) RETURNING id),
        made AS (INSERT INTO appointment (id, referral_id, org_id, kind, mode, department, minutes, state, held_until,
            booking_id, created_at)
          SELECT gen_random_uuid(), ${offered.id}, ${ground.aoba.actor.orgId}, 'followUp', 'online', 'cardiology', 60,
            'confirmed', now(), id, now() FROM time RETURNING id, referral_id, org_id)
        INSERT INTO appointment_link (appointment_id, referral_id, org_id, sealed, set_by, set_at)
        SELECT id, referral_id, org_id, 'x', ${ground.aoba.actor.personId}, now() FROM made`,
    );
    // Whoever acts for the hospital; among its people the gate tells them apart.
    const others = ['case_question', 'consent_signer', 'status_link'];
    const whole = WALLED.filter((table) => !others.includes(table));
    expect(await openTo()).toEqual({
      sender: [...WALLED],
      officer: [...WALLED],
      'hospital A': whole,
      'a doctor of hospital A': whole,
    });
  });

  it('finds of papers what the consent gives to the hospital, its own while it has the case, and no signed consent', async () => {
    const { code, id, offers } = await offeredCase(ground, {
      to: ['aoba', 'shiomi'],
      consent: { orgClass: null, orgIds: [ground.aoba.actor.orgId!] },
    });
    await paperOf(ground.partner, id, 'laboratory', true);
    await paperOf(ground.partner, id, 'pathology');
    await paperOf(ground.partner, id, 'consent');
    const kinds = (who: Someone) => {
      const { orgId, personId } = who.actor;
      return transaction(ground.database, { orgId, personId }, async (tx) => {
        const text = 'SELECT kind FROM case_paper WHERE referral_id = $1 ORDER BY kind';
        const { rows } = await tx.text<{ kind: string }>(text, [id]);
        return rows.map(({ kind }) => kind);
      });
    };
    expect(await kinds(ground.officer)).toEqual(['consent', 'laboratory', 'pathology']);
    expect(await kinds(ground.aoba)).toEqual(['laboratory']);
    expect(await kinds(ground.shiomi)).toEqual([]);
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
    await paperOf(ground.aoba, id, 'letter');
    expect(await kinds(ground.aoba)).toEqual(['laboratory', 'letter', 'pathology']);
    await ground.partner.call('referrals.withdrawConsent', { code });
    expect(await kinds(ground.aoba)).toEqual([]);
  });

  it('cannot change or remove a row that it cannot see', async () => {
    const { orgId, personId } = ground.kaedeno.actor;
    const counts = await transaction(ground.database, { orgId, personId }, async (tx) => [
      (
        await tx.text(`UPDATE referral_identity SET sealed = '' WHERE referral_id = $1`, [
          offered.id,
        ])
      ).count,
      (await tx.text(`DELETE FROM referral_clinical WHERE referral_id = $1`, [offered.id])).count,
    ]);
    expect(counts).toEqual([0, 0]);
  });

  it('every column that is sealed with a case’s key stands behind the wall or is known not to', async () => {
    const columns = await asTheOwner(
      ground,
      (sql) => sql<{ name: string; walled: boolean }[]>`
        SELECT DISTINCT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS walled
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE 'sealed%'
         ORDER BY 1`,
    );
    const bare = columns.filter(({ walled }) => !walled).map(({ name }) => name);
    // Words about an access or an outline, which may not point to the patient; and the codes of an outline,
    // which hospitals without a grant read.
    expect(bare).toEqual(['break_glass', 'case_opening', 'teaser_override', 'told_care']);
    expect(columns.filter(({ walled }) => walled).map(({ name }) => name)).toEqual(
      [...WALLED].sort(),
    );
  });

  it('control: with the policies gone, everybody finds everything', async () => {
    await asTheOwner(ground, async (sql) => {
      for (const table of WALLED) {
        await sql.unsafe(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      }
    });
    try {
      expect(Object.keys(await openTo())).toHaveLength(everybody.length);
    } finally {
      await asTheOwner(ground, async (sql) => {
        for (const table of WALLED) {
          await sql.unsafe(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
        }
      });
    }
  });
});
