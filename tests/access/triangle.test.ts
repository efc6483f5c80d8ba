import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capabilities } from '#server/forum.ts';
import {
  CARING_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  audience,
  can,
  raw,
  sql,
  visible,
  type Noun,
} from '#server/platform/access/access.ts';
import { columnsOf, visitor, type Actor } from '#server/platform/access/actor.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import { transaction, type Tx } from '#server/platform/database/transaction.ts';
import type { Capability } from '#server/platform/kernel.ts';
import { insertFiles } from '#tests/fixtures/library-files.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

/** Tables behind the nouns that rows are read from. */
const TABLES: Record<string, string> = {
  organisation: 'organisation',
  certification: 'certification',
  department: 'department',
  capabilityLine: 'capability',
  deputyship: 'deputyship',
  resource: 'resource',
  person: 'person',
  notification: 'notification',
  project: 'project',
  projectFile: 'project_file',
  binnedFile: 'project_file',
  projectUpload: 'file',
  thread: 'thread',
  post: 'post',
  consortium: 'consortium',
  seat: 'consortium_seat',
  poll: 'poll',
  ballot: 'poll',
  voteProxy: 'vote_proxy',
  receiver: 'person',
  document: 'document',
  casePaper: 'case_paper',
  appointment: 'appointment',
  estimate: 'estimate',
  file: 'file',
  upload: 'file',
  event: 'event',
  registration: 'registration',
  referral: 'referral',
  offer: 'offer',
  candidacy: 'offer',
  emergency: 'break_glass',
  caseRequest: 'case_request',
  contact: 'person',
  neighbour: 'person',
  report: 'report',
  held: 'held_post',
  announcement: 'announcement',
  maintenance: 'maintenance_window',
  libraryItem: 'library_item',
  glossaryTerm: 'glossary_term',
};
const ROWS_EACH = 40;
/** Nouns of files: of each a row must have been met, or nothing was said of it. */
const FILES = ['file', 'upload', 'projectFile', 'binnedFile', 'projectUpload'];

type Member = { membershipId: string; actor: Actor };

let forum: TestForum;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  await insertFiles(forum.db.ownerUrl);
});
afterAll(() => forum.close());

/** Every noun with the actions that the forum asks of it. */
function questions(): [Noun, Action[]][] {
  const found = new Map<Noun, Set<Action>>();
  const ask = (noun: Noun, action: Action) => {
    if (!found.has(noun)) found.set(noun, new Set([noun.see]));
    found.get(noun)!.add(action);
  };
  for (const capability of Object.values<Capability>(capabilities)) {
    for (const useCase of capability.useCases) {
      if (useCase.subject.noun) ask(useCase.subject.noun, useCase.gate);
      for (const ref of Object.values(useCase.refs)) ask(ref.noun, ref.action);
    }
    for (const rule of Object.values(capability.channels ?? {})) ask(rule!.noun, rule!.action);
  }
  return [...found].map(([noun, actions]) => [noun, [...actions]]);
}

async function members(tx: Tx): Promise<Member[]> {
  const { rows } = await tx.query<{
    id: string;
    personId: string;
    orgId: string;
    kind: Actor['orgKind'];
    roles: string[];
    deputyFor: string | null;
  }>(sql`
    SELECT m.id, m.person_id AS "personId", m.org_id AS "orgId", o.kind, m.roles, m.deputy_for AS "deputyFor"
    FROM ${CARING_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE}`);
  return rows.map((row) => ({
    membershipId: row.id,
    actor: {
      ...visitor('en'),
      kind: 'person',
      personId: row.personId,
      orgId: row.orgId,
      orgKind: row.kind,
      deputyFor: row.deputyFor,
      roles: columnsOf(row.kind!, row.roles),
    },
  }));
}

describe('a relation says the same in its three forms', () => {
  test('for every action, row and person of the demo: may ⇔ the row is in the list ⇔ the person is in the audience', async () => {
    const disagreements: string[] = [];
    let compared = 0;
    let granted = 0;
    const met = new Set<string>();
    await transaction(forum.database, {}, async (tx) => {
      const people = await members(tx);
      for (const [noun, actions] of questions()) {
        const table = TABLES[noun.name];
        if (!table) throw new Error(`the test knows no table for ${noun.name}`);
        const ids = await tx.text<{ id: string }>(
          `SELECT id FROM ${table} ORDER BY md5(id::text) LIMIT ${ROWS_EACH}`,
          [],
        );
        const rows = await Promise.all(
          ids.rows.map(async ({ id }) => ({ id, row: await noun.find(tx, id) })),
        );
        for (const action of actions) {
          const listed = await Promise.all(
            people.map(({ actor }) => listedIds(tx, table, noun, action, actor)),
          );
          for (const { id, row } of rows) {
            if (!row) continue;
            met.add(noun.name);
            const reached = await audienceIds(tx, action, noun, row);
            people.forEach(({ membershipId, actor }, i) => {
              const answers = [
                can(actor, action, noun, row),
                listed[i]!.has(id),
                reached.has(membershipId),
              ];
              compared += 1;
              if (answers[0]) granted += 1;
              if (new Set(answers).size > 1) {
                disagreements.push(
                  `${action} ${noun.name} ${id} ${actor.roles} → may ${answers[0]}, list ${answers[1]}, audience ${answers[2]}`,
                );
              }
            });
          }
        }
      }
    });
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(FILES.filter((name) => !met.has(name))).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
    expect(
      granted,
      'somebody must be allowed something for this test to mean anything',
    ).toBeGreaterThan(500);
    expect(compared - granted).toBeGreaterThan(500);
  }, 120_000);
});

async function listedIds(
  tx: Tx,
  table: string,
  noun: Noun,
  action: Action,
  actor: Actor,
): Promise<Set<string>> {
  const alias = raw(noun.alias);
  const { rows } = await tx.query<{ id: string }>(
    sql`SELECT ${alias}.id FROM ${raw(table)} ${alias} WHERE ${visible(actor, action, noun)}`,
  );
  return new Set(rows.map((row) => row.id));
}

async function audienceIds(tx: Tx, action: Action, noun: Noun, row: object): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    sql`SELECT m.id FROM ${CARING_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${audience(action, noun, row)}`,
  );
  return new Set(rows.map((row) => row.id));
}
