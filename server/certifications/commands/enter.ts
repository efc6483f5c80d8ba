import { organisation } from '#server/membership/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { Enter } from '../schemas.ts';

/** Enters a certification, or its renewal, as the secretariat has seen it with its own eyes. */
export const enter = command('certifications.enter', {
  summary:
    'Enters a certification, registration or contract of an organisation with its validity and what it was compared with. A renewal is another entry.',
  input: Enter,
  subject: organisation.of('orgId'),
  gate: 'certification.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { kind, number, validFrom, validTo, evidence } = input;
    const certificationId = newId();
    const entered = await tx.sql`
      INSERT INTO certification (id, org_id, kind, number, valid_from, valid_to, evidence, verified_by, verified_on)
      VALUES (${certificationId}, ${subject.id}, ${kind}, ${number || null}, ${validFrom}::date, ${validTo}::date,
              ${evidence}, ${actor.personId}, ${dayInJapan(tx.now)}::date)
      ON CONFLICT (org_id, kind, valid_from) DO NOTHING RETURNING 1`;
    if (entered.length === 0) throw conflict('CERTIFICATION_KNOWN');
    await emit({ kind: 'org', id: subject.id }, 'worklist.changed', {});
    audit({ certificationId, kind, validFrom, validTo });
    return { certificationId };
  },
});
