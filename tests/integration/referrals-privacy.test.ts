import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import { isAppError } from '#server/platform/errors.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  offeredCase,
  refusal,
  referralsGround,
  type Ground,
  type Offered,
} from './referrals-ground.ts';

const MARK = 'Zqjx9';
/** Every value of the patient ends in the mark; a leak shows as any of its writings. */
const WRITINGS = [
  MARK,
  MARK.toUpperCase(),
  MARK.toLowerCase(),
  Buffer.from(`Fam${MARK}`).toString('base64').slice(0, 10),
  'Ｚｑｊｘ９',
];
const leaks = (text: string) => WRITINGS.filter((each) => text.includes(each));

let ground: Ground;
let offered: Offered;

beforeAll(async () => {
  ground = await referralsGround();
  offered = await offeredCase(ground, { mark: MARK });
  const { aoba, tsurugahara } = offered.offers;
  await ground.aoba.call('referrals.markViewed', { offerId: aoba!.id });
  await ground.tsurugahara.call('referrals.showInterest', {
    offerId: tsurugahara!.id,
    version: tsurugahara!.version,
  });
  await ground.tsurugahara.call('referrals.clinical', { code: offered.code });
  await ground.aoba.call('referrals.accept', acceptance(aoba!));
});
afterAll(() => ground.close());

describe('after the acceptance', () => {
  it('every read of the case by a loser is 404, and by one who was never asked the very same', async () => {
    const { code } = offered;
    const foreign = '7ZZZZZZZ-7';
    for (const who of [ground.shiomi, ground.tsurugahara, ground.kaedeno]) {
      for (const name of ['casePage', 'teaser', 'clinical', 'identity', 'candidates'] as const) {
        const here = await refusal(who.call(`referrals.${name}`, { code }));
        const nowhere = await refusal(who.call(`referrals.${name}`, { code: foreign }));
        if (name === 'candidates') continue;
        expect([here.kind, here.code], name).toEqual(['notFound', 'NOT_FOUND']);
        expect({ ...here }).toEqual({ ...nowhere });
      }
      for (const offer of Object.values(offered.offers)) {
        const answer = await asked(who.call('referrals.offerPage', { offerId: offer.id }));
        expect(leaks(JSON.stringify(answer))).toEqual([]);
      }
    }
  });

  it('a loser keeps its own answer and times, and no other page of the case', async () => {
    const { id } = offered.offers.tsurugahara!;
    const page = await ground.tsurugahara.call('referrals.offerPage', { offerId: id });
    expect(page).toMatchObject({
      asked: null,
      accepted: false,
      own: { status: 'closed', code: offered.code },
    });
    const other = ground.tsurugahara.call('referrals.offerPage', {
      offerId: offered.offers.aoba!.id,
    });
    expect((await refusal(other)).kind).toBe('notFound');
    for (const act of [
      () => ground.tsurugahara.call('referrals.showInterest', { offerId: id, version: 5 }),
      () =>
        ground.tsurugahara.call('referrals.decline', {
          offerId: id,
          version: 5,
          reason: 'noCapacity',
        }),
    ]) {
      expect((await refusal(act())).code).toMatch(/OFFER_CLOSED|STALE_VERSION/);
    }
  });

  it('a loser may not listen any longer, the winner may, and nobody who is only asked listens to the case', async () => {
    const since = (who: Someone, kind: 'offer' | 'case', id: string) =>
      asked(who.call('channels.since', { channel: { kind, id }, after: 0 }));
    expect(await since(ground.shiomi, 'offer', offered.offers.shiomi!.id)).toBeNull();
    expect(await since(ground.tsurugahara, 'case', offered.id)).toBeNull();
    expect(await since(ground.aoba, 'offer', offered.offers.aoba!.id)).toBeTruthy();
    expect(await since(ground.aoba, 'case', offered.id)).toBeTruthy();
    const second = await offeredCase(ground);
    expect(await since(ground.shiomi, 'case', second.id)).toBeNull();
    expect(await since(ground.shiomi, 'offer', second.offers.shiomi!.id)).toBeTruthy();
    expect(await since(ground.shiomi, 'offer', second.offers.aoba!.id)).toBeNull();
  });
});

describe('row-level security', () => {
  const rowsFor = (org: string | null, person: string | null = null) =>
    transaction(ground.database, { orgId: org, personId: person }, async (tx) => ({
      identity: (await tx.sql`SELECT 1 FROM referral_identity WHERE referral_id = ${offered.id}`)
        .length,
      clinical: (await tx.sql`SELECT 1 FROM referral_clinical WHERE referral_id = ${offered.id}`)
        .length,
    }));

  it('answers raw SQL of the forum’s own role with no row for a loser, whatever the query says', async () => {
    for (const who of [ground.shiomi, ground.tsurugahara, ground.kaedeno, ground.otherPartner]) {
      expect(await rowsFor(who.actor.orgId)).toEqual({ identity: 0, clinical: 0 });
    }
    expect(await rowsFor(null)).toEqual({ identity: 0, clinical: 0 });
    expect(await rowsFor(ground.otherStaff.actor.orgId, ground.otherStaff.actor.personId)).toEqual({
      identity: 0,
      clinical: 0,
    });
  });

  it('answers the accepted hospital, the sender and the officer', async () => {
    const whole = { identity: 1, clinical: 1 };
    expect(await rowsFor(ground.aoba.actor.orgId)).toEqual(whole);
    expect(await rowsFor(ground.partner.actor.orgId)).toEqual(whole);
    expect(await rowsFor(ground.officer.actor.orgId, ground.officer.actor.personId)).toEqual(whole);
  });

  it('lets an interested hospital read the clinical row and not the identity', async () => {
    const other = await offeredCase(ground);
    const offer = other.offers.shiomi!;
    await ground.shiomi.call('referrals.showInterest', {
      offerId: offer.id,
      version: offer.version,
    });
    const rows = await transaction(
      ground.database,
      { orgId: ground.shiomi.actor.orgId },
      async (tx) => [
        (await tx.sql`SELECT 1 FROM referral_clinical WHERE referral_id = ${other.id}`).length,
        (await tx.sql`SELECT 1 FROM referral_identity WHERE referral_id = ${other.id}`).length,
      ],
    );
    expect(rows).toEqual([1, 0]);
  });
});

