import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import { isAppError } from '#server/platform/errors.ts';
import { closeOverdue } from '#server/referrals/index.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  atMoment,
  casePage,
  dayAhead,
  type Ground,
  type Offered,
  offeredCase,
  referralsGround,
  refusal,
  standing,
  willing,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const collected = (options: Parameters<typeof offeredCase>[1] = {}) =>
  offeredCase(ground, { mode: 'COLLECT', ...options });

/** Offered to three, and these have answered that they are willing. */
async function answered(who: ('aoba' | 'shiomi' | 'tsurugahara')[], options = {}) {
  const offered = await collected(options);
  for (const slug of who) {
    await ground[slug].call('referrals.answer', willing(offered.offers[slug]!));
  }
  return offered;
}

/** The chooser's act, on the answers as they stand now. */
async function choosing(code: string, slug: string, backups: string[] = [], by = ground.partner) {
  const now = await standing(ground, code);
  return by.call('referrals.choose', {
    code,
    version: now.version,
    orgId: orgOf(slug).id,
    answerVersion: now.offers[slug]!.version,
    backups: backups.map((each) => orgOf(each).id),
  });
}

async function confirming(who: Someone, code: string, slug: string) {
  const { offers } = await standing(ground, code);
  return who.call('referrals.accept', acceptance(offers[slug]!));
}

