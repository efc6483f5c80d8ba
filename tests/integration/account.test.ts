import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAdmin } from '#server/first-admin.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { DEMO_PASSWORD } from '#prisma/seed/cast.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const MEMBER = 'society@aozora.example';

let forum: TestForum;
beforeAll(async () => {
  forum = await testForum({ seed: true });
});
afterAll(() => forum.close());

async function tokenOf(email: string, password = DEMO_PASSWORD): Promise<string> {
  const answer = await forum.visitor().call('account.signIn', { email, password });
  if (answer.step !== 'done') throw new Error('a code is asked for');
  return answer.token;
}

/** Somebody as their cookie says, with what their session knows of factors. */
async function holder(token: string) {
  const actor = await forum.sessions.read(token);
  if (!actor) throw new Error('nobody holds this');
  return {
    actor,
    call: ((name, input) =>
      forum.kernel.execute(name, input, { actor, door: 'web', requestId: 'test' })) as Awaited<
      ReturnType<TestForum['as']>
    >['call'],
  };
}

describe('signing in', () => {
  test('a wrong password and an unknown address are one answer', async () => {
    const visitor = forum.visitor();
    const wrong = visitor.call('account.signIn', { email: MEMBER, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ kind: 'invalid', code: 'SIGN_IN_FAILED' });
    const unknown = visitor.call('account.signIn', {
      email: 'nobody@nowhere.example',
      password: 'wrong',
    });
    await expect(unknown).rejects.toMatchObject({ kind: 'invalid', code: 'SIGN_IN_FAILED' });
  });

  test('one more than ten ends the one used the longest ago, also of many at one moment', async () => {
    const email = 'staff@mej.example';
    const live = async () =>
      (
        await forum.run(
          `SELECT s.id FROM session s JOIN person p ON p.id = s.user_id WHERE p.email = $1 AND s.expires_at > now()`,
          [email],
        )
      ).rows.map((row) => row.id as string);
    const [old, used] = [await tokenOf(email), await tokenOf(email)];
    const { actor } = await holder(used);
    // The older of the two was used just now; the other one an hour ago, and one is over already.
    const ago = `UPDATE session SET last_seen_at = now() - make_interval(mins => $2) WHERE id = $1`;
    await forum.run(ago, [(await holder(old)).actor.sessionId, 30]);
    await forum.run(ago, [actor.sessionId, 60]);
    const over = await tokenOf(email);
    await forum.run(`UPDATE session SET expires_at = now() - interval '1 day' WHERE id = $1`, [
      (await holder(over)).actor.sessionId,
    ]);
    const told = async () =>
      (
        await forum.run(
          `SELECT count(*)::int AS told FROM channel_event e JOIN channel c ON c.id = e.channel_id
            WHERE c.kind = 'person' AND c.record_id = $1 AND e.type = 'session.ended'`,
          [actor.personId],
        )
      ).rows[0].told as number;
    for (let i = 0; i < 8; i++) await tokenOf(email);
    expect(await live()).toHaveLength(10);
    const before = await told();

    await tokenOf(email);
    expect(await forum.sessions.read(used)).toBeNull();
    expect(await forum.sessions.read(old)).not.toBeNull();
    expect(await told()).toBe(before + 1);

    const fresh = await Promise.all(Array.from({ length: 6 }, () => tokenOf(email)));
    for (const token of fresh) expect(await forum.sessions.read(token)).not.toBeNull();
    expect(await live()).toHaveLength(10);
    expect(await told()).toBe(before + 7);
    const { rows: written } = await forum.run(
      `SELECT body FROM audit_pending WHERE body::text LIKE '%sessionsEnded%'
        UNION ALL SELECT body FROM audit WHERE body::text LIKE '%sessionsEnded%'`,
      [],
    );
    expect(written).toHaveLength(7);
  });

  test('a session acts for one organisation, and for another after a switch', async () => {
    const { rows } = await forum.run(
      `SELECT p.email, array_agg(m.org_id::text ORDER BY m.started_at, m.id) AS orgs FROM person p
       JOIN membership m ON m.person_id = p.id AND m.ended_at IS NULL JOIN credential c ON c.person_id = p.id
       GROUP BY p.email HAVING count(*) = 2 LIMIT 1`,
      [],
    );
    const { email, orgs } = rows[0] as { email: string; orgs: [string, string] };
    const token = await tokenOf(email);
    const before = await holder(token);
    expect(orgs).toContain(before.actor.orgId);
    const other = orgs.find((id) => id !== before.actor.orgId)!;
    await before.call('account.switchOrganisation', { orgId: other });
    expect((await holder(token)).actor.orgId).toBe(other);
    const foreign = before.call('account.switchOrganisation', {
      orgId: '01900000-0000-7000-8000-000000000000',
    });
    await expect(foreign).rejects.toMatchObject({ kind: 'notFound' });
  });

  test('what is closed to one of my organisations is offered as the other, and to nobody else', async () => {
    const { rows } = await forum.run(
      `SELECT pr.slug FROM project pr
        WHERE pr.privacy = 'invited'
          AND EXISTS (SELECT 1 FROM project_member pm JOIN organisation o ON o.id = pm.org_id
                       WHERE pm.project_id = pr.id AND o.slug = 'aoba' AND pm.left_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM project_member pm JOIN organisation o ON o.id = pm.org_id
                       WHERE pm.project_id = pr.id AND o.slug = 'aozora' AND pm.left_at IS NULL) LIMIT 1`,
      [],
    );
    const asked = { project: rows[0]!.slug as string };
    const name = 'discussions.projectPage';
    const asSociety = await forum.as('coordinator@aoba.example', 'aozora');
    const asHospital = await forum.as('coordinator@aoba.example', 'aoba');
    await expect(asSociety.call(name, asked)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(asHospital.call(name, asked)).resolves.toBeTruthy();

    const offered = await asSociety.call('account.elsewhere', { name, input: asked });
    expect(offered.map(({ id }) => id)).toEqual([asHospital.actor.orgId]);
    const colleague = await forum.as(MEMBER);
    await expect(colleague.call(name, asked)).rejects.toMatchObject({ kind: 'notFound' });
    expect(await colleague.call('account.elsewhere', { name, input: asked })).toEqual([]);
    const unknown = { name: 'nothing.here', input: asked };
    expect(await asSociety.call('account.elsewhere', unknown)).toEqual([]);
  });

  test('signing out makes the token worth nothing', async () => {
    const token = await tokenOf(MEMBER);
    await (await holder(token)).call('account.signOut', {});
    expect(await forum.sessions.read(token)).toBeNull();
  });
});

describe('a new password by a link', () => {
  beforeEach(() => forum.run('DELETE FROM one_time_token', []));

  test('works once, ends every session, and of twenty parallel tries one succeeds', async () => {
    const old = await tokenOf('company@shinonome.example');
    await forum
      .visitor()
      .call('account.requestPasswordReset', { email: 'company@shinonome.example' });
    const { rows } = await forum.run(
      `SELECT vars->>'path' AS path FROM outbox_mail WHERE kind = 'password-reset' ORDER BY created_at DESC LIMIT 1`,
      [],
    );
    const token = new URL(rows[0].path, 'http://x').searchParams.get('token')!;
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        forum.visitor().call('account.resetPassword', { token, password: 'a whole new password' }),
      ),
    );
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await forum.sessions.read(old)).toBeNull();
    await expect(tokenOf('company@shinonome.example')).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(await tokenOf('company@shinonome.example', 'a whole new password')).toBeTruthy();
  });

  test('ends the other links that are still out, and every link has a mail of its own', async () => {
    const email = 'partner@altangol.example';
    const ask = () => forum.visitor().call('account.requestPasswordReset', { email });
    await ask();
    // A link of the day before counts no more, and its place in the count is free again.
    await forum.run(`UPDATE one_time_token SET created_at = created_at - interval '25 hours'`, []);
    await ask();
    const { rows } = await forum.run(
      `SELECT vars->>'path' AS path FROM outbox_mail m JOIN person p ON p.id = m.person_id
        WHERE m.kind = 'password-reset' AND p.email = $1 ORDER BY m.created_at`,
      [email],
    );
    expect(rows).toHaveLength(2);
    const tokens = rows.map(({ path }) => new URL(path, 'http://x').searchParams.get('token')!);
    const use = (token: string) =>
      forum.visitor().call('account.resetPassword', { token, password: 'another new password' });
    await use(tokens[0]!);
    await expect(use(tokens[1]!)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('is sent to nobody for an unknown address, with the same answer', async () => {
    const before = await forum.run('SELECT count(*)::int AS n FROM outbox_mail', []);
    const answer = await forum
      .visitor()
      .call('account.requestPasswordReset', { email: 'nobody@nowhere.example' });
    expect(answer).toEqual({ sent: true });
    expect((await forum.run('SELECT count(*)::int AS n FROM outbox_mail', [])).rows).toEqual(
      before.rows,
    );
  });

  test('is not good for another purpose, nor when its time has passed', async () => {
    const token = await transaction(forum.database, {}, async (tx) => {
      const { newOneTimeToken } = await import('#server/account/index.ts');
      const [person] = await tx.sql<{ id: string }>`SELECT id FROM person WHERE email = ${MEMBER}`;
      return newOneTimeToken(tx, 'signInFactor', person!.id, 30);
    });
    const reset = forum
      .visitor()
      .call('account.resetPassword', { token, password: 'a whole new password' });
    await expect(reset).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('a short password is refused and the link stays good', async () => {
    await forum.visitor().call('account.requestPasswordReset', { email: 'billing@aoba.example' });
    const { rows } = await forum.run(
      `SELECT vars->>'path' AS path FROM outbox_mail WHERE kind = 'password-reset' ORDER BY created_at DESC LIMIT 1`,
      [],
    );
    const token = new URL(rows[0].path, 'http://x').searchParams.get('token')!;
    const short = forum.visitor().call('account.resetPassword', { token, password: 'short' });
    await expect(short).rejects.toMatchObject({ code: 'PASSWORD_TOO_SHORT' });
    await forum.visitor().call('account.resetPassword', { token, password: 'long enough by far' });
  });
});

describe('the second factor', () => {
  test('is set up with a code, asked for at the next sign-in, and a code is good once', async () => {
    const email = 'doctor@aoba.example';
    const person = await holder(await tokenOf(email));
    await expect(
      person.call('account.startSecondFactor', { current: 'not the password' }),
      'a borrowed session cannot set it up',
    ).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    const { secret } = await person.call('account.startSecondFactor', { current: DEMO_PASSWORD });
    // One moment for all codes: the clock may step on while the test runs.
    const began = Date.now();
    const code = (offset = 0) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: began + offset * 30_000,
      });
    await expect(
      person.call('account.confirmSecondFactor', { code: '000000' }),
    ).rejects.toMatchObject({ code: 'CODE_WRONG' });
    const { recoveryCodes } = await person.call('account.confirmSecondFactor', { code: code() });
    expect(recoveryCodes).toHaveLength(10);

    const { rows } = await forum.run(
      'SELECT totp_secret FROM credential c JOIN person p ON p.id = c.person_id WHERE p.email = $1',
      [email],
    );
    expect(rows[0].totp_secret.toString('latin1'), 'the secret is sealed').not.toContain(secret);

    const first = await forum.visitor().call('account.signIn', { email, password: DEMO_PASSWORD });
    if (first.step !== 'code') throw new Error('a code should be asked for');
    const again = forum
      .visitor()
      .call('account.signInSecondFactor', { ticket: first.ticket, code: code() });
    await expect(again, 'the code that confirmed is used up').rejects.toMatchObject({
      code: 'CODE_WRONG',
    });
    const { token } = await forum
      .visitor()
      .call('account.signInSecondFactor', { ticket: first.ticket, code: code(1) });
    expect((await holder(token)).actor.factorAt).not.toBeNull();

    const second = await forum.visitor().call('account.signIn', { email, password: DEMO_PASSWORD });
    if (second.step !== 'code') throw new Error('a code should be asked for');
    const byRecovery = await forum.visitor().call('account.signInSecondFactor', {
      ticket: second.ticket,
      code: recoveryCodes[0]!.toLowerCase(),
    });
    expect(byRecovery.token).toBeTruthy();
    const third = await forum.visitor().call('account.signIn', { email, password: DEMO_PASSWORD });
    if (third.step !== 'code') throw new Error('a code should be asked for');
    const reused = forum
      .visitor()
      .call('account.signInSecondFactor', { ticket: third.ticket, code: recoveryCodes[0]! });
    await expect(reused).rejects.toMatchObject({ code: 'CODE_WRONG' });
  });

  test('a stale factor sends those who have one to give it again; a fresh one opens', async () => {
    const { rows } = await forum.run(
      `SELECT p.id FROM person p WHERE p.email = 'doctor@aoba.example'`,
      [],
    );
    const { openSession } = await import('#server/platform/sessions.ts');
    const stale = await openSession(forum.run, rows[0].id, {
      actingOrgId: null,
      factorAt: new Date(Date.now() - 13 * 3_600_000),
    });
    const refused = (await holder(stale)).call('account.createToken', {
      name: 'x',
      scopes: ['library:read'],
      days: 1,
    });
    await expect(refused).rejects.toMatchObject({ kind: 'forbidden', code: 'STEP_UP_NEEDED' });
    const fresh = await openSession(forum.run, rows[0].id, {
      actingOrgId: null,
      factorAt: new Date(),
    });
    expect(
      (
        await (
          await holder(fresh)
        ).call('account.createToken', { name: 'x', scopes: ['library:read'], days: 1 })
      ).token,
    ).toMatch(/^mejf_/);
  });
});

describe('the first administrator', () => {
  test('gets a link, not a password, and may set one', async () => {
    const { path } = await transaction(forum.database, {}, (tx) =>
      createAdmin(tx, {
        email: 'first@secretariat.example',
        familyName: '山田',
        givenName: '花子',
      }),
    );
    const token = new URL(path, 'http://x').searchParams.get('token')!;
    await forum.visitor().call('account.resetPassword', { token, password: 'long enough by far' });
    const admin = await holder(await tokenOf('first@secretariat.example', 'long enough by far'));
    expect(admin.actor.roles).toEqual(['admin', 'staff']);
    const twice = transaction(forum.database, {}, (tx) =>
      createAdmin(tx, { email: 'first@secretariat.example', familyName: '山田', givenName: '' }),
    );
    await expect(twice).rejects.toMatchObject({ code: 'PERSON_EXISTS' });
  });
});
