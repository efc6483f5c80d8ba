import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { Button, fieldId, Panel, Pill, Select, TextInput, type FormState } from '#app/ui/index.ts';
import { NOT_NEEDED, PARTIES } from '#server/visa/plain.ts';
import { formOfPaper } from './refused.ts';
import { SmallField } from './small-field.tsx';
import styles from './visa.module.css';
import { progressOf, type ItemView, type VisaPageProps } from './view.ts';

const TONES = { open: 'neutral', brought: 'good', notNeeded: 'neutral' } as const;

/** The papers by who brings them; whoever brings one says so here. */
export function Checklist({ of, state, t, format }: VisaPageProps) {
  const { done, all } = progressOf(of.items);
  const refused = state.value('act') === 'bring' ? state.value('item') : null;
  const tried = (item: ItemView) => (item.item === refused ? state : null);
  return (
    <Panel title={t('papers')} note={t('papers.count', { done, all })}>
      <div className={styles.parties}>
        {PARTIES.map((party) => {
          const items = of.items.filter(({ by }) => by === party);
          return (
            items.length > 0 && (
              <section key={party}>
                <h3 className={styles.head}>
                  {t(`party.${party}`)}
                  {of.parties.includes(party) && ` · ${t('you')}`}
                </h3>
                <ul role="list" className={styles.items}>
                  {items.map((item) => (
                    <li key={item.item} className={styles.item}>
                      <span className={styles.what}>{t(`item.${item.item}`)}</span>
                      <Pill
                        tone={
                          item.state === 'open' && of.parties.includes(party)
                            ? 'waiting'
                            : TONES[item.state]
                        }
                      >
                        {t(`itemState.${item.state}`)}
                      </Pill>
                      <span className={styles.note}>{noteOf(item, t, format)}</span>
                      {of.rights.bring &&
                        item.by !== 'guarantor' &&
                        of.parties.includes(item.by) && (
                          <Tick item={item} today={of.today} tried={tried(item)} t={t} />
                        )}
                    </li>
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
    </Panel>
  );
}

/** What is said of a paper beside its state. */
function noteOf(item: ItemView, t: T<'visa'>, format: Format): string {
  const { state, on, reason, goodUntil, age } = item;
  const until = goodUntil ? t('goodUntil', { day: format.calendarDate(goodUntil) }) : null;
  if (state === 'notNeeded') return t(`reason.${reason ?? 'notAsked'}` as 'reason.notAsked');
  if (state === 'brought' && on) {
    return [t('broughtOn', { day: format.calendarDate(on) }), until].filter(Boolean).join(' · ');
  }
  if (!age) return t(`stage.${item.stage}`);
  const limit =
    'months' in age ? t('age.months', { count: age.months }) : t('age.days', { count: age.days });
  return `${t(`stage.${item.stage}`)} · ${limit}`;
}

type TickProps = {
  item: ItemView;
  today: string;
  /** What came back where a form of this paper was refused. */
  tried: FormState | null;
  t: T<'visa'>;
};

/** The forms of one paper: it is here, it is not needed, or it is open again. Plain, for a row of many. */
function Tick({ item, today, tried, t }: TickProps) {
  const name = t(`item.${item.item}`);
  const form = (answer: ItemView['state']) => formOfPaper(item.item, answer);
  const of = (answer: ItemView['state']) => (tried?.value('state') === answer ? tried : null);
  const date = (field: 'on' | 'paperOn', label: string, start?: string) => (
    <SmallField
      form={form('brought')}
      name={field}
      label={label}
      error={of('brought')?.error(field)}
    >
      {(control) => (
        <TextInput
          {...control}
          type="date"
          max={today}
          defaultValue={of('brought')?.value(field) ?? start}
        />
      )}
    </SmallField>
  );
  if (item.state !== 'open') {
    return (
      <TickForm item={item} state="open">
        <Button type="submit" small tone="quiet" aria-label={`${t('reopen')}: ${name}`}>
          {t('reopen')}
        </Button>
      </TickForm>
    );
  }
  return (
    <details className={styles.tick} open={tried !== null}>
      <summary aria-label={`${t('tick')}: ${name}`}>{t('tick')}</summary>
      <TickForm item={item} state="brought">
        {date('on', t('brought.on'), today)}
        {item.age && date('paperOn', t('paperOn'))}
        <Button type="submit" small aria-label={`${t('brought.submit')}: ${name}`}>
          {t('brought.submit')}
        </Button>
      </TickForm>
      <TickForm item={item} state="notNeeded">
        <SmallField
          form={form('notNeeded')}
          name="reason"
          label={t('reason')}
          error={of('notNeeded')?.error('reason')}
        >
          {(control) => (
            <Select
              {...control}
              defaultValue={of('notNeeded')?.value('reason')}
              options={NOT_NEEDED.map((value) => ({ value, label: t(`reason.${value}`) }))}
            />
          )}
        </SmallField>
        <Button type="submit" small tone="quiet" aria-label={`${t('notNeeded.submit')}: ${name}`}>
          {t('notNeeded.submit')}
        </Button>
      </TickForm>
    </details>
  );
}

function TickForm({
  item,
  state,
  children,
}: {
  item: ItemView;
  state: ItemView['state'];
  children: ReactNode;
}) {
  return (
    <Form
      id={fieldId('item', formOfPaper(item.item, state))}
      method="post"
      preventScrollReset
      className={styles.tickForm}
    >
      <input type="hidden" name="act" value="bring" />
      <input type="hidden" name="item" value={item.item} />
      <input type="hidden" name="version" value={item.version} />
      <input type="hidden" name="state" value={state} />
      {children}
    </Form>
  );
}