describe('collecting answers', () => {
  it('goes from broadcast through willing answers to choice, confirmation, release and backup', async () => {
    const { code, id } = await answered(['aoba', 'shiomi', 'tsurugahara']);
    await choosing(code, 'aoba', ['shiomi']);
    expect((await standing(ground, code)).status).toMatchObject({
      aoba: 'chosen',
      shiomi: 'backup',
      tsurugahara: 'notSelected',
    });
    // The backup sees its own answer and nothing of the case; the one chosen sees it still.
    for (const who of [ground.shiomi, ground.tsurugahara]) {
      expect((await refusal(who.call('referrals.teaser', { code }))).kind).toBe('notFound');
    }
    await expect(ground.aoba.call('referrals.clinical', { code })).resolves.toBeTruthy();
    expect((await refusal(ground.aoba.call('referrals.identity', { code }))).kind).toBe(
      'forbidden',
    );

    await confirming(ground.aoba, code, 'aoba');
    const now = await standing(ground, code);
    expect([now.state, now.status.shiomi]).toEqual(['accepted', 'backup']);
    await expect(ground.aoba.call('referrals.identity', { code })).resolves.toBeTruthy();

    const asked = await ground.run(
      'SELECT count(*)::int AS n FROM referral_event WHERE referral_id = $1 AND type = $2',
      [id, 'broadcast'],
    );
    const released = { code, version: now.version, reason: 'noCapacity' } as const;
    const answer = await ground.aoba.call('referrals.release', released);
    expect(answer.state).toBe('broadcasting');
    const after = await standing(ground, code);
    expect(after.status).toMatchObject({ aoba: 'released', shiomi: 'chosen' });
    expect(after.deadline!.getTime()).toBeGreaterThan(Date.now());
    // The sender reads that a backup is asked, and not whose turn it is.
    const sent = await casePage(ground.partner, code);
    expect(sent.timeline.slice(0, 2)).toMatchObject([
      { type: 'nextAsked', facts: { reason: 'released' }, who: { kind: 'part' } },
      { type: 'released' },
    ]);
    expect(JSON.stringify(sent)).not.toContain(orgOf('shiomi').id);
    const told = await ground.run(
      `SELECT DISTINCT n.type FROM notification n WHERE n.person_id = $1 AND n.subject_id = $2
        AND n.type LIKE 'referral.released%'`,
      [ground.partner.actor.personId, id],
    );
    expect(told.rows).toEqual([{ type: 'referral.releasedToBackup' }]);
    expect((await refusal(ground.aoba.call('referrals.identity', { code }))).kind).toBe('notFound');
    await expect(ground.shiomi.call('referrals.clinical', { code })).resolves.toBeTruthy();
    const again = await ground.run(
      'SELECT count(*)::int AS n FROM referral_event WHERE referral_id = $1 AND type = $2',
      [id, 'broadcast'],
    );
    expect(again.rows).toEqual(asked.rows);

    await confirming(ground.shiomi, code, 'shiomi');
    const { version } = await standing(ground, code);
    const last = await ground.shiomi.call('referrals.release', { ...released, version });
    expect(last.state).toBe('intakeReview');
    const page = await casePage(ground.partner, code);
    expect(page.timeline[0]).toMatchObject({ type: 'released', facts: { reason: 'noCapacity' } });
  });

  it('an answer may be changed and taken back until one is chosen, and each time the version moves on', async () => {
    const { code, offers } = await collected();
    const first = await ground.aoba.call('referrals.answer', willing(offers.aoba!));
    const behind = ground.aoba.call('referrals.answer', willing(offers.aoba!));
    const stale = await refusal(behind);
    expect([stale.code, stale.changes.map((each: any) => each.type)]).toEqual([
      'STALE_VERSION',
      ['offerWilling'],
    ]);
    const second = { id: offers.aoba!.id, version: first.version };
    await ground.aoba.call('referrals.answer', willing(second, { priceHigh: 5_000_000 }));
    const { answers } = await ground.partner.call('referrals.answers', { code });
    expect(answers).toMatchObject([{ priceLow: 3_200_000, priceHigh: 5_000_000, currency: 'JPY' }]);
    const back = { offerId: second.id, version: second.version + 1 };
    expect(await ground.aoba.call('referrals.takeBack', back)).toMatchObject({ status: 'viewed' });
    expect((await ground.partner.call('referrals.answers', { code })).answers).toEqual([]);
  });

  it('refuses a range upside down, a day gone by, and a price that is none', async () => {
    const { offers } = await collected();
    const issues = async (more: object) =>
      (await refusal(ground.aoba.call('referrals.answer', willing(offers.aoba!, more)))).issues;
    expect(await issues({ priceHigh: 1 })).toEqual([
      { path: 'priceHigh', message: 'rangeReversed' },
    ]);
    expect(await issues({ validUntil: dayAhead(-3) })).toEqual([
      { path: 'validUntil', message: 'inThePast' },
    ]);
    expect((await issues({ priceLow: -1 }))[0]!.path).toBe('priceLow');
    expect((await issues({ priceLow: Number.NaN }))[0]!.path).toBe('priceLow');
    expect((await issues({ priceLow: 1.5 }))[0]!.path).toBe('priceLow');
  });

  it('is no way to accept: accepting is for the one chosen, and for a case asked otherwise', async () => {
    const { offers } = await answered(['aoba']);
    const accept = ground.shiomi.call('referrals.accept', acceptance(offers.shiomi!));
    expect((await refusal(accept)).code).toBe('OFFER_CLOSED');
    const urgent = await offeredCase(ground);
    const answer = ground.aoba.call('referrals.answer', willing(urgent.offers.aoba!));
    expect((await refusal(answer)).code).toBe('OFFER_CLOSED');
  });

  it('shows the sender how many stand how, and names and ranges to whoever chooses', async () => {
    const { code } = await answered(['aoba']);
    const page = await casePage(ground.partner, code);
    expect(page.offers).toBeNull();
    expect(page.answers).toEqual({ asked: 3, willing: 1, declined: 0, open: 2 });
    const { answers } = await ground.partner.call('referrals.answers', { code });
    expect(answers.map((each) => each.id)).toEqual([ground.aoba.actor.orgId]);
    for (const who of [ground.aoba, ground.shiomi, ground.otherStaff, ground.otherPartner]) {
      expect([403, 404]).toContain((await refusal(who.call('referrals.answers', { code }))).status);
    }
  });
});