describe('the canary', () => {
  it('stands nowhere in the database in clear: no table, no log, no mail, no notice, no audit row', async () => {
    const found = await asTheOwner(ground, async (sql) => {
      const tables = await sql<{ name: string }[]>`
        SELECT quote_ident(table_name) AS name FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
      const hits: string[] = [];
      for (const { name } of tables) {
        const rows = await sql.unsafe(`SELECT to_jsonb(t)::text AS text FROM ${name} t`);
        for (const { text } of rows) if (leaks(text as string).length > 0) hits.push(name);
      }
      expect(tables.length).toBeGreaterThan(30);
      return hits;
    });
    expect(found).toEqual([]);
  });

  it('control: the same search finds a value that was written in clear', async () => {
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET request = ${sql.json({ en: `for ${MARK}` })} WHERE id = ${offered.id}`,
    );
    const rows = await asTheOwner(
      ground,
      (sql) => sql`SELECT to_jsonb(r)::text AS text FROM referral r`,
    );
    expect(rows.some(({ text }) => leaks(text as string).length > 0)).toBe(true);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET request = ${sql.json({ en: 'valve' })} WHERE id = ${offered.id}`,
    );
  });

  it('stands in no answer to anybody but those who may read the patient', async () => {
    const others = [
      ground.shiomi, ground.tsurugahara, ground.kaedeno, ground.otherPartner, ground.otherStaff,
      await ground.as('admin@mej.example'), await ground.as('doctor@aoba.example', 'aoba'),
      await ground.as('facilitator@minazuki.example'), await ground.as('observer@renkei.example'),
      ground.visitor(),
    ]; // prettier-ignore
    for (const who of others) {
      for (const [name, input] of everyQuery(offered)) {
        const answer = await outcome(who.call(name as never, input as never));
        expect(leaks(answer), `${who.actor.personId} ${name}`).toEqual([]);
      }
    }
    const seen = await outcome(ground.aoba.call('referrals.identity', { code: offered.code }));
    expect(leaks(seen)).toContain(MARK);
  });

  it('does not stand in a refusal either, nor in what a log says of a fault', async () => {
    const broken = ground.partner.call('referrals.saveDraft', {
      code: offered.code,
      version: 0,
      identity: { familyName: `Fam${MARK}`, birthDate: `not a date ${MARK}` } as never,
    });
    const refused = await refusal(broken);
    expect(
      leaks(JSON.stringify({ ...refused, message: refused.message, stack: refused.stack })),
    ).toEqual([]);
  });
});

describe('reading a patient', () => {
  it('leaves one sealed row each time: who, for which organisation, which case, which part, why', async () => {
    const before = await auditRows();
    await ground.aoba.call('referrals.identity', { code: offered.code });
    await ground.officer.call('referrals.identity', { code: offered.code, reason: 'question' });
    const rows = (await auditRows()).slice(before.length).map(({ body }) => body);
    expect(rows).toMatchObject([
      {
        useCase: 'referrals.identity',
        org: ground.aoba.actor.orgId,
        id: offered.id,
        class: 'identity',
      },
      { useCase: 'referrals.identity', person: ground.officer.actor.personId, reason: 'question' },
    ]);
  });

  it('asks the officer why, and shows nothing without', async () => {
    const refused = await refusal(
      ground.officer.call('referrals.identity', { code: offered.code }),
    );
    expect([refused.status, refused.code]).toEqual([422, 'REASON_REQUIRED']);
  });

  it('is no longer possible when the data key is gone', async () => {
    const erased = await offeredCase(ground);
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET wrapped_key = NULL WHERE id = ${erased.id}`,
    );
    expect(
      (await refusal(ground.partner.call('referrals.identity', { code: erased.code }))).kind,
    ).toBe('notFound');
  });

  async function auditRows() {
    const { rows } = await ground.run(
      `SELECT body FROM audit WHERE chain = 'patient' ORDER BY seq`,
      [],
    );
    return rows as { body: Record<string, unknown> }[];
  }
});

function everyQuery({ code, offers }: Offered): [string, object][] {
  return [
    ['referrals.worklist', {}],
    ['referrals.casePage', { code }],
    ['referrals.teaser', { code }],
    ['referrals.clinical', { code, reason: 'question' }],
    ['referrals.identity', { code, reason: 'question' }],
    ['referrals.candidates', { code }],
    ...Object.values(offers).map((offer): [string, object] => [
      'referrals.offerPage',
      { offerId: offer.id },
    ]),
    ['home.overview', {}],
    ['notifications.list', {}],
  ];
}

async function asked<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

/** What came back, answer or refusal, as text. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await call) ?? '';
  } catch (error) {
    if (!isAppError(error)) throw error;
    return JSON.stringify({ ...error, message: error.message });
  }
}
