import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import {
  book,
  cancel,
  confirm,
  freeSlots,
  lapse,
  resourcesOf,
  takenOf,
} from '#server/booking/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { transaction, type Tx } from '#server/platform/database/transaction.ts';
import { isAppError, type AppError } from '#server/platform/errors.ts';
import { newId, newOpaqueId } from '#server/platform/ids.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const HOUR = 3_600_000;
let forum: TestForum;
let surgery: string;
let interpreter: string;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  const aoba = orgOf('aoba').id;
  interpreter = newId();
  await forum.run(
    `INSERT INTO resource (id, org_id, kind, code, name, hours, holidays, before_minutes, after_minutes)
     SELECT $1, org_id, 'interpreter', 'mn', '{"ja":"モンゴル語通訳","en":"Mongolian interpreter"}', hours, 'JP', 30, 15
       FROM resource WHERE org_id = $2 AND code = 'cardiology'`,
    [interpreter, aoba],
  );
  const { rows } = await forum.run(
    `SELECT id FROM resource WHERE org_id = $1 AND code = 'cardiovascular-surgery'`,
    [aoba],
  );
  surgery = rows[0]!.id;
});
afterAll(() => forum.close());

const act = <T>(run: (tx: Tx) => Promise<T>) => transaction(forum.database, {}, run);

/** Ten o'clock in Japan on a Wednesday, so many weeks on, so that no test meets another's bookings. */
let week = 0;
function freshMorning(): Date {
  week += 1;
  return new Date(Date.parse('2027-05-05T10:00:00+09:00') + week * 7 * 24 * HOUR);
}

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw error;
  return error;
}

function wish(startsAt: Date, resourceIds: string[], heldUntil: Date | null = null) {
  const owner = { kind: 'referral', id: newOpaqueId() };
  const endsAt = new Date(startsAt.getTime() + HOUR);
  return { owner, resourceIds, startsAt, endsAt, heldUntil, createdBy: null };
}

const stateOf = async (id: string) =>
  (await forum.run('SELECT state, version FROM booking WHERE id = $1', [id])).rows[0]!;

describe('of several at once', () => {
  it('fifty who want the same hour: exactly one has it, the others are told what is taken and until when', async () => {
    const at = freshMorning();
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        // Half of them name the resources the other way round.
        act((tx) => book(tx, wish(at, i % 2 ? [surgery, interpreter] : [interpreter, surgery]))),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ kind: 'conflict', code: 'SLOT_TAKEN' });
      const untils = (one.reason as AppError).changes as { kind: string; until: string }[];
      expect(Object.fromEntries(untils.map(({ kind, until }) => [kind, until]))).toEqual({
        department: new Date(at.getTime() + HOUR).toISOString(),
        interpreter: new Date(at.getTime() + HOUR + 15 * 60_000).toISOString(),
      });
      expect(JSON.stringify(untils)).not.toMatch(/owner|booking/);
    }
    const { rows } = await forum.run('SELECT 1 FROM booking WHERE starts_at = $1', [at]);
    expect(rows).toHaveLength(1);
  });

  it('the table itself refuses a second, whoever writes', async () => {
    const at = freshMorning();
    await act((tx) => book(tx, wish(at, [surgery])));
    const id = newOpaqueId();
    const past = forum.run(
      `WITH b AS (INSERT INTO booking (id, owner_kind, owner_id, state, starts_at, ends_at, created_at)
         VALUES ($1, 'referral', $1, 'confirmed', $3, $3::timestamptz + interval '1 hour', now()) RETURNING id)
       INSERT INTO booking_line (booking_id, resource_id, taken_from, taken_until)
       SELECT id, $2, $3, $3::timestamptz + interval '1 minute' FROM b`,
      [id, surgery, at],
    );
    await expect(past).rejects.toThrow(/booking_line_once/);
  });
});

describe('a booking', () => {
  it('takes all that it names or nothing', async () => {
    const at = freshMorning();
    await act((tx) => book(tx, wish(at, [interpreter])));
    const both = await refusal(act((tx) => book(tx, wish(at, [surgery, interpreter]))));
    expect(both.changes).toMatchObject([{ kind: 'interpreter' }]);
    await act((tx) => book(tx, wish(at, [surgery])));
  });

  it('keeps the way of an interpreter free: half an hour before, a quarter after', async () => {
    const at = freshMorning();
    await act((tx) => book(tx, wish(at, [interpreter])));
    const after = (minutes: number) => new Date(at.getTime() + HOUR + minutes * 60_000);
    const early = await refusal(act((tx) => book(tx, wish(after(30), [interpreter]))));
    expect(early.code).toBe('SLOT_TAKEN');
    await act((tx) => book(tx, wish(after(45), [interpreter])));
  });

  it('is refused outside opening hours, on a holiday, and for a resource that is gone', async () => {
    const at = freshMorning();
    const evening = new Date(at.getTime() + 6.5 * HOUR);
    expect((await refusal(act((tx) => book(tx, wish(evening, [surgery]))))).code).toBe(
      'OUTSIDE_HOURS',
    );
    const culture = new Date('2027-11-03T10:00:00+09:00');
    expect((await refusal(act((tx) => book(tx, wish(culture, [surgery]))))).code).toBe(
      'OUTSIDE_HOURS',
    );
    expect((await refusal(act((tx) => book(tx, wish(at, [newId()]))))).kind).toBe('notFound');
  });

  it('gives everything back when it is cancelled, once', async () => {
    const at = freshMorning();
    const id = await act((tx) => book(tx, wish(at, [surgery, interpreter])));
    await act((tx) => cancel(tx, id, 0, null));
    expect((await refusal(act((tx) => cancel(tx, id, 1, null)))).code).toBe('STATE_CHANGED');
    await act((tx) => book(tx, wish(at, [surgery, interpreter])));
  });
});

