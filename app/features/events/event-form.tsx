import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  RadioGroup,
  Select,
  Submit,
  TextInput,
  type Option,
  ButtonLink,
} from '#app/ui/index.ts';
import styles from './edit.module.css';
import type { EditData } from './edit-data.ts';
import type { Faults } from './form-faults.ts';
import { WordFields } from './word-fields.tsx';

export type EventChoices = {
  kinds: readonly string[];
  formats: readonly string[];
  audiences: readonly string[];
  zones: readonly Option[];
};

type EventFormProps = {
  /** The event as it is now; none while it is new. */
  event?: EditData | undefined;
  choices: EventChoices;
  faults: Faults;
  back: string;
  submit: string;
  t: T<'events'>;
};

/** The first step: what, when, where and for whom. */
export function EventForm({ event, choices, faults, back, submit, t }: EventFormProps) {
  return (
    <Form method="post" className={styles.form}>
      <ErrorSummary refused={faults.refused} labels={labelsOf(t)} />
      {event && <input type="hidden" name="version" value={event.version} />}
      <WordFields
        legend={t('field.title')}
        name="title"
        start={event?.title}
        faults={faults}
        t={t}
      />
      <Field label={t('field.kind')} name="kind" error={faults.error('kind')}>
        {(control) => (
          <Select
            {...control}
            defaultValue={faults.value('kind', event?.kind ?? 'symposium')}
            options={choices.kinds.map((kind) => ({
              value: kind,
              label: t(`kind.${kind}` as 'kind.symposium'),
            }))}
          />
        )}
      </Field>
      <Times event={event} zones={choices.zones} faults={faults} t={t} />
      <RadioGroup
        legend={t('field.format')}
        name="format"
        inline
        value={faults.value('format', event?.format ?? 'onsite')}
        error={faults.error('format')}
        choices={choices.formats.map((format) => ({
          value: format,
          label: t(`format.${format}` as 'format.onsite'),
        }))}
      />
      <WordFields
        legend={t('field.place')}
        name="place"
        start={event?.place}
        faults={faults}
        hint={t('field.place.hint')}
        optional
        t={t}
      />
      <RadioGroup
        legend={t('field.audience')}
        name="audience"
        value={faults.value('audience', event?.audience ?? 'members')}
        error={faults.error('audience')}
        choices={choices.audiences.map((audience) => ({
          value: audience,
          label: t(`audience.${audience}` as 'audience.public'),
          hint: t(`audience.${audience}.hint` as 'audience.public.hint'),
        }))}
      />
      <Seats event={event} faults={faults} t={t} />
      <WordFields
        legend={t('field.description')}
        name="description"
        start={event?.description}
        faults={faults}
        hint={t('field.description.hint')}
        optional
        area
        t={t}
      />
      <WordFields
        legend={t('field.host')}
        name="host"
        start={event?.host}
        faults={faults}
        optional
        t={t}
      />
      <WordFields
        legend={t('field.series')}
        name="series"
        start={event?.series}
        faults={faults}
        optional
        t={t}
      />
      <FormActs>
        <Submit>{submit}</Submit>
        <ButtonLink tone="quiet" to={back}>
          {t('cancel')}
        </ButtonLink>
      </FormActs>
    </Form>
  );
}

type PartProps = Pick<EventFormProps, 'event' | 'faults' | 't'>;

function Times({ event, zones, faults, t }: PartProps & { zones: readonly Option[] }) {
  const zone = event?.timeZone ?? 'Asia/Tokyo';
  const isOffered = zones.some(({ value }) => value === zone);
  const all = isOffered ? zones : [{ value: zone, label: zone.replaceAll('_', ' ') }, ...zones];
  return (
    <>
      <div className={styles.pair}>
        {(['starts', 'ends'] as const).map((name) => (
          <Field key={name} label={t(`field.${name}`)} name={name} error={faults.error(name)}>
            {(control) => (
              <TextInput
                {...control}
                type="datetime-local"
                defaultValue={faults.value(name, event?.[name] ?? '')}
              />
            )}
          </Field>
        ))}
      </div>
      <Field
        label={t('field.timeZone')}
        name="timeZone"
        hint={t('field.timeZone.hint')}
        error={faults.error('timeZone')}
      >
        {(control) => (
          <Select {...control} defaultValue={faults.value('timeZone', zone)} options={all} />
        )}
      </Field>
    </>
  );
}

function Seats({ event, faults, t }: PartProps) {
  return (
    <>
      <div className={styles.pair}>
        <Field
          label={t('field.seats')}
          name="seats"
          hint={t('field.seats.hint')}
          error={faults.error('seats')}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              type="number"
              min={1}
              max={100000}
              inputSize="short"
              defaultValue={faults.value('seats', String(event?.seats.total ?? ''))}
            />
          )}
        </Field>
        <Field
          label={t('field.seatsPerOrg')}
          name="seatsPerOrg"
          hint={t('field.seatsPerOrg.hint')}
          error={faults.error('seatsPerOrg')}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              type="number"
              min={1}
              max={100000}
              inputSize="short"
              defaultValue={faults.value('seatsPerOrg', String(event?.seatsPerOrg ?? ''))}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('field.registrationCloses')}
        name="registrationCloses"
        hint={t('field.registrationCloses.hint')}
        error={faults.error('registrationCloses')}
        optional
      >
        {(control) => (
          <TextInput
            {...control}
            type="datetime-local"
            className={styles.moment}
            defaultValue={faults.value('registrationCloses', event?.registrationCloses ?? '')}
          />
        )}
      </Field>
    </>
  );
}

function labelsOf(t: T<'events'>): Record<string, string> {
  return {
    'title.ja': t('field.title'),
    'place.ja': t('field.place'),
    'host.ja': t('field.host'),
    'series.ja': t('field.series'),
    'description.ja': t('field.description'),
    kind: t('field.kind'),
    format: t('field.format'),
    audience: t('field.audience'),
    starts: t('field.starts'),
    ends: t('field.ends'),
    timeZone: t('field.timeZone'),
    seats: t('field.seats'),
    seatsPerOrg: t('field.seatsPerOrg'),
    registrationCloses: t('field.registrationCloses'),
  };
}
