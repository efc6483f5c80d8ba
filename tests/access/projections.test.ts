import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import { REFERRAL_STATES, type ReferralState } from '#server/platform/access/matrix.ts';
import { isAppError } from '#server/platform/errors.ts';
import { settleGrants } from '#server/referrals/cases.ts';
import { META_KEYS, OWN_ANSWER_KEYS, TEASER_KEYS } from '#server/referrals/projections.ts';
import { Clinical, Identity } from '#server/referrals/schemas.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  asTheOwner,
  offeredCase,
  referralsGround,
  type Ground,
  type Offered,
} from '../integration/referrals-ground.ts';

/**
 * What each side of a case is answered, in every state, compared with a table that knows nothing of
 * the code: section by section who may see teaser, clinical summary and identity.
 */
const IN_CARE: ReferralState[] = [
  'accepted',
  'scheduled',
  'arrived',
  'inTreatment',
  'discharged',
  'closed',
];
type Part = 'partner' | 'officer' | 'hospitalA' | 'hospitalB' | 'nobody';
type Wanted = 'teaser' | 'clinical' | 'identity';

/** A: interested while the case is offered, then accepted. B: has looked at it, then lost it. */
function expected(part: Part, state: ReferralState, wanted: Wanted): boolean {
  if (state === 'erased') return false;
  if (part === 'partner' || part === 'officer') return true;
  if (part === 'hospitalA') {
    if (IN_CARE.includes(state)) return true;
    return state === 'broadcasting' && wanted !== 'identity';
  }
  return part === 'hospitalB' && state === 'broadcasting' && wanted === 'teaser';
}

const CASE_KEYS = [
  'now', 'today', 'side', 'meta', 'rights', 'actions', 'missing', 'partner', 'officer', 'hospital', 'consent', 'offers',
  'offered', 'answers', 'teaserDraft', 'stay', 'chain', 'cancelRequested', 'own', 'clock', 'timeline', 'channel',
  'askReason', 'emergency', 'erasesAt', 'keeps', 'reports',
]; // prettier-ignore
const ASKED_KEYS = [
  'today',
  'mode',
  'chosen',
  'reasons',
  'clock',
  'inTime',
  'consented',
  'actions',
  'departments',
  'timeline',
  'asOf',
  'clinical',
  'lapsed',
  'specialty',
  'urgency',
  'names',
];
const MARK = 'Qzxw7';

let ground: Ground;
let offered: Offered;
let cast: Record<string, { who: Someone; part: Part }>;

beforeAll(async () => {
  ground = await referralsGround();
  offered = await offeredCase(ground, { mark: MARK });
  const as = (email: string, org?: string) => ground.as(email, org);
  cast = {
    partner: { who: ground.partner, part: 'partner' },
    officer: { who: ground.officer, part: 'officer' },
    'interested, then accepted': { who: ground.aoba, part: 'hospitalA' },
    'asked, then lost': { who: ground.shiomi, part: 'hospitalB' },
    declined: { who: ground.tsurugahara, part: 'nobody' },
    'never asked': { who: ground.kaedeno, part: 'nobody' },
    'another partner': { who: ground.otherPartner, part: 'nobody' },
    'other staff': { who: ground.otherStaff, part: 'nobody' },
    administrator: { who: await as('admin@mej.example'), part: 'nobody' },
    'privacy officer': { who: await as('privacy@mej.example'), part: 'nobody' },
    'a doctor of the hospital': { who: await as('doctor@aoba.example', 'aoba'), part: 'nobody' },
    'its billing': { who: await as('billing@aoba.example'), part: 'nobody' },
    'its representative': { who: await as('representative@aoba.example', 'aoba'), part: 'nobody' },
    'its coordinator acting for a society': {
      who: await as('coordinator@aoba.example', 'aozora'),
      part: 'nobody',
    },
    facilitator: { who: await as('facilitator@minazuki.example'), part: 'nobody' },
    observer: { who: await as('observer@renkei.example'), part: 'nobody' },
    society: { who: await as('society@aozora.example'), part: 'nobody' },
    company: { who: await as('company@shinonome.example'), part: 'nobody' },
    visitor: { who: ground.visitor(), part: 'nobody' },
  };
});
afterAll(() => ground.close());

/** Puts the case into a state as if it had lived there, with offers and grants that go with it. */
async function bringTo(state: ReferralState) {
  const inCare = IN_CARE.includes(state);
  const statuses = inCare
    ? { aoba: 'accepted', shiomi: 'notSelected', tsurugahara: 'declined' }
    : state === 'broadcasting'
      ? { aoba: 'interested', shiomi: 'viewed', tsurugahara: 'declined' }
      : { aoba: 'withdrawn', shiomi: 'withdrawn', tsurugahara: 'withdrawn' };
  await asTheOwner(ground, async (sql) => {
    await sql`UPDATE referral SET state = ${state}, accepted_offer_id = ${inCare ? offered.offers.aoba!.id : null},
      accepted_org_id = ${inCare ? ground.aoba.actor.orgId : null} WHERE id = ${offered.id}`;
    for (const [slug, status] of Object.entries(statuses)) {
      await sql`UPDATE offer SET status = ${status}, answered_at = now() WHERE id = ${offered.offers[slug]!.id}`;
    }
  });
  await transaction(ground.database, {}, (tx) => settleGrants(tx, offered.id));
}