describe('a hold', () => {
  const soon = async (ms: number) => act(async (tx) => new Date(tx.now.getTime() + ms));

  it('is confirmed in its time, from the version that was read', async () => {
    const heldUntil = await soon(HOUR);
    const id = await act((tx) => book(tx, wish(freshMorning(), [surgery], heldUntil)));
    expect((await refusal(act((tx) => confirm(tx, id, 7, null)))).code).toBe('STATE_CHANGED');
    await act((tx) => confirm(tx, id, 0, null));
    expect(await stateOf(id)).toEqual({ state: 'confirmed', version: 1 });
  });

  it('takes the hour while it lasts, and lapses for the next who asks, with no job needed', async () => {
    const at = freshMorning();
    const held = await act(async (tx) =>
      book(tx, wish(at, [surgery], new Date(tx.now.getTime() + HOUR))),
    );
    expect((await refusal(act((tx) => book(tx, wish(at, [surgery]))))).code).toBe('SLOT_TAKEN');
    await forum.run(`UPDATE booking SET held_until = now() - interval '1 second' WHERE id = $1`, [
      held,
    ]);
    const late = await refusal(act((tx) => confirm(tx, held, 0, null)));
    expect(late.code).toBe('HOLD_LAPSED');
    const free = await act(async (tx) => {
      const between = { from: at.getTime(), until: at.getTime() + HOUR };
      return (await takenOf(tx, [surgery], between)).get(surgery);
    });
    expect(free).toEqual([]);
    await act((tx) => book(tx, wish(at, [surgery])));
    expect((await stateOf(held)).state).toBe('lapsed');
  });

  it('of fifty who come when it has lapsed, one has the hour', async () => {
    const at = freshMorning();
    const past = await soon(-1);
    await act((tx) => book(tx, wish(at, [surgery], past)));
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => act((tx) => book(tx, wish(at, [surgery])))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is ended by the clock with its owner named, confirmed ones stay', async () => {
    const past = await soon(-1);
    const asked = wish(freshMorning(), [surgery], past);
    const lapsed = await act((tx) => book(tx, asked));
    // Who comes next frees the hour; the owner of the hold is still to be told.
    const kept = await act((tx) => book(tx, wish(freshMorning(), [surgery])));
    const ended = await act((tx) => lapse(tx, 'referral'));
    expect(ended).toContainEqual({ id: lapsed, ownerId: asked.owner.id });
    expect(ended.map(({ id }) => id)).not.toContain(kept);
    expect(await act((tx) => lapse(tx, 'referral'))).toEqual([]);
  });
});

describe('resources', () => {
  it('are there for every department of a hospital, follow its name and retire with it', async () => {
    const missing = await forum.run(
      `SELECT 1 FROM department d WHERE NOT EXISTS (SELECT 1 FROM resource s
         WHERE s.kind = 'department' AND s.org_id = d.org_id AND s.code = d.specialty)`,
      [],
    );
    expect(missing.rows).toEqual([]);
    await forum.run(`DELETE FROM department WHERE org_id = $1 AND specialty = 'second-opinion'`, [
      orgOf('kaedeno').id,
    ]);
    const left = await act((tx) => resourcesOf(tx, sql`s.org_id = ${orgOf('kaedeno').id}`));
    expect(left.map(({ code }) => code)).not.toContain('second-opinion');
    expect(left.length).toBeGreaterThan(3);
  });

  it('the first free slot of all that are asked can be booked, and is then the next one', async () => {
    const at = freshMorning();
    const between = { from: at.getTime(), until: at.getTime() + 24 * HOUR };
    const first = () =>
      act(async (tx) => {
        const ids = [surgery, interpreter];
        const resources = await resourcesOf(tx, sql`s.id = ANY (${ids}::uuid[])`);
        const taken = await takenOf(tx, ids, between);
        const calendars = resources.map((each) => ({ ...each, taken: taken.get(each.id)! }));
        const [slot] = freeSlots(calendars, { between, minutes: 60, stepMinutes: 30, most: 1 });
        return new Date(slot!.from);
      });
    expect(await first()).toEqual(at);
    await act(async (tx) => book(tx, wish(at, [surgery, interpreter])));
    // The interpreter is on the way until 11:15 and needs half an hour to come again.
    const next = await first();
    expect(next).toEqual(new Date(at.getTime() + 2 * HOUR));
    await act((tx) => book(tx, wish(next, [surgery, interpreter])));
  });
});
