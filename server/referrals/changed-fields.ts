import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { CaseFacts, Clinical, Identity } from './schemas.ts';
import { openClinical, openIdentity } from './sealing.ts';

type Sections = {
  facts?: CaseFacts | undefined;
  identity?: Identity | undefined;
  clinical?: Clinical | undefined;
};

/** What a draft says now, opened; undefined where there is none. */
export async function draftSections(tx: Tx, key: Uint8Array, referralId: string) {
  const [was] = await tx.sql<{ facts: CaseFacts; identity: Buffer; clinical: Buffer }>`
    SELECT json_build_object('specialty', r.specialty, 'icdBlock', r.icd_block, 'sex', r.sex, 'country', r.country,
             'languages', r.languages, 'urgency', r.urgency,
             'wantedFrom', coalesce(to_char(r.wanted_from, 'YYYY-MM'), ''),
             'wantedTo', coalesce(to_char(r.wanted_to, 'YYYY-MM'), ''),
             'companions', r.companions, 'payer', r.payer, 'mobility', r.mobility, 'interpreter', r.interpreter,
             'interpreterLang', r.interpreter_lang, 'diet', r.diet, 'request', r.request) AS facts,
           i.sealed AS identity, c.sealed AS clinical
      FROM referral r
      JOIN referral_identity i ON i.referral_id = r.id
      JOIN referral_clinical c ON c.referral_id = r.id WHERE r.id = ${referralId}`;
  return (
    was && {
      facts: was.facts,
      identity: openIdentity(key, referralId, was.identity),
      clinical: openClinical(key, referralId, was.clinical),
    }
  );
}

/**
 * Which fields of a case a save would change, as paths: `facts.specialty`, `identity.phone`. The
 * values stay where they are; the timeline says only that they changed.
 */
export async function changedFields(
  tx: Tx,
  key: Uint8Array,
  referralId: string,
  { facts, identity, clinical }: Sections,
): Promise<string[]> {
  const was = await draftSections(tx, key, referralId);
  if (!was) return [];
  return [
    ...(facts ? differing('facts', was.facts, facts) : []),
    ...(identity ? differing('identity', was.identity, identity) : []),
    ...(clinical ? differing('clinical', was.clinical, clinical) : []),
  ];
}

function differing<T extends object>(section: string, was: T, now: T): string[] {
  return (Object.keys(now) as (keyof T & string)[])
    .filter((key) => !isDeepStrictEqual(was[key], now[key]))
    .map((key) => `${section}.${key}`);
}
