import { useState, type ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import { Button, Checkbox, Field, FieldError, Select, TextInput } from '#app/ui/index.ts';
import type { EditSession } from './edit-data.ts';
import styles from './edit.module.css';
import type { Faults } from './form-faults.ts';
import type { SessionChoices } from './session-form.tsx';
import { pairsOf, tongue } from './tongues.ts';

type LinesProps = {
  session: EditSession | undefined;
  choices: SessionChoices;
  faults: Faults;
  t: T<'events'>;
};

/** Who speaks. Lines without a name do not count, so one is always left free. */
export function SpeakerLines({ session, choices, faults, t }: LinesProps) {
  const speakers = session?.speakers ?? [];
  return (
    <Lines
      legend={t('field.speakers')}
      add={t('speaker.add')}
      known={Math.max(speakers.length, typedLines(faults, 'speakers'))}
      optional={t('optional')}
    >
      {(i) => {
        const at = `speakers.${i}`;
        const speaker = speakers[i];
        const input = (field: 'name' | 'affiliation', lang: 'ja' | 'en') => {
          const path = `${at}.${field}.${lang}`;
          return (
            <Field
              key={path}
              label={t(`speaker.${field}.${lang}`)}
              name={path}
              error={faults.error(path)}
              optional
            >
              {(control) => (
                <TextInput
                  {...control}
                  lang={lang}
                  defaultValue={faults.value(path, speaker?.[field][lang] ?? '')}
                />
              )}
            </Field>
          );
        };
        return (
          <>
            <div className={styles.pair}>
              {input('name', 'ja')}
              {input('name', 'en')}
              {input('affiliation', 'ja')}
              {input('affiliation', 'en')}
            </div>
            <Field label={t('speaker.part')} name={`${at}.part`}>
              {(control) => (
                <Select
                  {...control}
                  className={styles.moment}
                  defaultValue={faults.value(`${at}.part`, speaker?.part ?? 'speaker')}
                  options={choices.parts.map((part) => ({
                    value: part,
                    label: t(`part.${part}` as 'part.chair'),
                  }))}
                />
              )}
            </Field>
          </>
        );
      }}
    </Lines>
  );
}

/** Between which languages, and how; there and back is one line. */
export function InterpretationLines({ session, choices, faults, t }: LinesProps) {
  const pairs = pairsOf(session?.interpretation ?? []);
  const options = choices.tongues.map((code) => ({ value: code, label: tongue(code, t) }));
  return (
    <Lines
      legend={t('field.interpretation')}
      add={t('interpretation.add')}
      known={Math.max(pairs.length, typedLines(faults, 'interpretation'))}
      optional={t('optional')}
      error={faults.error('interpretation')}
    >
      {(i) => {
        const at = `interpretation.${i}`;
        const pair = pairs[i];
        return (
          <>
            <div className={styles.three}>
              {(['a', 'b'] as const).map((side) => (
                <Field key={side} label={t(`interpretation.${side}`)} name={`${at}.${side}`}>
                  {({ required: _required, ...control }) => (
                    <Select
                      {...control}
                      placeholder="–"
                      defaultValue={faults.value(`${at}.${side}`, pair?.[side] ?? '')}
                      options={options}
                    />
                  )}
                </Field>
              ))}
              <Field label={t('interpretation.mode')} name={`${at}.mode`}>
                {(control) => (
                  <Select
                    {...control}
                    defaultValue={faults.value(`${at}.mode`, pair?.mode ?? 'simultaneous')}
                    options={choices.modes.map((mode) => ({
                      value: mode,
                      label: t(`mode.${mode}` as 'mode.simultaneous'),
                    }))}
                  />
                )}
              </Field>
            </div>
            <Checkbox
              name={`${at}.both`}
              label={t('interpretation.both')}
              defaultChecked={
                faults.refused ? faults.checked(`${at}.both`) : (pair?.bothWays ?? true)
              }
            />
          </>
        );
      }}
    </Lines>
  );
}

/** Groups of fields that can be added to; without scripts one is left free. */
function Lines({
  legend,
  optional,
  add,
  known,
  error,
  children,
}: {
  legend: string;
  optional: string;
  add: string;
  known: number;
  error?: string | undefined;
  children: (line: number) => ReactNode;
}) {
  const [count, setCount] = useState(known + 1);
  return (
    <fieldset className={styles.words}>
      <legend>
        {legend}
        <span>{optional}</span>
      </legend>
      <FieldError error={error} />
      {Array.from({ length: Math.max(count, known + 1) }, (_, i) => (
        <div key={i} className={styles.line}>
          {children(i)}
        </div>
      ))}
      <Button small icon="plus" onClick={() => setCount(Math.max(count, known + 1) + 1)}>
        {add}
      </Button>
    </fieldset>
  );
}

function typedLines(faults: Faults, name: string): number {
  const typed = Object.entries(faults.refused?.values ?? {}).flatMap(([key, value]) => {
    const line = key.match(`^${name}\\.(\\d+)\\.(?:a|name)`)?.[1];
    return line && value ? [Number(line) + 1] : [];
  });
  return Math.max(0, ...typed);
}