async function ask(call: Promise<unknown>): Promise<any> {
  try {
    return await call;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

const subset = (value: object, allowed: readonly string[], where: string) =>
  expect(
    Object.keys(value).filter((key) => !allowed.includes(key)),
    where,
  ).toEqual([]);

describe.each(REFERRAL_STATES)('a case that is %s', (state) => {
  beforeAll(() => bringTo(state));

  it('answers teaser, clinical summary and identity to those of the table, with the keys of the stage', async () => {
    for (const [name, { who, part }] of Object.entries(cast)) {
      const reason = { code: offered.code, reason: 'question' } as const;
      const answers = {
        teaser: await ask(who.call('referrals.teaser', { code: offered.code })),
        clinical: await ask(who.call('referrals.clinical', reason)),
        identity: await ask(who.call('referrals.identity', reason)),
      };
      for (const wanted of ['teaser', 'clinical', 'identity'] as const) {
        const where = `${name}: ${wanted} when ${state}`;
        expect(answers[wanted] !== null, where).toBe(expected(part, state, wanted));
      }
      if (answers.teaser) subset(answers.teaser, TEASER_KEYS, name);
      if (answers.clinical) {
        subset(answers.clinical.clinical, Object.keys(Clinical.shape), name);
        expect(JSON.stringify(answers.clinical)).not.toMatch(
          /(Fam|Giv|PP|Addr|Phone|mail|Kin|Ref)Qzxw7/,
        );
      }
      if (answers.identity) subset(answers.identity.identity, Object.keys(Identity.shape), name);
      expect(JSON.stringify(answers.teaser)).not.toContain(MARK);
    }
  });

  it('keeps pages and lists to meta, own answers and what the side may know', async () => {
    for (const [name, { who, part }] of Object.entries(cast)) {
      const page = await ask(who.call('referrals.casePage', { code: offered.code }));
      const list = await ask(who.call('referrals.worklist', {}));
      const mine = Object.values(offered.offers).map(({ id }) =>
        ask(who.call('referrals.offerPage', { offerId: id })),
      );
      const pages = (await Promise.all(mine)).filter(Boolean);
      expect(JSON.stringify([page, list, pages]), `${name} when ${state}`).not.toContain(MARK);
      if (page?.meta) {
        subset(page, CASE_KEYS, name);
        subset(page.meta, META_KEYS, name);
        if (part !== 'officer') expect(page.offers, name).toBeNull();
        if (part !== 'officer' && part !== 'partner') {
          expect([page.offered, page.answers, page.consent, page.teaserDraft], name).toEqual([
            null,
            null,
            null,
            null,
          ]);
        }
      }
      for (const each of pages) {
        subset(each.own, OWN_ANSWER_KEYS, name);
        if (each.asked) subset(each.asked, ASKED_KEYS, name);
        expect(each.asked !== null, name).toBe(
          state === 'broadcasting' && (part === 'hospitalA' || part === 'hospitalB'),
        );
      }
      const line = list?.lines.find((each: any) => each.code === offered.code);
      if (line?.kind === 'offer' && line.view === 'done') {
        expect([line.specialty, line.urgency, line.state, line.clock]).toEqual([
          null,
          null,
          null,
          null,
        ]);
      }
    }
  });

  it('lets a hospital count nobody: no number, no other name, no score', async () => {
    for (const who of [ground.aoba, ground.shiomi]) {
      const own = Object.values(offered.offers).map(({ id }) =>
        ask(who.call('referrals.offerPage', { offerId: id })),
      );
      const said = JSON.stringify([
        await Promise.all(own),
        await ask(who.call('referrals.casePage', { code: offered.code })),
        await ask(who.call('referrals.teaser', { code: offered.code })),
      ]);
      const other = who === ground.aoba ? ['汐見', 'Shiomi', '鶴'] : ['青葉', 'Aoba', '鶴'];
      for (const word of [...other, '"score"', '"offers":3', '"offers":2'])
        expect(said).not.toContain(word);
    }
  });
});

describe('the test itself', () => {
  it('has outsiders, losers and a winner, and finds the mark where it may stand', async () => {
    await bringTo('accepted');
    const seen = JSON.stringify(
      await ground.aoba.call('referrals.identity', { code: offered.code }),
    );
    expect(seen).toContain(`Fam${MARK}`);
    expect(Object.values(cast).filter(({ part }) => part === 'nobody').length).toBeGreaterThan(10);
  });
});
