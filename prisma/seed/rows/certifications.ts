import { markOf } from '#server/certifications/rules.ts';
import { idOf, ORGANISATIONS, type CastCertification, type CastOrganisation } from '../cast.ts';
import { dayFrom, monthsFrom } from '../dates.ts';
import type { Row, Rows } from './insert.ts';

/** What the secretariat compared certifications with. */
const EVIDENCE = {
  list: '発行機関の公表一覧、認証書の写し',
  contract: '契約書の写し（事務局で保管）',
};

/** Certifications with who verified them. What the forum does not go by, nobody has verified yet. */
export function certificationRows(today: Date): Rows {
  return {
    certification: ORGANISATIONS.flatMap((one) =>
      one.certifications.map((held) => certificationRow(one, held, today)),
    ),
  };
}

function certificationRow(
  one: CastOrganisation,
  { kind, number, fromMonths, toMonths }: CastCertification,
  today: Date,
): Row {
  const verified = kind !== 'ISO13485' && kind !== 'PrivacyMark';
  const validTo = monthsFrom(today, toMonths);
  return {
    id: idOf('certification', `${one.key}:${kind}`),
    org_id: idOf('organisation', one.key),
    kind,
    number,
    valid_from: monthsFrom(today, fromMonths),
    valid_to: validTo,
    evidence: verified ? EVIDENCE[kind === 'coordinatorContract' ? 'contract' : 'list'] : null,
    verified_by: verified ? idOf('person', 'okada') : null,
    verified_on: verified ? monthsFrom(today, fromMonths) : null,
    // Whose end is near has been told of it already.
    reminded_at: markOf(validTo, dayFrom(today, 0)),
  };
}
