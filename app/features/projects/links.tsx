import { Link } from '@remix-run/react';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { tieAddress, tieDay, TieName } from '#app/features/discussions/thread-ties.tsx';
import { label } from '#app/i18n/label.ts';
import { Field, FactsSection, Select, TextInput } from '#app/ui/index.ts';
import type { PlanProps } from './plan-data.ts';
import styles from './projects.module.css';

const KINDS = ['event', 'library', 'referral'] as const;

/** Events, library items and referrals that belong to a project, as far as the reader may see them. */
export function Links({ data, verbs, next, t, lang, format }: PlanProps) {
  return (
    <FactsSection title={t('links')}>
      {data.links.length === 0 && <p>{t('links.none')}</p>}
      <ul role="list" className={styles.roster}>
        {data.links.map((one) => (
          <li key={one.id}>
            <span>
              <Link to={tieAddress(one)}>
                <TieName of={one} lang={lang} />
              </Link>
              <small>
                {[label(one.type, lang) || t(`link.${one.kind}`), tieDay(one.on, format)]
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
