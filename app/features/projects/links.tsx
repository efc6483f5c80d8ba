import { Link } from '@remix-run/react';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { casePath } from '#app/features/referrals/addresses.ts';
import { label } from '#app/i18n/label.ts';
import { Field, FactsSection, Select, TextInput } from '#app/ui/index.ts';
import type { PlanData, PlanProps } from './plan-data.ts';
import styles from './projects.module.css';

type Linked = PlanData['links'][number];

const KINDS = ['event', 'library', 'referral'] as const;

function placeOf({ kind, key }: Linked): string {
  if (kind === 'event') return `/events/${key}`;
  if (kind === 'library') return `/library/${key}`;
  return casePath(key);
}

/** A day in words; a month or a year as it stands. */
function statedDay(on: string | null, format: PlanProps['format']): string {
  return on && /^\d{4}-\d\d-\d\d$/.test(on) ? format.calendarDate(on) : (on ?? '');
}

/** Events, library items and referrals that belong to a project, as far as the reader may see them. */
export function Links({ data, verbs, next, t, lang, format }: PlanProps) {
  return (
    <FactsSection title={t('links')}>
      {data.links.length === 0 && <p>{t('links.none')}</p>}
      <ul role="list" className={styles.roster}>
        {data.links.map((one) => (
          <li key={one.id}>
            <span>
              <Link to={placeOf(one)}>{one.title ? label(one.title, lang) : one.key}</Link>
              <small>
                {[label(one.type, lang) || t(`link.${one.kind}`), statedDay(one.on, format)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {data.may.plan && (
              <VerbForm
                action={`${verbs}/links/remove`}
                fields={{ linkId: one.id, next }}
                tone="quiet"
                small
              >
                {t('people.remove')}
              </VerbForm>
            )}
          </li>
        ))}
      </ul>
      {data.may.plan && (
        <details className={styles.fold}>
          <summary>{t('link.add')}</summary>
          <VerbForm
            action={`${verbs}/links/add`}
            fields={{ next }}
            small
            before={
              <>
                <Field label={t('link.kind')} name="kind" form="link">
                  {(control) => (
                    <Select
                      {...control}
                      options={KINDS.map((kind) => ({ value: kind, label: t(`link.${kind}`) }))}
                    />
                  )}
                </Field>
                <Field label={t('link.key')} name="key" form="link" hint={t('link.keyHint')}>
                  {(control) => <TextInput {...control} maxLength={120} />}
                </Field>
              </>
            }
          >
            {t('link.add')}
          </VerbForm>
        </details>
      )}
    </FactsSection>
  );
}
