import { VerbForm } from '#app/features/events/verb-form.tsx';
import { AskFirst } from '#app/features/projects/ask-first.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { FactsList, FactsSection, Field, Select, TextInput } from '#app/ui/index.ts';
import { CURRENCIES, moneyText } from '#server/consortia/plain.ts';
import styles from './consortia.module.css';
import type { PageView } from './view.ts';

type Inside = NonNullable<PageView['inside']>;

/** What the work costs, what is asked, and the day the members aim at. */
export function Frame({
  data,
  inside,
  verbs,
  next,
}: {
  data: PageView;
  inside: Inside;
  verbs: string;
  next: string;
}) {
  const t = useT('consortia');
  const format = useFormat();
  const { cost, asked, currency, targetOn } = inside;
  const money = (minor: number | null) =>
    minor === null ? t('frame.none') : moneyText(minor, currency, format);
  const typed = (minor: number | null) =>
    minor === null ? '' : String(minor / (CURRENCIES[currency] ?? 1));
  return (
    <FactsSection title={t('frame')}>
      <FactsList
        facts={[
          { label: t('frame.cost'), value: money(cost) },
          { label: t('frame.asked'), value: money(asked) },
          {
            label: t('frame.target'),
            value: targetOn ? format.calendarDate(targetOn) : t('frame.none'),
          },
        ]}
      />
      {data.may.write && (
        <details className={styles.fold}>
          <summary>{t('frame.edit')}</summary>
          <VerbForm
            action={verbs}
            fields={{ act: 'frame', version: String(data.version), next }}
            className={styles.stack}
            before={
              <>
                <Field label={t('frame.cost')} name="cost" optional>
                  {(control) => (
                    <TextInput {...control} inputMode="decimal" defaultValue={typed(cost)} />
                  )}
                </Field>
                <Field label={t('frame.asked')} name="asked" optional>
                  {(control) => (
                    <TextInput {...control} inputMode="decimal" defaultValue={typed(asked)} />
                  )}
                </Field>
                <Field label={t('frame.currency')} name="currency">
                  {(control) => (
                    <Select
                      {...control}
                      defaultValue={currency}
                      options={Object.keys(CURRENCIES).map((one) => ({ value: one, label: one }))}
                    />
                  )}
                </Field>
                <Field
                  label={t('frame.target')}
                  name="targetOn"
                  hint={t('frame.targetHint')}
                  optional
                >
                  {(control) => (
                    <TextInput {...control} type="date" defaultValue={targetOn ?? ''} />
                  )}
                </Field>
              </>
            }
          >
            {t('save')}
          </VerbForm>
        </details>
      )}
    </FactsSection>
  );
}

/** How the application goes on, each act asked before it is done. */
export function Progress({ data, verbs, next }: { data: PageView; verbs: string; next: string }) {
  const t = useT('consortia');
  if (data.next.length === 0) return null;
  return (
    <FactsSection title={t('go')}>
      <div className={styles.goes}>
        {data.next.map((state) => (
          <AskFirst
            key={state}
            act={t(`go.${state}`)}
            button={
              <VerbForm
                action={verbs}
                fields={{ act: 'conclude', state, version: String(data.version), next }}
                tone={state === 'abandoned' || state === 'notAdopted' ? 'danger' : 'secondary'}
                small
              >
                {t(`go.${state}`)}
              </VerbForm>
            }
          >
            {t(`goAsk.${state}`)}
          </AskFirst>
        ))}
      </div>
    </FactsSection>
  );
}