describe('choosing', () => {
  it('needs a consent that covers the one chosen, in the same transaction', async () => {
    const { code } = await answered(['aoba', 'shiomi'], {
      consent: { orgClass: null, orgIds: [orgOf('shiomi').id] },
    });
    const refused = await refusal(choosing(code, 'aoba'));
    expect([refused.status, refused.code]).toEqual([422, 'CONSENT_MISSING']);
    expect(refused.issues).toEqual([{ path: 'orgId', message: 'consentMissing' }]);
    expect((await standing(ground, code)).status.aoba).toBe('willing');
    await choosing(code, 'shiomi');
  });

  it('needs an answer that is still valid, and one that still stands as it was read', async () => {
    const { code, id } = await answered(['aoba', 'shiomi']);
    const read = await standing(ground, code);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE offer SET answer = jsonb_set(answer, '{validUntil}', to_jsonb(${dayAhead(-2)}::text)) WHERE referral_id = ${id} AND org_id = ${orgOf('aoba').id}`,
    );
    expect((await refusal(choosing(code, 'aoba'))).code).toBe('ANSWER_EXPIRED');
    const { shiomi } = read.offers;
    await ground.shiomi.call('referrals.answer', willing(shiomi!, { priceHigh: 9_000_000 }));
    const behind = await refusal(
      ground.officer.call('referrals.choose', {
        code,
        version: read.version,
        orgId: orgOf('shiomi').id,
        answerVersion: shiomi!.version,
      }),
    );
    expect(behind.code).toBe('STALE_VERSION');
    expect(behind.changes).toMatchObject([{ type: 'offerWilling' }]);
  });

  it('names every hospital once, and as a backup only one that is willing', async () => {
    const { code } = await answered(['aoba', 'shiomi']);
    expect((await refusal(choosing(code, 'aoba', ['aoba']))).issues).toEqual([
      { path: 'backups', message: 'twice' },
    ]);
    expect((await refusal(choosing(code, 'aoba', ['tsurugahara']))).code).toBe('ANSWER_GONE');
    expect((await refusal(choosing(code, 'tsurugahara'))).code).toBe('STALE_VERSION');
    await choosing(code, 'aoba', ['shiomi']);
    expect((await refusal(choosing(code, 'shiomi'))).code).toBe('CHOSEN_ALREADY');
  });

  it('of none gives the case back to its officer with the reason, and closes every page', async () => {
    const { code } = await answered(['aoba', 'shiomi']);
    const { version } = await standing(ground, code);
    await ground.partner.call('referrals.chooseNone', { code, version, reason: 'price' });
    const now = await standing(ground, code);
    expect([now.state, ...new Set(Object.values(now.status))]).toEqual([
      'intakeReview',
      'notSelected',
    ]);
    expect((await refusal(ground.aoba.call('referrals.teaser', { code }))).kind).toBe('notFound');
  });

  it('tells nobody who won: neither page nor channel of the others', async () => {
    const { code, offers } = await answered(['aoba', 'shiomi', 'tsurugahara']);
    await choosing(code, 'aoba', ['shiomi']);
    for (const slug of ['shiomi', 'tsurugahara'] as const) {
      const page = await ground[slug].call('referrals.offerPage', { offerId: offers[slug]!.id });
      expect(JSON.stringify(page)).not.toMatch(/青葉|Aoba|"rank"/);
      expect(page.own.status).toBe(slug === 'shiomi' ? 'backup' : 'closed');
    }
    const { rows } = await ground.run(
      `SELECT DISTINCT e.type, e.payload::text FROM channel_event e JOIN channel c ON c.id = e.channel_id
        WHERE c.kind = 'offer' AND c.record_id = $1 AND e.type LIKE 'offer.c%'`,
      [offers.tsurugahara!.id],
    );
    expect(rows).toEqual([{ type: 'offer.closed', payload: '{}' }]);
  });
});

describe('the one chosen', () => {
  it('that declines passes the case to the next backup that is covered and still valid; without one it is the officer’s', async () => {
    const { code, id } = await answered(['aoba', 'shiomi', 'tsurugahara']);
    await choosing(code, 'aoba', ['shiomi', 'tsurugahara']);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE offer SET answer = jsonb_set(answer, '{validUntil}', to_jsonb(${dayAhead(-2)}::text)) WHERE referral_id = ${id} AND org_id = ${orgOf('shiomi').id}`,
    );
    const no = async (who: Someone, slug: string) => {
      const { offers } = await standing(ground, code);
      const { id: offerId, version } = offers[slug]!;
      await who.call('referrals.decline', { offerId, version, reason: 'noCapacity' });
      return standing(ground, code);
    };
    expect((await no(ground.aoba, 'aoba')).status).toMatchObject({
      aoba: 'declined',
      shiomi: 'backup',
      tsurugahara: 'chosen',
    });
    const end = await no(ground.tsurugahara, 'tsurugahara');
    expect([end.state, end.status.shiomi]).toEqual(['intakeReview', 'notSelected']);
  });

  it('that lets its time pass loses it: a millisecond after the deadline confirming is refused, and the backup is asked', async () => {
    const { code } = await answered(['aoba', 'shiomi']);
    await choosing(code, 'aoba', ['shiomi']);
    const { deadline } = await standing(ground, code);
    const late = new Date(deadline!.getTime() + 1);
    await atMoment(ground, late, async () => {
      expect((await refusal(confirming(ground.aoba, code, 'aoba'))).code).toBe('OFFER_CLOSED');
      await closeOverdue(ground.database);
    });
    expect((await standing(ground, code)).status).toMatchObject({
      aoba: 'expired',
      shiomi: 'chosen',
    });
  });

  it('control: at the deadline itself confirming is in time', async () => {
    const { code } = await answered(['aoba']);
    await choosing(code, 'aoba');
    const { deadline } = await standing(ground, code);
    await atMoment(ground, deadline!, async () => {
      await expect(confirming(ground.aoba, code, 'aoba')).resolves.toMatchObject({
        status: 'accepted',
      });
    });
  });

  it('confirms in vain when the consent was withdrawn between form and submit', async () => {
    const { code } = await answered(['aoba', 'shiomi']);
    await choosing(code, 'aoba', ['shiomi']);
    await ground.partner.call('referrals.withdrawConsent', { code });
    expect((await refusal(confirming(ground.aoba, code, 'aoba'))).code).toBe('OFFER_CLOSED');
    const now = await standing(ground, code);
    expect([now.state, now.status.shiomi]).toEqual(['intakeReview', 'withdrawn']);
  });
});

