import { CARE_ROLE, type OrgKind, type Role } from './matrix.ts';

export const LANGUAGES = ['ja', 'en', 'zh', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Who is asking, and for which organisation. A person may belong to several organisations and acts
 * for one at a time; `roles` are its columns of the matrix there, and no others count.
 */
export type Actor = {
  kind: 'visitor' | 'person' | 'system';
  personId: string | null;
  /** The acting organisation. Null for visitors, applicants and the system. */
  orgId: string | null;
  orgKind: OrgKind | null;
  /** The coordinator for whom the caller stands in today, and has the role by that alone. */
  deputyFor: string | null;
  roles: readonly Role[];
  lang: Language;
  timeZone: string;
  /** How it came: a session's id, a token's scopes. */
  sessionId: string | null;
  scopes: readonly string[] | null;
  /** Whether a second factor is set up, and when one was last given in this session. */
  hasFactor: boolean;
  factorAt: Date | null;
};

/** Somebody who has not signed in. */
export function visitor(lang: Language, timeZone = 'Asia/Tokyo'): Actor {
  return {
    kind: 'visitor',
    personId: null,
    orgId: null,
    orgKind: null,
    deputyFor: null,
    roles: ['visitor'],
    lang,
    timeZone,
    sessionId: null,
    scopes: null,
    hasFactor: false,
    factorAt: null,
  };
}

/** The roles that people have by standing in for a coordinator: theirs, and what duty of care leaves of it. */
export const DEPUTIES_ROLES: readonly Role[] = ['hospitalCoordinator', CARE_ROLE];

/** Roles that exist in one kind of organisation only; elsewhere they count for nothing. */
export const ROLE_KIND: Partial<Record<Role, OrgKind>> = {
  hospitalCoordinator: 'hospital',
  careCoordinator: 'hospital',
  staff: 'secretariat',
  admin: 'secretariat',
  privacyOfficer: 'secretariat',
};

/**
 * The columns of a membership: the kind of its organisation (the secretariat has none) and its roles
 * there. Plain members have the kind's column only.
 */
export function columnsOf(kind: OrgKind, roles: readonly string[]): Role[] {
  // Of an organisation that is suspended nothing else counts, not even its kind.
  if (roles.includes(CARE_ROLE)) return kind === 'hospital' ? [CARE_ROLE] : [];
  const own = (roles as Role[]).filter(
    (role) => (role as string) !== 'member' && (ROLE_KIND[role] ?? kind) === kind,
  );
  return kind === 'secretariat' ? own : [kind, ...own];
}

/** Whether somebody acts by duty of care alone, for a hospital that is no member in good standing. */
export function actsByDutyOfCare({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes(CARE_ROLE);
}
