import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { certification } from '../access.ts';
import { Correct } from '../schemas.ts';

/** PostgreSQL’s code for a row that a unique index has already. */
const IS_THERE = '23505';

/**
 * Corrects an entry after another look at what it rests on, which verifies it as of today. One that its
 * issuer has taken back ends on the day that is given; no entry is ever deleted.
 */
export const correct = command('certifications.correct', {
  summary:
    'Corrects number, validity and evidence of a certification, and verifies it as of today. One that was taken back by its issuer gets its last day.',
  input: Correct,
  subject: certification.of('certificationId'),
  gate: 'certification.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { certificationId, version, number, validFrom, validTo, evidence } = input;
    const { count } = await tx
      .query(
        sql`UPDATE certification
               SET number = ${number || null}, valid_from = ${validFrom}::date, valid_to = ${validTo}::date,
                   evidence = ${evidence}, verified_by = ${actor.personId}::uuid,
                   verified_on = ${dayInJapan(tx.now)}::date, version = version + 1,
                   reminded_at = CASE WHEN valid_to IS NOT DISTINCT FROM ${validTo}::date THEN reminded_at END
             WHERE id = ${certificationId}::uuid AND version = ${version}`,
      )
      .catch((error: { code?: string }) => {
        throw error.code === IS_THERE ? conflict('CERTIFICATION_KNOWN') : error;
      });
    if (count === 0) throw conflict('STALE_VERSION');
    await emit({ kind: 'org', id: subject.orgId }, 'worklist.changed', {});
    audit({ kind: subject.kind, validFrom, validTo, before: [subject.validFrom, subject.validTo] });
    return { version: version + 1 };
  },
});
