import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsList, Panel, Pill, type Fact } from '#app/ui/index.ts';
import { Recorded } from './clinical-panel.tsx';
import type { IdentityView } from './view.ts';

const FIELDS = [
  'nativeName',
  'birthDate',
  'nationality',
  'occupation',
  'passport',
  'phone',
  'email',
  'address',
  'kin',
  'referrer',
] as const;

/** Who the patient is, once it has been opened. */
export function IdentityPanel({
  identity,
  t,
  format,
}: {
  identity: IdentityView;
  t: T<'referrals'>;
  format: Format;
}) {
  const values: Record<(typeof FIELDS)[number], string> = {
    nativeName: identity.nativeName,
    birthDate: identity.birthDate ? format.calendarDate(identity.birthDate) : '',
    nationality: identity.nationality,
    occupation: identity.occupation,
    passport: identity.passport,
    phone: identity.phone,
    email: identity.email,
    address: identity.address,
    kin: joined([identity.kinName, identity.kinRelation, identity.kinPhone]),
    referrer: joined([identity.referrerName, identity.referrerPhone]),
  };
  const facts: Fact[] = [
    { label: t('identity.name'), value: `${identity.familyName} ${identity.givenName}`.trim() },
    ...FIELDS.flatMap((key) =>
      values[key] ? [{ label: t(`identity.${key}`), value: values[key] }] : [],
    ),
  ];
  return (
    <Panel
      title={t('identity.title')}
      mark={<Pill tone="caution">{t('identity.mark')}</Pill>}
      note={<Recorded opening={identity} t={t} format={format} />}
    >
      <FactsList facts={facts} layout="columns" />
    </Panel>
  );
}

function joined(parts: readonly string[]): string {
  return parts.filter(Boolean).join('　');
}