describe('when the time to answer is over', () => {
  it('the willing stay to be chosen among, the silent are closed, and the chooser is told', async () => {
    const { code, id } = await answered(['aoba']);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET answer_deadline = now() - interval '1 second' WHERE id = ${id}`,
    );
    await closeOverdue(ground.database);
    const now = await standing(ground, code);
    expect(now.status).toMatchObject({
      aoba: 'willing',
      shiomi: 'expired',
      tsurugahara: 'expired',
    });
    expect([now.state, now.deadline]).toEqual(['broadcasting', null]);
    const { rows } = await ground.run(
      `SELECT count(*)::int AS n FROM notification WHERE type = 'referral.toChoose' AND subject_id = $1`,
      [id],
    );
    expect(rows[0]!.n).toBeGreaterThan(1);
    await choosing(code, 'aoba');
  });

  it('taking the last answer back leaves the case without a taker', async () => {
    const { code, id, offers } = await answered(['aoba']);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET answer_deadline = now() - interval '1 second' WHERE id = ${id}`,
    );
    await closeOverdue(ground.database);
    const back = { offerId: offers.aoba!.id, version: 1 };
    expect(await ground.aoba.call('referrals.takeBack', back)).toMatchObject({ status: 'closed' });
    expect((await standing(ground, code)).state).toBe('noTaker');
  });
});

