import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '#server/platform/errors.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import {
  acceptance,
  asTheOwner,
  atMoment,
  casePage,
  crowdOfHospitals,
  type Ground,
  offeredCase,
  offerTo,
  referralsGround,
  refusal,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const outcomeOf = (answer: PromiseSettledResult<unknown>) =>
  answer.status === 'fulfilled'
    ? 200
    : isAppError(answer.reason)
      ? `${answer.reason.status} ${answer.reason.code}`
      : String(answer.reason);

/** A node that is too busy asks to come again; whoever does learns how it was decided. */
async function untilDecided<T>(act: () => Promise<T>, tries = 20): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (tries === 0 || !isAppError(error) || error.kind !== 'unavailable') throw error;
    return untilDecided(act, tries - 1);
  }
}

describe('the race for a case', () => {
  it('has one winner of fifty who accept at the same moment, twenty rounds long', async () => {
    const hospitals = await crowdOfHospitals(ground, 50);
    for (let round = 1; round <= 20; round++) {
      const { id } = await offeredCase(ground, { mark: `Round${round}` });
      const offers = await offerTo(ground, id, hospitals);
      const answers = await Promise.allSettled(
        hospitals.map((person, i) =>
          untilDecided(() => person.call('referrals.accept', acceptance(offers[i]!))),
        ),
      );
      const outcomes = answers.map(outcomeOf);
      expect(
        outcomes.filter((each) => each === 200),
        `round ${round}`,
      ).toHaveLength(1);
      expect(outcomes.filter((each) => each === '409 OFFER_CLOSED')).toHaveLength(49);
      const { rows } = await ground.run(
        `SELECT status, count(*)::int AS n FROM offer WHERE referral_id = $1 GROUP BY status`,
        [id],
      );
      expect(Object.fromEntries(rows.map((row: any) => [row.status, row.n]))).toEqual({
        accepted: 1,
        notSelected: 52,
      });
      const grants = await ground.run(
        `SELECT org_id FROM disclosure_grant WHERE referral_id = $1 AND stage = 'identified' AND revoked_at IS NULL`,
        [id],
      );
      expect(grants.count).toBe(1);
    }
  }, 240_000);

  /** The rule as it is easily written: look, think, then write. */
  async function acceptNaively(offerId: string, referralId: string, arrived: () => Promise<void>) {
    await transaction(ground.database, {}, async (tx) => {
      const [row] = await tx.sql<{
        state: string;
      }>`SELECT state FROM referral WHERE id = ${referralId}`;
      if (row!.state !== 'broadcasting') throw new Error('closed');
      await arrived();
      await tx.sql`UPDATE referral SET state = 'accepted' WHERE id = ${referralId}`;
      await tx.sql`UPDATE offer SET status = 'accepted' WHERE id = ${offerId}`;
    });
  }

  it('control: looking first and writing then has several winners, which the unique index alone would stop', async () => {
    const hospitals = (await crowd(8)).slice(0, 8);
    const guarded = await offeredCase(ground);
    const held = await offerTo(ground, guarded.id, hospitals);
    const first = barrier(hospitals.length);
    const stopped = await Promise.allSettled(
      held.map(({ id }) => acceptNaively(id, guarded.id, first)),
    );
    expect(stopped.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

    await asTheOwner(ground, (sql) => sql`DROP INDEX offer_one_accepted`);
    const open = await offeredCase(ground);
    const offers = await offerTo(ground, open.id, hospitals);
    const second = barrier(hospitals.length);
    const won = await Promise.allSettled(
      offers.map(({ id }) => acceptNaively(id, open.id, second)),
    );
    expect(won.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(1);
    await asTheOwner(ground, async (sql) => {
      await sql`UPDATE offer SET status = 'notSelected' WHERE referral_id = ${open.id}`;
      await sql`CREATE UNIQUE INDEX offer_one_accepted ON offer (referral_id) WHERE status = 'accepted'`;
    });
  });

  let known: Awaited<ReturnType<typeof crowdOfHospitals>> | undefined;
  async function crowd(count: number) {
    known ??= await Promise.all(
      Array.from({ length: count }, (_, i) => ground.as(`coordinator@hospital${i}.example`)),
    );
    return known;
  }
});

describe('accepting', () => {
  it('answers a repeat by the winner’s hospital with the same body, also a colleague’s', async () => {
    const { offers } = await offeredCase(ground);
    const first = await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const again = await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const other = await ground.aoba.call('referrals.accept', {
      ...acceptance(offers.aoba!),
      version: 7,
      physician: 'Somebody else',
    });
    expect(again).toEqual(first);
    expect(other).toEqual(first);
  });

  it('tells the loser nothing but that it is closed', async () => {
    const { offers } = await offeredCase(ground);
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const refused = await refusal(
      ground.shiomi.call('referrals.accept', acceptance(offers.shiomi!)),
    );
    expect({ ...refused, message: refused.message }).toMatchObject({
      kind: 'conflict',
      code: 'OFFER_CLOSED',
      message: 'OFFER_CLOSED',
      issues: [],
    });
  });

  it('is possible at the deadline and refused a millisecond after it', async () => {
    for (const [lateMs, outcome] of [
      [1, '409 OFFER_CLOSED'],
      [0, 200],
    ] as const) {
      const { offers, id } = await offeredCase(ground);
      const { rows } = await ground.run(
        'SELECT answer_deadline AS at FROM referral WHERE id = $1',
        [id],
      );
      const moment = new Date(rows[0]!.at.getTime() + lateMs);
      const [answer] = await atMoment(ground, moment, () =>
        Promise.allSettled([ground.aoba.call('referrals.accept', acceptance(offers.aoba!))]),
      );
      expect(outcomeOf(answer!), `${lateMs} ms late`).toBe(outcome);
    }
  });

  it('meets a version of its own: an offer that changed under the page is refused as stale', async () => {
    const { offers } = await offeredCase(ground);
    await ground.aoba.call('referrals.showInterest', {
      offerId: offers.aoba!.id,
      version: offers.aoba!.version,
    });
    const stale = await refusal(ground.aoba.call('referrals.accept', acceptance(offers.aoba!)));
    expect(stale.code).toBe('STALE_VERSION');
    const fresh = { ...offers.aoba!, version: offers.aoba!.version + 1 };
    await expect(ground.aoba.call('referrals.accept', acceptance(fresh))).resolves.toMatchObject({
      status: 'accepted',
    });
  });

  it('is not for a colleague without the part, another hospital, or the sender', async () => {
    const { offers } = await offeredCase(ground);
    const doctor = await ground.as('doctor@aoba.example');
    for (const someone of [doctor, ground.kaedeno, ground.shiomi, ground.partner]) {
      expect((await refusal(someone.call('referrals.accept', acceptance(offers.aoba!)))).kind).toBe(
        'notFound',
      );
    }
    const staff = await refusal(ground.officer.call('referrals.accept', acceptance(offers.aoba!)));
    expect(staff.kind).toBe('forbidden');
  });
});

describe('consent', () => {
  it('that covers no hospital stops the acceptance with 422, and nothing has changed', async () => {
    const { offers, id } = await offeredCase(ground, {
      consent: { covers: ['platform', 'broadcast'] },
    });
    const refused = await refusal(ground.aoba.call('referrals.accept', acceptance(offers.aoba!)));
    expect([refused.status, refused.code]).toEqual([422, 'CONSENT_MISSING']);
    const { rows } = await ground.run('SELECT state, accepted_org_id FROM referral WHERE id = $1', [
      id,
    ]);
    expect(rows[0]).toEqual({ state: 'broadcasting', accepted_org_id: null });
  });

  it('that names another hospital lets only that one accept', async () => {
    const { offers } = await offeredCase(ground, {
      consent: { orgIds: [ground.shiomi.actor.orgId!], orgClass: null },
    });
    const refused = await refusal(ground.aoba.call('referrals.accept', acceptance(offers.aoba!)));
    expect(refused.code).toBe('CONSENT_MISSING');
    await expect(
      ground.shiomi.call('referrals.accept', acceptance(offers.shiomi!)),
    ).resolves.toMatchObject({ status: 'accepted' });
  });

  it('narrowed between form and submit is the newest consent that counts', async () => {
    const { offers, code, version } = await offeredCase(ground);
    await ground.aoba.call('referrals.offerPage', { offerId: offers.aoba!.id });
    await ground.partner.call('referrals.recordConsent', {
      code,
      version,
      lang: 'mn',
      covers: ['platform', 'broadcast'],
      givenBy: 'patient',
      method: 'written',
      givenOn: '2026-11-02',
    });
    const refused = await refusal(ground.aoba.call('referrals.accept', acceptance(offers.aoba!)));
    expect([refused.status, refused.code]).toEqual([422, 'CONSENT_MISSING']);
  });

  it('withdrawn between form and submit recalls the offers: refused, and the case is with its officer', async () => {
    const { offers, code, id } = await offeredCase(ground);
    await ground.aoba.call('referrals.teaser', { code });
    await ground.partner.call('referrals.withdrawConsent', { code });
    expect(
      (await refusal(ground.aoba.call('referrals.accept', acceptance(offers.aoba!)))).code,
    ).toBe('OFFER_CLOSED');
    expect((await refusal(ground.aoba.call('referrals.teaser', { code }))).kind).toBe('notFound');
    const { rows } = await ground.run('SELECT state FROM referral WHERE id = $1', [id]);
    expect(rows[0]!.state).toBe('intakeReview');
  });

  it('withdrawn at the same moment as the acceptance: one order or the other, never a grant without consent', async () => {
    for (let round = 0; round < 15; round++) {
      const { offers, code, id } = await offeredCase(ground);
      await Promise.allSettled([
        ground.aoba.call('referrals.accept', acceptance(offers.aoba!)),
        ground.partner.call('referrals.withdrawConsent', { code }),
      ]);
      const grants = await ground.run(
        `SELECT stage FROM disclosure_grant WHERE referral_id = $1 AND revoked_at IS NULL AND stage <> 'teaser'`,
        [id],
      );
      expect(grants.rows).toEqual([]);
      expect((await refusal(ground.aoba.call('referrals.identity', { code }))).kind).toMatch(
        /notFound|forbidden/,
      );
    }
  });

  it('withdrawn after the acceptance closes identity at once; given again, it opens again', async () => {
    const { offers, code } = await offeredCase(ground);
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    await expect(ground.aoba.call('referrals.identity', { code })).resolves.toBeTruthy();
    await ground.partner.call('referrals.withdrawConsent', { code });
    expect((await refusal(ground.aoba.call('referrals.identity', { code }))).kind).toBe(
      'forbidden',
    );
    await expect(ground.aoba.call('referrals.teaser', { code })).resolves.toBeTruthy();
    const page = await casePage(ground.partner, code);
    await ground.partner.call('referrals.recordConsent', {
      code,
      version: page.meta.version,
      lang: 'mn',
      covers: ['platform', 'broadcast', 'hospital'],
      orgIds: [ground.aoba.actor.orgId!],
      givenBy: 'patient',
      method: 'written',
      givenOn: '2026-11-03',
    });
    await expect(ground.aoba.call('referrals.identity', { code })).resolves.toBeTruthy();
  });
});

/** Lets callers go on when all of them have arrived. */
function barrier(count: number): () => Promise<void> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived === count) open();
    return opened;
  };
}
