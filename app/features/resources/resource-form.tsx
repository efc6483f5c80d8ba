import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import {
  Button,
  ButtonLink,
  Checkbox,
  ErrorSummary,
  Field,
  FieldError,
  fieldId,
  FormActs,
  FormStack,
  IconButton,
  Notice,
  Select,
  Submit,
  TextInput,
  type FormState,
  type Option,
} from '#app/ui/index.ts';
import { MOST_MARGIN, NAME_LENGTH, SPANS_A_DAY } from '#server/resources/plain.ts';
import styles from './resources.module.css';
import { WEEKDAYS, type Hours } from './view.ts';

const LANGS = ['ja', 'en', 'zh', 'ko'] as const;

/** What is known of a resource before it is changed; of a new one, what most are. */
export type ResourceStart = {
  kind: 'department' | 'person' | 'room' | 'interpreter' | 'vehicle';
  names: Partial<Record<string, string | null>>;
  hours: readonly Hours[];
  holidays: boolean;
  beforeMinutes: number;
  afterMinutes: number;
};

/** Name, opening hours and what is needed around a booking. */
export function ResourceForm({
  start,
  hidden,
  languages,
  backTo,
  state,
}: {
  start: ResourceStart;
  /** Whose it is, or which version of it was seen. */
  hidden: Record<string, string | number>;
  /** Of a new interpreter: the languages to choose from. */
  languages: readonly Option[];
  backTo: string;
  state: FormState;
}) {
  const t = useT('resources');
  const hoursError = Object.entries(state.refused?.fields ?? {}).find(([name]) =>
    name.startsWith('hours'),
  )?.[1];
  return (
    <Form method="post">
      <FormStack>
        {state.refused?.code === 'STALE_VERSION' ? (
          <Notice tone="caution" title={t('stale')}>
            {t('stale.text')}
          </Notice>
        ) : (
          <ErrorSummary refused={state.refused} labels={{ hours: t('hours') }} />
        )}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {languages.length > 0 && (
          <Field label={t('language')} name="language" error={state.error('language')}>
            {(control) => (
              <Select
                {...control}
                placeholder={t('language.choose')}
                defaultValue={state.value('language')}
                options={languages}
              />
            )}
          </Field>
        )}
        {start.kind === 'department' ? (
          <Notice title={t('department.named')} />
        ) : (
          <fieldset className={styles.names}>
            <legend>{t('name')}</legend>
            <p>{t(`name.hint.${start.kind}`)}</p>
            {LANGS.map((lang) => (
              <Field
                key={lang}
                label={t(`name.${lang}`)}
                name={`name.${lang}`}
                error={state.error(`name.${lang}`)}
                optional={lang !== 'ja'}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    lang={lang}
                    required={false}
                    maxLength={NAME_LENGTH}
                    defaultValue={state.value(`name.${lang}`, start.names[lang] ?? '')}
                  />
                )}
              </Field>
            ))}
          </fieldset>
        )}
        <fieldset className={styles.week} id={fieldId('hours')} tabIndex={-1}>
          <legend>{t('hours')}</legend>
          <p>{t('hours.hint')}</p>
          <FieldError error={hoursError} />
          {WEEKDAYS.map((day) => (
            <Day key={day} day={day} start={start} state={state} />
          ))}
        </fieldset>
        <Checkbox
          name="holidays"
          label={t('holidays')}
          defaultChecked={state.typed ? state.checked('holidays') : start.holidays}
        />
        <div className={styles.margins}>
          {(['beforeMinutes', 'afterMinutes'] as const).map((name) => (
            <Field
              key={name}
              label={t(name)}
              name={name}
              hint={t(`${name}.hint`)}
              error={state.error(name)}
            >
              {(control) => (
                <TextInput
                  {...control}
                  type="number"
                  inputMode="numeric"
                  inputSize="short"
                  min={0}
                  max={MOST_MARGIN}
                  step={5}
                  defaultValue={state.value(name, String(start[name]))}
                />
              )}
            </Field>
          ))}
        </div>
        <FormActs>
          <Submit tone="primary">{t('save')}</Submit>
          <ButtonLink to={backTo}>{t('cancel')}</ButtonLink>
        </FormActs>
      </FormStack>
    </Form>
  );
}

type Row = { key: number; from: string; until: string };

/** Rows of a day as they begin: what it is open, or was typed, and an empty one. */
function rowsOf(day: number, start: ResourceStart, state: FormState): Row[] {
  const spans = start.hours.filter((each) => each.day === day);
  const rows = Array.from({ length: SPANS_A_DAY }, (_each, key) => ({
    key,
    from: state.value(`from.${day}.${key}`, spans[key]?.from ?? ''),
    until: state.value(`until.${day}.${key}`, spans[key]?.until ?? ''),
  }));
  const filled = rows.findLastIndex(({ from, until }) => from !== '' || until !== '') + 1;
  // Without scripts nobody adds a row: one that is empty is there for the next span.
  return rows.slice(0, filled + 1);
}

function Day({ day, start, state }: { day: number; start: ResourceStart; state: FormState }) {
  const t = useT('resources');
  const name = t(`weekday.${day as 1}`);
  const [rows, setRows] = useState(() => rowsOf(day, start, state));
  const add = () =>
    setRows((of) => [
      ...of,
      { key: 1 + Math.max(-1, ...of.map(({ key }) => key)), from: '', until: '' },
    ]);
  const input = (end: 'from' | 'until', row: Row, at: number) => (
    <TextInput
      type="time"
      name={`${end}.${day}.${at}`}
      step={300}
      aria-label={t(`hours.${end}`, { day: name, count: at + 1 })}
      defaultValue={row[end]}
    />
  );
  return (
    <div className={styles.day}>
      <span className={styles.dayName}>{name}</span>
      <span className={styles.spans}>
        {rows.map((row, at) => (
          <span key={row.key} className={styles.span}>
            {input('from', row, at)}
            <span aria-hidden="true">–</span>
            {input('until', row, at)}
            {rows.length > 1 && (
              <IconButton
                icon="x"
                label={t('hours.remove', { day: name, count: at + 1 })}
                className={styles.scripted}
                onClick={() => setRows((of) => of.filter(({ key }) => key !== row.key))}
              />
            )}
          </span>
        ))}
        {rows.length < SPANS_A_DAY && (
          <Button
            small
            tone="quiet"
            icon="plus"
            aria-label={t('hours.add.day', { day: name })}
            className={styles.scripted}
            onClick={add}
          >
            {t('hours.add')}
          </Button>
        )}
      </span>
    </div>
  );
}
