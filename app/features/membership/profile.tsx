import { Link } from '@remix-run/react';
import { newMessageTo } from '#app/features/direct/addresses.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import {
  Avatar,
  ButtonLink,
  FactsList,
  FactsSection,
  Pill,
  Table,
  type Column,
  type PillTone,
} from '#app/ui/index.ts';
import { MODALITIES } from '#server/profiles/plain.ts';
import { CERTIFICATION_KINDS } from '#server/certifications/plain.ts';
import styles from './membership.module.css';
import type { OrganisationView } from './view.ts';

export const CAPACITY_TONES = {
  accepting: 'good',
  limited: 'caution',
  paused: 'neutral',
  unconfirmed: 'neutral',
} as const;

/** A hospital's departments and what each takes on now. */
export function Departments({
  departments,
  tending,
}: Pick<OrganisationView, 'departments' | 'tending'>) {
  const t = useT('membership');
  const lang = useLang();
  const format = useFormat();
  const columns: Column<OrganisationView['departments'][number]>[] = [
    { key: 'name', label: t('departments.department'), heads: true, cell: ({ name }) => name },
    {
      key: 'capacity',
      label: t('departments.capacity'),
      cell: ({ capacity, capacityUntil }) => (
        <span className={styles.pills}>
          <Pill tone={CAPACITY_TONES[capacity]}>{t(`capacity.${capacity}`)}</Pill>
          {capacityUntil && (
            <small>{t('capacity.until', { date: partialDate(capacityUntil, lang) })}</small>
          )}
        </span>
      ),
    },
    {
      key: 'yearly',
      label: t('departments.yearly'),
      align: 'end',
      cell: ({ yearlyCases }) => (yearlyCases === null ? '–' : format.number(yearlyCases)),
    },
  ];
  return (
    <section className={styles.part}>
      <h2>{t('departments')}</h2>
      <Table
        caption={t('departments')}
        columns={columns}
        rows={departments}
        rowKey={(department) => department.key}
      />
      {tending && (
        <p>
          <ButtonLink to={tending} small>
            {t('capacity.tend')}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

/** What an organisation can do, with the ground for saying so. */
export function Capabilities({
  groups,
  profiling,
}: {
  groups: OrganisationView['capabilities'];
  /** Where they are tended. */
  profiling: string | null;
}) {
  const t = useT('membership');
  return (
    <section className={styles.part}>
      <h2>{t('capabilities')}</h2>
      {groups.length === 0 && <p className={styles.none}>{t('capabilities.none')}</p>}
      <dl className={styles.capabilities}>
        {groups.map(({ kind, lines }) => (
          <div key={kind}>
            <dt>{t(`capability.${kind}`)}</dt>
            <dd>
              <ul role="list">
                {lines.map(({ code, name, evidence }) => (
                  <li key={code}>
                    <strong>{kind === 'modality' ? modality(code, name, t) : name}</strong>
                    {evidence && <span>{evidence}</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      {profiling && (
        <p>
          <ButtonLink to={profiling} small>
            {t('profile.tend')}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

/** A modality by its code of DICOM; of one that the forum does not know, what it was called. */
function modality(code: string, name: string, t: T<'membership'>): string {
  const known = MODALITIES.find((one) => one === code);
  return known ? t(`modality.${known}`) : name;
}

type Certification = OrganisationView['certifications'][number];

/** Certificates with their validity; a lapsed one stays in sight and says so. */
export function Certifications({
  certifications,
  watching,
}: {
  certifications: readonly Certification[];
  /** Where those who may see what they rest on. */
  watching: string | null;
}) {
  const t = useT('membership');
  const lang = useLang();
  const day = (date: string) => partialDate(date, lang);
  return (
    <FactsSection title={t('certifications')}>
      <ul role="list" className={styles.certifications}>
        {certifications.map((one) => {
          const { tone, text } = validity(one, t, day);
          return (
            <li key={`${one.kind} ${one.validFrom}`} data-lapsed={one.holds ? undefined : ''}>
              <strong>{certificateName(one.kind, t)}</strong>
              {one.number && <small>{t('certification.number', { number: one.number })}</small>}
              <Pill tone={tone}>{text}</Pill>
            </li>
          );
        })}
      </ul>
      {certifications.length === 0 && <p>{t('certifications.none')}</p>}
      {watching && (
        <p className={styles.none}>
          <Link to={watching}>{t('certifications.watch')}</Link>
        </p>
      )}
    </FactsSection>
  );
}

function validity(
  { holds, validFrom, validTo }: Certification,
  t: T<'membership'>,
  day: (date: string) => string,
): { tone: PillTone; text: string } {
  if (holds) {
    const text = validTo
      ? t('certification.valid', { date: day(validTo) })
      : t('certification.open');
    return { tone: 'good', text };
  }
  return validTo && validTo > validFrom && Date.parse(validFrom) <= Date.now()
    ? { tone: 'danger', text: t('certification.lapsed', { date: day(validTo) }) }
    : { tone: 'neutral', text: t('certification.future', { date: day(validFrom) }) };
}

/** A certification by its name; of a kind that the forum does not know, the kind. */
export function certificateName(kind: string, t: T<'membership'>): string {
  const known = CERTIFICATION_KINDS.find((one) => one === kind);
  return known ? t(`certification.${known}`) : kind;
}

const ROLES = [
  'representative',
  'hospitalCoordinator',
  'billing',
  'staff',
  'admin',
  'privacyOfficer',
] as const;

/** The people of an organisation, for those who may know them. */
export function People({
  people,
  endsAt,
}: {
  people: NonNullable<OrganisationView['people']>;
  /** Where somebody's place is ended. */
  endsAt: (personId: string) => string;
}) {
  const t = useT('membership');
  return (
    <FactsSection title={t('people')}>
      {people.length === 0 && <p>{t('people.none')}</p>}
      <ul role="list" className={styles.people}>
        {people.map(
          ({ id, name, nameLang, reading, latinName, hue, title, roles, reachable, mayEnd }) => (
            <li key={id}>
              <Avatar name={name} hue={hue} size={32} />
              <span className={styles.names}>
                <strong lang={nameLang}>{name}</strong>
                {(reading ?? latinName) && <small>{reading ?? latinName}</small>}
                {title && <span className={styles.personTitle}>{title}</span>}
                {ROLES.filter((role) => roles.includes(role)).map((role) => (
                  <small key={role}>{t(`role.${role}`)}</small>
                ))}
                {reachable && (
                  <Link to={newMessageTo(id)} aria-label={t('people.writeTo', { name })}>
                    {t('people.write')}
                  </Link>
                )}
                {mayEnd && (
                  <small>
                    <Link to={endsAt(id)} aria-label={t('people.endOf', { name })}>
                      {t('people.end')}
                    </Link>
                  </small>
                )}
              </span>
            </li>
          ),
        )}
      </ul>
    </FactsSection>
  );
}

/** What its representative, or the secretariat, does about the organisation itself. */
export function OwnActs({
  inviting,
  naming,
  leaving,
  leavesOn,
}: Pick<OrganisationView, 'inviting' | 'naming' | 'leaving' | 'leavesOn'>) {
  const t = useT('membership');
  if (!inviting && !naming && !leaving) return null;
  return (
    <div className={styles.ownActs}>
      {inviting && <Link to={inviting}>{t('invite')}</Link>}
      {naming && <Link to={naming}>{t('voice')}</Link>}
      {leaving && <Link to={leaving}>{t(leavesOn ? 'leave.see' : 'leave')}</Link>}
    </div>
  );
}

/** Since when, where, on the web. */
export function OrganisationFacts({ organisation }: { organisation: OrganisationView }) {
  const t = useT('membership');
  const lang = useLang();
  const { memberSince, place, website, reading } = organisation;
  const host = website && URL.canParse(website) ? new URL(website).host : null;
  return (
    <FactsSection title={t('facts')}>
      <FactsList
        facts={[
          ...(reading ? [{ label: t('facts.reading'), value: reading }] : []),
          { label: t('facts.place'), value: place },
          ...(memberSince
            ? [{ label: t('facts.since'), value: partialDate(memberSince, lang) }]
            : []),
          ...(website && host && /^https?:/.test(website)
            ? [
                {
                  label: t('facts.website'),
                  value: (
                    <a href={website} rel="noopener noreferrer">
                      {host}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </FactsSection>
  );
}
