import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Field, Notice, Panel, Select, Submit, type Option } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from '../referrals.module.css';

type Options = Record<'specialties' | 'countries' | 'languages', readonly Option[]>;
type Asked = { specialty: string; country: string; language: string };

/** How many hospitals could be asked, before anything of a patient is written down. */
export function Precheck({
  options,
  asked,
  found,
  t,
}: {
  options: Options;
  asked: Asked;
  found: Answer<'referrals.precheck'> | null;
  t: T<'referrals'>;
}) {
  const fields = [
    ['specialty', t('missing.facts.specialty'), options.specialties],
    ['country', t('missing.facts.country'), options.countries],
    ['language', t('precheck.language'), options.languages],
  ] as const;
  return (
    <Panel title={t('precheck.title')}>
      <p className={styles.hint}>{t('precheck.hint')}</p>
      <Form method="get" className={styles.own} preventScrollReset>
        <div className={styles.pair}>
          {fields.map(([name, label, choices]) => (
            <Field key={name} label={label} name={name} optional={name !== 'specialty'}>
              {(control) => (
                <Select
                  {...control}
                  required={name === 'specialty'}
                  options={choices}
                  placeholder={t('open.choose')}
                  defaultValue={asked[name]}
                />
              )}
            </Field>
          ))}
        </div>
        <div>
          <Submit tone="secondary">{t('precheck.act')}</Submit>
        </div>
      </Form>
      {found && <Found found={found} t={t} />}
    </Panel>
  );
}

function Found({ found, t }: { found: Answer<'referrals.precheck'>; t: T<'referrals'> }) {
  const { able, reasons, obstacles } = found;
  return (
    <Notice
      tone={able > 0 ? 'good' : 'caution'}
      title={able > 0 ? t('precheck.able', { count: able }) : t('precheck.none')}
    >
      <ul className={styles.consequences}>
        {reasons.map(({ kind, count }) => (
          <li key={kind}>{t(`precheck.reason.${kind}`, { count })}</li>
        ))}
        {obstacles.map(({ kind, count }) => (
          <li key={kind}>{t(`precheck.obstacle.${kind}`, { count })}</li>
        ))}
      </ul>
      {able === 0 && <p>{t('precheck.none.hint')}</p>}
    </Notice>
  );
}
