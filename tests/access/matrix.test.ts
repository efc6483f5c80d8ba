import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { can, grants, noun, sql } from '#server/platform/access/access.ts';
import { columnsOf, visitor, type Actor } from '#server/platform/access/actor.ts';
import {
  ACTIONS,
  CARE_ROLE,
  DUTY_OF_CARE,
  REFERRAL_STATES,
  RELATIONS,
  ROLES,
  STATES,
  type Action,
  type Relation,
  type Role,
} from '#server/platform/access/matrix.ts';

const GOLDEN = fileURLToPath(new URL('matrix.golden.csv', import.meta.url));
/** What is left of an accepted case whose consent has gone: C, which by duty of care leads to no other. */
const OF_NO_CONSENT: Action[] = [
  'referral.viewMeta',
  'referral.viewDeid',
  'referral.release',
  'referral.docDeid',
];
const IDENTIFYING: Action[] = [
  'referral.viewIdentifying',
  'referral.threadView',
  'referral.docIdentifying',
  'referral.export',
];

/** A noun whose relations hold as a test says. */
function worldOf(relations: readonly Relation[], state?: (typeof REFERRAL_STATES)[number]) {
  return noun<object>('anything', {
    alias: 'x',
    see: 'page.view',
    find: async () => ({}),
    relations: Object.fromEntries(
      RELATIONS.map((relation) => [
        relation,
        {
          holds: () => relations.includes(relation),
          rows: () => sql`true`,
          people: () => sql`true`,
        },
      ]),
    ),
    ...(state ? { state: () => state } : {}),
  });
}

function actorWith(roles: readonly Role[]): Actor {
  return { ...visitor('en'), kind: 'person', roles };
}

function may(
  roles: readonly Role[],
  action: Action,
  relations: readonly Relation[],
  state?: (typeof REFERRAL_STATES)[number],
) {
  return can(actorWith(roles), action, worldOf(relations, state), {});
}