describe('at the same moment', () => {
  const outcome = (answer: PromiseSettledResult<unknown>) =>
    answer.status === 'fulfilled'
      ? 'done'
      : isAppError(answer.reason)
        ? answer.reason.code
        : String(answer.reason);

  it('choosing and taking back: one order or the other, never a hospital chosen whose answer is gone', async () => {
    for (let round = 0; round < 6; round++) {
      const { code } = await answered(['aoba']);
      const { offers, version } = await standing(ground, code);
      const { id: offerId, version: seen } = offers.aoba!;
      const answers = await Promise.allSettled([
        ground.partner.call('referrals.choose', {
          code,
          version,
          orgId: orgOf('aoba').id,
          answerVersion: seen,
        }),
        ground.aoba.call('referrals.takeBack', { offerId, version: seen }),
      ]);
      const [chose, took] = answers.map(outcome);
      expect([
        ['done', 'OFFER_CLOSED'],
        ['STALE_VERSION', 'done'],
      ]).toContainEqual([chose, took]);
      const { status } = await standing(ground, code);
      expect(status.aoba).toBe(chose === 'done' ? 'chosen' : 'viewed');
    }
  });

  it('two choosers: one is chosen, the other learns that the case moved on', async () => {
    for (let round = 0; round < 4; round++) {
      const { code } = await answered(['aoba', 'shiomi']);
      const { offers, version } = await standing(ground, code);
      const choose = (who: Someone, slug: string) =>
        who.call('referrals.choose', {
          code,
          version,
          orgId: orgOf(slug).id,
          answerVersion: offers[slug]!.version,
        });
      const answers = await Promise.allSettled([
        choose(ground.partner, 'aoba'),
        choose(ground.officer, 'shiomi'),
      ]);
      expect(answers.map(outcome).sort()).toEqual(['STALE_VERSION', 'done']);
      const { status } = await standing(ground, code);
      expect(Object.values(status).filter((each) => each === 'chosen')).toHaveLength(1);
    }
  });

  it('releasing and withdrawing the case: one order or the other, and no hospital keeps a grant that it should not have', async () => {
    for (let round = 0; round < 4; round++) {
      const { code, id } = await answered(['aoba', 'shiomi']);
      await choosing(code, 'aoba', ['shiomi']);
      await confirming(ground.aoba, code, 'aoba');
      const { version } = await standing(ground, code);
      const end = { code, version, reason: 'patientWish' } as const;
      const answers = await Promise.allSettled([
        ground.aoba.call('referrals.release', { code, version, reason: 'noCapacity' }),
        ground.officer.call('referrals.confirmCancel', end),
      ]);
      expect(answers.map(outcome).filter((each) => each === 'done')).toHaveLength(1);
      const now = await standing(ground, code);
      const { rows } = await ground.run(
        `SELECT o.slug FROM disclosure_grant g JOIN organisation o ON o.id = g.org_id
          WHERE g.referral_id = $1 AND g.revoked_at IS NULL GROUP BY o.slug`,
        [id],
      );
      expect(rows.map((row: any) => row.slug)).toEqual(now.state === 'cancelled' ? [] : ['shiomi']);
    }
  });

  it('releasing twice asks one backup, not two', async () => {
    const { code } = await answered(['aoba', 'shiomi', 'tsurugahara']);
    await choosing(code, 'aoba', ['shiomi', 'tsurugahara']);
    await confirming(ground.aoba, code, 'aoba');
    const { version } = await standing(ground, code);
    const release = () => ground.aoba.call('referrals.release', { code, version, reason: 'other' });
    const answers = await Promise.allSettled([release(), release()]);
    expect(answers.map(outcome).filter((each) => each === 'done')).toHaveLength(1);
    expect((await standing(ground, code)).status).toMatchObject({
      shiomi: 'chosen',
      tsurugahara: 'backup',
    });
  });

  /** The rule as it is easily written: look who is willing, think, then write. */
  async function chooseNaively(of: Offered, slug: string, arrived: () => Promise<void>) {
    await transaction(ground.database, {}, async (tx) => {
      const chosen =
        await tx.sql`SELECT 1 FROM offer WHERE referral_id = ${of.id} AND status = 'chosen'`;
      if (chosen.length > 0) throw new Error('chosen already');
      await arrived();
      await tx.sql`UPDATE offer SET status = 'chosen' WHERE id = ${of.offers[slug]!.id}`;
    });
  }

  it('control: looking first and writing then chooses two, which the unique index alone would stop', async () => {
    const guarded = await answered(['aoba', 'shiomi']);
    const both = (of: Offered, arrived: () => Promise<void>) =>
      Promise.allSettled(['aoba', 'shiomi'].map((slug) => chooseNaively(of, slug, arrived)));
    const stopped = await both(guarded, barrier(2));
    expect(stopped.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await asTheOwner(ground, (sql) => sql`DROP INDEX offer_one_chosen`);
    const open = await answered(['aoba', 'shiomi']);
    const won = await both(open, barrier(2));
    expect(won.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await asTheOwner(ground, async (sql) => {
      await sql`UPDATE offer SET status = 'notSelected' WHERE referral_id = ${open.id}`;
      await sql`CREATE UNIQUE INDEX offer_one_chosen ON offer (referral_id) WHERE status = 'chosen'`;
    });
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
