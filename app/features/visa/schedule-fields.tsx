import { LANG_TAGS } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import {
  fieldId,
  FormStack,
  Notice,
  Panel,
  Select,
  TextInput,
  type Control,
  type FormState,
} from '#app/ui/index.ts';
import { LINE_LIMIT, MOST_STAGES, STAGE_PLACES } from '#server/visa/plain.ts';
import { SmallField } from './small-field.tsx';
import styles from './visa.module.css';

const STAGE = ['from', 'to', 'place', 'text.ja', 'text.en'] as const;
type StagePart = (typeof STAGE)[number];
/** Lines beside those that the schedule begins with. */
const EMPTY_STAGES = 3;

/** What the fields of the schedule are called, by their paths. */
export function stageLabels(t: T<'visa'>): Record<string, string> {
  const lines = Array.from({ length: MOST_STAGES }, (_, index) =>
    STAGE.map((part) => [
      `stages.${index}.${part}`,
      `${t('stage', { number: index + 1 })} · ${stageLabel(part, t)}`,
    ]),
  ).flat();
  return { stages: t('print.treatmentSchedule'), ...Object.fromEntries(lines) };
}

function stageLabel(part: StagePart, t: T<'visa'>): string {
  switch (part) {
    case 'text.ja':
      return t('stage.text', { lang: t('lang.ja') });
    case 'text.en':
      return t('stage.text', { lang: t('lang.en') });
    default:
      return t(`stage.${part}`);
  }
}

/** The lines of a treatment schedule: the stay and appointments to begin with, and room for more. */
export function Schedule({
  stages,
  state,
  t,
}: {
  stages: Answer<'visa.paperStart'>['stages'];
  state: FormState;
  t: T<'visa'>;
}) {
  const lines = Math.min(MOST_STAGES, stages.length + EMPTY_STAGES);
  return (
    <Panel title={t('print.treatmentSchedule')} note={t('stages.note')}>
      <FormStack>
        {state.error('stages') && <Notice tone="danger" title={state.error('stages')!} />}
        {Array.from({ length: lines }, (_, index) => (
          <fieldset
            key={index}
            id={index === 0 ? fieldId('stages') : undefined}
            className={styles.stage}
          >
            <legend>{t('stage', { number: index + 1 })}</legend>
            {STAGE.map((part) => (
              <SmallField
                key={part}
                name={`stages.${index}.${part}`}
                label={stageLabel(part, t)}
                error={state.error(`stages.${index}.${part}`)}
                required={false}
              >
                {(control) => (
                  <StageControl
                    control={control}
                    part={part}
                    value={state.value(control.name, begunWith(stages[index], part))}
                    t={t}
                  />
                )}
              </SmallField>
            ))}
          </fieldset>
        ))}
      </FormStack>
    </Panel>
  );
}

function begunWith(
  stage: Answer<'visa.paperStart'>['stages'][number] | undefined,
  part: StagePart,
): string {
  if (!stage) return '';
  if (part === 'text.ja') return stage.text.ja;
  return part === 'text.en' ? stage.text.en : stage[part];
}

function StageControl({
  control,
  part,
  value,
  t,
}: {
  control: Control;
  part: StagePart;
  value: string;
  t: T<'visa'>;
}) {
  if (part === 'place') {
    return (
      <Select
        {...control}
        defaultValue={value || 'outpatient'}
        options={STAGE_PLACES.map((place) => ({ value: place, label: t(`place.${place}`) }))}
      />
    );
  }
  if (part === 'from' || part === 'to') {
    return <TextInput {...control} type="date" defaultValue={value} />;
  }
  return (
    <TextInput
      {...control}
      lang={LANG_TAGS[part === 'text.ja' ? 'ja' : 'en']}
      autoComplete="off"
      maxLength={LINE_LIMIT}
      defaultValue={value}
    />
  );
}