describe('the matrix', () => {
  test('is the one that was reviewed: role × action with the relations and states that grant', () => {
    const lines = ACTIONS.flatMap((action) =>
      [...ROLES, CARE_ROLE].map((role) =>
        [role, action, grants(role, action).join('|') || '-', STATES[action]?.join('|') ?? ''].join(
          ',',
        ),
      ),
    );
    const now = `role,action,relations,states\n${lines.join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, now);
    expect(now).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  test('identity, case chat, identifying documents and export are for A, T, R and an open break-glass only', () => {
    for (const action of IDENTIFYING) {
      for (const role of [...ROLES, CARE_ROLE]) {
        const expected: Partial<Record<Role, Relation[]>> = {
          hospitalCoordinator: ['A'],
          careCoordinator: action === 'referral.export' ? [] : ['A'],
          staff: ['T'],
          partner: ['R'],
          facilitator: ['R'],
          admin: action === 'referral.export' ? [] : ['B'],
        };
        expect([...grants(role, action)], `${role} ${action}`).toEqual(expected[role] ?? []);
      }
    }
  });

  test('the paper of a consent, which names hospitals to each other, is for sender and officer only', () => {
    const granted = ROLES.flatMap((role) =>
      [...grants(role, 'referral.consentView')].map((relation) => `${role} ${relation}`),
    );
    expect(granted).toEqual(['partner R', 'facilitator R', 'staff T']);
  });

  test('nobody may impersonate or read metrics through the forum', () => {
    for (const role of ROLES) {
      expect(grants(role, 'user.impersonate')).toEqual([]);
      expect(grants(role, 'metrics.view')).toEqual([]);
    }
  });

  test('a visitor may do exactly fourteen things', () => {
    expect(ACTIONS.filter((action) => grants('visitor', action).length > 0).sort()).toEqual([
      'account.use',
      'application.create',
      'event.register',
      'event.view',
      'library.view',
      'maintenance.view',
      'news.view',
      'org.viewPublic',
      'page.view',
      'project.digest',
      'statusPage.enter',
      'statusPage.read',
      'summary.acknowledge',
      'summary.open',
    ]);
  });

  test('a government observer writes nothing but its own profile, its answers and its registration', () => {
    const writes =
      /\.(write|create|update|post|upload|edit|delete|accept|respond|submit|broadcast|invite|grant|suspend|decide|recommend|comment|assign|choose|confirm|withdraw|close|consent|erase|hold|manageMembers)/;
    const allowed = ACTIONS.filter(
      (action) => writes.test(action) && grants('government', action).length > 0,
    );
    expect(allowed).toEqual(['user.updateSelf']);
  });

  test('accepting asks for a candidate hospital and a case that is being offered', () => {
    for (const state of REFERRAL_STATES) {
      expect(may(['hospital', 'hospitalCoordinator'], 'referral.accept', ['C'], state)).toBe(
        state === 'broadcasting',
      );
      expect(
        may(['hospital', 'hospitalCoordinator'], 'referral.accept', ['I', 'A', 'R', 'T'], state),
      ).toBe(false);
    }
  });

  test('an erased case shows its data to nobody', () => {
    for (const action of ACTIONS.filter((each) =>
      /^referral\.(view(Deid|Clinical|Identifying)|doc|export|thread|edit)/.test(each),
    )) {
      expect(may(ROLES, action, RELATIONS, 'erased'), action).toBe(false);
    }
  });

  test('duty of care leads to no new patient and into no other part of the forum', () => {
    const theirs = ACTIONS.filter((action) => grants(CARE_ROLE, action).length > 0);
    expect(theirs.sort()).toEqual([...DUTY_OF_CARE].sort());
    for (const action of theirs) {
      const kept = grants(CARE_ROLE, action);
      expect(grants('hospitalCoordinator', action), action).toEqual(
        expect.arrayContaining([...kept]),
      );
      expect(kept, action).not.toContain('I');
      if (/^(referral|appointment|estimate|summary|opinion|visa)\./.test(action))
        expect(kept, action).toEqual(OF_NO_CONSENT.includes(action) ? ['C', 'A'] : ['A']);
      else expect(kept, action).not.toContain('C');
    }
    expect(
      theirs.filter((action) =>
        /^(project|thread|poll|direct|event|news|consortium)\./.test(action),
      ),
    ).toEqual([]);
    for (const action of [
      'referral.respond',
      'referral.accept',
      'org.capacity',
      'org.duty',
      'org.deputise',
    ] as const) {
      expect(grants(CARE_ROLE, action)).toEqual([]);
    }
    expect(columnsOf('hospital', [CARE_ROLE, 'representative'])).toEqual([CARE_ROLE]);
    expect(columnsOf('company', [CARE_ROLE])).toEqual([]);
  });

  test('an unknown action or role is refused', () => {
    expect(may(['admin'], 'referral.launch' as Action, RELATIONS)).toBe(false);
    expect(may(['superuser' as Role], 'page.view', RELATIONS)).toBe(false);
    expect(may(['staff'], 'constructor' as Action, RELATIONS)).toBe(false);
  });

  test('nobody gains a right by having fewer roles', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 }),
        fc.constantFrom(...ROLES),
        fc.constantFrom(...ACTIONS),
        fc.uniqueArray(fc.constantFrom(...RELATIONS)),
        fc.option(fc.constantFrom(...REFERRAL_STATES), { nil: undefined }),
        (roles, more, action, relations, state) => {
          if (may(roles, action, relations, state)) {
            expect(may([...roles, more], action, relations, state)).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('roles of the secretariat and of hospitals count only there', () => {
    expect(
      columnsOf('company', ['staff', 'admin', 'hospitalCoordinator', 'representative']),
    ).toEqual(['company', 'representative']);
    expect(columnsOf('secretariat', ['staff'])).toEqual(['staff']);
    expect(columnsOf('hospital', ['hospitalCoordinator', 'member'])).toEqual([
      'hospital',
      'hospitalCoordinator',
    ]);
  });
});
